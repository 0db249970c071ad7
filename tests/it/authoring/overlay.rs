//! Overlays: checks that are added to the running cases that match.

use super::PRESS;
use crate::scene::Scene;

/// Everything that the sample procedure asks for before a close, but what an overlay adds.
fn ready_to_close(scene: &Scene, id: &str) {
    let at = |args: &[&str]| scene.now(args).expect(0);
    at(&["log", id, "--via", "phone", "--confirmed", "--purpose", "result", "-m", "说明结果"]);
    at(&["assess", id, "--verified", "confirmed", "--fault", "ours"]);
    at(&["survey", id, "--satisfied", "yes"]);
}

/// A small procedure that ends at once.
const DESK: &str = r#"id = "desk"
revision = 1
name = { en = "Desk", zh = "服务台" }
kind = "checklist"

[[step]]
id = "answer"
name = { en = "Answer", zh = "答复" }

[[step.check]]
id = "listen"
text = { en = "Listen", zh = "倾听" }

[[step.check]]
id = "one-voice"
text = { en = "Answer with one voice", zh = "口径一致" }
required = false
"#;

/// Without the overlays that come with the program: a file of the same id that applies to nothing.
fn scene_with_desk() -> (Scene, String) {
    let scene = Scene::workspace();
    for id in ["brand-crisis", "major-complaint"] {
        let (head, rest) = PRESS.split_once("applies").unwrap();
        let text = format!("{head}applies = {{}}\n{}", rest.split_once('\n').unwrap().1);
        scene.write(&format!("playbooks/{id}.toml"), text.replacen("\"press\"", &format!("\"{id}\""), 1));
    }
    scene.write("playbooks/desk.toml", DESK);
    scene.write("playbooks/press.toml", PRESS);
    let id = scene.open("2026-11-21T14:00:00+08:00", &["--playbook", "desk"]);
    (scene, id)
}

#[test]
fn a_built_in_overlay_is_copied_into_the_workspace_with_the_first_case_that_matches() {
    let (scene, id) = Scene::with_case();
    let copied = |name: &str| scene.root().join(format!("playbooks/{name}.toml")).is_file();
    assert!(!copied("brand-crisis") && !copied("major-complaint"));
    for (lang, words) in [("en", "copied playbooks/brand-crisis.toml"), ("zh", "已复制 playbooks/brand-crisis.toml")]
    {
        let ran = scene.now(&["assess", &id, "--severity", "major", "-n", "--lang", lang]).expect(0);
        assert!(!ran.err.contains(words) && !copied("brand-crisis"), "a dry run copies nothing: {}", ran.err);
    }
    let ran = scene.now(&["assess", &id, "--severity", "major"]).expect(0);
    assert!(ran.err.contains("copied playbooks/brand-crisis.toml"), "{}", ran.err);
    assert!(copied("brand-crisis") && !copied("major-complaint"));
    let ran = scene.now(&["assess", &id, "--flag", "journalist"]).expect(0);
    assert!(ran.err.contains("copied playbooks/major-complaint.toml") && !ran.err.contains("brand-crisis.toml"));
    // A case of another workspace that matches already is asked for nothing by a newer program.
    std::fs::remove_file(scene.root().join("playbooks/brand-crisis.toml")).unwrap();
    assert!(!scene.now(&["show", &id]).expect(0).out.contains("(brand-crisis)"));
}

#[test]
fn an_overlay_adds_its_checks_to_the_cases_that_match_and_to_no_others() {
    let (scene, id) = scene_with_desk();
    let page = |lang: &str| scene.now(&["show", &id, "--lang", lang]).expect(0).out;
    let asks = |page: &str| page.contains("Before closing, also: Press (press)");
    assert!(!asks(&page("en")), "normal, no flags");
    scene.now(&["assess", &id, "--flag", "safety", "--severity", "serious"]).expect(0);
    assert!(!asks(&page("en")), "serious, another flag");
    scene.now(&["assess", &id, "--severity", "normal", "--flag", "journalist", "--why", "小报"]).expect(0);
    assert!(!asks(&page("en")), "the flag, not serious");
    let ran = scene.now(&["assess", &id, "--severity", "major"]).expect(0);
    let told = format!(
        "{id}: Press (press) applies, and asks for this before the case is closed:\n  \
         [ ] One person speaks for the company  `one-voice`\n  [ ] Thank the reporter (optional)  `thank-reporter`\n"
    );
    assert!(ran.err.contains(&told), "{}", ran.err);
    let block = "\nBefore closing, also: Press (press)\n  [ ] One person speaks for the company  `one-voice`\n  \
                 [ ] Thank the reporter (optional)  `thank-reporter`\n";
    assert!(page("en").contains(block), "{}", page("en"));
    let block = "\n结案前还须完成：媒体介入（press）\n  [ ] 统一由一人对外发言  `one-voice`\n";
    assert!(page("zh").contains(block), "{}", page("zh"));
    // What applies already isn't told again.
    let ran = scene.now(&["assess", &id, "--severity", "serious", "--why", "查明"]).expect(0);
    assert!(!ran.err.contains("applies"), "{}", ran.err);
}

#[test]
fn opening_a_case_that_matches_says_so_in_both_languages() {
    let scene = Scene::workspace();
    scene.write("playbooks/press.toml", PRESS.replace("flags = [\"journalist\", \"social-media\"], ", ""));
    let open = |more: &[&str]| {
        let args =
            ["open", "--title", "鞋底开胶", "--anonymous", "--channel", "phone", "--demand", "换一双", "-m", "开胶"];
        scene.now(&[&args[..], more].concat()).expect(0)
    };
    let ran = open(&["--severity", "major", "--lang", "zh"]);
    assert!(ran.err.contains("：适用附加清单“媒体介入”（`press`），结案前须完成：\n  [ ] 统一由一人"), "{}", ran.err);
    let ran = open(&["--severity", "major", "-n"]);
    assert!(ran.err.contains(": Press (press) applies"), "{}", ran.err);
    assert!(!open(&["--severity", "normal"]).err.contains("applies"));
    assert!(!open(&["--severity", "major", "-q"]).err.contains("applies"));
}

#[test]
fn a_required_check_stands_in_the_way_of_the_close_and_of_no_step() {
    let (scene, id) = scene_with_desk();
    ready_to_close(&scene, &id);
    scene.now(&["assess", &id, "--severity", "major", "--flag", "journalist"]).expect(0);
    // All of it at once: the step's own check, and that of the overlay.
    let close = ["close", &id, "--outcome", "upheld"];
    let ran = scene.now(&close).expect(4);
    let wanted = format!(
        "amends: {id} can't be closed yet:\n  - checks not done: listen: amends tick {id} listen\n  \
         - checks of press not done: one-voice: amends tick {id} one-voice\n"
    );
    assert_eq!(ran.err, wanted);
    let ran = scene.now(&[&close[..], &["--lang", "zh"]].concat()).expect(4);
    assert!(
        ran.err.contains(&format!("“press”未完成的检查项：`one-voice`：`amends tick {id} one-voice`")),
        "{}",
        ran.err
    );
    // `all` is the step's own; the step is left all the same.
    scene.now(&["advance", &id, "--tick", "all"]).expect(0);
    let ran = scene.now(&close).expect(4);
    let wanted = format!(
        "amends: {id} can't be closed yet:\n  - checks of press not done: one-voice: amends tick {id} one-voice\n"
    );
    assert_eq!(ran.err, wanted);
    // Past the last step the overlay's checks can still be done.
    scene.now(&["tick", &id, "one-voice"]).expect(0);
    assert!(scene.case(&id).contains("do: tick, step: press, ticks: [one-voice]"), "{}", scene.case(&id));
    let page = scene.now(&["show", &id]).expect(0).out;
    assert!(page.contains("[x] One person speaks"), "{page}");
    scene.now(&close).expect(0);
    // Nothing about it is a finding, and a closed case is asked for nothing.
    scene.now(&["check"]).expect(0);
    assert!(!scene.now(&["show", &id]).expect(0).out.contains("Before closing"));
}

#[test]
fn an_id_means_the_steps_check_first_and_then_the_first_one_that_is_not_done() {
    let (scene, id) = scene_with_desk();
    scene.write("playbooks/second.toml", PRESS.replace("\"press\"", "\"second\""));
    scene.now(&["assess", &id, "--severity", "major", "--flag", "journalist"]).expect(0);
    for step in ["answer", "press", "second", "answer"] {
        scene.now(&["tick", &id, "one-voice"]).expect(0);
        let text = scene.case(&id);
        let last = text.lines().last().unwrap();
        assert!(last.contains(&format!("do: tick, step: {step}, ticks: [one-voice]")), "{last}");
    }
    // Several at once go where they belong.
    let ran = scene.now(&["tick", &id, "listen", "thank-reporter", "-n"]).expect(0);
    assert!(
        ran.out.contains("step: answer, ticks: [listen]") && ran.out.contains("step: press, ticks: [thank-reporter]")
    );
    scene.now(&["tick", &id, "all"]).expect(0);
    assert!(scene.case(&id).lines().last().unwrap().contains("step: answer, ticks: [listen, one-voice]"));
    let json: serde_json::Value = serde_json::from_str(&scene.now(&["show", &id, "-f", "json"]).expect(0).out).unwrap();
    let wanted = serde_json::json!([
        { "id": "press", "revision": 1, "checks": [
            { "id": "one-voice", "required": true, "done": true },
            { "id": "thank-reporter", "required": false, "done": false },
        ] },
        { "id": "second", "revision": 1, "checks": [
            { "id": "one-voice", "required": true, "done": true },
            { "id": "thank-reporter", "required": false, "done": false },
        ] },
    ]);
    assert_eq!(json["overlays"], wanted);
    let ran = scene.now(&["tick", &id, "thank-reportr"]).expect(4);
    assert!(ran.err.contains("did you mean `thank-reporter`?"), "{}", ran.err);
    let (other, none) = Scene::with_case();
    let json: serde_json::Value =
        serde_json::from_str(&other.now(&["show", &none, "-f", "json"]).expect(0).out).unwrap();
    assert_eq!(json["overlays"], serde_json::json!([]));
}

#[test]
fn outcomes_that_ask_for_nothing_do_not_ask_for_it() {
    let (scene, id) = scene_with_desk();
    scene.now(&["assess", &id, "--severity", "major", "--flag", "journalist"]).expect(0);
    // Not even where nobody can say what it asks for.
    scene.write("playbooks/press.toml", PRESS.replace("severity", "gravity"));
    scene.now(&["close", &id, "--outcome", "withdrawn"]).expect(0);
}

#[test]
fn a_new_cycle_asks_for_all_of_it_again() {
    let (scene, id) = scene_with_desk();
    ready_to_close(&scene, &id);
    scene.now(&["assess", &id, "--severity", "major", "--flag", "journalist"]).expect(0);
    scene.now(&["tick", &id, "all"]).expect(0);
    scene.now(&["tick", &id, "one-voice"]).expect(0);
    assert!(scene.now(&["show", &id]).expect(0).out.contains("[x] One person"));
    scene.now(&["close", &id, "--outcome", "upheld"]).expect(0);
    scene.now(&["reopen", &id, "--why", "又坏了"]).expect(0);
    assert!(scene.now(&["show", &id]).expect(0).out.contains("[ ] One person"));
}

#[test]
fn no_case_follows_an_overlay() {
    let (scene, id) = scene_with_desk();
    let before = scene.case(&id);
    let open = ["open", "--title", "x", "--anonymous", "--channel", "phone", "--demand", "x", "-m", "x"];
    for (args, lang) in [
        ([&open[..], &["--playbook", "press"]].concat(), "en"),
        (vec!["playbook", "switch", "press", &id, "--why", "x"], "en"),
        (vec!["playbook", "switch", "press", "--all-of", "desk", "--why", "x"], "zh"),
    ] {
        let ran = scene.now(&[&args[..], &["--lang", lang]].concat()).expect(2);
        let wanted = if lang == "en" { "amends: press is an overlay" } else { "amends: “press”是附加清单" };
        assert!(ran.err.starts_with(wanted), "{args:?}: {}", ran.err);
    }
    assert_eq!(scene.case(&id), before);
    scene.write("amends.toml", "time_zone = \"Asia/Shanghai\"\ndefault_playbook = \"press\"\n");
    assert!(scene.now(&open).expect(2).err.contains("press is an overlay"));
}

#[test]
fn one_that_applies_to_nothing_asks_for_nothing() {
    let (scene, id) = scene_with_desk();
    let (head, rest) = PRESS.split_once("applies").unwrap();
    let rest = rest.split_once('\n').unwrap().1;
    scene.write("playbooks/press.toml", format!("{head}applies = {{}}\n{rest}"));
    scene.now(&["playbook", "check", "press"]).expect(0);
    let ran = scene.now(&["assess", &id, "--severity", "major", "--flag", "journalist"]).expect(0);
    assert!(!ran.err.contains("applies"), "{}", ran.err);
    assert!(!scene.now(&["show", &id]).expect(0).out.contains("Before closing"));
    let page = scene.now(&["playbook", "show", "press"]).expect(0).out;
    assert!(page.contains("  Applies to: nothing\n"), "{page}");
    assert!(scene.now(&["playbook", "show", "press", "--lang", "zh"]).expect(0).out.contains("  适用于：无\n"));
}

#[test]
fn what_an_overlay_asks_a_case_for_is_any_of_these() {
    // What makes the case match, and what leaves it alone.
    let table = [
        ("channel = \"phone\"", true),
        ("channel = [\"email\", \"letter\"]", false),
        ("category = [\"quality\", \"delivery\"]", true),
        ("category = \"delivery\"", false),
        ("fault = [\"ours\", \"shared\"]", true),
        ("fault = \"customer\"", false),
        ("verified = \"partly\"", true),
        ("verified = \"refuted\"", false),
        ("flags = \"vulnerable\"", true),
        ("severity = [\"normal\"]", true),
        ("channel = \"phone\", severity = \"major\"", false),
        ("channel = \"phone\", severity = \"normal\", flags = [\"safety\", \"vulnerable\"]", true),
    ];
    let scene = Scene::workspace();
    let id = scene.open("2026-11-21T14:00:00+08:00", &["--category", "quality"]);
    let assess = ["assess", &id, "--severity", "normal", "--why", "x", "--flag", "vulnerable"];
    scene.now(&[&assess[..], &["--verified", "partly", "--fault", "ours"]].concat()).expect(0);
    let head = PRESS.split_once("applies").unwrap().0;
    let tail = PRESS.split_once("applies").unwrap().1.split_once('\n').unwrap().1;
    for (applies, wanted) in table {
        scene.write("playbooks/press.toml", format!("{head}applies = {{ {applies} }}\n{tail}"));
        let page = scene.now(&["show", &id]).expect(0).out;
        assert_eq!(page.contains("Before closing"), wanted, "{applies}\n{page}");
    }
}

#[test]
fn the_list_and_the_page_say_what_it_is() {
    let (scene, _) = scene_with_desk();
    let list = scene.now(&["playbook", "list", "-f", "tsv"]).expect(0).out;
    let kinds: Vec<(&str, &str)> =
        list.lines().map(|l| l.split('\t').collect::<Vec<_>>()).map(|c| (c[0], c[2])).collect();
    for pair in [("press", "overlay"), ("desk", "checklist"), ("four-step", "flow")] {
        assert!(kinds.contains(&pair), "{list}");
    }
    assert!(scene.now(&["playbook", "list", "--lang", "zh"]).expect(0).out.contains("附加清单"));
    let page = scene.now(&["playbook", "show", "press"]).expect(0).out;
    assert!(page.contains("  Applies to: flags = journalist / social media, severity = serious / major\n"), "{page}");
    let page = scene.now(&["playbook", "show", "press", "--lang", "zh"]).expect(0).out;
    assert!(page.contains("  适用于：标记 = 传媒记者 / 社交媒体、严重程度 = 严重 / 重大\n"), "{page}");
}

#[test]
fn an_overlay_with_faults_is_no_silence() {
    let (scene, id) = scene_with_desk();
    ready_to_close(&scene, &id);
    scene.now(&["assess", &id, "--severity", "major", "--flag", "journalist"]).expect(0);
    let before = scene.case(&id);
    scene.write("playbooks/press.toml", PRESS.replace("severity", "gravity"));
    let line = "playbooks/press.toml:5:53: an overlay can't ask for `gravity`";
    for args in
        [vec!["close", id.as_str(), "--outcome", "upheld", "--tick", "all"], vec!["tick", id.as_str(), "one-voice"]]
    {
        let ran = scene.now(&args).expect(7);
        assert!(ran.err.contains(line), "{}", ran.err);
    }
    assert_eq!(scene.case(&id), before);
    let ran = scene.now(&["show", &id]).expect(3);
    assert!(ran.err.contains(line) && ran.out.contains(&id), "{}", ran.err);
    // A broken procedure that nobody follows is in nobody's way.
    scene.write("playbooks/press.toml", DESK.replace("\"desk\"", "\"press\"").replace("checklist", "checklst"));
    scene.now(&["close", &id, "--outcome", "upheld", "--tick", "all"]).expect(0);
}

#[test]
fn check_knows_the_ticks_of_overlays() {
    let (scene, id) = scene_with_desk();
    scene.now(&["assess", &id, "--severity", "major", "--flag", "journalist"]).expect(0);
    // The step has a check of that name too, which comes first.
    scene.now(&["tick", &id, "one-voice"]).expect(0);
    scene.now(&["tick", &id, "one-voice"]).expect(0);
    scene.now(&["check"]).expect(0);
    // Its text with a check that it never had.
    let path = scene.case_path(&id);
    let text = scene.case(&id);
    std::fs::write(&path, text.replace("ticks: [one-voice]", "ticks: [one-voic]")).unwrap();
    let ran = scene.now(&["check"]).expect(1);
    assert!(ran.out.contains("unknown-check: ") && ran.out.contains("did you mean `one-voice`?"), "{}", ran.out);
    // One that isn't there any more, or is a procedure.
    std::fs::write(&path, text.replace("step: press", "step: pres")).unwrap();
    assert!(scene.now(&["check"]).expect(1).out.contains("unknown-step"));
    std::fs::write(&path, text.replace("step: press", "step: four-step")).unwrap();
    assert!(scene.now(&["check"]).expect(1).out.contains("unknown-step"));
}

//! `playbook switch`: the preview, and where a case lands.

use crate::scene::Scene;

const OLD: &str = r#"id = "desk"
revision = 1
name = { en = "Desk", zh = "服务台" }
kind = "flow"

[[step]]
id = "hear"
name = { en = "Hear", zh = "倾听" }

[[step.check]]
id = "listen"
text = { en = "Listen", zh = "倾听" }

[[step.check]]
id = "thank"
text = { en = "Thank", zh = "致谢" }

[[step.field]]
id = "wish"
label = { en = "Wish", zh = "愿望" }
type = "text"

[[step.field]]
id = "shop"
label = { en = "Shop", zh = "门店" }
type = "text"

[[step]]
id = "solve"
name = { en = "Solve", zh = "解决" }
"#;

/// The check `thank` and the field `shop` are gone, and `solve` is called `settle`.
fn new() -> String {
    let text = OLD.replace("revision = 1", "revision = 2").replace("\"solve\"", "\"settle\"");
    let text = text.replace("[[step.check]]\nid = \"thank\"\ntext = { en = \"Thank\", zh = \"致谢\" }\n\n", "");
    text.replace("[[step.field]]\nid = \"shop\"\nlabel = { en = \"Shop\", zh = \"门店\" }\ntype = \"text\"\n\n", "")
}

/// Three open cases: at the first step with everything done, at the second, past the end; and a closed one.
fn scene() -> (Scene, [String; 3]) {
    let scene = Scene::workspace();
    scene.write("playbooks/desk.toml", OLD);
    let open = || scene.open("2026-11-21T14:00:00+08:00", &["--playbook", "desk"]);
    let ids = [open(), open(), open()];
    let set = ["--set", "wish=换货", "--set", "shop=东门"];
    scene.now(&[&["tick", &ids[0], "all"], &set[..]].concat()).expect(0);
    for id in &ids[1..] {
        scene.now(&[&["advance", id, "--tick", "all"], &set[..]].concat()).expect(0);
    }
    scene.now(&["advance", &ids[2]]).expect(0);
    let closed = open();
    scene.now(&["close", &closed, "--outcome", "withdrawn"]).expect(0);
    scene.write("playbooks/desk.toml", new());
    (scene, ids)
}

const SWITCH: [&str; 6] = ["playbook", "switch", "desk", "--all-of", "desk", "--why"];

fn switch<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&SWITCH[..], &["新版本"], more].concat()
}

#[test]
fn the_preview_shows_every_open_case_and_what_becomes_of_what_was_done() {
    let (scene, ids) = scene();
    let before: Vec<String> = ids.iter().map(|id| scene.case(id)).collect();
    let ran = scene.now(&switch(&["-n", "-f", "json"])).expect(0);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let row = |id: &str| json["items"].as_array().unwrap().iter().find(|r| r["case"] == id).unwrap().clone();
    assert_eq!(json["items"].as_array().unwrap().len(), 2);
    let wanted = serde_json::json!({
        "case": ids[0], "from": "desk@1", "to": "desk@2", "step_now": "hear", "step_then": "hear", "ground": "same",
        "checks_again": ["listen"], "checks_gone": ["thank"], "fields_kept": ["wish"], "fields_lost": ["shop"],
    });
    assert_eq!(row(&ids[0]), wanted);
    let second = row(&ids[1]);
    assert_eq!(
        (&second["step_now"], &second["step_then"], &second["ground"]),
        (&"solve".into(), &"hear".into(), &"first".into())
    );
    assert_eq!(second["checks_again"], serde_json::json!([]));
    // The case past the last step waits for its close and not for another first step.
    let summary = "cases to move to desk@2: 2; \
                   past their last step, left as they are: 1 (--step end=STEP takes them up again); \
                   at the first step for want of theirs: 1 (--step OLD=NEW); \
                   checks lost: 2; fields lost: 2\ndry run: nothing was written\n";
    assert_eq!(ran.err, summary);
    let page = scene.now(&switch(&["-n"])).expect(0).out;
    for words in ["step now", "listen", "thank", "first)", &ids[0], &ids[1]] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    let ran = scene.now(&switch(&["-n", "--lang", "zh"])).expect(0);
    assert!(ran.out.contains("当前步骤") && ran.out.contains("hear（首步）"), "{}", ran.out);
    assert!(ran.err.starts_with("将换到 desk@2 的工单：2；已走完最后一步而保持不变的：1（`--step end=STEP` 使其重新开始）；没有原步骤而从第一步开始的：1"), "{}", ran.err);
    assert_eq!(ids.iter().map(|id| scene.case(id)).collect::<Vec<_>>(), before);
    assert_eq!(scene.now(&switch(&["-n", "-q"])).expect(0).out, sorted(&ids[..2]));
    // The write does what the preview says, and the second time nothing is left.
    let ran = scene.now(&switch(&[])).expect(0);
    assert!(ran.err.contains("past their last step, left as they are: 1"), "{}", ran.err);
    assert!(ids[..2].iter().all(|id| scene.case(id).lines().last().unwrap().contains("playbook: desk@2, step: hear")));
    assert_eq!(scene.case(&ids[2]), before[2]);
    let ran = scene.now(&switch(&["-n"])).expect(0);
    assert_eq!((ran.out.as_str(), ran.err.contains("cases to move to desk@2: 0; there already: 2; past")), ("", true));
}

/// Ids one a line, in the order of a list.
fn sorted(ids: &[String]) -> String {
    let mut ids = ids.to_vec();
    ids.sort();
    ids.iter().map(|id| format!("{id}\n")).collect()
}

#[test]
fn a_case_past_its_last_step_is_taken_up_again_only_when_told() {
    let (scene, ids) = scene();
    let before = scene.case(&ids[2]);
    let one = ["playbook", "switch", "desk", ids[2].as_str(), "--why", "x"];
    let close = format!("amends close {} --outcome OUTCOME", ids[2]);
    for more in [&[][..], &["-n"], &["--step", "end=end"], &["--lang", "zh"]] {
        let ran = scene.now(&[&one[..], more].concat()).expect(4);
        assert!(ran.err.contains(&close) && ran.err.contains("--step STEP"), "{}", ran.err);
    }
    scene.now(&switch(&["--step", "solve=settle", "--step", "end=end"])).expect(0);
    // At the revision at hand there is nothing to do either.
    scene.write("playbooks/desk.toml", OLD);
    assert!(scene.now(&switch(&["-n"])).expect(0).err.contains("there already: 1"));
    scene.now(&one).expect(4);
    assert_eq!(scene.case(&ids[2]), before);
    // No other case goes to the end without passing what stands in its way.
    for step in ["end", "hear=end"] {
        scene.now(&switch(&["--step", step])).expect(2);
    }
    scene.now(&[&one[..], &["--step", "solve"]].concat()).expect(0);
    assert!(scene.case(&ids[2]).contains("playbook: desk@1, step: solve"));
}

#[test]
fn steps_that_were_renamed_are_mapped() {
    let (scene, ids) = scene();
    scene.now(&switch(&["--step", "solve=settle", "--step", "end=settle"])).expect(0);
    let lands = |id: &str| scene.case(id).lines().last().unwrap().to_owned();
    for (id, step) in ids.iter().zip(["hear", "settle", "settle"]) {
        assert!(lands(id).contains(&format!("playbook: desk@2, step: {step}")), "{}", lands(id));
    }
}

#[test]
fn a_mapping_that_makes_no_sense_is_refused_or_warned_about() {
    let (scene, ids) = scene();
    let before: Vec<String> = ids.iter().map(|id| scene.case(id)).collect();
    for (more, words) in [
        (&["--step", "solve=setle"][..], "did you mean `settle`?"),
        (
            &["--step", "solv=settle"],
            "no case stands at `solv`, and their playbook has no such step; did you mean `solve`?",
        ),
        (&["--step", "solve=settle", "--step", "solve=hear"], "two steps for the cases at `solve`"),
        (&["--step", "settle", "--step", "hear"], "two steps for the same cases"),
        (&["--step", "solv=settle", "--lang", "zh"], "没有工单处于“solv”"),
    ] {
        let ran = scene.now(&switch(more)).expect(2);
        assert!(ran.err.contains(words), "{more:?}: {}", ran.err);
    }
    assert_eq!(ids.iter().map(|id| scene.case(id)).collect::<Vec<_>>(), before);
    let ran = scene.now(&switch(&["--step", "settle", "-n"])).expect(0);
    assert!(
        ran.err
            .contains("the cases stand at different steps (end, hear, solve), and --step puts all of them at `settle`"),
        "{}",
        ran.err
    );
    // Nothing to warn of where each is told.
    let ran = scene.now(&switch(&["--step", "settle", "--step", "hear=hear", "--step", "end=settle", "-n"])).expect(0);
    assert!(!ran.err.contains("different steps"), "{}", ran.err);
    // One case: the same table; the formats are for the preview alone.
    let ran = scene.now(&["playbook", "switch", "desk", &ids[0], "--why", "x", "-n", "-f", "tsv"]).expect(0);
    assert_eq!(
        ran.out,
        format!("{}\tdesk@1\tdesk@2\thear\thear\tsame\t[\"listen\"]\t[\"thank\"]\t[\"wish\"]\t[\"shop\"]\n", ids[0])
    );
    scene.now(&["playbook", "switch", "desk", &ids[0], "--why", "x", "-f", "tsv"]).expect(2);
}

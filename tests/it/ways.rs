//! Ways on, jumps and ways back: which the playbook has, which only a force opens, and which nothing does.

use crate::scene::Scene;

/// A workspace whose only playbook is this text, and a case that follows it.
fn following(steps: &str) -> (Scene, String) {
    let scene = Scene::workspace();
    let head = "id = \"ways\"\nrevision = 1\nname = { en = \"Ways\", zh = \"去向\" }\nkind = \"flow\"\n";
    scene.write("playbooks/ways.toml", format!("{head}{steps}"));
    let id = scene.open("2026-11-21T14:00:00+08:00", &["--playbook", "ways"]);
    (scene, id)
}

fn step(id: &str, more: &str) -> String {
    format!("[[step]]\nid = \"{id}\"\nname = {{ en = \"{id}\", zh = \"步骤\" }}\n{more}\n")
}

/// Two ways on from the first step, one of which leads to the end, and a step that may not be skipped.
fn three() -> (Scene, String) {
    let field = "[[step.field]]\nid = \"solved\"\nlabel = { en = \"Solved\", zh = \"解决\" }\ntype = \"bool\"\n";
    let branch = "[[step.branch]]\nwhen = { solved = true }\nto = \"end\"\n";
    let first = step("first", &format!("{field}{branch}"));
    following(&(first + &step("second", "skippable = false\nrequires = [\"evidence\"]") + &step("third", "")))
}

/// Commands in which `CASE` is the case, with the exit code of each.
#[track_caller]
fn typed(scene: &Scene, id: &str, lines: &[(&str, i32)]) -> String {
    let mut said = String::new();
    for (line, code) in lines {
        let words: Vec<String> = line.split_whitespace().map(|w| w.replace("CASE", id)).collect();
        let ran = scene.now(&words.iter().map(String::as_str).collect::<Vec<_>>()).expect(*code);
        said = ran.out + &ran.err;
    }
    said
}

fn findings(scene: &Scene) -> String {
    scene.now(&["check"]).out
}

#[test]
fn a_branch_is_a_way_only_while_its_condition_holds() {
    let (scene, id) = three();
    let before = scene.case(&id);
    let said = typed(&scene, &id, &[("advance CASE --set solved=no --to end", 4)]);
    assert!(said.contains("no way leads to `end` from here; it goes to: second"), "{said}");
    assert_eq!(scene.case(&id), before);
    // Each way that is open can be taken, and each once is named.
    typed(&scene, &id, &[("advance CASE --set solved=yes --to second", 0)]);
    assert_eq!(findings(&scene), "");
    let (scene, id) = three();
    let said = typed(&scene, &id, &[("advance CASE --set solved=yes --to third", 4)]);
    assert!(said.contains("it goes to: end, second"), "{said}");
    typed(&scene, &id, &[("advance CASE --set solved=yes --to end", 0)]);
    assert_eq!(findings(&scene), "");
}

#[test]
fn a_way_back_whose_condition_fails_is_no_way_on() {
    let field = "[[step.field]]\nid = \"content\"\nlabel = { en = \"Content\", zh = \"满意\" }\ntype = \"bool\"\n";
    let branch = "[[step.branch]]\nwhen = { content = false }\nto = \"first\"\n";
    let (scene, id) = following(&(step("first", "") + &step("second", &format!("{field}{branch}"))));
    let said = typed(&scene, &id, &[("advance CASE", 0), ("advance CASE --set content=yes --to first", 4)]);
    assert!(said.contains(&format!("amends advance {id} --back first --why TEXT")), "{said}");
    typed(&scene, &id, &[("advance CASE --set content=no", 0)]);
    assert!(scene.case(&id).contains("do: return, step: second, to: first"), "{}", scene.case(&id));
}

#[test]
fn no_force_jumps_over_a_step_that_may_not_be_skipped() {
    let (scene, id) = three();
    typed(&scene, &id, &[("tick CASE --set solved=no", 0)]);
    let before = scene.case(&id);
    for (lang, words) in [("en", "`second` may not be skipped"), ("zh", "步骤“second”不能跳过")] {
        for to in ["third", "end"] {
            let said = typed(&scene, &id, &[(&format!("advance CASE --to {to} --force --why x --lang {lang}"), 4)]);
            assert!(said.contains(words), "{to}: {said}");
        }
    }
    assert_eq!(scene.case(&id), before);
    // Where it lies on no way, a force opens what it did.
    let said = typed(&scene, &id, &[("advance CASE --force --why x", 0), ("advance CASE --force --why x", 0)]);
    assert!(said.contains("evidence"), "{said}");
    let (scene, id) = Scene::with_case();
    let said = typed(&scene, &id, &[("advance CASE --to solve --force --why x", 4)]);
    assert!(said.contains("`establish-cause` may not be skipped"), "{said}");
    let said = typed(&scene, &id, &[("advance CASE --force --why x", 0), ("advance CASE --skip --why x", 4)]);
    assert!(said.contains("`establish-cause` may not be skipped"), "{said}");
}

#[test]
fn check_finds_a_jump_that_nothing_allows() {
    let (scene, id) = three();
    let whole = scene.case(&id);
    let after = |event: &str| {
        let line = format!("  - {{id: zzzzzz, at: 2026-11-22T08:59:00+08:00, by: wang, {event}}}\n");
        scene.write(&format!("cases/{}/{}/{id}.yaml", &id[..4], &id[5..7]), whole.clone() + &line);
        findings(&scene)
    };
    let known = "do: advance, step: first, facts: {solved: false}";
    let said = after(&format!("{known}, to: third"));
    assert!(said.contains("gate-passed") && said.contains("no way leads to `third`"), "{said}");
    // The record of a force covers the way, and not what may not be skipped.
    let said = after(&format!("{known}, to: third, forced: [\"way\"], why: \"x\""));
    assert!(!said.contains("no way leads") && said.contains("`second` may not be skipped"), "{said}");
    assert_eq!(after(&format!("{known}, to: second")), "");
    assert_eq!(after("do: advance, step: first, facts: {solved: true}, to: end"), "");
}

#[test]
fn the_condition_of_a_way_may_have_gone_with_a_text() {
    let field = "[[step.field]]\nid = \"place\"\nlabel = { en = \"Place\", zh = \"地点\" }\ntype = \"text\"\n";
    let branch = "[[step.branch]]\nwhen = { place = \"home\" }\nto = \"third\"\n";
    let first = step("first", &format!("{field}{branch}"));
    let (scene, id) = following(&(first + &step("second", "skippable = false") + &step("third", "")));
    typed(&scene, &id, &[("tick CASE --set place=home", 0), ("advance CASE", 0)]);
    let text = scene.case(&id);
    assert!(text.contains("step: first, to: third"), "{text}");
    let path = format!("cases/{}/{}/{id}.yaml", &id[..4], &id[5..7]);
    scene.write(&path, text.replace("facts: {place: \"home\"}", "facts: {place: \"\"}, redacted: true"));
    assert_eq!(findings(&scene), "");
    scene.write(&path, text.replace("facts: {place: \"home\"}", "facts: {place: \"shop\"}"));
    assert!(findings(&scene).contains("`second` may not be skipped"));
}

#[test]
fn what_a_redaction_emptied_was_known_when_the_step_was_left() {
    let fields = "[[step.field]]\nid = \"plan\"\nlabel = { en = \"Plan\", zh = \"计划\" }\ntype = \"text\"\n";
    let (scene, id) = following(&(step("first", &format!("requires = [\"plan\"]\n{fields}")) + &step("second", "")));
    scene.now(&["tick", &id, "--set", "plan=打电话给王女士"]).expect(0);
    scene.now(&["advance", &id]).expect(0);
    assert_eq!(findings(&scene), "");
    let text = scene.case(&id);
    let emptied = text.replace("facts: {plan: \"打电话给王女士\"}", "facts: {plan: \"\"}, redacted: true");
    assert_ne!(emptied, text);
    let path = format!("cases/{}/{}/{id}.yaml", &id[..4], &id[5..7]);
    scene.write(&path, &emptied);
    assert_eq!(findings(&scene), "");
    // Without the mark it is what it looks like: a step left without its plan.
    scene.write(&path, emptied.replace(", redacted: true", ""));
    assert_ne!(findings(&scene), "");
}

#[test]
fn a_step_may_send_the_case_back_to_itself() {
    let back = "requires = [\"satisfaction\"]\non_unsatisfied = \"only\"";
    let (scene, id) = following(&step("only", back));
    let said = typed(&scene, &id, &[("playbook check ways", 0), ("survey CASE --satisfied no", 0)]);
    assert!(said.contains("--back only"), "{said}");
    typed(&scene, &id, &[("advance CASE --back only --why again", 0)]);
    assert!(scene.case(&id).contains("do: return, step: only, to: only"), "{}", scene.case(&id));
    // The round begins anew, and what is later stays ahead.
    typed(&scene, &id, &[("advance CASE", 4), ("survey CASE --satisfied yes", 0), ("advance CASE", 0)]);
    let (scene, id) = three();
    let said = typed(&scene, &id, &[("advance CASE --back third --why x", 4)]);
    assert!(said.contains("it goes to: first"), "{said}");
}

#[test]
fn past_the_last_step_an_unsatisfied_customer_is_no_reason_to_close() {
    for (lang, close) in [("en", "close it"), ("zh", "请结案")] {
        let (scene, id) = following(&(step("first", "") + &step("last", "on_unsatisfied = \"first\"")));
        typed(&scene, &id, &[("advance CASE", 0), ("survey CASE --satisfied no", 0)]);
        let said = typed(&scene, &id, &[(&format!("advance CASE --lang {lang}"), 0)]);
        assert!(said.contains(&format!("amends advance {id} --back first --why TEXT")), "{said}");
        assert!(!said.contains(close), "{said}");
        let said = typed(&scene, &id, &[("close CASE --outcome upheld --lesson x", 4)]);
        assert!(said.contains("--back first"), "{said}");
        let ends = ["advance CASE --back first --why x", "advance CASE", "survey CASE --satisfied yes"];
        ends.iter().for_each(|line| drop(typed(&scene, &id, &[(line, 0)])));
        let said = typed(&scene, &id, &[(&format!("advance CASE --lang {lang}"), 0)]);
        assert!(said.contains(close), "{said}");
    }
}

#[test]
fn after_two_rounds_close_names_the_way_out_of_the_circle() {
    let branch = "[[step.branch]]\nwhen = { satisfied = false }\nto = \"first\"\n";
    let last = step("last", &format!("requires = [\"satisfaction\"]\non_unsatisfied = \"first\"\n{branch}"));
    let (scene, id) = following(&(step("first", "") + &last));
    let close = "close CASE --outcome unresolvable --lesson x";
    let no = [("advance CASE", 0), ("survey CASE --satisfied no", 0)];
    let said = typed(&scene, &id, &[no[0], no[1], (close, 4)]);
    assert!(!said.contains("--to end"), "{said}");
    typed(&scene, &id, &[("advance CASE", 0), no[0], no[1], ("advance CASE", 0), no[0], no[1]]);
    typed(&scene, &id, &[("decline CASE -m tenfold --alternative repair --told", 0)]);
    for lang in ["en", "zh"] {
        let said = typed(&scene, &id, &[(&format!("{close} --lang {lang}"), 4)]);
        assert!(said.contains(&format!("amends advance {id} --to end")), "{said}");
    }
    typed(&scene, &id, &[("advance CASE --to end", 0), (close, 0)]);
    assert_eq!(findings(&scene), "");
}

#[test]
fn the_command_that_brings_a_lesson_is_whole() {
    let scene = Scene::workspace();
    let head = "id = \"ways\"\nrevision = 1\nname = \"Ways\"\nkind = \"flow\"\nclose_requires = [\"lesson\"]\n";
    scene.write("playbooks/ways.toml", format!("{head}{}", step("only", "")));
    let id = scene.open("2026-11-21T14:00:00+08:00", &["--playbook", "ways"]);
    let said = typed(&scene, &id, &[("advance CASE", 0), ("close CASE --outcome upheld", 4)]);
    assert!(said.contains(&format!("amends close {id} --outcome OUTCOME --lesson TEXT")), "{said}");
}

#[test]
fn what_is_done_already_is_not_written_again() {
    let check = "[[step.check]]\nid = \"listen\"\ntext = { en = \"Listen\", zh = \"倾听\" }\n";
    let (scene, id) = following(&(step("first", check) + &step("second", "")));
    typed(&scene, &id, &[("tick CASE listen", 0)]);
    let before = scene.case(&id);
    for (lang, words) in [("en", "done already: listen"), ("zh", "已经完成：`listen`")] {
        for what in ["listen", "all"] {
            let said = typed(&scene, &id, &[(&format!("tick CASE {what} --lang {lang}"), 0)]);
            assert!(said.starts_with(&id) && said.contains(words), "{said}");
            assert_eq!(typed(&scene, &id, &[(&format!("tick CASE {what} -q"), 0)]), format!("{id}\n"));
        }
    }
    assert_eq!(scene.case(&id), before);
    typed(&scene, &id, &[("advance CASE", 0)]);
    let before = scene.case(&id);
    for (lang, words) in [("en", "`second` has no checks"), ("zh", "步骤“second”没有检查项")] {
        let said = typed(&scene, &id, &[(&format!("tick CASE all --lang {lang}"), 4)]);
        assert!(said.contains(words), "{said}");
    }
    assert_eq!(scene.case(&id), before);
}

#[test]
fn the_built_in_procedures_ask_where_their_articles_do_and_no_statement_is_forced() {
    // The playbook, the step to stand at, what is known there, a piece of the refusal, and whether it is there.
    let table: [(&str, &str, &[&str], &str, bool); 8] = [
        ("sincere-apology", "compensate", &["chosen-option=a"], "redress answer", true),
        ("sincere-apology", "compensate", &["chosen-option=none"], "redress answer", false),
        ("insurance-standard-flow", "talk-again", &["customer-agrees=yes"], "--letter refusal", true),
        ("property-developer", "goodwill", &[], "amends redress offer", true),
        ("seven-methods", "handle", &["compensated=yes"], "amends escalate", true),
        ("seven-methods", "handle", &["compensated=no"], "amends escalate", false),
        ("auto-repair", "explain", &["repair-consent=refused", "concession=none"], "lower-charge", false),
        ("auto-repair", "explain", &["repair-consent=refused", "concession=none"], "--set concession", false),
    ];
    for (playbook, step, known, words, there) in table {
        let scene = Scene::workspace();
        let id = scene.open("2026-11-21T14:00:00+08:00", &["--playbook", playbook]);
        let first = scene.case(&id);
        if !first.contains(&format!("step: {step}")) {
            scene.now(&["playbook", "switch", playbook, &id, "--step", step, "--why", "x"]).expect(0);
        }
        typed(&scene, &id, &[("assess CASE --verified refuted", 0), ("log CASE --via phone", 0)]);
        let mut args = vec!["tick", id.as_str()];
        known.iter().for_each(|pair| args.extend(["--set", pair]));
        if !known.is_empty() {
            scene.now(&args).expect(0);
        }
        let said = scene.now(&["advance", &id]).expect(4).err;
        assert_eq!(said.contains(words), there, "{playbook}: {known:?}\n{said}");
    }
}

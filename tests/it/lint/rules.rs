//! The workspace's own rules: added, replaced, turned off; and broken ones.

use super::run;
use crate::scene::Scene;

fn rules(scene: &Scene, text: &str) -> Vec<String> {
    let out = run(scene, text, &["-f", "tsv"]).expect(0).out;
    out.lines().map(|l| l.split('\t').nth(6).unwrap().to_owned()).collect()
}

#[test]
fn a_workspace_adds_replaces_and_turns_off() {
    let scene = Scene::workspace();
    scene.write(
        "rules/phrases.toml",
        "[[rule]]\nid = \"dear\"\nset = \"taboo\"\nany = [\"亲爱的\"]\ninstead = \"尊敬的\"\n\n\
         [[rule]]\nid = \"dont-know\"\nset = \"taboo\"\nseverity = \"hint\"\nany = [\"晓得不\"]\n",
    );
    assert_eq!(rules(&scene, "亲爱的客户，我不知道，与我无关，晓得不"), ["dear", "not-my-business", "dont-know"]);
    scene.write(
        "rules/phrases.toml",
        "builtin = false\n\n[[rule]]\nid = \"dear\"\nset = \"taboo\"\nany = [\"亲爱的\"]\n",
    );
    assert_eq!(rules(&scene, "亲爱的客户，我不知道"), ["dear"]);
    scene.write("rules/phrases.toml", "[sets]\ntaboo = false\n");
    assert_eq!(rules(&scene, "我不知道，马上"), ["at-once"]);
    scene.write("rules/phrases.toml", "[[recommended]]\nid = \"soon\"\ntext = \"马上回来\"\n");
    assert_eq!(rules(&scene, "我马上回来，马上"), ["at-once"]);
}

#[test]
fn broken_rules_stop_lint_and_check_names_them_but_nothing_else_stops() {
    let (scene, id) = Scene::with_case();
    scene.write("rules/phrases.toml", "[[rule]]\nid = \"x\"\nset = \"tabo\"\nany = [\"…\"]\nexcepts = []\n");
    let ran = run(&scene, "x", &[]).expect(7);
    for part in [
        "rules/phrases.toml:3:7: ",
        "it is one of: taboo, overpromise, jargon, liability, money, apology, address; did you mean `taboo`?",
        "rules/phrases.toml:4:8: ",
        "unknown key `excepts`; did you mean `except`?",
        "amends: rules/phrases.toml has faults; nothing was done",
    ] {
        assert!(ran.err.contains(part), "{part}\n{}", ran.err);
    }
    let check = scene.now(&["check"]).expect(1);
    assert!(check.out.contains("rules/phrases.toml:3:7"), "{}", check.out);
    let logged = scene.now(&["log", &id, "--via", "phone", "-m", "我不知道"]).expect(0);
    assert!(
        logged.err.contains("rules/phrases.toml:3:7 has a fault") && logged.err.contains("[dont-know]"),
        "{}",
        logged.err
    );
    assert!(scene.case(&id).contains("我不知道"));
    let zh = scene.now(&["log", &id, "--via", "phone", "-m", "好", "--lang", "zh"]).expect(0);
    assert!(zh.err.contains("措辞只按内置规则检查"), "{}", zh.err);
}

#[test]
fn the_built_in_rules_have_no_fault() {
    let (file, faults) = amends::wording::read_phrases(amends::wording::phrases::PHRASES);
    assert_eq!(faults, []);
    assert!(file.rules.rules.len() > 30 && file.recommended.len() == 14);
}

#[test]
fn a_report_takes_no_rules_place() {
    let scene = Scene::workspace();
    scene.write("rules/phrases.toml", "");
    scene.now(&["list", "-o", "rules/phrases.toml"]).expect(7);
}

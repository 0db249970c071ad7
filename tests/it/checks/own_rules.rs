//! The keyword library and the letter templates of a workspace, looked at before somebody needs them.

use crate::scene::Scene;

/// Each file, what is in it, the place of the finding, and what is said in both languages.
const BROKEN: &[(&str, &str, &str, &str, &str)] = &[
    ("rules/triage.toml", "[[rule]\n", "1:8", "config: ", "config"),
    (
        "rules/triage.toml",
        "[[rule]]\nid = \"a\"\nwords = [\"x\"]\n",
        "1:1",
        "the rule proposes nothing",
        "此规则没有提出任何建议",
    ),
    (
        "rules/triage.toml",
        "[[rule]]\nid = \"a\"\nwords = [\"x\"]\nplaybook = \"four-stp\"\n",
        "4:12",
        "there is no playbook `four-stp`; did you mean `four-step`?",
        "没有流程“four-stp”；是不是“four-step”？",
    ),
    (
        "rules/triage.toml",
        "[[rule]]\nid = \"a\"\nwords = [\"x\"]\ncategory = \"qualty\"\n",
        "4:12",
        "amends.toml lists no category `qualty`; did you mean `quality`?",
        "没有“qualty”；是不是“quality”？",
    ),
    ("templates/progress.en.j2", "a\n{{ customer", "2:1", "not a template: ", "模板格式有误："),
    (
        "templates/progress.zh.j2",
        "a\n{{ custommer }}",
        "2:4",
        "there is no `custommer`; did you mean `customer`?",
        "没有“custommer”；是不是“customer”？",
    ),
    (
        "templates/progres.en.j2",
        "a",
        "1:1",
        "no letter uses `progres.en.j2`, a template's name is KIND.LANG.j2; did you mean `progress.en.j2`?",
        "没有信函使用“progres.en.j2”，模板文件名的格式为 `KIND.LANG.j2`；是不是“progress.en.j2”？",
    ),
    ("templates/farewell.fr.j2", "a", "1:1", "no letter uses `farewell.fr.j2`, a template's name", "没有信函使用"),
];

#[test]
fn a_broken_rule_or_template_is_found_before_it_is_needed() {
    for (path, text, place, en, zh) in BROKEN {
        let scene = Scene::empty();
        scene.write("amends.toml", "time_zone = \"Asia/Shanghai\"\n[[category]]\nid = \"quality\"\n");
        scene.now(&["check"]).expect(0);
        scene.write(path, text);
        for (lang, says) in [("en", en), ("zh", zh)] {
            let ran = scene.now(&["check", "--lang", lang]).expect(1);
            let wanted = format!("{path}:{place}");
            assert!(ran.out.contains(&wanted) && ran.out.contains(says), "{path} {text}\n{}", ran.out);
        }
    }
}

#[test]
fn a_sound_library_and_the_built_in_templates_pass() {
    let scene = Scene::empty();
    scene.write("amends.toml", "time_zone = \"Asia/Shanghai\"\n");
    for (name, text) in amends::letter::builtin::BUILTIN {
        scene.write(&format!("templates/{name}"), text);
    }
    // A name of the workspace's own is given with --set.
    scene.write("templates/progress.en.j2", "{{ customer }} {{ greetings }}");
    scene.write("templates/README.md", "Ours");
    scene.write("rules/triage.toml", amends::wording::triage::TRIAGE);
    let ran = scene.now(&["check"]).expect(0);
    assert_eq!(ran.out, "");
}

#[test]
fn open_says_that_the_keyword_library_is_broken() {
    let scene = Scene::empty();
    scene.write("amends.toml", "time_zone = \"Asia/Shanghai\"\n");
    scene.write("rules/triage.toml", "[[rule]]\nid = \"a\"\n");
    let open = ["open", "--title", "T", "--customer", "Ms Li", "--contact", "li@example.com", "--channel", "phone"];
    let open = [&open[..], &["--demand", "D", "-m", "M", "--by", "wang"]].concat();
    for (lang, says) in [
        ("en", "the keyword library proposed nothing: rules/triage.toml:1:1 has a fault; `amends check` names it"),
        ("zh", "rules/triage.toml:1:1 有错误，关键词库没有提出建议；用 `amends check` 查看错误"),
    ] {
        for triage in [&[][..], &["--triage"]] {
            let ran = scene.now(&[&open[..], triage, &["--lang", lang]].concat()).expect(0);
            assert!(ran.err.contains(says), "{}", ran.err);
        }
    }
    assert_eq!(scene.now(&[&open[..], &["-q"]].concat()).expect(0).err, "");
}

//! Templates of a workspace.

use super::{ENGLISH, scene};
use amends::letter::Variables;

#[test]
fn a_template_of_the_workspace_takes_the_place_of_the_built_in_one() {
    let (scene, id) = scene(&ENGLISH, &[]);
    scene.write("templates/progress.en.j2", "Hello {{ customer }} ({{ case }}): {{ next }}. {{ motto }}\n");
    let ran = scene.now(&["letter", id, "progress", "--set", "motto=We listen", "--strict"]).expect(0);
    assert_eq!(ran.out, format!("Hello Ms Li ({id}): Monday 23 November 2026, 18:00. We listen\n"));
    // The other language is untouched.
    assert!(scene.now(&["letter", id, "progress", "--lang", "zh"]).expect(0).out.starts_with("Ms Li，您好！"));
}

#[test]
fn what_a_template_leaves_out_is_a_warning_and_strictly_a_finding() {
    let (scene, id) = scene(&ENGLISH, &[]);
    scene.write("templates/acknowledgement.en.j2", "We have your letter.\n");
    let ran = scene.now(&["letter", id, "acknowledgement"]).expect(0);
    for part in ["the customer's name", "the number of the case", "the day the complaint was received"] {
        assert!(ran.err.contains(&format!("the acknowledgement lacks {part}\n")), "{}", ran.err);
    }
    assert!(ran.err.contains("lacks when the customer hears from us next"), "{}", ran.err);
    scene.now(&["letter", id, "acknowledgement", "--strict"]).expect(1);
}

/// Each broken template, where the fault is, and what is said about it.
const BROKEN: &[(&str, &str, &str, &str)] = &[
    ("a\n{{ customer", "2:1", "not a template: ", "模板格式有误："),
    ("a\n  {% if %}x{% endif %}\n", "2:3", "not a template: ", "模板格式有误："),
    (
        "a\nb {{ custommer }}\n",
        "2:6",
        "there is no `custommer`; did you mean `customer`?",
        "没有“custommer”；是不是“customer”？",
    ),
    ("{% if handlr %}x{% endif %}", "1:7", "there is no `handlr`; did you mean `handler`?", "没有“handlr”"),
    (
        "case {{ case }}\n\n{{ effect }}\n",
        "3:4",
        "this case has no `effect`; ask for it first: {% if effect %}",
        "这份工单没有“effect”；请先用条件判断：`{% if effect %}`",
    ),
    // Of two names without a value the one that is printed, not the one that is asked for.
    (
        "{% if handler and closed %}{{ closed }}{% endif %}{{ product }}",
        "1:54",
        "this case has no `product`; ask for it first: {% if product %}",
        "这份工单没有“product”；请先用条件判断：`{% if product %}`",
    ),
    ("{% for p in promises %}{{ p.wat }}{% endfor %}", "1:1", "this case doesn't have", "这份工单没有此处要输出的内容"),
    ("{{ case|shout }}", "1:1", "the template can't be used: unknown filter", "模板无法使用："),
    (
        "{% for a in range(9000) %}{% for b in range(9000) %}x{% endfor %}{% endfor %}",
        "1:1",
        "the template never ends",
        "模板没有尽头",
    ),
    ("{% include 'progress.zh.j2' %}", "1:1", "not a template: ", "模板格式有误："),
    ("{{ debug() }}", "1:4", "there is no `debug`", "没有“debug”"),
];

#[test]
fn a_broken_template_is_named_with_its_place_and_prints_nothing() {
    let promise = "id: p1, at: 2026-11-21T14:00:00+08:00, by: wang, do: promise, due: 2026-11-24, what: \"Call\"";
    let (scene, id) = scene(&ENGLISH, &[promise]);
    for (template, place, en, zh) in BROKEN {
        scene.write("templates/progress.en.j2", template);
        scene.write("templates/progress.zh.j2", template);
        for (lang, says) in [("en", en), ("zh", zh)] {
            let ran = scene.now(&["letter", id, "progress", "--lang", lang]).expect(7);
            assert_eq!(ran.out, "", "{template}");
            let wanted = format!("templates/progress.{lang}.j2:{place}: {says}");
            assert!(ran.err.starts_with(&wanted), "{template}\n{wanted}\n{}", ran.err);
        }
    }
}

#[test]
fn an_unknown_name_is_answered_with_all_that_there_are() {
    let (scene, id) = scene(&ENGLISH, &[]);
    scene.write("templates/progress.en.j2", "{{ xyzzy }}");
    let ran = scene.now(&["letter", id, "progress"]).expect(7);
    for name in Variables::names() {
        assert!(ran.err.contains(&name), "{name}: {}", ran.err);
    }
    assert!(ran.err.contains("give another one with --set xyzzy=TEXT"), "{}", ran.err);
}

#[test]
fn a_setting_of_no_use_is_refused() {
    let (scene, id) = scene(&ENGLISH, &[]);
    for (set, says) in [
        ("sendr=x", "did you mean `sender`?"),
        ("customer=x", "that comes from the record"),
        ("sender", "should be like NAME=TEXT"),
        ("sender= ", "should be like NAME=TEXT"),
        ("a.b=x", "should be like NAME=TEXT"),
    ] {
        let ran = scene.now(&["letter", id, "progress", "--set", set]).expect(2);
        assert!(ran.err.contains(says), "{set}: {}", ran.err);
    }
    let ran = scene.now(&["letter", id, "progress", "--set", "sender=a", "--set", "sender=b"]).expect(2);
    assert!(ran.err.contains("--set sender is there twice"), "{}", ran.err);
}

#[test]
#[cfg(unix)]
fn a_template_from_outside_is_not_read() {
    let (scene, id) = scene(&ENGLISH, &[]);
    let outside = crate::scene::Scene::empty();
    outside.write("secret", "SECRET");
    std::fs::create_dir(scene.root().join("templates")).unwrap();
    let path = scene.root().join("templates/progress.en.j2");
    std::os::unix::fs::symlink(outside.root().join("secret"), &path).unwrap();
    let ran = scene.now(&["letter", id, "progress"]).expect(7);
    assert!(ran.err.contains("templates/progress.en.j2") && !ran.err.contains("SECRET"), "{}", ran.err);
    std::fs::remove_file(&path).unwrap();
    scene.write("templates/progress.en.j2", vec![b'x'; 5 * 1024 * 1024]);
    scene.now(&["letter", id, "progress"]).expect(7);
    scene.write("templates/progress.en.j2", [0xff, 0xfe]);
    scene.now(&["letter", id, "progress"]).expect(7);
}

#[test]
fn every_file_of_templates_is_embedded_and_every_kind_has_one_in_both_languages() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut files: Vec<String> =
        std::fs::read_dir(root).unwrap().flatten().map(|e| e.file_name().to_str().unwrap().to_owned()).collect();
    let mut embedded: Vec<String> =
        amends::letter::builtin::BUILTIN.iter().map(|(name, _)| (*name).to_owned()).collect();
    files.sort();
    embedded.sort();
    assert_eq!(files, embedded);
    for kind in amends::letter::Kind::ALL {
        for lang in [amends::policy::Lang::En, amends::policy::Lang::Zh] {
            assert!(!amends::letter::builtin(*kind, lang).is_empty(), "{kind}");
        }
    }
}

//! Terms that past complaints share and no rule knows.

use super::{id_of, items};
use crate::scene::Scene;

#[test]
fn frequent_terms_that_no_rule_knows_are_listed_with_their_cases_and_category() {
    let scene = Scene::workspace();
    let mut ids = Vec::new();
    for (title, category) in [
        ("陈明月的会员卡余额少了", "account"),
        ("会员卡余额不对", "account"),
        ("会员卡余额清零，还有苍蝇", "product"),
        ("会员卡丢失", "account"),
        ("gift card expired", "account"),
        ("gift card, gift wrap", "product"),
        ("The gift was late", "product"),
    ] {
        ids.push(id_of(&scene, title, "x", &["--category", category]));
    }
    let rows = items(&scene, &["triage", "--learn"]);
    let seen: Vec<(&str, u64, &str)> = rows
        .iter()
        .map(|r| (r["term"].as_str().unwrap(), r["cases"].as_u64().unwrap(), r["category"].as_str().unwrap()))
        .collect();
    // 会员卡 stands in four, 会员卡余额 in three of them; 余额 always within it. 苍蝇 and late are known; gift isn't.
    assert_eq!(seen, [("会员卡", 4, "account"), ("会员卡余额", 3, "account"), ("gift", 3, "product")]);
    assert_eq!(rows[0]["of_all"], 7);
    assert!(rows[0]["examples"].as_array().unwrap().iter().all(|e| ids.iter().any(|id| e == id)));
    let two = items(&scene, &["triage", "--learn", "--least", "2"]);
    assert!(two.iter().any(|r| r["term"] == "card"), "{two:?}");
    assert_eq!(items(&scene, &["triage", "--learn", "--top", "1"]).len(), 1);
}

#[test]
fn a_name_is_never_learned() {
    let scene = Scene::workspace();
    for _ in 0..3 {
        id_of(&scene, "陈明月来电", "客户陈明月说电话是 +86 138 0000 0007", &[]);
    }
    let ran = scene.now(&["triage", "--learn", "--format", "json"]).expect(0);
    assert!(!ran.out.contains("陈") && !ran.out.contains("0007"), "{}", ran.out);
}

#[test]
fn nothing_new_says_so_and_wrong_numbers_are_refused() {
    let scene = Scene::workspace();
    for (lang, words) in [("en", "complaints read: 0"), ("zh", "已读投诉 0 份")] {
        let ran = scene.now(&["triage", "--learn", "--lang", lang]).expect(0);
        assert!(ran.out.is_empty() && ran.err.contains(words), "{}", ran.err);
    }
    for args in [&["triage"][..], &["triage", "--learn", "--least", "0"], &["triage", "--learn", "--top", "x"]] {
        assert_eq!(scene.now(args).code, 2, "{args:?}");
    }
}

#[test]
fn a_damaged_case_is_named_and_the_rest_is_read() {
    let scene = Scene::workspace();
    let id = id_of(&scene, "会员卡", "x", &[]);
    scene.write("cases/2026/11/2026-11-20-bbbbb.yaml", "id: x\n");
    let ran = scene.now(&["triage", "--learn", "--least", "1", "--format", "json"]).expect(3);
    assert!(ran.out.contains("会员卡") && ran.err.contains("2026-11-20-bbbbb.yaml"), "{}{}", ran.out, ran.err);
    let ran = scene.now(&["similar", &id]).expect(3);
    assert!(ran.err.contains("2026-11-20-bbbbb.yaml"), "{}", ran.err);
}

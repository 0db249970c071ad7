//! Terms that past complaints share and no rule knows.

use super::{filed_by, id_of, items};
use crate::scene::Scene;

#[test]
fn frequent_terms_that_no_rule_knows_are_listed_with_their_cases_and_category() {
    let scene = Scene::workspace();
    let mut ids = Vec::new();
    for (n, (title, category)) in [
        ("陈明月的会员卡余额少了", "account"),
        ("会员卡余额不对", "account"),
        ("会员卡余额清零，还有苍蝇", "product"),
        ("会员卡丢失", "account"),
        ("gift card expired", "account"),
        ("gift card, gift wrap", "product"),
        ("The gift was late", "product"),
    ]
    .into_iter()
    .enumerate()
    {
        let who = ["陈明月", &format!("+86 138 0000 000{n}")];
        let ran = filed_by(&scene, who, title, "x", &["--category", category, "-q"]).expect(0);
        ids.push(ran.out.trim().to_owned());
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
    for n in 0..3 {
        let contact = format!("+86 138 0000 000{n}");
        let text = format!("客户陈明月说电话是 {contact}，会员卡");
        filed_by(&scene, ["陈明月", &contact], "陈明月来电", &text, &[]).expect(0);
    }
    let ran = scene.now(&["triage", "--learn", "--format", "json"]).expect(0);
    assert!(ran.out.contains("会员卡"), "{}", ran.out);
    assert!(!ran.out.contains("陈") && !ran.out.contains("0000"), "{}", ran.out);
}

#[test]
fn parts_of_a_name_and_addresses_are_no_terms_and_stand_in_no_title() {
    for (customer, title, names) in [
        ("张小明先生", "张小明的会员卡 giftcard", &["张小", "小明"][..]),
        ("张小明 女士", "张小明的会员卡 giftcard", &["张小", "小明"]),
        ("Mr. Zhang Xiaoming", "ZHANG said: giftcard, zhang's 会员卡, xiaoming", &["zhang", "xiaoming"]),
        ("Ms Ｌｉｕ Fang", "liu的会员卡 giftcard FANG", &["liu", "fang"]),
        ("王女士", "会员卡 giftcard wang.fang@mail.test", &["wang", "fang", "mail"]),
    ] {
        let scene = Scene::workspace();
        let file = |n: usize| {
            let contact = format!("+86 138 0000 000{n}");
            let ran = filed_by(&scene, [customer, &contact], title, "余额", &["-q"]).expect(0);
            ran.out.trim().to_owned()
        };
        let ids: Vec<String> = (0..3).map(file).collect();
        for args in [&["triage", "--learn"][..], &["similar", &ids[0]]] {
            let rows = items(&scene, args);
            let said = serde_json::to_string(&rows).unwrap().to_lowercase();
            assert!(said.contains("会员卡") && said.contains("giftcard"), "{customer}: {said}");
            assert!(names.iter().all(|name| !said.contains(name)), "{customer}: {said}");
        }
    }
}

#[test]
fn a_customer_who_complains_again_and_again_makes_no_term() {
    let scene = Scene::workspace();
    for contact in ["+86 138 0000 0007", "13800000007", "138-0000-0007", "+86 138 0000 0008"] {
        filed_by(&scene, ["陈明月", contact], "会员卡", "余额", &[]).expect(0);
    }
    let terms = |least: &str| items(&scene, &["triage", "--learn", "--least", least]).len();
    assert_eq!((terms("2"), terms("3")), (2, 0));
    assert_eq!(items(&scene, &["triage", "--learn", "--least", "2"])[0]["cases"], 4);
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

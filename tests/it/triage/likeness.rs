//! Complaints like another one.

use super::{id_of, items};
use crate::scene::Scene;

#[test]
fn the_same_product_category_and_words_make_complaints_alike_and_the_points_say_why() {
    let scene = Scene::workspace();
    let with = |product, category| ["--product", product, "--category", category];
    let one = id_of(&scene, "酸奶盒里有苍蝇", "早餐喝到", &with("酸奶", "product"));
    let like = id_of(&scene, "酸奶盒鼓包", "苍蝇没看到", &with("酸奶", "product"));
    let words = id_of(&scene, "汤里有苍蝇", "早餐店", &with("汤", "service"));
    let same_category = id_of(&scene, "鞋底脱胶", "一个月", &with("鞋", "product"));
    id_of(&scene, "快递丢件", "三周", &with("包裹", "delivery"));
    let rows = items(&scene, &["similar", &one]);
    let seen: Vec<(&str, u64)> =
        rows.iter().map(|r| (r["case"].as_str().unwrap(), r["points"].as_u64().unwrap())).collect();
    // 3 for the product, 2 for the category, 1 each for 酸奶盒 and 苍蝇; 苍蝇 and 早餐; a category alone is nothing.
    assert_eq!(seen, [(like.as_str(), 7), (words.as_str(), 2)]);
    assert!(!rows.iter().any(|r| r["case"] == same_category.as_str()));
    assert_eq!(rows[0]["words"], serde_json::json!(["酸奶盒", "苍蝇"]));
    assert_eq!((rows[0]["product"].as_str(), rows[1]["product"].as_str()), (Some("酸奶"), None));
    assert_eq!(items(&scene, &["similar", &one, "--top", "1"]).len(), 1);
}

#[test]
fn what_came_of_it_is_told_and_nobody_is_named() {
    let scene = Scene::workspace();
    let old = id_of(&scene, "会员卡余额清零", "陈明月来电，会员卡系统升级", &[]);
    let new = id_of(&scene, "会员卡余额不对", "陈明月又来电，系统升级", &[]);
    scene.now(&["close", &old, "--outcome", "withdrawn", "--lesson", "升级前先备份"]).expect(0);
    for (lang, heading) in [("en", "lesson"), ("zh", "经验教训")] {
        let ran = scene.now(&["similar", &new, "--lang", lang]).expect(0);
        assert!(ran.out.contains(heading) && ran.out.contains("升级前先备份"), "{}", ran.out);
        assert!(!ran.out.contains("陈明月"), "{}", ran.out);
    }
    let rows = items(&scene, &["similar", &new]);
    assert_eq!((rows[0]["state"].as_str(), rows[0]["outcome"].as_str()), (Some("closed"), Some("withdrawn")));
}

#[test]
fn a_case_like_none_says_so() {
    let scene = Scene::workspace();
    let id = id_of(&scene, "会员卡", "x", &[]);
    let ran = scene.now(&["similar", &id]).expect(0);
    assert!(ran.out.is_empty() && ran.err.contains("no other complaint is like it"), "{}", ran.err);
    assert_eq!(scene.now(&["similar", "zzzzz"]).code, 5);
}

#[test]
fn a_batch_that_most_complain_about_in_the_same_words_is_alike() {
    let scene = Scene::workspace();
    let batch: Vec<String> =
        (1..=6).map(|n| id_of(&scene, "洗衣液漏液", &format!("第 {n} 瓶，瓶盖处渗漏"), &[])).collect();
    let other = id_of(&scene, "快递丢件", "三周了", &[]);
    id_of(&scene, "会员卡余额不对", "系统升级", &[]);
    let rows = items(&scene, &["similar", &batch[0]]);
    let mut seen: Vec<&str> = rows.iter().map(|r| r["case"].as_str().unwrap()).collect();
    seen.sort_unstable();
    let mut rest: Vec<&str> = batch[1..].iter().map(String::as_str).collect();
    rest.sort_unstable();
    assert_eq!(seen, rest);
    assert!(rows.iter().all(|r| r["words"].as_array().unwrap().iter().any(|w| w == "洗衣液漏液")), "{rows:?}");
    assert!(items(&scene, &["similar", &other]).is_empty());
}

#[test]
fn among_many_the_words_of_most_tell_something_only_in_texts_that_are_near_as_a_whole() {
    let scene = Scene::workspace();
    let of = |what: &str| id_of(&scene, "Order delivered", what, &[]);
    let one = of("lid cracked, soap leaking everywhere");
    let near = of("lid cracked, soap leaking slowly");
    for what in
        ["hat", "sock", "lamp", "cup", "rug", "pen", "toy", "fan", "mop", "jar", "pot", "bag", "box", "tie", "cap"]
    {
        of(&format!("colour {what}s faded {what}-wise {what}-like after{what}"));
    }
    let rows = |id: &str| -> Vec<String> {
        items(&scene, &["similar", id, "--top", "30"]).iter().map(|r| r["case"].as_str().unwrap().to_owned()).collect()
    };
    // 16 others: the two words of all count like any others.
    assert_eq!(rows(&one).len(), 16);
    for what in ["oil", "tea", "ink", "gum"] {
        of(&format!("colour {what}s faded {what}-wise {what}-like after{what}"));
    }
    // 20 others: they don't, but between near texts each counts.
    assert_eq!(rows(&one), [near]);
    let words = &items(&scene, &["similar", &one])[0]["words"];
    assert_eq!(*words, serde_json::json!(["order", "delivered", "lid", "cracked", "soap", "leaking"]));
}

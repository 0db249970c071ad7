//! What the library proposes for a text, and what `open` makes of it.

use super::{filed, id_of, items};
use crate::scene::Scene;
use amends::wording::triage::{TRIAGE, Triage, read_triage};

fn library() -> Triage {
    let (library, faults) = read_triage(TRIAGE);
    assert_eq!(faults, []);
    Triage::of(library.rules)
}

#[test]
fn each_word_of_each_rule_proposes_what_the_rule_says_inside_a_sentence() {
    let library = library();
    for rule in library.rules() {
        assert!(rule.source.is_some(), "{} names its source", rule.id);
        for word in &rule.words {
            let said = word.replace('…', "整整三");
            for text in [format!("上周的事，{said}，请处理。"), format!("Well, {} it was.", said.to_uppercase())]
            {
                let proposals = library.propose(&text);
                let says = |because: &[amends::wording::triage::Spoke]| because.iter().any(|s| s.rule == rule.id);
                let category = rule
                    .category
                    .as_ref()
                    .is_none_or(|v| proposals.categories.iter().any(|p| p.value == *v && says(&p.because)));
                let playbook = rule
                    .playbook
                    .as_ref()
                    .is_none_or(|v| proposals.playbooks.iter().any(|p| p.value == *v && says(&p.because)));
                let severity =
                    rule.severity.is_none_or(|v| proposals.severities.iter().any(|p| p.value == v && says(&p.because)));
                assert!(category && playbook && severity, "{}: {word} in {text}: {proposals:?}", rule.id);
            }
        }
        for except in &rule.except {
            let proposals = library.propose(&format!("上周{except}了"));
            let all = proposals.categories.iter().chain(&proposals.playbooks).flat_map(|p| &p.because);
            let all = all.chain(proposals.severities.iter().flat_map(|p| &p.because));
            assert_eq!(all.filter(|s| s.rule == rule.id).count(), 0, "{}: {except}", rule.id);
        }
    }
}

#[test]
fn the_category_with_most_words_comes_first_and_the_gravest_severity() {
    for (text, categories, severities) in [
        ("酸奶里有苍蝇", &["product"][..], &["serious"][..]),
        ("the staff were crude, not intruders", &[], &[]),
        ("ＲＵＤＥ　ｓｔａｆｆ", &["staff-conduct"], &[]),
        ("态度恶劣，推卸责任，还把鞋弄断裂", &["staff-conduct", "product"], &[]),
        ("断裂，态度恶劣，推卸责任", &["staff-conduct", "product"], &[]),
        ("我是记者，消协也知道了，烫伤", &[], &["major", "serious"]),
        ("没有受伤，也没有过期", &[], &[]),
        ("苍蝇拍卖完了", &[], &[]),
        ("", &[], &[]),
    ] {
        let proposals = library().propose(text);
        let found: Vec<&str> = proposals.categories.iter().map(|p| p.value.as_str()).collect();
        assert_eq!(found, categories, "{text}");
        let found: Vec<&str> = proposals.severities.iter().map(|p| p.value.as_str()).collect();
        assert_eq!(found, severities, "{text}");
    }
}

#[test]
fn a_proposal_names_its_words_its_rule_and_the_command_that_takes_it() {
    let scene = Scene::workspace();
    let id = id_of(&scene, "酸奶里有苍蝇", "快递也太慢", &[]);
    let ran = scene.now(&["triage", &id]).expect(0);
    for piece in ["product", "苍蝇 (product-foreign-body)", "amends edit", "--set", "category=product --why TEXT"] {
        assert!(ran.out.contains(piece), "{piece} in\n{}", ran.out);
    }
    let zh = scene.now(&["triage", &id, "--lang", "zh"]).expect(0);
    assert!(zh.out.contains("苍蝇（product-foreign-body）") && zh.out.contains("严重程度"), "{}", zh.out);
    let rows = items(&scene, &["triage", &id]);
    assert_eq!(rows[0]["because"][0]["rule"], "product-foreign-body");
    assert_eq!(rows[0]["because"][0]["words"][0], "苍蝇");
    let take = rows[0]["take"].as_str().unwrap().replace("TEXT", "sorted");
    let words: Vec<&str> = take.split(' ').skip(1).collect();
    scene.now(&words).expect(0);
    assert!(scene.case(&id).contains("category: product\n"));
    let rows = items(&scene, &["triage", &id]);
    assert_eq!((rows[0]["now"].as_str(), rows[0]["take"].as_str()), (Some("product"), None));
}

#[test]
fn a_text_that_is_not_filed_is_sorted_too() {
    let scene = Scene::workspace();
    scene.write("mail.txt", "The courier lost my parcel.");
    let rows = items(&scene, &["triage", "--from", "mail.txt"]);
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0]["proposal"].as_str(), rows[0]["take"].as_str()), (Some("delivery"), None));
    let ran = scene.now(&["triage", "--from", "nothing.txt"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    scene.write("mail.txt", "Hello.");
    let ran = scene.now(&["triage", "--from", "mail.txt", "--lang", "zh"]).expect(0);
    assert!(ran.out.is_empty() && ran.err.contains("没有关键词库里的词"), "{}{}", ran.out, ran.err);
}

#[test]
fn open_proposes_and_takes_only_what_nobody_decided() {
    let scene = Scene::workspace();
    let text = "酒店里有苍蝇，我是记者";
    let ran = filed(&scene, "酒店", text, &[]).expect(0);
    for piece in ["category product: 苍蝇", "playbook hotel: 酒店", "severity major: 我是记者", "amends triage"]
    {
        assert!(ran.err.contains(piece), "{piece} in\n{}", ran.err);
    }
    let id = ran.out.split(' ').next().unwrap();
    let case = scene.case(id);
    assert!(case.contains("playbook: four-step@1") && case.contains("severity: normal") && !case.contains("category:"));

    let id = id_of(&scene, "酒店", text, &["--triage"]);
    let case = scene.case(&id);
    assert!(
        case.contains("playbook: hotel@1") && case.contains("severity: major") && case.contains("category: product")
    );
    assert!(scene.root().join("playbooks/hotel.toml").is_file());

    // What somebody said holds, and nothing is proposed for it.
    let own = ["--triage", "--category", "service", "--playbook", "five-step", "--severity", "minor"];
    let ran = filed(&scene, "酒店", text, &own).expect(0);
    let case = scene.case(ran.out.split(' ').next().unwrap());
    assert!(
        case.contains("playbook: five-step@1")
            && case.contains("severity: minor")
            && case.contains("category: service")
    );
    assert!(!ran.err.contains("keyword library"), "{}", ran.err);
}

#[test]
fn values_that_a_workspace_does_not_have_are_not_proposed() {
    let scene = Scene::workspace();
    let policy = std::fs::read_to_string(scene.root().join("amends.toml")).unwrap();
    scene.write("amends.toml", policy + "\n[[category]]\nid = \"service\"\n");
    let ran = filed(&scene, "苍蝇", "苍蝇", &["--triage"]).expect(0);
    assert!(!ran.err.contains("category product"), "{}", ran.err);
    assert!(!scene.case(ran.out.split(' ').next().unwrap()).contains("category:"));
}

#[test]
fn a_workspace_adds_replaces_and_turns_off_rules() {
    let scene = Scene::workspace();
    let id = id_of(&scene, "酸奶里有苍蝇", "标价牌也贴反", &[]);
    let proposed = || {
        let rows = items(&scene, &["triage", &id]);
        rows.iter().map(|r| r["proposal"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let own = "[[rule]]\nid = \"upside-down\"\nwords = [\"贴反\"]\ncategory = \"shelf\"\n";
    assert_eq!(proposed(), ["product", "price", "serious"]);
    scene.write("rules/triage.toml", own);
    assert_eq!(proposed(), ["product", "price", "shelf", "serious"]);
    scene.write("rules/triage.toml", format!("builtin = false\n{own}"));
    assert_eq!(proposed(), ["shelf"]);
    let replaced = "[[rule]]\nid = \"product-foreign-body\"\nwords = [\"蟑螂\"]\ncategory = \"pest\"\n";
    scene.write("rules/triage.toml", replaced);
    assert_eq!(proposed(), ["price"]);
}

#[test]
fn a_fault_of_the_library_is_named_with_its_place_and_open_still_files() {
    let scene = Scene::workspace();
    for (text, place, en, zh) in [
        ("[[rule]]\nid = \"a\"\nwords = []\ncategory = \"b\"\n", "3:9", "without a letter", "没有文字"),
        ("[[rule]]\nid = \"a\"\nwords = [\"x\"]\n", "1:1", "proposes nothing", "没有提出任何建议"),
        ("[[rule]]\nid = \"a\"\nwords = [\"x\"]\ncategry = \"b\"\n", "4:1", "did you mean `category`", "category"),
        ("[[rule]]\nid = \"a\"\nwords = [\"x\"]\nseverity = \"grave\"\n", "4:12", "serious", "serious"),
        ("[[rule]\n", "1:8", "", ""),
    ] {
        scene.write("rules/triage.toml", text);
        for (lang, words) in [("en", en), ("zh", zh)] {
            let ran = scene.now(&["triage", "--learn", "--lang", lang]).expect(7);
            assert!(ran.err.contains(&format!("rules/triage.toml:{place}")), "{text}\n{}", ran.err);
            assert!(ran.err.contains(words), "{words} in\n{}", ran.err);
        }
        filed(&scene, "苍蝇", "苍蝇", &["--triage"]).expect(0);
    }
}

#[test]
fn texts_of_customers_move_no_cursor() {
    let scene = Scene::workspace();
    let id = id_of(&scene, "a fly \u{1b}[2J in it", "rude\u{1b}]0;x\u{7} staff", &[]);
    for format in ["table", "tsv", "md"] {
        let ran = scene.now(&["triage", &id, "--format", format]).expect(0);
        assert!(!ran.out.contains('\u{1b}') && !ran.out.contains('\u{7}'), "{:?}", ran.out);
    }
}

#[test]
fn a_street_a_building_and_a_yard_are_nobody_who_looks_on() {
    for text in ["我在法院路店买的鞋", "报社大厦店的服务员", "the court of the hotel", "the talk turned sour"]
    {
        let proposals = library().propose(text);
        let severities: Vec<_> = proposals.severities.iter().map(|p| p.value).collect();
        assert_eq!(severities, [], "{text}");
        assert!(!proposals.categories.iter().any(|p| p.value == "product"), "{text}: {proposals:?}");
    }
    for text in ["我去法院起诉", "法院路店再不退，我就去法院", "找报社", "I will take you to court"]
    {
        assert!(!library().propose(text).severities.is_empty(), "{text}");
    }
}

//! Tokens, personal data, and the same complaint twice.

use super::{change, codes, commit, committed, found, path_of};
use crate::scene::Scene;

/// Put together here, so that this file holds no address with a token.
fn webhook() -> String {
    ["https://qyapi.weixin.qq.com", "/cgi-bin/webhook/send?key=", "693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa"].concat()
}

#[test]
fn a_token_is_found_in_any_tracked_text_and_never_told() {
    let (scene, id) = committed();
    let hook = webhook();
    scene.write("jobs/notify.sh", format!("curl '{hook}'\n"));
    change(&scene, &id, "穿了一个月", &format!("通知 {hook} 穿了一个月"));
    scene.write("amends.toml", format!("format = 1\ntime_zone = \"Asia/Shanghai\"\nhook = \"{hook}\"\n"));
    scene.write("playbooks/house.toml", format!("id = \"house\"\nhook = \"{hook}\"\n"));
    assert!(!codes(&scene, &["jobs"]).contains(&"secret".to_owned()), "git doesn't track it yet");
    commit(&scene);
    for format in ["table", "tsv", "json", "jsonl", "github"] {
        let ran = scene.now(&["check", "-f", format]).expect(1);
        assert!(!ran.out.contains("693a91f6") && !ran.out.contains("0ec2"), "{format}: {}", ran.out);
        for file in ["jobs/notify.sh", &path_of(&id), "amends.toml", "playbooks/house.toml"] {
            let told = ran.out.lines().any(|l| l.contains(file)) || format == "json" && ran.out.contains(file);
            assert!(told, "{format}: {file} in {}", ran.out);
        }
    }
    let (found, _) = found(&scene, &[]);
    assert_eq!(found.iter().filter(|(code, _)| code == "secret").count(), 4, "{found:?}");
}

#[test]
fn a_token_on_the_line_of_a_damage_is_not_told_either() {
    let (scene, id) = Scene::with_case();
    change(&scene, &id, "do: open,", &format!("do: open, hook: \"{}\",", webhook()));
    change(&scene, &id, "channel: phone", &format!("channel: \"{}\"", webhook()));
    let ran = scene.now(&["check"]).expect(3);
    assert!(!ran.out.contains("693a91f6") && ran.out.contains("damaged") && ran.out.contains("secret"), "{}", ran.out);
}

#[test]
fn without_git_the_files_of_the_workspace_are_looked_at() {
    let (scene, _) = Scene::with_case();
    for file in ["templates/result.en.j2", "calendar.toml", "rules/triage.toml", "elsewhere.txt"] {
        scene.write(file, format!("# {}", webhook()));
    }
    let (found, ran) = found(&scene, &[]);
    let paths: Vec<&str> = found.iter().map(|(_, path)| path.as_str()).collect();
    assert_eq!(paths, ["calendar.toml", "rules/triage.toml", "templates/result.en.j2"]);
    assert_eq!(ran.code, 1);
}

#[test]
fn personal_data_is_told_where_lists_show_it_and_noted_in_the_log() {
    let (scene, id) = Scene::with_case();
    scene.now(&["note", &id, "-m", "客户身份证 11010519491231002X，邮箱 li@qq.com"]).expect(0);
    let (noted, ran) = found(&scene, &[]);
    assert_eq!((noted.len(), ran.code), (2, 0), "{}", ran.out);
    change(&scene, &id, "title: \"鞋底开胶\"", "title: \"鞋底开胶，回电 13800000000\"");
    let ran = scene.now(&["check"]).expect(1);
    for told in ["13800000000", "11010519491231002X", "li@qq.com"] {
        assert!(!ran.out.contains(told), "{}", ran.out);
    }
    assert!(ran.out.contains("warning: personal-data: a telephone number (13*********)"), "{}", ran.out);
    assert!(ran.out.contains("note: personal-data: an e-mail address (l*@**.***)"), "{}", ran.out);
}

#[test]
fn personal_data_may_stand_where_it_belongs() {
    let (scene, id) = Scene::with_case();
    change(
        &scene,
        &id,
        "customer: \"王女士\"",
        "customer: \"王女士 13812345678\"\ncc: [\"li@qq.com\"]\npeople: [\"店员 13912345678\"]\nreferences: {card: \"4111111111111111\"}\nreported_by: \"li@qq.com\"\nrepresentative: \"+44 20 7946 0958\"",
    );
    change(&scene, &id, "穿了一个月", "打 13812345678 找我，穿了一个月");
    scene.write(
        "amends.toml",
        "format = 1\ntime_zone = \"Asia/Shanghai\"\n[[person]]\nid = \"wang\"\nemail = \"wang@qq.com\"\n",
    );
    assert_eq!(scene.now(&["check"]).expect(0).out, "");
    scene.write("amends.toml", "format = 1\ntime_zone = \"Asia/Shanghai\"\n# ask li@qq.com\n");
    scene.write("cases/2026/11/13812345678.txt", "");
    scene.write("playbooks/house.toml", "id = \"house\"\n# 010-12345678\n");
    scene.git(&["init", "-q"]).expect(0);
    commit(&scene);
    let (found, _) = found(&scene, &[]);
    let personal: Vec<&str> = found.iter().filter(|(c, _)| c == "personal-data").map(|(_, p)| p.as_str()).collect();
    assert_eq!(personal, ["amends.toml", "cases/2026/11/13812345678.txt", "playbooks/house.toml"]);
}

#[test]
fn the_contact_in_the_title_is_known_by_itself() {
    let (scene, id) = Scene::with_case();
    change(&scene, &id, "contact: \"+86 138 0000 0000\"", "contact: \"wxid_abc123\"");
    change(&scene, &id, "title: \"鞋底开胶\"", "title: \"鞋底开胶 wxid_abc123\"");
    let ran = scene.now(&["check"]).expect(1);
    assert!(ran.out.contains(":2:14: warning: personal-data: the text of `contact` (wx**_******)"), "{}", ran.out);
}

#[test]
fn the_same_contact_in_another_spelling_is_noted_on_the_later_case() {
    let scene = Scene::workspace();
    let first = scene.open("2026-11-14T10:00:00+08:00", &["--product", "板鞋"]);
    let later = scene.open("2026-11-21T10:00:00+08:00", &["--product", "凉鞋"]);
    change(&scene, &later, "+86 138 0000 0000", "微信同号 13800000000");
    let ran = scene.now(&["check"]).expect(0);
    let line = format!(
        "{}:1:5: note: possible-duplicate: perhaps the same complaint as {first}: the same contact",
        path_of(&later)
    );
    assert!(ran.out.starts_with(&line), "{}", ran.out);
    assert_eq!(ran.out.matches("possible-duplicate").count(), 1);
    assert!(!ran.out.contains("138"), "{}", ran.out);
    // A link in either of them settles it, and so does a close as duplicate.
    let text = scene.case(&first);
    let close =
        "  - {id: mt7w2c, at: 2026-11-21T11:00:00+08:00, by: wang, do: close, outcome: duplicate, ground: \"x\"}\n";
    std::fs::write(scene.case_path(&first), text.clone() + close).unwrap();
    assert!(!codes(&scene, &[]).contains(&"possible-duplicate".to_owned()));
    let link = format!(
        "  - {{id: mt7w2c, at: 2026-11-21T11:00:00+08:00, by: wang, do: link, to: {later}, relation: related}}\n"
    );
    std::fs::write(scene.case_path(&first), text + &link).unwrap();
    assert_eq!(scene.now(&["check"]).expect(0).out, "");
}

#[test]
fn far_apart_or_long_closed_is_no_duplicate_but_an_order_number_is() {
    let scene = Scene::workspace();
    let first = scene.open("2026-11-01T10:00:00+08:00", &["--reference", "order=A-10086"]);
    let later = scene.open("2026-11-21T10:00:00+08:00", &["--reference", "receipt=a-10086"]);
    let (noted, ran) = found(&scene, &[]);
    assert_eq!(noted, [("possible-duplicate".to_owned(), path_of(&later))]);
    assert!(ran.out.contains("the same number in references"), "{}", ran.out);
    change(&scene, &later, "a-10086", "b-10086");
    assert!(codes(&scene, &[]).is_empty());
    change(&scene, &later, "b-10086", "A-10086");
    let close =
        "  - {id: mt7w2c, at: 2026-11-02T11:00:00+08:00, by: wang, do: close, outcome: withdrawn, lesson: \"x\"}\n";
    std::fs::write(scene.case_path(&first), scene.case(&first) + close).unwrap();
    assert!(codes(&scene, &[]).is_empty(), "closed more than 14 days ago");
}

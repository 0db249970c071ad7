//! `report board`.

use super::{EVIL, SHOWN, page};
use crate::scene::Scene;

/// The text of the page between two marks.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let start = page.find(from).unwrap_or_else(|| panic!("no {from} in\n{page}"));
    let rest = &page[start..];
    &rest[..rest[1..].find(to).map_or(rest.len(), |end| end + 1)]
}

/// The columns of a board: each heading without its tags, and the ids in it.
fn columns(page: &str) -> Vec<(String, Vec<String>)> {
    let column = |part: &str| {
        let heading = between(part, "<h3>", "</h3>");
        let mut text = String::new();
        let mut tag = false;
        for c in heading.chars() {
            match c {
                '<' => tag = true,
                '>' => tag = false,
                c if !tag => text.push(c),
                _ => {}
            }
        }
        let ids = part.split("<p class=\"id\">").skip(1).map(|p| p[..16].to_owned()).collect();
        (text, ids)
    };
    page.split("<section class=\"column").skip(1).map(column).collect()
}

#[test]
fn every_step_is_a_column_and_every_open_case_a_card() {
    let (scene, first) = Scene::with_case();
    let second = scene.open("2026-11-20T14:00:00+08:00", &["--severity", "serious", "--owner", "li"]);
    let closed = scene.open("2026-11-20T15:00:00+08:00", &[]);
    scene.now(&["close", &closed, "--outcome", "withdrawn", "--ground", "撤回"]);
    let html = page(&scene, &["board"], 0);
    let columns = columns(&html);
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["1 Soothe the emotions 2", "2 Establish the cause 0", "3 Solve the problem 0", "4 Follow up 0"]);
    // The one that has waited longer stands first.
    assert_eq!(columns[0].1, [second.clone(), first]);
    let card = between(&html, &second, "</li>");
    for shown in [
        "<span class=\"level late\"><span aria-hidden=\"true\">●</span> late</span>",
        "鞋底开胶",
        "<dt>due</dt><dd>first response <time>2026-11-21 14:00</time>",
        "<dt>owner</dt><dd><bdi>li</bdi></dd>",
        "<dt>age</dt><dd>2 days</dd>",
        "<dd class=\"grave\">serious</dd>",
    ] {
        assert!(card.contains(shown), "{shown} is not in\n{card}");
    }
    assert!(html.contains("<html lang=\"en\">") && html.contains("2 open cases, of them past due: 1 late"));
    assert!(html.contains("As of 2026-11-22 09:00 +08:00"));
    assert!(!html.contains(&closed));
    let zh = page(&scene, &["board", "--lang", "zh"], 0);
    assert!(zh.contains("<html lang=\"zh-CN\">") && zh.contains("2 件未结，其中超期：1 超期"));
    assert!(zh.contains("<dt>负责人</dt>") && zh.contains("首次响应") && zh.contains("安抚"));
}

#[test]
fn how_bad_a_deadline_is_stands_in_words_and_in_a_shape() {
    let scene = Scene::workspace();
    let of = |received: &str| {
        let id = scene.open(received, &["--spoke", "phone"]);
        let html = page(&scene, &["board"], 0);
        let card = between(&html, &id, "</p>").to_owned();
        scene.now(&["close", &id, "--outcome", "withdrawn", "--ground", "撤回"]).expect(0);
        card
    };
    assert!(of("2026-11-18T10:00:00+08:00").contains("■</span> breach"));
    assert!(of("2026-11-19T10:00:00+08:00").contains("▲</span> critical"));
    assert!(of("2026-11-20T10:00:00+08:00").contains("●</span> late"));
    assert!(!of("2026-11-21T10:00:00+08:00").contains("level"));
}

#[test]
fn a_case_that_waits_says_for_what() {
    let (scene, id) = Scene::with_case();
    scene
        .now(&["pause", &id, "--until", "2026-11-25 18:00", "--reason", "awaiting-third-party", "-m", "检测"])
        .expect(0);
    assert!(page(&scene, &["board"], 0).contains("<dd>awaiting a third party, until 2026-11-25 18:00</dd>"));
}

#[test]
fn an_owner_or_a_playbook_can_be_picked() {
    let (scene, wang) = Scene::with_case();
    let li = scene.open("2026-11-20T14:00:00+08:00", &["--owner", "li", "--playbook", "five-step"]);
    let shown = |args: &[&str]| {
        let html = page(&scene, &[&["board"], args].concat(), 0);
        (html.contains(&wang), html.contains(&li))
    };
    assert_eq!(shown(&[]), (true, true));
    assert_eq!(shown(&["--owner", "li"]), (false, true));
    assert_eq!(shown(&["--owner", "me"]), (true, false));
    assert_eq!(shown(&["--playbook", "four-step"]), (true, false));
    assert!(page(&scene, &["board", "--owner", "li"], 0).contains("Only cases of li"));
    assert!(scene.now(&["report", "board", "--playbook", "five-stp"]).expect(2).err.contains("five-step"));
}

#[test]
fn a_customer_is_never_on_the_board() {
    let scene = Scene::workspace();
    let id = scene.open("2026-11-20T14:00:00+08:00", &[]);
    let text = scene.case(&id).replace("\"鞋底开胶\"", "\"王女士来电 +86 138 0000 0000：鞋底开胶\"");
    scene.write(&format!("cases/2026/11/{id}.yaml"), text);
    let html = page(&scene, &["board"], 0);
    assert!(!html.contains("王女士") && !html.contains("0000 0000") && html.contains("鞋底开胶"));
}

#[test]
fn what_cannot_be_judged_stands_in_a_box_of_its_own() {
    let (scene, id) = Scene::with_case();
    scene.write("cases/2026/11/2026-11-20-bbbbb.yaml", "id: 2026-11-20-bbbbb\n");
    let ran = scene.now(&["report", "board", "--owner", "li"]).expect(3);
    assert!(ran.err.contains("2026-11-20-bbbbb.yaml"));
    let alert = between(&ran.out, "<section class=\"alert\"", "</section>");
    assert!(
        alert.contains("Incomplete: 1 file") && alert.contains("cases/2026/11/2026-11-20-bbbbb.yaml:1:1"),
        "{alert}"
    );
    assert!(!ran.out.contains(&id));
    // A case whose procedure can't be read stands in the step it says.
    scene.write("playbooks/four-step.toml", "id = 1");
    let html = page(&scene, &["board"], 3);
    assert_eq!(columns(&html), [("soothe 1".to_owned(), vec![id])]);
    assert!(html.contains("its playbook four-step is missing or has faults"));
}

#[test]
fn without_an_open_case_the_board_says_so() {
    let scene = Scene::workspace();
    assert!(page(&scene, &["board"], 0).contains("No case is open."));
    assert!(page(&scene, &["board", "--lang", "zh"], 0).contains("没有未结工单。"));
}

#[test]
fn hostile_texts_are_texts() {
    let scene = Scene::workspace();
    let id = scene.open("2026-11-20T14:00:00+08:00", &[]);
    let text = scene
        .case(&id)
        .replace("\"鞋底开胶\"", EVIL)
        .replace("four-step@1", "evil@1")
        .replace("step: soothe", "step: a");
    scene.write(&format!("cases/2026/11/{id}.yaml"), text);
    let playbook = "id = \"evil\"\nrevision = 1\nname = EVIL\nkind = \"flow\"\n[[step]]\nid = \"a\"\nname = EVIL\n";
    scene.write("playbooks/evil.toml", playbook.replace("EVIL", EVIL));
    let html = page(&scene, &["board"], 0);
    assert_eq!(html.matches(SHOWN).count(), 3, "{html}");
}

#[test]
fn a_column_has_a_hundred_cards_and_says_how_many_more() {
    let (scene, id) = Scene::with_case();
    let text = scene.case(&id);
    for n in 0..120 {
        let other = format!(
            "2026-11-21-b{}{}{}w",
            ["b", "c"][n / 64],
            ["b", "c", "d", "f", "g", "h", "j", "k"][n / 8 % 8],
            n % 8 + 2
        );
        scene.write(&format!("cases/2026/11/{other}.yaml"), text.replace(&id, &other));
    }
    let html = page(&scene, &["board"], 0);
    assert_eq!(html.matches("class=\"card").count(), 100);
    assert!(html.contains("and 21 more: <code>amends list --state open,waiting --step soothe</code>"));
}

#[test]
fn it_is_html_whatever_the_format_and_the_same_each_time() {
    let (scene, _) = Scene::with_case();
    let html = page(&scene, &["board"], 0);
    assert_eq!(page(&scene, &["board", "--format", "html"], 0), html);
    assert!(scene.now(&["report", "board", "-f", "json"]).expect(2).err.contains("html"));
    let ran = scene.now(&["report", "board", "-o", "board.html"]).expect(0);
    assert_eq!((ran.out.as_str(), std::fs::read_to_string(scene.root().join("board.html")).unwrap()), ("", html));
}

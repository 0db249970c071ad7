//! Every rule has a page, and what a page or a message shows is right.

use super::{RECEIVED, change, codes, found, path_of};
use crate::scene::Scene;
use amends::check::Code;
use amends::policy::Lang;
use amends::text::rules::{line, page};

#[test]
fn every_rule_has_a_page_in_both_languages() {
    for code in Code::ALL {
        let pages = [Lang::En, Lang::Zh].map(|lang| page(*code, lang));
        for page in &pages {
            assert!(page.starts_with(code.as_str()), "{code}: {page}");
            assert!(page.lines().count() >= 6 && page.lines().all(|l| l.is_empty() || l.len() > 5), "{code}: {page}");
        }
        assert!(pages[0].contains("To mend it: ") && pages[1].contains("处理："), "{pages:?}");
        assert!(!pages[0].chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{}", pages[0]);
        assert!(line(*code, Lang::Zh).chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{code}");
    }
}

#[test]
fn explain_needs_no_workspace_and_knows_what_was_meant() {
    let scene = Scene::empty();
    let all = scene.run(&["check", "--explain"]).expect(0).out;
    assert_eq!(all, scene.run(&["check", "--explain", "all"]).expect(0).out);
    let listed: Vec<&str> = all.lines().filter_map(|l| l.split_whitespace().next()).collect();
    assert_eq!(listed, Code::tokens());
    assert!(scene.run(&["check", "--explain", "gate-passed"]).expect(0).out.starts_with("gate-passed (warning)\n"));
    let zh = scene.run(&["check", "--explain", "gate-passed", "--lang", "zh"]).expect(0).out;
    assert!(zh.starts_with("gate-passed（警告）\n"), "{zh}");
    let ran = scene.run(&["check", "--explain", "gate-pased"]).expect(2);
    assert!(ran.err.contains("did you mean `gate-passed`?") && ran.err.contains("lost-event"), "{}", ran.err);
    for more in [&["-f", "json"][..], &["--fix"], &["--staged"], &["--against", "HEAD"]] {
        let mut args = vec!["check", "--explain", "secret"];
        args.extend(more);
        scene.run(&args).expect(2);
    }
}

#[test]
fn five_faults_of_one_case_are_five_findings() {
    let (scene, id) = Scene::with_case();
    change(&scene, &id, "channel: phone", "channel: phnoe");
    change(&scene, &id, "demand: \"换一双\"", "demand: ~");
    change(&scene, &id, "severity: normal", "severity: huge");
    let mut text = scene.case(&id);
    text.push_str("  - {id: mt7w2c, at: 2026-11-21T15:00:00+08:00, by: wang, do: contact, dir: out, via: phone}\n");
    text.push_str("  - {id: rb2xqd, at: 2026-11-21T16:00:00, by: wang, do: note, note: \"等\"}\n");
    std::fs::write(scene.case_path(&id), text).unwrap();
    let (found, ran) = found(&scene, &[]);
    assert_eq!(found.len(), 5, "{}", ran.out);
    assert!(found.iter().all(|(code, _)| code == "damaged"));
    assert_eq!(ran.code, 3);
}

#[test]
fn what_is_sound_of_a_damaged_case_is_checked_too() {
    let (scene, id) = Scene::with_case();
    let mut text = scene.case(&id);
    text.push_str("  - {id: mt7w2c, at: 2026-11-21T15:00:00+08:00, by: wang, do: contract, dir: out}\n");
    text.push_str("  - {id: rb2xqd, at: 2026-11-20T15:00:00+08:00, by: wnag, do: note, note: \"早了\"}\n");
    text.push_str("  - {id: vx5ck8, at: 2026-11-21T16:00:00+08:00, by: wang, do: resume, of: mt7w2c}\n");
    std::fs::write(scene.case_path(&id), text).unwrap();
    scene.write("amends.toml", "format = 1\ntime_zone = \"Asia/Shanghai\"\n[[person]]\nid = \"wang\"\n");
    // Not `no-such-event`: the event it refers to may be the one that can't be read.
    assert_eq!(codes(&scene, &[]), ["damaged", "before-received", "unknown-person"]);
}

#[test]
fn a_year_or_an_offset_that_can_not_be_is_told() {
    let (scene, id) = Scene::with_case();
    change(&scene, &id, &format!("received: {RECEIVED}"), "received: 0206-11-21T14:00:00+08:00");
    let mut text = scene.case(&id);
    text.push_str("  - {id: rb2xqd, at: 2026-11-21T23:00:00+18:00, by: wang, do: note, note: \"x\"}\n");
    std::fs::write(scene.case_path(&id), text).unwrap();
    assert_eq!(codes(&scene, &[]), ["odd-time", "odd-time"]);
}

#[test]
fn a_finding_is_path_line_column_code_and_the_line_underlined() {
    let (scene, id) = Scene::with_case();
    let long = "很长的一段话，".repeat(20);
    let mut text = scene.case(&id);
    text.push_str(&format!(
        "  - {{id: rb2xqd, at: 2026-11-21T15:00:00+08:00, by: wang, do: note, note: \"{long}电话 13812345678，{long}\"}}\n"
    ));
    std::fs::write(scene.case_path(&id), &text).unwrap();
    let out = scene.now(&["check"]).expect(0).out;
    let lines: Vec<&str> = out.lines().collect();
    let last = text.lines().last().unwrap();
    let col = last[..last.find("13812345678").unwrap()].chars().count() + 1;
    let row = text.lines().count();
    assert!(lines[0].starts_with(&format!("{}:{row}:{col}: note: personal-data: ", path_of(&id))), "{out}");
    // The underline stands below the eleven characters, in a part of the line that fits the screen.
    let width = |s: &str| s.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let shown = lines[1];
    assert_eq!(width(&shown[..shown.find("13***").unwrap()]), lines[2].find('^').unwrap(), "{out}");
    assert_eq!(lines[2].matches('^').count(), 11);
    assert!(width(shown) < 200 && lines[3].starts_with("  = "), "{out}");
}

#[test]
fn what_a_value_holds_never_moves_the_cursor() {
    let (scene, id) = Scene::with_case();
    change(&scene, &id, "channel: phone", "channel: \"\\e[31mphnoe\\u202e\"");
    for format in ["table", "tsv", "json", "jsonl", "github"] {
        let ran = scene.now(&["check", "-f", format]).expect(3);
        assert!(!ran.out.contains(['\u{1b}', '\u{202e}']), "{format}: {}", ran.out);
    }
}

#[test]
fn annotations_name_files_from_the_top_of_the_repository() {
    let scene = Scene::empty();
    scene.git(&["init", "-q"]).expect(0);
    std::fs::create_dir(scene.root().join("a,b")).unwrap();
    scene.run(&["-C", "a,b", "init", "--time-zone", "Asia/Shanghai"]).expect(0);
    scene.write("a,b/amends.toml", "format = 1\nlanguge = \"en\"\n");
    let ran = scene.run(&["-C", "a,b", "check", "-f", "github"]).expect(1);
    assert_eq!(
        ran.out,
        "::error file=a%2Cb/amends.toml,line=2,col=1,title=amends config::unknown key `languge`; did you mean `language`?\n"
    );
    std::fs::remove_dir_all(scene.root().join(".git")).unwrap();
    let ran = scene.run(&["-C", "a,b", "check", "-f", "github"]).expect(1);
    assert!(ran.out.starts_with("::error file=amends.toml,line=2,"), "{}", ran.out);
    for command in [&["list"][..], &["overdue"], &["show", "x"], &["playbook", "list"]] {
        let mut args = vec!["-C", "a,b"];
        args.extend(command);
        args.extend(["-f", "github"]);
        let ran = scene.run(&args).expect(2);
        assert!(ran.err.contains("--format can't be `github`; it is one of: table, "), "{command:?}: {}", ran.err);
    }
}

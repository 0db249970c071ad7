//! `init --policy`: the ready-made policies.

use crate::scene::Scene;
use amends::policy::{Duration, Lang, READY, Ready, read_policy};
use std::path::Path;

#[test]
fn each_is_sound_names_its_source_and_keeps_the_daily_rule() {
    assert_eq!(READY.iter().map(|r| r.id).collect::<Vec<_>>(), ["daily", "cn-finance", "samr", "disp", "cfpb"]);
    for ready in READY {
        for (lang, zone) in [(Lang::En, "Europe/London"), (Lang::Zh, "Asia/Shanghai")] {
            let (policy, faults) = read_policy(&ready.in_place(lang, zone));
            assert!(faults.is_empty(), "{}: {faults:?}", ready.id);
            assert_eq!((policy.language, policy.zone.name()), (lang, zone), "{}", ready.id);
            assert_eq!(policy.feedback.every, Duration::days(1), "{}", ready.id);
        }
        for words in ["# Source: ", "Not legal advice", "# 来源：", "不构成法律意见"] {
            assert!(ready.text.contains(words), "{}: {words}", ready.id);
        }
        assert!(ready.text.starts_with(&format!("# {}: ", ready.id)), "{}", ready.id);
    }
}

#[test]
fn every_file_of_policies_is_embedded_and_in_the_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/policies.md")).expect("the page");
    for entry in std::fs::read_dir(root.join("policies")).unwrap().flatten() {
        let id = entry.path().file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(Ready::named(&id).is_some(), "{id} is not embedded");
        assert!(page.contains(&format!("| `{id}` |")), "{id} is not in the page");
    }
}

/// The limits of a ready-made policy: first answer and final answer.
#[test]
fn each_has_the_numbers_of_its_source() {
    for (id, zone, currency, first, last, working) in [
        ("daily", "UTC", "CNY", "24h", "60d", false),
        ("cn-finance", "Asia/Shanghai", "CNY", "24h", "15d", false),
        ("samr", "Asia/Shanghai", "CNY", "7bd", "45bd", true),
        ("disp", "Europe/London", "GBP", "3bd", "8w", true),
        ("cfpb", "America/New_York", "USD", "24h", "15d", false),
    ] {
        let policy = read_policy(Ready::named(id).unwrap().text).0;
        let limit = |d: Option<Duration>| d.map(|d| d.to_string()).unwrap_or_default();
        assert_eq!((policy.zone.name(), policy.currency.as_str()), (zone, currency), "{id}");
        assert_eq!(
            (limit(policy.clocks.first_response), limit(policy.clocks.last)),
            (first.into(), last.into()),
            "{id}"
        );
        assert_eq!(policy.wants_calendar(), working, "{id}");
    }
}

/// A workspace with a policy, and a case.
fn workspace(policy: &str, received: &str) -> (Scene, String) {
    let scene = Scene::empty();
    // The daily rule belongs to no country, so it takes the host's zone unless one is given.
    let zone: &[&str] = if policy == "daily" { &["--time-zone", "Asia/Shanghai"] } else { &[] };
    scene.run(&[&["init", "--policy", policy], zone].concat()).expect(0);
    let args =
        ["open", "-q", "--title", "x", "--customer", "y", "--contact", "1", "--channel", "phone", "--demand", "z"];
    let more = ["-m", "w", "--received", received, "--at", received, "--now", received];
    let id = scene.run(&[&args[..], &more].concat()).expect(0).out.trim().to_owned();
    (scene, id)
}

#[test]
fn a_case_of_each_shows_its_clocks() {
    for (policy, received, first, last) in [
        ("daily", "2026-11-20T10:00:00+08:00", "2026-11-21T10:00:00+08:00", "2027-01-19T23:59:59+08:00"),
        ("cn-finance", "2026-11-20T10:00:00+08:00", "2026-11-21T10:00:00+08:00", "2026-12-05T23:59:59+08:00"),
        // The Sunday after it is worked for National Day, Mid-Autumn and National Day are off, 10 October is worked.
        ("samr", "2026-09-18T10:00:00+08:00", "2026-09-29T18:00:00+08:00", "2026-11-26T18:00:00+08:00"),
        // Received on a Friday, the third business day after it is the Wednesday.
        ("disp", "2026-11-20T10:00:00+00:00", "2026-11-25T18:00:00+00:00", "2027-01-15T23:59:59+00:00"),
        ("cfpb", "2026-11-20T10:00:00-05:00", "2026-11-21T10:00:00-05:00", "2026-12-05T23:59:59-05:00"),
    ] {
        let (scene, id) = workspace(policy, received);
        let ran = scene.run(&["show", &id, "--format", "json", "--now", received]).expect(0);
        let show: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        let due = |kind: &str| {
            let all = show["deadlines"].as_array().expect("deadlines");
            all.iter().find(|d| d["kind"] == kind).map(|d| d["due"].as_str().expect("due").to_owned())
        };
        assert_eq!(due("first-response").as_deref(), Some(first), "{policy}");
        assert_eq!(due("final").as_deref(), Some(last), "{policy}");
        scene.run(&["check", "--now", received]).expect(0);
    }
}

#[test]
fn the_extension_that_the_policies_name_is_one_that_may_be_made() {
    for (policy, offset, day) in [("cn-finance", "+08:00", "2026-12-20"), ("cfpb", "-05:00", "2027-01-19")] {
        assert!(
            Ready::named(policy)
                .unwrap()
                .text
                .contains("extend CASE --due DATE --why TEXT --approved-by PERSON --told")
        );
        let received = format!("2026-11-20T10:00:00{offset}");
        let (scene, id) = workspace(policy, &received);
        let later = format!("2026-12-01T10:00:00{offset}");
        let late = |now: &str| {
            let rows = scene.run(&["overdue", "--kind", "final", "--now", now]).expect(0).out;
            rows.contains(&id)
        };
        let past = format!("2026-12-06T00:00:01{offset}");
        assert!(late(&past), "{policy}");
        let lawful = ["--due", day, "--why", "an expert opinion is awaited", "--approved-by", "li", "--told"];
        scene.run(&[&["extend", &id, "--now", &later][..], &lawful].concat()).expect(0);
        assert!(!late(&past), "{policy}");
        assert!(late(&format!("2027-01-20T00:00:01{offset}")), "{policy}");
    }
}

#[test]
fn a_zone_or_language_that_is_given_stands_above_the_policys() {
    let scene = Scene::empty();
    let ran = scene.run(&["init", "--policy", "disp", "--time-zone", "Europe/Jersey", "--lang", "zh"]).expect(0);
    let text = std::fs::read_to_string(scene.root().join("amends.toml")).unwrap();
    assert!(text.contains("\nlanguage = \"zh\"\n") && text.contains("\ntime_zone = \"Europe/Jersey\"\n"), "{text}");
    assert!(ran.err.contains("不构成法律意见") && ran.err.contains("按工作日计算"), "{}", ran.err);
}

#[test]
fn the_chinese_policies_bring_their_holidays_and_no_other_calendar_is_touched() {
    for ready in READY {
        let scene = Scene::empty();
        scene.run(&["init", "--policy", ready.id]).expect(0);
        assert_eq!(scene.root().join("calendar.toml").exists(), ready.zone == Some("Asia/Shanghai"), "{}", ready.id);
    }
    let scene = Scene::empty();
    scene.write("calendar.toml", "years = [2026]\n");
    let ran = scene.run(&["init", "--policy", "samr"]).expect(0);
    assert!(!ran.err.contains("counts working days"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(scene.root().join("calendar.toml")).unwrap(), "years = [2026]\n");
}

#[test]
fn a_policy_that_stands_is_not_overwritten() {
    let scene = Scene::workspace();
    let before = std::fs::read(scene.root().join("amends.toml")).unwrap();
    let ran = scene.run(&["init", "--policy", "disp"]).expect(7);
    assert!(ran.err.contains("diff OTHER-FOLDER/amends.toml amends.toml"), "{}", ran.err);
    assert_eq!(std::fs::read(scene.root().join("amends.toml")).unwrap(), before);
    // Completing it is another matter.
    scene.run(&["init"]).expect(0);
}

#[test]
fn an_unknown_policy_is_told_what_may_have_been_meant_and_nothing_is_made() {
    let scene = Scene::empty();
    let ran = scene.run(&["init", "--policy", "cn-finanse"]).expect(2);
    assert!(ran.err.contains("did you mean `cn-finance`?") && ran.err.contains("daily"), "{}", ran.err);
    assert_eq!(std::fs::read_dir(scene.root()).unwrap().count(), 0);
    let help = |lang| scene.run(&["init", "--help", "--lang", lang]).expect(0).out;
    let (help, chinese) = (help("en"), help("zh"));
    for ready in READY {
        assert!(help.contains(ready.id) && chinese.contains(ready.id), "{}", ready.id);
    }
}

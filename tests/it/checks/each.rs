//! Each rule about a single case through the binary: the same sound case with one thing wrong.

use super::found;
use crate::scene::Scene;
use amends::check::Code;

const ID: &str = "2026-11-21-k7f3m";

/// A case that passes, its contact, note and promise on lines of their own.
fn sound() -> String {
    [
        "id: 2026-11-21-k7f3m",
        "title: \"鞋底开胶\"",
        "received: 2026-11-21T14:00:00+08:00",
        "channel: phone",
        "customer: \"王女士\"",
        "contact: \"+86 138 0000 0000\"",
        "demand: \"换一双\"",
        "category: product",
        "playbook: four-step@1",
        "description: |",
        "  穿了一个月，鞋底开胶。",
        "log:",
        "  - {id: kq4z7m, at: 2026-11-21T14:05:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang}",
        "  - {id: mt7w2c, at: 2026-11-21T15:00:00+08:00, by: wang, do: contact, dir: out, via: phone, reached: true, note: \"在查\"}",
        "  - {id: rb2xqd, at: 2026-11-21T15:01:00+08:00, by: wang, do: promise, due: 2026-11-22T18:00:00+08:00, what: \"回电\"}",
        "",
    ]
    .join("\n")
}

const POLICY: &str = "format = 1\ntime_zone = \"Asia/Shanghai\"\n\n[[person]]\nid = \"wang\"\n\n[[category]]\nid = \"product\"\n\n[[approval]]\nfrom = \"2000.00\"\nroles = [\"director\"]\n";

/// A line of the log.
fn event(at: &str, rest: &str) -> String {
    format!("  - {{id: vx5ck8, at: 2026-11-21T{at}:00+08:00, by: wang, {rest}}}\n")
}

/// An offer of wang's.
fn offered(amount: &str) -> String {
    format!(
        "  - {{id: cccccc, at: 2026-11-21T15:30:00+08:00, by: wang, do: offer, options: [{{opt: a, loss: {{remedy: refund, amount: \"{amount}\"}}}}]}}\n"
    )
}

/// The code, what is replaced, and by what; nothing replaced means added at the end.
fn slips() -> Vec<(Code, &'static str, String)> {
    let told = "do: promise, due: 2026-11-23, what: \"回电\", moves: rb2xqd";
    let advance = "do: advance, step: soothe, to: establish-cause";
    let line = sound().lines().last().map(|l| format!("{l}\n")).unwrap_or_default();
    let full = "note: \"在查\"}";
    vec![
        (Code::Damaged, "phone\ncustomer", "phnoe\ncustomer".to_owned()),
        (Code::TwoTexts, "", "  - {id: rb2xqd, at: 2026-11-21T15:01:00+08:00, by: wang, do: note, note: \"x\"}\n".to_owned()),
        (Code::IdNotFileName, "2026-11-21-k7f3m", "2026-11-21-k7f4n".to_owned()),
        (Code::UnknownHeaderKey, "category:", "catgory:".to_owned()),
        (Code::Conflicts, "log:", "conflicts: {demand: \"退款\"}\nlog:".to_owned()),
        (Code::NotOneLine, ", note: \"在查\"", ",\n     note: \"在查\"".to_owned()),
        (Code::RepeatedLine, "", line),
        (Code::Unredacted, full, "note: \"在查\"}\n  - {id: mt7w2c, at: 2026-11-21T15:00:00+08:00, by: wang, do: contact, dir: out, via: phone, reached: true, note: \"\", redacted: true}".to_owned()),
        (Code::Crossed, "", event("16:00", "do: advance, step: solve, to: end")),
        (Code::ReceivedAfterOpen, "received: 2026-11-21T14:00", "received: 2026-11-21T14:30".to_owned()),
        (Code::BeforeReceived, "at: 2026-11-21T15:00", "at: 2026-11-19T15:00".to_owned()),
        (Code::LoggedBeforeAt, "do: contact", "logged: 2026-11-21T14:50:00+08:00, do: contact".to_owned()),
        (Code::OddTime, "15:01:00+08:00", "23:01:00+16:00".to_owned()),
        (Code::UnknownPlaybook, "four-step@1", "four-stp@1".to_owned()),
        (Code::PlaybookDrift, "four-step@1", "four-step@2".to_owned()),
        (Code::UnknownStep, "step: soothe", "step: soohte".to_owned()),
        (Code::UnknownCheck, "", event("16:00", "do: tick, step: soothe, ticks: [respond-fsat]")),
        (Code::UnknownField, "", event("16:00", "do: tick, step: soothe, facts: {cuase: \"胶\"}")),
        (Code::BadFact, "", event("16:00", "do: tick, step: establish-cause, facts: {fault: mine}")),
        (Code::GatePassed, "", event("16:00", advance)),
        (Code::NoSuchEvent, "", event("16:00", "do: resume, of: mt7w2c")),
        (Code::SelfApproved, "", offered("480.00") + &event("16:00", "do: approve, of: cccccc, granted: true")),
        (Code::Unapproved, "", event("16:00", "do: redress, remedy: refund, amount: \"2000.00\"")),
        (Code::NoConsent, "", offered("480.00") + &event("16:00", "do: redress, of: cccccc, opt: a, remedy: refund, amount: \"480.00\", covers: loss")),
        (Code::OtherCurrency, "", event("16:00", "do: redress, remedy: refund, amount: \"10.00\", currency: USD")),
        (Code::MovedUntold, "", event("16:00", told)),
        (Code::Extension, "", event("16:00", "do: extend, clock: final, due: 2027-12-01, told: true, why: \"x\"")),
        (Code::OpenRetracted, "", event("16:00", "do: retract, of: kq4z7m, why: \"x\"")),
        (Code::UnknownPerson, "by: wang, do: contact", "by: wnag, do: contact".to_owned()),
        (Code::NotListed, "category: product", "category: prodcut".to_owned()),
        (Code::PersonalData, "title: \"", "title: \"13812345678 ".to_owned()),
    ]
}

fn scene(text: &str) -> Scene {
    let scene = Scene::workspace();
    scene.write("amends.toml", POLICY);
    scene.write(&format!("cases/2026/11/{ID}.yaml"), text);
    scene
}

#[test]
fn each_rule_about_a_case_is_found_by_its_code_and_grade() {
    assert_eq!(scene(&sound()).now(&["check"]).expect(0).out, "");
    for (code, old, new) in slips() {
        let text = if old.is_empty() { sound() + &new } else { sound().replacen(old, &new, 1) };
        assert_ne!(text, sound(), "{code}");
        let (found, ran) = found(&scene(&text), &[]);
        assert!(found.iter().any(|(c, _)| c == code.as_str()), "{code}: {}", ran.out);
        let grade = format!("\"severity\": \"{}\"", code.grade());
        assert!(ran.out.contains(&grade), "{code}: {}", ran.out);
    }
}

#[test]
fn a_time_ahead_is_told_by_the_clock_of_now() {
    // Without --now, which takes the later events out of sight.
    let scene = scene(&sound().replace("at: 2026-11-21T15:00", "at: 2096-11-21T15:00"));
    assert!(scene.run(&["check"]).expect(1).out.contains("warning: future: "));
}

#[test]
fn no_rule_is_without_a_test_through_the_binary() {
    let told_elsewhere = [
        Code::Config,
        Code::CalendarYear,
        Code::Unmerged,
        Code::WrongFolder,
        Code::SameId,
        Code::Future,
        Code::PossibleDuplicate,
        Code::Secret,
        Code::LostCase,
        Code::LostEvent,
        Code::ChangedEvent,
        Code::ChangedReceived,
        Code::NotCompared,
    ];
    let here: Vec<Code> = slips().into_iter().map(|(code, ..)| code).chain(told_elsewhere).collect();
    let missing: Vec<&Code> = Code::ALL.iter().filter(|c| !here.contains(c)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

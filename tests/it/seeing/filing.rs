//! How grave a complaint is from its first minute, and the facts that not every customer has.

use super::Desk;
use crate::scene::Ran;

const NOW: &str = "11-02 10:00";

fn open(desk: &Desk, channel: &str, more: &[&str]) -> Ran {
    let args = ["open", "--title", "x", "--customer", "王女士", "--contact", "1", "--channel", channel];
    let rest = ["--demand", "x", "-m", "x", "--playbook", "long"];
    desk.run(&[&args[..], &rest, more].concat(), NOW)
}

fn text(desk: &Desk, ran: &Ran) -> String {
    desk.scene.case(&ran.out[..16])
}

#[test]
fn channel_and_flags_raise_a_complaint_as_it_is_filed() {
    for (channel, flags, severity, said) in [
        ("phone", None, "normal", ""),
        ("regulator", None, "serious", "(raised to serious: received through regulator, rule R37)"),
        ("social", None, "serious", "(raised to serious: received through social media, rule R37)"),
        ("phone", Some("journalist"), "major", "(raised to major: journalist, rule R30)"),
        ("social", Some("official,safety"), "major", "(raised to major: government official, rule R30)"),
        ("phone", Some("staff-conduct"), "normal", ""),
    ] {
        let desk = Desk::plain();
        let more: Vec<&str> = flags.iter().flat_map(|flags| ["--flag", flags]).collect();
        let ran = open(&desk, channel, &more).expect(0);
        // The line says by which rule, and then how far the case went up.
        let (line, up) = ran.out.trim_end().split_once("; escalated to ").unwrap_or((ran.out.trim_end(), ""));
        assert!(line.ends_with(said), "{channel} {flags:?}: {}", ran.out);
        let tier = match severity {
            "serious" => {
                "tier 2: severity serious (agent, supervisor, technical-lead: nobody with such a role is listed)"
            }
            "major" => "tier 3: severity major (agent, general-manager: nobody with such a role is listed)",
            _ => "",
        };
        assert_eq!(up, tier);
        assert_eq!(ran.out.lines().count(), 1);
        let text = text(&desk, &ran);
        assert!(text.contains(&format!("do: open, step: begin, severity: {severity}, owner: wang")), "{text}");
        let flags = flags.map(|flags| format!("do: assess, flags: [{}]", flags.replace(',', ", ")));
        assert!(flags.is_none_or(|line| text.contains(&line)), "{text}");
        assert_eq!(text.contains("trigger: severity"), severity != "normal", "{text}");
        desk.is_clean(NOW);
    }
}

#[test]
fn what_somebody_said_is_not_overwritten() {
    let desk = Desk::plain();
    let ran = open(&desk, "regulator", &["--severity", "normal"]).expect(0);
    assert!(text(&desk, &ran).contains("severity: normal"));
    let id = &ran.out[..16];
    assert_eq!(
        ran.err,
        format!(
            "{id} stays normal, as said; what is known asks for serious (received through regulator, rule R37): amends assess {id} --severity serious\n"
        )
    );
    let ran = open(&desk, "regulator", &["--severity", "minor", "--lang", "zh"]).expect(0);
    assert!(ran.err.contains("按所写保持轻微；按已知情况应为严重（投诉渠道为监管转办，规则 `R37`）"), "{}", ran.err);
    let ran = open(&desk, "regulator", &["--severity", "major"]).expect(0);
    // The overlay for a brand crisis says what it asks for; nothing contradicts what was said.
    assert!(!ran.err.contains("what is known") && text(&desk, &ran).contains("severity: major"), "{}", ran.err);
    assert!(ran.out.contains("; escalated to tier 3: severity major") && !ran.out.contains("raised"), "{}", ran.out);
    let ran = open(&desk, "phone", &["--flag", "journalst"]).expect(2);
    assert!(ran.err.contains("journalist"), "{}", ran.err);
}

#[test]
fn less_than_the_channel_asks_for_needs_a_reason_later_too() {
    let desk = Desk::plain();
    let ran = open(&desk, "social", &[]).expect(0);
    let id = &ran.out[..16];
    let refused = desk.run(&["assess", id, "--severity", "normal"], NOW).expect(4);
    assert!(refused.err.contains("received through social media, rule R37"), "{}", refused.err);
    desk.run(&["assess", id, "--severity", "normal", "--why", "nobody read it"], NOW).expect(0);
}

#[test]
fn every_fact_of_the_header_has_a_flag() {
    let desk = Desk::with("[[department]]\nid = \"kitchen\"\n");
    let more = [
        "--place",
        "北京路店",
        "--person",
        "店员甲",
        "--person",
        "店员乙",
        "--reported-by",
        "kitchen",
        "--representative",
        "李律师",
        "--language",
        "zh",
        "--prefer",
        "channel=phone",
        "--prefer",
        "hours=after 18:00",
        "--tag",
        "vip",
    ];
    let ran = open(&desk, "phone", &more).expect(0);
    let text = text(&desk, &ran);
    for line in [
        "place: \"北京路店\"",
        "people: [\"店员甲\", \"店员乙\"]",
        "reported_by: \"kitchen\"",
        "representative: \"李律师\"",
        "language: \"zh\"",
        "prefers: {channel: \"phone\", hours: \"after 18:00\"}",
        "tags: [\"vip\"]",
    ] {
        assert!(text.lines().any(|l| l.replace('"', "") == line.replace('"', "")), "{line}\n{text}");
    }
    desk.is_clean(NOW);
    for (more, said) in [
        (["--reported-by", "kitchn"], "kitchen"),
        (["--prefer", "phone"], "channel=phone"),
        (["--prefer", "=x"], "channel=phone"),
    ] {
        let ran = open(&desk, "phone", &more).expect(2);
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}

#[test]
fn a_department_that_kept_it_to_itself_is_told_so() {
    let desk = Desk::plain();
    for (received, wanted) in [("11-02 09:00", false), ("11-02 08:59", true)] {
        let ran = open(&desk, "phone", &["--reported-by", "kitchen", "--received", &super::t(received)]).expect(0);
        assert_eq!(ran.err.contains("kitchen handed the complaint over"), wanted, "{}", ran.err);
        let ran = open(&desk, "phone", &["--received", &super::t(received)]).expect(0);
        assert!(!ran.err.contains("handed the complaint over"), "{}", ran.err);
    }
}

#[test]
fn a_severity_brings_a_case_up_whoever_said_it() {
    let desk = Desk::plain();
    for (severity, tier) in [("minor", 1), ("normal", 1), ("serious", 2), ("major", 3)] {
        let filed = open(&desk, "phone", &["--severity", severity]).expect(0);
        let later = open(&desk, "phone", &[]).expect(0);
        desk.run(&["assess", &later.out[..16], "--severity", severity], NOW).expect(0);
        for ran in [&filed, &later] {
            assert_eq!(desk.shown(&ran.out[..16], NOW)["tier"], tier, "{severity}");
        }
        assert_eq!(filed.out.contains(&format!("escalated to tier {tier}")), tier > 1, "{}", filed.out);
        // Nothing is left for the ladder to do.
        let ran = desk.run(&["overdue", "--escalate", "-n"], NOW);
        assert!(!ran.err.contains(&filed.out[..16]), "{}", ran.err);
    }
    let ran = open(&desk, "phone", &["--severity", "serious", "--lang", "zh"]).expect(0);
    assert!(ran.out.contains("; 升级到第 2 层：严重程度为严重（"), "{}", ran.out);
    assert_eq!(open(&desk, "phone", &["--severity", "major", "-q"]).expect(0).out.trim().len(), 16);
    // The keyword library's severity too.
    let triaged =
        ["open", "--triage", "--title", "苍蝇", "--customer", "王女士", "--contact", "1", "--channel", "phone"];
    let ran = desk.run(&[&triaged[..], &["--demand", "x", "-m", "酸奶里有苍蝇", "--playbook", "long"]].concat(), NOW);
    assert!(ran.expect(0).out.contains("escalated to tier 2"));
    desk.is_clean(NOW);
}

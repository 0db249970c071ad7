//! The same customer again: known by number or address, never by name.

use super::{Desk, out};

/// Files a complaint of a contact and returns its id and what was said.
fn open(desk: &Desk, contact: &str, now: &str, more: &[&str]) -> (String, String) {
    let args = ["open", "--title", "又开胶", "--customer", "李女士", "--contact", contact, "--channel", "phone"];
    let rest = ["--demand", "退货", "-m", "又来了。", "--playbook", "long"];
    let ran = desk.run(&[&args[..], &rest, more].concat(), now).expect(0);
    let id = ran.out[..16].to_owned();
    (id, ran.err)
}

#[test]
fn a_contact_is_known_by_its_digits_or_its_address() {
    for (earlier, later, same) in [
        ("+86 138 0000 0001", "13800000001", true),
        ("138-0000-0001", "0086 13800000001", true),
        ("Li@QQ.com", "li@qq.com", true),
        ("li@qq.com", "li@qq.com, +86 138 0000 0002", true),
        ("+86 138 0000 0001", "+86 138 0000 0002", false),
        ("li@qq.com", "li@163.com", false),
        ("李女士", "李女士", false),
        ("1", "1", false),
    ] {
        let desk = Desk::plain();
        let old = desk.file("bcdfg", &format!("contact: \"{earlier}\"\n"), &[out("11-02 11:00")]);
        let (id, err) = open(&desk, later, "11-20 10:00", &[]);
        let wanted = format!(
            "the same contact complained before: {old} (2026-11-02, \"鞋底开胶 bcdfg\", open); if it is a repeat: amends link {id} {old} --as repeat-of\n"
        );
        assert_eq!(err.contains(&wanted), same, "{earlier} / {later}: {err}");
        let shown = desk.shown(&id, "11-20 10:01");
        assert_eq!(shown["earlier"].as_array().unwrap().len(), usize::from(same), "{earlier} / {later}");
    }
}

#[test]
fn the_command_that_is_named_links_and_the_earlier_case_is_shown() {
    let desk = Desk::plain();
    let old = desk.file("bcdfg", "contact: \"+86 138 0000 0001\"\n", &[out("11-02 11:00")]);
    let (id, err) = open(&desk, "+86 138 0000 0001", "11-20 10:00", &[]);
    let command: Vec<&str> = err.trim().rsplit("amends ").next().unwrap().split(' ').collect();
    desk.run(&command, "11-20 10:05").expect(0);
    let ran = desk.run(&["show", &id], "11-20 10:06").expect(0);
    let block = format!("Earlier complaints of this customer\n  {old}  2026-11-02 10:00  open  鞋底开胶 bcdfg\n");
    assert!(ran.out.contains(&block), "{}", ran.out);
    let ran = desk.run(&["show", &id, "--lang", "zh"], "11-20 10:06").expect(0);
    assert!(ran.out.contains("该客户以往的投诉\n"), "{}", ran.out);
    // Personal data stays out of lists, and the earlier case knows nothing of the later one but the link.
    assert!(!desk.run(&["list", "--format", "json"], "11-20 10:06").expect(0).out.contains("earlier"));
    assert!(desk.shown(&old, "11-20 10:06")["earlier"].as_array().unwrap().is_empty());
    assert_eq!(desk.shown(&old, "11-20 10:06")["links"][0]["case"], *id);
    desk.is_clean("11-20 10:06");
}

#[test]
fn what_lies_further_back_than_the_policy_says_does_not_count() {
    for (policy, now, wanted) in [
        ("", "11-02 12:00", true),
        ("[signals]\nrepeat_within = \"10d\"\n", "11-12 10:00", true),
        ("[signals]\nrepeat_within = \"10d\"\n", "11-13 10:00", false),
    ] {
        let desk = Desk::with(policy);
        desk.file("bcdfg", "contact: \"+86 138 0000 0001\"\n", &[out("11-02 11:00")]);
        let (_, err) = open(&desk, "+86 138 0000 0001", now, &[]);
        assert_eq!(err.contains("complained before"), wanted, "{policy} {now}: {err}");
    }
}

#[test]
fn scripts_are_told_nothing() {
    let desk = Desk::plain();
    desk.file("bcdfg", "contact: \"+86 138 0000 0001\"\n", &[out("11-02 11:00")]);
    let (_, err) = open(&desk, "+86 138 0000 0001", "11-20 10:00", &["-q"]);
    assert!(err.is_empty(), "{err}");
}

#[test]
fn a_title_that_plays_tricks_stays_one_line() {
    let desk = Desk::plain();
    let contact = "contact: \"+86 138 0000 0001\"\n";
    let old = desk.file("bcdfg", contact, &[out("11-02 11:00")]);
    let text = desk.scene.case(&old).replace("鞋底开胶 bcdfg", "x\\namends close all\\e[2J");
    desk.scene.write(&format!("cases/2026/11/{old}.yaml"), text);
    let (id, err) = open(&desk, "+86 138 0000 0001", "11-20 10:00", &[]);
    // The other line is what the keyword library proposes.
    let (repeats, others): (Vec<&str>, Vec<&str>) = err.lines().partition(|l| l.contains("complained before"));
    assert!(repeats.len() == 1 && others.iter().all(|l| l.starts_with("proposed by the keyword library")), "{err}");
    assert!(!err.contains('\u{1b}'), "{err:?}");
    let shown = desk.run(&["show", &id], "11-20 10:01").expect(0).out;
    assert!(!shown.contains('\u{1b}') && !shown.lines().any(|l| l.starts_with("amends close")), "{shown}");
}

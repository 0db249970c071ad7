//! What a closed case still owes: its corrective actions and the judgement of their effect.

use super::*;

/// A playbook whose team judges an action's effect within five days.
const CHECKED: &str = "id = \"checked\"\nrevision = 1\nname = \"checked\"\nkind = \"flow\"\n[clocks]\nverify = \"5d\"\n\
    [[step]]\nid = \"begin\"\nname = \"Begin\"\nwithin = \"52w\"\n[[step.check]]\nid = \"c\"\ntext = \"Done\"\n";

/// A case of that playbook, closed after an action was carried out.
fn verifying(header: &str) -> (Desk, String) {
    let desk = Desk::empty("");
    desk.scene.write("playbooks/checked.toml", CHECKED);
    let action = "id: act, at: 2026-11-02T12:00:00+08:00, by: wang, do: action, what: glue, owner: li, due: 2026-11-05";
    let events =
        [out("11-02 11:00"), action.to_owned(), event("11-03 12:00", "do: done, of: act"), close("11-03 13:00", "end")];
    let id = desk.add("bcdfg", header, &events);
    (desk, id)
}

#[test]
fn the_playbook_of_a_closed_case_says_when_an_action_is_to_be_verified() {
    let (desk, id) = verifying("playbook: checked@1");
    let (due, now) = ("2026-11-08T23:59:59+08:00", "11-10 10:00");
    assert_eq!(desk.rows(&[], now), ["verify critical - 11-08 23:59:59"]);
    let show = desk.json(&["show", &id], now);
    assert!(show.to_string().contains(due), "{show}");
    assert_eq!(desk.items(&["list", "--state", "closed"], now)[0]["next_due"], due);
    assert_eq!(desk.items(&["today"], now)[0]["due"], due);
    let feed = desk.run(&["ics"], now).expect(0).out;
    assert!(feed.contains("DTSTART:20261108T155959Z"), "{feed}");
    assert_eq!(desk.rows(&["--new-since", "2026-11-09 10:00"], now), ["verify critical - 11-08 23:59:59"]);
    assert_eq!(desk.rows(&["--new-since", "2026-11-10 09:59"], now), [""; 0]);
}

#[test]
fn a_closed_case_misses_its_playbook_only_while_an_action_waits_to_be_verified() {
    let (desk, id) = verifying("playbook: gone@1");
    for command in ["overdue", "list", "today"] {
        let ran = desk.run(&[command], "11-10 10:00").expect(3);
        assert!(ran.err.contains(&id) && ran.err.contains("gone"), "{command}: {}", ran.err);
    }
    let path = desk.scene.case_path(&id);
    let text = std::fs::read_to_string(&path).unwrap();
    let verified = "  - {id: ver, at: 2026-11-06T12:00:00+08:00, by: wang, do: verify, of: act, effective: true}\n";
    std::fs::write(&path, format!("{text}{verified}")).unwrap();
    for command in ["overdue", "list", "today"] {
        assert!(desk.run(&[command], "11-10 10:00").expect(0).err.is_empty(), "{command}");
    }
}

#[test]
fn a_closed_case_is_in_no_step() {
    let (desk, _) = verifying("playbook: checked@1");
    let now = "11-10 10:00";
    for command in ["overdue", "today", "list"] {
        assert_eq!(desk.items(&[command], now)[0]["step"], Value::Null, "{command}");
    }
    let body = desk.run(&["overdue", "--format", "slack"], now).expect(0).out;
    assert!(body.contains("23:59 · wang") && !body.contains("egin"), "{body}");
    let page = desk.run(&["overdue", "--format", "md"], now).expect(0).out;
    assert!(!page.contains("egin"), "{page}");
}

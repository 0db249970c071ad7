//! `--format nagios`: one line, figures, the exit codes of that world.

use super::{THEN, damaged, late};
use crate::scene::{NOW, Scene};

#[test]
fn each_status_has_its_word_and_its_code() {
    let (scene, id) = late("en", "Sole came off");
    let at = |now: &str| scene.run(&["overdue", "-f", "nagios", "--now", now]);
    let ok = at("2026-11-22T13:59:00+08:00").expect(0).out;
    assert_eq!(
        ok,
        "AMENDS OK - nothing overdue, cases not closed: 1 | breach=0;;;0 critical=0;;;0 late=0;;;0 damaged=0;;;0\n"
    );
    let late = at("2026-11-22T15:00:00+08:00").expect(1).out;
    assert!(late.starts_with("AMENDS WARNING - 1 late | breach=0;;;0 critical=0;;;0 late=1;;;0 damaged=0;;;0\n"));
    assert!(late.lines().nth(1).unwrap().starts_with(&format!("late: {id} first response, due 2026-11-22 14:00 · ")));
    let critical = at("2026-11-24T08:00:00+08:00").expect(2).out;
    assert!(critical.starts_with("AMENDS CRITICAL - 1 critical | "), "{critical}");
    let breach = at(THEN).expect(2).out;
    assert!(breach.starts_with("AMENDS CRITICAL - 1 breach | breach=1;;;0 "), "{breach}");
    let soon = scene.run(&["overdue", "-f", "nagios", "--within", "2d", "--now", NOW]).expect(0).out;
    assert!(soon.starts_with("AMENDS OK - ") && soon.lines().next().unwrap().contains(" due=1;;;0"), "{soon}");
    let zh = scene.run(&["overdue", "-f", "nagios", "--lang", "zh", "--now", THEN]).expect(2).out;
    assert!(zh.starts_with("AMENDS CRITICAL - 重大超期 1 | breach=1;;;0 "), "{zh}");
}

#[test]
fn what_could_not_be_judged_is_unknown() {
    let (scene, _) = late("en", "Sole came off");
    damaged(&scene);
    let ran = scene.run(&["overdue", "-f", "nagios", "--now", THEN]).expect(3);
    assert!(ran.out.starts_with("AMENDS UNKNOWN - 1 breach, 1 damaged | breach=1;;;0 "), "{}", ran.out);
    let ran = scene.run(&["overdue", "-f", "nagios", "--level", "late", "--now", THEN]).expect(3);
    assert!(ran.out.starts_with("AMENDS UNKNOWN - 1 damaged | "), "{}", ran.out);
}

#[test]
fn a_missing_playbook_is_unknown() {
    let (scene, id) = late("en", "Sole came off");
    let text = scene.case(&id).replace("playbook: four-step@1", "playbook: gone@1");
    std::fs::write(scene.case_path(&id), text).unwrap();
    let ran = scene.run(&["overdue", "-f", "nagios", "--now", THEN]).expect(3);
    assert!(ran.out.starts_with("AMENDS UNKNOWN - 1 breach; cases whose playbook can't be read: 1 | "), "{}", ran.out);
}

#[test]
fn a_wrong_call_is_one_line_of_unknown() {
    let (scene, _) = late("en", "Sole came off");
    for wrong in [
        &["overdue", "-f", "nagios", "--no-such-flag"][..],
        &["overdue", "--format=nagios", "--kind", "nonsense"],
        &["overdue", "-fnagios", "--owner", "nob ody"],
        &["overdue", "-f", "nagios", "--exit-code"],
        &["overdue", "-f", "nagios", "--explain"],
        &["overdue", "-f", "nagios", "--escalate"],
        &["overdue", "-f", "nagios", "--with-names"],
        &["-q", "overdue", "-f", "nagios"],
        &["overdue", "-qf", "nagios"],
        &["overdue", "-qfnagios"],
        &["overdue", "-qf", "nagios", "--no-such-flag"],
        &["overdue", "-nqf=nagios", "--no-such-flag"],
        &["overdue", "-qfnagios", "--no-such-flag"],
        &["overdue", "-fnagios", "--no-such-flag"],
        &["-qfnagios", "overdue", "--no-such-flag"],
        &["overdue", "--format=nagios", "--no-such-flag"],
        &["overdue", "-zf", "nagios"],
        &["overdue", "-f", "nagios", "--now", "14"],
        &["-C", "no-such-folder", "overdue", "-f", "nagios"],
        &["overdue", "-f", "nagios", "-o", "no/such/folder.txt"],
    ] {
        let ran = scene.run(wrong).expect(3);
        assert!(ran.out.starts_with("AMENDS UNKNOWN - ") && ran.out.lines().count() == 1, "{wrong:?}: {}", ran.out);
    }
    scene.write("amends.toml", "format = 1\nlangage = \"zh\"\n");
    let ran = scene.run(&["overdue", "-f", "nagios"]).expect(3);
    assert_eq!(ran.out, "AMENDS UNKNOWN - amends.toml:2:1: unknown key `langage`; did you mean `language`?\n");
    // Only this format has codes of its own.
    scene.run(&["overdue"]).expect(7);
    for file_or_folder in
        [&["overdue", "-ofnagios", "--no-such-flag"][..], &["overdue", "-qCfnagios", "--no-such-flag"]]
    {
        assert!(scene.run(file_or_folder).expect(2).out.is_empty(), "{file_or_folder:?}");
    }
    Scene::workspace().run(&["list", "-f", "nagios"]).expect(2);
}

#[test]
fn the_page_of_exit_codes_says_that_monitoring_has_its_own() {
    let scene = Scene::workspace();
    for lang in ["en", "zh"] {
        let page = scene.run(&["help", "exit-codes", "--lang", lang]).expect(0).out;
        let last = page.lines().last().unwrap();
        for word in ["nagios", "OK", "WARNING", "CRITICAL", "UNKNOWN"] {
            assert!(last.contains(word), "{last}");
        }
    }
}

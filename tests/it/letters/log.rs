//! A letter that was sent, on record.

use super::{ENGLISH, scene};

#[test]
fn a_logged_letter_says_what_it_was_for() {
    for (kind, purpose) in [
        ("acknowledgement", "purpose: ack, "),
        ("progress", "purpose: progress, "),
        ("extension", ""),
        ("result", "purpose: result, "),
        ("refusal", "purpose: refusal, "),
        ("apology", "purpose: apology, "),
        ("statement", ""),
    ] {
        let (scene, id) = scene(&ENGLISH, &[]);
        let ran = scene.now(&["log", id, "--via", "email", "--letter", kind]).expect(0);
        let line = format!("do: contact, dir: out, via: email, reached: true, {purpose}letter: {kind}}}");
        assert!(scene.case(id).lines().last().unwrap().ends_with(&line), "{}", scene.case(id));
        assert!(ran.out.contains("letter: "), "{}", ran.out);
        scene.now(&["check"]).expect(0);
    }
}

#[test]
fn a_purpose_that_is_said_holds_and_both_languages_name_the_letter() {
    let (scene, id) = scene(&ENGLISH, &[]);
    scene.now(&["log", id, "--via", "email", "--letter", "progress", "--purpose", "apology"]).expect(0);
    assert!(scene.case(id).ends_with("purpose: apology, letter: progress}\n"), "{}", scene.case(id));
    assert!(scene.now(&["show", id]).expect(0).out.contains("contact, email [apology], letter: progress report"));
    let zh = scene.now(&["show", id, "--lang", "zh"]).expect(0).out;
    assert!(zh.contains("联系客户，电子邮件 [道歉]，信函：进展告知函"), "{zh}");
}

#[test]
fn a_kind_that_there_is_not_is_refused_with_the_nearest() {
    let (scene, id) = scene(&ENGLISH, &[]);
    let before = scene.case(id);
    for args in [&["log", id, "--via", "email", "--letter", "progres"][..], &["letter", id, "progres"]] {
        let ran = scene.now(args).expect(2);
        assert!(ran.err.contains("did you mean `progress`?"), "{}", ran.err);
        let zh = scene.now(&[args, &["--lang", "zh"]].concat()).expect(2);
        assert!(zh.err.contains("是不是“progress”？"), "{}", zh.err);
    }
    // What a customer sends is no letter of ours.
    scene.now(&["log", id, "--in", "--via", "email", "--letter", "result"]).expect(2);
    assert_eq!(scene.case(id), before);
}

#[test]
fn the_hint_names_the_command_that_logs_the_letter_and_it_works() {
    for (header, via) in [("prefers: {channel: sms}", "sms"), ("prefers: {hours: evening}", "letter")] {
        let (scene, id) = scene(&[&ENGLISH[..], &[header]].concat(), &[]);
        let ran = scene.now(&["letter", id, "progress"]).expect(0);
        let command = format!("amends log {id} --via {via} --letter progress -m TEXT");
        assert!(ran.err.trim_end().ends_with(&command), "{}", ran.err);
        let args: Vec<&str> = command.split(' ').skip(1).collect();
        scene.now(&args).expect(0);
        assert_eq!(scene.now(&["letter", id, "progress", "-q"]).expect(0).err, "");
    }
}

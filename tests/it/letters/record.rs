//! What a letter takes from the record, and what it asks for where the record is silent.

use super::{CHINESE, ENGLISH, scene};

#[test]
fn a_letter_writes_nothing() {
    let (scene, id) = scene(&ENGLISH, &[]);
    let before = scene.case(id);
    scene.now(&["letter", id, "acknowledgement"]).expect(0);
    assert_eq!(scene.case(id), before);
    for (flag, value) in [("--at", "2026-11-22 08:00"), ("--format", "json")] {
        scene.now(&["letter", id, "progress", flag, value]).expect(2);
    }
    scene.now(&["letter", id, "progress", "-n"]).expect(2);
    scene.now(&["letter", "nothing", "progress"]).expect(5);
}

#[test]
fn a_draft_goes_to_a_file_but_to_none_of_the_workspace() {
    let (scene, id) = scene(&ENGLISH, &[]);
    let printed = scene.now(&["letter", id, "progress"]).expect(0).out;
    assert_eq!(scene.now(&["letter", id, "progress", "-o", "draft.txt"]).expect(0).out, "");
    assert_eq!(std::fs::read_to_string(scene.root().join("draft.txt")).unwrap(), printed);
    scene.write("templates/progress.zh.j2", "{{ case }}");
    scene.now(&["letter", id, "progress", "-o", "templates/progress.zh.j2"]).expect(7);
}

#[test]
fn nothing_new_is_said_with_the_next_date() {
    for (header, nothing, next) in [
        (
            ENGLISH,
            "There is nothing new to report yet; we are still working on it.",
            "by Monday 23 November 2026, 18:00.",
        ),
        (CHINESE, "目前还没有新的进展，我们仍在处理。", "我们会在2026年11月23日（周一）18:00前再与您联系。"),
    ] {
        // The customer has heard of everything; a note and an edit are nobody's news.
        let told = "id: c9, at: 2026-11-21T20:00:00+08:00, by: wang, do: contact, dir: out, via: phone, reached: true";
        let note = "id: n9, at: 2026-11-21T21:00:00+08:00, by: wang, do: note, note: \"INTERNAL\"";
        let (scene, id) = scene(&header, &[told, note]);
        let ran = scene.now(&["letter", id, "progress"]).expect(0);
        assert!(ran.out.contains(nothing) && ran.out.contains(next), "{}", ran.out);
    }
}

#[test]
fn the_next_date_is_the_one_the_clocks_give_after_the_letter() {
    let (scene, id) = scene(&ENGLISH, &[]);
    let letter = scene.now(&["letter", id, "progress"]).expect(0).out;
    scene.now(&["log", id, "--via", "email", "--letter", "progress"]).expect(0);
    let show = scene.now(&["show", id]).expect(0).out;
    assert!(show.contains("2026-11-23 18:00  feedback"), "{show}");
    assert!(letter.contains("by Monday 23 November 2026, 18:00."), "{letter}");
}

#[test]
fn a_refusal_without_a_decision_on_record_names_the_command() {
    let (scene, id) = scene(&ENGLISH, &[]);
    let ran = scene.now(&["letter", id, "refusal"]).expect(4);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains(&format!("amends decline {id} --why TEXT --alternative TEXT -m TEXT")), "{}", ran.err);
    let zh = scene.now(&["letter", id, "refusal", "--lang", "zh"]).expect(4);
    assert!(zh.err.contains("请先：`amends decline"), "{}", zh.err);
    scene.now(&["decline", id, "--alternative", "A new bottle", "-m", "Ten times the price"]).expect(0);
    let ran = scene.now(&["letter", id, "refusal", "--strict"]).expect(1);
    assert!(ran.err.contains("the refusal lacks the reason"), "{}", ran.err);
    let ran = scene.now(&["letter", id, "refusal", "--strict", "--set", "reason=It was one bottle"]).expect(0);
    assert!(ran.out.contains("The reason: It was one bottle\n"), "{}", ran.out);
}

#[test]
fn an_extension_is_told_before_it_is_recorded_or_after() {
    let (scene, id) = scene(&ENGLISH, &[]);
    let ran = scene.now(&["letter", id, "extension"]).expect(2);
    assert!(ran.err.contains("--set due=TEXT --set reason=TEXT"), "{}", ran.err);
    let ran = scene.now(&["letter", id, "extension", "--set", "due=2027-03-01"]).expect(2);
    assert!(ran.err.contains("needs: --set reason=TEXT"), "{}", ran.err);
    scene.now(&["letter", id, "extension", "--set", "due=01/02/2027", "--set", "reason=x"]).expect(2);
    scene.now(&["letter", id, "extension", "--set", "due=2026-12-01", "--set", "reason=x"]).expect(4);
    let set = ["--set", "due=2027-03-01", "--set", "reason=The laboratory"];
    let told = scene.now(&[&["letter", id, "extension", "--strict"], &set[..]].concat()).expect(0);
    assert!(told.out.contains("due by 19 January 2027.") && told.out.contains("by 1 March 2027."), "{}", told.out);
    assert!(told.err.contains(&format!("amends extend {id} --due TIME --approved-by PERSON --told")), "{}", told.err);
    let extend = ["extend", id, "--due", "2027-03-01", "--approved-by", "li", "--told", "--why", "The laboratory"];
    scene.now(&extend).expect(0);
    let after = scene.now(&["letter", id, "extension", "--strict"]).expect(0);
    assert_eq!(after.out, told.out);
    assert!(!after.err.contains("amends extend"), "{}", after.err);
}

#[test]
fn a_refusal_and_an_extension_each_have_their_own_reason() {
    let log = [
        "id: x1, at: 2026-11-21T16:00:00+08:00, by: wang, do: extend, clock: final, due: 2027-02-26, approved_by: li, told: true, why: \"The laboratory\"",
        "id: d1, at: 2026-11-21T17:00:00+08:00, by: wang, do: decline, what: \"Ten times\", alternative: \"Three cases\", why: \"The law\"",
    ];
    let (scene, id) = scene(&ENGLISH, &log);
    for (kind, reason) in [("refusal", "The law"), ("extension", "The laboratory")] {
        let ran = scene.now(&["letter", id, kind, "--strict"]).expect(0);
        assert!(ran.out.contains(&format!("The reason: {reason}\n")), "{kind}: {}", ran.out);
    }
}

#[test]
fn a_public_statement_needs_its_four_parts_and_names_no_customer() {
    let (scene, id) = scene(&ENGLISH, &[]);
    let ran = scene.now(&["letter", id, "statement", "--set", "manager=Ann Lee"]).expect(2);
    assert!(ran.err.contains("needs: --set values=TEXT --set measures=TEXT --set entitlement=TEXT"), "{}", ran.err);
    let set = ["--set", "manager=Ann", "--set", "values=V", "--set", "measures=M", "--set", "entitlement=E"];
    let ran = scene.now(&[&["letter", id, "statement", "--strict"], &set[..]].concat()).expect(0);
    assert!(!ran.out.contains("Li") && !ran.out.contains(id), "{}", ran.out);
    assert!(!ran.err.contains("amends log"), "{}", ran.err);
}

#[test]
fn an_apology_that_does_not_say_what_it_meant_to_the_customer_is_noticed() {
    let (scene, id) = scene(&CHINESE, &[]);
    let ran = scene.now(&["letter", id, "apology"]).expect(0);
    assert!(ran.err.contains("the apology lacks what it meant to the customer: --set effect=TEXT"), "{}", ran.err);
    scene.now(&["letter", id, "apology", "--strict"]).expect(1);
    scene.now(&["letter", id, "apology", "--strict", "--set", "effect=孩子病了"]).expect(0);
}

#[test]
fn an_anonymous_customer_is_greeted_without_a_name() {
    for (lang, greeting) in [("en", "Dear customer,"), ("zh", "尊敬的客户：")] {
        let language = format!("language: {lang}");
        let header = ["title: \"T\"", "channel: form", "anonymous: true", "demand: \"D\"", &language];
        let (scene, id) = scene(&header, &[]);
        let ran = scene.now(&["letter", id, "acknowledgement", "--strict"]).expect(0);
        assert!(ran.out.starts_with(greeting), "{}", ran.out);
        assert!(ran.err.contains("names no way to reach the customer"), "{}", ran.err);
    }
}

#[test]
fn a_case_that_waits_says_for_what() {
    for (reason, en, zh) in [
        (
            "awaiting-customer",
            "We look forward to your answer by 27 November 2026.",
            "我们期待您在2026年11月27日前答复。",
        ),
        (
            "awaiting-third-party",
            "We are waiting for an answer from outside, which we expect by 27 November 2026.",
            "我们正在等待外部单位的答复，预计2026年11月27日前收到。",
        ),
        (
            "agreed-date",
            "As agreed with you, we come back to it on 27 November 2026.",
            "按与您的约定，我们将于2026年11月27日继续处理。",
        ),
    ] {
        let pause =
            format!("id: w1, at: 2026-11-21T20:00:00+08:00, by: wang, do: pause, reason: {reason}, until: 2026-11-27");
        let (scene, id) = scene(&ENGLISH, &[&pause]);
        for (lang, sentence) in [("en", en), ("zh", zh)] {
            let ran = scene.now(&["letter", id, "progress", "--lang", lang]).expect(0);
            assert!(ran.out.contains(sentence), "{}", ran.out);
        }
    }
}

#[test]
fn a_closed_case_owes_nothing_more() {
    let close = "id: z1, at: 2026-11-21T20:00:00+08:00, by: wang, do: close, outcome: upheld, lesson: \"INTERNAL\"";
    let (scene, id) = scene(&ENGLISH, &[close]);
    let ran = scene.now(&["letter", id, "progress", "--strict"]).expect(0);
    assert!(ran.out.contains("It has been closed since 21 November 2026."), "{}", ran.out);
    assert!(!ran.out.contains("hear from us"), "{}", ran.out);
    let result = scene.now(&["letter", id, "result", "--strict"]).expect(0).out;
    assert!(result.contains("to 21 November 2026 this took: 1 day.") && !result.contains("INTERNAL"), "{result}");
    scene.now(&["letter", id, "extension"]).expect(4);
}

#[test]
fn a_promise_past_its_time_is_owned_up_to() {
    let promise = "id: p1, at: 2026-11-21T10:00:00+08:00, by: wang, do: promise, due: 2026-11-21T17:00:00+08:00, what: \"Call you\"";
    let (scene, id) = scene(&ENGLISH, &[promise]);
    let ran = scene.now(&["letter", id, "progress"]).expect(0);
    let owned = "We had told you \"Call you\" by Saturday 21 November 2026, 17:00. We are sorry that this is late.";
    assert!(ran.out.contains(owned), "{}", ran.out);
    assert!(ran.err.contains(&format!("amends promise {id} --moves ID")), "{}", ran.err);
}

#[test]
fn an_amount_that_nobody_approved_is_in_no_letter() {
    let log = [
        "id: o1, at: 2026-11-21T17:00:00+08:00, by: wang, do: offer, options: [{opt: a, loss: {remedy: refund, amount: \"2000.00\"}}]",
        "id: o2, at: 2026-11-21T18:00:00+08:00, by: wang, do: answer, of: o1, accepts: a",
    ];
    let approve = "id: o3, at: 2026-11-21T19:00:00+08:00, by: li, do: approve, of: o1, role: chief, granted: true";
    for (events, shown) in [(log.to_vec(), false), ([&log[..], &[approve]].concat(), true)] {
        let (scene, id) = scene(&ENGLISH, &events);
        let policy = std::fs::read_to_string(scene.root().join("amends.toml")).unwrap();
        scene.write("amends.toml", format!("{policy}[[approval]]\nfrom = \"2000.00\"\nroles = [\"chief\"]\n"));
        let ran = scene.now(&["letter", id, "result"]).expect(0);
        assert_eq!(ran.out.contains("2000.00"), shown, "{}", ran.out);
    }
}

#[test]
fn copies_go_to_those_whom_the_customer_sent_one() {
    let (scene, id) = scene(&[&ENGLISH[..], &["cc: [\"Consumer Council\", \"Li, Anna\"]"]].concat(), &[]);
    let ran = scene.now(&["letter", id, "progress", "--strict"]).expect(0);
    assert!(ran.out.ends_with("\ncc: Consumer Council, Li, Anna\n"), "{}", ran.out);
    let body = "{{ customer }} {{ case }} {{ next }}\n";
    for (cc, lacks) in [
        ("cc: Consumer Council", "the progress report lacks everybody whom the customer sent a copy (cc)"),
        ("cc: {{ cc|join(', ') }}, The Boss", "the progress report lacks a cc line with nobody but those"),
    ] {
        scene.write("templates/progress.en.j2", format!("{body}{cc}\n"));
        let ran = scene.now(&["letter", id, "progress", "--strict"]).expect(1);
        assert!(ran.err.contains(lacks), "{}", ran.err);
    }
}

#[test]
fn a_language_without_letters_is_named() {
    let mut header = ENGLISH;
    header[5] = "language: fr";
    let (scene, id) = scene(&header, &[]);
    let ran = scene.now(&["letter", id, "progress"]).expect(0);
    assert!(ran.out.starts_with("Dear ") && ran.err.contains("the customer's language is fr"), "{}", ran.err);
    let ran = scene.now(&["letter", id, "progress", "--lang", "zh"]).expect(0);
    assert!(ran.out.starts_with("Ms Li，您好！") && !ran.err.contains("fr"), "{}", ran.err);
}

#[test]
fn a_damaged_case_has_no_letter() {
    let (scene, id) = scene(&ENGLISH, &["id: q1, do: nothing"]);
    let ran = scene.now(&["letter", id, "progress"]).expect(3);
    assert_eq!(ran.out, "");
}

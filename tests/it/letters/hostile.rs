//! Texts of customers that were meant to do something else than be read.

use super::{CHINESE, ENGLISH, scene};

#[test]
fn what_a_customer_wrote_is_text_and_never_a_template() {
    let mut header = ENGLISH;
    header[0] = "title: \"{{ 7 * 7 }} {% for x in range(9) %}boo{% endfor %} {# gone #}\"";
    header[2] = "customer: \"{{ case }}\"";
    let (scene, id) = scene(&header, &[]);
    let ran = scene.now(&["letter", id, "progress", "--set", "sender={{ title }}"]).expect(0);
    assert!(ran.out.contains("{{ 7 * 7 }} {% for x in range(9) %}boo{% endfor %} {# gone #}"), "{}", ran.out);
    assert!(ran.out.starts_with("Dear {{ case }},"), "{}", ran.out);
    assert!(ran.out.contains("\n{{ title }}\n"), "{}", ran.out);
    assert!(!ran.out.contains("49") && !ran.out.contains("boobo"), "{}", ran.out);
}

#[test]
fn no_control_character_reaches_the_letter() {
    let mut header = ENGLISH;
    header[0] = "title: \"red\\e[31m\\r\\nDear all\\u202Eevil\\x07\\u2066\"";
    header[2] = "customer: \"Ms\\tLi\\u200F\"";
    let (scene, id) = scene(&[&header[..], &["cc: [\"A\\e]0;x\\x07\"]"]].concat(), &[]);
    for lang in ["en", "zh"] {
        for kind in ["acknowledgement", "progress", "result", "apology"] {
            let ran = scene.now(&["letter", id, kind, "--lang", lang, "--set", "sender=W\u{1b}[2J\nang"]).expect(0);
            for (name, text) in [("out", &ran.out), ("err", &ran.err)] {
                let bad = |c: char| c != '\n' && (c.is_control() || matches!(c, '\u{200f}' | '\u{202e}' | '\u{2066}'));
                assert!(!text.contains(bad), "{lang} {kind} {name}: {text:?}");
            }
            // A line end in a text of the record begins no line of the letter.
            assert!(!ran.out.lines().any(|l| l.starts_with("Dear all")), "{}", ran.out);
        }
    }
}

#[test]
fn an_apology_in_the_complaint_is_not_ours() {
    let mut header = ENGLISH;
    header[0] = "title: \"Nobody said we are sorry, or that it shall not happen again\"";
    let (scene, id) = scene(&header, &[]);
    scene.write(
        "templates/result.en.j2",
        "{{ customer }}, {{ received }}, {{ title }}: {{ finding }} {{ handling_time }}",
    );
    let ran = scene.now(&["letter", id, "result", "--strict"]).expect(1);
    let lacks: Vec<&str> = ran.err.lines().filter(|l| l.starts_with("the result lacks")).collect();
    assert_eq!(
        lacks,
        [
            "the result lacks how it was looked into; on record it stands with amends evidence, \
             amends assess --verified or amends cause",
            "the result lacks sympathy and understanding",
            "the result lacks that we are sorry",
            "the result lacks that it shall not happen again",
        ]
    );
}

/// What the customer asks for, wrote above it, or is called may be a word that the letter has to say.
#[test]
fn what_the_letter_says_itself_counts_whatever_the_customer_wrote() {
    for (header, line, kind) in [
        (CHINESE, "demand: \"道歉\"", "apology"),
        (CHINESE, "demand: \"道歉\"", "result"),
        (CHINESE, "title: \"道歉\"", "apology"),
        (CHINESE, "title: \"理解\"", "result"),
        (CHINESE, "product: \"防止再次发生\"", "result"),
        (CHINESE, "customer: \"心\"", "result"),
        (ENGLISH, "demand: \"Apologise\"", "apology"),
        (ENGLISH, "demand: \"apologise\"", "result"),
        (ENGLISH, "title: \"It\"", "apology"),
        (ENGLISH, "customer: \"An\"", "apology"),
        (ENGLISH, "customer: \"E\"", "result"),
        (ENGLISH, "customer: \"!\"", "result"),
    ] {
        let key = line.split(':').next().unwrap();
        let mut lines: Vec<&str> = header.iter().copied().filter(|l| !l.starts_with(key)).collect();
        lines.push(line);
        let (scene, id) = scene(&lines, &[]);
        let ran = scene.now(
            &["letter", id, kind, "--strict", "--set", "measures=M", "--set"]
                .into_iter()
                .chain([if kind == "apology" { "effect=E" } else { "result=R" }])
                .collect::<Vec<_>>(),
        );
        let ran = ran.expect(0);
        assert!(!ran.err.contains("lack") && !ran.err.contains("缺少"), "{line} {kind}\n{}", ran.err);
    }
}

/// A name within a word of the letter names nobody.
#[test]
fn a_name_inside_a_word_is_no_name() {
    let mut header = ENGLISH;
    header[2] = "customer: \"An\"";
    let (scene, id) = scene(&header, &[]);
    scene.write("templates/progress.en.j2", "We understand. {{ case }} {{ next }}");
    let ran = scene.now(&["letter", id, "progress", "--strict"]).expect(1);
    assert!(ran.err.contains("the progress report lacks the customer's name"), "{}", ran.err);
}

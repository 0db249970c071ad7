//! Texts of customers that were meant to do something else than be read.

use super::{ENGLISH, scene};

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
            "the result lacks how it was looked into",
            "the result lacks sympathy and understanding",
            "the result lacks that we are sorry",
            "the result lacks that it shall not happen again",
        ]
    );
}

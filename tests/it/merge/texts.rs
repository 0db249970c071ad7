//! Merges of short texts, one row a situation.

use amends::case::conflict::Contested;
use amends::merge::{Merged, Take, Untaken};
use amends::store::{NoMerge, Version, merge_texts, read_yaml, second_opinion, settle_text};

const PATH: &str = "cases/2026/11/2026-11-21-k7f3m.yaml";

/// Spells events out: `@b3` is a note at 11:03, `@b3=x` one that says x, `@b3!` a redacted one.
fn spelled(text: &str) -> String {
    let mut pieces = text.split('@');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (id, rest) = piece.split_at(2);
        let bytes = id.as_bytes();
        let (hour, minute) = (10 + bytes[0] - b'a', bytes[1] - b'0');
        let word = rest.strip_prefix('=').map(|r| &r[..r.find(|c: char| !c.is_alphanumeric()).unwrap_or(r.len())]);
        let (note, rest) = match (word, rest.strip_prefix('!')) {
            (Some(word), _) => (word, &rest[1 + word.len()..]),
            (None, Some(rest)) => ("\"\", redacted: true", rest),
            (None, None) => (id, rest),
        };
        out.push_str(&format!(
            "{{id: {id}, at: 2026-11-21T{hour}:{minute:02}:00+08:00, by: wang, do: note, note: {note}}}{rest}"
        ));
    }
    out
}

fn merged(base: &str, ours: &str, theirs: &str) -> Result<Merged, NoMerge> {
    merge_texts(PATH, &spelled(base), &spelled(ours), &spelled(theirs))
}

/// The merge is clean, is this text, and is the same from the other side.
#[track_caller]
fn clean(what: &str, [base, ours, theirs]: [&str; 3], wanted: &str) {
    for [o, t] in [[ours, theirs], [theirs, ours]] {
        let Merged { text, conflicts } = merged(base, o, t).expect(what);
        assert_eq!(text, spelled(wanted), "{what}");
        assert_eq!(conflicts, [], "{what}");
        sound(&text);
    }
}

/// The merge leaves these names to be settled, and is this text.
#[track_caller]
fn contested(what: &str, [base, ours, theirs]: [&str; 3], names: &[&str], wanted: &str) {
    let Merged { text, conflicts } = merged(base, ours, theirs).expect(what);
    assert_eq!(text, spelled(wanted), "{what}");
    assert_eq!(conflicts.iter().map(|c| c.what.name()).collect::<Vec<_>>(), names, "{what}");
    sound(&text);
}

#[track_caller]
fn sound(text: &str) {
    let raw = read_yaml(text).unwrap_or_else(|f| panic!("{f:?}\n{text}"));
    assert!(second_opinion(text, &raw).is_ok(), "{text}");
}

fn theirs_of(text: &str, name: &str) -> Result<String, Untaken> {
    settle_text(text, name, Take::Theirs)
}

#[test]
fn what_one_side_changes_is_changed() {
    let log = "log:\n  - @a1\n";
    let rows: [(&str, [&str; 3], &str); 10] = [
        ("one changes, one appends", ["t: A\nLOG", "t: B\nLOG", "t: A\nLOG  - @b1\n"], "t: B\nLOG  - @b1\n"),
        ("both the same", ["t: A\nLOG", "t: B\nLOG  - @b1\n", "t: B\nLOG"], "t: B\nLOG  - @b1\n"),
        ("two keys", ["t: A\nd: A\nLOG", "t: B\nd: A\nLOG", "t: A\nd: B\nLOG"], "t: B\nd: B\nLOG"),
        ("two added at one place", ["t: A\nLOG", "t: A\nx: 1\nLOG", "t: A\nk: 2\nLOG"], "t: A\nk: 2\nx: 1\nLOG"),
        ("the same one added", ["t: A\nLOG", "t: A\nx: 1\nLOG", "x: 1\nt: A\nLOG"], "x: 1\nt: A\nLOG"),
        ("one removed", ["t: A\nd: A\nLOG", "t: A\nLOG", "t: B\nd: A\nLOG"], "t: B\nLOG"),
        ("removed by both", ["t: A\nd: A\nLOG", "t: A\nLOG", "t: A\nLOG  - @b1\n"], "t: A\nLOG  - @b1\n"),
        ("other quotes", ["t: A\nd: A\nLOG", "t: \"A\"\nd: B\nLOG", "t: A\nd: A\nLOG"], "t: \"A\"\nd: B\nLOG"),
        ("quotes here, value there", ["t: A\nLOG", "t: \"A\"\nLOG", "t: B\nLOG"], "t: B\nLOG"),
        (
            "keys behind the log",
            ["t: A\nLOGz: 1\n", "t: A\nLOG  - @b1\nz: 1\n", "t: A\nLOGz: 2\n"],
            "t: A\nLOG  - @b1\nz: 2\n",
        ),
    ];
    for (what, sides, wanted) in rows {
        let sides = sides.map(|s| s.replace("LOG", log));
        clean(what, [&sides[0], &sides[1], &sides[2]], &wanted.replace("LOG", log));
    }
}

#[test]
fn what_both_change_stays_ours_and_lists_theirs() {
    let log = "log:\n  - @a1\n";
    let rows: [(&str, [&str; 3], &[&str], &str); 8] = [
        (
            "a key",
            ["t: A\nLOG", "t: B\nLOG", "t: C\nLOG"],
            &["t"],
            "t: B\nconflicts:\n  - {key: t, theirs: \"t: C\"}\nLOG",
        ),
        (
            "added by both, each in its own way",
            ["t: A\nLOG", "t: A\nx: 1\nLOG", "t: A\nx: 2\nLOG"],
            &["x"],
            "t: A\nx: 1\nconflicts:\n  - {key: x, theirs: \"x: 2\"}\nLOG",
        ),
        (
            "removed there",
            ["t: A\nd: A\nLOG", "t: A\nd: B\nLOG", "t: A\nLOG"],
            &["d"],
            "t: A\nd: B\nconflicts:\n  - {key: d, gone: theirs}\nLOG",
        ),
        (
            "removed here, with a remark there",
            ["t: A\nd: A\nLOG", "t: A\nLOG", "t: A\n# why\nd: B # so\nLOG"],
            &["d"],
            "t: A\nconflicts:\n  - {key: d, theirs: \"# why\\nd: B # so\"}\nLOG",
        ),
        (
            "a text block",
            ["t: |\n  A\nLOG", "t: |\n  B\nLOG", "t: |\n  C\n  D\nLOG"],
            &["t"],
            "t: |\n  B\nconflicts:\n  - {key: t, theirs: \"t: |\\n  C\\n  D\"}\nLOG",
        ),
        (
            "two at once, sorted, and the rest merges",
            ["t: A\nd: A\nk: A\nLOG", "t: B\nd: B\nk: A\nLOG", "t: C\nd: C\nk: C\nLOG  - @b1\n"],
            &["d", "t"],
            "t: B\nd: B\nk: C\nconflicts:\n  - {key: d, theirs: \"d: C\"}\n  - {key: t, theirs: \"t: C\"}\nLOG  - @b1\n",
        ),
        (
            "without a base",
            ["", "t: A\nd: A\nLOG", "t: B\nd: A\nLOG  - @b1\n"],
            &["t"],
            "t: A\nd: A\nconflicts:\n  - {key: t, theirs: \"t: B\"}\nLOG  - @b1\n",
        ),
        (
            "a word and a text that look alike",
            ["t: A\nLOG", "t: true\nLOG", "t: \"true\"\nLOG"],
            &["t"],
            "t: true\nconflicts:\n  - {key: t, theirs: \"t: \\\"true\\\"\"}\nLOG",
        ),
    ];
    for (what, sides, names, wanted) in rows {
        let sides = sides.map(|s| s.replace("LOG", log));
        contested(what, [&sides[0], &sides[1], &sides[2]], names, &wanted.replace("LOG", log));
    }
}

/// A case with these events, `a1 b2! c3=x`.
fn log_of(events: &str) -> String {
    let lines: String = events.split_whitespace().map(|e| format!("  - @{e}\n")).collect();
    format!("t: A\nlog:\n{lines}")
}

#[test]
fn events_of_both_sides_stand_once_in_order() {
    let rows: [(&str, [&str; 3], &str); 18] = [
        ("both append", ["a1", "a1 b2", "a1 b1 b3"], "a1 b1 b2 b3"),
        ("the same cherry-picked", ["a1", "a1 b2 c1", "a1 b1 c1"], "a1 b1 b2 c1"),
        ("edited and appended", ["a1", "a1=x", "a1 b1"], "a1=x b1"),
        ("edited alike", ["a1", "a1=x", "a1=x b1"], "a1=x b1"),
        ("redacted and full", ["a1 a2", "a1 a2!", "a1 a2 b1"], "a1 a2! b1"),
        ("redacted and edited", ["a1 a2", "a1 a2!", "a1 a2=x"], "a1 a2!"),
        ("redacted and deleted", ["a1 a2", "a1 a2!", "a1"], "a1 a2!"),
        ("redacted, and new to both", ["a1", "a1 a2!", "a1 a2"], "a1 a2!"),
        ("deleted and unchanged", ["a1 a2", "a1", "a1 a2 b1"], "a1 b1"),
        ("deleted by both", ["a1 a2", "a1", "a1 b1"], "a1 b1"),
        ("a line twice, after union", ["a1", "a1 b1 b1", "a1 b2"], "a1 b1 b2"),
        ("twice, once redacted", ["a1", "a1 b1 b1!", "a1 b2"], "a1 b1! b2"),
        ("one id with two texts", ["a1", "a1 b1=x b1=y", "a1 b2"], "a1 b1=x b1=y b2"),
        ("of two texts one taken away", ["a1 b1=x b1=y", "a1 b1=y", "a1 b1=x b1=y b2"], "a1 b1=y b2"),
        ("put in between", ["a1 c1", "a1 b1 c1", "a1 c1 b2"], "a1 b1 c1 b2"),
        ("put in between there", ["a1 c1", "a1=x c1", "a1 b1 c1"], "a1=x b1 c1"),
        ("reordered here", ["a1 c1", "c1 a1", "a1 c1 d1"], "c1 a1 d1"),
        ("a second redaction here", ["a1 b1!", "a1 b1=x", "a1 b1! b2"], "a1 b1! b2"),
    ];
    for (what, sides, wanted) in rows {
        let sides = sides.map(log_of);
        clean(what, [&sides[0], &sides[1], &sides[2]], &log_of(wanted));
    }
}

#[test]
fn an_event_changed_on_both_sides_or_deleted_and_changed_is_a_question() {
    let listed = |text: &str, entries: &str| text.replace("log:", &format!("conflicts:\n  - {entries}\nlog:"));
    let theirs = |e: &str| format!("theirs: \"{}\"", spelled(e).replace('"', "\\\""));
    for (what, sides, left, entry) in [
        ("both", ["a1 a2", "a1 a2=x", "a1 a2=y b1"], "a1 a2=x b1", format!("{{event: a2, {}}}", theirs("@a2=y"))),
        ("deleted there", ["a1 a2", "a1 a2=x", "a1 b1"], "a1 a2=x b1", "{event: a2, gone: theirs}".to_owned()),
        // What is changed there stays in its place: no event goes without a word.
        ("deleted here", ["a1 a2", "a1 b1", "a1 a2=x"], "a1 a2=x b1", "{event: a2, gone: ours}".to_owned()),
        ("new to both", ["a1", "a1 a2=x", "a1 a2=y"], "a1 a2=x", format!("{{event: a2, {}}}", theirs("@a2=y"))),
    ] {
        let sides = sides.map(log_of);
        contested(what, [&sides[0], &sides[1], &sides[2]], &["a2"], &listed(&log_of(left), &entry));
    }
}

#[test]
fn an_event_deleted_here_and_changed_there_goes_only_when_it_is_said() {
    let [base, ours, theirs] = ["a1 a2", "a1 b1", "a1 a2=x"].map(|events| spelled(&log_of(events)));
    let merged = merge_texts("a.yaml", &base, &ours, &theirs).unwrap().text;
    assert_eq!(settle_text(&merged, "a2", Take::Ours).unwrap(), spelled(&log_of("a1 b1")));
    assert_eq!(settle_text(&merged, "a2", Take::Theirs).unwrap(), spelled(&log_of("a1 a2=x b1")));
}

#[test]
fn a_redacted_event_that_only_one_side_touches_again_is_as_that_side_has_it() {
    let base = log_of("a1 b1!");
    let more = spelled(&base).replace("note: \"\", redacted", "note: \"\", why: \"by law\", redacted");
    clean("a reason added", [&base, &log_of("a1 b1! c1"), &more], &format!("{more}  - @c1\n"));
}

#[test]
fn comments_stay_with_what_they_stand_above() {
    let rows: [(&str, [&str; 3], &str); 16] = [
        ("above keys, of both", ["t: A\nL", "# o\nt: A\nL", "# p\nt: B\nL"], "# o\n# p\nt: B\nL"),
        (
            "above events, of both",
            ["t: A\nL", "t: A\nlog:\n  # o\n  - @a1\n", "t: A\nlog:\n  # p\n  - @a1\n"],
            "t: A\nlog:\n  # o\n  # p\n  - @a1\n",
        ),
        (
            "above a new event",
            ["t: A\nL", "t: A\nL  # o\n  - @b2\n", "t: A\nL  # p\n  - @b1\n"],
            "t: A\nL  # p\n  - @b1\n  # o\n  - @b2\n",
        ),
        ("behind, of both", ["t: A\nL", "t: A # o\nL", "t: A # p\nL"], "t: A # o # p\nL"),
        ("behind, and the value", ["t: A # x\nL", "t: A # o\nL", "t: B # x\nL"], "t: B # o\nL"),
        (
            "behind an event",
            ["t: A\nL", "t: A\nlog:\n  - @a1 # o\n", "t: A\nL  - @b1 # p\n"],
            "t: A\nlog:\n  - @a1 # o\n  - @b1 # p\n",
        ),
        (
            "behind `log`",
            ["t: A\nL", "t: A\nlog: # o\n  - @a1\n", "t: A\nL  - @b1\n"],
            "t: A\nlog: # o\n  - @a1\n  - @b1\n",
        ),
        ("removed here, kept there", ["# x\nt: A\nL", "t: A\nL", "# x\nt: B\nL"], "t: B\nL"),
        ("below everything", ["t: A\nL", "t: A\nL# o\n", "t: A\nL# p\n"], "t: A\nL# o\n# p\n"),
        (
            "below the log, and an event",
            ["t: A\nL  # x\n", "t: A\nL  - @b1\n  # x\n", "t: A\nL  # x\n  # p\n"],
            "t: A\nL  - @b1\n  # x\n  # p\n",
        ),
        (
            "at the top, over a blank line",
            ["# x\n\nt: A\nL", "# x\n# o\n\nt: A\nL", "# x\n\nt: B\nL"],
            "# x\n# o\n\nt: B\nL",
        ),
        ("above a removed key, by who removed it", ["t: A\n# x\nd: A\nL", "t: A\nL", "t: B\n# x\nd: A\nL"], "t: B\nL"),
        ("behind a value that becomes a text block", ["t: A\nL", "t: A # o\nL", "t: |\n  B\nL"], "# o\nt: |\n  B\nL"),
        ("indented below a key, of both", ["t: A\nL", "t: A\n  # o\nL", "t: A\n  # p\nL"], "t: A\n  # o\n  # p\nL"),
        (
            "on a line that stands twice",
            ["t: A\nL", "t: A\nL  - @b1 # o\n  # q\n  - @b1 # p\n", "t: A\nL  - @b2\n"],
            "t: A\nL  # q\n  - @b1 # o # p\n  - @b2\n",
        ),
        (
            "on the full text of a redacted event",
            ["t: A\nL", "t: A\nL  # o\n  - @b1\n  - @b1!\n", "t: A\nL  - @b2\n"],
            "t: A\nL  # o\n  - @b1!\n  - @b2\n",
        ),
    ];
    for (what, sides, wanted) in rows {
        let sides = sides.map(|s| s.replace('L', "log:\n  - @a1\n"));
        clean(what, [&sides[0], &sides[1], &sides[2]], &wanted.replace('L', "log:\n  - @a1\n"));
    }
}

#[test]
fn a_remark_on_what_the_other_side_deleted_is_a_question() {
    let listed = "t: A\nconflicts:\n  - {event: a2, gone: theirs}\nlog:\n  - @a1\n  - @a2 # look\n";
    let sides = ["t: A\nlog:\n  - @a1\n  - @a2\n", "t: A\nlog:\n  - @a1\n  - @a2 # look\n", "t: A\nlog:\n  - @a1\n"];
    contested("an event", sides, &["a2"], listed);
    let sides = ["t: A\nd: A\nL", "t: A\n# look\nd: A\nL", "t: A\nL"].map(|s| s.replace('L', "log:\n  - @a1\n"));
    let wanted = "t: A\n# look\nd: A\nconflicts:\n  - {key: d, gone: theirs}\nlog:\n  - @a1\n";
    contested("a key", [&sides[0], &sides[1], &sides[2]], &["d"], wanted);
}

#[test]
fn remarks_on_the_list_of_conflicts_outlive_the_next_merge_and_the_settling() {
    let left = "t: A\n# ask li\nconflicts:\n  # both are right\n  - {key: t, theirs: \"t: B\"} # wang: this one\nlog:\n  - @a1\n";
    let remarks = "# ask li\n# both are right\n# wang: this one\n";
    let entry = "conflicts:\n  - {key: t, theirs: \"t: B\"}\n";
    let both = format!("t: A\n{remarks}{entry}log:\n  - @a1\n  - @b1\n  - @b2\n");
    clean("merged", [left, &format!("{left}  - @b1\n"), &format!("{left}  - @b2\n")], &both);
    let settled = theirs_of(&spelled(left), "t").unwrap();
    assert_eq!(settled, spelled(&format!("t: B\n{remarks}log:\n  - @a1\n")));
}

#[test]
fn text_blocks_keep_their_text() {
    let rows: [(&str, [&str; 3], &str); 9] = [
        (
            "literal, and a key",
            ["d: |\n  a\n\n  b\nt: A\nL", "d: |\n  a\n\n  c\nt: A\nL", "d: |\n  a\n\n  b\nt: B\nL"],
            "d: |\n  a\n\n  c\nt: B\nL",
        ),
        (
            "keeping its blank lines",
            ["d: |+\n  a\n\nt: A\nL", "d: |+\n  a\n\n\nt: A\nL", "d: |+\n  a\n\nt: B\nL"],
            "d: |+\n  a\n\n\nt: B\nL",
        ),
        (
            "folded",
            ["d: >\n  a\n  b\nt: A\nL", "d: >-\n  a\n  b\nt: A\nL", "d: >\n  a\n  b\nt: B\nL"],
            "d: >-\n  a\n  b\nt: B\nL",
        ),
        (
            "one that looks like a comment",
            ["d: |\n  # a\n  b\nt: A\nL", "d: |\n  # a\n  c\nt: A\nL", "d: |\n  # a\n  b\nt: B\nL"],
            "d: |\n  # a\n  c\nt: B\nL",
        ),
        (
            "one that begins with a quote",
            ["d: |\n  \"a\"\nt: A\nL", "d: |\n  \"a\"\n# o\nt: A\nL", "d: |\n  \"a\"\nt: B\nL"],
            "d: |\n  \"a\"\n# o\nt: B\nL",
        ),
        (
            "at the end of the file",
            ["t: A\nLd: |\n  \"a\"\n", "t: B\nLd: |\n  \"a\"\n", "t: A\nL  - @b1\nd: |\n  \"a\"\n"],
            "t: B\nL  - @b1\nd: |\n  \"a\"\n",
        ),
        (
            "written as one line there",
            ["d: \"a\\n\"\nt: A\nL", "d: |\n  a\nt: A\nL", "d: \"a\\n\"\nt: B\nL"],
            "d: |\n  a\nt: B\nL",
        ),
        (
            "with a marker of git's in it",
            ["d: |\n  <<<<<<< x\nt: A\nL", "d: |\n  <<<<<<< x\n  y\nt: A\nL", "d: |\n  <<<<<<< x\nt: B\nL"],
            "d: |\n  <<<<<<< x\n  y\nt: B\nL",
        ),
        (
            "a number sign in it and a blank line below",
            ["d: |\n  a #5\nt: A\nL", "d: |\n  a #5\n\nt: A\nL", "d: |\n  b #5\nt: A\nL"],
            "d: |\n  b #5\nt: A\nL",
        ),
    ];
    for (what, sides, wanted) in rows {
        let sides = sides.map(|s| s.replace('L', "log:\n  - @a1\n"));
        clean(what, [&sides[0], &sides[1], &sides[2]], &wanted.replace('L', "log:\n  - @a1\n"));
    }
}

#[test]
fn logs_that_an_editor_laid_out_otherwise_merge_too() {
    let block =
        "  - id: b1\n    at: 2026-11-21T11:01:00+08:00\n    do: note\n    note: |\n      x\n\n      y # no remark\n";
    let lines = "  - {id: b1,\n     at: 2026-11-21T11:01:00+08:00,\n     do: note}\n";
    let rows: [(&str, [String; 3], String); 7] = [
        ("a block mapping", ["".to_owned(), block.to_owned(), "  - @b2\n".to_owned()], format!("{block}  - @b2\n")),
        ("over several lines", ["".to_owned(), lines.to_owned(), "  - @b2\n".to_owned()], format!("{lines}  - @b2\n")),
        (
            "a block mapping with a remark of the other side",
            [block.to_owned(), format!("{block}  - @b2\n"), format!("  # o\n{block}")],
            format!("  # o\n{block}  - @b2\n"),
        ),
        (
            "from braces to a block, with a remark behind it there",
            [
                "  - {id: b1, do: note, note: x}\n".to_owned(),
                "  - id: b1\n    do: note\n    note: |-\n      x\n".to_owned(),
                "  - {id: b1, do: note, note: x} # o\n".to_owned(),
            ],
            "  # o\n  - id: b1\n    do: note\n    note: |-\n      x\n".to_owned(),
        ),
        (
            "other blanks behind the dash",
            ["".to_owned(), "  -   @b1\n".to_owned(), "  - @b1\n".to_owned()],
            "  - @b1\n".to_owned(),
        ),
        (
            "other blanks behind the dash on one side",
            ["  - @b1\n".to_owned(), "  -   @b1\n".to_owned(), "  - @b1\n  - @b2\n".to_owned()],
            "  -   @b1\n  - @b2\n".to_owned(),
        ),
        (
            "one more line end between",
            ["".to_owned(), "\n  - @b1\n".to_owned(), "\n  - @b2\n".to_owned()],
            "\n  - @b1\n\n  - @b2\n".to_owned(),
        ),
    ];
    for (what, sides, wanted) in rows {
        let whole = |s: &String| format!("t: A\nlog:\n  - @a1\n{s}");
        let sides: Vec<String> = sides.iter().map(whole).collect();
        clean(what, [&sides[0], &sides[1], &sides[2]], &whole(&wanted));
    }
    let flush = "t: A\nlog:\n- @a1\n";
    let moved = format!("t: A\nlog:\n  - @a1\n{block}");
    let wanted = format!("t: A\nlog:\n- @a1\n{}- @c1\n", block.replace("\n  ", "\n")[2..].to_owned());
    clean("at the margin", [&log_of("a1"), &format!("{flush}- @c1\n"), &moved], &wanted);
    clean("moved in", [flush, &log_of("a1"), &format!("{flush}- @b1\n")], &log_of("a1 b1"));
}

#[test]
fn the_dress_of_a_file_is_the_side_s_that_changed_it() {
    let rows: [(&str, [&str; 3], &str); 10] = [
        ("a document's mark", ["t: A\nL", "---\nt: A\nL", "t: B\nL"], "---\nt: B\nL"),
        ("an end mark", ["t: A\nL", "t: A\nL...\n", "t: B\nL  - @b1\n"], "t: B\nL  - @b1\n...\n"),
        (
            "both marks, from both",
            ["---\nt: A\nL...\n", "---\nt: A\nL  - @b1\n...\n", "---\nt: B\nL...\n# p\n"],
            "---\nt: B\nL  - @b1\n...\n# p\n",
        ),
        ("a byte order mark", ["t: A\nL", "\u{feff}t: A\nL", "t: B\nL"], "\u{feff}t: B\nL"),
        ("its loss", ["\u{feff}t: A\nL", "t: A\nL", "\u{feff}t: B\nL"], "t: B\nL"),
        ("line ends of Windows", ["t: A\nL", "t: A\r\nM", "t: B\nL"], "t: B\r\nM"),
        ("line ends mixed by a splice", ["t: A\r\nM", "t: A\r\nM  - @b1\n", "t: B\r\nM"], "t: B\r\nM  - @b1\r\n"),
        ("no line end here", ["t: A\nlog:\n  - @a1\n", "t: A\nlog:\n  - @a1", "t: A\nL  - @b1\n"], "t: A\nL  - @b1"),
        ("nor there", ["t: A\nlog:\n  - @a1", "t: A\nL  - @b1", "t: A\nL  - @b2"], "t: A\nL  - @b1\n  - @b2"),
        // Without its line end the text would say something else.
        (
            "no line end here, a text block there",
            ["t: A\nLd: x\n", "t: A\nLd: x", "t: A\nLd: |\n  y\n"],
            "t: A\nLd: |\n  y\n",
        ),
    ];
    for (what, sides, wanted) in rows {
        let whole = |s: &str| s.replace('L', "log:\n  - @a1\n").replace('M', "log:\r\n  - @a1\r\n");
        let sides = sides.map(whole);
        clean(what, [&sides[0], &sides[1], &sides[2]], &whole(wanted));
    }
}

#[test]
fn conflicts_of_earlier_merges_are_carried_on() {
    let with = |t: &str, entries: &[&str], events: &str| {
        let listed: String = entries.iter().map(|e| format!("  - {{key: t, theirs: \"t: {e}\"}}\n")).collect();
        let listed = if entries.is_empty() { String::new() } else { format!("conflicts:\n{listed}") };
        log_of(events).replace("t: A\n", &format!("t: {t}\n{listed}"))
    };
    let rows = [
        (
            "listed on both sides",
            [with("B", &["C"], "a1"), with("B", &["C"], "a1 b1"), with("B", &["C"], "a1 b2")],
            with("B", &["C"], "a1 b1 b2"),
        ),
        (
            "settled here",
            [with("B", &["C"], "a1"), with("C", &[], "a1"), with("B", &["C"], "a1 b1")],
            with("C", &[], "a1 b1"),
        ),
        (
            "new on one",
            [with("A", &[], "a1"), with("B", &["C"], "a1"), with("A", &[], "a1 b1")],
            with("B", &["C"], "a1 b1"),
        ),
        (
            "the base of a criss-cross",
            [with("B", &["C"], "a1"), with("C", &[], "a1 b1"), with("C", &[], "a1 b2")],
            with("C", &[], "a1 b1 b2"),
        ),
        (
            "each its own",
            [with("A", &[], "a1"), with("B", &["C"], "a1"), with("B", &["D"], "a1")],
            with("B", &["C", "D"], "a1"),
        ),
    ];
    for (what, sides, wanted) in rows {
        clean(what, [&sides[0], &sides[1], &sides[2]], &wanted);
    }
    let both = merged(&with("A", &[], "a1"), &with("B", &["C"], "a1"), &with("D", &[], "a1")).unwrap();
    assert_eq!(both.text, spelled(&with("B", &["C", "D"], "a1")));
    assert_eq!(both.conflicts.len(), 1, "what was listed before is not told again");
    assert_eq!(theirs_of(&both.text, "t"), Err(Untaken::Several));
    assert_eq!(settle_text(&both.text, "t", Take::Ours), Ok(log_of("a1").replace("t: A", "t: B")).map(|t| spelled(&t)));
}

#[test]
fn a_base_with_markers_in_it_is_none() {
    // Where the two bases of a criss-cross could not be merged, git puts markers into the one it makes of them.
    let base = "t: A\n<<<<<<< one\nd: 1\n=======\nd: 2\n>>>>>>> two\nlog:\n  - @a1\n";
    clean(
        "criss-cross",
        [base, "t: A\nd: 3\nlog:\n  - @a1\n  - @b1\n", "t: A\nd: 3\nlog:\n  - @a1\n"],
        "t: A\nd: 3\nlog:\n  - @a1\n  - @b1\n",
    );
}

#[test]
fn what_cannot_be_merged_is_refused_and_says_why() {
    let good = log_of("a1");
    let changed = log_of("a1 b1");
    let unreadable = |version| move |e: &NoMerge| matches!(e, NoMerge::Unreadable { version: v, .. } if *v == version);
    let broken = good.replace("t: A", "t: A\nt: B");
    assert!(unreadable(Version::Ours)(&merged(&good, &broken, &changed).unwrap_err()));
    assert!(unreadable(Version::Theirs)(&merged(&good, &changed, &broken).unwrap_err()));
    for bad in [
        "",
        "nothing but words\n",
        "t: A\nlog:\n",
        "t: A\n",
        "t: A\nlog: [@a1]\n",
        "{t: A, log: [@a1]}\n",
        "t: A\nlog:\n  -\n    @a1\n",
    ] {
        let result = merged(&good, &changed, bad);
        assert!(matches!(result, Err(NoMerge::NoWay | NoMerge::Unreadable { .. })), "{bad:?}: {result:?}");
    }
    // Two people filed under one id.
    let filed = |id: &str| spelled(&format!("t: {id}\nlog:\n  - @{id}\n")).replace("do: note", "do: open");
    assert_eq!(merge_texts(PATH, "", &filed("a1"), &filed("a2")), Err(NoMerge::TwoCases));
    // With a side that is the base nothing has to be understood.
    assert_eq!(merged(&broken, &broken, &good).unwrap().text, spelled(&good));
}

#[test]
fn a_log_in_brackets_is_refused() {
    let a_flow = "t: A\nlog: [@a1]\n";
    assert_eq!(merged(a_flow, &a_flow.replace("t: A", "t: B"), &format!("# x\n{a_flow}")), Err(NoMerge::NoWay));
}

#[test]
fn taking_theirs_puts_back_what_they_had() {
    let log = "log:\n  - @a1\n";
    let rows: [(&str, [&str; 3], &str, &str); 9] = [
        ("a key", ["t: A\nL", "t: B\nL", "t: C\nL"], "t", "t: C\nL"),
        ("with remarks of both", ["t: A\nL", "# o\nt: B # p\nL", "t: C # q\nL"], "t", "# o\nt: C # p # q\nL"),
        ("a text block for a line", ["t: A\nL", "t: B # p\nL", "t: |\n  C\nL"], "t", "# p\nt: |\n  C\nL"),
        ("a line for a text block", ["t: A\nL", "t: |\n  B\nL", "t: C\nL"], "t", "t: C\nL"),
        (
            "a text block for one",
            ["t: |\n  A\nk: 1\nL", "t: |\n  B\nk: 1\nL", "t: >\n  C\n  D\n\nk: 1\nL"],
            "t",
            "t: >\n  C\n  D\n\nk: 1\nL",
        ),
        (
            "a key that is gone here",
            ["t: A\nd: A\nL", "t: A\nL", "t: A\n# x\nd: B # y\nL"],
            "d",
            "t: A\n# x\nd: B # y\nL",
        ),
        ("a key that is gone there", ["t: A\nd: A\nL", "t: A\n# o\nd: B # p\nL", "t: A\nL"], "d", "t: A\n# o\n# p\nL"),
        (
            "an event",
            ["t: A\nlog:\n  - @a1=w\n", "t: A\nlog:\n  - @a1=x # p\n", "t: A\nlog:\n  - @a1=y\n"],
            "a1",
            "t: A\nlog:\n  - @a1=y # p\n",
        ),
        (
            "an event that is gone there",
            ["t: A\nL  - @b1\n", "t: A\nL  - @b1=x # p\n", "t: A\nL"],
            "b1",
            "t: A\nL  # p\n",
        ),
    ];
    for (what, sides, name, wanted) in rows {
        let sides = sides.map(|s| s.replace('L', log));
        let left = merged(&sides[0], &sides[1], &sides[2]).expect(what);
        assert!(left.conflicts.iter().any(|c| c.what.name() == name), "{what}");
        let settled = theirs_of(&left.text, name).expect(what);
        assert_eq!(settled, spelled(&wanted.replace('L', log)), "{what}");
        sound(&settled);
        assert_eq!(theirs_of(&settled, name), Err(Untaken::NoSuch(Vec::new())), "{what}");
    }
    let block = "id: a1\n    do: note\n    note: |-\n      y";
    let event = |core: &str| format!("t: A\nlog:\n  - {core}\n");
    let left = merged(&event("@a1"), &event("@a1=x # p"), &event(block)).unwrap();
    assert_eq!(theirs_of(&left.text, "a1"), Ok(format!("t: A\nlog:\n  # p\n  - {block}\n")));
}

#[test]
fn a_key_and_an_event_of_one_name_are_two_things() {
    let sides = ["a1: A\nlog:\n  - @a1=w\n", "a1: B\nlog:\n  - @a1=x\n", "a1: C\nlog:\n  - @a1=y\n"];
    let left = merged(sides[0], sides[1], sides[2]).unwrap();
    let both = [Contested::Key("a1".to_owned()), Contested::Event("a1".to_owned())];
    assert_eq!(left.conflicts.iter().map(|c| c.what.clone()).collect::<Vec<_>>(), both);
    assert_eq!(theirs_of(&left.text, "a1"), Err(Untaken::Several));
}

#[test]
fn twenty_thousand_events_merge() {
    let events = |ids: std::ops::Range<u32>, by: &str| -> String {
        ids.map(|n| {
            let (hour, minute, second) = (n / 3600, n / 60 % 60, n % 60);
            format!("  - {{id: {by}{n}, at: 2026-11-21T{hour:02}:{minute:02}:{second:02}+08:00, by: wang, do: note, note: n}}\n")
        })
        .collect()
    };
    let base = format!("t: A\nlog:\n{}", events(0..10_000, "e"));
    let (o, t) = (format!("{base}{}", events(10_000..15_000, "o")), format!("{base}{}", events(10_000..15_000, "t")));
    let all = merge_texts(PATH, &base, &o, &t).unwrap();
    assert_eq!(all.text.lines().count(), 20_002);
    assert_eq!(merge_texts(PATH, &base, &t, &o).unwrap().text, all.text);
    // All of them contested.
    let (o, t) = (base.replace("note: n}", "note: o}"), base.replace("note: n}", "note: t}"));
    assert_eq!(merge_texts(PATH, &base, &o, &t).unwrap().conflicts.len(), 10_000);
}

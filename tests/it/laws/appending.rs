//! An append adds its lines and keeps every earlier byte.

use super::dress::{Dressed, Whims, dress};
use super::records::{case, event};
use super::{Brief, tries};
use crate::scene::Scene;
use amends::case::stamp::parse_stamp;
use amends::case::write_case::write_case;
use amends::case::{Act, Case, Event, EventId};
use amends::store::{Workspace, WriteFailure, Writing, read_text};
use proptest::prelude::*;
use std::path::PathBuf;
use std::time::Duration;

/// A file in a workspace of its own.
struct Desk {
    scene: Scene,
    file: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let scene = Scene::empty();
        scene.write("cases/2026/11/2026-11-21-k7f3m.yaml", "");
        let file = scene.case_path("2026-11-21-k7f3m");
        Self { scene, file }
    }

    /// Writes a text, reads it under the lock, appends, and gives back what the file holds then.
    fn append(&self, text: &str, events: &[Event]) -> (Result<bool, WriteFailure>, String) {
        std::fs::write(&self.file, text).expect("a file");
        let workspace = Workspace::at(self.scene.root().to_path_buf());
        let writing = Writing::begin(&workspace, "wang", Duration::from_secs(5)).expect("the lock");
        let done = writing.read(&self.file).and_then(|loaded| writing.append(&loaded, events, 7));
        let folder = self.file.parent().expect("a folder");
        let files = std::fs::read_dir(folder).expect("a folder").count();
        assert_eq!(files, 1, "a temporary file was left behind");
        (done, std::fs::read_to_string(&self.file).expect("the file"))
    }
}

/// The records with the events that are new to them.
fn cases_and_events(
    events: impl Into<proptest::collection::SizeRange>,
    whims: impl Into<proptest::collection::SizeRange>,
) -> impl Strategy<Value = Brief<(Case, Vec<Event>, Vec<u8>)>> {
    (case(events), proptest::collection::vec(event(), 1..4), proptest::collection::vec(any::<u8>(), whims)).prop_map(
        |(case, new, whims)| {
            let mut all = case.events.clone();
            let old = all.len();
            all.extend(new);
            super::records::tell_apart(&mut all);
            let new = all.split_off(old);
            Brief((case, new, whims))
        },
    )
}

fn keeps_every_byte(desk: &Desk, case: &Case, new: &[Event], whims: &[u8]) -> Result<(), TestCaseError> {
    let file: Dressed = dress(case, &mut Whims::new(whims));
    let text = file.text();
    let reading = read_text(&text);
    prop_assert!(reading.faults.is_empty(), "{:?}\n{text}", reading.faults);
    prop_assert_eq!(reading.case.as_ref(), Some(case), "{}", text);
    let (done, after) = desk.append(&text, new);
    if !file.open {
        prop_assert!(matches!(done, Err(WriteFailure::Unsafe { .. })), "{done:?}\n{text}");
        prop_assert_eq!(after, text);
        return Ok(());
    }
    prop_assert!(matches!(done, Ok(true)), "{done:?}\n{text}");
    prop_assert_eq!(&after, &file.with(new));
    let reading = read_text(&after);
    prop_assert!(reading.faults.is_empty(), "{:?}\n{text}", reading.faults);
    let read = reading.case.expect("a case without a fault");
    prop_assert_eq!(&read.header, &case.header);
    let wanted: Vec<Event> = case.events.iter().chain(new).cloned().collect();
    prop_assert_eq!(read.events, wanted);
    Ok(())
}

/// However a file is dressed, it means the same record; an append then adds exactly its lines, each like the one
/// before it, behind the last event's line, and where it can't it refuses and changes no byte.
#[test]
fn an_append_keeps_every_earlier_byte() {
    let desk = Desk::new();
    proptest!(tries(250), |(Brief((case, new, whims)) in cases_and_events(0..6, 0..300))| {
        keeps_every_byte(&desk, &case, &new, &whims)?;
    });
}

/// So does an append to a log of two hundred events.
#[test]
fn an_append_to_a_long_log_keeps_every_earlier_byte() {
    let desk = Desk::new();
    proptest!(tries(4), |(Brief((case, new, whims)) in cases_and_events(200, 3000))| {
        keeps_every_byte(&desk, &case, &new, &whims)?;
    });
}

/// A record as short as they come, and a note to add to it.
fn short() -> (Case, Event) {
    let text = "id: 2026-11-21-k7f3m\ntitle: t\nreceived: 2026-11-21T14:00:00+08:00\nchannel: phone\ncustomer: c\n\
        contact: x\ndemand: d\nplaybook: four-step@1\ndescription: d\nlog:\n  - {id: e1, at: 2026-11-21T14:00:00+08:00, \
        by: wang, do: open, step: soothe, severity: normal, owner: wang}\n";
    let note = Event {
        id: EventId::parse("e2").expect("an id"),
        at: parse_stamp("2026-11-21T15:00:00+08:00").expect("a moment"),
        by: "wang".to_owned(),
        logged: None,
        note: Some("记一笔".to_owned()),
        why: None,
        forced: Vec::new(),
        redacted: false,
        act: Act::Note,
    };
    (read_text(text).case.expect("a case"), note)
}

/// What other programs may leave in a file and YAML allows does not stand in the way of the next event: comments and
/// unknown header keys survive every command (format, rule 7), a byte order mark is kept (rule 8).
#[test]
fn what_other_programs_leave_does_not_stand_in_the_way() {
    let desk = Desk::new();
    let (case, note) = short();
    let text = write_case(&case.header, &case.events);
    let mut in_the_way = Vec::new();
    for top in [
        "\u{feff}",
        "\u{feff}---\n",
        "\u{feff}# a remark\n",
        "# a line\u{2028}separator in a remark\n",
        "waybill: 123456789012345678901234567890\n",
        "2026: a key that is a number\n",
        "yes: a key that is a word for true\n",
        "true: a key that is a truth value\n",
        "x-map: {1: one, 2: two}\n",
    ] {
        let text = format!("{top}{text}");
        assert!(read_text(&text).faults.is_empty(), "{top:?}");
        let (done, after) = desk.append(&text, std::slice::from_ref(&note));
        if done.is_err() {
            assert_eq!(after, text);
            in_the_way.push(top);
        } else {
            assert_eq!(after, format!("{text}  - {}\n", note.to_line()));
        }
    }
    assert_eq!(in_the_way, [""; 0]);
}

/// No write makes a file that is too large to be read again.
#[test]
fn a_file_never_outgrows_what_is_read() {
    const LARGEST: usize = 4 * 1024 * 1024;
    let desk = Desk::new();
    let (mut case, note) = short();
    let text = write_case(&case.header, &case.events);
    for room in [0, 40, note.to_line().len() + 4, note.to_line().len() + 5] {
        let line = "#".repeat(LARGEST - text.len() - room - 1);
        let text = format!("{line}\n{text}");
        let (done, after) = desk.append(&text, std::slice::from_ref(&note));
        let fits = room > note.to_line().len() + 4;
        assert_eq!(done.is_ok(), fits, "{room} bytes left: {done:?}");
        assert!(after.len() <= LARGEST && after.starts_with(&text), "{room} bytes left");
    }
    case.header.description = "长".repeat(LARGEST / 3);
    let text = write_case(&case.header, &case.events);
    let scene = Scene::empty();
    let workspace = Workspace::at(scene.root().to_path_buf());
    let writing = Writing::begin(&workspace, "wang", Duration::from_secs(5)).expect("the lock");
    let made = writing.create(&case.header.id, &text, 7);
    assert!(made.is_err(), "a case of {} bytes was filed", text.len());
}

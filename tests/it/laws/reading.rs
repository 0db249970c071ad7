//! What was written reads back.

use super::records::{case, event};
use super::{Brief, tries};
use amends::case::Case;
use amends::case::write_case::write_case;
use amends::store::{read_text, read_yaml, second_opinion};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;

/// Writes a record, reads it, and asks the other parser.
fn there_and_back(case: &Case) -> Result<(), TestCaseError> {
    let text = write_case(&case.header, &case.events);
    let reading = read_text(&text);
    prop_assert!(reading.faults.is_empty(), "{:?}\n{text}", reading.faults);
    let read = reading.case.expect("a case without a fault");
    prop_assert_eq!(&read.header, &case.header);
    for (read, written) in read.events.iter().zip(&case.events) {
        prop_assert_eq!(read, written, "{}", written.to_line());
    }
    prop_assert_eq!(read.events.len(), case.events.len());
    // Stamps are equal at the same instant; the text says whether the offset was kept too.
    prop_assert_eq!(&write_case(&read.header, &read.events), &text);
    let raw = read_yaml(&text).expect("a text without a fault");
    let opinion = second_opinion(&text, &raw);
    prop_assert!(opinion.is_ok(), "the parsers differ on\n{text}");
    Ok(())
}

/// What ends a line, hides, turns the reading direction around, or is no character at all.
fn is_obeyed(c: char) -> bool {
    c.is_control() || "\u{a0}\u{2028}\u{2029}\u{feff}\u{fffe}\u{ffff}".contains(c) || is_direction_mark(c)
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

proptest! {
    #![proptest_config(tries(300))]

    /// A record reads back as it was written, to both parsers, and is written the same again.
    #[test]
    fn a_record_reads_back_as_it_was_written(Brief(case) in case(0..10).prop_map(Brief)) {
        there_and_back(&case)?;
    }

    /// Whatever an event says, it is one line without a character that a screen would obey.
    #[test]
    fn an_event_is_one_harmless_line(Brief(event) in event().prop_map(Brief)) {
        let line = event.to_line();
        prop_assert_eq!(line.chars().find(|c| is_obeyed(*c)), None, "{}", line);
        prop_assert!(line.starts_with("{id: ") && line.ends_with('}'), "{}", line);
    }
}

proptest! {
    #![proptest_config(tries(5))]

    /// So does a record of two hundred events.
    #[test]
    fn a_long_record_reads_back_as_it_was_written(Brief(case) in case(200).prop_map(Brief)) {
        there_and_back(&case)?;
    }
}

/// The records made up for these laws hold events of every kind.
#[test]
fn every_kind_of_event_is_made_up() {
    let mut runner = TestRunner::new(tries(1));
    let cases = case(200);
    let mut seen = BTreeSet::new();
    for _ in 0..5 {
        let case = cases.new_tree(&mut runner).expect("a record").current();
        seen.extend(case.events.iter().map(|e| e.act.word()));
    }
    let all: BTreeSet<_> = amends::case::event::ACTS.into_iter().collect();
    assert_eq!(seen, all);
}

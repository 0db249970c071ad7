//! Header facts: replaced in the text of a case, whatever the text looks like.

use super::{TAKEN, Verdict};
use amends::case::header_fact::HeaderFact;
use amends::case::stamp::parse_stamp;
use amends::case::{Act, Event, EventId};
use amends::store::{Loaded, edited_text, read_text};
use std::path::PathBuf;

/// A fact is replaced, added or removed and reads back as meant, with all other facts and events as they were; or it
/// is refused.
pub(super) fn edit(text: &str) -> Verdict {
    let reading = read_text(text);
    let Some(case) = reading.case.filter(|_| reading.faults.is_empty()) else { return Ok("refused".to_owned()) };
    let (path, shown, stem) = (PathBuf::from("a.yaml"), "a.yaml".to_owned(), "a".to_owned());
    let loaded = Loaded { path, shown, stem, text: text.to_owned(), case: Some(case.clone()), faults: Vec::new() };
    let id = (0..100).filter_map(|n| EventId::parse(&format!("new{n}"))).find(|id| case.event(id).is_none());
    let id = id.ok_or("no id is free")?;
    let texts = |list: &[&str]| HeaderFact::Texts(list.iter().map(|t| (*t).to_owned()).collect());
    let facts = [
        ("title", HeaderFact::Text("一 \"a\\b\" #{x}: - y".to_owned())),
        ("product", HeaderFact::Text("鞋".to_owned())),
        ("product", HeaderFact::Absent),
        ("category", HeaderFact::Word("delivery".to_owned())),
        ("cc", texts(&["a, b", "c: d"])),
        ("references", HeaderFact::Pairs(vec![("order".to_owned(), "0010".to_owned())])),
        ("description", HeaderFact::Text("one\n\n  two # three\n".to_owned())),
        ("description", HeaderFact::Text("\u{85}no block\n".to_owned())),
    ];
    let mut changed = 0;
    for (key, fact) in facts {
        let event = Event {
            id: id.clone(),
            at: parse_stamp("2026-11-22T09:00:00+08:00").unwrap_or_default(),
            by: "wang".to_owned(),
            logged: None,
            note: None,
            why: Some("x".to_owned()),
            forced: Vec::new(),
            redacted: false,
            act: Act::Edit { key: key.to_owned() },
        };
        let Ok(new) = edited_text(&loaded, &case, &[(key, fact.clone())], std::slice::from_ref(&event)) else {
            continue;
        };
        let reading = read_text(&new);
        let after =
            reading.case.filter(|_| reading.faults.is_empty()).ok_or_else(|| format!("edited to death:\n{new}"))?;
        if after.header.fact(key) != fact {
            return Err(format!("{key} reads back as {:?}:\n{new}", after.header.fact(key)));
        }
        if !after.events.iter().eq(case.events.iter().chain([&event])) {
            return Err(format!("with another {key} the events are others:\n{new}"));
        }
        for (number, line) in text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with("# ")) {
            // A remark inside the value that was replaced is the one thing that may go; the program refuses that.
            if !new.lines().any(|l| l == line) && !text.contains("description: |") && !text.contains("description: >") {
                return Err(format!("the remark in line {} is gone with another {key}:\n{new}", number + 1));
            }
        }
        changed += 1;
    }
    Ok(format!("{TAKEN}: {changed} facts can be changed"))
}

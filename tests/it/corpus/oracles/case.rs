//! Case files: reading, writing again, adding a line, mending, judging.

use super::{NAMED, TAKEN, Verdict, judging, kinds, said_soundly};
use amends::case::raw::{RawCase, Value};
use amends::case::stamp::parse_stamp;
use amends::case::write_case::write_case;
use amends::case::{Act, Case, Event, EventId, FaultKind};
use amends::policy::Lang;
use amends::store::{Loaded, WriteFailure, mend_text, read_text, read_yaml, second_opinion};
use amends::text::Say;
use std::path::PathBuf;

/// Whatever a file says, it is a case or has a fault that is shown; a case says the same when written again, takes a
/// line without another byte changing, and can be judged.
pub(super) fn case(text: &str) -> Verdict {
    let reading = read_text(text);
    for fault in reading.faults.iter().take(NAMED) {
        said_soundly(text, fault.span, [fault.kind.say(Lang::En), fault.kind.say(Lang::Zh)])?;
    }
    let Some(case) = reading.case else {
        if reading.faults.is_empty() {
            return Err("neither a case nor a fault".to_owned());
        }
        return Ok(format!("refused {}", kinds(reading.faults.iter().map(|f| &f.kind))));
    };
    let whole = reading.faults.is_empty();
    if reading.faults.iter().any(|f| !matches!(f.kind, FaultKind::TwoTexts { .. })) {
        return Err(format!("a case in spite of {}", kinds(reading.faults.iter().map(|f| &f.kind))));
    }
    let raw = read_yaml(text).map_err(|fault| format!("read, then refused: {:?}", fault.kind))?;
    let agreed = second_opinion(text, &raw).is_ok();
    written_again(&case)?;
    nothing_is_dropped(&raw, &case)?;
    let added = added(text, &case, agreed)?;
    let mended = mended(text, &case)?;
    judging::judge(&case, &raw, judging::policy(), judging::playbooks())?;
    let mut acts: Vec<&str> = case.events.iter().map(|e| e.act.word()).collect();
    acts.sort_unstable();
    acts.dedup();
    Ok(format!("{TAKEN} whole {whole}, agreed {agreed}, added {added}, mended {mended}: {}", acts.join(" ")))
}

/// What was read, written in the canonical form, reads as the same, to both parsers; and is written the same again.
fn written_again(case: &Case) -> Result<(), String> {
    let text = write_case(&case.header, &case.events);
    let reading = read_text(&text);
    let Some(read) = reading.case.filter(|_| reading.faults.is_empty()) else {
        return Err(format!("written as\n{text}which has {}", kinds(reading.faults.iter().map(|f| &f.kind))));
    };
    // A header in conflict is only ever kept as it stands, never written.
    let mut header = case.header.clone();
    header.conflicts = false;
    if read.header != header {
        return Err(format!("the header\n{header:?}\nis written as\n{:?}", read.header));
    }
    if read.events.len() != case.events.len() {
        return Err(format!("{} events are written as {}", case.events.len(), read.events.len()));
    }
    if let Some((old, new)) = case.events.iter().zip(&read.events).find(|(old, new)| old != new) {
        return Err(format!("the event\n{old:?}\nis written as\n{new:?}"));
    }
    if write_case(&read.header, &read.events) != text {
        return Err(format!("written another way the second time:\n{text}"));
    }
    let raw = read_yaml(&text).map_err(|fault| format!("read, then refused: {:?}", fault.kind))?;
    second_opinion(&text, &raw).map_err(|_| format!("the parsers differ on what was written:\n{text}"))
}

/// Every value of an event is in its line again: nothing that was read is left out of what would be written.
fn nothing_is_dropped(raw: &RawCase<'_>, case: &Case) -> Result<(), String> {
    for old in raw.events() {
        let Some(event) = case.events.iter().find(|e| old.scalar("id") == Some(e.id.as_str())) else { continue };
        let line = format!("log:\n- {}\n", event.to_line());
        let new = read_yaml(&line).map_err(|fault| format!("{line}has {:?}", fault.kind))?;
        let Some(new) = new.events().first() else { return Err(format!("no event in {line}")) };
        if raw.events().iter().filter(|e| e.scalar("id") == old.scalar("id")).count() > 1 {
            continue;
        }
        let (mut before, mut after) = (Vec::new(), Vec::new());
        old.pairs.iter().for_each(|(_, node)| leaves(&node.value, &mut before));
        new.pairs.iter().for_each(|(_, node)| leaves(&node.value, &mut after));
        // What isn't so need not be said, and a time may be spelled another way.
        let said = |leaf: &&String| leaf.as_str() != "false" && parse_stamp(leaf).is_none();
        if let Some(gone) = before.iter().filter(said).find(|leaf| !after.contains(leaf)) {
            return Err(format!("the value {gone:?} is not in {line}"));
        }
    }
    Ok(())
}

fn leaves(value: &Value<'_>, found: &mut Vec<String>) {
    match value {
        Value::Plain(s) | Value::Quoted(s) => found.push(s.trim_start_matches('+').to_owned()),
        Value::List(list) => list.iter().for_each(|node| leaves(&node.value, found)),
        Value::Map(pairs) => pairs.iter().for_each(|(_, node)| leaves(&node.value, found)),
    }
}

/// A line more changes no byte, and no other event; where it can't be added that is because of the file.
fn added(text: &str, case: &Case, agreed: bool) -> Result<&'static str, String> {
    let id = (0..100).filter_map(|n| EventId::parse(&format!("new{n}"))).find(|id| case.event(id).is_none());
    let at = parse_stamp("2026-11-22T09:00:00+08:00").unwrap_or_default();
    let event = Event {
        id: id.ok_or("no id is free")?,
        at,
        by: "wang".to_owned(),
        logged: None,
        note: Some("又来一句：\"a\\b\" #{x}".to_owned()),
        why: None,
        forced: Vec::new(),
        redacted: false,
        act: Act::Note,
    };
    let loaded = Loaded {
        path: PathBuf::from("a.yaml"),
        shown: "a.yaml".to_owned(),
        stem: "a".to_owned(),
        text: text.to_owned(),
        case: Some(case.clone()),
        faults: Vec::new(),
    };
    let new = match loaded.text_with(std::slice::from_ref(&event)) {
        Ok(new) => new,
        Err(WriteFailure::Unsafe { .. }) => return Ok("unsafe"),
        Err(WriteFailure::Doubtful { .. }) if !agreed => return Ok("doubtful"),
        Err(other) => return Err(format!("both parsers read the file, but a line can't be added: {other:?}")),
    };
    let same = |pair: &(u8, u8)| pair.0 == pair.1;
    let (old, bytes) = (text.bytes(), new.bytes());
    let before = old.clone().zip(bytes.clone()).take_while(same).count();
    let after = old.rev().zip(bytes.rev()).take_while(same).count();
    let line = event.to_line();
    if before + after < text.len() || new.matches(line.as_str()).count() != text.matches(line.as_str()).count() + 1 {
        return Err(format!("more than a line was added:\n{new}"));
    }
    let reading = read_text(&new);
    let mut wanted = case.clone();
    wanted.events.push(event);
    if reading.case.as_ref() != Some(&wanted) {
        return Err(format!("with a line more it is another case:\n{new}"));
    }
    Ok("safe")
}

/// Mending changes nothing that the case says, and comes to an end.
fn mended(text: &str, case: &Case) -> Result<usize, String> {
    let by_id = |mut case: Case| {
        case.events.sort_by(|a, b| a.id.cmp(&b.id));
        case
    };
    let old = by_id(case.clone());
    let mut text = text.to_owned();
    // Two lines that were spelled differently may turn out to be the same once both stand in the canonical form.
    for times in 0..4 {
        let Some((new, done)) = mend_text(&text) else { return Ok(times) };
        if done.is_empty() || new == text {
            return Err("mended without a change".to_owned());
        }
        let read = read_text(&new).case.ok_or_else(|| format!("mended to death:\n{new}"))?;
        if by_id(read) != old {
            return Err(format!("mended into another case:\n{new}"));
        }
        text = new;
    }
    Err(format!("there is no end of mending:\n{text}"))
}

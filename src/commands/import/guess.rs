//! `import --guess`: the first map of a file, as a text that a person reads and corrects.

use crate::commands::Context;
use crate::import::guess::{Found, Guess};
use crate::import::map::Target;
use crate::text::{MapComment, Say};
use std::fmt::Write as _;

/// What a case can't do without.
const NEEDED: [Target; 5] = [Target::Received, Target::Customer, Target::Contact, Target::Channel, Target::Demand];

/// The map as TOML.
pub(super) fn map_text(ctx: &Context, guess: &Guess, file: &str) -> String {
    let say = |comment: MapComment| comment.say(ctx.lang);
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    let head = MapComment::Head { file: file.to_owned() };
    line(format!("# {}", say(head)));
    if guess.header_row != 1 {
        line(format!("header_row = {}  # {}", guess.header_row, say(MapComment::HeaderRow)));
    }
    match guess.order {
        Some(order) => line(format!("date_order = \"{order}\"  # {}", say(MapComment::Order))),
        None if guess.unclear_order => line(format!("# date_order = \"dmy\"  # {}", say(MapComment::UnclearOrder))),
        None => {}
    }
    if let Some(epoch) = guess.serial {
        line(format!("serial_dates = \"{epoch}\"  # {}", say(MapComment::Serial)));
    }
    line(format!("\n[reference]  # {}", say(MapComment::Reference)));
    line("key = \"sheet\"".to_owned());
    match &guess.reference {
        Some(column) => line(format!("column = {}", quoted(column))),
        None => line(format!("column = \"\"  # {}", say(MapComment::NoReference))),
    }
    line(format!("\n[columns]  # {}", say(MapComment::Columns)));
    for (target, found) in &guess.columns {
        line(format!("{target} = {}  # {}", quoted(&found.column), say(MapComment::Target(*target))));
    }
    if !guess.references.is_empty() {
        line(format!("\n[references]  # {}", say(MapComment::References)));
        for (key, column) in &guess.references {
            line(format!("{key} = {}", quoted(column)));
        }
    }
    constants(guess, &say, &mut line);
    for (target, found) in guess.columns.iter().filter(|(_, f)| f.free_text || !f.values.is_empty()) {
        values(*target, found, &say, &mut line);
    }
    if !guess.left.is_empty() {
        line(format!("\n# {}:", say(MapComment::Left)));
        for column in &guess.left {
            line(format!("# {}", quoted(column)));
        }
    }
    out
}

fn constants(guess: &Guess, say: &impl Fn(MapComment) -> String, line: &mut impl FnMut(String)) {
    line(format!("\n[constants]  # {}", say(MapComment::Constants)));
    for target in NEEDED.into_iter().filter(|t| !guess.columns.contains_key(t)) {
        let (fill, what) = (say(MapComment::Fill), say(MapComment::Target(target)));
        line(format!("# {target} = \"\"  # {fill}: {what}"));
    }
    let finished = guess.columns.contains_key(&Target::Closed) || guess.columns.contains_key(&Target::Status);
    if finished && !guess.columns.contains_key(&Target::Outcome) {
        let (fill, what) = (say(MapComment::Fill), say(MapComment::Target(Target::Outcome)));
        line(format!("# outcome = \"upheld\"  # {fill}: {what}"));
    }
}

fn values(target: Target, found: &Found, say: &impl Fn(MapComment) -> String, line: &mut impl FnMut(String)) {
    if found.free_text {
        line(format!("\n# [values.{target}]  # {}", say(MapComment::FreeText)));
        return;
    }
    line(format!("\n[values.{target}]  # {}", say(MapComment::Values)));
    for (value, meaning) in &found.values {
        match meaning {
            Some(meaning) => line(format!("{} = \"{meaning}\"", quoted(value))),
            None => line(format!("{} = \"\"  # {}", quoted(value), say(MapComment::Unknown))),
        }
    }
}

/// A text of the file as TOML has it: nothing in it ends the quotes or the line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if crate::case::line::needs_escape(c) => {
                let _ = write!(out, "\\U{:08X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

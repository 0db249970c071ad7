//! New cases held against what a workspace can hold: where one can't be, its row has the fault, and no file is written.

use crate::case::event::{Fact, Facts};
use crate::case::id::is_token;
use crate::case::{Act, CaseId, History, State};
use crate::commands::Context;
use crate::import::fate::Coming;
use crate::import::record::{Refused, same};
use crate::import::{Content, Decided, Fate, Fault, Sheet};
use crate::playbook::FieldType;
use crate::store::{WriteFailure, read_text, sound};
use std::collections::{HashMap, HashSet};

/// Takes out the cases that can't be held, and gives their rows the fault.
pub(super) fn hold(ctx: &Context, sheet: &Sheet, mut decided: Decided) -> Decided {
    let records: HashSet<usize> =
        sheet.rows.iter().filter(|r| matches!(r.content, Content::Record(_))).map(|r| r.number).collect();
    let new = decided.rows.iter().filter(|r| r.fate == Fate::New);
    let whole: HashMap<CaseId, bool> = new.filter_map(|r| Some((r.case.clone()?, records.contains(&r.row)))).collect();
    let mut refused: HashMap<CaseId, Refused> = HashMap::new();
    decided.coming.retain_mut(|coming| {
        let id = coming.case.header.id.clone();
        let is_record = whole.get(&id).copied().unwrap_or_default();
        if is_record {
            quote_texts(ctx, coming);
        }
        match fault(ctx, coming, is_record) {
            None => true,
            Some(fault) => refused.insert(id, fault).is_some(),
        }
    });
    for row in decided.rows.iter_mut().filter(|r| r.fate == Fate::New) {
        if let Some(why) = row.case.as_ref().and_then(|id| refused.remove(id)) {
            (row.fate, row.case, row.faults) = (Fate::Faulty, None, vec![Fault::Record(why)]);
        }
    }
    decided
}

/// Why a case can't be held. What was made of a sheet's row is ours, and only its length isn't known.
fn fault(ctx: &Context, coming: &Coming, is_record: bool) -> Option<Refused> {
    if !is_record {
        let outgrown = coming.text.len() as u64 > crate::store::MAX_BYTES;
        return outgrown.then_some(Refused::Outgrown);
    }
    let id = State::of(&History::of(&coming.case, None)).playbook.id;
    let entry = ctx.catalog.get(&id).filter(|entry| !entry.is_overlay());
    if entry.is_none_or(|entry| entry.playbook.is_none()) {
        return Some(Refused::Playbook { id });
    }
    match sound(&coming.case.header.id, &coming.text) {
        Err(WriteFailure::Outgrown { .. }) => Some(Refused::Outgrown),
        Err(_) => Some(Refused::Otherwise),
        Ok(()) => {
            let read = read_text(&coming.text).case;
            (!read.is_some_and(|case| same(&case, &coming.case))).then_some(Refused::Otherwise)
        }
    }
}

/// Puts texts among the facts into quotes again: JSON doesn't tell them from the words of a choice, but the playbook does.
fn quote_texts(ctx: &Context, coming: &mut Coming) {
    let mut here = coming.case.header.playbook.id.clone();
    let mut changed = false;
    for event in &mut coming.case.events {
        match &mut event.act {
            Act::Switch { playbook, .. } => here.clone_from(&playbook.id),
            Act::Tick { facts, .. } | Act::Advance { facts, .. } => changed |= quote(ctx, &here, facts),
            _ => {}
        }
    }
    if let Some(at) = coming.text.rfind("\nlog:\n").filter(|_| changed) {
        coming.text.truncate(at);
        coming.text.push_str("\nlog:\n");
        coming.case.events.iter().for_each(|event| coming.text.push_str(&format!("  - {}\n", event.to_line())));
    }
}

fn quote(ctx: &Context, playbook: &str, facts: &mut Facts) -> bool {
    let entry = ctx.catalog.get(playbook);
    let playbook = entry.as_ref().and_then(|e| e.playbook.as_ref());
    let mut changed = false;
    for (id, fact) in facts {
        let kind = playbook.and_then(|p| p.field(id)).map(|f| f.kind);
        if let Fact::Word(word) = fact
            && kind.map_or(is_token(word), |kind| matches!(kind, FieldType::Text | FieldType::Money))
        {
            *fact = Fact::Text(std::mem::take(word));
            changed = true;
        }
    }
    changed
}

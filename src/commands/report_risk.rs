//! `amends report`: the open cases at risk of becoming a major complaint (M21).

use super::Context;
use crate::case::EventId;
use crate::clock::View;
use crate::escalation::{SignalKind, at_risk, signals};
use crate::render::{Cell, Sheet};
use crate::text::{Label, Say, Seeing, seeing};
use serde_json::{Value, json};

/// A case at risk.
pub(super) struct Risk {
    case: String,
    owner: String,
    kinds: Vec<SignalKind>,
}

impl Risk {
    /// A case, if it is at risk now.
    pub(super) fn of(view: &View<'_>, rude: &[EventId]) -> Option<Self> {
        let found = signals(view, rude);
        at_risk(view, &found).then(|| Self {
            case: view.case().header.id.to_string(),
            owner: view.state.owner.clone(),
            kinds: found.iter().map(|signal| signal.kind).collect(),
        })
    }
}

/// The cases as a table.
pub(super) fn sheet(ctx: &Context, cases: &[Risk]) -> Sheet {
    let lang = ctx.lang;
    let columns =
        [("case", Label::Case), ("owner", Label::Owner), ("signals", Label::Signals), ("which", Label::Which)];
    let mut sheet = Sheet::with(columns.map(|(key, label)| (key, label.say(lang))).to_vec()).flowing(&["which"]);
    for risk in cases {
        let found = risk.kinds.len();
        sheet.rows.push(vec![
            Cell::text(&risk.case),
            ctx.owner_cell(Some(&risk.owner)),
            Cell::both(found, Seeing::OfSix { found }.say(lang)),
            Cell::text(&seeing::kinds(&risk.kinds, lang)),
        ]);
    }
    sheet
}

/// The same for machines.
pub(super) fn as_json(cases: &[Risk]) -> Value {
    let which = |risk: &Risk| risk.kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>();
    cases
        .iter()
        .map(
            |risk| json!({ "case": risk.case, "owner": risk.owner, "signals": risk.kinds.len(), "which": which(risk) }),
        )
        .collect()
}

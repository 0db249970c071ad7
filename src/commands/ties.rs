//! Which cases name which: the links of a case, the cases that name it, and earlier complaints of the same contact.

use super::Context;
use crate::case::words::Relation;
use crate::case::{Act, CaseId, EventId, Header, History, Stamp};
use crate::check::duplicates::contact_marks;
use crate::clock::View;
use crate::clock::view::Phase;
use crate::store::Loaded;
use chrono::NaiveDate;

/// A link that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// The event.
    pub(super) event: EventId,
    /// The case it names.
    pub(super) to: CaseId,
    /// How they belong together.
    pub(super) relation: Relation,
}

/// The links that count in a history.
pub(super) fn links(history: &History<'_>) -> Vec<Link> {
    let link = |e: &&crate::case::Event| match &e.act {
        Act::Link { to, relation } => Some(Link { event: e.id.clone(), to: to.clone(), relation: *relation }),
        _ => None,
    };
    history.events.iter().filter_map(link).collect()
}

/// The case that a case is part of.
pub(super) fn main_of(history: &History<'_>) -> Option<Link> {
    links(history).into_iter().rfind(|link| link.relation == Relation::PartOf)
}

/// The other cases whose text names a case, damaged ones too; whatever can't be read at all is among them.
pub(super) fn naming(ctx: &Context, id: &CaseId) -> Vec<Loaded> {
    ctx.workspace.sifted(|stem| stem != id.as_str(), |text| text.contains(id.as_str()))
}

/// The cases that are part of a case, of those that name it.
pub(super) fn parts(naming: &[Loaded], id: &CaseId, until: Option<Stamp>) -> Vec<String> {
    let is_part = |loaded: &&Loaded| {
        let case = loaded.case.as_ref();
        case.is_some_and(|case| main_of(&History::of(case, until)).is_some_and(|link| &link.to == id))
    };
    naming.iter().filter(is_part).map(|loaded| loaded.stem.clone()).collect()
}

/// Another case in a line.
#[derive(Debug, Clone)]
pub(super) struct Other {
    /// Its id.
    pub(super) case: String,
    /// When it was received.
    pub(super) received: Stamp,
    /// Its title.
    pub(super) title: String,
    /// Whether it is open.
    pub(super) state: Phase,
}

impl Other {
    fn of(view: &View<'_>) -> Self {
        let header = &view.case().header;
        Self {
            case: header.id.to_string(),
            received: header.received,
            title: header.title.clone(),
            state: view.phase(),
        }
    }

    /// A case in a line; `None` when it can't be read, or wasn't received yet.
    pub(super) fn read(ctx: &Context, loaded: &Loaded) -> Option<Self> {
        View::of(loaded.case.as_ref()?, &ctx.policy, ctx.now).map(|view| Self::of(&view))
    }
}

/// The complaints of the same number or address that were received within `repeat_within` before this one (M11), the
/// last first. A name alone tells nobody apart, so it is not asked.
pub(super) fn earlier(ctx: &Context, header: &Header) -> Vec<Other> {
    let marks = header.contact.as_deref().map(contact_marks).unwrap_or_default();
    if marks.is_empty() {
        return Vec::new();
    }
    let zone = ctx.zone();
    let last = zone.date(header.received);
    let days = i64::from(ctx.policy.signals.repeat_within.in_days().unwrap_or(90));
    let first = last.checked_sub_days(chrono::Days::new(days.unsigned_abs())).unwrap_or(NaiveDate::MIN);
    // A file is named after the day of its receipt; one named otherwise is looked at.
    let named = |stem: &str| {
        let date = stem.get(..10).and_then(crate::case::stamp::parse_date);
        stem != header.id.as_str() && date.is_none_or(|date| first <= date && date <= last)
    };
    let same = |contact: &str| contact_marks(contact).iter().any(|mark| marks.contains(mark));
    let says = |text: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix("contact:"));
        // A text that goes on over several lines is looked at as a record.
        line.is_some_and(|line| same(line.trim().trim_matches(['"', '\''])) || line.trim().starts_with(['|', '>']))
    };
    let mut found: Vec<Other> = ctx
        .workspace
        .sifted(named, says)
        .iter()
        .filter(|loaded| {
            let other = loaded.case.as_ref().map(|case| &case.header);
            let received = |other: &Header| zone.date(other.received) >= first && other.received <= header.received;
            other.is_some_and(|other| received(other) && other.contact.as_deref().is_some_and(same))
        })
        .filter_map(|loaded| Other::read(ctx, loaded))
        .collect();
    found.sort_by_key(|other| std::cmp::Reverse(other.received));
    found
}

//! `amends show`: the cases that belong together with one, and what its customer complained about before.

use super::Context;
use super::ties::{Link, Other, earlier, links, naming};
use crate::case::place::visible;
use crate::case::words::Relation;
use crate::case::{CaseId, History};
use crate::clock::View;
use crate::render::table::wrapped;
use crate::store::Loaded;
use crate::text::{Say, Seeing, dates};
use serde_json::{Value, json};

/// Another case that is linked with the one shown.
struct Tie {
    case: String,
    relation: Relation,
    /// The other case names this one.
    back: bool,
    /// `None` when it can't be read.
    other: Option<Other>,
}

/// What is known of other cases.
pub(super) struct Others {
    ties: Vec<Tie>,
    earlier: Vec<Other>,
    /// Files that name the case and are damaged.
    pub(super) damaged: Vec<Loaded>,
}

impl Others {
    /// Looks at the other cases of a workspace.
    pub(super) fn of(ctx: &Context, view: &View<'_>) -> Self {
        let header = &view.case().header;
        let id = &header.id;
        let mut ties: Vec<Tie> = links(&view.history)
            .into_iter()
            .map(|Link { to, relation, .. }| {
                let loaded = ctx.find(to.as_str()).ok().map(|path| ctx.workspace.load(&path));
                let other = loaded.and_then(|loaded| Other::read(ctx, &loaded));
                Tie { case: to.to_string(), relation, back: false, other }
            })
            .collect();
        // What can't be read at all says nothing about this case.
        let naming: Vec<Loaded> = naming(ctx, id).into_iter().filter(|l| l.text.contains(id.as_str())).collect();
        ties.extend(naming.iter().flat_map(|loaded| back(ctx, loaded, id)));
        let damaged = naming.into_iter().filter(|loaded| loaded.damage().is_some()).collect();
        Self { ties, earlier: earlier(ctx, header), damaged }
    }

    /// The blocks of a page.
    pub(super) fn page(&self, ctx: &Context) -> String {
        let (lang, width) = (ctx.lang, ctx.screen().width);
        let mut out = String::new();
        if !self.ties.is_empty() {
            out.push_str(&format!("\n{}\n", Seeing::Linked.say(lang)));
        }
        for tie in &self.ties {
            let relation = tie.relation;
            let words = if tie.back { Seeing::NamedBy { relation }.say(lang) } else { relation.say(lang) };
            let title = tie.other.as_ref().map(|o| format!("  {}  {}", o.state.say(lang), visible(&o.title)));
            out.push_str(&wrapped(
                &format!("  {}  ", tie.case),
                &format!("{words}{}", title.unwrap_or_default()),
                width,
            ));
        }
        if !self.earlier.is_empty() {
            out.push_str(&format!("\n{}\n", Seeing::Earlier.say(lang)));
        }
        for other in &self.earlier {
            let first = format!("  {}  {}  ", other.case, dates::moment(other.received, ctx.zone()));
            out.push_str(&wrapped(&first, &format!("{}  {}", other.state.say(lang), visible(&other.title)), width));
        }
        out
    }

    /// The same for machines.
    pub(super) fn as_json(&self, ctx: &Context) -> Value {
        let stamp = |at| crate::case::stamp::write_stamp(ctx.zone().local(at));
        let ties = self.ties.iter().map(|tie| {
            json!({
                "case": tie.case, "relation": tie.relation.as_str(), "back": tie.back,
                "title": tie.other.as_ref().map(|o| o.title.as_str()),
                "state": tie.other.as_ref().map(|o| o.state.as_str()),
            })
        });
        let earlier = self.earlier.iter().map(
            |o| json!({ "case": o.case, "received": stamp(o.received), "title": o.title, "state": o.state.as_str() }),
        );
        json!({ "links": ties.collect::<Vec<_>>(), "earlier": earlier.collect::<Vec<_>>() })
    }
}

/// The links of another case to this one.
fn back(ctx: &Context, loaded: &Loaded, id: &CaseId) -> Vec<Tie> {
    let Some(case) = &loaded.case else { return Vec::new() };
    let history = History::of(case, ctx.now.until());
    let to_here = links(&history).into_iter().filter(|link| &link.to == id);
    let tie = |link: Link| Tie {
        case: loaded.stem.clone(),
        relation: link.relation,
        back: true,
        other: Other::read(ctx, loaded),
    };
    to_here.map(tie).collect()
}

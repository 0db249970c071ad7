//! The facts of a case that its customer may read.

use super::happening::{Waiting, is_of_looking_into, told};
use super::remedies::{self, Given, Refusal};
use super::{Happening, Kind};
use crate::case::event::{Contact, OfferOption};
use crate::case::words::{Channel, Direction, Outcome, Verified};
use crate::case::{Act, Event, EventId, Header, Stamp, When};
use crate::clock::deadline::last;
use crate::clock::{Rule, View, Why};
use crate::policy::Bilingual;
use chrono::NaiveDate;

/// How many happenings a report on progress names: it is read on a telephone.
const NEWS: usize = 3;

/// How the final answer was put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// When it was due.
    pub old: Stamp,
    /// When it is due now.
    pub new: When,
    /// Why.
    pub reason: Option<String>,
    /// It is on record already; else the letter tells it first.
    pub on_record: bool,
}

/// A promise that is neither kept nor moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// What was promised.
    pub what: String,
    /// By when.
    pub due: When,
    /// That time has passed.
    pub late: bool,
}

/// What we came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// How the case was closed.
    Outcome(Outcome),
    /// What the facts are.
    Verified(Verified),
}

/// The facts of a case at a moment, as far as they are the customer's affair. Notes, sources of evidence, the people
/// who did something, the reasons among colleagues and amounts that nobody approved are none.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// The facts about the complaint.
    pub header: &'a Header,
    /// The day of the letter.
    pub today: NaiveDate,
    /// The day on which the complaint was received (R70).
    pub received: NaiveDate,
    /// The name of the person who handles it.
    pub handler: Option<&'a Bilingual>,
    /// When the customer hears from us after this letter.
    pub next: Option<Stamp>,
    /// When the final answer is due, unless that has passed.
    pub last: Option<Stamp>,
    /// What was promised.
    pub promises: Vec<Open>,
    /// What happened since the customer last heard from us.
    pub news: Vec<Happening>,
    /// What was done to find out what happened, in this cycle (R70).
    pub done: Vec<Happening>,
    /// Whether the record of this cycle shows that it was looked into.
    pub investigated: bool,
    /// What it waits for.
    pub waiting: Option<Waiting>,
    /// How the final answer was put off.
    pub extension: Option<Extension>,
    /// What we came to.
    pub finding: Option<Finding>,
    /// What the playbook's field `solution` says, once the customer knows it.
    pub solution: Option<Vec<Bilingual>>,
    /// The options of the last offer that the customer was told, unless an amount in it waits for approval.
    pub offered: Vec<OfferOption>,
    /// The one of them that the customer chose.
    pub accepted: Option<OfferOption>,
    /// What was given or paid.
    pub given: Vec<Given>,
    /// The demand refused last.
    pub refusal: Option<Refusal>,
    /// When it was closed.
    pub closed: Option<NaiveDate>,
    /// When it was answered: closed, or the day of the letter.
    pub answered: NaiveDate,
    /// The currency of amounts.
    pub currency: &'a str,
}

impl<'a> Facts<'a> {
    /// The facts of a case.
    #[must_use]
    pub fn of(view: &View<'a>) -> Self {
        let zone = view.zone();
        let header = &view.case().header;
        let today = zone.date(view.now.stamp);
        let closed = view.state.closed.as_ref().map(|c| zone.date(c.at));
        let open = closed.is_none();
        let heard = view.last_feedback().map(|e| e.at);
        let since = view.effective_of_cycle().filter(|e| heard.is_none_or(|at| e.at > at));
        let mut news = told(since, view);
        news.drain(..news.len().saturating_sub(NEWS));
        let mut done = told(view.effective_of_cycle(), view);
        done.retain(Happening::is_of_the_investigation);
        let promises = view.state.open_promises().map(|p| {
            let late = match p.due {
                When::At(due) => due < view.now.stamp,
                When::On(day) => day < today,
            };
            Open { what: p.what.clone(), due: p.due, late }
        });
        let running = |w: &&crate::case::state::Pause| w.ended.is_none() && when_day(w.until, view) >= today;
        let waiting = view.state.pauses.iter().rfind(running).filter(|_| open);
        let outcome = view.state.closed.as_ref().map(|c| Finding::Outcome(c.outcome));
        Self {
            header,
            today,
            received: zone.date(header.received),
            handler: view.policy.person(&view.state.owner).and_then(|p| p.name.as_ref()),
            next: next_word(view),
            last: open.then(|| last(view).due).filter(|due| *due > view.now.stamp),
            promises: if open { promises.collect() } else { Vec::new() },
            news,
            done,
            investigated: view.effective_of_cycle().any(is_of_looking_into),
            waiting: waiting.map(|p| Waiting { reason: p.reason, until: p.until }),
            extension: extension(view).filter(|_| open),
            finding: outcome.or_else(|| view.state.verified.map(Finding::Verified)),
            solution: remedies::solution(view),
            offered: remedies::offered(view).map(<[OfferOption]>::to_vec).unwrap_or_default(),
            accepted: remedies::accepted(view).cloned(),
            given: remedies::given(view),
            refusal: remedies::refusal(view),
            closed,
            answered: closed.unwrap_or(today),
            currency: &view.policy.currency,
        }
    }

    /// Whether a letter of a kind can be written from what is on record.
    #[must_use]
    pub fn suffice_for(&self, kind: Kind) -> bool {
        match kind {
            Kind::Refusal => self.refusal.is_some(),
            Kind::Extension => self.extension.is_some(),
            _ => true,
        }
    }
}

fn when_day(when: When, view: &View<'_>) -> NaiveDate {
    match when {
        When::At(stamp) => view.zone().date(stamp),
        When::On(day) => day,
    }
}

/// When the customer hears from us next, once this letter is sent: reckoned by the clocks as if it had been.
fn next_word(view: &View<'_>) -> Option<Stamp> {
    let mut case = view.case().clone();
    case.events.push(Event {
        id: EventId::parse("this-letter")?,
        at: view.now.stamp,
        by: view.state.owner.clone(),
        logged: None,
        note: None,
        why: None,
        forced: Vec::new(),
        redacted: false,
        act: Act::Contact(Contact::new(Direction::Out, Channel::Letter, true)),
    });
    let after = View::of(&case, view.policy, view.now)?;
    let after = View { playbook: view.playbook, earlier: view.earlier.clone(), ..after };
    Rule::over(&after, after.state.cycle()).deadline().map(|d| d.due)
}

/// The last lawful extension on record.
fn extension(view: &View<'_>) -> Option<Extension> {
    let deadline = last(view);
    let Why::Final { extended: Some(extended), .. } = deadline.why else { return None };
    Some(Extension { old: extended.from, new: When::At(deadline.due), reason: extended.why, on_record: true })
}

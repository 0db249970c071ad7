//! Laws of the clocks: what more feedback, more time, a pause, a close and another order of lines may change.

use super::walk::{Walk, moves, start};
use super::{Brief, tries};
use amends::case::event::Contact;
use amends::case::words::{Channel, Direction, PauseReason, Remedy};
use amends::case::write_case::write_case;
use amends::case::{Act, Case, Event, EventId, Stamp, When};
use amends::clock::{Deadline, Kind, Level, Now, View, Zone, deadline};
use amends::playbook::builtin::BUILTIN;
use amends::playbook::{Playbook, read_playbook};
use amends::policy::{Policy, read_calendar, read_policy};
use chrono::TimeDelta;
use proptest::prelude::*;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Policies with limits of every unit; the calendar has holidays, a make-up Saturday and a lunch break.
const POLICIES: [&str; 5] = [
    "",
    "[feedback]\ndays = \"working\"\n[clocks]\nfirst_response = \"8bh\"\nstep = \"3bd\"\nfollow_up = \"2bd\"\n\
     final = \"15bd\"\nfinal_pauses = true\napproval = \"4bh\"\nverify = \"10bd\"\n",
    "[feedback]\nevery = \"3d\"\ndays = \"working\"\ncutoff = \"17:30\"\n[clocks]\nstep = \"6bh\"\nfinal = \"1w\"\n",
    "[feedback]\nevery = \"4h\"\n[clocks]\nfirst_response = \"2h\"\nstep = \"12h\"\nfollow_up = \"8bh\"\nfinal_pauses = true\n\
     [urgent]\naround_the_clock = true\n",
    "[clocks]\nfirst_response = \"3bd\"\n[severity.serious]\nfirst_response = \"1h\"\nfeedback = \"8h\"\n[severity.minor]\n\
     feedback = \"2d\"\nstep = \"5bd\"\n[urgent]\nfeedback = \"1d\"\n",
];

const CALENDAR: &str = "years = [2026]\n[week]\nmonday = [\"09:00-12:00\", \"13:30-18:00\"]\ntuesday = [\"09:00-18:00\"]\n\
     wednesday = [\"09:00-18:00\"]\nthursday = [\"09:00-18:00\"]\nfriday = [\"09:00-16:00\"]\n[[off]]\nfrom = 2026-11-24\n\
     to = 2026-11-26\n[[off]]\nday = 2026-03-10\n[[work]]\nday = 2026-11-28\n[[work]]\nday = 2026-10-25\nhours = [\"00:00-06:00\"]\n";

fn playbooks() -> &'static BTreeMap<String, Playbook> {
    static READ: OnceLock<BTreeMap<String, Playbook>> = OnceLock::new();
    READ.get_or_init(|| {
        let read = |(id, text): &(&str, &str)| ((*id).to_owned(), read_playbook(id, text).0.expect("a playbook"));
        BUILTIN.iter().map(read).collect()
    })
}

/// Numbers that decide where and when.
struct Lots<'l> {
    left: std::iter::Cycle<std::slice::Iter<'l, u32>>,
}

impl Lots<'_> {
    fn of(&mut self, n: usize) -> usize {
        *self.left.next().expect("a number") as usize % n.max(1)
    }
}

/// A case with the policies it is judged under.
struct Told {
    case: Case,
    zone: Zone,
    policies: Vec<Policy>,
}

impl Told {
    fn view<'v>(&self, case: &'v Case, policy: &'v Policy, at: Stamp) -> Option<View<'v>> {
        let view = View::of(case, policy, Now { stamp: self.zone.local(at), given: true })?;
        let playbook = playbooks().get(&view.state.playbook.id);
        Some(view.with(playbook).with_earlier(|id| playbooks().get(id).map(|p| p.clocks.clone())))
    }

    /// Whether the case is open at a moment.
    fn is_open(&self, at: Stamp) -> bool {
        self.view(&self.case, &self.policies[0], at).is_some_and(|view| !view.state.is_closed())
    }

    /// What a case owes at a moment, met things left out.
    fn owed(&self, case: &Case, policy: &Policy, at: Stamp) -> Vec<Deadline> {
        self.view(case, policy, at).map_or_else(Vec::new, |view| deadline::deadlines(&view))
    }

    /// A moment of the case's life or the month after it, more often than not near an edge: an event, midnight, a cutoff.
    fn moment(&self, lots: &mut Lots<'_>) -> Stamp {
        let events = &self.case.events;
        let near = events[lots.of(events.len())].at;
        let back = |seconds: usize| TimeDelta::seconds(i64::try_from(seconds).expect("seconds"));
        let at = match lots.of(4) {
            0 => near + back(lots.of(3)) - back(1),
            1 => self.zone.start_of(self.zone.date(near) + TimeDelta::days(1 + lots.of(6) as i64)) - back(lots.of(2)),
            2 => {
                let hour = chrono::NaiveTime::from_hms_opt([9, 12, 17, 18][lots.of(4)], 0, 0).expect("a time");
                self.zone.at(self.zone.date(near) + TimeDelta::days(lots.of(8) as i64), hour) + back(lots.of(2))
            }
            _ => near + back(lots.of(20 * 86_400)),
        };
        at.max(self.case.header.received)
    }

    /// A moment at which nothing else happens, so that the order within a second decides nothing.
    fn free_moment(&self, lots: &mut Lots<'_>) -> Stamp {
        let mut at = self.moment(lots);
        while self.case.events.iter().any(|e| e.at == at) {
            at += TimeDelta::seconds(1);
        }
        at
    }

    /// The case with one more event.
    fn with(&self, at: Stamp, act: Act) -> Case {
        let mut case = self.case.clone();
        let id = EventId::parse(&format!("more-{}", case.events.len())).expect("an id");
        let at = self.zone.local(at);
        let (logged, note, why) = (None, None, None);
        case.events.push(Event {
            id,
            at,
            by: "wang".to_owned(),
            logged,
            note,
            why,
            forced: Vec::new(),
            redacted: false,
            act,
        });
        case
    }
}

/// The case as its file has it, for the message of a law that doesn't hold.
fn story(case: &Case) -> String {
    write_case(&case.header, &case.events)
}

fn call() -> Act {
    Act::Contact(Contact::new(Direction::Out, Channel::Phone, true))
}

fn is_word_to_the_customer(owed: &Deadline) -> bool {
    matches!(owed.kind, Kind::FirstResponse | Kind::Feedback)
}

/// The one row of feedback, of either kind.
fn word(owed: &[Deadline]) -> Option<&Deadline> {
    owed.iter().find(|d| is_word_to_the_customer(d))
}

/// How bad it is; nothing is 0.
fn badness(level: Option<Level>) -> u8 {
    match level {
        Some(Level::Breach) => 3,
        Some(Level::Critical) => 2,
        Some(Level::Late) => 1,
        _ => 0,
    }
}

/// Histories of working lives, to which redress and actions are added, each under every policy.
fn histories(check: impl Fn(&Told, &Policy, &mut Lots<'_>) -> Result<(), TestCaseError>) {
    let made = (start(), moves(4..22, true), proptest::collection::vec(any::<u32>(), 200)).prop_map(Brief);
    proptest!(tries(10), |(Brief((start, moves, lots)) in made)| {
        let mut walk = Walk::begin(&start);
        for step in &moves {
            walk.step(step)?;
        }
        let zone = walk.zone();
        let calendar = read_calendar(CALENDAR);
        assert!(calendar.1.is_empty(), "{:?}", calendar.1);
        let policies = POLICIES.map(|text| {
            let (mut policy, faults) = read_policy(&format!("format = 1\n{text}"));
            assert!(faults.is_empty(), "{faults:?}");
            policy.zone = zone.0;
            policy.calendar = calendar.0.clone();
            policy
        });
        let mut lots = Lots { left: lots.iter().cycle() };
        for id in walk.cases.clone() {
            let mut told = Told { case: walk.read(&id)?, zone, policies: policies.to_vec() };
            for _ in 0..=lots.of(5) {
                let at = told.free_moment(&mut lots);
                let due = When::At(told.moment(&mut lots));
                let act = match lots.of(3) {
                    0 => Act::Action { what: "换供应商".to_owned(), owner: "li".to_owned(), due },
                    1 => Act::Redress { of: None, opt: None, remedy: Remedy::Apology, amount: None, currency: None, covers: None, reason: None },
                    _ => {
                        let action = told.case.events.iter().find(|e| matches!(e.act, Act::Action { .. }));
                        let Some(action) = action else { continue };
                        Act::Done { of: action.id.clone() }
                    }
                };
                told.case = told.with(at, act);
            }
            for policy in &told.policies {
                for _ in 0..30 {
                    check(&told, policy, &mut lots)
                        .map_err(|e| TestCaseError::fail(format!("{e}\n{}\n{}", story(&told.case), walk.journal.join("\n"))))?;
                }
            }
        }
    });
}

/// So often the law had something to say; a law about nothing would hold too.
fn spoke(often: &Cell<u32>) {
    assert!(often.get() > 50, "only {} times", often.get());
}

#[test]
fn one_more_feedback_makes_nothing_more_overdue() {
    let told_of = Cell::new(0);
    histories(|told, policy, lots| {
        let (said, now) = (told.free_moment(lots), told.moment(lots));
        if said > now || !told.is_open(said) {
            return Ok(());
        }
        let case = told.with(said, call());
        let (before, after) = (told.owed(&told.case, policy, now), told.owed(&case, policy, now));
        let (old, new) = (word(&before), word(&after));
        if let (Some(old), Some(new)) = (old, new) {
            told_of.set(told_of.get() + u32::from(new.missed < old.missed));
            prop_assert!(new.missed <= old.missed, "said {said}, at {now}: {old:?}\nbecame {new:?}");
            // Before its limit a first answer is not listed, whatever was missed.
            let listed = old.level.is_some() || old.kind == Kind::Feedback;
            prop_assert!(
                !listed || badness(new.level) <= badness(old.level),
                "said {said}, at {now}: {old:?}\nbecame {new:?}"
            );
        } else {
            prop_assert!(new.is_none(), "said {said}, at {now}: {new:?} came up");
        }
        let others = |owed: &[Deadline]| {
            owed.iter().filter(|d| !is_word_to_the_customer(d)).map(|d| (d.kind, d.due, d.level)).collect::<Vec<_>>()
        };
        prop_assert_eq!(others(&before), others(&after), "said {}, at {}", said, now);
        Ok(())
    });
    spoke(&told_of);
}

#[test]
fn time_alone_shortens_no_streak() {
    let told_of = Cell::new(0);
    histories(|told, policy, lots| {
        let (a, b) = (told.moment(lots), told.moment(lots));
        let (earlier, later) = (a.min(b), a.max(b));
        let matters = |e: &&Event| {
            matches!(e.act, Act::Contact(_) | Act::Close { .. } | Act::Reopen { .. } | Act::Retract { .. })
                && e.at > earlier
                && e.at <= later
        };
        if told.case.events.iter().any(|e| matters(&e)) {
            return Ok(());
        }
        let (before, after) = (told.owed(&told.case, policy, earlier), told.owed(&told.case, policy, later));
        let (Some(old), Some(new)) = (word(&before), word(&after)) else {
            prop_assert_eq!(word(&before).is_some(), word(&after).is_some(), "from {} to {}", earlier, later);
            return Ok(());
        };
        told_of.set(told_of.get() + u32::from(new.missed > old.missed && old.missed > Some(0)));
        prop_assert!(new.missed >= old.missed, "at {earlier}: {old:?}\nat {later}: {new:?}");
        Ok(())
    });
    spoke(&told_of);
}

#[test]
fn a_closed_case_has_actions_and_their_effects_to_judge_and_nothing_else() {
    let told_of = Cell::new(0);
    histories(|told, policy, lots| {
        let now = told.moment(lots);
        let Some(view) = told.view(&told.case, policy, now) else { return Ok(()) };
        if !view.state.is_closed() {
            return Ok(());
        }
        let owed = deadline::deadlines(&view);
        told_of.set(told_of.get() + u32::from(!owed.is_empty()));
        let only = owed.iter().all(|d| matches!(d.kind, Kind::Action | Kind::Verify));
        prop_assert!(only, "closed at {now}, and yet {owed:?}");
        Ok(())
    });
    spoke(&told_of);
}

#[test]
fn a_pause_makes_no_deadline_earlier() {
    let told_of = Cell::new(0);
    histories(|told, policy, lots| {
        let (begin, until, now) = (told.free_moment(lots), told.moment(lots), told.moment(lots));
        if begin > now || until <= begin || !told.is_open(begin) {
            return Ok(());
        }
        let reason = PauseReason::ALL[lots.of(PauseReason::ALL.len())];
        let case = told.with(begin, Act::Pause { reason, until: When::At(until) });
        let (before, after) = (told.owed(&told.case, policy, now), told.owed(&case, policy, now));
        if let (Some(old), Some(new)) = (word(&before), word(&after)) {
            prop_assert!(
                new.due >= old.due && new.missed <= old.missed,
                "{begin} to {until}, at {now}: {old:?}\nbecame {new:?}"
            );
        }
        let others = |owed: &[Deadline]| {
            let mut others: Vec<_> =
                owed.iter().filter(|d| !is_word_to_the_customer(d)).map(|d| (d.kind, d.event.clone(), d.due)).collect();
            others.sort();
            others
        };
        let (before, after) = (others(&before), others(&after));
        prop_assert_eq!(before.len(), after.len(), "{} to {}, at {}", begin, until, now);
        for (old, new) in before.iter().zip(&after) {
            prop_assert!(
                (old.0, &old.1) == (new.0, &new.1) && new.2 >= old.2,
                "{begin} to {until} ({reason:?}), at {now}: {old:?} became {new:?}"
            );
            told_of.set(told_of.get() + u32::from(new.2 > old.2));
        }
        Ok(())
    });
    spoke(&told_of);
}

#[test]
fn the_order_of_the_lines_changes_no_row() {
    let told_of = Cell::new(0);
    histories(|told, policy, lots| {
        let now = told.moment(lots);
        let mut case = told.case.clone();
        // Events of one second are told apart by their order in the file, which stays.
        let mut places = BTreeMap::new();
        for event in &case.events {
            let lot = lots.of(1_000_000);
            places.entry(event.at).or_insert(lot);
        }
        case.events.sort_by_key(|event| places[&event.at]);
        let rows = |case: &Case| {
            told.owed(case, policy, now)
                .iter()
                .map(|d| (d.kind, d.due, d.level, d.missed, d.event.clone()))
                .collect::<Vec<_>>()
        };
        let (before, after) = (rows(&told.case), rows(&case));
        told_of.set(told_of.get() + u32::from(case.events != told.case.events && !before.is_empty()));
        prop_assert_eq!(before, after, "at {}", now);
        Ok(())
    });
    spoke(&told_of);
}

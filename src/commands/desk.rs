//! Where a writing command works: the case, read again under the lock, and the events it adds.

use super::context::Context;
use super::failure::{Exit, Failure, Outcome};
use super::output::Output;
use super::seeing::hint_at_signals;
use super::way_back;
use crate::case::{Act, Case, Event, EventId, History, Stamp, State};
use crate::clock::{Now, View};
use crate::playbook::Playbook;
use crate::playbook::advance::Refusal;
use crate::store::{Entry, Loaded, LockError, PATIENCE, WriteFailure, Writing};
use crate::text::done::event_words;
use crate::text::{Done, Hint, Label, Refused, Trouble, Usage, bracketed, dates, listed};
use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

/// A case that is being written to.
pub struct Desk<'c> {
    /// Everything a command knows.
    pub ctx: &'c Context,
    /// The case as it is now.
    pub case: Case,
    /// Its procedure, if there is one.
    pub entry: Option<Arc<Entry>>,
    /// Who acts.
    pub by: String,
    at: Option<Stamp>,
    pub(super) loaded: Loaded,
    pub(super) writing: Option<Writing<'c>>,
    new_ids: RefCell<Vec<EventId>>,
    /// What is said of an event beside its own words.
    remarks: RefCell<Vec<(EventId, String)>>,
}

/// The failure of a lock in the program's terms.
#[must_use]
pub fn lock_failure(error: LockError) -> Failure {
    match error {
        LockError::Busy { holder } => Trouble::Busy { holder }.into(),
        LockError::NotOurs { path } => Trouble::Outside { path: path.display().to_string() }.into(),
        LockError::Io { path, error } => {
            Trouble::CannotWrite { path: path.display().to_string(), reason: error.to_string() }.into()
        }
    }
}

/// The failure of a write in the program's terms.
#[must_use]
pub fn write_failure(ctx: &Context, failure: WriteFailure) -> Failure {
    match failure {
        WriteFailure::Damaged(fault) => {
            let mut failure = Failure::from(Trouble::Damaged { path: fault.place.path.clone() });
            failure.problems = vec![ctx.problem(&fault)];
            failure
        }
        WriteFailure::Unsafe { place, lines } => Trouble::Unsafe { place, lines }.into(),
        WriteFailure::UnsafeFact { place, lines } => Trouble::UnsafeFact { place, lines }.into(),
        WriteFailure::Doubtful { path, lines } => Trouble::Doubtful { path, lines }.into(),
        WriteFailure::Unreadable { path, fault, lines } => Trouble::Unreadable { path, fault, lines }.into(),
        WriteFailure::Outgrown { path } => Trouble::Outgrown { path }.into(),
        WriteFailure::Outside { path } => Trouble::Outside { path }.into(),
        WriteFailure::Exists { path } => Trouble::Exists { path }.into(),
        WriteFailure::Io { path, error } => Trouble::CannotWrite { path, reason: error.to_string() }.into(),
    }
}

impl<'c> Desk<'c> {
    /// Finds the case, takes the lock, and reads it.
    ///
    /// # Errors
    /// When there is no such case, nobody acts, another process writes, or the case is damaged.
    pub fn sit(ctx: &'c Context, case: &str) -> Result<Self, Failure> {
        ctx.sound_policy()?;
        let path = ctx.find(case)?;
        let by = ctx.actor()?;
        let at = ctx.global.at.as_ref().map(|t| ctx.past("--at", t)).transpose()?;
        let writing = if ctx.global.dry_run {
            None
        } else {
            Some(Writing::begin(&ctx.workspace, &by, PATIENCE).map_err(lock_failure)?)
        };
        let desk = Self::with(ctx, &path, writing.as_ref(), by, at)?;
        Ok(Self { writing, ..desk })
    }

    /// Another case, under the lock of this one.
    ///
    /// # Errors
    /// When it is damaged.
    pub(super) fn beside(&self, path: &Path) -> Result<Self, Failure> {
        Self::with(self.ctx, path, self.writing.as_ref(), self.by.clone(), self.at)
    }

    /// Reads the case; the lock is kept by whoever took it.
    fn with(
        ctx: &'c Context,
        path: &Path,
        writing: Option<&Writing<'c>>,
        by: String,
        at: Option<Stamp>,
    ) -> Result<Self, Failure> {
        let mut loaded = match writing {
            Some(writing) => writing.read(path).map_err(|f| write_failure(ctx, f))?,
            None => ctx.workspace.load(path),
        };
        if let Some(fault) = loaded.damage() {
            return Err(write_failure(ctx, WriteFailure::Damaged(Box::new(fault.clone()))));
        }
        let Some(case) = loaded.case.take() else {
            return Err(Trouble::Damaged { path: loaded.shown }.into());
        };
        let state = State::of(&History::of(&case, None));
        let entry = ctx.catalog.get(&state.playbook.id);
        let (new_ids, remarks) = (RefCell::default(), RefCell::default());
        Ok(Self { ctx, case, entry, by, at, loaded, writing: None, new_ids, remarks })
    }

    /// As [`Desk::sit`], for a command that moves the case: its `--at` may not come before anything that the move would
    /// cut the ground from, and that is said before anything else.
    ///
    /// # Errors
    /// As [`Desk::sit`], and when the time is too early.
    pub fn sit_to_move(ctx: &'c Context, case: &str) -> Result<Self, Failure> {
        let desk = Self::sit(ctx, case)?;
        desk.bounded(desk.floor(false))?;
        Ok(desk)
    }

    /// The case as it stood when the command's events happened: at `--at`, else with everything that is on record,
    /// also what lies ahead of `--now`.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        let history = History::of(&self.case, self.at);
        let state = State::of(&history);
        let now = Now { stamp: self.at.unwrap_or(self.ctx.now.stamp), given: false };
        let playbook = self.entry.as_ref().and_then(|e| e.playbook.as_ref());
        View { history, state, policy: &self.ctx.policy, playbook, earlier: Vec::new(), now }
    }

    /// The case's procedure.
    ///
    /// # Errors
    /// When it is not there or has faults.
    pub fn playbook(&self) -> Result<&Playbook, Failure> {
        let id = self.view().state.playbook.id;
        match &self.entry {
            None => Err(Trouble::PlaybookGone { id }.into()),
            Some(entry) => match &entry.playbook {
                Some(playbook) => Ok(playbook),
                None => {
                    let mut failure = Failure::from(Trouble::Playbook { id });
                    failure.problems = entry.faults.iter().map(|f| self.ctx.config_problem(f)).collect();
                    Err(failure)
                }
            },
        }
    }

    /// The case's id.
    #[must_use]
    pub fn id(&self) -> String {
        self.case.header.id.to_string()
    }

    /// A refusal of the playbook about this case.
    #[must_use]
    pub fn refused(&self, refusal: Refusal) -> Failure {
        let playbook = self.entry.as_ref().and_then(|e| e.playbook.as_ref());
        let name = match &refusal {
            Refusal::Missing { step, .. } => playbook.and_then(|p| p.step(step)).map(|s| s.name.clone()),
            _ => None,
        };
        Refused::Playbook { case: self.id(), refusal, name }.into()
    }

    /// Finds an event by id or unique prefix.
    ///
    /// # Errors
    /// When the case has none, or several.
    pub fn event_id(&self, text: &str) -> Result<EventId, Failure> {
        let exact = self.case.events.iter().find(|e| e.id.as_str() == text);
        let starting: Vec<&Event> =
            self.case.events.iter().filter(|e| !text.is_empty() && e.id.as_str().starts_with(text)).collect();
        if exact.is_none() && starting.len() > 1 {
            let words = |e: &&Event| event_words(e, None, &self.ctx.policy, self.ctx.zone(), self.ctx.lang);
            let candidates = starting.iter().map(|e| (e.id.to_string(), words(e))).collect();
            return Err(Usage::AmbiguousEvent { text: text.to_owned(), candidates }.into());
        }
        let found = exact.or_else(|| starting.first().copied());
        found.map(|e| e.id.clone()).ok_or_else(|| {
            let near = crate::case::id::nearest(text, self.case.events.iter().map(|e| e.id.as_str()));
            Usage::NoEvent { text: text.to_owned(), case: self.id(), near }.into()
        })
    }

    /// An event of now, or of `--at`.
    ///
    /// # Errors
    /// When the case is closed for it, or its time is impossible.
    pub fn event(&self, act: Act) -> Result<Event, Failure> {
        let view = self.view();
        if view.state.is_closed() && !act.may_follow_close() {
            return Err(Refused::Closed { case: self.id(), act: act.word() }.into());
        }
        let at = self.time_of(&act)?;
        let logged = (self.ctx.now.stamp - at > chrono::TimeDelta::minutes(15)).then_some(self.ctx.now.stamp);
        let id = {
            let mut new = self.new_ids.borrow_mut();
            let taken: Vec<&EventId> = self.case.events.iter().map(|e| &e.id).chain(new.iter()).collect();
            let id = self.ctx.with_random(|random| EventId::random(&taken, random));
            new.push(id.clone());
            id
        };
        let event = Event {
            id,
            at,
            by: self.by.clone(),
            logged,
            note: None,
            why: None,
            forced: Vec::new(),
            redacted: false,
            act,
        };
        // A late entry must have its effect: a later retraction may have taken away the ground it seems to stand on.
        let mut after = self.case.clone();
        after.events.push(event.clone());
        if State::of(&History::of(&after, None)).superseded.contains(&event.id) {
            return Err(Refused::Closed { case: self.id(), act: event.act.word() }.into());
        }
        Ok(event)
    }

    /// Says more of an event in the line after the write.
    pub fn remark(&self, event: &Event, words: String) {
        self.remarks.borrow_mut().push((event.id.clone(), words));
    }

    /// When an event happened (format, rule 9): contacts, notes, evidence and the promises made with them may be
    /// dated back to the receipt; everything else not before anything that it would cut the ground from, nor before
    /// what it refers to.
    fn time_of(&self, act: &Act) -> Result<Stamp, Failure> {
        let floor = match act {
            Act::Contact(_) | Act::Note | Act::Evidence { .. } => self.case.header.received,
            // A close stands on there being no open promise, so none is slipped in before it.
            Act::Promise { .. } => {
                let ends = self.case.events.iter().filter(|e| matches!(e.act, Act::Close { .. } | Act::Reopen { .. }));
                ends.map(|e| e.at).max().unwrap_or(self.case.header.received)
            }
            _ => self.floor(matches!(act, Act::Close { .. })),
        };
        let referred = references(act).into_iter().filter_map(|id| self.case.event(id)).map(|e| e.at).max();
        self.bounded(referred.map_or(floor, |at| at.max(floor)))
    }

    fn floor(&self, closes: bool) -> Stamp {
        last_move(&self.case, closes)
    }

    /// `--at`, which may not come before `floor`; without it now, or the floor where that lies ahead.
    fn bounded(&self, floor: Stamp) -> Result<Stamp, Failure> {
        let zone = self.ctx.zone();
        let received = self.case.header.received;
        match self.at {
            Some(at) if at < received => Err(Refused::BeforeReceived { at, received, zone }.into()),
            Some(at) if at.timestamp() < floor.timestamp() => {
                Err(Refused::BeforeState { at, last: floor, zone }.into())
            }
            Some(at) => Ok(zone.local(at)),
            None => Ok(zone.local(self.ctx.now.stamp.max(floor))),
        }
    }

    /// Writes the events and says so in one line.
    ///
    /// # Errors
    /// When the file can't be written; it is whole then.
    pub fn commit(&self, events: &[Event], output: &mut Output) -> Outcome {
        self.add(self.writing.as_ref(), events, output)?;
        if self.writing.is_none() {
            output.hint(Hint::DryRun, self.ctx.lang);
            return Ok(Exit::Fine);
        }
        way_back::name(self, events, output);
        hint_at_signals(self, events, output);
        Ok(Exit::Fine)
    }

    /// Writes the events under a lock, or says what would be written, in one line for each.
    ///
    /// # Errors
    /// When the file can't be written; it is whole then.
    pub(super) fn add(
        &self,
        writing: Option<&Writing<'_>>,
        events: &[Event],
        output: &mut Output,
    ) -> Result<(), Failure> {
        let Some(writing) = writing else {
            for event in events {
                output.line(&format!("{}: + {}", self.loaded.shown, event.to_line()));
            }
            return Ok(());
        };
        let synced = writing.append(&self.loaded, events, self.ctx.random()).map_err(|f| write_failure(self.ctx, f))?;
        if !synced {
            output.hint(Hint::NotSynced { path: self.loaded.shown.clone() }, self.ctx.lang);
        }
        self.line(events, output);
        Ok(())
    }

    /// Says in one line what was written.
    pub(super) fn tell(&self, events: &[Event], output: &mut Output) -> Outcome {
        self.line(events, output);
        way_back::name(self, events, output);
        Ok(Exit::Fine)
    }

    fn line(&self, events: &[Event], output: &mut Output) {
        let (ctx, zone, lang) = (self.ctx, self.ctx.zone(), self.ctx.lang);
        let playbook = self.entry.as_ref().and_then(|e| e.playbook.as_ref());
        output.recorded = true;
        let pieces: Vec<String> = events
            .iter()
            .map(|e| {
                let mut what = crate::case::place::visible(&event_words(e, playbook, &ctx.policy, zone, lang));
                for (_, words) in self.remarks.borrow().iter().filter(|(id, _)| id == &e.id) {
                    what = format!("{what}{}", bracketed(&crate::case::place::visible(words), lang));
                }
                if !e.forced.is_empty() {
                    what = format!("{what} [{}{}]", Label::Forced.colon(lang), listed(&e.forced, lang));
                }
                ctx.say(Done::Event { what, id: e.id.to_string(), at: dates::full_moment(e.at, zone) })
            })
            .collect();
        if ctx.global.quiet {
            output.line(&self.id());
        } else {
            let pieces = if pieces.is_empty() { vec![ctx.say(Done::Remarks)] } else { pieces };
            output.line(&format!("{}: {}", self.id(), pieces.join("; ")));
        }
    }
}

/// The events that an event refers to.
fn references(act: &Act) -> Vec<&EventId> {
    match act {
        Act::Contact(contact) => contact.kept.iter().chain(&contact.tells).chain(&contact.contradicts).collect(),
        Act::Promise { moves: Some(id), .. } => vec![id],
        Act::Settle { of, .. } | Act::Resume { of } | Act::Reopen { of, .. } | Act::Retract { of } => vec![of],
        Act::Answer { of, .. } | Act::Approve { of, .. } | Act::Redress { of: Some(of), .. } => vec![of],
        Act::Done { of } | Act::Verify { of, .. } => vec![of],
        _ => Vec::new(),
    }
}

/// The last thing on record that may not come after a move, or after a close.
pub(super) fn last_move(case: &Case, closes: bool) -> Stamp {
    let harmless = |act: &Act| match act {
        Act::Contact(_) | Act::Note => true,
        Act::Evidence { .. } => !closes,
        _ => false,
    };
    let bound = case.events.iter().filter(|e| !harmless(&e.act));
    bound.map(|e| e.at).max().unwrap_or(case.header.received)
}

//! A row becomes a case, or it is said what is wrong with it, cell by cell.

use super::cells::Cells;
use super::map::{Map, Named, Target, folded};
use super::sheet::{LONGEST_CELL, control, levelled, reference_of};
use super::wrong::{Flawed, Wrong};
use crate::case::event::Contact;
use crate::case::header::PlaybookRef;
use crate::case::id::{is_name, nearest};
use crate::case::words::{Channel, Direction, Outcome, Severity, UnknownWord};
use crate::case::{Act, CaseId, Event, EventId, Header, Stamp, When};
use crate::clock::{Now, Zone};
use crate::playbook::close::IMPORTED;
use crate::policy::{Listed, Policy, admits};
use chrono::{Datelike, TimeDelta};
use std::collections::{BTreeMap, HashMap};

/// How far ahead of the clock a time may be.
const LEEWAY: TimeDelta = TimeDelta::minutes(5);

/// How long a title made of a longer text is, in characters.
const TITLE: usize = 40;

/// A procedure as a new case needs it.
#[derive(Debug, Clone)]
pub struct Procedure {
    /// Its id and revision.
    pub reference: PlaybookRef,
    /// Its first step.
    pub first_step: String,
}

/// What is needed to make cases of rows.
pub struct Taker<'a> {
    /// The map.
    pub map: &'a Map,
    /// Where each column stands.
    places: HashMap<&'a str, usize>,
    /// The team's decisions.
    pub policy: &'a Policy,
    /// The moment.
    pub now: Now,
    /// Who imports.
    pub by: &'a str,
    /// The procedures that the workspace can follow.
    pub procedures: &'a BTreeMap<String, Procedure>,
    /// What the words of the vocabularies are called, in small letters, to the word.
    pub names: &'a BTreeMap<Target, HashMap<String, String>>,
    /// Why a finished case needn't show how it was handled.
    pub why: &'a dyn Fn(usize) -> String,
}

/// A case that a row came to.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Its facts. The id is still to be made.
    pub header: Header,
    /// Its events.
    pub events: Vec<Event>,
}

impl<'a> Taker<'a> {
    /// Prepares for rows of these columns.
    #[must_use]
    #[expect(clippy::too_many_arguments, reason = "all of it is given, none of it is optional")]
    pub fn new(
        map: &'a Map,
        columns: &'a [String],
        policy: &'a Policy,
        now: Now,
        by: &'a str,
        procedures: &'a BTreeMap<String, Procedure>,
        names: &'a BTreeMap<Target, HashMap<String, String>>,
        why: &'a dyn Fn(usize) -> String,
    ) -> Self {
        let places = columns.iter().enumerate().map(|(i, c)| (c.as_str(), i)).collect();
        Self { map, places, policy, now, by, procedures, names, why }
    }

    /// The reference of a row; empty where it has none.
    #[must_use]
    pub fn reference(&self, cells: &Cells) -> String {
        let cell = self.map.reference.as_ref().map(|named| self.cell(cells, named)).unwrap_or_default();
        reference_of(&cell)
    }

    fn cell(&self, cells: &Cells, named: &Named) -> String {
        self.places.get(named.column.as_str()).map(|i| levelled(cells.get(*i))).unwrap_or_default()
    }

    /// Makes a case of a row.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn take(&self, number: usize, cells: &Cells, random: &mut dyn FnMut() -> u64) -> Result<Taken, Vec<Flawed>> {
        let mut row = Reading { taker: self, cells, flaws: Vec::new() };
        row.look_over();
        let taken = row.case(number, random);
        match taken {
            Some(taken) if row.flaws.is_empty() => Ok(taken),
            _ => Err(row.flaws),
        }
    }
}

/// A row while it is read.
struct Reading<'r, 'a> {
    taker: &'r Taker<'a>,
    cells: &'r Cells,
    flaws: Vec<Flawed>,
}

impl Reading<'_, '_> {
    fn flaw(&mut self, column: String, wrong: Wrong) {
        self.flaws.push(Flawed { column, wrong });
    }

    /// The column of a target as messages name it.
    fn column(&self, target: Target) -> String {
        let named = self.taker.map.columns.get(&target).and_then(|n| n.first());
        named.map_or_else(|| target.to_string(), |n| n.column.clone())
    }

    /// What no cell of use may hold.
    fn look_over(&mut self) {
        for named in self.taker.map.named() {
            let cell = self.taker.places.get(named.column.as_str()).map(|i| self.cells.get(*i));
            let Some(cell) = cell else { continue };
            let flaw = Flawed { column: named.column.clone(), wrong: Wrong::TooLong };
            if cell.len() > LONGEST_CELL {
                self.flaws.push(flaw);
            } else if let Some(code) = control(cell) {
                self.flaws.push(Flawed { wrong: Wrong::Control { code }, ..flaw });
            }
        }
        let reference = self.taker.reference(self.cells);
        if reference.is_empty() {
            let column = self.taker.map.reference.as_ref().map(|n| n.column.clone()).unwrap_or_default();
            self.flaw(column, Wrong::Missing);
        }
    }

    /// What the row says, what its values mean, else what holds for all rows.
    fn text(&self, target: Target) -> Option<String> {
        let map = self.taker.map;
        let named = map.columns.get(&target).map(Vec::as_slice).unwrap_or_default();
        let parts: Vec<String> = named
            .iter()
            .map(|n| self.meaning(target, self.taker.cell(self.cells, n)))
            .filter(|p| !p.is_empty())
            .collect();
        let said = parts.join("\n");
        let said = if said.is_empty() { map.constants.get(&target).cloned().unwrap_or_default() } else { said };
        (!said.trim().is_empty()).then_some(said)
    }

    fn meaning(&self, target: Target, cell: String) -> String {
        if cell.is_empty() {
            return cell;
        }
        let meanings = self.taker.map.values.get(&target);
        meanings.and_then(|m| m.get(&folded(&cell))).cloned().unwrap_or(cell)
    }

    fn needed(&mut self, target: Target) -> Option<String> {
        let text = self.text(target);
        if text.is_none() {
            let column = self.column(target);
            self.flaw(column, Wrong::Missing);
        }
        text
    }

    fn line(&self, target: Target) -> Option<String> {
        self.text(target).map(|text| one_line(&text))
    }

    fn list(&self, target: Target) -> Vec<String> {
        let text = self.text(target).unwrap_or_default();
        let items = text.split(['\n', ',', '，', ';', '；', '、']).map(str::trim);
        items.filter(|item| !item.is_empty()).map(ToOwned::to_owned).collect()
    }

    /// The token that a value is, or is called.
    fn token(&self, target: Target, text: &str) -> String {
        let names = self.taker.names.get(&target);
        names.and_then(|names| names.get(&folded(text))).cloned().unwrap_or_else(|| text.trim().to_owned())
    }

    fn word<W: std::str::FromStr<Err = UnknownWord>>(&mut self, target: Target, text: &str) -> Option<W> {
        match self.token(target, text).parse() {
            Ok(word) => Some(word),
            Err(UnknownWord { allowed }) => {
                let near = nearest(text, allowed.iter().copied());
                let allowed = allowed.into_iter().map(ToOwned::to_owned).collect();
                let column = self.column(target);
                self.flaw(column, Wrong::Word { text: text.to_owned(), allowed, near });
                None
            }
        }
    }

    /// A token of a list that the policy may close.
    fn listed(&mut self, target: Target, list: &[Listed]) -> Option<String> {
        let text = self.line(target)?;
        let token = self.token(target, &text);
        if !admits(list, &token) {
            let allowed: Vec<String> = list.iter().map(|l| l.id.clone()).collect();
            let near = nearest(&token, allowed.iter().map(String::as_str));
            let column = self.column(target);
            self.flaw(column, Wrong::Word { text, allowed, near });
            return None;
        }
        self.name(target, text, token)
    }

    fn name(&mut self, target: Target, text: String, token: String) -> Option<String> {
        if is_name(&token) {
            return Some(token);
        }
        let column = self.column(target);
        self.flaw(column, Wrong::Name { text });
        None
    }

    fn person(&mut self, target: Target) -> Option<String> {
        let Some(text) = self.line(target) else { return Some(self.taker.by.to_owned()) };
        let token = self.token(target, &text);
        let policy = self.taker.policy;
        if !policy.knows_person(&token) || token == "system" {
            let allowed: Vec<String> = policy.people.iter().map(|p| p.id.clone()).collect();
            let near = nearest(&token, allowed.iter().map(String::as_str));
            let column = self.column(target);
            self.flaw(column, Wrong::Word { text, allowed, near });
            return None;
        }
        self.name(target, text, token)
    }

    /// A moment that lies behind us, and whether only its day is known. A day alone begins at its first moment.
    fn moment(&mut self, target: Target) -> Option<(Stamp, bool)> {
        let text = self.line(target)?;
        let zone = Zone(self.taker.policy.zone);
        let (stamp, day) = match self.taker.map.dates.read(&text, zone) {
            Ok(When::At(stamp)) => (stamp, false),
            Ok(When::On(date)) => (zone.start_of(date), true),
            Err(unclear) => {
                let column = self.column(target);
                self.flaw(column, Wrong::Time { text, unclear });
                return None;
            }
        };
        let column = self.column(target);
        if !(2000..2100).contains(&stamp.year()) {
            self.flaw(column, Wrong::OddYear { text });
            return None;
        }
        if stamp > self.taker.now.stamp + LEEWAY {
            self.flaw(column, Wrong::Ahead { text });
            return None;
        }
        Some((stamp, day))
    }

    /// A moment after the receipt: of a day alone the first that doesn't come before `floor`.
    fn later(&mut self, target: Target, received: Option<Stamp>, floor: Option<Stamp>) -> Option<Stamp> {
        let (stamp, day) = self.moment(target)?;
        let zone = Zone(self.taker.policy.zone);
        let mut at = stamp;
        for bound in [received, floor].into_iter().flatten() {
            if day && zone.date(bound) == zone.date(stamp) {
                at = at.max(bound);
            }
        }
        if received.is_some_and(|received| at < received) {
            let text = self.line(target).unwrap_or_default();
            let column = self.column(target);
            self.flaw(column, Wrong::BeforeReceived { text });
            return None;
        }
        Some(at)
    }

    fn procedure(&mut self) -> Option<Procedure> {
        let text = self.line(Target::Playbook).unwrap_or_else(|| self.taker.policy.default_playbook.clone());
        let token = self.token(Target::Playbook, &text);
        let found = self.taker.procedures.get(&token).cloned();
        if found.is_none() {
            let near = nearest(&token, self.taker.procedures.keys().map(String::as_str));
            let column = self.column(Target::Playbook);
            self.flaw(column, Wrong::Playbook { text, near });
        }
        found
    }

    /// Whether the row tells of a finished case.
    fn is_finished(&mut self) -> bool {
        let dated = self.line(Target::Closed).is_some();
        let Some(status) = self.line(Target::Status) else { return dated };
        match self.token(Target::Status, &status).as_str() {
            "closed" => true,
            "open" if dated => {
                let column = self.column(Target::Status);
                self.flaw(column, Wrong::OpenButClosed);
                false
            }
            "open" => false,
            _ => {
                let allowed = vec!["open".to_owned(), "closed".to_owned()];
                let column = self.column(Target::Status);
                self.flaw(column, Wrong::Word { text: status, allowed, near: None });
                false
            }
        }
    }

    fn case(&mut self, number: usize, random: &mut dyn FnMut() -> u64) -> Option<Taken> {
        let demand = self.needed(Target::Demand);
        let description = self.text(Target::Description).or_else(|| demand.clone());
        let title = self.line(Target::Title).or_else(|| description.as_deref().map(shortened));
        let received = match self.line(Target::Received) {
            Some(_) => self.moment(Target::Received).map(|(at, _)| at),
            None => {
                let column = self.column(Target::Received);
                self.flaw(column, Wrong::Missing);
                None
            }
        };
        let channel =
            self.needed(Target::Channel).and_then(|text| self.word::<Channel>(Target::Channel, &one_line(&text)));
        let (customer, contact) = (self.line(Target::Customer), self.line(Target::Contact));
        let anonymous = customer.is_none() && self.taker.map.anonymous;
        for (target, value) in [(Target::Customer, &customer), (Target::Contact, &contact)] {
            if value.is_none() && !anonymous {
                let column = self.column(target);
                self.flaw(column, Wrong::Missing);
            }
        }
        let category = self.listed(Target::Category, &self.taker.policy.categories);
        let department = self.listed(Target::Department, &self.taker.policy.departments);
        let owner = self.person(Target::Owner);
        let severity = match self.line(Target::Severity) {
            Some(text) => self.word(Target::Severity, &text),
            None => Some(Severity::Normal),
        };
        let procedure = self.procedure();
        let events = self.events(number, received, channel, procedure.as_ref(), owner, severity, random);
        let header = Header {
            id: CaseId::random(received?.date_naive(), random),
            title: title?,
            received: received?,
            channel: channel?,
            customer,
            contact,
            anonymous,
            demand: demand?,
            category,
            product: self.line(Target::Product),
            department,
            place: self.line(Target::Place),
            people: self.list(Target::People),
            cc: self.list(Target::Cc),
            references: self.references(),
            reported_by: self.line(Target::ReportedBy),
            representative: self.line(Target::Representative),
            language: self.line(Target::Language),
            prefers: Vec::new(),
            tags: self.list(Target::Tags),
            conflicts: false,
            playbook: procedure?.reference,
            description: description? + "\n",
        };
        Some(Taken { header, events: events? })
    }

    fn references(&self) -> Vec<(String, String)> {
        let map = self.taker.map;
        let mut references = vec![(map.key.clone(), self.taker.reference(self.cells))];
        for (key, named) in &map.references {
            let value = one_line(&self.taker.cell(self.cells, named));
            if !value.is_empty() {
                references.push((key.clone(), value));
            }
        }
        references
    }

    #[expect(clippy::too_many_arguments, reason = "each was read before it")]
    fn events(
        &mut self,
        number: usize,
        received: Option<Stamp>,
        channel: Option<Channel>,
        procedure: Option<&Procedure>,
        owner: Option<String>,
        severity: Option<Severity>,
        random: &mut dyn FnMut() -> u64,
    ) -> Option<Vec<Event>> {
        let contact = self.later(Target::LastContact, received, None);
        let via = match self.line(Target::LastContactVia) {
            Some(text) => self.word(Target::LastContactVia, &text),
            None => channel,
        };
        let close = self.close(received, contact);
        let received = received?;
        let step = procedure?.first_step.clone();
        let mut acts = vec![(received, Act::Open { step, severity: severity?, owner: owner? }, None)];
        if let Some(note) = self.text(Target::Note) {
            acts.push((received, Act::Note, Some(note)));
        }
        if let Some(at) = contact {
            acts.push((at, Act::Contact(Contact::new(Direction::Out, via?, true)), None));
        }
        if let Some((at, act)) = close {
            acts.push((at, act, None));
        }
        acts.sort_by_key(|(at, ..)| *at);
        let now = self.taker.now.stamp;
        let mut events: Vec<Event> = Vec::with_capacity(acts.len());
        for (at, act, note) in acts {
            let taken: Vec<&EventId> = events.iter().map(|e| &e.id).collect();
            let closes = matches!(act, Act::Close { .. });
            events.push(Event {
                id: EventId::random(&taken, random),
                at,
                by: self.taker.by.to_owned(),
                logged: (now - at > TimeDelta::minutes(15)).then_some(now),
                note,
                why: closes.then(|| (self.taker.why)(number)),
                forced: if closes { vec![IMPORTED.to_owned()] } else { Vec::new() },
                redacted: false,
                act,
            });
        }
        Some(events)
    }

    /// How a finished case ended.
    fn close(&mut self, received: Option<Stamp>, contact: Option<Stamp>) -> Option<(Stamp, Act)> {
        if !self.is_finished() {
            return None;
        }
        if self.line(Target::Closed).is_none() {
            let column = self.column(Target::Closed);
            self.flaw(column, Wrong::Missing);
        }
        let at = self.later(Target::Closed, received, contact);
        let outcome =
            self.needed(Target::Outcome).and_then(|text| self.word::<Outcome>(Target::Outcome, &one_line(&text)));
        let (ground, lesson) = (self.text(Target::Ground), self.text(Target::Lesson));
        Some((at?, Act::Close { outcome: outcome?, ground, lesson }))
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a text as a title.
fn shortened(text: &str) -> String {
    let line = one_line(text.trim().lines().next().unwrap_or_default());
    if line.chars().count() <= TITLE {
        return line;
    }
    let mut title: String = line.chars().take(TITLE - 1).collect();
    title.truncate(title.trim_end().len());
    title.push('…');
    title
}

//! `amends log`: a contact with the customer.

use super::desk::Desk;
use super::log_parts::log_to_parts;
use super::values::latest_date;
use super::{Context, Exit, Failure, Outcome, Output, input};
use crate::case::event::Contact;
use crate::case::words::Direction;
use crate::case::{Act, Event, EventId, When};
use crate::letter;
use crate::policy::Duration;
use crate::text::{Hint, Refused, Say, Seeing, Usage};
use clap::Args;

/// Log a contact with the customer
#[derive(Debug, Args)]
pub struct LogArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// We contacted the customer (the default)
    #[arg(long, conflicts_with = "inbound")]
    pub out: bool,
    /// The customer contacted us
    #[arg(long = "in")]
    pub inbound: bool,
    /// Through which channel: phone, email, letter, chat, form, social, in-person, counter, visit, sms, regulator, other
    #[arg(long, value_name = "CHANNEL")]
    pub via: Option<String>,
    /// We tried and did not get through
    #[arg(long, conflicts_with_all = ["inbound", "confirmed", "retold", "next", "every", "kept", "promise", "tells"])]
    pub not_reached: bool,
    /// With --in: we told the customer how things stand
    #[arg(long, requires = "inbound")]
    pub update: bool,
    /// What it was for: ack, progress, result, apology, follow-up, refusal
    #[arg(long, value_name = "PURPOSE")]
    pub purpose: Option<String>,
    /// We restated the complaint and the customer agreed
    #[arg(long)]
    pub confirmed: bool,
    /// The customer had to tell it again
    #[arg(long)]
    pub retold: bool,
    /// The earlier answer that this one contradicts: the id of that contact
    #[arg(long, value_name = "ID", conflicts_with = "not_reached")]
    pub contradicts: Option<String>,
    /// The day the customer chose for the next contact
    #[arg(long, value_name = "DATE")]
    pub next: Option<String>,
    /// The rhythm the customer asked for, such as 3d
    #[arg(long, value_name = "DURATION")]
    pub every: Option<String>,
    /// The promise kept by it; without an id the one that is open
    #[arg(long, value_name = "ID", num_args = 0..=1, default_missing_value = "")]
    pub kept: Vec<String>,
    /// Also promise something by this time
    #[arg(long, value_name = "TIME", requires = "what")]
    pub promise: Option<String>,
    /// What is promised
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, requires = "promise")]
    pub what: Option<String>,
    /// The offer that the customer was told; without an id the latest one
    #[arg(long, value_name = "OFFER", num_args = 0..=1, default_missing_value = "")]
    pub tells: Option<String>,
    /// Log the same to each open case that is part of this one
    #[arg(long, conflicts_with_all = ["inbound", "confirmed", "retold", "contradicts", "kept", "tells"])]
    pub to_parts: bool,
    /// The letter sent: acknowledgement, progress, extension, result, refusal, apology, statement; --purpose follows
    #[arg(long, value_name = "KIND", conflicts_with = "inbound")]
    pub letter: Option<String>,
    /// What was said; - reads standard input
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written, or the policy refuses.
pub fn run(args: &LogArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let via = ctx.word("--via", &input::required(ctx, args.via.as_ref(), "--via")?)?;
    let purpose = ctx.maybe_word("--purpose", args.purpose.as_ref())?;
    let letter: Option<letter::Kind> = ctx.maybe_word("--letter", args.letter.as_ref())?;
    let note = input::message(args.message.as_ref())?;
    if let Some(every) = &args.every {
        let bad = || Usage::BadForm { flag: "--every".to_owned(), text: every.clone(), wanted: "3d" };
        let rhythm = Duration::rhythm(every).ok_or_else(|| Failure::from(bad()))?;
        let most = ctx.policy.feedback.max_next;
        if rhythm.rough_seconds() > most.rough_seconds() {
            return Err(Failure::from(Refused::RhythmTooLong { every: rhythm.say(ctx.lang), most }).into());
        }
    }
    let next = args.next.as_ref().map(|t| ctx.when("--next", t)).transpose()?.map(|when| match when {
        When::On(date) => date,
        When::At(stamp) => ctx.zone().date(stamp),
    });
    let promise = match (&args.promise, &args.what) {
        (Some(time), Some(what)) => Some((ctx.when("--promise", time)?, what.clone())),
        _ => None,
    };
    let dir = if args.inbound { Direction::In } else { Direction::Out };
    let contact = Contact {
        update: args.update,
        purpose: purpose.or_else(|| letter.and_then(letter::Kind::purpose)),
        letter: letter.map(|kind| kind.as_str().to_owned()),
        confirmed: args.confirmed,
        retold: args.retold,
        next: next.map(When::On),
        every: args.every.clone(),
        ..Contact::new(dir, via, !args.not_reached)
    };
    let said = Said { contact, note, promise };
    if args.to_parts {
        return log_to_parts(&args.case, &said, ctx, output);
    }
    let desk = Desk::sit(ctx, &args.case)?;
    let refers = Refers {
        kept: kept(&desk, args)?,
        contradicts: args.contradicts.as_ref().map(|text| answer(&desk, text)).transpose()?,
        tells: args.tells.as_deref().map(|offer| super::redress::told(&desk, offer)).transpose()?,
    };
    let events = said.events(&desk, refers.clone())?;
    super::lint::hints_of(&desk, &events, output);
    late_promises(&desk, &refers.kept, &events[0], output);
    desk.commit(&events, output)
}

/// The events of its case that a contact refers to.
#[derive(Clone, Default)]
pub(super) struct Refers {
    kept: Vec<EventId>,
    contradicts: Option<EventId>,
    tells: Option<EventId>,
}

/// What was said, before it is known in which case.
pub(super) struct Said {
    contact: Contact,
    note: Option<String>,
    promise: Option<(When, String)>,
}

impl Said {
    /// The events of a case: the contact, and the promise made with it.
    pub(super) fn events(&self, desk: &Desk<'_>, refers: Refers) -> Result<Vec<Event>, Failure> {
        let ctx = desk.ctx;
        let Refers { kept, contradicts, tells } = refers;
        let contact = Contact { kept, contradicts, tells, ..self.contact.clone() };
        let mut event = desk.event(Act::Contact(contact))?;
        event.note.clone_from(&self.note);
        if let Some(When::On(next)) = self.contact.next {
            let latest = latest_date(ctx, event.at);
            if next > latest {
                return Err(Refused::NextTooFar { next, latest }.into());
            }
            if next <= ctx.zone().date(event.at) {
                return Err(Refused::NextPast { next }.into());
            }
        }
        let mut events = vec![event];
        if let Some((due, what)) = &self.promise {
            super::redress::promised(desk, what)?;
            let act = Act::Promise { due: *due, from: None, what: what.clone(), moves: None, told: false };
            let promise = Event { at: events[0].at, logged: events[0].logged, ..desk.event(act)? };
            super::promise::lies_ahead(ctx, *due, promise.at)?;
            events.push(promise);
        }
        Ok(events)
    }
}

/// The answer that `--contradicts` means.
fn answer(desk: &Desk<'_>, text: &str) -> Result<EventId, Failure> {
    let id = desk.event_id(text)?;
    let contact = desk.case.event(&id).is_some_and(|event| event.contact().is_some());
    if contact { Ok(id) } else { Err(Failure::new(Exit::Usage, Seeing::NoAnswer { event: id.to_string() })) }
}

/// The promises that `--kept` means.
fn kept(desk: &Desk<'_>, args: &LogArgs) -> Result<Vec<EventId>, Failure> {
    let view = desk.view();
    let open: Vec<_> = view.state.open_promises().map(|p| p.id.clone()).collect();
    let mut out = Vec::new();
    for text in &args.kept {
        let id = match (text.as_str(), open.as_slice()) {
            ("", []) => return Err(Usage::NoOpenPromise.into()),
            ("", [one]) => one.clone(),
            ("", several) => {
                return Err(Usage::WhichPromise { open: several.iter().map(ToString::to_string).collect() }.into());
            }
            (text, _) => desk.event_id(text)?,
        };
        if !open.contains(&id) {
            return Err(Refused::PromiseNotOpen { event: id.to_string() }.into());
        }
        if !out.contains(&id) {
            out.push(id);
        }
    }
    Ok(out)
}

fn late_promises(desk: &Desk<'_>, kept: &[EventId], contact: &Event, output: &mut Output) {
    let view = desk.view();
    for deadline in crate::clock::promise_deadlines(&view) {
        if kept.contains(&deadline.0) && contact.at > deadline.1 {
            output.hint(Hint::LatePromise { id: deadline.0.to_string() }, desk.ctx.lang);
        }
    }
}

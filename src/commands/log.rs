//! `amends log`: a contact with the customer.

use super::desk::Desk;
use super::values::latest_date;
use super::{Context, Failure, Outcome, Output, input};
use crate::case::event::Contact;
use crate::case::words::Direction;
use crate::case::{Act, Event, EventId, When};
use crate::letter;
use crate::policy::Duration;
use crate::text::{Hint, Refused, Say, Usage};
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
    #[arg(long, conflicts_with_all = ["inbound", "confirmed", "retold", "next", "every", "kept", "promise"])]
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
    let desk = Desk::sit(ctx, &args.case)?;
    let dir = if args.inbound { Direction::In } else { Direction::Out };
    let contact = Contact {
        update: args.update,
        purpose: purpose.or_else(|| letter.and_then(letter::Kind::purpose)),
        letter: letter.map(|kind| kind.as_str().to_owned()),
        confirmed: args.confirmed,
        retold: args.retold,
        next: next.map(When::On),
        every: args.every.clone(),
        kept: kept(&desk, args)?,
        ..Contact::new(dir, via, !args.not_reached)
    };
    let mut event = desk.event(Act::Contact(contact.clone()))?;
    event.note = note;
    if let Some(next) = next {
        let day = ctx.zone().date(event.at);
        let latest = latest_date(ctx, event.at);
        if next > latest {
            return Err(Failure::from(Refused::NextTooFar { next, latest }).into());
        }
        if next <= day {
            return Err(Failure::from(Refused::NextPast { next }).into());
        }
    }
    let mut events = vec![event];
    if let (Some(time), Some(what)) = (&args.promise, &args.what) {
        let due = ctx.when("--promise", time)?;
        let act = Act::Promise { due, from: None, what: what.clone(), moves: None, told: false };
        let promise = Event { at: events[0].at, logged: events[0].logged, ..desk.event(act)? };
        super::promise::lies_ahead(ctx, due, promise.at)?;
        events.push(promise);
    }
    late_promises(&desk, &contact.kept, &events[0], output);
    desk.commit(&events, output)
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

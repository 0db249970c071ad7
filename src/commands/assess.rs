//! `amends assess`: how grave, whether true, whose fault.

use super::desk::Desk;
use super::overlays::Coming;
use super::seeing::hint_at_one_side;
use super::{Context, Failure, Outcome, Output};
use crate::case::amount::is_money;
use crate::case::event::Assessment;
use crate::case::words::Severity;
use crate::case::{Act, Case, Event, History, State};
use crate::escalation::{Asked, asked, grave, restless};
use crate::text::{Hint, Refused, Usage, ladder};
use clap::Args;
use std::collections::BTreeSet;

/// Assess a case: severity, urgency, flags, facts, fault, loss
#[derive(Debug, Args)]
pub struct AssessArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// How grave: minor, normal, serious, major
    #[arg(long, value_name = "SEVERITY")]
    pub severity: Option<String>,
    /// Whether it can't wait: yes (the default) or no
    #[arg(long, value_name = "YES", num_args = 0..=1, default_missing_value = "yes")]
    pub urgent: Option<String>,
    /// What raises it: public-figure, official, journalist, social-media, regulator, consumer-org, safety, vulnerable, staff-conduct
    #[arg(long = "flag", value_name = "FLAG", value_delimiter = ',')]
    pub flags: Vec<String>,
    /// Whether the facts are as told: confirmed, partly, refuted
    #[arg(long, value_name = "VERDICT")]
    pub verified: Option<String>,
    /// Whose fault: ours, customer, supplier, shared, nobody
    #[arg(long, value_name = "FAULT")]
    pub fault: Option<String>,
    /// Our share, in percent
    #[arg(long, value_name = "PERCENT")]
    pub share: Option<String>,
    /// What it cost the customer, such as 1200.00
    #[arg(long, value_name = "AMOUNT")]
    pub loss: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub why: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written, or a word is unknown.
pub fn run(args: &AssessArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let flags = args.flags.iter().map(|f| ctx.word("--flag", f)).collect::<Result<Vec<_>, _>>()?;
    let urgent = args.urgent.as_deref().map(|text| super::values::yes_or_no("--urgent", text)).transpose()?;
    let share = args.share.as_deref().map(share).transpose()?;
    let loss = args.loss.as_deref().map(money).transpose()?;
    let mut found = Assessment {
        severity: ctx.maybe_word("--severity", args.severity.as_ref())?,
        urgent,
        flags,
        verified: ctx.maybe_word("--verified", args.verified.as_ref())?,
        fault: ctx.maybe_word("--fault", args.fault.as_ref())?,
        share,
        loss,
    };
    if found == Assessment::default() {
        let flags = "--severity --urgent --flag --verified --fault --share --loss";
        return Err(Failure::from(Usage::NothingSaid { flags }).into());
    }
    let why = args.why.clone().filter(|why| !why.trim().is_empty());
    let desk = Desk::sit_to_move(ctx, &args.case)?;
    let state = desk.view().state;
    let raised = match found.severity {
        Some(severity) => {
            held_against_what_is_known(&desk, &state, &found, severity, why.is_some())?;
            None
        }
        None => {
            let new: BTreeSet<_> = found.flags.iter().copied().collect();
            asked(&ctx.policy, &new, found.loss.as_deref(), None).filter(|asked| asked.severity > state.severity())
        }
    };
    found.severity = found.severity.or(raised.as_ref().map(|asked| asked.severity));
    // A severity that is said once more brings nothing up once more.
    let climbs = |severity: &Severity| *severity != state.severity() || !state.has_climbed_by_severity();
    let up = found.severity.filter(climbs).and_then(|severity| grave(severity, state.tier, &ctx.policy));
    let judged = found.verified.is_some();
    let mut event = desk.event(Act::Assess(found))?;
    event.why = why;
    if let Some(asked) = raised {
        desk.remark(&event, ctx.say(Hint::Raised { severity: asked.severity, rule: asked.rule }));
    }
    let mut events = vec![event];
    if let Some(step) = up {
        let event = desk.event(step.act())?;
        desk.remark(&event, ladder::members(&ctx.policy, step.tier, ctx.lang));
        events.push(event);
    }
    let coming = Coming::of(ctx, Some(&desk.case), &with(&desk.case, &events));
    coming.adopt(ctx)?;
    let exit = desk.commit(&events, output)?;
    coming.tell(ctx, output);
    hint_at_unrest(&desk, &events, output);
    if judged {
        hint_at_one_side(&desk, output);
    }
    Ok(exit)
}

/// A share in percent.
///
/// # Errors
/// When it is no whole number from 0 to 100.
pub(super) fn share(text: &str) -> Result<u32, Failure> {
    let number = text.trim_end_matches('%').parse::<u32>().ok().filter(|n| *n <= 100);
    let bad = || Usage::BadForm { flag: "--share".to_owned(), text: text.to_owned(), wanted: "0 … 100" };
    number.ok_or_else(|| bad().into())
}

/// An amount of money.
fn money(text: &str) -> Result<String, Failure> {
    let bad = || Usage::BadForm { flag: "--loss".to_owned(), text: text.to_owned(), wanted: "1200.00" };
    is_money(text).then(|| text.to_owned()).ok_or_else(|| bad().into())
}

/// A severity below what all inputs ask for, the earlier ones too, is somebody's decision and needs a reason.
fn held_against_what_is_known(
    desk: &Desk<'_>,
    state: &State,
    found: &Assessment,
    severity: Severity,
    reasoned: bool,
) -> Result<(), Failure> {
    let flags: BTreeSet<_> = state.flags.iter().chain(&found.flags).copied().collect();
    let loss = found.loss.as_ref().or(state.loss.as_ref());
    let channel = Some(desk.case.header.channel);
    match asked(&desk.ctx.policy, &flags, loss.map(String::as_str), channel).filter(|asked| asked.severity > severity) {
        Some(Asked { severity: asked, rule }) if !reasoned && !state.is_closed() => {
            Err(Refused::TooMild { severity, asked, rule }.into())
        }
        _ => Ok(()),
    }
}

/// The case with events that are about to be written, or were.
fn with(case: &Case, events: &[Event]) -> Case {
    let mut case = case.clone();
    case.events.extend(events.iter().cloned());
    case
}

/// Proposes a graver severity where a case keeps coming back; a person decides.
pub(super) fn hint_at_unrest(desk: &Desk<'_>, events: &[Event], output: &mut Output) {
    let case = with(&desk.case, events);
    let history = History::of(&case, None);
    if State::of(&history).severity() >= Severity::Serious {
        return;
    }
    if let Some(reopened) = restless(&history) {
        output.hint(Hint::Restless { case: desk.id(), reopened }, desk.ctx.lang);
    }
}

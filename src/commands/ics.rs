//! `amends ics`: every deadline as a calendar that people subscribe to.

use super::cells::step_name;
use super::judged::judge_all;
use super::{Context, Exit, Outcome, Output};
use crate::case::Stamp;
use crate::clock::{Kind, Now, View, deadline};
use crate::render::ics::{Entry, feed};
use crate::text::notices::Notices;
use crate::text::{Label, Say};
use clap::Args;

/// Print every deadline as a calendar feed (iCalendar)
#[derive(Debug, Args)]
pub struct IcsArgs {
    /// Only cases of this person; me is the one who acts
    #[arg(long, value_name = "PERSON")]
    pub owner: Option<String>,
    /// Only deadlines of this kind: first-response, feedback, promise, step
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub kind: Vec<String>,
    /// Name title and customer
    #[arg(long)]
    pub with_names: bool,
}

/// Runs the command.
///
/// # Errors
/// When a flag is wrong or the policy has faults.
pub fn run(args: &IcsArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    let kinds = args.kind.iter().map(|k| ctx.word::<Kind>("--kind", k)).collect::<Result<Vec<_>, _>>()?;
    let owner = ctx.owner(args.owner.as_deref())?;
    let judged = judge_all(
        ctx,
        false,
        |view, _| {
            let mut entries = Vec::new();
            if owner.as_ref().is_none_or(|o| o == &view.state.owner) {
                entries = all(ctx, view, args.with_names);
                entries.retain(|(kind, _)| kinds.is_empty() || kinds.contains(kind));
            }
            entries
        },
        |_, _| None,
    );
    let entries = judged.rows.iter().map(|(_, entry)| entry.clone()).collect();
    output.print(&feed(&Notices::Calendar.say(ctx.lang), entries));
    judged.complain(ctx, output);
    Ok(judged.exit(Exit::Fine))
}

/// The deadlines of a case as they are from its last event on. No clock is asked: what has been missed since then
/// changes how bad a deadline is, and not the deadline.
fn all(ctx: &Context, view: &View<'_>, names: bool) -> Vec<(Kind, Entry)> {
    let (lang, header) = (ctx.lang, &view.case().header);
    let events = &view.history.events;
    let last = events.iter().map(|e| e.at).fold(header.received, Stamp::max);
    let changed = events.iter().map(|e| e.recorded()).fold(header.received, Stamp::max);
    let then = View { now: Now { stamp: view.zone().local(last), ..view.now }, ..view.clone() };
    let mut about = vec![Label::Owner.colon(lang) + &view.state.owner];
    about.extend(step_name(view, lang).map(|step| Label::Step.colon(lang) + &step));
    if names {
        about.push(Label::Title.colon(lang) + &header.title);
        about.extend(header.customer.as_ref().map(|c| Label::Customer.colon(lang) + c));
    }
    let entry = |deadline: deadline::Deadline| {
        let (kind, case) = (deadline.kind.say(lang), header.id.to_string());
        let of = deadline.of().map(|id| format!(".{id}")).unwrap_or_default();
        let entry = Entry {
            uid: format!("{case}.{}{of}", deadline.kind),
            due: deadline.due,
            changed,
            summary: Notices::Entry { kind, case }.say(lang),
            description: about.clone(),
            category: deadline.kind.as_str(),
        };
        (deadline.kind, entry)
    };
    deadline::deadlines(&then).into_iter().map(entry).collect()
}

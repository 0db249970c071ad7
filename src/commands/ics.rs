//! `amends ics`: every deadline as a calendar that people subscribe to.

use super::cells::step_name;
use super::judged::judge_all;
use super::{Context, Exit, Outcome, Output};
use crate::case::Stamp;
use crate::clock::{Deadline, Kind, Now, View, deadline};
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
    /// Only deadlines of this kind: first-response, feedback, promise, step, approval, follow-up, final, action, verify
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
            let mut deadlines = all(view);
            // Who stands in for whom depends on the day, and the feed must not.
            deadlines.retain(|d| {
                (kinds.is_empty() || kinds.contains(&d.kind))
                    && owner.as_ref().is_none_or(|o| o == d.owner.as_ref().unwrap_or(&view.state.owner))
            });
            entries(ctx, view, deadlines, args.with_names)
        },
        |_, _| None,
    );
    output.print(&feed(&Notices::Calendar.say(ctx.lang), judged.rows.clone()));
    judged.complain(ctx, output);
    Ok(judged.exit(Exit::Fine))
}

/// The deadlines of a case as they are from its last event on. No clock is asked: what has been missed since then
/// changes how bad a deadline is, and not the deadline.
fn all(view: &View<'_>) -> Vec<Deadline> {
    let last = view.history.events.iter().map(|e| e.at).fold(view.case().header.received, Stamp::max);
    let then = View { now: Now { stamp: view.zone().local(last), ..view.now }, ..view.clone() };
    deadline::deadlines(&then)
}

fn entries(ctx: &Context, view: &View<'_>, deadlines: Vec<Deadline>, names: bool) -> Vec<Entry> {
    let (lang, header) = (ctx.lang, &view.case().header);
    let changed = view.history.events.iter().map(|e| e.recorded()).fold(header.received, Stamp::max);
    let step = step_name(view, lang).filter(|_| !view.state.is_closed());
    let entry = |deadline: Deadline| {
        let (kind, case) = (deadline.kind.say(lang), header.id.to_string());
        let event = deadline.event.map(|id| format!(".{id}")).unwrap_or_default();
        let mut about = vec![Label::Owner.colon(lang) + deadline.owner.as_ref().unwrap_or(&view.state.owner)];
        about.extend(step.as_ref().map(|step| Label::Step.colon(lang) + step));
        if names {
            about.push(Label::Title.colon(lang) + &header.title);
            about.extend(header.customer.as_ref().map(|c| Label::Customer.colon(lang) + c));
        }
        Entry {
            uid: format!("{case}.{}{event}", deadline.kind),
            due: deadline.due,
            changed,
            summary: Notices::Entry { kind, case }.say(lang),
            description: about,
            category: deadline.kind.as_str(),
        }
    };
    deadlines.into_iter().map(entry).collect()
}

//! `amends cause`: why it happened, and why that.

use super::assess::share;
use super::desk::Desk;
use super::{Context, Failure, Outcome, Output, input};
use crate::case::Act;
use crate::case::event::Assessment;
use crate::case::id::{is_name, nearest};
use crate::case::learning::Bone;
use crate::text::Usage;
use crate::text::learning::Learned;
use clap::Args;

/// Record a cause: its bone of the fishbone, its whys, whose fault
#[derive(Debug, Args)]
pub struct CauseArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// What it is; - reads standard input
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Option<String>,
    /// Its code, one of the causes that amends.toml lists, where it lists any
    #[arg(long, value_name = "CODE")]
    pub code: Option<String>,
    /// Its bone: people, machine, material, method, measurement, environment, or one of your own
    #[arg(long, value_name = "BONE")]
    pub bone: Option<String>,
    /// Why; again for why that, and so on, five times if you can
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub because: Vec<String>,
    /// The department it lies with
    #[arg(long, value_name = "DEPARTMENT")]
    pub department: Option<String>,
    /// Whose fault, assessed as well: ours, customer, supplier, shared, nobody
    #[arg(long, value_name = "FAULT")]
    pub fault: Option<String>,
    /// Our share, in percent
    #[arg(long, value_name = "PERCENT", requires = "fault")]
    pub share: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written, or a code, bone, department or word is none.
pub fn run(args: &CauseArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let code = args.code.as_ref().map(|c| ctx.listed("--code", &ctx.policy.causes, c)).transpose()?;
    let department =
        args.department.as_ref().map(|d| ctx.listed("--department", &ctx.policy.departments, d)).transpose()?;
    let bone = args.bone.as_deref().map(bone).transpose()?;
    let fault = ctx.maybe_word("--fault", args.fault.as_ref())?;
    let share = args.share.as_deref().map(share).transpose()?;
    let whys: Vec<String> = args.because.iter().map(|w| w.trim().to_owned()).filter(|w| !w.is_empty()).collect();
    let what = input::required_message(ctx, args.message.as_ref())?;
    let desk = Desk::sit_to_move(ctx, &args.case)?;
    let near = bone.as_deref().filter(|b| Bone::parse(b).is_none()).and_then(|b| nearest(b, Bone::tokens()));
    if let (Some(bone), Some(near)) = (&bone, near) {
        output.hint(Learned::NearBone { bone: bone.clone(), near }, ctx.lang);
    }
    let mut events = vec![desk.event(Act::Cause { code, what, bone, whys, department })?];
    if fault.is_some() {
        events.push(desk.event(Act::Assess(Assessment { fault, share, ..Assessment::default() }))?);
    }
    desk.commit(&events, output)
}

/// A bone as people type it: its name, or for the known ones the character by which Chinese shops call it.
fn bone(text: &str) -> Result<String, Failure> {
    let known = match text {
        "人" | "人员" => Bone::People,
        "机" | "机器" => Bone::Machine,
        "料" | "物料" => Bone::Material,
        "法" | "方法" => Bone::Method,
        "测" | "测量" => Bone::Measurement,
        "环" | "环境" => Bone::Environment,
        _ if is_name(text) => return Ok(text.to_owned()),
        _ => return Err(Usage::BadName { flag: "--bone".to_owned(), text: text.to_owned() }.into()),
    };
    Ok(known.as_str().to_owned())
}

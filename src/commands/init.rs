//! `amends init`: make a workspace, or complete one.

use super::desk::write_failure;
use super::{Context, Exit, Failure, Outcome, Output};
use crate::case::id::nearest;
use crate::policy::{Lang, READY, Ready, read_policy};
use crate::store::git::Git;
use crate::store::{find_root, scaffold};
use crate::text::{Done, Hint, Label, Say, Trouble, Usage};
use clap::Args;
use std::path::Path;

/// Make a workspace here, or add what is missing; nothing is overwritten
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The zone in which days are counted; the host's, unless said
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<String>,
    /// Begin with a ready-made policy: daily, cn-finance, samr, disp, cfpb
    #[arg(long, value_name = "POLICY")]
    pub policy: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When a file can't be written.
pub fn run(args: &InitArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let root = ctx.workspace.root();
    let is_new = !root.join("amends.toml").exists() && !root.join("cases").exists();
    if let Some(above) = root.parent().and_then(find_root).filter(|_| is_new) {
        return Err(Failure::from(Usage::WorkspaceAbove { at: above.display().to_string() }).into());
    }
    let ready = args.policy.as_deref().map(|id| ready(id, root)).transpose()?;
    let zone = match &args.time_zone {
        Some(zone) if zone.parse::<chrono_tz::Tz>().is_err() => {
            return Err(Failure::from(Usage::BadZone { zone: zone.clone() }).into());
        }
        Some(zone) => zone.clone(),
        None => ready.and_then(|r| r.zone).map_or_else(host_zone, ToOwned::to_owned),
    };
    let language = match ctx.global.lang {
        Some(Lang::Zh) => "zh",
        _ => "en",
    };
    let more = if language == "zh" {
        "# 其余都有默认值：[feedback] 反馈规则，[clocks] 时限，[[person]] 人员，[[category]] 类别等\n"
    } else {
        "# All else has a default: [feedback], [clocks], [urgent], [[person]], [[category]], [[department]] and more\n"
    };
    let plain = format!(
        "format = 1\nlanguage = \"{language}\"\ntime_zone = \"{zone}\"\ncurrency = \"CNY\"\ndefault_playbook = \"four-step\"\n{more}"
    );
    let toml = ready.map_or(plain, |r| r.in_place(ctx.global.lang.unwrap_or(Lang::En), &zone));
    let calendar = ready.and_then(Ready::calendar);
    let playbook = ctx.policy.default_playbook.clone();
    let files = ctx
        .with_random(|random| scaffold(&ctx.workspace, &toml, calendar, &playbook, random))
        .map_err(|failure| write_failure(ctx, failure))?;
    let mut wrote_policy = false;
    for file in files {
        wrote_policy |= file.made && file.name == "amends.toml";
        let name = file.name;
        if !ctx.global.quiet {
            output.line(&ctx.say(if file.made { Done::Made { name } } else { Done::Kept { name } }));
        }
    }
    if wrote_policy && !ctx.global.quiet {
        output.line(&ctx.say(Done::Zone { zone }));
    }
    if let Some(ready) = ready {
        output.hint(Hint::NotLegalAdvice { policy: ready.id }, ctx.lang);
        if read_policy(&toml).0.wants_calendar() && !root.join("calendar.toml").exists() {
            output.hint(Hint::WantsCalendar { policy: ready.id }, ctx.lang);
        }
    }
    match Git::at(ctx.workspace.root()) {
        Err(_) => output.hint(Hint::NoGit, ctx.lang),
        Ok(git) => arm(ctx, &git, output)?,
    }
    if ctx.surroundings.stdout_terminal {
        output.hint(Hint::FirstCase, ctx.lang);
    }
    Ok(Exit::Fine)
}

/// The ready-made policy of a name, where no policy stands yet.
fn ready(id: &str, root: &Path) -> Result<&'static Ready, Failure> {
    let Some(ready) = Ready::named(id) else {
        let allowed: Vec<String> = READY.iter().map(|r| r.id.to_owned()).collect();
        let near = nearest(id, READY.iter().map(|r| r.id));
        let word = id.to_owned();
        return Err(Usage::BadWord { flag: "--policy".to_owned(), word, allowed, near }.into());
    };
    if root.join("amends.toml").symlink_metadata().is_ok() {
        return Err(Trouble::PolicyThere { policy: ready.id }.into());
    }
    Ok(ready)
}

/// Sets up the merge driver in this clone.
fn arm(ctx: &Context, git: &Git, output: &mut Output) -> Result<(), Failure> {
    let program = &ctx.surroundings.program;
    let trouble = |error| Failure::from(Trouble::Git { error });
    let before = git.arming(program).map_err(trouble)?;
    if !before.is_complete() {
        git.arm(program, ctx.random()).map_err(trouble)?;
    }
    if !ctx.global.quiet {
        let name = Label::MergeDriver.say(ctx.lang);
        let kept = before.is_complete();
        output.line(&ctx.say(if kept { Done::Kept { name } } else { Done::Made { name } }));
    }
    Ok(())
}

/// The host's IANA zone, if it has one that we know; else UTC.
fn host_zone() -> String {
    let zone = iana_time_zone::get_timezone().ok().filter(|z| z.parse::<chrono_tz::Tz>().is_ok());
    zone.filter(|z| z != "Etc/UTC").unwrap_or_else(|| "UTC".to_owned())
}

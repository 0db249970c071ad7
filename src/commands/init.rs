//! `amends init`: make a workspace, or complete one.

use super::desk::write_failure;
use super::{Context, Exit, Failure, Outcome, Output};
use crate::store::git::Git;
use crate::store::{find_root, scaffold};
use crate::text::{Done, Hint, Label, Say, Trouble, Usage};
use clap::Args;

/// Make a workspace here, or add what is missing; nothing is overwritten
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The zone in which days are counted; the host's, unless said
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<String>,
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
    let zone = match &args.time_zone {
        Some(zone) if zone.parse::<chrono_tz::Tz>().is_err() => {
            return Err(Failure::from(Usage::BadZone { zone: zone.clone() }).into());
        }
        Some(zone) => zone.clone(),
        None => host_zone(),
    };
    let language = match ctx.global.lang {
        Some(crate::policy::Lang::Zh) => "zh",
        _ => "en",
    };
    let more = if language == "zh" {
        "# 其余都有默认值：[feedback] 反馈规则，[clocks] 时限，[[person]] 人员，[[category]] 类别等\n"
    } else {
        "# All else has a default: [feedback], [clocks], [urgent], [[person]], [[category]], [[department]] and more\n"
    };
    let toml = format!(
        "format = 1\nlanguage = \"{language}\"\ntime_zone = \"{zone}\"\ncurrency = \"CNY\"\ndefault_playbook = \"four-step\"\n{more}"
    );
    let playbook = ctx.policy.default_playbook.clone();
    let files = ctx
        .with_random(|random| scaffold(&ctx.workspace, &toml, &playbook, random))
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
    match Git::at(ctx.workspace.root()) {
        Err(_) => output.hint(Hint::NoGit, ctx.lang),
        Ok(git) => arm(ctx, &git, output)?,
    }
    if ctx.surroundings.stdout_terminal {
        output.hint(Hint::FirstCase, ctx.lang);
    }
    Ok(Exit::Fine)
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

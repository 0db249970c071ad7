//! `amends playbook new`: a playbook to begin with.

use crate::case::id::{is_name, nearest};
use crate::commands::desk::write_failure;
use crate::commands::{Context, Exit, Failure, Outcome, Output, way_back};
use crate::playbook::builtin::builtin;
use crate::playbook::copy::{copied, template};
use crate::playbook::{Playbook, read_playbook};
use crate::store::Origin;
use crate::text::{Authoring, Hint, Trouble, Usage};
use clap::Args;

/// Write a new playbook, from a commented template or as a copy of another
#[derive(Debug, Args)]
pub struct NewArgs {
    /// Its id, which becomes the name of the file: lower-case letters, digits, `-`
    pub id: String,
    /// The playbook to copy; the template, unless said
    #[arg(long, value_name = "ID")]
    pub from: Option<String>,
    /// Its name
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub name: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the id is none, or taken, or there is no playbook to copy, or the file can't be written.
pub(super) fn run(args: &NewArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let id = args.id.as_str();
    if !is_name(id) || id.ends_with(".toml") || id == "end" {
        let bare = id.trim_end_matches(".toml").to_lowercase().replace([' ', '_'], "-");
        let near = (bare != id && is_name(&bare)).then_some(bare);
        return Err(Failure::new(Exit::Usage, Authoring::BadId { text: id.to_owned(), near }).into());
    }
    let name = args.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let path = format!("playbooks/{id}.toml");
    if ctx.catalog.get(id).is_some_and(|entry| entry.origin == Origin::Workspace) {
        return Err(Failure::new(Exit::Refused, Authoring::Taken { id: id.to_owned(), path }).into());
    }
    if builtin(id).is_some() && args.from.as_deref() != Some(id) {
        return Err(Failure::new(Exit::Refused, Authoring::TakenByBuiltin { id: id.to_owned() }).into());
    }
    let text = text(args, ctx, name)?;
    if ctx.global.dry_run {
        output.print(&text);
        output.hint(Hint::DryRun, ctx.lang);
        return Ok(Exit::Fine);
    }
    ctx.catalog.create(id, &text, ctx.random()).map_err(|f| write_failure(ctx, f))?;
    output.recorded = true;
    if ctx.global.quiet {
        output.line(id);
    } else {
        output.line(&ctx.say(Authoring::Written { id: id.to_owned(), path: path.clone() }));
    }
    output.hint(Authoring::Next { id: id.to_owned(), path: path.clone() }, ctx.lang);
    way_back::uncommitted(ctx, &path, output);
    Ok(Exit::Fine)
}

/// The text of the new file.
fn text(args: &NewArgs, ctx: &Context, name: Option<&str>) -> Result<String, Failure> {
    let by_hand = |from: &str| Failure::new(Exit::Refused, Authoring::CopyByHand { from: from.to_owned() });
    let copy = |old: &Playbook, text: &str, from: &str| copied(old, text, &args.id, name).ok_or_else(|| by_hand(from));
    let Some(from) = &args.from else {
        let text = template(ctx.lang);
        let example = read_playbook("example", text).0.ok_or_else(|| by_hand("example"))?;
        return copy(&example, text, "example");
    };
    if ctx.catalog.get(from).is_none() {
        let ids = ctx.catalog.ids();
        let near = nearest(from, ids.iter().map(String::as_str));
        return Err(Usage::NoPlaybook { text: from.clone(), near }.into());
    }
    let entry = ctx.sound_playbook(from)?;
    match &entry.playbook {
        Some(old) => copy(old, &entry.text, from),
        None => Err(Trouble::Playbook { id: from.clone() }.into()),
    }
}

//! `amends show --fishbone`: the causes of a case on their bones; and what `show` tells of causes and actions.

use super::{Context, Output};
use crate::case::learning::{Bone, Cause, causes, corrective, told};
use crate::clock::View;
use crate::policy::Lang;
use crate::render::fishbone::{Branch, Fishbone, Rib, fishbone};
use crate::render::table::wrapped;
use crate::report::learning::bones_of;
use crate::text::learned::Heading;
use crate::text::learning::{Learned, why};
use crate::text::names::named;
use crate::text::{Label, Say, bracketed, dates};

/// Draws the fishbone of a case.
pub(super) fn draw(ctx: &Context, view: &View<'_>, output: &mut Output) {
    let causes = causes(view.effective());
    let rib = |i: usize| Rib { what: in_words(&causes[i], ctx.lang), chains: vec![chain(causes[i].whys, ctx.lang)] };
    let branch = |(bone, on): (Option<String>, Vec<usize>)| Branch {
        name: bone_name(bone.as_deref(), ctx.lang),
        causes: on.into_iter().map(rib).collect(),
    };
    let head = view.case().header.title.clone();
    let bones = bones_of(&causes).into_iter().map(branch).collect();
    output.page(&fishbone(&Fishbone { head, bones }, ctx.screen()));
    if causes.is_empty() {
        output.hint(Learned::NoCause { case: view.case().header.id.to_string() }, ctx.lang);
    }
}

/// A bone by its name.
pub(super) fn bone_name(bone: Option<&str>, lang: Lang) -> String {
    match bone {
        None => Label::Unsaid.say(lang),
        Some(bone) => Bone::parse(bone).map_or_else(|| bone.to_owned(), |known| known.say(lang)),
    }
}

/// Whys as questions with their answers.
pub(super) fn chain(whys: &[String], lang: Lang) -> Vec<String> {
    whys.iter().map(|answer| why(answer, lang)).collect()
}

/// A cause with its code.
fn in_words(cause: &Cause<'_>, lang: Lang) -> String {
    let code = cause.code.map(|code| bracketed(code, lang)).unwrap_or_default();
    format!("{}{code}", cause.what)
}

/// Causes, corrective actions and departments told, as `show` lists them.
pub(super) fn sections(ctx: &Context, view: &View<'_>) -> String {
    let (lang, width, zone) = (ctx.lang, ctx.screen().width, ctx.zone());
    let mut out = String::new();
    let mut section = |heading: Heading, lines: String| {
        if !lines.is_empty() {
            out.push_str(&format!("\n{}\n{lines}", heading.say(lang)));
        }
    };
    let mut lines = String::new();
    for cause in causes(view.effective()) {
        let department =
            cause.department.map(|d| bracketed(named(&ctx.policy.departments, d, lang), lang)).unwrap_or_default();
        let text = format!("{}{department}", in_words(&cause, lang));
        lines.push_str(&wrapped(&format!("  {}  {}  ", cause.event.id, bone_name(cause.bone, lang)), &text, width));
        for (depth, why) in chain(cause.whys, lang).iter().enumerate() {
            lines.push_str(&wrapped(&" ".repeat(10 + 2 * depth.min(6)), why, width));
        }
    }
    section(Heading::Causes, lines);
    let mut lines = String::new();
    for action in corrective(view.effective()) {
        let (due, state) = (dates::when(action.due, zone), action.state().say(lang));
        let first = format!("  {}  {due}  {}  ", action.id(), action.owner);
        lines.push_str(&wrapped(&first, &format!("{}{}", action.what, bracketed(&state, lang)), width));
    }
    section(Heading::Actions, lines);
    let mut lines = String::new();
    for (event, department) in told(view.effective()) {
        let first = format!("  {}  {}  ", event.id, dates::moment(event.at, zone));
        lines.push_str(&wrapped(&first, named(&ctx.policy.departments, department, lang), width));
    }
    section(Heading::Told, lines);
    out
}

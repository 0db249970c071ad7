//! `amends playbook graph`: the steps and the ways between them.

use crate::case::event::Target;
use crate::commands::handbook::applies;
use crate::commands::{Context, Exit, Failure, Outcome, Output};
use crate::playbook::{Playbook, Step};
use crate::policy::Lang;
use crate::render::graph::{Graph, Node, Way};
use crate::render::graph_svg::graph_svg;
use crate::render::graph_text::graph_text;
use crate::text::conditions::condition;
use crate::text::{Authoring, Label, Say, listed, pick};
use clap::Args;

/// Draw a playbook: its steps, branches and ways back, as text or as an SVG picture
#[derive(Debug, Args)]
pub struct GraphArgs {
    /// The playbook
    pub playbook: String,
    /// As an SVG picture, which -o FILE.svg asks for too
    #[arg(long)]
    pub svg: bool,
}

/// Runs the command.
///
/// # Errors
/// When there is no such playbook, it has faults, or the file is to be another kind of picture.
pub(super) fn run(args: &GraphArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let id = super::list::id_of(ctx, &args.playbook)?;
    let ending = ctx.global.output.as_ref().and_then(|file| file.extension());
    let is = |wanted: &str| ending.is_some_and(|e| e.eq_ignore_ascii_case(wanted));
    if let Some(ending) = ending.filter(|_| !is("svg") && !is("txt")) {
        let ending = ending.to_string_lossy().into_owned();
        return Err(Failure::new(Exit::Usage, Authoring::NoSuchPicture { id, ending }).into());
    }
    let entry = ctx.sound_playbook(&id)?;
    if let Some(playbook) = &entry.playbook {
        let graph = graph(playbook, ctx.lang);
        if args.svg || is("svg") {
            output.print(&graph_svg(&graph));
        } else {
            output.page(&graph_text(&graph, ctx.screen()));
        }
    }
    Ok(Exit::Fine)
}

fn graph(playbook: &Playbook, lang: Lang) -> Graph {
    let mut about: Vec<String> =
        applies(playbook, lang).map(|a| format!("{}{a}", Label::Applies.colon(lang))).into_iter().collect();
    let needs: Vec<String> = playbook.close_requires.iter().map(|g| g.say(lang)).collect();
    if !needs.is_empty() {
        about.push(format!("{}{}", Label::CloseNeeds.colon(lang), listed(&needs, lang)));
    }
    Graph {
        title: pick(&playbook.name, lang, &playbook.id).to_owned(),
        id: format!("{}@{}", playbook.id, playbook.revision),
        about,
        steps: playbook.steps.iter().map(|step| node(step, lang)).collect(),
        end: Label::End.say(lang),
        ways: (0..playbook.steps.len()).flat_map(|i| ways(playbook, i, lang)).collect(),
        back_to: Label::BackTo.say(lang),
    }
}

fn node(step: &Step, lang: Lang) -> Node {
    let note = Authoring::Asked {
        checks: step.checks.len(),
        fields: step.fields.len(),
        gates: step.requires.len(),
        within: step.within,
        skippable: step.skippable,
    };
    Node { name: pick(&step.name, lang, &step.id).to_owned(), id: step.id.clone(), note: note.say(lang) }
}

/// The ways out of a step, in the order in which they are tried.
fn ways(playbook: &Playbook, from: usize, lang: Lang) -> Vec<Way> {
    let step = &playbook.steps[from];
    let index = |target: &Target| match target {
        Target::Step(id) => playbook.index(id).unwrap_or(playbook.steps.len()),
        Target::End => playbook.steps.len(),
    };
    let mut out: Vec<Way> = Vec::new();
    for branch in &step.branches {
        let when: Vec<String> = branch.when.iter().map(|c| condition(playbook, c, lang)).collect();
        out.push(Way { from, to: index(&branch.to), label: listed(&when, lang), otherwise: false });
    }
    if let Some(back) = &step.on_unsatisfied {
        let label = Label::Dissatisfied.say(lang);
        out.push(Way { from, to: index(&Target::Step(back.clone())), label, otherwise: false });
    }
    let label = if step.branches.is_empty() { String::new() } else { Label::Otherwise.say(lang) };
    out.push(Way { from, to: index(&playbook.following(step)), label, otherwise: true });
    out
}

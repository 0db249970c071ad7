//! A playbook as a page of a handbook.

use super::context::Context;
use super::show::optional;
use crate::case::event::Target;
use crate::playbook::{FieldType, Kind, Playbook, Step};
use crate::policy::Lang;
use crate::render::table::wrapped;
use crate::text::conditions::condition;
use crate::text::{Label, Say, bracketed, listed, pick};

/// The page of a handbook.
pub(super) fn page(playbook: &Playbook, ctx: &Context) -> String {
    let (lang, width) = (ctx.lang, ctx.screen().width);
    let mut out = format!("{}  ({}@{})\n", pick(&playbook.name, lang, &playbook.id), playbook.id, playbook.revision);
    let about = [
        (Label::Industry, playbook.industry.clone()),
        (Label::Source, playbook.source.clone()),
        (Label::Applies, applies(playbook, lang)),
        (Label::CloseNeeds, needs(playbook, lang)),
    ];
    for (label, value) in about {
        if let Some(value) = value {
            out.push_str(&wrapped(&format!("  {}", label.colon(lang)), &value, width));
        }
    }
    for (i, step) in playbook.steps.iter().enumerate() {
        out.push_str(&step_page(playbook, step, i + 1, lang, width));
    }
    out
}

/// When an overlay adds its checks.
pub(super) fn applies(playbook: &Playbook, lang: Lang) -> Option<String> {
    let all: Vec<String> = playbook.applies.iter().map(|c| condition(playbook, c, lang)).collect();
    (playbook.kind == Kind::Overlay).then(|| match all.is_empty() {
        true => Label::Nothing.say(lang),
        false => listed(&all, lang),
    })
}

fn needs(playbook: &Playbook, lang: Lang) -> Option<String> {
    let glue = match lang {
        Lang::En => "; ",
        Lang::Zh => "；",
    };
    let list: Vec<String> = playbook.close_requires.iter().map(|g| g.say(lang)).collect();
    (!list.is_empty()).then(|| list.join(glue))
}

fn step_page(playbook: &Playbook, step: &Step, number: usize, lang: Lang, width: usize) -> String {
    let say = |label: Label| label.say(lang);
    let mut out = format!("\n{number}. {}  ({})\n", pick(&step.name, lang, &step.id), step.id);
    if let Some(goal) = &step.goal {
        out.push_str(&wrapped(&format!("   {}", Label::Goal.colon(lang)), pick(goal, lang, ""), width));
    }
    if let Some(within) = step.within {
        out.push_str(&format!("   {}{}\n", Label::Within.colon(lang), within.say(lang)));
    }
    if !step.skippable {
        out.push_str(&format!("   {}\n", say(Label::NotSkippable)));
    }
    for check in &step.checks {
        let optional = optional(check.required, lang);
        out.push_str(&wrapped("   [ ] ", &format!("{}{optional}", pick(&check.text, lang, &check.id)), width));
    }
    if !step.say.is_empty() {
        out.push_str(&format!("   {}\n", Label::Say.colon(lang).trim_end()));
        for text in &step.say {
            let quoted = match lang {
                Lang::En => format!("\"{}\"", pick(text, lang, "")),
                Lang::Zh => format!("“{}”", pick(text, lang, "")),
            };
            out.push_str(&wrapped("       ", &quoted, width));
        }
    }
    if !step.fields.is_empty() {
        out.push_str(&format!("   {}\n", Label::Fields.colon(lang).trim_end()));
        for field in &step.fields {
            let optional = optional(field.required, lang);
            let options: Vec<&str> = field.options.iter().map(|o| pick(&o.name, lang, &o.id)).collect();
            let options = match (field.kind, lang) {
                (FieldType::Choice | FieldType::Many, Lang::En) => {
                    format!(": {}", options.join(" / "))
                }
                (FieldType::Choice | FieldType::Many, Lang::Zh) => {
                    format!("：{}", options.join(" / "))
                }
                _ => String::new(),
            };
            let text = format!("{}{optional}{options}", pick(&field.label, lang, &field.id));
            out.push_str(&wrapped("     - ", &text, width));
        }
    }
    if !step.requires.is_empty() {
        out.push_str(&format!("   {}\n", Label::Gates.colon(lang).trim_end()));
        for requirement in &step.requires {
            let when: Vec<String> = requirement.when.iter().map(|c| condition(playbook, c, lang)).collect();
            let when = if when.is_empty() { String::new() } else { bracketed(&listed(&when, lang), lang) };
            out.push_str(&wrapped("     - ", &format!("{}{when}", requirement.gate.say(lang)), width));
        }
    }
    let name = |to: &Target| match to {
        Target::Step(id) => playbook.step(id).map_or(id.as_str(), |s| pick(&s.name, lang, id)).to_owned(),
        Target::End => say(Label::End),
    };
    if !step.branches.is_empty() {
        out.push_str(&format!("   {}\n", Label::Branches.colon(lang).trim_end()));
        for branch in &step.branches {
            let when: Vec<String> = branch.when.iter().map(|c| condition(playbook, c, lang)).collect();
            out.push_str(&wrapped("     - ", &format!("{} -> {}", listed(&when, lang), name(&branch.to)), width));
        }
        let otherwise = format!("{} -> {}", say(Label::Otherwise), name(&playbook.following(step)));
        out.push_str(&wrapped("     - ", &otherwise, width));
    } else if step.next.is_some() {
        out.push_str(&format!("   -> {}\n", name(&playbook.following(step))));
    }
    if let Some(back) = &step.on_unsatisfied {
        out.push_str(&format!("   {}{}\n", Label::Unhappy.colon(lang), name(&Target::Step(back.clone()))));
    }
    out
}

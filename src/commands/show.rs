//! `amends show`: everything about a case.

use super::cells::step_name;
use super::judged::limits;
use super::overlays::{applying, check_words};
use super::show_json::as_json;
use super::show_others::Others;
use super::{Context, Exit, Failure, Outcome, Output, show_signals};
use crate::case::place::visible;
use crate::case::{Act, Event};
use crate::clock::why::Derivation;
use crate::clock::{Deadline, View, deadline};
use crate::playbook::advance::{Missing, Request, missing};
use crate::playbook::{Field, FieldType, Playbook, Step};
use crate::render::Format;
use crate::render::json::{line, print};
use crate::render::table::{pairs, wrapped};
use crate::text::done::event_words;
use crate::text::lacking::missing_text;
use crate::text::ladder::roles;
use crate::text::names::{fact_words, filled, named};
use crate::text::{Hint, Label, Msg, Say, Usage, bracketed, dates, listed, pick};
use clap::Args;

/// Show a case: facts, state, checklist, history, deadlines
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// Say how each deadline came about
    #[arg(long)]
    pub explain: bool,
    /// Say who added each line of the file, and when, from git
    #[arg(long, conflicts_with = "explain")]
    pub history: bool,
    /// Draw only the fishbone of its causes
    #[arg(long, conflicts_with_all = ["explain", "history"])]
    pub fishbone: bool,
}

/// Runs the command.
///
/// # Errors
/// When there is no such case, or the policy has faults.
pub fn run(args: &ShowArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    let loaded = ctx.load(&args.case)?;
    for fault in &loaded.faults {
        output.warn(&ctx.problem(fault).full());
    }
    if args.history {
        return super::show_history::run(ctx, &loaded, output);
    }
    let Some(case) = &loaded.case else {
        return Ok(Exit::Incomplete);
    };
    let Some(view) = View::of(case, &ctx.policy, ctx.now) else {
        return Err(Failure::from(Usage::NoCase { text: args.case.clone() }).into());
    };
    if args.fishbone {
        super::show_fishbone::draw(ctx, &view, output);
        return Ok(if loaded.faults.is_empty() { Exit::Fine } else { Exit::Incomplete });
    }
    let entry = ctx.playbook_of(&view);
    let playbook = entry.as_ref().and_then(|e| e.playbook.as_ref());
    let view = view.with(playbook).with_earlier(|id| limits(&ctx.catalog, id));
    if playbook.is_none() {
        let (case, playbook) = (loaded.stem.clone(), view.state.playbook.id.clone());
        output.warn(&ctx.say(Hint::NoStepClock { case, playbook }));
    }
    let overlays = ctx.catalog.overlays();
    for fault in overlays.iter().filter(|entry| entry.playbook.is_none()).flat_map(|entry| &entry.faults) {
        output.warn(&ctx.config_problem(fault).full());
    }
    let applying = applying(&overlays, case, &view.state);
    let others = Others::of(ctx, &view);
    for fault in others.damaged.iter().filter_map(|other| other.damage()) {
        output.warn(&ctx.problem(fault).full());
    }
    match ctx.format() {
        Format::Json => output.print(&print(&as_json(ctx, &view, &applying, &others, &loaded))),
        Format::Jsonl => output.print(&line(&as_json(ctx, &view, &applying, &others, &loaded))),
        _ => output.page(&page(ctx, &view, &applying, &others, args.explain, &loaded.shown)),
    }
    let complete = loaded.faults.is_empty()
        && playbook.is_some()
        && others.damaged.is_empty()
        && overlays.iter().all(|entry| entry.playbook.is_some());
    Ok(if complete { Exit::Fine } else { Exit::Incomplete })
}

fn page(ctx: &Context, view: &View<'_>, overlays: &[&Playbook], others: &Others, explain: bool, shown: &str) -> String {
    let (lang, width) = (ctx.lang, ctx.screen().width);
    let say = |label: Label| label.say(lang);
    let header = &view.case().header;
    let mut out = format!("{}  {}\n", header.id, visible(&header.title));
    out.push_str(&format!("{shown}\n\n"));
    out.push_str(&pairs(&facts(ctx, view), 2, width));
    out.push_str(&format!("\n{}\n", say(Label::Description)));
    out.push_str(&wrapped("  ", header.description.trim_end(), width));
    let (met, deadlines): (Vec<Deadline>, Vec<Deadline>) =
        deadline::obligations(view).into_iter().partition(|d| d.met.is_some());
    for (label, deadlines) in [(Label::Deadlines, deadlines), (Label::MetDeadlines, met)] {
        // What was met is history, but its derivation belongs to an explanation.
        if deadlines.is_empty() || label == Label::MetDeadlines && !explain {
            continue;
        }
        out.push_str(&format!("\n{}\n", say(label)));
        for deadline in deadlines {
            out.push_str(&deadline_lines(ctx, deadline, explain, width));
        }
    }
    if !view.has_feedback_clock() {
        out.push_str(&format!("  {}\n", say(Label::NoFeedbackClock)));
    }
    open_points(ctx, view, &mut out);
    out.push_str(&super::show_redress::lines(ctx, view));
    out.push_str(&super::show_fishbone::sections(ctx, view));
    out.push_str(&show_signals::page(ctx, view));
    out.push_str(&others.page(ctx));
    if let (Some(playbook), false) = (view.playbook, view.state.is_closed())
        && let Some(step) = view.state.step.as_deref().and_then(|s| playbook.step(s))
    {
        out.push_str(&checklist(ctx, view, playbook, step));
    }
    overlays.iter().for_each(|overlay| out.push_str(&added_checks(ctx, view, overlay)));
    out.push_str(&format!("\n{}\n", say(Label::History)));
    out.push_str(&history(ctx, view));
    out
}

fn facts(ctx: &Context, view: &View<'_>) -> Vec<(String, String)> {
    let (lang, zone) = (ctx.lang, ctx.zone());
    let (header, state) = (&view.case().header, &view.state);
    let mut list: Vec<(Label, String)> = vec![(Label::State, view.phase().say(lang))];
    let mut add = |label, value: Option<String>| list.extend(value.map(|v| (label, visible(&v))));
    add(Label::Outcome, state.closed.as_ref().map(|c| c.outcome.say(lang)));
    add(Label::Lesson, lesson(view).map(ToOwned::to_owned));
    add(Label::Playbook, Some(playbook_name(view, lang)));
    let step = step_name(view, lang).or_else(|| state.step.is_none().then(|| Label::End.say(lang)));
    add(Label::Step, step.filter(|_| !state.is_closed()));
    add(Label::Rounds, (state.rounds > 0).then(|| state.rounds.to_string()));
    add(Label::Cycle, (state.cycles.len() > 1).then(|| state.cycles.len().to_string()));
    let known = ctx.policy.person(&state.owner).and_then(|p| p.name.as_ref());
    let owner = &state.owner;
    add(
        Label::Owner,
        Some(known.map_or(owner.clone(), |n| format!("{}{}", pick(n, lang, owner), bracketed(owner, lang)))),
    );
    add(Label::Severity, Some(state.severity().say(lang)));
    add(
        Label::Tier,
        (state.tier > 1).then(|| format!("{}{}", state.tier, bracketed(&roles(&ctx.policy, state.tier, lang), lang))),
    );
    let flags: Vec<String> = state.flags.iter().map(|f| f.say(lang)).collect();
    add(Label::Flags, (!flags.is_empty()).then(|| listed(&flags, lang)));
    add(
        Label::Received,
        Some(format!("{}{}", dates::moment(header.received, zone), bracketed(&header.channel.say(lang), lang))),
    );
    add(Label::LastFeedback, view.last_feedback().map(|e| dates::moment(e.at, zone)));
    let anonymous = header.anonymous.then(|| Label::Anonymous.say(lang));
    add(Label::Customer, header.customer.clone().or(anonymous));
    add(Label::Contact, header.contact.clone());
    add(Label::Demand, Some(header.demand.clone()));
    let of = |list, id: &Option<String>| id.as_ref().map(|id| named(list, id, lang).to_owned());
    add(Label::Category, of(&ctx.policy.categories, &header.category));
    add(Label::Product, header.product.clone());
    add(Label::Department, of(&ctx.policy.departments, &header.department));
    add(Label::Place, header.place.clone());
    add(Label::People, (!header.people.is_empty()).then(|| listed(&header.people, lang)));
    add(Label::ReportedBy, of(&ctx.policy.departments, &header.reported_by));
    add(Label::Representative, header.representative.clone());
    let mut out: Vec<(String, String)> = list.into_iter().map(|(label, value)| (label.say(lang), value)).collect();
    out.extend(header.references.iter().map(|(k, v)| (visible(k), visible(v))));
    for (field, fact) in &state.facts {
        let known = view.playbook.and_then(|p| p.field(field));
        let label = known.map_or(field.as_str(), |f| pick(&f.label, lang, field));
        out.push((label.to_owned(), visible(&fact_words(fact, known, lang))));
    }
    out
}

/// What was learned at the last close that says so.
fn lesson<'v>(view: &'v View<'_>) -> Option<&'v str> {
    let of = |act: &'v Act| if let Act::Close { lesson, .. } = act { lesson.as_deref() } else { None };
    view.effective().filter_map(|e| of(&e.act)).last()
}

fn playbook_name(view: &View<'_>, lang: crate::policy::Lang) -> String {
    let id = view.state.playbook.to_string();
    view.playbook.map_or(id.clone(), |p| format!("{}{}", pick(&p.name, lang, &p.id), bracketed(&id, lang)))
}

/// The mark of what may stay undone.
pub(super) fn optional(required: bool, lang: crate::policy::Lang) -> String {
    if required { String::new() } else { bracketed(&Label::Optional.say(lang), lang) }
}

fn deadline_lines(ctx: &Context, deadline: Deadline, explain: bool, width: usize) -> String {
    let (lang, zone) = (ctx.lang, ctx.zone());
    let level = deadline.level.map(|l| format!("  {}", l.say(lang))).unwrap_or_default();
    let mut out = format!("  {}  {}{level}\n", dates::moment(deadline.due, zone), deadline.kind.say(lang));
    if explain {
        let why = Msg::Why(Box::new(Derivation::of(deadline, &ctx.policy)), zone).say(lang);
        out.push_str(&wrapped("      ", &why, width));
    }
    out
}

fn open_points(ctx: &Context, view: &View<'_>, out: &mut String) {
    let (lang, width) = (ctx.lang, ctx.screen().width);
    let promises: Vec<_> = view.state.open_promises().collect();
    if !promises.is_empty() {
        out.push_str(&format!("\n{}\n", Label::Promises.say(lang)));
        for p in promises {
            let first = format!("  {}  {}  ", p.id, dates::when(p.due, ctx.zone()));
            out.push_str(&wrapped(&first, &p.what, width));
        }
    }
    let grievances: Vec<_> = view.state.grievances.iter().filter(|g| !g.settled).collect();
    if !grievances.is_empty() {
        out.push_str(&format!("\n{}\n", Label::Grievances.say(lang)));
        for g in grievances {
            out.push_str(&wrapped(&format!("  {}  ", g.id), &g.what, width));
        }
    }
    let answered: Vec<_> = view.state.grievances.iter().filter(|g| g.settled).collect();
    if !answered.is_empty() {
        out.push_str(&format!("\n{}\n", Label::Answered.say(lang)));
        for g in answered {
            let how = view.effective().filter_map(|e| match &e.act {
                Act::Settle { of, how } if *of == g.id => Some(how),
                _ => None,
            });
            let how = how.last().map(|how| format!("\n-> {how}")).unwrap_or_default();
            out.push_str(&wrapped(&format!("  {}  ", g.id), &format!("{}{how}", g.what), width));
        }
    }
}

/// What may be typed for a field.
fn values_of(field: &Field) -> String {
    let options = || field.options.iter().map(|o| o.id.as_str()).collect::<Vec<_>>();
    match field.kind {
        FieldType::Choice => options().join("|"),
        FieldType::Many => options().join(","),
        FieldType::Bool => "yes|no".to_owned(),
        FieldType::Text | FieldType::Date | FieldType::Time | FieldType::Money => "…".to_owned(),
    }
}

fn checklist(ctx: &Context, view: &View<'_>, playbook: &Playbook, step: &Step) -> String {
    let (lang, width) = (ctx.lang, ctx.screen().width);
    let mut out = format!("\n{}{}\n", Label::Checklist.colon(lang), pick(&step.name, lang, &step.id));
    if let Some(goal) = &step.goal {
        out.push_str(&wrapped("  ", pick(goal, lang, ""), width));
    }
    for check in &step.checks {
        let mark = if view.state.is_ticked(&step.id, &check.id) { "[x]" } else { "[ ]" };
        let optional = optional(check.required, lang);
        let text = format!("{}{optional}  `{}`", pick(&check.text, lang, &check.id), check.id);
        out.push_str(&wrapped(&format!("  {mark} "), &text, width));
    }
    for field in &step.fields {
        let fact = view.state.facts.get(&field.id);
        let mark = if fact.is_some() { "[x]" } else { "[ ]" };
        let optional = optional(field.required, lang);
        let value = if fact.is_some() { "…".to_owned() } else { values_of(field) };
        let text = format!("{}{optional}  `--set {}={value}`", pick(&field.label, lang, &field.id), field.id);
        out.push_str(&wrapped(&format!("  {mark} "), &text, width));
    }
    let lacking = missing(&view.history, &view.state, step, view.policy, &Request::default());
    // Checks and fields stand above with their boxes.
    let lacking: Vec<_> = lacking.iter().filter(|m| matches!(m, Missing::Gate(_))).collect();
    if !lacking.is_empty() {
        out.push_str(&format!("\n{}\n", Label::Gates.say(lang)));
        for m in lacking {
            let text = missing_text(view.case().header.id.as_str(), m, lang);
            out.push_str(&wrapped("  - ", &text, width));
        }
    }
    let (target, _) = crate::playbook::advance::leads_to(view.case(), &view.state, playbook, step, &Default::default());
    let target = match &target {
        crate::case::event::Target::Step(id) => {
            playbook.step(id).map_or(id.as_str(), |s| pick(&s.name, lang, id)).to_owned()
        }
        crate::case::event::Target::End => Label::End.say(lang),
    };
    out.push_str(&format!("  -> {target}\n"));
    out
}

/// What an overlay asks for before the case is closed.
fn added_checks(ctx: &Context, view: &View<'_>, overlay: &Playbook) -> String {
    let (lang, width) = (ctx.lang, ctx.screen().width);
    let name = pick(&overlay.name, lang, &overlay.id);
    let mut out = format!("\n{}{name}{}\n", Label::BeforeClosing.colon(lang), bracketed(&overlay.id, lang));
    for check in overlay.overlay_checks() {
        let mark = if view.state.is_ticked(&overlay.id, &check.id) { "[x]" } else { "[ ]" };
        out.push_str(&wrapped(&format!("  {mark} "), &check_words(check, lang), width));
    }
    out
}

fn history(ctx: &Context, view: &View<'_>) -> String {
    let (lang, zone, width) = (ctx.lang, ctx.zone(), ctx.screen().width);
    let mut events: Vec<&Event> = view
        .case()
        .events
        .iter()
        .filter(|e| matches!(e.act, Act::Open { .. }) || ctx.now.until().is_none_or(|n| e.at <= n))
        .collect();
    events.sort_by_key(|e| (!matches!(e.act, Act::Open { .. }), e.at.timestamp()));
    let mut out = String::new();
    for event in events {
        let mut marks = Vec::new();
        if view.history.retracted.contains(&event.id) {
            marks.push(Label::Retracted.say(lang));
        }
        if view.state.superseded.contains(&event.id) {
            marks.push(Label::Superseded.say(lang));
        }
        if event.recorded() - event.at > chrono::TimeDelta::hours(24) {
            marks.push(Label::EnteredLate.say(lang));
        }
        if !event.forced.is_empty() {
            marks.push(format!("{}{}", Label::Forced.colon(lang), listed(&event.forced, lang)));
        }
        let marks = if marks.is_empty() { String::new() } else { format!(" [{}]", marks.join("; ")) };
        let first = format!("  {}  {}  {}  ", dates::moment(event.at, zone), event.id, event.by);
        let mut text = format!("{}{marks}", event_words(event, view.playbook, view.policy, zone, lang));
        let (set, lesson) = match &event.act {
            Act::Advance { facts, .. } if !facts.is_empty() => (Some(filled(facts, view.playbook, lang)), None),
            Act::Close { lesson: Some(lesson), .. } => (None, Some(format!("{}{lesson}", Label::Lesson.colon(lang)))),
            _ => (None, None),
        };
        for extra in [&set, &lesson, &event.note, &event.why].into_iter().flatten() {
            text.push('\n');
            text.push_str(extra);
        }
        out.push_str(&wrapped(&first, &text, width));
    }
    out
}

//! The figures of each metric that come in rows.

use super::super::report_learning::{recurring, training};
use super::super::{Context, report_risk};
use super::{Report, share};
use crate::case::amount::write_amount;
use crate::clock::Kind;
use crate::policy::Lang;
use crate::render::{Cell, Sheet};
use crate::report::{Figure, Group, Metric, Part, Tally, ageing};
use crate::text::dates::length;
use crate::text::metrics::Heading;
use crate::text::names::named;
use crate::text::{Label, Say, pick};

/// The tables of a metric; those without rows are left out.
pub(super) fn tables(ctx: &Context, report: &Report, metric: Metric) -> Vec<Sheet> {
    let (tally, lang) = (&report.whole, ctx.lang);
    let sheets = match metric {
        Metric::Timeliness => vec![timeliness(tally, lang)],
        Metric::Ageing => vec![ages(tally, lang)],
        Metric::Outcomes => vec![outcomes(tally, lang), redress(tally, lang)],
        Metric::Escalations => vec![escalations(tally, lang)],
        Metric::Systemic => vec![recurring(ctx, &report.learning)],
        Metric::Process => vec![steps(ctx, tally), overridden(tally, lang)],
        Metric::Channels => vec![by_part(
            ctx,
            tally,
            ("channel", Label::Channel),
            &[
                ("received", Figure::CameBy),
                ("out", Figure::ContactOut),
                ("in", Figure::ContactIn),
                ("attempts", Figure::Attempt),
            ],
        )],
        Metric::Departments => vec![by_part(
            ctx,
            tally,
            ("department", Label::Department),
            &[
                ("received", Figure::DepartmentReceived),
                ("closed", Figure::DepartmentClosed),
                ("upheld", Figure::DepartmentUpheld),
                ("open_at_end", Figure::DepartmentOpen),
                ("told", Figure::DepartmentTold),
            ],
        )],
        Metric::Training => vec![training(ctx, &report.learning)],
        Metric::AtRisk => vec![report_risk::sheet(ctx, report.risks.as_deref().unwrap_or_default())],
        _ => Vec::new(),
    };
    sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect()
}

fn number(n: u32) -> Cell {
    Cell::both(n, n.to_string())
}

fn sheet(columns: &[(&'static str, String)]) -> Sheet {
    Sheet::with(columns.to_vec())
}

fn timeliness(tally: &Tally, lang: Lang) -> Sheet {
    let figures = [Figure::InTime, Figure::Late, Figure::OpenLate, Figure::NotDue];
    let mut columns = vec![("clock", Heading::Clock.say(lang))];
    columns.extend(figures.map(|figure| (figure.as_str(), figure.say(lang))));
    columns.push(("share", Heading::Share.say(lang)));
    let mut sheet = sheet(&columns);
    for kind in Kind::ALL {
        let [in_time, late, open_late, not_due] = figures.map(|figure| tally.count_of(figure, &Part::Clock(*kind)));
        if in_time + late + open_late + not_due > 0 {
            let share = share(in_time, in_time + late + open_late);
            let mut row = vec![Cell::both(kind.as_str(), kind.say(lang))];
            row.extend([in_time, late, open_late, not_due].map(number));
            row.push(Cell::text(&share));
            sheet.rows.push(row);
        }
    }
    sheet
}

fn ages(tally: &Tally, lang: Lang) -> Sheet {
    let all = tally.count(Figure::Age);
    let mut sheet = sheet(&[
        ("days", Heading::Days.say(lang)),
        ("cases", Heading::Cases.say(lang)),
        ("share", Heading::Share.say(lang)),
    ]);
    if all > 0 {
        let rows =
            ageing(tally).into_iter().map(|(band, n)| vec![Cell::text(band), number(n), Cell::text(&share(n, all))]);
        sheet.rows = rows.collect();
    }
    sheet
}

fn outcomes(tally: &Tally, lang: Lang) -> Sheet {
    let closes = tally.count(Figure::Outcome);
    let mut sheet = sheet(&[
        ("outcome", Label::Outcome.say(lang)),
        ("closes", Figure::Closed.say(lang)),
        ("share", Heading::Share.say(lang)),
    ]);
    for (part, sum) in tally.parts(Figure::Outcome) {
        let Part::Outcome(outcome) = part else { continue };
        sheet.rows.push(vec![
            Cell::both(outcome.as_str(), outcome.say(lang)),
            number(sum.n),
            Cell::text(&share(sum.n, closes)),
        ]);
    }
    sheet
}

fn redress(tally: &Tally, lang: Lang) -> Sheet {
    let mut sheet = sheet(&[
        ("stage", Heading::Stage.say(lang)),
        ("remedy", Label::Remedy.say(lang)),
        ("band", Heading::Band.say(lang)),
        ("currency", Label::Currency.say(lang)),
        ("n", Heading::Number.say(lang)),
        ("without_amount", Heading::NoAmount.say(lang)),
        ("sum", Heading::Sum.say(lang)),
        ("median", Heading::Middle.say(lang)),
    ]);
    let money = |value: i64| write_amount(u64::try_from(value).unwrap_or(0));
    for figure in [Figure::Offered, Figure::Accepted, Figure::Paid] {
        for (part, sum) in tally.parts(figure) {
            let Part::Redress(parcel) = part else { continue };
            let without = sum.without_value();
            let valued = sum.n > without;
            sheet.rows.push(vec![
                Cell::both(figure.as_str(), figure.say(lang)),
                Cell::both(parcel.remedy.as_str(), parcel.remedy.say(lang)),
                Cell::maybe(parcel.band.as_ref().map(|(_, from)| from.as_str())),
                Cell::text(if valued { &parcel.currency } else { "" }),
                number(sum.n),
                Cell::text(&if without == 0 { String::new() } else { without.to_string() }),
                Cell::text(&if valued { money(sum.total()) } else { String::new() }),
                Cell::maybe(sum.spread().percentile(50).map(money).as_deref()),
            ]);
        }
    }
    sheet
}

fn escalations(tally: &Tally, lang: Lang) -> Sheet {
    let mut sheet = sheet(&[
        ("tier", Label::Tier.say(lang)),
        ("trigger", Heading::Trigger.say(lang)),
        ("n", Heading::Number.say(lang)),
    ]);
    for (part, sum) in tally.parts(Figure::Escalation) {
        if let Part::Tier(tier, trigger) = part {
            sheet.rows.push(vec![number(*tier), Cell::both(trigger.as_str(), trigger.say(lang)), number(sum.n)]);
        }
    }
    sheet
}

pub(super) fn steps(ctx: &Context, tally: &Tally) -> Sheet {
    let lang = ctx.lang;
    let mut sheet = sheet(&[
        ("playbook", Label::Playbook.say(lang)),
        ("step", Label::Step.say(lang)),
        ("n", Figure::Visit.say(lang)),
        ("median", Label::Median.say(lang)),
        ("p90", Label::P90.say(lang)),
        ("max", Label::Max.say(lang)),
        ("waiting", Figure::Waiting.say(lang)),
    ])
    .flowing(&["playbook", "step"]);
    let mut parts: Vec<Part> = tally.parts_of([Figure::Visit, Figure::Waiting].into_iter()).into_iter().collect();
    parts.sort_by_cached_key(|part| place(ctx, part));
    for part in parts {
        let Part::Step(playbook, step) = &part else { continue };
        let stays = tally.sum_of(Figure::Visit, &part);
        let spread = stays.spread();
        let time = |seconds: Option<i64>| seconds.map_or_else(|| Cell::maybe(None), |s| Cell::both(s, length(s, lang)));
        sheet.rows.push(vec![
            Cell::both(playbook.as_str(), group_name(ctx, Group::Playbook, playbook)),
            Cell::both(step.as_str(), step_name(ctx, playbook, step)),
            number(stays.n),
            time(spread.percentile(50)),
            time(spread.percentile(90)),
            time(spread.max()),
            number(tally.count_of(Figure::Waiting, &part)),
        ]);
    }
    sheet
}

/// Where a step stands in its procedure; one that is no longer there comes last.
pub(super) fn place(ctx: &Context, part: &Part) -> Option<(String, usize)> {
    let Part::Step(id, step) = part else { return None };
    let entry = ctx.catalog.get(id);
    let steps = entry.as_ref().and_then(|e| e.playbook.as_ref()).map(|p| &p.steps);
    let place = steps.and_then(|steps| steps.iter().position(|s| s.id == *step));
    Some((id.clone(), place.unwrap_or(usize::MAX)))
}

fn overridden(tally: &Tally, lang: Lang) -> Sheet {
    let mut sheet =
        sheet(&[("gate", Heading::CasesByGap.say(lang)), ("cases", Heading::Cases.say(lang))]).flowing(&["gate"]);
    for (part, sum) in tally.parts(Figure::Overridden) {
        if let Part::Name(gate) = part {
            sheet.rows.push(vec![Cell::text(gate), number(sum.n)]);
        }
    }
    sheet
}

/// A row for each part that any of the figures has.
fn by_part(ctx: &Context, tally: &Tally, head: (&'static str, Label), figures: &[(&'static str, Figure)]) -> Sheet {
    let mut columns = vec![(head.0, head.1.say(ctx.lang))];
    columns.extend(figures.iter().map(|(key, figure)| (*key, figure.say(ctx.lang))));
    let mut sheet = sheet(&columns);
    for part in tally.parts_of(figures.iter().map(|(_, figure)| *figure)) {
        let name = match &part {
            Part::Channel(channel) => Cell::both(channel.as_str(), channel.say(ctx.lang)),
            Part::Name(department) => {
                Cell::both(department.as_str(), named(&ctx.policy.departments, department, ctx.lang).to_owned())
            }
            _ => continue,
        };
        let mut row = vec![name];
        row.extend(figures.iter().map(|(_, figure)| number(tally.count_of(*figure, &part))));
        sheet.rows.push(row);
    }
    sheet
}

/// A row for each group.
pub(super) fn groups(ctx: &Context, group: Group, report: &Report) -> Sheet {
    let groups = &report.groups;
    let say = |label: Label| label.say(ctx.lang);
    let flow = [Figure::OpenAtStart, Figure::Received, Figure::Reopened, Figure::Closed, Figure::OpenAtEnd];
    let mut columns = vec![("group", say(Label::Group))];
    columns.extend(flow.map(|figure| (figure.as_str(), figure.say(ctx.lang))));
    columns.insert(3, ("share", Heading::Share.say(ctx.lang)));
    columns.push(("median", say(Label::Median)));
    columns.push(("compliance", Figure::Met.say(ctx.lang)));
    let mut sheet = sheet(&columns);
    let received: u32 = groups.values().map(|tally| tally.count(Figure::Received)).sum();
    for (name, tally) in groups {
        let named = |id: &str| report.shown_groups.get(id).cloned().unwrap_or_else(|| group_name(ctx, group, id));
        let name = name.as_deref().map_or_else(|| say(Label::Unsaid), named);
        let median = tally.spread(Figure::FirstResponse).percentile(50).map(|s| length(s, ctx.lang));
        let mut row = vec![Cell::text(&name)];
        row.extend(flow.map(|figure| number(tally.count(figure))));
        row.insert(3, Cell::text(&share(tally.count(Figure::Received), received)));
        row.push(Cell::text(&median.unwrap_or_default()));
        row.push(Cell::text(&share(tally.count(Figure::Met), tally.judged())));
        sheet.rows.push(row);
    }
    sheet
}

/// A step as people call it.
pub(super) fn step_name(ctx: &Context, playbook: &str, step: &str) -> String {
    let entry = ctx.catalog.get(playbook);
    let found = entry.as_ref().and_then(|e| e.playbook.as_ref()).and_then(|p| p.step(step));
    found.map_or_else(|| step.to_owned(), |found| pick(&found.name, ctx.lang, step).to_owned())
}

/// A group as people call it.
pub(super) fn group_name(ctx: &Context, group: Group, id: &str) -> String {
    use crate::case::words::{Channel, Severity};
    let name = match group {
        Group::Channel => Channel::parse(id).map(|c| c.say(ctx.lang)),
        Group::Severity => Severity::parse(id).map(|s| s.say(ctx.lang)),
        Group::Category => Some(named(&ctx.policy.categories, id, ctx.lang).to_owned()),
        Group::Department => Some(named(&ctx.policy.departments, id, ctx.lang).to_owned()),
        Group::Playbook => {
            let entry = ctx.catalog.get(id);
            let playbook = entry.as_ref().and_then(|e| e.playbook.as_ref());
            playbook.map(|p| pick(&p.name, ctx.lang, id).to_owned())
        }
        Group::Step => id.split_once('/').map(|(playbook, step)| {
            let procedure = group_name(ctx, Group::Playbook, playbook);
            format!("{procedure}: {}", step_name(ctx, playbook, step))
        }),
        Group::Owner | Group::Product => None,
    };
    name.unwrap_or_else(|| id.to_owned())
}

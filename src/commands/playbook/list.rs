//! `amends playbook list` and `check`.

use crate::commands::{Context, Exit, Failure, Outcome, Output};
use crate::render::json::Envelope;
use crate::render::{Cell, Format, Sheet};
use crate::store::Origin;
use crate::text::{Label, Say, Usage, pick};

/// Lists them.
pub(super) fn list(ctx: &Context, output: &mut Output) -> Outcome {
    let lang = ctx.lang;
    let say = |label: Label| label.say(lang);
    let mut sheet = Sheet::with(vec![
        ("id", say(Label::Id)),
        ("name", say(Label::Name)),
        ("kind", say(Label::Kind)),
        ("steps", say(Label::Steps)),
        ("revision", say(Label::Revision)),
        ("industry", say(Label::Industry)),
        ("origin", say(Label::Origin)),
        ("damaged", say(Label::Damaged)),
    ])
    .wide_only(&["industry"], 120)
    .flowing(&["name", "damaged"]);
    let mut broken = false;
    for id in ctx.catalog.ids() {
        let Some(entry) = ctx.catalog.get(&id) else {
            continue;
        };
        let origin = match entry.origin {
            Origin::Workspace => Cell::both("workspace", say(Label::Workspace)),
            Origin::Builtin => Cell::both("builtin", say(Label::Builtin)),
        };
        let fault = entry.faults.first().map(|f| ctx.config_problem(f).line());
        broken |= fault.is_some();
        let mut cells = vec![Cell::text(&id)];
        match &entry.playbook {
            Some(p) => cells.extend([
                Cell::text(pick(&p.name, lang, &p.id)),
                Cell::both(p.kind.as_str(), p.kind.say(lang)),
                Cell::both(p.steps.len(), p.steps.len().to_string()),
                Cell::both(p.revision, p.revision.to_string()),
                Cell::maybe(p.industry.as_deref()),
            ]),
            None => cells.extend(std::iter::repeat_with(Cell::absent).take(5)),
        }
        cells.push(origin);
        cells.push(Cell::maybe(fault.as_deref()));
        sheet.rows.push(cells);
    }
    let envelope = Envelope { schema: "amends.playbooks/1", now: ctx.now.stamp, incomplete: broken };
    output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
    Ok(if broken { Exit::Incomplete } else { Exit::Fine })
}

/// Checks them.
pub(super) fn check(ctx: &Context, ids: &[String], output: &mut Output) -> Outcome {
    let ids = if ids.is_empty() { ctx.catalog.ids() } else { ids.to_vec() };
    let columns =
        [("path", Label::File), ("line", Label::Line), ("col", Label::ColumnNumber), ("message", Label::Detail)];
    let mut sheet = Sheet::with(columns.map(|(key, label)| (key, label.say(ctx.lang))).to_vec());
    for id in ids {
        let entry = ctx.playbook(&id_of(ctx, &id)?)?;
        for fault in &entry.faults {
            let problem = ctx.config_problem(fault);
            if ctx.format() == Format::Table {
                output.page(&problem.full());
            }
            let place = &problem.place;
            sheet.rows.push(vec![
                Cell::text(&place.path),
                Cell::both(place.line, place.line.to_string()),
                Cell::both(place.col, place.col.to_string()),
                Cell::text(&problem.message),
            ]);
        }
    }
    if ctx.format() != Format::Table {
        let envelope = Envelope { schema: "amends.playbook-check/1", now: ctx.now.stamp, incomplete: false };
        output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
    }
    Ok(if sheet.rows.is_empty() { Exit::Fine } else { Exit::Findings })
}

/// The playbook that an id, or the path of a file of this workspace, means.
pub(super) fn id_of(ctx: &Context, text: &str) -> Result<String, Failure> {
    let Some(path) = text.ends_with(".toml").then(|| ctx.surroundings.here.join(text)) else {
        return Ok(text.to_owned());
    };
    let folder = ctx.workspace.root().join("playbooks").canonicalize().ok();
    let real = path.canonicalize().ok().filter(|p| p.parent() == folder.as_deref());
    let stem = real.as_deref().and_then(std::path::Path::file_stem).and_then(std::ffi::OsStr::to_str);
    stem.map(ToOwned::to_owned).ok_or_else(|| Usage::NoPlaybook { text: text.to_owned(), near: None }.into())
}

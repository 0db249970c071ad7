//! Every finding of a workspace, whatever is shown of them later.

use super::Placed;
use super::against::{Earlier, Present, lost};
use super::ground::Ground;
use super::own_rules;
use super::selection::Selection;
use crate::case::place::Lines;
use crate::case::read::read_rest;
use crate::case::{Case, FaultKind, Place, Span};
use crate::check::duplicates::{Summary, duplicates};
use crate::check::personal::{self, without_found};
use crate::check::secrets::{self, without_tokens};
use crate::check::{Finding, Found, Subject, blind_years, calendar_years_used, check_case, check_rest, first_lines};
use crate::clock::{Kind, View};
use crate::commands::Context;
use crate::commands::progress::Progress;
use crate::playbook::Playbook;
use crate::policy::email_places;
use crate::policy::table::place_of;
use crate::store::{Loaded, PlacedConfigFault, read_yaml};
use crate::text::Stage;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// What was found.
pub(super) struct Gathered {
    pub(super) all: Vec<Placed>,
    /// How many case files were looked at.
    pub(super) cases: usize,
}

/// What one case file gives.
struct Part {
    placed: Vec<Placed>,
    /// Where the id stands, if the file is a case.
    id: Option<Place>,
    summary: Option<Summary>,
    /// The years without data that its deadlines use.
    blind: Vec<(i32, Kind)>,
    present: Present,
}

/// The playbooks that can be read, and the ids of all.
struct Playbooks {
    sound: BTreeMap<String, Playbook>,
    ids: Vec<String>,
}

/// Looks at every file.
pub(super) fn gather(
    ctx: &Context,
    ground: &Ground,
    tracked: &[String],
    earlier: Option<&Earlier>,
    selection: &Selection,
) -> Gathered {
    let mut all = Vec::new();
    for file in ["amends.toml", "calendar.toml"] {
        let own: Vec<PlacedConfigFault> = ground.faults.iter().filter(|f| f.place.path == file).cloned().collect();
        all.extend(config_faults(ground, file, &own));
    }
    let playbooks = playbooks(ground, &mut all);
    all.extend(own_rules::findings(ground, &playbooks.ids));
    let default = &ground.policy.default_playbook;
    if !playbooks.ids.contains(default) {
        let near = crate::case::id::nearest(default, playbooks.ids.iter().map(String::as_str));
        let finding = Finding::UnknownPlaybook { id: default.clone(), near };
        all.push(Placed::new(finding, ground.workspace.place_in_policy("default_playbook")));
    }
    for path in ground.workspace.other_files(tracked) {
        all.extend(findings_of_text(ground, &path));
    }
    all.extend(ground.unmerged.iter().map(|path| Placed::file(path, Finding::Unmerged)));
    let progress = Progress::start(ctx, Stage::Checking, 0);
    let judge = |loaded: Loaded| part_of(ctx, ground, &loaded, &playbooks, earlier);
    let parts = ground.workspace.each_case_watched(&progress, judge);
    progress.done();
    let cases = parts.len();
    all.extend(blind(ground, &parts));
    let mut of_cases = same_ids(&parts, selection);
    of_cases.extend(doubles(&parts));
    let mut present = Vec::with_capacity(cases);
    let mut own = Vec::new();
    for part in parts {
        own.extend(part.placed);
        present.push(part.present);
    }
    own.append(&mut of_cases);
    if let Some(earlier) = earlier {
        own.extend(lost(earlier, &ground.workspace, &present));
    }
    // What compares files stands with the other findings of its file.
    own.sort_by(|a, b| a.place.path.cmp(&b.place.path));
    all.append(&mut own);
    Gathered { all, cases }
}

/// Faults of a TOML file, of whose lines no token is shown.
pub(super) fn config_faults(ground: &Ground, path: &str, faults: &[PlacedConfigFault]) -> Vec<Placed> {
    let hidden = if faults.is_empty() { None } else { ground.workspace.text_of(path).and_then(|t| without_tokens(&t)) };
    let place = |f: &PlacedConfigFault| match &hidden {
        Some(text) => Place::of(&f.place.path, text, f.span),
        None => f.place.clone(),
    };
    faults.iter().map(|f| Placed::new(Finding::Config(f.kind.clone()), place(f))).collect()
}

fn playbooks(ground: &Ground, all: &mut Vec<Placed>) -> Playbooks {
    let ids = ground.catalog.ids();
    let mut sound = BTreeMap::new();
    for id in &ids {
        let Some(entry) = ground.catalog.get(id) else {
            continue;
        };
        all.extend(config_faults(ground, &entry.shown, &entry.faults));
        if let Some(playbook) = &entry.playbook {
            sound.insert(id.clone(), playbook.clone());
        }
    }
    Playbooks { sound, ids }
}

/// What any text may have: tokens, and personal data in its name or, in a file for all cases, in itself.
fn findings_of_text(ground: &Ground, path: &str) -> Vec<Placed> {
    let mut found = Vec::new();
    let text = ground.workspace.text_of(path).unwrap_or_default();
    secrets::check(&text, &mut found);
    if path == "amends.toml" {
        personal::check_shared(&text, &email_places(&text), &mut found);
    } else if path.starts_with("playbooks/") {
        personal::check_shared(&text, &[], &mut found);
    }
    let text = hidden(&text, &found);
    let shown = crate::case::place::visible(path);
    let name = personal::check_name(path).map(|finding| Placed::file(&shown, finding));
    name.into_iter().chain(found.into_iter().map(|f| Placed::of(&shown, &text, f))).collect()
}

/// The text without what must not be shown of it.
fn hidden<'t>(text: &'t str, found: &[Found]) -> Cow<'t, str> {
    let has = |wanted: fn(&Finding) -> bool| found.iter().any(|f| wanted(&f.finding));
    let mut text = Cow::Borrowed(text);
    if has(|f| matches!(f, Finding::PersonalData { .. })) {
        text = Cow::Owned(without_found(&text, found));
    }
    if has(|f| matches!(f, Finding::Secret { .. })) {
        text = without_tokens(&text).map_or(text, Cow::Owned);
    }
    text
}

fn part_of(ctx: &Context, ground: &Ground, loaded: &Loaded, playbooks: &Playbooks, earlier: Option<&Earlier>) -> Part {
    let raw = read_yaml(&loaded.text).ok();
    // Of a file full of faults nothing more is said than the first of them.
    let full = loaded.faults.iter().any(|f| matches!(f.kind, FaultKind::Further));
    let rest = match (&loaded.case, &raw) {
        (None, Some(raw)) if !full => read_rest(raw),
        _ => None,
    };
    let mut found: Vec<Found> = Vec::new();
    if let (Some(case), Some(raw)) = (loaded.case.as_ref().or(rest.as_ref()), &raw) {
        let subject = Subject {
            stem: &loaded.stem,
            path: &loaded.shown,
            raw,
            case,
            policy: &ground.policy,
            playbooks: &playbooks.sound,
            playbook_ids: &playbooks.ids,
            now: ctx.now,
            lines: first_lines(raw),
        };
        found = if rest.is_some() { check_rest(&subject) } else { check_case(&subject) };
    }
    if let Some(raw) = &raw {
        personal::check(&loaded.text, raw, &mut found);
    }
    secrets::check(&loaded.text, &mut found);
    found.sort_by_key(|f| f.span);
    let text = hidden(&loaded.text, &found);
    let fault = |f: &crate::store::PlacedFault| {
        // A fault of the whole file has no line, and one of bytes that are no text none that could be masked.
        let masked = matches!(text, Cow::Owned(_)) && !f.place.text.is_empty();
        let place = if masked { Place::of(&loaded.shown, &text, f.span) } else { f.place.clone() };
        Placed::new(Finding::Damage(f.kind.clone()), place)
    };
    let mut placed: Vec<Placed> = loaded.faults.iter().map(fault).collect();
    let lines = Lines::of(&text);
    placed.extend(found.into_iter().map(|f| Placed::new(f.finding, lines.place(&loaded.shown, f.span))));
    if let Some(finding) = personal::check_name(&loaded.shown) {
        placed.push(Placed::file(&loaded.shown, finding));
    }
    let id_span = raw.as_ref().and_then(|raw| raw.get("id")).map_or(Span::default(), |n| n.span);
    let id_text = loaded.text.get(id_span.start..id_span.end).unwrap_or_default();
    let place = || Place::of(&loaded.shown, &loaded.text, id_span);
    let path = loaded.path.strip_prefix(ground.workspace.root()).unwrap_or(&loaded.path);
    let relative = path.to_string_lossy().replace('\\', "/");
    let id = if id_text.is_empty() { &loaded.stem } else { id_text.trim_matches(['"', '\'']) };
    // With --now the later cases don't exist.
    let existing = |case: &&crate::case::Case| !ctx.now.given || case.header.received <= ctx.now.stamp;
    Part {
        placed,
        id: loaded.case.as_ref().map(|_| place()),
        summary: loaded.case.as_ref().filter(existing).map(|case| Summary::of(case, ctx.now.stamp)),
        blind: loaded.case.as_ref().map(|case| blind_of(case, ctx, ground, playbooks)).unwrap_or_default(),
        present: Present {
            path: loaded.path.clone(),
            id: id.to_owned(),
            same: earlier.is_some_and(|e| e.has(&relative, &loaded.text)),
            relative,
        },
    }
}

/// The years without data that the deadlines of a case use; nobody asks where no years are declared.
fn blind_of(case: &Case, ctx: &Context, ground: &Ground, playbooks: &Playbooks) -> Vec<(i32, Kind)> {
    if ground.policy.calendar.years.is_empty() {
        return Vec::new();
    }
    let find = |id: &str| playbooks.sound.get(id);
    let view = View::of(case, &ground.policy, ctx.now);
    view.map(|view| {
        let playbook = find(&view.state.playbook.id);
        blind_years(&view.with(playbook).with_earlier(|id| find(id).map(|p| p.clocks.clone())))
    })
    .unwrap_or_default()
}

/// Years without data, told where the years are declared.
fn blind(ground: &Ground, parts: &[Part]) -> Vec<Placed> {
    let cases: Vec<_> = parts.iter().map(|p| (p.present.id.clone(), p.blind.clone())).collect();
    let text = ground.workspace.calendar_text().and_then(Result::ok).unwrap_or_default();
    let place = || Place::of("calendar.toml", &text, place_of(&text, "years"));
    calendar_years_used(&cases).into_iter().map(|finding| Placed::new(finding, place())).collect()
}

/// Files that hold a case of the same id, told at the second, or at the first when only that one is looked at.
fn same_ids(parts: &[Part], selection: &Selection) -> Vec<Placed> {
    let mut seen: HashMap<&str, &Place> = HashMap::new();
    let mut placed = Vec::new();
    for part in parts {
        let Some(place) = &part.id else { continue };
        let id = part.present.id.as_str();
        match seen.get(id) {
            None => {
                seen.insert(id, place);
            }
            Some(first) => {
                let at_first = !selection.covers(&place.path) && selection.covers(&first.path);
                let (here, other) = if at_first { (*first, place) } else { (place, *first) };
                let finding = Finding::SameId { id: id.to_owned(), other: other.path.clone() };
                placed.push(Placed::new(finding, here.clone()));
            }
        }
    }
    placed
}

/// Pairs that may be one complaint, told at the later one.
fn doubles(parts: &[Part]) -> Vec<Placed> {
    let (places, summaries): (Vec<&Part>, Vec<Summary>) =
        parts.iter().filter_map(|p| p.summary.clone().map(|s| (p, s))).unzip();
    let placed = |(later, earlier, same): (usize, usize, _)| {
        let other = places[earlier].present.id.clone();
        let place = places[later].id.clone()?;
        Some(Placed::new(Finding::PossibleDuplicate { other, same }, place))
    };
    duplicates(&summaries).into_iter().filter_map(placed).collect()
}

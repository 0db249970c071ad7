//! `amends report learning`: what a period teaches.

use super::judged::{Judged, judge_all};
use super::report::share;
use super::report_learning_json::as_json;
use super::seeing::rude;
use super::show_fishbone::{bone_name, chain};
use super::{Context, Exit, Outcome, Output};
use crate::case::EventId;
use crate::clock::View;
use crate::policy::Lang;
use crate::render::fishbone::{Branch, Fishbone, Rib, fishbone};
use crate::render::table::{pairs, table};
use crate::render::{Cell, Format, Sheet};
use crate::report::figures::Period;
use crate::report::learning::{Cases, FishRow, Hit, Learning, Need, Pattern, Question, Taken};
use crate::text::learned::{Heading, Headline, need, rib, watched};
use crate::text::names::named;
use crate::text::{Label, Say, dates, listed};

/// What a case teaches, and the forbidden phrases in its texts.
pub(super) type Row = (Taken, Vec<Hit>);

/// Prints it.
///
/// # Errors
/// None beside those of the policy, which the caller looked at.
pub(super) fn learn(period: Period, ctx: &Context, output: &mut Output) -> Outcome {
    let hits = |view: &View<'_>| {
        let case = view.case();
        let inside = |id: &EventId| case.event(id).is_some_and(|e| period.has(view.zone().date(e.at)));
        let hit = |event: EventId| Hit { case: case.header.id.to_string(), event: event.to_string() };
        rude(ctx, view).into_iter().filter(inside).map(hit).collect::<Vec<_>>()
    };
    let take = |view: &View<'_>| vec![(Taken::of(view, period), hits(view))];
    let mut judged = judge_all(ctx, true, |view, _| take(view), |_, _| None);
    let (taken, hits): (Vec<Taken>, Vec<Vec<Hit>>) = std::mem::take(&mut judged.rows).into_iter().unzip();
    let hits: Vec<Hit> = hits.into_iter().flatten().collect();
    let question = Question { period, today: ctx.today(), thresholds: ctx.policy.learning, hits: &hits };
    let learning = Learning::of(taken, &question);
    match ctx.format() {
        Format::Json => output.print(&as_json(ctx, &question, &learning, &judged)),
        _ => output.page(&as_page(ctx, &question, &learning, &judged)),
    }
    judged.complain(ctx, output);
    Ok(judged.exit(Exit::Fine))
}

fn cases(cases: &Cases) -> Cell {
    Cell::text(&cases.iter().map(String::as_str).collect::<Vec<_>>().join(" "))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn as_page(ctx: &Context, question: &Question<'_>, learning: &Learning, judged: &Judged<Row>) -> String {
    let lang = ctx.lang;
    let mark = if judged.is_incomplete() { format!("  [{}]", Label::Incomplete.say(lang)) } else { String::new() };
    let period = question.period;
    let received = Headline::Received { cases: learning.received }.say(lang);
    let mut page = Page {
        ctx,
        out: format!("{} {} … {}{mark}\n{received}\n", Label::Period.say(lang), period.since, period.until),
    };
    let thresholds = question.thresholds;
    page.causes(learning);
    page.faults(learning);
    page.fishbone(learning);
    page.heading(&Headline::Recurring { thresholds });
    page.recurring(learning);
    page.heading(&Headline::Relapses { thresholds });
    page.relapses(learning);
    page.measures(learning);
    page.training(learning);
    page.lessons(learning);
    page.departments(learning);
    if !judged.damaged.is_empty() {
        // Figures that leave a case out say which.
        let columns = vec![("case", Label::Case.say(lang)), ("damaged", Label::Damaged.say(lang))];
        let mut sheet = Sheet::with(columns).flowing(&["damaged"]);
        for (case, fault) in &judged.damaged {
            sheet.rows.push(vec![Cell::text(case), Cell::text(fault)]);
        }
        page.out.push('\n');
        page.out.push_str(&table(&sheet, ctx.screen()));
    }
    page.out
}

/// A page that is being written.
struct Page<'p> {
    ctx: &'p Context,
    out: String,
}

impl Page<'_> {
    fn lang(&self) -> Lang {
        self.ctx.lang
    }

    fn heading(&mut self, heading: &dyn Say) {
        self.out.push_str(&format!("\n{}\n", heading.say(self.ctx.lang)));
    }

    /// A table, or that there is nothing.
    fn table(&mut self, columns: &[(&'static str, Heading)], flowing: &[&str], rows: Vec<Vec<Cell>>) {
        self.sheet(&sheet(columns, flowing, rows, self.lang()));
    }

    fn sheet(&mut self, sheet: &Sheet) {
        if sheet.rows.is_empty() {
            self.out.push_str(&format!("  {}\n", Heading::Nothing.say(self.lang())));
        } else {
            self.out.push_str(&table(sheet, self.ctx.screen()));
        }
    }

    fn pairs(&mut self, rows: Vec<(String, String)>) {
        self.out.push_str(&pairs(&rows, 2, self.ctx.screen().width));
    }

    fn causes(&mut self, learning: &Learning) {
        self.heading(&Heading::CauseShares);
        let row = |row: &crate::report::learning::CauseRow| {
            let code = row.key.code().map(|code| named(&self.ctx.policy.causes, code, self.lang()));
            vec![
                Cell::text(&row.what),
                Cell::maybe(code),
                Cell::text(&share(count(row.cases.len()), learning.with_cause)),
                cases(&row.cases),
            ]
        };
        let rows = learning.causes.iter().map(row).collect();
        let columns =
            [("cause", Heading::Cause), ("code", Heading::Code), ("share", Heading::Share), ("cases", Heading::Cases)];
        self.table(&columns, &["cause"], rows);
        let known = share(learning.closed_with_cause, learning.closed);
        self.pairs(vec![(Heading::KnownCause.say(self.lang()), known)]);
    }

    fn faults(&mut self, learning: &Learning) {
        self.heading(&Heading::Faults);
        let (lang, of) = (self.lang(), learning.with_fault());
        let row = |(blame, cases): &(crate::case::words::Blame, Cases)| {
            let ids = cases.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
            (blame.say(lang), format!("{}  {ids}", share(count(cases.len()), of)).trim_end().to_owned())
        };
        self.pairs(learning.faults.iter().map(row).collect());
    }

    fn fishbone(&mut self, learning: &Learning) {
        self.heading(&Heading::Fishbone);
        let lang = self.lang();
        let cause = |row: &FishRow| Rib {
            what: rib(&row.cause.what, &row.cause.cases.iter().map(String::as_str).collect::<Vec<_>>(), lang),
            chains: row.chains.iter().map(|whys| chain(whys, lang)).collect(),
        };
        let branch = |row: &crate::report::learning::BoneRow| Branch {
            name: bone_name(row.bone.as_deref(), lang),
            causes: row.causes.iter().map(cause).collect(),
        };
        let bones: Vec<Branch> = learning.fishbone.iter().map(branch).collect();
        if bones.is_empty() {
            self.out.push_str(&format!("  {}\n", Heading::Nothing.say(lang)));
            return;
        }
        let head = Headline::Problem { cases: learning.with_cause }.say(lang);
        self.out.push_str(&fishbone(&Fishbone { head, bones }, self.ctx.screen()));
    }

    fn recurring(&mut self, learning: &Learning) {
        self.sheet(&recurring(self.ctx, learning));
    }

    fn relapses(&mut self, learning: &Learning) {
        let (again, of) = learning.relapsed();
        let lang = self.lang();
        self.pairs(vec![(Heading::Again.say(lang), share(again, of))]);
        let row = |relapse: &crate::report::learning::Relapse| {
            vec![
                Cell::text(&format!("{} {}", relapse.action.case, relapse.action.id)),
                Cell::text(&relapse.action.what),
                Cell::text(&relapse.since.to_string()),
                Cell::text(&watched(relapse.until, relapse.immature, lang)),
                cases(&relapse.cases),
            ]
        };
        let rows: Vec<Vec<Cell>> = learning.relapses.iter().map(row).collect();
        if rows.is_empty() {
            return;
        }
        let columns = [
            ("case", Heading::Cases),
            ("what", Heading::Action),
            ("since", Heading::Since),
            ("until", Heading::Until),
            ("again", Heading::Again),
        ];
        self.table(&columns, &["what"], rows);
    }

    fn measures(&mut self, learning: &Learning) {
        self.heading(&Heading::Measures);
        let (lang, zone) = (self.lang(), self.ctx.zone());
        let m = &learning.measures;
        self.pairs(vec![
            (Heading::Open.say(lang), m.open.to_string()),
            (Heading::Overdue.say(lang), share(m.overdue, m.open)),
            (Heading::Unchecked.say(lang), m.unchecked.to_string()),
            (Heading::Effective.say(lang), share(m.effective, m.judged)),
        ]);
        let mut sheet = Sheet::with(vec![
            ("case", Label::Case.say(lang)),
            ("id", Label::Id.say(lang)),
            ("what", Heading::Action.say(lang)),
            ("owner", Label::Owner.say(lang)),
            ("due", Label::Due.say(lang)),
            ("state", Label::State.say(lang)),
        ])
        .flowing(&["what", "state"]);
        for m in &m.rows {
            let late = if m.overdue { format!("\n{}", Label::Overdue.say(lang)) } else { String::new() };
            sheet.rows.push(vec![
                Cell::text(&m.case),
                Cell::text(&m.id),
                Cell::text(&m.what),
                self.ctx.owner_cell(Some(&m.owner)),
                Cell::text(&dates::when(m.said_due, zone)),
                Cell::text(&format!("{}{late}", m.state.say(lang))),
            ]);
        }
        if !sheet.rows.is_empty() {
            self.out.push_str(&table(&sheet, self.ctx.screen()));
        }
    }

    fn training(&mut self, learning: &Learning) {
        self.heading(&Heading::Training);
        self.sheet(&training(self.ctx, learning));
    }

    fn lessons(&mut self, learning: &Learning) {
        self.heading(&Heading::Lessons);
        let lang = self.lang();
        self.out.push_str(&format!("  {}\n", share(count(learning.lessons.len()), learning.closes)));
        let mut sheet = Sheet::with(vec![
            ("day", Heading::Day.say(lang)),
            ("case", Label::Case.say(lang)),
            ("title", Label::Title.say(lang)),
            ("lesson", Heading::Lesson.say(lang)),
        ])
        .rigid(&["day"])
        .flowing(&["title", "lesson"]);
        for l in &learning.lessons {
            let day = l.day.to_string();
            sheet.rows.push([&day, &l.case, &l.title, &l.lesson].map(|text| Cell::text(text)).to_vec());
        }
        if !sheet.rows.is_empty() {
            self.out.push_str(&table(&sheet, self.ctx.screen()));
        }
    }

    fn departments(&mut self, learning: &Learning) {
        self.heading(&Heading::Departments);
        let row = |row: &crate::report::learning::DepartmentRow| {
            let notes: Vec<String> = row.notes.iter().map(|(case, note)| format!("{case}: {note}")).collect();
            vec![
                Cell::text(named(&self.ctx.policy.departments, &row.department, self.lang())),
                Cell::text(&share(count(row.told.len()), count(row.concerned.len()))),
                cases(&row.concerned),
                Cell::text(&notes.join("\n")),
            ]
        };
        let rows = learning.departments.iter().map(row).collect();
        let columns = [
            ("department", Heading::Department),
            ("told", Heading::ToldShare),
            ("cases", Heading::Cases),
            ("said", Heading::Said),
        ];
        self.table(&columns, &["said"], rows);
    }
}

fn sheet(columns: &[(&'static str, Heading)], flowing: &[&str], rows: Vec<Vec<Cell>>, lang: Lang) -> Sheet {
    let columns = columns.iter().map(|(key, heading)| (*key, heading.say(lang))).collect();
    let mut sheet = Sheet::with(columns).flowing(flowing);
    sheet.rows = rows;
    sheet
}

/// What keeps happening, as a table (M16).
pub(super) fn recurring(ctx: &Context, learning: &Learning) -> Sheet {
    let (policy, lang) = (&ctx.policy, ctx.lang);
    let row = |found: &crate::report::learning::Recurring| {
        let pattern = match &found.pattern {
            Pattern::Cause(code) => named(&policy.causes, code, lang).to_owned(),
            Pattern::Product { category, product } => {
                listed(&[named(&policy.categories, category, lang), product.as_str()], lang)
            }
        };
        vec![
            Cell::text(&pattern),
            Cell::text(&found.cases.len().to_string()),
            Cell::text(&found.days.0.to_string()),
            Cell::text(&found.days.1.to_string()),
            cases(&found.cases),
        ]
    };
    let rows = learning.recurring.iter().map(row).collect();
    let columns = [
        ("pattern", Heading::Pattern),
        ("count", Heading::Count),
        ("first", Heading::First),
        ("last", Heading::Last),
        ("cases", Heading::Cases),
    ];
    sheet(&columns, &["pattern"], rows, lang)
}

/// Where training may help, as a table (M20).
pub(super) fn training(ctx: &Context, learning: &Learning) -> Sheet {
    let lang = ctx.lang;
    let row = |row: &crate::report::learning::NeedRow| {
        let category = match &row.need {
            Need::Category(id) => named(&ctx.policy.categories, id, lang).to_owned(),
            _ => String::new(),
        };
        vec![Cell::text(&need(&row.need, &category, lang)), Cell::text(&row.count.to_string()), cases(&row.cases)]
    };
    let rows = learning.training.iter().map(row).collect();
    let columns = [("sign", Heading::Sign), ("count", Heading::Count), ("cases", Heading::Cases)];
    sheet(&columns, &["sign"], rows, lang)
}

//! What a case brings to the report.

use super::causes::CauseKey;
use crate::case::event::Act;
use crate::case::learning::{ActionState, Corrective, causes, corrective, fault_of_fields, told};
use crate::case::words::{Blame, Flag};
use crate::case::{Event, Stamp, When};
use crate::clock::{View, Zone};
use crate::report::figures::Period;
use crate::report::masking::Mask;
use chrono::NaiveDate;
use std::cell::OnceCell;

/// A cause as the report counts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CauseTaken {
    /// The day it was recorded.
    pub day: NaiveDate,
    /// By what it is the same as another.
    pub key: CauseKey,
    /// What it is.
    pub what: String,
    /// Its bone.
    pub bone: Option<String>,
    /// Its whys.
    pub whys: Vec<String>,
    /// The department it lies with.
    pub department: Option<String>,
}

/// A corrective action as it stood when the period ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The case.
    pub case: String,
    /// The id of its event.
    pub id: String,
    /// What is to be done.
    pub what: String,
    /// Who does it.
    pub owner: String,
    /// By when: the end of a day where only a day was said.
    pub due: Stamp,
    /// By when, as it was said.
    pub said_due: When,
    /// How far it has come.
    pub state: ActionState,
    /// Past its time and not done.
    pub overdue: bool,
    /// The day of the check, and whether it works.
    pub verdict: Option<(NaiveDate, bool)>,
}

/// What a case brings to the report of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The case.
    pub case: String,
    /// Its title without the customer's name; empty where it teaches no lesson.
    pub title: String,
    /// The day the customer reached us.
    pub received: NaiveDate,
    /// The kind of complaint.
    pub category: Option<String>,
    /// What it is about.
    pub product: Option<String>,
    /// The same without the customer's name.
    pub shown_product: Option<String>,
    /// The department complained about.
    pub department: Option<String>,
    /// The causes on record when the period ended.
    pub causes: Vec<CauseTaken>,
    /// The last fault it was assessed with in the period; where none ever was, that of the playbook's field.
    pub fault: Option<Blame>,
    /// The closes of the period with their lessons.
    pub closes: Vec<(NaiveDate, Option<String>)>,
    /// Its corrective actions.
    pub actions: Vec<Measure>,
    /// The conduct of staff was flagged in the period.
    pub conduct_flagged: bool,
    /// A grievance about the conduct of staff was recorded in the period.
    pub conduct_grieved: bool,
    /// The departments told in the period, and what.
    pub told: Vec<(String, Option<String>)>,
}

/// The category of complaints about how staff behaved (D35).
pub(super) const STAFF_CONDUCT: &str = "staff-conduct";

impl Taken {
    /// Of a case.
    #[must_use]
    pub fn of(view: &View<'_>, period: Period) -> Self {
        let zone = view.zone();
        let end = zone.end_of(period.until).min(view.now.stamp.max(view.case().header.received));
        let header = &view.case().header;
        let day = |event: &Event| zone.date(event.at);
        let until_end = || view.effective().filter(|e| zone.date(e.at) <= period.until);
        let inside = || until_end().filter(|e| period.has(day(e)));
        // What the report shows are texts of cases: none of them names who complained.
        // Most cases of a period show none, and making the mask takes longer than all else here.
        let mask = OnceCell::new();
        let text = |text: &str| mask.get_or_init(|| Mask::of(view.case())).text(text).into_owned();
        let cause = |c: &crate::case::learning::Cause<'_>| CauseTaken {
            day: day(c.event),
            key: CauseKey::of(c.code, c.what),
            what: text(c.what),
            bone: c.bone.map(text),
            whys: c.whys.iter().map(|why| text(why)).collect(),
            department: c.department.map(ToOwned::to_owned),
        };
        let fault = |e: &Event| match &e.act {
            Act::Assess(assessment) => assessment.fault,
            _ => None,
        };
        let filled = || fault_of_fields(until_end()).filter(|(e, _)| period.has(day(e))).map(|(_, blame)| blame);
        let close = |e: &Event| match &e.act {
            Act::Close { lesson, .. } => Some((day(e), lesson.as_deref().map(text))),
            _ => None,
        };
        let flags = |e: &Event| matches!(&e.act, Act::Assess(a) if a.flags.contains(&Flag::StaffConduct));
        let grieves =
            |e: &Event| matches!(&e.act, Act::Grievance { category: Some(category), .. } if category == STAFF_CONDUCT);
        let case = header.id.to_string();
        Self {
            // Only a lesson is shown with its title.
            title: if inside().any(|e| matches!(&e.act, Act::Close { lesson: Some(_), .. })) {
                text(&header.title)
            } else {
                String::new()
            },
            received: zone.date(header.received),
            category: header.category.clone(),
            product: header.product.clone(),
            shown_product: header.product.as_deref().map(text),
            department: header.department.clone(),
            causes: causes(until_end()).iter().map(cause).collect(),
            fault: inside().filter_map(fault).last().or_else(filled),
            closes: inside().filter_map(close).collect(),
            actions: corrective(until_end())
                .iter()
                .map(|a| Measure { what: text(a.what), ..measure(&case, a, zone, end) })
                .collect(),
            conduct_flagged: inside().any(flags),
            conduct_grieved: inside().any(grieves),
            told: told(inside())
                .into_iter()
                .map(|(e, department)| (department.to_owned(), e.note.as_deref().map(text)))
                .collect(),
            case,
        }
    }
}

fn measure(case: &str, action: &Corrective<'_>, zone: Zone, end: Stamp) -> Measure {
    let due = match action.due {
        When::At(stamp) => zone.local(stamp),
        When::On(date) => zone.end_of(date),
    };
    Measure {
        case: case.to_owned(),
        id: action.id().to_string(),
        what: action.what.to_owned(),
        owner: action.owner.to_owned(),
        due,
        said_due: action.due,
        state: action.state(),
        overdue: action.state() == ActionState::Open && due < end,
        verdict: action.verdict.map(|(event, effective)| (zone.date(event.at), effective)),
    }
}

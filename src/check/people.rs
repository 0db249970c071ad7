//! Who acts, and tokens that a list of `amends.toml` closes.

use super::{Finding, Found, Subject};
use crate::case::Act;
use crate::case::id::nearest;
use crate::policy::{Listed, admits};

/// Checks people, departments, categories, causes and roles against the lists, where there are any.
pub fn check(subject: &Subject<'_>, found: &mut Vec<Found>) {
    let policy = subject.policy;
    let person = |person: &str, span| {
        let near = nearest(person, policy.people.iter().map(|p| p.id.as_str()));
        let finding = Finding::UnknownPerson { person: person.to_owned(), near };
        (!policy.knows_person(person)).then_some(Found { finding, span })
    };
    let listed = |key: &'static str, list: &[Listed], token: Option<&String>, span| {
        let token = token.filter(|t| !admits(list, t))?;
        let near = nearest(token, list.iter().map(|l| l.id.as_str()));
        Some(Found { finding: Finding::NotListed { key, token: token.clone(), near }, span })
    };
    let header = &subject.case.header;
    let place = |key| subject.header_place(key);
    found.extend(listed("category", &policy.categories, header.category.as_ref(), place("category")));
    found.extend(listed("department", &policy.departments, header.department.as_ref(), place("department")));
    for event in &subject.case.events {
        let at = |key| subject.place(event.id.as_str(), key);
        found.extend(person(&event.by, at("by")));
        match &event.act {
            Act::Open { owner, .. } | Act::Assign { owner } | Act::Action { owner, .. } => {
                found.extend(person(owner, at("owner")));
            }
            Act::Grievance { category, .. } => {
                found.extend(listed("category", &policy.categories, category.as_ref(), at("category")));
            }
            Act::TellTeam { department } => {
                found.extend(listed("department", &policy.departments, Some(department), at("department")));
            }
            Act::Cause { code, department, .. } => {
                found.extend(listed("cause", &policy.causes, code.as_ref(), at("code")));
                found.extend(listed("department", &policy.departments, department.as_ref(), at("department")));
            }
            Act::Approve { role, .. } => {
                found.extend(listed("role", &policy.roles, role.as_ref(), at("role")));
            }
            _ => {}
        }
    }
}

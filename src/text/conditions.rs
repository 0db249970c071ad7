//! Conditions of branches, gates and overlays, in words.

use super::{Label, Say, pick};
use crate::case::words::{Blame, Channel, Flag, Severity, Verified};
use crate::playbook::condition::Condition;
use crate::playbook::{Field, Playbook};
use crate::policy::Lang;

/// A condition with the names of its field and options, or of what the case itself says.
#[must_use]
pub fn condition(playbook: &Playbook, condition: &Condition, lang: Lang) -> String {
    let field = playbook.field(&condition.name);
    let label = match (field, condition.name.as_str()) {
        (Some(field), _) => pick(&field.label, lang, &field.id).to_owned(),
        (None, "flags") => Label::Flags.say(lang),
        (None, "severity") => Label::Severity.say(lang),
        (None, "channel") => Label::Channel.say(lang),
        (None, "category") => Label::Category.say(lang),
        (None, "fault") => tr!(lang, "fault", "责任"),
        (None, "verified") => tr!(lang, "facts", "是否属实"),
        (None, "satisfied") => tr!(lang, "customer satisfied", "客户满意"),
        (None, other) => other.to_owned(),
    };
    let values: Vec<String> =
        condition.values.iter().map(|value| value_of(field, &condition.name, value, lang)).collect();
    format!("{label} = {}", values.join(" / "))
}

fn value_of(field: Option<&Field>, name: &str, value: &str, lang: Lang) -> String {
    if let Some(field) = field {
        let option = field.options.iter().find(|o| o.id == value);
        return match (option, value) {
            (Some(option), _) => pick(&option.name, lang, value).to_owned(),
            (None, "true") => Label::Yes.say(lang),
            (None, "false") => Label::No.say(lang),
            (None, other) => other.to_owned(),
        };
    }
    let word = match name {
        "flags" => Flag::parse(value).map(|w| w.say(lang)),
        "severity" => Severity::parse(value).map(|w| w.say(lang)),
        "channel" => Channel::parse(value).map(|w| w.say(lang)),
        "fault" => Blame::parse(value).map(|w| w.say(lang)),
        "verified" => Verified::parse(value).map(|w| w.say(lang)),
        "satisfied" => Some((if value == "true" { Label::Yes } else { Label::No }).say(lang)),
        _ => None,
    };
    word.unwrap_or_else(|| value.to_owned())
}

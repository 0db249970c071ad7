//! Ids of policy and playbook by their names, and values of fields in words.

use super::{Label, Say, listed, pick};
use crate::case::event::Fact;
use crate::playbook::{Field, FieldType, Playbook};
use crate::policy::{Lang, Listed};

/// An id of a list by its name, where it has one.
#[must_use]
pub fn named<'t>(list: &'t [Listed], id: &'t str, lang: Lang) -> &'t str {
    list.iter().find(|l| l.id == id).and_then(|l| l.name.as_ref()).map_or(id, |name| pick(name, lang, id))
}

/// A value with the names of its options.
#[must_use]
pub fn fact_words(fact: &Fact, field: Option<&Field>, lang: Lang) -> String {
    let name = |id: &String| {
        let option = field.and_then(|f| f.options.iter().find(|o| &o.id == id));
        option.map_or(id.as_str(), |o| pick(&o.name, lang, id)).to_owned()
    };
    match fact {
        Fact::Word(s) if field.is_some_and(|f| f.kind == FieldType::Bool) => {
            (if s == "true" { Label::Yes } else { Label::No }).say(lang)
        }
        Fact::Word(s) => name(s),
        Fact::Text(s) => s.clone(),
        Fact::Many(list) => listed(&list.iter().map(name).collect::<Vec<_>>(), lang),
    }
}

/// Fields that were filled in, each with its value: `Solution = A new bottle`.
#[must_use]
pub fn filled(facts: &[(String, Fact)], playbook: Option<&Playbook>, lang: Lang) -> String {
    let pair = |(id, fact): &(String, Fact)| {
        let field = playbook.and_then(|p| p.field(id));
        let label = field.map_or(id.as_str(), |f| pick(&f.label, lang, id));
        format!("{label} = {}", fact_words(fact, field, lang))
    };
    let pairs: Vec<String> = facts.iter().map(pair).collect();
    let all = pairs.join(match lang {
        Lang::En => "; ",
        Lang::Zh => "；",
    });
    tr!(lang, "set {all}", "填写：{all}")
}

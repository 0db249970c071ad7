//! A new playbook from the text of another: its id, revision and name are replaced, and no other byte.

use super::{Playbook, read_playbook};
use crate::policy::table::place_of;
use crate::policy::{Bilingual, Lang};

/// The commented template of a procedure, in a language.
#[must_use]
pub fn template(lang: Lang) -> &'static str {
    match lang {
        Lang::En => include_str!("templates/en.toml"),
        Lang::Zh => include_str!("templates/zh.toml"),
    }
}

/// The text of `old` under another id, at revision 1 and, if one is given, under another name.
///
/// `None` when the text that comes out would not read as the old playbook under these: a file may write its keys in a way
/// that can't be replaced in place.
#[must_use]
pub fn copied(old: &Playbook, text: &str, id: &str, name: Option<&str>) -> Option<String> {
    let quoted = |s: &str| toml::Value::String(s.to_owned()).to_string();
    let mut pieces = vec![(place_of(text, "id"), quoted(id)), (place_of(text, "revision"), "1".to_owned())];
    pieces.extend(name.map(|name| (place_of(text, "name"), quoted(name))));
    // From the end, so that the places before stay what they are.
    pieces.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut new = text.to_owned();
    for (span, value) in pieces {
        new = format!("{}{value}{}", new.get(..span.start)?, new.get(span.end..)?);
    }
    let mut wanted = Playbook { id: id.to_owned(), revision: 1, ..old.clone() };
    if let Some(name) = name {
        wanted.name = Bilingual::plain(name);
    }
    (read_playbook(id, &new).0? == wanted).then_some(new)
}

//! Files of rules in `rules/`: what comes with the program, and what a workspace adds, replaces or turns off.

use crate::case::Span;
use crate::case::fault::ENOUGH;
use crate::policy::fault::in_order;
use crate::policy::table::{Entry, Table, parse};
use crate::policy::{ConfigFault, ConfigFaultKind, FORMAT};
use std::collections::HashSet;

/// Something with an id of its own in its file.
pub trait Ruled {
    /// The id.
    fn id(&self) -> &str;
}

/// The rules of one file.
#[derive(Debug, Clone)]
pub struct Library<R> {
    /// Whether the rules that come with the program hold beside these: `builtin`, true unless said.
    pub builtin: bool,
    /// The rules, in the order of the file.
    pub rules: Vec<R>,
}

impl<R> Default for Library<R> {
    fn default() -> Self {
        Self { builtin: true, rules: Vec::new() }
    }
}

impl<R: Ruled> Library<R> {
    /// The rules that hold: the built-in ones, each replaced by the workspace's of the same id, and then its others.
    #[must_use]
    pub fn over(self, builtin: Vec<R>) -> Vec<R> {
        if !self.builtin {
            return self.rules;
        }
        let own: HashSet<&str> = self.rules.iter().map(Ruled::id).collect();
        let mut all: Vec<R> = builtin.into_iter().filter(|r| !own.contains(r.id())).collect();
        drop(own);
        all.extend(self.rules);
        all
    }
}

/// Reads a file of rules: `format`, `builtin`, the `[[rule]]`s by `rule`, and what else its top level has by `top`. A
/// rule that `rule` makes nothing of must have got a fault.
pub fn read_library<R: Ruled>(
    text: &str,
    top: impl FnOnce(&mut Table<'_, '_, '_>),
    rule: impl Fn(&mut Table<'_, '_, '_>) -> Option<R>,
) -> (Library<R>, Vec<ConfigFault>) {
    let mut faults = Vec::new();
    let mut library = Library::default();
    if let Some(document) = parse(text, &mut faults) {
        let mut table = Table::new((&document, Span::default()), &mut faults);
        if let Some(found) = table.number("format", 1, u32::MAX).filter(|f| *f > FORMAT) {
            let place = table.place("format");
            table.fault(ConfigFaultKind::NewerFormat { found }, place);
        }
        library.builtin = table.truth("builtin").unwrap_or(true);
        top(&mut table);
        let entries = table.tables("rule");
        table.end();
        library.rules = read_rules(&entries, &rule, &mut faults);
    }
    in_order(&mut faults);
    (library, faults)
}

fn read_rules<R: Ruled>(
    entries: &[Entry<'_, '_>],
    rule: &impl Fn(&mut Table<'_, '_, '_>) -> Option<R>,
    faults: &mut Vec<ConfigFault>,
) -> Vec<R> {
    let mut ids = HashSet::new();
    let mut rules = Vec::new();
    for entry in entries {
        if faults.len() > ENOUGH {
            break;
        }
        let mut table = Table::new(*entry, faults);
        if let Some(read) = rule(&mut table) {
            if !ids.insert(read.id().to_owned()) {
                let place = table.place("id");
                table.fault(ConfigFaultKind::DuplicateId { id: read.id().to_owned() }, place);
            }
            rules.push(read);
        }
        table.end();
    }
    rules
}

/// The phrases of a list. One without a letter or digit would be found nowhere and is a fault.
pub fn phrases(table: &mut Table<'_, '_, '_>, key: &'static str) -> Vec<String> {
    let mut out = Vec::new();
    for (text, span) in table.texts(key) {
        if super::terms::parts(&text).is_empty() {
            table.fault(ConfigFaultKind::EmptyPhrase { key }, span);
        }
        out.push(text);
    }
    out
}

//! The map of a file: which column holds which fact. TOML, read strictly.

use super::sheet::is_key;
use crate::case::Span;
use crate::case::id::nearest;
use crate::case::words::words;
use crate::clock::sheet_time::SheetDates;
use crate::policy::fault::in_order;
use crate::policy::table::{Entry, Table, parse};
use crate::policy::{ConfigFault, ConfigFaultKind, ConfigType};
use std::collections::{BTreeMap, HashMap};

words! {
    /// What a column may hold.
    Target {
        /// The complaint in a line; the beginning of the description, unless given.
        Title = "title",
        /// When the customer reached us.
        Received = "received",
        /// How.
        Channel = "channel",
        /// Who complains.
        Customer = "customer",
        /// How to reach them.
        Contact = "contact",
        /// What they ask for.
        Demand = "demand",
        /// The account of events; the demand, unless given.
        Description = "description",
        /// What kind of complaint.
        Category = "category",
        /// What it is about.
        Product = "product",
        /// The unit complained about.
        Department = "department",
        /// Where.
        Place = "place",
        /// The procedure.
        Playbook = "playbook",
        /// Who told us.
        ReportedBy = "reported_by",
        /// Who speaks for the customer.
        Representative = "representative",
        /// The customer's language.
        Language = "language",
        /// Who took part.
        People = "people",
        /// Whom the customer sent a copy.
        Cc = "cc",
        /// Free labels.
        Tags = "tags",
        /// Who handles it.
        Owner = "owner",
        /// How grave.
        Severity = "severity",
        /// Open or closed.
        Status = "status",
        /// When the case was closed.
        Closed = "closed",
        /// How it ended.
        Outcome = "outcome",
        /// Why it ended that way.
        Ground = "ground",
        /// What was learned.
        Lesson = "lesson",
        /// When the customer last heard from us.
        LastContact = "last_contact",
        /// Through which channel.
        LastContactVia = "last_contact_via",
        /// Further remarks, kept as a note.
        Note = "note",
    }
}

impl Target {
    /// Whether several columns may be put together to make it.
    #[must_use]
    pub fn takes_several(self) -> bool {
        matches!(self, Self::Title | Self::Description | Self::Demand | Self::Note | Self::Lesson | Self::Ground)
            || self.is_list()
    }

    /// Whether it is a list.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self, Self::People | Self::Cc | Self::Tags)
    }

    /// Whether it is a moment.
    #[must_use]
    pub fn is_moment(self) -> bool {
        matches!(self, Self::Received | Self::Closed | Self::LastContact)
    }
}

/// A column that the map names, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The column.
    pub column: String,
    /// Where the map names it.
    pub span: Span,
}

/// A map.
#[derive(Debug, Clone, Default)]
pub struct Map {
    /// The row with the names of the columns.
    pub header_row: usize,
    /// How dates are written.
    pub dates: SheetDates,
    /// Under which key of `references` the reference is kept.
    pub key: String,
    /// The column with the reference.
    pub reference: Option<Named>,
    /// Which columns hold what.
    pub columns: BTreeMap<Target, Vec<Named>>,
    /// Further references: their keys and columns.
    pub references: Vec<(String, Named)>,
    /// What holds where the sheet says nothing.
    pub constants: BTreeMap<Target, String>,
    /// A row without a customer is filed as anonymous.
    pub anonymous: bool,
    /// What values mean: without blanks around and in small letters, to the value; nothing for an empty one.
    pub values: BTreeMap<Target, HashMap<String, String>>,
}

impl Map {
    /// Every column that the map names.
    pub fn named(&self) -> impl Iterator<Item = &Named> {
        self.reference.iter().chain(self.columns.values().flatten()).chain(self.references.iter().map(|(_, n)| n))
    }

    /// The columns that a sheet doesn't have.
    #[must_use]
    pub fn absent(&self, columns: &[String]) -> Vec<&str> {
        self.named().map(|n| n.column.as_str()).filter(|name| columns.iter().all(|c| c != name)).collect()
    }

    /// What is wrong with the map for a sheet of these columns. Lines of JSON need not have them all.
    #[must_use]
    pub fn misfits(&self, columns: &[String], is_json: bool) -> Vec<ConfigFault> {
        let mut faults = Vec::new();
        for named in self.named() {
            match columns.iter().filter(|c| **c == named.column).count() {
                1 => {}
                0 if is_json => {}
                0 => {
                    let near = nearest(&named.column, columns.iter().map(String::as_str));
                    let kind = ConfigFaultKind::NoColumn { column: named.column.clone(), near };
                    faults.push(ConfigFault::new(kind, named.span));
                }
                _ => {
                    let kind = ConfigFaultKind::ColumnTwice { column: named.column.clone() };
                    faults.push(ConfigFault::new(kind, named.span));
                }
            }
        }
        in_order(&mut faults);
        faults
    }
}

/// Reads a map.
#[must_use]
pub fn read_map(text: &str) -> (Map, Vec<ConfigFault>) {
    let mut faults = Vec::new();
    let mut map = Map { header_row: 1, ..Map::default() };
    let Some(document) = parse(text, &mut faults) else { return (map, faults) };
    let whole = Span { start: 0, end: text.len().min(1) };
    let mut t = Table::new((&document, whole), &mut faults);
    map.header_row = t.number("header_row", 1, 100).unwrap_or(1) as usize;
    map.dates = SheetDates { order: t.word("date_order"), serial: t.word("serial_dates") };
    match t.table("reference") {
        None => {
            t.need("reference", None::<()>);
        }
        Some(entry) => t.inner(entry, |r| {
            map.key = r.text("key").unwrap_or_else(|| "sheet".to_owned());
            if !is_key(&map.key) {
                let kind = ConfigFaultKind::WrongType { key: "key".to_owned(), wanted: ConfigType::Name };
                r.fault(kind, r.place("key"));
            }
            let column = r.text("column");
            let span = r.place("column");
            map.reference =
                r.need("column", column).map(|column| Named { column: super::sheet::column_name(&column), span });
        }),
    }
    let columns = t.table("columns");
    let references = t.table("references");
    let constants = t.table("constants");
    let values = t.table("values");
    t.end();
    if let Some(entry) = columns {
        read_columns(entry, &mut map, &mut faults);
    }
    if let Some(entry) = references {
        for (key, span, value, at) in Table::free_pairs(entry) {
            match value.as_str() {
                _ if !is_key(key) || key == map.key => {
                    let kind = ConfigFaultKind::WrongType { key: key.to_owned(), wanted: ConfigType::Name };
                    faults.push(ConfigFault::new(kind, span));
                }
                Some(column) => {
                    let named = Named { column: super::sheet::column_name(column), span: at };
                    map.references.push((key.to_owned(), named));
                }
                None => faults.push(wrong(key, ConfigType::Text, at)),
            }
        }
    }
    if let Some(entry) = constants {
        read_constants(entry, &mut map, &mut faults);
    }
    if let Some(entry) = values {
        read_values(entry, &mut map, &mut faults);
    }
    in_order(&mut faults);
    (map, faults)
}

fn wrong(key: &str, wanted: ConfigType, span: Span) -> ConfigFault {
    ConfigFault::new(ConfigFaultKind::WrongType { key: key.to_owned(), wanted }, span)
}

/// The target of a key, or a fault that names the nearest.
fn target(key: &str, span: Span, more: &[&'static str], faults: &mut Vec<ConfigFault>) -> Option<Target> {
    let found = Target::parse(key);
    if found.is_none() {
        let near = nearest(key, Target::tokens().into_iter().chain(more.iter().copied()));
        faults.push(ConfigFault::new(ConfigFaultKind::UnknownKey { key: key.to_owned(), near }, span));
    }
    found
}

fn read_columns(entry: Entry<'_, '_>, map: &mut Map, faults: &mut Vec<ConfigFault>) {
    for (key, span, value, at) in Table::free_pairs(entry) {
        let Some(target) = target(key, span, &[], faults) else { continue };
        let place = |range: std::ops::Range<usize>| Span { start: range.start, end: range.end };
        let named: Option<Vec<Named>> = match (value.as_str(), value.as_array()) {
            (Some(column), _) => Some(vec![Named { column: super::sheet::column_name(column), span: at }]),
            (_, Some(list)) if target.takes_several() && list.len() <= 50 => list
                .iter()
                .map(|v| {
                    let column = v.get_ref().as_str().map(super::sheet::column_name)?;
                    Some(Named { column, span: place(v.span()) })
                })
                .collect(),
            _ => None,
        };
        match named {
            Some(named) => {
                map.columns.insert(target, named);
            }
            None => faults.push(wrong(key, ConfigType::Text, at)),
        }
    }
}

fn read_constants(entry: Entry<'_, '_>, map: &mut Map, faults: &mut Vec<ConfigFault>) {
    for (key, span, value, at) in Table::free_pairs(entry) {
        if key == "anonymous" {
            match value.as_bool() {
                Some(truth) => map.anonymous = truth,
                None => faults.push(wrong(key, ConfigType::Bool, at)),
            }
            continue;
        }
        let Some(target) = target(key, span, &["anonymous"], faults) else { continue };
        match value.as_str() {
            Some(text) => {
                map.constants.insert(target, text.to_owned());
            }
            None => faults.push(wrong(key, ConfigType::Text, at)),
        }
    }
}

fn read_values(entry: Entry<'_, '_>, map: &mut Map, faults: &mut Vec<ConfigFault>) {
    for (key, span, value, at) in Table::free_pairs(entry) {
        let Some(target) = target(key, span, &[], faults) else { continue };
        let Some(table) = value.as_table() else {
            faults.push(wrong(key, ConfigType::Table, at));
            continue;
        };
        let mut meanings = HashMap::new();
        for (from, _, to, at) in Table::free_pairs((table, at)) {
            match to.as_str() {
                Some(to) => {
                    meanings.insert(folded(from), to.to_owned());
                }
                None => faults.push(wrong(from, ConfigType::Text, at)),
            }
        }
        map.values.insert(target, meanings);
    }
}

/// A value as the map looks it up: without blanks around, whatever its case.
#[must_use]
pub fn folded(value: &str) -> String {
    value.trim().to_lowercase()
}

//! What a template can say, in the language of the letter.

use crate::case::place::visible;
use serde::Serialize;
use serde_json::{Map, Value};

/// A promise as a template sees it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PromiseWords {
    /// What was promised.
    pub what: String,
    /// By when.
    pub due: String,
    /// That time has passed.
    pub late: bool,
}

/// The variables of every template. What the case doesn't have is none, and a template that prints it all the same is
/// refused.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Variables {
    /// The case's id.
    pub case: String,
    /// Who complains; none where the complaint is anonymous.
    pub customer: Option<String>,
    /// The complaint in a line.
    pub title: String,
    /// What the customer asks for.
    pub demand: String,
    /// What it is about.
    pub product: Option<String>,
    /// How it reached us: `by phone`.
    pub channel: Option<String>,
    /// The day on which it was received.
    pub received: String,
    /// The day of the letter.
    pub today: String,
    /// The day on which it was closed, or that of the letter.
    pub answered: String,
    /// From the one to the other: `3 days`.
    pub handling_time: String,
    /// How long that took, a sentence.
    pub handled: String,
    /// Whether it was looked into, as far as the record shows.
    pub investigated: bool,
    /// The name of the person who handles it.
    pub handler: Option<String>,
    /// Who signs.
    pub sender: String,
    /// When the customer hears from us next.
    pub next: Option<String>,
    /// When the final answer is due.
    pub last: Option<String>,
    /// Promises neither kept nor moved.
    pub promises: Vec<PromiseWords>,
    /// What happened since the customer last heard from us.
    pub news: Vec<String>,
    /// What was done to find out what happened.
    pub done: Vec<String>,
    /// What the case waits for, a sentence.
    pub waiting: Option<String>,
    /// The day on which it was closed.
    pub closed: Option<String>,
    /// When the final answer was due.
    pub old_date: Option<String>,
    /// When it is due now.
    pub new_date: Option<String>,
    /// Why it takes longer, or why a demand is refused.
    pub reason: Option<String>,
    /// What we came to, a sentence.
    pub finding: Option<String>,
    /// The solution as the playbook's field has it.
    pub solution: Option<String>,
    /// The options that the customer was told.
    pub offered: Vec<String>,
    /// The one chosen.
    pub accepted: Option<String>,
    /// What was given or paid.
    pub given: Vec<String>,
    /// The demand refused.
    pub refused: Option<String>,
    /// What we offer instead.
    pub alternative: Option<String>,
    /// Whom the customer sent a copy.
    pub cc: Vec<String>,
    /// The result in the sender's words, from `--set`; so are those below.
    pub result: Option<String>,
    /// What the problem meant to the customer.
    pub effect: Option<String>,
    /// What is done so that it doesn't happen again.
    pub measures: Option<String>,
    /// What a public statement is about, unless it is the title.
    pub incident: Option<String>,
    /// Who speaks in a public statement.
    pub manager: Option<String>,
    /// What the organisation stands for.
    pub values: Option<String>,
    /// What those concerned are entitled to.
    pub entitlement: Option<String>,
}

impl Variables {
    /// Their names.
    #[must_use]
    pub fn names() -> Vec<String> {
        Self::default().map().into_iter().map(|(name, _)| name).collect()
    }

    fn map(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map,
            _ => Map::new(),
        }
    }

    /// The variables by name with what `--set` says, all harmless: no character in them can move the cursor or turn the
    /// reading direction around, and what looks like a template is text.
    #[must_use]
    pub fn with(&self, settings: &[(String, String)]) -> Map<String, Value> {
        let mut map = self.map();
        map.values_mut().for_each(clean);
        for (name, value) in settings {
            let lines: Vec<String> = value.lines().map(visible).collect();
            map.insert(name.clone(), Value::String(lines.join("\n").trim().to_owned()));
        }
        map
    }
}

/// The variables that hold what the customer wrote.
pub const CUSTOMERS: [&str; 5] = ["customer", "title", "demand", "product", "refused"];

/// The same variables without the customer's own words: a box for every letter and digit, so that a template which
/// cuts or joins a text works as before.
#[must_use]
pub fn blanked(variables: &Map<String, Value>) -> Map<String, Value> {
    let mut map = variables.clone();
    for name in CUSTOMERS {
        if let Some(Value::String(text)) = map.get_mut(name) {
            *text = text.chars().map(|c| if c.is_alphanumeric() { '□' } else { c }).collect();
        }
    }
    map
}

fn clean(value: &mut Value) {
    match value {
        Value::String(text) => *text = visible(text).trim().to_owned(),
        Value::Array(list) => list.iter_mut().for_each(clean),
        Value::Object(map) => map.values_mut().for_each(clean),
        _ => {}
    }
}

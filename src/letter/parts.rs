//! What a letter of each kind must have, looked for in the finished text, so that it holds whatever the template.

use super::Kind;
use super::variables::CUSTOMERS;
use crate::case::words::words;
use serde_json::{Map, Value};

words! {
    /// A part that a letter must have.
    Part {
        /// The customer's name (R76).
        Customer = "customer",
        /// The number of the case.
        Number = "number",
        /// The day on which the complaint was received (R70).
        Received = "received",
        /// When the customer hears from us next, or has the answer (R07, R08).
        Next = "next",
        /// The date that was, and the one that is.
        Dates = "dates",
        /// Why it takes longer, or why a demand is refused.
        Reason = "reason",
        /// How it was looked into (R70).
        Process = "process",
        /// How long that took (R70).
        Time = "time",
        /// Sympathy and understanding (R70).
        Sympathy = "sympathy",
        /// An apology, or that we are sorry (R70, R72).
        Apology = "apology",
        /// That it shall not happen again (R70, and no more than that: C6).
        Assurance = "assurance",
        /// What we came to.
        Outcome = "outcome",
        /// The demand that is refused.
        Refused = "refused",
        /// What we offer instead (R44).
        Alternative = "alternative",
        /// The very problem (R73).
        Problem = "problem",
        /// What it meant to the customer (R73).
        Effect = "effect",
        /// Who speaks for the organisation (P26).
        Manager = "manager",
        /// What it stands for (P26).
        Values = "values",
        /// What it does against a repetition (P26).
        Measures = "measures",
        /// What those concerned are entitled to (P26).
        Entitlement = "entitlement",
        /// Everybody whom the customer sent a copy (R70).
        Cc = "cc",
        /// Nobody else.
        Others = "others",
    }
}

/// Words that show understanding.
const SYMPATHY: [&str; 9] =
    ["understand", "sorry to hear", "sorry to learn", "we regret", "care about", "理解", "遗憾", "体谅", "关注此事"];
/// Words that say we are sorry.
const APOLOGY: [&str; 8] = ["apolog", "we are sorry", "we're sorry", "道歉", "抱歉", "致歉", "歉意", "对不起"];
/// Words about it not happening again.
const ASSURANCE: [&str; 8] =
    ["not happen again", "happening again", "prevent", "a repeat", "不再发生", "再次发生", "防止", "杜绝"];
/// Words about looking into it.
const PROCESS: [&str; 8] = ["looked into", "investigat", "examined", "checked", "调查", "核实", "检查", "了解情况"];

/// How the lines begin that say whom a copy goes to.
const CC_LINES: [&str; 6] = ["cc:", "cc：", "copy to:", "copies to:", "抄送:", "抄送："];

impl Kind {
    /// What such a letter must have.
    #[must_use]
    pub fn parts(self) -> &'static [Part] {
        use Part::{
            Alternative, Apology, Assurance, Cc, Customer, Dates, Effect, Entitlement, Manager, Measures, Next, Number,
            Others, Outcome, Problem, Process, Reason, Received, Refused, Sympathy, Time, Values,
        };
        match self {
            Self::Acknowledgement => &[Customer, Number, Received, Next, Cc, Others],
            Self::Progress => &[Customer, Number, Next, Cc, Others],
            Self::Extension => &[Customer, Number, Dates, Reason, Cc, Others],
            Self::Result => &[Customer, Received, Process, Time, Outcome, Sympathy, Apology, Assurance, Cc, Others],
            Self::Refusal => &[Customer, Received, Refused, Reason, Alternative, Sympathy, Cc, Others],
            Self::Apology => {
                &[Customer, Received, Problem, Effect, Process, Time, Sympathy, Apology, Assurance, Cc, Others]
            }
            Self::Statement => &[Apology, Manager, Values, Measures, Entitlement],
        }
    }
}

/// A finished letter beside the variables it was made from.
struct Letter<'a> {
    variables: &'a Map<String, Value>,
    /// Without blanks and in lower case, so that no line end and no capital matters.
    text: String,
    /// The same with the customer's own words blank: a complaint about a missing apology apologises for nothing.
    own: String,
    lines: Vec<&'a str>,
}

/// The parts that a letter lacks, in the order in which it should have them; `own` is the same letter made from
/// [`blanked`](super::variables::blanked) variables.
#[must_use]
pub fn lacking(kind: Kind, text: &str, own: &str, variables: &Map<String, Value>) -> Vec<Part> {
    let letter = Letter { variables, text: pack(text), own: pack(own), lines: text.lines().collect() };
    kind.parts().iter().copied().filter(|part| !letter.has(*part)).collect()
}

impl Letter<'_> {
    fn has(&self, part: Part) -> bool {
        match part {
            // Nobody is named where nobody wants to be.
            Part::Customer => self.names("customer").is_none_or(|found| found),
            Part::Number => self.holds("case"),
            Part::Received => self.holds("received"),
            // A closed case has nothing to come.
            Part::Next => {
                self.holds("next") || self.holds("last") || self.list("promises") || self.names("closed").is_some()
            }
            Part::Dates => self.holds("old_date") && self.holds("new_date"),
            Part::Reason => self.holds("reason"),
            Part::Process => self.says(&PROCESS) || self.is("investigated") && self.list("done"),
            Part::Time => self.holds("handling_time") || self.holds("handled"),
            Part::Sympathy => self.says(&SYMPATHY),
            Part::Apology => self.says(&APOLOGY),
            Part::Assurance => self.says(&ASSURANCE),
            Part::Outcome => {
                ["finding", "result", "solution", "accepted"].iter().any(|name| self.holds(name)) || self.list("given")
            }
            Part::Refused => self.holds("refused"),
            Part::Alternative => self.holds("alternative"),
            Part::Problem => self.holds("title"),
            Part::Effect => self.holds("effect"),
            Part::Manager => self.holds("manager"),
            Part::Values => self.holds("values"),
            Part::Measures => self.holds("measures"),
            Part::Entitlement => self.holds("entitlement"),
            Part::Cc => self.cc().iter().all(|name| self.text.contains(&pack(name))),
            Part::Others => self.nobody_else(),
        }
    }

    /// Whether the text has a value; `None` where there is none to be had.
    fn names(&self, name: &str) -> Option<bool> {
        let value = self.variables.get(name).and_then(Value::as_str).map(pack).filter(|v| !v.is_empty())?;
        let times = |text: &str| text.matches(&value).count();
        // A name such as An stands within many a word of ours; it is there where the template says it.
        let blank = CUSTOMERS.contains(&name) && value.contains(char::is_alphanumeric);
        let least = if blank { times(&self.own) } else { 0 };
        Some(times(&self.text) > least)
    }

    fn holds(&self, name: &str) -> bool {
        self.names(name) == Some(true)
    }

    fn is(&self, name: &str) -> bool {
        self.variables.get(name) == Some(&Value::Bool(true))
    }

    /// Whether the text has a member of a list: the text itself, or the date in it.
    fn list(&self, name: &str) -> bool {
        let list = self.variables.get(name).and_then(Value::as_array);
        list.into_iter().flatten().any(|item| {
            let text = item.as_str().or_else(|| item.get("due").and_then(Value::as_str));
            text.map(pack).is_some_and(|text| !text.is_empty() && self.text.contains(&text))
        })
    }

    fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.own.contains(&pack(word)))
    }

    fn cc(&self) -> Vec<&str> {
        let list = self.variables.get("cc").and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// Whether the lines about copies name nobody whom the customer didn't.
    fn nobody_else(&self) -> bool {
        let mut names: Vec<String> = self.cc().into_iter().map(pack).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        self.lines.iter().map(|line| pack(line)).all(|line| {
            let Some(start) = CC_LINES.iter().find(|start| line.starts_with(&pack(start))) else { return true };
            let mut rest = line[pack(start).len()..].to_owned();
            for name in &names {
                rest = rest.replace(name.as_str(), "");
            }
            rest.chars().all(|c| !c.is_alphanumeric())
        })
    }
}

fn pack(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

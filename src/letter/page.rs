//! A template and the text it gives. A template of a workspace is a file that anybody may have written: it reads nothing
//! but its variables, a name it doesn't know is a fault, and so is work without end.

use super::variables::Variables;
use crate::case::Span;
use crate::case::id::nearest;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use serde_json::Map;
use std::collections::BTreeSet;

/// How much work a template may do: a long letter takes a thousandth of it.
const FUEL: u64 = 200_000;

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// What.
    pub kind: TemplateFaultKind,
    /// The bytes it is about.
    pub span: Span,
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum TemplateFaultKind {
    /// Not a template.
    Syntax { message: String },
    /// A name that there is not.
    Unknown { name: String, near: Option<String>, known: Vec<String> },
    /// Something printed that this case doesn't have; its name, where it is a variable.
    Absent { name: Option<String> },
    /// Work without end.
    Endless,
    /// Anything else that the engine refuses.
    Other { message: String },
}

/// A template that can be read.
pub struct Page<'s> {
    source: &'s str,
    names: BTreeSet<String>,
}

impl<'s> Page<'s> {
    /// Reads a template.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(source: &'s str) -> Result<Self, TemplateFault> {
        let environment = environment().map_err(|e| fault(source, &e))?;
        let template = environment.template_from_str(source).map_err(|e| fault(source, &e))?;
        let globals: BTreeSet<&str> = environment.globals().map(|(name, _)| name).collect();
        let mut names: BTreeSet<String> = template.undeclared_variables(false).into_iter().collect();
        names.retain(|name| !globals.contains(name.as_str()));
        Ok(Self { source, names })
    }

    /// The names it uses, its own aside.
    #[must_use]
    pub fn names(&self) -> &BTreeSet<String> {
        &self.names
    }

    /// Each name that is no variable, the variable it is near to, and where it stands, in the order of the template.
    #[must_use]
    pub fn unknowns(&self) -> Vec<(String, Option<String>, Span)> {
        let known = Variables::names();
        let unknown = self.names.iter().filter(|name| !known.contains(name));
        let near = |name: &String| nearest(name, known.iter().map(String::as_str));
        let mut all: Vec<_> = unknown.map(|name| (name.clone(), near(name), place_of(self.source, name))).collect();
        all.sort_by_key(|(_, _, span)| *span);
        all
    }

    /// The first name that is neither a variable nor set.
    #[must_use]
    pub fn unknown(&self, variables: &Map<String, serde_json::Value>) -> Option<TemplateFault> {
        let unknown = self.names.iter().filter(|name| !variables.contains_key(*name));
        let (span, name) = unknown.map(|name| (place_of(self.source, name), name)).min()?;
        let known = Variables::names();
        let near = nearest(name, known.iter().map(String::as_str));
        Some(TemplateFault { kind: TemplateFaultKind::Unknown { name: name.clone(), near, known }, span })
    }

    /// The text.
    ///
    /// # Errors
    /// When the template says what there is not, or never ends.
    pub fn text(&self, variables: &Map<String, serde_json::Value>) -> Result<String, TemplateFault> {
        if let Some(fault) = self.unknown(variables) {
            return Err(fault);
        }
        match self.rendered(variables) {
            Ok(text) => Ok(tidy(&text)),
            Err(fault) => Err(self.named(variables, fault)),
        }
    }

    fn rendered(&self, variables: &Map<String, serde_json::Value>) -> Result<String, TemplateFault> {
        let environment = environment().map_err(|e| fault(self.source, &e))?;
        let template = environment.template_from_str(self.source).map_err(|e| fault(self.source, &e))?;
        template.render(Value::from(Serde(variables))).map_err(|e| fault(self.source, &e))
    }

    /// The same fault with the name of what is absent: of the variables without a value on its line the one whose
    /// value would mend it, because others may be asked for first as they should.
    fn named(&self, variables: &Map<String, serde_json::Value>, fault: TemplateFault) -> TemplateFault {
        if !matches!(fault.kind, TemplateFaultKind::Absent { .. }) {
            return fault;
        }
        let absent = self.names.iter().filter(|name| variables.get(*name).is_some_and(serde_json::Value::is_null));
        let mut on_line: Vec<(Span, &String)> =
            absent.filter_map(|name| Some((place_in(self.source, name, fault.span)?, name))).collect();
        on_line.sort();
        let mends = |name: &str| {
            let mut filled = variables.clone();
            filled.insert(name.to_owned(), serde_json::Value::String("x".to_owned()));
            self.rendered(&filled).err().is_none_or(|other| other != fault)
        };
        let found = on_line.iter().find(|(_, name)| mends(name)).or(on_line.first());
        match found {
            Some((span, name)) => {
                let kind = TemplateFaultKind::Absent { name: Some((*name).clone()) };
                TemplateFault { kind, span: *span }
            }
            None => fault,
        }
    }
}

/// An engine that reads no files and escapes nothing, because a letter is plain text.
fn environment() -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_formatter(print);
    // It prints everything that the template is given.
    environment.remove_global("debug");
    Ok(environment)
}

/// What the case doesn't have is printed by no letter.
fn print(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_none() {
        return Err(Error::new(ErrorKind::UndefinedError, "none"));
    }
    minijinja::escape_formatter(out, state, value)
}

fn fault(source: &str, error: &Error) -> TemplateFault {
    let message = match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    };
    let kind = match error.kind() {
        ErrorKind::SyntaxError | ErrorKind::BadEscape => TemplateFaultKind::Syntax { message },
        ErrorKind::UndefinedError => TemplateFaultKind::Absent { name: None },
        ErrorKind::OutOfFuel => TemplateFaultKind::Endless,
        _ => TemplateFaultKind::Other { message },
    };
    TemplateFault { kind, span: line(source, error.line().unwrap_or(1)) }
}

/// A line without the blanks around it.
fn line(source: &str, number: usize) -> Span {
    let mut start = 0;
    for (index, line) in source.split_inclusive('\n').enumerate() {
        if index + 1 == number {
            let inside = line.trim();
            let start = start + (line.len() - line.trim_start().len());
            return Span { start, end: start + inside.len() };
        }
        start += line.len();
    }
    Span { start: source.len(), end: source.len() }
}

/// Where a name first stands in the code of a template.
fn place_of(source: &str, name: &str) -> Span {
    let whole = Span { start: 0, end: source.len() };
    place_in(source, name, whole).unwrap_or_else(|| line(source, 1))
}

/// Where a name first stands in the code of a part of a template.
fn place_in(source: &str, name: &str, part: Span) -> Option<Span> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let alone = |(at, _): &(usize, &str)| {
        let (before, after) = (&source[..*at], &source[at + name.len()..]);
        let inside = before.rfind(['{', '}']).is_some_and(|brace| before[..=brace].ends_with("{{"))
            || before.rfind("{%").is_some_and(|open| !before[open..].contains("%}"));
        inside && !before.ends_with(|c| is_word(c) || c == '.') && !after.starts_with(is_word)
    };
    let inside = |(start, _): &(usize, &str)| *start >= part.start && start + name.len() <= part.end;
    let (start, _) = source.match_indices(name).filter(inside).find(alone)?;
    Some(Span { start, end: start + name.len() })
}

/// No blank at the end of a line, and no two empty lines in a row.
fn tidy(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    while lines.last().is_some_and(|last| last.is_empty()) {
        lines.pop();
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

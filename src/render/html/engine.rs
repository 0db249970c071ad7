//! The template engine, set to HTML.

use super::TemplateError;
use crate::render::chart::escaped;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior};
use serde::Serialize;

/// A template of ours filled with data.
pub(super) fn filled(template: &str, data: &impl Serialize) -> Result<String, TemplateError> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_formatter(print);
    environment.add_filter("commands", commands);
    environment.template_from_str(template)?.render(Value::from(Serde(data)))
}

/// A sentence of ours with what stands between backticks set as something to type.
fn commands(text: &str) -> Value {
    let mut out = String::new();
    for (i, piece) in text.split('`').enumerate() {
        let escaped = escaped(piece);
        out.push_str(&if i % 2 == 1 { format!("<code>{escaped}</code>") } else { escaped });
    }
    Value::from_safe_string(out)
}

/// A text escaped, and nothing in it that moves the reader about.
fn print(out: &mut Output, state: &mut State, value: &Value) -> Result<(), TemplateError> {
    match value.as_str() {
        Some(text) if !value.is_safe() => out.write_str(&escaped(text)).map_err(TemplateError::from),
        _ => minijinja::escape_formatter(out, state, value),
    }
}

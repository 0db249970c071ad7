//! The template engine, set to HTML.

use super::TemplateError;
use crate::case::place::visible;
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
    environment.template_from_str(template)?.render(Value::from(Serde(data)))
}

/// A text escaped, and nothing in it that moves the reader about.
fn print(out: &mut Output, state: &mut State, value: &Value) -> Result<(), TemplateError> {
    match value.as_str() {
        Some(text) if !value.is_safe() => minijinja::escape_formatter(out, state, &Value::from(visible(text))),
        _ => minijinja::escape_formatter(out, state, value),
    }
}

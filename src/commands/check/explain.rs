//! `check --explain`: a page about each rule.

use crate::check::Code;
use crate::commands::{Context, Exit, Failure, Outcome, Output};
use crate::text::{Usage, rules};

/// Prints the page of a code, or one line about each.
pub(super) fn run(code: &str, ctx: &Context, output: &mut Output) -> Outcome {
    if code == "all" {
        let width = Code::ALL.iter().map(|c| c.as_str().len()).max().unwrap_or_default();
        for code in Code::ALL {
            output.line(&format!("{:width$}  {}", code.as_str(), rules::line(*code, ctx.lang)));
        }
        return Ok(Exit::Fine);
    }
    let Some(known) = Code::parse(code) else {
        let codes = Code::tokens();
        let near = crate::case::id::nearest(code, codes.iter().copied());
        let code = crate::case::place::visible(code);
        return Err(Failure::from(Usage::NoRule { code, codes, near }).into());
    };
    output.print(&rules::page(known, ctx.lang));
    Ok(Exit::Fine)
}

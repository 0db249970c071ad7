//! `amends help`: of a command, or of a topic.

use super::{Exit, Output};
use crate::policy::Lang;
use crate::text::notices::Notices;
use crate::text::{Label, Say};
use clap::Args;

/// Show the help of a command, or of the topic exit-codes
#[derive(Debug, Args)]
pub struct HelpArgs {
    /// A command or a topic
    pub topic: Vec<String>,
}

/// The table of exit codes.
pub fn exit_codes(lang: Lang, output: &mut Output) -> Exit {
    output.line(&Label::ExitCodes.say(lang));
    for exit in Exit::ALL {
        output.line(&format!("  {}  {}", exit.code(), exit.say(lang)));
    }
    output.line(&Notices::MonitoringCodes.say(lang));
    Exit::Fine
}

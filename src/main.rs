//! The binary: parse, run, write once, return the exit code.

use amends::commands::{Exit, Surroundings};
use amends::policy::Lang;
use amends::render::nagios::Status;
use amends::text::{Say, Trouble};
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    // Ids must be random: without a source nothing is done at all.
    if getrandom::u64().is_err() {
        let _ = writeln!(std::io::stderr(), "amends: {}", Trouble::Random.say(Lang::En));
        return ExitCode::from(Exit::Trouble.code());
    }
    let random = Box::new(|| getrandom::u64().unwrap_or_default());
    let finished = amends::cli::run(std::env::args_os().collect(), Surroundings::of_process(), random);
    let mut code = finished.code();
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(finished.data.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => {}
        // Whoever read the output has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
        Err(error) => {
            if finished.recorded {
                let _ = std::io::stderr().write_all(finished.data.as_bytes());
            }
            let trouble = Trouble::Output { reason: error.to_string() };
            let _ = writeln!(std::io::stderr(), "amends: {}", trouble.say(finished.lang));
            // Monitoring has a number of its own for what could not be told.
            code = finished.status.map_or(Exit::Trouble.code(), |_| Status::Unknown.code());
        }
    }
    let _ = std::io::stderr().write_all(finished.hints.as_bytes());
    ExitCode::from(code)
}

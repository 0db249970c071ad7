//! The output of a monitoring plug-in: a line with the status and the figures, then a line a row (plug-in development
//! guidelines of Nagios, which Icinga and others share).

use crate::case::place::visible;

/// What the service comes to; its number is the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing is past its time.
    Ok = 0,
    /// Something is late.
    Warning = 1,
    /// Something is worse than late.
    Critical = 2,
    /// It could not be judged, or not all of it.
    Unknown = 3,
}

impl Status {
    /// The exit code.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }

    /// The word that the guidelines have for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ok => "OK",
            Self::Warning => "WARNING",
            Self::Critical => "CRITICAL",
            Self::Unknown => "UNKNOWN",
        }
    }

    /// The first line and the rows; without figures the line ends before them.
    #[must_use]
    pub fn page(self, says: &str, figures: &[(&str, usize)], rows: &[String]) -> String {
        let figures: Vec<String> = figures.iter().map(|(label, n)| format!("{label}={n};;;0")).collect();
        let figures = if figures.is_empty() { String::new() } else { format!(" | {}", figures.join(" ")) };
        let mut out = format!("AMENDS {} - {}{figures}\n", self.word(), text(says));
        for row in rows {
            out.push_str(&text(row));
            out.push('\n');
        }
        out
    }
}

/// A line of text: what stands behind a `|` would be read as figures.
fn text(line: &str) -> String {
    visible(line).replace('|', "¦")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_behind_the_only_bar() {
        let page = Status::Critical.page("a|b", &[("breach", 2), ("late", 0)], &["x | y\nz".to_owned()]);
        assert_eq!(page, "AMENDS CRITICAL - a¦b | breach=2;;;0 late=0;;;0\nx ¦ y z\n");
        assert_eq!(Status::Unknown.page("no", &[], &[]), "AMENDS UNKNOWN - no\n");
    }
}

//! Lengths of time as people write them: `30m 4h 2d 8w`.

use std::fmt;

/// The unit of a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Minutes on the wall clock.
    Minutes,
    /// Hours on the wall clock.
    Hours,
    /// Local calendar days.
    Days,
    /// Seven days.
    Weeks,
}

/// A number of units, at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Duration {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: Unit,
}

impl Duration {
    /// So many hours.
    #[must_use]
    pub const fn hours(n: u32) -> Self {
        Self { n, unit: Unit::Hours }
    }

    /// So many days.
    #[must_use]
    pub const fn days(n: u32) -> Self {
        Self { n, unit: Unit::Days }
    }

    /// Reads `4h`. `None` for anything else, and for 0.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let unit = match text.get(digits..)? {
            "m" => Unit::Minutes,
            "h" => Unit::Hours,
            "d" => Unit::Days,
            "w" => Unit::Weeks,
            _ => return None,
        };
        let n = text[..digits].parse().ok().filter(|n| (1..=99_999).contains(n))?;
        Some(Self { n, unit })
    }

    /// The whole days of a duration in days or weeks.
    #[must_use]
    pub fn in_days(self) -> Option<u32> {
        match self.unit {
            Unit::Days => Some(self.n),
            Unit::Weeks => Some(self.n * 7),
            Unit::Minutes | Unit::Hours => None,
        }
    }

    /// The seconds of a duration on the wall clock.
    #[must_use]
    pub fn in_seconds(self) -> Option<i64> {
        match self.unit {
            Unit::Minutes => Some(i64::from(self.n) * 60),
            Unit::Hours => Some(i64::from(self.n) * 3600),
            Unit::Days | Unit::Weeks => None,
        }
    }

    /// About how long it is, to tell which of two is shorter.
    #[must_use]
    pub fn rough_seconds(self) -> i64 {
        self.in_seconds().unwrap_or_else(|| i64::from(self.in_days().unwrap_or(0)) * 86_400)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Minutes => "m",
            Unit::Hours => "h",
            Unit::Days => "d",
            Unit::Weeks => "w",
        };
        write!(f, "{}{unit}", self.n)
    }
}

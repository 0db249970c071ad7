//! Lengths of time as people write them: `30m 4h 8bh 2d 15bd 8w`.

use std::fmt;

/// The unit of a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Minutes on the wall clock.
    Minutes,
    /// Hours on the wall clock.
    Hours,
    /// Hours of working time.
    BusinessHours,
    /// Local calendar days.
    Days,
    /// Working days.
    BusinessDays,
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
            "bh" => Unit::BusinessHours,
            "d" => Unit::Days,
            "bd" => Unit::BusinessDays,
            "w" => Unit::Weeks,
            _ => return None,
        };
        // Working time is counted day by day: 9,999 days of work are 38 years.
        let most = if matches!(unit, Unit::BusinessHours | Unit::BusinessDays) { 9_999 } else { 99_999 };
        let n = text[..digits].parse().ok().filter(|n| (1..=most).contains(n))?;
        Some(Self { n, unit })
    }

    /// Reads a rhythm: `4h`, `1d`, `1w`; working time has none.
    #[must_use]
    pub fn rhythm(text: &str) -> Option<Self> {
        Self::parse(text).filter(|d| !matches!(d.unit, Unit::BusinessHours | Unit::BusinessDays))
    }

    /// The whole days of a duration in days or weeks.
    #[must_use]
    pub fn in_days(self) -> Option<u32> {
        match self.unit {
            Unit::Days => Some(self.n),
            Unit::Weeks => Some(self.n * 7),
            Unit::Minutes | Unit::Hours | Unit::BusinessHours | Unit::BusinessDays => None,
        }
    }

    /// The seconds of a duration on the wall clock.
    #[must_use]
    pub fn in_seconds(self) -> Option<i64> {
        match self.unit {
            Unit::Minutes => Some(i64::from(self.n) * 60),
            Unit::Hours => Some(i64::from(self.n) * 3600),
            Unit::Days | Unit::Weeks | Unit::BusinessHours | Unit::BusinessDays => None,
        }
    }

    /// Whether it ends within a day on the wall clock, whatever the calendar says.
    #[must_use]
    pub fn is_within_a_day(self) -> bool {
        matches!(self.unit, Unit::Minutes | Unit::Hours | Unit::Days) && self.rough_seconds() <= 86_400
    }

    /// About how long it is, to tell which of two is shorter.
    #[must_use]
    pub fn rough_seconds(self) -> i64 {
        let n = i64::from(self.n);
        match self.unit {
            Unit::Minutes => n * 60,
            Unit::Hours => n * 3600,
            // Seven days of the calendar hold five of work, and a day of work about nine hours.
            Unit::BusinessHours => n * 3600 * 24 / 9 * 7 / 5,
            Unit::Days => n * 86_400,
            Unit::BusinessDays => n * 86_400 * 7 / 5,
            Unit::Weeks => n * 7 * 86_400,
        }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Minutes => "m",
            Unit::Hours => "h",
            Unit::BusinessHours => "bh",
            Unit::Days => "d",
            Unit::BusinessDays => "bd",
            Unit::Weeks => "w",
        };
        write!(f, "{}{unit}", self.n)
    }
}

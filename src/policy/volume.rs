//! Contacts or orders of a period, against which complaints are set.

use super::Policy;
use chrono::{Datelike, Months, NaiveDate};

impl Policy {
    /// The volume of so many months from a day on; `None` unless each has one (M12).
    #[must_use]
    pub fn volume(&self, since: NaiveDate, months: u32) -> Option<u64> {
        let of = |n: u32| {
            let month = since.checked_add_months(Months::new(n))?;
            let key = format!("{:04}-{:02}", month.year(), month.month());
            self.volumes.iter().find(|(month, _)| *month == key).map(|(_, volume)| u64::from(*volume))
        };
        (0..months).map(of).sum()
    }
}

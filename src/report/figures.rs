//! What a report is about: its period, and what cases are counted by.

use crate::case::words::words;
use crate::clock::View;
use crate::clock::zone::add_days;
use chrono::{Datelike, Days, Months, NaiveDate};

/// Local dates, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub since: NaiveDate,
    /// Last day; it may lie ahead of now, the figures stop at now.
    pub until: NaiveDate,
}

impl Period {
    /// The month of a day.
    #[must_use]
    pub fn month(day: NaiveDate) -> Self {
        Self::months(day, 1, day.month0())
    }

    /// The quarter of a day.
    #[must_use]
    pub fn quarter(day: NaiveDate) -> Self {
        Self::months(day, 3, day.month0() / 3 * 3)
    }

    /// The year of a day.
    #[must_use]
    pub fn year(day: NaiveDate) -> Self {
        Self::months(day, 12, 0)
    }

    fn months(day: NaiveDate, length: u32, first: u32) -> Self {
        let since = day.with_day(1).and_then(|d| d.with_month0(first)).unwrap_or(day);
        let next = since.checked_add_months(Months::new(length)).unwrap_or(NaiveDate::MAX);
        Self { since, until: next.pred_opt().unwrap_or(since) }
    }

    /// How many whole months it is; `None` where it is no whole months.
    #[must_use]
    pub fn whole_months(self) -> Option<u32> {
        let after = add_days(self.until, 1);
        let whole = self.since.day() == 1 && after.day() == 1;
        let months = (after.year() - self.since.year()) * 12 + after.month() as i32 - self.since.month() as i32;
        u32::try_from(months).ok().filter(|months| whole && *months > 0)
    }

    /// The period of the same length before it: as many months where it is whole months, else as many days. `None`
    /// where no calendar reaches.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        let until = self.since.pred_opt()?;
        let since = match self.whole_months() {
            Some(months) => self.since.checked_sub_months(Months::new(months))?,
            None => {
                let days = u64::try_from((self.until - self.since).num_days()).ok()?;
                until.checked_sub_days(Days::new(days))?
            }
        };
        Some(Self { since, until })
    }
}

words! {
    /// What cases are counted by.
    Group {
        /// The procedure.
        Playbook = "playbook",
        /// The step a case stands in, or was closed in.
        Step = "step",
        /// The kind of complaint.
        Category = "category",
        /// How it came in.
        Channel = "channel",
        /// The unit complained about.
        Department = "department",
        /// Who handles it.
        Owner = "owner",
        /// How grave it is.
        Severity = "severity",
        /// What it is about.
        Product = "product",
    }
}

impl Group {
    /// The group a case belongs to; `None` when it says nothing about it.
    #[must_use]
    pub fn of(self, view: &View<'_>) -> Option<String> {
        let header = &view.case().header;
        match self {
            Self::Playbook => Some(view.state.playbook.id.clone()),
            Self::Category => header.category.clone(),
            Self::Channel => Some(header.channel.to_string()),
            Self::Owner => Some(view.state.owner.clone()),
            Self::Department => header.department.clone(),
            Self::Severity => Some(view.state.severity().to_string()),
            Self::Product => header.product.clone(),
            // Ids of steps mean something within their procedure only.
            Self::Step => {
                let step = view.state.step.as_ref().or(view.state.left.as_ref())?;
                Some(format!("{}/{step}", view.state.playbook.id))
            }
        }
    }
}

//! What time it is: the one place that asks.

use super::zone::Zone;
use crate::case::Stamp;
use chrono::{DateTime, Utc};

/// The moment a command judges by.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    /// The moment, in the workspace's zone.
    pub stamp: Stamp,
    /// It was given by `--now`: what happened later doesn't exist then.
    pub given: bool,
}

impl Now {
    /// The moment up to which events count; `None` counts them all.
    #[must_use]
    pub fn until(&self) -> Option<Stamp> {
        self.given.then_some(self.stamp)
    }

    /// The moment that `--now` gave.
    #[must_use]
    pub fn given(stamp: Stamp, zone: Zone) -> Self {
        Self { stamp: zone.local(stamp), given: true }
    }

    /// The moment that the system's clock shows, in whole seconds.
    #[must_use]
    pub fn read(zone: Zone) -> Self {
        #[expect(clippy::disallowed_methods, reason = "the one reading of the clock")]
        let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs());
        let utc: DateTime<Utc> = DateTime::from_timestamp(i64::try_from(seconds).unwrap_or(0), 0).unwrap_or_default();
        Self { stamp: zone.local(utc.fixed_offset()), given: false }
    }
}

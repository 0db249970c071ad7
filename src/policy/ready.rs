//! The ready-made policies that come with the program, for `init --policy`.

use super::holidays::holidays;
use super::{Lang, Limits, Policy, Unit};

/// A ready-made policy.
#[derive(Debug, Clone, Copy)]
pub struct Ready {
    /// What `--policy` calls it.
    pub id: &'static str,
    /// Its `amends.toml`, in English and with the zone below.
    pub text: &'static str,
    /// The zone of its law; `None` takes the host's.
    pub zone: Option<&'static str>,
    /// The holidays to go with it, one of the sets that come with the program.
    pub holidays: Option<&'static str>,
}

/// Declares the embedded files; a policy is added by adding its name, zone and holidays.
macro_rules! ready {
    ($($id:literal, $zone:expr, $holidays:expr;)+) => {
        /// Every ready-made policy.
        pub const READY: &[Ready] = &[$(Ready {
            id: $id,
            text: include_str!(concat!("../../policies/", $id, ".toml")),
            zone: $zone,
            holidays: $holidays,
        }),+];
    };
}

ready![
    "daily", None, None;
    "cn-finance", Some("Asia/Shanghai"), Some("cn-2026");
    "samr", Some("Asia/Shanghai"), Some("cn-2026");
    "disp", Some("Europe/London"), None;
    "cfpb", Some("America/New_York"), None;
];

impl Ready {
    /// The policy of a name.
    #[must_use]
    pub fn named(id: &str) -> Option<&'static Self> {
        READY.iter().find(|ready| ready.id == id)
    }

    /// The `calendar.toml` to go with it.
    #[must_use]
    pub fn calendar(&self) -> Option<&'static str> {
        self.holidays.and_then(holidays)
    }

    /// Its `amends.toml` in a language and a zone.
    #[must_use]
    pub fn in_place(&self, lang: Lang, zone: &str) -> String {
        let language = match lang {
            Lang::En => "en",
            Lang::Zh => "zh",
        };
        let line = |line: &str| match line.split_once(" = ") {
            Some(("language", _)) => format!("language = \"{language}\"\n"),
            Some(("time_zone", _)) => format!("time_zone = \"{zone}\"\n"),
            _ => format!("{line}\n"),
        };
        self.text.lines().map(line).collect()
    }
}

impl Policy {
    /// Whether a limit counts working days or working hours, and so wants a calendar.
    #[must_use]
    pub fn wants_calendar(&self) -> bool {
        let works = |limits: &Limits| {
            let Limits { first_response, feedback, step, follow_up, approval, last, verify } = limits;
            let all = [first_response, feedback, step, follow_up, approval, last, verify];
            all.into_iter().flatten().any(|d| matches!(d.unit, Unit::BusinessDays | Unit::BusinessHours))
        };
        works(&self.clocks) || works(&self.urgent.limits) || self.severities.iter().any(|(_, limits)| works(limits))
    }
}

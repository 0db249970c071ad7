//! Holidays from elsewhere.

use super::{TAKEN, Verdict, kinds};

use amends::policy::feed::read_feed;
use amends::policy::{Addition, Calendar, read_calendar};

/// A feed that is taken becomes a calendar that reads back to the same days, and taking it again adds nothing.
pub(super) fn feed(text: &str) -> Verdict {
    let feed = match read_feed(text.as_bytes(), None) {
        Ok(feed) => feed,
        Err(fault) if fault.line > text.lines().count() + 1 => {
            return Err(format!("a fault on line {} of {}", fault.line, text.lines().count()));
        }
        Err(fault) => return Ok(format!("refused {}", kinds([&fault.kind].into_iter()))),
    };
    let all = std::collections::BTreeSet::new();
    let empty = Calendar::default();
    let Ok(addition) = Addition::of("", &empty, &feed, &all) else {
        return Err("a clash with nothing".to_owned());
    };
    let written = addition.written_to(None);
    let (calendar, faults) = read_calendar(&written);
    if !faults.is_empty() {
        return Err(format!("{} in {written}", kinds(faults.iter().map(|f| &f.kind))));
    }
    if calendar != addition.added_to(&empty) {
        return Err(format!("reads back otherwise: {written}"));
    }
    if !Addition::of(&written, &calendar, &feed, &all).is_ok_and(|again| again.is_empty()) {
        return Err(format!("the second time adds something: {written}"));
    }
    Ok(format!("{TAKEN} {} {} {}", feed.days.len().min(5), feed.years.len().min(3), feed.left_out.len().min(3)))
}

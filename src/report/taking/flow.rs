//! What came, went and is there (M1), by department (M19), how old it is (M9), and how grave (M12).

use super::super::entry::{Entries, Figure, Part};
use super::Asked;
use crate::case::words::Severity;
use crate::case::{Act, Stamp};

pub(super) fn take(asked: &Asked<'_, '_>, entries: &mut Entries) {
    let (view, start, end) = (asked.view, asked.start, asked.end);
    let header = &view.case().header;
    let department = header.department.clone().map(Part::Name);
    let closes = || view.effective().filter(|e| matches!(e.act, Act::Close { .. }));
    let mut distinct = None;
    for (index, cycle) in view.state.cycles.iter().enumerate() {
        if asked.has(cycle.start) {
            let figure = if index == 0 { Figure::Received } else { Figure::Reopened };
            entries.count(figure, cycle.start, None);
        }
        let open_before = cycle.start < start && cycle.end.is_none_or(|e| e >= start);
        if open_before {
            entries.count(Figure::OpenAtStart, start, None);
        }
        if cycle.start <= end && cycle.end.is_none_or(|e| e > end) {
            entries.count(Figure::OpenAtEnd, end, None);
            entries.add(Figure::Age, Part::Whole, end, Some(age(asked, header.received)), None);
            if let Some(department) = &department {
                entries.add(Figure::DepartmentOpen, department.clone(), end, None, None);
            }
        }
        if let Some(closed) = cycle.end.filter(|e| asked.has(*e)) {
            let event = closes().nth(index).map(|e| &e.id);
            entries.count(Figure::Closed, closed, event);
            distinct = Some(closed);
        }
    }
    if let Some(last) = distinct {
        entries.count(Figure::DistinctClosed, last, None);
    }
    if asked.has(header.received) {
        entries.add(Figure::CameBy, Part::Channel(header.channel), header.received, None, None);
        if view.state.severity() >= Severity::Serious {
            entries.count(Figure::Serious, header.received, None);
        }
        if let Some(department) = department {
            entries.add(Figure::DepartmentReceived, department, header.received, None, None);
        }
    }
}

/// Whole local days since receipt (M9).
fn age(asked: &Asked<'_, '_>, received: Stamp) -> i64 {
    let zone = asked.view.zone();
    (zone.date(asked.end) - zone.date(received)).num_days()
}

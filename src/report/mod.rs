//! Cases and policy to rows and figures: pure, and apart from how they are shown.

mod ageing;
pub mod calendar;
pub mod counted;
pub mod course;
pub mod distribution;
pub mod entry;
pub mod export;
pub mod figures;
pub mod learning;
pub mod masking;
pub mod rows;
pub mod taking;
pub mod tally;

pub use ageing::{BANDS, ageing};
pub use calendar::{DayKind, DayRow, DayRun};
pub use counted::Counted;
pub use course::{Course, Stretch};
pub use distribution::Distribution;
pub use entry::{Entry, Figure, Metric, Part};
pub use figures::{Group, Period};
pub use masking::Mask;
pub use rows::{CaseRow, OverdueRow, TodayRow};
pub use tally::Tally;

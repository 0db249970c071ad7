//! Cases and policy to rows and figures: pure, and apart from how they are shown.

pub mod calendar;
pub mod distribution;
pub mod exceptions;
pub mod export;
pub mod figures;
pub mod learning;
pub mod masking;
pub mod rows;

pub use calendar::{DayKind, DayRow, DayRun};
pub use distribution::Distribution;
pub use exceptions::Exceptions;
pub use figures::{Figures, Period};
pub use masking::Mask;
pub use rows::{CaseRow, OverdueRow, TodayRow};

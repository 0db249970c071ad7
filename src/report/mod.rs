//! Cases and policy to rows and figures: pure, and apart from how they are shown.

pub mod distribution;
pub mod figures;
pub mod rows;

pub use distribution::Distribution;
pub use figures::{Figures, Period};
pub use rows::{CaseRow, OverdueRow, TodayRow};

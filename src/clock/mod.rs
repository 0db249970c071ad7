//! Now, days, and every deadline with its derivation.

pub mod deadline;
pub mod excuse;
mod feedback;
mod last;
pub mod limits;
pub mod now;
mod owed;
pub mod pause;
pub mod reckon;
mod redress;
mod rolling;
pub mod rule;
pub mod settled;
pub mod sheet_time;
mod spoken;
mod typed_date;
pub mod view;
pub mod when;
pub mod why;
mod working;
pub mod zone;

pub use deadline::{Deadline, Kind, Level};
pub use now::Now;
pub use owed::promise_deadlines;
pub use rule::{DayRecord, DayStatus, Rule};
pub use view::View;
pub use why::Why;
pub use working::Working;
pub use zone::Zone;

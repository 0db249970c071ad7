//! A team's spreadsheet, or our own export, taken apart row by row into cases. Pure: bytes and a map in, cases and
//! faults out.

pub mod cells;
pub mod decode;
pub mod fate;
pub mod guess;
pub mod lines;
pub mod map;
mod quotes;
pub mod record;
pub mod sheet;
pub mod take;
pub mod wrong;

pub use decode::{Decoded, Undecodable, decode};
pub use fate::{Decided, Fate, Fated, Fault, Known, decide, record_ids};
pub use map::{Map, Target, read_map};
pub use record::{Record, read_record};
pub use sheet::{Content, Flaw, NoSheet, Row, Sheet};
pub use take::{Procedure, Taken, Taker};
pub use wrong::{Flawed, Wrong};

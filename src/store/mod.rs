//! The files of a workspace. Nothing else in the program touches them.

mod append;
mod bytes;
mod catalog;
mod find;
pub mod git;
mod load;
mod lock;
mod mend;
mod named;
mod place;
mod resolve;
mod salvage;
mod scaffold;
mod snapshot;
mod splice;
mod texts;
mod verify;
mod write;
mod yaml;

pub use append::{WriteFailure, Writing};
pub use catalog::{Catalog, Entry, Origin, read_input};
pub use find::{Workspace, find_root};
pub use load::{Loaded, read_text};
pub use lock::{Lock, LockError, PATIENCE};
pub use mend::{Mended, Mending, mendable};
pub use named::{Named, is_own_kind};
pub use place::{PlacedConfigFault, PlacedFault};
pub use resolve::{Resolution, resolve};
pub use salvage::read_lines;
pub use scaffold::{Scaffold, scaffold};
pub use snapshot::Snapshot;
pub use verify::{Doubt, second_opinion};
pub use write::{output_is_writable, write_output};
pub use yaml::read_yaml;

//! The files of a workspace. Nothing else in the program touches them.

mod append;
mod bytes;
mod catalog;
mod find;
mod load;
mod lock;
mod mend;
mod place;
mod resolve;
mod scaffold;
mod splice;
mod verify;
mod write;
mod yaml;

pub use append::{WriteFailure, Writing};
pub use catalog::{Catalog, Entry, Origin, read_input};
pub use find::{Workspace, find_root};
pub use load::{Loaded, read_text};
pub use lock::{Lock, LockError, PATIENCE};
pub use mend::{Mended, Mending, mend_text, mendable};
pub use place::{PlacedConfigFault, PlacedFault};
pub use resolve::{Resolution, resolve};
pub use scaffold::{Scaffold, scaffold};
pub use verify::{Doubt, second_opinion};
pub use write::{output_is_writable, write_output};
pub use yaml::read_yaml;

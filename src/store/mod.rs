//! The files of a workspace. Nothing else in the program touches them.

mod append;
mod bytes;
mod catalog;
mod find;
pub mod git;
mod health;
mod load;
mod lock;
mod mend;
mod merging;
mod place;
mod resolve;
mod scaffold;
mod splice;
mod verify;
mod write;
mod yaml;

pub use append::{WriteFailure, Writing};
pub use bytes::MAX_BYTES;
pub use catalog::{Catalog, Entry, InputTrouble, Origin, read_input};
pub use find::{Workspace, find_root};
pub use health::{FileSystem, LockState, Stray};
pub use load::{Loaded, read_text};
pub use lock::{Lock, LockError, PATIENCE};
pub use mend::{Mended, Mending, mendable};
pub use merging::{NoMerge, Version, merge_texts, read_version, settle_text, write_version};
pub use place::{PlacedConfigFault, PlacedFault};
pub use resolve::{Resolution, resolve};
pub use scaffold::{Scaffold, git_files, lacking_git_lines, scaffold};
pub use verify::{Doubt, second_opinion};
pub use write::{output_is_writable, write_output};
pub use yaml::{has_alias, read_yaml};

//! merging.

//! clocks.

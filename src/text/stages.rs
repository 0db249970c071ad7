//! What long work is doing, beside its bar.

use super::Say;
use crate::policy::Lang;

/// What is being done at length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Cases are read and judged.
    Reading,
    /// Files are checked.
    Checking,
    /// Imported cases are written.
    Importing,
}

impl Say for Stage {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Reading => tr!(lang, "Reading cases", "读取工单"),
            Self::Checking => tr!(lang, "Checking cases", "检查工单"),
            Self::Importing => tr!(lang, "Writing cases", "写入工单"),
        }
    }
}

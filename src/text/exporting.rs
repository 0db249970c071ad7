//! What is said about exports.

use super::Say;
use crate::policy::Lang;

/// What is said about exports.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Exporting {
    /// A file was written.
    Wrote { path: String, rows: usize },
    /// A file can't be written.
    NotWritten { path: String, reason: String },
}

impl Say for Exporting {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Wrote { path, rows: 1 } => tr!(lang, "{path}: 1 row", "{path}：1 行"),
            Self::Wrote { path, rows } => tr!(lang, "{path}: {rows} rows", "{path}：{rows} 行"),
            Self::NotWritten { path, reason } => tr!(
                lang,
                "could not write {path}: {reason}; name a folder with -o that you may write to",
                "无法写入 {path}：{reason}；请用 `-o` 指定一个可以写入的目录"
            ),
        }
    }
}

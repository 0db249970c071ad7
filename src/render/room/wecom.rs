//! WeCom: `markdown.content` in UTF-8, at most 4,096 bytes (developer.work.weixin.qq.com, document 91770; more is
//! answered with errcode 40058, "markdown.content exceed max length 4096"). Its Markdown has no escapes.

use super::{Notice, without_markup};
use crate::render::json::line;
use serde_json::json;

const MOST: usize = 4096;

pub(super) fn body(notice: &Notice<'_>) -> String {
    let heading = format!("**{}**", without_markup(&notice.heading));
    let row = |text: &str| format!("\n> {}", without_markup(text));
    let lines = notice.lines(MOST - heading.len(), row, str::len);
    line(&json!({ "msgtype": "markdown", "markdown": { "content": heading + &lines.concat() } }))
}

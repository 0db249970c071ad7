//! DingTalk: the whole body is at most 20,000 bytes (open.dingtalk.com, "custom robot access"; more is answered with
//! errcode 460101, "message too long, exceed 20000 bytes"). Of its Markdown only a list breaks lines by itself.

use super::{Notice, in_json, without_markup};
use crate::render::json::line;
use serde_json::json;

const MOST: usize = 20_000;

pub(super) fn body(notice: &Notice<'_>) -> String {
    let title = without_markup(&notice.heading);
    let whole = |rows: &str| {
        let text = format!("**{title}**\n{rows}");
        line(&json!({ "msgtype": "markdown", "markdown": { "title": title, "text": text } }))
    };
    let row = |text: &str| format!("\n- {}", without_markup(text));
    let lines = notice.lines(MOST - whole("").len(), row, in_json);
    whole(&lines.concat())
}

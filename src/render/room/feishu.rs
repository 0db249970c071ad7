//! Feishu: the body of a request to a custom robot is at most 20 KB (open.feishu.cn, "custom bot usage guide"; a card
//! alone of more than 30 KB is answered with code 19036 or 230025). `plain_text` knows neither Markdown nor tags.

use super::{Notice, in_json};
use crate::case::place::visible;
use crate::render::json::line;
use serde_json::json;

const MOST: usize = 20_000;

pub(super) fn body(notice: &Notice<'_>) -> String {
    let heading = plain(&notice.heading);
    let whole = |rows: &str| {
        // An element without text is refused.
        let rows = if rows.is_empty() { &heading } else { rows };
        line(&json!({
            "msg_type": "interactive",
            "card": {
                "config": { "wide_screen_mode": true },
                "header": { "template": "red", "title": { "tag": "plain_text", "content": heading } },
                "elements": [{ "tag": "div", "text": { "tag": "plain_text", "content": rows } }],
            },
        }))
    };
    let row = |text: &str| plain(text) + "\n";
    let lines = notice.lines(MOST - whole("").len(), row, in_json);
    whole(lines.concat().trim_end())
}

/// A forwarded text may be read as one with tags.
fn plain(text: &str) -> String {
    super::without_addresses(&visible(text).replace('<', "＜").replace('>', "＞").replace('@', "＠"))
}

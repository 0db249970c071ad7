//! Slack: a text object has at most 3,000 characters (docs.slack.dev, "text object"), and blocks of more than some 13,000
//! together are refused with `msg_blocks_too_long` (slackapi/bolt-js issue 2509). `plain_text` knows no markup, and
//! `&`, `<`, `>` are written as entities everywhere.

use super::{Notice, without_addresses};
use crate::case::place::visible;
use crate::render::json::line;
use serde_json::{Value, json};

const MOST: usize = 12_000;
const BLOCK: usize = 3000;

pub(super) fn body(notice: &Notice<'_>) -> String {
    let heading = plain(&notice.heading);
    let row = |text: &str| plain(text) + "\n";
    let lines = notice.lines(MOST - length(&heading), row, length);
    let mut blocks = vec![section(&format!("{heading}\n"))];
    let mut here = String::new();
    for row in lines {
        if length(&here) + length(&row) > BLOCK {
            blocks.push(section(&here));
            here.clear();
        }
        here.push_str(&row);
    }
    if !here.is_empty() {
        blocks.push(section(&here));
    }
    line(&json!({ "text": heading, "blocks": blocks }))
}

fn section(text: &str) -> Value {
    json!({ "type": "section", "text": { "type": "plain_text", "emoji": false, "text": text.trim_end() } })
}

/// Characters as Slack's own program counts them.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

fn plain(text: &str) -> String {
    let text = without_addresses(&visible(text)).replace('@', "＠");
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

//! Rows and figures to text: one file per format, no decisions.

pub mod bars;
pub mod chart;
pub mod csv;
pub mod fishbone;
pub mod github;
pub mod graph;
pub mod graph_svg;
pub mod graph_text;
pub mod html;
pub mod ics;
pub mod json;
pub mod md;
pub mod month;
pub mod nagios;
pub mod problem;
pub mod room;
pub mod sheet;
pub mod table;
pub mod tsv;

pub use room::{Notice, Room};
pub use sheet::{Breaks, Cell, Column, Sheet, Tint};

use crate::case::words::words;

words! {
    /// How a reading command prints.
    Format {
        /// For people.
        Table = "table",
        /// For `cut` and `awk`: no heading, tabs between the columns.
        Tsv = "tsv",
        /// One object with an envelope.
        Json = "json",
        /// One object a line.
        Jsonl = "jsonl",
        /// For spreadsheets.
        Csv = "csv",
        /// For pages and chat rooms that know Markdown.
        Md = "md",
        /// A page for browsers and printers; of `report` only.
        Html = "html",
        /// Annotations of a pull request; of `check` only.
        Github = "github",
        /// A monitoring plug-in's output; of `overdue` only, as are the chat rooms.
        Nagios = "nagios",
        /// The body for a robot of Slack.
        Slack = "slack",
        /// The body for a robot of WeCom.
        Wecom = "wecom",
        /// The body for a robot of DingTalk.
        Dingtalk = "dingtalk",
        /// The body for a robot of Feishu.
        Feishu = "feishu",
    }
}

impl Format {
    /// The chat service whose format it is.
    #[must_use]
    pub fn room(self) -> Option<Room> {
        Room::parse(self.as_str())
    }

    /// Whether it is a message of `overdue`, with no columns.
    #[must_use]
    pub fn is_message(self) -> bool {
        self == Self::Nagios || self.room().is_some()
    }
}

/// What the output goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Columns.
    pub width: usize,
    /// Whether a terminal reads it.
    pub terminal: bool,
    /// Whether colours are wanted.
    pub color: bool,
}

impl Sheet {
    /// The sheet in a format; nothing at all when it has no rows, but for the JSON envelope.
    #[must_use]
    pub fn print(&self, format: Format, screen: Screen, envelope: &json::Envelope<'_>) -> String {
        match format {
            Format::Json => json::envelope(self, envelope),
            _ if self.rows.is_empty() => String::new(),
            Format::Table => table::table(self, screen),
            Format::Tsv => tsv::tsv(self),
            Format::Jsonl => json::lines(self),
            Format::Csv => csv::csv(self),
            Format::Md => md::md(self),
            Format::Github => github::annotations(self),
            // A page is no table: only `report`, which makes it itself, is asked for one.
            Format::Html => String::new(),
            // Messages are not made of columns, and only `overdue`, which makes them itself, is asked for one.
            Format::Nagios | Format::Slack | Format::Wecom | Format::Dingtalk | Format::Feishu => String::new(),
        }
    }
}

//! Messages for chat rooms: the body that a robot's address takes, within its size, cut by whole rows, and with nothing
//! in it that the room would take for markup, a link or a call on somebody.

mod dingtalk;
mod feishu;
mod slack;
mod wecom;

use crate::case::place::visible;
use crate::case::words::words;

words! {
    /// A service whose robots post what they are sent.
    Room {
        /// Slack.
        Slack = "slack",
        /// WeCom, 企业微信.
        Wecom = "wecom",
        /// DingTalk, 钉钉.
        Dingtalk = "dingtalk",
        /// Feishu and Lark, 飞书.
        Feishu = "feishu",
    }
}

/// What a message says, before it has the form of a service.
pub struct Notice<'a> {
    /// The first line.
    pub heading: String,
    /// A line a row, the worst first.
    pub rows: Vec<String>,
    /// The last line when so many rows are left out.
    pub rest: &'a dyn Fn(usize) -> String,
}

impl Notice<'_> {
    /// The body to post, on one line.
    #[must_use]
    pub fn body(&self, room: Room) -> String {
        match room {
            Room::Slack => slack::body(self),
            Room::Wecom => wecom::body(self),
            Room::Dingtalk => dingtalk::body(self),
            Room::Feishu => feishu::body(self),
        }
    }

    /// The lines that fit: as many rows as `budget` has room for at `cost` each, and how many are left out.
    fn lines(&self, budget: usize, form: impl Fn(&str) -> String, cost: impl Fn(&str) -> usize) -> Vec<String> {
        let rows: Vec<String> = self.rows.iter().map(|r| form(r)).collect();
        if rows.iter().map(|r| cost(r)).sum::<usize>() <= budget {
            return rows;
        }
        // The number of those left out never grows longer than that of all.
        let rest = |n: usize| form(&(self.rest)(n));
        let mut left = budget.saturating_sub(cost(&rest(rows.len())));
        let total = rows.len();
        let fit = |row: &String| {
            let fits = cost(row) <= left;
            left = left.saturating_sub(cost(row));
            fits
        };
        let mut kept: Vec<String> = rows.into_iter().take_while(fit).collect();
        kept.push(rest(total - kept.len()));
        kept
    }
}

/// The signs of every dialect of Markdown as their full-width forms: the services don't agree on how, or whether, a
/// sign can be escaped, and two of them know tags besides.
fn without_markup(text: &str) -> String {
    let harmless = |c: char| if "*_`~[]<>{}#@&$^|\\".contains(c) { wide(c) } else { c };
    without_addresses(&visible(text).chars().map(harmless).collect::<String>())
}

/// The full-width form of an ASCII sign.
fn wide(c: char) -> char {
    char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c)
}

/// Rooms turn what looks like an address into a link.
fn without_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find([':', '.']) {
        let (before, from) = rest.split_at(at);
        let mut signs = from.chars();
        let sign = signs.next().unwrap_or_default();
        let inside = before.ends_with(|c: char| c.is_alphanumeric())
            && match signs.clone().next() {
                Some('/') => true,
                Some(next) => sign == '.' && next.is_alphabetic(),
                None => false,
            };
        out.push_str(before);
        out.push(if inside { wide(sign) } else { sign });
        rest = signs.as_str();
    }
    out + rest
}

/// How many bytes a text takes inside a JSON string, without the quotes.
fn in_json(text: &str) -> usize {
    super::json::line(&serde_json::Value::from(text)).len() - 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(rows: usize) -> Notice<'static> {
        let row = |n| format!("breach, 3 missed: 2026-11-21-k7f3m feedback, row {n} \"酸奶\\\u{1f600}\" <@everyone>");
        let rest = &|n| format!("… and {n} more");
        Notice { heading: "overdue".to_owned(), rows: (0..rows).map(row).collect(), rest }
    }

    #[test]
    fn whatever_the_number_of_rows_each_body_is_json_within_its_size() {
        for room in Room::ALL {
            for rows in (0..200).chain([500, 5000]) {
                let body = notice(rows).body(*room);
                let value: serde_json::Value = serde_json::from_str(&body).unwrap();
                assert!(body.len() <= 20_000, "{room}: {}", body.len());
                let text = value.to_string();
                assert!(!text.contains("<@"), "{text}");
                let shown = text.matches("breach").count();
                let more = format!("… and {} more", rows - shown);
                assert_eq!(shown < rows, text.contains(&more), "{room} {rows}: {text}");
            }
        }
    }

    #[test]
    fn what_could_act_in_a_room_has_its_full_width_form() {
        assert_eq!(without_markup("*b* _i_ `c` [x](http://e.example)"), "＊b＊ ＿i＿ ｀c｀ ［x］(http：//e．example)");
        assert_eq!(without_markup("<font color=\"red\"> @all #1"), "＜font color=\"red\"＞ ＠all ＃1");
        assert_eq!(without_markup("www.e.example/x"), "www．e．example/x");
        assert_eq!(without_markup("2026-11-22 18:00, 1.5 kg: 3 %. End"), "2026-11-22 18:00, 1.5 kg: 3 %. End");
    }
}

//! `open --from`: a record in YAML or JSON, or a plain mail.

use serde_yaml::Value;

/// What a file says about a new case.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Intake {
    /// Header keys with their values, as text.
    pub fields: Vec<(String, String)>,
    /// Header keys with lists: cc, people, tags.
    pub lists: Vec<(String, Vec<String>)>,
    /// Header keys with mappings: references, prefers.
    pub maps: Vec<(String, Vec<(String, String)>)>,
    /// The customer does not want to be known.
    pub anonymous: bool,
}

impl Intake {
    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<String> {
        self.fields.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone())
    }

    /// The list of a key.
    #[must_use]
    pub fn list(&self, key: &str) -> Vec<String> {
        self.lists.iter().filter(|(k, _)| k == key).flat_map(|(_, v)| v.clone()).collect()
    }

    /// The mapping of a key.
    #[must_use]
    pub fn map(&self, key: &str) -> Vec<(String, String)> {
        self.maps.iter().filter(|(k, _)| k == key).flat_map(|(_, v)| v.clone()).collect()
    }
}

/// Why a file can't become a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadIntake {
    /// It begins like a record and can't be parsed as one.
    Syntax(String),
    /// It has YAML aliases.
    Alias,
    /// A key that a new case doesn't have.
    Key {
        /// The key.
        key: String,
        /// What may have been meant.
        near: Option<String>,
    },
    /// A value that is no text, or no list or mapping of texts where one belongs.
    Value {
        /// The key.
        key: String,
    },
}

const TEXTS: [&str; 17] = [
    "title",
    "customer",
    "contact",
    "channel",
    "demand",
    "category",
    "product",
    "playbook",
    "received",
    "severity",
    "owner",
    "department",
    "description",
    "place",
    "reported_by",
    "representative",
    "language",
];
const LISTS: [&str; 3] = ["cc", "people", "tags"];
const MAPS: [&str; 2] = ["references", "prefers"];

fn known_keys() -> impl Iterator<Item = &'static str> {
    TEXTS.into_iter().chain(LISTS).chain(MAPS).chain(["anonymous"])
}

/// Reads a record or a mail; any other text is the account of events.
///
/// # Errors
/// When a record can't be parsed, or has a key or value that a new case doesn't have.
pub fn read_intake(text: &str) -> Result<Intake, BadIntake> {
    let text = text.trim_start_matches('\u{feff}');
    if let Some(mail) = mail(text) {
        return Ok(mail);
    }
    let first = text.lines().map(str::trim).find(|l| !l.is_empty() && !l.starts_with('#') && *l != "---");
    let is_record = first.is_some_and(|line| {
        let key = line.split(':').next().unwrap_or_default().trim_matches('"');
        line.starts_with('{') || (line.contains(':') && (known_keys().any(|k| k == key) || looks_like_key(key)))
    });
    let plain = || Ok(Intake { fields: vec![("description".to_owned(), body(text))], ..Intake::default() });
    if !is_record {
        return plain();
    }
    // A text of aliases would unfold into more than the memory holds.
    if crate::store::has_alias(text) {
        return Err(BadIntake::Alias);
    }
    match serde_yaml::from_str::<Value>(text) {
        Ok(Value::Mapping(map)) => record(&map),
        Err(error) => Err(BadIntake::Syntax(error.to_string())),
        Ok(_) => plain(),
    }
}

/// A misspelt key is still one: a word that is near to a key.
fn looks_like_key(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') && crate::case::id::nearest(word, known_keys()).is_some()
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    }
}

fn record(map: &serde_yaml::Mapping) -> Result<Intake, BadIntake> {
    let mut intake = Intake::default();
    for (key, value) in map {
        let key = key.as_str().unwrap_or_default().to_owned();
        let bad = || BadIntake::Value { key: key.clone() };
        if TEXTS.contains(&key.as_str()) {
            let text = scalar(value).ok_or_else(bad)?;
            intake.fields.push((key, text));
        } else if LISTS.contains(&key.as_str()) {
            let list = match value {
                Value::Sequence(items) => items.iter().map(scalar).collect::<Option<Vec<_>>>(),
                one => scalar(one).map(|text| vec![text]),
            };
            let list = list.ok_or_else(bad)?;
            intake.lists.push((key, list));
        } else if MAPS.contains(&key.as_str()) {
            let pair = |(k, v): (&Value, &Value)| Some((scalar(k)?, scalar(v)?));
            let pairs = value.as_mapping().and_then(|m| m.iter().map(pair).collect::<Option<Vec<_>>>());
            let pairs = pairs.ok_or_else(bad)?;
            intake.maps.push((key, pairs));
        } else if key == "anonymous" {
            intake.anonymous = value.as_bool().ok_or_else(bad)?;
        } else {
            let near = crate::case::id::nearest(&key, known_keys());
            return Err(BadIntake::Key { key, near });
        }
    }
    Ok(intake)
}

/// A mail: header lines, a blank line, the body. `None` when the text doesn't begin like one.
fn mail(text: &str) -> Option<Intake> {
    let text = text.replace("\r\n", "\n");
    let (head, rest) = text.split_once("\n\n")?;
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in head.lines() {
        if line.starts_with([' ', '\t']) {
            let last = headers.last_mut()?;
            last.1.push(' ');
            last.1.push_str(line.trim());
            continue;
        }
        let (name, value) = line.split_once(':')?;
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return None;
        }
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let header = |name: &str| headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
    let from = header("from")?;
    let mut intake = Intake::default();
    let mut field = |key: &str, value: String| {
        if !value.is_empty() {
            intake.fields.push((key.to_owned(), value));
        }
    };
    let (name, address) = match from.split_once('<') {
        Some((name, rest)) => (name.trim().trim_matches('"').to_owned(), rest.trim_end_matches('>').trim().to_owned()),
        None => (from.clone(), from.clone()),
    };
    field("customer", if name.is_empty() { address.clone() } else { name });
    field("contact", address);
    field("title", header("subject").unwrap_or_default());
    field("channel", "email".to_owned());
    if let Some(date) = header("date").and_then(|d| chrono::DateTime::parse_from_rfc2822(&d).ok()) {
        field("received", crate::case::stamp::write_stamp(date));
    }
    field("description", body(rest));
    let cc = header("cc").map(|cc| cc.split(',').map(|s| s.trim().to_owned()).collect()).unwrap_or_default();
    intake.lists.push(("cc".to_owned(), cc));
    Some(intake)
}

fn body(text: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_gives_sender_subject_date_and_body() {
        let mail = "From: \"王女士\" <w@example.com>\r\nSubject: 鞋子\r\n 开胶\r\nDate: Sat, 21 Nov 2026 09:00:00 +0800\r\nCc: a@example.com, b@example.com\r\n\r\n你好：\r\n鞋底掉了。\r\n";
        let intake = read_intake(mail).unwrap();
        assert_eq!(intake.get("customer").as_deref(), Some("王女士"));
        assert_eq!(intake.get("title").as_deref(), Some("鞋子 开胶"));
        assert_eq!(intake.get("received").as_deref(), Some("2026-11-21T09:00:00+08:00"));
        assert_eq!(intake.get("description").as_deref(), Some("你好：\n鞋底掉了。\n"));
        assert_eq!(intake.list("cc"), ["a@example.com", "b@example.com"]);
    }

    #[test]
    fn json_and_plain_text_are_read_too() {
        let json = read_intake(r#"{"title": "T", "references": {"order": 123}}"#).unwrap();
        assert_eq!(json.get("title").as_deref(), Some("T"));
        assert_eq!(json.map("references"), [("order".to_owned(), "123".to_owned())]);
        let near = Some("title".to_owned());
        assert_eq!(read_intake("titel: x\ntitle: y\n"), Err(BadIntake::Key { key: "titel".to_owned(), near }));
        assert!(matches!(read_intake("{\"title\": \"T\""), Err(BadIntake::Syntax(_))));
        assert!(matches!(read_intake("cc: [null]\ntitle: t\n"), Err(BadIntake::Value { .. })));
        assert_eq!(read_intake("Hello: it broke.").unwrap().get("description").as_deref(), Some("Hello: it broke.\n"));
    }
}

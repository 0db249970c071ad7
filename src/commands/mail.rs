//! `open --from`: a record in YAML or JSON, or a plain mail.

use serde_yaml::Value;

/// What a file says about a new case.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Intake {
    /// Header keys with their values, as text.
    pub fields: Vec<(String, String)>,
    /// References with their values.
    pub references: Vec<(String, String)>,
    /// Whom the customer sent a copy.
    pub cc: Vec<String>,
}

impl Intake {
    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<String> {
        self.fields.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone())
    }
}

const KEYS: [&str; 13] = [
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
];

/// Reads a record or a mail.
///
/// # Errors
/// When a record has a key that a new case doesn't have, or a value that is not a text.
pub fn read_intake(text: &str) -> Result<Intake, String> {
    let text = text.trim_start_matches('\u{feff}');
    if let Some(mail) = mail(text) {
        return Ok(mail);
    }
    match serde_yaml::from_str::<Value>(text) {
        Ok(Value::Mapping(map)) if map.keys().any(|k| k.as_str().is_some_and(|k| KEYS.contains(&k))) => record(&map),
        _ => Ok(Intake { fields: vec![("description".to_owned(), body(text))], ..Intake::default() }),
    }
}

fn record(map: &serde_yaml::Mapping) -> Result<Intake, String> {
    let mut intake = Intake::default();
    for (key, value) in map {
        let key = key.as_str().unwrap_or_default();
        let scalar = |value: &Value| match value {
            Value::String(s) => Some(s.clone()),
            Value::Number(n) => Some(n.to_string()),
            _ => None,
        };
        match (key, value) {
            ("cc", Value::Sequence(list)) => intake.cc.extend(list.iter().filter_map(scalar)),
            ("references", Value::Mapping(pairs)) => {
                let pair = |(k, v): (&Value, &Value)| Some((k.as_str()?.to_owned(), scalar(v)?));
                intake.references.extend(pairs.iter().filter_map(pair));
            }
            (key, value) if KEYS.contains(&key) => {
                let text = scalar(value).ok_or_else(|| format!("`{key}` is not a text"))?;
                intake.fields.push((key.to_owned(), text));
            }
            (key, _) => {
                let near = crate::case::id::nearest(key, KEYS);
                let near = near.map(|n| format!(", did you mean `{n}`?")).unwrap_or_default();
                return Err(format!("unknown key `{key}`{near}"));
            }
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
    intake.cc = header("cc").map(|cc| cc.split(',').map(|s| s.trim().to_owned()).collect()).unwrap_or_default();
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
        assert_eq!(intake.cc, ["a@example.com", "b@example.com"]);
    }

    #[test]
    fn json_and_plain_text_are_read_too() {
        let json = read_intake(r#"{"title": "T", "references": {"order": 123}}"#).unwrap();
        assert_eq!(json.get("title").as_deref(), Some("T"));
        assert_eq!(json.references, [("order".to_owned(), "123".to_owned())]);
        assert!(read_intake("titel: x\ntitle: y\n").unwrap_err().contains("title"));
        assert_eq!(read_intake("Hello: it broke.").unwrap().get("description").as_deref(), Some("Hello: it broke.\n"));
    }
}

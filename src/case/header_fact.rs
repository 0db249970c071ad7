//! One fact of a header by its key: what it is, and how the canonical form spells it.

use super::header::Header;
use super::line::{description, quoted};
use super::stamp::{Stamp, write_stamp};

/// A fact of a header.
#[derive(Debug, Clone, PartialEq)]
pub enum HeaderFact {
    /// The key isn't there.
    Absent,
    /// A free text.
    Text(String),
    /// A word that stands plain: of a vocabulary, or a name.
    Word(String),
    /// A moment.
    Time(Stamp),
    /// A list of texts.
    Texts(Vec<String>),
    /// Texts by keys.
    Pairs(Vec<(String, String)>),
}

impl HeaderFact {
    /// What stands behind the key and its colon, without the last line end; `None` when the key isn't there.
    #[must_use]
    pub fn spelled(&self, key: &str) -> Option<String> {
        match self {
            Self::Absent => None,
            Self::Text(text) if key == "description" => {
                let mut spelled = description(text);
                spelled.truncate(spelled.trim_end_matches('\n').len());
                Some(spelled)
            }
            Self::Text(text) => Some(quoted(text)),
            Self::Word(word) => Some(word.clone()),
            Self::Time(stamp) => Some(write_stamp(*stamp)),
            Self::Texts(list) => Some(format!("[{}]", list.iter().map(|t| quoted(t)).collect::<Vec<_>>().join(", "))),
            Self::Pairs(pairs) => {
                let inner: Vec<String> = pairs.iter().map(|(k, v)| format!("{k}: {}", quoted(v))).collect();
                Some(format!("{{{}}}", inner.join(", ")))
            }
        }
    }
}

impl Header {
    /// The fact of a known key.
    #[must_use]
    pub fn fact(&self, key: &str) -> HeaderFact {
        let text = |text: &str| HeaderFact::Text(text.to_owned());
        let maybe = |text: &Option<String>| text.clone().map_or(HeaderFact::Absent, HeaderFact::Text);
        let word = |word: &Option<String>| word.clone().map_or(HeaderFact::Absent, HeaderFact::Word);
        let texts = |list: &[String]| match list {
            [] => HeaderFact::Absent,
            list => HeaderFact::Texts(list.to_vec()),
        };
        let pairs = |list: &[(String, String)]| match list {
            [] => HeaderFact::Absent,
            list => HeaderFact::Pairs(list.to_vec()),
        };
        match key {
            "id" => HeaderFact::Word(self.id.to_string()),
            "title" => text(&self.title),
            "received" => HeaderFact::Time(self.received),
            "channel" => HeaderFact::Word(self.channel.as_str().to_owned()),
            "customer" => maybe(&self.customer),
            "contact" => maybe(&self.contact),
            "anonymous" if self.anonymous => HeaderFact::Word("true".to_owned()),
            "demand" => text(&self.demand),
            "category" => word(&self.category),
            "product" => maybe(&self.product),
            "department" => word(&self.department),
            "place" => maybe(&self.place),
            "people" => texts(&self.people),
            "cc" => texts(&self.cc),
            "references" => pairs(&self.references),
            "reported_by" => maybe(&self.reported_by),
            "representative" => maybe(&self.representative),
            "language" => maybe(&self.language),
            "prefers" => pairs(&self.prefers),
            "tags" => texts(&self.tags),
            "playbook" => HeaderFact::Word(self.playbook.to_string()),
            "description" => text(&self.description),
            _ => HeaderFact::Absent,
        }
    }
}

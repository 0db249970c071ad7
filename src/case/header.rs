//! The facts about a complaint: what the top of its file says.

use super::id::CaseId;
use super::stamp::Stamp;
use super::words::Channel;

/// A playbook and the revision a case started with, `four-step@1`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PlaybookRef {
    /// The playbook's id.
    pub id: String,
    /// The revision the case was opened or switched with.
    pub revision: u32,
}

impl PlaybookRef {
    /// Reads `id@revision`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (id, revision) = text.split_once('@')?;
        let revision = revision.parse().ok()?;
        super::id::is_name(id).then(|| Self { id: id.to_owned(), revision })
    }
}

impl std::fmt::Display for PlaybookRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}@{}", self.id, self.revision)
    }
}

/// Header keys that every case has.
pub const REQUIRED: [&str; 9] =
    ["id", "title", "received", "channel", "customer", "contact", "demand", "playbook", "description"];

/// Every header key the format knows. Others survive and `check` notes them.
pub const KNOWN: [&str; 22] = [
    "id",
    "title",
    "received",
    "channel",
    "customer",
    "contact",
    "demand",
    "playbook",
    "description",
    "anonymous",
    "category",
    "product",
    "department",
    "place",
    "people",
    "cc",
    "references",
    "reported_by",
    "representative",
    "language",
    "prefers",
    "tags",
];

/// The facts of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// The case's id, the same as its file name.
    pub id: CaseId,
    /// The complaint in a line.
    pub title: String,
    /// When the customer reached us.
    pub received: Stamp,
    /// How the customer reached us.
    pub channel: Channel,
    /// Who complains; `None` for an anonymous complaint.
    pub customer: Option<String>,
    /// How to reach the customer.
    pub contact: Option<String>,
    /// The customer doesn't want to be known.
    pub anonymous: bool,
    /// What the customer asks for.
    pub demand: String,
    /// What kind of complaint it is.
    pub category: Option<String>,
    /// What it is about.
    pub product: Option<String>,
    /// The unit complained about.
    pub department: Option<String>,
    /// Where it happened.
    pub place: Option<String>,
    /// Who took part.
    pub people: Vec<String>,
    /// Whom the customer sent a copy.
    pub cc: Vec<String>,
    /// Order, policy, receipt numbers.
    pub references: Vec<(String, String)>,
    /// The department that reported the complaint to us.
    pub reported_by: Option<String>,
    /// Who speaks for the customer.
    pub representative: Option<String>,
    /// The customer's language.
    pub language: Option<String>,
    /// How the customer likes to be contacted.
    pub prefers: Vec<(String, String)>,
    /// Free labels.
    pub tags: Vec<String>,
    /// Header keys that a merge left in conflict.
    pub conflicts: bool,
    /// The procedure the case was opened with.
    pub playbook: PlaybookRef,
    /// The account of events.
    pub description: String,
}

impl Header {
    /// Whether we have no way to reach the customer, so that no feedback clock can run (clocks F9).
    #[must_use]
    pub fn unreachable_by_nature(&self) -> bool {
        self.anonymous && self.contact.is_none()
    }
}

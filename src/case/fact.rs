//! What is known: values of a playbook's fields.

/// The value of a playbook's field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// Written plain: a choice, a truth value, a date, a time, a number.
    Word(String),
    /// Written in quotes: a text or an amount.
    Text(String),
    /// Several choices.
    Many(Vec<String>),
}

impl Fact {
    /// Whether the fact is, or contains, this value.
    #[must_use]
    pub fn holds(&self, value: &str) -> bool {
        match self {
            Self::Word(s) | Self::Text(s) => s == value,
            Self::Many(list) => list.iter().any(|s| s == value),
        }
    }

    /// The fact in one line.
    #[must_use]
    pub fn line(&self) -> String {
        match self {
            Self::Word(s) | Self::Text(s) => s.clone(),
            Self::Many(list) => list.join(", "),
        }
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Word(s) | Self::Text(s) => s.trim().is_empty(),
            Self::Many(list) => list.is_empty(),
        }
    }
}

/// Fields of a step with their values.
pub type Facts = Vec<(String, Fact)>;

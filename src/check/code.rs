//! The names of the rules, and how grave a breach of each is.

use super::Grade;
use crate::case::words::words;

words! {
    /// A rule of `check`; `check --explain` has a page about each.
    Code {
        /// The file can't be read as a case.
        Damaged = "damaged",
        /// One event id with two texts.
        TwoTexts = "two-texts",
        /// A fault of a TOML file.
        Config = "config",
        /// Deadlines use a year whose holidays are not known.
        CalendarYear = "calendar-year",
        /// An unfinished merge in the index.
        Unmerged = "unmerged",
        /// The id is not the name of the file.
        IdNotFileName = "id-not-file-name",
        /// The file lies in another folder than its id says.
        WrongFolder = "wrong-folder",
        /// Two files hold a case of the same id.
        SameId = "same-id",
        /// A header key that the format doesn't have.
        UnknownHeaderKey = "unknown-header-key",
        /// A merge left header keys in conflict.
        Conflicts = "conflicts",
        /// An event is not on a line of its own.
        NotOneLine = "not-one-line",
        /// The same line twice.
        RepeatedLine = "repeated-line",
        /// The full text of a redacted event.
        Unredacted = "unredacted",
        /// Two branches crossed.
        Crossed = "crossed",
        /// Received after it was registered.
        ReceivedAfterOpen = "received-after-open",
        /// An event before the complaint was received.
        BeforeReceived = "before-received",
        /// A time ahead of the clock.
        Future = "future",
        /// Entered before it happened.
        LoggedBeforeAt = "logged-before-at",
        /// A year or an offset that no team has.
        OddTime = "odd-time",
        /// A playbook that is not there.
        UnknownPlaybook = "unknown-playbook",
        /// Another revision than the file at hand.
        PlaybookDrift = "playbook-drift",
        /// A step that the playbook doesn't have.
        UnknownStep = "unknown-step",
        /// A check that the step doesn't have.
        UnknownCheck = "unknown-check",
        /// A field that the playbook doesn't have.
        UnknownField = "unknown-field",
        /// A value that doesn't fit its field.
        BadFact = "bad-fact",
        /// A step left, or a case closed, without what it needs.
        GatePassed = "gate-passed",
        /// An approval of one's own offer.
        SelfApproved = "self-approved",
        /// Redress that reaches an approval band, and nobody signed.
        Unapproved = "unapproved",
        /// Redress that the customer didn't agree to, or that was given before.
        NoConsent = "no-consent",
        /// An amount that the approval bands can't be held against.
        OtherCurrency = "other-currency",
        /// A reference to an event that isn't there.
        NoSuchEvent = "no-such-event",
        /// A promise moved without telling the customer.
        MovedUntold = "moved-untold",
        /// An extension that moves nothing.
        Extension = "extension",
        /// `open` retracted.
        OpenRetracted = "open-retracted",
        /// Somebody who is not listed.
        UnknownPerson = "unknown-person",
        /// A token that is not on its list.
        NotListed = "not-listed",
        /// Perhaps the same complaint twice.
        PossibleDuplicate = "possible-duplicate",
        /// The address of a chat robot with its token.
        Secret = "secret",
        /// Personal data where lists and letters take their words from.
        PersonalData = "personal-data",
        /// A case that an earlier commit held is gone.
        LostCase = "lost-case",
        /// An event that an earlier commit held is gone.
        LostEvent = "lost-event",
        /// An event reads otherwise than in an earlier commit.
        ChangedEvent = "changed-event",
        /// The time of receipt was changed without a word in the log.
        ChangedReceived = "changed-received",
        /// A file of an earlier commit that could not be compared.
        NotCompared = "not-compared",
    }
}

impl Code {
    /// How grave a breach is; [`Code::other_grade`] where that depends.
    #[must_use]
    pub fn grade(self) -> Grade {
        match self {
            Self::Damaged
            | Self::TwoTexts
            | Self::Config
            | Self::Unmerged
            | Self::IdNotFileName
            | Self::SameId
            | Self::Conflicts
            | Self::ReceivedAfterOpen
            | Self::BeforeReceived
            | Self::UnknownPlaybook
            | Self::UnknownStep
            | Self::SelfApproved
            | Self::NoSuchEvent
            | Self::OpenRetracted
            | Self::Secret
            | Self::LostCase
            | Self::LostEvent
            | Self::ChangedEvent => Grade::Error,
            Self::WrongFolder
            | Self::NotOneLine
            | Self::RepeatedLine
            | Self::Unredacted
            | Self::Crossed
            | Self::Future
            | Self::LoggedBeforeAt
            | Self::OddTime
            | Self::UnknownCheck
            | Self::UnknownField
            | Self::BadFact
            | Self::GatePassed
            | Self::Unapproved
            | Self::NoConsent
            | Self::OtherCurrency
            | Self::MovedUntold
            | Self::Extension
            | Self::UnknownPerson
            | Self::NotListed
            | Self::PersonalData
            | Self::ChangedReceived
            | Self::CalendarYear => Grade::Warning,
            Self::UnknownHeaderKey | Self::PlaybookDrift | Self::PossibleDuplicate | Self::NotCompared => Grade::Note,
        }
    }

    /// The grade it has in some cases, which its page names.
    #[must_use]
    pub fn other_grade(self) -> Option<Grade> {
        match self {
            Self::Crossed => Some(Grade::Error),
            Self::PersonalData | Self::Unapproved | Self::OtherCurrency => Some(Grade::Note),
            _ => None,
        }
    }
}

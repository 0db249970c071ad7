//! The closed vocabularies of the format. Files hold the English token, screens show a name in the reader's language.

/// Declares a vocabulary: an enum whose variants are tokens of the format.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every word, in the order of the format.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The token as files and flags spell it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The word a token stands for.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }

            /// Every token, for "one of" and "did you mean".
            #[must_use]
            pub fn tokens() -> Vec<&'static str> {
                Self::ALL.iter().map(|w| w.as_str()).collect()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::case::words::UnknownWord;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text).ok_or_else(|| $crate::case::words::UnknownWord { allowed: Self::tokens() })
            }
        }
    };
}

pub(crate) use words;

/// A token outside its vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// What would have been right.
    pub allowed: Vec<&'static str>,
}

impl std::fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.allowed.join(", "))
    }
}

impl std::error::Error for UnknownWord {}

words! {
    /// How a complaint or a contact came about (procedures: the union of the articles' channels).
    Channel {
        /// By telephone.
        Phone = "phone",
        /// By electronic mail.
        Email = "email",
        /// By letter.
        Letter = "letter",
        /// In a chat.
        Chat = "chat",
        /// Through a web form.
        Form = "form",
        /// On social media.
        Social = "social",
        /// Face to face.
        InPerson = "in-person",
        /// At a counter or branch.
        Counter = "counter",
        /// We went to the customer, or the customer came to see us.
        Visit = "visit",
        /// By text message.
        Sms = "sms",
        /// Through a regulator or association.
        Regulator = "regulator",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// How grave a complaint is.
    Severity {
        /// Small.
        Minor = "minor",
        /// The usual case.
        Normal = "normal",
        /// Grave.
        Serious = "serious",
        /// A major complaint in the sense of the five-step article.
        Major = "major",
    }
}

words! {
    /// How a case ended.
    Outcome {
        /// The complaint was right.
        Upheld = "upheld",
        /// Right in part.
        PartlyUpheld = "partly-upheld",
        /// Not right.
        NotUpheld = "not-upheld",
        /// Settled out of goodwill, without deciding who was right.
        Goodwill = "goodwill",
        /// It can't be solved.
        Unresolvable = "unresolvable",
        /// The customer took it back.
        Withdrawn = "withdrawn",
        /// The customer can't be reached.
        Unreachable = "unreachable",
        /// The same complaint is handled in another case.
        Duplicate = "duplicate",
        /// Handed to somebody outside.
        Referred = "referred",
    }
}

words! {
    /// Which way a contact went.
    Direction {
        /// We contacted the customer.
        Out = "out",
        /// The customer contacted us.
        In = "in",
    }
}

words! {
    /// What a contact was for.
    Purpose {
        /// To say that we received the complaint.
        Ack = "ack",
        /// To report progress, also when there is none.
        Progress = "progress",
        /// To tell the result.
        Result = "result",
        /// To apologise.
        Apology = "apology",
        /// To ask afterwards whether all is well.
        FollowUp = "follow-up",
        /// To refuse a demand.
        Refusal = "refusal",
    }
}

words! {
    /// Why a case waits.
    PauseReason {
        /// The customer has to do something.
        AwaitingCustomer = "awaiting-customer",
        /// Somebody outside has to do something.
        AwaitingThirdParty = "awaiting-third-party",
        /// The customer agreed to hear from us at a later date.
        AgreedDate = "agreed-date",
    }
}

words! {
    /// What the assessment found about the facts.
    Verified {
        /// It is as the customer says.
        Confirmed = "confirmed",
        /// In part.
        Partly = "partly",
        /// It is not.
        Refuted = "refuted",
    }
}

words! {
    /// Whose fault it was.
    Blame {
        /// Ours.
        Ours = "ours",
        /// The customer's.
        Customer = "customer",
        /// A supplier's.
        Supplier = "supplier",
        /// Of several.
        Shared = "shared",
        /// Nobody's.
        Nobody = "nobody",
    }
}

words! {
    /// What raises a complaint above an ordinary one.
    Flag {
        /// A well-known person complains.
        PublicFigure = "public-figure",
        /// A government official complains.
        Official = "official",
        /// A journalist complains.
        Journalist = "journalist",
        /// It is on social media.
        SocialMedia = "social-media",
        /// A regulator is involved.
        Regulator = "regulator",
        /// A consumer organisation is involved.
        ConsumerOrg = "consumer-org",
        /// Health or safety is at stake.
        Safety = "safety",
        /// The customer is vulnerable.
        Vulnerable = "vulnerable",
        /// It is about how our staff behaved.
        StaffConduct = "staff-conduct",
    }
}

words! {
    /// What was given or done to put it right.
    Remedy {
        /// Money back.
        Refund = "refund",
        /// Another one.
        Replacement = "replacement",
        /// The service once more.
        Redo = "redo",
        /// A repair.
        Repair = "repair",
        /// An apology.
        Apology = "apology",
        /// Money for the loss.
        Compensation = "compensation",
        /// A look at the thing.
        Inspection = "inspection",
        /// A lower price.
        Discount = "discount",
        /// A fee not charged.
        Waiver = "waiver",
        /// Something extra.
        ExtraService = "extra-service",
        /// Somebody mediates.
        Mediation = "mediation",
        /// A call afterwards.
        CallBack = "call-back",
        /// Putting the cause right.
        Rectification = "rectification",
        /// Flowers, a fruit basket.
        GoodwillGift = "goodwill-gift",
        /// A visit to see how it is made.
        Visit = "visit",
        /// An insurance policy taken back.
        Surrender = "surrender",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// What made a case climb.
    Trigger {
        /// It took too long.
        Time = "time",
        /// It is grave.
        Severity = "severity",
        /// Somebody asked.
        Request = "request",
        /// It is beyond the handler's authority.
        Authority = "authority",
    }
}

words! {
    /// How two cases belong together.
    Relation {
        /// The same complaint of the same customer.
        DuplicateOf = "duplicate-of",
        /// The customer complains again.
        RepeatOf = "repeat-of",
        /// Part of a larger matter.
        PartOf = "part-of",
        /// Related in another way.
        Related = "related",
    }
}

//! What can go wrong when a provider is asked, by what the caller can do about it.

/// How much of a provider's words is kept as a reason.
pub(crate) const MAX_REASON_CHARS: usize = 300;

/// Why a provider did not do what it was asked to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It understood, and said no. Nothing happened, and asking again changes nothing.
    #[error("{doing}: the provider refused ({code}): {reason}")]
    Refused {
        /// What was attempted.
        doing: &'static str,
        /// The provider's code, for example `resource_missing`.
        code: String,
        /// The provider's words.
        reason: String,
    },
    /// It was not reached, or had no time. Nothing happened; the same may be asked again later.
    #[error("{doing}: the provider cannot be reached at present: {reason}")]
    Unavailable {
        /// What was attempted.
        doing: &'static str,
        /// What was seen.
        reason: String,
    },
    /// It may have happened or not. Look it up before anything is tried again, and then under the same identity (C94).
    #[error("{doing}: it is not known whether the provider did it: {reason}")]
    Unclear {
        /// What was attempted.
        doing: &'static str,
        /// What was seen.
        reason: String,
    },
    /// There is no such object at the provider.
    #[error("{doing}: the provider has no '{object}'")]
    Missing {
        /// What was attempted.
        doing: &'static str,
        /// The object's identity.
        object: String,
    },
    /// The amount cannot be paid by card, for example because the provider does not know the currency.
    #[error("{doing}: {reason}")]
    NotByCard {
        /// What was attempted.
        doing: &'static str,
        /// Why not.
        reason: String,
    },
}

impl Fault {
    /// Whether it is not known if the thing happened.
    pub fn is_unclear(&self) -> bool {
        matches!(self, Fault::Unclear { .. })
    }
}

/// Words from outside, cut to a length that fits a log line and a page.
pub(crate) fn shortened(words: &str) -> String {
    words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(MAX_REASON_CHARS).collect()
}

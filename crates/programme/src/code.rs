//! The kinds of finding, each with a code that stays the same for ever.

use serde::{Serialize, Serializer};

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal),+ $(,)?) => {
        /// What kind of finding a diagnostic is. A code is never used again for something else.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name),+
        }

        impl Code {
            /// All of them, in the order of their codes.
            pub const ALL: &[Code] = &[$(Code::$name),+];

            /// The code itself, for example `P012`.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Code::$name => $id),+
                }
            }

            /// What it means, one sentence or two.
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Code::$name => concat!($($doc),+).trim_ascii()),+
                }
            }
        }
    };
}

codes! {
    /// The file is larger, or one of its lines is longer, than a file for people is.
    TooLarge = "P001",
    /// The file is not TOML. The rest is checked once it is.
    Syntax = "P002",
    /// A key that Jubilee does not know; nothing in a file is ignored.
    UnknownKey = "P003",
    /// A key that is needed is not there.
    MissingKey = "P004",
    /// A value of another kind than the key needs, for example a number in place of a text.
    WrongKind = "P005",
    /// A name that is not in kebab-case, or too long.
    BadName = "P006",
    /// Two things have one name, or one thing is listed twice.
    Duplicate = "P007",
    /// A name of something that the file does not define.
    UnknownName = "P008",
    /// A text is missing in a language of the programme, or is there in another one.
    Languages = "P009",
    /// A text is empty, too long, or has characters in it that cannot be seen.
    BadText = "P010",
    /// A language that Jubilee does not speak.
    UnknownLanguage = "P011",
    /// A step along the calendar that cannot be read, for example in `anniversary + 30 days`.
    BadOffset = "P012",
    /// A date outside 1900-01-01 to 2200-12-31, or with a time of day.
    BadDate = "P013",
    /// An amount that cannot be read, or is nothing.
    BadAmount = "P014",
    /// A country code that is not two capital letters, or is nobody's.
    BadCountry = "P015",
    /// A time zone that is not in the IANA database.
    BadZone = "P016",
    /// An IBAN that is wrong: its check digits, its length, its form.
    BadIban = "P017",
    /// A BIC that is wrong.
    BadBic = "P018",
    /// A number that is too small or too large.
    OutOfRange = "P019",
    /// More entries than Jubilee takes.
    TooMany = "P020",
    /// Renewal dates that contradict each other on some anniversary, which the message names.
    ImpossibleDates = "P021",
    /// Two fees of one offer, or two rates of tax, for the same country and day.
    FeesOverlap = "P022",
    /// Keys of an offer that contradict each other.
    Contradiction = "P023",
    /// Published versions that do not follow each other, or none at all.
    NoHistory = "P024",
    /// A requirement that contradicts its offer or another requirement of it.
    ImpossibleRequirement = "P025",
    /// A relief that does nothing, or whose dates contradict each other.
    ImpossibleRelief = "P026",
    /// A version that leaves out a relief or an announcement of the version before.
    LostRelief = "P027",
    /// A fee or a rate of tax that begins on a day, with none before it.
    NothingBefore = "P034",
    /// Tax that contradicts itself.
    ImpossibleTax = "P035",
    /// The form of an invoice's number that cannot be read, or whose numbers could not be told apart.
    BadNumberForm = "P045",
    /// Warning: something is defined that nothing uses.
    Unused = "P101",
    /// Warning: an offer has no fee for some countries, whose members cannot buy it.
    NoFeeElsewhere = "P102",
    /// Warning: a bank transfer may take longer than an order or a renewal window lasts.
    NoSafeDay = "P103",
    /// Warning: an offer has no fee, so that it cannot be ordered; members get it by import only.
    NotForSale = "P104",
    /// Warning: two reliefs name the same anniversaries of the same offers.
    ReliefsOverlap = "P105",
    /// Warning: a relief moves anniversaries to where it, or another relief, names them once more.
    ReliefsChain = "P106",
    /// Warning: a relief, or a part of it, has no effect.
    NoEffect = "P107",
    /// Warning: a reactivation can be paid when the year that it gives is over already.
    ReactivationTooLate = "P108",
    /// The scenario's dates are not in order, or too far apart.
    DateOrder = "S001",
    /// A word of a scenario that is none of those which are possible there.
    UnknownWord = "S002",
    /// A step that neither does anything nor expects anything, or has keys that do not go together.
    BadStep = "S003",
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

//! Money on bank statements, in words.

use jubilee_core::{Doubt, Lang};

use crate::t;

/// Why money on the bank statement waits for staff, a sentence.
pub fn doubt(lang: Lang, doubt: Doubt) -> String {
    match doubt {
        Doubt::NoReference => t!(lang, "bank-doubt-no-reference"),
        Doubt::UnknownReference => t!(lang, "bank-doubt-unknown-reference"),
        Doubt::SeveralOrders => t!(lang, "bank-doubt-several-orders"),
        Doubt::AnotherAmount => t!(lang, "bank-doubt-another-amount"),
        Doubt::AnotherCurrency => t!(lang, "bank-doubt-another-currency"),
        Doubt::AlreadyPaid => t!(lang, "bank-doubt-already-paid"),
        Doubt::Cancelled => t!(lang, "bank-doubt-cancelled"),
        Doubt::Closed => t!(lang, "bank-doubt-closed"),
        Doubt::Expired => t!(lang, "bank-doubt-expired"),
        Doubt::ValueDate => t!(lang, "bank-doubt-value-date"),
        Doubt::Batch => t!(lang, "bank-doubt-batch"),
        Doubt::CreditReversed => t!(lang, "bank-doubt-credit-reversed"),
        Doubt::DebitReversed => t!(lang, "bank-doubt-debit-reversed"),
    }
}

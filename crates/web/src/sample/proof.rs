//! Proofs of payment, and a payment that is on its way.

use jubilee_core::Lang;
use jubilee_texts::id;

use super::{day, usd, words};
use crate::pages::staff::DeskProof;
use crate::view::{ProofLine, Tone};

/// A proof that was rejected, and one that waits.
pub(crate) fn proofs(is_staff: bool) -> Vec<ProofLine> {
    let href = |number: u16| {
        if is_staff {
            format!("/staff/payments/270499841/proofs/{number}")
        } else {
            format!("/orders/270499841/proof/{number}")
        }
    };
    let waiting = ProofLine {
        number: 2,
        order: "4127-3".to_owned(),
        file: "transfer confirmation (2).pdf".to_owned(),
        filed_on: day(2020, 9, 20),
        value_on: day(2020, 9, 21),
        account: "NL91 ABNA 0417 1643 00".to_owned(),
        reference: "RF82 4127 0000 3".to_owned(),
        reason: None,
        is_waiting: true,
        label: id!("proof-state-waiting"),
        tone: Tone::Due,
        href: href(2),
    };
    let rejected = ProofLine {
        number: 1,
        file: "photo.jpg".to_owned(),
        filed_on: day(2020, 9, 18),
        value_on: day(2020, 9, 18),
        account: String::new(),
        reason: Some("The photo shows an invoice of somebody else.".to_owned()),
        is_waiting: false,
        label: id!("proof-state-rejected"),
        tone: Tone::Bad,
        href: href(1),
        ..waiting.clone()
    };
    vec![rejected, waiting]
}

/// Proofs that wait for staff.
pub(crate) fn desk_proofs() -> Vec<DeskProof> {
    let first = DeskProof {
        order: "4127-3".to_owned(),
        member: "Brightwater Systems".to_owned(),
        filed_on: day(2020, 9, 20),
        value_on: day(2020, 9, 21),
        missing: usd(473_000),
        until: Some(day(2020, 10, 22)),
        href: "/staff/payments/270499841/proofs/2".to_owned(),
    };
    let purchase = DeskProof { order: "4130-1".to_owned(), member: "Contoso B.V.".to_owned(), until: None, ..first.clone() };
    vec![first, purchase]
}

/// What is said of a payment that is on its way.
pub(crate) fn in_flight(lang: Lang) -> String {
    words(
        lang,
        "We have a proof of payment for order 4127-3, with value date 21 September 2020. We wait for the money until 22 October 2020. \
         If it has not come by then, the offer will have lapsed on 16 October 2020.",
        "Voor bestelling 4127-3 hebben wij een betalingsbewijs met valutadatum 21 september 2020. Wij wachten tot en met 22 oktober 2020 \
         op het geld. Is het dan niet ontvangen, dan geldt de aanbieding als vervallen op 16 oktober 2020.",
    )
}

//! Proofs of payment, and payments that are on their way.

use jubilee_app::{App, MemberFile, Proof, ProofState};
use jubilee_core::{Day, Lang, OrderId, Reason, standing};
use jubilee_texts::{Id, id};

use crate::view::{ProofLine, Tone};

/// The proofs of an order, as rows that lead to `href`.
pub(crate) fn proof_lines(proofs: &[Proof], href: impl Fn(&Proof) -> String) -> Vec<ProofLine> {
    proofs.iter().map(|proof| proof_line(proof, href(proof))).collect()
}

/// A proof as a row that leads to `href`.
pub(crate) fn proof_line(proof: &Proof, href: String) -> ProofLine {
    let (label, tone) = state(proof.became);
    ProofLine {
        number: proof.number,
        order: proof.order.clone(),
        file: proof.file.clone(),
        filed_on: proof.filed_on,
        value_on: proof.value_on,
        account: proof.account.clone(),
        reference: proof.reference.clone(),
        reason: proof.reason.clone(),
        is_waiting: proof.became == ProofState::Waiting,
        label,
        tone,
        href,
    }
}

const fn state(state: ProofState) -> (Id, Tone) {
    match state {
        ProofState::Waiting => (id!("proof-state-waiting"), Tone::Due),
        ProofState::Accepted => (id!("proof-state-accepted"), Tone::Good),
        ProofState::Rejected => (id!("proof-state-rejected"), Tone::Bad),
        ProofState::Settled => (id!("proof-state-settled"), Tone::Quiet),
    }
}

/// What is said of a payment for an order that is on its way, and until when its lapse waits; `None` where none is.
pub(crate) fn on_its_way(app: &App, file: &MemberFile, order: OrderId, lang: Lang) -> Option<(String, Option<Day>)> {
    let is_said = |reason: &&Reason| match reason {
        Reason::PaymentInFlight { order: of, .. } | Reason::PaymentShown { order: of, .. } => *of == order,
        _ => false,
    };
    for item in &file.member.order(order)?.items {
        let standing = standing(app.programme(), &file.member, item.subscription(), file.today)?;
        let until = standing.hold.filter(|hold| hold.order == order).map(|hold| hold.until);
        if let Some(said) = standing.reasons.iter().find(is_said) {
            return Some((app.sentence(said, lang), until));
        }
    }
    // Of an order that no standing asks for any more, the proof is told all the same.
    let flight = file.member.flights(order).filter(|flight| flight.is_open(file.today)).last()?;
    let shown = Reason::PaymentShown { order, value_on: flight.value_on, is_card: flight.proof().is_none() };
    Some((app.sentence(&shown, lang), None))
}

//! The kept cards of a member beside its ledger: each subscription that renews automatically has its card, and nothing else has one.

use jubilee_core::{AutoRenewal, SubscriptionId};
use jubilee_store::Stmt;
use jubilee_store::kept_cards::{self, KeptCardRow, KeptCardState};

use super::{Mend, Mismatch};
use crate::held::Held;

/// The rows of kept cards that are not what the ledger says. What the provider calls a card is in no ledger: a card that is not there, or
/// not the one that its holder was told of, has to be given anew.
pub(super) fn wrong_cards(held: &Held, rows: &[KeptCardRow]) -> Vec<Mismatch> {
    let subscriptions = held.member.subscriptions.iter();
    let mut wrong: Vec<Mismatch> =
        subscriptions.filter_map(|held_| wrong_card(held, rows, held_.id, held_.auto_renewal.as_ref())).collect();
    wrong.extend(rows.iter().filter_map(|row| wrong_row(held, row)));
    wrong
}

fn wrong_card(held: &Held, rows: &[KeptCardRow], id: SubscriptionId, auto: Option<&AutoRenewal>) -> Option<Mismatch> {
    let reference = held.reference(id);
    let is = rows.iter().find(|row| row.subscription == id && row.state == KeptCardState::Kept);
    match (is, auto.map(|auto| &auto.card)) {
        (None, None) => None,
        (Some(is), Some(must_be)) if is.label == *must_be => None,
        (Some(is), Some(must_be)) => Some(lost(format!(
            "the card kept for subscription {reference} ends in {} and expires on {}; by the ledger it must be {} and {}",
            is.label.last_four, is.label.expires_on, must_be.last_four, must_be.expires_on
        ))),
        (Some(is), None) => Some(Mismatch::new(
            format!(
                "a card ending in {} is kept for subscription {reference}, which does not renew automatically",
                is.label.last_four
            ),
            vec![kept_cards::drop_card(id)],
        )),
        (None, Some(must_be)) => Some(lost(format!(
            "subscription {reference} renews automatically with a card ending in {}, and none is kept for it",
            must_be.last_four
        ))),
    }
}

fn wrong_row(held: &Held, row: &KeptCardRow) -> Option<Mismatch> {
    let is_named = !row.customer.is_empty() && !row.method.is_empty();
    let card = &row.card;
    if held.member.subscription(row.subscription).is_none() {
        let mend: Vec<Stmt> = vec![kept_cards::drop_card(row.subscription)];
        let is_kept = row.state == KeptCardState::Kept;
        return is_kept
            .then(|| Mismatch::new(format!("card {card} is kept for a subscription that is not in the ledger"), mend));
    }
    match (row.state, is_named) {
        (KeptCardState::Forgotten, true) => Some(Mismatch::new(
            format!("what the provider calls card {card} is still here, although it has forgotten the card"),
            vec![kept_cards::erase(card)],
        )),
        (KeptCardState::Kept | KeptCardState::ToForget, false) => {
            Some(lost(format!("card {card} is not named as its provider names it: it can be neither charged nor forgotten")))
        }
        _ => None,
    }
}

const fn lost(what: String) -> Mismatch {
    Mismatch { what, mend: Mend::Nothing }
}

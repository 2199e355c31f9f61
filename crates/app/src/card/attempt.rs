//! One attempt: its row, and what the row says.

use jubilee_core::{CARD, Money, OrderId};
use jubilee_payments::{CardProvider, DisputeState, Effect, Known, Seen};
use jubilee_store::card_payments::{CardRow, CardState, CardTrouble};

use super::{CardPayment, CardProgress, is_declined};
use crate::app::App;
use crate::error::AppError;
use crate::secret::Secret;

/// A new attempt, of which nothing is known.
pub(super) fn new(app: &App, provider: &dyn CardProvider, order: OrderId, amount: Money) -> CardRow {
    CardRow {
        attempt: format!("{CARD}{order}-{}", &Secret::random().as_str()[..12]),
        order,
        provider: provider.name().to_owned(),
        amount,
        version: 0,
        state: CardState::Begun,
        checkout: None,
        address: None,
        payment: None,
        known: write(&Known::default()),
        taken: None,
        trouble: None,
        made_at: app.now(),
        looked_at: app.now(),
        keeps: false,
        is_charge: false,
        kept_card: None,
        asked_at: None,
    }
}

/// What is known of an attempt.
pub(super) fn known(row: &CardRow) -> Result<Known, AppError> {
    let unread = |error| AppError::Usage(format!("what is known of the card payment {} cannot be read: {error}", row.attempt));
    serde_json::from_str(&row.known).map_err(unread)
}

pub(super) fn write(known: &Known) -> String {
    serde_json::to_string(known).expect("what is known is plain data")
}

/// Joins what was seen into a row. A row that cannot be read stays as it is; reading it says so.
pub(super) fn join(row: &mut CardRow, seen: &Seen) {
    let Ok(before) = known(row) else { return };
    let (next, effects) = before.learn(&seen.known);
    row.known = write(&next);
    row.payment = row.payment.clone().or(seen.payment.clone());
    row.checkout = row.checkout.clone().or(seen.checkout.clone());
    row.state = match () {
        () if next.paid.is_some() => CardState::Paid,
        () if next.has_ended => CardState::Ended,
        () if row.state == CardState::Ended => CardState::Ended,
        () if next.is_in_flight() => CardState::InFlight,
        () => CardState::Open,
    };
    for effect in effects {
        match effect {
            Effect::Disputed(_, DisputeState::Open) => row.trouble = Some(CardTrouble::Disputed),
            Effect::Disputed(_, DisputeState::Lost) => row.trouble = Some(CardTrouble::DisputeLost),
            // What we ask for ourselves is followed in its own row.
            Effect::Refunding(..) if seen.refund.is_none() => row.trouble = Some(CardTrouble::RefundedOutside),
            Effect::Disputed(_, DisputeState::Won)
            | Effect::Refunding(..)
            | Effect::Paid(_)
            | Effect::Left(_)
            | Effect::Declined(_)
            | Effect::Ended => {}
        }
    }
}

/// What a row tells the payer.
pub(super) fn payment(row: &CardRow) -> Result<CardPayment, AppError> {
    use jubilee_store::card_payments::CardTaken;
    let progress = match (row.state, row.taken, &row.address) {
        (CardState::Paid, Some(CardTaken::Recorded), _) => CardProgress::Paid,
        (CardState::Paid, Some(CardTaken::Surplus | CardTaken::Returned), _) => CardProgress::Surplus,
        (CardState::Ended, ..) => CardProgress::Ended,
        (CardState::Open, _, Some(address)) => {
            CardProgress::Open { address: address.clone(), is_declined: is_declined(&known(row)?) }
        }
        (CardState::Open | CardState::Begun | CardState::InFlight | CardState::Paid, ..) => CardProgress::InProgress,
    };
    Ok(CardPayment { attempt: row.attempt.clone(), order: row.order, amount: row.amount, progress })
}

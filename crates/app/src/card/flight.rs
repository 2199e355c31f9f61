//! Whether the provider works on a payment, as the rules know it: while it does, a lapse waits (C96).

use jubilee_core::{Actor, Command, Lift, Refusal};
use jubilee_payments::Stage;
use jubilee_store::card_payments::CardRow;

use super::attempt;
use crate::app::App;
use crate::error::AppError;
use crate::held::Request;

impl App {
    /// Tells the member's ledger whether an attempt is in process at the provider, where that is news. Money that has come needs no word of
    /// its own: its payment ends what was in flight.
    pub(super) async fn note_flight(&self, row: &CardRow) -> Result<(), AppError> {
        let known = attempt::known(row)?;
        if known.paid.is_some() {
            return Ok(());
        }
        let is_in_flight = known.is_in_flight() && known.latest.stage == Stage::Processing;
        let payment = row.attempt.clone();
        let command = Command::FollowCard { order: row.order, payment, is_in_flight };
        match self.act(row.order.member(), &command, Request::by(Actor::CardProvider)).await {
            Ok(_) => Ok(()),
            // It is known already, or the order needs no money any more.
            Err(AppError::Refused(refusal)) if matches!(*refusal, Refusal { lift: Lift::Done, .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

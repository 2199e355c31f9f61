//! Automatic renewal as the doctor sees it: somebody has to charge the cards that are kept, and they have to be valid then.

use jubilee_core::{AutoOutlook, Day, standing};
use jubilee_store::kept_cards;

use super::{Examination, counted};
use crate::app::App;
use crate::error::AppError;

/// A card that is valid for so many days more is charged before it expires, or was told to expire once before that.
const FAR_AHEAD: i32 = 3 * 366;

/// As many cards that expire are looked into.
const MOST: u32 = 1_000;

impl App {
    /// Nothing where the programme has no automatic renewal.
    pub(super) async fn examine_cards(&self) -> Result<Option<Examination>, AppError> {
        let today = self.today().await?;
        let renews_itself =
            |offer: &jubilee_core::Offer| offer.renewal.as_ref().is_some_and(|renewal| renewal.auto_renewal.is_some());
        if !self.programme.version(today).offers.iter().any(renews_itself) {
            return Ok(None);
        }
        let kept = kept_cards::count(&self.db).await?.unsigned_abs();
        let is_kept = counted(kept, "card is kept", "cards are kept");
        if !self.takes_cards() {
            let advice = "give `jubilee serve` and this command the key of a Stripe account (JUBILEE_STRIPE_KEY and \
                JUBILEE_STRIPE_WEBHOOK_SECRET), or take auto-renewal out of the programme file";
            return Ok(Some(if kept == 0 {
                let found =
                    "the programme renews automatically, and no payment provider is set up here: nobody can switch it on";
                Examination::warning("cards", found, advice)
            } else {
                let found = format!("{is_kept} and no payment provider is set up here: nobody charges what falls due");
                Examination::bad("cards", found, advice)
            }));
        }
        let (too_early, first) = self.expiring_too_early(today).await?;
        Ok(Some(match first {
            None => Examination::well("cards", format!("{is_kept}, and none expires before it is charged next")),
            Some((on, reference)) => Examination::warning(
                "cards",
                format!(
                    "{too_early} of {kept} cards that are kept will have expired when it is charged next, the first on {on} \
                    (subscription {reference})"
                ),
                "their members are told with the notice of the charge, and can give another card on the page Automatic renewal; \
                tell them earlier if that is too late for them",
            ),
        }))
    }

    /// How many kept cards will have expired by the day on which they are charged next, and the first of them: its last day, and the
    /// reference of its subscription.
    async fn expiring_too_early(&self, today: Day) -> Result<(usize, Option<(Day, String)>), AppError> {
        let (mut count, mut first) = (0, None);
        for card in kept_cards::expiring(&self.db, today.plus_days(FAR_AHEAD), MOST).await? {
            let held = self.hold(card.subscription.member()).await?;
            let found = standing(&self.programme, &held.member, card.subscription, today);
            if matches!(found.and_then(|found| found.automatic.outlook), Some(AutoOutlook::Expires { .. })) {
                count += 1;
                first = first.or_else(|| Some((card.label.expires_on, held.reference(card.subscription))));
            }
        }
        Ok((count, first))
    }
}

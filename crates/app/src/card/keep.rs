//! Cards that members let us keep: kept with the payment for which they agreed to it, and forgotten when nothing is charged to them any more.

use jubilee_core::{
    AutoOutlook, CARD, CardLabel, Command, Day, Decision, Fact, Instant, Member, Money, Order, OrderId, SubscriptionId,
    current_term, decide, standing,
};
use jubilee_payments::{Card, Paid, Saved};
use jubilee_store::Stmt;
use jubilee_store::card_payments::CardRow;
use jubilee_store::kept_cards::{self, KeptCardRow, KeptCardState};
use jubilee_store::left_cards;

use crate::app::App;
use crate::error::AppError;
use crate::held::{Done, Held, Request};
use crate::status::MemberFile;

/// What the payer of an order agrees to by having the card kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AutoTerms {
    /// The day on which the card is charged next.
    pub on: Day,
    /// What is charged by the fees of today.
    pub fee: Money,
    /// How many days before that the member is told.
    pub notice_days: i32,
}

/// What the holder of a card recognises it by.
pub(super) fn label(card: &Card) -> CardLabel {
    let expires_on = kept_cards::expires_on(card.expires_year, card.expires_month);
    CardLabel { brand: card.brand.clone(), last_four: card.last_four.clone(), expires_on }
}

/// A card that stands for any that is valid for ever, to see what switching on would mean.
fn any_card() -> CardLabel {
    CardLabel { brand: String::new(), last_four: String::new(), expires_on: Day::MAX }
}

/// Whether an order pays for one subscription: a card is kept for one at a time, whose fee and day its holder agrees to.
fn is_for_one(order: &Order) -> bool {
    order.items.len() == 1
}

impl App {
    /// What would be charged, and when, if the card with which an order is paid today were kept; `None` where it cannot be kept for that.
    pub fn automatic_terms(&self, file: &MemberFile, order: OrderId) -> Option<AutoTerms> {
        let (mut after, today) = (file.member.clone(), file.today);
        let (id, amount) = (order, after.order(order)?.missing());
        let pay = Command::RecordPayment { order: id, value_on: today, amount, identity: Some(CARD.to_owned()) };
        let decided = |member: &Member, command| decide(&self.programme, member, command, today).ok();
        for entry in decided(&after, pay)?.entries {
            after.apply(&entry).ok()?;
        }
        let subscription = after.order(order).filter(|order| is_for_one(order) && order.is_applied())?.first().subscription();
        for entry in decided(&after, Command::SwitchOn { subscription, card: any_card() })?.entries {
            after.apply(&entry).ok()?;
        }
        self.terms_of(&after, subscription, today)
    }

    /// What would be charged, and when, if a card were kept for a subscription today; `None` where the card would only take the place
    /// of another, with nothing left to be charged in this cycle. Refused where no card can be kept for it.
    pub fn keeping_terms(&self, file: &MemberFile, subscription: SubscriptionId) -> Result<Option<AutoTerms>, AppError> {
        let mut after = file.member.clone();
        for entry in self.decision(file, Command::SwitchOn { subscription, card: any_card() })?.entries {
            after.apply(&entry).expect("what was just decided fits");
        }
        Ok(self.terms_of(&after, subscription, file.today))
    }

    /// What is charged by a member's automatic renewal, as it is switched on.
    fn terms_of(&self, member: &Member, subscription: SubscriptionId, today: Day) -> Option<AutoTerms> {
        let standing = standing(&self.programme, member, subscription, today)?;
        let Some(AutoOutlook::Charges { on, .. }) = standing.automatic.outlook else { return None };
        let term = current_term(&self.programme, member.subscription(subscription)?, today)?;
        let notice_days = term.offer.renewal.as_ref()?.auto_renewal.as_ref()?.notice_days;
        Some(AutoTerms { on, fee: standing.fee?, notice_days })
    }

    /// The decision on a payment with automatic renewal switched on, where the payer agreed to it and the payment had its effect.
    pub(super) fn with_card_kept(&self, held: &Held, row: &CardRow, paid: &Paid, decision: Decision, today: Day) -> Decision {
        let (Some(card), Some(_), true) = (paid.card.as_ref().map(label), &paid.saved, row.keeps) else { return decision };
        let mut after = held.member.clone();
        let is_whole = decision.entries.iter().all(|entry| after.apply(entry).is_ok());
        let Some(order) = after.order(row.order).filter(|order| is_whole && is_for_one(order) && order.is_applied()) else {
            return decision;
        };
        let command = Command::SwitchOn { subscription: order.first().subscription(), card };
        let mut decision = decision;
        if let Ok(switched) = decide(&self.programme, &after, command, today) {
            decision.entries.extend(switched.entries);
            decision.reasons.extend(switched.reasons);
        }
        decision
    }

    /// The card as it is kept beside the decision; where it is not charged for anything, as one that the provider has to forget.
    pub(super) fn kept_rows(&self, row: &CardRow, paid: &Paid, decision: &Decision) -> Vec<Stmt> {
        let (Some(label), Some(saved)) = (paid.card.as_ref().map(label), &paid.saved) else { return Vec::new() };
        let switched = decision.entries.iter().find_map(|entry| match entry.fact {
            Fact::AutoRenewalSwitchedOn { subscription, .. } => Some(subscription),
            _ => None,
        });
        let nobody = SubscriptionId::new(row.order.member(), 1);
        let Some(subscription) = switched.or(nobody) else { return Vec::new() };
        let state = if switched.is_some() { KeptCardState::Kept } else { KeptCardState::ToForget };
        let before = switched.map(kept_cards::drop_card);
        let kept = self.kept(&row.attempt, subscription, &row.provider, saved, label, state);
        before.into_iter().chain([kept_cards::insert(&kept)]).collect()
    }

    pub(super) fn kept(
        &self,
        card: &str,
        subscription: SubscriptionId,
        provider: &str,
        saved: &Saved,
        label: CardLabel,
        state: KeptCardState,
    ) -> KeptCardRow {
        let Saved { customer, method } = saved.clone();
        let (card, provider, kept_at) = (format!("kept-{card}"), provider.to_owned(), self.now());
        KeptCardRow { card, subscription, provider, customer, method, label, state, kept_at, tried_at: Instant(0) }
    }

    /// Tells the provider to forget a card, unless another subscription is charged to the same one.
    pub(super) async fn forget_card(&self, row: KeptCardRow) -> Result<(), AppError> {
        let provider = self.card_provider()?;
        self.db.commit(kept_cards::note_try(&row.card, self.now())).await?;
        if row.provider == provider.name() && !kept_cards::is_in_use(&self.db, &row.method).await? {
            provider.forget(&Saved { customer: row.customer.clone(), method: row.method.clone() }).await?;
        }
        self.db.commit(kept_cards::forget(&row.card, self.now())).await?;
        Ok(())
    }

    /// Switches automatic renewal off. Whoever asks for it; it counts at once.
    pub async fn switch_off(&self, subscription: SubscriptionId, request: Request<'_>) -> Result<Decision, AppError> {
        // A page on which a card may still be left was begun before that.
        let beside = |_: &mut Held, _: &Decision| Ok(vec![left_cards::unwant(subscription)]);
        let command = Command::SwitchOff { subscription };
        let Done { decision, .. } = self.act_with(subscription.member(), &command, request, &beside).await?;
        Ok(decision)
    }

    /// The card that is kept for a subscription of a member, if one is; what is not expired before what is.
    async fn kept_card_of(&self, file: &MemberFile) -> Result<Option<KeptCardRow>, AppError> {
        let mut kept: Option<KeptCardRow> = None;
        for held in &file.member.subscriptions {
            let other = kept_cards::of_subscription(&self.db, held.id).await?;
            kept = kept.into_iter().chain(other).max_by_key(|kept| kept.label.expires_on);
        }
        Ok(kept)
    }

    /// What the holder recognises the card by with which [`App::switch_on`] switches on; `None` where the member has none.
    pub async fn kept_card(&self, file: &MemberFile) -> Result<Option<CardLabel>, AppError> {
        Ok(self.kept_card_of(file).await?.map(|kept| kept.label))
    }

    /// Switches automatic renewal on with a card that is kept for another subscription of the member already; `None` where there is none
    /// and one would do.
    pub async fn switch_on(&self, subscription: SubscriptionId, request: Request<'_>) -> Result<Option<Decision>, AppError> {
        let file = self.member_file(subscription.member()).await?;
        let Some(kept) = self.kept_card_of(&file).await? else {
            // Where no card would help, that is what is said.
            self.keeping_terms(&file, subscription)?;
            return Ok(None);
        };
        let command = Command::SwitchOn { subscription, card: kept.label.clone() };
        let card = format!("kept-{}-{}", subscription.number(), self.now().0);
        let row = KeptCardRow { card, subscription, kept_at: self.now(), tried_at: Instant(0), ..kept };
        let beside = |_: &mut Held, _: &Decision| Ok(vec![kept_cards::drop_card(subscription), kept_cards::insert(&row)]);
        let Done { decision, .. } = self.act_with(subscription.member(), &command, request, &beside).await?;
        Ok(Some(decision))
    }
}

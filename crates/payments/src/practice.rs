//! A provider for trying out: its page is ours, its money is none, and what it knows is gone when the process ends.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jubilee_core::{Instant, Money};

use crate::event::{Event, Object, Unread};
use crate::fault::Fault;
use crate::known::{Card, Known, Left, Paid, RefundState, Saved, Stage, Try};
use crate::provider::{Answer, Begun, CardProvider, Charge, Checkout, Leaving, Refund, Seen};

/// How long a page stays open, in microseconds: a day, as with Stripe.
const OPEN_FOR: i64 = 24 * 3_600 * 1_000_000;

/// A page: for a payment, or to leave a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// Something is paid.
    Payment(Checkout),
    /// A card is left, to be charged later.
    Card(Leaving),
}

impl Page {
    fn attempt(&self) -> &str {
        match self {
            Page::Payment(checkout) => &checkout.attempt,
            Page::Card(leaving) => &leaving.attempt,
        }
    }

    /// What is paid, if anything is.
    pub fn amount(&self) -> Option<Money> {
        match self {
            Page::Payment(checkout) => Some(checkout.amount),
            Page::Card(_) => None,
        }
    }

    /// What it is for, in the payer's language.
    pub fn description(&self) -> &str {
        match self {
            Page::Payment(checkout) => &checkout.description,
            Page::Card(leaving) => &leaving.description,
        }
    }

    /// Where the payer comes back to.
    pub fn return_to(&self) -> &str {
        match self {
            Page::Payment(checkout) => &checkout.return_to,
            Page::Card(leaving) => &leaving.return_to,
        }
    }
}

/// What a payer does on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Pays, or leaves a card.
    Pay,
    /// Pays with, or leaves, a card that is declined whenever it is charged later.
    PayOnce,
    /// Tries a card that is declined.
    Decline,
}

/// The provider for trying out.
pub struct Practice {
    pages: String,
    now: Box<dyn Fn() -> Instant + Send + Sync>,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    pages: BTreeMap<String, (Page, Instant)>,
    /// What is known of each attempt, by its identity, and its amount where something is paid.
    attempts: BTreeMap<String, (Option<Money>, Known)>,
    refunds: BTreeMap<String, (Refund, String)>,
    /// The kept cards that were forgotten.
    forgotten: BTreeSet<Saved>,
    /// How many identities were given out.
    given: u64,
}

impl Kept {
    fn identity(&mut self, prefix: &str) -> String {
        self.given += 1;
        format!("{prefix}_practice_{}", self.given)
    }

    /// The attempt whose payment has this identity.
    fn attempt_of(&self, payment: &str) -> Option<String> {
        let is_it = |known: &Known| known.paid.as_ref().is_some_and(|paid| paid.payment == payment);
        self.attempts.iter().find(|(_, (_, known))| is_it(known)).map(|(attempt, _)| attempt.clone())
    }

    fn seen(&self, attempt: &str) -> Option<Seen> {
        let (_, known) = self.attempts.get(attempt)?;
        let checkout = self.pages.iter().find(|(_, (page, _))| page.attempt() == attempt).map(|(id, _)| id.clone());
        let payment = known.paid.as_ref().map(|paid| paid.payment.clone());
        Some(Seen { attempt: Some(attempt.to_owned()), checkout, payment, refund: None, known: known.clone() })
    }

    fn pay(&mut self, attempt: &str, at: Instant, saved: Option<Saved>) {
        let (charge, payment) = (self.identity("ch"), self.identity("pi"));
        if let Some((Some(amount), known)) = self.attempts.get_mut(attempt) {
            known.latest = Try { at: at.0, charge, ..Try::default() };
            known.paid = Some(Paid { at: at.0, payment, minor: amount.minor, card: Some(card()), saved });
        }
    }

    fn leave(&mut self, attempt: &str, saved: Saved) {
        if let Some((_, known)) = self.attempts.get_mut(attempt) {
            known.left = Some(Left { card: card(), saved });
        }
    }

    fn decline(&mut self, attempt: &str, at: Instant) {
        let charge = self.identity("ch");
        if let Some((_, known)) = self.attempts.get_mut(attempt) {
            let code = "generic_decline".to_owned();
            known.latest = Try { at: at.0, charge, stage: Stage::Declined, code };
        }
    }
}

/// The card of everybody.
fn card() -> Card {
    Card { brand: "visa".to_owned(), last_four: "4242".to_owned(), expires_month: 12, expires_year: 2034 }
}

impl fmt::Debug for Practice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Practice({})", self.pages)
    }
}

impl Practice {
    /// A provider whose pages are at `pages` followed by their identity.
    pub fn new(pages: &str, now: impl Fn() -> Instant + Send + Sync + 'static) -> Practice {
        Practice { pages: pages.to_owned(), now: Box::new(now), kept: Mutex::default() }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a page is for, and whether anything can still be done on it.
    pub fn page(&self, checkout: &str) -> Option<(Page, bool)> {
        let kept = self.kept();
        let (page, closes_at) = kept.pages.get(checkout)?;
        let known = kept.attempts.get(page.attempt()).map(|(_, known)| known);
        Some((page.clone(), known.is_some_and(Known::is_open) && (self.now)() < *closes_at))
    }

    /// What a payer does on a page. A page that is closed, or was paid on, stays as it is.
    pub fn choose(&self, checkout: &str, choice: Choice) {
        let Some((page, true)) = self.page(checkout) else { return };
        let now = (self.now)();
        let mut kept = self.kept();
        if choice == Choice::Decline {
            return kept.decline(page.attempt(), now);
        }
        let method = if choice == Choice::PayOnce { "pm_declined_later" } else { "pm_good" };
        let mut saved = || Saved { customer: kept.identity("cus"), method: kept.identity(method) };
        match page {
            Page::Payment(checkout) => {
                let saved = checkout.is_kept.then(saved);
                kept.pay(&checkout.attempt, now, saved);
            }
            Page::Card(leaving) => {
                let saved = saved();
                kept.leave(&leaving.attempt, saved);
            }
        }
    }

    /// What was paid and did not go back, in minor units of all currencies.
    pub fn balance(&self) -> i64 {
        let kept = self.kept();
        let paid = kept.attempts.values().filter_map(|(_, known)| known.paid.as_ref()).map(|paid| paid.minor);
        paid.sum::<i64>() - kept.refunds.values().map(|(refund, _)| refund.amount.minor).sum::<i64>()
    }

    fn begin_now(&self, doing: &'static str, page: Page) -> Result<Begun, Fault> {
        let now = (self.now)();
        let mut kept = self.kept();
        let begun = |id: &str, closes_at| Begun { checkout: id.to_owned(), address: format!("{}{id}", self.pages), closes_at };
        if let Some((id, (known, closes_at))) = kept.pages.iter().find(|(_, (known, _))| known.attempt() == page.attempt()) {
            return if *known == page { Ok(begun(id, *closes_at)) } else { Err(reused(doing)) };
        }
        let (id, closes_at) = (kept.identity("cs"), Instant(now.0 + OPEN_FOR));
        kept.attempts.insert(page.attempt().to_owned(), (page.amount(), Known::default()));
        kept.pages.insert(id.clone(), (page, closes_at));
        Ok(begun(&id, closes_at))
    }

    fn look_up_now(&self, object: &Object) -> Result<Seen, Fault> {
        let mut kept = self.kept();
        let missing = |id: &String| Fault::Missing { doing: "looking up a card payment", object: id.clone() };
        match object {
            Object::Checkout(id) => {
                let (page, closes_at) = kept.pages.get(id).ok_or_else(|| missing(id))?;
                let (attempt, is_over) = (page.attempt().to_owned(), *closes_at <= (self.now)());
                if let (true, Some((_, known))) = (is_over, kept.attempts.get_mut(&attempt)) {
                    known.has_ended |= known.is_open();
                }
                kept.seen(&attempt).ok_or_else(|| missing(id))
            }
            Object::Payment(id) => kept.attempt_of(id).and_then(|attempt| kept.seen(&attempt)).ok_or_else(|| missing(id)),
            Object::Refund(id) => {
                let found = kept.refunds.values().find(|(_, given)| given == id);
                found.map(|(refund, given)| refunded(refund, given)).ok_or_else(|| missing(id))
            }
            // What is left on a page is asked for by the page.
            Object::Setup(id) | Object::Dispute(id) => Err(missing(id)),
        }
    }

    fn close_now(&self, checkout: &str) -> Result<Seen, Fault> {
        if let Some((page, true)) = self.page(checkout)
            && let Some((_, known)) = self.kept().attempts.get_mut(page.attempt())
        {
            known.has_ended = true;
        }
        self.look_up_now(&Object::Checkout(checkout.to_owned()))
    }

    fn charge_now(&self, charge: &Charge) -> Result<Seen, Fault> {
        let doing = "charging a kept card";
        let now = (self.now)();
        let mut kept = self.kept();
        if let Some((amount, _)) = kept.attempts.get(&charge.attempt) {
            if *amount != Some(charge.amount) {
                return Err(reused(doing));
            }
        } else if kept.forgotten.contains(&charge.card) {
            let (code, reason) = ("payment_method_detached".to_owned(), "the card is not kept any more".to_owned());
            return Err(Fault::Refused { doing, code, reason });
        } else {
            kept.attempts.insert(charge.attempt.clone(), (Some(charge.amount), Known::default()));
            if charge.card.method.starts_with("pm_good") {
                kept.pay(&charge.attempt, now, None);
            } else {
                kept.decline(&charge.attempt, now);
            }
        }
        kept.seen(&charge.attempt).ok_or_else(|| Fault::Missing { doing, object: charge.attempt.clone() })
    }

    fn refund_now(&self, refund: &Refund) -> Result<Seen, Fault> {
        let doing = "sending money back";
        let mut kept = self.kept();
        if let Some((before, given)) = kept.refunds.get(&refund.refund) {
            return if before == refund { Ok(refunded(refund, given)) } else { Err(reused(doing)) };
        }
        let missing = || Fault::Missing { doing, object: refund.payment.clone() };
        let attempt = kept.attempt_of(&refund.payment).ok_or_else(missing)?;
        let paid = kept.attempts[&attempt].0.map_or(0, |amount| amount.minor);
        let back: i64 =
            kept.refunds.values().filter(|(one, _)| one.payment == refund.payment).map(|(one, _)| one.amount.minor).sum();
        if back + refund.amount.minor > paid {
            let reason = "more would go back than was paid".to_owned();
            return Err(Fault::Refused { doing, code: "charge_already_refunded".to_owned(), reason });
        }
        let given = kept.identity("re");
        kept.refunds.insert(refund.refund.clone(), (refund.clone(), given.clone()));
        Ok(refunded(refund, &given))
    }
}

fn refunded(refund: &Refund, given: &str) -> Seen {
    let refunds = BTreeMap::from([(given.to_owned(), RefundState::Succeeded)]);
    let (payment, ours) = (Some(refund.payment.clone()), Some(refund.refund.clone()));
    Seen { payment, refund: ours, known: Known { refunds, ..Known::default() }, ..Seen::default() }
}

fn reused(doing: &'static str) -> Fault {
    let reason = "the same identity was used for something else".to_owned();
    Fault::Refused { doing, code: "idempotency_error".to_owned(), reason }
}

impl CardProvider for Practice {
    fn name(&self) -> &'static str {
        "practice"
    }

    fn begin<'a>(&'a self, checkout: &'a Checkout) -> Answer<'a, Begun> {
        Box::pin(std::future::ready(self.begin_now("beginning a card payment", Page::Payment(checkout.clone()))))
    }

    fn leave<'a>(&'a self, leaving: &'a Leaving) -> Answer<'a, Begun> {
        Box::pin(std::future::ready(self.begin_now("beginning to keep a card", Page::Card(leaving.clone()))))
    }

    fn close<'a>(&'a self, checkout: &'a str) -> Answer<'a, Seen> {
        Box::pin(std::future::ready(self.close_now(checkout)))
    }

    fn look_up<'a>(&'a self, object: &'a Object) -> Answer<'a, Seen> {
        Box::pin(std::future::ready(self.look_up_now(object)))
    }

    fn charge<'a>(&'a self, charge: &'a Charge) -> Answer<'a, Seen> {
        Box::pin(std::future::ready(self.charge_now(charge)))
    }

    fn find_charge<'a>(&'a self, charge: &'a Charge, _since: Instant) -> Answer<'a, Option<Seen>> {
        Box::pin(std::future::ready(Ok(self.kept().seen(&charge.attempt))))
    }

    fn forget<'a>(&'a self, card: &'a Saved) -> Answer<'a, ()> {
        self.kept().forgotten.insert(card.clone());
        Box::pin(std::future::ready(Ok(())))
    }

    fn refund<'a>(&'a self, refund: &'a Refund) -> Answer<'a, Seen> {
        Box::pin(std::future::ready(self.refund_now(refund)))
    }

    fn find_refund<'a>(&'a self, refund: &'a Refund) -> Answer<'a, Option<Seen>> {
        let kept = self.kept();
        let found = kept.refunds.get(&refund.refund).map(|(refund, given)| refunded(refund, given));
        Box::pin(std::future::ready(Ok(found)))
    }

    /// Nobody signs here: what a payer chose is looked up.
    fn read(&self, _signature: Option<&str>, _body: &[u8], _now: Instant) -> Result<Event, Unread> {
        Err(Unread::Unsigned)
    }
}

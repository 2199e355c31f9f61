//! Stripe: Checkout Sessions, to pay or to leave a card, PaymentIntents for kept cards, Refunds, and signed messages.
//!
//! Written against Stripe's documented API in the version [`API_VERSION`]. A card's number never comes near us: the payer types it on
//! Stripe's page.

mod amount;
mod form;
mod object;
mod signature;
mod wire;

use std::fmt;

use jubilee_core::{Instant, Money};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::event::{Event, Object, Unread};
use crate::fault::{Fault, shortened};
use crate::known::Saved;
use crate::provider::{Answer, Begun, CardProvider, Charge, Checkout, Leaving, Refund, Seen};
use form::{Form, path_part};
use object::{ATTEMPT, Dispute, Error, List, PaymentIntent, REFUND, Refunded, Session, SetupIntent};
pub use signature::TOLERANCE_SECONDS;
pub use wire::{API_VERSION, Patience};
use wire::{Said, Wire};

/// How many pages of a list are looked through for something of ours. A page has 100, and all are of one customer or one payment.
const MOST_PAGES: usize = 20;

/// A payment method that was detached: nothing of it is of use.
#[derive(Deserialize)]
struct Detached {}

/// A longer message is not Stripe's.
const MOST_EVENT_BYTES: usize = 1 << 20;

/// How Stripe is reached.
#[derive(Clone)]
pub struct Settings {
    /// The secret key (`sk_…`), or a restricted one (`rk_…`) that may write Checkout Sessions, PaymentIntents, SetupIntents,
    /// PaymentMethods and Refunds.
    pub key: String,
    /// The secrets of the webhook endpoint (`whsec_…`): two while one is being replaced by the other.
    pub webhook_secrets: Vec<String>,
    /// Where the API is; Stripe's own address outside tests.
    pub url: String,
    /// How long to wait.
    pub patience: Patience,
}

impl Settings {
    /// Stripe's own address.
    pub const URL: &str = "https://api.stripe.com";
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Settings({}, secrets withheld)", self.url)
    }
}

/// Why settings cannot be used. Secrets are never repeated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSettings {
    /// The key is not one for a server.
    #[error("a key of Stripe for a server begins with sk_ or rk_")]
    Key,
    /// A webhook secret is not one.
    #[error("a webhook secret of Stripe begins with whsec_; give one, or two while one replaces the other")]
    WebhookSecret,
    /// The address would send the key in the clear.
    #[error("'{0}' is not an https address; only this machine may be reached over http")]
    Address(String),
    /// The client cannot be made.
    #[error("Stripe cannot be reached with these settings: {0}")]
    Client(String),
}

/// Stripe as a provider.
#[derive(Debug)]
pub struct Stripe {
    wire: Wire,
    secrets: Vec<Secret>,
}

struct Secret(String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl Stripe {
    /// Stripe with these settings. Nothing is contacted yet.
    pub fn new(settings: Settings) -> Result<Stripe, BadSettings> {
        if !["sk_", "rk_"].iter().any(|prefix| settings.key.starts_with(prefix)) {
            return Err(BadSettings::Key);
        }
        let secrets = &settings.webhook_secrets;
        if !(1..=2).contains(&secrets.len()) || !secrets.iter().all(|secret| secret.starts_with("whsec_") && secret.len() > 6) {
            return Err(BadSettings::WebhookSecret);
        }
        let host = settings.url.strip_prefix("http://").map(|rest| rest.split(['/', ':']).next().unwrap_or_default());
        let is_private = settings.url.starts_with("https://") || matches!(host, Some("127.0.0.1" | "localhost"));
        if !is_private {
            return Err(BadSettings::Address(settings.url));
        }
        let wire = Wire::new(&settings.url, &settings.key, settings.patience).map_err(BadSettings::Client)?;
        Ok(Stripe { wire, secrets: settings.webhook_secrets.into_iter().map(Secret).collect() })
    }

    async fn begin_checkout(&self, checkout: &Checkout) -> Result<Begun, Fault> {
        let doing = "beginning a card payment";
        let form = Form::default()
            .with("mode", "payment")
            .with("payment_method_types[0]", "card")
            .with("line_items[0][quantity]", "1")
            .with("line_items[0][price_data][currency]", lower(checkout.amount))
            .with("line_items[0][price_data][unit_amount]", units(doing, checkout.amount)?.to_string())
            .with("line_items[0][price_data][product_data][name]", &checkout.description)
            .with("client_reference_id", &checkout.attempt)
            .with(&format!("metadata[{ATTEMPT}]"), &checkout.attempt)
            .with("metadata[order]", &checkout.order)
            .with(&format!("payment_intent_data[metadata][{ATTEMPT}]"), &checkout.attempt)
            .with("payment_intent_data[metadata][order]", &checkout.order)
            .with("payment_intent_data[description]", &checkout.order)
            // Otherwise the payer may choose another currency than the order's.
            .with("adaptive_pricing[enabled]", "false")
            .with("success_url", &checkout.return_to)
            .with("cancel_url", &checkout.cancel_to)
            .with("locale", &checkout.language)
            .with_some("customer_email", checkout.mail.as_deref());
        let form = if checkout.is_kept {
            form.with("customer_creation", "always").with("payment_intent_data[setup_future_usage]", "off_session")
        } else {
            form
        };
        self.page(doing, &checkout.attempt, form).await
    }

    async fn begin_leaving(&self, leaving: &Leaving) -> Result<Begun, Fault> {
        let form = Form::default()
            .with("mode", "setup")
            .with("payment_method_types[0]", "card")
            // Only a card of a customer can be charged later.
            .with("customer_creation", "always")
            .with("client_reference_id", &leaving.attempt)
            .with(&format!("metadata[{ATTEMPT}]"), &leaving.attempt)
            .with(&format!("setup_intent_data[metadata][{ATTEMPT}]"), &leaving.attempt)
            .with("setup_intent_data[description]", &leaving.description)
            .with("success_url", &leaving.return_to)
            .with("cancel_url", &leaving.cancel_to)
            .with("locale", &leaving.language)
            .with_some("customer_email", leaving.mail.as_deref());
        self.page("beginning to keep a card", &leaving.attempt, form).await
    }

    async fn page(&self, doing: &'static str, attempt: &str, form: Form) -> Result<Begun, Fault> {
        let said = self.wire.post(doing, "/v1/checkout/sessions", Some(attempt), form).await?;
        let session: Session = done(doing, attempt, said)?;
        let Some(address) = session.url else {
            return Err(Fault::Unclear { doing, reason: "the page has no address".to_owned() });
        };
        Ok(Begun { checkout: session.id, address, closes_at: Instant(session.expires_at * 1_000_000) })
    }

    async fn close_checkout(&self, checkout: &str) -> Result<Seen, Fault> {
        let doing = "closing a card payment's page";
        let path = format!("/v1/checkout/sessions/{}/expire", path_part(checkout));
        match self.wire.post::<Session>(doing, &path, None, of_page()).await? {
            Said::Done(session) => session.seen(doing),
            // It was paid, a card was left, or it has closed by itself: then that is what there is to know.
            Said::No { status: 400, .. } => self.see(&Object::Checkout(checkout.to_owned())).await,
            Said::No { status, error } => Err(refused(doing, checkout, status, error)),
        }
    }

    async fn see(&self, object: &Object) -> Result<Seen, Fault> {
        let doing = "looking up a card payment";
        match object {
            Object::Checkout(id) => self.object::<Session>(doing, "checkout/sessions", id, of_page()).await?.seen(doing),
            Object::Setup(id) => {
                self.object::<SetupIntent>(doing, "setup_intents", id, expanded("payment_method")).await?.seen(doing)
            }
            Object::Payment(id) => {
                self.object::<PaymentIntent>(doing, "payment_intents", id, expanded("latest_charge")).await?.seen(doing)
            }
            Object::Refund(id) => Ok(self.object::<Refunded>(doing, "refunds", id, Form::default()).await?.seen()),
            Object::Dispute(id) => Ok(self.object::<Dispute>(doing, "disputes", id, Form::default()).await?.seen()),
        }
    }

    async fn object<T: DeserializeOwned>(&self, doing: &'static str, kind: &str, id: &str, form: Form) -> Result<T, Fault> {
        done(doing, id, self.wire.get(doing, &format!("/v1/{kind}/{}", path_part(id)), form).await?)
    }

    async fn charge_kept(&self, charge: &Charge) -> Result<Seen, Fault> {
        let doing = "charging a kept card";
        let form = expanded("latest_charge")
            .with("amount", units(doing, charge.amount)?.to_string())
            .with("currency", lower(charge.amount))
            .with("payment_method_types[0]", "card")
            .with("customer", &charge.card.customer)
            .with("payment_method", &charge.card.method)
            .with("confirm", "true")
            .with("off_session", "true")
            .with("description", &charge.description)
            .with(&format!("metadata[{ATTEMPT}]"), &charge.attempt)
            .with("metadata[order]", &charge.order);
        match self.wire.post::<PaymentIntent>(doing, "/v1/payment_intents", Some(&charge.attempt), form).await? {
            Said::Done(payment) => payment.seen(doing),
            // A decline tells which payment it was; what became of it is asked, because the error does not hold the charge.
            Said::No { status: 402, error: Error { payment_intent: Some(payment), .. } } => self
                .see(&Object::Payment(payment.id.clone()))
                .await
                .map_err(|fault| Fault::Unclear { doing, reason: fault.to_string() }),
            Said::No { status, error } => Err(refused(doing, &charge.card.method, status, error)),
        }
    }

    async fn charged(&self, charge: &Charge, since: Instant) -> Result<Option<Seen>, Fault> {
        let doing = "looking for a charge";
        let form = || {
            Form::default()
                .with("limit", "100")
                .with("customer", &charge.card.customer)
                // Clocks differ by a little.
                .with("created[gte]", (since.0 / 1_000_000 - TOLERANCE_SECONDS).to_string())
                .with("expand[0]", "data.latest_charge")
        };
        let is_ours = |payment: &PaymentIntent| payment.metadata.get(ATTEMPT) == Some(&charge.attempt);
        let found = self.search(doing, "/v1/payment_intents", form, is_ours, |payment| payment.id.clone()).await?;
        found.map(|payment| payment.seen(doing)).transpose()
    }

    async fn detach(&self, card: &Saved) -> Result<(), Fault> {
        let doing = "forgetting a kept card";
        let path = format!("/v1/payment_methods/{}/detach", path_part(&card.method));
        match self.wire.post::<Detached>(doing, &path, None, Form::default()).await? {
            // It is unknown, or has been detached before.
            Said::Done(_) | Said::No { status: 400 | 404, .. } => Ok(()),
            Said::No { status, error } => Err(refused(doing, &card.method, status, error)),
        }
    }

    async fn give_back(&self, refund: &Refund) -> Result<Seen, Fault> {
        let doing = "sending money back";
        let form = Form::default()
            .with("payment_intent", &refund.payment)
            .with("amount", units(doing, refund.amount)?.to_string())
            .with(&format!("metadata[{REFUND}]"), &refund.refund);
        let said = self.wire.post::<Refunded>(doing, "/v1/refunds", Some(&refund.refund), form).await?;
        Ok(done(doing, &refund.payment, said)?.seen())
    }

    async fn given_back(&self, refund: &Refund) -> Result<Option<Seen>, Fault> {
        let doing = "looking for a refund";
        let form = || Form::default().with("limit", "100").with("payment_intent", &refund.payment);
        let is_ours = |refunded: &Refunded| refunded.metadata.get(REFUND) == Some(&refund.refund);
        let found = self.search(doing, "/v1/refunds", form, is_ours, |refunded| refunded.id.clone()).await?;
        Ok(found.map(Refunded::seen))
    }

    /// The first object of a list that is ours, page by page.
    async fn search<T: DeserializeOwned>(
        &self,
        doing: &'static str,
        path: &str,
        form: impl Fn() -> Form,
        is_ours: impl Fn(&T) -> bool,
        id: impl Fn(&T) -> String,
    ) -> Result<Option<T>, Fault> {
        let mut after: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let said = self.wire.get(doing, path, form().with_some("starting_after", after.as_deref())).await?;
            let page: List<T> = done(doing, path, said)?;
            after = page.data.last().map(&id);
            if let Some(found) = page.data.into_iter().find(&is_ours) {
                return Ok(Some(found));
            }
            if !page.has_more || after.is_none() {
                return Ok(None);
            }
        }
        // Nothing may be concluded from having looked at a part.
        Err(Fault::Unavailable { doing, reason: format!("there are more than {MOST_PAGES} pages to look through") })
    }
}

impl CardProvider for Stripe {
    fn name(&self) -> &'static str {
        "stripe"
    }

    fn begin<'a>(&'a self, checkout: &'a Checkout) -> Answer<'a, Begun> {
        Box::pin(self.begin_checkout(checkout))
    }

    fn leave<'a>(&'a self, leaving: &'a Leaving) -> Answer<'a, Begun> {
        Box::pin(self.begin_leaving(leaving))
    }

    fn close<'a>(&'a self, checkout: &'a str) -> Answer<'a, Seen> {
        Box::pin(self.close_checkout(checkout))
    }

    fn look_up<'a>(&'a self, object: &'a Object) -> Answer<'a, Seen> {
        Box::pin(self.see(object))
    }

    fn charge<'a>(&'a self, charge: &'a Charge) -> Answer<'a, Seen> {
        Box::pin(self.charge_kept(charge))
    }

    fn find_charge<'a>(&'a self, charge: &'a Charge, since: Instant) -> Answer<'a, Option<Seen>> {
        Box::pin(self.charged(charge, since))
    }

    fn forget<'a>(&'a self, card: &'a Saved) -> Answer<'a, ()> {
        Box::pin(self.detach(card))
    }

    fn refund<'a>(&'a self, refund: &'a Refund) -> Answer<'a, Seen> {
        Box::pin(self.give_back(refund))
    }

    fn find_refund<'a>(&'a self, refund: &'a Refund) -> Answer<'a, Option<Seen>> {
        Box::pin(self.given_back(refund))
    }

    fn read(&self, signature: Option<&str>, body: &[u8], now: Instant) -> Result<Event, Unread> {
        if body.len() > MOST_EVENT_BYTES {
            return Err(Unread::Garbled);
        }
        signature::verify(signature, body, self.secrets.iter().map(|secret| secret.0.as_str()), now)?;
        let told: Told = serde_json::from_slice(body).map_err(|_| Unread::Garbled)?;
        let object = told.data.object;
        let is_asked_for = |id: Option<String>, kind: fn(String) -> Object| id.filter(|id| !id.is_empty()).map(kind);
        let object = match object.object.as_str() {
            "checkout.session" => is_asked_for(object.id, Object::Checkout),
            "payment_intent" => is_asked_for(object.id, Object::Payment),
            "setup_intent" => is_asked_for(object.id, Object::Setup),
            "charge" => is_asked_for(object.payment_intent, Object::Payment),
            "refund" => is_asked_for(object.id, Object::Refund),
            "dispute" => is_asked_for(object.id, Object::Dispute),
            _ => None,
        };
        Ok(Event { id: told.id, kind: shortened(&told.kind), at: Instant(told.created.saturating_mul(1_000_000)), object })
    }
}

#[derive(Deserialize)]
struct Told {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    created: i64,
    data: ToldData,
}

#[derive(Deserialize)]
struct ToldData {
    object: ToldObject,
}

#[derive(Deserialize)]
struct ToldObject {
    #[serde(default)]
    object: String,
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    payment_intent: Option<String>,
}

/// What a page is asked for along with: what was paid on it, and the card that was left on it.
fn of_page() -> Form {
    expanded("payment_intent.latest_charge").with("expand[1]", "setup_intent.payment_method")
}

fn expanded(what: &str) -> Form {
    Form::default().with("expand[0]", what)
}

fn lower(amount: Money) -> String {
    amount.currency.code().to_lowercase()
}

fn units(doing: &'static str, amount: Money) -> Result<i64, Fault> {
    amount::to_stripe(amount).map_err(|reason| Fault::NotByCard { doing, reason })
}

/// The object, or the refusal as a fault.
fn done<T>(doing: &'static str, object: &str, said: Said<T>) -> Result<T, Fault> {
    match said {
        Said::Done(object) => Ok(object),
        Said::No { status, error } => Err(refused(doing, object, status, error)),
    }
}

fn refused(doing: &'static str, object: &str, status: u16, error: Error) -> Fault {
    if status == 404 {
        return Fault::Missing { doing, object: shortened(object) };
    }
    let code = error.decline_code.or(error.code).or(error.kind).unwrap_or_else(|| status.to_string());
    Fault::Refused { doing, code, reason: shortened(error.message.as_deref().unwrap_or("no reason given")) }
}

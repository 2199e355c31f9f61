//! A stand-in for Stripe that speaks its protocol over real HTTP on this machine, keeps what it is asked to make, and fails where it is told to.
//!
//! Requests are forms with nested keys, checked as Stripe checks them: the key, the parameters, which of them there are at all, and the
//! idempotency key with the parameters that it was used with. A payer's side is played by calls such as [`StripeServer::pay`]. Each
//! change of an object makes a message ([`StripeServer::messages`]), which a test delivers when and how often it likes.
//!
//! ```no_run
//! # async fn example() {
//! use jubilee_testkit::stripe::{Act, StripeServer};
//! let stripe = StripeServer::start().await;
//! stripe.script("POST /v1/refunds", [Act::DropAfter]);
//! // ... refund at stripe.url(): the money goes back, and nobody hears of it ...
//! assert_eq!(stripe.count("re_"), 1);
//! # }
//! ```

mod form;
mod http;
mod message;
mod object;
mod request;

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub use message::{Delivered, Message, sign};
use object::Objects;

/// The key that the server wants.
pub const KEY: &str = "sk_test_testkit";
/// The secret with which it signs.
pub const WEBHOOK_SECRET: &str = "whsec_testkit";

/// What the server does with a request instead of answering as usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// As usual.
    Pass,
    /// Answers with this status and error code, does nothing, and remembers nothing.
    Reply(u16, &'static str),
    /// Does nothing, answers 500, and answers 500 to the same idempotency key for ever, as Stripe does.
    Fail,
    /// Does what it is asked to, and then answers 500, for ever.
    FailAfter,
    /// Does nothing, says nothing, and keeps the connection open.
    Silence,
    /// Does what it is asked to, says nothing, and keeps the connection open.
    SilenceAfter,
    /// Closes the connection without having done anything.
    Drop,
    /// Does what it is asked to, and closes the connection without a word.
    DropAfter,
    /// Does what it is asked to, and answers something that is not JSON.
    Garble,
    /// Answers more than anybody should read.
    Flood,
}

#[derive(Default)]
struct Script {
    acts: BTreeMap<String, VecDeque<Act>>,
    always: BTreeMap<String, Act>,
}

struct Shared {
    script: Mutex<Script>,
    objects: Mutex<Objects>,
    /// `METHOD /path` of every request, with identities replaced by `{id}`.
    requests: Mutex<Vec<String>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    fn act(&self, request: &str) -> Act {
        let mut script = lock(&self.script);
        let next = script.acts.get_mut(request).and_then(VecDeque::pop_front);
        next.or_else(|| script.always.get(request).copied()).unwrap_or(Act::Pass)
    }
}

/// The server. It stops when this is dropped.
pub struct StripeServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl StripeServer {
    /// Starts a server on a free port of this machine. Its clock stands still at 13 September 2020, 12:26:40 UTC.
    ///
    /// # Panics
    /// When no port can be had.
    pub async fn start() -> StripeServer {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port of this machine");
        let address = listener.local_addr().expect("a bound socket has an address");
        let shared =
            Arc::new(Shared { script: Mutex::default(), objects: Mutex::new(Objects::new()), requests: Mutex::default() });
        let task = tokio::spawn(http::accept(listener, Arc::clone(&shared)));
        StripeServer { address, shared, task }
    }

    /// `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// At the next requests of this kind these acts, one each; then as usual. A kind is for example `POST /v1/refunds` or
    /// `GET /v1/payment_intents/{id}`.
    pub fn script(&self, request: &str, acts: impl IntoIterator<Item = Act>) {
        lock(&self.shared.script).acts.entry(request.to_owned()).or_default().extend(acts);
    }

    /// At every request of this kind that has no act of its own, this one.
    pub fn always(&self, request: &str, act: Act) {
        lock(&self.shared.script).always.insert(request.to_owned(), act);
    }

    /// The requests that came so far, such as `GET /v1/payment_intents/{id}`.
    pub fn requests(&self) -> Vec<String> {
        lock(&self.shared.requests).clone()
    }

    /// Sets the clock, in seconds since 1970.
    pub fn set_now(&self, seconds: i64) {
        lock(&self.shared.objects).now = seconds;
    }

    /// An object as it stands.
    ///
    /// # Panics
    /// When there is none with this identity.
    pub fn object(&self, id: &str) -> Value {
        lock(&self.shared.objects).all.get(id).cloned().unwrap_or_else(|| panic!("no object {id}"))
    }

    /// How many objects there are whose identity begins like this, for example `pi_`.
    pub fn count(&self, prefix: &str) -> usize {
        lock(&self.shared.objects).all.keys().filter(|id| id.starts_with(prefix)).count()
    }

    /// The identity of the last object made whose identity begins like this.
    ///
    /// # Panics
    /// When there is none.
    pub fn last(&self, prefix: &str) -> String {
        let objects = lock(&self.shared.objects);
        let last = objects.all.keys().rfind(|id| id.starts_with(prefix));
        last.cloned().unwrap_or_else(|| panic!("no object {prefix}…"))
    }

    /// The identities of all pages, in the order in which they were made.
    pub fn sessions(&self) -> Vec<String> {
        lock(&self.shared.objects).all.keys().filter(|id| id.starts_with("cs_")).cloned().collect()
    }

    /// What came in with successful payments and did not go back, in the smallest unit of all currencies.
    pub fn balance(&self) -> i64 {
        lock(&self.shared.objects).balance()
    }

    /// The payer pays on a page. `card`: `good`, or `once` for one that is declined whenever it is charged later; `expired` and `confirm` for one with that
    /// reason.
    pub fn pay(&self, session: &str, card: &str) {
        lock(&self.shared.objects).pay(session, card);
    }

    /// A card is left on a page without a payment. `card`: as with [`StripeServer::pay`].
    pub fn leave(&self, session: &str, card: &str) {
        lock(&self.shared.objects).leave(session, card);
    }

    /// A good card is left on a page without a payment, which expires at the end of a month.
    pub fn leave_expiring(&self, session: &str, month: u8, year: u16) {
        lock(&self.shared.objects).leave_expiring(session, month, year);
    }

    /// From now on the bank says yes to every kept card.
    pub fn mend_kept_cards(&self) {
        lock(&self.shared.objects).are_kept_good = true;
    }

    /// The payer tries a card that the bank declines with this code.
    pub fn decline(&self, session: &str, code: &str) {
        lock(&self.shared.objects).decline(session, code);
    }

    /// The payer is asked by the bank to confirm.
    pub fn confirming(&self, session: &str) {
        lock(&self.shared.objects).attempt(session, "requires_action", "payment_intent.requires_action");
    }

    /// The provider works on a payment.
    pub fn processing(&self, session: &str) {
        lock(&self.shared.objects).attempt(session, "processing", "payment_intent.processing");
    }

    /// The page closes by itself.
    pub fn expire(&self, session: &str) {
        lock(&self.shared.objects).expire(session);
    }

    /// Somebody refunds a part or all of a payment at the provider itself.
    pub fn refund(&self, payment: &str, amount: i64) {
        lock(&self.shared.objects).refund(payment, amount, &BTreeMap::new());
    }

    /// A refund gets another status, for example `failed`.
    pub fn turn_refund(&self, refund: &str, status: &str) {
        lock(&self.shared.objects).turn(refund, status, "refund.updated");
    }

    /// New refunds begin as `pending` instead of `succeeded`.
    pub fn refund_slowly(&self) {
        lock(&self.shared.objects).refunds_begin_as = "pending";
    }

    /// The holder disputes a payment. The dispute's identity.
    pub fn dispute(&self, payment: &str) -> String {
        lock(&self.shared.objects).dispute(payment)
    }

    /// A dispute is decided: `won` or `lost`.
    pub fn decide_dispute(&self, dispute: &str, status: &str) {
        lock(&self.shared.objects).turn(dispute, status, "charge.dispute.closed");
    }

    /// The messages that Stripe would have sent so far, in their order.
    pub fn messages(&self) -> Vec<Message> {
        lock(&self.shared.objects).messages.clone()
    }
}

impl Drop for StripeServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

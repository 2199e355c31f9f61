//! Stripe's objects, and how they change.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::form::{Fields, metadata};
use super::message::Message;

/// Everything that was made, by identity, and what was told of it.
pub(super) struct Objects {
    pub(super) now: i64,
    pub(super) all: BTreeMap<String, Value>,
    pub(super) messages: Vec<Message>,
    pub(super) refunds_begin_as: &'static str,
    /// What was answered to an idempotency key: the request that it was used with, the status and the answer.
    pub(super) answers: BTreeMap<String, (String, u16, Value)>,
    /// Whether the bank says yes to every kept card.
    pub(super) are_kept_good: bool,
    given: u32,
}

impl Objects {
    pub(super) fn new() -> Objects {
        Objects {
            now: 1_600_000_000,
            all: BTreeMap::new(),
            messages: Vec::new(),
            refunds_begin_as: "succeeded",
            answers: BTreeMap::new(),
            are_kept_good: false,
            given: 0,
        }
    }

    fn identity(&mut self, prefix: &str) -> String {
        self.given += 1;
        format!("{prefix}_{:06}", self.given)
    }

    fn get(&mut self, id: &str) -> &mut Value {
        self.all.get_mut(id).unwrap_or_else(|| panic!("no object {id}"))
    }

    fn tell(&mut self, kind: &str, id: &str) {
        let event = self.identity("evt");
        let body = json!({
            "id": event, "object": "event", "type": kind, "created": self.now, "livemode": false,
            "data": {"object": self.get(id).clone()},
        });
        self.messages.push(Message { id: event, kind: kind.to_owned(), body: body.to_string() });
    }

    pub(super) fn balance(&self) -> i64 {
        let sum = |prefix: &str, key: &str, is_counted: fn(&Value) -> bool| -> i64 {
            let of_kind = self.all.iter().filter(|(id, object)| id.starts_with(prefix) && is_counted(object));
            of_kind.filter_map(|(_, object)| object[key].as_i64()).sum()
        };
        sum("pi_", "amount_received", |_| true) - sum("re_", "amount", |refund| refund["status"] != "failed")
    }

    pub(super) fn begin(&mut self, fields: &Fields) -> Value {
        let id = self.identity("cs");
        let session = json!({
            "id": id, "object": "checkout.session", "mode": fields["mode"], "status": "open",
            "payment_status": if fields["mode"] == "setup" { "no_payment_required" } else { "unpaid" },
            "url": format!("https://checkout.stripe.test/c/{id}"), "expires_at": self.now + 86_400,
            "client_reference_id": fields.get("client_reference_id"), "payment_intent": null, "setup_intent": null,
            "created": self.now,
            "amount_total": fields.get("line_items[0][price_data][unit_amount]").and_then(|amount| amount.parse::<i64>().ok()),
            "currency": fields.get("line_items[0][price_data][currency]"), "customer_creation": fields.get("customer_creation"),
            "success_url": fields["success_url"], "cancel_url": fields.get("cancel_url"),
            "metadata": metadata(fields, "metadata"),
            // What the payment will be made with; Stripe keeps it to itself.
            "_metadata": metadata(fields, "payment_intent_data[metadata]"),
            "_usage": fields.get("payment_intent_data[setup_future_usage]"),
            "_setup_metadata": metadata(fields, "setup_intent_data[metadata]"),
        });
        self.all.insert(id.clone(), session);
        self.get(&id).clone()
    }

    /// The payment of a page: there is none before the payer tries.
    fn payment_of(&mut self, session: &str) -> String {
        let page = self.get(session).clone();
        assert_eq!(page["status"], "open", "nobody can pay on {session} any more");
        assert_eq!(page["mode"], "payment", "nothing is paid on {session}");
        if let Some(payment) = page["payment_intent"].as_str() {
            return payment.to_owned();
        }
        let payment = self.identity("pi");
        let customer = (page["customer_creation"] == "always").then(|| self.identity("cus"));
        let object = json!({
            "id": payment, "object": "payment_intent", "status": "requires_payment_method", "amount": page["amount_total"],
            "amount_received": 0, "currency": page["currency"], "customer": customer, "payment_method": null,
            "setup_future_usage": page["_usage"], "last_payment_error": null, "latest_charge": null, "created": self.now,
            "metadata": page["_metadata"],
        });
        self.all.insert(payment.clone(), object);
        self.get(session)["payment_intent"] = json!(payment);
        payment
    }

    /// A try: a charge of its own.
    fn charge(&mut self, payment: &str, status: &str, card: &str) -> String {
        let charge = self.identity("ch");
        let method = format!("pm_{card}_{}", &charge[3..]);
        let of = self.get(payment).clone();
        let object = json!({
            "id": charge, "object": "charge", "status": status, "created": self.now, "amount": of["amount"],
            "currency": of["currency"], "payment_intent": payment, "amount_refunded": 0, "disputed": false,
            "payment_method_details": {"type": "card", "card": {"brand": "visa", "last4": "4242", "exp_month": 12, "exp_year": 2034}},
            "metadata": of["metadata"],
        });
        self.all.insert(charge.clone(), object);
        // A card that is charged once more is the same one.
        let kept = of["payment_method"].as_str().filter(|kept| self.all.contains_key(*kept)).map(str::to_owned);
        let method = kept.unwrap_or(method);
        if !self.all.contains_key(&method) {
            self.all.insert(method.clone(), payment_method(&method, &of["customer"]));
        }
        let payment = self.get(payment);
        payment["latest_charge"] = json!(charge);
        payment["payment_method"] = json!(method);
        charge
    }

    pub(super) fn attempt(&mut self, session: &str, status: &str, kind: &str) {
        let payment = self.payment_of(session);
        self.charge(&payment, "pending", "good");
        self.turn(&payment, status, kind);
    }

    pub(super) fn pay(&mut self, session: &str, card: &str) {
        let payment = self.payment_of(session);
        self.charge(&payment, "succeeded", card);
        self.succeed(&payment);
        let page = self.get(session);
        page["status"] = json!("complete");
        page["payment_status"] = json!("paid");
        self.tell("checkout.session.completed", session);
    }

    /// A card is left on a page: a setup that succeeds, for a customer of its own.
    pub(super) fn leave(&mut self, session: &str, card: &str) {
        let page = self.get(session).clone();
        assert_eq!((&page["status"], &page["mode"]), (&json!("open"), &json!("setup")), "no card can be left on {session}");
        assert_eq!(page["customer_creation"], "always", "a card of nobody cannot be charged later");
        let (setup, customer) = (self.identity("seti"), self.identity("cus"));
        let method = format!("pm_{card}_{}", &setup[5..]);
        self.all.insert(method.clone(), payment_method(&method, &json!(customer)));
        let object = json!({
            "id": setup, "object": "setup_intent", "status": "succeeded", "usage": "off_session", "customer": customer,
            "payment_method": method, "last_setup_error": null, "created": self.now, "metadata": page["_setup_metadata"],
        });
        self.all.insert(setup.clone(), object);
        let page = self.get(session);
        page["status"] = json!("complete");
        page["setup_intent"] = json!(setup);
        self.tell("setup_intent.succeeded", &setup);
        self.tell("checkout.session.completed", session);
    }

    pub(super) fn leave_expiring(&mut self, session: &str, month: u8, year: u16) {
        self.leave(session, "good");
        let setup = self.get(session)["setup_intent"].as_str().unwrap_or_default().to_owned();
        let method = self.get(&setup)["payment_method"].as_str().unwrap_or_default().to_owned();
        let card = &mut self.get(&method)["card"];
        card["exp_month"] = json!(month);
        card["exp_year"] = json!(year);
    }

    fn succeed(&mut self, payment: &str) {
        let object = self.get(payment);
        object["status"] = json!("succeeded");
        object["last_payment_error"] = Value::Null;
        object["amount_received"] = object["amount"].clone();
        let charge = object["latest_charge"].as_str().unwrap_or_default().to_owned();
        self.tell("charge.succeeded", &charge);
        self.tell("payment_intent.succeeded", payment);
    }

    pub(super) fn decline(&mut self, session: &str, code: &str) {
        let payment = self.payment_of(session);
        self.fail(&payment, code);
    }

    fn fail(&mut self, payment: &str, code: &str) {
        self.charge(payment, "failed", "bad");
        let object = self.get(payment);
        object["status"] = json!("requires_payment_method");
        object["last_payment_error"] = declined(code);
        self.tell("payment_intent.payment_failed", payment);
    }

    pub(super) fn expire(&mut self, session: &str) {
        if let Some(payment) = self.get(session)["payment_intent"].as_str().map(str::to_owned) {
            self.turn(&payment, "canceled", "payment_intent.canceled");
        }
        self.turn(session, "expired", "checkout.session.expired");
    }

    pub(super) fn turn(&mut self, id: &str, status: &str, kind: &str) {
        self.get(id)["status"] = json!(status);
        self.tell(kind, id);
    }

    /// Charges a kept card; the payment, and whether the bank said yes.
    pub(super) fn charge_kept(&mut self, fields: &Fields) -> (String, bool) {
        let payment = self.identity("pi");
        let object = json!({
            "id": payment, "object": "payment_intent", "status": "requires_payment_method",
            "amount": fields["amount"].parse::<i64>().ok(), "amount_received": 0, "currency": fields["currency"],
            "customer": fields["customer"], "payment_method": fields["payment_method"], "setup_future_usage": null,
            "last_payment_error": null, "latest_charge": null, "created": self.now, "metadata": metadata(fields, "metadata"),
        });
        self.all.insert(payment.clone(), object);
        let method = &fields["payment_method"];
        let is_good = self.are_kept_good || method.starts_with("pm_good_");
        let code = match method {
            method if method.starts_with("pm_expired_") => "expired_card",
            method if method.starts_with("pm_confirm_") => "authentication_required",
            _ => "insufficient_funds",
        };
        if is_good {
            self.charge(&payment, "succeeded", "good");
            self.succeed(&payment);
        } else {
            self.fail(&payment, code);
        }
        (payment, is_good)
    }

    /// A kept card is forgotten.
    pub(super) fn detach(&mut self, method: &str) {
        self.get(method)["customer"] = Value::Null;
    }

    /// What may still go back of a payment.
    pub(super) fn refundable(&self, payment: &str) -> i64 {
        let received = self.all[payment]["amount_received"].as_i64().unwrap_or(0);
        let of_it = |refund: &&Value| refund["payment_intent"] == payment && refund["status"] != "failed";
        let refunds = self.all.values().filter(|object| object["object"] == "refund").filter(of_it);
        received - refunds.filter_map(|refund| refund["amount"].as_i64()).sum::<i64>()
    }

    pub(super) fn refund(&mut self, payment: &str, amount: i64, metadata: &BTreeMap<String, String>) -> String {
        let refund = self.identity("re");
        let charge = self.get(payment)["latest_charge"].clone();
        let object = json!({
            "id": refund, "object": "refund", "status": self.refunds_begin_as, "amount": amount, "payment_intent": payment,
            "charge": charge, "created": self.now, "metadata": metadata,
        });
        self.all.insert(refund.clone(), object);
        self.tell("refund.created", &refund);
        self.tell("charge.refunded", charge.as_str().unwrap_or_default());
        refund
    }

    pub(super) fn dispute(&mut self, payment: &str) -> String {
        let dispute = self.identity("du");
        let object = json!({
            "id": dispute, "object": "dispute", "status": "needs_response", "payment_intent": payment, "created": self.now,
        });
        self.all.insert(dispute.clone(), object);
        self.tell("charge.dispute.created", &dispute);
        dispute
    }
}

/// A card, as the payment method of a customer.
fn payment_method(id: &str, customer: &Value) -> Value {
    json!({
        "id": id, "object": "payment_method", "type": "card", "customer": customer,
        "card": {"brand": "visa", "last4": "4242", "exp_month": 12, "exp_year": 2034},
    })
}

/// The error of a decline.
pub(super) fn declined(code: &str) -> Value {
    json!({
        "type": "card_error", "code": "card_declined", "decline_code": code, "message": "Your card was declined.",
    })
}

//! Automatic renewal, with Stripe's stand-in on the other side: charged once whatever happens, told beforehand, and off when it is off.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jubilee_app::{App, CardCheckout, CardLeaving, CardProgress, Health, LeftProgress, Request, Time};
use jubilee_core::{Actor, ChargeFault, Fact, Instant, Lang, SubscriptionId};
use jubilee_payments::{
    Answer, Begun, CardProvider, Charge, Checkout, Event, Leaving, Object, Patience, Refund, Saved, Seen, Settings, Stripe,
    Unread,
};
use jubilee_store::Db;
use jubilee_store::kept_cards::{self, KeptCardRow, KeptCardState};
use jubilee_testkit::stripe::{Act, KEY, Message, StripeServer, WEBHOOK_SECRET, sign};

use crate::stage::{NOON, Stage, day, on_both_engines};

const SECOND: i64 = 1_000_000;

/// The shipped programme, with automatic renewal.
fn programme() -> String {
    let checked = "requirements-checked = \"at renewal\"";
    let shipped = jubilee_programme::shipped_mpn();
    assert!(shipped.contains(checked));
    shipped.replacen(checked, "auto-renewal = { notice = \"15 days\", retries = [\"3 days\", \"7 days\"] }\n#", 1)
}

/// A member whose Action Pack was renewed by card on 2 September 2019, and the card kept: the next anniversary is 31 August 2020, and its window
/// opens on 1 September.
struct Kept {
    stage: Stage,
    stripe: StripeServer,
    time: Arc<AtomicI64>,
    subscription: SubscriptionId,
}

fn stripe(server: &StripeServer) -> Stripe {
    let patience = Patience { pauses: Vec::new(), ..Patience::default() };
    let (key, url) = (KEY.to_owned(), server.url());
    Stripe::new(Settings { key, webhook_secrets: vec![WEBHOOK_SECRET.to_owned()], url, patience }).unwrap()
}

impl Kept {
    async fn new(engine: jubilee_testkit::Engine, card: &str) -> Kept {
        let time = Arc::new(AtomicI64::new(NOON.0));
        let clock = time.clone();
        let now = Time::new(move || Instant(clock.load(Ordering::SeqCst)));
        let mut stage = Stage::of(engine, &programme(), Some(day("2019-08-01")), true, now).await;
        let users = "M1,anna@contoso.example,Anna,global-admin,en\nM1,bram@contoso.example,Bram,global-admin,nl\n";
        stage.import("M1,Contoso B.V.,NL,nl,current\n", users, "S1,M1,action-pack,2018-09-01,,\n").await.unwrap();
        stage.import_billing("M1,,,,NL004495445B01,,\n").await.unwrap();
        let server = StripeServer::start().await;
        server.set_now(NOON.0 / SECOND);
        stage.app = stage.app.clone().with_cards(Arc::new(stripe(&server)));
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let kept = Kept { stage, stripe: server, time, subscription };
        kept.run("2019-09-02").await;
        let order = kept.stage.app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap().id;
        let (description, place) = ("Action Pack", "/orders/1/card");
        let wanted = CardCheckout { order, description, place, mail: None, lang: Lang::En, is_kept: true };
        let begun = kept.stage.app.pay_by_card(wanted).await.unwrap();
        kept.stripe.pay(&kept.stripe.last("cs_"), card);
        let paid = kept.stage.app.card_payment(order, &begun.attempt).await.unwrap();
        assert_eq!(paid.progress, CardProgress::Paid);
        kept
    }

    /// Runs a day, however far it lies ahead.
    async fn run(&self, on: &str) -> jubilee_app::RunReport {
        self.stage.app.run(Some(day(on)), true, &|_, _| {}).await.unwrap()
    }

    /// Lets three minutes pass, and takes the look that the server takes.
    async fn tend(&self) {
        self.time.fetch_add(180 * SECOND, Ordering::SeqCst);
        self.stage.app.tend_cards().await.unwrap();
    }

    /// The days up to that of the charge.
    async fn come_to_the_charge(&self) {
        self.run("2020-08-17").await;
        self.run("2020-09-01").await;
    }

    async fn card(&self) -> Option<KeptCardRow> {
        let db = Db::open(self.stage.database.url()).await.unwrap();
        kept_cards::of_subscription(&db, self.subscription).await.unwrap()
    }

    async fn anniversary(&self) -> String {
        let cycle = self.stage.app.status("S1", None, Lang::En).await.unwrap().dates.anniversary.unwrap();
        cycle.to_string()
    }

    async fn failures(&self) -> Vec<(ChargeFault, bool)> {
        let file = self.stage.app.member_file(self.subscription.member()).await.unwrap();
        let charges = file.member.subscriptions[0].charges.iter();
        charges.filter_map(|charge| charge.failure.map(|failure| (failure.fault, failure.is_last))).collect()
    }

    /// What Anna was told since so many mails.
    async fn told(&self) -> Vec<String> {
        self.stage.app.deliver(&self.stage.post, &|_| {}).await.unwrap();
        let mails = self.stage.smtp.mails().into_iter().filter(|mail| mail.to[0] == "anna@contoso.example");
        mails.map(|mail| mail.header("Subject").unwrap().clone()).collect()
    }

    /// Switches it off, and has the provider forget the card.
    async fn switch_off(&self) {
        self.stage.app.switch_off(self.subscription, Request::by(Actor::Operator)).await.unwrap();
        self.tend().await;
        assert_eq!(self.card().await, None);
    }

    /// Begins to leave a card without paying, and gives the attempt.
    async fn leave(&self) -> Result<String, jubilee_app::AppError> {
        let (description, place) = ("Automatic renewal of Action Pack", "/offers/1/auto-renewal/card");
        let wanted = CardLeaving { subscription: self.subscription, description, place, mail: None, lang: Lang::En };
        Ok(self.stage.app.leave_card(wanted).await?.attempt)
    }

    async fn left(&self, attempt: &str) -> LeftProgress {
        self.stage.app.left_card(self.subscription, attempt).await.unwrap().progress
    }

    async fn deliver(&self, message: &Message) {
        let now = self.time.load(Ordering::SeqCst) / SECOND;
        let signature = sign(WEBHOOK_SECRET, now, &message.body);
        self.stage.app.take_card_message(Some(&signature), message.body.as_bytes()).await.unwrap();
    }

    /// How often it was switched on, by the ledger.
    async fn switched_on(&self) -> usize {
        let entries = self.stage.app.ledger_of(self.subscription.member()).await.unwrap();
        entries.iter().filter(|(_, recorded)| matches!(recorded.entry.fact, Fact::AutoRenewalSwitchedOn { .. })).count()
    }

    /// How much came by charges of the kept card, in minor units: beside the first payment.
    fn charged(&self) -> i64 {
        self.stripe.balance() - 42_500
    }
}

on_both_engines! {
    async fn the_card_is_kept_with_the_payment_told_of_and_charged_when_the_window_opens(engine) {
        let kept = Kept::new(engine, "good").await;
        let row = kept.card().await.unwrap();
        assert_eq!((row.label.last_four.as_str(), row.label.expires_on), ("4242", day("2034-12-31")));
        let report = kept.run("2020-08-17").await;
        let steps: Vec<&str> = report.steps.iter().map(|step| step.step.as_str()).collect();
        assert_eq!(steps, ["reminder-1", "auto-renewal-notice"]);
        kept.tend().await;
        assert_eq!(kept.charged(), 0, "nothing is charged before its day");
        let told = kept.told().await;
        assert!(told.iter().any(|subject| subject.contains("renewed automatically on 1 September 2020")), "{told:?}");
        kept.run("2020-09-01").await;
        kept.tend().await;
        kept.tend().await;
        assert_eq!(kept.charged(), 42_500);
        assert_eq!(kept.anniversary().await, "2021-08-31");
        let told = kept.told().await;
        assert!(told.iter().any(|subject| subject.contains("automatic renewal is on")), "{told:?}");
        let asks = |subject: &&String| subject.contains("can be renewed") || subject.contains("to be paid by 30 September");
        assert!(!told.iter().any(|subject| asks(&subject)), "nobody is asked for what is charged: {told:?}");
    }

    async fn a_declined_card_is_charged_again_on_its_day_and_pays_then(engine) {
        let kept = Kept::new(engine, "once").await;
        kept.come_to_the_charge().await;
        kept.tend().await;
        assert_eq!(kept.failures().await, [(ChargeFault::InsufficientFunds, false)]);
        kept.stripe.mend_kept_cards();
        kept.run("2020-09-03").await;
        kept.tend().await;
        assert_eq!(kept.charged(), 0);
        kept.run("2020-09-04").await;
        kept.tend().await;
        kept.tend().await;
        assert_eq!((kept.charged(), kept.anniversary().await.as_str()), (42_500, "2021-08-31"));
    }

    async fn a_card_that_is_declined_to_the_end_is_given_up_and_the_member_told(engine) {
        let kept = Kept::new(engine, "once").await;
        kept.come_to_the_charge().await;
        for on in ["2020-09-01", "2020-09-04", "2020-09-08", "2020-09-20"] {
            kept.run(on).await;
            kept.tend().await;
        }
        let no = ChargeFault::InsufficientFunds;
        assert_eq!(kept.failures().await, [(no, false), (no, false), (no, true)]);
        let told = kept.told().await;
        assert_eq!(told.iter().filter(|subject| subject.contains("could not be charged")).count(), 2, "{told:?}");
        assert!(told.iter().any(|subject| subject.contains("renew it yourself by 30 September 2020")), "{told:?}");
        assert_eq!(kept.charged(), 0);
        kept.run("2020-10-01").await;
        assert_eq!(kept.stage.status("S1").await, "lapsed");
    }

    async fn what_no_retry_can_mend_is_not_tried_again(engine) {
        for (card, fault) in [("expired", ChargeFault::CardExpired), ("confirm", ChargeFault::ConfirmationNeeded)] {
            let kept = Kept::new(engine, card).await;
            kept.come_to_the_charge().await;
            kept.tend().await;
            kept.run("2020-09-08").await;
            kept.tend().await;
            assert_eq!(kept.failures().await, [(fault, true)]);
        }
    }

    async fn switched_off_nothing_is_charged_and_the_provider_forgets_the_card(engine) {
        // Before the notice, before the charge, between what was put down and what is asked for, between two tries.
        for moment in ["2020-08-01", "2020-08-31", "2020-09-01", "2020-09-02"] {
            let kept = Kept::new(engine, "once").await;
            for on in ["2020-08-01", "2020-08-17", "2020-08-31", "2020-09-01", "2020-09-02"] {
                kept.run(on).await;
                if on == moment {
                    kept.stage.app.switch_off(kept.subscription, Request::by(Actor::Operator)).await.unwrap();
                    break;
                }
                kept.tend().await;
            }
            let before = kept.failures().await.len();
            kept.stripe.mend_kept_cards();
            for on in ["2020-09-02", "2020-09-04", "2020-09-08"] {
                kept.run(on).await;
                kept.tend().await;
            }
            assert_eq!(kept.charged(), 0, "{moment}");
            assert!(kept.failures().await.len() <= before + 1, "{moment}: {:?}", kept.failures().await);
            assert!(kept.stripe.object(&kept.stripe.last("pm_"))["customer"].is_null(), "{moment}: it is forgotten");
            assert_eq!(kept.card().await, None);
        }
    }

    async fn an_answer_that_is_lost_charges_nobody_twice(engine) {
        for act in [Act::Drop, Act::DropAfter, Act::Fail, Act::FailAfter, Act::Garble] {
            let kept = Kept::new(engine, "good").await;
            kept.come_to_the_charge().await;
            kept.stripe.script("POST /v1/payment_intents", [act]);
            for _ in 0..5 {
                kept.tend().await;
            }
            assert!([0, 42_500].contains(&kept.charged()), "{act:?}: {}", kept.charged());
            // Stripe answers the same to the same key for ever where it failed: then it is not charged at all, and the member pays itself.
            if act != Act::Fail {
                assert_eq!((kept.charged(), kept.anniversary().await.as_str()), (42_500, "2021-08-31"), "{act:?}");
            }
        }
    }

    async fn while_staff_have_paused_no_card_is_charged(engine) {
        let kept = Kept::new(engine, "good").await;
        kept.come_to_the_charge().await;
        kept.stage.app.pause("fees are being corrected", Actor::Operator).await.unwrap();
        for _ in 0..3 {
            kept.tend().await;
        }
        assert_eq!(kept.charged(), 0);
        kept.stage.app.resume(Actor::Operator).await.unwrap();
        kept.tend().await;
        kept.tend().await;
        assert_eq!((kept.charged(), kept.anniversary().await.as_str()), (42_500, "2021-08-31"));
    }

    async fn a_card_is_left_without_a_payment_and_charged_when_the_window_opens(engine) {
        let kept = Kept::new(engine, "good").await;
        kept.switch_off().await;
        let attempt = kept.leave().await.unwrap();
        assert!(matches!(kept.left(&attempt).await, LeftProgress::Open(_)));
        assert_eq!(kept.leave().await.unwrap(), attempt, "in another tab it is the same page");
        let session = kept.stripe.last("cs_");
        assert_eq!(kept.stripe.object(&session)["mode"], "setup");
        kept.stripe.leave(&session, "good");
        assert_eq!(kept.left(&attempt).await, LeftProgress::Kept);
        assert_eq!(kept.card().await.unwrap().label.last_four, "4242");
        assert_eq!(kept.charged(), 0, "nothing is charged for that");
        let told = kept.told().await;
        assert!(told.iter().any(|subject| subject.contains("automatic renewal is on")), "{told:?}");
        kept.come_to_the_charge().await;
        kept.tend().await;
        kept.tend().await;
        assert_eq!((kept.charged(), kept.anniversary().await.as_str()), (42_500, "2021-08-31"));
    }

    async fn the_messages_of_a_left_card_keep_it_once_in_every_order_and_however_often(engine) {
        let kept = Kept::new(engine, "good").await;
        let before = kept.switched_on().await;
        for (round, order) in [[0, 1], [1, 0], [0, 0], [1, 1]].into_iter().enumerate() {
            kept.switch_off().await;
            let attempt = kept.leave().await.unwrap();
            let known = kept.stripe.messages().len();
            kept.stripe.leave(&kept.stripe.last("cs_"), "good");
            let news = kept.stripe.messages().split_off(known);
            assert_eq!(news.iter().map(|message| message.kind.as_str()).collect::<Vec<_>>(), ["setup_intent.succeeded", "checkout.session.completed"]);
            for which in order.into_iter().chain(order) {
                kept.deliver(&news[which]).await;
            }
            assert_eq!(kept.left(&attempt).await, LeftProgress::Kept, "{order:?}");
            assert_eq!(kept.switched_on().await, before + round + 1, "{order:?}: it is switched on once");
            assert!(kept.card().await.is_some());
        }
        // What comes once more after it was switched off keeps nothing.
        kept.switch_off().await;
        for message in kept.stripe.messages() {
            kept.deliver(&message).await;
        }
        kept.tend().await;
        assert_eq!((kept.card().await, kept.switched_on().await), (None, before + 4));
    }

    async fn a_lost_message_and_a_lost_answer_are_made_up_for_by_the_look_that_is_taken(engine) {
        let kept = Kept::new(engine, "good").await;
        kept.switch_off().await;
        // Nobody can have been led to a page whose address never came back.
        kept.stripe.script("POST /v1/checkout/sessions", [Act::DropAfter]);
        assert!(matches!(kept.leave().await, Err(jubilee_app::AppError::Cards(_))));
        let attempt = kept.leave().await.unwrap();
        kept.stripe.leave(&kept.stripe.last("cs_"), "good");
        kept.tend().await;
        assert!(kept.card().await.is_some());
        assert_eq!(kept.left(&attempt).await, LeftProgress::Kept);
    }

    async fn switched_off_while_the_page_is_open_no_card_is_kept(engine) {
        for is_quick in [true, false] {
            let kept = Kept::new(engine, "good").await;
            // The page is for another card, while automatic renewal is on.
            let attempt = kept.leave().await.unwrap();
            let session = kept.stripe.last("cs_");
            if is_quick {
                kept.stripe.leave(&session, "good");
            }
            kept.stage.app.switch_off(kept.subscription, Request::by(Actor::Operator)).await.unwrap();
            kept.tend().await;
            kept.tend().await;
            let outcome = if is_quick { LeftProgress::Refused } else { LeftProgress::Ended };
            assert_eq!((kept.left(&attempt).await, kept.card().await), (outcome, None));
            if is_quick {
                assert!(kept.stripe.object(&kept.stripe.last("pm_"))["customer"].is_null(), "the provider has forgotten it");
            } else {
                assert_eq!(kept.stripe.object(&session)["status"], "expired", "nobody is led on to a page for nothing");
            }
            // On again takes a page of its own.
            let again = kept.leave().await.unwrap();
            assert_ne!(again, attempt);
        }
    }

    async fn what_cannot_be_switched_on_is_refused_before_a_card_is_given_and_after(engine) {
        let kept = Kept::new(engine, "good").await;
        kept.switch_off().await;
        let attempt = kept.leave().await.unwrap();
        let session = kept.stripe.last("cs_");
        kept.run("2020-09-01").await;
        // The window has opened: it would look as if this year were seen to.
        kept.stripe.leave(&session, "good");
        assert_eq!(kept.left(&attempt).await, LeftProgress::Refused);
        kept.tend().await;
        assert!(kept.stripe.object(&kept.stripe.last("pm_"))["customer"].is_null());
        let refused = kept.leave().await.unwrap_err();
        assert!(matches!(refused, jubilee_app::AppError::Refused(_)), "{refused}");
        assert_eq!(kept.stripe.sessions().len(), 2, "nobody is asked for a card in vain");
    }

    async fn a_deep_look_holds_the_kept_cards_against_the_ledger_and_names_a_damaged_row(engine) {
        let kept = Kept::new(engine, "good").await;
        let db = Db::open(kept.stage.database.url()).await.unwrap();
        let wrong = async || {
            let found = kept.stage.app.verify(true, &|_, _| {}).await.unwrap();
            assert_eq!(found.sound, found.findings.is_empty());
            found.findings.into_iter().map(|finding| finding.what).collect::<Vec<_>>()
        };
        assert_eq!(wrong().await, Vec::<String>::new());
        let right = kept.card().await.unwrap();
        // The twins: the row of another card, none at all, and one for what does not renew automatically.
        db.commit(kept_cards::drop_card(kept.subscription)).await.unwrap();
        let none = "subscription S1 renews automatically with a card ending in 4242, and none is kept for it";
        assert_eq!(wrong().await, [none]);
        let mut other = KeptCardRow { card: "other".to_owned(), ..right.clone() };
        "1881".clone_into(&mut other.label.last_four);
        db.commit(kept_cards::insert(&other)).await.unwrap();
        let damaged = "the card kept for subscription S1 ends in 1881 and expires on 2034-12-31; by the ledger it must be 4242 and 2034-12-31";
        assert_eq!(wrong().await, [damaged]);
        db.commit(kept_cards::drop_card(kept.subscription)).await.unwrap();
        db.commit(kept_cards::insert(&KeptCardRow { card: "again".to_owned(), ..right.clone() })).await.unwrap();
        assert_eq!(wrong().await, Vec::<String>::new());
        kept.stage.app.switch_off(kept.subscription, Request::by(Actor::Operator)).await.unwrap();
        assert_eq!(wrong().await, Vec::<String>::new());
        db.commit(kept_cards::insert(&KeptCardRow { card: "stray".to_owned(), ..right.clone() })).await.unwrap();
        let stray = "a card ending in 4242 is kept for subscription S1, which does not renew automatically";
        assert_eq!(wrong().await, [stray]);
        kept.stage.app.rebuild(&|_, _| {}).await.unwrap();
        assert_eq!(wrong().await, Vec::<String>::new(), "what nothing is charged to is to be forgotten");
        // Neither charged nor forgotten can be what has no name at its provider.
        let nameless = KeptCardRow { card: "nameless".to_owned(), method: String::new(), state: KeptCardState::ToForget, ..right };
        db.commit(kept_cards::insert(&nameless)).await.unwrap();
        assert_eq!(wrong().await, ["card nameless is not named as its provider names it: it can be neither charged nor forgotten"]);
    }

    async fn the_doctor_sees_cards_that_nobody_charges_and_cards_that_expire_too_early(engine) {
        let kept = Kept::new(engine, "good").await;
        let cards = async |app: &App| {
            let found = app.doctor(None).await.unwrap();
            let one = found.into_iter().find(|one| one.about == "cards").unwrap();
            (one.health, one.found, one.advice.unwrap_or_default())
        };
        let (health, found, _) = cards(&kept.stage.app).await;
        assert_eq!((health, found.as_str()), (Health::Well, "1 card is kept, and none expires before it is charged next"));
        // Without a provider nobody charges it.
        let alone = App::open(kept.stage.database.url(), Time::still(NOON)).await.unwrap();
        let (health, found, advice) = cards(&alone).await;
        assert!(health == Health::Bad && found.contains("1 card is kept and no payment provider is set up"), "{found}");
        assert!(advice.contains("JUBILEE_STRIPE_KEY"), "{advice}");
        // A card that expires before 1 September 2020.
        kept.switch_off().await;
        let (health, found, _) = cards(&alone).await;
        assert!(health == Health::Warning && found.contains("nobody can switch it on"), "{found}");
        kept.leave().await.unwrap();
        kept.stripe.leave_expiring(&kept.stripe.last("cs_"), 8, 2020);
        kept.tend().await;
        assert_eq!(kept.card().await.unwrap().label.expires_on, day("2020-08-31"));
        let (health, found, advice) = cards(&kept.stage.app).await;
        let said = "1 of 1 cards that are kept will have expired when it is charged next, the first on 2020-08-31 (subscription S1)";
        assert_eq!((health, found.as_str()), (Health::Warning, said));
        assert!(advice.contains("give another card"), "{advice}");
    }

    async fn two_nodes_charge_once(engine) {
        let kept = Kept::new(engine, "good").await;
        kept.come_to_the_charge().await;
        let other: App = kept.stage.app.clone().with_cards(Arc::new(stripe(&kept.stripe)));
        kept.time.fetch_add(180 * SECOND, Ordering::SeqCst);
        let (one, two) = tokio::join!(kept.stage.app.tend_cards(), other.tend_cards());
        one.unwrap();
        two.unwrap();
        kept.tend().await;
        assert_eq!((kept.charged(), kept.anniversary().await.as_str()), (42_500, "2021-08-31"));
        assert_eq!(kept.stripe.requests().iter().filter(|request| *request == "POST /v1/payment_intents").count(), 1);
    }

    async fn the_twin_a_provider_that_knows_nothing_by_its_identity_charges_twice_and_is_found(engine) {
        let mut kept = Kept::new(engine, "good").await;
        kept.stage.app = kept.stage.app.clone().with_cards(Arc::new(Careless(stripe(&kept.stripe), AtomicI64::new(0))));
        kept.come_to_the_charge().await;
        kept.stripe.script("POST /v1/payment_intents", [Act::DropAfter]);
        for _ in 0..5 {
            kept.tend().await;
        }
        assert_eq!(kept.charged(), 85_000, "without looking it up under our identity it is charged twice");
    }
}

/// Stripe, broken on purpose: nothing is looked up, and each charge has another identity.
struct Careless(Stripe, AtomicI64);

impl CardProvider for Careless {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn begin<'a>(&'a self, checkout: &'a Checkout) -> Answer<'a, Begun> {
        self.0.begin(checkout)
    }

    fn leave<'a>(&'a self, leaving: &'a Leaving) -> Answer<'a, Begun> {
        self.0.leave(leaving)
    }

    fn close<'a>(&'a self, checkout: &'a str) -> Answer<'a, Seen> {
        self.0.close(checkout)
    }

    fn look_up<'a>(&'a self, object: &'a Object) -> Answer<'a, Seen> {
        self.0.look_up(object)
    }

    fn charge<'a>(&'a self, charge: &'a Charge) -> Answer<'a, Seen> {
        let times = self.1.fetch_add(1, Ordering::SeqCst);
        let anew = Charge { attempt: format!("{}-{times}", charge.attempt), ..charge.clone() };
        Box::pin(async move { self.0.charge(&anew).await })
    }

    fn find_charge<'a>(&'a self, _: &'a Charge, _: Instant) -> Answer<'a, Option<Seen>> {
        Box::pin(std::future::ready(Ok(None)))
    }

    fn forget<'a>(&'a self, card: &'a Saved) -> Answer<'a, ()> {
        self.0.forget(card)
    }

    fn refund<'a>(&'a self, refund: &'a Refund) -> Answer<'a, Seen> {
        self.0.refund(refund)
    }

    fn find_refund<'a>(&'a self, refund: &'a Refund) -> Answer<'a, Option<Seen>> {
        self.0.find_refund(refund)
    }

    fn read(&self, signature: Option<&str>, body: &[u8], now: Instant) -> Result<Event, Unread> {
        self.0.read(signature, body, now)
    }
}

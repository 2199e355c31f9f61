//! Many at once about one subscription: two tabs, staff, a provider that repeats itself, and the daily run. Whoever is quicker, there is
//! one order, one renewal and one charge.
//!
//! The usual length takes some seconds; `JUBILEE_RACE_ROUNDS` makes it any, and `cargo xtask race --rounds N` runs it.

use jubilee_app::{App, AppError, BookLine, Request, Time};
use jubilee_core::{Account, Actor, Day, Fact, MemberId, Side, SubscriptionId};
use jubilee_store::ledger;

use crate::stage::{NOON, Stage, day, on_both_engines};

/// How many come at once.
const AT_ONCE: u64 = 64;

/// How many rounds where nobody says.
const ROUNDS: u64 = 6;

#[expect(clippy::disallowed_methods, reason = "a test may read its environment")]
fn rounds() -> u64 {
    let Ok(text) = std::env::var("JUBILEE_RACE_ROUNDS") else { return ROUNDS };
    text.parse().unwrap_or_else(|error| panic!("JUBILEE_RACE_ROUNDS={text} is not a number: {error}"))
}

/// What somebody does in a round.
#[derive(Clone, Copy, Debug)]
enum Part {
    /// Opens another tab and orders again.
    Tab,
    /// Records the transfer by hand, without an amount, so with what is lacking.
    Staff,
    /// Tells of the payment under its identity outside, as a provider does that repeats itself.
    Provider,
    /// Does the day after the window, on which it lapses.
    Run,
}

/// How a round is run.
#[derive(Clone, Copy)]
struct Round {
    number: u64,
    /// The last day of the window.
    closes_on: Day,
    /// The twin: each message of the provider has an identity of its own, as if it were other money.
    is_torn: bool,
}

impl Round {
    fn new(number: u64) -> Round {
        let closes_on = day("2019-10-01").plus_days(i32::try_from(number).unwrap());
        Round { number, closes_on, is_torn: false }
    }

    /// Who comes. In every other round the run comes too, and an order is there before it.
    fn part(self, place: u64) -> Part {
        match (place + self.number) % 8 {
            0 if self.number % 2 == 1 && place < 16 => Part::Run,
            0..=2 => Part::Tab,
            3 | 4 => Part::Staff,
            _ => Part::Provider,
        }
    }

    async fn play(self, app: App, subscription: SubscriptionId, place: u64) -> Result<(), AppError> {
        let identity = format!("provider-{}{}", self.number, if self.is_torn { format!("-{place}") } else { String::new() });
        let part = self.part(place);
        if let Part::Run = part {
            return app.run(Some(self.closes_on.next()), false, &|_, _| {}).await.map(drop);
        }
        let order = match app.order_renewal(subscription, Request::by(Actor::User(1))).await {
            Ok(receipt) => receipt.id,
            // It is renewed already, or has lapsed: then the order that was made is what money comes for.
            Err(AppError::Refused(_)) => app.member_file(subscription.member()).await?.member.orders[0].id,
            Err(error) => return Err(error),
        };
        let request = match part {
            Part::Staff => Request::by(Actor::Staff(1)),
            Part::Provider => Request { identity: Some(&identity), ..Request::by(Actor::CardProvider) },
            Part::Tab | Part::Run => return Ok(()),
        };
        // Whoever says no amount means what the order lacks, and is not charged beyond it.
        let amount =
            app.member_file(order.member()).await?.member.order(order).map(|order| order.amount).filter(|_| self.is_torn);
        app.record_payment(order, self.closes_on, amount, request).await.map(drop)
    }
}

/// Members whose windows close one after the other, a day apart, and two processes on one store.
async fn stage(engine: jubilee_testkit::Engine, rounds: u64) -> (Stage, [App; 2]) {
    let stage = Stage::sandbox(engine, "2019-08-01").await;
    let rows = |row: &dyn Fn(u64) -> String| (0..rounds).map(row).collect::<String>();
    let members = rows(&|number| format!("M{number},Member {number},NL,en,current\n"));
    let users = rows(&|number| format!("M{number},user{number}@member.example,User,global-admin,en\n"));
    let bought = |number: u64| day("2018-09-01").plus_days(i32::try_from(number).unwrap());
    let subscriptions = rows(&|number| format!("S{number},M{number},action-pack,{},,\n", bought(number)));
    stage.import(&members, &users, &subscriptions).await.unwrap();
    let other = App::open(stage.database.url(), Time::still(NOON)).await.unwrap();
    let apps = [stage.app.clone(), other];
    (stage, apps)
}

/// Lets everybody come at once.
async fn race(stage: &Stage, apps: &[App; 2], round: Round) -> SubscriptionId {
    stage.app.run(Some(round.closes_on), false, &|_, _| {}).await.unwrap();
    let subscription = stage.app.find_subscription(&format!("S{}", round.number)).await.unwrap();
    if round.number % 2 == 1 {
        stage.app.order_renewal(subscription, Request::by(Actor::User(1))).await.unwrap();
    }
    let everybody: Vec<_> = (0..AT_ONCE)
        .map(|place| tokio::spawn(round.play(apps[usize::from(place % 2 == 1)].clone(), subscription, place)))
        .collect();
    for (place, one) in everybody.into_iter().enumerate() {
        let outcome = one.await.unwrap();
        assert!(outcome.is_ok(), "round {} {:?}: {outcome:?}", round.number, round.part(place as u64));
    }
    subscription
}

/// What is wrong after a round, if something is: one order, one payment of its amount, one renewal, and the ledger has all of it once.
async fn fault(stage: &Stage, subscription: SubscriptionId) -> Option<String> {
    let member: MemberId = subscription.member();
    let file = stage.app.member_file(member).await.unwrap();
    let entries = ledger::of_member(&jubilee_store::Db::open(stage.database.url()).await.unwrap(), member).await.unwrap();
    let facts = entries.iter().map(|entry| jubilee_core::Recorded::decode(&entry.body).unwrap().entry.fact);
    let (mut ordered, mut paid, mut renewed) = (0, 0, 0);
    for fact in facts {
        match fact {
            Fact::Ordered { .. } => ordered += 1,
            Fact::PaymentRecorded { .. } => paid += 1,
            Fact::Renewed { .. } => renewed += 1,
            _ => {}
        }
    }
    let sums: Vec<(i64, i64)> = file.member.orders.iter().map(|order| (order.received().minor, order.amount.minor)).collect();
    let is_right = (ordered, paid, renewed) == (1, 1, 1) && sums.iter().all(|(received, amount)| received == amount);
    (!is_right).then(|| format!("{ordered} orders, {paid} payments, {renewed} renewals: {sums:?}"))
}

on_both_engines! {
    async fn c88_many_at_once_give_one_order_one_renewal_and_one_charge(engine) {
        let rounds = rounds();
        let (stage, apps) = stage(engine, rounds).await;
        for number in 0..rounds {
            let subscription = race(&stage, &apps, Round::new(number)).await;
            assert_eq!(fault(&stage, subscription).await, None, "round {number}");
            assert_eq!(stage.status(&format!("S{number}")).await, "active", "round {number}");
        }
        // Over all rounds: each paid once in the books, and each was told once.
        let books = stage.app.books(day("2019-08-01"), day("2030-12-31"), &|_, _| {}).await.unwrap();
        let is_charge = |line: &&BookLine| line.account == Account::Bank && line.side == Side::Debit;
        assert_eq!(books.postings.iter().filter(is_charge).count() as u64, rounds);
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        let mails = stage.smtp.mails();
        let renewed = mails.iter().filter(|mail| mail.header("Subject").unwrap().contains("is renewed until"));
        assert_eq!(renewed.count() as u64, rounds, "one confirmation a round");
    }

    /// The twin: money that comes under identities of its own each time is charged more than once, and that is seen.
    async fn money_without_its_identity_is_charged_twice_and_found(engine) {
        let (stage, apps) = stage(engine, 1).await;
        let subscription = race(&stage, &apps, Round { is_torn: true, ..Round::new(0) }).await;
        let found = fault(&stage, subscription).await.unwrap();
        assert!(found.starts_with("1 orders") && found.contains("1 renewals"), "{found}");
    }
}

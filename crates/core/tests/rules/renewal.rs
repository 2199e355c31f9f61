//! Renewals, payments and their value dates, case by case (domain.md sections 1, 2 and 5).

use crate::fixture::{act, day, member_with, programme, usd};
use jubilee_core::{
    ActionKind, Command, Day, Fact, Lift, Member, OfferId, OrderId, OrderState, Reason, Status, Step, SubscriptionId, agenda,
    current_cycle, next_due, standing, timeline,
};

const LIVE: Day = Day::MIN;

fn first(member: &Member) -> SubscriptionId {
    member.subscriptions[0].id
}

fn order(member: &mut Member, today: &str) -> Result<OrderId, jubilee_core::Refusal> {
    let subscription = first(member);
    act(&programme(), member, Command::OrderRenewal { subscription }, day(today))?;
    Ok(member.orders.last().unwrap().id)
}

fn pay(member: &mut Member, order: OrderId, value: &str, today: &str) -> Result<Vec<Fact>, jubilee_core::Refusal> {
    let amount = member.order(order).unwrap().amount;
    let command = Command::RecordPayment { order, value_on: day(value), amount, identity: None };
    Ok(act(&programme(), member, command, day(today))?.into_iter().map(|entry| entry.fact).collect())
}

fn status(member: &Member, on: &str) -> Status {
    standing(&programme(), member, first(member), day(on)).unwrap().status
}

#[test]
fn t1_to_t4_the_articles_example() {
    let cycles = timeline(&programme(), &OfferId::from("action-pack"), day("2018-09-01"), 2).unwrap();
    assert_eq!(cycles.len(), 2);
    let text = |cycle: &jubilee_core::Cycle| serde_json::to_string(cycle).unwrap();
    assert_eq!(
        text(&cycles[0]),
        r#"{"anniversary":"2019-09-01","renew_from":"2019-09-02","renew_until":"2019-10-01","benefits_until":"2019-10-01","lapses_on":"2019-10-02","reminders":["2019-08-17","2019-09-24"],"next_anniversary":"2020-08-31"}"#
    );
    assert_eq!(
        text(&cycles[1]),
        r#"{"anniversary":"2020-08-31","renew_from":"2020-09-01","renew_until":"2020-09-30","benefits_until":"2020-09-30","lapses_on":"2020-10-01","reminders":["2020-08-16","2020-09-23"],"next_anniversary":"2021-08-31"}"#
    );
}

#[test]
fn every_bound_of_the_window_holds_on_the_day_before_on_it_and_after() {
    let member = member_with("action-pack", day("2018-09-01"), None);
    for (on, expected, benefits) in [
        ("2018-08-31", Status::Ordered, false),
        ("2018-09-01", Status::Active, true),
        ("2019-09-01", Status::Active, true),
        ("2019-09-02", Status::RenewalOpen, true),
        ("2019-10-01", Status::RenewalOpen, true),
        ("2019-10-02", Status::Lapsed, false),
    ] {
        let standing = standing(&programme(), &member, first(&member), day(on)).unwrap();
        assert_eq!((standing.status, standing.has_benefits), (expected, benefits), "{on}");
    }
}

#[test]
fn t16_on_the_anniversary_the_renewal_is_refused_and_the_day_is_named() {
    let mut member = member_with("action-pack", day("2018-09-01"), None);
    let refusal = order(&mut member, "2019-09-01").unwrap_err();
    assert_eq!(refusal.lift, Lift::Wait(day("2019-09-02")));
    assert_eq!(refusal.reasons[0], Reason::NotOpenYet { anniversary: day("2019-09-01"), opens_on: day("2019-09-02") });
}

#[test]
fn t17_after_the_window_only_a_new_purchase_is_left() {
    let mut member = member_with("action-pack", day("2018-09-01"), None);
    assert_eq!(order(&mut member, "2019-10-02").unwrap_err().lift, Lift::BuyAnew);
    let standing = standing(&programme(), &member, first(&member), day("2019-10-02")).unwrap();
    let buy = standing.actions.iter().find(|action| action.kind == ActionKind::Buy).unwrap();
    assert_eq!(buy.refusal, None);
    let purchase = Command::OrderPurchase { offer: OfferId::from("action-pack"), areas: Vec::new() };
    act(&programme(), &mut member, purchase, day("2019-10-02")).unwrap();
    let order = member.orders[0].id;
    let bought = member.subscriptions[1].id;
    let on = |member: &Member, on: &str| jubilee_core::standing(&programme(), member, bought, day(on)).unwrap();
    assert_eq!(on(&member, "2019-10-02").status, Status::Ordered);
    assert_eq!(on(&member, "2019-11-02").status, Status::Ended, "thirty days without money");
    pay(&mut member, order, "2019-10-05", "2019-10-08").unwrap();
    assert_eq!(on(&member, "2019-10-08").cycle.unwrap().anniversary, day("2020-10-05"));
}

#[test]
fn t3_any_day_of_the_window_gives_the_same_next_anniversary() {
    for offset in 1..=30 {
        let mut member = member_with("action-pack", day("2018-09-01"), None);
        let paid = day("2019-09-01").plus_days(offset).to_string();
        let made = order(&mut member, &paid).unwrap();
        pay(&mut member, made, &paid, &paid).unwrap();
        assert_eq!(
            current_cycle(&programme(), &member.subscriptions[0], day(&paid)).unwrap().anniversary,
            day("2020-08-31"),
            "{paid}"
        );
    }
}

#[test]
fn money_with_a_value_date_in_the_window_reverses_a_lapse_that_was_recorded() {
    let mut member = member_with("action-pack", day("2018-09-01"), None);
    let made = order(&mut member, "2019-09-20").unwrap();
    let subscription = first(&member);
    act(&programme(), &mut member, Command::Lapse { subscription }, day("2019-10-02")).unwrap();
    assert_eq!(next_due(&programme(), &member, subscription, day("2019-10-02"), LIVE), None);
    assert_eq!(status(&member, "2019-10-03"), Status::Lapsed);
    let facts = pay(&mut member, made, "2019-10-01", "2019-10-04").unwrap();
    assert!(matches!(facts[..], [Fact::PaymentRecorded { .. }, Fact::LapseReversed { .. }, Fact::Renewed { .. }]), "{facts:?}");
    assert_eq!(status(&member, "2019-10-04"), Status::Active);
    assert_eq!(next_due(&programme(), &member, subscription, day("2019-10-04"), LIVE), Some(day("2020-08-16")));
}

#[test]
fn money_that_comes_after_the_window_is_kept_and_changes_nothing() {
    let mut member = member_with("action-pack", day("2018-09-01"), None);
    let made = order(&mut member, "2019-09-20").unwrap();
    let facts = pay(&mut member, made, "2019-10-02", "2019-10-04").unwrap();
    assert!(matches!(facts[..], [Fact::PaymentRecorded { .. }]), "{facts:?}");
    assert_eq!(status(&member, "2019-10-04"), Status::Lapsed);
    assert_eq!(member.orders[0].state(day("2019-10-04")), OrderState::SetAside);
}

#[test]
fn a_payment_is_refused_when_it_cannot_be_true_and_when_it_was_recorded_before() {
    let mut member = member_with("action-pack", day("2018-09-01"), None);
    let made = order(&mut member, "2019-09-20").unwrap();
    assert_eq!(pay(&mut member, made, "2019-09-22", "2019-09-21").unwrap_err().lift, Lift::Wait(day("2019-09-22")));
    let wrong = Command::RecordPayment { order: made, value_on: day("2019-09-21"), amount: usd(0), identity: None };
    assert!(act(&programme(), &mut member, wrong, day("2019-09-21")).is_err());
    pay(&mut member, made, "2019-09-21", "2019-09-21").unwrap();
    let again = pay(&mut member, made, "2019-09-21", "2019-09-21").unwrap_err();
    assert_eq!(again.reasons, [Reason::PaymentKnown { order: made, amount: usd(47_500), value_on: day("2019-09-21") }]);
    assert_eq!(member.subscriptions[0].renewals.len(), 1);
}

#[test]
fn one_order_is_open_for_a_cycle_at_a_time() {
    let mut member = member_with("action-pack", day("2018-09-01"), None);
    let made = order(&mut member, "2019-09-02").unwrap();
    assert_eq!(order(&mut member, "2019-09-03").unwrap_err().lift, Lift::Pay(made));
}

#[test]
fn a_second_payment_for_a_cycle_is_set_aside() {
    let mut member = member_with("action-pack", day("2018-09-01"), Some(day("2019-09-01")));
    let mut programme = programme();
    programme.versions[0].transfer.order_life = jubilee_core::Span::Days(2);
    let subscription = first(&member);
    act(&programme, &mut member, Command::OrderRenewal { subscription }, day("2019-09-02")).unwrap();
    act(&programme, &mut member, Command::OrderRenewal { subscription }, day("2019-09-10")).unwrap();
    let [early, late] = [member.orders[0].id, member.orders[1].id];
    pay(&mut member, late, "2019-09-11", "2019-09-11").unwrap();
    let facts = pay(&mut member, early, "2019-09-04", "2019-09-12").unwrap();
    assert!(matches!(facts[..], [Fact::PaymentRecorded { .. }]), "{facts:?}");
    assert_eq!(member.subscriptions[0].renewals.len(), 1);
}

#[test]
fn what_costs_nothing_renews_without_an_order_and_what_costs_does_not() {
    let mut member = member_with("friend", day("2018-09-01"), None);
    let subscription = first(&member);
    act(&programme(), &mut member, Command::Renew { subscription }, day("2019-09-05")).unwrap();
    assert_eq!(member.subscriptions[0].renewals[0].anniversary, day("2019-09-01"));
    let mut paying = member_with("gold", day("2018-09-01"), None);
    let subscription = first(&paying);
    let refusal = act(&programme(), &mut paying, Command::Renew { subscription }, day("2019-09-05")).unwrap_err();
    assert_eq!(refusal.reasons, [Reason::PayByOrder { fee: usd(473_000) }]);
}

#[test]
fn a_member_holds_an_offer_once() {
    let mut member = member_with("action-pack", day("2018-09-01"), None);
    let purchase = Command::OrderPurchase { offer: OfferId::from("action-pack"), areas: Vec::new() };
    let refusal = act(&programme(), &mut member, purchase, day("2019-01-01")).unwrap_err();
    assert!(matches!(refusal.reasons[0], Reason::MostPerMember { most: 1, .. }));
}

#[test]
fn a_level_needs_the_areas_it_covers() {
    let mut member = member_with("action-pack", day("2018-09-01"), None);
    let purchase = Command::OrderPurchase { offer: OfferId::from("gold"), areas: Vec::new() };
    let refusal = act(&programme(), &mut member, purchase, day("2019-01-01")).unwrap_err();
    assert!(matches!(refusal.reasons[0], Reason::AreasNeeded { .. }));
}

#[test]
fn reminders_after_an_outage_are_late_superseded_or_missed() {
    let run = |today: &str| {
        let mut member = member_with("action-pack", day("2018-09-01"), None);
        let subscription = first(&member);
        let mut facts = Vec::new();
        let today = day(today);
        while let Some(due) = agenda(&programme(), &member, subscription, today, LIVE).first().filter(|due| due.on <= today) {
            let command = match due.step {
                Step::Reminder(reminder) => Command::Remind { subscription, reminder },
                Step::Lapse => Command::Lapse { subscription },
                Step::Announcement(..) | Step::Notice | Step::Charge(_) => panic!("nothing of the kind is due here"),
            };
            facts.extend(act(&programme(), &mut member, command, today).unwrap());
        }
        facts.into_iter().map(|entry| (entry.effective_on.to_string(), entry.fact)).collect::<Vec<_>>()
    };
    assert!(run("2019-08-16").is_empty());
    assert!(matches!(&run("2019-09-10")[..], [(on, Fact::Reminded { reminder: 0, .. })] if on == "2019-08-17"));
    assert!(matches!(
        &run("2019-10-01")[..],
        [(_, Fact::ReminderSuperseded { reminder: 0, .. }), (on, Fact::Reminded { reminder: 1, .. })] if on == "2019-09-24"
    ));
    assert!(matches!(
        &run("2019-12-24")[..],
        [(_, Fact::ReminderMissed { .. }), (_, Fact::ReminderMissed { .. }), (on, Fact::Lapsed { .. })] if on == "2019-10-02"
    ));
}

#[test]
fn nothing_that_was_due_before_the_live_date_is_on_the_agenda() {
    let member = member_with("action-pack", day("2018-09-01"), None);
    let due = |live: &str| next_due(&programme(), &member, first(&member), day(live), day(live)).map(|on| on.to_string());
    assert_eq!(due("2019-08-17").as_deref(), Some("2019-08-17"));
    assert_eq!(due("2019-08-18").as_deref(), Some("2019-09-24"));
    assert_eq!(due("2019-10-02").as_deref(), Some("2019-10-02"));
    assert_eq!(due("2019-10-03"), None);
}

#[test]
fn c7_a_step_happens_once_and_is_refused_afterwards() {
    let mut member = member_with("action-pack", day("2018-09-01"), None);
    let subscription = first(&member);
    let remind = Command::Remind { subscription, reminder: 0 };
    act(&programme(), &mut member, remind.clone(), day("2019-08-17")).unwrap();
    assert_eq!(act(&programme(), &mut member, remind, day("2019-08-17")).unwrap_err().reasons, [Reason::StepClosed]);
}

/// Buys an offer on a day and gives the order.
fn buy(member: &mut Member, offer: &str, areas: &[&str], today: &str) -> Result<OrderId, jubilee_core::Refusal> {
    let areas = areas.iter().map(|area| jubilee_core::AreaId::from(*area)).collect();
    act(&programme(), member, Command::OrderPurchase { offer: OfferId::from(offer), areas }, day(today))?;
    Ok(member.orders.last().unwrap().id)
}

#[test]
fn two_orders_for_one_offer_that_are_both_paid_give_one_subscription() {
    let mut member = member_with("action-pack", day("2018-09-01"), None);
    let early = buy(&mut member, "gold", &["security"], "2019-01-01").unwrap();
    let late = buy(&mut member, "gold", &["security"], "2019-02-15").unwrap();
    pay(&mut member, late, "2019-02-15", "2019-02-15").unwrap();
    let facts = pay(&mut member, early, "2019-01-10", "2019-02-20").unwrap();
    assert!(matches!(facts[..], [Fact::PaymentRecorded { .. }]), "{facts:?}");
    assert_eq!(member.order(early).unwrap().state(day("2019-02-20")), OrderState::SetAside);
}

#[test]
fn a_mistyped_year_of_a_value_date_is_refused() {
    let mut member = member_with("action-pack", day("2018-09-01"), None);
    let made = order(&mut member, "2019-09-20").unwrap();
    let refusal = pay(&mut member, made, "1919-09-21", "2019-09-21").unwrap_err();
    assert!(matches!(refusal.reasons[..], [Reason::ValueDateBeforeOrder { .. }]), "{refusal:?}");
    assert!(pay(&mut member, made, "2019-08-20", "2019-09-21").is_err(), "31 days before the order");
    pay(&mut member, made, "2019-08-21", "2019-09-21").unwrap();
}

#[test]
fn an_order_that_cannot_be_paid_any_more_is_not_offered_for_payment() {
    let mut member = member_with("action-pack", day("2018-09-01"), None);
    let made = order(&mut member, "2019-09-20").unwrap();
    let actions = |member: &Member, on: &str| {
        let standing = standing(&programme(), member, first(member), day(on)).unwrap();
        standing.actions.into_iter().map(|action| action.kind).collect::<Vec<_>>()
    };
    assert_eq!(actions(&member, "2019-10-01"), [ActionKind::Renew, ActionKind::Pay]);
    assert_eq!(actions(&member, "2019-10-02"), [ActionKind::Renew, ActionKind::Buy], "the order lives on, its window does not");
    assert_eq!(member.order(made).unwrap().state(day("2019-10-02")), OrderState::Open);
    let bought = buy(&mut member, "gold", &["security"], "2019-10-02").unwrap();
    let subscription = member.subscriptions[1].id;
    let renew =
        |member: &mut Member, on: &str| act(&programme(), member, Command::OrderRenewal { subscription }, day(on)).unwrap_err();
    assert_eq!(renew(&mut member, "2019-10-03").lift, Lift::Pay(bought));
    assert_eq!(renew(&mut member, "2019-11-02").lift, Lift::BuyAnew, "expired");
}

#[test]
fn an_order_for_other_areas_is_not_the_one_that_was_asked_for() {
    let mut programme = programme();
    let area = jubilee_core::AreaId::from("devops");
    programme.versions[0].offers[2].areas.push(area.clone());
    let mut member = member_with("action-pack", day("2018-09-01"), None);
    let purchase = |areas: Vec<jubilee_core::AreaId>| Command::OrderPurchase { offer: OfferId::from("gold"), areas };
    act(&programme, &mut member, purchase(vec!["security".into()]), day("2019-01-01")).unwrap();
    let same = act(&programme, &mut member, purchase(vec!["security".into()]), day("2019-01-02")).unwrap_err();
    assert_eq!(same.lift, Lift::Pay(member.orders[0].id));
    let other = act(&programme, &mut member, purchase(vec![area]), day("2019-01-02")).unwrap_err();
    assert_eq!(other.lift, Lift::Correct);
}

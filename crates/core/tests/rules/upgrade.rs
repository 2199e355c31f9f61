//! One offer takes the place of another: its price, what is over, what stands in the way, and what comes back.

use crate::fixture::{History, announced, day, programme, relief, usd};
use crate::price::rules;
use jubilee_core::{
    Actor, AreaId, CardLabel, Command, Day, ExceptionKind, Fact, Instant, Lift, LineKind, Measure, MeasureKind, MemberId,
    Money, Need, Offer, OfferId, OrderState, Path, Percent, Programme, Reason, Recorded, Refusal, Replacing, Requirement, Rule,
    Status, Step, SubscriptionId, Upgrade, agenda, decide, next_due, replacing, standing, story, upgrades,
};

fn upgrade(from: &str, points: u32) -> Upgrade {
    Upgrade { from: from.into(), discount: (points > 0).then_some(Percent::from_basis_points(points)) }
}

/// The fixture's level, called silver, and gold above it.
fn levels(points: u32) -> Programme {
    let mut programme = programme();
    let offers = &mut programme.versions[0].offers;
    let mut silver: Offer = offers.iter().find(|offer| offer.id == OfferId::from("gold")).unwrap().clone();
    silver.id = "silver".into();
    silver.fees[0].amount = usd(167_000);
    let gold = offers.iter_mut().find(|offer| offer.id == OfferId::from("gold")).unwrap();
    gold.upgrades = vec![upgrade("silver", points)];
    offers.push(silver);
    programme
}

/// Who holds silver since 2018-09-01: its window is 2019-09-02 to 2019-10-01.
fn silver() -> History {
    with(levels(2_500))
}

fn with(programme: Programme) -> History {
    let mut history = History { programme, member: jubilee_core::Member::new(MemberId::from_number(7).unwrap()) };
    let (purchased_on, areas) = (day("2018-09-01"), vec![AreaId::from("security")]);
    history.go("2018-09-01", Command::Enrol { country: "US".to_owned(), system: jubilee_core::System::Current });
    history.go("2018-09-01", Command::CarryOver { offer: "silver".into(), areas, purchased_on, anniversary: None });
    history
}

fn gold() -> Command {
    Command::OrderPurchase { offer: "gold".into(), areas: vec![AreaId::from("security")] }
}

fn buy_gold(history: &mut History, on: &str) -> Vec<Fact> {
    history.go(on, gold());
    history.pay(on, on)
}

fn status(history: &History, ordinal: usize, on: &str) -> Status {
    let id = history.member.subscriptions[ordinal - 1].id;
    standing(&history.programme, &history.member, id, day(on)).unwrap().status
}

fn steps(history: &History, on: &str) -> Vec<Step> {
    agenda(&history.programme, &history.member, history.id(), day(on), Day::MIN).into_iter().map(|due| due.step).collect()
}

fn rule_of(refusal: &Refusal) -> Rule {
    refusal.reasons[0].rule()
}

#[test]
fn the_discount_is_a_line_of_its_own_before_tax_and_rounded_by_itself() {
    let mut history = with(levels(3_333));
    history.programme.versions[0].tax = Some(rules());
    history.programme.versions[0].offers.iter_mut().find(|offer| offer.id == "gold".into()).unwrap().fees[0].amount = usd(101);
    history.go("2019-03-01", Command::ChangeBilling { country: Some("NL".to_owned()), vat_country: None, is_exempt: false });
    history.go("2019-03-01", gold());
    let bill = &history.last_order().bill;
    let lines: Vec<(LineKind, i64)> = bill.lines.iter().map(|line| (line.kind, line.amount.minor)).collect();
    assert_eq!(lines, [(LineKind::Fee, 101), (LineKind::UpgradeDiscount, 34)], "33.6633 cents");
    assert_eq!((bill.net(), bill.tax(), bill.total()), (usd(67), usd(14), usd(81)), "14.07 cents of tax on what is left");
    assert_eq!(bill.discount(), Some((usd(34), Some(Percent::from_basis_points(3_333)))));
}

#[test]
fn an_upgrade_without_a_discount_costs_the_fee_and_replaces_all_the_same() {
    let mut history = with(levels(0));
    buy_gold(&mut history, "2019-03-01");
    assert_eq!((history.last_order().amount, history.last_order().bill.discount()), (usd(473_000), None));
    assert_eq!(status(&history, 1, "2019-03-01"), Status::Replaced);
}

#[test]
fn gold_begins_with_its_purchase_and_silver_is_over_from_that_day_on() {
    let mut history = silver();
    let facts = buy_gold(&mut history, "2019-03-01");
    assert!(matches!(&facts[..], [Fact::PaymentRecorded { .. }, Fact::Purchased { .. }, Fact::Replaced { .. }]), "{facts:?}");
    assert_eq!((status(&history, 1, "2019-02-28"), status(&history, 1, "2019-03-01")), (Status::Active, Status::Replaced));
    let found = history.standing("2019-03-01");
    assert!(!found.has_benefits && found.cycle.is_none() && found.actions.is_empty() && found.fee.is_none(), "{found:?}");
    assert_eq!(found.reasons, [Reason::Replaced { offer: "gold".into(), on: day("2019-03-01") }]);
    let gold = standing(&history.programme, &history.member, history.member.subscriptions[1].id, day("2019-03-01")).unwrap();
    assert_eq!(gold.cycle.unwrap().anniversary, day("2020-03-01"));
}

#[test]
fn nothing_is_due_any_more_for_what_was_replaced() {
    let mut history = silver();
    history.programme.reliefs = vec![relief(
        "later",
        vec![jubilee_core::Announcement { waives_requirements: true, ..announced("2019-08-01", "2019-01-01", "2020-01-01") }],
    )];
    assert_eq!(steps(&history, "2019-03-01"), [Step::Reminder(0), Step::Reminder(1), Step::Lapse]);
    buy_gold(&mut history, "2019-03-01");
    assert_eq!(steps(&history, "2019-12-01"), []);
    assert_eq!(next_due(&history.programme, &history.member, history.id(), day("2019-03-01"), Day::MIN), None);
}

#[test]
fn everything_that_is_asked_of_what_was_replaced_is_refused_with_that_reason() {
    let mut history = silver();
    buy_gold(&mut history, "2019-03-01");
    let subscription = history.id();
    let card = CardLabel { brand: "visa".to_owned(), last_four: "4242".to_owned(), expires_on: Day::MAX };
    let until = day("2020-01-01");
    let commands = [
        Command::OrderRenewal { subscription },
        Command::Renew { subscription },
        Command::OrderReactivation { subscription },
        Command::OrderTogether { subscriptions: vec![subscription] },
        Command::SwitchOn { subscription, card },
        Command::CoverArea { subscription, area: "security".into() },
        Command::GrantException { subscription, kind: ExceptionKind::Extension, until },
        Command::GrantException { subscription, kind: ExceptionKind::LatePayment, until },
        Command::Remind { subscription, reminder: 0 },
        Command::Lapse { subscription },
    ];
    for command in commands {
        let what = format!("{command:?}");
        let refusal = history.attempt("2019-10-10", command).unwrap_err();
        let expected = Reason::Replaced { offer: "gold".into(), on: day("2019-03-01") };
        assert_eq!((refusal.reasons, refusal.lift), (vec![expected], Lift::Done), "{what}");
    }
}

#[test]
fn a_card_is_not_charged_for_what_was_replaced_nor_when_it_is_there_again() {
    let mut history = silver();
    let subscription = history.id();
    let card = CardLabel { brand: "visa".to_owned(), last_four: "4242".to_owned(), expires_on: Day::MAX };
    history.go("2019-08-01", Command::SwitchOn { subscription, card });
    buy_gold(&mut history, "2019-08-10");
    assert_eq!(history.member.subscriptions[0].auto_renewal, None, "the card is let go");
    let order = history.last_order().id;
    history.go("2019-08-20", Command::Refund { order });
    assert_eq!(history.member.subscriptions[0].auto_renewal, None);
    assert_eq!(steps(&history, "2019-08-20"), [Step::Reminder(0), Step::Reminder(1), Step::Lapse], "so that it is reminded");
}

#[test]
fn the_fee_of_silver_is_not_given_back_as_long_as_gold_has_its_place() {
    let mut history = silver();
    history.renew("2019-09-10");
    let silver = history.last_order().id;
    buy_gold(&mut history, "2019-09-12");
    let gold = history.last_order().id;
    let refusal = history.attempt("2019-09-13", Command::Refund { order: silver }).unwrap_err();
    assert_eq!(rule_of(&refusal), Rule::Upgrade);
    history.go("2019-09-14", Command::Refund { order: gold });
    assert_eq!(status(&history, 1, "2019-09-14"), Status::Active);
    assert_eq!(status(&history, 2, "2019-09-14"), Status::Ended);
    history.go("2019-09-15", Command::Refund { order: silver });
    assert_eq!(status(&history, 1, "2019-09-15"), Status::RenewalOpen, "by its own dates, within its own thirty days");
}

#[test]
fn silver_whose_window_closed_in_the_meantime_has_lapsed_when_gold_is_given_back() {
    let mut history = silver();
    buy_gold(&mut history, "2019-09-20");
    let order = history.last_order().id;
    history.go("2019-10-10", Command::Refund { order });
    assert_eq!(status(&history, 1, "2019-10-10"), Status::Lapsed);
    assert_eq!(
        steps(&history, "2019-10-10"),
        [Step::Reminder(0), Step::Reminder(1), Step::Lapse],
        "which the next run records"
    );
}

#[test]
fn a_lapse_that_was_recorded_for_a_later_day_did_not_happen() {
    let mut history = silver();
    history.go("2019-09-28", gold());
    history.lapse("2019-10-02");
    let facts = history.pay("2019-10-01", "2019-10-05");
    assert!(facts.iter().any(|fact| matches!(fact, Fact::LapseReversed { .. })), "{facts:?}");
    let order = history.last_order().id;
    history.go("2019-10-06", Command::Refund { order });
    assert!(steps(&history, "2019-10-06").contains(&Step::Lapse), "without gold it lapses, and that is recorded anew");
}

#[test]
fn one_that_happened_before_the_purchase_stands() {
    let mut history = silver();
    history.go("2019-09-28", gold());
    history.lapse("2019-10-02");
    let facts = history.pay("2019-10-10", "2019-10-10");
    assert!(!facts.iter().any(|fact| matches!(fact, Fact::LapseReversed { .. })), "{facts:?}");
    assert_eq!(history.last_order().amount, usd(354_750), "the price is the one of the order");
    assert_eq!(status(&history, 1, "2019-10-09"), Status::Lapsed);
    assert_eq!(status(&history, 1, "2019-10-10"), Status::Replaced);
}

#[test]
fn while_one_of_the_two_orders_waits_the_other_is_refused() {
    let mut history = silver();
    history.order_renewal("2019-09-03");
    let renewal = history.last_order().id;
    let refusal = history.attempt("2019-09-04", gold()).unwrap_err();
    assert_eq!(refusal.lift, Lift::Pay(renewal));
    assert!(matches!(&refusal.reasons[..], [Reason::RenewalOrdered { order, .. }] if *order == renewal), "{refusal:?}");
    history.go("2019-09-04", Command::CancelOrder { order: renewal });
    history.go("2019-09-05", gold());
    let order = history.last_order().id;
    let subscription = history.id();
    for command in [
        Command::OrderRenewal { subscription },
        Command::OrderTogether { subscriptions: vec![subscription] },
        Command::Renew { subscription },
    ] {
        let refusal = history.attempt("2019-09-06", command).unwrap_err();
        assert_eq!((rule_of(&refusal), &refusal.lift), (Rule::Upgrade, &Lift::Pay(order)), "{refusal:?}");
    }
    assert_eq!(history.attempt("2019-09-06", gold()).unwrap_err().lift, Lift::Pay(order), "nor is gold ordered twice");
    history.go("2019-09-07", Command::CancelOrder { order });
    history.order_renewal("2019-09-08");
}

#[test]
fn while_money_for_silver_is_on_its_way_after_its_window_gold_has_to_wait() {
    let mut history = silver();
    history.order_renewal("2019-09-25");
    let order = history.last_order().id;
    history.go("2019-09-30", Command::FileProof { order, value_on: day("2019-09-30") });
    assert_eq!(status(&history, 1, "2019-10-04"), Status::PaymentPending);
    let refusal = history.attempt("2019-10-04", gold()).unwrap_err();
    assert_eq!((rule_of(&refusal), refusal.lift), (Rule::PaymentInFlight, Lift::Wait(day("2019-10-09"))));
    // Then it has lapsed, and gold is an ordinary purchase.
    history.go("2019-10-09", gold());
    assert_eq!(history.last_order().amount, usd(473_000));
}

#[test]
fn silver_does_not_lapse_while_the_money_for_gold_is_on_its_way() {
    let mut history = silver();
    history.go("2019-09-25", gold());
    let order = history.last_order().id;
    history.go("2019-09-30", Command::FileProof { order, value_on: day("2019-09-30") });
    assert_eq!(status(&history, 1, "2019-10-08"), Status::PaymentPending);
    assert_eq!(status(&history, 1, "2019-10-09"), Status::Lapsed);
    history.go("2019-10-02", Command::RejectProof { order, proof: 1 });
    assert_eq!(status(&history, 1, "2019-10-02"), Status::Lapsed);
}

#[test]
fn money_for_a_renewal_of_what_was_replaced_is_held_and_pays_what_comes_next() {
    let mut history = silver();
    history.go("2019-08-30", gold());
    let upgrade = history.last_order().id;
    // The order for gold has expired, as far as anybody knows; its money was sent in time.
    history.order_renewal("2019-10-01");
    let renewal = history.last_order().id;
    let paid = Command::RecordPayment { order: upgrade, value_on: day("2019-09-25"), amount: usd(354_750), identity: None };
    history.go("2019-10-01", paid);
    assert_eq!(status(&history, 1, "2019-10-01"), Status::Replaced);
    let paid = Command::RecordPayment { order: renewal, value_on: day("2019-10-01"), amount: usd(167_000), identity: None };
    let decision = decide(&history.programme, &history.member, paid.clone(), day("2019-10-01")).unwrap();
    assert!(matches!(&decision.reasons[..], [Reason::Replaced { .. }]), "{decision:?}");
    history.go("2019-10-01", paid);
    let held = history.member.order(renewal).unwrap();
    assert_eq!((held.state(day("2019-10-01")), held.held()), (OrderState::SetAside, usd(167_000)));
    history.go("2019-10-02", Command::OrderPurchase { offer: "action-pack".into(), areas: Vec::new() });
    assert_eq!(history.last_order().state(day("2019-10-02")), OrderState::Paid, "nobody can accept it late any more");
}

#[test]
fn silver_that_was_given_back_leaves_no_ground_for_the_discount() {
    let mut history =
        History { programme: levels(2_500), member: jubilee_core::Member::new(MemberId::from_number(7).unwrap()) };
    history.go("2019-03-01", Command::Enrol { country: "US".to_owned(), system: jubilee_core::System::Current });
    history.go("2019-03-01", Command::OrderPurchase { offer: "silver".into(), areas: vec!["security".into()] });
    history.pay("2019-03-01", "2019-03-01");
    let silver = history.last_order().id;
    history.go("2019-03-05", gold());
    history.go("2019-03-06", Command::Refund { order: silver });
    let (order, amount) = (history.last_order().id, history.last_order().amount);
    assert_eq!(how_far(&history, "2019-03-05"), Some(Replacing::Gone), "who pays it now pays for nothing");
    let paid = Command::RecordPayment { order, value_on: day("2019-03-07"), amount, identity: None };
    let decision = decide(&history.programme, &history.member, paid.clone(), day("2019-03-07")).unwrap();
    let gone = Reason::NothingToReplace { offer: "silver".into() };
    assert_eq!(decision.reasons, std::slice::from_ref(&gone));
    history.go("2019-03-07", paid);
    let found = standing(&history.programme, &history.member, history.member.subscriptions[1].id, day("2019-03-07")).unwrap();
    assert_eq!((found.status, &found.reasons[0]), (Status::Ended, &gone));
    assert_eq!(how_far(&history, "2019-03-07"), Some(Replacing::Gone), "its money is held");
}

/// How far the last order is with what it replaces.
fn how_far(history: &History, on: &str) -> Option<Replacing> {
    replacing(&history.member, history.last_order(), day(on)).map(|(held, how_far)| {
        assert_eq!(held.id, history.member.subscriptions[0].id);
        how_far
    })
}

#[test]
fn money_that_came_too_late_replaces_nothing_and_an_order_whose_place_was_taken_says_so() {
    let mut history = silver();
    history.go("2019-03-01", gold());
    let first = history.last_order().id;
    let paid =
        |value_on| Command::RecordPayment { order: first, value_on: day(value_on), amount: usd(354_750), identity: None };
    let mut late = History { programme: history.programme.clone(), member: history.member.clone() };
    late.go("2019-04-20", paid("2019-04-15"));
    assert_eq!(late.last_order().state(day("2019-04-20")), OrderState::SetAside);
    assert_eq!(how_far(&late, "2019-04-20"), None, "silver is still there to be replaced");

    buy_gold(&mut history, "2019-04-02");
    history.go("2019-04-05", paid("2019-03-20"));
    let found = replacing(&history.member, history.member.order(first).unwrap(), day("2019-04-05"));
    assert_eq!(found.map(|(_, how_far)| how_far), Some(Replacing::Gone), "another order has taken its place");
}

#[test]
fn an_order_says_what_it_replaces_while_it_waits_and_once_it_is_paid() {
    let mut history = silver();
    history.go("2019-03-01", gold());
    assert_eq!(how_far(&history, "2019-03-02"), Some(Replacing::Waits));
    assert_eq!(how_far(&history, "2019-04-01"), None, "it has expired");
    let upgrade = history.last_order().id;
    history.go("2019-03-03", Command::CancelOrder { order: upgrade });
    assert_eq!(how_far(&history, "2019-03-03"), None, "it was cancelled");
    buy_gold(&mut history, "2019-03-05");
    assert_eq!(how_far(&history, "2019-06-01"), Some(Replacing::Done(day("2019-03-05"))));
    let bought = history.last_order().id;
    history.go("2019-03-06", Command::Refund { order: bought });
    assert_eq!(how_far(&history, "2019-03-06"), None, "it went back");
    history.go("2019-09-03", Command::OrderPurchase { offer: "action-pack".into(), areas: Vec::new() });
    assert_eq!(how_far(&history, "2019-09-03"), None, "an ordinary purchase replaces nothing");
}

#[test]
fn of_several_the_largest_discount_counts_and_of_equals_what_was_there_first() {
    let mut programme = levels(2_500);
    let offers = &mut programme.versions[0].offers;
    let mut bronze = offers.iter().find(|offer| offer.id == "silver".into()).unwrap().clone();
    bronze.id = "bronze".into();
    bronze.most_per_member = Some(2);
    offers.push(bronze);
    let gold_offer = offers.iter_mut().find(|offer| offer.id == "gold".into()).unwrap();
    gold_offer.upgrades = vec![upgrade("silver", 1_000), upgrade("bronze", 2_000)];
    let mut history = with(programme);
    for bought in ["2018-09-02", "2018-09-03"] {
        let (purchased_on, areas) = (day(bought), vec![AreaId::from("security")]);
        history.go(bought, Command::CarryOver { offer: "bronze".into(), areas, purchased_on, anniversary: None });
    }
    let all = |history: &History| -> Vec<usize> {
        let of =
            |held: &jubilee_core::Subscription| upgrades(&history.programme, &history.member, held, day("2019-03-01")).len();
        history.member.subscriptions.iter().map(of).collect()
    };
    assert_eq!(all(&history), [0, 1, 0], "only one of them is upgraded by the next order");
    buy_gold(&mut history, "2019-03-01");
    assert_eq!(history.last_order().amount, usd(378_400));
    let found: Vec<Status> = (1..=4).map(|ordinal| status(&history, ordinal, "2019-03-01")).collect();
    assert_eq!(found, [Status::Active, Status::Replaced, Status::Active, Status::Active]);
}

/// Silver for two areas, of which gold asks for an exam.
fn two_areas() -> History {
    let mut programme = levels(2_500);
    let version = &mut programme.versions[0];
    version.areas.push(jubilee_core::Area { id: "devops".into(), name: crate::fixture::words("DevOps") });
    let exams = Measure {
        id: "exams".into(),
        kind: MeasureKind::Skills,
        name: crate::fixture::words("exams"),
        one: None,
        is_per_area: true,
    };
    version.measures = vec![exams];
    for offer in version.offers.iter_mut().filter(|offer| !offer.areas.is_empty()) {
        offer.areas.push("devops".into());
        if offer.id == "gold".into() {
            let needs = vec![Need { measure: "exams".into(), at_least: 1 }];
            offer.requirements =
                vec![Requirement { areas: Vec::new(), paths: vec![Path { name: crate::fixture::words("exams"), needs }] }];
        }
    }
    let mut history = History { programme, member: jubilee_core::Member::new(MemberId::from_number(7).unwrap()) };
    let areas = vec!["security".into(), "devops".into()];
    history.go("2018-09-01", Command::Enrol { country: "US".to_owned(), system: jubilee_core::System::Current });
    history.go(
        "2018-09-01",
        Command::CarryOver { offer: "silver".into(), areas, purchased_on: day("2018-09-01"), anniversary: None },
    );
    history
}

#[test]
fn what_an_upgrade_would_cover_is_what_meets_its_requirements() {
    let mut history = two_areas();
    let of = |history: &History| {
        let mut all = upgrades(&history.programme, &history.member, &history.member.subscriptions[0], day("2019-03-02"));
        all.pop().unwrap()
    };
    let unmet = of(&history);
    assert_eq!(unmet.areas, [AreaId::from("security"), AreaId::from("devops")]);
    let refusal = unmet.refusal.unwrap();
    assert_eq!((rule_of(&refusal), refusal.reasons.len(), refusal.lift), (Rule::Requirements, 2, Lift::Meet(None)));
    history.pass("devops", "2019-03-01", None);
    let one = of(&history);
    assert_eq!((one.areas, one.left_behind, one.refusal), (vec!["devops".into()], vec!["security".into()], None));
    assert_eq!(
        (one.discount, one.bill.map(|bill| bill.total())),
        (Some(Percent::from_basis_points(2_500)), Some(usd(354_750)))
    );
    history.pass("security", "2019-03-02", None);
    let both = of(&history);
    assert_eq!((both.areas.len(), both.left_behind.len()), (2, 0));
}

#[test]
fn the_story_of_each_tells_it() {
    let mut history =
        History { programme: levels(2_500), member: jubilee_core::Member::new(MemberId::from_number(7).unwrap()) };
    let mut ledger: Vec<Recorded> = Vec::new();
    let mut record = |history: &mut History, on: &str, command: Command| {
        let entries = history.attempt(on, command).unwrap().into_iter();
        ledger.extend(entries.map(|entry| Recorded { at: Instant::default(), by: Actor::Operator, entry }));
    };
    let enrol = Command::Enrol { country: "US".to_owned(), system: jubilee_core::System::Current };
    record(&mut history, "2018-09-01", enrol);
    let (purchased_on, areas) = (day("2018-09-01"), vec![AreaId::from("security")]);
    let carry = Command::CarryOver { offer: "silver".into(), areas, purchased_on, anniversary: None };
    record(&mut history, "2018-09-01", carry);
    record(&mut history, "2019-03-01", gold());
    let (order, amount) = (history.last_order().id, history.last_order().amount);
    let paid = Command::RecordPayment { order, value_on: day("2019-03-01"), amount, identity: None };
    record(&mut history, "2019-03-01", paid);
    record(&mut history, "2019-03-10", Command::Refund { order });
    let told = |id: SubscriptionId| -> Vec<Reason> {
        let events = story(&history.programme, history.member.id, &ledger, id, day("2019-03-10")).unwrap();
        events.into_iter().map(|event| event.reason).filter(|reason| reason.rule() == Rule::Upgrade).collect()
    };
    let (replaced, undone) = (day("2019-03-01"), day("2019-03-10"));
    let of_silver = [
        Reason::Replaced { offer: "gold".into(), on: replaced },
        Reason::ReplacementUndone { offer: "gold".into(), on: undone },
    ];
    assert_eq!(told(history.member.subscriptions[0].id), of_silver);
    let of_gold = [Reason::Replaces { offer: "silver".into(), discount: None }];
    assert_eq!(told(history.member.subscriptions[1].id), of_gold);
}

#[test]
fn an_order_says_what_it_replaces_and_what_is_taken_off() {
    let history = silver();
    let decision = decide(&history.programme, &history.member, gold(), day("2019-03-01")).unwrap();
    let discount = Some((Money { minor: 118_250, ..usd(0) }, Some(Percent::from_basis_points(2_500))));
    assert!(decision.reasons.contains(&Reason::Replaces { offer: "silver".into(), discount }), "{decision:?}");
    assert!(decision.entries[0].rules.contains(&Rule::Upgrade));
}

//! A case in the types of `jubilee_core`, and what can be seen of a subscription by its rules.

use jubilee_core as core;
use jubilee_core::{Command, Day, Lang, Money, Rule};

use crate::calendar::On;
use crate::member::Step;
use crate::plan::{
    AREAS, Action, Announcement, Base, Check, Exception, FEE, MEASURES, Move, Offer, Plan, Rules, Span, Upgrade,
};
use crate::verdict::Why;
use crate::view::{Dates, Part, State, Status, View};

pub(crate) fn day(on: On) -> Day {
    let date = on.date();
    Day::from_ymd(i32::from(date.year()), date.month() as u32, date.day() as u32).unwrap()
}

pub(crate) fn on(day: Day) -> On {
    On::parse(&day.to_string())
}

fn words(text: &str) -> core::Words {
    [(Lang::En, text.to_owned())].into_iter().collect()
}

pub(crate) fn money(minor: i64) -> Money {
    Money { minor, currency: core::Currency::new("USD").unwrap() }
}

fn span(span: Span) -> core::Span {
    match span {
        Span::Days(days) => core::Span::Days(days),
        Span::Months(months) => core::Span::Months(months),
    }
}

fn base(base: Base) -> core::Base {
    match base {
        Base::Anniversary => core::Base::Anniversary,
        Base::Payment => core::Base::Payment,
    }
}

fn offer(offer: Offer, rules: &Rules, plan: &Plan) -> core::Offer {
    let days = core::Span::Days;
    let need = |measure: &str, at_least: u32| core::Need { measure: measure.into(), at_least };
    let paths = rules.paths.iter().enumerate().map(|(number, path)| core::Path {
        name: words(&format!("path {number}")),
        needs: [need("people", path.people), need("users", path.users)].into_iter().filter(|need| need.at_least > 0).collect(),
    });
    let requirement = core::Requirement { areas: Vec::new(), paths: paths.collect() };
    core::Offer {
        id: offer.name().into(),
        name: words(offer.name()),
        help: words("help"),
        level: (offer == Offer::Level).then(|| "high".into()),
        areas: if offer == Offer::Level { AREAS.map(core::AreaId::from).to_vec() } else { Vec::new() },
        included: false,
        most_per_member: Some(plan.most),
        renewal: Some(core::RenewalRules {
            first_anniversary: span(rules.first),
            opens: days(rules.opens),
            closes: days(rules.closes),
            benefits_until: days(rules.benefits),
            reminders: rules.reminders.iter().map(|offset| days(*offset)).collect(),
            next_base: base(rules.base),
            next_anniversary: span(rules.next),
            check: match rules.check {
                Check::AtRenewal => core::Check::AtRenewal,
                Check::AtAnniversary => core::Check::AtAnniversary,
                Check::Within(from, until) => core::Check::Within { from: days(from), until: days(until) },
            },
            auto_renewal: rules
                .auto
                .as_ref()
                .map(|auto| core::AutoRenewalRules { notice_days: auto.notice, retries: auto.retries.clone() }),
        }),
        fees: rules.has_fee.then(|| core::Fee { countries: Vec::new(), from: None, amount: money(FEE) }).into_iter().collect(),
        surcharges: Vec::new(),
        upgrades: plan.upgrade.filter(|upgrade| upgrade.from != offer).map(upgrade).into_iter().collect(),
        requirements: if rules.paths.is_empty() { Vec::new() } else { vec![requirement] },
        benefits: Vec::new(),
    }
}

fn upgrade(upgrade: Upgrade) -> core::Upgrade {
    let discount = core::Percent::from_basis_points(u32::try_from(upgrade.discount).unwrap());
    core::Upgrade { from: upgrade.from.name().into(), discount: (upgrade.discount > 0).then_some(discount) }
}

fn announcement(announcement: &Announcement) -> core::Announcement {
    let area = |area: Option<&'static str>| area.map(core::AreaId::from).into_iter().collect();
    core::Announcement {
        announced_on: day(announcement.on),
        scope: core::Scope {
            offers: announcement.offer.map(|offer| offer.name().into()).into_iter().collect(),
            levels: Vec::new(),
            areas: area(announcement.area),
            except_offers: Vec::new(),
            except_areas: area(announcement.except_area),
        },
        from: day(announcement.from),
        until: day(announcement.until),
        waives_requirements: announcement.waives,
        moves: announcement.moves.map(|moves| match moves {
            Move::By(by) => core::Move::By(span(by)),
            Move::To(to) => core::Move::To(day(to)),
        }),
        reactivation: announcement.reactivation.map(|back| core::Reactivation {
            from: day(back.from),
            until: day(back.until),
            pay_until: day(back.pay_until),
            needs_approval: back.needs_approval,
            waives_requirements: back.waives,
            base: base(back.base),
        }),
        reminder: None,
    }
}

fn relief_id(number: usize) -> core::ReliefId {
    core::ReliefId::new(format!("relief-{number}"))
}

pub(crate) fn programme(plan: &Plan) -> core::Programme {
    let measure = |name: &str, kind| core::Measure { id: name.into(), kind, name: words(name), one: None, is_per_area: true };
    let version = |(number, version): (usize, &crate::plan::Version)| core::Version {
        number: number as u32 + 1,
        effective_on: day(version.effective_on),
        is_for_begun: version.is_for_begun,
        qualifications_heading: words("Competencies"),
        areas: AREAS.iter().map(|area| core::Area { id: (*area).into(), name: words(area) }).collect(),
        measures: vec![measure(MEASURES[0], core::MeasureKind::Skills), measure(MEASURES[1], core::MeasureKind::Performance)],
        offers: [Offer::Level, Offer::Package].iter().map(|kind| offer(*kind, version.rules(*kind), plan)).collect(),
        transfer: core::TransferRules {
            account_holder: "Network".to_owned(),
            iban: "NL00".to_owned(),
            bic: "BIC".to_owned(),
            order_life: core::Span::Days(plan.order_life),
            takes_days: 7,
        },
        refund_within: plan.refund_within.map(core::Span::Days),
        in_flight_days: Some(plan.in_flight),
        tax: None,
        invoices: None,
    };
    core::Programme {
        id: "model".to_owned(),
        name: words("Model"),
        languages: vec![Lang::En],
        zone: "UTC".to_owned(),
        versions: plan.versions.iter().enumerate().map(version).collect(),
        reliefs: plan
            .reliefs
            .iter()
            .enumerate()
            .map(|(number, relief)| core::Relief {
                id: relief_id(number),
                name: words("relief"),
                notice: words("notice"),
                announcements: relief.announcements.iter().map(announcement).collect(),
                withdrawn_on: relief.withdrawn_on.map(day),
            })
            .collect(),
        legacy: Some(core::LegacySystem { name: words("old"), how_to_move: words("move") }),
    }
}

/// The command that an action is, for a member to whom its places fit.
pub(crate) fn command(action: &Action, member: &core::Member, today: On) -> Option<Command> {
    let held = |at: usize| member.subscriptions[at].id;
    let areas = |areas: &[&'static str]| areas.iter().map(|area| (*area).into()).collect();
    Some(match action {
        Action::Migrate => Command::Migrate,
        Action::CarryOver { offer, areas: covered, bought, anniversary } => Command::CarryOver {
            offer: offer.name().into(),
            areas: areas(covered),
            purchased_on: day(*bought),
            anniversary: anniversary.map(day),
        },
        Action::OrderPurchase { offer, areas: wanted } => {
            Command::OrderPurchase { offer: offer.name().into(), areas: areas(wanted) }
        }
        Action::OrderRenewal(at) => Command::OrderRenewal { subscription: held(*at) },
        Action::OrderTogether(all) => Command::OrderTogether { subscriptions: all.iter().map(|at| held(*at)).collect() },
        Action::OrderReactivation(at) => Command::OrderReactivation { subscription: held(*at) },
        Action::Renew(at) => Command::Renew { subscription: held(*at) },
        Action::Reactivate(at) => Command::Reactivate { subscription: held(*at) },
        Action::Pay { order, days_ago, amount } => Command::RecordPayment {
            order: member.orders[*order].id,
            value_on: day(today.plus(-days_ago)),
            amount: money(*amount),
            identity: None,
        },
        Action::Show { order, days_ago } => {
            Command::FileProof { order: member.orders[*order].id, value_on: day(today.plus(-days_ago)) }
        }
        Action::Reject(order) => {
            let id = member.orders[*order].id;
            Command::RejectProof { order: id, proof: last_proof(member, id) }
        }
        Action::Accept { order, days_ago, amount } => {
            let (id, value_on) = (member.orders[*order].id, day(today.plus(-days_ago)));
            Command::AcceptProof { order: id, proof: last_proof(member, id), value_on, amount: money(*amount) }
        }
        Action::Card { order, is_in_flight } => {
            let (payment, is_in_flight) = (format!("card-{order}"), *is_in_flight);
            Command::FollowCard { order: member.orders[*order].id, payment, is_in_flight }
        }
        Action::Cancel(order) => Command::CancelOrder { order: member.orders[*order].id },
        Action::Refund(order) => Command::Refund { order: member.orders[*order].id },
        Action::Attain { measure, area, amount, days_ago, for_days } => Command::Attain {
            measure: (*measure).into(),
            area: Some((*area).into()),
            amount: *amount,
            attained_on: day(today.plus(-days_ago)),
            expires_on: for_days.map(|days| day(today.plus(days))),
        },
        Action::EndAttainment { attainment, days_ago } => {
            Command::EndAttainment { attainment: member.attainments[*attainment].number, ended_on: day(today.plus(-days_ago)) }
        }
        Action::CoverArea(at, area) => Command::CoverArea { subscription: held(*at), area: (*area).into() },
        Action::Grant { held: at, exception, for_days } => Command::GrantException {
            subscription: held(*at),
            kind: match exception {
                Exception::Exemption => core::ExceptionKind::Exemption,
                Exception::Extension => core::ExceptionKind::Extension,
                Exception::Reactivation(from) => core::ExceptionKind::Reactivation { base: base(*from) },
                Exception::LatePayment => core::ExceptionKind::LatePayment,
            },
            until: day(today.plus(*for_days)),
        },
        Action::EndException { held: at, exception } => Command::EndException {
            subscription: held(*at),
            exception: member.subscriptions[*at].exceptions[*exception].number,
        },
        Action::SwitchOn { held: at, valid_for } => {
            let expires_on = day(today.plus(*valid_for));
            let card = core::CardLabel { brand: "visa".to_owned(), last_four: "4242".to_owned(), expires_on };
            Command::SwitchOn { subscription: held(*at), card }
        }
        Action::SwitchOff(at) => Command::SwitchOff { subscription: held(*at) },
        Action::FailCharge { order, is_final } => {
            let id = member.orders[*order].id;
            let mut tries = member.subscriptions.iter().flat_map(|held| &held.charges).rev();
            let number = tries.find(|charge| charge.order == Some(id)).map_or(0, |charge| charge.number);
            let fault = if *is_final { core::ChargeFault::CardBlocked } else { core::ChargeFault::Declined };
            Command::FailCharge { order: id, number, fault }
        }
        Action::Run => return None,
    })
}

fn last_proof(member: &core::Member, order: core::OrderId) -> u16 {
    member.flights(order).filter_map(core::Flight::proof).max().unwrap_or(0)
}

/// The rules of the catalogue that a reason of the model may go under.
pub(crate) fn rules_of(why: Why) -> &'static [Rule] {
    match why {
        Why::NotBegun => &[Rule::Refund, Rule::OrderLife, Rule::BuyAnew, Rule::FirstAnniversary, Rule::ValueDate],
        Why::LegacySystem => &[Rule::Migration],
        Why::NotOpenYet => &[Rule::WindowOpens],
        Why::ShownEnough | Why::NothingShown | Why::MoneyOnItsWay => &[Rule::PaymentInFlight],
        Why::NothingNew => &[Rule::OncePerCycle],
        Why::TakenBack => &[Rule::OrderLife, Rule::Refund, Rule::ValueDate],
        Why::WindowIsOpen => &[Rule::WindowCloses],
        Why::Closed => &[Rule::WindowCloses, Rule::PaymentInFlight, Rule::Lapse, Rule::BuyAnew, Rule::Reactivation],
        Why::Requirements => &[Rule::Requirements],
        Why::OrderOpen | Why::AlreadyPaid | Why::NothingOpen => &[Rule::OrderLife],
        Why::NothingPaid => &[Rule::Refund, Rule::ValueDate],
        Why::NotGivenBack => &[Rule::Refund],
        Why::FeeIsDue | Why::NothingToPay | Why::WrongAmount => &[Rule::Fee],
        Why::NotLapsed | Why::NoWayBack | Why::NeedsApproval | Why::TooOld => &[Rule::Reactivation],
        Why::ValueDateAhead | Why::ValueDateTooEarly => &[Rule::ValueDate],
        Why::MostPerMember => &[Rule::MostPerMember],
        Why::NotAutomatic | Why::CardIsOver => &[Rule::AutoRenewal],
        Why::Replaced | Why::OtherOrderWaits => &[Rule::Upgrade],
    }
}

/// The day of the first step that is due, announcements included.
pub(crate) fn first_due(
    programme: &core::Programme,
    member: &core::Member,
    at: usize,
    today: On,
    live_from: Option<On>,
) -> Option<Day> {
    let live_from = live_from.map_or(Day::MIN, day);
    core::agenda(programme, member, member.subscriptions[at].id, day(today), live_from).first().map(|due| due.on)
}

/// What `jubilee_core` says of a subscription on a day.
pub(crate) fn view(
    programme: &core::Programme,
    member: &core::Member,
    at: usize,
    today: On,
    live_from: Option<On>,
) -> (View, core::Standing) {
    let subscription = member.subscriptions[at].id;
    let standing = core::standing(programme, member, subscription, day(today)).unwrap();
    let due = core::agenda(programme, member, subscription, day(today), live_from.map_or(Day::MIN, day));
    let steps = due.iter().filter_map(|due| match due.step {
        core::Step::Reminder(number) => Some((on(due.on), Step::Reminder(usize::from(number)))),
        core::Step::Notice => Some((on(due.on), Step::Notice)),
        core::Step::Charge(number) => Some((on(due.on), Step::Charge(usize::from(number)))),
        core::Step::Lapse => Some((on(due.on), Step::Lapse)),
        core::Step::Announcement(..) => None,
    });
    let dates = standing.cycle.as_ref().map(|cycle| Dates {
        began: on(cycle.began_on),
        ruled: on(standing.ruled_anniversary.unwrap_or(cycle.anniversary)),
        anniversary: on(cycle.anniversary),
        opens: on(cycle.renew_from),
        closes: on(cycle.renew_until),
        benefits_until: on(cycle.benefits_until),
        lapses: on(cycle.lapses_on),
        reminders: cycle.reminders.iter().map(|reminder| on(*reminder)).collect(),
    });
    let part = |qualification: &core::Qualification| Part {
        area: qualification.area.as_ref().map_or_else(String::new, |area| area.as_str().to_owned()),
        state: match qualification.state {
            core::RequirementState::NotStarted => State::NotStarted,
            core::RequirementState::InProgress => State::InProgress,
            core::RequirementState::Complete => State::Complete,
        },
        is_exempt: qualification.exemption.is_some(),
        is_at_risk: qualification.is_at_risk,
        lost_on: qualification.lost_on.map(on),
    };
    let can = |kind: core::ActionKind, but: &[Rule]| {
        standing.actions.iter().any(|action| {
            let reasons = action.refusal.iter().flat_map(|refusal| &refusal.reasons);
            action.kind == kind && reasons.into_iter().all(|reason| but.contains(&reason.rule()))
        })
    };
    let number = |relief: &core::ReliefId| relief.as_str().trim_start_matches("relief-").parse().unwrap();
    let mut reliefs: Vec<usize> = standing.reliefs.iter().map(|applied| number(&applied.relief)).collect();
    reliefs.sort_unstable();
    let view = View {
        status: match standing.status {
            core::Status::Ordered => Status::Ordered,
            core::Status::Active => Status::Active,
            core::Status::RenewalOpen => Status::RenewalOpen,
            core::Status::PaymentPending => Status::PaymentPending,
            core::Status::Lapsed => Status::Lapsed,
            core::Status::Reactivatable => Status::Reactivatable,
            core::Status::Replaced => Status::Replaced,
            core::Status::Ended => Status::Ended,
        },
        has_benefits: standing.has_benefits,
        must_move: standing.must_move,
        dates,
        parts: standing.qualifications.iter().map(part).collect(),
        can_renew: can(core::ActionKind::Renew, &[Rule::OrderLife]),
        can_reactivate: can(core::ActionKind::Reactivate, &[Rule::OrderLife]),
        reliefs,
        steps: steps.collect(),
    };
    (view, standing)
}

//! What needs a member's attention, the most urgent first, and the days that lie ahead.

use jubilee_core::{Day, OrderState, Purpose, Qualification, Reason, Standing, Status as CoreStatus, Subscription};
use jubilee_texts::t;

use crate::present::offer::{action, area_name, key_of, name_of};
use crate::present::{Eyes, Shelf, relevant, status_of};
use crate::route;
use crate::view::{Action, Ahead, Attention, Button, Status, Tone};

/// A card with what its place depends on: first what has an end that is near, then what was lost, then what is in danger later.
struct Card {
    group: u8,
    until: Option<Day>,
    shown: Attention,
}

/// What needs attention, the most urgent first.
pub(crate) fn attention(shelf: Shelf<'_>) -> Vec<Attention> {
    let all = relevant(shelf);
    let mut cards: Vec<Card> = all.iter().flat_map(|(held, standing)| cards(shelf, held, standing)).collect();
    cards.extend(set_aside(shelf));
    cards.extend(waiting(shelf));
    cards.sort_by_key(|card| (card.group, card.until.is_none(), card.until));
    cards.into_iter().map(|card| card.shown).collect()
}

/// The days that lie ahead of everything that runs, the earliest first.
pub(crate) fn ahead(shelf: Shelf<'_>) -> Vec<Ahead> {
    let mut all: Vec<Ahead> = relevant(shelf)
        .into_iter()
        .filter(|(_, standing)| {
            matches!(standing.status, CoreStatus::Active | CoreStatus::RenewalOpen | CoreStatus::PaymentPending)
        })
        .filter_map(|(held, standing)| {
            let cycle = standing.cycle.as_ref()?;
            Some(Ahead {
                name: name_of(shelf, held),
                href: format!("{}#{}", route::OFFERS, key_of(held)),
                status: status_of(&standing),
                anniversary: cycle.anniversary,
                renew_from: cycle.renew_from,
                renew_until: cycle.renew_until,
            })
        })
        .collect();
    all.sort_by_key(|one| one.anniversary);
    all
}

fn left(shelf: Shelf<'_>, until: Day) -> String {
    let days = until.days_since(shelf.file.today) + 1;
    t!(shelf.lang, "portal-offer-days-left", days = i64::from(days), until = until)
}

fn cards(shelf: Shelf<'_>, held: &Subscription, standing: &Standing) -> Vec<Card> {
    let mut cards = Vec::new();
    match status_of(standing) {
        Status::RenewalOpen => cards.extend(open(shelf, held, standing)),
        Status::PaymentPending | Status::Ordered => {
            cards.extend(on_its_way(shelf, held, standing).or_else(|| pay(shelf, held, standing)));
        }
        Status::Reactivatable if standing.open_order.is_some() => {
            cards.extend(on_its_way(shelf, held, standing).or_else(|| pay(shelf, held, standing)));
        }
        Status::Reactivatable => cards.extend(reactivatable(shelf, held, standing)),
        Status::Lapsed => cards.push(lapsed(shelf, held, standing)),
        _ => {}
    }
    cards.extend(losing(shelf, held, standing));
    if matches!(status_of(standing), Status::Active | Status::PaymentPending) {
        cards.extend(at_risk(shelf, held, standing));
        cards.extend(again(shelf, held, standing));
    }
    cards
}

/// A card whose button is what the rules let the reader do.
fn card(shelf: Shelf<'_>, held: &Subscription, standing: &Standing, title: String, words: Vec<String>) -> Attention {
    let lang = shelf.lang;
    let button = |label: String, href: &str| Some(Button { label, href: href.to_owned() });
    let (mut words, mut instead) = (words, None);
    let button = match action(shelf, held, standing) {
        Action::Renew { href } => button(t!(lang, "portal-offer-renew"), &href),
        Action::Reactivate { href, .. } => button(t!(lang, "portal-offer-reactivate"), &href),
        Action::TakeUp { href, .. } => button(t!(lang, "portal-offer-buy-anew"), &href),
        Action::Pay => standing.open_order.and_then(|order| button(t!(lang, "portal-offer-pay"), &route::order(order))),
        Action::Unmet { reasons, href, .. } => {
            words.splice(0..0, reasons);
            href.and_then(|href| button(t!(lang, "portal-offer-unmet-see"), &href))
        }
        // Why it has to be moved stands on every page; who cannot move it reads it here.
        Action::Move { reason, href } => {
            instead = href.is_none().then_some(reason);
            href.and_then(|href| button(t!(lang, "migration-banner-move"), &href))
        }
        Action::NotNow { reason, .. } | Action::Nothing { reason } => {
            instead = Some(reason);
            None
        }
        Action::Record { .. } => None,
    };
    Attention { key: format!("card-{}", held.id.ordinal()), tone: Tone::Due, title, left: None, words, button, instead }
}

/// The renewal window is open.
fn open(shelf: Shelf<'_>, held: &Subscription, standing: &Standing) -> Option<Card> {
    let (lang, cycle) = (shelf.lang, standing.cycle.as_ref()?);
    // What exempts it, and until when, is said below the cards.
    let exempt = standing.is_waived().then(|| t!(lang, "dashboard-open-exempt"));
    let mut words: Vec<String> = exempt.into_iter().collect();
    let at_risk: Vec<&Qualification> = standing.qualifications.iter().filter(|found| found.is_at_risk).collect();
    let is_blocked = standing.is_at_risk();
    if !is_blocked && !at_risk.is_empty() {
        words.push(t!(lang, "dashboard-open-alone", areas = names(shelf, &at_risk)));
    }
    let offer = name_of(shelf, held);
    words.push(t!(lang, "dashboard-open-if-not", offer = offer.as_str(), on = cycle.lapses_on));
    let title = if is_blocked {
        t!(lang, "dashboard-open-blocked", offer = offer)
    } else {
        t!(lang, "dashboard-open-title", offer = offer)
    };
    let shown = card(shelf, held, standing, title, words);
    let left = Some(left(shelf, cycle.renew_until));
    let tone = if is_blocked { Tone::Bad } else { Tone::Due };
    Some(Card { group: 0, until: Some(cycle.renew_until), shown: Attention { tone, left, ..shown } })
}

/// Money is on its way: nothing is asked for once more (C97).
fn on_its_way(shelf: Shelf<'_>, held: &Subscription, standing: &Standing) -> Option<Card> {
    let lang = shelf.lang;
    let (order, words) = standing.reasons.iter().find_map(|reason| match reason {
        Reason::PaymentInFlight { order, .. } | Reason::PaymentShown { order, .. } => {
            Some((*order, shelf.app.sentence(reason, lang)))
        }
        _ => None,
    })?;
    let may_see = matches!(shelf.eyes, Eyes::User(roles) if roles.may_see_orders());
    let button = may_see.then(|| Button { label: t!(lang, "dashboard-flight-order"), href: route::order(order) });
    let title = t!(lang, "dashboard-flight-title", offer = name_of(shelf, held));
    let key = format!("card-{}", held.id.ordinal());
    let until = standing.hold.map(|hold| hold.until).or(standing.cycle.as_ref().map(|cycle| cycle.renew_until));
    let shown = Attention { key, tone: Tone::Due, title, left: None, words: vec![words], button, instead: None };
    Some(Card { group: 1, until, shown })
}

/// An order waits for its payment.
fn pay(shelf: Shelf<'_>, held: &Subscription, standing: &Standing) -> Option<Card> {
    let order = shelf.file.member.order(standing.open_order?)?;
    let (lang, offer) = (shelf.lang, name_of(shelf, held));
    let words = match (&order.item(held.id)?.purpose, &standing.cycle) {
        (Purpose::Renew { .. }, Some(cycle)) => t!(lang, "dashboard-open-if-not", offer = offer.as_str(), on = cycle.lapses_on),
        (Purpose::Reactivate { .. }, _) => t!(lang, "dashboard-pay-reactivation", until = order.pay_by()),
        _ => t!(lang, "dashboard-pay-purchase", until = order.pay_by()),
    };
    let title = t!(lang, "dashboard-pay-title", number = order.id.to_string(), offer = offer);
    let shown = card(shelf, held, standing, title, vec![words]);
    let left = Some(left(shelf, order.pay_by()));
    Some(Card { group: 0, until: Some(order.pay_by()), shown: Attention { left, ..shown } })
}

/// Whether requirements `apply` to a new purchase of what somebody holds, or `none` do.
fn asked_anew(shelf: Shelf<'_>, held: &Subscription) -> &'static str {
    let sold = shelf.app.programme().version(shelf.file.today).offer(&held.offer);
    if sold.is_none_or(|sold| sold.has_requirements(&held.areas)) { "apply" } else { "none" }
}

/// What has lapsed can come back.
fn reactivatable(shelf: Shelf<'_>, held: &Subscription, standing: &Standing) -> Option<Card> {
    let (lang, opening, cycle) = (shelf.lang, standing.reactivation.as_ref()?, standing.cycle.as_ref()?);
    let title = t!(lang, "dashboard-reactivate-title", offer = name_of(shelf, held));
    let next = &opening.next;
    let words = vec![
        t!(lang, "dashboard-reactivate-lapsed", on = cycle.lapses_on, next = next.anniversary, opens = next.renew_from),
        t!(lang, "dashboard-reactivate-if-not", until = opening.until, requirements = asked_anew(shelf, held)),
    ];
    let shown = card(shelf, held, standing, title, words);
    let left = Some(left(shelf, opening.until));
    Some(Card { group: 0, until: Some(opening.until), shown: Attention { left, ..shown } })
}

fn lapsed(shelf: Shelf<'_>, held: &Subscription, standing: &Standing) -> Card {
    let title = t!(shelf.lang, "dashboard-lapsed-title", offer = name_of(shelf, held));
    let on = standing.cycle.as_ref().map(|cycle| cycle.lapses_on);
    let words = on.map(|on| t!(shelf.lang, "dashboard-lapsed-words", on = on)).into_iter().collect();
    Card { group: 1, until: None, shown: Attention { tone: Tone::Bad, ..card(shelf, held, standing, title, words) } }
}

/// Areas that a level was renewed without and that are lost on a day to come.
fn losing(shelf: Shelf<'_>, held: &Subscription, standing: &Standing) -> Option<Card> {
    let is_losing = |found: &&Qualification| found.lost_on.is_some_and(|lost_on| lost_on > standing.on);
    let losing: Vec<&Qualification> = standing.qualifications.iter().filter(is_losing).collect();
    let lost_on = losing.iter().filter_map(|found| found.lost_on).min()?;
    let until = lost_on.plus_days(-1);
    let title = t!(shelf.lang, "dashboard-losing-title", areas = names(shelf, &losing));
    let words = vec![t!(shelf.lang, "dashboard-losing-words", offer = name_of(shelf, held), on = lost_on)];
    let shown = missing_card(shelf, held, "losing", title, words, &losing);
    let left = Some(left(shelf, until));
    Some(Card { group: 0, until: Some(until), shown: Attention { tone: Tone::Bad, left, ..shown } })
}

/// Areas whose next renewal is in danger, while there is time.
fn at_risk(shelf: Shelf<'_>, held: &Subscription, standing: &Standing) -> Option<Card> {
    let cycle = standing.cycle.as_ref()?;
    let found: Vec<&Qualification> = standing.qualifications.iter().filter(|found| found.is_at_risk).collect();
    if found.is_empty() {
        return None;
    }
    let lang = shelf.lang;
    let is_about = |reason: &&Reason| matches!(reason, Reason::AtRisk { .. });
    let mut words: Vec<String> = match standing.reasons.iter().filter(is_about).collect::<Vec<_>>().as_slice() {
        [only] => vec![shelf.app.sentence(only, lang)],
        _ => Vec::new(),
    };
    let (from, until) = (cycle.renew_from, cycle.renew_until);
    words.push(if standing.is_at_risk() {
        t!(lang, "dashboard-risk-all", offer = name_of(shelf, held), from = from, until = until)
    } else {
        t!(lang, "dashboard-risk-some", offer = name_of(shelf, held), until = until)
    });
    let title = t!(lang, "dashboard-risk-title", areas = names_or_offer(shelf, held, &found));
    Some(Card { group: 2, until: Some(until), shown: missing_card(shelf, held, "risk", title, words, &found) })
}

/// Areas whose exemption ends with this year, and which do not meet the requirements of the renewal that follows it.
fn again(shelf: Shelf<'_>, held: &Subscription, standing: &Standing) -> Option<Card> {
    let (lang, cycle) = (shelf.lang, standing.cycle.as_ref()?);
    let is_carried = |found: &&Qualification| found.exemption.as_ref().is_some_and(|exemption| exemption.is_carried);
    let unmet: Vec<&Qualification> =
        standing.qualifications.iter().filter(is_carried).filter(|found| !found.missing().is_empty()).collect();
    if unmet.is_empty() {
        return None;
    }
    let missing = |found: &&Qualification| {
        let missing = jubilee_texts::missing(lang, shelf.app.programme(), &found.missing());
        match &found.area {
            Some(area) => t!(lang, "dashboard-again-missing", area = area_name(shelf.app, area, lang), missing = missing),
            None => t!(lang, "dashboard-again-missing-all", missing = missing),
        }
    };
    let mut words = vec![t!(
        lang,
        "dashboard-again-words",
        offer = name_of(shelf, held),
        from = cycle.renew_from,
        until = cycle.renew_until
    )];
    words.extend(unmet.iter().map(missing));
    let title = t!(lang, "dashboard-again-title", areas = names_or_offer(shelf, held, &unmet));
    let shown = missing_card(shelf, held, "again", title, words, &unmet);
    Some(Card { group: 2, until: Some(cycle.renew_until), shown })
}

/// A card whose button shows what is missing.
fn missing_card(
    shelf: Shelf<'_>,
    held: &Subscription,
    kind: &str,
    title: String,
    words: Vec<String>,
    found: &[&Qualification],
) -> Attention {
    let href = match found {
        [Qualification { area: Some(area), .. }] => route::qualification(area),
        [Qualification { area: None, .. }] if held.areas.is_empty() => route::qualification_of(&held.offer),
        _ => route::QUALIFICATIONS.to_owned(),
    };
    let label = t!(shelf.lang, "portal-offer-unmet-see");
    let button = matches!(shelf.eyes, Eyes::User(_)).then_some(Button { label, href });
    let key = format!("card-{}-{kind}", held.id.ordinal());
    Attention { key, tone: Tone::Due, title, left: None, words, button, instead: None }
}

/// Benefits that are paid for, and with which nothing has been done: of each subscription, the day on which the first of them is gone.
fn waiting(shelf: Shelf<'_>) -> Vec<Card> {
    let Shelf { app, file, lang, .. } = shelf;
    if file.must_move(app) {
        return Vec::new();
    }
    let card = |held: &Subscription| {
        let grants = file.benefits(app, held.id);
        let waiting: Vec<&jubilee_core::Grant> = grants.iter().filter(|grant| grant.is_newest && grant.waits()).collect();
        let until = waiting.iter().filter_map(|grant| grant.activate_by).min()?;
        let named: Vec<String> = waiting.iter().map(|grant| grant.benefit.name.get(lang).to_owned()).collect();
        let words = t!(lang, "benefit-card-words", names = jubilee_texts::list(lang, &named));
        let label = t!(lang, "benefit-card-button");
        Some(Card {
            group: 3,
            until: Some(until),
            shown: Attention {
                key: format!("card-{}-benefits", held.id.ordinal()),
                tone: Tone::Due,
                title: t!(lang, "benefit-card-title", offer = name_of(shelf, held)),
                left: Some(t!(lang, "benefit-card-by", until = until)),
                words: vec![words],
                button: Some(Button { label, href: route::BENEFITS.to_owned() }),
                instead: None,
            },
        })
    };
    file.member.subscriptions.iter().filter_map(card).collect()
}

fn names(shelf: Shelf<'_>, found: &[&Qualification]) -> String {
    let areas = found.iter().filter_map(|found| found.area.as_ref());
    let names: Vec<String> = areas.map(|area| area_name(shelf.app, area, shelf.lang)).collect();
    jubilee_texts::list(shelf.lang, &names)
}

fn names_or_offer(shelf: Shelf<'_>, held: &Subscription, found: &[&Qualification]) -> String {
    let names = names(shelf, found);
    if names.is_empty() { name_of(shelf, held) } else { names }
}

/// Money that came too late for a cycle that has not been renewed since: somebody paid, and wonders.
fn set_aside(shelf: Shelf<'_>) -> Vec<Card> {
    let Shelf { file, lang, eyes, .. } = shelf;
    let is_waiting = |order: &&jubilee_core::Order| {
        let is_current = |item: &jubilee_core::Item| {
            let held = file.member.subscription(item.subscription());
            !item.is_applied && held.is_some_and(|held| held.renewals.len() == item.cycle)
        };
        let is_late = order.paid_on().is_some_and(|value_on| value_on > order.pay_by());
        let is_kept = matches!(order.state(file.today), OrderState::SetAside | OrderState::Overpaid);
        is_late && is_kept && order.items.iter().any(is_current)
    };
    let may_see = matches!(eyes, Eyes::User(roles) if roles.may_see_orders());
    let card = |order: &jubilee_core::Order| {
        let number = order.id.to_string();
        let value = order.paid_on().unwrap_or(order.created_on);
        let label = t!(lang, "dashboard-aside-see");
        Card {
            group: 1,
            until: None,
            shown: Attention {
                key: format!("card-order-{}", order.id.number()),
                tone: Tone::Due,
                title: t!(lang, "dashboard-aside-title", number = number),
                left: None,
                words: vec![t!(lang, "dashboard-aside-words", value = value, until = order.pay_by())],
                button: Some(Button { label, href: route::order(order.id) }),
                instead: None,
            },
        }
    };
    file.member.orders.iter().filter(|_| may_see).filter(is_waiting).map(card).collect()
}

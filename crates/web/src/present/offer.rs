//! Offers: those that a member holds, from their standings, and those that it could have.

use jubilee_app::{App, MemberFile, Roles};
use jubilee_core::{
    Action as CoreAction, ActionKind, Lang, Offer as ProgrammeOffer, OrderId, Reason, Standing, Status as CoreStatus,
    Subscription, can_buy,
};
use jubilee_texts::t;

use crate::present::cycle_days;
use crate::route;
use crate::timeline::Timeline;
use crate::view::{Action, Available, Membership, Offer, OpenOrder, ReasonLine, Status};

/// Whose eyes look at a member's offers: what they may do decides which actions are shown as such.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Eyes<'a> {
    /// A user of the member.
    User(&'a Roles),
    /// Staff; whether they may record payments.
    Staff(bool),
}

/// A member's offers, being put into a reader's language.
#[derive(Clone, Copy)]
pub(crate) struct Shelf<'a> {
    /// The application, for the programme and its sentences.
    pub(crate) app: &'a App,
    /// The member.
    pub(crate) file: &'a MemberFile,
    /// The reader's language.
    pub(crate) lang: Lang,
    /// What the reader may do.
    pub(crate) eyes: Eyes<'a>,
}

/// The status on the badge: that of the standing, or that a renewal waits for its money.
pub(crate) fn status_of(standing: &Standing) -> Status {
    match standing.status {
        CoreStatus::Ordered => Status::Ordered,
        CoreStatus::Active => Status::Active,
        CoreStatus::RenewalOpen if standing.open_order.is_some() => Status::PaymentPending,
        CoreStatus::RenewalOpen => Status::RenewalOpen,
        CoreStatus::Lapsed => Status::Lapsed,
        CoreStatus::Ended => Status::Ended,
    }
}

/// The memberships that every member has, and what was bought and never has to be renewed.
pub(crate) fn memberships(shelf: Shelf<'_>) -> Vec<Membership> {
    let Shelf { app, file, lang, .. } = shelf;
    let included = app.programme().version(file.today).offers.iter().filter(|offer| offer.included);
    // A member that was taken over from earlier records has been one since before it was enrolled here.
    let enrolled_on = file.member.enrolled_on;
    let is_older = file.member.subscriptions.iter().any(|held| held.purchased_on() < enrolled_on);
    let since = enrolled_on.filter(|_| !is_older);
    let mut all: Vec<Membership> = included.map(|offer| Membership { name: offer.name.get(lang).to_owned(), since }).collect();
    for (held, standing) in file.standings(app) {
        if never_renews(&standing) {
            all.push(Membership { name: name_of(shelf, held), since: held.purchased_on() });
        }
    }
    all
}

fn never_renews(standing: &Standing) -> bool {
    standing.status == CoreStatus::Active && standing.cycle.is_none()
}

/// The offers that the member holds or held, what is most urgent first. One that lapsed or was never paid is left out when the same
/// offer was bought again later.
pub(crate) fn offers(shelf: Shelf<'_>) -> Vec<Offer> {
    let standings = shelf.file.standings(shelf.app);
    let mut shown: Vec<&(&Subscription, Standing)> = standings
        .iter()
        .filter(|(held, standing)| {
            let is_over = matches!(standing.status, CoreStatus::Lapsed | CoreStatus::Ended);
            let later = |(other, standing): &&(&Subscription, Standing)| {
                other.id > held.id && other.offer == held.offer && standing.status != CoreStatus::Ended
            };
            let is_bought_again = is_over && standings.iter().any(|other| later(&other));
            !never_renews(standing) && !is_bought_again
        })
        .collect();
    shown.sort_by_key(|(held, standing)| (urgency(standing), held.id));
    shown.into_iter().map(|(held, standing)| offer(shelf, held, standing)).collect()
}

/// What comes first on the page: first by what is to be done, then by the day until which.
fn urgency(standing: &Standing) -> (u8, Option<jubilee_core::Day>) {
    let closes = standing.cycle.as_ref().map(|cycle| cycle.renew_until);
    let group = match standing.status {
        CoreStatus::RenewalOpen => 0,
        CoreStatus::Ordered => 1,
        CoreStatus::Lapsed => 2,
        CoreStatus::Active => 3,
        CoreStatus::Ended => 4,
    };
    (group, closes)
}

fn name_of(shelf: Shelf<'_>, held: &Subscription) -> String {
    let known = shelf.app.programme().offer(&held.offer, shelf.file.today);
    known.map_or_else(|| held.offer.to_string(), |offer| offer.name.get(shelf.lang).to_owned())
}

fn offer(shelf: Shelf<'_>, held: &Subscription, standing: &Standing) -> Offer {
    let Shelf { app, file, lang, .. } = shelf;
    let name = name_of(shelf, held);
    let key = format!("offer-{}", held.id.ordinal());
    let days = standing.cycle.as_ref().map(cycle_days);
    let status = status_of(standing);
    let area = |area| app.programme().area_name(area, lang).map_or_else(|| area.to_string(), str::to_owned);
    let left = |until: jubilee_core::Day| until.days_since(file.today) + 1;
    Offer {
        areas: held.areas.iter().map(area).collect(),
        timeline: days.as_ref().map(|days| Timeline::new(lang, &key, &name, days, file.today)),
        status,
        days_left: days.as_ref().filter(|_| status == Status::RenewalOpen).map(|days| left(days.renew_until)),
        days,
        fee: standing.fee,
        action: action(shelf, held, standing),
        order: standing.open_order.and_then(|id| open_order(shelf, id)),
        reasons: standing.reasons.iter().map(|reason| line(app, lang, reason)).collect(),
        name,
        key,
    }
}

fn line(app: &App, lang: Lang, reason: &Reason) -> ReasonLine {
    ReasonLine { rule: reason.rule().id().to_owned(), text: app.sentence(reason, lang) }
}

fn open_order(shelf: Shelf<'_>, id: OrderId) -> Option<OpenOrder> {
    let order = shelf.file.member.order(id)?;
    let href = match shelf.eyes {
        Eyes::User(_) => route::order(id),
        Eyes::Staff(_) => route::staff_payment(id),
    };
    let is_hidden = matches!(shelf.eyes, Eyes::User(roles) if !roles.may_see_orders());
    (!is_hidden).then(|| OpenOrder { id, number: id.to_string(), pay_by: order.pay_by, href })
}

/// The one thing that the reader can do about a subscription, or why there is none.
fn action(shelf: Shelf<'_>, held: &Subscription, standing: &Standing) -> Action {
    let of = |kind| standing.actions.iter().find(|action| action.kind == kind);
    let can = |kind| of(kind).is_some_and(|action| action.refusal.is_none());
    let because = standing.reasons.first().map(|reason| shelf.app.sentence(reason, shelf.lang)).unwrap_or_default();
    if let (Some(order), true) = (standing.open_order, can(ActionKind::Pay)) {
        return match shelf.eyes {
            Eyes::Staff(true) => Action::Record { href: route::staff_payment(order) },
            Eyes::User(roles) if roles.may_see_orders() => Action::Pay,
            Eyes::User(_) => Action::Nothing { reason: not_your_role(shelf) },
            Eyes::Staff(false) => Action::Nothing { reason: because },
        };
    }
    let is_possible = can(ActionKind::Renew) || can(ActionKind::Buy);
    match shelf.eyes {
        Eyes::User(roles) if is_possible && !roles.may_order() => return Action::Nothing { reason: not_your_role(shelf) },
        // Staff look at what the member can do and do not do it from here.
        Eyes::Staff(_) if is_possible => return Action::Nothing { reason: because },
        _ => {}
    }
    if can(ActionKind::Renew) {
        return Action::Renew { href: route::renew(held.id) };
    }
    if can(ActionKind::Buy) {
        let reason = shelf.app.sentence(&Reason::BuyAnew, shelf.lang);
        return Action::TakeUp { href: route::buy_anew(&held.offer, held.id), reason };
    }
    let refused = of(ActionKind::Buy).or(of(ActionKind::Renew));
    match refused {
        Some(CoreAction { kind: ActionKind::Renew, refusal: Some(refusal), from, .. }) => {
            let reason = refusal.reasons.first().map(|reason| shelf.app.sentence(reason, shelf.lang));
            Action::NotNow { reason: reason.unwrap_or_default(), from: *from }
        }
        Some(CoreAction { refusal: Some(refusal), .. }) => {
            let reason = refusal.reasons.first().map(|reason| shelf.app.sentence(reason, shelf.lang));
            Action::Nothing { reason: reason.unwrap_or(because) }
        }
        _ => Action::Nothing { reason: because },
    }
}

/// Why the reader's role cannot order, and who can.
fn not_your_role(shelf: Shelf<'_>) -> String {
    let orders = |roles: &str| Roles::read(roles).is_ok_and(|roles| roles.may_order());
    let names: Vec<String> = shelf.file.users.iter().filter(|user| orders(&user.roles)).map(|user| user.name.clone()).collect();
    if names.is_empty() {
        return t!(shelf.lang, "portal-offer-role-nobody");
    }
    t!(shelf.lang, "portal-offer-role-of-others", names = jubilee_texts::list(shelf.lang, &names))
}

/// The offers that the member does not hold and that are sold now, with what stands in the way if anything does.
pub(crate) fn shelf(shelf: Shelf<'_>, held: &[Offer]) -> Vec<Available> {
    let Shelf { app, file, lang, .. } = shelf;
    let sold = app.programme().version(file.today).offers.iter().filter(|offer| !offer.included);
    sold.filter_map(|offer| available(shelf, offer, held))
        .map(|(offer, href, reason)| Available {
            key: format!("available-{}", offer.id),
            name: offer.name.get(lang).to_owned(),
            description: offer.help.get(lang).to_owned(),
            fee: offer.fee(&file.member.country),
            href,
            reason,
        })
        .collect()
}

type Find<'a> = (&'a ProgrammeOffer, Option<String>, Option<String>);

fn available<'a>(shelf: Shelf<'_>, offer: &'a ProgrammeOffer, held: &[Offer]) -> Option<Find<'a>> {
    let Shelf { app, file, lang, eyes } = shelf;
    // What lapsed and can be taken up again has its button there.
    let again = route::buy(&offer.id) + "?again=";
    if held.iter().any(|held| matches!(&held.action, Action::TakeUp { href, .. } if href.starts_with(&again))) {
        return None;
    }
    match can_buy(app.programme(), &file.member, &offer.id, &offer.areas, file.today) {
        Ok(()) => match eyes {
            Eyes::User(roles) if roles.may_order() => Some((offer, Some(route::buy(&offer.id)), None)),
            _ => Some((offer, None, Some(not_your_role(shelf)))),
        },
        Err(refusal) => match refusal.reasons.first() {
            // It is held already, and stands above.
            Some(Reason::MostPerMember { .. }) | None => None,
            Some(reason) => Some((offer, None, Some(app.sentence(reason, lang)))),
        },
    }
}

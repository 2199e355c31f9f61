//! Offers: those that a member holds, from their standings, and those that it could have.

use jubilee_app::{App, MemberFile, Role, Roles};
use jubilee_core::{
    Action as CoreAction, ActionKind, AreaId, Command, Day, Exception, ExceptionKind, ExemptBy, Fact, Lang, Lift,
    Offer as ProgrammeOffer, OrderId, Reason, ReliefId, Standing, Status as CoreStatus, Subscription, UpgradeTo, can_buy,
    upgrades,
};
use jubilee_texts::t;

use crate::present::qualification::area_state;
use crate::present::{bill_total, cycle_days, exempted, fee_due, held_money_for};
use crate::route;
use crate::timeline::Timeline;
use crate::view::{
    Action, Available, CycleDays, ForTogether, Membership, MovedDay, Offer, OnItsWay, OneOfSeveral, OpenOrder, ReasonLine,
    RenewsItself, Status, Upgrading,
};

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
        CoreStatus::PaymentPending => Status::PaymentPending,
        CoreStatus::RenewalOpen if standing.open_order.is_some() => Status::PaymentPending,
        CoreStatus::RenewalOpen => Status::RenewalOpen,
        CoreStatus::Reactivatable => Status::Reactivatable,
        CoreStatus::Lapsed => Status::Lapsed,
        CoreStatus::Replaced => Status::Replaced,
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

/// The offers that the member holds or held, what is most urgent first.
pub(crate) fn offers(shelf: Shelf<'_>) -> Vec<Offer> {
    relevant(shelf).iter().map(|(held, standing)| offer(shelf, held, standing)).collect()
}

/// What the member holds or held, with its standing, what is most urgent first. One that lapsed or was never paid is left out when
/// the same offer was bought again later.
pub(crate) fn relevant(shelf: Shelf<'_>) -> Vec<(&Subscription, Standing)> {
    let all = shelf.file.standings(shelf.app);
    let is_shown = |(held, standing): &(&Subscription, Standing)| {
        let is_over = matches!(
            standing.status,
            CoreStatus::Lapsed | CoreStatus::Reactivatable | CoreStatus::Replaced | CoreStatus::Ended
        );
        let later = |(other, standing): &(&Subscription, Standing)| {
            other.id > held.id && other.offer == held.offer && standing.status != CoreStatus::Ended
        };
        let is_bought_again = is_over && all.iter().any(later);
        !(never_renews(standing) || is_bought_again)
    };
    let mut shown: Vec<_> = all.iter().filter(|one| is_shown(one)).cloned().collect();
    shown.sort_by_key(|(held, standing)| (urgency(standing), held.id));
    shown
}

/// What comes first on the page: first by what is to be done, then by the day until which.
fn urgency(standing: &Standing) -> (u8, Option<Day>) {
    let closes = standing.cycle.as_ref().map(|cycle| cycle.renew_until);
    let until = standing.reactivation.as_ref().map(|opening| opening.until);
    let group = match standing.status {
        CoreStatus::RenewalOpen | CoreStatus::PaymentPending => 0,
        CoreStatus::Reactivatable => 1,
        CoreStatus::Ordered => 2,
        CoreStatus::Lapsed => 3,
        CoreStatus::Active => 4,
        CoreStatus::Replaced | CoreStatus::Ended => 5,
    };
    (group, until.or(closes))
}

/// The offer's name in the programme's words.
pub(super) fn name_of(shelf: Shelf<'_>, held: &Subscription) -> String {
    let known = shelf.app.programme().offer(&held.offer, shelf.file.today);
    known.map_or_else(|| held.offer.to_string(), |offer| offer.name.get(shelf.lang).to_owned())
}

/// The name of an offer's card on the page of offers.
pub(super) fn key_of(held: &Subscription) -> String {
    format!("offer-{}", held.id.ordinal())
}

/// The area's name in the programme's words.
pub(crate) fn area_name(app: &App, area: &AreaId, lang: Lang) -> String {
    app.programme().area_name(area, lang).map_or_else(|| area.to_string(), str::to_owned)
}

fn offer(shelf: Shelf<'_>, held: &Subscription, standing: &Standing) -> Offer {
    let Shelf { app, file, lang, .. } = shelf;
    let name = name_of(shelf, held);
    let key = key_of(held);
    let days = standing_days(standing);
    let status = status_of(standing);
    let left = |until: Day| until.days_since(file.today) + 1;
    let last_day = match status {
        Status::RenewalOpen => standing.cycle.as_ref().map(|cycle| cycle.renew_until),
        Status::Reactivatable => standing.reactivation.as_ref().map(|opening| opening.until),
        _ => None,
    };
    let has_requirements = standing.qualifications.iter().any(|found| !found.paths.is_empty());
    let areas_held = standing.qualifications.iter().filter(|found| has_requirements && found.area.is_some());
    let exempting = match standing.exemption().map(|exemption| &exemption.by) {
        Some(ExemptBy::Exception(number)) => Some(*number),
        _ => None,
    };
    let exceptions = held.exceptions_on(file.today).filter(|exception| Some(exception.number) != exempting);
    Offer {
        areas: held.areas.iter().map(|area| area_name(app, area, lang)).collect(),
        held: areas_held.map(|found| area_state(shelf, held, standing, found)).collect(),
        timeline: days.as_ref().map(|days| Timeline::new(lang, &key, &name, days, file.today)),
        status,
        is_at_risk: status == Status::Active && standing.is_at_risk(),
        days_left: last_day.map(left),
        days,
        fee: standing.bill.as_ref().map(|bill| bill_total(shelf, bill)),
        fee_words: fee_due(shelf, standing).map(|due| due.short(lang)),
        exemption: exempted(shelf, standing),
        moved: moved(shelf, standing),
        on_its_way: on_its_way(shelf, standing),
        automatic: renews_itself(shelf, held, standing),
        exceptions: exceptions.map(|exception| exception_words(exception, lang)).collect(),
        held_money: held_money_for(shelf, held, standing),
        action: action(shelf, held, standing),
        upgrades: upgrading(shelf, held),
        order: standing.open_order.and_then(|id| open_order(shelf, id)),
        reasons: standing.reasons.iter().map(|reason| line(app, lang, reason)).collect(),
        why: match shelf.eyes {
            Eyes::User(_) => route::why(held.id),
            Eyes::Staff(_) => route::staff_why(held.id),
        },
        name,
        key,
    }
}

/// The offers that can take its place, with what each costs; not those of which the member has as many as it can.
fn upgrading(shelf: Shelf<'_>, held: &Subscription) -> Vec<Upgrading> {
    let Shelf { app, file, lang, eyes } = shelf;
    let all = upgrades(app.programme(), &file.member, held, file.today).into_iter();
    let is_held = |to: &UpgradeTo| {
        let mut reasons = to.refusal.iter().flat_map(|refusal| &refusal.reasons);
        reasons.any(|reason| matches!(reason, Reason::MostPerMember { .. }))
    };
    all.filter(|to| !is_held(to))
        .map(|to| {
            let offer = app.programme().version(file.today).offer(&to.offer);
            let name = offer.map_or_else(|| to.offer.to_string(), |offer| offer.name.get(lang).to_owned());
            let share = to.discount.map_or_else(|| "none".to_owned(), |share| jubilee_texts::percent(lang, share));
            let words = to.bill.as_ref().map(|bill| {
                let fee = bill_total(shelf, bill);
                t!(lang, "upgrade-offer-price", fee = fee, share = share, offer = &name)
            });
            // Every page says that the account has to be moved.
            let refused = to.refusal.iter().flat_map(|refusal| &refusal.reasons).filter(|reason| **reason != Reason::MoveFirst);
            let mut reasons: Vec<String> = refused.clone().map(|reason| app.sentence(reason, lang)).collect();
            let is_unmet = refused.clone().any(|reason| matches!(reason, Reason::RequirementsNotMet { .. }));
            let (mut href, mut see) = (None, None);
            match eyes {
                Eyes::User(roles) if to.refusal.is_none() && roles.may_order() => href = Some(route::buy(&to.offer)),
                Eyes::User(_) if to.refusal.is_none() => reasons.push(not_your_role(shelf)),
                Eyes::User(_) if is_unmet => see = Some(route::QUALIFICATIONS.to_owned() + "?show=all"),
                _ => {}
            }
            Upgrading { id: to.offer.to_string(), name, words, reasons, href, see }
        })
        .collect()
}

/// The payment that is on its way for a subscription, as its standing says.
fn on_its_way(shelf: Shelf<'_>, standing: &Standing) -> Option<OnItsWay> {
    let is_said = |reason: &&Reason| matches!(reason, Reason::PaymentInFlight { .. } | Reason::PaymentShown { .. });
    let words = shelf.app.sentence(standing.reasons.iter().find(is_said)?, shelf.lang);
    let is_held = standing.status == CoreStatus::PaymentPending && standing.has_benefits;
    Some(OnItsWay { words, benefits_until: standing.hold.filter(|_| is_held).map(|hold| hold.until) })
}

/// That it is renewed automatically, while that is switched on; and that it is not, where who looks could switch it on.
fn renews_itself(shelf: Shelf<'_>, held: &Subscription, standing: &Standing) -> Option<RenewsItself> {
    let href = match shelf.eyes {
        Eyes::User(roles) => roles.may_order().then(|| route::auto_renewal(held.id)),
        Eyes::Staff(_) => Some(route::staff_auto_renewal(held.id)),
    };
    if standing.automatic.card.is_none() {
        let is_possible = shelf.app.takes_cards() && href.is_some() && shelf.app.keeping_terms(shelf.file, held.id).is_ok();
        let words = t!(shelf.lang, "auto-is-off");
        return is_possible.then_some(RenewsItself { is_on: false, words, href });
    }
    let is_said = |reason: &&Reason| {
        matches!(
            reason,
            Reason::RenewsAutomatically { .. }
                | Reason::CardExpired { .. }
                | Reason::ChargeTried { .. }
                | Reason::ChargeGivenUp { .. }
        )
    };
    let words = shelf.app.sentence(standing.reasons.iter().find(is_said)?, shelf.lang);
    Some(RenewsItself { is_on: true, words, href })
}

/// The days of a standing's cycle, with what a relief or a lapse adds to them.
fn standing_days(standing: &Standing) -> Option<CycleDays> {
    let cycle = standing.cycle.as_ref()?;
    let moved_from = standing.ruled_anniversary.filter(|ruled| *ruled != cycle.anniversary);
    let reactivate_until = standing.reactivation.as_ref().map(|opening| opening.until);
    Some(CycleDays { moved_from, reactivate_until, ..cycle_days(cycle) })
}

/// That a relief, or several, moved the anniversary.
fn moved(shelf: Shelf<'_>, standing: &Standing) -> Option<MovedDay> {
    let to = standing.cycle.as_ref()?.anniversary;
    let from = standing.ruled_anniversary.filter(|ruled| *ruled != to)?;
    let by = standing.reliefs.iter().filter(|applied| applied.moved.is_some());
    let names: Vec<String> = by.map(|applied| relief_name(shelf, &applied.relief)).collect();
    Some(MovedDay { from, to, by: jubilee_texts::list(shelf.lang, &names) })
}

/// The relief's name in the programme's words.
pub(crate) fn relief_name(shelf: Shelf<'_>, relief: &ReliefId) -> String {
    let known = shelf.app.programme().relief(relief);
    known.map_or_else(|| relief.to_string(), |relief| relief.name.get(shelf.lang).to_owned())
}

/// What staff allowed, as the member reads it: never why.
pub(super) fn exception_words(exception: &Exception, lang: Lang) -> String {
    let until = exception.last_day();
    match exception.kind {
        ExceptionKind::Exemption => t!(lang, "portal-exception-exemption", until = until),
        ExceptionKind::Extension => t!(lang, "portal-exception-extension", until = until),
        ExceptionKind::Reactivation { .. } => t!(lang, "portal-exception-reactivation", until = until),
        ExceptionKind::LatePayment => t!(lang, "portal-exception-late-payment", until = until),
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
    (!is_hidden).then(|| OpenOrder { id, number: id.to_string(), pay_by: order.pay_by(), href })
}

/// The one thing that the reader can do about a subscription, or why there is none.
pub(super) fn action(shelf: Shelf<'_>, held: &Subscription, standing: &Standing) -> Action {
    let of = |kind| standing.actions.iter().find(|action| action.kind == kind);
    let can = |kind| of(kind).is_some_and(|action| action.refusal.is_none());
    let because = standing.reasons.first().map(|reason| shelf.app.sentence(reason, shelf.lang)).unwrap_or_default();
    let way = on_its_way(shelf, standing);
    if let (Some(order), true) = (standing.open_order, can(ActionKind::Pay)) {
        return match shelf.eyes {
            Eyes::Staff(true) => Action::Record { href: route::staff_payment(order) },
            // What is on its way is not asked for once more (C97).
            _ if way.is_some() => Action::Nothing { reason: way.map(|way| way.words).unwrap_or_default() },
            Eyes::User(roles) if roles.may_see_orders() => Action::Pay,
            Eyes::User(_) => Action::Nothing { reason: not_your_role(shelf) },
            Eyes::Staff(false) => Action::Nothing { reason: because },
        };
    }
    if let Some(way) = way {
        return Action::Nothing { reason: way.words };
    }
    let can_buy_some = can(ActionKind::Buy) || (of(ActionKind::Buy).is_some() && !areas_for_sale(shelf, held).is_empty());
    let is_possible = can(ActionKind::Renew) || can(ActionKind::Reactivate) || can_buy_some;
    match shelf.eyes {
        Eyes::User(roles) if is_possible && !roles.may_order() => return Action::Nothing { reason: not_your_role(shelf) },
        // Staff look at what the member can do and do not do it from here.
        Eyes::Staff(_) if is_possible => return Action::Nothing { reason: because },
        _ => {}
    }
    if can(ActionKind::Renew) {
        return Action::Renew { href: route::renew(held.id) };
    }
    if let (Some(opening), true) = (&standing.reactivation, can(ActionKind::Reactivate)) {
        return Action::Reactivate { href: route::reactivate(held.id), until: opening.until };
    }
    // What cannot be reactivated for now is not bought anew behind one's back: the reason comes first.
    if can_buy_some && standing.reactivation.is_none() {
        let reason = shelf.app.sentence(&Reason::BuyAnew, shelf.lang);
        return Action::TakeUp { href: route::buy_anew(&held.offer, held.id), reason };
    }
    let refused = of(ActionKind::Reactivate).or(of(ActionKind::Buy)).or(of(ActionKind::Renew));
    refused.map_or(Action::Nothing { reason: because.clone() }, |refused| refusal(shelf, held, refused, because))
}

/// Why an action is refused, as the page shows it.
fn refusal(shelf: Shelf<'_>, held: &Subscription, refused: &CoreAction, because: String) -> Action {
    let Some(refusal) = &refused.refusal else { return Action::Nothing { reason: because } };
    let sentence = |reason: &Reason| shelf.app.sentence(reason, shelf.lang);
    // Every page says that the account has to be moved; what else stands in the way is said here.
    let mut others = refusal.reasons.iter().filter(|reason| **reason != Reason::MoveFirst);
    let early = others.clone().find(|reason| matches!(reason, Reason::NotOpenYet { .. }));
    if let Some(early) = early {
        return Action::NotNow { reason: sentence(early), from: refused.from };
    }
    if refusal.lift == Lift::Migrate {
        let can_move = matches!(shelf.eyes, Eyes::User(roles) if roles.has(Role::GlobalAdmin));
        let reason = refusal.reasons.first().map(sentence).unwrap_or_default();
        return Action::Move { reason, href: can_move.then(|| route::MIGRATION.to_owned()) };
    }
    let unmet: Vec<&Reason> = others.clone().filter(|reason| matches!(reason, Reason::RequirementsNotMet { .. })).collect();
    if let Some(Reason::RequirementsNotMet { area, until, .. }) = unmet.first() {
        let href = match (shelf.eyes, area, unmet.len()) {
            (Eyes::Staff(_), ..) => None,
            (Eyes::User(_), Some(area), 1) => Some(route::qualification(area)),
            (Eyes::User(_), None, _) if held.areas.is_empty() && !has_areas(shelf, held) => {
                Some(route::qualification_of(&held.offer))
            }
            _ => Some(route::QUALIFICATIONS.to_owned()),
        };
        return Action::Unmet { reasons: unmet.into_iter().map(sentence).collect(), until: *until, href };
    }
    let reason = others.next().map(sentence).unwrap_or(because);
    match refused.kind {
        ActionKind::Renew => Action::NotNow { reason, from: refused.from },
        _ => Action::Nothing { reason },
    }
}

/// What a member can order today to be renewed or to come back, and has not ordered.
pub(crate) fn orderable<'a>(app: &App, file: &'a MemberFile) -> Vec<(&'a Subscription, Standing)> {
    let can_order = |(held, standing): &(&Subscription, Standing)| {
        let subscription = held.id;
        let command = match standing.status {
            CoreStatus::RenewalOpen => Command::OrderRenewal { subscription },
            CoreStatus::Reactivatable => Command::OrderReactivation { subscription },
            _ => return false,
        };
        app.decision(file, command).is_ok()
    };
    file.standings(app).into_iter().filter(can_order).collect()
}

/// Until when something can be renewed, or be brought back.
pub(crate) fn orderable_until(standing: &Standing) -> Option<Day> {
    match &standing.reactivation {
        Some(opening) => Some(opening.until),
        None => Some(standing.cycle.as_ref()?.renew_until),
    }
}

/// What the reader can order with one order, where that is more than one thing; with what all of it costs.
pub(crate) fn together(shelf: Shelf<'_>) -> Option<ForTogether> {
    let may_order = matches!(shelf.eyes, Eyes::User(roles) if roles.may_order());
    if !may_order {
        return None;
    }
    // What there is no room for beside the others is left out, and can be ordered alone.
    let mut all: Vec<(&Subscription, Standing)> = Vec::new();
    let mut found = None;
    for one in orderable(shelf.app, shelf.file) {
        let ids = all.iter().map(|(held, _)| held.id).chain([one.0.id]).collect();
        if let Ok(decision) = shelf.app.decision(shelf.file, Command::OrderTogether { subscriptions: ids }) {
            all.push(one);
            found = Some(decision);
        }
    }
    let decision = found.filter(|_| all.len() > 1)?;
    let total = decision.entries.iter().find_map(|entry| match &entry.fact {
        Fact::Ordered { amount, .. } => Some(*amount),
        _ => None,
    })?;
    let item = |(held, standing): &(&Subscription, Standing)| {
        let until = orderable_until(standing)?;
        let fee = bill_total(shelf, standing.bill.as_ref()?);
        let comes_back = standing.reactivation.is_some();
        Some(OneOfSeveral { id: held.id.number(), offer: name_of(shelf, held), fee, comes_back, until })
    };
    Some(ForTogether { items: all.iter().filter_map(item).collect(), total })
}

fn has_areas(shelf: Shelf<'_>, held: &Subscription) -> bool {
    let known = shelf.app.programme().offer(&held.offer, shelf.file.today);
    known.is_some_and(|offer| !offer.areas.is_empty())
}

/// The areas of what a member held that it could buy anew.
fn areas_for_sale(shelf: Shelf<'_>, held: &Subscription) -> Vec<AreaId> {
    let sold = shelf.app.programme().version(shelf.file.today).offer(&held.offer);
    sold.map(|offer| buyable(shelf.app, shelf.file, offer)).unwrap_or_default()
}

/// The areas of an offer for which a member may buy it.
pub(crate) fn buyable(app: &App, file: &MemberFile, offer: &ProgrammeOffer) -> Vec<AreaId> {
    let may =
        |area: &&AreaId| can_buy(app.programme(), &file.member, &offer.id, std::slice::from_ref(*area), file.today).is_ok();
    offer.areas.iter().filter(may).cloned().collect()
}

/// Why the reader's role cannot order, and who can.
pub(super) fn not_your_role(shelf: Shelf<'_>) -> String {
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
            fee: file.price(app, offer).map(|bill| bill_total(shelf, &bill)),
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
    // What takes the place of something that is held stands there, with its price.
    if held.iter().any(|held| held.upgrades.iter().any(|to| to.id == offer.id.as_str())) {
        return None;
    }
    let areas = buyable(app, file, offer);
    match can_buy(app.programme(), &file.member, &offer.id, if areas.is_empty() { &offer.areas } else { &areas }, file.today) {
        Ok(()) => match eyes {
            Eyes::User(roles) if roles.may_order() => Some((offer, Some(route::buy(&offer.id)), None)),
            _ => Some((offer, None, Some(not_your_role(shelf)))),
        },
        // It is held already, and stands above.
        Err(refusal) if refusal.reasons.iter().any(|reason| matches!(reason, Reason::MostPerMember { .. })) => None,
        Err(refusal) => match refusal.reasons.first() {
            None => None,
            // Which areas lack what is told in full on the page of requirements.
            Some(Reason::RequirementsNotMet { .. }) if !offer.areas.is_empty() => {
                Some((offer, None, Some(t!(lang, "portal-offers-no-area-met", offer = offer.name.get(lang)))))
            }
            Some(reason) => Some((offer, None, Some(app.sentence(reason, lang)))),
        },
    }
}

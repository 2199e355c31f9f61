//! Buying an offer.

use crate::pages::offers::{Paying, purchase_order};
use crate::pages::orders;
use crate::portal::{Form, MemberScope, Portal, Problem, page, page_with, see_other};
use crate::present::{Eyes, Shelf, bill_words, buyable, held_money};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, MemberFile};
use jubilee_core::{
    AreaId, Command, Decision, Fact, Lift, Offer, OfferId, Refusal, Subscription, SubscriptionId, UpgradeTo, replaceable,
    upgrades,
};
use jubilee_core::{Day, Lang, Money};
use jubilee_texts::t;

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::{route, sample};

/// An area that an offer can cover.
#[derive(Clone, Debug)]
pub struct AreaChoice {
    /// The area's name in the programme file; the value of the form's field `area`.
    pub id: String,
    /// Its name in the programme's words.
    pub name: String,
    /// Whether it was chosen.
    pub is_chosen: bool,
}

/// What an upgrade does to the offer whose place it takes.
#[derive(Clone, Debug)]
pub struct UpgradeEffect {
    /// What becomes of it, a few sentences.
    pub words: String,
    /// Which of its areas end with it, because they cannot be chosen here; a sentence.
    pub left: Option<String>,
}

/// The page that asks for the purchase's confirmation.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/offers/buy.html")]
pub struct Buy {
    /// The frame.
    pub frame: Frame,
    /// Where the form goes.
    pub form: String,
    /// The offer's name in the programme's words.
    pub offer: String,
    /// What it is, in the programme's words.
    pub description: String,
    /// The areas to choose from, whose requirements are met; none for an offer without areas.
    pub areas: Vec<AreaChoice>,
    /// How many of the offer's areas cannot be chosen yet, because their requirements are not met.
    pub unmet: usize,
    /// What it does to the offer whose place it takes; `None` for an ordinary purchase.
    pub upgrade: Option<UpgradeEffect>,
    /// What is wrong with the choice of areas, a sentence.
    pub area_problem: Option<String>,
    /// The fee.
    pub fee: Money,
    /// How it is paid.
    pub pay: Paying,
    /// The first anniversary, if the payment's value date is today; `None` for what never has to be renewed.
    pub anniversary_if_today: Option<Day>,
    /// What went wrong with the whole, a sentence.
    pub refusal: Option<String>,
}

/// Shows what buying does. Where an order waits already, leads to it; where the rules do not allow it, to the offers.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope, Path(id): Path<String>) -> Result<Response, Problem> {
    scope.may_order()?;
    let file = scope.file(&portal).await?;
    let offer = find(&portal, &file, &id)?;
    // What a lapsed subscription covered is proposed again.
    let again = scope.visit.query().get("again").parse().ok().and_then(SubscriptionId::from_number);
    let former = again.and_then(|id| file.member.subscription(id)).filter(|former| former.offer == offer.id);
    let asked = offer.areas.iter().filter(|area| area.as_str() == scope.visit.query().get("area"));
    let mut chosen: Vec<AreaId> =
        former.map(|former| former.areas.clone()).unwrap_or_default().into_iter().chain(asked.cloned()).collect();
    // What is held at the lower level and can be held here is proposed.
    if let Some((_, to)) = upgrade_to(&portal, &file, offer).filter(|_| chosen.is_empty()) {
        chosen = to.areas;
    }
    match terms(&portal, &file, offer, &for_sale(&portal, &file, offer)) {
        Ok(terms) => page(&form(&portal, &scope, &file, offer, &terms, &chosen)),
        Err(Refusal { lift: Lift::Pay(order), .. }) => Ok(see_other(&route::order(order))),
        Err(_) => Ok(see_other(route::OFFERS)),
    }
}

/// Orders the offer.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    scope.may_order()?;
    given.only(&["purchase_order", "pay"], Some("area"))?;
    let file = scope.file(&portal).await?;
    let offer = find(&portal, &file, &id)?;
    let lang = scope.visit.lang();
    let areas: Vec<AreaId> = offer.areas.iter().filter(|area| given.all("area").contains(&area.as_str())).cloned().collect();
    if areas.len() != given.all("area").len() {
        return Err(Problem::Malformed);
    }
    let show = |terms: &Terms, problem: Option<String>| {
        let mut page = form(&portal, &scope, &file, offer, terms, &areas);
        page.pay = Paying { purchase_order: given.get("purchase_order").to_owned(), problem, ..page.pay };
        page
    };
    let terms = match terms(&portal, &file, offer, &for_sale(&portal, &file, offer)) {
        Ok(terms) => terms,
        Err(Refusal { lift: Lift::Pay(order), .. }) => return Ok(see_other(&route::order(order))),
        Err(refusal) => {
            let refusal = refusal.reasons.first().map(|reason| portal.app.sentence(reason, lang));
            let page = show(&Terms::without_order(&portal, &file, offer)?, None);
            return page_with(StatusCode::CONFLICT, &Buy { refusal, ..page });
        }
    };
    let is_missing = areas.is_empty() && !offer.areas.is_empty();
    let area_problem = is_missing.then(|| t!(lang, "portal-buy-areas-missing"));
    let number = purchase_order::read(given.get("purchase_order"), lang);
    let problem = number.as_ref().err().cloned();
    let (None, Ok(number)) = (&area_problem, number) else {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &Buy { area_problem, ..show(&terms, problem) });
    };
    match portal.app.order_purchase(scope.member, offer.id.clone(), areas.clone(), scope.request(number)).await {
        Ok(receipt) if given.get("pay") == "card" => orders::card::begin_or_ask(&portal, &scope, receipt.id).await,
        Ok(receipt) => {
            let is_new = !receipt.is_repeated;
            Ok(see_other(&if is_new { route::new_order(receipt.id) } else { route::order(receipt.id) }))
        }
        Err(AppError::Refused(refusal)) => {
            let refusal = refusal.reasons.first().map(|reason| portal.app.sentence(reason, lang));
            page_with(StatusCode::CONFLICT, &Buy { refusal, ..show(&terms, None) })
        }
        Err(error) => Err(error.into()),
    }
}

/// The offer of this name that is sold now.
fn find<'a>(portal: &'a Portal, file: &MemberFile, id: &str) -> Result<&'a Offer, Problem> {
    let offer = portal.app.programme().version(file.today).offer(&OfferId::new(id));
    offer.filter(|offer| !offer.included).ok_or(Problem::NotFound)
}

/// The areas that a purchase could be for; all of them where it could be for none, so that the refusal says why.
fn for_sale(portal: &Portal, file: &MemberFile, offer: &Offer) -> Vec<AreaId> {
    let areas = buyable(&portal.app, file, offer);
    if areas.is_empty() { offer.areas.clone() } else { areas }
}

/// What a purchase costs and until when it has to be paid.
struct Terms {
    fee: Money,
    pay_by: Day,
    /// What ordering decides; `None` where it is refused.
    decision: Option<Decision>,
}

impl Terms {
    /// What the page shows about a purchase that is refused.
    fn without_order(portal: &Portal, file: &MemberFile, offer: &Offer) -> Result<Terms, Problem> {
        let life = portal.app.programme().version(file.today).transfer.order_life;
        let fee = file.price(&portal.app, offer).ok_or(Problem::Conflict)?.total();
        Ok(Terms { fee, pay_by: life.after(file.today), decision: None })
    }
}

/// What ordering would give now, as the rules say, without ordering.
fn terms(portal: &Portal, file: &MemberFile, offer: &Offer, areas: &[AreaId]) -> Result<Terms, Refusal> {
    let command = Command::OrderPurchase { offer: offer.id.clone(), areas: areas.to_vec() };
    let decision = portal.app.decision(file, command)?;
    let ordered = decision.entries.iter().find_map(|entry| match &entry.fact {
        Fact::Ordered { amount, pay_by, .. } => Some((*amount, *pay_by)),
        _ => None,
    });
    let (fee, pay_by) = ordered.expect("an order that the rules allow is an entry");
    Ok(Terms { fee, pay_by, decision: Some(decision) })
}

/// The subscription whose place a purchase of an offer takes now, and how.
fn upgrade_to<'m>(portal: &Portal, file: &'m MemberFile, offer: &Offer) -> Option<(&'m Subscription, UpgradeTo)> {
    let programme = portal.app.programme();
    let (held, _) = replaceable(programme, &file.member, offer, file.today)?;
    let all = upgrades(programme, &file.member, held, file.today);
    Some((held, all.into_iter().find(|to| to.offer == offer.id)?))
}

/// What the page says of it.
fn upgrade_effect(portal: &Portal, file: &MemberFile, offer: &Offer, lang: Lang) -> Option<UpgradeEffect> {
    let programme = portal.app.programme();
    let (held, to) = upgrade_to(portal, file, offer)?;
    let (old, new) = (programme.offer(&held.offer, file.today)?.name.get(lang), offer.name.get(lang));
    let name = |area: &AreaId| programme.area_name(area, lang).map_or_else(|| area.to_string(), str::to_owned);
    let left: Vec<String> = to.left_behind.iter().map(name).collect();
    Some(UpgradeEffect {
        words: t!(lang, "upgrade-buy-effect", old = old, new = new),
        left: (!left.is_empty())
            .then(|| t!(lang, "upgrade-buy-left", areas = jubilee_texts::list(lang, &left), old = old, new = new)),
    })
}

fn form(portal: &Portal, scope: &MemberScope, file: &MemberFile, offer: &Offer, terms: &Terms, chosen: &[AreaId]) -> Buy {
    let (lang, programme) = (scope.visit.lang(), portal.app.programme());
    let choice = |area: &AreaId| AreaChoice {
        id: area.to_string(),
        name: programme.area_name(area, lang).map_or_else(|| area.to_string(), str::to_owned),
        is_chosen: chosen.contains(area),
    };
    let areas = buyable(&portal.app, file, offer);
    let shelf = Shelf { app: &portal.app, file, lang, eyes: Eyes::User(&scope.roles) };
    let first = offer.renewal.as_ref().map(|rules| rules.first_anniversary.after(file.today));
    Buy {
        frame: scope.frame(Section::Offers, file),
        form: route::buy(&offer.id),
        offer: offer.name.get(lang).to_owned(),
        description: offer.help.get(lang).to_owned(),
        unmet: offer.areas.len() - areas.len(),
        areas: areas.iter().map(choice).collect(),
        upgrade: upgrade_effect(portal, file, offer, lang),
        area_problem: None,
        fee: terms.fee,
        pay: Paying {
            bill: file.price(&portal.app, offer).and_then(|bill| bill_words(&portal.app, lang, &bill, file.today, &[])),
            held_money: held_money(shelf, &offer.id, terms.decision.as_ref()),
            ..Paying::until(&portal.app, file.today, terms.pay_by, Some(terms.fee))
        },
        anniversary_if_today: first,
        refusal: None,
    }
}

impl Sample for Buy {
    fn samples(lang: Lang) -> Vec<(&'static str, Buy)> {
        let mut offers = sample::available(lang).into_iter();
        let (pack, silver) = (offers.next(), offers.next());
        let page = |offer: Option<crate::view::Available>, areas, fee| {
            let (name, description) = offer.map_or_else(Default::default, |offer| (offer.name, offer.description));
            Buy {
                frame: sample::member_frame(lang, "/offers/buy/action-pack", Section::Offers),
                form: "/offers/buy/action-pack".to_owned(),
                offer: name,
                description,
                areas,
                unmet: 0,
                upgrade: None,
                area_problem: None,
                fee: sample::usd(fee),
                pay: Paying::sample(sample::day(2020, 10, 20)),
                anniversary_if_today: Some(sample::day(2021, 9, 20)),
                refusal: None,
            }
        };
        let with_areas =
            Buy { area_problem: Some(sample::choose_an_area(lang)), unmet: 12, ..page(silver, sample::areas(), 167_000) };
        let plain = page(pack, Vec::new(), 47_500);
        let by_card = Buy { pay: Paying { takes_cards: true, ..plain.pay.clone() }, ..plain.clone() };
        let (old, new) = (sample::silver(lang), sample::gold(lang));
        let areas = vec!["Messaging".to_owned()];
        let upgrade = Buy {
            offer: new.clone(),
            upgrade: Some(UpgradeEffect {
                words: t!(lang, "upgrade-buy-effect", old = &old, new = &new),
                left: Some(t!(lang, "upgrade-buy-left", areas = jubilee_texts::list(lang, &areas), old = &old, new = &new)),
            }),
            area_problem: None,
            fee: sample::usd(354_750),
            ..with_areas.clone()
        };
        vec![("plain", plain), ("areas", with_areas), ("card", by_card), ("upgrade", upgrade)]
    }
}

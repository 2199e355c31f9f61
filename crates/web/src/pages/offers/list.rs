//! Membership offers: when, how much, and what happens if not.

use crate::portal::{MemberScope, Portal, Problem, page};
use crate::present::{Eyes, Shelf, memberships, offers, shelf, together};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jubilee_app::MemberFile;
use jubilee_core::SubscriptionId;
use jubilee_core::{Day, Lang};
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::view::{Action, Available, Explained, ForTogether, Membership, Offer, Status};
use crate::{route, sample};

/// The member's offers.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/offers/list.html")]
pub struct Offers {
    /// The frame.
    pub frame: Frame,
    /// The business date.
    pub today: Day,
    /// What just happened, a sentence.
    pub notice: Option<String>,
    /// The memberships that never need renewal.
    pub memberships: Vec<Membership>,
    /// The offers that the member holds or held, what is most urgent first.
    pub offers: Vec<Offer>,
    /// What can be renewed with one order; `None` where that is not several things.
    pub several: Option<ForTogether>,
    /// The offers that it could have.
    pub available: Vec<Available>,
    /// What the offers are, in the programme's own words.
    pub explained: Vec<Explained>,
}

/// Shows the offers.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope) -> Result<Response, Problem> {
    let file = scope.file(&portal).await?;
    let lang = scope.visit.lang();
    let all = Shelf { app: &portal.app, file: &file, lang, eyes: Eyes::User(&scope.roles) };
    let held = offers(all);
    let sold = portal.app.programme().version(file.today).offers.iter();
    let explain = |offer: &jubilee_core::Offer| Explained {
        name: offer.name.get(lang).to_owned(),
        words: offer.help.get(lang).to_owned(),
    };
    page(&Offers {
        frame: scope.frame(Section::Offers, &file),
        today: file.today,
        notice: renewed(&portal, &file, scope.visit.query().get("renewed"), lang),
        memberships: memberships(all),
        several: together(all),
        available: shelf(all, &held),
        offers: held,
        explained: sold.map(explain).collect(),
    })
}

/// What the page says after a renewal that cost nothing.
fn renewed(portal: &Portal, file: &MemberFile, subscription: &str, lang: Lang) -> Option<String> {
    let id = SubscriptionId::from_number(subscription.parse().ok()?)?;
    let (held, standing) = file.standings(&portal.app).into_iter().find(|(held, _)| held.id == id)?;
    held.renewals.last().filter(|renewal| renewal.paid_on == file.today)?;
    let offer = portal.app.programme().offer(&held.offer, file.today)?.name.get(lang);
    Some(t!(lang, "portal-offers-renewed", offer = offer, date = standing.cycle?.anniversary))
}

impl Sample for Offers {
    fn samples(lang: Lang) -> Vec<(&'static str, Offers)> {
        let page = Offers {
            frame: sample::member_frame(lang, "/offers", Section::Offers),
            today: sample::today(),
            notice: None,
            memberships: vec![sample::membership(lang)],
            offers: Vec::new(),
            several: None,
            available: sample::available(lang),
            explained: sample::explained(lang),
        };
        let others = sample::available(lang).split_off(1);
        let with = |offers| Offers { offers, available: others.clone(), ..page.clone() };
        vec![
            ("open", with(vec![sample::open(lang), sample::active(lang)])),
            ("together", Offers { several: Some(sample::several(lang)), ..with(vec![sample::open(lang)]) }),
            ("pending", with(vec![sample::pending(lang), sample::ordered(lang)])),
            ("on-its-way", with(vec![sample::on_its_way(lang)])),
            ("relief", with(vec![sample::exempt(lang), sample::moved(lang)])),
            ("reactivatable", with(vec![sample::reactivatable(lang), sample::reactivating(lang)])),
            ("stopped", with(vec![sample::unmet(lang), sample::unmoved(lang)])),
            ("lapsed", with(vec![sample::lapsed(lang), sample::replaced(lang), sample::ended(lang)])),
            ("upgrade", with(vec![sample::upgradable(lang), sample::not_yet_upgradable(lang)])),
            ("calm", Offers { notice: Some(sample::notice(lang)), ..with(vec![sample::active(lang)]) }),
            ("empty", page.clone()),
        ]
    }
}

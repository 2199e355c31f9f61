//! One benefit: what it is, how it stands, and what can be done with it; where a first use ends the right to a refund, that is said and
//! has to be confirmed.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, MemberFile, Which};
use jubilee_core::{BenefitId, BenefitKind, Day, Grant, Lang, SubscriptionId, Use, granted};
use jubilee_texts::{number, t};

use crate::frame::{Frame, MemberName, Section};
use crate::pages::Sample;
use crate::pages::staff::Choice;
use crate::portal::{Form, MemberOrStaff, MemberScope, Portal, Problem, StaffScope, page, page_with, see_other};
use crate::present::{clocks, granted_words, kind_words, offer_words, quantity_words, status_words, tone};
use crate::sample;
use crate::view::{Clock, Tone};

/// One of a benefit, with who has it.
#[derive(Clone, Debug)]
pub struct SeatLine {
    /// Its number.
    pub number: u32,
    /// Who has it.
    pub name: String,
    /// Since when.
    pub since: Day,
    /// Why nobody else can have it yet, a sentence; `None` where somebody can.
    pub closed: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/benefits/show.html")]
pub struct BenefitPage {
    /// The frame.
    pub frame: Frame,
    /// The member.
    pub member: MemberName,
    /// The page's own address, where the forms go.
    pub here: String,
    /// The page of all benefits.
    pub back: String,
    /// The benefit's name.
    pub name: String,
    /// What it is for.
    pub help: String,
    /// The offer that grants it.
    pub offer: String,
    /// When it was granted.
    pub granted: String,
    /// What kind it is.
    pub kind: String,
    /// How much there is of it.
    pub quantity: String,
    /// How much is used.
    pub used: String,
    /// The last day to activate it.
    pub activate_by: Option<Day>,
    /// The last day on which it is of use.
    pub usable_until: Option<Day>,
    /// How it stands.
    pub status: String,
    /// How that looks.
    pub tone: Tone,
    /// Why it stands so, a sentence each.
    pub reasons: Vec<String>,
    /// The clocks.
    pub clocks: Vec<Clock>,
    /// Who has one of it.
    pub seats: Vec<SeatLine>,
    /// The keys that were shown, for who may do something here.
    pub keys: Vec<String>,
    /// Why nothing can be done here by who looks, a sentence.
    pub closed: Option<String>,
    /// What can be done with all of it: the value of the form's field, and the words of the button.
    pub action: Option<(&'static str, String)>,
    /// Why that cannot be done now, a sentence.
    pub action_closed: Option<String>,
    /// To whom one of it can be assigned.
    pub people: Vec<Choice>,
    /// Whether what was used can be recorded.
    pub may_count: bool,
    /// Until when there is a right to a refund, which a first use ends.
    pub refund_until: Option<Day>,
    /// The amount as it was typed.
    pub amount: String,
    /// What is wrong, a sentence.
    pub problem: Option<String>,
}

/// What an address names.
type Named = (String, String, String);

/// Shows one of a member's benefits.
pub(crate) async fn get(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path(named): Path<Named>,
) -> Result<Response, Problem> {
    show(&portal, &MemberOrStaff::Member(scope), &named).await
}

/// Shows one of a member's benefits to staff.
pub(crate) async fn get_for(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path((member, subscription, set, benefit)): Path<(String, String, String, String)>,
) -> Result<Response, Problem> {
    show(&portal, &MemberOrStaff::staff(scope, &member)?, &(subscription, set, benefit)).await
}

/// Does something with a benefit, for one of the member's people.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path(named): Path<Named>,
    given: Form,
) -> Result<Response, Problem> {
    act(&portal, &MemberOrStaff::Member(scope), &named, &given).await
}

/// Does something with a benefit, for staff.
pub(crate) async fn post_for(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path((member, subscription, set, benefit)): Path<(String, String, String, String)>,
    given: Form,
) -> Result<Response, Problem> {
    act(&portal, &MemberOrStaff::staff(scope, &member)?, &(subscription, set, benefit), &given).await
}

async fn show(portal: &Portal, who: &MemberOrStaff, named: &Named) -> Result<Response, Problem> {
    let file = who.file(portal).await?;
    let grant = find(portal, &file, named)?;
    page(&shown(portal, who, &file, &grant, &Form::default()).await?)
}

async fn act(portal: &Portal, who: &MemberOrStaff, named: &Named, given: &Form) -> Result<Response, Problem> {
    let file = who.file(portal).await?;
    let grant = find(portal, &file, named)?;
    who.may_use_benefits()?;
    given.only(&["do", "person", "seat", "amount", "sure"], None)?;
    let lang = who.lang();
    let person = || given.get("person").parse::<i64>().map_err(|_| Problem::Malformed);
    let how = match given.get("do") {
        "activate" => Use::Activated,
        "redeem" => Use::Redeemed,
        "reveal" => Use::Revealed,
        "assign" => Use::Assigned { user: person()? },
        "reassign" => {
            let seat = given.get("seat").parse().map_err(|_| Problem::Malformed)?;
            Use::Reassigned { seat, user: person()? }
        }
        "use" if who.is_staff() => match given.get("amount").parse() {
            Ok(amount) => Use::Counted { amount },
            Err(_) => return wrong(portal, who, &file, (&grant, given), t!(lang, "benefit-page-amount-wrong")).await,
        },
        "use" => return Err(Problem::Forbidden),
        _ => return Err(Problem::Malformed),
    };
    if let (Some(until), "") = (file.refund_until(&portal.app, &grant), given.get("sure")) {
        return wrong(portal, who, &file, (&grant, given), t!(lang, "benefit-page-not-sure", until = until)).await;
    }
    let which = Which { subscription: grant.subscription, set: Some(grant.set), benefit: grant.benefit.id.clone() };
    match portal.app.use_benefit(&which, how, who.actor()).await {
        Ok(_) => Ok(see_other(&who.benefit_page(&grant))),
        Err(AppError::Refused(refusal)) => {
            let problem = refusal.reasons.first().map(|reason| portal.app.sentence(reason, lang));
            let page = BenefitPage { problem, ..shown(portal, who, &file, &grant, given).await? };
            page_with(StatusCode::CONFLICT, &page)
        }
        Err(error) => Err(error.into()),
    }
}

async fn wrong(
    portal: &Portal,
    who: &MemberOrStaff,
    file: &MemberFile,
    (grant, given): (&Grant, &Form),
    problem: String,
) -> Result<Response, Problem> {
    let page = BenefitPage { problem: Some(problem), ..shown(portal, who, file, grant, given).await? };
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn find(portal: &Portal, file: &MemberFile, (subscription, set, benefit): &Named) -> Result<Grant, Problem> {
    let id = subscription.parse().ok().and_then(SubscriptionId::from_number).ok_or(Problem::NotFound)?;
    let set = set.parse().map_err(|_| Problem::NotFound)?;
    if id.member() != file.row.id {
        return Err(Problem::NotFound);
    }
    let which = (&BenefitId::from(benefit.as_str()), Some(set));
    granted(portal.app.programme(), &file.member, id, which, file.today).ok_or(Problem::NotFound)
}

/// What is done with all of a benefit, or with one more of it, by a button alone.
fn button(kind: BenefitKind, lang: Lang) -> Option<(&'static str, Use, String)> {
    match kind {
        BenefitKind::ProductKey => Some(("reveal", Use::Revealed, t!(lang, "benefit-page-reveal"))),
        BenefitKind::LicenceSeats => Some(("redeem", Use::Redeemed, t!(lang, "benefit-page-redeem"))),
        BenefitKind::DeveloperSubscription => None,
        _ => Some(("activate", Use::Activated, t!(lang, "benefit-page-activate"))),
    }
}

async fn shown(
    portal: &Portal,
    who: &MemberOrStaff,
    file: &MemberFile,
    grant: &Grant,
    given: &Form,
) -> Result<BenefitPage, Problem> {
    let (lang, app) = (who.lang(), &portal.app);
    let closed = who.benefits_closed();
    let may_act = closed.is_none();
    let sentence = |refusal: jubilee_core::Refusal| refusal.reasons.first().map(|reason| app.sentence(reason, lang));
    // What need not be activated has no button.
    let button = button(grant.benefit.kind, lang).filter(|_| may_act && grant.benefit.is_activated());
    let refusal = button.as_ref().and_then(|(_, how, _)| grant.refusal(*how));
    // That it has been done already is said by how it stands.
    let is_done = refusal.as_ref().is_some_and(|refusal| refusal.lift == jubilee_core::Lift::Done);
    let nobody = Use::Assigned { user: 0 };
    let can_assign = may_act && grant.benefit.kind == BenefitKind::DeveloperSubscription;
    let free = file.users.iter().filter(|user| !grant.seats.iter().any(|seat| seat.user == user.id));
    let choice = |user: &jubilee_app::UserRow| Choice {
        id: user.id.to_string(),
        name: user.name.clone(),
        is_chosen: given.get("person") == user.id.to_string(),
    };
    let keys = if may_act { app.shown_keys(grant).await? } else { Vec::new() };
    let set: Vec<Grant> = vec![grant.clone()];
    Ok(BenefitPage {
        frame: who.frame(Section::Benefits, file),
        member: MemberName { name: file.row.name.clone(), number: file.row.reference.clone() },
        here: who.benefit_page(grant),
        back: who.benefits_page(),
        name: grant.benefit.name.get(lang).to_owned(),
        help: grant.benefit.help.get(lang).to_owned(),
        offer: offer_words(app, file, grant, lang),
        granted: granted_words(grant, lang),
        kind: kind_words(grant.benefit.kind, lang),
        quantity: quantity_words(grant, lang),
        used: number(lang, i64::from(grant.used)),
        activate_by: grant.activate_by,
        usable_until: grant.usable_until,
        status: status_words(grant.status, lang),
        tone: tone(grant),
        reasons: grant.reasons.iter().map(|reason| app.sentence(reason, lang)).collect(),
        clocks: clocks(&set, file.today, lang),
        seats: grant
            .seats
            .iter()
            .map(|seat| SeatLine {
                number: seat.number,
                name: file.person_words(seat.user, lang),
                since: seat.since,
                closed: grant.refusal(Use::Reassigned { seat: seat.number, user: 0 }).and_then(sentence),
            })
            .collect(),
        keys: keys.iter().map(|key| key.as_str().to_owned()).collect(),
        closed,
        action: button.as_ref().filter(|_| refusal.is_none()).map(|(id, _, words)| (*id, words.clone())),
        action_closed: refusal.filter(|_| !is_done).or_else(|| grant.refusal(nobody).filter(|_| can_assign)).and_then(sentence),
        people: if can_assign { free.map(choice).collect() } else { Vec::new() },
        may_count: may_act
            && who.is_staff()
            && grant.benefit.kind.is_counted()
            && grant.refusal(Use::Counted { amount: 1 }).is_none(),
        refund_until: file.refund_until(app, grant).filter(|_| may_act),
        amount: given.get("amount").to_owned(),
        problem: None,
    })
}

impl BenefitPage {
    /// Whether one more of it can be assigned.
    pub fn can_assign(&self) -> bool {
        !self.people.is_empty() && self.action_closed.is_none()
    }
}

impl Sample for BenefitPage {
    fn samples(lang: Lang) -> Vec<(&'static str, BenefitPage)> {
        let (keys, used_until) = (sample::benefit_lines(lang)[0].clone(), sample::day(2021, 10, 15));
        let person = |id: &str, name: &str| Choice { id: id.to_owned(), name: name.to_owned(), is_chosen: false };
        let full = BenefitPage {
            frame: sample::member_frame(lang, &keys.href, Section::Benefits),
            member: sample::member(),
            here: keys.href.clone(),
            back: "/benefits".to_owned(),
            name: keys.name.clone(),
            help: sample::benefit_help(lang),
            offer: sample::benefit_sets(lang)[0].offer.clone(),
            granted: sample::benefit_sets(lang)[0].granted.clone(),
            kind: keys.kind.clone(),
            quantity: keys.quantity.clone(),
            used: keys.used.clone(),
            activate_by: keys.activate_by,
            usable_until: Some(used_until),
            status: keys.status.clone(),
            tone: keys.tone,
            reasons: vec![t!(lang, "benefit-reason-activate-by", name = keys.name, until = used_until)],
            clocks: sample::clocks(lang),
            seats: Vec::new(),
            keys: Vec::new(),
            closed: None,
            action: Some(("reveal", t!(lang, "benefit-page-reveal"))),
            action_closed: None,
            people: Vec::new(),
            may_count: false,
            refund_until: Some(sample::day(2020, 10, 18)),
            amount: String::new(),
            problem: None,
        };
        let shown = BenefitPage {
            keys: vec!["VK7JG-NPHTM-C97JM-9MPGT-3V66T".to_owned()],
            used: "1".to_owned(),
            status: t!(lang, "benefit-status-activated"),
            tone: Tone::Good,
            refund_until: None,
            ..full.clone()
        };
        let seat = |number: u32, name: &str, closed| SeatLine {
            number,
            name: name.to_owned(),
            since: sample::day(2020, 9, 18),
            closed,
        };
        let until = t!(lang, "benefit-reason-reassign-from", name = "Visual Studio", on = sample::day(2020, 12, 17));
        let people = BenefitPage {
            name: "Visual Studio".to_owned(),
            kind: t!(lang, "benefit-kind-developer-subscription"),
            seats: vec![seat(1, "Ines Aldridge", None), seat(2, "Tobias Renner", Some(until))],
            people: vec![person("3", "Vera Lind")],
            action: None,
            refund_until: None,
            ..full.clone()
        };
        let staff = BenefitPage {
            frame: sample::staff_frame(lang, "/staff/members/4127/benefits/1/0/support-incidents", Section::Members),
            may_count: true,
            action: None,
            refund_until: None,
            problem: Some(t!(lang, "benefit-page-amount-wrong")),
            amount: "x".to_owned(),
            ..full.clone()
        };
        let viewer = BenefitPage { closed: Some(t!(lang, "benefit-page-not-yours")), action: None, ..staff.clone() };
        let viewer = BenefitPage { may_count: false, problem: None, ..viewer };
        let none_left = BenefitPage { problem: Some(t!(lang, "benefit-reason-no-key-left", name = keys.name)), ..full.clone() };
        let states = [
            ("full", full),
            ("shown", shown),
            ("people", people),
            ("staff", staff),
            ("viewer", viewer),
            ("none-left", none_left),
        ];
        states.into()
    }
}

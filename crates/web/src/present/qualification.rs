//! What a member has to meet: how far it is by area and level, from its standings where it holds a level and from what it attained
//! where it does not.

use jubilee_core::{
    AreaId, Attainment, Command, Lang, NeedProgress, Offer as ProgrammeOffer, OfferId, Qualification, Reason, RequirementState,
    Standing, Status as CoreStatus, Subscription, can_buy, qualification,
};
use jubilee_texts::t;

use crate::present::offer::{action, area_name, key_of, name_of, not_your_role, relief_name};
use crate::present::{Eyes, Shelf, bill_total, exemption_words, fee_due};
use crate::route;
use crate::view::{Action, AreaRow, AreaState, AttainmentLine, Level, Mark, NeedLine, PathLine, State, Step};

/// What requirements are looked at for: an area, or an offer that covers none.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Subject<'a> {
    /// An area.
    Area(&'a AreaId),
    /// An offer without areas.
    Offer(&'a OfferId),
}

/// The offers that are sold now and cover areas: the columns of the list.
pub(crate) fn levels(shelf: Shelf<'_>) -> Vec<&ProgrammeOffer> {
    let sold = shelf.app.programme().version(shelf.file.today).offers.iter();
    sold.filter(|offer| !offer.included && !offer.areas.is_empty()).collect()
}

/// The offers that are sold now, cover no areas, and require something.
pub(crate) fn plain_offers(shelf: Shelf<'_>) -> Vec<&ProgrammeOffer> {
    let sold = shelf.app.programme().version(shelf.file.today).offers.iter();
    sold.filter(|offer| !offer.included && offer.areas.is_empty() && !offer.requirements.is_empty()).collect()
}

/// Every area with each level, in the programme's order.
pub(crate) fn areas(shelf: Shelf<'_>) -> Vec<AreaRow> {
    let (levels, held) = (levels(shelf), Holdings::of(shelf));
    let row = |area: &AreaId| {
        let cells: Vec<Option<AreaState>> =
            levels.iter().map(|offer| offer.areas.contains(area).then(|| held.cell(offer, Some(area))).flatten()).collect();
        AreaRow {
            name: area_name(shelf.app, area, shelf.lang),
            href: route::qualification(area),
            is_yours: cells.iter().flatten().any(is_yours),
            levels: cells,
        }
    };
    shelf.app.programme().version(shelf.file.today).areas.iter().map(|area| row(&area.id)).collect()
}

/// The offers without areas that require something.
pub(crate) fn plain(shelf: Shelf<'_>) -> Vec<AreaState> {
    let held = Holdings::of(shelf);
    plain_offers(shelf).into_iter().filter_map(|offer| held.cell(offer, None)).collect()
}

fn is_yours(cell: &AreaState) -> bool {
    cell.state != State::NotStarted || !cell.marks.is_empty()
}

/// An area, or an offer without areas, with everything about each level.
pub(crate) fn subject(shelf: Shelf<'_>, subject: Subject<'_>) -> Vec<Level> {
    let held = Holdings::of(shelf);
    let known = shelf.app.programme().version(shelf.file.today).offers.iter().filter(|offer| !offer.included);
    match subject {
        Subject::Area(area) => {
            known.filter(|offer| offer.areas.contains(area)).filter_map(|offer| held.level(offer, Some(area))).collect()
        }
        Subject::Offer(id) => known.filter(|offer| &offer.id == id).filter_map(|offer| held.level(offer, None)).collect(),
    }
}

/// What the member attained for an area, the latest first; with no area, all of it.
pub(crate) fn attainments(shelf: Shelf<'_>, area: Option<&AreaId>) -> Vec<AttainmentLine> {
    let Shelf { app, file, lang, .. } = shelf;
    let line = |attained: &Attainment| {
        let ended = attained.ended_on.map(|ended_on| ended_on.plus_days(-1));
        AttainmentLine {
            words: t!(
                lang,
                "qualifications-attained-amount",
                measure = measure_name(shelf, &attained.measure),
                amount = i64::from(attained.amount)
            ),
            attained_on: attained.attained_on,
            until: ended.into_iter().chain(attained.expires_on).min(),
            is_valid: attained.is_valid(file.today),
            is_general: app.programme().measure(&attained.measure).is_some_and(|measure| !measure.is_per_area),
        }
    };
    let is_meant = |attained: &&Attainment| area.is_none() || attained.area.is_none() || attained.area.as_ref() == area;
    let mut all: Vec<&Attainment> = file.member.attainments.iter().filter(is_meant).collect();
    all.sort_by_key(|attained| (!attained.is_valid(file.today), std::cmp::Reverse(attained.attained_on)));
    all.into_iter().map(line).collect()
}

/// How an area of a subscription stands, for a badge; its name is the area's.
pub(crate) fn area_state(shelf: Shelf<'_>, held: &Subscription, standing: &Standing, found: &Qualification) -> AreaState {
    let name = found.area.as_ref().map(|area| area_name(shelf.app, area, shelf.lang)).unwrap_or_default();
    let href = match (shelf.eyes, &found.area) {
        (Eyes::User(_), Some(area)) => Some(route::qualification(area)),
        _ => None,
    };
    let marks = marks(standing, found);
    // What is held and well needs no mark beside the offer's own status.
    let marks = marks.into_iter().filter(|mark| !matches!(mark, Mark::Active | Mark::Reactivatable(_))).collect();
    let is_waived_on_return = standing.is_waived_on_return(held, found);
    AreaState { name, href, state: state(found.state), is_exempt: found.exemption.is_some(), is_waived_on_return, marks }
}

fn marks(standing: &Standing, found: &Qualification) -> Vec<Mark> {
    match (standing.status, &standing.cycle) {
        (CoreStatus::Lapsed, Some(cycle)) => vec![Mark::Lapsed(cycle.lapses_on)],
        (CoreStatus::Reactivatable, _) => {
            standing.reactivation.iter().map(|opening| Mark::Reactivatable(opening.until)).collect()
        }
        (CoreStatus::Active | CoreStatus::RenewalOpen | CoreStatus::PaymentPending, _) => match found.lost_on {
            Some(lost_on) if lost_on <= standing.on => vec![Mark::Lapsed(lost_on)],
            Some(lost_on) => vec![Mark::Active, Mark::Lapses(lost_on)],
            None if found.is_at_risk => vec![Mark::Active, Mark::AtRisk],
            None => vec![Mark::Active],
        },
        _ => Vec::new(),
    }
}

fn state(state: RequirementState) -> State {
    match state {
        RequirementState::NotStarted => State::NotStarted,
        RequirementState::InProgress => State::InProgress,
        RequirementState::Complete => State::Complete,
    }
}

/// How much there is of what is needed, for example "active users: 1,830 of 4,000".
pub(crate) fn need_words(shelf: Shelf<'_>, need: &NeedProgress) -> String {
    let measure = measure_name(shelf, &need.measure);
    t!(shelf.lang, "qualifications-need-progress", measure = measure, have = i64::from(need.have), need = i64::from(need.need))
}

fn measure_name(shelf: Shelf<'_>, measure: &jubilee_core::MeasureId) -> String {
    let known = shelf.app.programme().measure(measure);
    known.map_or_else(|| measure.to_string(), |known| known.name.get(shelf.lang).to_owned())
}

/// How the member stands with an area at a level.
struct Look<'a> {
    /// How far the requirements are.
    found: Qualification,
    /// The subscription that it holds, or held, at the level.
    holding: Option<&'a (&'a Subscription, Standing)>,
    /// Whether that covers the area.
    is_covered: bool,
}

/// What the member holds or held, by offer.
struct Holdings<'a> {
    shelf: Shelf<'a>,
    standings: Vec<(&'a Subscription, Standing)>,
}

impl<'a> Holdings<'a> {
    fn of(shelf: Shelf<'a>) -> Holdings<'a> {
        Holdings { shelf, standings: shelf.file.standings(shelf.app) }
    }

    /// The subscription of an offer that says most: the one that runs, else one that can come back, else the last that lapsed.
    fn find(&self, offer: &OfferId) -> Option<&(&'a Subscription, Standing)> {
        let rank = |standing: &Standing| match standing.status {
            CoreStatus::Active | CoreStatus::RenewalOpen | CoreStatus::PaymentPending => 3,
            CoreStatus::Reactivatable => 2,
            CoreStatus::Lapsed => 1,
            CoreStatus::Ordered | CoreStatus::Replaced | CoreStatus::Ended => 0,
        };
        let of_offer = self.standings.iter().filter(|(held, standing)| &held.offer == offer && rank(standing) > 0);
        of_offer.max_by_key(|(held, standing)| (rank(standing), held.id))
    }

    /// How the member stands with an area at a level.
    fn look(&self, offer: &ProgrammeOffer, area: Option<&AreaId>) -> Option<Look<'_>> {
        let Shelf { app, file, .. } = self.shelf;
        let holding = self.find(&offer.id);
        let covered =
            holding.and_then(|(_, standing)| standing.qualifications.iter().find(|found| found.area.as_ref() == area));
        if let Some(found) = covered {
            return Some(Look { found: found.clone(), holding, is_covered: true });
        }
        let found = qualification(app.programme(), &file.member, &offer.id, area, file.today)?;
        Some(Look { found, holding, is_covered: false })
    }

    /// A cell of the list; its name is the offer's.
    fn cell(&self, offer: &ProgrammeOffer, area: Option<&AreaId>) -> Option<AreaState> {
        let Look { found, holding, is_covered } = self.look(offer, area)?;
        let marks = match holding {
            Some((_, standing)) if is_covered => marks(standing, &found),
            _ if found.state == RequirementState::Complete && !found.paths.is_empty() => vec![Mark::Qualified],
            _ => Vec::new(),
        };
        let is_waived_on_return = is_covered && is_back_without(holding, &found);
        let is_exempt = found.exemption.is_some();
        let href = match (self.shelf.eyes, area) {
            (Eyes::Staff(_), _) => None,
            (Eyes::User(_), Some(area)) => Some(route::qualification(area)),
            (Eyes::User(_), None) => Some(route::qualification_of(&offer.id)),
        };
        let (name, state) = (offer.name.get(self.shelf.lang).to_owned(), state(found.state));
        Some(AreaState { name, href, state, is_exempt, is_waived_on_return, marks })
    }

    fn level(&self, offer: &ProgrammeOffer, area: Option<&AreaId>) -> Option<Level> {
        let shelf = self.shelf;
        let look = self.look(offer, area)?;
        let Look { found, holding, is_covered } = &look;
        let standing = self.cell(offer, area)?;
        let own = holding.filter(|_| *is_covered);
        let is_about = |reason: &&Reason| match reason {
            Reason::AtRisk { area: of, .. } => of.as_ref() == area,
            Reason::AreaLapses { area: of, .. } | Reason::AreaLapsed { area: of, .. } => Some(of) == area,
            _ => false,
        };
        let notes = own.into_iter().flat_map(|(_, standing)| standing.reasons.iter().filter(is_about));
        let missing: Vec<String> = found.missing().iter().map(|need| need_words(shelf, need)).collect();
        let is_waived_on_return = standing.is_waived_on_return;
        let is_open = found.state != RequirementState::Complete && !missing.is_empty() && !is_waived_on_return;
        let on_return = own.filter(|_| is_waived_on_return).map(|(_, standing)| returning_words(shelf, standing));
        Some(Level {
            key: format!("level-{}", offer.id),
            exemption: found.exemption.as_ref().map(|exemption| exemption_words(shelf, exemption)).or(on_return),
            notes: notes.map(|reason| shelf.app.sentence(reason, shelf.lang)).collect(),
            fee: own.and_then(|(_, standing)| fee_due(shelf, standing)).map(|due| due.sentence(shelf.lang)),
            paths: found.paths.iter().enumerate().map(|(at, path)| path_line(shelf, at, path)).collect(),
            missing: is_open
                .then(|| t!(shelf.lang, "qualifications-need-missing", what = jubilee_texts::list(shelf.lang, &missing))),
            step: self.step(offer, area, &look),
            standing,
        })
    }

    /// What the reader can do about an area at a level.
    fn step(&self, offer: &ProgrammeOffer, area: Option<&AreaId>, look: &Look<'_>) -> Step {
        let (shelf, Look { found, holding, is_covered }) = (self.shelf, look);
        let Shelf { app, file, lang, eyes } = shelf;
        let Eyes::User(roles) = eyes else { return Step::Nothing { reason: String::new() } };
        let is_met = found.state == RequirementState::Complete;
        let first = |refusal: jubilee_core::Refusal| {
            refusal.reasons.first().map(|reason| app.sentence(reason, lang)).unwrap_or_default()
        };
        let live = holding.filter(|(_, standing)| matches!(standing.status, CoreStatus::Active | CoreStatus::RenewalOpen));
        let is_lost = found.lost_on.is_some_and(|lost_on| lost_on <= file.today);
        match (live, holding) {
            (Some((held, _)), _) if *is_covered && !is_lost => {
                Step::See { href: format!("{}#{}", route::OFFERS, key_of(held)) }
            }
            (Some((held, _)), _) => {
                let name = name_of(shelf, held);
                let Some(area) = area.filter(|_| is_met) else {
                    return Step::Nothing { reason: t!(lang, "qualifications-step-cover-later", offer = name) };
                };
                match app.decision(file, Command::CoverArea { subscription: held.id, area: area.clone() }) {
                    Ok(_) if roles.may_order() => Step::Cover { subscription: held.id.number().to_string() },
                    Ok(_) => Step::Nothing { reason: not_your_role(shelf) },
                    Err(refusal) => Step::Nothing { reason: first(refusal) },
                }
            }
            (None, Some((held, standing))) if standing.reactivation.is_some() => match action(shelf, held, standing) {
                Action::Reactivate { href, .. } => Step::Reactivate { href },
                _ => Step::See { href: format!("{}#{}", route::OFFERS, key_of(held)) },
            },
            _ if !is_met => match file.price(app, offer).map(|bill| bill_total(shelf, &bill)) {
                Some(fee) => Step::Nothing { reason: t!(lang, "qualifications-step-buy-later", fee = fee) },
                None => Step::Nothing { reason: t!(lang, "qualifications-step-later") },
            },
            _ => {
                let areas: Vec<AreaId> = area.cloned().into_iter().collect();
                match can_buy(app.programme(), &file.member, &offer.id, &areas, file.today) {
                    Ok(()) if roles.may_order() => Step::Buy { href: route::buy_area(&offer.id, area) },
                    Ok(()) => Step::Nothing { reason: not_your_role(shelf) },
                    Err(refusal) => Step::Nothing { reason: first(refusal) },
                }
            }
        }
    }
}

/// Whether what lapsed comes back without the requirements of an area.
fn is_back_without(holding: Option<&(&Subscription, Standing)>, found: &Qualification) -> bool {
    holding.is_some_and(|(held, standing)| standing.is_waived_on_return(held, found))
}

/// That a reactivation needs no requirements, and by what.
fn returning_words(shelf: Shelf<'_>, standing: &Standing) -> String {
    let opening = standing.reactivation.as_ref().filter(|opening| opening.waives_requirements);
    match opening.and_then(|opening| opening.relief.as_ref()) {
        Some(relief) => {
            t!(shelf.lang, "reactivate-requirements-waived", relief = relief_name(shelf, relief))
        }
        None => t!(shelf.lang, "reactivate-requirements-waived-staff"),
    }
}

fn path_line(shelf: Shelf<'_>, at: usize, path: &jubilee_core::PathProgress) -> PathLine {
    let need = |need: &NeedProgress| NeedLine {
        words: need_words(shelf, need),
        have: i64::from(need.have.min(need.need)),
        need: i64::from(need.need),
        is_met: need.is_met(),
    };
    PathLine {
        key: format!("path-{}", at + 1),
        name: path.name.get(shelf.lang).to_owned(),
        needs: path.needs.iter().map(need).collect(),
        is_met: path.is_met(),
    }
}

/// The heading above the list of areas, in the programme's own words.
pub(crate) fn heading(shelf: Shelf<'_>) -> String {
    let heading: &jubilee_core::Words = &shelf.app.programme().version(shelf.file.today).qualifications_heading;
    heading.get(shelf.lang).to_owned()
}

/// What the page of an area says after an area was covered.
pub(crate) fn covered_words(shelf: Shelf<'_>, area: &AreaId, offer: &str, lang: Lang) -> String {
    t!(lang, "qualifications-step-covered", area = area_name(shelf.app, area, lang), offer = offer)
}

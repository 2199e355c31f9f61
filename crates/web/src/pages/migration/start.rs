//! The move: confirm the company, its locations and its people, and everything is possible at once.

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::pages::staff::Choice;
use crate::portal::{Form, MemberScope, Portal, Problem, page, page_with, see_other};
use crate::present::{country_choices, roles};
use crate::{route, sample};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, MOST_NAME, MemberFile, Move, NewLocation, Role};
use jubilee_core::{ActionKind, Actor, Lang, Lift, Status};
use jubilee_texts::t;

/// A location that is known.
#[derive(Clone, Debug)]
pub struct LocationLine {
    /// Its number within the member, the value of the form's field.
    pub number: i64,
    /// Its name and country, in words.
    pub words: String,
    /// Whether it comes along.
    pub is_kept: bool,
    /// Whether it is the headquarters, which always comes along.
    pub is_headquarters: bool,
}

/// A role to choose.
#[derive(Clone, Debug)]
pub struct RoleChoice {
    /// The value of the form's field; empty for none.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// Somebody else of the member.
#[derive(Clone, Debug)]
pub struct PersonLine {
    /// The name of the form's field.
    pub field: String,
    /// The name, with the mail address.
    pub name: String,
    /// The roles to choose from.
    pub roles: Vec<RoleChoice>,
}

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/migration/start.html")]
pub struct Migration {
    /// The frame.
    pub frame: Frame,
    /// What people call the legacy system.
    pub system: String,
    /// What the programme says about moving.
    pub how_to_move: String,
    /// Who can move the account, when it is not the one who looks; `None` for a global admin.
    pub who_can: Option<String>,
    /// The company's name.
    pub company: String,
    /// The name of its country.
    pub country: String,
    /// Whether name and country were confirmed.
    pub is_confirmed: bool,
    /// What is wrong with the company.
    pub company_problem: Option<String>,
    /// The locations that are known.
    pub locations: Vec<LocationLine>,
    /// The name and the country's code of a location to add, as they were given.
    pub added: Vec<(String, String)>,
    /// What is wrong with the locations.
    pub location_problem: Option<String>,
    /// The mover's own roles, in words.
    pub own_roles: String,
    /// Everybody else.
    pub people: Vec<PersonLine>,
    /// What is wrong with the roles.
    pub people_problem: Option<String>,
    /// What becomes possible and has an end, a sentence each.
    pub possible: Vec<String>,
    /// What went wrong with the whole, a sentence.
    pub refusal: Option<String>,
}

impl Migration {
    /// The countries to choose from for a location to add.
    pub fn countries(&self, chosen: &str) -> Vec<Choice> {
        country_choices(self.frame.lang, chosen)
    }
}

/// How many locations can be added at once.
const MOST_ADDED: usize = 3;

/// Shows the move; who has moved is led to what is possible now.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope) -> Result<Response, Problem> {
    let file = scope.file(&portal).await?;
    if !file.must_move(&portal.app) {
        return Ok(see_other(if file.member.migrated_on.is_some() { route::MIGRATION_DONE } else { route::OFFERS }));
    }
    page(&form(&portal, &scope, &file, None))
}

/// Moves the account.
pub(crate) async fn post(State(portal): State<Portal>, scope: MemberScope, given: Form) -> Result<Response, Problem> {
    let file = scope.file(&portal).await?;
    let Actor::User(mover) = scope.actor else { return Err(Problem::Forbidden) };
    if !scope.roles.has(Role::GlobalAdmin) {
        return Err(Problem::Forbidden);
    }
    let people: Vec<String> = others(&file, mover).map(|user| field(user.id)).collect();
    let mut names = vec!["company", "name_1", "name_2", "name_3", "country_1", "country_2", "country_3"];
    names.extend(people.iter().map(String::as_str));
    given.within(&names, Some(("location", file.locations.len())))?;
    if !file.must_move(&portal.app) {
        return Ok(see_other(route::MIGRATION_DONE));
    }
    let page = form(&portal, &scope, &file, Some(&given));
    if page.company_problem.is_some() || page.location_problem.is_some() || page.people_problem.is_some() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let known = file.locations.iter().filter(|location| {
        location.is_headquarters || page.locations.iter().any(|line| line.number == location.number && line.is_kept)
    });
    let known = known.map(|location| NewLocation { name: location.name.clone(), country: location.country.clone() });
    let added = page.added.iter().filter(|(name, _)| !name.is_empty());
    let added = added.map(|(name, country)| NewLocation { name: name.clone(), country: country.to_uppercase() });
    let assigned = others(&file, mover).map(|user| {
        let role = Role::ALL.into_iter().find(|role| role.id() == given.get(&field(user.id)));
        (user.id, role.into_iter().collect())
    });
    let moving = Move { mover, locations: known.chain(added).collect(), people: assigned.collect() };
    match portal.app.migrate(scope.member, moving, scope.actor).await {
        Ok(_) => Ok(see_other(route::MIGRATION_DONE)),
        Err(AppError::Refused(refusal)) => {
            let lang = scope.visit.lang();
            let refusal = refusal.reasons.first().map(|reason| portal.app.sentence(reason, lang));
            page_with(StatusCode::CONFLICT, &Migration { refusal, ..page })
        }
        Err(error) => Err(error.into()),
    }
}

fn field(user: i64) -> String {
    format!("role_{user}")
}

fn others(file: &MemberFile, mover: i64) -> impl Iterator<Item = &jubilee_app::UserRow> {
    file.users.iter().filter(move |user| user.id != mover)
}

/// What the move makes possible at once, as far as it has an end.
pub(super) fn possible(portal: &Portal, file: &MemberFile, lang: Lang) -> Vec<String> {
    let programme = portal.app.programme();
    let standings = file.standings(&portal.app);
    let sentence = |(held, standing): &(&jubilee_core::Subscription, jubilee_core::Standing)| {
        let known = programme.offer(&held.offer, file.today);
        let offer = known.map_or_else(|| held.offer.to_string(), |offer| offer.name.get(lang).to_owned());
        // What stands in the way beside the move is told on the offers' page.
        let only_move = |kind| {
            let action = standing.actions.iter().find(|action| action.kind == kind)?;
            let is_lifted =
                action.refusal.as_ref().is_none_or(|refusal| refusal.lift == Lift::Migrate && refusal.reasons.len() == 1);
            action.until.filter(|_| is_lifted)
        };
        match standing.status {
            Status::RenewalOpen => {
                only_move(ActionKind::Renew).map(|until| t!(lang, "migration-after-renew", offer = offer, until = until))
            }
            Status::Reactivatable => only_move(ActionKind::Reactivate)
                .map(|until| t!(lang, "migration-after-reactivate", offer = offer, until = until)),
            _ => None,
        }
    };
    standings.iter().filter_map(sentence).collect()
}

fn form(portal: &Portal, scope: &MemberScope, file: &MemberFile, given: Option<&Form>) -> Migration {
    let lang = scope.visit.lang();
    let legacy = portal.app.programme().legacy.as_ref();
    let mover = match scope.actor {
        Actor::User(id) => id,
        _ => 0,
    };
    let own = file.users.iter().find(|user| user.id == mover);
    let added: Vec<(String, String)> = (1..=MOST_ADDED)
        .map(|at| {
            let typed = |name: &str| given.map_or("", |given| given.get(&format!("{name}_{at}"))).to_owned();
            (typed("name"), typed("country"))
        })
        .collect();
    let is_name = |name: &str| name.chars().count() <= MOST_NAME && !name.chars().any(char::is_control);
    let is_whole = |(name, country): &(String, String)| {
        let is_code = jubilee_core::is_country(&country.to_ascii_uppercase());
        (name.is_empty() && country.is_empty()) || (!name.is_empty() && is_name(name) && is_code)
    };
    let location_problem = (!added.iter().all(is_whole)).then(|| t!(lang, "migration-locations-incomplete"));
    let unknown = given.and_then(|given| {
        others(file, mover).find(|user| {
            let chosen = given.get(&field(user.id));
            !chosen.is_empty() && !Role::ALL.iter().any(|role| role.id() == chosen)
        })
    });
    let is_confirmed = given.is_some_and(|given| given.get("company") == "yes");
    Migration {
        frame: scope.frame(Section::None, file),
        system: legacy.map(|legacy| legacy.name.get(lang).to_owned()).unwrap_or_default(),
        how_to_move: legacy.map(|legacy| legacy.how_to_move.get(lang).to_owned()).unwrap_or_default(),
        who_can: (!scope.roles.has(Role::GlobalAdmin)).then(|| who_can(file, lang)),
        company: file.row.name.clone(),
        country: jubilee_texts::country(lang, &file.member.country),
        is_confirmed,
        company_problem: (given.is_some() && !is_confirmed).then(|| t!(lang, "migration-company-missing")),
        locations: file.locations.iter().map(|location| location_line(location, given, lang)).collect(),
        added,
        location_problem,
        own_roles: own.map(|user| roles(&user.roles, lang)).unwrap_or_default(),
        people: others(file, mover).map(|user| person(user, given, lang)).collect(),
        people_problem: unknown.map(|user| t!(lang, "migration-people-unknown", name = user.name.as_str())),
        possible: possible(portal, file, lang),
        refusal: None,
    }
}

/// Who can move the account, a sentence.
pub(crate) fn who_can(file: &MemberFile, lang: Lang) -> String {
    let admins =
        file.users.iter().filter(|user| jubilee_app::Roles::read(&user.roles).is_ok_and(|roles| roles.has(Role::GlobalAdmin)));
    let names: Vec<String> = admins.map(|user| user.name.clone()).collect();
    if names.is_empty() {
        return t!(lang, "migration-banner-nobody");
    }
    let people = i64::try_from(names.len()).unwrap_or(i64::MAX);
    t!(lang, "migration-banner-who", people = people, names = jubilee_texts::list(lang, &names))
}

fn location_line(location: &jubilee_app::LocationRow, given: Option<&Form>, lang: Lang) -> LocationLine {
    let (name, country) = (location.name.as_str(), jubilee_texts::country(lang, &location.country));
    let is_ticked = |given: &Form| given.all("location").iter().any(|value| **value == location.number.to_string());
    LocationLine {
        number: location.number,
        words: if location.is_headquarters {
            t!(lang, "migration-locations-headquarters", name = name, country = country)
        } else {
            t!(lang, "migration-locations-one", name = name, country = country)
        },
        is_kept: location.is_headquarters || given.is_none_or(is_ticked),
        is_headquarters: location.is_headquarters,
    }
}

fn person(user: &jubilee_app::UserRow, given: Option<&Form>, lang: Lang) -> PersonLine {
    let field = field(user.id);
    let chosen = given.map_or("", |given| given.get(&field)).to_owned();
    let none = RoleChoice { id: String::new(), name: t!(lang, "migration-people-none"), is_chosen: chosen.is_empty() };
    let choices = Role::ALL.into_iter().map(|role| RoleChoice {
        id: role.id().to_owned(),
        name: roles(role.id(), lang),
        is_chosen: chosen == role.id(),
    });
    PersonLine { name: format!("{} ({})", user.name, user.email), roles: std::iter::once(none).chain(choices).collect(), field }
}

impl Sample for Migration {
    fn samples(lang: Lang) -> Vec<(&'static str, Migration)> {
        let choice = |id: &str, is_chosen| RoleChoice {
            id: id.to_owned(),
            name: if id.is_empty() { t!(lang, "migration-people-none") } else { roles(id, lang) },
            is_chosen,
        };
        let line = |number: i64, words: String, is_headquarters| LocationLine { number, words, is_kept: true, is_headquarters };
        let country = |code: &str| jubilee_texts::country(lang, code);
        let until = sample::day(2020, 10, 15);
        let full = Migration {
            frame: sample::member_frame(lang, "/move", Section::None),
            system: "Partner Membership Center".to_owned(),
            how_to_move: sample::refusal(lang),
            who_can: None,
            company: sample::member().name,
            country: jubilee_texts::country(lang, "NL"),
            is_confirmed: false,
            company_problem: None,
            locations: vec![
                line(
                    1,
                    t!(lang, "migration-locations-headquarters", name = "Brightwater Systems", country = country("NL")),
                    true,
                ),
                line(2, t!(lang, "migration-locations-one", name = "Brightwater Gent", country = country("BE")), false),
            ],
            added: vec![(String::new(), String::new()); MOST_ADDED],
            location_problem: None,
            own_roles: roles("global-admin", lang),
            people: vec![PersonLine {
                field: "role_2".to_owned(),
                name: "Tobias Renner (tobias@brightwater.example)".to_owned(),
                roles: vec![choice("", true), choice("programme-admin", false), choice("viewer", false)],
            }],
            people_problem: None,
            possible: vec![t!(lang, "migration-after-renew", offer = sample::open(lang).name, until = until)],
            refusal: None,
        };
        let wrong = Migration {
            company_problem: Some(t!(lang, "migration-company-missing")),
            location_problem: Some(t!(lang, "migration-locations-incomplete")),
            people_problem: Some(t!(lang, "migration-people-unknown", name = "Tobias Renner")),
            refusal: Some(sample::refusal(lang)),
            people: Vec::new(),
            possible: Vec::new(),
            ..full.clone()
        };
        let who_can = t!(lang, "migration-banner-who", people = 1, names = "Ines Aldridge");
        let viewer = Migration { who_can: Some(who_can), ..full.clone() };
        vec![("full", full), ("wrong", wrong), ("viewer", viewer)]
    }
}

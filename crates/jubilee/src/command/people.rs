//! `jubilee people`: who belongs to a member, and what they may do.

use std::process::ExitCode;

use jubilee_app::{App, NewPerson, PersonRow, Role};
use jubilee_core::{Actor, Lang, MemberId};

use super::open;
use crate::arguments::{People, PeopleAction, Store};
use crate::failure::{Subject, Usage, worded};
use crate::output::{json, line, table};

pub(crate) async fn run(arguments: People, lang: Lang) -> anyhow::Result<ExitCode> {
    let People { database, json: as_json, member: reference, action } = arguments;
    let app = open(&Store { database }).await?;
    let member = app.find_member(&reference).await?;
    let about = Subject::Member(member);
    match action.unwrap_or(PeopleAction::List) {
        PeopleAction::List => show(&people(&app, member).await?, as_json)?,
        PeopleAction::Add { email, name, roles, language } => {
            let language = match language {
                Some(language) => language,
                None => app.member_file(member).await?.row.language,
            };
            let person = NewPerson { name, email, language, roles: read(&roles)? };
            worded(&app, lang, about, app.add_person(member, &person, Actor::Operator).await).await?;
            tell(&app, member, &person.email, as_json, "belongs to", &reference).await?;
        }
        PeopleAction::Roles { email, roles, none: _ } => {
            let user = app.find_person(member, &email).await?;
            worded(&app, lang, about, app.change_roles(member, user, &read(&roles)?, Actor::Operator).await).await?;
            tell(&app, member, &email, as_json, "is changed at", &reference).await?;
        }
        PeopleAction::Remove { email } => {
            let user = app.find_person(member, &email).await?;
            let known = person(&app, member, &email).await?;
            worded(&app, lang, about, app.remove_person(member, user, Actor::Operator).await).await?;
            if as_json {
                json(&serde_json::json!({ "removed": known }))?;
            } else {
                line(format_args!("{} does not belong to {reference} any more.", email.trim()));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn people(app: &App, member: MemberId) -> anyhow::Result<Vec<PersonRow>> {
    Ok(app.member_file(member).await?.users.iter().map(PersonRow::from).collect())
}

async fn person(app: &App, member: MemberId, email: &str) -> anyhow::Result<Option<PersonRow>> {
    let known = people(app, member).await?;
    Ok(known.into_iter().find(|person| person.email.eq_ignore_ascii_case(email.trim())))
}

/// The roles by their names.
fn read(names: &[String]) -> Result<Vec<Role>, Usage> {
    let unknown = |name: &str| {
        let names = Role::ALL.map(Role::id).join(", ");
        Usage(format!("'{name}' is not a role; write one of {names}"))
    };
    names.iter().map(|name| Role::read(name).ok_or_else(|| unknown(name))).collect()
}

async fn tell(app: &App, member: MemberId, email: &str, as_json: bool, what: &str, reference: &str) -> anyhow::Result<()> {
    let Some(known) = person(app, member, email).await? else { return Ok(()) };
    if as_json {
        return json(&known);
    }
    line(format_args!("{} <{}> {what} {reference} now: {}.", known.name, known.email, words(&known)));
    Ok(())
}

fn words(person: &PersonRow) -> String {
    let roles: Vec<&str> = person.roles.iter().map(|role| role.id()).collect();
    if roles.is_empty() { "no role".to_owned() } else { roles.join(", ") }
}

fn show(people: &[PersonRow], as_json: bool) -> anyhow::Result<()> {
    if as_json {
        return json(&people);
    }
    let rows: Vec<Vec<String>> = people
        .iter()
        .map(|person| {
            let mails = if person.gets_mails { "yes" } else { "no" };
            vec![person.name.clone(), person.email.clone(), person.language.to_string(), words(person), mails.to_owned()]
        })
        .collect();
    table(&["name", "e-mail", "language", "roles", "gets mails"], &rows);
    Ok(())
}

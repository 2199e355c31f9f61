use std::collections::BTreeMap;
use std::process::ExitCode;

use jubilee_app::{MemberFile, Move, NewLocation, Role, Roles};
use jubilee_core::{Actor, Lang};

use super::{note_queued, open};
use crate::arguments::Migrate;
use crate::failure::{Subject, Usage, worded};
use crate::output::{json, line};

pub(crate) async fn run(arguments: Migrate, lang: Lang) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let member = app.find_member(&arguments.member).await?;
    let file = app.member_file(member).await?;
    let mover = mover(&file, arguments.mover.as_deref())?;
    let mut people: BTreeMap<i64, Vec<Role>> = BTreeMap::new();
    for assigned in &arguments.roles {
        let (user, role) = role(&file, assigned)?;
        people.entry(user).or_default().push(role);
    }
    let locations = arguments.locations.iter().map(|text| location(text)).collect::<Result<_, _>>()?;
    let asked = Move { mover, locations, people: people.into_iter().collect() };
    let migrated = worded(&app, lang, Subject::Member(member), app.migrate(member, asked, Actor::Operator).await).await?;
    if arguments.form.json {
        json(&migrated)?;
        return Ok(ExitCode::SUCCESS);
    }
    line(format_args!("Moved on {}; no date has changed.", migrated.moved_on));
    for person in &migrated.people {
        let roles = if person.roles.is_empty() { "no role any more" } else { &person.roles };
        line(format_args!("  {}  {roles}", person.email));
    }
    for open in &migrated.open {
        let until = open.until.map_or_else(String::new, |day| format!(" until {day}"));
        line(format_args!("  {}  can {} now{until}", open.subscription, open.action));
    }
    note_queued();
    Ok(ExitCode::SUCCESS)
}

/// The account of the one who moves, or what to say where that is not clear.
fn mover(file: &MemberFile, email: Option<&str>) -> Result<i64, Usage> {
    if let Some(email) = email {
        return user(file, email);
    }
    let admins = file.users.iter().filter(|user| Roles::read(&user.roles).is_ok_and(|roles| roles.has(Role::GlobalAdmin)));
    let admins: Vec<_> = admins.collect();
    match admins.as_slice() {
        [only] => Ok(only.id),
        [] => Err(Usage("the member has no global admin who could move it; import one with --users first".to_owned())),
        several => {
            let names: Vec<&str> = several.iter().map(|user| user.email.as_str()).collect();
            Err(Usage(format!("name who moves, with --mover; the global admins are {}", names.join(", "))))
        }
    }
}

fn user(file: &MemberFile, email: &str) -> Result<i64, Usage> {
    let known = file.users.iter().find(|user| user.email.eq_ignore_ascii_case(email.trim()));
    known.map(|user| user.id).ok_or_else(|| Usage(format!("'{email}' is no user of this member")))
}

fn role(file: &MemberFile, assigned: &str) -> Result<(i64, Role), Usage> {
    let Some((email, name)) = assigned.rsplit_once('=') else {
        return Err(Usage(format!("--role '{assigned}': write EMAIL=ROLE, for example piet@contoso.example=viewer")));
    };
    let unknown = || {
        let names = Role::ALL.map(Role::id).join(", ");
        Usage(format!("'{name}' is not a role; write one of {names}"))
    };
    Ok((user(file, email)?, Role::read(name).ok_or_else(unknown)?))
}

fn location(text: &str) -> Result<NewLocation, Usage> {
    let Some((name, country)) = text.rsplit_once(',') else {
        return Err(Usage(format!("--location '{text}': write NAME,COUNTRY, for example 'Contoso Gent,BE'")));
    };
    Ok(NewLocation { name: name.trim().to_owned(), country: country.trim().to_uppercase() })
}

//! Moving the clock of a sandbox.

use axum::extract::State;
use axum::response::Response;
use jubilee_app::{AppError, RunRefused};
use jubilee_core::{Day, MemberId};

use crate::portal::{Form, Portal, Problem, SignedIn, local_path, see_other};
use crate::route;

/// How far the next event may lie ahead, in days.
const MOST_DAYS: i32 = 400;

/// Lives the days up to the next one, the next week or the next event: each with its run and its mails, so that every mail falls on
/// its own day. Then back to where the visitor was.
pub(crate) async fn post(State(portal): State<Portal>, signed_in: SignedIn, form: Form) -> Result<Response, Problem> {
    form.only(&["step", "back"], None)?;
    portal.demo().await?.ok_or(Problem::NotFound)?;
    let post = portal.options.post.clone().ok_or(Problem::NotFound)?;
    let _one_at_a_time = portal.clock.lock().await;
    let today = portal.app.today().await?;
    let until = match form.get("step") {
        "day" => today.next(),
        "week" => today.plus_days(7),
        "event" => next_event(&portal, signed_in.visit.member(), today).await?,
        _ => return Err(Problem::Malformed),
    };
    let mut day = today;
    while day < until {
        day = day.next();
        match portal.app.run(Some(day), true, &|_, _| {}).await {
            // Somebody moved the clock from elsewhere meanwhile, so these days have been lived.
            Ok(_) | Err(AppError::Run(RunRefused::Back { .. })) => {}
            Err(error) => return Err(error.into()),
        }
        portal.app.deliver(&post, &|_| {}).await?;
    }
    Ok(see_other(local_path(form.get("back")).unwrap_or(route::HOME)))
}

/// The next day on which something happens: to the member that is looked at, or, with staff's eyes, to anybody. A day later where
/// nothing is in sight.
async fn next_event(portal: &Portal, member: Option<MemberId>, today: Day) -> Result<Day, Problem> {
    let next = match member {
        None => portal.app.next_step_on().await?,
        Some(member) => {
            let file = portal.app.member_file(member).await?;
            let mut days = Vec::new();
            for (_, standing) in file.standings(&portal.app) {
                let Some(cycle) = standing.cycle else { continue };
                days.extend([cycle.anniversary, cycle.renew_from, cycle.renew_until, cycle.lapses_on]);
                days.extend(cycle.reminders);
            }
            days.into_iter().filter(|day| *day > today).min()
        }
    };
    Ok(next.filter(|next| next.days_since(today) <= MOST_DAYS).unwrap_or(today.next()))
}

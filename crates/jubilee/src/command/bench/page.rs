//! The page that members come for, *Membership offers*, with its session, its language and its escaping: from the request to the last byte of the
//! answer, without the sockets between.

use std::time::Instant as Stopwatch;

use anyhow::Context;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use jubilee_core::Day;
use jubilee_web::Options;
use tokio::task::JoinSet;
use tower::ServiceExt;

use super::ground::{Ground, LIVE, Watch};
use super::{Measured, places};
use crate::arguments::Measuring;

/// As many members are signed in and ask in turn.
const VISITORS: u32 = 1_000;
/// More than the page has.
const MOST_BYTES: usize = 1_000_000;

pub(super) async fn measure(subscriptions: u32, pages: u32, measuring: &Measuring) -> anyhow::Result<Vec<Measured>> {
    let mut measured = Vec::new();
    for (ground, subscriptions) in places(&[subscriptions], measuring)? {
        measured.push(on(&ground, subscriptions, pages.max(1)).await?);
    }
    Ok(measured)
}

async fn on(ground: &Ground, subscriptions: u32, pages: u32) -> anyhow::Result<Measured> {
    let app = ground.store("page").await?;
    let live: Day = LIVE.parse()?;
    ground.files(subscriptions, subscriptions, live)?.load(&app).await?;
    // Everybody has been reminded, and the windows are open.
    app.run(Some(live.plus_days(20)), true, &|_, _| {}).await?;
    let mut tokens = Vec::new();
    for n in 0..VISITORS.min(subscriptions) {
        tokens.push(app.begin_demo_session(&format!("admin{n}@example.org")).await?.token.as_str().to_owned());
    }
    let router = jubilee_web::router(app, Options::default());
    let (first, bytes) = visit(&router, &tokens[0]).await?;
    anyhow::ensure!(
        first.contains("Action Pack") && first.contains("lang=\"nl\""),
        "the page is not what it should be: {first}"
    );

    let at_once = u32::try_from(std::thread::available_parallelism().map_or(1, usize::from))?;
    let watch = Watch::start()?;
    let mut visiting = JoinSet::new();
    for visitor in 0..at_once {
        let (router, tokens) = (router.clone(), tokens.clone());
        visiting.spawn(async move {
            let mut waits = Vec::new();
            for page in (visitor..pages).step_by(at_once as usize) {
                let begun = Stopwatch::now();
                visit(&router, &tokens[page as usize % tokens.len()]).await?;
                waits.push(begun.elapsed().as_secs_f64());
            }
            Ok::<_, anyhow::Error>(waits)
        });
    }
    let mut waits = Vec::new();
    while let Some(visited) = visiting.join_next().await {
        waits.extend(visited??);
    }
    let (wall, cpu) = watch.seconds()?;
    waits.sort_by(f64::total_cmp);
    let at = |share: f64| waits.get(((waits.len() as f64 - 1.0) * share) as usize).copied().unwrap_or_default() * 1e6;
    let n = f64::from(pages);
    Ok(Measured::new("page", ground.engine, subscriptions)
        .figure("page_bytes", bytes as f64)
        .figure("pages_a_second", n / wall)
        .figure("page_cpu_us", cpu * 1e6 / n)
        .figure("page_p50_us", at(0.5))
        .figure("page_p99_us", at(0.99)))
}

/// One visit: what the page says, and how long it is.
async fn visit(router: &Router, token: &str) -> anyhow::Result<(String, usize)> {
    let request = Request::get("/offers")
        .header(header::HOST, "localhost")
        .header(header::COOKIE, format!("session={token}"))
        .body(Body::empty())?;
    let answer = router.clone().oneshot(request).await.context("the portal did not answer")?;
    anyhow::ensure!(answer.status() == StatusCode::OK, "the portal answered {}", answer.status());
    let body = to_bytes(answer.into_body(), MOST_BYTES).await.context("the page did not come to its end")?;
    let bytes = body.len();
    Ok((String::from_utf8(body.into()).context("the page is not UTF-8")?, bytes))
}

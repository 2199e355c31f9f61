//! Renewals by many at once: an order and its payment for each subscription, every one durable before it is acknowledged, and some payments told
//! twice.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant as Stopwatch;

use anyhow::Context;
use jubilee_app::{App, Request};
use jubilee_core::{Actor, Day, OrderId};
use tokio::task::JoinSet;

use super::ground::{Ground, LIVE, Watch};
use super::{Measured, places};
use crate::arguments::Measuring;

/// One payment of so many is told twice.
const TOLD_TWICE: usize = 100;

pub(super) async fn measure(subscriptions: u32, clients: u32, measuring: &Measuring) -> anyhow::Result<Vec<Measured>> {
    let mut measured = Vec::new();
    for (ground, subscriptions) in places(&[subscriptions], measuring)? {
        measured.push(on(&ground, subscriptions, clients.max(1)).await?);
    }
    Ok(measured)
}

async fn on(ground: &Ground, subscriptions: u32, clients: u32) -> anyhow::Result<Measured> {
    let app = ground.store("renew").await?;
    // Everybody's reminder is due on the first day; a month later every window is open.
    let live: Day = LIVE.parse()?;
    ground.files(subscriptions, subscriptions, live)?.load(&app).await?;
    app.run(Some(live), true, &|_, _| {}).await?;
    let today = live.plus_days(20);
    app.run(Some(today), true, &|_, _| {}).await?;

    let references: Vec<String> = (0..subscriptions).map(|n| format!("S{n}")).collect();
    let watch = Watch::start()?;
    let ordered = each(&app, references, clients, |app, reference, _| async move {
        let subscription = app.find_subscription(&reference).await?;
        Ok(app.order_renewal(subscription, Request::by(Actor::Operator)).await?.id)
    })
    .await?;
    let (ordering, ordering_cpu) = watch.seconds()?;
    let orders: Vec<OrderId> = ordered.into_iter().map(|(order, _)| order).collect();

    let watch = Watch::start()?;
    let paid = each(&app, orders.clone(), clients, move |app, order, at| async move {
        let identity = format!("bench-{order}");
        let request = Request { identity: Some(&identity), ..Request::by(Actor::Operator) };
        app.record_payment(order, today, None, request).await?;
        if at % TOLD_TWICE == 0 {
            app.record_payment(order, today, None, request).await?;
        }
        Ok(())
    })
    .await?;
    let (paying, paying_cpu) = watch.seconds()?;

    // What was acknowledged is stored, once, and has its effect.
    let found = app.verify(true, &|_, _| {}).await?;
    anyhow::ensure!(found.sound, "the store does not verify: {:?}", found.findings);
    for order in &orders {
        let file = app.member_file(order.member()).await?;
        let order = file.member.order(*order).context("an order is gone")?;
        anyhow::ensure!(order.payments.len() == 1 && order.is_applied(), "order {} was not paid once: {order:?}", order.id);
    }
    let mut waits: Vec<f64> = paid.into_iter().map(|((), wait)| wait).collect();
    waits.sort_by(f64::total_cmp);
    let at = |share: f64| waits.get(((waits.len() as f64 - 1.0) * share) as usize).copied().unwrap_or_default() * 1e3;
    let n = f64::from(subscriptions);
    Ok(Measured::new("renew", ground.engine, subscriptions)
        .figure("clients", f64::from(clients))
        .figure("orders_a_second", n / ordering)
        .figure("order_cpu_us", ordering_cpu * 1e6 / n)
        .figure("paid_renewals_a_second", n / paying)
        .figure("paid_renewal_cpu_us", paying_cpu * 1e6 / n)
        .figure("paid_renewal_p50_ms", at(0.5))
        .figure("paid_renewal_p99_ms", at(0.99)))
}

/// Does something for each of many, by so many at a time; what each gave, and after how many seconds, in no order.
async fn each<T, F, Fut, R>(app: &App, of: Vec<T>, clients: u32, work: F) -> anyhow::Result<Vec<(R, f64)>>
where
    T: Clone + Send + Sync + 'static,
    R: Send + 'static,
    F: Fn(App, T, usize) -> Fut + Clone + Send + 'static,
    Fut: Future<Output = anyhow::Result<R>> + Send,
{
    let (of, next) = (Arc::new(of), Arc::new(AtomicUsize::new(0)));
    let mut working = JoinSet::new();
    for _ in 0..clients {
        let (app, of, next, work) = (app.clone(), of.clone(), next.clone(), work.clone());
        working.spawn(async move {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(one) = of.get(at) else { return Ok::<_, anyhow::Error>(done) };
                let begun = Stopwatch::now();
                let gave = work(app.clone(), one.clone(), at).await?;
                done.push((gave, begun.elapsed().as_secs_f64()));
            }
        });
    }
    let mut all = Vec::new();
    while let Some(done) = working.join_next().await {
        all.extend(done??);
    }
    Ok(all)
}

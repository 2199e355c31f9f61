//! Which address leads where.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jubilee_app::App;
use tower::ServiceExt;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::pages::{auth, benefits, billing, dashboard, demo, migration, offers, orders, people, qualifications, staff, why};
use crate::portal::form::MOST_BYTES;
use crate::portal::upload::MOST_OF_ALL;
use crate::portal::{Options, Portal, Problem, header as headers, message, visit};
use crate::{assets, route};

/// How long an answer may take. Moving the demo's clock over a year is the longest.
const MOST_SECONDS: u64 = 60;

/// The portal over an open installation, ready to be served.
pub fn router(app: App, options: Options) -> Router {
    let is_secure = options.is_secure;
    let portal = Portal::new(app, options);
    let edition = RwLock::new((portal.app.clone(), pages(&portal)));
    let editions = Arc::new(Editions { portal: portal.clone(), latest: edition });
    Router::new()
        .route(route::HEALTH, get(health))
        .route(route::ASSET, get(asset))
        .route(route::STRIPE, post(message::stripe).layer(RequestBodyLimitLayer::new(MOST_BYTES)))
        .layer(map_response(move |mut response: Response| {
            headers::add(&mut response, is_secure);
            std::future::ready(response)
        }))
        .fallback(move |request| answer(editions, request))
        .layer(CompressionLayer::new().gzip(true))
        .layer(RequestBodyLimitLayer::new(MOST_OF_ALL))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(MOST_SECONDS)))
        .with_state(portal)
}

/// The pages over the programme as it was published last. Another process may publish while this one serves.
struct Editions {
    portal: Portal,
    latest: RwLock<(App, Router)>,
}

impl Editions {
    /// The pages for a request that comes in now: put together anew where another version was published meanwhile. One request sees
    /// one programme from its beginning to its end.
    async fn current(&self) -> Router {
        let known = self.latest.read().unwrap_or_else(PoisonError::into_inner).clone();
        // Without an answer of the store, the pages that there are say so.
        let Ok(app) = self.portal.app.current().await else { return known.1 };
        if std::ptr::eq(app.programme(), known.0.programme()) {
            return known.1;
        }
        let router = pages(&Portal { app: app.clone(), ..self.portal.clone() });
        *self.latest.write().unwrap_or_else(PoisonError::into_inner) = (app, router.clone());
        router
    }
}

async fn answer(editions: Arc<Editions>, request: Request) -> Response {
    match editions.current().await.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// All pages, behind their gate.
fn pages(portal: &Portal) -> Router {
    Router::new()
        .route(route::HOME, get(dashboard::get))
        .route(route::SIGN_IN, get(auth::sign_in::get).post(auth::sign_in::post))
        .route(route::SIGN_IN_CODE, get(auth::code::get).post(auth::code::post))
        .route(route::SIGN_IN_LINK, get(auth::link::get).post(auth::link::post))
        .route(route::SIGN_OUT, post(auth::sign_out::post))
        .route(route::MEMBERS, get(auth::choose_member::get).post(auth::choose_member::post))
        .route(route::OFFERS, get(offers::list::get))
        .route(route::AUTO_RENEWAL, get(offers::auto_renewal::get).post(offers::auto_renewal::post))
        .route(route::GIVE_CARD, post(offers::auto_renewal::give))
        .route(route::LEFT_CARD, get(offers::left_card::get))
        .route(route::RENEW, get(offers::renew::get).post(offers::renew::post))
        .route(route::TOGETHER, get(offers::together::get).post(offers::together::post))
        .route(route::REACTIVATE, get(offers::reactivate::get).post(offers::reactivate::post))
        .route(route::WHY, get(why::member))
        .route(route::MIGRATION, get(migration::start::get).post(migration::start::post))
        .route(route::MIGRATION_DONE, get(migration::done::get))
        .route(route::BUY, get(offers::buy::get).post(offers::buy::post))
        .route(route::QUALIFICATIONS, get(qualifications::list::get))
        .route(route::QUALIFICATION, get(qualifications::show::get).post(qualifications::show::post))
        .route(route::QUALIFICATION_OF, get(qualifications::show::of_offer))
        .route(route::BENEFITS, get(benefits::list::get))
        .route(route::BENEFIT, get(benefits::show::get).post(benefits::show::post))
        .route(route::PEOPLE, get(people::list::get).post(people::list::post))
        .route(route::PERSON, get(people::show::get).post(people::show::post))
        .route(route::ORDERS, get(orders::list::get))
        .route(route::ORDER, get(orders::show::get))
        .route(route::CANCEL, get(orders::take_back::get).post(orders::take_back::post))
        .route(route::CARD, post(orders::card::post))
        .route(route::CARD_PAYMENT, get(orders::card::get))
        .route(route::PAYMENT_REQUEST, get(orders::payment_request::get))
        .route(route::PROOF, get(orders::proof::get).post(orders::proof::post))
        .route(route::PROOF_FILE, get(orders::proof::file))
        .route(route::BILLING, get(billing::show::get).post(billing::show::post))
        .route(route::INVOICE, get(orders::invoice::get))
        .route(route::STAFF_INVOICE, get(orders::invoice::get_for))
        .route(route::STAFF_MEMBERS, get(staff::members::get))
        .route(route::STAFF_MEMBER, get(staff::member::get))
        .route(route::STAFF_ATTAINMENTS, get(staff::attainments::get).post(staff::attainments::post))
        .route(route::STAFF_BILLING, get(billing::show::get_for).post(billing::show::post_for))
        .route(route::STAFF_EXCEPTIONS, get(staff::exceptions::get).post(staff::exceptions::post))
        .route(route::STAFF_AUTO_RENEWAL, get(staff::auto_renewal::get).post(staff::auto_renewal::post))
        .route(route::STAFF_REACTIVATE, get(staff::reactivation::get).post(staff::reactivation::post))
        .route(route::STAFF_BENEFITS, get(benefits::list::get_for))
        .route(route::STAFF_BENEFIT, get(benefits::show::get_for).post(benefits::show::post_for))
        .route(route::STAFF_PEOPLE, get(people::list::get_for).post(people::list::post_for))
        .route(route::STAFF_PERSON, get(people::show::get_for).post(people::show::post_for))
        .route(route::STAFF_MIGRATION, get(staff::migration::get).post(staff::migration::post))
        .route(route::STAFF_WHY, get(why::staff))
        .route(route::STAFF_PAYMENTS, get(staff::payments::get))
        .route(route::STAFF_BANK, get(staff::bank::get).post(staff::bank::post))
        .route(route::STAFF_BANK_ENTRY, get(staff::bank_entry::get).post(staff::bank_entry::post))
        .route(route::STAFF_TAKE_BACK, get(orders::take_back::get_for).post(orders::take_back::post_for))
        .route(route::STAFF_PROOF, get(staff::proof::get).post(staff::proof::post))
        .route(route::STAFF_PROOF_FILE, get(staff::proof::file))
        .route(route::STAFF_HELD, get(staff::held::get).post(staff::held::post))
        .route(route::STAFF_PAYMENT, get(staff::payment::get).post(staff::payment::post))
        .route(route::STAFF_CARD, post(staff::card::post))
        .route(route::STAFF_MAIL, get(staff::mail::get))
        .route(route::STAFF_RUNS, get(staff::runs::get).post(staff::pauses::post))
        .route(route::STAFF_RELIEFS, get(staff::reliefs::get))
        .route(route::STAFF_RELIEF, get(staff::preview::get))
        .route(route::STAFF_PROGRAMME, get(staff::programme::get))
        .route(route::DEMO_CARD, get(demo::card::get).post(demo::card::post))
        .route(route::DEMO_CLOCK, post(demo::clock::post))
        .route(route::DEMO_VIEW, post(demo::view::post))
        .route(route::DEMO_MAILBOX, get(demo::mailbox::get))
        .route(route::DEMO_MAIL, get(demo::mail::get))
        .route(route::DEMO_MAIL_BODY, get(demo::mail::body))
        .fallback(async || Problem::NotFound)
        .layer(from_fn_with_state(portal.clone(), visit::enter))
        .with_state(portal.clone())
}

/// `ok` while the store answers.
async fn health(State(portal): State<Portal>) -> Response {
    match portal.app.clock().await {
        Ok(_) => "ok".into_response(),
        Err(error) => {
            tracing::error!(%error, "the store did not answer a health check");
            (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer").into_response()
        }
    }
}

/// A file under the name with its hash: it never changes, so browsers keep it.
async fn asset(Path(name): Path<String>) -> Response {
    match assets::find(&name) {
        Some(asset) => {
            let kept =
                [(header::CONTENT_TYPE, asset.media_type), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
            (kept, asset.content.as_slice()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

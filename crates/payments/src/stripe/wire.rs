//! One request to Stripe and its answer, bounded in time and size.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, Method, Response, StatusCode, header};
use serde::de::DeserializeOwned;

use super::form::Form;
use super::object::{Error, ErrorBody};
use crate::fault::{Fault, shortened};

/// The version of Stripe's API that everything here is written for. Stripe keeps answering in it, whatever it publishes later.
pub const API_VERSION: &str = "2025-09-30.clover";

/// A longer answer is not read.
const MOST_ANSWER_BYTES: usize = 1 << 20;

/// How long to wait for Stripe, and how often to ask again.
#[derive(Clone, Debug)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// For a whole answer.
    pub answer: Duration,
    /// The pauses after which a request that certainly had no effect is made again, under the same idempotency key.
    pub pauses: Vec<Duration>,
}

impl Default for Patience {
    fn default() -> Patience {
        let pauses = vec![Duration::from_millis(300), Duration::from_secs(1)];
        Patience { connect: Duration::from_secs(10), answer: Duration::from_secs(30), pauses }
    }
}

/// What Stripe answered to a request that it understood.
pub(super) enum Said<T> {
    /// It did it.
    Done(T),
    /// It said no.
    No { status: u16, error: Error },
}

/// The way to Stripe.
pub(super) struct Wire {
    client: Client,
    base: String,
    authorization: header::HeaderValue,
    pauses: Vec<Duration>,
}

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Wire({})", self.base)
    }
}

impl Wire {
    pub(super) fn new(base: &str, key: &str, patience: Patience) -> Result<Wire, String> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .connect_timeout(patience.connect)
            .timeout(patience.answer)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .user_agent(concat!("jubilee/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| error.to_string())?;
        let mut authorization =
            header::HeaderValue::from_str(&format!("Bearer {key}")).map_err(|_| "the key has odd characters".to_owned())?;
        authorization.set_sensitive(true);
        Ok(Wire { client, base: base.trim_end_matches('/').to_owned(), authorization, pauses: patience.pauses })
    }

    /// Asks for something. Nothing can have happened, whatever goes wrong.
    pub(super) async fn get<T: DeserializeOwned>(
        &self,
        doing: &'static str,
        path: &str,
        query: Form,
    ) -> Result<Said<T>, Fault> {
        let path = format!("{path}?{}", query.encoded());
        let answer = self.patiently(doing, Method::GET, &path, None, None).await;
        answer.map_err(|fault| match fault {
            Fault::Unclear { doing, reason } => Fault::Unavailable { doing, reason },
            fault => fault,
        })
    }

    /// Has something done. `key`: the idempotency key, so that the same request made again has its effect once.
    pub(super) async fn post<T: DeserializeOwned>(
        &self,
        doing: &'static str,
        path: &str,
        key: Option<&str>,
        form: Form,
    ) -> Result<Said<T>, Fault> {
        self.patiently(doing, Method::POST, path, key, Some(form.encoded())).await
    }

    async fn patiently<T: DeserializeOwned>(
        &self,
        doing: &'static str,
        method: Method,
        path: &str,
        key: Option<&str>,
        body: Option<String>,
    ) -> Result<Said<T>, Fault> {
        let mut pauses = self.pauses.iter();
        loop {
            let fault = match self.once(doing, &method, path, key, body.clone()).await {
                Err(fault @ Fault::Unavailable { .. }) => fault,
                // A question has no effect, so it may be asked again whatever went wrong.
                Err(fault @ Fault::Unclear { .. }) if method == Method::GET => fault,
                outcome => return outcome,
            };
            let Some(pause) = pauses.next() else { return Err(fault) };
            tokio::time::sleep(*pause).await;
        }
    }

    async fn once<T: DeserializeOwned>(
        &self,
        doing: &'static str,
        method: &Method,
        path: &str,
        key: Option<&str>,
        body: Option<String>,
    ) -> Result<Said<T>, Fault> {
        let mut request = self
            .client
            .request(method.clone(), format!("{}{path}", self.base))
            .header(header::AUTHORIZATION, self.authorization.clone())
            .header("Stripe-Version", API_VERSION);
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key);
        }
        if let Some(body) = body {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(body);
        }
        let response = request.send().await.map_err(|error| broken(doing, &error))?;
        let status = response.status();
        let body = read(doing, response).await?;
        judged(doing, status, &body)
    }
}

/// What an answer means.
fn judged<T: DeserializeOwned>(doing: &'static str, status: StatusCode, body: &[u8]) -> Result<Said<T>, Fault> {
    if status.is_success() {
        return match serde_json::from_slice(body) {
            Ok(object) => Ok(Said::Done(object)),
            // It did something, and we do not know what.
            Err(error) => Err(Fault::Unclear { doing, reason: format!("its answer cannot be read: {error}") }),
        };
    }
    let error = serde_json::from_slice::<ErrorBody>(body).map(|body| body.error);
    let words = error.as_ref().map_or("no reason given", |error| error.message.as_deref().unwrap_or("no reason given"));
    let reason = format!("it answered {}: {}", status.as_u16(), shortened(words));
    match (status.as_u16(), error) {
        // Too much is asked of it, or somebody else works on the object: it has not begun.
        (429, _) => Err(Fault::Unavailable { doing, reason }),
        // The same key is at work at this moment.
        (409, _) => Err(Fault::Unclear { doing, reason }),
        (400..=499, Ok(error)) => Ok(Said::No { status: status.as_u16(), error }),
        // 5xx, a redirection, something in between that is not Stripe.
        _ => Err(Fault::Unclear { doing, reason }),
    }
}

fn broken(doing: &'static str, error: &reqwest::Error) -> Fault {
    // The address says nothing that the operator does not know, and may hold an identity.
    let reason = shortened(&chain(error));
    if error.is_connect() || error.is_builder() {
        Fault::Unavailable { doing, reason }
    } else {
        Fault::Unclear { doing, reason }
    }
}

fn chain(error: &reqwest::Error) -> String {
    let mut words = if error.is_timeout() { "no answer in time".to_owned() } else { "the connection failed".to_owned() };
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        words = format!("{words}: {error}");
        cause = error.source();
    }
    words
}

async fn read(doing: &'static str, mut response: Response) -> Result<Vec<u8>, Fault> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| broken(doing, &error))? {
        if body.len() + chunk.len() > MOST_ANSWER_BYTES {
            return Err(Fault::Unclear { doing, reason: format!("its answer is longer than {MOST_ANSWER_BYTES} bytes") });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

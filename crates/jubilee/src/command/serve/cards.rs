//! The provider of card payments that a server works with.

use std::sync::Arc;

use anyhow::Context;
use jubilee_payments::{Patience, Practice, Settings, Stripe};

use crate::arguments::Cards;
use crate::command::time;

/// Stripe, where its key was given.
pub(in crate::command) fn stripe(arguments: &Cards) -> anyhow::Result<Option<Arc<Stripe>>> {
    let Some(key) = arguments.key.clone() else { return Ok(None) };
    let settings = Settings {
        key,
        webhook_secrets: arguments.secrets.clone(),
        url: arguments.url.clone().unwrap_or_else(|| Settings::URL.to_owned()),
        patience: Patience::default(),
    };
    Ok(Some(Arc::new(Stripe::new(settings).context("card payments cannot be offered")?)))
}

/// The provider of a demo, whose pages are the portal's own.
pub(super) fn practice(base_url: &str) -> Arc<Practice> {
    let time = time();
    Arc::new(Practice::new(&format!("{}/demo/card/", base_url.trim_end_matches('/')), move || time.now()))
}

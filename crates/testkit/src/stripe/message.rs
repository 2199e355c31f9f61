//! Messages: what Stripe tells about a change, signed.

use std::fmt::Write as _;
use std::io;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::{WEBHOOK_SECRET, http};

/// A message as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its identity.
    pub id: String,
    /// Its type, for example `payment_intent.succeeded`.
    pub kind: String,
    /// The JSON.
    pub body: String,
}

/// How an endpoint took a message: the status of its answer.
pub type Delivered = io::Result<u16>;

impl Message {
    /// Sends it to `http://ADDRESS PATH`, signed at this second.
    pub async fn deliver(&self, address: &str, path: &str, seconds: i64) -> Delivered {
        http::post(address, path, Some(&sign(WEBHOOK_SECRET, seconds, &self.body)), &self.body).await
    }

    /// Sends it with a signature of the caller's, or none.
    pub async fn deliver_as(&self, address: &str, path: &str, signature: Option<&str>) -> Delivered {
        http::post(address, path, signature, &self.body).await
    }
}

/// The header `Stripe-Signature` of a body.
///
/// # Panics
/// Never: a secret may have any length.
pub fn sign(secret: &str, seconds: i64, body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(format!("{seconds}.{body}").as_bytes());
    let hex = mac.finalize().into_bytes().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    format!("t={seconds},v1={hex},v0={hex}")
}

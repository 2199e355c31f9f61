//! The header `Stripe-Signature`: `t=` the seconds at which it was signed, `v1=` an HMAC-SHA-256 over `t.body` in hexadecimal, once for
//! each secret that is valid at present.

use hmac::{Hmac, KeyInit, Mac};
use jubilee_core::Instant;
use sha2::Sha256;

use crate::event::Unread;

/// How far a signature's time may lie from now.
pub const TOLERANCE_SECONDS: i64 = 300;

/// A longer header is not Stripe's.
const MOST_HEADER_BYTES: usize = 4_096;

/// Checks a header against a body and the secrets that are valid. Every pair of signature and secret is compared in constant time.
pub(super) fn verify<'s>(
    header: Option<&str>,
    body: &[u8],
    secrets: impl Iterator<Item = &'s str>,
    now: Instant,
) -> Result<(), Unread> {
    let header = header.filter(|header| header.len() <= MOST_HEADER_BYTES).ok_or(Unread::Unsigned)?;
    let mut signed_at = None;
    let mut signatures = Vec::new();
    for part in header.split(',') {
        match part.trim().split_once('=') {
            Some(("t", text)) if signed_at.is_none() => signed_at = Some(text),
            // Two times in one header: whoever made it is not Stripe.
            Some(("t", _)) => return Err(Unread::Unsigned),
            Some(("v1", text)) => signatures.push(from_hex(text).ok_or(Unread::Unsigned)?),
            // Other schemes, such as `v0` for tests, prove nothing.
            _ => {}
        }
    }
    let signed_at = signed_at.filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()));
    let signed_at = signed_at.ok_or(Unread::Unsigned)?;
    let seconds: i64 = signed_at.parse().map_err(|_| Unread::Unsigned)?;
    if signatures.is_empty() {
        return Err(Unread::Unsigned);
    }
    let is_good = |secret: &str| {
        let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
        let mac = mac.chain_update(signed_at).chain_update(b".").chain_update(body);
        signatures.iter().any(|signature| mac.clone().verify_slice(signature).is_ok())
    };
    if !{ secrets }.any(is_good) {
        return Err(Unread::Forged);
    }
    // Asked last, so that only the provider itself learns that its clock and ours differ.
    if (now.0 / 1_000_000).saturating_sub(seconds).unsigned_abs() > TOLERANCE_SECONDS.unsigned_abs() {
        return Err(Unread::Stale);
    }
    Ok(())
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}

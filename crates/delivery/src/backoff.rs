//! How long to wait before a mail is tried again.

use sha2::{Digest, Sha256};

/// After so many attempts a deferred mail is given up: with [`retry_after`] that is after about three days, by when a mail server
/// that was down has long been noticed and a reminder has lost its point.
pub const MAX_ATTEMPTS: u32 = 12;

const FIRST_SECONDS: u64 = 60;
const MOST_SECONDS: u64 = 12 * 3_600;

/// Seconds to wait after the `attempt`-th failed attempt (from 1): a minute, doubled each time up to twelve hours, and up to a
/// quarter more. That quarter depends on the message alone, so that a thousand mails deferred together do not come back together,
/// and a restarted node plans the same time.
///
/// ```
/// use jubilee_delivery::retry_after;
/// assert!((60..=75).contains(&retry_after(1, "a@b")));
/// assert!((240..=300).contains(&retry_after(3, "a@b")));
/// assert!((43_200..=54_000).contains(&retry_after(u32::MAX, "a@b")));
/// ```
pub fn retry_after(attempt: u32, message_id: &str) -> u64 {
    let doublings = attempt.saturating_sub(1).min(20);
    let base = (FIRST_SECONDS << doublings).min(MOST_SECONDS);
    let digest = Sha256::new().chain_update(attempt.to_be_bytes()).chain_update(message_id).finalize();
    let spread = u64::from(u16::from_be_bytes([digest[0], digest[1]]));
    base + base / 4 * spread / u64::from(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_are_bounded_and_repeatable() {
        let waits: Vec<u64> = (1..=MAX_ATTEMPTS).map(|attempt| retry_after(attempt, "x@y")).collect();
        assert!(waits.windows(2).all(|pair| pair[0] < pair[1] || pair[1] >= MOST_SECONDS), "{waits:?}");
        assert!(waits.iter().all(|wait| *wait <= MOST_SECONDS / 4 * 5));
        assert_eq!(waits, (1..=MAX_ATTEMPTS).map(|attempt| retry_after(attempt, "x@y")).collect::<Vec<_>>());
        let days = waits.iter().sum::<u64>() / 86_400;
        assert!((1..=4).contains(&days), "{days} days");
    }

    #[test]
    fn mails_deferred_together_come_back_apart() {
        let times: std::collections::BTreeSet<u64> = (0..1_000).map(|n| retry_after(10, &format!("{n}@y"))).collect();
        assert!(times.len() > 900, "{} different times", times.len());
    }
}

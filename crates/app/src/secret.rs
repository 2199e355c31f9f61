//! Secrets: tokens and codes. They are kept as hashes only, and do not print.

use std::fmt;

use sha2::{Digest, Sha256};

/// A secret that was just made or just handed in. Its debug form shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

impl Secret {
    /// 160 random bits as 32 letters and digits that cannot be taken for each other.
    pub fn random() -> Secret {
        Secret(random::<32>().iter().map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect())
    }

    /// A random code of six digits, for typing in.
    pub fn code() -> Secret {
        let number = u64::from_be_bytes(random()) % 1_000_000;
        Secret(format!("{number:06}"))
    }

    /// A secret that somebody handed in.
    pub fn given(text: &str) -> Secret {
        Secret(text.trim().to_owned())
    }

    /// The secret itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The hash under which it is kept. Tokens are random and long, so a plain hash suffices.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// The hash of a code, bound to what it belongs to, so that equal codes have different hashes.
    pub fn hash_with(&self, salt: &[u8]) -> [u8; 32] {
        Sha256::new().chain_update(salt).chain_update(self.0.as_bytes()).finalize().into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A number below another by chance, for choices that are nobody's secret.
pub(crate) fn chance(below: u64) -> u64 {
    u64::from_be_bytes(random()) % below
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

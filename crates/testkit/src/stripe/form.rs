//! Forms: decoded fields by their nested keys.

use std::collections::BTreeMap;

/// The fields by key, such as `metadata[order]`.
pub(super) type Fields = BTreeMap<String, String>;

/// Reads a form or a query. `None` where it is not one.
pub(super) fn read(text: &str) -> Option<Fields> {
    text.split('&').filter(|pair| !pair.is_empty()).map(field).collect()
}

fn field(pair: &str) -> Option<(String, String)> {
    let (key, value) = pair.split_once('=')?;
    Some((decoded(key)?, decoded(value)?))
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// A key without its indices and without the names inside metadata: what Stripe's reference lists.
pub(super) fn kind(key: &str) -> String {
    if let Some((before, _)) = key.split_once("metadata") {
        return format!("{before}metadata");
    }
    key.chars().filter(|letter| !letter.is_ascii_digit() || !key.contains('[')).collect()
}

/// The metadata under a key, such as `metadata` or `payment_intent_data[metadata]`.
pub(super) fn metadata(fields: &Fields, key: &str) -> BTreeMap<String, String> {
    let prefix = format!("{key}[");
    let inside = |key: &String| Some(key.strip_prefix(&prefix)?.strip_suffix(']')?.to_owned());
    fields.iter().filter_map(|(key, value)| Some((inside(key)?, value.clone()))).collect()
}

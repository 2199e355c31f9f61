//! Requests in the form that Stripe takes: `application/x-www-form-urlencoded`, with nested keys such as `metadata[order]`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but what a form leaves as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'*');

/// The fields of a request, in their order.
#[derive(Default)]
pub(super) struct Form(String);

impl Form {
    /// The same with one more field.
    pub(super) fn with(mut self, key: &str, value: impl Into<String>) -> Form {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.extend(utf8_percent_encode(key, ENCODED));
        self.0.push('=');
        self.0.extend(utf8_percent_encode(&value.into(), ENCODED));
        self
    }

    /// The same with a field, if there is a value for it.
    pub(super) fn with_some(self, key: &str, value: Option<impl Into<String>>) -> Form {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// The encoded fields.
    pub(super) fn encoded(self) -> String {
        self.0
    }
}

/// A part of a path, encoded.
pub(super) fn path_part(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

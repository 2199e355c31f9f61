//! A small reader of mail messages: headers unfolded and decoded (RFC 2047), multiparts split, bodies decoded. Enough to read
//! what we write ourselves back in tests, written apart from what writes it.

/// A message, or one part of it.
#[derive(Clone, Debug)]
pub struct Part {
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Part {
    /// Reads a message. Headers end at the first empty line; a message without one is all headers.
    pub fn read(raw: &[u8]) -> Part {
        let end = find(raw, b"\r\n\r\n").unwrap_or(raw.len());
        let head = String::from_utf8_lossy(&raw[..end]).into_owned();
        let body = raw.get(end + 4..).unwrap_or_default().to_vec();
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let headers = unfolded
            .split("\r\n")
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
            .collect();
        Part { headers, body }
    }

    /// The names of all headers, in order.
    pub fn header_names(&self) -> Vec<&str> {
        self.headers.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The first header of this name (capitals do not matter), decoded.
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| decoded_words(value))
    }

    /// The type, for example `text/plain`.
    pub fn content_type(&self) -> String {
        let value = self.header("Content-Type").unwrap_or_else(|| "text/plain".to_owned());
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The parts of a multipart, in order; none for any other type.
    pub fn parts(&self) -> Vec<Part> {
        let Some(boundary) = self.boundary() else { return Vec::new() };
        let mark = format!("\r\n--{boundary}");
        // The first mark may open the body, without a line before it.
        let body = [b"\r\n", self.body.as_slice()].concat();
        let mut parts = Vec::new();
        let mut rest = body.as_slice();
        while let Some(at) = find(rest, mark.as_bytes()) {
            let after = &rest[at + mark.len()..];
            if after.starts_with(b"--") {
                break;
            }
            let start = find(after, b"\r\n").map_or(after.len(), |at| at + 2);
            let end =
                find(&after[start.saturating_sub(2)..], mark.as_bytes()).map_or(after.len(), |at| at + start.saturating_sub(2));
            parts.push(Part::read(&after[start..end.max(start)]));
            rest = &after[start.saturating_sub(2)..];
        }
        parts
    }

    /// This part and all parts within it, outermost first.
    pub fn all(&self) -> Vec<Part> {
        let mut all = vec![self.clone()];
        all.extend(self.parts().iter().flat_map(Part::all));
        all
    }

    /// The body with its transfer encoding removed.
    pub fn bytes(&self) -> Vec<u8> {
        match self.header("Content-Transfer-Encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
            "base64" => from_base64(&self.body).unwrap_or_default(),
            "quoted-printable" => from_quoted_printable(&self.body),
            _ => self.body.clone(),
        }
    }

    /// The body as text, lines ended by `\n`.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes()).replace("\r\n", "\n")
    }

    /// The text of the first part of this type, wherever it is.
    pub fn text_of(&self, content_type: &str) -> Option<String> {
        self.all().iter().find(|part| part.content_type() == content_type).map(Part::text)
    }

    fn boundary(&self) -> Option<String> {
        if !self.content_type().starts_with("multipart/") {
            return None;
        }
        let value = self.header("Content-Type")?;
        let (_, rest) = value.split_once("boundary=")?;
        let rest = rest.strip_prefix('"').map_or_else(|| rest.split(';').next(), |quoted| quoted.split('"').next());
        rest.map(|boundary| boundary.trim().to_owned())
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

/// Decodes standard base64; white space is skipped, and a foreign letter gives `None`.
pub(crate) fn from_base64(text: &[u8]) -> Option<Vec<u8>> {
    let (mut out, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for byte in text.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(out)
}

fn from_quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let pair = text.get(at + 1..at + 3);
        match (text[at], pair) {
            (b'=', Some(b"\r\n")) => at += 3,
            (b'=', Some(hex)) => {
                let value = std::str::from_utf8(hex).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok());
                out.push(value.unwrap_or(b'='));
                at += if value.is_some() { 3 } else { 1 };
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

/// Replaces the encoded words of a header (`=?utf-8?b?…?=`); white space between two of them disappears.
fn decoded_words(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    let mut after_word = false;
    while let Some(at) = rest.find("=?") {
        let (before, word) = rest.split_at(at);
        let fields: Vec<&str> = word[2..].splitn(4, '?').collect();
        let read = match fields.as_slice() {
            [_, encoding, text, tail] if tail.starts_with('=') => {
                let bytes = if encoding.eq_ignore_ascii_case("b") {
                    from_base64(text.as_bytes())
                } else {
                    Some(from_quoted_printable(text.replace('_', " ").as_bytes()))
                };
                bytes.map(|bytes| (String::from_utf8_lossy(&bytes).into_owned(), &tail[1..]))
            }
            _ => None,
        };
        let Some((text, tail)) = read else { break };
        if !(after_word && before.trim().is_empty()) {
            out.push_str(before);
        }
        out.push_str(&text);
        rest = tail;
        after_word = true;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_multipart_within_a_multipart_is_read() {
        let raw = "Subject: =?utf-8?b?w6k=?= =?utf-8?q?n_=E2=82=AC?= rest\r\nContent-Type: multipart/mixed;\r\n boundary=\"a b\"\r\n\r\n\
            --a b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n\
            --c\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nso=C3=A9 =\r\nit\r\n\r\n\
            --c\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+\r\n--c--\r\n\
            --a b\r\nContent-Type: text/calendar; method=PUBLISH\r\n\r\n\r\n--a b--\r\n";
        let message = Part::read(raw.as_bytes());
        assert_eq!(message.header("subject").unwrap(), "én € rest");
        let types: Vec<String> = message.all().iter().map(Part::content_type).collect();
        assert_eq!(types, ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"]);
        assert_eq!(message.text_of("text/plain").unwrap(), "soé it\n");
        assert_eq!(message.text_of("text/html").unwrap(), "<p>");
        assert_eq!(message.text_of("text/calendar").unwrap(), "");
    }

    #[test]
    fn what_is_not_encoded_stays() {
        assert_eq!(decoded_words("=? not a word"), "=? not a word");
        assert_eq!(from_quoted_printable(b"1=2 =zz ="), b"1=2 =zz =");
        assert_eq!(from_base64(b"w6k"), Some(vec![0xc3, 0xa9]));
        assert_eq!(from_base64(b"w-k"), None);
    }
}

//! What a form sent: a short list of fields, each of which its page has to know.

use std::borrow::Cow;
use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use crate::portal::Problem;

/// The largest body that is read, in bytes.
pub(crate) const MOST_BYTES: usize = 64 * 1024;
/// How many fields are read at most: those of the longest form, the move of a member with many locations and people. What a page asked
/// for is checked by the page, which knows what it showed.
const MOST_FIELDS: usize = 4_000;
/// How often a field may come that comes several times, unless its page says otherwise: the areas of the largest offer and some more.
const MOST_TIMES: usize = 200;

/// The fields of a form, decoded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    /// Reads `application/x-www-form-urlencoded`: the body of a form, or the query of an address.
    pub(crate) fn read(text: &str) -> Result<Form, Problem> {
        let decoded = |part: &str| {
            let spaced = part.replace('+', " ");
            percent_decode_str(&spaced).decode_utf8().map(Cow::into_owned).map_err(|_| Problem::Malformed)
        };
        let mut fields = Vec::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            if fields.len() == MOST_FIELDS {
                return Err(Problem::Malformed);
            }
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            fields.push((decoded(name)?, decoded(value)?));
        }
        Ok(Form(fields))
    }

    /// Fields that have been decoded elsewhere.
    pub(crate) fn of(fields: Vec<(String, String)>) -> Form {
        Form(fields)
    }

    /// Refuses a form with fields that its page does not have, or with one twice that it has once (S9). `many` names the field that
    /// may come several times.
    pub(crate) fn only(&self, once: &[&str], many: Option<&str>) -> Result<(), Problem> {
        self.within(once, many.map(|name| (name, MOST_TIMES)))
    }

    /// The same, where the page says how often the field may come.
    pub(crate) fn within(&self, once: &[&str], many: Option<(&str, usize)>) -> Result<(), Problem> {
        let mut left: BTreeSet<&str> = once.iter().copied().chain(["csrf"]).collect();
        let mut times = 0;
        for (name, _) in &self.0 {
            match many {
                Some((several, most)) if name == several && times < most => times += 1,
                _ if left.remove(name.as_str()) => {}
                _ => return Err(Problem::Malformed),
            }
        }
        Ok(())
    }

    /// The field's value without spaces around it; empty where it was not sent.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// All values of a field.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_decoded_and_unknown_ones_refused() {
        let form = Form::read("email=ines%2Bmpn%40example.org&code=+12+34&area=a&area=b&csrf=x").unwrap();
        assert_eq!((form.get("email"), form.get("code"), form.get("none")), ("ines+mpn@example.org", "12 34", ""));
        assert_eq!(form.all("area"), ["a", "b"]);
        assert!(form.only(&["email", "code"], Some("area")).is_ok());
        assert!(form.only(&["email", "code"], None).is_err(), "an unknown field");
        assert!(Form::read("role=admin&role=admin").unwrap().only(&["role"], None).is_err(), "a field twice");
        assert!(Form::read("a=%ff").is_err());
        let three = Form::read("csrf=x&area=a&area=b&area=c").unwrap();
        assert!(three.within(&[], Some(("area", 3))).is_ok() && three.within(&[], Some(("area", 2))).is_err());
        assert!(Form::read(&"area=1&".repeat(MOST_TIMES + 1)).unwrap().only(&[], Some("area")).is_err());
        assert!(Form::read(&"a=1&".repeat(MOST_FIELDS + 1)).is_err());
    }
}

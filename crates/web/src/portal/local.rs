//! Paths within the portal: where a sign-in or a form may lead, and nowhere else (S17).

use crate::route;

/// The longest path that is remembered over a sign-in.
const MOST_BYTES: usize = 500;

/// The path if it leads to a page of this portal that can be asked for again, whoever wrote it.
pub(crate) fn local_path(path: &str) -> Option<&str> {
    let is_plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    // `//host` and `/\host` leave the portal, and so does what does not begin with a slash.
    let is_local = path.starts_with('/') && !path.starts_with("//") && is_plain && path.len() <= MOST_BYTES;
    let leads_back = path.starts_with(route::SIGN_IN) || path.starts_with(route::SIGN_OUT);
    (is_local && !leads_back).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_the_portal_are_followed() {
        for path in ["/offers", "/orders/270499841?new=1", "/staff/members?q=a%20b", "/"] {
            assert_eq!(local_path(path), Some(path));
        }
        for path in [
            "",
            "offers",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "/a\\b",
            "https://evil.example/",
            "javascript:alert(1)",
            "/offers\r\nSet-Cookie: a=b",
            "/off ers",
            "/\t/evil.example",
            "/é",
            "/sign-in",
            "/sign-in/link/abc",
            "/sign-out",
        ] {
            assert_eq!(local_path(path), None, "{path:?}");
        }
        assert_eq!(local_path(&format!("/{}", "a".repeat(MOST_BYTES))), None);
    }
}

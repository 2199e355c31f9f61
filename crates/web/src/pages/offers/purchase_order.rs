//! The member's own purchase-order number, as it is typed with an order.

use jubilee_core::Lang;
use jubilee_texts::t;

/// The longest number, in characters.
const MOST: usize = 40;

/// The number, `None` where nothing was typed, or what is wrong with it.
pub(super) fn read(text: &str, lang: Lang) -> Result<Option<&str>, String> {
    if text.chars().count() > MOST || text.chars().any(char::is_control) {
        return Err(t!(lang, "portal-order-purchase-order-wrong", most = MOST as i64));
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

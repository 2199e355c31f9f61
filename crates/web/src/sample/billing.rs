//! What an order is taxed, and why.

use jubilee_core::Lang;

use super::words;

pub(crate) fn taxed_words(lang: Lang) -> String {
    words(
        lang,
        "VAT at 21% is charged: the rate of NL, the country of the business. \
         With a VAT number of NL in the billing details, no VAT is charged (reverse charge).",
        "Er wordt 21% btw in rekening gebracht: het tarief van NL, het land van het bedrijf. \
         Met een btw-nummer van NL in de factuurgegevens wordt geen btw in rekening gebracht (verlegd).",
    )
}

pub(crate) fn untaxed_words(lang: Lang) -> String {
    words(
        lang,
        "No VAT is charged: with its VAT number the business in NL accounts for it itself (reverse charge).",
        "Er wordt geen btw in rekening gebracht: met zijn btw-nummer draagt het bedrijf in NL die zelf af (verlegd).",
    )
}

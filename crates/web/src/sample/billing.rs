//! What an order is taxed, and why.

use jubilee_core::Lang;

use super::words;

pub(crate) fn taxed_words(lang: Lang) -> String {
    words(
        lang,
        "VAT at 21% is charged: the rate of the country of the business (Netherlands). \
         With a VAT number of that country in the billing details, no VAT is charged (reverse charge).",
        "Er wordt 21% btw in rekening gebracht: het tarief van het land van het bedrijf (Nederland). \
         Met een btw-nummer van dat land in de factuurgegevens wordt geen btw in rekening gebracht (verlegd).",
    )
}

pub(crate) fn untaxed_words(lang: Lang) -> String {
    words(
        lang,
        "No VAT is charged: with its VAT number the business accounts for it itself (reverse charge, Netherlands).",
        "Er wordt geen btw in rekening gebracht: met zijn btw-nummer draagt het bedrijf die zelf af (verlegd, Nederland).",
    )
}

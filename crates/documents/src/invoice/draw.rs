//! The page of an invoice: where everything stands.

use jubilee_core::{Lang, Money};
use jubilee_texts::{date, date_short, money, t};

use super::{Invoice, Kind, Line, Method, Texts};
use crate::font::Weight;
use crate::paint::PAGE;
use crate::sheet::{Colour, Part, Role, Sheet, Style};

const INK: Colour = Colour(0x11, 0x23, 0x2a);
const QUIET: Colour = Colour(0x50, 0x62, 0x6a);
const ACCENT: Colour = Colour(0x0b, 0x55, 0x63);
const SOFT: Colour = Colour(0xe9, 0xf3, 0xf4);
const HAIR: Colour = Colour(0xd3, 0xdd, 0xdf);

const TITLE: Style = Style { weight: Weight::Bold, size: 23.0, colour: ACCENT };
const SELLER: Style = Style { weight: Weight::Bold, size: 11.0, colour: INK };
const STRONG: Style = Style { weight: Weight::Bold, size: 9.5, colour: INK };
const BODY: Style = Style { weight: Weight::Regular, size: 9.5, colour: INK };
const SMALL: Style = Style { weight: Weight::Regular, size: 8.5, colour: QUIET };
const LABEL: Style = Style { weight: Weight::Bold, size: 7.5, colour: QUIET };
const FOOT: Style = Style { weight: Weight::Regular, size: 7.5, colour: QUIET };
const TOTAL: Style = Style { weight: Weight::Bold, size: 12.0, colour: INK };

const LEFT: f32 = 57.0;
const RIGHT: f32 = PAGE.0 - 57.0;
const TOP: f32 = 62.0;
/// Where the last line of a page's body may stand: above the foot.
const BOTTOM: f32 = PAGE.1 - 104.0;
/// Where the right half begins.
const MIDDLE: f32 = 322.0;
/// How wide the column with the term is, and where the one with the rate ends.
const TERM_WIDTH: f32 = 104.0;
const RATE_RIGHT: f32 = RIGHT - 96.0;

/// Lays an invoice out.
pub(super) fn sheet(invoice: &Invoice, lang: Lang) -> Sheet {
    let title = match invoice.kind {
        Kind::Invoice => t!(lang, "invoice-paper-title"),
        Kind::CreditNote { .. } => t!(lang, "invoice-paper-credit-title"),
    };
    let name = format!("{title} {}", invoice.number);
    let sheet = Sheet::new(lang, name, invoice.seller.name.clone(), invoice.issued_on);
    let mut drawing = Drawing { invoice, lang, title, sheet, y: TOP };
    drawing.head();
    drawing.parties();
    drawing.table();
    drawing.totals();
    drawing.words();
    drawing.feet();
    drawing.sheet
}

struct Drawing<'a> {
    invoice: &'a Invoice,
    lang: Lang,
    title: String,
    sheet: Sheet,
    /// The next baseline.
    y: f32,
}

impl Drawing<'_> {
    fn head(&mut self) {
        let section = self.sheet.part(Role::Section, None);
        let title = self.sheet.part(Role::Title, Some(section));
        self.sheet.text(Some(title), (LEFT, TOP + 8.0), &self.title, TITLE);
        let seller = &self.invoice.seller;
        let part = self.sheet.part(Role::Paragraph, Some(section));
        let mut y = self.sheet.lines(Some(part), (MIDDLE, TOP), RIGHT - MIDDLE, &seller.name, SELLER);
        for line in &seller.address {
            let part = self.sheet.part(Role::Paragraph, Some(section));
            y = self.sheet.lines(Some(part), (MIDDLE, y), RIGHT - MIDDLE, line, SMALL);
        }
        if let Some(number) = &seller.vat_number {
            let part = self.sheet.part(Role::Paragraph, Some(section));
            let words = t!(self.lang, "invoice-paper-vat-number", number = number);
            y = self.sheet.lines(Some(part), (MIDDLE, y), RIGHT - MIDDLE, &words, SMALL);
        }
        self.y = y.max(TOP + 40.0) + 6.0;
        self.sheet.area((LEFT, self.y), (RIGHT - LEFT, 1.6), ACCENT);
        self.y += 26.0;
    }

    /// The buyer on the left, the facts on the right.
    fn parties(&mut self) {
        let width = MIDDLE - LEFT - 24.0;
        let buyer = &self.invoice.buyer;
        let section = self.sheet.part(Role::Section, None);
        let heading = self.sheet.part(Role::Heading, Some(section));
        let words = match self.invoice.kind {
            Kind::Invoice => t!(self.lang, "invoice-paper-billed-to"),
            Kind::CreditNote { .. } => t!(self.lang, "invoice-paper-credited-to"),
        };
        self.sheet.text(Some(heading), (LEFT, self.y), &words, LABEL);
        let part = self.sheet.part(Role::Paragraph, Some(section));
        let mut left = self.sheet.lines(Some(part), (LEFT, self.y + 14.0), width, &buyer.name, STRONG);
        for line in &buyer.address {
            let part = self.sheet.part(Role::Paragraph, Some(section));
            left = self.sheet.lines(Some(part), (LEFT, left), width, line.get(self.lang), BODY);
        }
        if let Some(number) = &buyer.vat_number {
            let part = self.sheet.part(Role::Paragraph, Some(section));
            let words = t!(self.lang, "invoice-paper-vat-number", number = number);
            left = self.sheet.lines(Some(part), (LEFT, left + 3.0), width, &words, SMALL);
        }
        let table = self.sheet.part(Role::Table, None);
        let mut right = self.y;
        for (label, value) in self.facts() {
            let row = self.sheet.part(Role::Row, Some(table));
            let heading = self.sheet.part(Role::RowHeading, Some(row));
            let cell = self.sheet.part(Role::Cell, Some(row));
            self.sheet.text(Some(heading), (MIDDLE, right), &label, SMALL);
            // What is too long to stand beside its label goes under it.
            let room = RIGHT - MIDDLE - 104.0;
            if !Sheet::fits(&value, BODY, room) {
                right += BODY.leading();
            }
            if Sheet::fits(&value, BODY, RIGHT - MIDDLE) {
                self.sheet.text_before(Some(cell), (RIGHT, right), &value, BODY);
                right += BODY.leading() + 2.0;
            } else {
                right = self.sheet.lines(Some(cell), (MIDDLE, right), RIGHT - MIDDLE, &value, BODY) + 2.0;
            }
        }
        self.y = left.max(right) + 18.0;
    }

    fn facts(&self) -> Vec<(String, String)> {
        let (lang, invoice) = (self.lang, self.invoice);
        let mut facts = match &invoice.kind {
            Kind::Invoice => vec![
                (t!(lang, "invoice-paper-number"), invoice.number.clone()),
                (t!(lang, "invoice-paper-date"), date(lang, invoice.issued_on)),
            ],
            Kind::CreditNote { invoice: credited, issued_on } => vec![
                (t!(lang, "invoice-paper-credit-number"), invoice.number.clone()),
                (t!(lang, "invoice-paper-credit-date"), date(lang, invoice.issued_on)),
                (t!(lang, "invoice-paper-credits"), credited.clone()),
                (t!(lang, "invoice-paper-date"), date(lang, *issued_on)),
            ],
        };
        facts.push((t!(lang, "invoice-paper-order"), invoice.order.clone()));
        facts.push((t!(lang, "invoice-paper-ordered-on"), date(lang, invoice.ordered_on)));
        if let Some(purchase_order) = &invoice.purchase_order {
            facts.push((t!(lang, "invoice-paper-purchase-order"), purchase_order.clone()));
        }
        facts.push((t!(lang, "invoice-paper-member"), invoice.buyer.member.clone()));
        facts
    }

    fn table(&mut self) {
        let table = self.sheet.part(Role::Table, None);
        self.columns(Some(table));
        for line in &self.invoice.lines {
            self.row(table, line);
        }
    }

    fn is_taxed(&self) -> bool {
        !self.invoice.taxes.is_empty()
    }

    fn tax_name(&self) -> String {
        let name = self.invoice.tax_name.as_ref().map(|name| name.get(self.lang).to_owned());
        name.unwrap_or_else(|| t!(self.lang, "invoice-paper-tax-name"))
    }

    fn has_terms(&self) -> bool {
        self.invoice.lines.iter().any(|line| line.term.is_some())
    }

    /// Where the column with the term begins.
    fn term_at(&self) -> f32 {
        if self.is_taxed() { RATE_RIGHT - 44.0 - TERM_WIDTH } else { RIGHT - 96.0 - TERM_WIDTH }
    }

    /// The headings of the columns; on the pages that follow they are told only to who sees them.
    fn columns(&mut self, table: Option<Part>) {
        let row = table.map(|table| self.sheet.part(Role::Row, Some(table)));
        let heading = |sheet: &mut Sheet| row.map(|row| sheet.part(Role::ColumnHeading, Some(row)));
        let part = heading(&mut self.sheet);
        self.sheet.text(part, (LEFT, self.y), &t!(self.lang, "invoice-paper-description"), LABEL);
        if self.has_terms() {
            let part = heading(&mut self.sheet);
            self.sheet.text(part, (self.term_at(), self.y), &t!(self.lang, "invoice-paper-term"), LABEL);
        }
        if self.is_taxed() {
            let part = heading(&mut self.sheet);
            self.sheet.text_before(part, (RATE_RIGHT, self.y), &self.tax_name().to_uppercase(), LABEL);
        }
        let part = heading(&mut self.sheet);
        self.sheet.text_before(part, (RIGHT, self.y), &t!(self.lang, "invoice-paper-amount"), LABEL);
        self.sheet.area((LEFT, self.y + 6.0), (RIGHT - LEFT, 0.75), QUIET);
        self.y += 21.0;
    }

    fn row(&mut self, table: Part, line: &Line) {
        let lang = self.lang;
        let (title, detail) = (line.title.get(lang), line.detail.as_ref().map(|detail| detail.get(lang)));
        let end = if self.has_terms() { self.term_at() } else { RATE_RIGHT - 44.0 };
        let width = end - LEFT - 16.0;
        let term = line.term.map(|(from, until)| {
            t!(lang, "invoice-paper-from-until", from = date_short(lang, from), until = date_short(lang, until))
        });
        let words = Sheet::height(title, STRONG, width) + detail.map_or(0.0, |detail| Sheet::height(detail, SMALL, width));
        let height = words.max(term.as_deref().map_or(0.0, |term| Sheet::height(term, BODY, TERM_WIDTH)));
        self.room_for(height + 4.0, true);
        let row = self.sheet.part(Role::Row, Some(table));
        let cell = self.sheet.part(Role::Cell, Some(row));
        let y = self.sheet.lines(Some(cell), (LEFT, self.y), width, title, STRONG);
        if let Some(detail) = detail {
            self.sheet.lines(Some(cell), (LEFT, y), width, detail, SMALL);
        }
        if self.has_terms() {
            let cell = self.sheet.part(Role::Cell, Some(row));
            if let Some(term) = &term {
                self.sheet.lines(Some(cell), (self.term_at(), self.y), TERM_WIDTH, term, BODY);
            }
        }
        if self.is_taxed() {
            let cell = self.sheet.part(Role::Cell, Some(row));
            let rate = line.tax_rate.map_or_else(|| "–".to_owned(), |rate| percent(lang, rate));
            self.sheet.text_before(Some(cell), (RATE_RIGHT, self.y), &rate, BODY);
        }
        let cell = self.sheet.part(Role::Cell, Some(row));
        self.sheet.text_before(Some(cell), (RIGHT, self.y), &money(lang, line.net), BODY);
        self.y += height;
        self.sheet.area((LEFT, self.y - 4.0), (RIGHT - LEFT, 0.5), HAIR);
        self.y += 13.0;
    }

    fn totals(&mut self) {
        let (lang, invoice) = (self.lang, self.invoice);
        let mut sums: Vec<(String, Money)> = Vec::new();
        if self.is_taxed() {
            let name = self.tax_name();
            sums.push((t!(lang, "invoice-paper-net", tax = name), invoice.net));
            for tax in &invoice.taxes {
                let rate = percent(lang, tax.rate);
                sums.push((t!(lang, "invoice-paper-tax", tax = name, rate = rate, net = money(lang, tax.on)), tax.amount));
            }
        }
        let total = match invoice.kind {
            Kind::Invoice => t!(lang, "invoice-paper-total"),
            Kind::CreditNote { .. } => t!(lang, "invoice-paper-credit-total"),
        };
        self.room_for(sums.iter().map(|_| 16.0).sum::<f32>() + 40.0, false);
        let table = self.sheet.part(Role::Table, None);
        self.y += 4.0;
        for (label, amount) in &sums {
            self.sum(table, label, *amount, (SMALL, BODY));
            self.y += 16.0;
        }
        if !sums.is_empty() {
            self.sheet.area((MIDDLE, self.y - 8.0), (RIGHT - MIDDLE, 0.75), QUIET);
            self.y += 8.0;
        }
        self.sum(table, &total, invoice.total, (TOTAL, TOTAL));
        self.y += 30.0;
    }

    fn sum(&mut self, table: Part, label: &str, amount: Money, (of_label, of_amount): (Style, Style)) {
        let row = self.sheet.part(Role::Row, Some(table));
        let heading = self.sheet.part(Role::RowHeading, Some(row));
        self.sheet.text(Some(heading), (MIDDLE, self.y), label, of_label);
        let cell = self.sheet.part(Role::Cell, Some(row));
        self.sheet.text_before(Some(cell), (RIGHT, self.y), &money(self.lang, amount), of_amount);
    }

    /// What was paid and how, in a box of its own, and what else has to be said.
    fn words(&mut self) {
        let (lang, paid) = (self.lang, &self.invoice.paid);
        let on = date(lang, paid.on);
        let words = match (&self.invoice.kind, paid.by) {
            (Kind::Invoice, Some(Method::BankTransfer)) => t!(lang, "invoice-paper-paid-by-transfer", date = on),
            (Kind::Invoice, Some(Method::Card)) => t!(lang, "invoice-paper-paid-by-card", date = on),
            (Kind::Invoice, None) => t!(lang, "invoice-paper-paid", date = on),
            (Kind::CreditNote { .. }, _) => t!(lang, "invoice-paper-paid-back", date = on),
        };
        let width = RIGHT - LEFT - 28.0;
        let height = Sheet::height(&words, STRONG, width) + 17.0;
        self.room_for(height, false);
        self.sheet.area((LEFT, self.y), (RIGHT - LEFT, height), SOFT);
        self.sheet.area((LEFT, self.y), (3.0, height), ACCENT);
        let part = self.sheet.part(Role::Paragraph, None);
        self.sheet.lines(Some(part), (LEFT + 14.0, self.y + 18.5), width, &words, STRONG);
        self.y += height + 24.0;
        for note in &self.invoice.notes {
            self.note(note);
        }
    }

    fn note(&mut self, note: &Texts) {
        let text = note.get(self.lang);
        self.room_for(Sheet::height(text, BODY, RIGHT - LEFT), false);
        let part = self.sheet.part(Role::Paragraph, None);
        self.y = self.sheet.lines(Some(part), (LEFT, self.y), RIGHT - LEFT, text, BODY) + 5.0;
    }

    /// Turns the page where this much does not fit on it any more.
    fn room_for(&mut self, height: f32, is_row: bool) {
        if self.y + height <= BOTTOM {
            return;
        }
        self.sheet.turn();
        self.y = TOP;
        let words = t!(self.lang, "invoice-paper-continued", title = &self.title, number = &self.invoice.number);
        self.sheet.text(None, (LEFT, self.y), &words, SMALL);
        self.y += 26.0;
        if is_row {
            self.columns(None);
        }
    }

    /// The foot of every page, when it is known how many there are.
    fn feet(&mut self) {
        let (lang, seller) = (self.lang, &self.invoice.seller);
        let vat_number = seller.vat_number.as_ref().map(|number| t!(lang, "invoice-paper-vat-number", number = number));
        let facts: Vec<String> =
            [Some(seller.name.clone()), seller.registration.clone(), vat_number].into_iter().flatten().collect();
        let pages = self.sheet.pages.len();
        for page in 0..pages {
            let y = PAGE.1 - 66.0;
            self.sheet.area_on(page, (LEFT, y - 14.0), (RIGHT - LEFT, 0.5), HAIR);
            self.sheet.foot(page, (LEFT, y), RIGHT - LEFT - 80.0, &facts.join("  ·  "), FOOT);
            if let Some(footer) = &seller.footer {
                self.sheet.foot(page, (LEFT, y + FOOT.leading() + 1.0), RIGHT - LEFT - 80.0, footer.get(lang), FOOT);
            }
            let of = t!(lang, "invoice-paper-page", page = (page as i64 + 1), pages = pages as i64);
            self.sheet.foot_before(page, (RIGHT, y), &of, FOOT);
        }
    }
}

/// A rate of tax: "21%", "5.5%", "5,5%".
fn percent(lang: Lang, basis_points: u32) -> String {
    let point = match lang {
        Lang::En => '.',
        Lang::Nl => ',',
    };
    let (whole, rest) = (basis_points / 100, basis_points % 100);
    if rest == 0 { format!("{whole}%") } else { format!("{whole}{point}{}%", format!("{rest:02}").trim_end_matches('0')) }
}

#[cfg(test)]
mod tests {
    use jubilee_core::Day;

    use super::*;
    use crate::sheet::{Ink, Mark};

    /// Where the letters of a mark stand: left, top, right, bottom.
    fn letters(mark: &Mark) -> Option<(f32, f32, f32, f32)> {
        let Ink::Text { phrase, x, baseline, style } = &mark.ink else { return None };
        let width = phrase.width(style.size);
        (width > 0.0).then(|| (*x, baseline - 0.7 * style.size, x + width, baseline + 0.15 * style.size))
    }

    /// What is wrong with how a document is laid out: letters outside the margins, or on other letters.
    fn faults(sheet: &Sheet) -> Vec<String> {
        let mut faults = Vec::new();
        for marks in &sheet.pages {
            let boxes: Vec<_> = marks.iter().filter_map(letters).collect();
            for (at, one) in boxes.iter().enumerate() {
                if one.0 < LEFT - 0.5 || one.2 > RIGHT + 0.5 || one.1 < 40.0 || one.3 > PAGE.1 - 40.0 {
                    faults.push(format!("outside the margins: {one:?}"));
                }
                let is_on =
                    |other: &&(f32, f32, f32, f32)| one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3;
                faults.extend(boxes[at + 1..].iter().filter(is_on).map(|other| format!("{one:?} on {other:?}")));
            }
        }
        faults
    }

    /// An invoice whose every text is as long and as awkward as anybody could make it.
    fn hostile() -> Invoice {
        let mut invoice = Invoice::taxed_sample();
        let long = "Überlangebezeichnungohnejedenzwischenraum".repeat(4);
        invoice.seller.name = format!("The {long}");
        invoice.seller.address = vec![long.clone(), "with\u{202e}turned\u{7}bell".to_owned()];
        invoice.seller.registration = Some(long.clone());
        invoice.buyer.name = long.clone();
        invoice.buyer.address = vec![Texts::each(|_| "many words ".repeat(20)), Texts::default()];
        invoice.buyer.vat_number = Some(long.clone());
        invoice.purchase_order = Some(long.clone());
        invoice.order = "1234567890-1234567890".to_owned();
        invoice.lines[0].title = Texts::each(|_| long.clone());
        invoice.lines[0].detail = Some(Texts::each(|_| "Application Development, ".repeat(30)));
        invoice.lines[1].term = Some((Day::MIN, Day::MAX));
        invoice.lines[1].tax_rate = None;
        invoice.notes = vec![Texts::each(|_| long.repeat(5)); 20];
        invoice
    }

    #[test]
    fn nothing_stands_outside_the_margins_or_on_something_else() {
        let samples = Invoice::samples().into_iter().chain([("hostile", hostile())]);
        for (name, invoice) in samples {
            for lang in Lang::ALL {
                assert_eq!(faults(&sheet(&invoice, lang)), Vec::<String>::new(), "{name} {lang}");
                invoice.pdf(lang).unwrap();
            }
        }
    }

    #[test]
    fn letters_that_stand_on_others_are_found() {
        let mut sheet = sheet(&Invoice::plain_sample(), Lang::En);
        sheet.text(None, (LEFT, TOP + 6.0), "twin", BODY);
        assert_eq!(faults(&sheet).len(), 1);
        sheet.text(None, (RIGHT - 1.0, 600.0), "twin", BODY);
        assert_eq!(faults(&sheet).len(), 2);
    }

    #[test]
    fn rates_are_written_without_idle_digits() {
        let written = |rate| (percent(Lang::En, rate), percent(Lang::Nl, rate));
        assert_eq!(written(2_100), ("21%".to_owned(), "21%".to_owned()));
        assert_eq!(written(550), ("5.5%".to_owned(), "5,5%".to_owned()));
        assert_eq!(written(1_905), ("19.05%".to_owned(), "19,05%".to_owned()));
        assert_eq!(written(0), ("0%".to_owned(), "0%".to_owned()));
    }
}

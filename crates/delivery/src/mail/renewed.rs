//! A renewal or a first purchase, confirmed.

use askama::Template;
use jubilee_core::{Day, Instant, Lang, Money};
use jubilee_texts::{date, list, money, t};
use serde::{Deserialize, Serialize};

use super::layout::{self, Frame, Row};
use super::notices::{dollars, sample_day};
use super::{MailError, Words};
use crate::calendar::{self, WindowEntry};

/// A renewal that has been made. All dates are those of the ledger's entry: what the member now has, not what was expected (C45).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewed {
    /// The language of the mail and of all names in it.
    pub lang: Lang,
    /// The programme's name.
    pub programme: String,
    /// The member's name.
    pub member: String,
    /// The recipient's name.
    pub name: Option<String>,
    /// The page of the member's offers.
    pub offers_url: String,
    /// The subscription's reference.
    pub subscription: String,
    /// The offer's name.
    pub offer: String,
    /// The names of the areas that it covers.
    pub areas: Vec<String>,
    /// The anniversary that the renewal followed; none for a purchase, which is the first.
    pub previous_anniversary: Option<Day>,
    /// The anniversary it led to.
    pub anniversary: Day,
    /// The first day of the term it bought.
    pub term_from: Day,
    /// The last day of that term.
    pub term_until: Day,
    /// The first day of the next window.
    pub renew_from: Day,
    /// The last day of the next window.
    pub renew_until: Day,
    /// The day on which it would lapse without the next renewal.
    pub lapses_on: Day,
    /// How it was paid; none where nothing was to be paid.
    pub receipt: Option<Receipt>,
    /// The day on which it came back after it had lapsed; none for a renewal in its window.
    #[serde(default)]
    pub reactivated_on: Option<Day>,
    /// The areas that the renewal does not cover, unless their requirements are met by the day.
    #[serde(default)]
    pub without: Option<Without>,
    /// The name of the offer whose place a purchase took.
    #[serde(default)]
    pub replaced: Option<String>,
}

/// Areas whose requirements were not met when their level was renewed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Without {
    /// Their names.
    pub areas: Vec<String>,
    /// The last day on which meeting the requirements keeps them.
    pub until: Day,
}

/// A payment that a renewal rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The order's number.
    pub order: String,
    /// What was paid.
    #[serde(with = "super::kept::money")]
    pub amount: Money,
    /// The day on which the payment counts.
    pub value_on: Day,
    /// What came beyond what the order costs, and is held for the member.
    #[serde(with = "super::kept::opt_money", default)]
    pub held: Option<Money>,
}

#[derive(Template)]
#[template(path = "mail/renewed.html")]
struct Html<'a> {
    frame: &'a Frame,
    view: &'a View,
    url: &'a str,
}

#[derive(Template)]
#[template(path = "mail/renewed.txt")]
struct Text<'a> {
    frame: &'a Frame,
    view: &'a View,
    url: &'a str,
}

struct View {
    lead: String,
    from_label: String,
    from: String,
    to_label: String,
    to: String,
    rows: Vec<Row>,
    columns: String,
    /// The areas that it does not cover.
    without: Option<String>,
    /// What became of the offer whose place it took.
    replaced: Option<String>,
    next: String,
    button: String,
}

/// The sentences in which a renewal and a first purchase differ.
struct Said {
    subject: String,
    preheader: String,
    heading: String,
    lead: String,
    from_label: String,
    to_label: String,
}

impl Said {
    fn new(mail: &Renewed) -> Said {
        let (lang, offer, until) = (mail.lang, &mail.offer, mail.anniversary);
        match (mail.previous_anniversary, mail.reactivated_on) {
            (Some(previous), Some(on)) => Said {
                subject: t!(lang, "mail-reactivated-subject", offer = offer, date = until),
                preheader: t!(lang, "mail-renewed-preheader", from = previous, to = until),
                heading: t!(lang, "mail-reactivated-heading"),
                lead: t!(lang, "mail-reactivated-lead", offer = offer, on = on, until = until),
                from_label: t!(lang, "mail-reactivated-from-label"),
                to_label: t!(lang, "mail-renewed-to-label"),
            },
            (Some(previous), None) => Said {
                subject: t!(lang, "mail-renewed-subject", offer = offer, date = until),
                preheader: t!(lang, "mail-renewed-preheader", from = previous, to = until),
                heading: t!(lang, "mail-renewed-heading"),
                lead: t!(lang, "mail-renewed-lead", offer = offer, date = until),
                from_label: t!(lang, "mail-renewed-from-label"),
                to_label: t!(lang, "mail-renewed-to-label"),
            },
            (None, _) => Said {
                subject: t!(lang, "mail-purchased-subject", offer = offer, date = mail.term_from),
                preheader: t!(lang, "mail-purchased-preheader", date = until),
                heading: t!(lang, "mail-purchased-heading"),
                lead: t!(lang, "mail-purchased-lead", offer = offer, from = mail.term_from, until = until),
                from_label: t!(lang, "mail-purchased-from-label"),
                to_label: t!(lang, "mail-purchased-to-label"),
            },
        }
    }
}

impl Renewed {
    pub(super) fn words(&self) -> Result<Words, MailError> {
        let lang = self.lang;
        let said = Said::new(self);
        let frame = Frame {
            lang,
            programme: self.programme.clone(),
            subject: said.subject,
            preheader: said.preheader,
            heading: said.heading,
            greeting: Frame::greeting(lang, self.name.as_deref()),
            footer: Frame::footer(lang, &self.member, &self.programme),
        };
        let mut rows = vec![Row::new(t!(lang, "mail-row-offer"), self.offer.clone())];
        let is_left_out = |area: &&String| self.without.as_ref().is_some_and(|without| without.areas.contains(area));
        let covered: Vec<&String> = self.areas.iter().filter(|area| !is_left_out(area)).collect();
        if !covered.is_empty() {
            rows.push(Row::new(t!(lang, "mail-row-covers"), list(lang, &covered)));
        }
        let term = t!(lang, "mail-renewed-range", from = self.term_from, until = self.term_until);
        rows.push(Row::new(t!(lang, "mail-row-term"), term));
        if let Some(receipt) = &self.receipt {
            rows.push(Row::new(t!(lang, "mail-row-order"), receipt.order.clone()));
            rows.push(Row::new(t!(lang, "mail-row-paid"), money(lang, receipt.amount)));
            rows.push(Row::new(t!(lang, "mail-row-value-date"), date(lang, receipt.value_on)));
            rows.extend(receipt.held.map(|held| Row::new(t!(lang, "mail-row-held"), money(lang, held))));
        }
        let view = View {
            lead: said.lead,
            from_label: said.from_label,
            from: date(lang, self.previous_anniversary.unwrap_or(self.term_from)),
            to_label: said.to_label,
            to: date(lang, self.anniversary),
            columns: layout::columns(&rows),
            rows,
            without: self.without.as_ref().map(|without| {
                let (areas, count) = (list(lang, &without.areas), without.areas.len());
                t!(lang, "mail-renewed-without", areas = areas, count = count, until = without.until)
            }),
            replaced: self
                .replaced
                .as_ref()
                .map(|old| t!(lang, "upgrade-mail-replaced", old = old, new = &self.offer, on = self.term_from)),
            next: t!(lang, "mail-renewed-next", from = self.renew_from, until = self.renew_until),
            button: t!(lang, "mail-notices-button-view"),
        };
        let url = self.offers_url.as_str();
        let (html, text) = (Html { frame: &frame, view: &view, url }, Text { frame: &frame, view: &view, url });
        layout::words("renewed", &frame.subject, &html, &text)
    }

    /// The next window, so that next year does not begin with a surprise.
    pub(super) fn calendar(&self, host: &str, written_at: Instant) -> String {
        let entry = WindowEntry {
            lang: self.lang,
            subscription: &self.subscription,
            offer: &self.offer,
            anniversary: self.anniversary,
            moved_from: None,
            renew_from: self.renew_from,
            renew_until: self.renew_until,
            lapses_on: self.lapses_on,
            sequence: 0,
            url: &self.offers_url,
        };
        calendar::object(&[entry], host, written_at)
    }

    /// An Action Pack renewed in its window.
    pub fn sample(lang: Lang) -> Renewed {
        let (previous, anniversary) = (sample_day(2019, 9, 1), sample_day(2020, 8, 31));
        Renewed {
            lang,
            programme: "Microsoft Partner Network".to_owned(),
            member: "Contoso B.V.".to_owned(),
            name: Some("Anna de Vries".to_owned()),
            offers_url: "https://renew.example/offers".to_owned(),
            subscription: "AP-1042".to_owned(),
            offer: "Microsoft Action Pack".to_owned(),
            areas: Vec::new(),
            previous_anniversary: Some(previous),
            anniversary,
            term_from: previous.next(),
            term_until: anniversary,
            renew_from: anniversary.plus_days(1),
            renew_until: anniversary.plus_days(30),
            lapses_on: anniversary.plus_days(31),
            receipt: Some(Receipt {
                order: "1042-7".to_owned(),
                amount: dollars(47_500),
                value_on: sample_day(2019, 9, 10),
                held: None,
            }),
            reactivated_on: None,
            without: None,
            replaced: None,
        }
    }

    /// A level that took the place of a lower one.
    pub fn upgrade_sample(lang: Lang) -> Renewed {
        let old = match lang {
            Lang::En => "Silver competency",
            Lang::Nl => "Silver-competentie",
        };
        Renewed {
            offer: super::notices::gold(lang).to_owned(),
            areas: vec!["Cloud Platform".to_owned()],
            receipt: Some(Receipt {
                order: "1042-7".to_owned(),
                amount: dollars(354_750),
                value_on: sample_day(2019, 9, 10),
                held: None,
            }),
            replaced: Some(old.to_owned()),
            ..Renewed::purchase_sample(lang)
        }
    }

    /// A level that came back by a relief, without one of its areas.
    pub fn reactivation_sample(lang: Lang) -> Renewed {
        let (previous, anniversary) = (sample_day(2020, 7, 5), sample_day(2021, 7, 5));
        Renewed {
            subscription: "GLD-9".to_owned(),
            offer: super::notices::gold(lang).to_owned(),
            areas: vec!["Cloud Platform".to_owned(), "DevOps".to_owned()],
            previous_anniversary: Some(previous),
            anniversary,
            term_from: previous.next(),
            term_until: anniversary,
            renew_from: anniversary.plus_days(1),
            renew_until: anniversary.plus_days(30),
            lapses_on: anniversary.plus_days(31),
            reactivated_on: Some(sample_day(2020, 11, 20)),
            receipt: Some(Receipt {
                order: "1042-7".to_owned(),
                amount: dollars(473_000),
                value_on: sample_day(2020, 11, 20),
                held: None,
            }),
            without: Some(Without { areas: vec!["DevOps".to_owned()], until: sample_day(2020, 12, 31) }),
            ..Renewed::sample(lang)
        }
    }

    /// The same Action Pack, bought for the first time.
    pub fn purchase_sample(lang: Lang) -> Renewed {
        let renewed = Renewed::sample(lang);
        let bought = sample_day(2019, 9, 10);
        let anniversary = bought.plus_years(1);
        Renewed {
            previous_anniversary: None,
            anniversary,
            term_from: bought,
            term_until: anniversary,
            renew_from: anniversary.plus_days(1),
            renew_until: anniversary.plus_days(30),
            lapses_on: anniversary.plus_days(31),
            ..renewed
        }
    }
}

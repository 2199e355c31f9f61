//! Which mails follow from entries, and to whom: to every user whose role gets them, in the user's language, one digest a day.

use jubilee_core::{Base, Day, Entry, Fact, Lang, Offer, OrderId, Purpose, SubscriptionId, can_buy, current_cycle};
use jubilee_delivery::mail::{self, Lapsed, Mail, Notice, Notices, Ordered, Receipt, Reminder, Renewed};
use jubilee_store::outbox::NewOutboxRow;
use jubilee_store::users::UserRow;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::held::Held;
use crate::role::Roles;

/// The mails that follow from entries that are being committed, as rows of the outbox for the same transaction. They say what is
/// true on `today`, the day on which they are put out.
pub(crate) fn of_entries(
    app: &App,
    before: &Held,
    after: &Held,
    entries: &[Entry],
    today: Day,
    purchase_order: Option<&str>,
) -> Vec<NewOutboxRow> {
    let recipients: Vec<&UserRow> =
        after.users.iter().filter(|user| Roles::read(&user.roles).is_ok_and(|roles| roles.gets_mails())).collect();
    let mut rows = Vec::new();
    for recipient in recipients {
        let writing = Writing { app, before, after, recipient, today, purchase_order };
        let first_seq = before.head.seq + 1;
        for (offset, mail) in writing.mails(entries) {
            rows.push(writing.row(first_seq + offset as i64, &mail));
        }
    }
    rows
}

/// A Message-ID that is the same for the same identity, so that a mail that had to be sent twice can be recognised.
pub(crate) fn message_id(app: &App, identity: &str) -> String {
    let digest = Sha256::digest(identity.as_bytes());
    let hex: String = digest[..16]
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect();
    format!("{hex}@{}", host(app.base_url()))
}

/// The host of an address, without port; what Message-IDs end with.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = if authority.starts_with('[') { "localhost" } else { authority.split(':').next().unwrap_or_default() };
    if host.is_empty() { "localhost" } else { host }
}

/// Writing to one recipient about one member on one day.
struct Writing<'a> {
    app: &'a App,
    before: &'a Held,
    after: &'a Held,
    recipient: &'a UserRow,
    today: Day,
    purchase_order: Option<&'a str>,
}

impl Writing<'_> {
    fn lang(&self) -> Lang {
        self.recipient.language
    }

    fn row(&self, seq: i64, mail: &Mail) -> NewOutboxRow {
        let member = self.after.row.id;
        let identity = format!("{}:{member}:{seq}:{}", mail.kind(), self.recipient.email.to_lowercase());
        NewOutboxRow {
            message_id: message_id(self.app, &identity),
            identity,
            member: Some(member),
            kind: mail.kind().to_owned(),
            recipient: self.recipient.email.clone(),
            language: self.lang(),
            on_day: self.today,
            payload: serde_json::to_string(mail).expect("a mail is plain data"),
            send_at: self.app.now(),
        }
    }

    /// The mails with the entry from which each has its identity.
    fn mails(&self, entries: &[Entry]) -> Vec<(usize, Mail)> {
        let mut mails = Vec::new();
        let mut notices = Vec::new();
        let mut first_notice = 0;
        for (at, entry) in entries.iter().enumerate() {
            let notice = match &entry.fact {
                Fact::Reminded { subscription, .. } => self.reminder(*subscription).map(Notice::Reminder),
                Fact::Lapsed { subscription, .. } => self.lapsed(*subscription).map(Notice::Lapsed),
                Fact::Ordered { order, .. } => {
                    mails.extend(self.ordered(*order).map(|mail| (at, Mail::Ordered(mail))));
                    None
                }
                Fact::Renewed { subscription, anniversary, order } => {
                    mails.extend(self.renewed(*subscription, Some(*anniversary), *order).map(|mail| (at, Mail::Renewed(mail))));
                    None
                }
                Fact::Purchased { order } => {
                    let subscription = self.after.member.order(*order).map(|order| order.purpose.subscription());
                    let mail = subscription.and_then(|subscription| self.renewed(subscription, None, Some(*order)));
                    mails.extend(mail.map(|mail| (at, Mail::Renewed(mail))));
                    None
                }
                _ => None,
            };
            if let Some(notice) = notice {
                first_notice = if notices.is_empty() { at } else { first_notice };
                notices.push(notice);
            }
        }
        if !notices.is_empty() {
            mails.push((first_notice, Mail::Notices(self.digest(notices))));
        }
        mails
    }

    fn digest(&self, notices: Vec<Notice>) -> Notices {
        Notices {
            lang: self.lang(),
            programme: self.programme_name(),
            member: self.after.row.name.clone(),
            name: Some(self.recipient.name.clone()),
            on: self.today,
            offers_url: self.offers_url(),
            notices,
        }
    }

    fn programme_name(&self) -> String {
        self.app.programme.name.get(self.lang()).to_owned()
    }

    fn offers_url(&self) -> String {
        format!("{}/offers", self.app.base_url())
    }

    fn areas(&self, areas: &[jubilee_core::AreaId]) -> Vec<String> {
        let name = |area| self.app.programme.area_name(area, self.lang()).map_or_else(|| area.to_string(), str::to_owned);
        areas.iter().map(name).collect()
    }

    fn offer(&self, subscription: SubscriptionId, on: Day) -> Option<&Offer> {
        self.app.programme.offer(&self.after.member.subscription(subscription)?.offer, on)
    }

    fn reminder(&self, id: SubscriptionId) -> Option<Reminder> {
        let subscription = self.after.member.subscription(id)?;
        let cycle = current_cycle(&self.app.programme, subscription)?;
        let offer = self.offer(id, cycle.began_on)?;
        let is_fixed = offer.renewal.as_ref().is_some_and(|rules| rules.next_base == Base::Anniversary);
        Some(Reminder {
            subscription: self.after.reference(id),
            offer: offer.name.get(self.lang()).to_owned(),
            areas: self.areas(&subscription.areas),
            anniversary: cycle.anniversary,
            renew_from: cycle.renew_from,
            renew_until: cycle.renew_until,
            benefits_until: cycle.benefits_until,
            lapses_on: cycle.lapses_on,
            next_anniversary: is_fixed.then_some(cycle.next_anniversary),
            fee: offer.fee(&self.after.member.country),
            requirements_waived: false,
            move_first: false,
            calendar_sequence: 0,
        })
    }

    fn lapsed(&self, id: SubscriptionId) -> Option<Lapsed> {
        let subscription = self.after.member.subscription(id)?;
        let cycle = current_cycle(&self.app.programme, subscription)?;
        let offer = self.offer(id, cycle.began_on)?;
        let sold = self.app.programme.version(self.today).offer(&subscription.offer);
        let buyable = can_buy(&self.app.programme, &self.after.member, &subscription.offer, &subscription.areas, self.today);
        Some(Lapsed {
            subscription: self.after.reference(id),
            offer: offer.name.get(self.lang()).to_owned(),
            areas: self.areas(&subscription.areas),
            anniversary: cycle.anniversary,
            renew_until: cycle.renew_until,
            lapsed_on: cycle.lapses_on,
            membership_remains: true,
            on_sale: buyable.is_ok(),
            fee: sold.and_then(|sold| sold.fee(&self.after.member.country)),
        })
    }

    fn ordered(&self, id: OrderId) -> Option<Ordered> {
        let order = self.after.member.order(id)?;
        let subscription = self.after.member.subscription(order.purpose.subscription())?;
        let offer = self.offer(subscription.id, order.created_on)?;
        let transfer = &self.app.programme.version(order.created_on).transfer;
        let transfer_by = order.pay_by.plus_days(-transfer.takes_days);
        Some(Ordered {
            lang: self.lang(),
            programme: self.programme_name(),
            member: self.after.row.name.clone(),
            name: Some(self.recipient.name.clone()),
            order_url: format!("{}/orders/{}", self.app.base_url(), id.number()),
            request_url: format!("{}/orders/{}/payment-request", self.app.base_url(), id.number()),
            order: id.to_string(),
            offer: offer.name.get(self.lang()).to_owned(),
            areas: self.areas(&subscription.areas),
            purpose: match order.purpose {
                Purpose::Renew { .. } => mail::Purpose::Renewal,
                Purpose::Buy { .. } => mail::Purpose::Purchase,
            },
            amount: order.amount,
            account_holder: transfer.account_holder.clone(),
            iban: transfer.iban.clone(),
            bic: transfer.bic.clone(),
            reference: id.reference(),
            pay_by: order.pay_by,
            transfer_by: (transfer_by >= self.today).then_some(transfer_by),
            purchase_order: self.purchase_order.map(str::to_owned),
        })
    }

    /// The confirmation of a renewal, or of a purchase where no anniversary came before.
    fn renewed(&self, id: SubscriptionId, previous: Option<Day>, order: Option<OrderId>) -> Option<Renewed> {
        let subscription = self.after.member.subscription(id)?;
        let cycle = current_cycle(&self.app.programme, subscription)?;
        let offer = self.offer(id, cycle.began_on)?;
        let paid = order.and_then(|order| self.after.member.order(order)).and_then(|order| Some((order, order.payment?)));
        Some(Renewed {
            lang: self.lang(),
            programme: self.programme_name(),
            member: self.after.row.name.clone(),
            name: Some(self.recipient.name.clone()),
            offers_url: self.offers_url(),
            subscription: self.before.reference(id),
            offer: offer.name.get(self.lang()).to_owned(),
            areas: self.areas(&subscription.areas),
            previous_anniversary: previous,
            anniversary: cycle.anniversary,
            term_from: cycle.began_on,
            term_until: cycle.anniversary,
            renew_from: cycle.renew_from,
            renew_until: cycle.renew_until,
            lapses_on: cycle.lapses_on,
            receipt: paid.map(|(order, payment)| Receipt {
                order: order.id.to_string(),
                amount: order.amount,
                value_on: payment.value_on,
            }),
        })
    }
}

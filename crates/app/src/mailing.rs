//! Which mails follow from entries, and to whom: to every user whose role gets them, in the user's language, one digest a day.

mod automatic;
mod confirmation;
mod notice;

use jubilee_core::{
    AreaId, Bill, Day, Entry, Fact, Lang, Occasion, Offer, Order, OrderId, Standing, Subscription, SubscriptionId, price,
    standing,
};
use jubilee_delivery::mail::{Mail, Notice, Notices};
use jubilee_store::outbox::NewOutboxRow;
use jubilee_store::users::UserRow;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::held::Held;
use crate::role::Roles;
use crate::secret::hex;

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
        let writing = Writing { app, before, after, lang: recipient.language, name: &recipient.name, today, purchase_order };
        let first_seq = before.head.seq + 1;
        for (offset, mail) in writing.mails(entries) {
            rows.push(writing.row(recipient, first_seq + offset as i64, &mail));
        }
    }
    rows
}

/// A Message-ID that is the same for the same identity, so that a mail that had to be sent twice can be recognised.
pub(crate) fn message_id(app: &App, identity: &str) -> String {
    let digest = Sha256::digest(identity.as_bytes());
    format!("{}@{}", hex(&digest[..16]), host(app.base_url()))
}

/// The host of an address, without port; what Message-IDs end with.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = if authority.starts_with('[') { "localhost" } else { authority.split(':').next().unwrap_or_default() };
    if host.is_empty() { "localhost" } else { host }
}

/// A notice as it is true on `today`, which may be later than the day on which it was queued; `None` when it is true no more. A
/// reminder about a cycle that has been renewed meanwhile is not sent, nor a lapse that was reversed, nor what a relief gave to a cycle
/// that is over.
pub(crate) fn still_true(app: &App, held: &Held, notice: Notice, lang: Lang, today: Day) -> Option<Notice> {
    let writing = Writing { app, before: held, after: held, lang, name: "", today, purchase_order: None };
    writing.still_true(notice)
}

/// Writing in one language about one member on one day.
struct Writing<'a> {
    app: &'a App,
    before: &'a Held,
    after: &'a Held,
    lang: Lang,
    name: &'a str,
    today: Day,
    purchase_order: Option<&'a str>,
}

impl Writing<'_> {
    fn row(&self, recipient: &UserRow, seq: i64, mail: &Mail) -> NewOutboxRow {
        let member = self.after.row.id;
        let identity = format!("{}:{member}:{seq}:{}", mail.kind(), recipient.email.to_lowercase());
        NewOutboxRow {
            message_id: message_id(self.app, &identity),
            identity,
            member: Some(member),
            kind: mail.kind().to_owned(),
            recipient: recipient.email.clone(),
            language: self.lang,
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
            mails.extend(self.confirmation(&entry.fact).map(|mail| (at, mail)));
            if let Some(notice) = self.notice(entry) {
                first_notice = if notices.is_empty() { at } else { first_notice };
                notices.push(notice);
            }
        }
        if !notices.is_empty() {
            mails.push((first_notice, Mail::Notices(self.digest(notices))));
        }
        mails
    }

    /// What is told by itself, at once.
    fn confirmation(&self, fact: &Fact) -> Option<Mail> {
        match fact {
            // An order that money which was held has paid is confirmed by what that money did.
            Fact::Ordered { order, .. } if self.after.member.order(*order)?.is_applied() => None,
            // Nor is what is being charged asked for (C97).
            Fact::Ordered { order, .. } if self.is_charged(*order) => None,
            Fact::Ordered { order, .. } => self.ordered(*order).map(Mail::Ordered),
            Fact::Renewed { subscription, anniversary, order, .. } => {
                self.renewed(*subscription, Some(*anniversary), *order).map(Mail::Renewed)
            }
            Fact::Reactivated { subscription, anniversary, order, .. } => {
                self.reactivated(*subscription, *anniversary, *order).map(Mail::Renewed)
            }
            Fact::Purchased { order } => {
                let subscription = self.after.member.order(*order)?.first().subscription();
                self.renewed(subscription, None, Some(*order)).map(Mail::Renewed)
            }
            _ => None,
        }
    }

    /// Whether a kept card is being charged for an order.
    fn is_charged(&self, order: OrderId) -> bool {
        let mut charges = self.after.member.subscriptions.iter().flat_map(|held| &held.charges);
        charges.any(|charge| charge.order == Some(order) && charge.failure.is_none())
    }

    /// What is told in the digest of the day.
    fn notice(&self, entry: &Entry) -> Option<Notice> {
        match &entry.fact {
            Fact::Reminded { subscription, .. } => self.reminder(*subscription).map(Notice::Reminder),
            Fact::Lapsed { subscription, .. } => self.lapsed(*subscription).map(Notice::Lapsed),
            Fact::Announced { subscription, relief, announcement, .. } => {
                self.relief(*subscription, relief, *announcement, entry.effective_on).map(Notice::Relief)
            }
            Fact::ExceptionGranted { subscription, exception, .. } => {
                self.exception(*subscription, *exception, false).map(Notice::Exception)
            }
            Fact::ExceptionEnded { subscription, exception } => {
                self.exception(*subscription, *exception, true).map(Notice::Exception)
            }
            Fact::Migrated => Some(Notice::Moved(self.moved())),
            Fact::OrderCancelled { order } => self.taken_back(*order, None).map(Notice::TakenBack),
            Fact::Refunded { order, amount } | Fact::HeldRefunded { order, amount } => {
                self.taken_back(*order, Some(*amount)).map(Notice::TakenBack)
            }
            Fact::ProofAnswered { order, proof, is_accepted: false } => self.proof_rejected(*order, *proof).map(Notice::Proof),
            Fact::AutoRenewalAnnounced { subscription, .. }
            | Fact::AutoRenewalSwitchedOn { subscription, .. }
            | Fact::AutoRenewalSwitchedOff { subscription }
            | Fact::ChargeFailed { subscription, .. } => self.automatic(*subscription, &entry.fact).map(Notice::Automatic),
            Fact::PaymentRecorded { order, amount, .. } => self.came(*order, *amount).map(Notice::Came),
            _ => None,
        }
    }

    fn digest(&self, notices: Vec<Notice>) -> Notices {
        Notices {
            lang: self.lang,
            programme: self.programme_name(),
            member: self.after.row.name.clone(),
            name: Some(self.name.to_owned()),
            on: self.today,
            offers_url: self.offers_url(),
            notices,
        }
    }

    fn programme_name(&self) -> String {
        self.app.programme.name.get(self.lang).to_owned()
    }

    fn offers_url(&self) -> String {
        format!("{}/offers", self.app.base_url())
    }

    fn area(&self, area: &AreaId) -> String {
        self.app.programme.area_name(area, self.lang).map_or_else(|| area.to_string(), str::to_owned)
    }

    fn standing(&self, id: SubscriptionId) -> Option<Standing> {
        standing(&self.app.programme, &self.after.member, id, self.today)
    }

    /// The names of the areas that a subscription covers: those that it has not lost.
    fn areas(&self, subscription: &Subscription, standing: &Standing) -> Vec<String> {
        let is_lost = |area: &AreaId| {
            let mut found = standing.qualifications.iter().filter(|found| found.area.as_ref() == Some(area));
            found.any(|found| found.lost_on.is_some_and(|lost_on| lost_on <= self.today))
        };
        subscription.areas.iter().filter(|area| !is_lost(area)).map(|area| self.area(area)).collect()
    }

    /// What buying an offer costs today.
    fn price_of(&self, sold: &Offer) -> Option<Bill> {
        price(&self.app.programme, &self.after.member, sold, Occasion::Purchase, self.today)
    }

    /// What the tax is called that is in a bill of today.
    fn tax_in(&self, bill: &Bill) -> Option<String> {
        jubilee_texts::tax_in(self.lang, self.app.programme.version(self.today).tax.as_ref(), bill)
    }

    fn offer(&self, subscription: SubscriptionId, on: Day) -> Option<&Offer> {
        self.app.programme.offer(&self.after.member.subscription(subscription)?.offer, on)
    }

    /// What an order is for: the names of all offers.
    fn order_name(&self, order: &Order) -> Option<String> {
        let names = order.items.iter().map(|item| self.offer_name(item.subscription(), order.created_on));
        Some(jubilee_texts::list(self.lang, &names.collect::<Option<Vec<String>>>()?))
    }

    fn offer_name(&self, subscription: SubscriptionId, on: Day) -> Option<String> {
        Some(self.offer(subscription, on)?.name.get(self.lang).to_owned())
    }
}

//! The addresses of all pages, in one place: templates link with these, the router listens on the constants.

use jubilee_core::{AreaId, Day, MemberId, OfferId, OrderId, ReliefId, SubscriptionId};

/// What needs a member's attention, its first screen; leads others to theirs (GET).
pub const HOME: &str = "/";
/// Whether the portal can answer, for a load balancer (GET).
pub const HEALTH: &str = "/healthz";
/// A file of the pages, under the name that its content gives it (GET).
pub const ASSET: &str = "/assets/{name}";
/// The sign-in form (GET, POST).
pub const SIGN_IN: &str = "/sign-in";
/// The page "check your mail" with the field for the code (GET, POST).
pub const SIGN_IN_CODE: &str = "/sign-in/code";
/// Where the link of the mail leads (GET shows a button, POST signs in).
pub const SIGN_IN_LINK: &str = "/sign-in/link/{token}";
/// Signing out (POST).
pub const SIGN_OUT: &str = "/sign-out";
/// Choosing one of several members (GET, POST).
pub const MEMBERS: &str = "/members";
/// Membership offers (GET).
pub const OFFERS: &str = "/offers";
/// Renewing a subscription (GET, POST).
pub const RENEW: &str = "/offers/{subscription}/renew";
/// What is renewed automatically (GET), and switching that on and off (POST, field `do` = `on` or `off`).
pub const AUTO_RENEWAL: &str = "/offers/{subscription}/auto-renewal";
/// Beginning to leave a card for automatic renewal, without paying (POST).
pub const GIVE_CARD: &str = "/offers/{subscription}/auto-renewal/card";
/// What has become of a card that is being left; its holder comes back to it (GET).
pub const LEFT_CARD: &str = "/offers/{subscription}/auto-renewal/card/{attempt}";
/// Renewing several subscriptions with one order (GET, POST).
pub const TOGETHER: &str = "/offers/together";
/// Reactivating what has lapsed (GET, POST).
pub const REACTIVATE: &str = "/offers/{subscription}/reactivate";
/// Why a subscription is where it is (GET).
pub const WHY: &str = "/offers/{subscription}/why";
/// Moving the account out of the legacy system (GET, POST).
pub const MIGRATION: &str = "/move";
/// The account has been moved (GET).
pub const MIGRATION_DONE: &str = "/move/done";
/// Buying an offer (GET, POST).
pub const BUY: &str = "/offers/buy/{offer}";
/// What has to be met, by area, and how far the member is (GET).
pub const QUALIFICATIONS: &str = "/qualifications";
/// One area with what each level requires of it (GET), and letting a level that is held cover it (POST).
pub const QUALIFICATION: &str = "/qualifications/areas/{area}";
/// An offer without areas with what it requires (GET).
pub const QUALIFICATION_OF: &str = "/qualifications/offers/{offer}";
/// What a member was granted (GET).
pub const BENEFITS: &str = "/benefits";
/// One benefit (GET), and doing something with it (POST).
pub const BENEFIT: &str = "/benefits/{subscription}/{set}/{benefit}";
/// The people of a member and their roles (GET), and adding one (POST).
pub const PEOPLE: &str = "/people";
/// One person: the roles (GET), changing them and removing the person (POST).
pub const PERSON: &str = "/people/{person}";
/// A member's orders (GET).
pub const ORDERS: &str = "/orders";
/// One order (GET).
pub const ORDER: &str = "/orders/{order}";
/// Cancelling an order that has not been paid, after a question (GET, POST).
pub const CANCEL: &str = "/orders/{order}/cancel";
/// Beginning to pay an order by card (POST).
pub const CARD: &str = "/orders/{order}/card";
/// How a card payment stands; the payer comes back to it (GET).
pub const CARD_PAYMENT: &str = "/orders/{order}/card/{attempt}";
/// The payment request of an order (GET).
pub const PAYMENT_REQUEST: &str = "/orders/{order}/payment-request";
/// Sending in a proof of payment (GET, POST, with a file).
pub const PROOF: &str = "/orders/{order}/proof";
/// The file of a proof of payment (GET).
pub const PROOF_FILE: &str = "/orders/{order}/proof/{number}";
/// The billing details (GET), and changing them (POST).
pub const BILLING: &str = "/billing";
/// An invoice or a credit note as a PDF (GET).
pub const INVOICE: &str = "/invoices/{number}";
/// Staff: an invoice or a credit note as a PDF (GET).
pub const STAFF_INVOICE: &str = "/staff/invoices/{number}";
/// Staff: all members (GET).
pub const STAFF_MEMBERS: &str = "/staff/members";
/// Staff: one member (GET).
pub const STAFF_MEMBER: &str = "/staff/members/{member}";
/// Staff: what a member attained (GET, POST).
pub const STAFF_ATTAINMENTS: &str = "/staff/members/{member}/attainments";
/// Staff: the billing details of a member (GET), changing them, and whether it is exempt from tax (POST).
pub const STAFF_BILLING: &str = "/staff/members/{member}/billing";
/// Staff: exceptions for a member (GET, POST).
pub const STAFF_EXCEPTIONS: &str = "/staff/members/{member}/exceptions";
/// Staff: reactivating what a member has lost, for it (GET, POST).
pub const STAFF_REACTIVATE: &str = "/staff/subscriptions/{subscription}/reactivate";
/// Staff: what is renewed automatically for a member (GET), and switching that on and off (POST, field `do` = `on` or `off`).
pub const STAFF_AUTO_RENEWAL: &str = "/staff/subscriptions/{subscription}/auto-renewal";
/// Staff: what a member was granted (GET).
pub const STAFF_BENEFITS: &str = "/staff/members/{member}/benefits";
/// Staff: one benefit (GET), doing something with it and recording what was used (POST).
pub const STAFF_BENEFIT: &str = "/staff/members/{member}/benefits/{subscription}/{set}/{benefit}";
/// Staff: the people of a member and their roles (GET), and adding one (POST).
pub const STAFF_PEOPLE: &str = "/staff/members/{member}/people";
/// Staff: one person of a member (GET), changing the roles and removing the person (POST).
pub const STAFF_PERSON: &str = "/staff/members/{member}/people/{person}";
/// Staff: moving a member's account (GET, POST).
pub const STAFF_MIGRATION: &str = "/staff/members/{member}/move";
/// Staff: why a subscription is where it is (GET).
pub const STAFF_WHY: &str = "/staff/subscriptions/{subscription}/why";
/// Staff: cancelling an order or paying it back, after a question (GET, POST).
pub const STAFF_TAKE_BACK: &str = "/staff/payments/{order}/take-back";
/// Staff: paying back money that is held with an order (GET, POST).
pub const STAFF_HELD: &str = "/staff/payments/{order}/held";
/// Staff: one proof of payment (GET), accepting and rejecting it (POST).
pub const STAFF_PROOF: &str = "/staff/payments/{order}/proofs/{number}";
/// Staff: the file of a proof of payment (GET).
pub const STAFF_PROOF_FILE: &str = "/staff/payments/{order}/proofs/{number}/file";
/// Staff: the payments desk (GET).
pub const STAFF_PAYMENTS: &str = "/staff/payments";
/// Staff: recording the payment of an order (GET, POST).
pub const STAFF_PAYMENT: &str = "/staff/payments/{order}";
/// Staff: money on bank statements (GET), and importing a statement (POST, with a file).
pub const STAFF_BANK: &str = "/staff/bank";
/// Staff: one entry of a bank statement (GET), and what it is (POST).
pub const STAFF_BANK_ENTRY: &str = "/staff/bank/{entry}";
/// Staff: seeing to a card payment (POST).
pub const STAFF_CARD: &str = "/staff/cards/{attempt}";
/// Staff: the outbox (GET).
pub const STAFF_MAIL: &str = "/staff/mail";
/// Staff: the daily runs (GET), and pausing and resuming them (POST, field `do` = `pause` or `resume`).
pub const STAFF_RUNS: &str = "/staff/runs";
/// Staff: the reliefs (GET).
pub const STAFF_RELIEFS: &str = "/staff/reliefs";
/// Staff: what a relief changes (GET).
pub const STAFF_RELIEF: &str = "/staff/reliefs/{relief}";
/// Staff: the versions of the programme (GET).
pub const STAFF_PROGRAMME: &str = "/staff/programme";
/// Where Stripe sends its messages (POST).
pub const STRIPE: &str = "/payments/stripe";
/// Sandbox: the page on which a card payment is tried out (GET, POST).
pub const DEMO_CARD: &str = "/demo/card/{checkout}";
/// Sandbox: moving the clock (POST, field `step` = `day`, `week` or `event`).
pub const DEMO_CLOCK: &str = "/demo/clock";
/// Sandbox: seeing the portal as a member or as staff (POST, field `as` = `member` or `staff`).
pub const DEMO_VIEW: &str = "/demo/view";
/// Sandbox: the mails that fell due (GET).
pub const DEMO_MAILBOX: &str = "/demo/mailbox";
/// Sandbox: one mail (GET).
pub const DEMO_MAIL: &str = "/demo/mailbox/{mail}";
/// Sandbox: the HTML of one mail, shown inside a frame (GET).
pub const DEMO_MAIL_BODY: &str = "/demo/mailbox/{mail}/body";

/// The page on which a link from a mail is used.
pub fn sign_in_link(token: &str) -> String {
    format!("/sign-in/link/{token}")
}

/// Renewing `subscription`.
pub fn renew(subscription: SubscriptionId) -> String {
    format!("/offers/{}/renew", subscription.number())
}

/// The automatic renewal of `subscription`.
pub fn auto_renewal(subscription: SubscriptionId) -> String {
    format!("/offers/{}/auto-renewal", subscription.number())
}

/// Leaving a card for the automatic renewal of `subscription`.
pub fn give_card(subscription: SubscriptionId) -> String {
    format!("/offers/{}/auto-renewal/card", subscription.number())
}

/// What has become of a card that is being left for `subscription`.
pub fn left_card(subscription: SubscriptionId, attempt: &str) -> String {
    format!("/offers/{}/auto-renewal/card/{attempt}", subscription.number())
}

/// Staff: the automatic renewal of `subscription`.
pub fn staff_auto_renewal(subscription: SubscriptionId) -> String {
    format!("/staff/subscriptions/{}/auto-renewal", subscription.number())
}

/// Reactivating `subscription`.
pub fn reactivate(subscription: SubscriptionId) -> String {
    format!("/offers/{}/reactivate", subscription.number())
}

/// What has to be met for an area.
pub fn qualification(area: &AreaId) -> String {
    format!("/qualifications/areas/{area}")
}

/// The same page, after a level has been made to cover the area.
pub fn covered(area: &AreaId, subscription: SubscriptionId) -> String {
    format!("/qualifications/areas/{area}?covered={}", subscription.number())
}

/// What has to be met for an offer without areas.
pub fn qualification_of(offer: &OfferId) -> String {
    format!("/qualifications/offers/{offer}")
}

/// Why `subscription` is where it is.
pub fn why(subscription: SubscriptionId) -> String {
    format!("/offers/{}/why", subscription.number())
}

/// Staff: why `subscription` is where it is.
pub fn staff_why(subscription: SubscriptionId) -> String {
    format!("/staff/subscriptions/{}/why", subscription.number())
}

/// Buying `offer`.
pub fn buy(offer: &OfferId) -> String {
    format!("/offers/buy/{offer}")
}

/// Buying `offer` with an area chosen.
pub fn buy_area(offer: &OfferId, area: Option<&AreaId>) -> String {
    match area {
        Some(area) => format!("/offers/buy/{offer}?area={area}"),
        None => buy(offer),
    }
}

/// One order.
pub fn order(order: OrderId) -> String {
    format!("/orders/{}", order.number())
}

/// One order that has just been made.
pub fn new_order(order: OrderId) -> String {
    format!("/orders/{}?new=1", order.number())
}

/// Beginning to pay an order by card.
pub fn card(order: OrderId) -> String {
    format!("/orders/{}/card", order.number())
}

/// How a card payment stands.
pub fn card_payment(order: OrderId, attempt: &str) -> String {
    format!("/orders/{}/card/{attempt}", order.number())
}

/// One order that could not be paid by card; `why` is `refused` or `failed`.
pub fn order_without_card(order: OrderId, why: &str) -> String {
    format!("/orders/{}?card={why}", order.number())
}

/// Cancelling an order.
pub fn cancel(order: OrderId) -> String {
    format!("/orders/{}/cancel", order.number())
}

/// Staff: cancelling an order, or paying it back.
pub fn staff_take_back(order: OrderId) -> String {
    format!("/staff/payments/{}/take-back", order.number())
}

/// Staff: paying back money that is held with an order.
pub fn staff_held(order: OrderId) -> String {
    format!("/staff/payments/{}/held", order.number())
}

/// The payment request of an order.
pub fn payment_request(order: OrderId) -> String {
    format!("/orders/{}/payment-request", order.number())
}

/// An invoice or a credit note as a PDF. Its number has only what may stand in an address.
pub fn invoice(number: &str) -> String {
    format!("/invoices/{number}")
}

/// Staff: an invoice or a credit note as a PDF.
pub fn staff_invoice(number: &str) -> String {
    format!("/staff/invoices/{number}")
}

/// Sending in a proof of payment for an order.
pub fn proof(order: OrderId) -> String {
    format!("/orders/{}/proof", order.number())
}

/// The file of a proof of payment.
pub fn proof_file(order: OrderId, number: u16) -> String {
    format!("/orders/{}/proof/{number}", order.number())
}

/// One order for which a proof has just been sent in.
pub fn proven_order(order: OrderId) -> String {
    format!("/orders/{}?proof=1", order.number())
}

/// Staff: one proof of payment.
pub fn staff_proof(order: OrderId, number: u16) -> String {
    format!("/staff/payments/{}/proofs/{number}", order.number())
}

/// Staff: the file of a proof of payment.
pub fn staff_proof_file(order: OrderId, number: u16) -> String {
    format!("/staff/payments/{}/proofs/{number}/file", order.number())
}

/// Staff: the payments desk, after a payment for an order was recorded.
pub fn staff_recorded(order: OrderId) -> String {
    format!("/staff/payments?recorded={}", order.number())
}

/// Buying anew what a lapsed subscription held, with its areas chosen.
pub fn buy_anew(offer: &OfferId, former: SubscriptionId) -> String {
    format!("/offers/buy/{offer}?again={}", former.number())
}

/// Staff: one member.
pub fn staff_member(member: MemberId) -> String {
    format!("/staff/members/{}", member.number())
}

/// Staff: what a member attained.
pub fn staff_attainments(member: MemberId) -> String {
    format!("/staff/members/{}/attainments", member.number())
}

/// Staff: the people of a member.
pub fn staff_people(member: MemberId) -> String {
    format!("/staff/members/{}/people", member.number())
}

/// Staff: what a member was granted.
pub fn staff_benefits(member: MemberId) -> String {
    format!("/staff/members/{}/benefits", member.number())
}

/// Staff: the billing details of a member.
pub fn staff_billing(member: MemberId) -> String {
    format!("/staff/members/{}/billing", member.number())
}

/// Staff: exceptions for a member.
pub fn staff_exceptions(member: MemberId) -> String {
    format!("/staff/members/{}/exceptions", member.number())
}

/// Staff: an exception that accepts money which came too late, with its form filled in.
pub fn accept_late(subscription: SubscriptionId, until: Day) -> String {
    let (member, number) = (subscription.member().number(), subscription.number());
    format!("/staff/members/{member}/exceptions?subscription={number}&kind=late-payment&until={until}#grant")
}

/// Staff: an exception that approves a reactivation, with its form filled in.
pub fn approve_reactivation(subscription: SubscriptionId, until: Day) -> String {
    let (member, number) = (subscription.member().number(), subscription.number());
    format!("/staff/members/{member}/exceptions?subscription={number}&kind=reactivation&until={until}#grant")
}

/// Staff: reactivating what a member has lost, for it.
pub fn staff_reactivate(subscription: SubscriptionId) -> String {
    format!("/staff/subscriptions/{}/reactivate", subscription.number())
}

/// Staff: moving a member's account.
pub fn staff_migration(member: MemberId) -> String {
    format!("/staff/members/{}/move", member.number())
}

/// Staff: recording the payment of an order.
pub fn staff_payment(order: OrderId) -> String {
    format!("/staff/payments/{}", order.number())
}

/// Staff: one entry of a bank statement.
pub fn staff_bank_entry(entry: i64) -> String {
    format!("/staff/bank/{entry}")
}

/// Staff: what a relief changes.
pub fn staff_relief(relief: &ReliefId) -> String {
    format!("/staff/reliefs/{relief}")
}

/// Staff: seeing to a card payment.
pub fn staff_card(attempt: &str) -> String {
    format!("/staff/cards/{attempt}")
}

/// Sandbox: the page on which a card payment is tried out.
pub fn demo_card(checkout: &str) -> String {
    format!("/demo/card/{checkout}")
}

/// Sandbox: one mail.
pub fn demo_mail(mail: i64) -> String {
    format!("/demo/mailbox/{mail}")
}

/// Sandbox: the HTML of one mail.
pub fn demo_mail_body(mail: i64) -> String {
    format!("/demo/mailbox/{mail}/body")
}

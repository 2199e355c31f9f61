//! One order: how to pay it, or what it paid for.

use crate::portal::{MemberScope, Portal, Problem, page};
use crate::present;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jubilee_app::MemberFile;
use jubilee_core::{Command, Day, ItemState, Lang, OrderId, Replacing, refundable};
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::view::{InvoiceLine, Order, OrderState, ProofLine, Purpose};
use crate::{route, sample};

/// The page of one order.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/orders/show.html")]
pub struct ShowOrder {
    /// The frame.
    pub frame: Frame,
    /// The order.
    pub order: Order,
    /// Whether it has just been made.
    pub is_new: bool,
    /// Whether the one who looks may cancel it.
    pub may_cancel: bool,
    /// Where paying by card is begun; `None` where that is not possible.
    pub card: Option<String>,
    /// What is agreed to by having the card kept, a sentence; `None` where it cannot be.
    pub keep: Option<String>,
    /// The page of a card payment that is under way.
    pub card_under_way: Option<String>,
    /// Why it was not paid by card, a sentence.
    pub card_problem: Option<String>,
    /// Until when what it paid for can be given back.
    pub refundable_until: Option<Day>,
    /// Its invoice and its credit note.
    pub invoices: Vec<InvoiceLine>,
    /// What is said of a payment that is on its way, a sentence.
    pub on_its_way: Option<String>,
    /// Whether a proof has just been sent in.
    pub is_proven: bool,
    /// The proofs that were sent in.
    pub proofs: Vec<ProofLine>,
    /// Where a proof is sent in; `None` where none is taken.
    pub proof_href: Option<String>,
}

/// Shows the order.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope, Path(id): Path<String>) -> Result<Response, Problem> {
    let (file, order) = find(&portal, &scope, &id).await?;
    let is_new = scope.visit.query().get("new") == "1" && order.is_waiting();
    let until = file.member.order(order.id).map(|order| refundable(portal.app.programme(), &file.member, order, file.today));
    let refundable_until = until.and_then(Result::ok).flatten();
    let may_cancel = scope.roles.may_order();
    let notes = portal.app.invoices_of(scope.member).await?;
    let of_order = notes.iter().rev().filter(|note| note.order == order.id);
    let invoices = of_order.map(|note| present::invoice_line(note, route::invoice)).collect();
    let is_open = order.is_waiting();
    let on_its_way = present::on_its_way(&portal.app, &file, order.id, scope.visit.lang()).map(|(words, _)| words);
    let filing = Command::FileProof { order: order.id, value_on: file.today };
    let proof_href = portal.app.decision(&file, filing).is_ok().then(|| route::proof(order.id));
    let proofs = present::proof_lines(&portal.app.proofs(order.id).await?, |proof| route::proof_file(order.id, proof.number));
    let begun = if is_open { portal.app.begun_card(order.id).await? } else { None };
    let lang = scope.visit.lang();
    let card_problem = match scope.visit.query().get("card") {
        "refused" if is_open => Some(t!(lang, "card-order-refused")),
        "none" if is_open && !portal.app.takes_cards() => Some(t!(lang, "card-order-none")),
        "failed" if is_open => Some(t!(lang, "card-order-failed")),
        _ => None,
    };
    page(&ShowOrder {
        frame: scope.frame(Section::Orders, &file),
        // Who has sent the money is not asked to pay by card as well (C97).
        card: (is_open && on_its_way.is_none() && portal.app.takes_cards()).then(|| route::card(order.id)),
        keep: portal.app.automatic_terms(&file, order.id).filter(|_| is_open).map(|terms| {
            let (on, fee, days) = (terms.on, terms.fee, i64::from(terms.notice_days));
            t!(lang, "auto-order-keep", offer = order.offer, on = on, fee = fee, days = days)
        }),
        card_under_way: begun.map(|payment| route::card_payment(order.id, &payment.attempt)),
        card_problem,
        order,
        is_new,
        may_cancel,
        refundable_until,
        invoices,
        on_its_way,
        is_proven: scope.visit.query().get("proof") == "1",
        proofs,
        proof_href,
    })
}

/// The member's order of this number. Somebody else's is not told from one that there is not.
pub(crate) async fn find(portal: &Portal, scope: &MemberScope, id: &str) -> Result<(MemberFile, Order), Problem> {
    scope.may_see_orders()?;
    let file = scope.file(portal).await?;
    let id = id.parse().ok().and_then(OrderId::from_number).ok_or(Problem::NotFound)?;
    let order = file.member.order(id).ok_or(Problem::NotFound)?;
    let order = present::order(&portal.app, &file, order, scope.visit.lang());
    Ok((file, order))
}

impl Sample for ShowOrder {
    fn samples(lang: Lang) -> Vec<(&'static str, ShowOrder)> {
        let order = sample::order(lang);
        let frame = sample::member_frame(lang, "/orders/270499841", Section::Orders);
        let with = |state| ShowOrder {
            frame: frame.clone(),
            order: crate::view::Order { state, ..order.clone() },
            is_new: false,
            may_cancel: true,
            card: None,
            keep: None,
            card_under_way: None,
            card_problem: None,
            refundable_until: Some(sample::day(2020, 10, 31)),
            invoices: Vec::new(),
            on_its_way: None,
            is_proven: false,
            proofs: Vec::new(),
            proof_href: Some("/orders/270499841/proof".to_owned()),
        };
        let of = |order: Order| ShowOrder { order, ..with(OrderState::Open) };
        let invoices: Vec<InvoiceLine> = sample::invoices().into_iter().flat_map(|year| year.lines).collect();
        let paid = OrderState::Paid {
            value_on: sample::day(2020, 10, 1),
            term_from: sample::day(2020, 9, 16),
            term_until: Some(sample::day(2021, 9, 15)),
            over: None,
            is_in_part: false,
        };
        let bought_on = sample::day(2020, 9, 28);
        let upgraded = crate::view::Order {
            state: OrderState::Paid {
                value_on: bought_on,
                term_from: bought_on,
                term_until: Some(sample::day(2021, 9, 28)),
                over: None,
                is_in_part: false,
            },
            ..sample::upgrade_order(lang, Replacing::Done(bought_on))
        };
        let state = OrderState::Refunded { on: sample::day(2020, 10, 12) };
        let paid_back = crate::view::Order { state, refunded: order.amount, ..order.clone() };
        let bought =
            ShowOrder { order: crate::view::Order { purpose: Purpose::Purchase, ..order.clone() }, ..with(OrderState::Open) };
        let purpose = Purpose::Reactivation { anniversary: sample::day(2020, 7, 5), next_anniversary: sample::day(2021, 7, 5) };
        let brought_back = ShowOrder { order: crate::view::Order { purpose, ..order.clone() }, ..with(OrderState::Open) };
        let untaxed =
            crate::view::Order { amount: sample::usd(354_750), bill: Some(sample::bill(lang, false)), ..order.clone() };
        vec![
            ("untaxed", ShowOrder { order: untaxed, ..with(OrderState::Open) }),
            ("reactivation", brought_back),
            ("together", of(sample::together(lang, [ItemState::Waiting; 2]))),
            ("together-late", of(sample::together(lang, [ItemState::TooLate, ItemState::Waiting]))),
            ("upgrade", of(sample::upgrade_order(lang, Replacing::Waits))),
            ("upgrade-gone", of(sample::upgrade_order(lang, Replacing::Gone))),
            ("upgrade-paid", of(upgraded)),
            ("in-part", of(sample::in_part(lang))),
            ("new", ShowOrder { is_new: true, ..with(OrderState::Open) }),
            (
                "card-kept",
                ShowOrder {
                    card: Some("/orders/270499841/card".to_owned()),
                    keep: Some(t!(
                        lang,
                        "auto-order-keep",
                        offer = order.offer.clone(),
                        on = sample::day(2021, 9, 16),
                        fee = order.amount,
                        days = 15
                    )),
                    ..with(OrderState::Open)
                },
            ),
            ("card", ShowOrder { card: Some("/orders/270499841/card".to_owned()), ..with(OrderState::Open) }),
            (
                "card-under-way",
                ShowOrder {
                    card: Some("/orders/270499841/card".to_owned()),
                    card_under_way: Some("/orders/270499841/card/card-4127-3-k7mq2x".to_owned()),
                    card_problem: Some(t!(lang, "card-order-failed")),
                    ..with(OrderState::Open)
                },
            ),
            (
                "proof",
                ShowOrder {
                    on_its_way: Some(sample::in_flight(lang)),
                    is_proven: true,
                    proofs: sample::proofs(false),
                    ..with(OrderState::Open)
                },
            ),
            ("purchase", bought),
            ("partly-paid", of(sample::partly_paid_order(lang))),
            ("overpaid", of(sample::overpaid_order(lang))),
            ("refunded-part", of(sample::partly_refunded_order(lang))),
            ("held", of(sample::set_aside_order(lang, 200_000, false))),
            ("paid", ShowOrder { invoices: invoices[1..2].to_vec(), ..with(paid) }),
            ("set-aside", of(sample::set_aside_order(lang, 473_000, true))),
            ("cancelled", with(OrderState::Cancelled { on: sample::day(2020, 9, 21) })),
            ("moved", with(OrderState::Moved { to: "4127-9".to_owned(), href: "/orders/270499849".to_owned() })),
            ("refunded", ShowOrder { invoices: invoices[..2].to_vec(), ..of(paid_back) }),
            ("expired", with(OrderState::Expired { on: sample::day(2020, 10, 20) })),
        ]
    }
}

//! The rows that follow from a member's ledger: those that are stored, what they must be, and what would put them right.
//!
//! One comparison serves two: verifying says what it finds, rebuilding carries out what would mend it.

mod cards;

use jubilee_core::{Day, Fact, Flight, MemberId, Order, OrderId, Recorded};
use jubilee_store::kept_cards::{self, KeptCardRow};
use jubilee_store::ledger::EntryRow;
use jubilee_store::orders::{self, OrderRow, OrderState};
use jubilee_store::payments::{self, PaymentRow};
use jubilee_store::proofs::{self, ProofRow, ProofState};
use jubilee_store::{Db, Fault, Stmt, members, replan, subscriptions};

use crate::app::App;
use crate::error::AppError;
use crate::held::{Circumstances, Held, order_row, row_state, subscription_row, system_name};

/// How many members are loaded together.
const PAGE: u32 = 200;

/// The rows of orders, payments, proofs and kept cards, of one member or of several.
#[derive(Default)]
pub(crate) struct MemberRows {
    pub(crate) orders: Vec<OrderRow>,
    pub(crate) payments: Vec<PaymentRow>,
    pub(crate) proofs: Vec<ProofRow>,
    pub(crate) cards: Vec<KeptCardRow>,
}

impl MemberRows {
    /// Of all members from one to another, both included.
    pub(crate) async fn load(db: &Db, first: MemberId, last: MemberId) -> Result<MemberRows, Fault> {
        Ok(MemberRows {
            orders: orders::by_range(db, first, last).await?,
            payments: payments::by_range(db, first, last).await?,
            proofs: proofs::by_range(db, first, last).await?,
            cards: kept_cards::by_range(db, first, last).await?,
        })
    }

    /// Of one member among them.
    pub(crate) fn of(&self, member: MemberId) -> MemberRows {
        MemberRows {
            orders: self.orders.iter().filter(|row| row.id.member() == member).cloned().collect(),
            payments: self.payments.iter().filter(|row| row.order.member() == member).cloned().collect(),
            proofs: self.proofs.iter().filter(|row| row.order.member() == member).cloned().collect(),
            cards: self.cards.iter().filter(|row| row.subscription.member() == member).cloned().collect(),
        }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.orders.len() + self.payments.len() + self.proofs.len() + self.cards.len()
    }
}

/// A page of members with their rows.
pub(crate) struct PageOfRows {
    /// The last member of it: the next page comes after.
    pub(crate) last: MemberId,
    pub(crate) members: Vec<MemberWithRows>,
}

/// A member as it was loaded, with its rows where they are to be looked at.
pub(crate) struct MemberWithRows {
    pub(crate) id: MemberId,
    pub(crate) held: Result<Held, AppError>,
    pub(crate) rows: Option<MemberRows>,
}

impl App {
    /// The members after one, the first ones where it is `None`; nothing where there are no more. The rows are loaded before the ledgers, so
    /// that none is newer than the facts.
    pub(crate) async fn page_of_rows(&self, after: Option<MemberId>) -> Result<Option<PageOfRows>, AppError> {
        let ids = replan::members(&self.db, after, PAGE).await?;
        let (Some(first), Some(last)) = (ids.first().copied(), ids.last().copied()) else { return Ok(None) };
        let unplanned = replan::unplanned(&self.db, MemberId::from_number(first.number() - 1), PAGE).await?;
        let page = MemberRows::load(&self.db, first, last).await?;
        let members = self.hold_page(&ids).await?.into_iter().map(|(id, held)| {
            // What an unfinished re-plan has not come to has the dates of an earlier version.
            let rows = (!unplanned.contains(&id)).then(|| page.of(id));
            MemberWithRows { id, held, rows }
        });
        Ok(Some(PageOfRows { last, members: members.collect() }))
    }
}

/// Something that is stored about a member and does not follow from its ledger, or the other way round.
pub(crate) struct Mismatch {
    /// What is wrong, in words.
    pub(crate) what: String,
    /// What puts it right.
    pub(crate) mend: Mend,
}

/// What puts a row right.
pub(crate) enum Mend {
    /// These statements.
    Write(Vec<Stmt>),
    /// The payments of this order, written anew from its entries: [`payments_of`].
    Payments(OrderId),
    /// Nothing that the ledger has: only a backup does.
    Nothing,
}

impl Mismatch {
    fn new(what: String, mend: Vec<Stmt>) -> Mismatch {
        Mismatch { what, mend: Mend::Write(mend) }
    }
}

/// The rows that are not what they would be if they were written now.
pub(crate) fn mismatches(held: &Held, rows: &MemberRows, around: Circumstances<'_>) -> Vec<Mismatch> {
    let mut wrong: Vec<Mismatch> = wrong_member(held).into_iter().collect();
    wrong.extend(wrong_subscriptions(held, around));
    wrong.extend(wrong_orders(held, rows, around));
    wrong.extend(wrong_payments(held, rows));
    wrong.extend(wrong_proofs(held, rows));
    wrong.extend(cards::wrong_cards(held, &rows.cards));
    wrong
}

fn wrong_member(held: &Held) -> Option<Mismatch> {
    let (id, country, system) = (held.row.id, &held.member.country, system_name(held.member.system));
    (held.row.country != *country || held.row.system != system).then(|| {
        let what = format!("its row has not the country {country} and the {system} system that the ledger has");
        Mismatch::new(what, vec![members::set_country(id, country), members::set_system(id, system)])
    })
}

fn wrong_subscriptions(held: &Held, around: Circumstances<'_>) -> Vec<Mismatch> {
    let mut wrong = Vec::new();
    for subscription in &held.member.subscriptions {
        let Some(must_be) = subscription_row(held, subscription.id, around) else { continue };
        match held.subscriptions.iter().find(|row| row.id == subscription.id) {
            Some(is) if *is == must_be => {}
            Some(is) => wrong.push(Mismatch::new(
                format!(
                    "subscription {} of {} has anniversary {} and is due on {}; of {} it must have {} and {}",
                    is.reference,
                    is.offer,
                    shown(is.anniversary_on),
                    shown(is.next_due_on),
                    must_be.offer,
                    shown(must_be.anniversary_on),
                    shown(must_be.next_due_on)
                ),
                vec![subscriptions::update(&must_be)],
            )),
            None => wrong.push(Mismatch::new(
                format!("subscription {} has no row, and what it was called is lost with it", must_be.reference),
                vec![subscriptions::insert(&must_be)],
            )),
        }
    }
    let strangers = held.subscriptions.iter().filter(|row| held.member.subscription(row.id).is_none());
    wrong.extend(strangers.map(|row| {
        let what = format!("subscription {} is not in the ledger", row.reference);
        Mismatch::new(what, vec![subscriptions::remove(row.id)])
    }));
    wrong
}

fn wrong_orders(held: &Held, rows: &MemberRows, around: Circumstances<'_>) -> Vec<Mismatch> {
    let mut wrong = Vec::new();
    for order in &held.member.orders {
        let is = rows.orders.iter().find(|row| row.id == order.id);
        if is.is_some_and(|row| is_row_of(row, order, around.today)) {
            continue;
        }
        let what = match is {
            None => format!("order {} has no row", order.id),
            Some(row) => format!(
                "order {} is {} with {}, to be paid by {}, paid on {}; it must be {} with {}, {} and {}",
                order.id,
                row.state.as_str(),
                row.amount,
                row.pay_by_on,
                shown(row.paid_on),
                row_state(order.state(around.today)).as_str(),
                order.amount,
                order.pay_by(),
                shown(order.paid_on())
            ),
        };
        let mend = order_row(held, order, around).map(|row| orders::put(&row)).into_iter().collect();
        wrong.push(Mismatch::new(what, mend));
    }
    let strangers = rows.orders.iter().filter(|row| held.member.order(row.id).is_none());
    wrong.extend(strangers.map(|row| Mismatch::new(not_there(row.id), vec![orders::remove(row.id)])));
    wrong
}

fn wrong_payments(held: &Held, rows: &MemberRows) -> Vec<Mismatch> {
    let mut wrong = Vec::new();
    for order in &held.member.orders {
        let came = order.payments.iter().filter(|payment| payment.from.is_none());
        let must_be = came.map(|payment| (payment.amount, payment.value_on, payment.recorded_on, payment.identity.as_deref()));
        let is = rows.payments.iter().filter(|row| row.order == order.id);
        if !is.map(|row| (row.amount, row.value_on, row.recorded_on, row.identity.as_deref())).eq(must_be) {
            let what = format!("the payments of order {} are not those of the ledger", order.id);
            wrong.push(Mismatch { what, mend: Mend::Payments(order.id) });
        }
    }
    let mut strangers: Vec<OrderId> =
        rows.payments.iter().map(|row| row.order).filter(|order| held.member.order(*order).is_none()).collect();
    strangers.dedup();
    wrong.extend(strangers.into_iter().map(|order| Mismatch::new(not_there(order), vec![payments::remove(order)])));
    wrong
}

fn wrong_proofs(held: &Held, rows: &MemberRows) -> Vec<Mismatch> {
    let mut wrong = Vec::new();
    for order in &held.member.orders {
        let filed: Vec<(u16, &Flight)> =
            held.member.flights(order.id).filter_map(|flight| Some((flight.proof()?, flight))).collect();
        let is: Vec<&ProofRow> = rows.proofs.iter().filter(|row| row.order == order.id).collect();
        let key = |number, filed_on: Day, value_on: Day| (number, filed_on, value_on);
        let must_be = filed.iter().map(|(number, flight)| key(*number, flight.shown_on, flight.value_on));
        if !is.iter().map(|row| key(row.number, row.filed_on, row.value_on)).eq(must_be) {
            let what = format!("the proofs of order {} are not those of the ledger", order.id);
            wrong.push(Mismatch { what, mend: Mend::Nothing });
            continue;
        }
        for (row, (number, flight)) in is.into_iter().zip(filed) {
            let state = proof_state(flight);
            if row.state != state {
                let (is, must_be) = (row.state.as_str(), state.as_str());
                let what = format!("proof {number} of order {} is {is}; it must be {must_be}", order.id);
                wrong.push(Mismatch::new(what, vec![proofs::answer(order.id, number, state)]));
            }
        }
    }
    let strangers = rows.proofs.iter().filter(|row| held.member.order(row.order).is_none());
    wrong.extend(strangers.map(|row| Mismatch { what: not_there(row.order), mend: Mend::Nothing }));
    wrong
}

fn not_there(order: OrderId) -> String {
    format!("order {order} is not in the ledger")
}

/// The payments of an order as its entries have them. How money came stands in the rows alone: it is taken from those that are there, and is
/// empty where none is.
pub(crate) fn payments_of(order: OrderId, entries: &[EntryRow], rows: &MemberRows) -> Vec<PaymentRow> {
    let mut came: Vec<PaymentRow> = Vec::new();
    // What moved from another order is a payment too, by which identities count, and has no row.
    let mut places: Vec<Option<usize>> = Vec::new();
    for entry in entries {
        let Ok(recorded) = Recorded::decode(&entry.body) else { continue };
        match recorded.entry.fact {
            Fact::PaymentRecorded { order: of, amount, identity } if of == order => {
                let known = rows.payments.iter().find(|row| row.order == order && row.seq == entry.seq);
                places.push(Some(came.len()));
                came.push(PaymentRow {
                    order,
                    seq: entry.seq,
                    amount,
                    value_on: recorded.entry.effective_on,
                    recorded_on: recorded.entry.recorded_on,
                    method: known.map(|row| row.method.clone()).unwrap_or_default(),
                    identity,
                });
            }
            Fact::PaymentMoved { order: of, .. } if of == order => places.push(None),
            Fact::PaymentIdentified { order: of, payment, identity } if of == order => {
                let place = (payment as usize).checked_sub(1).and_then(|at| places.get(at).copied().flatten());
                if let Some(row) = place.and_then(|at| came.get_mut(at)) {
                    row.identity = Some(identity);
                }
            }
            _ => {}
        }
    }
    came
}

/// What became of a proof by the ledger.
fn proof_state(flight: &Flight) -> ProofState {
    match (flight.is_accepted, flight.ended_on) {
        (Some(true), _) => ProofState::Accepted,
        (Some(false), _) => ProofState::Rejected,
        (None, Some(_)) => ProofState::Settled,
        (None, None) => ProofState::Waiting,
    }
}

/// Whether a row can be an order's. Its state was right on the day on which it was written, and nobody writes that an order has expired; before
/// there were payments of any amount, whatever money had come for was called paid.
fn is_row_of(row: &OrderRow, order: &Order, today: Day) -> bool {
    let states = [order.created_on, today].map(|on| row_state(order.state(on)));
    let is_state = states.contains(&row.state) || (row.state == OrderState::Paid && !order.payments.is_empty());
    let days = (row.created_on, row.expires_on, row.pay_by_on, row.paid_on);
    is_state && row.amount == order.amount && days == (order.created_on, order.expires_on, order.pay_by(), order.paid_on())
}

fn shown(day: Option<Day>) -> String {
    day.map_or_else(|| "none".to_owned(), |day| day.to_string())
}

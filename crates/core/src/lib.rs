//! The rules of yearly renewals, pure.
//!
//! A programme, the facts about a member, and a date go in; decisions, each with its reasons, come out:
//!
//! - [`decide`] turns a [`Command`] into ledger entries, or refuses it and says what would lift the refusal;
//! - [`Member::apply`] takes an entry into what is known of a member;
//! - [`standing()`] says what holds for a subscription on any day;
//! - [`agenda()`] says what is due next.
//!
//! This crate never reads a clock, does I/O, draws a random number, or knows a locale; nothing in it is asynchronous. Begin
//! reading at [`cycle`](Cycle) for the dates, then [`decide`].

mod agenda;
mod auto_renewal;
mod benefit;
mod bill;
mod books;
mod calendar;
mod country;
mod cycle;
mod decide;
mod entry;
mod exception;
mod explain;
mod flight;
mod granted;
mod id;
mod invoice;
mod member;
mod money;
mod order;
mod people;
mod price;
mod programme;
mod project;
mod qualification;
mod reactivation;
mod reason;
mod relief;
mod remittance;
mod requirement;
mod role;
mod standing;
mod tax;
mod term;
mod upgrade;
mod vat;
mod words;

pub use agenda::{Due, agenda, next_due, still_concerns};
pub use auto_renewal::{AutoOutlook, AutoRenewal, AutoRenewalRules, CardLabel, ChargeFailure, ChargeFault, ChargeTry};
pub use benefit::{ActivateBy, Benefit, BenefitKind, BenefitReason, UsableUntil, Use};
pub use bill::{Bill, Line, LineKind, NotAPercent, Percent, Tax, Untaxed};
pub use books::{Account, Posting, Side, postings};
pub use calendar::{Day, Instant, NotADay, Span};
pub use country::{countries, is_country};
pub use cycle::{Cycle, timeline};
pub use decide::{Command, Decision, can_buy, decide, refundable};
pub use entry::{Actor, Entry, Fact, Further, Purpose, Recorded, System, Unreadable};
pub use exception::{Exception, ExceptionKind};
pub use explain::{Event, story};
pub use flight::{Flight, Hold, ShownBy};
pub use granted::{BenefitStatus, Grant, Seat, benefits, granted, lost_with_lapse};
pub use id::{AreaId, BenefitId, LevelId, MeasureId, MemberId, NotAnOrder, OfferId, OrderId, ReliefId, SubscriptionId};
pub use invoice::{InvoiceRules, NotANumberForm, NumberForm, term_paid};
pub use member::{
    Attainment, BenefitUse, Billing, Member, Misfit, Origin, ReactivatedBy, Renewal, Replacement, Step, Subscription,
};
pub use money::{Currency, Money, NotMoney};
pub use order::{CARD, Closing, Item, ItemState, MOST_ITEMS, Order, OrderState, Payment};
pub use people::{Person, RoleChange, decide_roles, roles_of_move};
pub use price::{Occasion, price};
pub use programme::{
    Area, Base, Charge, Fee, LegacySystem, Offer, Programme, RenewalRules, Surcharge, TransferRules, Upgrade, Version,
};
pub use project::{Projection, project};
pub use qualification::{ExemptBy, Exemption, Qualification, areas_held, qualification};
pub use reactivation::Opening;
pub use reason::{Lift, Reason, Refusal, Rule};
pub use relief::{Announcement, Applied, Move, Reactivation, Relief, Scope};
pub use remittance::{Doubt, doubt, names_fit, orders_named};
pub use requirement::{Check, Measure, MeasureKind, Need, NeedProgress, Path, PathProgress, Requirement, RequirementState};
pub use role::Role;
pub use standing::{Action, ActionKind, Automatic, Standing, Status, standing};
pub use tax::{Buyer, TaxNotes, TaxRate, TaxRules};
pub use term::{Term, current_cycle, current_term};
pub use upgrade::{Replacing, UpgradeTo, replaceable, replacing, upgrades};
pub use vat::{VatFault, VatNumber, vat_number};
pub use words::{Lang, NotALanguage, Words};

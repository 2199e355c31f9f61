//! Ways to get the rules wrong on purpose. Each has to be found by the comparison: a check that cannot fail proves nothing.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// None: the rules as they are.
    None,
    /// The window's last day is one too early (R6).
    ClosesADayEarly,
    /// The window opens on the anniversary itself (R5).
    OpensADayEarly,
    /// Benefits end with the anniversary (R7).
    NoBenefitsInTheWindow,
    /// The first anniversary is 365 days after the purchase (R4).
    FirstAnniversaryByDays,
    /// The next anniversary is a calendar year on (R12).
    NextAnniversaryByCalendar,
    /// The next anniversary is counted from the payment (R12).
    NextAnniversaryFromPayment,
    /// A relief counts before it is announced (R16).
    ReliefBeforeAnnouncement,
    /// A relief moves what had lapsed before its announcement (R16).
    ReliefMovesLapsed,
    /// A relief is for the first day after its last anniversary too (R13).
    ReliefOneAnniversaryMore,
    /// Two reliefs that move do not add up.
    OnlyOneMove,
    /// A withdrawn relief goes on (R16).
    WithdrawalIgnored,
    /// A withdrawal ends what had begun to count (R16).
    WithdrawalTakesBack,
    /// A waiver reaches the areas that it leaves out.
    ScopeIgnored,
    /// An exemption goes on behind the next renewal date (R17).
    ExemptionNotEnded,
    /// A reactivation gives a year from the payment (R15).
    ReactivatedFromPayment,
    /// Reactivation ends a day early (R15).
    ReactivationADayShort,
    /// Requirements do not matter for a renewal.
    RequirementsIgnored,
    /// Requirements are looked at on the day of the renewal, whatever the programme says.
    AlwaysCheckedAtRenewal,
    /// Areas that do not qualify are kept when the level is renewed.
    AreasNeverLost,
    /// The clock stands still for who is in the legacy system (R18).
    LegacyMayRenew,
    /// A lapse does not wait for money on its way.
    LapseWaitsForNothing,
    /// A lapse waits for money on its way however long it takes.
    LapseWaitsForEver,
    /// A lapse waits for money whose value date lies after the window.
    LapseWaitsForLateMoney,
    /// A lapse waits for what staff did not accept, or what came to nothing.
    RejectedProofHolds,
    /// A card is charged of which its holder was not told.
    ChargedWithoutNotice,
    /// A card is charged on the day before the window opens.
    ChargedADayEarly,
    /// A card is charged again and again.
    ChargedForEver,
    /// A card is charged though that was switched off.
    ChargedAfterSwitchingOff,
    /// A card that the bank refuses for good is charged again.
    RefusedCardTriedAgain,
    /// Who is charged automatically is reminded to renew.
    RemindedAllTheSame,
    /// Money counts on the day on which it becomes known.
    MoneyCountsWhenKnown,
    /// What was paid for is given back for a day less.
    RefundADayShort,
    /// What was given back goes on.
    RefundUndoesNothing,
    /// Part of the money is enough.
    PartIsEnough,
    /// The value date of the first money counts, and not of what completes it.
    FirstMoneyCounts,
    /// What comes too late for one of the things that an order pays for does nothing for the others.
    OneLateItemHoldsAll,
    /// Whatever comes back by one order has room, as if it came back alone.
    RoomForAll,
    /// The dates of the first thing that an order pays for are those of all.
    FirstItemDecides,
    /// A refund undoes only the first of the things that an order paid for.
    RefundUndoesOneItem,
    /// A refund looks only at the first of them.
    RefundAsksTheFirst,
    /// An upgrade costs the whole fee.
    DiscountForgotten,
    /// What an upgrade replaces is over when that is ordered, paid or not.
    ReplacedByTheOrder,
    /// Who has upgraded is reminded to renew what is over.
    ReplacedIsReminded,
    /// What was replaced is not there again when the upgrade is given back.
    UpgradeNotUndone,
    /// What an order will replace is renewed beside it, so that both are paid.
    RenewedBesideUpgrade,
    /// The fee of what was replaced is given back.
    ReplacedGivenBack,
    /// Money that was set aside does not pay the next order.
    HeldMoneyForgotten,
    /// A new version is for begun cycles always.
    VersionsForAll,
    /// A new version is never for begun cycles.
    VersionsForNoneBegun,
    /// An extension by staff does not extend.
    ExtensionIgnored,
    /// An exemption by staff does not end.
    ExceptionNotEnded,
    /// A reminder that is late is sent although a later one is due.
    NotSuperseded,
    /// A moved anniversary has no reminders of its own.
    RemindersOncePerCycle,
}

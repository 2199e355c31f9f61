# Money on bank statements.

bank-doubt-no-reference = It names no order.
bank-doubt-unknown-reference = It names an order that does not exist.
bank-doubt-several-orders = It names several orders.
bank-doubt-another-amount = It is more than is still to be paid for the order that it names.
bank-doubt-another-currency = It is not in the currency of the order that it names.
bank-doubt-already-paid = The order that it names has been paid.
bank-doubt-cancelled = The order that it names was cancelled.
bank-doubt-closed = The money of the order that it names went back, or pays another order.
bank-doubt-expired = The order that it names had expired before the money came.
bank-doubt-value-date = Its value date lies ahead, or long before the order that it names.
bank-doubt-batch = It stands for several transfers that the statement does not tell apart.
bank-doubt-credit-reversed = The bank took back money that had come in. If it had paid an order, that order has to be refunded.
bank-doubt-debit-reversed = Money that had been sent came back.

bank-nav-label = Bank
bank-page-title = Bank
bank-waiting-count = { $count ->
    [one] One payment on the bank statements waits, with value date { $oldest }.
   *[other] { $count } payments on the bank statements wait, the oldest with value date { $oldest }.
}
bank-waiting-look = Look at it
bank-waiting-title = Waiting
bank-waiting-words = Money that does not say by itself what it pays. Choose one to say what it is.
bank-waiting-none = No money waits.
bank-settled-title = Settled
bank-entry-payer = Payer
bank-payer-unknown = Not named
bank-entry-counterparty = Payer’s account
bank-entry-text = Text
bank-text-none = None
bank-entry-account = Our account
bank-entry-file = File
bank-row-why = Why it waits
bank-row-became = What became of it
bank-row-becomes = What would become of it
bank-row-proposal = It may be for order { $order }.
bank-state-recorded = Recorded as the payment of order { $order }.
bank-state-assigned = Recorded by staff as the payment of order { $order }.
bank-state-dismissed = Not for us: { $reason }
bank-state-returned = Sent back: { $reason }
bank-settled-on = Settled on
bank-not-your-role = Your role sees bank statements and changes nothing. An agent can.
bank-form-camt = CAMT.053 (XML)
bank-form-csv = { $bank } (CSV)
bank-form-plain = Our own form (CSV)
bank-import-title = Import a statement
bank-import-words = What names its order, in its exact amount, is recorded with its value date. Everything else waits here. Importing a file again records nothing twice.
bank-import-form = Form of the file
bank-import-file = File
bank-import-do = Import
bank-import-check = Check only
bank-import-no-file = Choose a file.
bank-import-not-xml = This is not CAMT.053. Choose in which form the file is.
bank-import-faults = { $count ->
    [one] The file has a fault, so nothing was imported.
   *[other] The file has { $count } faults, so nothing was imported.
}
bank-import-faults-title = Faults, each with its line
bank-import-done = { $recorded } recorded, { $waiting } waiting, { $repeated } imported before.
bank-import-tried = Nothing was imported. Of this file { $recorded } would be recorded and { $waiting } would wait; { $repeated } had been imported before.
bank-import-passed-over = Passed over: { $debits } that went out, { $pending } not booked yet.
bank-import-other-accounts = The file is not only about the programme’s account: { $accounts }.
bank-tried-title = What importing it would do
bank-entry-title = { $amount }, value date { $date }
bank-entry-assign = It pays an order
bank-entry-order = Order number or payment reference
bank-entry-order-hint = For example 104-3.
bank-entry-no-order = There is no such order. Check its number.
bank-entry-currency = That order is paid in { $currency }. Money in another currency is sent back.
bank-entry-effects = Recording it for order { $order } of { $member } does this
bank-entry-dismiss = It pays no order
bank-entry-what = What it is
bank-entry-not-ours = Not for us
bank-entry-returned = It has been sent back
bank-entry-reason-hint = For staff and for the record.
bank-entry-reason-missing = Say why.
bank-entry-reason-unfit = A reason has at most { $most } characters and no line breaks.
bank-entry-dismiss-do = Take it off the list

# The sandbox: its clock and its mailbox.

demo-bar-label = Demo clock
demo-bar-tag = Demo
demo-bar-next-day = Next day
demo-bar-next-week = Next week
demo-bar-next-event = Next event
demo-bar-as-member = Member
demo-bar-as-staff = Staff
demo-bar-mailbox = Mailbox ({ $mails })

demo-mailbox-title = Demo mailbox
demo-mailbox-words = { $count ->
    [one] { $count } mail has fallen due.
   *[other] { $count } mails have fallen due.
}
demo-mailbox-none = No mail has fallen due yet.
demo-mailbox-none-advice = Move the demo clock on to the next event.
demo-mailbox-newer = Newer
demo-mailbox-older = Older
demo-mail-to = To
demo-mail-member = Member
demo-mail-date = Date
demo-mail-html = As the recipient sees it
demo-mail-text = Plain text

demo-card-title = Payment page of the demo
demo-card-words = This stands in for the page of a payment provider. No card is asked for, and no money moves.
demo-card-for = You pay for
demo-card-pay = Pay
demo-card-kept-for = Your card is kept for
demo-card-leave = Give the card
demo-card-leave-bad = Give a card that will be declined later
demo-card-decline = Have the card declined
demo-card-back = Back without paying
demo-card-closed = On this page nothing can be paid any more.

# What comes next for a subscription, each on its day.

explain-coming-anniversary = The year ends: this is the anniversary.
explain-coming-window = The renewal window opens, through { $until }.
explain-coming-close = This is the last day of the renewal window.
explain-coming-reminder = A reminder is sent.
explain-coming-announcement = The announcement of “{ $relief }” is sent.
explain-coming-reactivation-end = This is the last day on which a payment reactivates it.

## The parts of the story at the command line

explain-part-now = What holds
explain-part-story = How it came
explain-part-coming = What comes next
explain-part-empty = Nothing.
explain-part-recorded = recorded on { $date }

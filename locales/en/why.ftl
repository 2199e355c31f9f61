# Why something is as it is: the story behind a status.

why-page-link = Why?
why-page-title = Why: { $offer }
why-as-of = As known on { $date }
why-as-of-ahead = For { $date }, as far as is known today
why-page-now = What holds
why-page-story = How it came
why-to-come = What comes next
why-nothing-to-come = Nothing is due.
why-page-recorded = recorded on { $date }
why-page-source = { $file }, line { $line }
why-day-label = Look at another day
why-day-field = Day
why-day-hint = A day that has passed shows what was known then; a day to come, what is known now.
why-day-show = Show
why-day-malformed = This is no date. Write it like 2020-09-20.
why-day-before = On { $date } nothing was known here yet. This is what holds today.
why-page-days = Days on which something changed
why-page-today = Today

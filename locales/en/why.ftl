# Why something is as it is: the story behind a status.

why-link = Why?
why-title = Why: { $offer }
why-lead = Everything that led to where { $offer } stands, each with the rule and the line of the programme’s rules that it follows from.
why-as-of = As known on { $date }
why-now = What holds
why-story = How it came
why-to-come = What comes next
why-nothing-to-come = Nothing is due.
why-recorded = recorded on { $date }
why-rule = Rule
why-entry = entry { $number }
why-source = { $file }, line { $line }
why-day-label = Look at another day
why-day-hint = A day that has passed shows what was known then; a day to come, what is known now.
why-day-show = Show
why-day-malformed = This is no date. Write it like 2020-09-20.
why-days = Days on which something changed
why-today = Today

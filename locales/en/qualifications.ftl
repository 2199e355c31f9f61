# What has to be met: the list of areas and the page of each.

qualifications-list-lead = What you hold, and how far you are with the requirements.
qualifications-filter-label = Which are shown
qualifications-filter-yours = Yours
qualifications-filter-all = All
qualifications-column-area = Area
qualifications-none-title = You hold none of these yet.
qualifications-none-words = Choose “All” to see what each of them requires.
qualifications-plain-title = Requirements of other offers
qualifications-exempt-words = “Complete, exempt” means: the requirements count as met, although not all of them may be. The page of the area says until when.
qualifications-help-states = What do the states mean?
qualifications-help-states-words = “Not started”: nothing that is required is there. “In progress”: some of it is there; the page of the area says what is missing. “Complete”: the requirements are met, or you are exempt from them. “Active”: you hold this level. “Qualified”: you could hold it, and do not.
qualifications-help-risk = What does “At risk” mean?
qualifications-help-risk-words = You hold it, and its requirements are no longer met. Nothing is lost for now. If they are still not met when you renew, it lapses.

## States
qualifications-state-not-started = Not started
qualifications-state-in-progress = In progress
qualifications-state-complete = Complete
qualifications-state-exempt = Complete, exempt
qualifications-state-on-return = Complete, waived when you reactivate
qualifications-mark-active = Active
qualifications-mark-qualified = Qualified
qualifications-mark-at-risk = At risk
qualifications-mark-lapses = Lapses on { $on }
qualifications-mark-lapsed = Lapsed on { $on }
qualifications-mark-reactivatable = Can be reactivated until { $until }

## One area
qualifications-nothing-required = Nothing is required.
qualifications-any-path = Any one of these is enough.
qualifications-path-met = Met
qualifications-need-met = met
qualifications-need-progress = { $measure }: { $have } of { $need }
qualifications-need-missing = Still missing: { $what }.
qualifications-step-cover = Add without another fee
qualifications-step-cover-words = The requirements are met. { $offer } can cover this too; the fee that you pay for the level is enough.
qualifications-step-cover-later = As soon as the requirements are met, { $offer } can cover this too, without another fee.
qualifications-step-buy-later = As soon as the requirements are met, you can buy it for { $fee } a year.
qualifications-step-later = As soon as the requirements are met, you can have it.
qualifications-step-see = { $offer } in Membership offers
qualifications-step-covered = { $offer } now covers { $area }.

## What was attained
qualifications-attained-title = What counts for you
qualifications-attained-none = Nothing has been recorded yet.
qualifications-attained-words = The programme’s staff record this. Is something missing? Then get in touch with the programme team.
qualifications-attained-what = What
qualifications-attained-since = Since
qualifications-attained-until = Until
qualifications-attained-for-good = no end
qualifications-attained-over = over
qualifications-attained-general = (for every area)
qualifications-attained-amount = { $measure }: { $amount }

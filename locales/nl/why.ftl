# Waarom iets is zoals het is: het verhaal achter een status.

why-page-link = Waarom?
why-page-title = Waarom? { $offer }
why-as-of = Zoals bekend op { $date }
why-as-of-ahead = Voor { $date }, naar wat vandaag bekend is
why-page-now = Wat er geldt
why-page-story = Hoe het zo kwam
why-to-come = Wat er nog komt
why-nothing-to-come = Er staat niets te gebeuren.
why-page-recorded = vastgelegd op { $date }
why-page-source = { $file }, regel { $line }
why-day-label = Een andere dag bekijken
why-day-field = Dag
why-day-hint = Een dag die voorbij is, toont wat toen bekend was; een dag die nog komt, wat nu bekend is.
why-day-show = Tonen
why-day-malformed = Dit is geen datum. Schrijf hem als 2020-09-20.
why-day-before = Op { $date } was hier nog niets bekend. Dit is wat vandaag geldt.
why-page-days = Dagen waarop er iets veranderde
why-page-today = Vandaag

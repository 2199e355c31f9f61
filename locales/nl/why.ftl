# Waarom iets is zoals het is: het verhaal achter een status.

why-link = Waarom?
why-title = Waarom: { $offer }
why-lead = Alles wat heeft geleid tot hoe { $offer } ervoor staat, telkens met de regel en de plaats in de programmaregels waaruit het volgt.
why-as-of = Zoals bekend op { $date }
why-now = Wat er geldt
why-story = Hoe het zo kwam
why-to-come = Wat er nog komt
why-nothing-to-come = Er staat niets te gebeuren.
why-recorded = vastgelegd op { $date }
why-rule = Regel
why-entry = regel { $number } in het grootboek
why-source = { $file }, regel { $line }
why-day-label = Een andere dag bekijken
why-day-hint = Een dag die voorbij is, toont wat toen bekend was; een dag die nog komt, wat nu bekend is.
why-day-show = Tonen
why-day-malformed = Dit is geen datum. Schrijf hem als 2020-09-20.
why-days = Dagen waarop er iets veranderde
why-today = Vandaag

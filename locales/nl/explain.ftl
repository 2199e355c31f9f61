# Wat er voor een abonnement nog komt, telkens op zijn dag.

explain-coming-anniversary = Het jaar eindigt: dit is de jubileumdatum.
explain-coming-window = De verlengingsperiode begint en loopt tot en met { $until }.
explain-coming-close = Dit is de laatste dag van de verlengingsperiode.
explain-coming-reminder = Er wordt een herinnering verstuurd.
explain-coming-announcement = De aankondiging van “{ $relief }” wordt verstuurd.
explain-coming-reactivation-end = Dit is de laatste dag waarop een betaling opnieuw activeert.

## De delen van het verhaal op de opdrachtregel

explain-part-now = Wat er geldt
explain-part-story = Hoe het zo kwam
explain-part-coming = Wat er nog komt
explain-part-empty = Niets.
explain-part-recorded = vastgelegd op { $date }

# Invoices and credit notes.

## On paper

invoice-paper-title = Invoice
invoice-paper-credit-title = Credit note
invoice-paper-billed-to = BILLED TO
invoice-paper-credited-to = CREDITED TO
invoice-paper-number = Invoice number
invoice-paper-date = Invoice date
invoice-paper-credit-number = Credit note number
invoice-paper-credit-date = Date
invoice-paper-credits = Credits invoice
invoice-paper-order = Order number
invoice-paper-ordered-on = Ordered on
invoice-paper-purchase-order = Your purchase order
invoice-paper-member = Member number
invoice-paper-vat-number = VAT number { $number }
invoice-paper-description = DESCRIPTION
invoice-paper-term = TERM
invoice-paper-tax-name = VAT
invoice-paper-amount = AMOUNT
# Both days are included.
invoice-paper-from-until = { $from } up to and including { $until }
invoice-paper-net = Total excluding { $tax }
invoice-paper-tax = { $tax } { $rate } on { $net }
invoice-paper-total = Total
invoice-paper-credit-total = Total credited
invoice-paper-paid = Paid on { $date }. There is nothing left to pay.
invoice-paper-paid-by-transfer = Paid by bank transfer on { $date }. There is nothing left to pay.
invoice-paper-paid-by-card = Paid by card on { $date }. There is nothing left to pay.
invoice-paper-paid-back = This amount was paid back to you on { $date }.
invoice-paper-continued = { $title } { $number }, continued
invoice-paper-page = Page { $page } of { $pages }

## Its lines

invoice-line-renewal = { $offer }, renewal
invoice-line-purchase = { $offer }, purchase
invoice-line-reactivation = { $offer }, reactivation
invoice-line-upgrade-discount = Discount for the upgrade
invoice-line-surcharge = Surcharge

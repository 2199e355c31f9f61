### What an order costs, line by line
bill-lines-title = What it costs
bill-lines-fee = Fee of a year
bill-lines-of = { $offer }: { $line }
bill-lines-upgrade-discount = Upgrade discount{ $share ->
    [none] {""}
   *[other] {" "}({ $share })
}
bill-lines-surcharge = Surcharge{ $share ->
    [none] {""}
   *[other] {" "}({ $share })
}
bill-lines-net = Before tax
bill-lines-tax = { $tax } { $rate } ({ $country })
bill-lines-total = To be paid
bill-why-charged = { $tax } at { $rate } is charged: the rate of the country of the business ({ $country }).
bill-why-number = With a VAT number of that country in the billing details, no { $tax } is charged (reverse charge).
bill-total-with-tax = { $amount } ({ $tax } included)

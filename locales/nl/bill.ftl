### Wat een bestelling kost, regel voor regel
bill-lines-title = Wat het kost
bill-lines-fee = Jaarbijdrage
bill-lines-of = { $offer }: { $line }
bill-lines-upgrade-discount = Korting voor het hogere niveau{ $share ->
    [none] {""}
   *[other] {" "}({ $share })
}
bill-lines-surcharge = Toeslag{ $share ->
    [none] {""}
   *[other] {" "}({ $share })
}
bill-lines-net = Bedrag zonder belasting
bill-lines-tax = { $tax } { $rate } ({ $country })
bill-lines-total = Te betalen
bill-why-charged = Er wordt { $rate } { $tax } in rekening gebracht: het tarief van het land van het bedrijf ({ $country }).
bill-why-number = Met een btw-nummer van dat land in de factuurgegevens wordt geen { $tax } in rekening gebracht (verlegd).
bill-total-with-tax = { $amount } (inclusief { $tax })

# Billing details: whom invoices are for, and what decides about tax.

billing-page-title = Billing details
billing-page-lead = Whom invoices are for, and what decides about the tax on orders.
billing-tax-title = Tax on an order that is made today
billing-open-words = { $orders ->
    [one] This order waits for its payment. It keeps the amount and the tax with which it was made. Should it have other details, then change them here, cancel the order and order again.
   *[other] These orders wait for their payment. They keep the amounts and the tax with which they were made. Should one have other details, then change them here, cancel the order and order again.
}
billing-business-title = The business
billing-business-name = Name of the business
billing-business-hint = As it should stand on invoices. Left empty: { $name }.
billing-address-label = Address
billing-address-hint = At most 6 lines, without the country.
billing-country-label = Country
billing-country-hint = The country of the business decides about the tax.
billing-country-own = { $country }, as registered
billing-vat-label = VAT number
billing-vat-hint = With the letters of its country, for example NL004495445B01. Its form is checked; nobody is asked whether it is in use.
billing-email-label = E-mail address for invoices
billing-email-hint = For example that of the accounts department. Left empty: only the organisation’s own people get them.
billing-page-after = A change counts for orders that are made after it.
billing-page-save = Save
billing-page-cancel = Cancel
billing-not-your-role = Your role sees these details and does not change them.
billing-done-saved = Saved. It counts for orders that are made from now on.
billing-done-exempt = The member is exempt from tax. It counts for orders that are made from now on.
billing-done-not-exempt = The member is not exempt from tax any more. It counts for orders that are made from now on.
billing-exempt-title = Exemption from tax
billing-exempt-because = The member is exempt: { $reason }
billing-exempt-not = The member is not exempt.
billing-exempt-not-your-role = Managers decide about an exemption. Your role sees it.
billing-exempt-end = End the exemption
billing-exempt-reason = Why the member is exempt
billing-exempt-hint = For staff and for the record, for example which letter shows it. The member is told that it is exempt, and not why.
billing-exempt-grant = Exempt from tax
billing-wrong-business = A name has at most 200 characters, on one line.
billing-wrong-address = An address has at most 6 lines of at most 100 characters each.
billing-wrong-country = Choose a country from the list.
billing-wrong-vat-prefix = A VAT number begins with the letters of its country, for example NL004495445B01.
billing-wrong-vat-form = VAT numbers of this country have another form. Compare it with the registration.
billing-wrong-vat-digits = The check digits do not fit: one of the digits is mistyped.
billing-wrong-vat-country = This VAT number is of another country ({ $number }) than the business ({ $business }). Give the number that it has there, or choose another country.
billing-wrong-email = This is not an e-mail address.
billing-wrong-reason = Say why, in at most { $most } characters.

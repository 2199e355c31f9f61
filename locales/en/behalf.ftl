# Staff reactivate something for a member.

behalf-page-title = Reactivate { $offer } for { $member }
behalf-by-relief = “{ $relief }” allows it until { $until }.
behalf-by-exception = An exception allows it until { $until }.
behalf-active-from = Active from the value date of the payment
behalf-page-fee = An order for { $fee } is made in the member’s name, and its administrators are told how to pay. The payment counts with a value date until { $until }.
behalf-page-free = Nothing has to be paid. It is active at once.
behalf-page-order = Order the reactivation
behalf-page-reactivate = Reactivate
behalf-page-approve = Approve the reactivation
behalf-not-your-role = Your role sees this and does not order for members.
behalf-page-link = Reactivate { $offer }

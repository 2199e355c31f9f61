# Staff reactivate something for a member.

behalf-title = Reactivate { $offer } for { $member }
behalf-by-relief = “{ $relief }” allows it until { $until }.
behalf-by-exception = An exception allows it until { $until }.
behalf-active-from = Active from the value date of the payment
behalf-fee = An order for { $fee } is made in the member’s name, and its administrators are told how to pay. The payment counts with a value date until { $until }.
behalf-free = Nothing has to be paid. It is active at once.
behalf-order = Order the reactivation
behalf-reactivate = Reactivate
behalf-approve = Approve the reactivation
behalf-not-your-role = Your role sees this and does not order for members.
behalf-link = Reactivate { $offer }

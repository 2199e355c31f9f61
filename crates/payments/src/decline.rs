//! Why a bank says no, in our terms: what decides whether a kept card is charged again.

use jubilee_core::ChargeFault;

/// The codes of a card that the bank will not accept any more, whenever it is asked.
const FOR_GOOD: &[&str] = &[
    "card_not_supported",
    "fraudulent",
    "incorrect_number",
    "invalid_account",
    "invalid_number",
    "lost_card",
    "new_account_information_available",
    "pickup_card",
    "restricted_card",
    "revocation_of_all_authorizations",
    "revocation_of_authorization",
    "stolen_card",
    "stop_payment_order",
];

/// What a provider's code of a decline comes to. A code that is not known may pass.
pub fn charge_fault(code: &str) -> ChargeFault {
    match code {
        "insufficient_funds" | "withdrawal_count_limit_exceeded" | "card_velocity_exceeded" => ChargeFault::InsufficientFunds,
        "expired_card" | "invalid_expiry_month" | "invalid_expiry_year" => ChargeFault::CardExpired,
        "authentication_required" | "offline_pin_required" | "online_or_offline_pin_required" => {
            ChargeFault::ConfirmationNeeded
        }
        code if FOR_GOOD.contains(&code) => ChargeFault::CardBlocked,
        _ => ChargeFault::Declined,
    }
}

#[cfg(test)]
mod tests {
    use super::charge_fault;

    #[test]
    fn only_what_may_pass_is_charged_again() {
        for code in ["insufficient_funds", "generic_decline", "do_not_honor", "processing_error", "try_again_later", ""] {
            assert!(charge_fault(code).may_pass(), "{code}");
        }
        for code in ["expired_card", "stolen_card", "lost_card", "authentication_required", "revocation_of_authorization"] {
            assert!(!charge_fault(code).may_pass(), "{code}");
        }
    }
}

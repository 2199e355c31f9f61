//! What a request asks for, checked as Stripe checks it.

use serde_json::{Value, json};

use super::KEY;
use super::form::{Fields, kind as kind_of, metadata, read};
use super::http::Request;
use super::object::Objects;

/// The parameters that each request may have.
const PARAMETERS: &[(&str, &[&str])] = &[
    (
        "POST /v1/checkout/sessions",
        &[
            "mode",
            "payment_method_types[]",
            "line_items[][quantity]",
            "line_items[][price_data][currency]",
            "line_items[][price_data][unit_amount]",
            "line_items[][price_data][product_data][name]",
            "client_reference_id",
            "metadata",
            "payment_intent_data[metadata",
            "payment_intent_data[description]",
            "payment_intent_data[setup_future_usage]",
            "setup_intent_data[metadata",
            "setup_intent_data[description]",
            "adaptive_pricing[enabled]",
            "customer_creation",
            "customer_email",
            "success_url",
            "cancel_url",
            "locale",
            "expand[]",
        ],
    ),
    ("POST /v1/checkout/sessions/{id}/expire", &["expand[]"]),
    ("GET /v1/checkout/sessions/{id}", &["expand[]"]),
    (
        "POST /v1/payment_intents",
        &[
            "amount",
            "currency",
            "payment_method_types[]",
            "customer",
            "payment_method",
            "confirm",
            "off_session",
            "description",
            "metadata",
            "expand[]",
        ],
    ),
    ("GET /v1/payment_intents/{id}", &["expand[]"]),
    ("GET /v1/payment_intents", &["limit", "customer", "created[gte]", "starting_after", "expand[]"]),
    ("GET /v1/setup_intents/{id}", &["expand[]"]),
    ("POST /v1/payment_methods/{id}/detach", &["expand[]"]),
    ("POST /v1/refunds", &["payment_intent", "amount", "metadata"]),
    ("GET /v1/refunds/{id}", &["expand[]"]),
    ("GET /v1/refunds", &["limit", "payment_intent", "starting_after"]),
    ("GET /v1/disputes/{id}", &["expand[]"]),
];

/// `METHOD /path`, with identities replaced by `{id}`.
pub(super) fn kind(request: &Request) -> String {
    let parts =
        request.path.split('/').map(|part| if part.contains('_') && part.contains(char::is_numeric) { "{id}" } else { part });
    format!("{} {}", request.method, parts.collect::<Vec<_>>().join("/"))
}

/// An error in Stripe's form.
pub(super) fn error(kind: &str, code: &str, message: &str) -> Value {
    json!({"error": {"type": kind, "code": code, "message": message}})
}

fn invalid(code: &str, message: &str) -> (u16, Value) {
    (400, error("invalid_request_error", code, message))
}

fn missing(id: &str) -> (u16, Value) {
    (404, error("invalid_request_error", "resource_missing", &format!("No such object: '{id}'")))
}

/// Answers a request. `failing`: with an inner error, and whether after having done what was asked.
pub(super) fn answer(objects: &mut Objects, request: &Request, failing: Option<bool>) -> (u16, Value) {
    let kind = kind(request);
    let header = |name: &str| request.headers.get(name).map(String::as_str);
    if header("authorization") != Some(&format!("Bearer {KEY}")) {
        return (401, error("invalid_request_error", "api_key_invalid", "Invalid API Key provided"));
    }
    if header("stripe-version").is_none() {
        return invalid("version_missing", "this server wants the version to be pinned");
    }
    let Some(fields) = read(if request.method == "GET" { &request.query } else { &request.body }) else {
        return invalid("form_invalid", "the form cannot be read");
    };
    if let Err(refused) = check(&kind, &fields) {
        return refused;
    }
    let Some(key) = header("idempotency-key").filter(|_| request.method == "POST") else {
        return perform(objects, &kind, &request.path, &fields);
    };
    let fingerprint = format!("{} {}", request.path, request.body);
    if let Some((before, status, answer)) = objects.answers.get(key) {
        return if *before == fingerprint {
            (*status, answer.clone())
        } else {
            let message = "Keys for idempotent requests can only be used with the same parameters they were first used with.";
            (400, error("idempotency_error", "idempotency_error", message))
        };
    }
    let broken = (500, error("api_error", "api_error", "An unknown error occurred"));
    let answered = match failing {
        Some(false) => broken,
        Some(true) => {
            perform(objects, &kind, &request.path, &fields);
            broken
        }
        None => perform(objects, &kind, &request.path, &fields),
    };
    // What was refused before it began is not remembered.
    if answered.0 != 400 && answered.0 != 404 {
        objects.answers.insert(key.to_owned(), (fingerprint, answered.0, answered.1.clone()));
    }
    answered
}

fn check(kind: &str, fields: &Fields) -> Result<(), (u16, Value)> {
    let Some((_, known)) = PARAMETERS.iter().find(|(request, _)| *request == kind) else {
        return Err((404, error("invalid_request_error", "url_invalid", "Unrecognized request URL")));
    };
    if let Some(odd) = fields.keys().find(|key| !known.contains(&kind_of(key).as_str())) {
        return Err(invalid("parameter_unknown", &format!("Received unknown parameter: {odd}")));
    }
    // What is for the one kind of page is refused for the other.
    if kind == "POST /v1/checkout/sessions" {
        let foreign: &[&str] = match fields.get("mode").map(String::as_str) {
            Some("payment") => &["setup_intent_data"],
            Some("setup") => &["line_items", "payment_intent_data", "adaptive_pricing"],
            _ => return Err(invalid("parameter_invalid", "Invalid mode")),
        };
        if let Some(odd) = fields.keys().find(|key| foreign.iter().any(|prefix| key.starts_with(prefix))) {
            return Err(invalid("parameter_unknown", &format!("You can not pass `{odd}` in this mode.")));
        }
    }
    let required: &[&str] = match kind {
        "POST /v1/checkout/sessions" if fields.get("mode").is_some_and(|mode| mode == "setup") => &["success_url"],
        "POST /v1/checkout/sessions" => {
            &["mode", "success_url", "line_items[0][price_data][currency]", "line_items[0][price_data][unit_amount]"]
        }
        "POST /v1/payment_intents" => &["amount", "currency", "customer", "payment_method"],
        "POST /v1/refunds" => &["payment_intent", "amount"],
        _ => &[],
    };
    if let Some(lacking) = required.iter().find(|key| !fields.contains_key(**key)) {
        return Err(invalid("parameter_missing", &format!("Missing required param: {lacking}")));
    }
    let amounts = ["amount", "line_items[0][price_data][unit_amount]"];
    let is_amount = |text: &String| text.parse::<i64>().is_ok_and(|amount| amount > 0);
    if amounts.iter().filter_map(|key| fields.get(*key)).any(|text| !is_amount(text)) {
        return Err(invalid("parameter_invalid_integer", "Invalid positive integer"));
    }
    let currencies = ["currency", "line_items[0][price_data][currency]"];
    if currencies.iter().filter_map(|key| fields.get(*key)).any(|code| code.len() != 3 || *code != code.to_lowercase()) {
        return Err(invalid("currency_invalid", "Invalid currency"));
    }
    Ok(())
}

fn perform(objects: &mut Objects, kind: &str, path: &str, fields: &Fields) -> (u16, Value) {
    let id = path.split('/').find(|part| part.contains('_') && part.contains(char::is_numeric)).unwrap_or_default();
    if kind.contains("{id}") && !objects.all.contains_key(id) {
        return missing(id);
    }
    match kind {
        "POST /v1/checkout/sessions" => {
            let session = objects.begin(fields);
            (200, public(objects, session, fields))
        }
        "POST /v1/checkout/sessions/{id}/expire" => {
            if objects.all[id]["status"] != "open" {
                return invalid("resource_state", "Only Checkout Sessions with a status in [\"open\"] can be expired.");
            }
            objects.expire(id);
            (200, public(objects, objects.all[id].clone(), fields))
        }
        "POST /v1/payment_methods/{id}/detach" => {
            if objects.all[id]["customer"].is_null() {
                return invalid("payment_method_unattached", "The payment method is not attached to a customer.");
            }
            objects.detach(id);
            (200, public(objects, objects.all[id].clone(), fields))
        }
        "POST /v1/payment_intents" => {
            if objects.all.get(&fields["payment_method"]).is_none_or(|method| method["customer"] != fields["customer"]) {
                return invalid("payment_method_detached", "The payment method does not belong to the customer.");
            }
            let (payment, is_good) = objects.charge_kept(fields);
            let object = objects.all[&payment].clone();
            if is_good {
                return (200, public(objects, object, fields));
            }
            let mut error = object["last_payment_error"].clone();
            error["payment_intent"] = object;
            (402, json!({"error": error}))
        }
        "POST /v1/refunds" => {
            let (payment, amount) = (&fields["payment_intent"], fields["amount"].parse().unwrap_or(0));
            if !objects.all.contains_key(payment) {
                return missing(payment);
            }
            if amount > objects.refundable(payment) {
                return invalid("charge_already_refunded", "Refund amount is greater than unrefunded amount on charge");
            }
            let refund = objects.refund(payment, amount, &metadata(fields, "metadata"));
            (200, objects.all[&refund].clone())
        }
        "GET /v1/payment_intents" => list(objects, "payment_intent", "customer", fields),
        "GET /v1/refunds" => list(objects, "refund", "payment_intent", fields),
        _ => (200, public(objects, objects.all[id].clone(), fields)),
    }
}

/// The newest first, a page at a time.
fn list(objects: &Objects, kind: &str, by: &str, fields: &Fields) -> (u16, Value) {
    let limit: usize = fields.get("limit").and_then(|text| text.parse().ok()).unwrap_or(10);
    let since = fields.get("created[gte]").and_then(|text| text.parse().ok()).unwrap_or(i64::MIN);
    let is_wanted = |object: &&Value| {
        object["object"] == kind
            && fields.get(by).is_none_or(|wanted| object[by] == *wanted)
            && object["created"].as_i64() >= Some(since)
            && fields.get("starting_after").is_none_or(|after| object["id"].as_str() < Some(after))
    };
    let found: Vec<&Value> = objects.all.values().rev().filter(is_wanted).collect();
    let has_more = found.len() > limit;
    let page: Vec<Value> = found.into_iter().take(limit).map(|object| public(objects, object.clone(), fields)).collect();
    (200, json!({"object": "list", "data": page, "has_more": has_more}))
}

/// The object as it is handed out: without what Stripe keeps to itself, with what was asked to be expanded.
fn public(objects: &Objects, mut object: Value, fields: &Fields) -> Value {
    let wanted: Vec<&str> =
        fields.iter().filter(|(key, _)| key.starts_with("expand[")).map(|(_, path)| path.as_str()).collect();
    for path in wanted {
        expand(objects, &mut object, path.strip_prefix("data.").unwrap_or(path));
    }
    if let Some(fields) = object.as_object_mut() {
        fields.retain(|key, _| !key.starts_with('_'));
    }
    object
}

fn expand(objects: &Objects, object: &mut Value, path: &str) {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let Some(inner) = object[first].as_str().and_then(|id| objects.all.get(id)) else { return };
    let mut inner = inner.clone();
    if let Some(rest) = rest {
        expand(objects, &mut inner, rest);
    }
    object[first] = inner;
}

-- What a member's own entries can rebuild is a read model. What is marked "contact" is not in the ledger, so that a person can be
-- erased and the chains still verify.

CREATE TABLE programme (
    number {int} NOT NULL PRIMARY KEY,
    effective_on {text} NOT NULL,
    source_name {text} NOT NULL,
    source {text} NOT NULL,
    published_at {int} NOT NULL
) {strict};

CREATE TABLE installation (
    id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
    programme {text} NOT NULL,
    sandbox {int} NOT NULL CHECK (sandbox IN (0, 1)),
    live_from {text},
    today {text} CHECK (today IS NULL OR sandbox = 1),
    completed_on {text},
    base_url {text}
) {strict};

-- name, language, search: contact. version = the number of ledger entries, head = the hash of the last one.
CREATE TABLE members (
    id {int} NOT NULL PRIMARY KEY,
    ref {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    country {text} NOT NULL,
    language {text} NOT NULL,
    system {text} NOT NULL,
    version {int} NOT NULL CHECK (version >= 0),
    head {bytes} NOT NULL,
    search {text} NOT NULL
) {strict};
CREATE INDEX members_search ON members (search, id);

-- Contact. email_key is the address in lower case: one person is one row and one mail, however the address is written.
CREATE TABLE users (
    id {serial},
    member {int} NOT NULL REFERENCES members (id),
    email {text} NOT NULL,
    email_key {text} NOT NULL,
    name {text} NOT NULL,
    language {text} NOT NULL,
    roles {text} NOT NULL,
    UNIQUE (member, email_key)
) {strict};
CREATE INDEX users_email ON users (email_key);

CREATE TABLE staff (
    id {serial},
    email {text} NOT NULL,
    email_key {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    language {text} NOT NULL,
    role {text} NOT NULL
) {strict};

-- The member is in the identity too (id / 1024); here it spares the due query a computation.
CREATE TABLE subscriptions (
    id {int} NOT NULL PRIMARY KEY,
    member {int} NOT NULL REFERENCES members (id),
    ref {text} NOT NULL UNIQUE,
    offer {text} NOT NULL,
    anniversary_on {text},
    next_due_on {text},
    ended {int} NOT NULL CHECK (ended IN (0, 1)),
    CHECK (ended = 0 OR next_due_on IS NULL)
) {strict};
CREATE INDEX subscriptions_due ON subscriptions (next_due_on, member) WHERE next_due_on IS NOT NULL;

-- Append-only. hash = SHA-256 (hash before, member, seq, body).
CREATE TABLE ledger (
    member {int} NOT NULL,
    seq {int} NOT NULL CHECK (seq >= 1),
    body {bytes} NOT NULL,
    hash {bytes} NOT NULL,
    PRIMARY KEY (member, seq)
) {clustered};

-- The members with entries that no seal covers yet.
CREATE TABLE unsealed (
    member {int} NOT NULL PRIMARY KEY
) {strict};

CREATE TABLE seals (
    number {int} NOT NULL PRIMARY KEY,
    day {text} NOT NULL,
    previous {bytes} NOT NULL,
    heads {bytes} NOT NULL,
    hash {bytes} NOT NULL
) {strict};

CREATE TABLE seal_heads (
    seal {int} NOT NULL,
    member {int} NOT NULL,
    seq {int} NOT NULL,
    hash {bytes} NOT NULL,
    PRIMARY KEY (seal, member)
) {clustered};

-- purchase_order: contact. The member is in the identity too (id / 65536).
CREATE TABLE orders (
    id {int} NOT NULL PRIMARY KEY,
    member {int} NOT NULL REFERENCES members (id),
    number {text} NOT NULL UNIQUE,
    reference {text} NOT NULL UNIQUE,
    subscription {int},
    offer {text} NOT NULL,
    action {text} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor >= 0),
    currency {text} NOT NULL,
    created_on {text} NOT NULL,
    expires_on {text} NOT NULL,
    pay_by_on {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('open', 'paid', 'expired', 'cancelled')),
    purchase_order {text},
    paid_on {text},
    CHECK (state <> 'paid' OR paid_on IS NOT NULL)
) {strict};
CREATE INDEX orders_open ON orders (pay_by_on, id) WHERE state = 'open';

-- seq is the ledger entry that recorded the payment, so a payment cannot be stored twice.
CREATE TABLE payments (
    order_id {int} NOT NULL,
    seq {int} NOT NULL,
    member {int} NOT NULL,
    amount_minor {int} NOT NULL,
    currency {text} NOT NULL,
    value_on {text} NOT NULL,
    recorded_on {text} NOT NULL,
    method {text} NOT NULL,
    PRIMARY KEY (order_id, seq)
) {clustered};

-- next_attempt_at: while waiting, when to try; while sending, when the claim runs out; empty once there is nothing more to do.
-- unclear: how often an attempt ended without saying whether the mail was taken.
CREATE TABLE outbox (
    id {serial},
    identity {text} NOT NULL UNIQUE,
    member {int},
    kind {text} NOT NULL,
    recipient {text} NOT NULL,
    language {text} NOT NULL,
    on_day {text} NOT NULL,
    payload {text} NOT NULL,
    message_id {text} NOT NULL UNIQUE,
    state {text} NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'superseded')),
    attempts {int} NOT NULL,
    unclear {int} NOT NULL,
    next_attempt_at {int},
    claim {text},
    last_error {text},
    sent_at {int},
    CHECK ((state IN ('waiting', 'sending')) = (next_attempt_at IS NOT NULL)),
    CHECK ((state = 'sending') = (claim IS NOT NULL))
) {strict};
CREATE INDEX outbox_due ON outbox (next_attempt_at, id) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX outbox_claim ON outbox (claim) WHERE claim IS NOT NULL;
CREATE INDEX outbox_member ON outbox (member, id) WHERE member IS NOT NULL;
CREATE INDEX outbox_state ON outbox (state, id);

CREATE TABLE jobs (
    kind {text} NOT NULL,
    on_day {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('running', 'finished')),
    due {int} NOT NULL,
    done {int} NOT NULL,
    superseded {int} NOT NULL,
    missed {int} NOT NULL,
    failed {int} NOT NULL,
    started_at {int} NOT NULL,
    finished_at {int},
    PRIMARY KEY (kind, on_day)
) {strict};

-- subscription is 0 where the member as a whole could not be dealt with.
CREATE TABLE failures (
    member {int} NOT NULL,
    subscription {int} NOT NULL,
    on_day {text} NOT NULL,
    step {text} NOT NULL,
    reason {text} NOT NULL,
    failed_at {int} NOT NULL,
    PRIMARY KEY (member, subscription, on_day, step)
) {strict};
CREATE INDEX failures_day ON failures (on_day);

CREATE TABLE sign_ins (
    token_hash {bytes} NOT NULL PRIMARY KEY,
    email_key {text} NOT NULL,
    code_hash {bytes} NOT NULL,
    created_at {int} NOT NULL,
    expires_at {int} NOT NULL,
    tries {int} NOT NULL,
    used_at {int},
    next_path {text}
) {strict};
CREATE INDEX sign_ins_email ON sign_ins (email_key, created_at);
CREATE INDEX sign_ins_expiry ON sign_ins (expires_at);

CREATE TABLE sessions (
    token_hash {bytes} NOT NULL PRIMARY KEY,
    email_key {text} NOT NULL,
    staff {int} NOT NULL CHECK (staff IN (0, 1)),
    csrf {text} NOT NULL,
    created_at {int} NOT NULL,
    expires_at {int} NOT NULL
) {strict};
CREATE INDEX sessions_email ON sessions (email_key);
CREATE INDEX sessions_expiry ON sessions (expires_at);

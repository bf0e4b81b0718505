-- Comparing our records with banks' bills and cinemas' statements, day by day.

-- One day with one source. It is compared again and again until it is closed.
CREATE TABLE reconciliations (
    id {uuid} NOT NULL PRIMARY KEY,
    -- unionpay, or cinema:<id>.
    source TEXT NOT NULL,
    -- The source's own day.
    day {day} NOT NULL,
    cinema_id {uuid} REFERENCES cinemas,
    bank TEXT,
    status TEXT NOT NULL,
    run_no INTEGER NOT NULL,
    -- The bill or statement that was compared last.
    file_id {uuid},
    ours_count BIGINT NOT NULL,
    ours_minor BIGINT NOT NULL,
    theirs_count BIGINT NOT NULL,
    theirs_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    matched BIGINT NOT NULL,
    -- Orders of the day about which all three parties agree.
    verdicts_ok BIGINT NOT NULL,
    -- What the bank kept, and what it owes for the day.
    fee_minor BIGINT,
    net_minor BIGINT,
    -- The part of the fee that is in the books already.
    fee_booked_minor BIGINT NOT NULL,
    last_error TEXT,
    tries INTEGER NOT NULL,
    next_run_at {instant},
    -- Somebody compares it until then.
    leased_until {instant},
    created_at {instant} NOT NULL,
    started_at {instant},
    finished_at {instant},
    closed_at {instant},
    UNIQUE (source, day)
);
CREATE INDEX reconciliations_by_day ON reconciliations (day, id);

-- How far each run came; it only grows.
CREATE TABLE reconciliation_runs (
    id {uuid} NOT NULL PRIMARY KEY,
    reconciliation_id {uuid} NOT NULL REFERENCES reconciliations,
    run_no INTEGER NOT NULL,
    -- begun, fetched, parsed, matched, finished or failed.
    stage TEXT NOT NULL,
    detail TEXT NOT NULL,
    at {instant} NOT NULL
);
CREATE INDEX reconciliation_runs_by_day ON reconciliation_runs (reconciliation_id);

-- A difference. The same difference is the same row in every run.
CREATE TABLE reconciliation_breaks (
    id {uuid} NOT NULL PRIMARY KEY,
    reconciliation_id {uuid} NOT NULL REFERENCES reconciliations,
    source TEXT NOT NULL,
    day {day} NOT NULL,
    class TEXT NOT NULL,
    -- payment, refund, dispute, sale or take_back.
    kind TEXT NOT NULL,
    -- Our number of it, or theirs where we have none.
    reference TEXT NOT NULL,
    state TEXT NOT NULL,
    order_id {uuid},
    order_no TEXT,
    payment_id {uuid},
    refund_id {uuid},
    cinema_id {uuid},
    -- Theirs less ours.
    difference_minor BIGINT NOT NULL,
    -- What stands in suspense because of it: a surplus is positive, a shortfall negative.
    suspense_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    -- What each side said when it was last compared.
    ours {json},
    bank_side {json},
    cinema_side {json},
    opened_at {instant} NOT NULL,
    -- Until then the day beside may bring it.
    pooled_until {instant},
    seen_in_run INTEGER NOT NULL,
    owner_id {uuid},
    automatic_action TEXT,
    automatic_state TEXT,
    automatic_outcome TEXT,
    -- The proposal that waits for a second person.
    proposal_id {uuid},
    resolved_at {instant},
    UNIQUE (source, day, class, kind, reference)
);
CREATE INDEX reconciliation_breaks_by_batch ON reconciliation_breaks (reconciliation_id);
CREATE INDEX reconciliation_breaks_unsettled ON reconciliation_breaks (opened_at, id) WHERE state <> 'resolved';
CREATE INDEX reconciliation_breaks_by_order ON reconciliation_breaks (order_id) WHERE order_id IS NOT NULL;

-- What one person proposes; it only grows.
CREATE TABLE break_resolutions (
    id {uuid} NOT NULL PRIMARY KEY,
    break_id {uuid} NOT NULL REFERENCES reconciliation_breaks,
    action TEXT NOT NULL,
    note TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    -- The order that a surplus pays for.
    order_id {uuid},
    -- An entry of the journal that is undone.
    entry_id {uuid},
    maker_id {uuid} NOT NULL,
    made_at {instant} NOT NULL
);
CREATE INDEX break_resolutions_by_break ON break_resolutions (break_id);

-- What another person says to it; it only grows.
CREATE TABLE break_approvals (
    resolution_id {uuid} NOT NULL PRIMARY KEY REFERENCES break_resolutions,
    verdict TEXT NOT NULL,
    note TEXT,
    checker_id {uuid} NOT NULL,
    checked_at {instant} NOT NULL,
    -- What it booked.
    journal_id {uuid}
);

-- What was booked because of a day or of a break, so that nothing is booked twice; it only grows.
CREATE TABLE reconciliation_postings (
    -- The source of its journal; for a reversal, the journal that is undone is.
    id {uuid} NOT NULL PRIMARY KEY,
    -- A break, or a day.
    subject_id {uuid} NOT NULL,
    place INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    journal_id {uuid} NOT NULL REFERENCES ledger_journals,
    at {instant} NOT NULL,
    UNIQUE (subject_id, place)
);

-- Surplus money on its way back to whoever paid it.
CREATE TABLE surplus_returns (
    id {uuid} NOT NULL PRIMARY KEY,
    break_id {uuid} NOT NULL REFERENCES reconciliation_breaks,
    bank TEXT NOT NULL,
    -- Names it at the bank together with txn_time.
    refund_no TEXT NOT NULL UNIQUE,
    txn_time {instant} NOT NULL,
    -- The bank's reference of the payment.
    bank_ref TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    status TEXT NOT NULL,
    outcome TEXT,
    tries INTEGER NOT NULL,
    next_try_at {instant},
    created_at {instant} NOT NULL,
    succeeded_at {instant}
);
CREATE INDEX surplus_returns_due ON surplus_returns (next_try_at) WHERE next_try_at IS NOT NULL;

-- What cinemas say to the platform's statement of their day; it only grows.
CREATE TABLE platform_statement_acks (
    id {uuid} NOT NULL PRIMARY KEY,
    cinema_id {uuid} NOT NULL REFERENCES cinemas,
    business_on {day} NOT NULL,
    is_agreed BOOLEAN NOT NULL,
    -- As the cinema counted.
    line_count BIGINT NOT NULL,
    sale_count BIGINT NOT NULL,
    sale_minor BIGINT NOT NULL,
    refund_count BIGINT NOT NULL,
    refund_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    -- As the platform's statement was then.
    ours TEXT NOT NULL,
    at {instant} NOT NULL
);
CREATE INDEX platform_statement_acks_by_day ON platform_statement_acks (cinema_id, business_on, at);

CREATE INDEX payments_by_bank_day ON payments (bank, accounting_on) WHERE accounting_on IS NOT NULL;
CREATE INDEX payments_by_success ON payments (succeeded_at) WHERE succeeded_at IS NOT NULL;
CREATE INDEX refunds_by_success ON refunds (succeeded_at) WHERE succeeded_at IS NOT NULL;
CREATE INDEX tickets_by_issue ON tickets (issued_at);
CREATE INDEX tickets_by_refund ON tickets (refunded_at) WHERE refunded_at IS NOT NULL;
CREATE INDEX cinema_statement_lines_by_order ON cinema_statement_lines (client_order_id);

-- Paying cinemas what is theirs: one person proposes, another agrees.

-- What one person proposes, with the figures as the books had them then; it only grows.
CREATE TABLE cinema_payouts (
    id {uuid} NOT NULL PRIMARY KEY,
    payout_no TEXT NOT NULL UNIQUE,
    cinema_id {uuid} NOT NULL REFERENCES cinemas,
    -- The last business day whose sales it pays for, and when that day ended.
    through_on {day} NOT NULL,
    until_at {instant} NOT NULL,
    -- What was owed to the cinema, what it owed us, and the rest, which is transferred.
    due_minor BIGINT NOT NULL,
    claims_minor BIGINT NOT NULL,
    transferred_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    -- How the bank calls the transfer.
    transfer_ref TEXT NOT NULL,
    note TEXT NOT NULL,
    maker_id {uuid} NOT NULL,
    made_at {instant} NOT NULL,
    CHECK (claims_minor >= 0 AND transferred_minor > 0),
    CHECK (transferred_minor = due_minor - claims_minor)
);
CREATE INDEX cinema_payouts_by_cinema ON cinema_payouts (cinema_id, id);

-- What another person says to it; it only grows.
CREATE TABLE cinema_payout_approvals (
    payout_id {uuid} NOT NULL PRIMARY KEY REFERENCES cinema_payouts,
    verdict TEXT NOT NULL,
    note TEXT,
    checker_id {uuid} NOT NULL,
    checked_at {instant} NOT NULL,
    -- What it booked.
    journal_id {uuid} REFERENCES ledger_journals
);

CREATE INDEX ledger_entries_by_cinema ON ledger_entries (cinema_id) WHERE cinema_id IS NOT NULL;

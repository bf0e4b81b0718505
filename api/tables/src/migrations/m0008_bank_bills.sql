-- What banks say that they took and paid back, settlement day by settlement day.

-- One bill of a bank's day. Another one is made only when the bank's file reads otherwise.
CREATE TABLE bank_bills (
    id {uuid} NOT NULL PRIMARY KEY,
    bank TEXT NOT NULL,
    -- The bank's settlement day.
    settle_on {day} NOT NULL,
    -- Counts the different bills of one day from 1.
    version INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    -- Of the bytes, in hexadecimal digits.
    sha256 TEXT NOT NULL,
    -- The file as the bank made it.
    raw {bytes} NOT NULL,
    -- whole when it agrees with itself, else broken.
    status TEXT NOT NULL,
    -- What is wrong, in sentences.
    problems {json} NOT NULL,
    parser_version INTEGER NOT NULL,
    -- None when it is broken.
    line_count BIGINT NOT NULL,
    currency TEXT NOT NULL,
    paid_minor BIGINT NOT NULL,
    -- Refunds and voids, a positive sum.
    refunded_minor BIGINT NOT NULL,
    -- What the bank keeps, less what it gave back.
    fee_minor BIGINT NOT NULL,
    -- What the bank owes for the day.
    net_minor BIGINT NOT NULL,
    fetched_at {instant} NOT NULL,
    UNIQUE (bank, settle_on, version),
    UNIQUE (bank, settle_on, sha256)
);

-- The lines of a bill, as they stand there. They are written after their bill in short
-- transactions: a bill has all its lines when it has line_count of them.
CREATE TABLE bank_bill_lines (
    bill_id {uuid} NOT NULL REFERENCES bank_bills,
    -- Place in the bill, from 1: a bank may repeat a line by mistake.
    place BIGINT NOT NULL,
    -- payment, refund, void or dispute.
    kind TEXT NOT NULL,
    -- Ours; empty where the bank names none, as disputes do.
    our_no TEXT NOT NULL,
    txn_at {instant} NOT NULL,
    bank_ref TEXT NOT NULL,
    -- The payment that is given back or disputed, by the bank's reference and by our number.
    original_ref TEXT,
    original_no TEXT,
    -- Always positive; the kind says which way it went.
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    -- Positive when we pay it.
    fee_minor BIGINT NOT NULL,
    -- What the line does to what the bank owes us.
    net_minor BIGINT NOT NULL,
    -- SHA-256 of the line's bytes, in hexadecimal digits.
    raw_hash TEXT NOT NULL,
    PRIMARY KEY (bill_id, place)
);
CREATE INDEX bank_bill_lines_by_number ON bank_bill_lines (our_no);

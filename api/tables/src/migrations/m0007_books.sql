-- Every committed entry, one after the other: days in order, journals whole.
CREATE TABLE ledger_chain (
    -- Counted from 1 without gaps.
    chain_no BIGINT NOT NULL PRIMARY KEY,
    entry_id {uuid} NOT NULL UNIQUE REFERENCES ledger_entries,
    -- SHA-256 of the entry's text, see `domain::ledger::BookedEntry`.
    leaf_hash {bytes} NOT NULL,
    -- SHA-256 of the chain hash before and of this leaf hash.
    chain_hash {bytes} NOT NULL
);

-- Days that are closed for good. Every day has a seal, also one without entries.
CREATE TABLE ledger_seals (
    -- Counted from 1 without gaps.
    number BIGINT NOT NULL PRIMARY KEY,
    book_on {day} NOT NULL UNIQUE,
    entry_count BIGINT NOT NULL,
    -- Number of the last entry up to that day.
    last_chain_no BIGINT NOT NULL,
    chain_hash {bytes} NOT NULL,
    -- Root of the tree (RFC 6962) over the day's leaves in the order of the chain.
    merkle_root {bytes} NOT NULL,
    -- SHA-256 of the text of the seal before; zeros for the first one.
    previous_seal_hash {bytes} NOT NULL,
    sealed_at {instant} NOT NULL,
    key_id TEXT NOT NULL,
    -- Ed25519 over the seal's text, in base64. The key is no business of the database's.
    signature TEXT NOT NULL
);

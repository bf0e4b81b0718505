-- What came of reading the books with suspicion, night by night; it only grows.
CREATE TABLE ledger_checks (
    id {uuid} NOT NULL PRIMARY KEY,
    began_at {instant} NOT NULL,
    ended_at {instant} NOT NULL,
    -- What was read: entries in the chain and seals. Nothing when something was found.
    entry_count BIGINT,
    seal_count BIGINT,
    sealed_until {day},
    -- The first row that is wrong, and what is wrong with it.
    finding_row TEXT,
    finding TEXT,
    CHECK ((finding IS NULL) = (finding_row IS NULL)),
    CHECK ((finding IS NULL) = (entry_count IS NOT NULL AND seal_count IS NOT NULL))
);
CREATE INDEX ledger_checks_by_time ON ledger_checks (began_at);

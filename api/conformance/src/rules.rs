//! The rules: what each is called, what it tries, and where the interface says so.

/// A rule of the interface.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    pub id: &'static str,
    pub title: &'static str,
    pub checks: &'static str,
    pub clause: &'static str,
    /// Whether the system may do without what it is about.
    pub is_optional: bool,
}

const fn rule(
    id: &'static str,
    title: &'static str,
    checks: &'static str,
    clause: &'static str,
) -> Rule {
    Rule { id, title, checks, clause, is_optional: false }
}

const fn optional(
    id: &'static str,
    title: &'static str,
    checks: &'static str,
    clause: &'static str,
) -> Rule {
    Rule { id, title, checks, clause, is_optional: true }
}

/// Every rule, in the order of the report.
pub const RULES: &[Rule] = &[
    rule(
        "CAP-01",
        "Capabilities are told",
        "version 1.x, a maker, sound limits of locks",
        "GET /v1/capabilities",
    ),
    rule(
        "CAP-02",
        "The clock is right",
        "`now` is within 30 s of this machine's clock",
        "GET /v1/capabilities: now",
    ),
    rule(
        "SIG-01",
        "Unsigned requests are refused",
        "no signature: `signature_missing`",
        "Signatures: every request",
    ),
    rule(
        "SIG-02",
        "Changed requests are refused",
        "another body, path, query or method than was signed: `signature_invalid`",
        "Signatures: covered components",
    ),
    rule(
        "SIG-03",
        "Unknown keys are refused",
        "a key that nobody registered: `signature_invalid`",
        "Signatures: keyid",
    ),
    rule(
        "SIG-04",
        "Old signatures are refused",
        "made an hour ago or ahead: `signature_expired`; four minutes are within the window",
        "Signatures: created",
    ),
    rule(
        "SIG-05",
        "Replays are refused",
        "the same request with the same nonce: `replayed`",
        "Signatures: nonce",
    ),
    rule(
        "SIG-06",
        "Every component must be covered",
        "a signature that leaves the body's digest out is refused",
        "Signatures: covered components",
    ),
    rule(
        "PROG-01",
        "The cinema is told",
        "its code is the expected one, it has a zone of time",
        "GET /v1/cinema",
    ),
    rule(
        "PROG-02",
        "Halls are told",
        "as many as the cinema says, each code once",
        "GET /v1/screens",
    ),
    rule(
        "PROG-03",
        "Seat plans are sound",
        "codes and places once, pairs name each other, counts agree with the halls",
        "GET /v1/screens/{screen_code}/seat-plan",
    ),
    rule(
        "PROG-04",
        "A version of a plan never changes",
        "asked twice it is the same; an unknown version or hall is `not_found`",
        "GET /v1/screens/{screen_code}/seat-plan?version=",
    ),
    rule(
        "PROG-05",
        "Films cover the sessions",
        "every film of a session is listed, once, by code",
        "GET /v1/films",
    ),
    rule(
        "PROG-06",
        "Pages are whole",
        "small pages have together what one large page has",
        "GET /v1/sessions: cursor, limit",
    ),
    rule(
        "PROG-07",
        "Sessions are sound",
        "codes once, known halls and plans, times in order, a price for every zone",
        "GET /v1/sessions",
    ),
    rule(
        "PROG-08",
        "Prices have three parts",
        "no part is negative, no ticket is below the lowest price",
        "GET /v1/sessions: zone_prices, lowest_price, net_service_fee",
    ),
    rule(
        "PROG-09",
        "Changes are told since an instant",
        "since long ago: at least what is listed; since tomorrow: nothing",
        "GET /v1/sessions: since",
    ),
    rule(
        "SEAT-01",
        "Seats of a session are told",
        "only seats of its plan, each once, as of now",
        "GET /v1/sessions/{session_code}/seats",
    ),
    rule(
        "SEAT-02",
        "Seats have an entity tag",
        "304 while nothing changed, another tag when something did",
        "GET /v1/sessions/{session_code}/seats: ETag",
    ),
    rule(
        "SEAT-03",
        "An unknown session is named",
        "`session_unknown`",
        "GET /v1/sessions/{session_code}/seats",
    ),
    rule(
        "LOCK-01",
        "Seats are locked",
        "held, ours, with an end within the limits; they show as locked",
        "POST /v1/locks",
    ),
    rule(
        "LOCK-02",
        "A lock is made once",
        "the same request again is the same lock",
        "POST /v1/locks: client_lock_id",
    ),
    rule(
        "LOCK-03",
        "An identifier stands for one wish",
        "the same identifier with other seats: `client_id_reused`, the lock stays",
        "POST /v1/locks: client_lock_id",
    ),
    rule(
        "LOCK-04",
        "All seats or none",
        "one taken seat refuses all with `seats_taken` and its name; the others stay free",
        "POST /v1/locks: all or nothing",
    ),
    rule(
        "LOCK-05",
        "A seat has one winner",
        "20 requests at once for one seat: one lock",
        "POST /v1/locks: all or nothing",
    ),
    rule(
        "LOCK-06",
        "A changed session refuses",
        "another session_version: `session_changed` with the version now",
        "POST /v1/locks: session_version",
    ),
    rule(
        "LOCK-07",
        "Too many seats refuse",
        "one more than allowed: `too_many_seats`",
        "POST /v1/locks: max_seats_per_lock",
    ),
    rule(
        "LOCK-08",
        "Unknown seats refuse",
        "`seats_unknown` with their names",
        "POST /v1/locks: seats",
    ),
    rule(
        "LOCK-09",
        "An unknown session refuses",
        "`session_unknown`",
        "POST /v1/locks: session_code",
    ),
    rule(
        "LOCK-10",
        "A lock is found by our identifier",
        "held, released, and `lock_unknown` for one that never was",
        "GET /v1/locks/by-client-id/{client_lock_id}",
    ),
    rule(
        "LOCK-11",
        "A lost answer is no lost lock",
        "after hanging up, asking and repeating lead to one and the same lock",
        "GET /v1/locks/by-client-id/{client_lock_id}",
    ),
    rule(
        "LOCK-12",
        "A lock ends by itself",
        "the shortest lock's seats are free after its end",
        "POST /v1/locks: auto_unlock_at",
    ),
    rule(
        "LOCK-13",
        "The time asked for is respected",
        "no longer than asked for, never longer than the longest",
        "POST /v1/locks: ttl_seconds",
    ),
    optional(
        "LOCK-14",
        "A lock is extended",
        "the end moves on and never back; a released one is `lock_gone`",
        "POST /v1/locks/{lock_id}/extend",
    ),
    rule(
        "LOCK-15",
        "A lock is given back",
        "by either reference, and again; the seats are free",
        "DELETE /v1/locks/{lock_id}, /v1/locks/by-client-id/{client_lock_id}",
    ),
    rule(
        "LOCK-16",
        "A lock that nobody wants any more is not made",
        "released before it came, it is not held when it comes",
        "DELETE /v1/locks/by-client-id/{client_lock_id}",
    ),
    rule(
        "SALE-01",
        "A lock is sold",
        "a ticket for each seat at its price, a pickup number, a verify code; the seats are sold",
        "POST /v1/locks/{lock_id}/confirm",
    ),
    rule(
        "SALE-02",
        "A sale is made once",
        "the same confirmation again: the same tickets",
        "POST /v1/locks/{lock_id}/confirm: client_order_id",
    ),
    rule(
        "SALE-03",
        "A price below the lowest refuses",
        "`price_refused`, nothing sold, and the right price still goes",
        "POST /v1/locks/{lock_id}/confirm: prices",
    ),
    rule(
        "SALE-04",
        "A released lock is not sold",
        "`lock_gone`, nothing sold",
        "POST /v1/locks/{lock_id}/confirm",
    ),
    rule(
        "SALE-05",
        "A lost answer is no second sale",
        "after hanging up, asking and repeating lead to the same tickets",
        "GET /v1/orders/by-client-id/{client_order_id}",
    ),
    rule(
        "SALE-06",
        "A lock is sold to one order",
        "another order: `lock_sold`, nothing sold",
        "POST /v1/locks/{lock_id}/confirm",
    ),
    rule(
        "SALE-07",
        "Only the lock's seats are sold",
        "other seats than the lock's are refused",
        "POST /v1/locks/{lock_id}/confirm: seats",
    ),
    rule(
        "SALE-08",
        "An order is found by our identifier",
        "as it was sold; `order_unknown` for one that never was",
        "GET /v1/orders/by-client-id/{client_order_id}",
    ),
    optional(
        "REF-01",
        "One ticket is taken back",
        "its seat is free again, the other ticket stays as it was",
        "POST /v1/orders/{order_id}/refunds: ticket_nos",
    ),
    optional(
        "REF-02",
        "A return is made once",
        "the same request again, and asking for it, tell the same",
        "POST /v1/orders/{order_id}/refunds: client_refund_id",
    ),
    optional(
        "REF-03",
        "A whole order is taken back",
        "all tickets and the order are refunded",
        "POST /v1/orders/{order_id}/refunds",
    ),
    optional(
        "REF-04",
        "Collected tickets stay sold",
        "`ticket_used`, the order stays as it is",
        "POST /v1/orders/{order_id}/refunds",
    ),
    rule(
        "REF-05",
        "Unknown orders and returns are named",
        "`order_unknown`, `not_found`",
        "POST /v1/orders/{order_id}/refunds, GET /v1/refunds/by-client-id/{client_refund_id}",
    ),
    rule(
        "DOOR-01",
        "An order is found by its pickup number",
        "the whole order; `pickup_unknown` for no order",
        "GET /v1/pickups/{pickup_no}",
    ),
    rule(
        "DOOR-02",
        "A wrong verify code opens nothing",
        "`verify_code_wrong`, nothing collected",
        "POST /v1/pickups/{pickup_no}/collect",
    ),
    rule(
        "DOOR-03",
        "Tickets are collected once",
        "the right code collects; the second time nothing moves",
        "POST /v1/pickups/{pickup_no}/collect",
    ),
    optional(
        "DOOR-04",
        "Gates admit for their session",
        "another session's gate: `wrong_session`; this one's: in, or `too_early` with the time",
        "POST /v1/pickups/{pickup_no}/check-in",
    ),
    optional(
        "EXC-01",
        "An order is exchanged",
        "the new tickets are sold and the old ones refunded, once",
        "POST /v1/orders/{order_id}/exchanges",
    ),
    optional(
        "EXC-02",
        "An exchange is both or neither",
        "when the new seats cannot be sold, the old order stays as it is",
        "POST /v1/orders/{order_id}/exchanges",
    ),
    rule(
        "STM-01",
        "Lines are numbered without a gap",
        "1, 2, 3 … within the day",
        "GET /v1/statements/{date}: number_by_day",
    ),
    rule(
        "STM-02",
        "Sums are those of the lines",
        "counts and amounts of sales and returns",
        "GET /v1/statements/{date}: totals",
    ),
    rule(
        "STM-03",
        "What was sold and taken back is there",
        "a line for each ticket of this run, at its price",
        "GET /v1/statements/{date}: lines",
    ),
    rule(
        "STM-04",
        "A statement is acknowledged",
        "an open day: `day_open`; other sums: `statement_mismatch`; the right ones: once",
        "POST /v1/statements/{date}/ack",
    ),
    rule(
        "HYG-01",
        "Malformed requests are refused",
        "no JSON, other types, unknown members of requests, unknown paths: a problem",
        "Errors: knowledge",
    ),
    rule(
        "HYG-02",
        "Oversized requests are refused",
        "a body of 300 kB: a problem",
        "Errors: payload_too_large",
    ),
    rule(
        "HYG-03",
        "Every error is a problem that says what is known",
        "all errors of the whole run, none of them a fault of the server",
        "Errors: knowledge",
    ),
];

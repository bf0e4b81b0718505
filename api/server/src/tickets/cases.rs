//! The cases that every gate decides alike, written down for the other language.
//!
//! `tests/fixtures/gate.json` is made here: `UPDATE=1` writes it anew, without it the file is
//! compared. The web app's rules run through the same file.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::OrderId;
use domain::tickets::gate::{Admission, Gate, GateSession, GateTicket, Verdict, read};
use domain::tickets::{
    DoorWindow, LivePayload, LiveQr, PickupCode, QrPayload, SignedQr, TicketState, live_step,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::keys::{HolderKey, is_signed_by};

const CINEMA: &str = "51010001";
const FIRST: &str = "510100012703070101";
const USED_AT: &str = "2027-03-07T11:02:03Z";
const SECOND: &str = "510100012703070102";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap_or_default()
}

fn order(number: u128) -> OrderId {
    OrderId(Uuid::from_u128(number))
}

fn pickup(number: u64) -> String {
    PickupCode::from_number(number).as_str().to_owned()
}

/// A key that is the same at every run.
struct Signer(aws_lc_rs::signature::Ed25519KeyPair, [u8; 32]);

impl Signer {
    fn of(seed: u8) -> anyhow::Result<Self> {
        let seed = [seed; 32];
        let pair = aws_lc_rs::signature::Ed25519KeyPair::from_seed_unchecked(&seed)?;
        Ok(Self(pair, HolderKey::from_seed(seed)?.public))
    }

    fn still(&self, number: u128, session: &str, ticket_nos: &[&str]) -> anyhow::Result<String> {
        let payload = QrPayload {
            order_id: order(number),
            cinema_code: CINEMA.to_owned(),
            session_code: session.to_owned(),
            pickup_code: pickup(u64::try_from(number)?),
            ticket_nos: ticket_nos.iter().map(|no| (*no).to_owned()).collect(),
            expires_at: at("2027-03-07T13:30:00Z"),
        };
        let input = payload.signing_input()?;
        Ok(SignedQr::join(&input, self.0.sign(input.as_bytes()).as_ref()))
    }

    fn turning(&self, number: u128, session: &str, holder: &Self) -> anyhow::Result<String> {
        let payload = LivePayload {
            order_id: order(number),
            cinema_code: CINEMA.to_owned(),
            session_code: session.to_owned(),
            ticket_count: 2,
            holder: holder.1,
            expires_at: at("2027-03-07T13:30:00Z"),
        };
        let input = payload.signing_input()?;
        Ok(SignedQr::join(&input, self.0.sign(input.as_bytes()).as_ref()))
    }

    /// Shows what the platform signed, as the holder's telephone does at an instant.
    fn show(&self, platform_text: &str, now: DateTime<Utc>) -> String {
        let input = LiveQr::proof_input(platform_text, live_step(now));
        let proof = self.0.sign(input.as_bytes());
        LiveQr::join_proof(&input, proof.as_ref())
    }
}

fn ticket(no: &str, number: u128, session: &str, state: TicketState) -> GateTicket {
    let checked_in_at = (state == TicketState::CheckedIn).then(|| at(USED_AT));
    GateTicket {
        ticket_no: no.to_owned(),
        order_id: order(number),
        pickup_code: pickup(u64::try_from(number).unwrap_or_default()),
        session_code: session.to_owned(),
        state,
        checked_in_at,
    }
}

struct World {
    platform: Signer,
    holder: Signer,
    stranger: Signer,
    sessions: Vec<GateSession>,
    tickets: Vec<GateTicket>,
    admissions: Vec<Admission>,
}

impl World {
    fn new() -> anyhow::Result<Self> {
        let session = |code: &str, starts: &str, ends: &str| GateSession {
            session_code: code.to_owned(),
            window: DoorWindow::of_show(at(starts), at(ends)),
        };
        let (issued, collected) = (TicketState::Issued, TicketState::Collected);
        let (used, refunded) = (TicketState::CheckedIn, TicketState::Refunded);
        Ok(Self {
            platform: Signer::of(1)?,
            holder: Signer::of(2)?,
            stranger: Signer::of(3)?,
            sessions: vec![
                session(FIRST, "2027-03-07T11:30:00Z", "2027-03-07T13:30:00Z"),
                session(SECOND, "2027-03-07T14:00:00Z", "2027-03-07T16:00:00Z"),
            ],
            tickets: vec![
                ticket("T1", 1, FIRST, issued),
                ticket("T2", 1, FIRST, issued),
                ticket("T3", 2, FIRST, used),
                ticket("T4", 2, FIRST, issued),
                ticket("T5", 3, FIRST, refunded),
                ticket("T6", 4, SECOND, issued),
                ticket("T7", 5, FIRST, collected),
                ticket("T8", 6, FIRST, used),
                ticket("T9", 6, FIRST, refunded),
            ],
            admissions: vec![Admission {
                order_id: order(9),
                ticket_nos: vec!["T90".to_owned()],
                at: at("2027-03-07T11:05:00Z"),
            }],
        })
    }

    fn decide(&self, case: &Case) -> Verdict {
        let now = at(case.now);
        let gate = Gate {
            cinema_code: case.cinema,
            requires_live: case.requires_live,
            session_code: case.session,
            sessions: &self.sessions,
            tickets: &self.tickets,
            admissions: &self.admissions,
        };
        match read(&case.code, &[self.platform.1], &is_signed_by, now) {
            Ok(shown) => gate.judge(&shown, now),
            Err(refusal) => Verdict::Refuse(refusal),
        }
    }
}

struct Case {
    name: &'static str,
    code: String,
    now: &'static str,
    cinema: &'static str,
    session: Option<&'static str>,
    requires_live: bool,
}

const DOORS: &str = "2027-03-07T11:10:00Z";

fn case(name: &'static str, code: impl Into<String>) -> Case {
    let code = code.into();
    Case { name, code, now: DOORS, cinema: CINEMA, session: None, requires_live: false }
}

impl Case {
    fn at(self, now: &'static str) -> Self {
        Self { now, ..self }
    }

    fn at_cinema(self, cinema: &'static str) -> Self {
        Self { cinema, ..self }
    }

    fn at_gate_of(self, session: &'static str) -> Self {
        Self { session: Some(session), ..self }
    }

    fn insisting(self) -> Self {
        Self { requires_live: true, ..self }
    }
}

fn plain_cases(world: &World) -> anyhow::Result<Vec<Case>> {
    let still = |number, session, nos: &[&str]| world.platform.still(number, session, nos);
    let whole = still(1, FIRST, &[])?;
    let half = still(2, FIRST, &[])?;
    let mut cut = whole.clone();
    cut.truncate(40);
    let changed = whole.replacen("M1.A", "M1.B", 1);
    let grouped = domain::tickets::grouped_by_four(&pickup(1));
    Ok(vec![
        case("a whole order goes in", whole.clone()),
        case("a friend goes in first", still(1, FIRST, &["T2"])?),
        case("who is not in yet of an order goes in", half),
        case("a used ticket says when", still(2, FIRST, &["T3"])?),
        case("used up, and the rest given back", still(6, FIRST, &[])?),
        case("a used ticket says when, even after the show", still(2, FIRST, &["T3"])?)
            .at("2027-03-07T20:00:00Z"),
        case("given back", still(3, FIRST, &[])?),
        case("a minute before the doors", whole.clone()).at("2027-03-07T10:29:59Z"),
        case("when the doors open", whole.clone()).at("2027-03-07T10:30:00Z"),
        case("in the last second", whole.clone()).at("2027-03-07T13:29:59Z"),
        case("when the show is over", whole.clone()).at("2027-03-07T13:30:00Z"),
        case("another cinema", whole.clone()).at_cinema("51010002"),
        case("another hall", whole.clone()).at_gate_of(SECOND),
        case("the right hall", whole.clone()).at_gate_of(FIRST),
        case("a square of another order's ticket", still(1, FIRST, &["T4"])?),
        case("signed by a stranger", world.stranger.still(1, FIRST, &[])?),
        case("cut off", cut),
        case("changed by a letter", changed),
        case("padded", format!("{whole}=")),
        case("with blanks around", format!("  {whole}\n")),
        case("of a later version", whole.replacen("M1", "M3", 1)),
        case("typed", pickup(1)),
        case("typed in groups", grouped),
        case("typed in full width", pickup(1).replace('1', "１")),
        case("typed wrongly", "123456789012"),
        case("typed and unknown", pickup(77)),
        case("typed, of another cinema's making", "AB-12 34"),
        case("no code at all", "你好"),
        case("nothing", "   "),
        case("bought after the list was made", still(8, FIRST, &[])?),
        case("bought later, of a session not here", still(8, "510100012703080101", &[])?),
        case("bought later, too early", still(8, SECOND, &[])?),
        case("bought later, too late", still(8, FIRST, &[])?).at("2027-03-07T14:00:00Z"),
        case("bought later and let in before", still(9, FIRST, &["T90"])?),
        case("bought later, the friend", still(9, FIRST, &["T91"])?),
        case("bought later, all of it after one went in", still(9, FIRST, &[])?),
    ])
}

fn live_cases(world: &World) -> anyhow::Result<Vec<Case>> {
    let World { platform, holder, stranger, .. } = world;
    let text = platform.turning(1, FIRST, holder)?;
    let now = at(DOORS);
    let shown = |seconds: i64| holder.show(&text, now + TimeDelta::seconds(seconds));
    let collected = platform.still(5, FIRST, &["T7"])?;
    let later = platform.turning(8, FIRST, holder)?;
    let leading_zero = shown(0).replacen(&format!(".{}", live_step(now)), ".0120", 1);
    Ok(vec![
        case("turning", shown(0)),
        case("turning, where it must", shown(0)).insisting(),
        case("turning, one step behind", shown(-15)).insisting(),
        case("turning, one step ahead", shown(15)).insisting(),
        case("turning, two steps behind: a screenshot", shown(-30)).insisting(),
        case("turning, two steps ahead: a wrong clock", shown(30)).insisting(),
        case("a screenshot where nobody insists", shown(-3600)),
        case("the platform's part alone", text.clone()),
        case("the platform's part alone, where it must turn", text.clone()).insisting(),
        case("a still square where it must turn", platform.still(1, FIRST, &[])?).insisting(),
        case("paper where it must turn", collected).insisting(),
        case("typed where it must turn", pickup(1)).insisting(),
        case("shown by a stranger", stranger.show(&text, now)),
        case("signed by a stranger, shown by the holder", {
            holder.show(&stranger.turning(1, FIRST, holder)?, now)
        }),
        case("the step changed", leading_zero),
        case("four parts", format!("{text}.121")),
        case("turning, bought later", holder.show(&later, now)).insisting(),
        case("still, bought later, where it must turn", platform.still(8, FIRST, &[])?).insisting(),
    ])
}

fn told(verdict: &Verdict) -> Value {
    match verdict {
        Verdict::Admit { ticket_nos } => json!({ "kind": "admit", "ticket_nos": ticket_nos }),
        Verdict::Already { first_at, ticket_nos } => {
            json!({ "kind": "already", "first_at": first_at, "ticket_nos": ticket_nos })
        }
        Verdict::Refuse(reason) => json!({ "kind": "refuse", "reason": reason.as_str() }),
    }
}

fn written(world: &World) -> anyhow::Result<Value> {
    let sessions = world.sessions.iter().map(|session| {
        json!({
            "session_code": session.session_code,
            "opens_at": session.window.opens_at,
            "closes_at": session.window.closes_at,
        })
    });
    let tickets = world.tickets.iter().map(|ticket| {
        json!({
            "ticket_no": ticket.ticket_no, "order_id": ticket.order_id,
            "pickup_code": ticket.pickup_code, "session_code": ticket.session_code,
            "state": ticket.state, "checked_in_at": ticket.checked_in_at,
        })
    });
    let admissions = world
        .admissions
        .iter()
        .map(|one| json!({ "order_id": one.order_id, "ticket_nos": one.ticket_nos, "at": one.at }));
    let cases = plain_cases(world)?.into_iter().chain(live_cases(world)?).map(|case| {
        json!({
            "name": case.name, "code": case.code, "now": case.now,
            "cinema_code": case.cinema, "session_code": case.session,
            "requires_live": case.requires_live, "verdict": told(&world.decide(&case)),
        })
    });
    let platform_text = world.platform.turning(1, FIRST, &world.holder)?;
    let turns = [DOORS, "2027-03-07T11:10:14Z", "2027-03-07T11:10:15Z"];
    Ok(json!({
        "keys": [URL_SAFE_NO_PAD.encode(world.platform.1)],
        "sessions": sessions.collect::<Vec<_>>(),
        "tickets": tickets.collect::<Vec<_>>(),
        "admissions": admissions.collect::<Vec<_>>(),
        "cases": cases.collect::<Vec<_>>(),
        "live": {
            "payload": platform_text,
            "seed": URL_SAFE_NO_PAD.encode([2; 32]),
            "turns": turns.map(|now| {
                json!({ "now": now, "text": world.holder.show(&platform_text, at(now)) })
            }),
        },
    }))
}

#[test]
fn the_written_cases_are_what_a_gate_decides() -> anyhow::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/gate.json");
    let text = format!("{}\n", serde_json::to_string_pretty(&written(&World::new()?)?)?);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text)?;
    }
    let kept = std::fs::read_to_string(&path)?;
    assert!(kept == text, "{} is old: run this test with UPDATE=1", path.display());
    Ok(())
}

/// What each case must come to, so that the file is more than a picture of the code.
#[test]
fn every_reason_is_given_where_it_is_due() -> anyhow::Result<()> {
    let world = World::new()?;
    let cases: Vec<Case> = plain_cases(&world)?.into_iter().chain(live_cases(&world)?).collect();
    let verdict_of = |name: &str| {
        let case = cases.iter().find(|case| case.name == name);
        case.map(|case| told(&world.decide(case))).unwrap_or_default()
    };
    let admitted = |nos: &[&str]| json!({ "kind": "admit", "ticket_nos": nos });
    let refused = |reason: &str| json!({ "kind": "refuse", "reason": reason });
    let used = |nos: &[&str]| json!({ "kind": "already", "first_at": USED_AT, "ticket_nos": nos });
    for (name, verdict) in [
        ("a whole order goes in", admitted(&["T1", "T2"])),
        ("a friend goes in first", admitted(&["T2"])),
        ("who is not in yet of an order goes in", admitted(&["T4"])),
        ("a used ticket says when", used(&["T3"])),
        ("used up, and the rest given back", used(&["T8"])),
        ("given back", refused("refunded")),
        ("a minute before the doors", refused("too_early")),
        ("when the doors open", admitted(&["T1", "T2"])),
        ("when the show is over", refused("too_late")),
        ("another cinema", refused("wrong_cinema")),
        ("another hall", refused("wrong_session")),
        ("a square of another order's ticket", refused("unknown")),
        ("signed by a stranger", refused("forged")),
        ("changed by a letter", refused("forged")),
        ("typed in groups", admitted(&["T1", "T2"])),
        ("typed in full width", admitted(&["T1", "T2"])),
        ("typed wrongly", refused("unknown")),
        ("no code at all", refused("unknown")),
        ("bought after the list was made", admitted(&[])),
        ("bought later, all of it after one went in", {
            json!({ "kind": "already", "first_at": "2027-03-07T11:05:00Z", "ticket_nos": [] })
        }),
        ("turning, one step behind", admitted(&["T1", "T2"])),
        ("turning, two steps behind: a screenshot", refused("not_live")),
        ("a screenshot where nobody insists", admitted(&["T1", "T2"])),
        ("paper where it must turn", admitted(&["T7"])),
        ("shown by a stranger", refused("forged")),
        ("signed by a stranger, shown by the holder", refused("forged")),
        ("the step changed", refused("forged")),
        ("still, bought later, where it must turn", refused("not_live")),
    ] {
        assert_eq!(verdict_of(name), verdict, "{name}");
    }
    Ok(())
}

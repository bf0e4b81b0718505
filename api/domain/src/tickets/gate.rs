//! What a gate decides about a code, with nothing but what it carries along.
//!
//! A gate's telephone runs these very rules without a network, in another language; both are held
//! to the same list of cases. Cryptography is an argument, so that the rules stay free of it.

use chrono::{DateTime, Utc};

use super::{DoorError, DoorWindow, LiveQr, PickupCode, SignedQr, TicketState, check_in};
use crate::ids::OrderId;
use crate::text_enum::text_enum;

/// Verifies an Ed25519 signature: public key, message, signature.
pub type Verify<'a> = dyn Fn(&[u8; 32], &[u8], &[u8]) -> bool + 'a;

text_enum! {
    /// Why somebody is turned away at a gate.
    pub enum GateRefusal {
        /// Not signed by the platform, or not by its holder.
        Forged = "forged",
        /// A still picture, or one that is too old, where the cinema insists on a turning square.
        NotLive = "not_live",
        WrongCinema = "wrong_cinema",
        /// Another session than this gate's, or none of this cinema's day.
        WrongSession = "wrong_session",
        TooEarly = "too_early",
        TooLate = "too_late",
        Refunded = "refunded",
        /// No ticket has this code.
        Unknown = "unknown",
    }
}

text_enum! {
    /// What became of a gate's own decision when the cinema heard of it.
    pub enum ScanOutcome {
        /// It stands.
        Admitted = "admitted",
        /// Somebody had gone in with these tickets before.
        AlreadyCheckedIn = "already_checked_in",
        Refused = "refused",
    }
}

/// A code whose signatures are good, or that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub key: ShownKey,
    /// Where a square says that it is good; a typed code does not say.
    pub place: Option<ShownPlace>,
    /// The tickets that are meant; empty means all of the order.
    pub ticket_nos: Vec<String>,
    /// How many people, where the square says so and names no tickets.
    pub ticket_count: Option<u8>,
    /// A square that turns, shown just now. Typed codes count too: a person looked at them.
    pub is_live: bool,
}

/// How the order behind a code is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShownKey {
    Order(OrderId),
    /// What was typed, without blanks between the digits.
    Pickup(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownPlace {
    pub cinema_code: String,
    pub session_code: String,
}

/// Reads what was scanned or typed and verifies what is signed. `keys` are the platform's.
///
/// # Errors
/// [`GateRefusal::Forged`] for a square that is not genuine, [`GateRefusal::Unknown`] for a text
/// that is no code at all.
pub fn read(
    text: &str,
    keys: &[[u8; 32]],
    verify: &Verify<'_>,
    now: DateTime<Utc>,
) -> Result<Shown, GateRefusal> {
    let is_ours = |message: &str, signature: &[u8]| {
        keys.iter().any(|key| verify(key, message.as_bytes(), signature))
    };
    if LiveQr::looks_like(text) {
        let square = LiveQr::parse(text).map_err(|_| GateRefusal::Forged)?;
        let payload = square.payload;
        let is_proven = square.proof.as_ref().is_none_or(|proof| {
            verify(&payload.holder, proof.signing_input.as_bytes(), &proof.signature)
        });
        if !is_ours(&square.signing_input, &square.signature) || !is_proven {
            return Err(GateRefusal::Forged);
        }
        return Ok(Shown {
            key: ShownKey::Order(payload.order_id),
            place: Some(ShownPlace {
                cinema_code: payload.cinema_code,
                session_code: payload.session_code,
            }),
            ticket_nos: Vec::new(),
            ticket_count: Some(payload.ticket_count),
            is_live: square.proof.is_some_and(|proof| proof.is_fresh(now)),
        });
    }
    if SignedQr::looks_like(text) {
        let square = SignedQr::parse(text).map_err(|_| GateRefusal::Forged)?;
        if !is_ours(&square.signing_input, &square.signature) {
            return Err(GateRefusal::Forged);
        }
        let payload = square.payload;
        return Ok(Shown {
            key: ShownKey::Order(payload.order_id),
            place: Some(ShownPlace {
                cinema_code: payload.cinema_code,
                session_code: payload.session_code,
            }),
            ticket_nos: payload.ticket_nos,
            ticket_count: None,
            is_live: false,
        });
    }
    Ok(Shown {
        key: ShownKey::Pickup(typed_code(text).ok_or(GateRefusal::Unknown)?),
        place: None,
        ticket_nos: Vec::new(),
        ticket_count: None,
        is_live: true,
    })
}

/// Characters of a cinema's pickup code at most.
const TYPED_MAX: usize = 32;

/// A typed code as it is compared: a pickup code of ours as bare digits, one of a cinema's own
/// making without blanks and dashes. None for what can be no code.
pub fn typed_code(text: &str) -> Option<String> {
    if let Ok(code) = PickupCode::parse(text) {
        return Some(code.as_str().to_owned());
    }
    let bare: String = text.chars().filter(|c| !super::is_separator(*c)).collect();
    let is_code = (1..=TYPED_MAX).contains(&bare.len())
        && bare.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_code.then_some(bare)
}

/// One session of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateSession {
    pub session_code: String,
    pub window: DoorWindow,
}

/// One ticket as the gate knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateTicket {
    pub ticket_no: String,
    pub order_id: OrderId,
    pub pickup_code: String,
    pub session_code: String,
    pub state: TicketState,
    pub checked_in_at: Option<DateTime<Utc>>,
}

/// People whom this gate let in though its list did not have them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admission {
    pub order_id: OrderId,
    /// Empty means all of the order.
    pub ticket_nos: Vec<String>,
    pub at: DateTime<Utc>,
}

/// What a gate carries along.
#[derive(Clone, Debug)]
pub struct Gate<'a> {
    pub cinema_code: &'a str,
    /// Whether the cinema insists on squares that turn.
    pub requires_live: bool,
    /// The session of this gate; without one every session of the list is let in.
    pub session_code: Option<&'a str>,
    pub sessions: &'a [GateSession],
    pub tickets: &'a [GateTicket],
    pub admissions: &'a [Admission],
}

/// What the gate says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Let them in. `ticket_nos` is empty when the list does not have the order.
    Admit {
        ticket_nos: Vec<String>,
    },
    /// They went in before.
    Already {
        first_at: DateTime<Utc>,
        ticket_nos: Vec<String>,
    },
    Refuse(GateRefusal),
}

impl Gate<'_> {
    /// Decides about a code that was read.
    ///
    /// The list knows more than the square: it is asked for state and session where it has the
    /// order. An order that it does not have was bought after the list was made, so a genuine
    /// square of a session of the day is let in, once.
    pub fn judge(&self, shown: &Shown, now: DateTime<Utc>) -> Verdict {
        self.decide(shown, now).unwrap_or_else(Verdict::Refuse)
    }

    fn decide(&self, shown: &Shown, now: DateTime<Utc>) -> Result<Verdict, GateRefusal> {
        if shown.place.as_ref().is_some_and(|place| place.cinema_code != self.cinema_code) {
            return Err(GateRefusal::WrongCinema);
        }
        let of_order: Vec<&GateTicket> = self
            .tickets
            .iter()
            .filter(|ticket| match &shown.key {
                ShownKey::Order(order_id) => ticket.order_id == *order_id,
                ShownKey::Pickup(code) => ticket.pickup_code == *code,
            })
            .collect();
        match of_order.is_empty() {
            true => self.decide_unlisted(shown, now),
            false => self.decide_listed(shown, &of_order, now),
        }
    }

    fn decide_listed(
        &self,
        shown: &Shown,
        of_order: &[&GateTicket],
        now: DateTime<Utc>,
    ) -> Result<Verdict, GateRefusal> {
        let meant = |ticket: &&&GateTicket| {
            shown.ticket_nos.is_empty() || shown.ticket_nos.contains(&ticket.ticket_no)
        };
        let tickets: Vec<&GateTicket> = of_order.iter().filter(meant).copied().collect();
        let Some(first) = tickets.first() else {
            return Err(GateRefusal::Unknown);
        };
        // What was collected is paper, and paper cannot turn.
        let is_paper = |ticket: &&GateTicket| ticket.state != TicketState::Issued;
        if self.requires_live && !shown.is_live && !tickets.iter().all(is_paper) {
            return Err(GateRefusal::NotLive);
        }
        let window = self.window(&first.session_code)?;
        let states: Vec<TicketState> = tickets.iter().map(|ticket| ticket.state).collect();
        let moving = check_in(&states, window, now).map_err(refusal)?;
        if moving.is_empty() {
            let used: Vec<&&GateTicket> =
                tickets.iter().filter(|t| t.state == TicketState::CheckedIn).collect();
            let first_at = used.iter().filter_map(|ticket| ticket.checked_in_at).min();
            return Ok(Verdict::Already {
                first_at: first_at.unwrap_or(now),
                ticket_nos: used.iter().map(|ticket| ticket.ticket_no.clone()).collect(),
            });
        }
        let moving = moving.into_iter().map(|place| tickets[place].ticket_no.clone());
        Ok(Verdict::Admit { ticket_nos: moving.collect() })
    }

    fn decide_unlisted(&self, shown: &Shown, now: DateTime<Utc>) -> Result<Verdict, GateRefusal> {
        let (ShownKey::Order(order_id), Some(place)) = (&shown.key, &shown.place) else {
            return Err(GateRefusal::Unknown);
        };
        if self.requires_live && !shown.is_live {
            return Err(GateRefusal::NotLive);
        }
        let window = self.window(&place.session_code)?;
        let covers = |admission: &&Admission| {
            admission.order_id == *order_id
                && (admission.ticket_nos.is_empty()
                    || shown.ticket_nos.is_empty()
                    || shown.ticket_nos.iter().any(|no| admission.ticket_nos.contains(no)))
        };
        if let Some(first_at) = self.admissions.iter().filter(covers).map(|one| one.at).min() {
            return Ok(Verdict::Already { first_at, ticket_nos: shown.ticket_nos.clone() });
        }
        // A ticket that was issued is all that is known of it.
        check_in(&[TicketState::Issued], window, now).map_err(refusal)?;
        Ok(Verdict::Admit { ticket_nos: shown.ticket_nos.clone() })
    }

    fn window(&self, session_code: &str) -> Result<&DoorWindow, GateRefusal> {
        if self.session_code.is_some_and(|here| here != session_code) {
            return Err(GateRefusal::WrongSession);
        }
        let session = self.sessions.iter().find(|one| one.session_code == session_code);
        session.map(|one| &one.window).ok_or(GateRefusal::WrongSession)
    }
}

fn refusal(error: DoorError) -> GateRefusal {
    match error {
        DoorError::Refunded => GateRefusal::Refunded,
        DoorError::TooEarly { .. } => GateRefusal::TooEarly,
        DoorError::TooLate => GateRefusal::TooLate,
    }
}

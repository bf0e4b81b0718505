//! Who acts for which cinema, and what every change has in common.

use actix_web::HttpRequest;
use box_office::staff::{self, CancelledSession, StaffError};
use chrono::{DateTime, Utc};
use database::{DbErrorExt, Tx, is_retryable};
use domain::ids::CinemaId;
use domain::seating::PlanFault;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tables::cinemas;

use super::store;
use crate::app::App;
use crate::audit::{self, Actor};
use crate::cinemas::{BUILT_IN, SessionWords, Wording};
use crate::error::{Error, Refusal, Result};
use crate::http::problem::{FieldError, ProblemCode, SessionConflict};
use crate::identity::Staff;
use crate::webhooks;

/// How often a change is tried when others get into its way.
const ATTEMPTS: usize = 8;

/// A cinema of the built-in box office, and who acts for it.
pub(crate) struct Office {
    pub cinema: cinemas::Model,
    /// As the box office remembers who did something.
    pub name: String,
    actor: Actor,
}

/// What somebody does, for the audit log.
pub(crate) struct Deed {
    pub action: &'static str,
    pub target: String,
    pub detail: Value,
}

impl Office {
    /// The cinema that a request is about. Staff act for their own and need not name it;
    /// administrators must.
    ///
    /// # Errors
    /// 404 for another cinema's staff, and for a cinema with a ticketing system of its own.
    pub async fn of(
        app: &App,
        staff: &Staff,
        cinema_id: Option<CinemaId>,
        request: &HttpRequest,
    ) -> Result<Self> {
        let wanted = match (staff.cinema_scope(), cinema_id) {
            (Some(own), Some(named)) if own != named => return Err(Error::NotFound("cinema")),
            (Some(own), _) => own,
            (None, Some(named)) => named,
            (None, None) => {
                let detail = "Administrators name the cinema that they act for.";
                return Err(Error::invalid("/cinema_id", "required", detail));
            }
        };
        let cinema = cinemas::Entity::find_by_id(wanted).one(&app.db).await?;
        let cinema = cinema.ok_or(Error::NotFound("cinema"))?;
        if cinema.gateway != BUILT_IN {
            let detail = "This cinema has a ticketing system of its own; its staff work there.";
            return Err(Error::refused(ProblemCode::NotFound, detail));
        }
        let name = staff.display_name.clone();
        Ok(Self { cinema, name, actor: Actor::of(app, staff.id, request) })
    }

    pub fn code(&self) -> &str {
        &self.cinema.cinema_code
    }

    /// Changes something in the box office, writes down who did it in the same transaction, and
    /// rings for the sync. `work` may run more than once.
    ///
    /// # Errors
    /// What the box office refuses.
    pub async fn change<T, E: Into<Failure>>(
        &self,
        app: &App,
        deed: &Deed,
        work: impl AsyncFn(&Tx, DateTime<Utc>) -> Result<T, E>,
    ) -> Result<T> {
        let mut attempt = 1;
        loop {
            match self.try_change(app, deed, &work).await {
                Ok(done) => {
                    app.wake.sync.notify_one();
                    return Ok(done);
                }
                Err(Failure::Staff(StaffError::Database(error)))
                    if attempt < ATTEMPTS
                        && (is_retryable(&error) || error.is_unique_violation()) =>
                {
                    attempt += 1;
                }
                Err(Failure::Staff(error)) => return Err(refuse(error)),
                Err(Failure::Other(error)) => return Err(error),
            }
        }
    }

    async fn try_change<T, E: Into<Failure>>(
        &self,
        app: &App,
        deed: &Deed,
        work: &impl AsyncFn(&Tx, DateTime<Utc>) -> Result<T, E>,
    ) -> Result<T, Failure> {
        let tx = app.db.begin().await.map_err(StaffError::from)?;
        let done = work(&tx, app.clock.now()).await.map_err(Into::into)?;
        let mut detail = deed.detail.clone();
        detail["cinema_code"] = json!(self.code());
        let recorded = audit::record(app, &tx, &self.actor, deed.action, &deed.target, detail);
        recorded.await?;
        tx.commit().await.map_err(StaffError::from)?;
        Ok(done)
    }
}

/// Why a change came to nothing.
pub(crate) enum Failure {
    Staff(StaffError),
    Other(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

impl From<StaffError> for Failure {
    fn from(error: StaffError) -> Self {
        Self::Staff(error)
    }
}

/// Refuses words that the catalogue has no name for: a session that is described by them would be
/// kept apart on its way to customers, and never be sold.
///
/// # Errors
/// [`Error::Invalid`] with each of them.
pub async fn check_words(app: &App, wording: Wording<'_>) -> Result<()> {
    let words = SessionWords::read(&app.db).await?;
    let refuse = |(member, word): (&str, &str)| {
        let detail = format!("The catalogue does not know {word:?}.");
        FieldError::new(format!("/{member}"), "unknown", detail)
    };
    let errors: Vec<FieldError> = words.unknown(wording).map(refuse).collect();
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

/// Cancels a session at the box office and for customers at once; the bell wakes whoever gives
/// the money back.
pub async fn cancel(
    app: &App,
    office: &Office,
    session_code: &str,
    reason: &str,
) -> Result<CancelledSession> {
    let deed = Deed {
        action: "cancel_session",
        target: session_code.to_owned(),
        detail: json!({ "reason": reason }),
    };
    let cancelled = office.change(app, &deed, async |tx, now| {
        let session = staff::cancel(tx, office.code(), session_code, reason, now).await?;
        let shown = store::cancel_showtime(tx, office.cinema.id, session_code, now).await;
        if let Some(shown) = shown.map_err(StaffError::from)? {
            webhooks::announce_showtimes(app, tx, &[shown]).await?;
        }
        Ok::<_, Failure>(session)
    });
    let cancelled = cancelled.await?;
    app.wake.cancelled.notify_one();
    Ok(cancelled)
}

/// What a refusal of the box office means to who asked.
pub(crate) fn refuse(error: StaffError) -> Error {
    let refused = |code, detail: &str| Error::refused(code, detail);
    match error {
        StaffError::NotFound(noun) => Error::NotFound(noun),
        StaffError::Stale => Error::Stale,
        StaffError::HallOccupied(other) => {
            let detail = format!(
                "{} plays there from {} to {}, and then the hall is cleaned.",
                other.film.en,
                other.starts_at.to_rfc3339(),
                other.ends_at.to_rfc3339(),
            );
            let refusal = Refusal::new(ProblemCode::HallOccupied, detail);
            refusal.about_session(conflict(*other)).into()
        }
        StaffError::HasSales => refused(
            ProblemCode::SessionHasSales,
            "Seats are sold or about to be: film, hall and time stay. Cancel it, or plan another.",
        ),
        StaffError::Cancelled => {
            refused(ProblemCode::ShowtimeCancelled, "This session was cancelled.")
        }
        StaffError::Over => refused(ProblemCode::SalesClosed, "The show is over."),
        StaffError::Changed => {
            refused(ProblemCode::ShowtimeChanged, "The session changed. Read it again, then sell.")
        }
        StaffError::SeatsTaken(seats) => {
            let detail = "These seats are sold, locked or blocked.";
            Refusal::new(ProblemCode::SeatTaken, detail).about_seats(seats).into()
        }
        StaffError::SeatsUnknown(seats) => {
            let detail = "The hall has no such seats.";
            Refusal::new(ProblemCode::SeatUnknown, detail).about_seats(seats).into()
        }
        StaffError::Used => refused(ProblemCode::NotRefundable, "A ticket of this sale was used."),
        StaffError::Invalid(faults) => Error::Invalid(
            faults
                .into_iter()
                .map(|fault| FieldError::new(fault.pointer, fault.code, fault.detail))
                .collect(),
        ),
        StaffError::PlanInvalid(faults) => {
            let detail = format!("{} things are wrong with this plan.", faults.len());
            let errors = faults.iter().take(MAX_FAULTS).map(plan_fault).collect();
            Refusal::new(ProblemCode::PlanInvalid, detail).pointing_to(errors).into()
        }
        StaffError::Database(error) => error.into(),
    }
}

/// Faults of a plan that are told; who repairs these sees the next ones.
const MAX_FAULTS: usize = 200;

fn plan_fault(fault: &PlanFault) -> FieldError {
    let (code, member) = match fault {
        PlanFault::SeatCount(_) | PlanFault::NothingUsable => ("seats", ""),
        PlanFault::RepeatedId(_) | PlanFault::Naming => ("id", ""),
        PlanFault::Surroundings => ("surroundings", ""),
        PlanFault::RepeatedCode { .. } => ("repeated", "/seat_code"),
        PlanFault::RepeatedLabel { .. } => ("repeated", "/seat"),
        PlanFault::Label { .. } => ("label", ""),
        PlanFault::UnknownSection { .. } => ("section", "/section"),
        PlanFault::UnknownZone { .. } => ("zone", "/zone"),
        PlanFault::Negative { .. } | PlanFault::TooFar { .. } => ("position", ""),
        PlanFault::Overlap { .. } => ("overlap", ""),
        PlanFault::Pair { .. } => ("pair", "/pair"),
        PlanFault::Companion { .. } => ("companion", "/kind"),
    };
    let pointer = match fault.seat() {
        Some(seat) => format!("/layout/seats/{seat}{member}"),
        None if matches!(fault, PlanFault::Surroundings) => "/layout/screen".to_owned(),
        None if code == "id" => "/layout/zones".to_owned(),
        None => "/layout/seats".to_owned(),
    };
    FieldError::new(pointer, code, fault.to_string())
}

/// A session in the way, as problems and copies name it.
pub fn conflict(other: staff::Conflict) -> SessionConflict {
    SessionConflict {
        session_code: other.session_code,
        film: other.film,
        starts_at: other.starts_at,
        ends_at: other.ends_at,
    }
}

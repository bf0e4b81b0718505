//! What a test or a visitor may do to the cinema: dial faults, and act as its staff.

use actix_web::HttpResponse;
use actix_web::web::{self, Bytes, Data, Query, ServiceConfig};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::House;
use super::dial::{Personality, Setting};
use super::programme::Session;
use super::push;
use super::records::{Change, Lock, Move, Order, Owner};
use super::refusal::Refusal;

/// Items in a list.
const MOST: usize = 500;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/faults")
                .route(web::get().to(show))
                .route(web::put().to(set))
                .route(web::delete().to(clear)),
        )
        .route("/control", web::post().to(control))
        .route("/key", web::get().to(key))
        .route("/locks", web::get().to(locks))
        .route("/orders", web::get().to(orders))
        .route("/seats", web::get().to(seats));
}

/// What staff does.
#[derive(Deserialize)]
#[serde(tag = "action", rename_all = "snake_case", deny_unknown_fields)]
enum Action {
    CancelSession {
        session_code: String,
    },
    MoveSession {
        session_code: String,
        minutes: i64,
    },
    RepriceSession {
        session_code: String,
        amount_delta: i64,
    },
    BlockSeats {
        session_code: String,
        seats: Vec<String>,
    },
    UnblockSeats {
        session_code: String,
        seats: Vec<String>,
    },
    /// The counter sells seats that are free.
    SellAtCounter {
        session_code: String,
        seats: Vec<String>,
    },
    StealLock {
        client_lock_id: Uuid,
        is_resold: bool,
    },
    /// Sets the cinema's clock; it cannot go back.
    AdvanceClock {
        seconds: i64,
    },
    /// `open`, `paused` or `closed`.
    SetStatus {
        status: String,
    },
    /// Tells the platform everything now; the answer is what it said.
    Push,
}

async fn show(house: Data<House>) -> HttpResponse {
    HttpResponse::Ok().json(house.dial.setting())
}

async fn set(house: Data<House>, body: Bytes) -> HttpResponse {
    let setting: Setting = match serde_json::from_slice(&body) {
        Ok(setting) => setting,
        Err(error) => return refuse(&error.to_string()),
    };
    if let Some(objection) = setting.objection() {
        return refuse(&objection);
    }
    house.dial.set(setting);
    HttpResponse::Ok().json(house.dial.setting())
}

async fn clear(house: Data<House>) -> HttpResponse {
    house.dial.heal();
    HttpResponse::NoContent().finish()
}

fn refuse(detail: &str) -> HttpResponse {
    HttpResponse::UnprocessableEntity().json(json!({ "detail": detail }))
}

async fn key(house: Data<House>) -> HttpResponse {
    HttpResponse::Ok().json(json!({
        "cinema_code": house.cinema_code, "public_key": house.signer.public(),
    }))
}

async fn control(house: Data<House>, body: Bytes) -> HttpResponse {
    let action: Action = match serde_json::from_slice(&body) {
        Ok(action) => action,
        Err(error) => return refuse(&error.to_string()),
    };
    if matches!(action, Action::Push) {
        return match push::tell_all(&house).await {
            Ok(said) => HttpResponse::Ok().json(said),
            Err(error) => HttpResponse::BadGateway().json(json!({ "detail": error.to_string() })),
        };
    }
    let done = {
        let _turn = house.turn();
        house.obey(action)
    };
    house.wake.notify_one();
    match done {
        Ok(answer) => HttpResponse::Ok().json(answer),
        Err(refusal) => refusal.answer(),
    }
}

impl House {
    fn obey(&self, action: Action) -> Result<Value, Refusal> {
        let now = self.now();
        match action {
            Action::CancelSession { session_code } => {
                self.edit(&session_code, now, |session| session.is_cancelled = true)
            }
            Action::MoveSession { session_code, minutes } => {
                let by = TimeDelta::try_minutes(minutes).unwrap_or_default();
                self.edit(&session_code, now, |session| {
                    session.starts_at += by;
                    session.ends_at += by;
                    session.stop_sell_at += by;
                })
            }
            Action::RepriceSession { session_code, amount_delta } => {
                self.edit(&session_code, now, |session| session.surcharge += amount_delta)
            }
            Action::BlockSeats { session_code, seats } => {
                self.give(&session_code, &seats, None, Some(Owner::Blocked))
            }
            Action::UnblockSeats { session_code, seats } => {
                self.give(&session_code, &seats, Some(Owner::Blocked), None)
            }
            Action::SellAtCounter { session_code, seats } => {
                self.give(&session_code, &seats, None, Some(Owner::Counter))
            }
            Action::StealLock { client_lock_id, is_resold } => {
                self.steal(client_lock_id, is_resold)?;
                Ok(json!({}))
            }
            Action::AdvanceClock { seconds } => {
                let ahead = self.book().ahead().num_seconds().saturating_add(seconds.max(0));
                let change = Change { ahead_s: Some(ahead), ..Change::default() };
                self.book().record(change)?;
                Ok(json!({ "now": self.now() }))
            }
            Action::SetStatus { status } => {
                if !["open", "paused", "closed"].contains(&status.as_str()) {
                    return Err(Refusal::new(422, "validation_failed", "no such status"));
                }
                self.book().record(Change { status: Some(status), ..Change::default() })?;
                Ok(json!({}))
            }
            Action::Push => Ok(json!({})),
        }
    }

    /// Changes a session; its version grows.
    fn edit(
        &self,
        session_code: &str,
        now: DateTime<Utc>,
        change: impl FnOnce(&mut Session),
    ) -> Result<Value, Refusal> {
        let session = self.book().session(session_code);
        let mut session =
            session.ok_or_else(|| Refusal::new(404, "session_unknown", "no such session"))?;
        change(&mut session);
        session.changes += 1;
        // No two changes have the same instant, for it may be a version.
        let newest = self.book().newest_change().map(|at| at + TimeDelta::milliseconds(1));
        session.changed_at = newest.map_or(now, |newest| newest.max(now));
        self.book().record(Change { sessions: vec![session.clone()], ..Change::default() })?;
        Ok(session.wire(&self.halls, self.version(&session), 0))
    }

    /// Seats go from one to another, all or none.
    fn give(
        &self,
        session_code: &str,
        seats: &[String],
        from: Option<Owner>,
        to: Option<Owner>,
    ) -> Result<Value, Refusal> {
        let session = self.book().session(session_code);
        let session =
            session.ok_or_else(|| Refusal::new(404, "session_unknown", "no such session"))?;
        let hall = &self.halls[session.hall];
        if let Some(unknown) = seats.iter().find(|code| hall.seat(code).is_none()) {
            let refusal = Refusal::new(422, "seats_unknown", "no such seat");
            return Err(refusal.seats(vec![unknown.clone()]));
        }
        let is_other = |code: &&String| self.book().owner(session_code, code) != from;
        if let Some(other) = seats.iter().find(is_other) {
            let refusal = Refusal::new(409, "seats_taken", "it is not free for that");
            return Err(refusal.seats(vec![other.clone()]));
        }
        let moves = seats.iter().map(|seat_code| Move {
            session_code: session_code.to_owned(),
            seat_code: seat_code.clone(),
            owner: to,
        });
        self.book().record(Change { moves: moves.collect(), ..Change::default() })?;
        if self.dial.personality() == Personality::PlayUpdateTime {
            // For this maker the seats are part of the plan.
            return self.edit(session_code, self.now(), |_| ());
        }
        Ok(json!({}))
    }
}

/// `GET /locks`: newest first.
async fn locks(house: Data<House>) -> HttpResponse {
    let _turn = house.turn();
    let now = house.now();
    let for_ever = house.dial.has(super::dial::Defect::NoExpiry);
    if let Err(error) = house.book().expire_unless(for_ever, now) {
        return Refusal::from(error).answer();
    }
    let items: Vec<Value> = house.book().locks().rev().take(MOST).map(Lock::wire).collect();
    HttpResponse::Ok().json(json!({ "items": items }))
}

/// `GET /orders`: newest first.
async fn orders(house: Data<House>) -> HttpResponse {
    let items: Vec<Value> = house.book().orders().rev().take(MOST).map(Order::wire).collect();
    HttpResponse::Ok().json(json!({ "items": items }))
}

#[derive(Deserialize)]
struct OfSession {
    session_code: String,
}

/// `GET /seats?session_code=`: who has which seat, as the cinema itself sees it.
async fn seats(house: Data<House>, wanted: Query<OfSession>) -> HttpResponse {
    let taken = house.book().taken(&wanted.session_code);
    HttpResponse::Ok().json(json!({ "seats": taken }))
}

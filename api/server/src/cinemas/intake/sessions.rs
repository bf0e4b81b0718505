//! Sessions of cinemas, which become showtimes.
//!
//! A session that was not mentioned stays as it is; one that came in an earlier version than the
//! one kept is left out. That a known one is cancelled is believed whatever else is wrong with it.
//! What customers chose by is noted for every version, so that one who looked at an earlier one can
//! be told what changed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use database::Tx;
use domain::catalogue::{ShowtimeSnapshot, ShowtimeStatus, ZonePrices};
use domain::feed::{
    self, Age, Fault, FaultKind, SessionFacts, SessionFrame, check_film_code, film_key,
};
use domain::ids::{HallId, SeatPlanId, ShowtimeId};
use domain::money::Money;
use gateways::cinema::wire;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use tables::{cinemas, halls, showtime_versions, showtimes};

use super::films::{KnownFilm, known_films};
use super::screens::{PlanName, halls_by_code, plans_of};
use super::words::{SessionWords, Wording};
use super::{Outcome, check_new, subject};
use crate::app::App;
use crate::cinemas::changes::{PlanName as PlanWords, plan_words, snapshot};
use crate::cinemas::{findings, store};
use crate::error::Result;
use crate::webhooks;

/// Rows of one statement.
const CHUNK: usize = 100;

/// What sessions refer to and the platform does not have.
#[derive(Clone, Debug, Default)]
pub struct Missing {
    pub plans: BTreeSet<PlanName>,
    pub has_films: bool,
    pub has_screens: bool,
}

/// Looks what of a page's references is not known yet, so that it can be fetched first.
pub async fn missing(
    conn: &impl ConnectionTrait,
    cinema: &cinemas::Model,
    sessions: &[wire::Session],
) -> Result<Missing> {
    let halls = halls_by_code(conn, cinema.id).await?;
    let plans = plans_of(conn, halls.values().map(|hall| hall.id)).await?;
    let films = known_films(conn).await?;
    let mut missing = Missing::default();
    for session in sessions {
        let film = film_key(&session.film_code);
        missing.has_films |= check_film_code(&film).is_ok() && !films.contains_key(&film);
        match halls.get(&session.screen_code) {
            Some(hall) if plans.contains_key(&(hall.id, session.seat_plan_version)) => {}
            Some(hall) => {
                missing.plans.insert((hall.screen_code.clone(), session.seat_plan_version));
            }
            None => missing.has_screens = true,
        }
    }
    Ok(missing)
}

/// Takes in sessions of one cinema. The showtimes that customers must look at anew come along.
///
/// # Errors
/// When the database refuses.
pub async fn take_sessions(
    app: &App,
    cinema: &cinemas::Model,
    items: &[wire::Session],
) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let Ok(zone) = cinema.timezone.parse::<Tz>() else {
        let fault = Fault::new(FaultKind::UnknownTimezone, "the cinema's own zone is unknown");
        outcome.refuse(subject("cinema", &cinema.cinema_code), fault);
        return Ok(outcome);
    };
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    store::take_system(&tx, cinema.id).await?;
    let known = Known::read(&tx, cinema, items).await?;
    let mut seen = BTreeSet::new();
    let (mut new, mut changed, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    for session in items {
        let about = subject("session", &session.session_code);
        let judged = check_new(&mut seen, &session.session_code).and_then(|()| {
            let judged = known.judge(app, cinema, zone, session, now);
            judged.or_else(|fault| known.cancelled(session, fault))
        });
        match judged {
            Ok(Judged::Stale) => outcome.unchanged += 1,
            Ok(Judged::Row { row, remark }) => {
                let stored = known.stored.get(&session.session_code);
                let is_news = stored != Some(&*row);
                outcome.take(about.clone(), is_news);
                if let Some(remark) = remark {
                    outcome.refuse(about, remark);
                }
                match stored {
                    None => new.push(*row),
                    Some(stored) if is_news => changed.push((stored.clone(), *row)),
                    Some(stored) => kept.push(stored.clone()),
                }
            }
            Err(fault) => outcome.refuse(about, fault),
        }
    }
    write(&tx, &new, &changed, now).await?;
    known.note_versions(&tx, &new, &changed, &kept, now).await?;
    webhooks::announce_showtimes(app, &tx, &changed).await?;
    findings::record(app, &tx, cinema.id, &outcome).await?;
    tx.commit().await?;
    for (_, row) in &changed {
        app.seat_feed.touch(row.id);
    }
    Ok(outcome)
}

/// What a session came to.
enum Judged {
    /// Long over and never known, or overtaken by what is kept.
    Stale,
    Row {
        row: Box<showtimes::Model>,
        remark: Option<Fault>,
    },
}

/// Everything that a page of sessions is judged against.
struct Known {
    halls: HashMap<String, halls::Model>,
    plan_ids: HashMap<(HallId, i64), SeatPlanId>,
    plans: HashMap<SeatPlanId, PlanWords>,
    films: HashMap<String, KnownFilm>,
    words: SessionWords,
    stored: HashMap<String, showtimes::Model>,
}

impl Known {
    async fn read(tx: &Tx, cinema: &cinemas::Model, items: &[wire::Session]) -> Result<Self> {
        let halls = halls_by_code(tx, cinema.id).await?;
        let plan_ids = plans_of(tx, halls.values().map(|hall| hall.id)).await?;
        let mut stored = HashMap::new();
        for items in items.chunks(CHUNK * 4) {
            let codes = items.iter().map(|session| session.session_code.as_str());
            let rows = showtimes::Entity::find()
                .filter(showtimes::Column::CinemaId.eq(cinema.id))
                .filter(showtimes::Column::SessionCode.is_in(codes))
                .all(tx)
                .await?;
            stored.extend(rows.into_iter().map(|row| (row.session_code.clone(), row)));
        }
        let wanted: HashSet<SeatPlanId> = plan_ids
            .values()
            .copied()
            .chain(stored.values().map(|row: &showtimes::Model| row.seat_plan_id))
            .collect();
        Ok(Self {
            plans: plan_words(tx, wanted).await?,
            films: known_films(tx).await?,
            words: SessionWords::read(tx).await?,
            halls,
            plan_ids,
            stored,
        })
    }

    fn judge(
        &self,
        app: &App,
        cinema: &cinemas::Model,
        zone: Tz,
        session: &wire::Session,
        now: DateTime<Utc>,
    ) -> Result<Judged, Fault> {
        let stored = self.stored.get(&session.session_code);
        if stored.is_none() && session.ends_at <= now {
            return Ok(Judged::Stale);
        }
        let hall = self.halls.get(&session.screen_code);
        let hall = hall.ok_or_else(|| {
            let screen = feed::cut(&session.screen_code, 40);
            Fault::new(FaultKind::UnknownScreen, format!("there is no screen {screen:?}"))
        })?;
        let plan_id = self.plan_ids.get(&(hall.id, session.seat_plan_version)).copied();
        let plan = plan_id.and_then(|id| Some((id, self.plans.get(&id)?)));
        let (plan_id, plan) = plan.ok_or_else(|| {
            let version = session.seat_plan_version;
            let detail = format!("version {version} of the hall's plan is not known");
            Fault::new(FaultKind::UnknownSeatPlan, detail)
        })?;
        check_film_code(&session.film_code)?;
        let film = self.films.get(&film_key(&session.film_code)).ok_or_else(|| {
            let code = &session.film_code;
            Fault::new(FaultKind::UnknownFilm, format!("there is no film {code}"))
        })?;
        self.check_words(session)?;
        let frame = SessionFrame { zone, currency: cinema.currency, plan_zones: &plan.zones, now };
        feed::check_session(&facts(session), &frame)?;
        let age = match feed::age(stored.map(|row| row.session_version), session.session_version) {
            Age::Older => {
                let kept = stored.map(|row| row.session_version).unwrap_or_default();
                let came = session.session_version;
                let detail = format!("version {came} came after version {kept}; it was left out");
                return Err(Fault::new(FaultKind::VersionBack, detail));
            }
            age => age,
        };
        let mut row =
            showtime_row(app, cinema, session, stored, (hall.id, film.id, plan_id), plan, now);
        let is_another = stored.is_some_and(|stored| is_another_choice(stored, &row));
        row.version = match stored {
            Some(stored) if age == Age::Newer || is_another => {
                session.session_version.max(stored.version.saturating_add(1))
            }
            Some(stored) => stored.version,
            None => session.session_version,
        };
        let remark = (age == Age::Same && is_another).then(changed_under_version);
        Ok(Judged::Row { row: Box::new(row), remark })
    }

    /// What is left of a session that is not believed: that it is cancelled, if it is known and
    /// says so. Whoever has tickets is told and gets the money back, whatever else is wrong. Nor
    /// does it matter that an earlier version says so: the cinema's memory may have been set back,
    /// and money that was returned for nothing harms less than a crowd before a dark hall.
    ///
    /// # Errors
    /// The same fault, when there is nothing to cancel.
    fn cancelled(&self, session: &wire::Session, fault: Fault) -> Result<Judged, Fault> {
        let stored = self.stored.get(&session.session_code);
        let stored = stored.filter(|_| session.status == wire::SessionStatus::Cancelled);
        let Some(stored) = stored else {
            return Err(fault);
        };
        let row = showtimes::Model {
            status: ShowtimeStatus::Cancelled,
            version: stored.version.max(session.session_version),
            session_version: stored.session_version.max(session.session_version),
            ..stored.clone()
        };
        Ok(Judged::Row { row: Box::new(row), remark: Some(fault) })
    }

    fn check_words(&self, session: &wire::Session) -> Result<(), Fault> {
        let wording = Wording {
            language: Some(&session.language),
            subtitles: session.subtitles.as_deref(),
            format: Some(&session.format),
        };
        let Some((what, word)) = self.words.unknown(wording).next() else {
            return Ok(());
        };
        let detail = format!("{what} {:?} is unknown", feed::cut(word, 40));
        Err(Fault::new(FaultKind::UnknownWord, detail))
    }

    /// Notes what customers choose by, for every version that came or is kept and was not noted.
    async fn note_versions(
        &self,
        tx: &Tx,
        new: &[showtimes::Model],
        changed: &[(showtimes::Model, showtimes::Model)],
        kept: &[showtimes::Model],
        now: DateTime<Utc>,
    ) -> Result<()> {
        let before = changed.iter().map(|(before, _)| before).chain(kept);
        let after = new.iter().chain(changed.iter().map(|(_, after)| after));
        let note = |row: &showtimes::Model| {
            Some(showtime_versions::Model {
                showtime_id: row.id,
                version: row.version,
                snapshot: self.snapshot(row)?,
                noted_at: now,
            })
        };
        // A version that is kept was seen by customers as it is kept, whatever comes now.
        let before: Vec<_> = before.filter_map(note).collect();
        let before = unnoted(tx, before).await?;
        let key = [showtime_versions::Column::ShowtimeId, showtime_versions::Column::Version];
        let stay = OnConflict::columns(key).do_nothing().to_owned();
        let replace =
            OnConflict::columns(key).update_column(showtime_versions::Column::Snapshot).to_owned();
        let after: Vec<_> = after.filter_map(note).collect();
        for (rows, on_conflict) in [(before, stay), (after, replace)] {
            for rows in rows.chunks(CHUNK) {
                let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
                showtime_versions::Entity::insert_many(rows)
                    .on_conflict(on_conflict.clone())
                    .exec_without_returning(tx)
                    .await?;
            }
        }
        Ok(())
    }

    fn snapshot(&self, row: &showtimes::Model) -> Option<ShowtimeSnapshot> {
        let hall = self.halls.values().find(|hall| hall.id == row.hall_id)?;
        let film = self.films.values().find(|film| film.id == row.film_id)?;
        let plan = self.plans.get(&row.seat_plan_id)?;
        Some(snapshot(row, (&film.film_code, &film.title), hall, plan))
    }
}

/// Those of the notes that are not there yet.
async fn unnoted(
    tx: &Tx,
    notes: Vec<showtime_versions::Model>,
) -> Result<Vec<showtime_versions::Model>> {
    use sea_orm::QuerySelect;
    let mut noted: HashSet<(ShowtimeId, i64)> = HashSet::new();
    for notes in notes.chunks(CHUNK * 4) {
        let ids = notes.iter().map(|note| note.showtime_id);
        let known: Vec<(ShowtimeId, i64)> = showtime_versions::Entity::find()
            .select_only()
            .columns([showtime_versions::Column::ShowtimeId, showtime_versions::Column::Version])
            .filter(showtime_versions::Column::ShowtimeId.is_in(ids))
            .into_tuple()
            .all(tx)
            .await?;
        noted.extend(known);
    }
    let is_new =
        |note: &showtime_versions::Model| !noted.contains(&(note.showtime_id, note.version));
    Ok(notes.into_iter().filter(is_new).collect())
}

async fn write(
    tx: &Tx,
    new: &[showtimes::Model],
    changed: &[(showtimes::Model, showtimes::Model)],
    now: DateTime<Utc>,
) -> Result<()> {
    for rows in new.chunks(CHUNK) {
        let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
        showtimes::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    for (_, row) in changed {
        let row = showtimes::Model { updated_at: now, ..row.clone() };
        let mut change = row.into_active_model().reset_all();
        // Counted by others meanwhile.
        change.seats_available = sea_orm::ActiveValue::NotSet;
        showtimes::Entity::update(change).exec(tx).await?;
    }
    Ok(())
}

fn facts(session: &wire::Session) -> SessionFacts<'_> {
    SessionFacts {
        session_code: &session.session_code,
        version: session.session_version,
        starts_at: session.starts_at,
        ends_at: session.ends_at,
        stop_sell_at: session.stop_sell_at,
        business_on: session.business_on,
        max_seats: session.max_seats_per_lock,
        lowest_price: session.lowest_price,
        service_fee: session.net_service_fee,
        prices: session
            .zone_prices
            .iter()
            .map(|(zone, price)| (zone.as_str(), price.ticket_price, price.screen_service_fee))
            .collect(),
    }
}

/// The row as it shall be. Prices were judged before, so their sums stay in range.
fn showtime_row(
    app: &App,
    cinema: &cinemas::Model,
    session: &wire::Session,
    stored: Option<&showtimes::Model>,
    (hall_id, film_id, seat_plan_id): (HallId, domain::ids::FilmId, SeatPlanId),
    plan: &PlanWords,
    now: DateTime<Utc>,
) -> showtimes::Model {
    let sum = |price: &wire::ZonePrice| {
        let (ticket, fee): (Money, Money) = (price.ticket_price, price.screen_service_fee);
        ticket.amount_minor.saturating_add(fee.amount_minor)
    };
    let prices: BTreeMap<String, i64> =
        session.zone_prices.iter().map(|(zone, price)| (zone.clone(), sum(price))).collect();
    let fees: BTreeMap<String, i64> = session
        .zone_prices
        .iter()
        .filter(|(_, price)| !price.screen_service_fee.is_zero())
        .map(|(zone, price)| (zone.clone(), price.screen_service_fee.amount_minor))
        .collect();
    let max_seats = i32::try_from(session.max_seats_per_lock).unwrap_or(i32::MAX);
    showtimes::Model {
        id: stored.map_or_else(|| app.clock.new_id(), |row| row.id),
        cinema_id: cinema.id,
        hall_id,
        film_id,
        seat_plan_id,
        session_code: session.session_code.clone(),
        version: session.session_version,
        session_version: session.session_version,
        starts_at: domain::calendar::to_milliseconds(session.starts_at),
        ends_at: domain::calendar::to_milliseconds(session.ends_at),
        stop_sell_at: domain::calendar::to_milliseconds(session.stop_sell_at),
        business_on: session.business_on,
        language: session.language.clone(),
        subtitles: session.subtitles.clone(),
        format: session.format.clone(),
        status: match session.status {
            wire::SessionStatus::OnSale => ShowtimeStatus::OnSale,
            wire::SessionStatus::Stopped => ShowtimeStatus::SalesClosed,
            wire::SessionStatus::Cancelled => ShowtimeStatus::Cancelled,
        },
        price_from_minor: prices.values().copied().min().unwrap_or_default(),
        zone_prices: ZonePrices(prices),
        zone_screen_fees: ZonePrices(fees),
        // The cinema says how much the platform may charge; the platform charges no more than it
        // charges anyway.
        service_fee_minor: cinema.service_fee_minor.min(session.net_service_fee.amount_minor),
        currency: cinema.currency,
        max_seats: (max_seats != cinema.max_seats).then_some(max_seats),
        seats_total: plan.seat_count,
        seats_available: match stored {
            Some(row) if row.seat_plan_id == seat_plan_id => row.seats_available,
            _ => None,
        },
        created_at: stored.map_or(now, |row| row.created_at),
        updated_at: stored.map_or(now, |row| row.updated_at),
    }
}

/// Whether customers who chose by the one must look again before they have the other. Whether it is
/// on sale is no part of that: a lock says so by itself.
fn is_another_choice(was: &showtimes::Model, now: &showtimes::Model) -> bool {
    let of_place = |row: &showtimes::Model| (row.hall_id, row.film_id, row.seat_plan_id);
    of_place(was) != of_place(now)
        || was.starts_at != now.starts_at
        || was.zone_prices != now.zone_prices
        || (&was.language, &was.subtitles, &was.format)
            != (&now.language, &now.subtitles, &now.format)
}

/// The cinema changed what customers chose by and did not say so. It is taken in all the same, for
/// the cinema sells what it says, under a version of the platform's own.
fn changed_under_version() -> Fault {
    let detail = "what customers choose by changed, and the version did not";
    Fault::new(FaultKind::ChangedUnderVersion, detail)
}

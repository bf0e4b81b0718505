//! Halls and the versions of their seat plans.
//!
//! A version of a plan never changes. A plan that is the one already behind the hall is recognised
//! by its content, whatever number the cinema gives it, so that what was imported stays.

use std::collections::{BTreeSet, HashMap};

use database::Tx;
use domain::feed::{
    Fault, FaultKind, MAX_NAME, check_code, check_layout, check_number, check_word,
};
use domain::ids::{CinemaId, HallId, SeatPlanId};
use domain::seating::PlanZones;
use gateways::cinema::wire;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde::Deserialize;
use tables::{cinemas, hall_plans, halls, seat_plans};

use super::words::known_words;
use super::{Outcome, check_name, check_new, subject};
use crate::app::App;
use crate::cinemas::{findings, store};
use crate::error::Result;

/// A hall with the versions of its plan that are sent along.
#[derive(Clone, Debug, Deserialize)]
pub struct ScreenItem {
    pub screen: wire::Screen,
    #[serde(default)]
    pub seat_plans: Vec<wire::SeatPlan>,
}

/// A version of a hall's plan, as the cinema names it.
pub type PlanName = (String, i64);

/// The halls of a cinema by their codes.
pub async fn halls_by_code(
    conn: &impl ConnectionTrait,
    id: CinemaId,
) -> Result<HashMap<String, halls::Model>> {
    let halls = halls::Entity::find().filter(halls::Column::CinemaId.eq(id)).all(conn).await?;
    Ok(halls.into_iter().map(|hall| (hall.screen_code.clone(), hall)).collect())
}

/// Which plan each known version is.
pub async fn plans_of(
    conn: &impl ConnectionTrait,
    halls: impl IntoIterator<Item = HallId>,
) -> Result<HashMap<(HallId, i64), SeatPlanId>> {
    let rows = hall_plans::Entity::find()
        .filter(hall_plans::Column::HallId.is_in(halls))
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| ((row.hall_id, row.version), row.seat_plan_id)).collect())
}

/// Those of the named versions that the platform does not have.
pub async fn missing_plans(
    conn: &impl ConnectionTrait,
    cinema_id: CinemaId,
    wanted: BTreeSet<PlanName>,
) -> Result<Vec<PlanName>> {
    let halls = halls_by_code(conn, cinema_id).await?;
    let plans = plans_of(conn, halls.values().map(|hall| hall.id)).await?;
    let is_missing = |(screen_code, version): &PlanName| {
        halls.get(screen_code).is_none_or(|hall| !plans.contains_key(&(hall.id, *version)))
    };
    Ok(wanted.into_iter().filter(is_missing).collect())
}

/// Takes in halls of one cinema, each with the plans that came with it.
///
/// # Errors
/// When the database refuses.
pub async fn take_screens(
    app: &App,
    cinema: &cinemas::Model,
    items: &[ScreenItem],
) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut seen = BTreeSet::new();
    let tx = app.db.begin().await?;
    store::take_system(&tx, cinema.id).await?;
    let halls = halls_by_code(&tx, cinema.id).await?;
    let hall_types = known_words(&tx, "hall_type").await?;
    let mut desk = Desk { app, tx: &tx, cinema, outcome: &mut outcome };
    for item in items {
        let about = subject("screen", &item.screen.screen_code);
        let verdict = check_screen(&item.screen)
            .and_then(|()| check_new(&mut seen, &item.screen.screen_code));
        match verdict {
            Ok(()) => {
                let hall = halls.get(&item.screen.screen_code);
                desk.take_screen(item, hall, &hall_types).await?;
            }
            Err(fault) => desk.outcome.refuse(about, fault),
        }
    }
    findings::record(app, &tx, cinema.id, &outcome).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// Takes in further versions of plans, of halls that are known.
///
/// # Errors
/// When the database refuses.
pub async fn take_plans(
    app: &App,
    cinema: &cinemas::Model,
    plans: &[wire::SeatPlan],
) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let tx = app.db.begin().await?;
    store::take_system(&tx, cinema.id).await?;
    let halls = halls_by_code(&tx, cinema.id).await?;
    let mut desk = Desk { app, tx: &tx, cinema, outcome: &mut outcome };
    for plan in plans {
        match halls.get(&plan.screen_code) {
            Some(hall) => {
                if let Some(id) = desk.take_plan(Some(hall), plan).await? {
                    desk.name_plan(hall.id, plan.version, id).await?;
                }
            }
            None => {
                let fault = Fault::new(FaultKind::UnknownScreen, "the plan is of no known screen");
                desk.outcome.refuse(plan_subject(plan), fault);
            }
        }
    }
    findings::record(app, &tx, cinema.id, &outcome).await?;
    tx.commit().await?;
    Ok(outcome)
}

fn plan_subject(plan: &wire::SeatPlan) -> String {
    subject("seat_plan", &format!("{} v{}", plan.screen_code, plan.version))
}

fn check_screen(screen: &wire::Screen) -> Result<(), Fault> {
    check_code("the screen code", &screen.screen_code, 16)?;
    check_name("the name", &screen.name, MAX_NAME)?;
    check_word("hall_type", &screen.hall_type)?;
    check_number("cleaning_min", screen.cleaning_min.into(), 0, 1_440)?;
    check_number("seat_plan_version", screen.seat_plan_version, 1, i64::from(i32::MAX))
}

/// Where one delivery is worked through.
struct Desk<'a> {
    app: &'a App,
    tx: &'a Tx,
    cinema: &'a cinemas::Model,
    outcome: &'a mut Outcome,
}

impl Desk<'_> {
    async fn take_screen(
        &mut self,
        item: &ScreenItem,
        hall: Option<&halls::Model>,
        hall_types: &BTreeSet<String>,
    ) -> Result<()> {
        let screen = &item.screen;
        let about = subject("screen", &screen.screen_code);
        let mut plans = HashMap::new();
        for plan in &item.seat_plans {
            if plan.screen_code != screen.screen_code {
                let fault = Fault::new(FaultKind::PlanInvalid, "the plan is another screen's");
                self.outcome.refuse(plan_subject(plan), fault);
            } else if let Some(id) = self.take_plan(hall, plan).await? {
                plans.insert(plan.version, id);
            }
        }
        let current = match (plans.get(&screen.seat_plan_version), hall) {
            (Some(id), _) => Some(*id),
            (None, Some(hall)) => {
                let known = plans_of(self.tx, [hall.id]).await?;
                known.get(&(hall.id, screen.seat_plan_version)).copied()
            }
            (None, None) => None,
        };
        let Some(seat_plan_id) = current else {
            let detail = "the seat plan in force did not come, or was not believed";
            self.outcome.refuse(about, Fault::new(FaultKind::UnknownSeatPlan, detail));
            return Ok(());
        };
        let mut hall_type = screen.hall_type.clone();
        if !hall_types.contains(&hall_type) {
            let detail = format!("hall type {hall_type} is unknown; shown as standard");
            self.outcome.refuse(about.clone(), Fault::new(FaultKind::UnknownWord, detail));
            hall_type = "standard".to_owned();
        }
        let row = halls::Model {
            id: hall.map_or_else(|| self.app.clock.new_id(), |hall| hall.id),
            cinema_id: self.cinema.id,
            screen_code: screen.screen_code.clone(),
            name: screen.name.clone().into(),
            hall_type,
            seat_plan_id,
            cleaning_min: i32::try_from(screen.cleaning_min).unwrap_or_default(),
        };
        let is_news = hall != Some(&row);
        let hall_id = row.id;
        match hall {
            None => {
                let row = row.into_active_model();
                halls::Entity::insert(row).exec_without_returning(self.tx).await?;
            }
            Some(_) if is_news => {
                let row = row.into_active_model().reset_all();
                halls::Entity::update(row).exec(self.tx).await?;
            }
            Some(_) => {}
        }
        for (version, id) in plans {
            self.name_plan(hall_id, version, id).await?;
        }
        self.outcome.take(about, is_news);
        Ok(())
    }

    /// Keeps a plan unless it is known. None when it is not believed, which is written down.
    async fn take_plan(
        &mut self,
        hall: Option<&halls::Model>,
        plan: &wire::SeatPlan,
    ) -> Result<Option<SeatPlanId>> {
        let about = plan_subject(plan);
        let verdict = check_number("the plan's version", plan.version, 1, i64::from(i32::MAX))
            .and_then(|()| check_layout(&plan.layout));
        if let Err(fault) = verdict {
            self.outcome.refuse(about, fault);
            return Ok(None);
        }
        if let Some(kept) = self.kept_plan(hall, plan).await? {
            if kept.plan != plan.layout {
                let detail = "a version that is in use came with other seats; the first one stays";
                self.outcome.refuse(about, Fault::new(FaultKind::PlanChanged, detail));
                return Ok(None);
            }
            self.outcome.take(about, false);
            return Ok(Some(kept.id));
        }
        if let Some(id) = self.same_plan(hall, plan).await? {
            self.outcome.take(about, true);
            return Ok(Some(id));
        }
        let row = seat_plans::Model {
            id: self.app.clock.new_id(),
            plan_code: self.plan_code(plan),
            version: i32::try_from(plan.version).unwrap_or(i32::MAX),
            plan: plan.layout.clone(),
            seat_count: i32::try_from(plan.layout.usable_seats()).unwrap_or(i32::MAX),
            created_at: self.app.clock.now(),
            zones: PlanZones(plan.layout.zones.clone()),
        };
        let id = row.id;
        seat_plans::Entity::insert(row.into_active_model()).exec_without_returning(self.tx).await?;
        self.outcome.take(about, true);
        Ok(Some(id))
    }

    /// The code under which plans of a hall are kept that only this cinema has.
    fn plan_code(&self, plan: &wire::SeatPlan) -> String {
        format!("{}-{}", self.cinema.cinema_code, plan.screen_code)
    }

    /// What is kept under the name of this plan.
    async fn kept_plan(
        &self,
        hall: Option<&halls::Model>,
        plan: &wire::SeatPlan,
    ) -> Result<Option<seat_plans::Model>> {
        if let Some(hall) = hall {
            let named =
                hall_plans::Entity::find_by_id((hall.id, plan.version)).one(self.tx).await?;
            if let Some(named) = named {
                let id = named.seat_plan_id;
                return Ok(seat_plans::Entity::find_by_id(id).one(self.tx).await?);
            }
        }
        let found = seat_plans::Entity::find()
            .filter(seat_plans::Column::PlanCode.eq(self.plan_code(plan)))
            .filter(seat_plans::Column::Version.eq(plan.version))
            .one(self.tx)
            .await?;
        Ok(found)
    }

    /// The plan behind the hall, where it is this very one.
    async fn same_plan(
        &self,
        hall: Option<&halls::Model>,
        plan: &wire::SeatPlan,
    ) -> Result<Option<SeatPlanId>> {
        let Some(hall) = hall else {
            return Ok(None);
        };
        let current = seat_plans::Entity::find_by_id(hall.seat_plan_id).one(self.tx).await?;
        Ok(current.filter(|current| current.plan == plan.layout).map(|current| current.id))
    }

    async fn name_plan(&self, hall_id: HallId, version: i64, id: SeatPlanId) -> Result<()> {
        let row = hall_plans::Model { hall_id, version, seat_plan_id: id };
        let key = [hall_plans::Column::HallId, hall_plans::Column::Version];
        hall_plans::Entity::insert(row.into_active_model())
            .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
            .exec_without_returning(self.tx)
            .await?;
        Ok(())
    }
}

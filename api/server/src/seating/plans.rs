//! Seat plans in memory. A plan's version never changes, so nothing is ever invalidated.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use database::Db;
use domain::ids::SeatPlanId;
use sea_orm::EntityTrait;
use tables::seat_plans;

use crate::error::{Error, Result};

/// Plans kept at once; the largest city has fewer halls.
const PLANS: usize = 4_096;

/// Plans that were asked for since the start.
#[derive(Default)]
pub struct PlanCache {
    plans: Mutex<HashMap<SeatPlanId, Arc<seat_plans::Model>>>,
}

impl PlanCache {
    /// A plan, from memory where it is known.
    pub async fn plan(&self, db: &Db, id: SeatPlanId) -> Result<Arc<seat_plans::Model>> {
        if let Some(plan) = self.known(id) {
            return Ok(plan);
        }
        let plan = seat_plans::Entity::find_by_id(id).one(db).await?;
        let plan = Arc::new(plan.ok_or(Error::NotFound("seat plan"))?);
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        if plans.len() >= PLANS {
            plans.clear();
        }
        plans.insert(id, Arc::clone(&plan));
        Ok(plan)
    }

    fn known(&self, id: SeatPlanId) -> Option<Arc<seat_plans::Model>> {
        self.plans.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }
}

//! Seat plans in memory. A version never changes, so what was read once stays true.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use sea_orm::{ConnectionTrait, DbErr};

use crate::schedule::SeatLoad;
use crate::sql;

/// The seats of one version of a plan.
#[derive(Debug)]
pub(crate) struct PlanSeats {
    /// By seat code: whether it can be sold at all.
    is_usable: HashMap<String, bool>,
}

impl PlanSeats {
    /// Whether the seat can be sold; `None` when there is no such seat.
    pub(crate) fn is_usable(&self, seat_code: &str) -> Option<bool> {
        self.is_usable.get(seat_code).copied()
    }

    /// How many seats can be sold.
    pub(crate) fn usable_count(&self) -> usize {
        self.is_usable.values().filter(|is_usable| **is_usable).count()
    }

    /// Seats that are there but never sold, sorted.
    pub(crate) fn unusable(&self) -> Vec<&str> {
        let unusable = self.is_usable.iter().filter(|(_, is_usable)| !**is_usable);
        let mut codes: Vec<&str> = unusable.map(|(code, _)| code.as_str()).collect();
        codes.sort_unstable();
        codes
    }
}

type Key = (String, i64);

/// Plans that were asked for, by code and version.
#[derive(Default)]
pub(crate) struct PlanCache {
    plans: RwLock<HashMap<Key, Arc<PlanSeats>>>,
}

impl PlanCache {
    /// The seats of a plan, read from the database the first time.
    pub(crate) async fn get(
        &self,
        db: &impl ConnectionTrait,
        plan_code: &str,
        version: i64,
    ) -> Result<Arc<PlanSeats>, DbErr> {
        let key = (plan_code.to_owned(), version);
        if let Some(plan) = self.known(&key) {
            return Ok(plan);
        }
        let sql = "SELECT seats FROM bo_plans WHERE plan_code = $1 AND version = $2";
        let row = sql::query_one(db, sql, [plan_code.into(), version.into()]).await?;
        let row = row.ok_or_else(|| DbErr::RecordNotFound(format!("plan {plan_code}")))?;
        let seats: Vec<SeatLoad> = sql::from_json(&row.try_get::<String>("", "seats")?)?;
        let is_usable = seats.into_iter().map(|seat| (seat.seat_code, seat.is_usable)).collect();
        let plan = Arc::new(PlanSeats { is_usable });
        let mut plans = self.plans.write().unwrap_or_else(PoisonError::into_inner);
        plans.insert(key, Arc::clone(&plan));
        Ok(plan)
    }

    fn known(&self, key: &Key) -> Option<Arc<PlanSeats>> {
        let plans = self.plans.read().unwrap_or_else(PoisonError::into_inner);
        plans.get(key).cloned()
    }
}

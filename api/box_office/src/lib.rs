//! The built-in box office: a real ticketing system for cinemas that have none.
//!
//! It keeps its own tables (`bo_…`) in a database that may or may not be the platform's, and is
//! reached through the port [`CinemaGateway`] alone, like any cinema far away. Every effect is one
//! transaction, so a crash leaves either all of it or nothing.
//!
//! Who has a seat is decided by the key of `bo_session_seats` and by nothing else: no lock is held
//! on a session, so that a hot showtime does not queue up behind itself.

mod codes;
mod failure;
mod gateway;
pub mod http;
mod lanes;
mod lock_view;
mod lock_writer;
mod locks;
mod migrations;
mod nonces;
mod order_view;
mod orders;
mod pickup;
mod plans;
mod programme;
pub mod push;
mod sales;
pub mod schedule;
mod sql;
pub mod staff;
mod statement;
mod sweep;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use database::Db;
use domain::calendar::to_milliseconds;
use sea_orm::{DbBackend, DbErr};
use sea_orm_migration::MigratorTrait;

pub use gateways::cinema::CinemaGateway;
pub use lanes::OVERLOADED;
pub use migrations::Migrator;
pub use programme::release_days;
pub use sweep::Swept;

/// Where the box office reads the time.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Limits of a box office.
#[derive(Clone, Debug)]
pub struct BoxOfficeConfig {
    /// A lock lasts so long at most, and so long when the request names no time (seconds).
    pub max_lock_ttl_s: u32,
    /// Requests of one transaction at most.
    pub max_batch: usize,
    /// Requests that may wait for each writer; more are refused at once.
    pub queue_length: usize,
    /// Released and expired locks are remembered so long (seconds), so that a late question about
    /// one still finds its answer.
    pub lock_memory_s: u32,
}

impl Default for BoxOfficeConfig {
    fn default() -> Self {
        Self {
            max_lock_ttl_s: 15 * 60,
            max_batch: 128,
            queue_length: 1024,
            lock_memory_s: 7 * 24 * 60 * 60,
        }
    }
}

/// Makes or updates the box office's tables; does nothing when they are up to date.
///
/// # Errors
/// When the database refuses.
pub async fn migrate(db: &Db) -> Result<(), DbErr> {
    Migrator::up(db, None).await
}

/// A running box office; cheap to clone.
#[derive(Clone)]
pub struct BoxOffice {
    core: Arc<Core>,
    locks: lock_writer::LockWriter,
    sales: sales::SalesWriter,
}

/// What every part of the box office needs.
struct Core {
    db: Db,
    clock: Clock,
    config: BoxOfficeConfig,
    plans: plans::PlanCache,
}

impl Core {
    /// The present, in the precision that every database keeps.
    fn now(&self) -> DateTime<Utc> {
        to_milliseconds((self.clock)())
    }
}

impl BoxOffice {
    /// Starts the writers. They end when the last clone is dropped and their queues are empty.
    ///
    /// Must be called within a Tokio runtime; [`migrate`] must have run before.
    pub fn start(db: Db, clock: Clock, config: BoxOfficeConfig) -> Self {
        // One writer on SQLite, which has one anyway; on PostgreSQL enough for commits to overlap.
        let (lock_writers, sales_writers) = match db.backend() {
            DbBackend::Sqlite => (1, 1),
            _ => (8, 4),
        };
        let core = Arc::new(Core { db, clock, config, plans: plans::PlanCache::default() });
        Self {
            locks: lock_writer::LockWriter::start(&core, lock_writers),
            sales: sales::SalesWriter::start(&core, sales_writers),
            core,
        }
    }

    /// Gives expired locks back and forgets old ones, at most `limit` rows of each in one
    /// transaction. Call it again at once when [`Swept::is_full`]. Correctness does not need it:
    /// an expired lock is taken over in place.
    ///
    /// # Errors
    /// When the database refuses; nothing was done then.
    pub async fn expire_locks(&self, now: DateTime<Utc>, limit: u32) -> Result<Swept, DbErr> {
        sweep::expire_locks(&self.core, to_milliseconds(now), limit).await
    }

    /// Forgets the nonces of signed requests that are too old to be replayed, at most `limit`.
    /// Returns how many there were.
    ///
    /// # Errors
    /// When the database refuses; nothing was done then.
    pub async fn forget_nonces(&self, now: DateTime<Utc>, limit: u32) -> Result<u64, DbErr> {
        nonces::forget(&self.core, to_milliseconds(now), limit).await
    }

    /// Codes of the cinemas that sell through this box office, sorted.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn cinema_codes(&self) -> Result<Vec<String>, DbErr> {
        programme::cinema_codes(&self.core.db).await
    }
}

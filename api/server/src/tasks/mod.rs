//! Work that nobody waits for: what drives it, and what it consists of.
//!
//! A task is a function that does what is due once and says whether it did anything. [`start`] runs
//! each in a loop of its own, one run at a time, woken by its bell or by the clock. [`settle`] runs
//! all of them until nothing is due, which is how tests let time pass.

mod clean_up;
mod errands;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

pub use errands::Errands;

use crate::app::App;
use crate::error::{Error, Result};

/// What a task gives back: whether there was anything to do.
pub type Outcome<'a> = Pin<Box<dyn Future<Output = Result<bool>> + Send + 'a>>;

/// One kind of background work.
pub struct Task {
    pub name: &'static str,
    /// Does what is due now. `true` means that there may be more.
    pub run: for<'a> fn(&'a App) -> Outcome<'a>,
    /// How often it looks by itself.
    pub period: fn(&App) -> Duration,
    /// The bell that wakes it earlier.
    pub bell: fn(&App) -> Option<&Notify>,
}

/// Every task of the platform, in the order in which [`settle`] runs them.
pub const TASKS: &[Task] = &[
    Task {
        name: "check_locks",
        run: |app| Box::pin(crate::seating::check_locks(app)),
        period: |app| app.config.purchase.task_period,
        bell: |app| Some(&app.wake.locks),
    },
    Task {
        name: "expire_locks",
        run: |app| Box::pin(expire_locks(app)),
        period: |_| Duration::from_secs(5),
        bell: |_| None,
    },
    Task {
        name: "cancel_orders",
        run: |app| Box::pin(crate::orders::see_to_cancelled(app)),
        period: |_| Duration::from_secs(5),
        bell: |app| Some(&app.wake.cancelled),
    },
    Task {
        name: "advance_orders",
        run: |app| Box::pin(crate::orders::advance_due(app)),
        period: |app| app.config.purchase.task_period,
        bell: |app| Some(&app.wake.orders),
    },
    Task {
        name: "send_messages",
        run: |app| Box::pin(crate::messages::send_due(app)),
        period: |app| app.config.purchase.task_period,
        bell: |app| Some(&app.wake.outbox),
    },
    Task {
        name: "spread_webhooks",
        run: |app| Box::pin(crate::webhooks::spread_due(app)),
        period: |app| app.config.purchase.task_period,
        bell: |_| None,
    },
    Task {
        name: "deliver_webhooks",
        run: |app| Box::pin(crate::webhooks::deliver_due(app)),
        period: |app| app.config.purchase.task_period,
        bell: |app| Some(&app.wake.webhooks),
    },
    Task {
        name: "count_seats",
        run: |app| Box::pin(crate::seating::count_changed(app)),
        period: |_| Duration::from_secs(3),
        bell: |_| None,
    },
    Task {
        name: "sync_cinemas",
        run: |app| Box::pin(crate::cinemas::sync_due(app)),
        period: |_| Duration::from_secs(5),
        bell: |app| Some(app.wake.sync.notified()),
    },
    Task {
        name: "register_demo_cinemas",
        run: |app| Box::pin(crate::admin::register_demo_cinemas(app)),
        period: |_| Duration::from_secs(3),
        bell: |_| None,
    },
    Task {
        name: "fetch_statements",
        run: |app| Box::pin(crate::statements::fetch_due(app)),
        period: |_| Duration::from_secs(60),
        bell: |_| None,
    },
    Task {
        name: "reconcile_days",
        run: |app| Box::pin(crate::reconciliation::run_due(app)),
        period: |_| Duration::from_secs(60),
        bell: |_| None,
    },
    Task {
        name: "return_surplus",
        run: |app| Box::pin(crate::reconciliation::send_returns(app)),
        period: |_| Duration::from_secs(5),
        bell: |_| None,
    },
    Task {
        name: "chain_ledger",
        run: |app| Box::pin(crate::ledger::chain_due(app)),
        period: |_| Duration::from_secs(2),
        bell: |_| None,
    },
    Task {
        name: "seal_ledger",
        run: |app| Box::pin(crate::ledger::seal_due(app)),
        period: |_| Duration::from_secs(30),
        bell: |_| None,
    },
    Task {
        name: "check_ledger",
        run: |app| Box::pin(crate::ledger::check_due(app)),
        period: |_| Duration::from_secs(60),
        bell: |_| None,
    },
    Task {
        name: "clean_up",
        run: |app| Box::pin(clean_up::run(app)),
        period: |_| Duration::from_secs(60),
        bell: |_| None,
    },
];

/// Gives seats whose time is over back to the built-in box office's shelf. A lock takes run-out
/// seats over by itself; this keeps the table small and tells whoever watches.
async fn expire_locks(app: &App) -> Result<bool> {
    let swept = app.box_office.expire_locks(app.clock.now(), 500).await?;
    Ok(swept.is_full)
}

/// How often [`settle`] goes round before it says that work makes work without end.
const SETTLE_ROUNDS: usize = 1_000;

/// Running tasks.
pub struct Workers {
    app: Arc<App>,
    stop: watch::Sender<bool>,
    handles: Vec<JoinHandle<()>>,
}

/// Starts every task.
pub fn start(app: &Arc<App>) -> Workers {
    let (stop, stopped) = watch::channel(false);
    let handles =
        TASKS.iter().map(|task| tokio::spawn(drive(Arc::clone(app), task, stopped.clone())));
    Workers { app: Arc::clone(app), handles: handles.collect(), stop }
}

impl Workers {
    /// Lets every task and every errand finish what it is doing, then ends it.
    pub async fn stop(self) {
        self.app.wake.is_stopping.store(true, Ordering::Relaxed);
        // Nobody listens when every loop has ended by itself.
        self.stop.send(true).ok();
        for handle in self.handles {
            if let Err(error) = handle.await {
                tracing::error!("a task ended badly: {error}");
            }
        }
        self.app.errands.finished().await;
    }
}

async fn drive(app: Arc<App>, task: &'static Task, mut stopped: watch::Receiver<bool>) {
    let period = (task.period)(&app);
    while !*stopped.borrow() {
        let has_more = match (task.run)(&app).await {
            Ok(has_more) => has_more,
            Err(error) => {
                metrics::counter!("marquee_task_failures_total", "task" => task.name).increment(1);
                tracing::error!(task = task.name, "{error}");
                false
            }
        };
        if has_more {
            continue;
        }
        let bell = async {
            match (task.bell)(&app) {
                Some(bell) => bell.notified().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = bell => {}
            () = tokio::time::sleep(period) => {}
            _ = stopped.changed() => {}
        }
    }
}

/// Runs every task until none finds anything due.
///
/// # Errors
/// The first error of a task, or that there is no end to it.
pub async fn settle(app: &App) -> Result<()> {
    for _ in 0..SETTLE_ROUNDS {
        let mut has_worked = false;
        for task in TASKS {
            has_worked |= (task.run)(app).await?;
        }
        if !has_worked {
            return Ok(());
        }
    }
    Err(Error::Internal(anyhow::anyhow!("the tasks keep finding work")))
}

/// Runs one task by its name until it finds nothing due.
///
/// # Errors
/// There is no such task, or it failed.
pub async fn run_by_name(app: &App, name: &str) -> Result<()> {
    let task = TASKS.iter().find(|task| task.name == name).ok_or_else(|| {
        let names: Vec<_> = TASKS.iter().map(|task| task.name).collect();
        anyhow::anyhow!("no task {name}; there are {}", names.join(", "))
    })?;
    while (task.run)(app).await? {}
    Ok(())
}

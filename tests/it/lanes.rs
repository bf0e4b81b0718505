//! Work for many cinemas at once: one that does not answer costs the others nothing.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use domain::ids::CinemaId;
use sea_orm::EntityTrait;
use server::error::Result;
use server::lanes::{Busy, Due, Source, work_off};
use tables::films;
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::support::TestApp;

const SILENT: CinemaId = CinemaId(Uuid::from_u128(1));

/// A list of things to do, the silent cinema's first.
struct Desk {
    open: Mutex<Vec<Due<u32>>>,
    /// What the silent cinema waits for.
    gate: Semaphore,
    /// Most items under way at once, by cinema, and how many are now.
    seen: Mutex<HashMap<CinemaId, (usize, usize)>>,
    done: Mutex<Vec<CinemaId>>,
    of_others: usize,
}

impl Desk {
    fn new(silent: u32, others: u32) -> Self {
        let due = |id: u32, cinema: u128| Due { id, lane: CinemaId(Uuid::from_u128(cinema)) };
        let open = (0..silent).map(|id| due(id, 1));
        let open = open.chain((0..others).map(|n| due(silent + n, 2 + u128::from(n % 5))));
        Self {
            open: Mutex::new(open.collect()),
            gate: Semaphore::new(0),
            seen: Mutex::default(),
            done: Mutex::default(),
            of_others: usize::try_from(others).unwrap(),
        }
    }

    fn cinema_of(&self, id: u32) -> CinemaId {
        self.open.lock().unwrap().iter().find(|due| due.id == id).unwrap().lane
    }
}

impl Source for Desk {
    type Id = u32;
    type Lane = CinemaId;

    async fn due(&self, busy: &Busy<u32>, limit: usize) -> Result<Vec<Due<u32>>> {
        let open = self.open.lock().unwrap();
        let may_go = open.iter().filter(|due| !busy.contains(due.id) && !busy.is_full(due.lane));
        Ok(may_go.take(limit).copied().collect())
    }

    async fn handle(&self, id: u32) -> Result<()> {
        let cinema_id = self.cinema_of(id);
        {
            let mut seen = self.seen.lock().unwrap();
            let (most, now) = seen.entry(cinema_id).or_default();
            *now += 1;
            *most = (*most).max(*now);
        }
        if cinema_id == SILENT {
            self.gate.acquire().await.unwrap().forget();
        }
        self.seen.lock().unwrap().entry(cinema_id).or_default().1 -= 1;
        self.open.lock().unwrap().retain(|due| due.id != id);
        let mut done = self.done.lock().unwrap();
        done.push(cinema_id);
        if done.iter().filter(|cinema| **cinema != SILENT).count() == self.of_others {
            // Only now does the silent cinema begin to answer.
            self.gate.add_permits(1_000);
        }
        Ok(())
    }
}

#[tokio::test]
async fn a_silent_cinema_keeps_nobody_else_waiting() {
    let app = TestApp::start().await;
    let desk = Desk::new(100, 60);
    let run = work_off(&app.app, None, &desk);
    let run = tokio::time::timeout(Duration::from_secs(20), run).await;
    assert!(run.expect("the others waited for the silent cinema").unwrap());
    assert_eq!(desk.done.lock().unwrap().len(), 160, "everything is done in the end");
    let first_of_silent = desk.done.lock().unwrap().iter().position(|cinema| *cinema == SILENT);
    assert_eq!(first_of_silent, Some(60));
    {
        let seen = desk.seen.lock().unwrap();
        assert!(seen.values().all(|(most, _)| *most <= Desk::PLACES_OF_LANE), "{seen:?}");
        assert_eq!(seen[&SILENT].0, Desk::PLACES_OF_LANE);
    }
    assert!(!work_off(&app.app, None, &desk).await.unwrap(), "nothing is left");
    app.done().await;
}

/// Fails whatever it is asked.
struct Broken;

impl Source for Broken {
    type Id = u32;
    type Lane = CinemaId;

    async fn due(&self, busy: &Busy<u32>, _: usize) -> Result<Vec<Due<u32>>> {
        let due = Due { id: 1, lane: SILENT };
        Ok(Some(due).filter(|due| !busy.contains(due.id)).into_iter().collect())
    }

    async fn handle(&self, _: u32) -> Result<()> {
        Err(server::error::Error::Stale)
    }
}

#[tokio::test]
async fn what_cannot_be_done_is_left_to_the_next_run() {
    let app = TestApp::start().await;
    app.expect_error("not done");
    assert!(!work_off(&app.app, None, &Broken).await.unwrap());
    app.done().await;
}

/// Needs the database for each item, and to find out what is due.
struct Thirsty<'a> {
    app: &'a TestApp,
    open: Mutex<Vec<u32>>,
}

impl Thirsty<'_> {
    /// As long as this lasts it holds a connection, on SQLite the one that writes.
    async fn drink(&self) -> Result<()> {
        let tx = self.app.db().begin().await?;
        for _ in 0..3 {
            films::Entity::find().one(&tx).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

impl Source for Thirsty<'_> {
    type Id = u32;
    type Lane = u32;

    async fn due(&self, busy: &Busy<u32, u32>, limit: usize) -> Result<Vec<Due<u32, u32>>> {
        self.drink().await?;
        let open = self.open.lock().unwrap();
        let may_go = open.iter().filter(|id| !busy.contains(**id));
        Ok(may_go.take(limit).map(|&id| Due { id, lane: id }).collect())
    }

    async fn handle(&self, id: u32) -> Result<()> {
        self.drink().await?;
        self.open.lock().unwrap().retain(|open| *open != id);
        Ok(())
    }
}

/// Whoever looks for work does not keep the items under way from giving back what they hold.
#[tokio::test]
async fn looking_for_work_waits_for_no_connection_that_work_holds() {
    let app = TestApp::start().await;
    let thirsty = Thirsty { app: &app, open: Mutex::new((0..100).collect()) };
    assert!(work_off(&app.app, None, &thirsty).await.unwrap());
    assert!(thirsty.open.lock().unwrap().is_empty());
    app.done().await;
}

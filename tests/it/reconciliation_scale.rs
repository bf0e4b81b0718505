//! Days of many orders, with planted differences of every class: all are found, none is invented,
//! the sums are right, and comparing once more changes nothing.
//!
//! `MARQUEE_SCALE_ORDERS` says how many orders; `make reconcile-scale` makes a hundred thousand and
//! prints how long it took and how much memory it needed.

mod bank;
mod bill;
mod day;
mod fate;
mod rows;
mod sale;
mod statements;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Instant;
use tempfile::TempDir;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use database::Db;
use domain::ids::CinemaId;
use domain::payments::BankCode;
use domain::reconciliation::{BreakState, SourceKey};
use gateways::bank::{BankGateway, BankRegistry};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, QueryOrder};
use server::app::{App, Gateways};
use server::clock::Clock;
use server::config::Config;
use server::reconciliation;
use tables::{
    cinemas, ledger_entries, ledger_journals, reconciliation_breaks, reconciliations, showtimes,
    users,
};

use self::bank::BigBank;
use self::day::{Break, Made, Maker, Stage, at};
use crate::support::database::{TestDb, bank_keys, temporary};

/// Cinemas that sell on the day.
const CINEMAS: usize = 8;

fn the_day() -> NaiveDate {
    "2027-03-06".parse().unwrap()
}

/// A platform without a web server: nobody but reconciliation works in it.
struct World {
    app: Arc<App>,
    bank: Arc<BigBank>,
    database: TestDb,
    stage: Stage,
    _directory: TempDir,
}

impl World {
    async fn start() -> Self {
        let directory = temporary();
        let database = TestDb::new(directory.path()).await;
        let mut config = Config::from_env().unwrap();
        config.database_url.clone_from(&database.url);
        directory.path().clone_into(&mut config.data_dir);
        config.bank.keys_dir = bank_keys();
        // Comparing begins on the next morning, before the day itself is taken up by the clock.
        let clock = Clock::stopped_at(at(the_day().succ_opt().unwrap(), "10:00:00"));
        let mut big = None;
        let app = App::build_with(config, clock, |config, clock, box_office| {
            let gateways = Gateways::from_config(config, clock, box_office)?;
            let real = Arc::clone(gateways.bank(BankCode::UnionPay)?);
            let bank = Arc::new(BigBank::new(real));
            big = Some(Arc::clone(&bank));
            Ok(Gateways { banks: BankRegistry::new([bank as Arc<dyn BankGateway>]), ..gateways })
        });
        let app = app.await.unwrap();
        let bank = big.unwrap();
        let stage = stage(&app.db, bank.merchant()).await;
        Self { app, bank, database, stage, _directory: directory }
    }

    fn sources(&self) -> Vec<SourceKey> {
        let cinemas = self.stage.shows.iter().map(|(cinema, _)| SourceKey::Cinema(*cinema));
        [SourceKey::Bank(BankCode::UnionPay)].into_iter().chain(cinemas).collect()
    }

    /// The bank and the cinemas say what they have to say about a day.
    async fn state(&self, day: NaiveDate, made: &mut Made) {
        self.bank.bill(day, &made.bills[&day]);
        let said = made.statements.remove(&day).unwrap();
        statements::state(&self.app.db, &self.app.clock, day, said).await;
    }

    /// Compares a day with everybody.
    async fn run(&self, day: NaiveDate) {
        for source in self.sources() {
            let begun = Instant::now();
            reconciliation::run(&self.app, source, day, None).await.unwrap();
            tell(&format!("{day} with {source}"), begun);
        }
    }

    fn wait_until(&self, instant: DateTime<Utc>) {
        let pause = instant - self.app.clock.now();
        assert!(pause > TimeDelta::zero());
        self.app.clock.advance(pause);
    }

    async fn breaks(&self) -> Vec<reconciliation_breaks::Model> {
        let by_id = reconciliation_breaks::Column::Id;
        let all = reconciliation_breaks::Entity::find().order_by_asc(by_id);
        all.all(&self.app.db).await.unwrap()
    }

    async fn done(self) {
        let db = self.app.db.clone();
        drop(self.app);
        db.close().await.unwrap();
        self.database.remove().await;
    }
}

/// Somebody who buys, and showtimes of several cinemas. The cinemas' own systems are silent: what
/// they say about the day is on record.
async fn stage(db: &Db, merchant: &str) -> Stage {
    let mut shows: BTreeMap<CinemaId, _> = BTreeMap::new();
    let by_id = showtimes::Column::Id;
    for show in showtimes::Entity::find().order_by_asc(by_id).all(db).await.unwrap() {
        shows.entry(show.cinema_id).or_insert(show.id);
    }
    let silent = "UPDATE cinemas SET gateway = 'remote'";
    db.execute_unprepared(silent).await.unwrap();
    assert!(cinemas::Entity::find().count(db).await.unwrap() >= CINEMAS as u64);
    let user = users::Entity::find().one(db).await.unwrap().unwrap();
    Stage {
        user_id: user.id,
        shows: shows.into_iter().take(CINEMAS).collect(),
        merchant: merchant.to_owned(),
    }
}

fn tell(what: &str, begun: Instant) {
    eprintln!("{:>8} ms  {what}", begun.elapsed().as_millis());
}

/// The most memory that this process ever had, in kB, or since the last call of [`forget_peak`].
fn peak_kb() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.unwrap_or("unknown").trim().to_owned()
}

fn forget_peak() {
    // Without the right to it, or on another system, the peak is that of the whole process.
    std::fs::write("/proc/self/clear_refs", "5").ok();
}

fn known(rows: &[reconciliation_breaks::Model]) -> BTreeSet<Break> {
    let known = rows
        .iter()
        .map(|row| (row.source.clone(), row.day, row.class, row.kind, row.reference.clone()));
    known.collect()
}

/// What is in one and not in the other, so that a failure is readable.
fn assert_same(found: &BTreeSet<Break>, expected: &BTreeSet<Break>) {
    let invented: Vec<_> = found.difference(expected).take(10).collect();
    let overlooked: Vec<_> = expected.difference(found).take(10).collect();
    assert!(
        invented.is_empty() && overlooked.is_empty(),
        "invented: {invented:#?}\noverlooked: {overlooked:#?}"
    );
    assert_eq!(found.len(), expected.len());
}

/// Everything that comparing once more must not change.
async fn snapshot(world: &World) -> (u64, u64, Vec<(String, BreakState, i64, i64)>) {
    let db = &world.app.db;
    let breaks = world
        .breaks()
        .await
        .into_iter()
        .map(|row| (row.id.to_string(), row.state, row.difference_minor, row.suspense_minor));
    (
        ledger_journals::Entity::find().count(db).await.unwrap(),
        ledger_entries::Entity::find().count(db).await.unwrap(),
        breaks.collect(),
    )
}

/// The sums of the day with the bank, by what the bill says and by what was made.
async fn assert_totals(world: &World, made: &Made) {
    let all = reconciliations::Entity::find().all(&world.app.db).await.unwrap();
    let of_bank = all.into_iter().find(|row| row.source == "unionpay" && row.day == the_day());
    let day = of_bank.unwrap();
    let lines = &made.bills[&the_day()];
    let sum = |part: fn(&bill::Line) -> i64| lines.iter().map(part).sum::<i64>();
    let (net, fee) = (sum(bill::Line::net), sum(|line| line.fee));
    assert_eq!(day.theirs_count, lines.len() as i64);
    assert_eq!((day.theirs_minor, day.fee_minor, day.net_minor), (net + fee, Some(fee), Some(net)));
    assert_eq!((day.ours_count, day.ours_minor), (made.ours_count, made.ours_minor));
    assert_eq!(day.matched, made.matched);
    assert_eq!(day.verdicts_ok, made.agreed);
}

/// On the next morning every difference is known; those of the day's edge wait for the day beside,
/// or came right because it was compared since.
async fn assert_edges(world: &World, made: &Made, all: &BTreeSet<Break>) {
    let rows = world.breaks().await;
    assert_same(&known(&rows), all);
    let before = the_day().pred_opt().unwrap();
    let (of_day_before, of_day): (BTreeSet<_>, BTreeSet<_>) =
        made.edges.iter().cloned().partition(|edge| edge.1 == before);
    assert!(!of_day_before.is_empty() && !of_day.is_empty());
    let states: BTreeMap<Break, BreakState> = rows
        .iter()
        .map(|row| (known(std::slice::from_ref(row)).pop_first().unwrap(), row.state))
        .collect();
    for edge in &of_day {
        assert_eq!(states[edge], BreakState::Pooled, "{edge:?}");
    }
    for edge in &of_day_before {
        assert_eq!(states[edge], BreakState::Resolved, "{edge:?}");
    }
}

fn size() -> usize {
    std::env::var("MARQUEE_SCALE_ORDERS").map_or(2_000, |orders| orders.parse().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_planted_difference_is_found_and_none_is_invented() {
    let orders = size();
    let each = (orders / 1_000).clamp(3, 50);
    let world = World::start().await;
    let day = the_day();
    let (before, after) = (day.pred_opt().unwrap(), day.succ_opt().unwrap());
    let begun = Instant::now();
    let maker = Maker::new(&world.app.clock, &world.stage, day, (orders, each));
    let mut made = maker.make(&world.app.db).await;
    tell(&format!("{orders} orders made, each difference {each} times"), begun);

    let all: BTreeSet<Break> = made.breaks.union(&made.edges).cloned().collect();

    // On the next morning: what only we have may still come.
    let begun = Instant::now();
    world.state(before, &mut made).await;
    world.run(before).await;
    world.state(day, &mut made).await;
    forget_peak();
    world.run(day).await;
    assert_edges(&world, &made, &all).await;

    // A day later the other half of the day's edge is there.
    world.wait_until(at(after.succ_opt().unwrap(), "10:00:00"));
    world.state(after, &mut made).await;
    world.run(after).await;
    let rows = world.breaks().await;
    assert_same(&known(&rows), &all);
    let unsettled: Vec<_> = rows.iter().filter(|row| row.state.is_unsettled()).cloned().collect();
    assert!(known(&unsettled).is_disjoint(&made.edges));

    // When nothing more can come, what is missing is missing.
    world.wait_until(at(day + TimeDelta::days(3), "11:00:00"));
    world.run(day).await;
    tell("all comparisons", begun);
    eprintln!("{:>11}  peak of memory while comparing", peak_kb());
    let rows = world.breaks().await;
    assert_same(&known(&rows), &all);
    assert!(rows.iter().all(|row| row.state != BreakState::Pooled));
    assert_totals(&world, &made).await;

    let first = snapshot(&world).await;
    world.run(day).await;
    assert_eq!(snapshot(&world).await, first);
    assert_same(&known(&world.breaks().await), &all);
    assert_totals(&world, &made).await;
    world.done().await;
}

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{HashMap, HashSet};
use std::path::Path;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use database::{ConnectOptions, Db};
use sea_orm::{EntityTrait, PaginatorTrait};
use sea_orm_migration::MigratorTrait;
use tables::{articles, films, halls, seat_plans, showtimes};

use super::schedule::Scope;
use super::{Files, ImportError, Options, Source, Summary, run};
use crate::clock::Clock;

const START: &str = "2026-11-22";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn clock() -> Clock {
    Clock::stopped_at("2026-11-22T02:00:00Z".parse::<DateTime<Utc>>().unwrap())
}

/// An empty database in a directory of its own.
struct Scratch {
    directory: std::path::PathBuf,
    db: Db,
}

impl Scratch {
    async fn new() -> Self {
        let id: uuid::Uuid = clock().new_id();
        let random = rand::random::<u64>();
        let directory = std::env::temp_dir().join(format!("marquee-import-{id}-{random}"));
        std::fs::create_dir_all(&directory).unwrap();
        let url = format!("sqlite://{}", directory.join("test.db").display());
        let db = database::connect(&url, &ConnectOptions::default()).await.unwrap();
        tables::migrations::Migrator::up(&db, None).await.unwrap();
        box_office::migrate(&db).await.unwrap();
        Self { directory, db }
    }

    async fn import(&self, source: &Source, start: &str) -> Result<Summary, ImportError> {
        let options = Options { start: Some(day(start)), days: 8 };
        run(&self.db, &clock(), source, options).await
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.directory).ok();
    }
}

/// A copy of the demo's files with one of them changed.
fn changed(directory: &Path, file: &str, change: impl Fn(&str) -> String) -> Source {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    std::fs::create_dir_all(directory.join("plans")).unwrap();
    for name in Source::Demo.plans().unwrap() {
        std::fs::copy(root.join(&name), directory.join(&name)).unwrap();
    }
    for name in ["terms.csv", "films.csv", "cinemas.csv", "halls.csv", "schedule.json"] {
        std::fs::copy(root.join(name), directory.join(name)).unwrap();
    }
    let text = std::fs::read_to_string(directory.join(file)).unwrap_or_default();
    std::fs::write(directory.join(file), change(&text)).unwrap();
    Source::Directory(directory.to_owned())
}

fn faults(error: ImportError) -> Vec<String> {
    match error {
        ImportError::Faults(faults) => faults.lines().to_vec(),
        other => panic!("{other}"),
    }
}

#[actix_web::test]
async fn the_demo_is_imported_whole_and_fast_and_again_without_change() {
    let scratch = Scratch::new().await;
    let began = std::time::Instant::now();
    let first = scratch.import(&Source::Demo, START).await.unwrap();
    let took = began.elapsed();
    println!("{first}: {took:?}");
    assert!(first.films > 50 && first.cinemas > 5 && first.halls > 40, "{first}");
    assert!(first.showtimes > 1_500, "{first}");
    assert!(took.as_secs() < 10, "{took:?}");
    let stored = showtimes::Entity::find().all(&scratch.db).await.unwrap();
    assert_eq!(stored.len(), first.showtimes);

    let again = scratch.import(&Source::Demo, START).await.unwrap();
    assert_eq!(again.showtimes, 0, "the days are planned already");
    assert_eq!(showtimes::Entity::find().all(&scratch.db).await.unwrap(), stored);
    let plans = seat_plans::Entity::find().count(&scratch.db).await.unwrap();
    assert_eq!(plans, u64::try_from(Source::Demo.plans().unwrap().len()).unwrap());

    let next_day = scratch.import(&Source::Demo, "2026-11-23").await.unwrap();
    assert!(next_day.showtimes > 100, "one day more: {next_day}");
    let articles_now = articles::Entity::find().all(&scratch.db).await.unwrap();
    let is_out = |article: &articles::Model| {
        article.published_at.is_some_and(|published_at| published_at <= clock().now())
    };
    assert!(articles_now.iter().all(is_out));
}

#[actix_web::test]
async fn imported_showtimes_keep_every_rule() {
    let scratch = Scratch::new().await;
    scratch.import(&Source::Demo, START).await.unwrap();
    let films: HashMap<_, _> = films::Entity::find()
        .all(&scratch.db)
        .await
        .unwrap()
        .into_iter()
        .map(|film| (film.id, film))
        .collect();
    let halls = halls::Entity::find().all(&scratch.db).await.unwrap();
    let mut shows = showtimes::Entity::find().all(&scratch.db).await.unwrap();
    shows.sort_by_key(|show| (show.hall_id, show.starts_at));
    let mut codes = HashSet::new();
    for show in &shows {
        let film = &films[&show.film_id];
        assert!(film.released_on <= show.business_on, "{}", show.session_code);
        assert!(film.formats.0.contains(&show.format), "{}", show.session_code);
        let length = Duration::minutes(i64::from(film.runtime_min) + 5);
        assert_eq!(show.ends_at - show.starts_at, length, "{}", show.session_code);
        assert!(show.stop_sell_at <= show.starts_at);
        assert_eq!(Some(&show.price_from_minor), show.zone_prices.0.values().min());
        assert!(show.price_from_minor >= 1_900);
        assert!(show.version >= 1 && show.seats_total > 0);
        assert_eq!(show.session_code.len(), 18);
        assert!(codes.insert(show.session_code.clone()));
    }
    for pair in shows.windows(2).filter(|pair| pair[0].hall_id == pair[1].hall_id) {
        let hall = halls.iter().find(|hall| hall.id == pair[0].hall_id).unwrap();
        let cleaned = pair[0].ends_at + Duration::minutes(i64::from(hall.cleaning_min));
        assert!(cleaned <= pair[1].starts_at, "{} meets the next", pair[0].session_code);
    }
}

#[test]
fn the_same_files_and_day_give_the_same_programme() {
    let files = Files::read(&Source::Demo).unwrap();
    let start = day(START);
    let released_on: Vec<NaiveDate> =
        files.films.iter().map(|film| film.released_on.resolve(start)).collect();
    let scope = Scope {
        films: &files.films,
        released_on: &released_on,
        cinemas: &files.cinemas,
        halls: &files.halls,
        plans: &files.plans,
    };
    let schedule = files.schedule.as_ref().unwrap();
    let all = schedule.generate(&scope, start, 8, |_, _| false);
    assert_eq!(all, schedule.generate(&scope, start, 8, |_, _| false));
    // A later start gives the same showtimes for the days that both have.
    let later = schedule.generate(&scope, day("2026-11-24"), 6, |_, _| false);
    let both: Vec<_> = all.iter().filter(|one| one.business_on >= day("2026-11-24")).collect();
    assert_eq!(both, later.iter().collect::<Vec<_>>());
    let none = schedule.generate(&scope, start, 8, |_, _| true);
    assert!(none.is_empty());
}

#[actix_web::test]
async fn every_fault_is_named_with_its_place_and_nothing_is_written() {
    let scratch = Scratch::new().await;
    let source = changed(&scratch.directory.join("bad"), "films.csv", |text| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines[1] = lines[1].replacen("001101011993", "00110101199", 1);
        lines[2] = lines[2].replacen(",drama;romance,", ",opera,", 1);
        lines[2] = lines[2].replacen("|Zhang Yimou", "", 1);
        lines.push("only,three,fields".to_owned());
        lines.join("\n")
    });
    let lines = faults(scratch.import(&source, START).await.unwrap_err());
    let has = |place: &str, what: &str| {
        lines.iter().any(|line| line.starts_with(place) && line.contains(what))
    };
    assert!(has("films.csv:2:", "film_code"), "{lines:?}");
    assert!(has("films.csv:3:", "genres"), "{lines:?}");
    assert!(has("films.csv:3:", "directors"), "{lines:?}");
    assert!(has("films.csv:", "has 3 fields"), "{lines:?}");
    assert!(has("schedule.json#/programmes/", "not in films.csv"), "{lines:?}");
    assert_eq!(films::Entity::find().count(&scratch.db).await.unwrap(), 0);
}

#[actix_web::test]
async fn listed_showtimes_come_first_and_may_not_meet() {
    let scratch = Scratch::new().await;
    let header = "session_code,cinema_code,screen_code,film_code,starts_at,language,format,prices";
    let row = |code: &str, at: &str| {
        format!(
            "{code},51019901,5101990100000004,001101011993,2026-11-22T{at},zh,2d,\
             front=4500;standard=5200;prime=5800"
        )
    };
    let file = "showtimes.csv";
    let good = format!("{header}\n{}\n{}\n", row("A1", "10:00"), row("A2", "14:00"));
    let source = changed(&scratch.directory.join("good"), file, |_| good.clone());
    let summary = scratch.import(&source, START).await;
    let summary = match summary {
        Err(ImportError::Faults(faults)) => panic!("{faults}"),
        other => other.unwrap(),
    };
    let stored = showtimes::Entity::find().all(&scratch.db).await.unwrap();
    assert_eq!(stored.len(), summary.showtimes);
    let listed = stored.iter().find(|show| show.session_code == "A1").unwrap();
    let of_day = stored
        .iter()
        .filter(|show| show.hall_id == listed.hall_id && show.business_on == listed.business_on);
    assert_eq!(of_day.count(), 2, "a day with listed showtimes is left alone");

    let bad = format!("{header}\n{}\n{}\n", row("B1", "16:00"), row("B2", "22:00"));
    let source = changed(&scratch.directory.join("bad"), file, |_| bad.clone());
    let lines = faults(scratch.import(&source, START).await.unwrap_err());
    assert!(lines.iter().any(|line| line.starts_with("showtimes.csv:2: meets session A2")));
}

#[actix_web::test]
async fn a_plan_never_changes_under_its_version() {
    let scratch = Scratch::new().await;
    scratch.import(&Source::Demo, START).await.unwrap();
    let source = changed(&scratch.directory.join("plan"), "plans/love-44.json", |text| {
        text.replacen("\"seat\": \"1\"", "\"seat\": \"1a\"", 1)
    });
    let lines = faults(scratch.import(&source, START).await.unwrap_err());
    assert!(lines[0].starts_with("plans/love-44.json#/version"), "{lines:?}");
}

/// What staff find in the box office after the demo's import.
#[actix_web::test]
async fn the_box_office_is_loaded_whole_and_halls_with_a_fee_have_one() {
    let scratch = Scratch::new().await;
    scratch.import(&Source::Demo, START).await.unwrap();
    let (code, now) = ("51019901", clock().now());
    let tables = box_office::staff::price_tables(&scratch.db, code).await.unwrap();
    let codes: Vec<&str> = tables.iter().map(|table| table.price_code.as_str()).collect();
    assert_eq!(codes, ["imax", "regular", "vip", "weekday_morning", "weekend_evening"]);
    assert!(box_office::staff::films(&scratch.db, "").await.unwrap().len() > 50);
    let (from, to) = (day(START), day("2026-11-29"));
    let sessions = box_office::staff::sessions(&scratch.db, code, (from, to), None, now).await;
    let sessions = sessions.unwrap();
    let shows: HashMap<String, showtimes::Model> = showtimes::Entity::find()
        .all(&scratch.db)
        .await
        .unwrap()
        .into_iter()
        .map(|show| (show.session_code.clone(), show))
        .collect();
    let mut fees = HashSet::new();
    for session in &sessions {
        let show = &shows[&session.session_code];
        for (zone, price) in &session.zone_prices {
            assert_eq!(price.sum_minor(), show.zone_prices.0[zone]);
            let fee = show.zone_screen_fees.0.get(zone).copied().unwrap_or_default();
            assert_eq!(price.screen_fee_minor, fee);
            assert!(price.ticket_minor >= 1_900, "{session:?}");
            fees.insert((session.hall.en.clone(), fee));
        }
    }
    assert!(fees.contains(&("IMAX Laser".to_owned(), 1_000)), "{fees:?}");
    assert!(fees.contains(&("Hall 4".to_owned(), 0)) && !fees.contains(&("Hall 4".to_owned(), 1)));
}

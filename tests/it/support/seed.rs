//! What is in the template: the demo's catalogue for two days, and one account of every kind.

use chrono::{DateTime, Utc};
use domain::identity::{Phone, Role};
use sea_orm::{EntityTrait, QueryOrder};
use server::app::{App, Gateways};
use server::clock::Clock;
use server::config::Config;
use server::identity::{NewAccount, create_account};
use server::import::{self, Options, Source};

use super::database::temporary;

/// The password of everybody.
pub const PASSWORD: &str = "tests-know-it";

/// Who there is: role, and for staff the place of their cinema in the order of codes.
pub const PEOPLE: &[(&str, Role, Option<usize>)] = &[
    ("13900000001", Role::Customer, None),
    ("13900000002", Role::Customer, None),
    ("13900000003", Role::CinemaStaff, Some(0)),
    ("13900000004", Role::CinemaStaff, Some(1)),
    ("13900000005", Role::Administrator, None),
    ("13900000006", Role::Auditor, None),
];

/// When every test begins: ten on a Saturday morning in Chengdu.
pub fn start() -> DateTime<Utc> {
    "2027-03-06T02:00:00Z".parse().unwrap()
}

/// Migrates and fills an empty database.
pub async fn fill(url: &str) {
    let directory = temporary();
    let config = Config {
        database_url: url.to_owned(),
        data_dir: directory.path().to_owned(),
        ..Config::from_env().unwrap()
    };
    let clock = Clock::stopped_at(start());
    let app = App::build_with(config, clock, Gateways::without_banks).await.unwrap();
    let options = Options { start: None, days: 2 };
    import::run(&app.db, &app.clock, &Source::Demo, options).await.unwrap();
    let by_code = tables::cinemas::Entity::find().order_by_asc(tables::cinemas::Column::CinemaCode);
    let cinemas = by_code.all(&app.db).await.unwrap();
    for (phone, role, cinema) in PEOPLE {
        let account = NewAccount {
            phone: Phone::parse(phone).unwrap(),
            password: PASSWORD.to_owned(),
            display_name: format!("{role:?}"),
            role: *role,
            cinema_id: cinema.map(|at| cinemas[at].id),
        };
        create_account(&app, account).await.unwrap();
    }
    // Both, since a connection that is dropped closes when it likes, and the last one to close
    // folds the write-ahead log into the file.
    let (db, books) = (app.db.clone(), app.books.clone());
    drop(app);
    books.close().await.unwrap();
    db.close().await.unwrap();
}

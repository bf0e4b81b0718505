//! The tables: made from nothing, the same twice, and as the program believes them to be.

use sea_orm::{EntityTrait, PaginatorTrait};
use sea_orm_migration::MigratorTrait;

use crate::support::TestApp;

/// A second start finds nothing to do and changes nothing.
#[tokio::test]
async fn a_second_start_migrates_nothing() {
    let app = TestApp::start().await;
    let before = tables::films::Entity::find().count(app.db()).await.unwrap();
    let again = server::app::open_database(&app.app.config).await.unwrap();
    assert_eq!(tables::films::Entity::find().count(&again).await.unwrap(), before);
    let pending = tables::migrations::Migrator::get_pending_migrations(&again).await.unwrap();
    assert!(pending.is_empty());
    again.close().await.unwrap();
    app.done().await;
}

macro_rules! readable {
    ($db:expr, $($table:ident),+ $(,)?) => {
        $(tables::$table::Entity::find().one($db).await.unwrap();)+
    };
}

/// Every column that a row has is in its table: a query names all of them.
#[tokio::test]
async fn every_table_has_the_columns_of_its_rows() {
    let app = TestApp::start().await;
    readable!(
        app.db(),
        articles,
        audit_log,
        bank_notifications,
        cinema_findings,
        cinema_keys,
        cinema_systems,
        cinemas,
        cities,
        districts,
        films,
        hall_plans,
        halls,
        idempotency_keys,
        ledger_entries,
        ledger_journals,
        messages,
        one_time_codes,
        order_events,
        orders,
        outbox_items,
        payments,
        portal_apps,
        refresh_tokens,
        refunds,
        request_nonces,
        seat_locks,
        seat_plans,
        showtime_versions,
        showtimes,
        throttle_windows,
        tickets,
        user_sessions,
        users,
    );
    app.done().await;
}

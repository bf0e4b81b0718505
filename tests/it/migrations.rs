//! The tables: made from nothing, the same twice, and as the program believes them to be.

use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, Statement};
use sea_orm_migration::MigratorTrait;

use crate::support::TestApp;

/// A second start finds nothing to do and changes nothing.
#[tokio::test]
async fn a_second_start_migrates_nothing() {
    let app = TestApp::start().await;
    let before = tables::films::Entity::find().count(app.db()).await.unwrap();
    let again = server::app::open_database(&app.app.config).await.unwrap();
    assert_eq!(tables::films::Entity::find().count(&again).await.unwrap(), before);
    again.close().await.unwrap();
    // As the owner: the API's own role may not even ask.
    let owner = app.database.open().await;
    let pending = tables::migrations::Migrator::get_pending_migrations(&owner).await.unwrap();
    assert!(pending.is_empty());
    owner.close().await.unwrap();
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
        api_client_days,
        api_client_secrets,
        api_clients,
        articles,
        audit_log,
        bank_bill_lines,
        bank_bills,
        bank_notifications,
        break_approvals,
        break_resolutions,
        cinema_findings,
        cinema_keys,
        cinema_payout_approvals,
        cinema_payouts,
        cinema_systems,
        cinemas,
        cities,
        districts,
        films,
        hall_plans,
        halls,
        idempotency_keys,
        ledger_chain,
        ledger_checks,
        ledger_entries,
        ledger_journals,
        ledger_seals,
        messages,
        oauth_grants,
        oauth_sign_ins,
        oauth_tokens,
        one_time_codes,
        order_events,
        orders,
        outbox_items,
        payments,
        picture_files,
        pictures,
        platform_statement_acks,
        portal_apps,
        reconciliation_breaks,
        reconciliation_postings,
        reconciliation_runs,
        reconciliations,
        recovery_codes,
        refresh_tokens,
        refunds,
        request_nonces,
        seat_locks,
        seat_plans,
        second_factors,
        showtime_versions,
        showtimes,
        surplus_returns,
        throttle_windows,
        tickets,
        user_sessions,
        users,
        webhook_deliveries,
        webhook_messages,
        webhook_secrets,
        webhooks,
    );
    app.done().await;
}

/// The role under which the API logs in has its rights on every table, whenever it was made and by
/// which crate; and on none more than it may have.
#[tokio::test]
async fn the_role_of_the_api_may_use_every_table() {
    let app = TestApp::start().await;
    if !app.database.is_postgres() {
        return app.done().await;
    }
    let rows = app.db().query_all_raw(Statement::from_string(
        DbBackend::Postgres,
        "SELECT tablename::text AS name,
            has_table_privilege('marquee_api', tablename::regclass, 'SELECT') AS reads,
            has_table_privilege('marquee_api', tablename::regclass, 'INSERT') AS inserts,
            has_table_privilege('marquee_api', tablename::regclass, 'UPDATE') AS updates,
            has_table_privilege('marquee_api', tablename::regclass, 'DELETE') AS deletes,
            EXISTS (SELECT FROM pg_trigger WHERE tgrelid = tablename::regclass
                AND tgname = tablename || '_no_change') AS grows
        FROM pg_tables WHERE schemaname = 'public'",
    ));
    let (mut names, mut findings, mut append_only) = (Vec::new(), Vec::new(), 0);
    for row in rows.await.unwrap() {
        let name: String = row.try_get("", "name").unwrap();
        let may = |right: &str| row.try_get::<bool>("", right).unwrap();
        let rights = ["reads", "inserts", "updates", "deletes"].map(may);
        let grows = may("grows");
        append_only += usize::from(grows);
        if rights != [true, true, !grows, !grows] {
            findings.push(format!("{name}: {rights:?}"));
        }
        names.push(name);
    }
    assert!(findings.is_empty(), "{findings:#?}");
    assert!(append_only >= 5, "{append_only} tables only grow");
    let made_later =
        ["terms", "bank_bill_lines", "cinema_systems", "bo_sessions", "bo_session_seats"];
    for made_later in made_later {
        assert!(names.iter().any(|name| name == made_later), "{made_later}");
    }
    app.done().await;
}

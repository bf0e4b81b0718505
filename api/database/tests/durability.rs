//! What a commit waits for.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use database::{ConnectOptions, Db, Tx, connect};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

/// The engine's own word on flushing, as the transaction's connection has it.
async fn flushing(tx: &Tx) -> String {
    let backend = tx.get_database_backend();
    let question = match backend {
        DbBackend::Sqlite => "SELECT CAST(synchronous AS TEXT) AS word FROM pragma_synchronous",
        _ => "SELECT current_setting('synchronous_commit') AS word",
    };
    let row = tx.query_one_raw(Statement::from_string(backend, question)).await.unwrap().unwrap();
    row.try_get("", "word").unwrap()
}

async fn check(db: &Db, flushed: &str, following: &str) {
    let tx = db.begin().await.unwrap();
    assert_eq!(flushing(&tx).await, flushed);
    tx.rollback().await.unwrap();
    let tx = db.begin_relaxed().await.unwrap();
    assert_eq!(flushing(&tx).await, following);
    tx.rollback().await.unwrap();
}

#[tokio::test]
async fn only_a_relaxed_commit_goes_without_its_own_flush() {
    let directory = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", directory.path().join("test.db").display());
    let db = connect(&url, &ConnectOptions::default()).await.unwrap();
    // 2 is FULL, 1 is NORMAL.
    check(&db, "2", "1").await;
    db.close().await.unwrap();

    if let Ok(url) = std::env::var("TEST_DATABASE_URL") {
        let db = connect(&url, &ConnectOptions::default()).await.unwrap();
        let tx = db.begin().await.unwrap();
        // A test's server may be told not to flush at all; what counts is the session's word.
        let flushed = flushing(&tx).await;
        tx.rollback().await.unwrap();
        check(&db, &flushed, "off").await;
        db.close().await.unwrap();
    }
}

#[tokio::test]
async fn a_relaxed_writer_waits_for_its_turn_like_any_other() {
    let directory = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", directory.path().join("test.db").display());
    let options = ConnectOptions {
        writer_wait: std::time::Duration::from_millis(50),
        ..ConnectOptions::default()
    };
    let db = connect(&url, &options).await.unwrap();
    let tx = db.begin().await.unwrap();
    tx.execute_unprepared("CREATE TABLE things (id INTEGER PRIMARY KEY)").await.unwrap();
    assert!(db.begin_relaxed().await.is_err());
    tx.commit().await.unwrap();
    let tx = db.begin_relaxed().await.unwrap();
    tx.execute_unprepared("INSERT INTO things VALUES (1)").await.unwrap();
    tx.commit().await.unwrap();
    let count = Statement::from_string(DbBackend::Sqlite, "SELECT count(*) AS n FROM things");
    let row = db.query_one_raw(count).await.unwrap().unwrap();
    assert_eq!(row.try_get::<i64>("", "n").unwrap(), 1);
    db.close().await.unwrap();
}

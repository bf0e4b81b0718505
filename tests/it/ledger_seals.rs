//! Sealed books: who may touch them, and how anybody can check them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::ledger::merkle::{leaf_hash, root_of_path};
use domain::ledger::{LedgerAccount, LedgerHash, Seal};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, Statement};
use serde_json::Value;
use server::app::{open_books, open_database};
use server::config::{Config, Environment};
use server::keys::{TrustedKeys, is_signed_by};
use server::ledger::{checkpoint, verify};

use crate::ledger_attacker::{fill, post_surplus};
use crate::support::{Purchase, TestApp};

async fn text(db: &impl ConnectionTrait, sql: &str) -> String {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    db.query_one_raw(statement).await.unwrap().unwrap().try_get("", "it").unwrap()
}

/// A day without its seal is open, a sealed one is closed to everybody who leaves the triggers on.
#[tokio::test]
async fn days_are_sealed_when_they_are_over() {
    let app = TestApp::start().await;
    let books = app.auditor();
    let stage = app.any_stage().await;
    Purchase::begin(&app.customer(), &stage, &stage.seats(2)).await.finish().await;
    app.settle().await;
    let day = books.get("/admin/ledger/days/2027-03-06").await.expect(200);
    assert_eq!(day["seal"], Value::Null);
    // Ten in the morning; the day ends in fourteen hours, and ten minutes later it is sealed.
    app.advance(14 * 60 + 9);
    app.settle().await;
    let day = books.get("/admin/ledger/days/2027-03-06").await.expect(200);
    assert_eq!(day["seal"], Value::Null);
    app.advance(1);
    app.settle().await;
    let day = books.get("/admin/ledger/days/2027-03-06").await.expect(200);
    let seal = &day["seal"];
    assert_eq!(seal["number"], 1, "{seal}");
    assert_eq!(seal["entry_count"], 3, "{seal}");
    let days = books.get("/admin/ledger/days?from=2027-03-06&to=2027-03-06").await.expect(200);
    assert_eq!(days["items"][0]["sealed_at"], seal["sealed_at"]);
    app.done().await;
}

/// A clock that went ahead sealed today; what is booked after it was put right stands on the first
/// day that is open, and no sale fails.
#[tokio::test]
async fn a_posting_never_fails_for_a_sealed_day() {
    let app = TestApp::start().await;
    let stage = app.any_stage().await;
    let run = stage.free_runs().remove(0);
    Purchase::begin(&app.customer(), &stage, &run[..2]).await.finish().await;
    app.advance(15 * 60);
    app.settle().await;
    app.advance(-2 * 60);
    Purchase::begin(&app.customer(), &stage, &run[2..4]).await.finish().await;
    let path = "/admin/ledger/days?from=2027-03-01&to=2027-03-31";
    let days = app.auditor().get(path).await.expect(200);
    let counts: Vec<_> = days["items"].as_array().unwrap().iter().collect();
    assert_eq!(counts[0]["date"], "2027-03-06");
    assert_eq!(counts[1]["date"], "2027-03-07");
    assert_eq!(counts.iter().filter(|day| day["entry_count"] == 3).count(), 2, "{days}");
    app.advance(2 * 60);
    app.done().await;
}

/// What waits outside of the chain could be changed unseen, so it must not wait for long.
#[tokio::test]
async fn an_entry_that_is_not_chained_in_time_is_named() {
    let app = TestApp::start().await;
    post_surplus(app.db(), "2027-03-06", 1).await.unwrap();
    let keys = app.app.keys.books.trusted();
    let check = || async {
        verify::database_at(&app.app.books, keys, Vec::new(), app.now()).await.unwrap()
    };
    // The day ends in fourteen hours, may be sealed ten minutes later and should be by now.
    app.advance(14 * 60 + 24);
    check().await.unwrap();
    app.advance(1);
    let finding = check().await.unwrap_err().to_string();
    assert!(finding.contains("(2027-03-06): its day is over and it is not in"), "{finding}");
    app.settle().await;
    check().await.unwrap();
    app.done().await;
}

/// With nothing but the answer, the standard and the public key.
#[tokio::test]
async fn an_entry_can_be_proven() {
    let app = TestApp::start().await;
    fill(&app).await;
    let books = app.auditor();
    let page = books.get("/admin/ledger/entries?from=2027-03-06&to=2027-03-08").await.expect(200);
    let entries = page["items"].as_array().unwrap();
    assert_eq!(entries.len(), 11);
    let mut previous = std::collections::BTreeMap::from([(0, LedgerHash::ZERO.to_string())]);
    for entry in entries {
        let id = entry["id"].as_str().unwrap();
        let proof = books.get(&format!("/admin/ledger/proof/{id}")).await.expect(200);
        assert_eq!(&proof["entry"], entry);
        let hash = |value: &Value| LedgerHash::parse(value.as_str().unwrap()).unwrap();
        let leaf = leaf_hash(proof["leaf"].as_str().unwrap().as_bytes());
        assert_eq!(leaf, hash(&proof["leaf_hash"]));
        assert!(proof["leaf"].as_str().unwrap().contains(&format!("\nid {id}\n")), "{proof}");
        let chained = hash(&proof["previous_hash"]).followed_by(leaf);
        assert_eq!(chained, hash(&proof["chain_hash"]));
        previous.insert(proof["chain_no"].as_i64().unwrap(), chained.to_string());
        if entry["business_date"] == "2027-03-08" {
            assert_eq!(proof["seal"], Value::Null);
            assert_eq!(proof["leaf_index"], Value::Null);
            continue;
        }
        let path: Vec<_> = proof["path"].as_array().unwrap().iter().map(hash).collect();
        let seal = read_seal(&proof["seal"]);
        let index = proof["leaf_index"].as_u64().unwrap();
        let size = u64::try_from(seal.entry_count).unwrap();
        assert_eq!(root_of_path(leaf, index, size, &path), Some(seal.merkle_root), "{proof}");
        let key = STANDARD.decode(proof["public_key"].as_str().unwrap()).unwrap();
        let signature = STANDARD.decode(&seal.signature).unwrap();
        let key = <[u8; 32]>::try_from(key).unwrap();
        assert!(is_signed_by(&key, seal.text().as_bytes(), &signature), "{proof}");
    }
    assert_eq!(previous.keys().copied().collect::<Vec<i64>>(), (0..=11).collect::<Vec<i64>>());
    let unknown = "/admin/ledger/proof/01957000-0000-7000-8000-000000000000";
    books.get(unknown).await.refused(404, "not_found");
    app.done().await;
}

fn read_seal(value: &Value) -> Seal {
    serde_json::from_value(value.clone()).unwrap()
}

/// The archive needs no database; whatever is done to it is found.
#[tokio::test]
async fn an_archive_is_checked_by_itself() {
    let app = TestApp::start().await;
    fill(&app).await;
    let keys = || app.app.keys.books.trusted().clone();
    let books = app.auditor();
    let path = "/admin/ledger/export?from=2027-03-06&to=2027-03-08&format=jsonl";
    let answer = books.get(path).await;
    assert_eq!((answer.status, answer.header("marquee-row-count")), (200, "11"), "{}", answer.body);
    let check = |text: &str, keys: TrustedKeys| {
        verify::archive(text.as_bytes(), keys, Vec::new()).unwrap().map(|it| it.report)
    };
    let report = check(&answer.body, keys()).unwrap();
    assert_eq!((report.entries, report.seals, report.chain_no), (11, 2, 11));
    assert!(check(&answer.body, TrustedKeys::default()).is_ok());
    let strangers = TrustedKeys::parse(&[STANDARD.encode([7; 32])]).unwrap();
    let stranger = check(&answer.body, strangers).unwrap_err().to_string();
    assert!(stranger.contains("not one of those given"), "{stranger}");

    let lines: Vec<&str> = answer.body.lines().collect();
    // A beginning, six entries, a seal, three entries, a seal, two entries, an end.
    assert_eq!(lines.len(), 15);
    let without = |gone: usize| -> String {
        let left = lines.iter().enumerate().filter(|(at, _)| *at != gone);
        left.map(|(_, line)| format!("{line}\n")).collect()
    };
    for gone in 0..lines.len() {
        assert!(check(&without(gone), keys()).is_err(), "line {} is not missed", gone + 1);
    }
    let changed = answer.body.replacen("\"amount_minor\":", "\"amount_minor\":1", 1);
    let finding = check(&changed, keys()).unwrap_err().to_string();
    assert!(finding.contains("(chain number 1, 2027-03-06): it is not what"), "{finding}");
    let longer = format!("{}{}\n", answer.body, lines[3]);
    assert!(check(&longer, keys()).unwrap_err().to_string().starts_with("line 16: the archive"));

    // A single day begins at the seal before it, and is the same to the letter.
    let path = "/admin/ledger/export?from=2027-03-07&to=2027-03-07&format=jsonl";
    let day = books.get(path).await;
    let report = check(&day.body, keys()).unwrap();
    assert_eq!((report.entries, report.seals, report.chain_no), (3, 1, 9));
    assert_eq!(day.body.lines().nth(1), Some(lines[8]));
    // Checkpoints that were put aside are met on the way.
    let aside = checkpoint::read_all(&checkpoint::directory(&app.app.config.data_dir)).unwrap();
    assert_eq!(aside.len(), 3);
    let verdict = verify::archive(answer.body.as_bytes(), keys(), aside).unwrap();
    assert_eq!(verdict.unwrap().report.checkpoints, 3);

    let filtered = format!("{path}&category=ticket");
    books.get(&filtered).await.refused(422, "validation_failed");
    app.done().await;
}

/// Adding up the entries gives what the accounts hold, and both sides are the same.
#[tokio::test]
async fn the_accounts_are_what_the_entries_add_up_to() {
    let app = TestApp::start().await;
    fill(&app).await;
    let books = app.auditor();
    let accounts = books.get("/admin/ledger/accounts?as_of=2027-03-08").await.expect(200);
    assert_eq!(accounts["is_balanced"], true);
    let rows = accounts["items"].as_array().unwrap();
    assert_eq!(rows.len(), LedgerAccount::ALL.len());
    let page = books.get("/admin/ledger/entries?from=2027-03-06&to=2027-03-08").await.expect(200);
    let (mut held, mut owed) = (0, 0);
    for row in rows {
        let sum = |side: &str| -> i64 {
            let entries = page["items"].as_array().unwrap().iter();
            let of_account = entries.filter(|entry| entry[side] == row["account"]);
            of_account.map(|entry| entry["amount"]["amount"].as_i64().unwrap()).sum()
        };
        let (debit, credit) = (sum("debit_account"), sum("credit_account"));
        assert_eq!(row["debit"]["amount"], debit, "{row}");
        assert_eq!(row["credit"]["amount"], credit, "{row}");
        let balance = row["balance"]["amount"].as_i64().unwrap();
        match row["kind"].as_str().unwrap() {
            "asset" | "expense" => held += balance,
            "liability" | "revenue" => owed += balance,
            other => panic!("{other}"),
        }
    }
    assert_eq!(held, owed);
    assert!(held > 700, "{accounts}");
    let before = books.get("/admin/ledger/accounts?as_of=2027-03-05").await.expect(200);
    assert!(before["items"].as_array().unwrap().iter().all(|row| row["balance"]["amount"] == 0));
    app.done().await;
}

/// Books from before there was a chain are chained and sealed day by day.
#[tokio::test]
async fn older_books_are_chained_too() {
    let app = TestApp::start().await;
    fill(&app).await;
    let db = app.database.open().await;
    let tx = db.begin().await.unwrap();
    crate::ledger_attacker::disarm(&tx).await;
    tx.execute_unprepared("DELETE FROM ledger_chain; DELETE FROM ledger_seals").await.unwrap();
    crate::ledger_attacker::arm(&tx).await;
    tx.commit().await.unwrap();
    std::fs::remove_dir_all(checkpoint::directory(&app.app.config.data_dir)).unwrap();
    app.settle().await;
    assert_eq!(tables::ledger_chain::Entity::find().count(&db).await.unwrap(), 11);
    assert_eq!(tables::ledger_seals::Entity::find().count(&db).await.unwrap(), 2);
    db.close().await.unwrap();
    app.done().await;
}

/// Whoever reads the books over the API could not write if they found a way to.
#[tokio::test]
async fn readers_of_the_books_cannot_write() {
    let app = TestApp::start().await;
    fill(&app).await;
    let (books, table) = (&app.app.books, "ledger_entries");
    let writes = [
        "UPDATE ledger_entries SET amount_minor = 1".to_owned(),
        format!("DELETE FROM {table}"),
        format!("INSERT INTO {table} SELECT * FROM {table}"),
        "UPDATE orders SET total_minor = 0".to_owned(),
        "CREATE TABLE mine (id INTEGER)".to_owned(),
    ];
    for sql in &writes {
        let error = books.execute_unprepared(sql).await.unwrap_err().to_string();
        let refused = ["read-only", "readonly", "permission denied"];
        assert!(refused.iter().any(|words| error.contains(words)), "{sql}: {error}");
    }
    if app.database.is_postgres() {
        as_auditor(&app).await;
        as_api(&app).await;
    }
    app.done().await;
}

async fn as_auditor(app: &TestApp) {
    let who = "SELECT current_user::text AS it";
    assert_eq!(text(&app.app.books, who).await, "marquee_auditor");
    // Not even after the transaction was told that it may write.
    let db = app.database.open().await;
    for sql in [
        "INSERT INTO ledger_seals SELECT * FROM ledger_seals",
        "INSERT INTO ledger_entries SELECT * FROM ledger_entries",
        "UPDATE ledger_entries SET amount_minor = 1",
        "DELETE FROM ledger_chain",
        "TRUNCATE ledger_chain",
        "SELECT password_hash FROM users",
        "SELECT token_hash FROM refresh_tokens",
        "SELECT 1 FROM api_client_secrets",
        "SELECT 1 FROM oauth_tokens",
        "SELECT 1 FROM second_factors",
        "SELECT 1 FROM recovery_codes",
        "SELECT 1 FROM webhook_secrets",
        "SELECT body FROM messages",
        "SELECT pickup_code FROM orders",
        "SELECT verification_code FROM orders",
        "SELECT pickup_code FROM bo_orders",
    ] {
        let error = db.execute_unprepared(&format!("SET ROLE marquee_auditor; {sql}")).await;
        let error = error.unwrap_err().to_string();
        assert!(error.contains("permission denied"), "{sql}: {error}");
        db.execute_unprepared("RESET ROLE").await.unwrap();
    }
    db.close().await.unwrap();
}

/// A server whose user may not take the narrow roles does not start in production.
#[tokio::test]
async fn production_insists_on_its_roles() {
    let app = TestApp::start().await;
    if !app.database.is_postgres() {
        return app.done().await;
    }
    let owner = app.database.open().await;
    let user = crate::support::database::database_name("login");
    let (scheme, rest) = app.database.url.split_once("://").unwrap();
    let (login, place) = rest.split_once('@').unwrap();
    let password = login.split_once(':').map_or("none", |(_, password)| password);
    let make = format!(
        "CREATE ROLE {user} LOGIN PASSWORD '{password}'; GRANT ALL ON SCHEMA public TO {user};
        GRANT ALL ON ALL TABLES IN SCHEMA public TO {user}"
    );
    owner.execute_unprepared(&make).await.unwrap();
    let demo = Config {
        database_url: format!("{scheme}://{user}:{password}@{place}"),
        ..app.app.config.clone()
    };
    let production = Config { environment: Environment::Production, ..demo.clone() };
    let who = "SELECT current_user::text AS it";

    let db = open_database(&demo).await.unwrap();
    assert_eq!(text(&db, who).await, user);
    db.close().await.unwrap();
    let refused = open_database(&production).await.unwrap_err().to_string();
    assert!(refused.contains("GRANT marquee_api TO"), "{refused}");
    owner.execute_unprepared(&format!("GRANT marquee_api TO {user}")).await.unwrap();
    let refused = open_database(&production).await.unwrap_err().to_string();
    assert!(refused.contains("GRANT marquee_auditor TO"), "{refused}");
    let refused = open_books(&production).await.unwrap_err().to_string();
    assert!(refused.contains("GRANT marquee_auditor TO"), "{refused}");
    owner.execute_unprepared(&format!("GRANT marquee_auditor TO {user}")).await.unwrap();
    let db = open_database(&production).await.unwrap();
    assert_eq!(text(&db, who).await, "marquee_api");
    db.close().await.unwrap();
    let books = open_books(&production).await.unwrap();
    assert_eq!(text(&books, who).await, "marquee_auditor");
    books.close().await.unwrap();

    owner.execute_unprepared(&format!("DROP OWNED BY {user}; DROP ROLE {user}")).await.unwrap();
    owner.close().await.unwrap();
    app.done().await;
}

async fn as_api(app: &TestApp) {
    let who = "SELECT current_user::text AS it";
    assert_eq!(text(app.db(), who).await, "marquee_api");
    for sql in [
        "UPDATE ledger_seals SET number = number",
        "UPDATE ledger_chain SET chain_no = chain_no",
        "UPDATE ledger_journals SET book_on = book_on",
        "DELETE FROM ledger_entries",
        "TRUNCATE ledger_seals",
        "ALTER TABLE ledger_seals DISABLE TRIGGER ALL",
        "DROP TRIGGER ledger_entries_day_is_open ON ledger_entries",
    ] {
        let error = app.db().execute_unprepared(sql).await.unwrap_err().to_string();
        let refused = error.contains("permission denied") || error.contains("must be owner");
        assert!(refused, "{sql}: {error}");
    }
    let late = post_surplus(app.db(), "2027-03-06", 9).await;
    assert!(late.unwrap_err().to_string().contains("is sealed"));
    // Its journal's head was written before the entry was refused; only the owner can take it away.
    let db = app.database.open().await;
    let tx = db.begin().await.unwrap();
    crate::ledger_attacker::disarm(&tx).await;
    let sql =
        "DELETE FROM ledger_journals WHERE event = 'surplus_booked' AND book_on = '2027-03-06'";
    tx.execute_unprepared(sql).await.unwrap();
    crate::ledger_attacker::arm(&tx).await;
    tx.commit().await.unwrap();
    db.close().await.unwrap();
}

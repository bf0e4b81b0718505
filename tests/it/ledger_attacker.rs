//! Somebody who knows the database's password and switches its triggers off. Whatever they do to
//! the books is found, and the first row that is wrong is named.
//!
//! Every attack happens in a transaction that is rolled back after the books were read in it.

use database::Tx;
use domain::ledger::merkle::MerkleTree;
use domain::ledger::verify::Finding;
use domain::ledger::{BookedEntry, Checkpoint, LedgerHash};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryOrder};
use server::ledger::{checkpoint, verify};
use tables::{ledger_chain, ledger_entries, ledger_journals, ledger_seals};

use crate::support::{Purchase, TestApp};

/// Two sales on the first day, one on the second, both sealed; on the third the bank's fees for the
/// first day, which reconciliation books by itself, and a posting of ours: eleven entries.
pub async fn fill(app: &TestApp) {
    let anna = app.customer();
    let stage = app.any_stage().await;
    let run = stage.free_runs().remove(0);
    for (seats, minutes) in [(0..2, 0), (2..4, 0), (4..6, 860)] {
        app.advance(minutes);
        app.settle().await;
        Purchase::begin(&anna, &stage, &run[seats]).await.finish().await;
    }
    app.advance(24 * 60);
    app.settle().await;
    post_surplus(app.db(), "2027-03-08", 1).await.unwrap();
    app.settle().await;
    // The newest checkpoint is a minute old at most.
    app.advance(2);
    app.settle().await;
}

/// Books money that nobody knows the owner of, as the API would.
pub async fn post_surplus(
    db: &impl ConnectionTrait,
    day: &str,
    number: u8,
) -> Result<(), sea_orm::DbErr> {
    let uuid = |kind: u8| match db.get_database_backend() {
        DbBackend::Sqlite => format!("x'01a420ca67807000800000000000{kind:02x}{number:02x}'"),
        _ => format!("'01a420ca-6780-7000-8000-00000000{kind:02x}{number:02x}'"),
    };
    let at = format!("'{day}T04:00:00+00:00'");
    let journal = format!(
        "INSERT INTO ledger_journals (id, event, source_id, book_on, posted_at)
        VALUES ({}, 'surplus_booked', {}, '{day}', {at})",
        uuid(1),
        uuid(2)
    );
    let entry = format!(
        "INSERT INTO ledger_entries (id, journal_id, sequence, book_on, posted_at, event, category,
            debit, credit, amount_minor, currency)
        VALUES ({}, {}, 1, '{day}', {at}, 'surplus_booked', 'suspense',
            '1110', '2190', 700, 'CNY')",
        uuid(3),
        uuid(1)
    );
    db.execute_unprepared(&journal).await?;
    db.execute_unprepared(&entry).await.map(drop)
}

/// What stands between the owner of the tables and the rows is taken away.
pub async fn disarm(tx: &Tx) {
    let tables = ["ledger_journals", "ledger_entries", "ledger_chain", "ledger_seals"];
    for table in tables {
        let sql = match tx.get_database_backend() {
            DbBackend::Sqlite => format!(
                "DROP TRIGGER {table}_no_update; DROP TRIGGER {table}_no_delete;
                DROP TRIGGER IF EXISTS {table}_day_is_open; PRAGMA defer_foreign_keys = ON"
            ),
            _ => format!("ALTER TABLE {table} DISABLE TRIGGER ALL"),
        };
        tx.execute_unprepared(&sql).await.unwrap();
    }
}

/// The entry behind a number of the chain, as SQL.
fn entry(chain_no: i64) -> String {
    format!("(SELECT entry_id FROM ledger_chain WHERE chain_no = {chain_no})")
}

/// What only needs the database: every hash is made again from the rows as they are now.
async fn hash_again(tx: &Tx) {
    let journals = ledger_journals::Entity::find().all(tx).await.unwrap();
    let mut hash = LedgerHash::ZERO;
    let chain = ledger_chain::Entity::find().order_by_asc(ledger_chain::Column::ChainNo);
    for (row, number) in chain.all(tx).await.unwrap().into_iter().zip(1_i64..) {
        let found = ledger_entries::Entity::find_by_id(row.entry_id).one(tx).await.unwrap();
        let Some(found) = found else { continue };
        let journal = journals.iter().find(|journal| journal.id == found.journal_id).unwrap();
        let leaf = booked(&found, journal).leaf();
        hash = hash.followed_by(leaf);
        let set = format!(
            "UPDATE ledger_chain SET chain_no = {number}, leaf_hash = {}, chain_hash = {}
            WHERE chain_no = {}",
            bytes(tx, leaf),
            bytes(tx, hash),
            row.chain_no
        );
        tx.execute_unprepared(&set).await.unwrap();
    }
}

/// And the seals, as far as that goes without the key.
async fn seal_again(tx: &Tx) {
    let chain = ledger_chain::Entity::find().order_by_asc(ledger_chain::Column::ChainNo);
    let chain = chain.all(tx).await.unwrap();
    let seals = ledger_seals::Entity::find().order_by_asc(ledger_seals::Column::Number);
    let (mut after, mut previous) = (0, LedgerHash::ZERO);
    for row in seals.all(tx).await.unwrap() {
        let mut tree = MerkleTree::new();
        let of_day = |link: &&ledger_chain::Model| {
            after < link.chain_no && link.chain_no <= row.last_chain_no
        };
        let of_day: Vec<_> = chain.iter().filter(of_day).collect();
        of_day.iter().for_each(|link| tree.push(hash_of(&link.leaf_hash)));
        let last = hash_of(&of_day.last().unwrap().chain_hash);
        let mut seal = server_seal(&row);
        (seal.merkle_root, seal.chain_hash) = (tree.root(), last);
        seal.previous_seal_hash = previous;
        (after, previous) = (row.last_chain_no, seal.hash());
        let set = format!(
            "UPDATE ledger_seals SET merkle_root = {}, chain_hash = {}, previous_seal_hash = {}
            WHERE number = {}",
            bytes(tx, seal.merkle_root),
            bytes(tx, seal.chain_hash),
            bytes(tx, seal.previous_seal_hash),
            seal.number
        );
        tx.execute_unprepared(&set).await.unwrap();
    }
}

fn server_seal(row: &ledger_seals::Model) -> domain::ledger::Seal {
    domain::ledger::Seal {
        number: row.number,
        date: row.book_on,
        entry_count: row.entry_count,
        last_chain_no: row.last_chain_no,
        chain_hash: hash_of(&row.chain_hash),
        merkle_root: hash_of(&row.merkle_root),
        previous_seal_hash: hash_of(&row.previous_seal_hash),
        sealed_at: row.sealed_at,
        key_id: row.key_id.clone(),
        signature: row.signature.clone(),
    }
}

fn hash_of(bytes: &[u8]) -> LedgerHash {
    LedgerHash::from_slice(bytes).unwrap()
}

fn bytes(tx: &Tx, hash: LedgerHash) -> String {
    match tx.get_database_backend() {
        DbBackend::Sqlite => format!("x'{hash}'"),
        _ => format!("'\\x{hash}'"),
    }
}

fn booked(row: &ledger_entries::Model, journal: &ledger_journals::Model) -> BookedEntry {
    BookedEntry {
        id: row.id,
        journal_id: row.journal_id,
        event: row.event.as_str().to_owned(),
        source_id: journal.source_id,
        sequence: row.sequence,
        business_date: row.book_on,
        posted_at: row.posted_at,
        category: row.category.as_str().to_owned(),
        debit: row.debit.as_str().to_owned(),
        credit: row.credit.as_str().to_owned(),
        amount_minor: row.amount_minor,
        currency: row.currency.as_str().to_owned(),
        order_id: row.order_id,
        payment_id: row.payment_id,
        refund_id: row.refund_id,
        cinema_id: row.cinema_id,
        bank: row.bank.map(|bank| bank.as_str().to_owned()),
    }
}

/// What the attacker does after the rows were changed.
#[derive(Clone, Copy, PartialEq)]
enum Cover {
    Nothing,
    Chain,
    ChainAndSeals,
}

/// What is done, in SQL, how it is covered up, and what the finding has to name.
fn attacks() -> Vec<(String, Cover, &'static str)> {
    use Cover::{Chain, ChainAndSeals, Nothing};
    let (second, third, fifth, last) = (entry(2), entry(3), entry(5), entry(11));
    let raise =
        |entry: &str| format!("UPDATE ledger_entries SET amount_minor = 1 WHERE id = {entry}");
    let remove = |entry: &str| format!("DELETE FROM ledger_entries WHERE id = {entry}");
    let swap = "UPDATE ledger_chain SET chain_no = 99 WHERE chain_no = 2;
        UPDATE ledger_chain SET chain_no = 2 WHERE chain_no = 5;
        UPDATE ledger_chain SET chain_no = 5 WHERE chain_no = 99";
    let source = format!(
        "UPDATE ledger_journals SET source_id = id
        WHERE id = (SELECT journal_id FROM ledger_entries WHERE id = {fifth})"
    );
    let head = format!(
        "UPDATE ledger_journals SET event = 'reversal'
        WHERE id = (SELECT journal_id FROM ledger_entries WHERE id = {fifth})"
    );
    let leaf = "UPDATE ledger_chain SET leaf_hash = chain_hash WHERE chain_no = 4";
    let second_day = "DELETE FROM ledger_chain WHERE chain_no > 6;
        DELETE FROM ledger_entries WHERE book_on > '2027-03-06';
        DELETE FROM ledger_journals WHERE book_on > '2027-03-06';
        DELETE FROM ledger_seals WHERE number > 1";
    let everything = "DELETE FROM ledger_chain; DELETE FROM ledger_entries;
        DELETE FROM ledger_journals; DELETE FROM ledger_seals";
    let exchange = "UPDATE ledger_seals SET number = 9 WHERE number = 1;
        UPDATE ledger_seals SET number = 1 WHERE number = 2;
        UPDATE ledger_seals SET number = 2 WHERE number = 9";
    let copy = "UPDATE ledger_seals SET
        signature = (SELECT signature FROM ledger_seals WHERE number = 1) WHERE number = 2";
    let other_key = "UPDATE ledger_seals SET key_id = '0123456789abcdef' WHERE number = 1";
    let head_only = "DELETE FROM ledger_chain WHERE chain_no = 11";
    let unlink = |chain_no: i64| {
        let link = format!("DELETE FROM ledger_chain WHERE chain_no = {chain_no}");
        format!("{}; {link}", remove(&entry(chain_no)))
    };
    let text = |sql: &str| sql.to_owned();
    vec![
        (raise(&second), Nothing, "(chain number 2, 2027-03-06): it is not what was chained"),
        (raise(&second), Chain, "seal 1 (2027-03-06): the day's entries are not"),
        (raise(&second), ChainAndSeals, "seal 1 (2027-03-06): its signature is wrong"),
        (raise(&last), Chain, "checkpoint of "),
        (source, Nothing, "(chain number 5, 2027-03-06): it is not what was chained"),
        (head, Nothing, "chain number 5: it contradicts its journal"),
        (text(leaf), Nothing, "(chain number 4, 2027-03-06): it is not what was chained"),
        (remove(&third), Nothing, "chain number 3: the entry that it refers to is gone"),
        (unlink(3), Nothing, "chain number 3: missing"),
        (unlink(6), Chain, "(chain number 6, 2027-03-07): it stands among the entries of"),
        (text(swap), Nothing, "(chain number 2, 2027-03-06)"),
        (text(swap), Chain, "(chain number 3, 2027-03-06): its journal does not begin"),
        (unlink(11), Nothing, "chain number 11: missing; checkpoint of"),
        (text(head_only), Nothing, "chain number 11: missing; checkpoint of"),
        (text(second_day), Nothing, "chain number 7: missing; checkpoint of"),
        (text(everything), Nothing, "chain number 1: missing; checkpoint of"),
        (text("DELETE FROM ledger_seals WHERE number = 1"), Nothing, "seal 1: missing"),
        (
            text("DELETE FROM ledger_seals WHERE number = 2"),
            Nothing,
            "(chain number 10, 2027-03-08)",
        ),
        (text("DELETE FROM ledger_seals"), Nothing, "(chain number 7, 2027-03-07)"),
        (text(exchange), Nothing, "(chain number 7, 2027-03-07): it stands among the entries"),
        (text(copy), Nothing, "seal 2 (2027-03-07): its signature is wrong"),
        (text(other_key), Nothing, "seal 1 (2027-03-06): it is signed with key 0123456789abcdef"),
    ]
}

async fn look(app: &TestApp, tx: &Tx) -> Result<(), Finding> {
    look_with(app, tx, checkpoints(app)).await
}

async fn look_with(app: &TestApp, tx: &Tx, checkpoints: Vec<Checkpoint>) -> Result<(), Finding> {
    let keys = app.app.keys.books.trusted();
    let verdict = verify::database(tx, keys, checkpoints).await.unwrap();
    verdict.map(drop)
}

fn checkpoints(app: &TestApp) -> Vec<Checkpoint> {
    let directory = checkpoint::directory(&app.app.config.data_dir);
    checkpoint::read_all(&directory).unwrap()
}

#[tokio::test]
async fn whatever_an_attacker_does_is_found_and_named() {
    let app = TestApp::start().await;
    fill(&app).await;
    let db = app.database.open().await;
    let tx = db.begin().await.unwrap();
    look(&app, &tx).await.unwrap();
    tx.rollback().await.unwrap();
    for (sql, cover, expected) in attacks() {
        let tx = db.begin().await.unwrap();
        disarm(&tx).await;
        tx.execute_unprepared(&sql).await.unwrap();
        if cover != Cover::Nothing {
            hash_again(&tx).await;
        }
        if cover == Cover::ChainAndSeals {
            seal_again(&tx).await;
        }
        // Mostly the database alone tells; where it cannot, checkpoints do.
        let needs_checkpoints = expected.contains("checkpoint");
        let known = if needs_checkpoints { checkpoints(&app) } else { Vec::new() };
        let finding = look_with(&app, &tx, known).await;
        let finding = finding.expect_err(&format!("not found: {sql}")).to_string();
        assert!(look(&app, &tx).await.is_err(), "{sql}");
        tx.rollback().await.unwrap();
        assert!(finding.contains(expected), "{sql}\n{finding}");
    }
    db.close().await.unwrap();
    app.done().await;
}

/// An entry that is put into a day that is closed already, with a link of the chain or without.
#[tokio::test]
async fn an_entry_that_came_too_late_is_found_and_named() {
    let app = TestApp::start().await;
    fill(&app).await;
    let db = app.database.open().await;
    let refused = post_surplus(&db, "2027-03-07", 2).await.unwrap_err().to_string();
    assert!(refused.contains("sealed"), "{refused}");
    clear_journal(&db).await;

    let tx = db.begin().await.unwrap();
    disarm(&tx).await;
    post_surplus(&tx, "2027-03-07", 2).await.unwrap();
    let finding = look(&app, &tx).await.unwrap_err().to_string();
    assert!(finding.contains("(2027-03-07): it was added after its day was sealed"), "{finding}");
    let uuid = match tx.get_database_backend() {
        DbBackend::Sqlite => "x'01a420ca678070008000000000000302'",
        _ => "'01a420ca-6780-7000-8000-000000000302'",
    };
    let zero = bytes(&tx, LedgerHash::ZERO);
    for chain_no in [11, 10, 9, 8] {
        let to = chain_no + 1;
        let shift = format!("UPDATE ledger_chain SET chain_no = {to} WHERE chain_no = {chain_no}");
        tx.execute_unprepared(&shift).await.unwrap();
    }
    let link = format!(
        "INSERT INTO ledger_chain (chain_no, entry_id, leaf_hash, chain_hash)
        VALUES (8, {uuid}, {zero}, {zero})"
    );
    tx.execute_unprepared(&link).await.unwrap();
    hash_again(&tx).await;
    let finding = look_with(&app, &tx, Vec::new()).await.unwrap_err().to_string();
    assert!(finding.starts_with("seal 2 (2027-03-07): the day's entries are not"), "{finding}");
    tx.rollback().await.unwrap();

    let tx = db.begin().await.unwrap();
    disarm(&tx).await;
    post_surplus(&tx, "2027-03-07", 2).await.unwrap();
    let remove = "DELETE FROM ledger_entries WHERE journal_id =
        (SELECT id FROM ledger_journals WHERE event = 'surplus_booked' AND book_on = '2027-03-07')";
    tx.execute_unprepared(remove).await.unwrap();
    let finding = look(&app, &tx).await.unwrap_err().to_string();
    assert!(finding.starts_with("journal 01a420ca-"), "{finding}");
    assert!(finding.contains("it has no entries"), "{finding}");
    tx.rollback().await.unwrap();
    db.close().await.unwrap();
    app.done().await;
}

/// The head of a journal that was written outside of a transaction before its entry was refused.
async fn clear_journal(db: &database::Db) {
    let tx = db.begin().await.unwrap();
    disarm(&tx).await;
    let sql =
        "DELETE FROM ledger_journals WHERE event = 'surplus_booked' AND book_on = '2027-03-07'";
    tx.execute_unprepared(sql).await.unwrap();
    arm(&tx).await;
    tx.commit().await.unwrap();
}

/// Puts the triggers back that [`disarm`] took away.
pub async fn arm(tx: &Tx) {
    for table in ["ledger_journals", "ledger_entries", "ledger_chain", "ledger_seals"] {
        let sql = match tx.get_database_backend() {
            DbBackend::Sqlite => format!(
                "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
                BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
                CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
                BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            ),
            _ => format!("ALTER TABLE {table} ENABLE TRIGGER ALL"),
        };
        tx.execute_unprepared(&sql).await.unwrap();
    }
    if tx.get_database_backend() == DbBackend::Sqlite {
        let sealed = "CREATE TRIGGER ledger_entries_day_is_open BEFORE INSERT ON ledger_entries
            WHEN EXISTS (SELECT 1 FROM ledger_seals WHERE book_on >= NEW.book_on)
            BEGIN SELECT RAISE(ABORT, 'the day is sealed'); END";
        tx.execute_unprepared(sealed).await.unwrap();
    }
}

/// A checkpoint that the books no longer agree with is kept as evidence, and an alarm is raised.
#[tokio::test]
async fn a_checkpoint_that_is_not_met_is_kept() {
    let app = TestApp::start().await;
    fill(&app).await;
    let db = app.database.open().await;
    let tx = db.begin().await.unwrap();
    disarm(&tx).await;
    tx.execute_unprepared("DELETE FROM ledger_chain WHERE chain_no = 11").await.unwrap();
    let amount = "UPDATE ledger_entries SET amount_minor = 9 WHERE category = 'suspense'";
    tx.execute_unprepared(amount).await.unwrap();
    arm(&tx).await;
    tx.commit().await.unwrap();
    app.expect_error("do not agree with their last checkpoint");
    // The chain goes on over the changed entry; the old checkpoint is not overwritten.
    app.advance(2);
    app.settle().await;
    let tx = db.begin().await.unwrap();
    let finding = look(&app, &tx).await.unwrap_err().to_string();
    tx.rollback().await.unwrap();
    assert!(finding.starts_with("checkpoint of 2027-03-0"), "{finding}");
    assert!(finding.contains("another hash at number 11"), "{finding}");
    // What every test ends with would find it too.
    std::fs::remove_dir_all(checkpoint::directory(&app.app.config.data_dir)).unwrap();
    db.close().await.unwrap();
    app.done().await;
}

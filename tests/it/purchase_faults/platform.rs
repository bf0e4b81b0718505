//! The programs of a demo, each in a process of its own, over a database of its own.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use database::{ConnectOptions, Db, connect};
use domain::orders::OrderStatus;
use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::Value;
use server::clock::Clock;
use tables::{messages, orders, payments, seat_locks, tickets};
use tempfile::TempDir;

use crate::support::app::browser;
use crate::support::bank::moved;
use crate::support::checks;
use crate::support::database::{bank_keys, database_name, execute, lock, temporary, with_database};

/// How long anything may take that a test waits for. A message whose sender died is sent again
/// after a minute.
const PATIENCE: Duration = Duration::from_secs(100);

const SETTINGS: &[(&str, &str)] = &[
    ("MARQUEE_FIRST_RETRY_MS", "100"),
    ("MARQUEE_LEASE_MS", "1500"),
    ("MARQUEE_TASK_PERIOD_MS", "100"),
    ("MARQUEE_LOCK_TTL_S", "600"),
    ("MARQUEE_PAY_MARGIN_S", "60"),
    ("MARQUEE_UNIONPAY_GRACE_S", "1"),
    ("MARQUEE_DB_CONNECTIONS", "6"),
    ("RUST_LOG", "warn"),
];

/// A running platform. Whenever its server dies it is started again.
pub struct Platform {
    pub url: String,
    pub bank_url: String,
    pub phone_url: String,
    pub browser: reqwest::Client,
    server: Mutex<Server>,
    sandbox: Child,
    settings: Vec<(String, String)>,
    /// The server's own database and ours, on PostgreSQL.
    postgres: Option<(String, String)>,
    directory: TempDir,
    _port: File,
}

struct Server {
    child: Child,
    deaths: usize,
}

impl Platform {
    /// Starts everything; the server dies when it comes to `crash_at` for the first time.
    pub async fn start(crash_at: Option<&str>) -> Self {
        let directory = temporary();
        let postgres = prepare(directory.path()).await;
        let keys = bank_keys();
        let (mut sandbox, addresses) = start_sandbox(directory.path(), &keys);
        let at = |name: &str| addresses[name].as_str().unwrap().to_owned();
        let (port, port_lock) = take_port();
        let mut settings = vec![
            ("MARQUEE_PORT".to_owned(), port.to_string()),
            ("MARQUEE_DATA".to_owned(), directory.path().display().to_string()),
            ("MARQUEE_UNIONPAY_URL".to_owned(), at("bank")),
            ("MARQUEE_UNIONPAY_KEYS".to_owned(), keys.display().to_string()),
            ("MARQUEE_SMS_URL".to_owned(), format!("{}/sms", at("phone"))),
        ];
        if let Some((admin, name)) = &postgres {
            settings.push(("DATABASE_URL".to_owned(), with_database(admin, name)));
        }
        let started = start_server(&settings, directory.path(), crash_at);
        let child = started.inspect_err(|_| end(&mut sandbox)).unwrap();
        let platform = Self {
            url: format!("http://127.0.0.1:{port}"),
            bank_url: at("bank"),
            phone_url: at("phone"),
            browser: browser(),
            server: Mutex::new(Server { child, deaths: 0 }),
            sandbox,
            settings,
            postgres,
            directory,
            _port: port_lock,
        };
        platform.until("an open server", async || platform.is_up().await).await;
        platform
    }

    async fn is_up(&self) -> bool {
        let request = self.browser.get(format!("{}/api/v1/health/live", self.url));
        request.send().await.is_ok_and(|answer| answer.status() == 200)
    }

    /// Starts the server again when it has died.
    fn look_after(&self) {
        let mut server = self.server.lock().unwrap();
        if let Some(status) = server.child.try_wait().unwrap() {
            assert!(!status.success(), "the server ended by itself");
            server.deaths += 1;
            server.child = start_server(&self.settings, self.directory.path(), None).unwrap();
        }
    }

    /// How often the server died.
    pub fn deaths(&self) -> usize {
        self.look_after();
        self.server.lock().unwrap().deaths
    }

    /// Kills the server as nothing can be prepared for.
    pub fn kill(&self) {
        // SIGKILL.
        self.server.lock().unwrap().child.kill().unwrap();
    }

    /// Looks again and again, and keeps the server alive meanwhile.
    pub async fn until(&self, what: &str, mut is_so: impl AsyncFnMut() -> bool) {
        let look = async || is_so().await.then_some(());
        self.find(what, look).await;
    }

    /// Like [`Self::until`], for something to be found.
    pub async fn find<T>(&self, what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            self.look_after();
            if let Some(found) = look().await {
                return found;
            }
            if Instant::now() >= deadline {
                let log = fs::read_to_string(self.directory.path().join("server.log"));
                eprintln!("{}", log.unwrap_or_default());
                panic!("in vain waited for: {what}");
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// A list that the bank or the phone shows.
    async fn items(&self, url: String) -> Vec<Value> {
        let list: Value = self.browser.get(url).send().await.unwrap().json().await.unwrap();
        list["items"].as_array().unwrap().clone()
    }

    /// What must hold once everything has come to its end.
    pub async fn check(&self) {
        let options = ConnectOptions { max_connections: 1, ..ConnectOptions::default() };
        let db = connect(&self.database_url(), &options).await.unwrap();
        self.until("the end of every order", async || {
            let orders = orders::Entity::find().all(&db).await.unwrap();
            orders.iter().all(|order| order.status.is_final() && order.leased_until.is_none())
        })
        .await;
        checks::books_are_in_order(&db).await;
        let transactions = self.items(format!("{}/transactions", self.bank_url)).await;
        checks::books_agree_with_bank(&db, &transactions).await;
        self.bank_took_each_payment_once(&db, &transactions).await;
        self.cinema_agrees(&db).await;
        self.everybody_was_told(&db).await;
        db.close().await.unwrap();
    }

    async fn bank_took_each_payment_once(&self, db: &Db, transactions: &[Value]) {
        let payments = payments::Entity::find().all(db).await.unwrap();
        for order in orders::Entity::find().all(db).await.unwrap() {
            let numbers: Vec<_> = payments
                .iter()
                .filter(|payment| payment.order_id == order.id)
                .map(|payment| payment.payment_no.as_str())
                .collect();
            let is_ours = |it: &&Value| numbers.contains(&it["orderId"].as_str().unwrap());
            let ours: Vec<Value> = transactions.iter().filter(is_ours).cloned().collect();
            let taken = moved(&ours);
            let returned: i64 = ours.iter().map(|it| it["reversedAmt"].as_i64().unwrap()).sum();
            let expected = match order.status {
                OrderStatus::Ticketed => (1, order.total_minor, 0),
                OrderStatus::Refunded => (1, order.total_minor, order.total_minor),
                _ => (0, 0, 0),
            };
            assert_eq!((taken.payments, taken.taken, returned), expected, "{order:#?} {ours:#?}");
        }
    }

    /// What we sold is sold, and of the rest nothing stays locked.
    async fn cinema_agrees(&self, db: &Db) {
        let locks = seat_locks::Entity::find().all(db).await.unwrap();
        let orders = orders::Entity::find().all(db).await.unwrap();
        let tickets = tickets::Entity::find().all(db).await.unwrap();
        let mut showtimes: Vec<_> = locks.iter().map(|lock| lock.showtime_id).collect();
        showtimes.sort_by_key(|id| id.0);
        showtimes.dedup();
        for id in showtimes {
            let sold: Vec<&str> = tickets
                .iter()
                .filter(|ticket| ticket.refunded_at.is_none())
                .filter(|ticket| {
                    orders.iter().any(|it| it.id == ticket.order_id && it.showtime_id == id)
                })
                .map(|ticket| ticket.seat_code.as_str())
                .collect();
            let ours = locks.iter().filter(|lock| lock.showtime_id == id);
            let touched: Vec<&str> = ours
                .flat_map(|lock| lock.seats.0.iter().map(|seat| seat.seat_code.as_str()))
                .collect();
            self.until("seats that are sold or free", async || {
                let Some(map) = self.get(&format!("/showtimes/{id}/seats")).await else {
                    return false;
                };
                map["seats"].as_array().unwrap().iter().all(|seat| {
                    let code = seat["seat_code"].as_str().unwrap();
                    let is_sold = sold.contains(&code);
                    let expected = if is_sold { "sold" } else { "available" };
                    !touched.contains(&code) || seat["state"] == expected
                })
            })
            .await;
        }
    }

    /// Whoever got tickets got the code by message, too.
    async fn everybody_was_told(&self, db: &Db) {
        for order in orders::Entity::find().all(db).await.unwrap() {
            let Some(code) = order.pickup_code.filter(|_| order.ticketed_at.is_some()) else {
                continue;
            };
            let phone = order.phone.trim_start_matches("+86").to_owned();
            self.until("a message with the code", async || {
                let url = format!("{}/messages?phone={phone}", self.phone_url);
                let texts = self.items(url).await;
                texts.iter().any(|message| {
                    let text = message["text"].as_str().unwrap();
                    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                    digits.contains(&code) || text.contains(&code)
                })
            })
            .await;
        }
        let queued = messages::Entity::find().all(db).await.unwrap();
        assert!(queued.iter().all(|message| message.status != "failed"), "{queued:#?}");
    }

    /// What the server shows to anybody; nothing while it is not there.
    pub async fn get(&self, path: &str) -> Option<Value> {
        let request = self.browser.get(format!("{}/api/v1{path}", self.url));
        request.send().await.ok()?.error_for_status().ok()?.json().await.ok()
    }

    pub fn database_url(&self) -> String {
        match &self.postgres {
            Some((admin, name)) => with_database(admin, name),
            None => format!("sqlite://{}", self.directory.path().join("marquee.db").display()),
        }
    }

    pub async fn stop(mut self) {
        end(&mut self.server.lock().unwrap().child);
        end(&mut self.sandbox);
        if let Some((admin, name)) = self.postgres.take() {
            execute(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        let server = self.server.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        end(&mut server.child);
        end(&mut self.sandbox);
    }
}

/// Ends a process that is ours; one that is gone already is no error.
fn end(child: &mut Child) {
    child.kill().ok();
    child.wait().ok();
}

/// A program that lies beside the tests.
fn program(name: &str) -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let path = tests.parent().unwrap().parent().unwrap().join(name);
    assert!(path.exists(), "no {}: run cargo build --workspace --bins", path.display());
    path
}

/// A program that sees none of our own environment.
fn command(name: &str) -> Command {
    let mut command = Command::new(program(name));
    command.env_clear().stdin(Stdio::null());
    command
}

fn start_server(
    settings: &[(String, String)],
    directory: &Path,
    crash_at: Option<&str>,
) -> std::io::Result<Child> {
    let log = File::options().create(true).append(true).open(directory.join("server.log"))?;
    let mut server = command("marquee");
    server.arg("serve").envs(SETTINGS.iter().copied());
    server.envs(settings.iter().map(|(name, value)| (name, value)));
    if let Some(point) = crash_at {
        server.env("MARQUEE_CRASH_AT", point);
    }
    server.stdout(Stdio::null()).stderr(log).spawn()
}

fn start_sandbox(directory: &Path, keys: &Path) -> (Child, Value) {
    let mut sandbox = command("sandbox");
    sandbox.args(["serve", "--bank-port", "0", "--phone-port", "0", "--notify-minute-ms", "1000"]);
    sandbox.arg("--data").arg(directory.join("sandbox")).arg("--keys").arg(keys);
    let mut child = sandbox.stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let addresses = serde_json::from_str(&line).unwrap();
    (child, addresses)
}

/// A port that nobody else takes as long as the file is held. It is below those that the system
/// gives to clients, so that it is still free when the server comes back.
fn take_port() -> (u16, File) {
    let first = 20_000 + u16::try_from(std::process::id() % 8_000).unwrap();
    for port in first..first + 2_000 {
        let file = File::create(std::env::temp_dir().join(format!("marquee-port-{port}"))).unwrap();
        if file.try_lock().is_ok() && TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return (port, file);
        }
    }
    panic!("no port is free");
}

/// Copies a seeded installation into the directory, or into a database of its own.
async fn prepare(directory: &Path) -> Option<(String, String)> {
    let template = sqlite_template();
    copy_directory(&template.join("keys"), &directory.join("keys"));
    match std::env::var("TEST_DATABASE_URL") {
        Ok(admin) if !admin.is_empty() => {
            let template = postgres_template(&admin).await;
            let name = database_name("crash");
            execute(&admin, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
            Some((admin, name))
        }
        _ => {
            copy_directory(&template, directory);
            None
        }
    }
}

fn copy_directory(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}

/// Names a template after the program that fills it and the day for which it does.
fn key() -> String {
    let about = fs::metadata(program("marquee")).unwrap();
    let built = about.modified().unwrap().duration_since(std::time::UNIX_EPOCH).unwrap();
    let today = Clock::system().now().date_naive().format("%Y%m%d");
    format!("{:x}_{today}", built.as_nanos())
}

fn seed(data: &Path, database_url: Option<&str>) {
    let mut seed = command("marquee");
    seed.arg("seed").env("MARQUEE_DATA", data).stdout(Stdio::null());
    if let Some(url) = database_url {
        seed.env("DATABASE_URL", url);
    }
    assert!(seed.status().unwrap().success(), "the demo cannot be seeded");
}

fn sqlite_template() -> PathBuf {
    let _lock = lock("platform-template");
    let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let template = place.join(format!("platform_{}", key()));
    if !template.exists() {
        let building = place.join("building_platform");
        fs::remove_dir_all(&building).ok();
        seed(&building, None);
        fs::rename(&building, &template).unwrap();
    }
    template
}

async fn postgres_template(admin: &str) -> String {
    let _lock = lock("platform-postgres-template");
    let name = format!("platform_{}", key());
    let db = connect(admin, &ConnectOptions::default()).await.unwrap();
    let known = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    let statement = sea_orm::Statement::from_string(db.get_database_backend(), known);
    let exists = db.query_one_raw(statement).await.unwrap().is_some();
    db.close().await.unwrap();
    if !exists {
        let building = database_name("building");
        execute(admin, &format!("CREATE DATABASE {building}")).await;
        let scratch = temporary();
        seed(scratch.path(), Some(&with_database(admin, &building)));
        execute(admin, &format!("ALTER DATABASE {building} RENAME TO {name}")).await;
    }
    name
}

//! The command line.

mod box_office;
mod conformance;
mod ledger;

use std::io::{BufRead, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use domain::identity::{Phone, Role, display_name};
use tokio::signal::unix::{SignalKind, signal};

use crate::app::{App, Gateways, open_database};
use crate::clock::Clock;
use crate::config::{Config, Environment};
use crate::identity::{NewAccount, create_operator};
use crate::import::{Options, Source};
use crate::keys::{CinemaKeys, Keys};
use crate::{fault, http, import, seed, tasks};

/// Marquee sells cinema tickets. Settings come from the environment; README.md lists them.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API and the web app and run the tasks until interrupted.
    Serve,
    /// Bring the database's tables up to date.
    Migrate,
    /// Import a directory of catalogue files, all of it or nothing.
    Import(Import),
    /// Fill a demo with its catalogue and accounts.
    Seed,
    /// Print the API document as YAML.
    Openapi,
    /// Manage people who work here.
    #[command(subcommand)]
    Admin(Admin),
    /// The box office by itself, on a database of its own.
    #[command(subcommand)]
    BoxOffice(box_office::Command),
    /// Try every rule of the cinema interface against a live system.
    Conformance(conformance::Arguments),
    /// Check the books.
    #[command(subcommand)]
    Ledger(ledger::Command),
    /// Print the public keys with which the platform asks cinemas, one a line; the last one signs.
    Keys,
    /// Run one background task until it finds nothing due.
    Task { name: String },
}

#[derive(Args)]
struct Import {
    directory: PathBuf,
    /// Business days to generate showtimes for.
    #[arg(long, default_value_t = 8)]
    days: u32,
    /// The first of them, YYYY-MM-DD; today by default.
    #[arg(long)]
    start: Option<NaiveDate>,
}

#[derive(Subcommand)]
enum Admin {
    /// Create an administrator. The password is read from MARQUEE_ADMIN_PASSWORD or as one line
    /// from standard input.
    Create {
        #[arg(long)]
        phone: String,
        #[arg(long, default_value = "Administrator")]
        name: String,
    },
}

/// Runs the command that the arguments name.
///
/// # Errors
/// Whatever keeps it from being done.
pub async fn run() -> anyhow::Result<()> {
    let command = Cli::parse().command;
    let command = match command {
        Command::Openapi => return print(&http::openapi::yaml()?),
        Command::BoxOffice(command) => return box_office::run(command).await,
        Command::Conformance(arguments) => return conformance::run(arguments).await,
        Command::Ledger(command) => return ledger::run(command).await,
        command => command,
    };
    let config = Config::from_env()?;
    start_log(config.environment);
    match command {
        Command::Serve => serve(config).await,
        Command::Migrate => open_database(&config).await.map(drop),
        Command::Import(files) => import_files(config, files).await,
        Command::Seed => {
            let app = without_banks(config).await?;
            print(&format!("{}\n", seed::run(&app).await?))
        }
        Command::Admin(Admin::Create { phone, name }) => create_admin(config, &phone, &name).await,
        Command::Task { name } => {
            let clock = Clock::beside_system(config.clock_shift);
            let app = App::build(config, clock).await?;
            Ok(tasks::run_by_name(&app, &name).await?)
        }
        Command::Keys => print(&public_keys(&Keys::load_or_create(&config)?.cinema)),
        Command::Openapi | Command::BoxOffice(_) | Command::Conformance(_) | Command::Ledger(_) => {
            Ok(())
        }
    }
}

/// The public halves of a ring, one a line.
fn public_keys(ring: &CinemaKeys) -> String {
    ring.all().iter().map(|key| format!("{}\n", key.public_base64())).collect()
}

async fn without_banks(config: Config) -> anyhow::Result<Arc<App>> {
    let clock = Clock::beside_system(config.clock_shift);
    App::build_with(config, clock, Gateways::without_banks).await
}

/// Writes to standard output; a reader that has seen enough is no error.
fn print(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

fn start_log(environment: Environment) {
    let default = match environment {
        Environment::Demo => "warn",
        Environment::Production => "info,sqlx=warn,sea_orm_migration=warn",
    };
    let filter =
        tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| default.into());
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match environment {
        Environment::Demo => log.init(),
        Environment::Production => log.json().init(),
    }
}

async fn serve(config: Config) -> anyhow::Result<()> {
    fault::arm(config.environment);
    let is_demo = config.environment == Environment::Demo;
    let listener = TcpListener::bind((config.bind.as_str(), config.port))
        .with_context(|| format!("listening on {}:{}", config.bind, config.port))?;
    let address = listener.local_addr()?;
    let clock = Clock::beside_system(config.clock_shift);
    let app = App::build(config, clock).await?;
    let is_fresh = is_demo && seed::is_empty(&app).await?;
    if is_fresh {
        seed::run(&app).await?;
    }
    let server = http::start(Arc::clone(&app), listener)?;
    let handle = server.handle();
    let running = tokio::spawn(server);
    let workers = tasks::start(&app);
    if is_demo {
        print(&banner(&app, &address.to_string()))?;
    }
    tracing::info!(%address, "serving");
    if is_demo && !is_fresh {
        // Showtimes of the days since the last start; nobody needs to wait for them.
        let app = Arc::clone(&app);
        tokio::spawn(async move {
            if let Err(error) = seed::run(&app).await {
                tracing::warn!("the demo's programme was not extended: {error}");
            }
        });
    }
    wait_for_signal().await?;
    tracing::info!("stopping");
    // Streams never end by themselves; everything else is let finish.
    app.seat_feed.close();
    handle.stop(true).await;
    running.await??;
    workers.stop().await;
    // What still holds the database is given a moment; the process ends anyway.
    tokio::time::timeout(Duration::from_secs(5), app.db.clone().close()).await.ok();
    tokio::time::timeout(Duration::from_secs(5), app.books.clone().close()).await.ok();
    Ok(())
}

async fn wait_for_signal() -> anyhow::Result<()> {
    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        _ = terminated.recv() => {}
    }
    Ok(())
}

fn banner(app: &App, address: &str) -> String {
    let inbox = app.config.sms_url.as_deref().map(|url| url.trim_end_matches("/sms"));
    let mut text = format!(
        "Marquee is open.\n  Web app   http://{address}/\n  \
         API       http://{address}/api/v1/docs/\n"
    );
    if let Some(inbox) = inbox {
        text.push_str(&format!("  Phone     {inbox}/\n"));
    }
    text.push_str(&format!("Accounts, password {}:\n", seed::PASSWORD));
    for account in seed::ACCOUNTS {
        text.push_str(&format!(
            "  {}  {}\n",
            account.phone,
            account.role.as_str().replace('_', " ")
        ));
    }
    text
}

async fn import_files(config: Config, files: Import) -> anyhow::Result<()> {
    let app = without_banks(config).await?;
    let options = Options { start: files.start, days: files.days };
    let source = Source::Directory(files.directory);
    let summary = import::run(&app.db, &app.clock, &source, options).await?;
    print(&format!("{summary}\n"))
}

async fn create_admin(config: Config, phone: &str, name: &str) -> anyhow::Result<()> {
    let phone = Phone::parse(phone).context("--phone is no phone number")?;
    let display_name = display_name(name).context("--name is no name")?.to_owned();
    let password = match std::env::var("MARQUEE_ADMIN_PASSWORD") {
        Ok(password) => password,
        Err(_) => {
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line)?;
            line.trim_end_matches(['\r', '\n']).to_owned()
        }
    };
    if password.is_empty() {
        bail!("no password: set MARQUEE_ADMIN_PASSWORD or write one line to standard input");
    }
    let app = without_banks(config).await?;
    let role = Role::Administrator;
    let account = NewAccount { phone, password, display_name, role, cinema_id: None };
    let id = create_operator(&app, account).await?;
    if app.config.requires_second_factor {
        // Not on standard output: that is the identifier, for scripts.
        eprintln!(
            "Administration asks for a second factor. Sign in at {}, open your account, and set \
             one up with an authenticator before anything else.",
            app.config.public_url
        );
    }
    print(&format!("{id}\n"))
}

//! The demo's catalogue and accounts. Nothing of this exists in production.

use anyhow::anyhow;
use domain::identity::{Phone, Role};
use sea_orm::{EntityTrait, QueryOrder};
use tables::{cinemas, users};

use crate::app::App;
use crate::config::Environment;
use crate::error::{Error, Result};
use crate::http::problem::ProblemCode;
use crate::identity::{NewAccount, create_account};
use crate::import::{self, Summary};
use crate::oauth::ensure_demo_client;
use crate::portal::ensure_demo_app;

/// The password of every demo account.
pub const PASSWORD: &str = "marquee-demo";

/// One account of the demo.
pub struct DemoAccount {
    pub phone: &'static str,
    pub name: &'static str,
    pub role: Role,
}

/// The accounts of the demo: one for each role, and a second administrator, since who proposes how
/// a difference is settled may not approve it.
pub const ACCOUNTS: [DemoAccount; 5] = [
    DemoAccount { phone: "13800000001", name: "林小雨", role: Role::Customer },
    DemoAccount { phone: "13800000002", name: "影城前台", role: Role::CinemaStaff },
    DemoAccount { phone: "13800000003", name: "平台管理员", role: Role::Administrator },
    DemoAccount { phone: "13800000004", name: "审计员", role: Role::Auditor },
    DemoAccount { phone: "13800000005", name: "财务复核", role: Role::Administrator },
];

/// Whether nobody has ever used this installation.
pub async fn is_empty(app: &App) -> Result<bool> {
    Ok(users::Entity::find().one(&app.db).await?.is_none())
}

/// Imports the demo's catalogue and adds the accounts and the client that are missing. The staff
/// account works for the first cinema of the catalogue.
///
/// # Errors
/// Outside of a demo, always.
pub async fn run(app: &App) -> Result<Summary> {
    if app.config.environment != Environment::Demo {
        return Err(anyhow!("only a demo is seeded").into());
    }
    let summary = import::seed_demo(app).await?;
    let first = cinemas::Entity::find().order_by_asc(cinemas::Column::CinemaCode);
    let first = first.one(&app.db).await?.map(|cinema| cinema.id);
    let accounts = ACCOUNTS.iter().map(|account| async move {
        let phone = Phone::parse(account.phone).ok_or_else(|| anyhow!("{}", account.phone))?;
        let cinema_id = first.filter(|_| account.role == Role::CinemaStaff);
        let account = NewAccount {
            phone,
            password: PASSWORD.to_owned(),
            display_name: account.name.to_owned(),
            role: account.role,
            cinema_id,
        };
        match create_account(app, account).await {
            Err(Error::Refused(refusal)) if refusal.code == ProblemCode::PhoneTaken => Ok(()),
            other => other.map(drop),
        }
    });
    futures_util::future::try_join_all(accounts).await?;
    ensure_demo_client(app).await?;
    ensure_demo_app(app).await?;
    Ok(summary)
}

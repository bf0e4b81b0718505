//! What people do with their accounts.

use database::{DbErrorExt, Tx};
use domain::identity::{CodePurpose, Phone, Role, WeakPassword, check_password};
use domain::ids::{CinemaId, SessionId, UserId};
use serde_json::json;
use tables::users;

use super::sessions::{Device, Grant};
use super::{Person, SignedIn, codes, password, second_factor, sessions, store, throttle, trail};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Result};
use crate::http::problem::ProblemCode;

/// What a new account starts with.
pub struct NewAccount {
    pub phone: Phone,
    pub password: String,
    pub display_name: String,
    pub role: Role,
    pub cinema_id: Option<CinemaId>,
}

/// How somebody proves who they are.
pub enum Proof {
    Password(String),
    Code(String),
}

/// Registers a customer and signs them in.
///
/// # Errors
/// `weak_password`, `invalid_code`, `phone_taken`. Whether a number has an account is told only to
/// somebody who proved with a code that it is theirs.
pub async fn register(
    app: &App,
    account: NewAccount,
    code: &str,
    device: &Device,
) -> Result<Grant> {
    refuse_weak(&account.password, &account.phone)?;
    codes::spend(app, &account.phone, CodePurpose::Register, code).await?;
    let user = prepare(app, account).await?;
    let tx = app.db.begin().await?;
    insert(&tx, &user).await?;
    let grant = sessions::open(app, &tx, user, device).await?;
    tx.commit().await?;
    Ok(grant)
}

/// Adds an account of the demo, without a code.
///
/// # Errors
/// `weak_password`, `phone_taken`.
pub async fn create_account(app: &App, account: NewAccount) -> Result<UserId> {
    add(app, account, None).await
}

/// Adds an account from the command line, without a code, and writes that down.
///
/// # Errors
/// `weak_password`, `phone_taken`.
pub async fn create_operator(app: &App, account: NewAccount) -> Result<UserId> {
    add(app, account, Some("user.created")).await
}

async fn add(app: &App, account: NewAccount, action: Option<&str>) -> Result<UserId> {
    refuse_weak(&account.password, &account.phone)?;
    let user = prepare(app, account).await?;
    let tx = app.db.begin().await?;
    insert(&tx, &user).await?;
    if let Some(action) = action {
        let detail = json!({ "role": user.role, "cinema_id": user.cinema_id });
        let actor = Actor::platform();
        audit::record(app, &tx, &actor, action, &user.id.to_string(), detail).await?;
    }
    tx.commit().await?;
    Ok(user.id)
}

async fn prepare(app: &App, account: NewAccount) -> Result<users::Model> {
    Ok(users::Model {
        id: app.clock.new_id(),
        phone: Some(account.phone.to_string()),
        password_hash: Some(password::hash(account.password).await?),
        display_name: account.display_name,
        role: account.role,
        cinema_id: account.cinema_id,
        created_at: app.clock.now(),
        deleted_at: None,
        client_id: None,
        client_reference: None,
        contact_phone: None,
        second_factor_at: None,
    })
}

async fn insert(tx: &Tx, user: &users::Model) -> Result<()> {
    store::insert_user(tx, user.clone()).await.map_err(|error| {
        if error.is_unique_violation() {
            let detail = "This phone number has an account. Sign in instead.";
            return Error::refused(ProblemCode::PhoneTaken, detail);
        }
        error.into()
    })
}

fn refuse_weak(password: &str, phone: &Phone) -> Result<()> {
    let detail = match check_password(password, phone) {
        Ok(()) => return Ok(()),
        Err(WeakPassword::TooShort) => "A password has at least 10 letters.",
        Err(WeakPassword::TooLong) => "A password has at most 128 letters.",
        Err(WeakPassword::Guessable) => "This password is easy to guess. Take another one.",
    };
    Err(Error::refused(ProblemCode::WeakPassword, detail))
}

/// Signs somebody in.
///
/// # Errors
/// `invalid_credentials` for a wrong password and for an unknown phone alike, `invalid_code`,
/// [`Error::TooMany`]; `second_factor_required` and `invalid_second_factor` for somebody who has
/// proven as much and has a second factor.
pub async fn log_in(
    app: &App,
    phone: &Phone,
    proof: Proof,
    second_factor: Option<&str>,
    device: &Device,
) -> Result<Grant> {
    count_by_address(app, &device.address).await?;
    let (user, code) = match proof {
        Proof::Password(password) => (by_password(app, phone, password, device).await?, None),
        Proof::Code(code) => {
            let (user, code) = by_code(app, phone, &code, device).await?;
            (user, Some(code))
        }
    };
    if let Err(error) = second_factor::require(app, &user, second_factor).await {
        if error.is_refused_as(ProblemCode::InvalidSecondFactor) {
            trail::failed(app, phone, Some(&user), device, "second_factor").await?;
        }
        return Err(error);
    }
    let proof = if code.is_some() { "code" } else { "password" };
    if let Some(code) = code {
        codes::consume(app, code).await?;
    }
    let detail = json!({ "by": proof, "second_factor": user.second_factor_at.is_some() });
    let tx = app.db.begin().await?;
    let actor = trail::actor(&user, &device.address);
    trail::note(app, &tx, &user, &actor, "account.signed_in", detail).await?;
    let grant = sessions::open(app, &tx, user, device).await?;
    tx.commit().await?;
    Ok(grant)
}

async fn count_by_address(app: &App, address: &str) -> Result<()> {
    let tx = app.db.begin().await?;
    let key = format!("login:address:{address}");
    let limit = app.config.throttle.logins_per_address;
    let counted = throttle::count(&tx, &key, limit, app.clock.now()).await;
    tx.commit().await?;
    counted
}

async fn by_password(
    app: &App,
    phone: &Phone,
    password: String,
    device: &Device,
) -> Result<users::Model> {
    let user = store::user_by_phone(&app.db, phone).await?;
    if guard_password(app, phone, password, user.as_ref()).await? {
        return user.ok_or_else(wrong_credentials);
    }
    trail::failed(app, phone, user.as_ref(), device, "password").await?;
    Err(wrong_credentials())
}

async fn by_code(
    app: &App,
    phone: &Phone,
    code: &str,
    device: &Device,
) -> Result<(users::Model, codes::RightCode)> {
    let checked = codes::check(app, phone, CodePurpose::Login, code).await;
    let user = store::user_by_phone(&app.db, phone).await?;
    if checked.is_err() {
        trail::failed(app, phone, user.as_ref(), device, "code").await?;
    }
    let code = checked?;
    Ok((user.ok_or_else(wrong_credentials)?, code))
}

/// Checks a password, with a limit on wrong ones. Takes as long for nobody as for somebody.
async fn guard_password(
    app: &App,
    phone: &Phone,
    password: String,
    user: Option<&users::Model>,
) -> Result<bool> {
    let key = format!("login:phone:{phone}");
    let limit = app.config.throttle.failed_logins_per_phone;
    let attempt = throttle::claim(&app.db, &key, limit, app.clock.now()).await?;
    let hash = user.and_then(|user| user.password_hash.clone());
    if !password::verify(password, hash).await? {
        return Ok(false);
    }
    let tx = app.db.begin().await?;
    attempt.give_back(&tx).await?;
    tx.commit().await?;
    Ok(true)
}

fn wrong_credentials() -> Error {
    Error::refused(ProblemCode::InvalidCredentials, "Phone or password is wrong.")
}

/// Ends the session that a refresh token or an access token belongs to, as far as there is one.
pub async fn log_out(app: &App, token: Option<&str>, person: Option<&Person>) -> Result<()> {
    let mut ended = Vec::new();
    if let Some(token) = token {
        ended.extend(sessions::owner(app, token).await?);
    }
    ended.extend(person.and_then(|person| Some((person.id, person.session_id?))));
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    for (user, session) in ended {
        store::revoke_session(&tx, user, session, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Sets a new password for somebody who has the phone, and signs every device out.
///
/// # Errors
/// `weak_password`, `invalid_code`; an unknown phone has no valid code.
pub async fn reset_password(
    app: &App,
    phone: &Phone,
    code: &str,
    new: String,
    address: &str,
) -> Result<()> {
    refuse_weak(&new, phone)?;
    codes::spend(app, phone, CodePurpose::ResetPassword, code).await?;
    let user = store::user_by_phone(&app.db, phone).await?.ok_or_else(wrong_credentials)?;
    let actor = trail::actor(&user, address);
    replace_password(app, &user, new, None, &actor, "account.password_reset").await
}

/// Changes a person's own password and signs their other devices out.
///
/// # Errors
/// `weak_password`; 422 at `/current_password` when that is wrong or missing.
pub async fn change_password(
    app: &App,
    person: &SignedIn,
    current: Option<String>,
    new: String,
    actor: &Actor,
) -> Result<()> {
    let user = store::user(&app.db, person.id).await?.ok_or(Error::Unauthenticated)?;
    let phone = Phone::parse(&person.phone).ok_or(Error::Unauthenticated)?;
    refuse_weak(&new, &phone)?;
    if user.password_hash.is_some() {
        let current = current.unwrap_or_default();
        if !guard_password(app, &phone, current, Some(&user)).await? {
            let detail = "The current password is wrong.";
            return Err(Error::invalid("/current_password", "wrong", detail));
        }
    }
    let kept = Some(person.session_id);
    replace_password(app, &user, new, kept, actor, "account.password_changed").await
}

async fn replace_password(
    app: &App,
    user: &users::Model,
    password: String,
    kept: Option<SessionId>,
    actor: &Actor,
    action: &str,
) -> Result<()> {
    let hash = password::hash(password).await?;
    let tx = app.db.begin().await?;
    store::set_password(&tx, user.id, hash).await?;
    store::revoke_sessions(&tx, user.id, kept, app.clock.now()).await?;
    trail::note(app, &tx, user, actor, action, json!({})).await?;
    tx.commit().await?;
    Ok(())
}

/// Changes how a person is called.
pub async fn rename(app: &App, person: UserId, name: &str) -> Result<()> {
    let tx = app.db.begin().await?;
    store::set_display_name(&tx, person, name).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends one session of a person.
///
/// # Errors
/// Not found, also for other people's sessions.
pub async fn end_session(app: &App, person: UserId, session: SessionId) -> Result<()> {
    let tx = app.db.begin().await?;
    let is_ended = store::revoke_session(&tx, person, session, app.clock.now()).await?;
    tx.commit().await?;
    is_ended.then_some(()).ok_or(Error::NotFound("session"))
}

/// Deletes a person's account: the row stays for the books, the person is taken out of it.
///
/// # Errors
/// `open_orders` while an order of theirs still moves; `last_administrator` when nobody could
/// administer any more.
pub async fn leave(app: &App, person: UserId, actor: &Actor) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let user = store::user(&tx, person).await?.ok_or(Error::Unauthenticated)?;
    if store::open_orders(&tx, person).await? > 0 {
        let detail =
            "An order is still being paid, ticketed or refunded. Try again when it is done.";
        return Err(Error::refused(ProblemCode::OpenOrders, detail));
    }
    if user.role == Role::Administrator {
        keep_an_administrator(&tx, person).await?;
    }
    store::revoke_sessions(&tx, person, None, now).await?;
    second_factor::remove(&tx, person).await?;
    store::anonymise(&tx, &user, now).await?;
    let detail = json!({ "role": user.role });
    trail::note(app, &tx, &user, actor, "account.closed", detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes sure that somebody other than `leaving` can administer when this transaction is over.
///
/// # Errors
/// `last_administrator`.
pub async fn keep_an_administrator(tx: &Tx, leaving: UserId) -> Result<()> {
    let others = store::take_administrators(tx).await?;
    if others.into_iter().any(|id| id != leaving) {
        return Ok(());
    }
    let detail = "Make somebody else an administrator first.";
    Err(Error::refused(ProblemCode::LastAdministrator, detail))
}

//! One-time codes: six digits, five minutes, five attempts, each for one purpose.
//!
//! Asking for a code answers the same whether the phone has an account or not; only the phone
//! itself learns more. A code is kept as a keyed hash, since a million possibilities are no secret
//! to whoever reads a plain one.

use chrono::Duration;
use domain::identity::{CodePurpose, Phone};
use domain::ids::RowId;
use subtle::ConstantTimeEq;
use tables::{messages, one_time_codes};

use super::{store, throttle};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::problem::ProblemCode;
use crate::outbox;

/// How long a code opens something.
pub const LIFETIME: Duration = Duration::minutes(5);

const ATTEMPTS: i32 = 5;

/// Sends a code to a phone, if it is of use there.
///
/// # Errors
/// [`Error::TooMany`], by phone and by address.
pub async fn send(app: &App, phone: &Phone, purpose: CodePurpose, address: &str) -> Result<()> {
    let now = app.clock.now();
    let limits = app.config.throttle;
    let tx = app.db.begin().await?;
    let last = store::last_code_at(&tx, phone, purpose).await?;
    let pause = Duration::seconds(limits.code_pause_s);
    if let Some(wait) = last.map(|last| last + pause - now).filter(|wait| *wait > Duration::zero())
    {
        let seconds = u32::try_from(wait.num_seconds() + 1).unwrap_or(u32::MAX);
        return Err(Error::TooMany { retry_after_s: seconds });
    }
    let by_phone = format!("code:phone:{phone}");
    let by_address = format!("code:address:{address}");
    let counted = match throttle::count(&tx, &by_address, limits.codes_per_address, now).await {
        Ok(()) => throttle::count(&tx, &by_phone, limits.codes_per_phone, now).await,
        refused => refused,
    };
    if let Err(refused) = counted {
        // The attempt counts although it is refused.
        tx.commit().await?;
        return Err(refused);
    }
    let code = new_code()?;
    let row = one_time_codes::Model {
        id: app.clock.new_id(),
        phone: phone.to_string(),
        purpose,
        code_hash: hash(app, phone, purpose, &code),
        created_at: now,
        expires_at: now + LIFETIME,
        attempts_left: ATTEMPTS,
        consumed_at: None,
    };
    store::insert_code(&tx, row).await?;
    // Somebody may register whatever the number; the other codes are of use to an account only.
    let is_of_use =
        purpose == CodePurpose::Register || store::user_by_phone(&tx, phone).await?.is_some();
    if is_of_use {
        let id: RowId = app.clock.new_id();
        let message = messages::Model {
            id,
            order_id: None,
            template: "one_time_code".to_owned(),
            copy_no: 0,
            phone: phone.to_string(),
            body: text_of(purpose, &code),
            status: "queued".to_owned(),
            provider_ref: None,
            created_at: now,
            sent_at: None,
        };
        store::insert_message(&tx, message).await?;
        outbox::put(&tx, &app.clock, outbox::SEND_MESSAGE, id.0, now).await?;
    }
    tx.commit().await?;
    app.wake.outbox.notify_one();
    Ok(())
}

/// A code that is right and not used up yet.
pub struct RightCode(RowId);

/// Uses a code up.
///
/// # Errors
/// `invalid_code` for whatever reason; a wrong one costs one of its attempts.
pub async fn spend(app: &App, phone: &Phone, purpose: CodePurpose, code: &str) -> Result<()> {
    let code = check(app, phone, purpose, code).await?;
    consume(app, code).await
}

/// Looks whether a code is right, and costs one of its attempts. Somebody who is asked for a second
/// factor next comes back with the same code.
///
/// # Errors
/// `invalid_code` for whatever reason.
pub async fn check(
    app: &App,
    phone: &Phone,
    purpose: CodePurpose,
    code: &str,
) -> Result<RightCode> {
    let given = hash(app, phone, purpose, code.trim());
    let tx = app.db.begin().await?;
    let open = store::take_attempt(&tx, phone, purpose, app.clock.now()).await?;
    // Committed whatever comes: the attempt is gone.
    tx.commit().await?;
    open.filter(|open| bool::from(open.code_hash.as_bytes().ct_eq(given.as_bytes())))
        .map(|open| RightCode(open.id))
        .ok_or_else(wrong)
}

/// Uses a right code up.
///
/// # Errors
/// `invalid_code` when somebody else was faster.
pub async fn consume(app: &App, code: RightCode) -> Result<()> {
    let tx = app.db.begin().await?;
    let is_ours = store::consume_code(&tx, code.0, app.clock.now()).await?;
    tx.commit().await?;
    is_ours.then_some(()).ok_or_else(wrong)
}

fn wrong() -> Error {
    let detail = "The code is wrong or has expired. Ask for a new one after five attempts.";
    Error::refused(ProblemCode::InvalidCode, detail)
}

fn hash(app: &App, phone: &Phone, purpose: CodePurpose, code: &str) -> String {
    app.keys.keyed_hash("one_time_code", &[phone.as_str(), purpose.as_str(), code])
}

fn new_code() -> Result<String> {
    // 2^64 is so much larger than a million that no code is likelier than another.
    let number = u64::from_be_bytes(crate::keys::random::<8>()?) % 1_000_000;
    Ok(format!("{number:06}"))
}

fn text_of(purpose: CodePurpose, code: &str) -> String {
    let (zh, en) = match purpose {
        CodePurpose::Register => ("注册", "sign up"),
        CodePurpose::Login => ("登录", "sign in"),
        CodePurpose::ResetPassword => ("重置密码", "reset your password"),
    };
    format!(
        "【Marquee】{zh}验证码 {code}，5 分钟内有效，请勿告诉他人。\
         Code {code} to {en}, good for 5 minutes. Tell nobody."
    )
}

#[cfg(test)]
mod tests {
    use super::new_code;

    #[test]
    fn a_code_has_six_digits() -> crate::error::Result<()> {
        for _ in 0..100 {
            let code = new_code()?;
            assert!(code.len() == 6 && code.bytes().all(|digit| digit.is_ascii_digit()), "{code}");
        }
        Ok(())
    }
}

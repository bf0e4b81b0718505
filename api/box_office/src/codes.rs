//! The only place of the box office where chance comes in: codes that nobody may guess.

use domain::tickets::PickupCode;
use rand::TryRngCore;
use rand::rngs::OsRng;
use sea_orm::DbErr;

/// A new pickup code; its uniqueness is for the database to say.
pub(crate) fn pickup_code() -> Result<PickupCode, DbErr> {
    Ok(PickupCode::from_number(below(PickupCode::COUNT)?))
}

/// A new verification code of six digits.
pub(crate) fn verification_code() -> Result<String, DbErr> {
    Ok(format!("{:06}", below(1_000_000)?))
}

/// A number below `bound`, all equally likely: numbers of the incomplete last round are drawn
/// again.
fn below(bound: u64) -> Result<u64, DbErr> {
    let rounds_end = u64::MAX - u64::MAX % bound;
    loop {
        let number = OsRng.try_next_u64().map_err(|error| DbErr::Custom(error.to_string()))?;
        if number < rounds_end {
            return Ok(number % bound);
        }
    }
}

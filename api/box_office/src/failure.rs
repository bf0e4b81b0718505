//! Why a transaction of the box office came to nothing, or perhaps not.

use database::{DbErrorExt, is_retryable};
use gateways::GatewayError;
use sea_orm::DbErr;

/// An error of the database, by what it means for the effect.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Before the commit: nothing happened.
    NotDone(DbErr),
    /// At the commit: nobody knows.
    Unknown(DbErr),
    /// Before the commit: the same request, on another way, came first; reading again shows it.
    Overtaken,
}

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Self {
        Self::NotDone(error)
    }
}

impl Failure {
    /// Whether the same may go well when it is tried again: every request carries its own key, so
    /// trying again is safe even when the commit's outcome is not known.
    pub(crate) fn is_worth_retrying(&self) -> bool {
        match self {
            // A unique violation means that somebody else came first; reading again shows it.
            Self::NotDone(error) => is_retryable(error) || error.is_unique_violation(),
            Self::Unknown(_) | Self::Overtaken => true,
        }
    }
}

impl From<Failure> for GatewayError {
    fn from(failure: Failure) -> Self {
        tracing::warn!(?failure, "the box office's database failed");
        match failure {
            Failure::NotDone(error) => Self::NotSent(error.to_string()),
            Failure::Unknown(error) => Self::MaybeSent(error.to_string()),
            Failure::Overtaken => Self::NotSent("overtaken too often".to_owned()),
        }
    }
}

/// The error of a call that only reads.
pub(crate) fn unread(error: DbErr) -> GatewayError {
    Failure::NotDone(error).into()
}

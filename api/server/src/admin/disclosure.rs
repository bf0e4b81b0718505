//! Telling an administrator what is otherwise hidden.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// Why somebody needs to know.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
pub struct Disclose {
    /// Kept in the audit trail.
    #[validate(length(min = 3, max = 500))]
    pub reason: String,
}

/// What was hidden.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Disclosure {
    /// E.164; null for somebody who has left.
    pub phone: Option<String>,
}

/// Why a call outside gave no answer to work with.
///
/// Only [`GatewayError::NotSent`] may be tried again as new. After
/// [`GatewayError::MaybeSent`] the other side is asked by our reference before anything else.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// The request never left: connection refused, name not found, our own signing failed.
    #[error("not sent: {0}")]
    NotSent(String),
    /// The request may have been acted upon: time-out, reset, 5xx, an answer not to be trusted.
    #[error("outcome unknown: {0}")]
    MaybeSent(String),
}

impl GatewayError {
    /// Whether the other side certainly did nothing.
    pub const fn is_definitely_not_done(&self) -> bool {
        matches!(self, Self::NotSent(_))
    }
}

/// Why a call outside gave no answer to work with.
///
/// After [`GatewayError::NotSent`] and [`GatewayError::Refused`] the same may be tried again as
/// new.
/// After [`GatewayError::MaybeSent`] the other side is asked by our reference before anything else.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// The request never left, or was turned away before anybody looked at it: connection refused,
    /// name not found, our own signing failed, the other side says that it is too busy.
    #[error("not sent: {0}")]
    NotSent(String),
    /// The other side works, understood, and did nothing, for a reason that the port has no word
    /// for: a session that it never heard of, an operation that it does not offer.
    #[error("refused: {0}")]
    Refused(String),
    /// The request may have been acted upon: time-out, reset, 5xx, an answer not to be trusted.
    #[error("outcome unknown: {0}")]
    MaybeSent(String),
    /// A question was answered, whole and as a success, and the answer makes no sense. The other
    /// side works; asking again brings the same until somebody there puts it right.
    #[error("unreadable: {0}")]
    Unreadable(String),
}

impl GatewayError {
    /// Whether the other side certainly did nothing.
    pub const fn is_definitely_not_done(&self) -> bool {
        matches!(self, Self::NotSent(_) | Self::Refused(_))
    }
}

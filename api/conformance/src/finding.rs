//! Why a rule did not pass.

/// Why a rule did not pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    /// The system does something else than the interface says.
    Fail(String),
    /// The system need not and does not offer it.
    Skip(String),
    /// It cannot be tried.
    Unclear(String),
}

/// What a rule comes to.
pub(crate) type Check = Result<(), Finding>;

pub(crate) fn fail<T>(why: impl Into<String>) -> Result<T, Finding> {
    Err(Finding::Fail(why.into()))
}

/// Fails unless it is so.
pub(crate) fn expect(is_so: bool, why: impl Into<String>) -> Check {
    if is_so { Ok(()) } else { fail(why) }
}

//! Money: an integer number of minor units (fen for CNY) and its currency. Never a float.

use crate::text_enum::text_enum;

text_enum! {
    /// ISO 4217 alphabetic code. All amounts of one order and one journal share it.
    pub enum Currency {
        Cny = "CNY",
    }
}

impl Currency {
    /// ISO 4217 numeric code, as bank messages carry it.
    pub const fn numeric(self) -> &'static str {
        match self {
            Self::Cny => "156",
        }
    }
}

/// An amount in minor units. Adding different currencies, or past the range, is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "api", schema(example = json!({"amount": 4500, "currency": "CNY"})))]
pub struct Money {
    /// Minor units: 4500 is 45.00 yuan.
    #[serde(rename = "amount")]
    pub amount_minor: i64,
    pub currency: Currency,
}

impl Money {
    pub const fn new(amount_minor: i64, currency: Currency) -> Self {
        Self { amount_minor, currency }
    }

    /// An amount in fen.
    pub const fn fen(amount_minor: i64) -> Self {
        Self::new(amount_minor, Currency::Cny)
    }

    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    pub const fn is_zero(self) -> bool {
        self.amount_minor == 0
    }

    /// The sum, or `None` when currencies differ or the range is left.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let amount_minor = self.amount_minor.checked_add(other.amount_minor)?;
        (self.currency == other.currency).then_some(Self { amount_minor, ..self })
    }

    /// The difference, or `None` when currencies differ or the range is left.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        let amount_minor = self.amount_minor.checked_sub(other.amount_minor)?;
        (self.currency == other.currency).then_some(Self { amount_minor, ..self })
    }

    /// This amount `count` times, or `None` when the range is left.
    pub fn checked_mul(self, count: i64) -> Option<Self> {
        let amount_minor = self.amount_minor.checked_mul(count)?;
        Some(Self { amount_minor, ..self })
    }

    /// The sum of all amounts, zero in `currency` when there are none.
    pub fn checked_sum(
        currency: Currency,
        amounts: impl IntoIterator<Item = Self>,
    ) -> Option<Self> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::checked_add)
    }

    /// A share in basis points (1/100 of a percent), rounded down towards zero: the customer is
    /// never charged a fraction that the books cannot hold.
    pub fn share_rounded_down(self, basis_points: i64) -> Option<Self> {
        let amount_minor = self.amount_minor.checked_mul(basis_points)? / 10_000;
        Some(Self { amount_minor, ..self })
    }
}

impl std::fmt::Display for Money {
    /// Yuan with two decimals, as people and receipts write it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.amount_minor < 0 { "-" } else { "" };
        let minor = self.amount_minor.unsigned_abs();
        write!(f, "{sign}{}.{:02}", minor / 100, minor % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::{Currency, Money};

    #[test]
    fn prints_yuan_with_two_decimals() {
        assert_eq!(Money::fen(4505).to_string(), "45.05");
        assert_eq!(Money::fen(-7).to_string(), "-0.07");
    }

    #[test]
    fn refuses_to_leave_its_range() {
        assert_eq!(Money::fen(i64::MAX).checked_add(Money::fen(1)), None);
        assert_eq!(Money::fen(i64::MAX).checked_mul(2), None);
        assert_eq!(Money::checked_sum(Currency::Cny, []), Some(Money::fen(0)));
    }

    #[test]
    fn rounds_a_share_down() {
        assert_eq!(Money::fen(999).share_rounded_down(1_000), Some(Money::fen(99)));
    }
}

//! A bank's bill of a settlement day: how it is asked for and what is read in it.
//!
//! Asking and reading are apart, because the file is kept byte for byte before anybody believes it,
//! and may be read again by a better reader later.

use std::fmt::{Display, Formatter};

use chrono::{DateTime, Utc};
use domain::bank_bills::BankBillLineKind;
use domain::money::Currency;

/// What a bank answers when it is asked for the bill of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BillAnswer {
    /// The day is not over, or the bank has not made the file yet.
    NotReady,
    File(BillFile),
}

/// A bill as the bank made it. Its sender is proven, its content is not looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillFile {
    /// At most 128 printable characters.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// One line of a bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillLine {
    /// Place in the bill, from 1.
    pub place: i64,
    pub kind: BankBillLineKind,
    /// Our number of the payment or refund; empty where the bank names none, as disputes do.
    pub our_no: String,
    pub txn_at: DateTime<Utc>,
    /// The bank's reference of this transaction.
    pub bank_ref: String,
    /// The bank's reference of the payment that is given back or disputed.
    pub original_ref: Option<String>,
    /// Our number of it.
    pub original_no: Option<String>,
    /// Always positive; `kind` says which way it went.
    pub amount_minor: i64,
    pub currency: Currency,
    /// Positive when we pay it, negative when it is given back.
    pub fee_minor: i64,
    /// What the line does to what the bank owes us.
    pub net_minor: i64,
    /// SHA-256 of the line's bytes without its line end, in hexadecimal digits.
    pub raw_hash: String,
}

/// What is wrong with a bill, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillDefect {
    /// The file inside the archive.
    pub file: Option<String>,
    /// From 1.
    pub line: Option<u64>,
    /// From 1.
    pub column: Option<usize>,
    pub why: String,
}

impl BillDefect {
    /// A defect of the whole file.
    pub fn new(why: impl Into<String>) -> Self {
        Self { file: None, line: None, column: None, why: why.into() }
    }
}

impl Display for BillDefect {
    /// `INN26112288ZM_700000000000001, line 3, column 7: not 12 digits`.
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let mut separator = "";
        if let Some(file) = &self.file {
            write!(f, "{file}")?;
            separator = ", ";
        }
        if let Some(line) = self.line {
            write!(f, "{separator}line {line}")?;
            separator = ", ";
        }
        if let Some(column) = self.column {
            write!(f, "{separator}column {column}")?;
            separator = ", ";
        }
        let separator = if separator.is_empty() { "" } else { ": " };
        write!(f, "{separator}{}", self.why)
    }
}

impl std::error::Error for BillDefect {}

/// Lines in the order of the file. Reading goes on after a line that is wrong in itself and ends
/// after damage that makes the rest unreadable. Only a bill without any defect is believed.
pub type BillLines<'a> = Box<dyn Iterator<Item = Result<BillLine, BillDefect>> + Send + 'a>;

/// What lines add up to, in minor units of one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BillTotals {
    pub line_count: i64,
    pub paid_minor: i64,
    /// Refunds and voids, a positive sum.
    pub refunded_minor: i64,
    /// What the bank keeps, less what it gave back.
    pub fee_minor: i64,
    /// What the bank owes for the day.
    pub net_minor: i64,
}

impl BillTotals {
    /// With one more line; `None` when the range is left.
    pub fn with(self, line: &BillLine) -> Option<Self> {
        let (paid, refunded) = match line.kind {
            BankBillLineKind::Payment => (line.amount_minor, 0),
            BankBillLineKind::Refund | BankBillLineKind::Void => (0, line.amount_minor),
            BankBillLineKind::Dispute => (0, 0),
        };
        Some(Self {
            line_count: self.line_count.checked_add(1)?,
            paid_minor: self.paid_minor.checked_add(paid)?,
            refunded_minor: self.refunded_minor.checked_add(refunded)?,
            fee_minor: self.fee_minor.checked_add(line.fee_minor)?,
            net_minor: self.net_minor.checked_add(line.net_minor)?,
        })
    }
}

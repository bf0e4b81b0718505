//! Lines of the file of corrections and disputes, `ZME`.
//!
//! The bank names neither our number nor its own long reference there, but the trace number and the
//! time of the correction and of the transaction that it corrects.

use domain::bank_bills::BankBillLineKind;
use domain::money::Currency;

use super::Expected;
use super::columns::{Fault, Row};
use crate::bank::BillLine;

/// Bytes of each column.
pub(super) const WIDTHS: [usize; 22] =
    [3, 11, 11, 6, 10, 19, 12, 4, 2, 2, 6, 10, 4, 12, 13, 13, 15, 15, 1, 12, 2, 135];

const TRACE_NO: usize = 4;
/// `MMDDhhmmss`.
const TIME: usize = 5;
const AMOUNT: usize = 7;
const ORIGINAL_TRACE_NO: usize = 11;
/// As it stands there: it may be months ago.
const ORIGINAL_TIME: usize = 12;
/// `D` when the merchant pays it.
const FEE: usize = 15;
/// What the line does to the merchant's balance.
const NET: usize = 16;

/// What a line says.
pub(super) fn read(row: &Row<'_>, expected: &Expected<'_>) -> Result<BillLine, Fault> {
    let time = row.needed_word(TIME)?;
    let original = match row.optional_word(ORIGINAL_TRACE_NO)? {
        Some(trace_no) => Some(format!("{trace_no}{}", row.word(ORIGINAL_TIME)?)),
        None => None,
    };
    Ok(BillLine {
        place: 0,
        kind: BankBillLineKind::Dispute,
        our_no: String::new(),
        txn_at: row.time(TIME, expected.settle_on)?,
        bank_ref: format!("{}{time}", row.needed_word(TRACE_NO)?),
        original_ref: original,
        original_no: None,
        amount_minor: row.amount(AMOUNT)?,
        currency: Currency::Cny,
        fee_minor: -row.signed_amount(FEE)?,
        net_minor: row.signed_amount(NET)?,
        raw_hash: String::new(),
    })
}

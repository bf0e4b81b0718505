//! Lines of the file of transactions, `ZM`.

use domain::bank_bills::BankBillLineKind;
use domain::money::Currency;

use super::Expected;
use super::columns::{Fault, Row};
use crate::bank::BillLine;

/// Bytes of each column.
pub(super) const WIDTHS: [usize; 42] = [
    3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21,
    15, 1, 15, 32, 13, 13, 8, 32, 13, 13, 12, 2, 1, 32, 98,
];

/// `MMDDhhmmss`.
const TIME: usize = 5;
const AMOUNT: usize = 7;
/// The bank's reference: `queryId`.
const QUERY_ID: usize = 10;
/// Our number: `orderId`.
const ORDER_ID: usize = 12;
/// `D` when the merchant pays it.
const FEE: usize = 16;
const SETTLED: usize = 17;
/// `txnType`.
const KIND: usize = 20;
const ORIGINAL_QUERY_ID: usize = 27;
const MERCHANT: usize = 28;
/// What the line does to the merchant's balance.
const NET: usize = 33;
const ORIGINAL_ORDER_ID: usize = 41;

/// What a line says.
pub(super) fn read(row: &Row<'_>, expected: &Expected<'_>) -> Result<BillLine, Fault> {
    if row.needed_word(MERCHANT)? != expected.merchant_id {
        return Err(Fault::at(MERCHANT, "another merchant's"));
    }
    let kind = match row.word(KIND)? {
        "01" => BankBillLineKind::Payment,
        "04" => BankBillLineKind::Refund,
        "31" => BankBillLineKind::Void,
        _ => return Err(Fault::at(KIND, "none of the transactions that we make")),
    };
    let (amount, fee) = (row.amount(AMOUNT)?, -row.signed_amount(FEE)?);
    row.signed_amount(SETTLED)?;
    let net = row.signed_amount(NET)?;
    let owed = if kind == BankBillLineKind::Payment { amount } else { -amount };
    if net != owed - fee {
        let why = format!("{net} fen where {owed} less a fee of {fee} makes {}", owed - fee);
        return Err(Fault::at(NET, why));
    }
    let (original_ref, original_no) = if kind == BankBillLineKind::Payment {
        (None, None)
    } else {
        (row.optional_word(ORIGINAL_QUERY_ID)?, row.optional_word(ORIGINAL_ORDER_ID)?)
    };
    Ok(BillLine {
        place: 0,
        kind,
        our_no: row.needed_word(ORDER_ID)?.to_owned(),
        txn_at: row.time(TIME, expected.settle_on)?,
        bank_ref: row.needed_word(QUERY_ID)?.to_owned(),
        original_ref: original_ref.map(str::to_owned),
        original_no: original_no.map(str::to_owned),
        amount_minor: amount,
        currency: Currency::Cny,
        fee_minor: fee,
        net_minor: net,
        raw_hash: String::new(),
    })
}

//! The bill of a clearing day, as the bank makes it: a zip with a file of transactions (`ZM`) and
//! one of corrections (`ZME`, always empty here), lines of fixed widths in GBK.

use std::io::{Cursor, Write};

use chrono::NaiveDate;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::bill_faults::{BillFault, BillFaultKind};
use super::transaction::{Booking, Kind, Transaction};
use crate::clock::beijing_stamp;

/// Bytes of the columns of a line of `ZM`.
const WIDTHS: [usize; 42] = [
    3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21,
    15, 1, 15, 32, 13, 13, 8, 32, 13, 13, 12, 2, 1, 32, 98,
];

/// What merchants pay for a payment: 0.6 %, rounded half up to a fen, a fen at least.
const FEE_PER_MILLE: i64 = 6;

/// 「沙盒影院」, a sandbox cinema, in GBK.
const MERCHANT_NAME: &[u8] = b"\xc9\xb3\xba\xd0\xd3\xb0\xd4\xba";

/// The fee of a payment, in fen.
pub(crate) const fn fee(amount: i64) -> i64 {
    let fee = (amount * FEE_PER_MILLE + 500) / 1_000;
    if fee < 1 { 1 } else { fee }
}

/// One line of a bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) kind: Kind,
    /// The time of the booking, Beijing.
    pub(crate) stamp: String,
    pub(crate) trace_no: String,
    pub(crate) query_id: String,
    pub(crate) order_id: String,
    pub(crate) card: String,
    pub(crate) amount: i64,
    /// What the merchant pays; less than nothing when it is given back.
    pub(crate) fee: i64,
    /// Of the payment that is given back.
    pub(crate) original_query_id: String,
    pub(crate) original_order_id: String,
}

impl Line {
    /// `original` is the payment that a refund or void gives back.
    pub(crate) fn of(
        transaction: &Transaction,
        booking: &Booking,
        original: Option<&Transaction>,
    ) -> Self {
        let fee = match original {
            Some(original) => -fee_given_back(original.amount, transaction),
            None => fee(transaction.amount),
        };
        Self {
            kind: transaction.kind,
            stamp: beijing_stamp(booking.at),
            trace_no: booking.trace_no.clone(),
            query_id: booking.query_id.clone(),
            order_id: transaction.key.order_id.clone(),
            card: transaction.card.clone().unwrap_or_default(),
            amount: transaction.amount,
            fee,
            original_query_id: transaction.original.clone().unwrap_or_default(),
            original_order_id: original.map(|t| t.key.order_id.clone()).unwrap_or_default(),
        }
    }

    fn net(&self) -> i64 {
        let sign = if self.kind == Kind::Pay { 1 } else { -1 };
        sign * self.amount - self.fee
    }
}

/// The part of a payment's fee that goes back with a refund: its share, rounded half up.
const fn fee_given_back(paid: i64, refund: &Transaction) -> i64 {
    (fee(paid) * refund.amount * 2 + paid) / (2 * paid)
}

/// What the merchant is handed.
pub(crate) struct Bill {
    pub(crate) file_name: String,
    /// The zip, compressed once more.
    pub(crate) content: Vec<u8>,
}

/// Makes the bill of a merchant's day.
///
/// # Errors
/// An archive of this size cannot be made.
pub(crate) fn make(
    merchant: &str,
    day: NaiveDate,
    mut lines: Vec<Line>,
    faults: &[BillFault],
) -> anyhow::Result<Bill> {
    lines.sort_by(|a, b| (&a.stamp, &a.query_id).cmp(&(&b.stamp, &b.query_id)));
    for fault in faults {
        fault.spoil(merchant, day, &mut lines);
    }
    let is = |kind| faults.iter().any(|fault| fault.kind == kind);
    let mut text: Vec<u8> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let wrong_by = i64::from(at == 0 && is(BillFaultKind::WrongSummary));
        text.extend(row(merchant, line, line.net() + wrong_by));
        text.extend_from_slice(b"\r\n");
    }
    if lines.is_empty() && is(BillFaultKind::WrongSummary) {
        text.extend_from_slice(b"0\r\n");
    }
    let date = day.format("%y%m%d");
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        (format!("INN{date}88ZM_{merchant}"), text),
        (format!("INN{date}88ZME_{merchant}"), vec![]),
    ] {
        // Without a time of its own, so that the same day is the same file.
        archive.start_file(name, SimpleFileOptions::default())?;
        archive.write_all(&text)?;
    }
    let mut archive = archive.finish()?.into_inner();
    if is(BillFaultKind::Truncated) {
        archive.truncate(archive.len() / 2);
    }
    if is(BillFaultKind::Garbage) {
        archive = b"<html><body>502 Bad Gateway</body></html>".to_vec();
    }
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&archive)?;
    let file_name = format!("{merchant}_{}.zip", day.format("%Y%m%d"));
    Ok(Bill { file_name, content: packed.finish()? })
}

/// An amount behind the letter that says whose it is: `C` the merchant's, `D` the bank's.
fn signed(amount: i64) -> String {
    format!("{}{:012}", if amount < 0 { 'D' } else { 'C' }, amount.abs())
}

fn row(merchant: &str, line: &Line, net: i64) -> Vec<u8> {
    let (kind, sub_kind) = line.kind.codes();
    let code = match line.kind {
        Kind::Pay => "S22",
        Kind::Refund => "S30",
        Kind::Void => "S56",
    };
    let settled = if line.kind == Kind::Pay { line.amount } else { -line.amount };
    let (amount, fee) = (format!("{:012}", line.amount), signed(-line.fee));
    let (settled, net) = (signed(settled), signed(net));
    let columns: [(usize, &[u8]); 22] = [
        (1, code.as_bytes()),
        (2, b"00010000"),
        (3, b"00010000"),
        (4, line.trace_no.as_bytes()),
        (5, line.stamp.as_bytes().get(4..).unwrap_or_default()),
        (6, line.card.as_bytes()),
        (7, amount.as_bytes()),
        (8, b"7832"),
        (9, b"07"),
        (10, line.query_id.as_bytes()),
        (12, line.order_id.as_bytes()),
        (16, fee.as_bytes()),
        (17, settled.as_bytes()),
        (20, kind.as_bytes()),
        (21, sub_kind.as_bytes()),
        (22, b"000201"),
        (23, b"01"),
        (27, line.original_query_id.as_bytes()),
        (28, merchant.as_bytes()),
        (31, MERCHANT_NAME),
        (33, net.as_bytes()),
        (41, line.original_order_id.as_bytes()),
    ];
    let mut row = Vec::new();
    for (number, width) in (1..).zip(WIDTHS) {
        let value = columns.iter().find(|(column, _)| *column == number);
        let value = value.map(|(_, value)| *value).unwrap_or_default();
        if number > 1 {
            row.push(b' ');
        }
        let value = &value[..value.len().min(width)];
        row.extend_from_slice(value);
        row.resize(row.len() + width - value.len(), b' ');
    }
    row
}

#[cfg(test)]
mod tests {
    use super::fee;

    #[test]
    fn a_fee_is_rounded_half_up_and_never_nothing() {
        let cases = [(1, 1), (83, 1), (249, 1), (250, 2), (9_600, 58), (9_583, 57), (10_000, 60)];
        for (amount, expected) in cases {
            assert_eq!(fee(amount), expected, "{amount}");
        }
    }
}

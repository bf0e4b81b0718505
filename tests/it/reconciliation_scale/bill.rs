//! A bank's bill as bytes, written down by what the format says and not by the server's reader.

use std::io::{Cursor, Write as _};

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use zip::write::{SimpleFileOptions, ZipWriter};

/// Where columns begin in a line of 607 bytes, counted from 0.
const TRACE: usize = 28;
const TIME: usize = 35;
const AMOUNT: usize = 66;
const BANK_REF: usize = 87;
const NUMBER: usize = 112;
const FEE: usize = 166;
const SETTLED: usize = 180;
const KIND: usize = 215;
const ORIGINAL_REF: usize = 271;
const MERCHANT: usize = 293;
const NET: usize = 374;
const ORIGINAL_NUMBER: usize = 476;
const LENGTH: usize = 607;

/// One transaction as the bank lists it.
#[derive(Clone, Debug)]
pub struct Line {
    pub is_payment: bool,
    pub number: String,
    pub bank_ref: String,
    pub at: DateTime<Utc>,
    pub amount: i64,
    /// Less than nothing when it is given back.
    pub fee: i64,
    /// Our number and the bank's reference of the payment that is given back.
    pub original: Option<(String, String)>,
}

impl Line {
    pub fn payment(number: &str, bank_ref: &str, at: DateTime<Utc>, amount: i64) -> Self {
        let (number, bank_ref) = (number.to_owned(), bank_ref.to_owned());
        let fee = ((amount * 6 + 500) / 1_000).max(1);
        Self { is_payment: true, number, bank_ref, at, amount, fee, original: None }
    }

    pub fn net(&self) -> i64 {
        if self.is_payment { self.amount - self.fee } else { -self.amount - self.fee }
    }

    fn write(&self, merchant: &str) -> Vec<u8> {
        let beijing = self.at.with_timezone(&FixedOffset::east_opt(8 * 3_600).unwrap());
        let signed = |amount: i64| {
            let sign = if amount < 0 { 'D' } else { 'C' };
            format!("{sign}{:012}", amount.abs())
        };
        let (original, original_ref) = self.original.clone().unwrap_or_default();
        let settled = if self.is_payment { self.amount } else { -self.amount };
        let columns = [
            (0, if self.is_payment { "S22" } else { "S30" }.to_owned()),
            (TRACE, "000001".to_owned()),
            (TIME, beijing.format("%m%d%H%M%S").to_string()),
            (AMOUNT, format!("{:012}", self.amount)),
            (BANK_REF, self.bank_ref.clone()),
            (NUMBER, self.number.clone()),
            (FEE, signed(-self.fee)),
            (SETTLED, signed(settled)),
            (KIND, if self.is_payment { "01" } else { "04" }.to_owned()),
            (ORIGINAL_REF, original_ref),
            (MERCHANT, merchant.to_owned()),
            (NET, signed(self.net())),
            (ORIGINAL_NUMBER, original),
        ];
        let mut line = vec![b' '; LENGTH];
        for (start, text) in columns {
            line[start..start + text.len()].copy_from_slice(text.as_bytes());
        }
        line.push(b'\n');
        line
    }
}

/// The archive that holds these transactions.
pub fn pack(merchant: &str, day: NaiveDate, lines: &[Line]) -> Vec<u8> {
    let name = |kind: &str| format!("INN{}88{kind}_{merchant}", day.format("%y%m%d"));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name("ZM"), SimpleFileOptions::default()).unwrap();
    for line in lines {
        zip.write_all(&line.write(merchant)).unwrap();
    }
    zip.start_file(name("ZME"), SimpleFileOptions::default()).unwrap();
    zip.finish().unwrap().into_inner()
}

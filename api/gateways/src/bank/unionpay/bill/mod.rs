//! Bills of a settlement day: a zip with the day's transactions (`…ZM_…`) and the bank's
//! corrections (`…ZME_…`), both of fixed-width lines.
//!
//! Columns are measured in bytes and stand one blank apart; text in them is GBK. The files carry no
//! totals, but each line states what it settles, so a line must agree with itself: its net amount
//! is its amount less its fee. Nothing of a file is believed because of the bank's signature: the
//! file is made by another program than the one that signs.

mod archive;
mod columns;
mod dispute;
mod transaction;

use std::io::{BufRead as _, Read as _};

use aws_lc_rs::digest::{SHA256, digest};
use chrono::NaiveDate;

use crate::bank::{BillDefect, BillLine, BillLines};
use archive::{Entry, Unpacked};
pub(super) use archive::{MAX_ZIP, inflate};
use columns::{Fault, Row};

/// Changes whenever the same bytes may read otherwise than before.
pub(super) const PARSER_VERSION: i32 = 1;

/// Lines of one bill. A merchant with more has an SFTP account of its own.
const MAX_LINES: i64 = 2_000_000;

/// No line comes near it.
const MAX_LINE: usize = 4_096;

/// Which of the two files it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Transactions,
    Disputes,
}

/// Whose bill and of which day it must be.
#[derive(Clone, Debug)]
pub(super) struct Expected<'a> {
    pub merchant_id: &'a str,
    pub settle_on: NaiveDate,
}

/// Reads a bill.
///
/// # Errors
/// The archive or its table of contents is not what it should be, or the bill is another
/// merchant's or another day's.
pub(super) fn read<'a>(
    zip: &'a [u8],
    expected: &Expected<'a>,
) -> Result<BillLines<'a>, BillDefect> {
    let mut files = Vec::new();
    let mut has_transactions = false;
    for entry in archive::entries(zip)? {
        let at_fault =
            |why: &str| BillDefect { file: Some(entry.name.clone()), ..BillDefect::new(why) };
        let content = content(&entry.name, expected).map_err(at_fault)?;
        let Some(content) = content else {
            continue;
        };
        let is_second = files.iter().any(|(other, _)| *other == content);
        if is_second {
            return Err(at_fault("there is a second file of its kind"));
        }
        has_transactions |= content == Content::Transactions;
        files.push((content, entry));
    }
    if !has_transactions {
        return Err(BillDefect::new("it holds no file of transactions (ZM)"));
    }
    // Transactions first, whatever their place in the archive.
    files.sort_by_key(|(content, _)| *content != Content::Transactions);
    Ok(Box::new(Lines {
        expected: expected.clone(),
        files: files.into_iter().collect::<Vec<_>>().into_iter(),
        open: None,
        place: 0,
        is_over: false,
        buffer: Vec::new(),
    }))
}

/// What a file of the archive holds, by its name such as `INN26112288ZM_700000000000001`; `None`
/// for files that are no part of the bill.
fn content(name: &str, expected: &Expected<'_>) -> Result<Option<Content>, &'static str> {
    let name = name.rsplit('/').next().unwrap_or(name);
    let stem = name.strip_suffix(".txt").unwrap_or(name);
    let Some((head, merchant_id)) = stem.rsplit_once('_') else {
        return Ok(None);
    };
    let (content, head) = if let Some(head) = head.strip_suffix("ZME") {
        (Content::Disputes, head)
    } else if let Some(head) = head.strip_suffix("ZM") {
        (Content::Transactions, head)
    } else {
        return Ok(None);
    };
    if merchant_id != expected.merchant_id {
        return Err("it is another merchant's");
    }
    let day = head.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).get(..6);
    if day.is_some_and(|day| day != expected.settle_on.format("%y%m%d").to_string()) {
        return Err("it is another day's");
    }
    Ok(Some(content))
}

/// The file that is being read.
struct Open<'a> {
    name: String,
    content: Content,
    unpacked: Unpacked<'a>,
    line: u64,
}

struct Lines<'a> {
    expected: Expected<'a>,
    files: std::vec::IntoIter<(Content, Entry<'a>)>,
    open: Option<Open<'a>>,
    place: i64,
    is_over: bool,
    buffer: Vec<u8>,
}

impl Iterator for Lines<'_> {
    type Item = Result<BillLine, BillDefect>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            if self.open.is_none() {
                let (content, entry) = self.files.next()?;
                let name = entry.name.clone();
                self.open = Some(Open { name, content, unpacked: entry.unpack(), line: 0 });
            }
            match self.next_line() {
                Ok(true) if self.buffer.is_empty() => {}
                Ok(true) => return Some(self.line()),
                Ok(false) => self.open = None,
                Err(why) => {
                    self.is_over = true;
                    return Some(Err(self.defect(why)));
                }
            }
        }
        None
    }
}

impl Lines<'_> {
    /// Brings the next line without its end into the buffer; false at the end of the file.
    fn next_line(&mut self) -> Result<bool, Fault> {
        let Some(open) = self.open.as_mut() else {
            return Ok(false);
        };
        self.buffer.clear();
        let limit = (MAX_LINE + 1) as u64;
        let read = (&mut open.unpacked).take(limit).read_until(b'\n', &mut self.buffer);
        open.line += 1;
        if read.map_err(|error| Fault::whole(error.to_string()))? == 0 {
            return Ok(false);
        }
        if self.buffer.len() > MAX_LINE {
            return Err(Fault::whole(format!("longer than {MAX_LINE} bytes")));
        }
        for end in [b"\n".as_slice(), b"\r"] {
            if self.buffer.ends_with(end) {
                self.buffer.pop();
            }
        }
        // An editor's mark at the start of a file is no part of its first line.
        if open.line == 1 && self.buffer.starts_with(b"\xef\xbb\xbf") {
            self.buffer.drain(..3);
        }
        if self.buffer.iter().all(|byte| *byte == b' ') {
            self.buffer.clear();
        }
        Ok(true)
    }

    fn line(&mut self) -> Result<BillLine, BillDefect> {
        self.place += 1;
        if self.place > MAX_LINES {
            self.is_over = true;
            return Err(self.defect(Fault::whole(format!("more than {MAX_LINES} lines"))));
        }
        let content = self.open.as_ref().map(|open| open.content);
        let parsed = match content {
            Some(Content::Disputes) => Row::of(&self.buffer, &dispute::WIDTHS)
                .and_then(|row| dispute::read(&row, &self.expected)),
            _ => Row::of(&self.buffer, &transaction::WIDTHS)
                .and_then(|row| transaction::read(&row, &self.expected)),
        };
        let raw_hash = hex::encode(digest(&SHA256, &self.buffer));
        parsed
            .map(|line| BillLine { place: self.place, raw_hash, ..line })
            .map_err(|fault| self.defect(fault))
    }

    fn defect(&self, fault: Fault) -> BillDefect {
        let open = self.open.as_ref();
        BillDefect {
            file: open.map(|open| open.name.clone()),
            line: open.map(|open| open.line),
            column: fault.column,
            why: fault.why,
        }
    }
}

#[cfg(test)]
mod tests;

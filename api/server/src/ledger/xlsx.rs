//! The books as an Excel workbook.
//!
//! A workbook is a ZIP archive whose directory stands at its end, so it is written to the disk
//! before its first byte is sent. Rows go from the database to the disk in chunks: a year of
//! entries costs no more memory than a day.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Seek, SeekFrom, Write};
use std::sync::Weak;

use chrono::{NaiveDate, NaiveDateTime};
use domain::calendar::PLATFORM_ZONE;
use domain::ids::CinemaId;
use domain::ledger::LedgerCategory;
use domain::money::Money;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use sea_orm::{EntityTrait, QuerySelect};
use tokio::sync::mpsc;

use super::names::{self, ExportLang};
use super::store::{self, DayTotal, EntryRow};
use crate::app::App;
use crate::error::Result;

pub const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Entries on one sheet: Excel has 1,048,576 lines on each.
const SHEET_ROWS: u32 = 1_000_000;

/// What is handed to whoever writes a workbook.
pub enum Part {
    Rows(Vec<EntryRow>),
    /// That was all. Without it the rows are not whole.
    End,
}

/// How every workbook begins: the header of its first part, of which nothing depends on what is
/// in it.
///
/// # Errors
/// When no workbook can be written at all.
pub fn prelude(length: usize) -> Result<Vec<u8>> {
    let mut specimen = Workbook::new().save_to_buffer().map_err(anyhow::Error::new)?;
    specimen.truncate(length);
    Ok(specimen)
}

/// A file that is written as long as somebody waits for it.
struct Awaited {
    file: std::fs::File,
    reader: Weak<()>,
}

impl Write for Awaited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.reader.strong_count() == 0 {
            return Err(io::Error::new(io::ErrorKind::BrokenPipe, "nobody waits for the workbook"));
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The cinemas' names, as a workbook calls them.
pub async fn cinema_names(app: &App, lang: ExportLang) -> Result<HashMap<CinemaId, String>> {
    use tables::cinemas::{Column, Entity};
    let cinemas = Entity::find()
        .select_only()
        .column(Column::Id)
        .column(Column::Name)
        .into_tuple::<(CinemaId, domain::text::LocalizedText)>()
        .all(&app.books)
        .await?;
    Ok(cinemas.into_iter().map(|(id, name)| (id, lang.pick(&name).to_owned())).collect())
}

struct Formats {
    head: Format,
    head_right: Format,
    day: Format,
    time: Format,
    amount: Format,
    total: Format,
    total_amount: Format,
}

impl Formats {
    fn new() -> Self {
        const AMOUNT: &str = "#,##0.00;[Red]-#,##0.00";
        let head = Format::new().set_bold();
        let total = Format::new().set_bold();
        Self {
            head_right: head.clone().set_align(FormatAlign::Right),
            head,
            day: Format::new().set_num_format("yyyy-mm-dd"),
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            amount: Format::new().set_num_format(AMOUNT),
            total_amount: total.clone().set_num_format(AMOUNT),
            total,
        }
    }
}

/// Columns of the sheet of entries: heading in Chinese and English, width in letters.
const COLUMNS: [(&str, &str, u16); 16] = [
    ("账务日", "Business day", 12),
    ("记账时间（北京）", "Posted at (Beijing)", 20),
    ("事件", "Event", 16),
    ("类别", "Category", 14),
    ("借方科目", "Debit account", 10),
    ("借方名称", "Debit name", 18),
    ("贷方科目", "Credit account", 10),
    ("贷方名称", "Credit name", 18),
    ("金额", "Amount", 14),
    ("币种", "Currency", 8),
    ("订单号", "Order number", 28),
    ("订单状态", "Order status", 14),
    ("支付渠道", "Gateway", 12),
    ("影院", "Cinema", 28),
    ("分录编号", "Entry", 38),
    ("凭证编号", "Journal", 38),
];
/// Where the amount stands among them.
const AMOUNT_COLUMN: u16 = 8;

/// A workbook of the books.
pub struct Book {
    lang: ExportLang,
    cinemas: HashMap<CinemaId, String>,
    formats: Formats,
}

impl Book {
    pub fn new(lang: ExportLang, cinemas: HashMap<CinemaId, String>) -> Self {
        Self { lang, cinemas, formats: Formats::new() }
    }

    /// Writes what comes to a temporary file. Its name is gone already, so the file is too when it
    /// is closed.
    ///
    /// # Errors
    /// When the disk refuses, or when nobody waits for the file any more: then it stops soon.
    pub fn write(
        &self,
        mut parts: mpsc::Receiver<Part>,
        totals: &[DayTotal],
        reader: Weak<()>,
    ) -> Result<std::fs::File> {
        let mut workbook = Workbook::new();
        let (mut sheet, mut line) = (0_usize, 0_u32);
        self.begin_entries(&mut workbook, sheet).map_err(anyhow::Error::new)?;
        loop {
            let chunk = match parts.blocking_recv() {
                Some(Part::Rows(chunk)) => chunk,
                Some(Part::End) => break,
                None => return Err(anyhow::anyhow!("the entries of a workbook broke off").into()),
            };
            for (row, order) in &chunk {
                if line == SHEET_ROWS {
                    (sheet, line) = (sheet + 1, 0);
                    self.begin_entries(&mut workbook, sheet).map_err(anyhow::Error::new)?;
                }
                line += 1;
                let page = workbook.worksheet_from_index(sheet).map_err(anyhow::Error::new)?;
                self.write_entry(page, line, row, order.as_ref()).map_err(anyhow::Error::new)?;
            }
        }
        self.write_totals(&mut workbook, totals).map_err(anyhow::Error::new)?;
        let file = tempfile::tempfile().map_err(anyhow::Error::new)?;
        let mut awaited = Awaited { file, reader };
        workbook.save_to_writer(&mut awaited).map_err(anyhow::Error::new)?;
        let mut file = awaited.file;
        file.seek(SeekFrom::Start(0)).map_err(anyhow::Error::new)?;
        Ok(file)
    }

    fn begin_entries(&self, workbook: &mut Workbook, sheet: usize) -> Result<(), XlsxError> {
        let name = self.lang.of("分录", "Entries");
        let name = if sheet == 0 { name.to_owned() } else { format!("{name} {}", sheet + 1) };
        let page = workbook.add_worksheet_with_constant_memory()?;
        page.set_name(name)?;
        page.set_freeze_panes(1, 0)?;
        for ((zh, en, width), column) in COLUMNS.iter().zip(0..) {
            let is_amount = column == AMOUNT_COLUMN;
            let format = if is_amount { &self.formats.head_right } else { &self.formats.head };
            page.set_column_width(column, *width)?;
            page.write_with_format(0, column, self.lang.of(zh, en), format)?;
        }
        Ok(())
    }

    fn write_entry(
        &self,
        page: &mut Worksheet,
        line: u32,
        row: &tables::ledger_entries::Model,
        order: Option<&store::OrderFacts>,
    ) -> Result<(), XlsxError> {
        let lang = self.lang;
        let posted_at: NaiveDateTime = row.posted_at.with_timezone(&PLATFORM_ZONE).naive_local();
        page.write_with_format(line, 0, &row.book_on, &self.formats.day)?;
        page.write_with_format(line, 1, &posted_at, &self.formats.time)?;
        page.write_string(line, 2, names::event(row.event, lang))?;
        page.write_string(line, 3, names::category(row.category, lang))?;
        page.write_string(line, 4, row.debit.as_str())?;
        page.write_string(line, 5, lang.pick(&row.debit.name()))?;
        page.write_string(line, 6, row.credit.as_str())?;
        page.write_string(line, 7, lang.pick(&row.credit.name()))?;
        let amount = Money::new(row.amount_minor, row.currency);
        write_amount(page, line, AMOUNT_COLUMN, amount, &self.formats.amount)?;
        page.write_string(line, 9, row.currency.as_str())?;
        if let Some(order) = order {
            page.write_string(line, 10, &order.order_no)?;
            page.write_string(line, 11, names::order_status(order.status, lang))?;
        }
        if let Some(bank) = row.bank {
            page.write_string(line, 12, bank.as_str())?;
        }
        if let Some(name) = row.cinema_id.and_then(|id| self.cinemas.get(&id)) {
            page.write_string(line, 13, name)?;
        }
        page.write_string(line, 14, row.id.to_string())?;
        page.write_string(line, 15, row.journal_id.to_string())?;
        Ok(())
    }

    /// A line a day, a column a category, and the sums of all days at the foot.
    fn write_totals(&self, workbook: &mut Workbook, totals: &[DayTotal]) -> Result<(), XlsxError> {
        let lang = self.lang;
        let categories: BTreeSet<LedgerCategory> = totals.iter().map(|one| one.category).collect();
        let columns: HashMap<LedgerCategory, u16> = categories.iter().copied().zip(2..).collect();
        let mut days: BTreeMap<NaiveDate, Vec<&DayTotal>> = BTreeMap::new();
        for total in totals {
            days.entry(total.book_on).or_default().push(total);
        }
        let page = workbook.add_worksheet_with_constant_memory()?;
        page.set_name(lang.of("每日合计", "Totals by day"))?;
        page.set_freeze_panes(1, 1)?;
        page.set_column_range_width(0, u16::try_from(columns.len()).unwrap_or(30) + 1, 16)?;
        page.write_with_format(0, 0, lang.of("账务日", "Business day"), &self.formats.head)?;
        page.write_with_format(0, 1, lang.of("笔数", "Entries"), &self.formats.head_right)?;
        for (category, column) in categories.iter().zip(2..) {
            let name = names::category(*category, lang);
            page.write_with_format(0, column, name, &self.formats.head_right)?;
        }
        let mut line = 0;
        for (day, totals) in &days {
            line += 1;
            page.write_with_format(line, 0, day, &self.formats.day)?;
            write_count(page, line, totals.iter().map(|one| one.entry_count).sum(), None)?;
            let mut cells: Vec<(u16, i64)> =
                totals.iter().map(|one| (columns[&one.category], one.amount_minor)).collect();
            // In this manner of writing a line is written from left to right.
            cells.sort_unstable();
            for (column, minor) in cells {
                write_amount(page, line, column, Money::fen(minor), &self.formats.amount)?;
            }
        }
        line += 1;
        page.write_with_format(line, 0, lang.of("合计", "Total"), &self.formats.total)?;
        let count = totals.iter().map(|one| one.entry_count).sum();
        write_count(page, line, count, Some(&self.formats.total))?;
        for (category, column) in categories.iter().zip(2..) {
            let of_it = totals.iter().filter(|one| one.category == *category);
            let sum = Money::fen(of_it.map(|one| one.amount_minor).sum());
            write_amount(page, line, column, sum, &self.formats.total_amount)?;
        }
        Ok(())
    }
}

/// Excel knows floating point only. The nearest one is read from the exact decimal text, so nothing
/// is computed with it here.
fn write_amount(
    page: &mut Worksheet,
    line: u32,
    column: u16,
    amount: Money,
    format: &Format,
) -> Result<(), XlsxError> {
    match amount.to_string().parse::<f64>() {
        Ok(number) => page.write_number_with_format(line, column, number, format)?,
        Err(_) => page.write_string(line, column, amount.to_string())?,
    };
    Ok(())
}

fn write_count(
    page: &mut Worksheet,
    line: u32,
    count: i64,
    format: Option<&Format>,
) -> Result<(), XlsxError> {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    match format {
        Some(format) => page.write_number_with_format(line, 1, count, format)?,
        None => page.write_number(line, 1, count)?,
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use std::io::Read;
    use std::sync::{Arc, Weak};

    use super::{Book, ExportLang, HashMap, Part, mpsc, prelude};

    fn book() -> Book {
        Book::new(ExportLang::En, HashMap::new())
    }

    #[test]
    fn every_workbook_begins_alike() {
        let (parts, receiver) = mpsc::channel(1);
        parts.try_send(Part::End).ok().unwrap();
        let reader = Arc::new(());
        let mut file = book().write(receiver, &[], Arc::downgrade(&reader)).unwrap();
        let mut whole = Vec::new();
        file.read_to_end(&mut whole).unwrap();
        assert_eq!(whole[..48], prelude(48).unwrap());
    }

    #[test]
    fn rows_that_break_off_are_no_workbook() {
        let (parts, receiver) = mpsc::channel(1);
        parts.try_send(Part::Rows(Vec::new())).ok().unwrap();
        drop(parts);
        let reader = Arc::new(());
        let error = book().write(receiver, &[], Arc::downgrade(&reader)).unwrap_err();
        assert!(error.to_string().contains("broke off"), "{error}");
    }

    #[test]
    fn nothing_is_written_when_nobody_waits() {
        let (parts, receiver) = mpsc::channel(1);
        parts.try_send(Part::End).ok().unwrap();
        let error = book().write(receiver, &[], Weak::new()).unwrap_err();
        assert!(error.to_string().contains("nobody waits"), "{error}");
    }
}

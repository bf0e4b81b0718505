//! A CSV file as rows whose fields are asked for by name.

use super::faults::Faults;
use super::fields::FieldResult;
use super::source::Source;

/// The most rows of one file.
const MAX_ROWS: usize = 200_000;

/// One line of a file.
pub struct Row {
    file: &'static str,
    line: u64,
    columns: &'static [&'static str],
    /// In the order of `columns`.
    fields: Vec<String>,
}

impl Row {
    /// Where the row stands, for a fault.
    pub fn place(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }

    /// A field; empty when there is no such column.
    pub fn field(&self, column: &str) -> &str {
        let index = self.columns.iter().position(|known| *known == column);
        index.and_then(|index| self.fields.get(index)).map_or("", String::as_str)
    }

    /// A field that was read, or nothing and a fault.
    pub fn read<T>(
        &self,
        faults: &mut Faults,
        column: &str,
        read: impl FnOnce(&str) -> FieldResult<T>,
    ) -> Option<T> {
        let result = read(self.field(column));
        faults.keep(self.place(), result.map_err(|fault| format!("{column}: {fault}")))
    }
}

/// Reads a file that must have exactly these columns, in any order. A missing file is a fault when
/// it `is_required`, else it has no rows.
pub fn read(
    source: &Source,
    faults: &mut Faults,
    file: &'static str,
    is_required: bool,
    columns: &'static [&'static str],
) -> Vec<Row> {
    let Some(text) = faults.keep(file, source.read(file)) else {
        return Vec::new();
    };
    let Some(text) = text else {
        if is_required {
            faults.add(file, "the file is missing");
        }
        return Vec::new();
    };
    parse(&text, faults, file, columns)
}

fn parse(
    text: &str,
    faults: &mut Faults,
    file: &'static str,
    columns: &'static [&'static str],
) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            faults.add(format!("{file}:1"), error);
            return Vec::new();
        }
    };
    let place = format!("{file}:1");
    for name in header.iter().filter(|name| !columns.contains(name)) {
        faults.add(&place, format!("unknown column {name:?}"));
    }
    let mut order = Vec::with_capacity(columns.len());
    for column in columns {
        match header.iter().position(|name| name == *column) {
            Some(index) => order.push(index),
            None => faults.add(&place, format!("column {column:?} is missing")),
        }
    }
    if order.len() < columns.len() {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                let field = |index: &usize| record.get(*index).unwrap_or_default().to_owned();
                let fields = order.iter().map(field).collect();
                rows.push(Row { file, line, columns, fields });
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                faults.add(format!("{file}:{line}"), describe(&error));
            }
        }
        if rows.len() > MAX_ROWS {
            faults.add(file, format!("the file has more than {MAX_ROWS} rows"));
            return Vec::new();
        }
    }
    rows
}

fn describe(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("has {len} fields, the header has {expected_len}")
        }
        _ => error.to_string(),
    }
}

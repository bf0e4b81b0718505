//! The books as a file, written page by page.

use std::sync::Arc;

use actix_web::web::Bytes;
use domain::money::Money;
use futures_util::{Stream, stream};

use super::store::{self, EntryFilter};
use crate::app::App;
use crate::error::Result;

/// Entries read at a time.
const CHUNK: u64 = 1_000;

const HEADER: [&str; 15] = [
    "business_date",
    "posted_at",
    "entry_id",
    "journal_id",
    "sequence",
    "event",
    "category",
    "debit_account",
    "credit_account",
    "amount",
    "currency",
    "order_no",
    "cinema_id",
    "gateway",
    "order_status",
];

/// The lines of a CSV file (RFC 4180) in UTF-8 with a byte order mark, which spreadsheets need to
/// read Chinese.
pub fn csv(app: Arc<App>, filter: EntryFilter) -> impl Stream<Item = Result<Bytes>> {
    stream::unfold(Some(Place::Header), move |place| {
        let (app, filter) = (Arc::clone(&app), filter.clone());
        async move {
            match next_chunk(&app, &filter, place?).await {
                Ok((bytes, place)) => Some((Ok(bytes), place)),
                Err(error) => Some((Err(error), None)),
            }
        }
    })
}

enum Place {
    Header,
    After(Option<(chrono::NaiveDate, domain::ids::EntryId)>),
}

async fn next_chunk(
    app: &App,
    filter: &EntryFilter,
    place: Place,
) -> Result<(Bytes, Option<Place>)> {
    let after = match place {
        Place::Header => {
            let mut bytes = "\u{feff}".as_bytes().to_vec();
            bytes.extend(write([HEADER.map(str::to_owned).to_vec()])?);
            return Ok((bytes.into(), Some(Place::After(None))));
        }
        Place::After(after) => after,
    };
    let rows = store::entries(&app.books, filter, after, CHUNK).await?;
    let last = rows.last().map(|(row, _)| (row.book_on, row.id));
    let is_last = rows.len() < usize::try_from(CHUNK).unwrap_or(usize::MAX);
    let lines = rows.into_iter().map(|(row, order)| {
        let (order_no, status) = match order {
            Some(facts) => (facts.order_no, facts.status.as_str()),
            None => (String::new(), ""),
        };
        vec![
            row.book_on.to_string(),
            row.posted_at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
            row.id.to_string(),
            row.journal_id.to_string(),
            row.sequence.to_string(),
            row.event.as_str().to_owned(),
            row.category.as_str().to_owned(),
            row.debit.as_str().to_owned(),
            row.credit.as_str().to_owned(),
            Money::new(row.amount_minor, row.currency).to_string(),
            row.currency.as_str().to_owned(),
            order_no,
            row.cinema_id.map(|id| id.to_string()).unwrap_or_default(),
            row.bank.map(|bank| bank.as_str().to_owned()).unwrap_or_default(),
            status.to_owned(),
        ]
    });
    let place = (!is_last).then_some(Place::After(last));
    Ok((write(lines)?.into(), place))
}

fn write(lines: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for line in lines {
        writer.write_record(line.into_iter().map(disarmed)).map_err(anyhow::Error::new)?;
    }
    Ok(writer.into_inner().map_err(|error| anyhow::anyhow!("writing an export: {error}"))?)
}

/// A cell that a spreadsheet reads as what it says: text that begins like a formula gets the
/// apostrophe that means "this is text". Numbers stay numbers.
fn disarmed(cell: String) -> String {
    let is_number = cell
        .strip_prefix(['-', '+'])
        .filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
        .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'));
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number {
        return format!("'{cell}");
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::disarmed;

    #[test]
    fn a_spreadsheet_runs_nothing_of_ours() {
        for text in ["=1+1", "+A1", "-A1", "@SUM(A1)", "\tx", "-1+2", "+"] {
            assert_eq!(disarmed(text.to_owned()), format!("'{text}"));
        }
        for text in ["", "-12.50", "+3", "48.00", "2027-03-06", "M20270306", "it's = fine"] {
            assert_eq!(disarmed(text.to_owned()), text);
        }
    }
}

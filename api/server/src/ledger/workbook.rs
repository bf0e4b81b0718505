//! A workbook as an answer: the head goes out at once, the file when it is made.
//!
//! Making one takes as long as there are entries, which may be longer than a request may take, so
//! the answer's body does it. A workbook begins with the same bytes whatever is in it; they are
//! sent one at a time while the entries are read. They tell how far that has come, keep proxies
//! from giving the silent answer up, and find out whether anybody is still there. Whoever leaves
//! drops the body, and with it everything that is under way.

use std::io::{Seek, SeekFrom};
use std::sync::Arc;

use actix_web::web::Bytes;
use chrono::NaiveDate;
use domain::ids::EntryId;
use futures_util::{Stream, TryStreamExt, stream};
use tokio::io::AsyncReadExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::task::JoinHandle;

use super::names::ExportLang;
use super::store::{self, DayTotal, EntryFilter};
use super::xlsx::{self, Part};
use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::http::problem::ProblemCode;

/// Bytes that come before the file is made; less than the header of its first part has.
pub const PRELUDE: usize = 48;

/// How many of them the reading of the entries is worth. The rest follows with the file.
const WHILE_READING: i64 = 40;

/// Entries read at a time.
const CHUNK: u64 = 1_000;

/// Bytes sent at a time.
const PIECE: usize = 64 * 1024;

/// Who has workbooks made. Each takes a processor and as much of the disk as it has entries.
pub struct Workbooks {
    /// Those that are made at a time.
    pub turns: Arc<Semaphore>,
    /// Those that are made or wait for their turn.
    pub places: Arc<Semaphore>,
}

impl Default for Workbooks {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(2)), places: Arc::new(Semaphore::new(8)) }
    }
}

/// The right to have a workbook made.
pub struct Place {
    _permit: OwnedSemaphorePermit,
}

impl Workbooks {
    /// Lets somebody in.
    ///
    /// # Errors
    /// `overloaded` when too many wait already.
    pub fn enter(&self) -> Result<Place> {
        match Arc::clone(&self.places).try_acquire_owned() {
            Ok(permit) => Ok(Place { _permit: permit }),
            Err(_) => {
                let detail = "Many workbooks are being made. Try again in a moment, or take CSV.";
                Err(Refusal::new(ProblemCode::Overloaded, detail).retry_after(30).into())
            }
        }
    }
}

/// What a workbook is to have in it.
pub struct Wish {
    pub filter: EntryFilter,
    pub totals: Vec<DayTotal>,
    pub lang: ExportLang,
}

/// The bytes of a workbook, made while they are asked for.
pub fn stream(app: Arc<App>, wish: Wish, place: Place) -> impl Stream<Item = Result<Bytes>> {
    let stage = Stage::Waiting(app, Box::new(wish), place);
    // Nothing else can be told to the reader than that the answer is not whole.
    stream::try_unfold(stage, Stage::next)
        .inspect_err(|error| tracing::error!("a workbook was not made: {error}"))
}

enum Stage {
    Waiting(Arc<App>, Box<Wish>, Place),
    Making(Box<Making>),
    /// The file is made. It has no name any more and is gone when it is closed.
    Sending(tokio::fs::File),
}

impl Stage {
    async fn next(self) -> Result<Option<(Bytes, Self)>> {
        let mut making = match self {
            Self::Waiting(app, wish, place) => Box::new(Making::begin(app, *wish, place).await?),
            Self::Making(making) => making,
            Self::Sending(file) => return send(file).await,
        };
        while let Some(told) = making.read().await? {
            if !told.is_empty() {
                return Ok(Some((told, Self::Making(making))));
            }
        }
        send(making.finish().await?).await
    }
}

async fn send(mut file: tokio::fs::File) -> Result<Option<(Bytes, Stage)>> {
    let mut piece = vec![0; PIECE];
    let length = file.read(&mut piece).await.map_err(anyhow::Error::new)?;
    piece.truncate(length);
    Ok((length > 0).then(|| (Bytes::from(piece), Stage::Sending(file))))
}

/// A workbook on its way from the database to the disk.
struct Making {
    app: Arc<App>,
    filter: EntryFilter,
    after: Option<(NaiveDate, EntryId)>,
    /// Entries that were read, and how many there will be.
    read: i64,
    count: i64,
    /// How the file begins, and how much of that was told.
    prelude: Bytes,
    told: usize,
    is_read: bool,
    parts: mpsc::Sender<Part>,
    writer: JoinHandle<Result<std::fs::File>>,
    /// As long as this is there, somebody waits for the file.
    _reader: Arc<()>,
}

impl Making {
    /// Waits for its turn and opens the workbook.
    async fn begin(app: Arc<App>, wish: Wish, place: Place) -> Result<Self> {
        let turn = Arc::clone(&app.workbooks.turns).acquire_owned().await;
        let turn = turn.map_err(|_| Error::Overloaded)?;
        let cinemas = xlsx::cinema_names(&app, wish.lang).await?;
        let count = wish.totals.iter().map(|total| total.entry_count).sum();
        let (parts, receiver) = mpsc::channel(2);
        let reader = Arc::new(());
        let waiting = Arc::downgrade(&reader);
        let writer = tokio::task::spawn_blocking(move || {
            // Kept until the work is done, even if nobody waits for it any more.
            let _kept = (place, turn);
            xlsx::Book::new(wish.lang, cinemas).write(receiver, &wish.totals, waiting)
        });
        Ok(Self {
            app,
            filter: wish.filter,
            after: None,
            read: 0,
            count,
            prelude: Bytes::from(xlsx::prelude(PRELUDE)?),
            told: 0,
            is_read: false,
            parts,
            writer,
            _reader: reader,
        })
    }

    /// Hands the next entries to the writer; nothing when there are no more, otherwise what is to
    /// be told of the prelude.
    async fn read(&mut self) -> Result<Option<Bytes>> {
        if self.is_read {
            return Ok(None);
        }
        let rows = store::entries(&self.app.books, &self.filter, self.after, CHUNK).await?;
        let length = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        self.is_read = rows.len() < usize::try_from(CHUNK).unwrap_or(usize::MAX);
        self.after = rows.last().map(|(row, _)| (row.book_on, row.id));
        self.read += length;
        // The writer hangs up only when it has failed, and then it says why.
        self.is_read |= self.parts.send(Part::Rows(rows)).await.is_err();
        let due = told_after(self.read, self.count);
        let news = self.prelude.slice(self.told.min(due)..due);
        self.told = self.told.max(due);
        Ok(Some(news))
    }

    /// The file, from behind what was told of it.
    async fn finish(self) -> Result<tokio::fs::File> {
        self.parts.send(Part::End).await.ok();
        let mut file = self.writer.await.map_err(anyhow::Error::new)??;
        let mut head = vec![0; self.told];
        std::io::Read::read_exact(&mut file, &mut head).map_err(anyhow::Error::new)?;
        if head[..] != self.prelude[..self.told] {
            let what = "a workbook does not begin as all of them do";
            return Err(Error::Internal(anyhow::anyhow!(what)));
        }
        let after = SeekFrom::Start(u64::try_from(self.told).map_err(anyhow::Error::new)?);
        file.seek(after).map_err(anyhow::Error::new)?;
        Ok(tokio::fs::File::from_std(file))
    }
}

/// How much of the prelude so many entries are worth.
fn told_after(read: i64, count: i64) -> usize {
    let whole = count.max(1);
    let due = read.clamp(0, whole) * WHILE_READING / whole;
    usize::try_from(due).unwrap_or_default().min(PRELUDE)
}

#[cfg(test)]
mod tests {
    use super::{PRELUDE, WHILE_READING, told_after};

    #[test]
    fn what_is_told_grows_with_what_was_read_and_keeps_a_rest_for_the_file() {
        let all = usize::try_from(WHILE_READING).unwrap_or_default();
        assert!(all < PRELUDE);
        let told =
            [0, 24_999, 500_000, 1_000_000, 1_000_007].map(|read| told_after(read, 1_000_000));
        assert_eq!(told, [0, 0, all / 2, all, all]);
        assert_eq!((told_after(0, 0), told_after(5, 0)), (0, all));
    }
}

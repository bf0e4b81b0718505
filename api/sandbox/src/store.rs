//! An append-only file of JSON lines, one line for each change.
//!
//! A line is written before the change is visible to anyone. A process that is killed in the
//! middle of a line leaves a torn last line; opening the file cuts it off. The operating system
//! keeps what a killed process wrote, so nothing is flushed to the disk explicitly: the sandbox
//! promises to survive `kill -9`, not a power cut.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The longest line that is read back. Nothing the sandbox writes comes near it.
const MAX_LINE: usize = 1 << 20;

/// The file, locked for this process.
pub(crate) struct Journal<T> {
    file: File,
    path: PathBuf,
    length: u64,
    lines: usize,
    kind: PhantomData<fn(&T)>,
}

impl<T: Serialize + DeserializeOwned> Journal<T> {
    /// Opens or creates `directory/name` and hands every recorded change to `replay`, in order.
    ///
    /// # Errors
    /// The file cannot be read or written, another process has it open, or a whole line in it is
    /// not what this program writes.
    pub(crate) fn open(
        directory: &Path,
        name: &str,
        mut replay: impl FnMut(T),
    ) -> io::Result<Self> {
        fs::create_dir_all(directory)?;
        let path = directory.join(name);
        let file =
            OpenOptions::new().read(true).append(true).create(true).truncate(false).open(&path)?;
        file.try_lock().map_err(|_| {
            io::Error::other(format!("{} is in use by another sandbox", path.display()))
        })?;
        let mut reader = BufReader::new(&file);
        let (mut length, mut lines, mut line) = (0_u64, 0_usize, Vec::new());
        loop {
            line.clear();
            let read = reader.read_until(b'\n', &mut line)?;
            if read == 0 || line.last() != Some(&b'\n') {
                break;
            }
            let change = (read <= MAX_LINE).then(|| serde_json::from_slice(&line));
            match change {
                Some(Ok(change)) => replay(change),
                _ => {
                    let text = format!("{}: line {} is not ours", path.display(), lines + 1);
                    return Err(io::Error::new(io::ErrorKind::InvalidData, text));
                }
            }
            length += read as u64;
            lines += 1;
        }
        file.set_len(length)?;
        Ok(Self { file, path, length, lines, kind: PhantomData })
    }

    /// Writes one change as one line.
    ///
    /// # Errors
    /// The line could not be written whole; the file is then as it was before.
    pub(crate) fn append(&mut self, change: &T) -> io::Result<()> {
        let mut line = serde_json::to_vec(change)?;
        line.push(b'\n');
        if let Err(error) = self.file.write_all(&line) {
            self.file.set_len(self.length)?;
            return Err(error);
        }
        self.length += line.len() as u64;
        self.lines += 1;
        Ok(())
    }

    /// How many lines the file has: its owner compacts it when they are many more than needed.
    pub(crate) fn lines(&self) -> usize {
        self.lines
    }

    /// Replaces the file by one that holds only `changes`. The old file stays until the new one
    /// is complete.
    ///
    /// # Errors
    /// The new file cannot be written; the old one is then still in use.
    pub(crate) fn rewrite(&mut self, changes: impl Iterator<Item = T>) -> io::Result<()> {
        let fresh = self.path.with_extension("new");
        if fresh.exists() {
            fs::remove_file(&fresh)?;
        }
        let file = OpenOptions::new().append(true).create_new(true).open(&fresh)?;
        let (mut lines, mut buffer) = (0, io::BufWriter::new(&file));
        for change in changes {
            serde_json::to_writer(&mut buffer, &change)?;
            buffer.write_all(b"\n")?;
            lines += 1;
        }
        buffer.flush()?;
        drop(buffer);
        file.try_lock().map_err(io::Error::from)?;
        fs::rename(&fresh, &self.path)?;
        self.length = file.metadata()?.len();
        self.file = file;
        self.lines = lines;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::Journal;
    use std::fs;
    use std::path::{Path, PathBuf};

    fn directory() -> PathBuf {
        std::env::temp_dir().join(format!("sandbox-store-{}", uuid::Uuid::now_v7()))
    }

    fn read(at: &Path) -> std::io::Result<Vec<u32>> {
        let mut seen = Vec::new();
        Journal::open(at, "j.jsonl", |n: u32| seen.push(n)).map(|_| seen)
    }

    #[test]
    fn a_torn_last_line_is_cut_off_and_the_next_line_is_whole() {
        let at = directory();
        let mut journal = Journal::open(&at, "j.jsonl", |_: u32| ()).unwrap();
        journal.append(&11).unwrap();
        journal.append(&22).unwrap();
        drop(journal);
        let path = at.join("j.jsonl");
        fs::write(&path, [fs::read(&path).unwrap(), b"33".to_vec()].concat()).unwrap();
        let mut seen = Vec::new();
        let mut journal = Journal::open(&at, "j.jsonl", |n: u32| seen.push(n)).unwrap();
        assert_eq!(seen, [11, 22]);
        journal.append(&44).unwrap();
        drop(journal);
        assert_eq!(read(&at).unwrap(), [11, 22, 44]);
        fs::remove_dir_all(at).unwrap();
    }

    #[test]
    fn a_rewritten_file_goes_on_where_it_was() {
        let at = directory();
        let mut journal = Journal::open(&at, "j.jsonl", |_: u32| ()).unwrap();
        for n in 0..10 {
            journal.append(&n).unwrap();
        }
        journal.rewrite([8, 9].into_iter()).unwrap();
        assert_eq!(journal.lines(), 2);
        journal.append(&10).unwrap();
        assert!(Journal::open(&at, "j.jsonl", |_: u32| ()).is_err(), "it is locked");
        drop(journal);
        assert_eq!(read(&at).unwrap(), [8, 9, 10]);
        fs::remove_dir_all(at).unwrap();
    }

    #[test]
    fn a_foreign_line_is_an_error_and_not_silently_lost() {
        let at = directory();
        fs::create_dir_all(&at).unwrap();
        fs::write(at.join("j.jsonl"), "1\nnonsense\n2\n").unwrap();
        assert!(read(&at).unwrap_err().to_string().contains("line 2"));
        fs::remove_dir_all(at).unwrap();
    }
}

//! The archive around a bill, with a limit on every size: whoever makes it may be wrong, and a few
//! kilobytes can pretend to be gigabytes.

use std::io::{BufRead, BufReader, Cursor, Error, ErrorKind, Read, Result as IoResult};

use flate2::Crc;
use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use zip::{CompressionMethod, ZipArchive};

use crate::bank::BillDefect;
use crate::http::quote;

/// Bytes of the archive: some five hundred thousand lines.
pub(in crate::bank::unionpay) const MAX_ZIP: usize = 48 * 1024 * 1024;
/// Files in it; a bill has two.
const MAX_ENTRIES: usize = 16;
/// Bytes of all its files together.
const MAX_UNPACKED: u64 = 1536 * 1024 * 1024;
/// Times that a file may be longer than what it is packed into. Lines are mostly blanks, so thirty
/// is ordinary.
const MAX_RATIO: u64 = 400;
/// Below so many bytes nobody asks for the ratio.
const SMALL: u64 = 1024 * 1024;

/// The marks before a file's line in the table of contents.
const CONTENTS_MARK: &[u8] = b"PK\x01\x02";

/// Undoes the compression in which the archive travels.
///
/// # Errors
/// It is not compressed so, or is larger than an archive may be.
pub(in crate::bank::unionpay) fn inflate(bytes: &[u8]) -> IoResult<Vec<u8>> {
    let mut zip = Vec::new();
    ZlibDecoder::new(bytes).take(MAX_ZIP as u64 + 1).read_to_end(&mut zip)?;
    if zip.len() > MAX_ZIP {
        return Err(Error::new(ErrorKind::InvalidData, "too large"));
    }
    Ok(zip)
}

/// A file of the archive, packed.
pub(super) struct Entry<'a> {
    pub(super) name: String,
    packed: &'a [u8],
    is_deflated: bool,
    size: u64,
    crc: u32,
}

/// The files of an archive.
///
/// # Errors
/// It is no archive, or breaks a limit.
pub(super) fn entries(zip: &[u8]) -> Result<Vec<Entry<'_>>, BillDefect> {
    if zip.len() > MAX_ZIP {
        return Err(BillDefect::new(format!("the archive exceeds {MAX_ZIP} bytes")));
    }
    // Counted before the library makes a table of them. A mark may also stand in packed bytes by
    // chance, hence not exactly the limit.
    let marks = zip.windows(CONTENTS_MARK.len()).filter(|bytes| *bytes == CONTENTS_MARK);
    if marks.take(2 * MAX_ENTRIES + 1).count() > 2 * MAX_ENTRIES {
        return Err(too_many());
    }
    let no_archive =
        |error| BillDefect::new(format!("no zip archive: {}", quote(&format!("{error}"))));
    let mut archive = ZipArchive::new(Cursor::new(zip)).map_err(no_archive)?;
    if archive.len() > MAX_ENTRIES {
        return Err(too_many());
    }
    let mut entries = Vec::new();
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(no_archive)?;
        let entry = entry(zip, &file)?;
        if !file.is_dir() {
            entries.push(entry);
        }
    }
    let unpacked = entries.iter().fold(0_u64, |sum, entry| sum.saturating_add(entry.size));
    if unpacked > MAX_UNPACKED {
        return Err(BillDefect::new(format!("it would unpack to more than {MAX_UNPACKED} bytes")));
    }
    Ok(entries)
}

fn too_many() -> BillDefect {
    BillDefect::new(format!("the archive holds more than {MAX_ENTRIES} files"))
}

fn entry<'a, R: Read>(
    zip: &'a [u8],
    file: &zip::read::ZipFile<'_, R>,
) -> Result<Entry<'a>, BillDefect> {
    let name = text(file.name_raw());
    let defect = |why: &str| BillDefect { file: Some(name.clone()), ..BillDefect::new(why) };
    if file.encrypted() {
        return Err(defect("it is encrypted"));
    }
    let is_deflated = match file.compression() {
        CompressionMethod::Stored => false,
        CompressionMethod::Deflated => true,
        _ => return Err(defect("it is packed in a way that is not read here")),
    };
    let (size, packed_size) = (file.size(), file.compressed_size());
    if size > SMALL && size / packed_size.max(1) > MAX_RATIO {
        return Err(defect("it is packed more tightly than any bill"));
    }
    let packed = file.data_start().and_then(|start| {
        let start = usize::try_from(start).ok()?;
        zip.get(start..start.checked_add(usize::try_from(packed_size).ok()?)?)
    });
    let packed = packed.ok_or_else(|| defect("it is cut off"))?;
    Ok(Entry { packed, is_deflated, size, crc: file.crc32(), name })
}

/// A name in the archive: UTF-8 or GBK, fit to be shown.
fn text(raw: &[u8]) -> String {
    let text = match std::str::from_utf8(raw) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::GBK.decode_without_bom_handling(raw).0.into_owned(),
    };
    text.chars().filter(|letter| !letter.is_control()).take(128).collect()
}

impl<'a> Entry<'a> {
    /// Reads the file from its start.
    pub(super) fn unpack(self) -> Unpacked<'a> {
        let packed: Box<dyn Read + Send + 'a> = if self.is_deflated {
            Box::new(DeflateDecoder::new(self.packed))
        } else {
            Box::new(self.packed)
        };
        let measured = Measured { packed, left: self.size, expected: self.crc, crc: Crc::new() };
        Unpacked(BufReader::with_capacity(64 * 1024, measured))
    }
}

/// A file that is being unpacked. Its end is an error when it is not the promised one.
pub(super) struct Unpacked<'a>(BufReader<Measured<'a>>);

struct Measured<'a> {
    packed: Box<dyn Read + Send + 'a>,
    left: u64,
    expected: u32,
    crc: Crc,
}

impl Read for Measured<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> IoResult<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let damaged = |why| Err(Error::new(ErrorKind::InvalidData, why));
        let Ok(read) = self.packed.read(buffer) else {
            return damaged("the packed bytes are damaged");
        };
        self.crc.update(&buffer[..read]);
        match self.left.checked_sub(read as u64) {
            None => return damaged("the file is longer than the archive says"),
            Some(left) => self.left = left,
        }
        if read == 0 && self.left > 0 {
            return damaged("the file is shorter than the archive says");
        }
        if read == 0 && self.crc.sum() != self.expected {
            return damaged("the file's checksum is wrong");
        }
        Ok(read)
    }
}

impl Read for Unpacked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> IoResult<usize> {
        self.0.read(buffer)
    }
}

impl BufRead for Unpacked<'_> {
    fn fill_buf(&mut self) -> IoResult<&[u8]> {
        self.0.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.0.consume(amount);
    }
}

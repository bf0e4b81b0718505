#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::{Cursor, Write as _};

use chrono::{DateTime, NaiveDate, Utc};
use domain::bank_bills::BankBillLineKind;
use proptest::prelude::{any, prop, proptest};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::{Expected, read};
use crate::bank::{BillDefect, BillLine, BillTotals};

const MERCHANT: &str = "777290058110048";
const NAME: &str = "INN26112288ZM_777290058110048";
const DISPUTES: &str = "INN26112288ZME_777290058110048";

// The widths once more, written down apart from the reader's.
const ZM: &str = "3 11 11 6 10 19 12 4 2 21 2 32 2 6 10 13 13 4 15 2 2 6 2 4 32 1 21 15 1 15 32 \
    13 13 8 32 13 13 12 2 1 32 98";
const ZME: &str = "3 11 11 6 10 19 12 4 2 2 6 10 4 12 13 13 15 15 1 12 2 135";

fn settle_on() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A line of blanks with these columns filled from the left.
fn line(widths: &str, columns: &[(usize, &[u8])]) -> Vec<u8> {
    let mut line = Vec::new();
    for (number, width) in (1..).zip(widths.split(' ')) {
        let width: usize = width.parse().unwrap();
        let value = columns.iter().find(|(column, _)| *column == number).map(|(_, value)| *value);
        let value = value.unwrap_or_default();
        assert!(value.len() <= width, "column {number}");
        if number > 1 {
            line.push(b' ');
        }
        line.extend_from_slice(value);
        line.resize(line.len() + width - value.len(), b' ');
    }
    line
}

const PAID: [(usize, &[u8]); 12] = [
    (1, b"S22"),
    (4, b"000017"),
    (5, b"1122101500"),
    (6, b"621626*********0018"),
    (7, b"000000009600"),
    (10, b"782611221015000000017"),
    (12, b"MQ20261122ABCDEFGH0001"),
    (16, b"D000000000058"),
    (17, b"C000000009600"),
    (20, b"01"),
    (28, MERCHANT.as_bytes()),
    (33, b"C000000009542"),
];

fn paid_with(column: usize, value: &[u8]) -> Vec<u8> {
    let mut columns = PAID.to_vec();
    columns.retain(|(number, _)| *number != column);
    columns.push((column, value));
    line(ZM, &columns)
}

fn refunded() -> Vec<u8> {
    let columns: [(usize, &[u8]); 13] = [
        (1, b"S30"),
        (4, b"000018"),
        (5, b"1121230000"),
        (7, b"000000004800"),
        (10, b"782611212300000000018"),
        (12, b"MR20261122ABCDEFGH0001"),
        (16, b"C000000000029"),
        (17, b"D000000004800"),
        (20, b"04"),
        (27, b"782611221015000000017"),
        (28, MERCHANT.as_bytes()),
        (33, b"D000000004771"),
        (41, b"MQ20261122ABCDEFGH0001"),
    ];
    line(ZM, &columns)
}

fn join(lines: &[Vec<u8>], end: &[u8]) -> Vec<u8> {
    lines.iter().flat_map(|line| [line.as_slice(), end].concat()).collect()
}

fn pack(files: &[(&str, &[u8])]) -> Vec<u8> {
    pack_with(files, CompressionMethod::Deflated)
}

fn pack_with(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A bill with these transactions and no dispute.
fn bill(lines: &[Vec<u8>]) -> Vec<u8> {
    pack(&[(NAME, &join(lines, b"\n")), (DISPUTES, b"")])
}

fn all(zip: &[u8]) -> Result<Vec<Result<BillLine, BillDefect>>, BillDefect> {
    let expected = Expected { merchant_id: MERCHANT, settle_on: settle_on() };
    read(zip, &expected).map(Iterator::collect)
}

fn lines(zip: &[u8]) -> Vec<BillLine> {
    all(zip).unwrap().into_iter().map(Result::unwrap).collect()
}

/// The one defect of a bill, in words.
fn defect(zip: &[u8]) -> String {
    match all(zip) {
        Err(defect) => defect.to_string(),
        Ok(lines) => {
            let defects: Vec<_> = lines.into_iter().filter_map(Result::err).collect();
            assert_eq!(defects.len(), 1, "{defects:?}");
            defects[0].to_string()
        }
    }
}

#[test]
fn a_bill_is_read_by_the_widths_of_its_columns() {
    let dispute: [(usize, &[u8]); 8] = [
        (1, b"E74"),
        (4, b"000044"),
        (5, b"1122090000"),
        (7, b"000000000700"),
        (11, b"000031"),
        (12, b"0803120000"),
        (15, b"D000000000100"),
        (16, b"D000000000800"),
    ];
    let disputes = join(&[line(ZME, &dispute)], b"\n");
    // In the archive the disputes stand first; in the bill they are last.
    let zip = pack(&[
        (DISPUTES, &disputes),
        (NAME, &join(&[line(ZM, &PAID), refunded()], b"\n")),
        ("readme", b"?"),
    ]);
    let lines = lines(&zip);
    let [payment, refund, dispute] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!(
        (payment.place, payment.kind, payment.amount_minor, payment.fee_minor, payment.net_minor),
        (1, BankBillLineKind::Payment, 9_600, 58, 9_542)
    );
    assert_eq!(payment.our_no, "MQ20261122ABCDEFGH0001");
    assert_eq!(payment.bank_ref, "782611221015000000017");
    assert_eq!(payment.txn_at, at("2026-11-22T10:15:00+08:00"));
    assert_eq!((&payment.original_ref, &payment.original_no), (&None, &None));
    assert_eq!(payment.raw_hash.len(), 64);
    assert_eq!(
        (refund.place, refund.kind, refund.amount_minor, refund.fee_minor, refund.net_minor),
        (2, BankBillLineKind::Refund, 4_800, -29, -4_771)
    );
    assert_eq!(refund.txn_at, at("2026-11-21T23:00:00+08:00"));
    assert_eq!(refund.original_ref.as_deref(), Some("782611221015000000017"));
    assert_eq!(refund.original_no.as_deref(), Some("MQ20261122ABCDEFGH0001"));
    assert_eq!(
        (dispute.place, dispute.kind, dispute.amount_minor, dispute.fee_minor, dispute.net_minor),
        (3, BankBillLineKind::Dispute, 700, 100, -800)
    );
    assert_eq!((dispute.our_no.as_str(), dispute.bank_ref.as_str()), ("", "0000441122090000"));
    assert_eq!(dispute.original_ref.as_deref(), Some("0000310803120000"));
    let totals = lines.iter().try_fold(BillTotals::default(), BillTotals::with).unwrap();
    let expected = BillTotals {
        line_count: 3,
        paid_minor: 9_600,
        refunded_minor: 4_800,
        fee_minor: 129,
        net_minor: 3_971,
    };
    assert_eq!(totals, expected);
}

#[test]
fn line_ends_marks_and_trimmed_blanks_change_nothing() {
    let usual = lines(&bill(&[line(ZM, &PAID), refunded()]));
    let text = join(&[line(ZM, &PAID), refunded()], b"\r\n");
    assert_eq!(lines(&pack(&[(NAME, &text)])), usual);
    let marked = [b"\xef\xbb\xbf".as_slice(), &text, b"\r\n   \r\n"].concat();
    assert_eq!(lines(&pack(&[(NAME, &marked)])), usual);
    let unended = text.strip_suffix(b"\r\n").unwrap();
    assert_eq!(lines(&pack_with(&[(NAME, unended)], CompressionMethod::Stored)), usual);
    let folder = format!("bills/{NAME}.txt");
    assert_eq!(lines(&pack(&[(&folder, &text)])), usual);
    let mut trimmed = refunded();
    trimmed.truncate(trimmed.len() - 98);
    let trimmed = lines(&bill(&[trimmed]));
    assert_eq!(
        (trimmed[0].our_no.as_str(), trimmed[0].net_minor),
        ("MR20261122ABCDEFGH0001", -4_771)
    );
}

#[test]
fn chinese_names_count_by_their_bytes() {
    // 成都影城 in GBK takes eight bytes, in UTF-8 twelve.
    for name in [b"\xb3\xc9\xb6\xbc\xd3\xb0\xb3\xc7".as_slice(), "成都影城".as_bytes()] {
        let lines = lines(&bill(&[paid_with(31, name)]));
        assert_eq!(lines[0].net_minor, 9_542);
    }
    let garbled = defect(&bill(&[paid_with(31, b"\xff\xff\xb3")]));
    assert_eq!(garbled, format!("{NAME}, line 1, column 31: neither GBK nor UTF-8"));
}

#[test]
fn a_line_that_is_wrong_is_named_and_the_others_are_read() {
    let cases: [(usize, &[u8], &str); 14] = [
        (5, b"1322101500", "no time MMDDhhmmss"),
        (5, b"1122246000", "no time MMDDhhmmss"),
        (5, b"1110101500", "2026-11-10 is far from the bill's day"),
        (7, b"00000009.600", "not 12 digits"),
        (7, b"9600", "not 12 digits"),
        (10, b"", "blank"),
        (12, b"MQ-2026", "more than letters and digits"),
        (12, b"0000", "blank"),
        (16, b"+000000000058", "begins with neither C nor D"),
        (16, b"D00000000005X", "not 12 digits"),
        (20, b"02", "none of the transactions that we make"),
        (28, b"777290058110049", "another merchant's"),
        (33, b"C000000009543", "9543 fen where 9600 less a fee of 58 makes 9542"),
        (33, b"D000000009542", "-9542 fen where 9600 less a fee of 58 makes 9542"),
    ];
    for (column, value, why) in cases {
        let zip = bill(&[refunded(), paid_with(column, value), refunded()]);
        assert_eq!(defect(&zip), format!("{NAME}, line 2, column {column}: {why}"));
        let read = all(&zip).unwrap();
        assert_eq!(read.len(), 3);
        assert_eq!(read[2].as_ref().unwrap().place, 3);
    }
}

#[test]
fn other_widths_are_no_lines() {
    let good = line(ZM, &PAID);
    let cases = [
        (good[..300].to_vec(), "line 1: 300 bytes long where 607 belong"),
        ([good.as_slice(), b" X"].concat(), "line 1: 609 bytes long where 607 belong"),
        (line(ZME, &[(1, b"E74")]), "line 1: 339 bytes long where 607 belong"),
        ([b"0".as_slice(), &good[..606]].concat(), "line 1, column 1: no blank after the column"),
        (vec![b'x'; 5_000], "line 1: longer than 4096 bytes"),
        (b"a,b,c".to_vec(), "line 1: 5 bytes long where 607 belong"),
    ];
    for (line, why) in cases {
        assert_eq!(defect(&bill(&[line])), format!("{NAME}, {why}"));
    }
}

#[test]
fn a_day_without_transactions_is_a_bill() {
    assert_eq!(lines(&bill(&[])), []);
    assert_eq!(defect(&pack(&[(DISPUTES, b"")])), "it holds no file of transactions (ZM)");
    assert_eq!(defect(&pack(&[])), "it holds no file of transactions (ZM)");
}

#[test]
fn somebody_elses_bill_is_refused() {
    let other = "INN26112288ZM_777290058110049";
    assert_eq!(defect(&pack(&[(other, b"")])), format!("{other}: it is another merchant's"));
    let other = "INN26112188ZM_777290058110048";
    assert_eq!(defect(&pack(&[(other, b"")])), format!("{other}: it is another day's"));
    let twice = pack(&[(NAME, b""), ("b/INN26112288ZM_777290058110048", b"")]);
    assert!(defect(&twice).ends_with("there is a second file of its kind"));
}

#[test]
fn a_damaged_archive_is_noticed_wherever_it_is_damaged() {
    let text = join(&vec![line(ZM, &PAID); 200], b"\n");
    let whole = pack(&[(NAME, &text), (DISPUTES, b"")]);
    assert_eq!(lines(&whole).len(), 200);
    for length in [0, 1, 21, 22, whole.len() / 2, whole.len() - 1] {
        assert!(defect(&whole[..length]).starts_with("no zip archive: "), "{length}");
    }
    // The bytes of the file are changed, its checksum is not.
    let stored = pack_with(&[(NAME, &text)], CompressionMethod::Stored);
    let place = stored.windows(12).position(|bytes| bytes == b"000000009600").unwrap();
    let mut changed = stored.clone();
    changed[place + 11] = b'1';
    let read = all(&changed).unwrap();
    let last = read.last().unwrap().as_ref().unwrap_err().to_string();
    assert_eq!(last, format!("{NAME}, line 201: the file's checksum is wrong"));
    assert_eq!(defect(b"\x00\x01 garbage"), defect(b"garbage"));
}

#[test]
fn an_archive_may_not_pretend_to_be_more_than_it_is() {
    let bomb = vec![b' '; 32 * 1024 * 1024];
    let zip = pack(&[(NAME, &bomb)]);
    assert_eq!(defect(&zip), format!("{NAME}: it is packed more tightly than any bill"));
    let names: Vec<String> = (0..17).map(|n| format!("f{n}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), b"".as_slice())).collect();
    assert_eq!(defect(&pack(&many)), "the archive holds more than 16 files");
    let names: Vec<String> = (0..400).map(|n| format!("f{n}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), b"".as_slice())).collect();
    assert_eq!(defect(&pack(&many)), "the archive holds more than 16 files");
    let mut compressed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..49 {
        compressed.write_all(&vec![0; 1024 * 1024]).unwrap();
    }
    assert!(super::inflate(&compressed.finish().unwrap()).is_err());
}

#[test]
fn a_hundred_thousand_lines_are_read_one_by_one() {
    let count = 100_000;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(NAME, SimpleFileOptions::default()).unwrap();
    let template = line(ZM, &PAID);
    let number = template.windows(8).position(|bytes| bytes == b"EFGH0001").unwrap();
    for at in 0..count {
        let mut line = template.clone();
        line[number..number + 8].copy_from_slice(format!("{at:08}").as_bytes());
        line.push(b'\n');
        zip.write_all(&line).unwrap();
    }
    let zip = zip.finish().unwrap().into_inner();
    // What is unpacked is many times what is held: 65 MB of lines.
    assert!(zip.len() < 4 * 1024 * 1024, "{}", zip.len());
    let expected = Expected { merchant_id: MERCHANT, settle_on: settle_on() };
    let mut totals = BillTotals::default();
    for line in read(&zip, &expected).unwrap() {
        totals = totals.with(&line.unwrap()).unwrap();
    }
    assert_eq!(totals.line_count, count);
    assert_eq!((totals.paid_minor, totals.net_minor), (9_600 * count, 9_542 * count));
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        if let Ok(lines) = all(&bytes) {
            assert!(lines.len() < 2_000);
        }
    }

    #[test]
    fn no_content_panics(content in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let zip = pack(&[(NAME, &content), (DISPUTES, &content)]);
        assert!(all(&zip).is_ok());
    }

    #[test]
    fn no_change_of_a_line_panics_or_hides(at in 0..607_usize, byte in any::<u8>()) {
        let mut changed = line(ZM, &PAID);
        changed[at] = byte;
        for read in all(&bill(&[changed])).unwrap().into_iter().flatten() {
            assert_eq!(read.net_minor, read.amount_minor - read.fee_minor);
        }
    }

    #[test]
    fn no_change_of_an_archive_panics(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut zip = bill(&[line(ZM, &PAID), refunded()]);
        let usual = lines(&zip);
        let at = at.index(zip.len());
        zip[at] = byte;
        // A change is noticed, unless it is one of a name or a date that says nothing.
        if let Ok(lines) = all(&zip) {
            let is_unchanged = lines.iter().flatten().eq(usual.iter());
            assert!(is_unchanged || lines.iter().any(Result::is_err));
        }
    }
}

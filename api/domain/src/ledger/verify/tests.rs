#![allow(clippy::unwrap_used)]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use proptest::prelude::{Strategy, any, prop, proptest};
use uuid::Uuid;

use super::{Finding, Link, Report, SignatureCheck, Start, Verifier};
use crate::ledger::merkle::MerkleTree;
use crate::ledger::{BookedEntry, Checkpoint, LedgerHash, Seal};

const KEY: &str = "0011223344556677";

/// Stands in for a signature: only who knows the secret can make it.
fn sign(text: &str) -> String {
    STANDARD.encode(LedgerHash::of(&[b"secret", text.as_bytes()]).0)
}

fn check(key_id: &str, message: &[u8], signature: &[u8]) -> SignatureCheck {
    let expected = LedgerHash::of(&[b"secret", message]).0;
    match key_id {
        KEY if signature == expected => SignatureCheck::Good,
        KEY => SignatureCheck::Wrong,
        _ => SignatureCheck::UnknownKey,
    }
}

#[derive(Clone, Debug)]
struct Books {
    links: Vec<(Link, Option<BookedEntry>)>,
    seals: Vec<Seal>,
    checkpoint: Checkpoint,
}

fn day(number: usize) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 3, 6).unwrap() + Days::new(number as u64)
}

fn at(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(4, 0, 0).unwrap().and_utc()
}

fn entry(number: u128, day: NaiveDate, journal: u128, sequence: i32) -> BookedEntry {
    BookedEntry {
        id: Uuid::from_u128(number).into(),
        journal_id: Uuid::from_u128(journal).into(),
        event: "order_ticketed".to_owned(),
        source_id: Uuid::from_u128(journal),
        sequence,
        business_date: day,
        posted_at: at(day),
        category: "ticket".to_owned(),
        debit: "2010".to_owned(),
        credit: "2110".to_owned(),
        amount_minor: 4_500,
        currency: "CNY".to_owned(),
        order_id: Some(Uuid::from_u128(journal).into()),
        payment_id: None,
        refund_id: None,
        cinema_id: None,
        bank: None,
    }
}

/// Books of so many journals a day, each of them with two entries; every day but the last is
/// sealed.
fn books(days: &[usize]) -> Books {
    let (mut links, mut seals) = (Vec::new(), Vec::<Seal>::new());
    let (mut chain_no, mut chain_hash) = (0, LedgerHash::ZERO);
    for (number, &journals) in days.iter().enumerate() {
        let mut tree = MerkleTree::new();
        for at in 0..journals * 2 {
            chain_no += 1;
            let id = u128::try_from(chain_no).unwrap();
            let sequence = i32::try_from(at % 2).unwrap() + 1;
            let entry = entry(id, day(number), 1_000 + id.div_ceil(2), sequence);
            let leaf_hash = entry.leaf();
            chain_hash = chain_hash.followed_by(leaf_hash);
            tree.push(leaf_hash);
            links.push((Link { chain_no, leaf_hash, chain_hash }, Some(entry)));
        }
        if number + 1 < days.len() {
            let seal = Seal {
                number: i64::try_from(number).unwrap() + 1,
                date: day(number),
                entry_count: i64::try_from(journals * 2).unwrap(),
                last_chain_no: chain_no,
                chain_hash,
                merkle_root: tree.root(),
                previous_seal_hash: seals.last().map_or(LedgerHash::ZERO, Seal::hash),
                sealed_at: at(day(number + 1)),
                key_id: KEY.to_owned(),
                signature: String::new(),
            };
            seals.push(Seal { signature: sign(&seal.text()), ..seal });
        }
    }
    let checkpoint = Checkpoint {
        chain_no,
        chain_hash,
        seal_number: seals.last().map_or(0, |seal| seal.number),
        seal_hash: seals.last().map_or(LedgerHash::ZERO, Seal::hash),
        at: at(day(days.len())),
        key_id: KEY.to_owned(),
        signature: String::new(),
    };
    let checkpoint = Checkpoint { signature: sign(&checkpoint.text()), ..checkpoint };
    Books { links, seals, checkpoint }
}

impl Books {
    fn read(&self) -> Result<Report, Finding> {
        let mut verifier = Verifier::new(Start::default(), vec![self.checkpoint.clone()], &check)?;
        let mut links = self.links.iter();
        for seal in &self.seals {
            let day = links.clone().take_while(|(link, _)| link.chain_no <= seal.last_chain_no);
            for _ in 0..day.count() {
                let (link, entry) = links.next().unwrap();
                verifier.link(*link, entry.clone())?;
            }
            verifier.seal(seal)?;
        }
        for (link, entry) in links {
            verifier.link(*link, entry.clone())?;
        }
        verifier.finish(true)
    }

    /// What an attacker can do without the key: hash everything again from some row on.
    fn hash_again(&mut self) {
        let mut hash = LedgerHash::ZERO;
        for ((link, entry), chain_no) in self.links.iter_mut().zip(1..) {
            let leaf_hash = entry.as_ref().map_or(LedgerHash::ZERO, BookedEntry::leaf);
            hash = hash.followed_by(leaf_hash);
            *link = Link { chain_no, leaf_hash, chain_hash: hash };
        }
    }
}

fn found(books: &Books) -> String {
    books.read().unwrap_err().to_string()
}

#[test]
fn books_in_order_are_found_in_order() {
    let books = books(&[2, 0, 3, 1]);
    let report = books.read().unwrap();
    assert_eq!((report.entries, report.seals, report.checkpoints), (12, 3, 1));
    assert_eq!(report.sealed_until, Some(day(2)));
    assert_eq!(self::books(&[0]).read().unwrap().entries, 0);
}

#[test]
fn a_changed_entry_is_named() {
    let mut books = books(&[2, 2]);
    books.links[2].1.as_mut().unwrap().amount_minor = 1;
    let finding = found(&books);
    assert!(finding.starts_with("entry 00000000-0000-0000-0000-000000000003 (chain number 3"));
    assert!(finding.contains("was changed"), "{finding}");
}

#[test]
fn a_changed_entry_with_a_new_hash_is_named() {
    let mut books = books(&[2, 2]);
    let (link, entry) = &mut books.links[2];
    entry.as_mut().unwrap().amount_minor = 1;
    link.leaf_hash = entry.as_ref().unwrap().leaf();
    let finding = found(&books);
    assert!(finding.contains("chain number 3") && finding.contains("does not follow"), "{finding}");
    books.hash_again();
    let finding = found(&books);
    assert!(finding.starts_with("seal 1 (2027-03-06): the day's entries"), "{finding}");
    // The same on the open day, which only the checkpoint guards.
    let mut books = self::books(&[2, 2]);
    books.links[6].1.as_mut().unwrap().amount_minor = 1;
    books.hash_again();
    assert!(found(&books).starts_with("checkpoint of"), "{}", found(&books));
}

#[test]
fn a_seal_made_again_lacks_the_signature() {
    let mut books = books(&[2, 2, 1]);
    books.links[0].1.as_mut().unwrap().amount_minor = 1;
    books.hash_again();
    let mut tree = MerkleTree::new();
    books.links[..4].iter().for_each(|(link, _)| tree.push(link.leaf_hash));
    books.seals[0].merkle_root = tree.root();
    books.seals[0].chain_hash = books.links[3].0.chain_hash;
    assert!(found(&books).starts_with("seal 1 (2027-03-06): its signature is wrong"));
    books.seals[0].key_id = "another".to_owned();
    assert!(found(&books).contains("signed with key another"));
}

#[test]
fn what_is_gone_is_named() {
    let mut row = books(&[2, 2]);
    row.links.remove(2);
    assert!(found(&row).starts_with("chain number 3: missing"), "{}", found(&row));
    let mut entry = books(&[2, 2]);
    entry.links[2].1 = None;
    assert!(found(&entry).starts_with("chain number 3: the entry"), "{}", found(&entry));
    let mut tail = books(&[2, 2]);
    tail.links.pop();
    assert!(found(&tail).starts_with("chain number 8: missing; checkpoint"), "{}", found(&tail));
    let mut days = books(&[2, 2, 0]);
    days.links.truncate(4);
    days.seals.truncate(1);
    assert!(found(&days).starts_with("chain number 5: missing"), "{}", found(&days));
    let mut seal = books(&[2, 0, 0]);
    seal.seals.pop();
    assert!(found(&seal).starts_with("seal 2: missing"), "{}", found(&seal));
}

#[test]
fn what_is_out_of_place_is_named() {
    let mut swapped = books(&[3, 2]);
    let entry = swapped.links[1].1.take();
    swapped.links[1].1 = std::mem::replace(&mut swapped.links[3].1, entry);
    assert!(found(&swapped).contains("(chain number 2"), "{}", found(&swapped));
    swapped.hash_again();
    assert!(found(&swapped).contains("journal does not begin"), "{}", found(&swapped));
    let mut seals = books(&[2, 2, 2]);
    seals.seals.swap(0, 1);
    assert!(seals.read().is_err());
    let mut first = books(&[2, 2, 2]);
    first.seals[1] = first.seals[0].clone();
    assert!(found(&first).starts_with("seal 2: missing; the seals go on with number 1"));
    let mut late = books(&[2, 2]);
    let day = late.links[0].1.as_ref().unwrap().business_date;
    for (_, entry) in &mut late.links[4..6] {
        entry.as_mut().unwrap().business_date = day;
    }
    late.hash_again();
    assert!(found(&late).contains("stands among the entries of"), "{}", found(&late));
}

#[test]
fn an_entry_that_cannot_be_ours_is_named() {
    type Change = fn(&mut BookedEntry);
    let changes: [(Change, &str); 5] = [
        (|entry| entry.debit = "9999".to_owned(), "not in the chart"),
        (|entry| entry.credit = entry.debit.clone(), "the same account"),
        (|entry| entry.amount_minor = 0, "not positive"),
        (|entry| entry.bank = Some("a\nposted now".to_owned()), "characters"),
        (|entry| entry.posted_at += TimeDelta::nanoseconds(1), "contradicts"),
    ];
    for (change, expected) in changes {
        let mut books = books(&[2, 2]);
        change(books.links[1].1.as_mut().unwrap());
        assert!(found(&books).contains("was changed"), "{expected}: {}", found(&books));
        books.hash_again();
        assert!(found(&books).contains(expected), "{}", found(&books));
    }
}

#[test]
fn a_checkpoint_survives_its_file() {
    let checkpoint = books(&[1, 1]).checkpoint;
    let file = checkpoint.to_file();
    assert_eq!(Checkpoint::from_file(&file), Some(checkpoint));
    for broken in [&file[1..], &file[..file.len() - 1], &file.replace("chain 4", "chain 04"), ""] {
        assert_eq!(Checkpoint::from_file(broken), None);
    }
}

/// Reading can begin at any seal, which is how an archive of some days is read.
#[test]
fn reading_can_begin_at_a_seal() {
    let books = books(&[2, 2, 1]);
    let seal = &books.seals[0];
    let last = super::SealRef { number: 1, date: seal.date, hash: seal.hash() };
    let start = Start { chain_no: 4, chain_hash: seal.chain_hash, seal: Some(last) };
    let mut verifier = Verifier::new(start, vec![books.checkpoint.clone()], &check).unwrap();
    for (link, entry) in &books.links[4..8] {
        verifier.link(*link, entry.clone()).unwrap();
    }
    verifier.seal(&books.seals[1]).unwrap();
    let report = verifier.finish(false).unwrap();
    assert_eq!((report.entries, report.checkpoints), (4, 0));
}

/// The ways of an attacker who has no key and hashes nothing again.
#[derive(Clone, Debug)]
enum Deed {
    Amount(usize),
    Remove(usize),
    Swap(usize, usize),
    Repeat(usize),
    Truncate(usize),
    DropSeal(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let place = || any::<usize>();
    prop::sample::select(vec![0, 1, 2, 3, 4, 5]).prop_flat_map(move |kind| {
        (place(), place()).prop_map(move |(one, two)| match kind {
            0 => Deed::Amount(one),
            1 => Deed::Remove(one),
            2 => Deed::Swap(one, two),
            3 => Deed::Repeat(one),
            4 => Deed::Truncate(one),
            _ => Deed::DropSeal(one),
        })
    })
}

proptest! {
    #[test]
    fn whatever_is_done_is_found(
        days in prop::collection::vec(0..4_usize, 2..5), deed in deed(), is_hashed in any::<bool>(),
    ) {
        let mut books = books(&days);
        let before = books.clone();
        let size = books.links.len();
        let place = |at: usize| if size == 0 { 0 } else { at % size };
        match deed {
            Deed::Amount(at) if size > 0 => {
                books.links[place(at)].1.as_mut().unwrap().amount_minor += 1;
            }
            Deed::Remove(at) if size > 0 => drop(books.links.remove(place(at))),
            Deed::Swap(one, two) if size > 0 => books.links.swap(place(one), place(two)),
            Deed::Repeat(at) if size > 0 => {
                let again = books.links[place(at)].clone();
                books.links.insert(place(at), again);
            }
            Deed::Truncate(at) => books.links.truncate(place(at)),
            Deed::DropSeal(at) => drop(books.seals.remove(at % books.seals.len())),
            _ => {}
        }
        if is_hashed {
            books.hash_again();
        }
        let same = format!("{books:?}") == format!("{before:?}");
        assert_eq!(books.read().is_ok(), same, "{books:#?}");
    }
}

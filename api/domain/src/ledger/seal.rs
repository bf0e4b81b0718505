//! What is signed about the books: the seal of a day, and a checkpoint of the chain's end.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use super::LedgerHash;
use super::entry::instant;
use crate::calendar::book_day_start;

/// Nobody seals a day before so much time has passed since its end: a posting that was under way at
/// midnight gets there first.
pub const SEAL_GRACE: TimeDelta = TimeDelta::minutes(10);

/// The instant from which a day of the books may be sealed; `None` outside the calendar.
pub fn sealable_from(day: NaiveDate) -> Option<DateTime<Utc>> {
    book_day_start(day.checked_add_days(Days::new(1))?)?.checked_add_signed(SEAL_GRACE)
}

/// What is said of a day when it is closed for good.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Seal {
    /// Counted from 1 without gaps. Every day has a seal, also one without entries.
    pub number: i64,
    pub date: NaiveDate,
    pub entry_count: i64,
    /// Number in the chain of the last entry up to that day.
    pub last_chain_no: i64,
    pub chain_hash: LedgerHash,
    /// Root of the tree over the day's leaves in the order of the chain.
    pub merkle_root: LedgerHash,
    /// [`Seal::hash`] of the seal before; zeros for the first one.
    pub previous_seal_hash: LedgerHash,
    pub sealed_at: DateTime<Utc>,
    /// Which key signed.
    pub key_id: String,
    /// Ed25519 over [`Seal::text`], in base64.
    pub signature: String,
}

impl Seal {
    /// The text that is signed, a name and a value on each line.
    pub fn text(&self) -> String {
        format!(
            "marquee ledger seal 1\nnumber {}\ndate {}\nentries {}\nlast {}\nchain {}\nroot {}\n\
             previous {}\nsealed {}\nkey {}\n",
            self.number,
            self.date,
            self.entry_count,
            self.last_chain_no,
            self.chain_hash,
            self.merkle_root,
            self.previous_seal_hash,
            instant(self.sealed_at),
            self.key_id,
        )
    }

    /// By what the next seal refers to this one.
    pub fn hash(&self) -> LedgerHash {
        LedgerHash::of(&[self.text().as_bytes()])
    }
}

/// How far the chain had come at some instant. Kept outside the database, it shows that the end of
/// the books was cut off.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Checkpoint {
    pub chain_no: i64,
    pub chain_hash: LedgerHash,
    /// The last seal, 0 when there was none.
    pub seal_number: i64,
    pub seal_hash: LedgerHash,
    pub at: DateTime<Utc>,
    /// Which key signed.
    pub key_id: String,
    /// Ed25519 over [`Checkpoint::text`], in base64.
    pub signature: String,
}

impl Checkpoint {
    /// The text that is signed.
    pub fn text(&self) -> String {
        format!(
            "marquee ledger checkpoint 1\nchain {} {}\nseal {} {}\nat {}\nkey {}\n",
            self.chain_no,
            self.chain_hash,
            self.seal_number,
            self.seal_hash,
            instant(self.at),
            self.key_id,
        )
    }

    /// The text with its signature, as a file.
    pub fn to_file(&self) -> String {
        format!("{}signature {}\n", self.text(), self.signature)
    }

    /// Reads [`Checkpoint::to_file`]; `None` when it is anything else.
    pub fn from_file(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next() != Some("marquee ledger checkpoint 1") {
            return None;
        }
        let mut value = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ');
        let (chain_no, chain_hash) = value("chain")?.split_once(' ')?;
        let (seal_number, seal_hash) = value("seal")?.split_once(' ')?;
        let checkpoint = Self {
            chain_no: chain_no.parse().ok()?,
            chain_hash: LedgerHash::parse(chain_hash)?,
            seal_number: seal_number.parse().ok()?,
            seal_hash: LedgerHash::parse(seal_hash)?,
            at: value("at")?.parse().ok()?,
            key_id: value("key")?.to_owned(),
            signature: value("signature")?.to_owned(),
        };
        (checkpoint.to_file() == text).then_some(checkpoint)
    }
}

/// The bytes of a signature; empty, which nobody signs with, when it is no base64.
pub fn signature_bytes(signature: &str) -> Vec<u8> {
    STANDARD.decode(signature).unwrap_or_default()
}

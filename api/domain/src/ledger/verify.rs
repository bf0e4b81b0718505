//! Reading the books with suspicion: whoever feeds a [`Verifier`] with everything in order is told
//! the first row that cannot be as it is.
//!
//! It keeps one entry, one day's tree and the checkpoints in mind, however many entries go by.

use chrono::{Days, NaiveDate};

use super::merkle::MerkleTree;
use super::seal::signature_bytes;
use super::{BookedEntry, Checkpoint, LedgerHash, Seal};

/// What became of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureCheck {
    Good,
    Wrong,
    /// Made with a key that is not among those to be trusted.
    UnknownKey,
}

/// Checks a signature: the key's identifier, the message, the signature.
pub type CheckSignature<'k> = &'k (dyn Fn(&str, &[u8], &[u8]) -> SignatureCheck + Sync);

/// The first row that is wrong, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which row: `entry …`, `chain number …`, `seal …`, `checkpoint …`.
    pub row: String,
    pub what: String,
}

impl Finding {
    pub fn new(row: impl Into<String>, what: impl Into<String>) -> Self {
        Self { row: row.into(), what: what.into() }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.row, self.what)
    }
}

/// A row of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Link {
    /// Counted from 1 without gaps.
    pub chain_no: i64,
    pub leaf_hash: LedgerHash,
    pub chain_hash: LedgerHash,
}

/// Where in the books the reading begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Start {
    /// Last number of the chain before what is read; 0 at the very beginning.
    pub chain_no: i64,
    pub chain_hash: LedgerHash,
    /// The last seal before what is read.
    pub seal: Option<SealRef>,
}

/// A seal that another one refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SealRef {
    pub number: i64,
    pub date: NaiveDate,
    pub hash: LedgerHash,
}

impl Default for LedgerHash {
    fn default() -> Self {
        Self::ZERO
    }
}

/// What was read when nothing was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    pub entries: u64,
    pub seals: u64,
    /// Checkpoints that were met; others lie outside of what was read.
    pub checkpoints: usize,
    pub chain_no: i64,
    pub chain_hash: LedgerHash,
    pub sealed_until: Option<NaiveDate>,
}

/// See the [module](self).
pub struct Verifier<'k> {
    check_signature: CheckSignature<'k>,
    start: Start,
    chain_no: i64,
    chain_hash: LedgerHash,
    seal: Option<SealRef>,
    /// The day that is being read: all entries between two seals are of it.
    day: Option<NaiveDate>,
    tree: MerkleTree,
    last: Option<BookedEntry>,
    /// In the order of the chain.
    checkpoints: Vec<Checkpoint>,
    /// The first of them that is not behind us.
    ahead: usize,
    entries: u64,
    seals: u64,
}

impl<'k> Verifier<'k> {
    /// Begins to read. Every checkpoint that lies on the way has to be met.
    ///
    /// # Errors
    /// A checkpoint is not signed by a trusted key.
    pub fn new(
        start: Start,
        mut checkpoints: Vec<Checkpoint>,
        check_signature: CheckSignature<'k>,
    ) -> Result<Self, Finding> {
        checkpoints.sort_by_key(|checkpoint| checkpoint.chain_no);
        for checkpoint in &checkpoints {
            let text = checkpoint.text();
            let signed = Signed { key_id: &checkpoint.key_id, text, by: &checkpoint.signature };
            signed.check(check_signature, || name_of(checkpoint))?;
        }
        let day = start.seal.and_then(|seal| seal.date.checked_add_days(Days::new(1)));
        Ok(Self {
            check_signature,
            start,
            chain_no: start.chain_no,
            chain_hash: start.chain_hash,
            seal: start.seal,
            day,
            tree: MerkleTree::new(),
            last: None,
            ahead: checkpoints.partition_point(|it| it.chain_no <= start.chain_no),
            checkpoints,
            entries: 0,
            seals: 0,
        })
    }

    /// Reads the next row of the chain and the entry that it refers to.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn link(&mut self, link: Link, entry: Option<BookedEntry>) -> Result<(), Finding> {
        let expected = self.chain_no + 1;
        if link.chain_no != expected {
            let what = format!("missing; the chain goes on with number {}", link.chain_no);
            return Err(Finding::new(format!("chain number {expected}"), what));
        }
        let Some(entry) = entry else {
            let row = format!("chain number {expected}");
            return Err(Finding::new(row, "the entry that it refers to is gone"));
        };
        let wrong = |what: &str| Err(Finding::new(entry_row(&entry, expected), what));
        if entry.leaf() != link.leaf_hash {
            return wrong("it is not what was chained: it or its journal was changed");
        }
        if self.chain_hash.followed_by(link.leaf_hash) != link.chain_hash {
            return wrong("its chain hash does not follow from the one before");
        }
        if let Some(flaw) = entry.flaw() {
            return wrong(flaw);
        }
        let day = *self.day.get_or_insert(entry.business_date);
        if entry.business_date != day {
            return wrong(&format!("it stands among the entries of {day}"));
        }
        if let Some(what) = self.journal_flaw(&entry) {
            return wrong(what);
        }
        (self.chain_no, self.chain_hash) = (link.chain_no, link.chain_hash);
        self.tree.push(link.leaf_hash);
        self.last = Some(entry);
        self.entries += 1;
        self.meet_checkpoints()
    }

    /// Journals stand whole in the chain, their entries in sequence.
    fn journal_flaw(&self, entry: &BookedEntry) -> Option<&'static str> {
        let last = self.last.as_ref();
        let in_journal = last.filter(|last| last.journal_id == entry.journal_id);
        match in_journal {
            None if entry.sequence == 1 => None,
            None => Some("its journal does not begin with sequence 1"),
            Some(last) if !entry.shares_journal_with(last) => {
                Some("it contradicts the entry before in the same journal")
            }
            Some(last) if last.sequence + 1 == entry.sequence => None,
            Some(_) => Some("it is not the next in its journal"),
        }
    }

    fn meet_checkpoints(&mut self) -> Result<(), Finding> {
        while let Some(checkpoint) = self.checkpoints.get(self.ahead) {
            if checkpoint.chain_no > self.chain_no {
                break;
            }
            self.ahead += 1;
            if checkpoint.chain_hash != self.chain_hash {
                let what = format!(
                    "the chain had another hash at number {}: something up to there was changed",
                    self.chain_no
                );
                return Err(Finding::new(name_of(checkpoint), what));
            }
        }
        Ok(())
    }

    /// Makes sure, before the entries of a day are read, that its seal is the next one: else the
    /// first thing to be found would be an entry that seems to stand in the wrong day.
    ///
    /// # Errors
    /// A seal before it is missing.
    pub fn expect_seal(&self, seal: &Seal) -> Result<(), Finding> {
        let expected = self.seal.map_or(1, |last| last.number + 1);
        if seal.number == expected {
            return Ok(());
        }
        let what = format!("missing; the seals go on with number {}", seal.number);
        Err(Finding::new(format!("seal {expected}"), what))
    }

    /// Reads the seal after the last entry of its day.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn seal(&mut self, seal: &Seal) -> Result<(), Finding> {
        let row = format!("seal {} ({})", seal.number, seal.date);
        let wrong = |what: String| Err(Finding::new(row.clone(), what));
        self.expect_seal(seal)?;
        let day = self.day.unwrap_or(seal.date);
        if seal.date != day {
            return wrong(format!("the day to be sealed is {day}"));
        }
        if seal.previous_seal_hash != self.seal.map_or(LedgerHash::ZERO, |last| last.hash) {
            return wrong("it does not follow the seal before".to_owned());
        }
        let text = seal.text();
        let signed = Signed { key_id: &seal.key_id, text, by: &seal.signature };
        signed.check(self.check_signature, || row.clone())?;
        let count = u64::try_from(seal.entry_count).ok();
        if count != Some(self.tree.size()) || seal.last_chain_no != self.chain_no {
            return wrong(format!(
                "it closed {} entries up to chain number {}, and there are {} up to {}",
                seal.entry_count,
                seal.last_chain_no,
                self.tree.size(),
                self.chain_no
            ));
        }
        if seal.chain_hash != self.chain_hash || seal.merkle_root != self.tree.root() {
            return wrong("the day's entries are not the ones that it closed".to_owned());
        }
        let hash = seal.hash();
        if let Some(checkpoint) =
            self.checkpoints.iter().find(|it| it.seal_number == seal.number && it.seal_hash != hash)
        {
            return Err(Finding::new(name_of(checkpoint), format!("it knows another {row}")));
        }
        self.seal = Some(SealRef { number: seal.number, date: seal.date, hash });
        self.day = seal.date.checked_add_days(Days::new(1));
        self.tree = MerkleTree::new();
        self.seals += 1;
        Ok(())
    }

    /// Reads a checkpoint that stands at the very end of what is read.
    ///
    /// # Errors
    /// It is not the one of this end, or its signature is wrong.
    pub fn end(&self, end: &Checkpoint) -> Result<(), Finding> {
        let signed = Signed { key_id: &end.key_id, text: end.text(), by: &end.signature };
        signed.check(self.check_signature, || name_of(end))?;
        let seal = self.seal.map_or((0, LedgerHash::ZERO), |seal| (seal.number, seal.hash));
        let is_here = (end.chain_no, end.chain_hash) == (self.chain_no, self.chain_hash)
            && (end.seal_number, end.seal_hash) == seal;
        if is_here {
            return Ok(());
        }
        let what = format!(
            "it closes chain number {} and seal {}, and what was read ends at {} and {}",
            end.chain_no, end.seal_number, self.chain_no, seal.0
        );
        Err(Finding::new(name_of(end), what))
    }

    /// The last seal that was read.
    pub fn sealed_until(&self) -> Option<NaiveDate> {
        self.seal.map(|seal| seal.date)
    }

    /// Ends the reading. With `is_end` nothing may lie behind what was read: every checkpoint must
    /// have been met.
    ///
    /// # Errors
    /// A checkpoint knows rows that are not there any more.
    pub fn finish(self, is_end: bool) -> Result<Report, Finding> {
        let seal_number = self.seal.map_or(0, |seal| seal.number);
        for checkpoint in self.checkpoints.iter().filter(|_| is_end) {
            if checkpoint.chain_no > self.chain_no {
                let row = format!("chain number {}", self.chain_no + 1);
                let what = format!(
                    "missing; {} knows the chain up to number {}",
                    name_of(checkpoint),
                    checkpoint.chain_no
                );
                return Err(Finding::new(row, what));
            }
            if checkpoint.seal_number > seal_number {
                let what = format!("missing; {} knows it", name_of(checkpoint));
                return Err(Finding::new(format!("seal {}", seal_number + 1), what));
            }
        }
        let before = self.checkpoints.partition_point(|it| it.chain_no <= self.start.chain_no);
        Ok(Report {
            entries: self.entries,
            seals: self.seals,
            checkpoints: self.ahead - before,
            chain_no: self.chain_no,
            chain_hash: self.chain_hash,
            sealed_until: self.seal.map(|seal| seal.date),
        })
    }
}

fn entry_row(entry: &BookedEntry, chain_no: i64) -> String {
    format!("entry {} (chain number {chain_no}, {})", entry.id, entry.business_date)
}

fn name_of(checkpoint: &Checkpoint) -> String {
    format!("checkpoint of {}", super::entry::instant(checkpoint.at))
}

struct Signed<'a> {
    key_id: &'a str,
    text: String,
    by: &'a str,
}

impl Signed<'_> {
    fn check(&self, check: CheckSignature<'_>, row: impl Fn() -> String) -> Result<(), Finding> {
        let what = match check(self.key_id, self.text.as_bytes(), &signature_bytes(self.by)) {
            SignatureCheck::Good => return Ok(()),
            SignatureCheck::Wrong => "its signature is wrong".to_owned(),
            SignatureCheck::UnknownKey => {
                format!("it is signed with key {}, which is not one of those given", self.key_id)
            }
        };
        Err(Finding::new(row(), what))
    }
}

#[cfg(test)]
mod tests;

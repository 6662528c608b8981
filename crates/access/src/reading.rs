//! Who read personal data: noted as it happens, written in batches, chained so that it cannot be rewritten unseen.
//!
//! Noting costs a push onto a list in memory; [`ReadLog::keep`], called once a second, writes what has gathered, in one
//! transaction that also chains the batch, counts it into the person's day and looks at what it means (control records
//! touched, far more read than usual). What was read within the last second before a crash may be missing; what is
//! written cannot be changed without [`verify`] naming it. A page of a list is one reading, with how many cards were on it
//! and which fields it was filtered by; whom it showed is not kept one by one.

use crate::store::reads::{Seal, Sealed};
use crate::watching::Watch;
use crate::{canary, quota, store};
use db::{Db, DbError, Tx};
use kernel::{Actor, Millis, RawId, Setting};
use sha2::{Digest as _, Sha256};
use std::sync::{Arc, Mutex, PoisonError};

/// In what way personal data were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// One card was opened.
    Card,
    /// A page of a list was shown.
    List,
    /// Something was searched for.
    Search,
    /// A masked value was shown in full.
    Reveal,
    /// Records were taken out.
    Export,
}

impl How {
    /// All, in the order of the screen.
    pub const ALL: [How; 5] = [How::Card, How::List, How::Search, How::Reveal, How::Export];

    /// The word kept in the base.
    pub fn slug(self) -> &'static str {
        match self {
            How::Card => "card",
            How::List => "list",
            How::Search => "search",
            How::Reveal => "reveal",
            How::Export => "export",
        }
    }

    /// The way of a word.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.slug() == slug)
    }
}

/// One reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// When.
    pub at: Millis,
    /// By whom.
    pub user: RawId,
    /// In what way.
    pub how: How,
    /// Of which customer, when it was of one.
    pub subject: Option<RawId>,
    /// Of how many customers.
    pub n: i64,
    /// What was asked for: words searched, fields filtered by, the field revealed; never a value that was shown.
    pub what: String,
}

/// The longest account of what was asked for, in letters.
const LONGEST: usize = 200;

/// Readings that wait to be written; cheap to clone, one for the whole process.
#[derive(Debug, Clone, Default)]
pub struct ReadLog {
    waiting: Arc<Mutex<Vec<Read>>>,
    watch: Watch,
}

impl ReadLog {
    /// Notes that the actor read something; of the console and the house itself nothing is noted.
    pub fn note(
        &self,
        (setting, actor): (&Setting, &Actor),
        how: How,
        (subject, n): (Option<RawId>, i64),
        what: &str,
    ) {
        let Some(user) = actor.user else { return };
        let what = what.chars().take(LONGEST).collect();
        self.lock().push(Read { at: setting.now(), user, how, subject, n, what });
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Read>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes what waits; gives how many that were.
    ///
    /// # Errors
    /// Any [`DbError`]; what could not be written waits on.
    pub async fn keep(&self, db: &Db, setting: &Setting) -> Result<usize, DbError> {
        let waiting = std::mem::take(&mut *self.lock());
        if waiting.is_empty() {
            return Ok(0);
        }
        let (n, kept, setting) = (waiting.len(), waiting.clone(), setting.clone());
        let watch = self.watch.clone();
        let written = db.writing(move |tx| write_watched(tx, &setting, &watch, &kept)).await;
        if let Err(error) = written {
            self.lock().splice(0..0, waiting);
            return Err(error);
        }
        Ok(n)
    }
}

/// Writes readings in the order given.
///
/// # Errors
/// Any [`DbError`].
pub fn write(tx: &mut Tx<'_>, setting: &Setting, reads: &[Read]) -> Result<(), DbError> {
    write_watched(tx, setting, &Watch::default(), reads)
}

fn write_watched(tx: &mut Tx<'_>, setting: &Setting, watch: &Watch, reads: &[Read]) -> Result<(), DbError> {
    let zone = crate::firm::load(tx)?.zone;
    let zone = jiff::tz::TimeZone::get(&zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let (last_seq, before) = store::reads::head(tx)?;
    let secret: [u8; 16] = setting.random();
    let seals: Vec<Seal> =
        (last_seq + 1..).zip(reads).map(|(seq, read)| sealed(secret, seq, read)).collect();
    store::reads::insert(tx, last_seq, (reads, &seals))?;
    let links = (last_seq + 1..).zip(reads).zip(&seals);
    let digest = chained(&before, links.map(|((seq, read), seal)| (seq, read, seal.digest.as_slice())));
    store::reads::end_batch(tx, last_seq + i64::try_from(reads.len()).unwrap_or(0), &digest)?;
    let mut counted: Vec<(RawId, i64, How, i64)> = Vec::new();
    for read in reads {
        let (day, n) = (quota::day_in(&zone, read.at), if read.how == How::Export { read.n } else { 1 });
        match counted.iter_mut().find(|(user, on, how, _)| (*user, *on, *how) == (read.user, day, read.how))
        {
            Some((.., sum)) => *sum += n,
            None => counted.push((read.user, day, read.how, n)),
        }
    }
    for (user, day, how, n) in counted {
        let so_far = store::reads::count(tx, (user, day, how.slug()), n)?;
        watch.look(tx, setting, (user, day, how), so_far)?;
    }
    canary::look(tx, setting, reads)
}

/// Which readings are wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sought {
    /// Only by this person.
    pub user: Option<RawId>,
    /// Only of this customer.
    pub subject: Option<RawId>,
    /// Only in this way.
    pub how: Option<How>,
    /// Only from this moment on.
    pub from: Option<Millis>,
    /// Only before this moment.
    pub until: Option<Millis>,
    /// Only those before this number: where the page before ended.
    pub before: Option<i64>,
    /// How many at most.
    pub limit: usize,
}

/// The readings sought, each with its number, newest first; no right is asked for here.
///
/// # Errors
/// Any [`DbError`].
pub fn sought(tx: &mut Tx<'_>, sought: &Sought) -> Result<Vec<(i64, Read)>, DbError> {
    store::reads::sought(tx, sought)
}

/// How many times a person read personal data in each way within so many days, by the word of the way; no right is asked
/// for here.
///
/// # Errors
/// Any [`DbError`].
pub fn sums(
    tx: &mut Tx<'_>,
    setting: &Setting,
    (user, n_days): (RawId, i64),
) -> Result<Vec<(String, i64)>, DbError> {
    let today = quota::day_of(tx, setting.now())?;
    store::reads::sums_of(tx, user, today - n_days)
}

/// What is found when all readings are walked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// Readings looked at.
    pub n_reads: i64,
    /// The last numbers of the batches that are not as they were written, at most 100, in order.
    pub flaws: Vec<i64>,
}

/// Walks all readings from the first to the last, in flat memory, and names the batches that were altered.
///
/// # Errors
/// Any [`DbError`].
pub fn verify(tx: &mut Tx<'_>) -> Result<Verdict, DbError> {
    let (mut verdict, mut before, mut after) = (Verdict::default(), Vec::new(), 0);
    loop {
        let batches = store::reads::batches_after(tx, after, 1_000)?;
        let Some((end, _)) = batches.last() else { break };
        let end = *end;
        for (last, digest) in batches {
            let reads = store::reads::between(tx, (after, last))?;
            let words =
                |one: &Sealed| one.digest.clone().unwrap_or_else(|| one.read.what.clone().into_bytes());
            let words: Vec<Vec<u8>> = reads.iter().map(words).collect();
            let links = reads.iter().zip(&words).map(|(one, words)| (one.seq, &one.read, words.as_slice()));
            let found = chained(&before, links);
            let is_whole = i64::try_from(reads.len()) == Ok(last - after) && reads.iter().all(is_as_said);
            if (!is_whole || found != digest) && verdict.flaws.len() < 100 {
                verdict.flaws.push(last);
            }
            verdict.n_reads += i64::try_from(reads.len()).unwrap_or(0);
            (before, after) = (digest, last);
        }
        after = end;
    }
    if store::reads::has_after(tx, after)? {
        verdict.flaws.push(after);
    }
    Ok(verdict)
}

/// Empties the words of searches that speak of somebody who is erased; the chain, which covers only their digests, still
/// holds.
///
/// # Errors
/// Any [`DbError`].
pub fn forget_words(tx: &mut Tx<'_>, speaks: &dyn Fn(&str) -> bool) -> Result<(), DbError> {
    let mut found = Vec::new();
    store::reads::searches(tx, |seq, words| {
        if speaks(words) {
            found.push(seq);
        }
    })?;
    found.into_iter().try_for_each(|seq| store::reads::forget_words(tx, seq))
}

/// What the words of a reading are chained by: one secret per batch, told apart by the number.
fn sealed(secret: [u8; 16], seq: i64, read: &Read) -> Seal {
    let mut salt = secret;
    for (byte, part) in salt.iter_mut().zip(seq.to_le_bytes()) {
        *byte ^= part;
    }
    Seal { salt, digest: digest_of(&salt, &read.what) }
}

fn digest_of(salt: &[u8], words: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(words);
    hash.finalize().into()
}

/// Whether the words are those that were sealed, or were erased whole.
fn is_as_said(one: &Sealed) -> bool {
    match (&one.salt, &one.digest) {
        (Some(salt), Some(digest)) => digest_of(salt, &one.read.what).as_slice() == digest,
        (None, _) => one.digest.is_none() || one.read.what.is_empty(),
        (Some(_), None) => false,
    }
}

/// The digest of a batch (SHA-256, FIPS 180-4) over the digest before and all that is kept of each reading, its words by
/// their own digest.
fn chained<'r>(before: &[u8], reads: impl Iterator<Item = (i64, &'r Read, &'r [u8])>) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(before);
    for (seq, read, words) in reads {
        hash.update(seq.to_be_bytes());
        hash.update(read.at.to_be_bytes());
        hash.update(read.user.as_bytes());
        hash.update(read.subject.unwrap_or_default().as_bytes());
        hash.update(read.n.to_be_bytes());
        for text in [read.how.slug().as_bytes(), words] {
            hash.update(text);
            hash.update([0]);
        }
    }
    hash.finalize().to_vec()
}

//! Writing entries at the end of the chain.

use crate::SubjectKind;
use crate::digest::{Digest, Link, START, of_payload};
use db::{DbError, Tx, Value, params};
use kernel::{Actor, Millis, RawId, Setting};

/// What a verb tells of itself.
#[derive(Debug, Clone)]
pub struct Entry {
    /// When it happened; usually now, earlier only for what the demo company lived through.
    pub at: Millis,
    /// What happened, such as `customer.created`.
    pub verb: &'static str,
    /// To what kind of thing.
    pub subject_kind: SubjectKind,
    /// To which one.
    pub subject_id: RawId,
    /// The particulars, as JSON text.
    pub payload: String,
}

impl Entry {
    /// An entry of this moment.
    pub fn now(
        setting: &Setting,
        verb: &'static str,
        subject: (SubjectKind, RawId),
        payload: &serde_json::Value,
    ) -> Self {
        Self {
            at: setting.now(),
            verb,
            subject_kind: subject.0,
            subject_id: subject.1,
            payload: payload.to_string(),
        }
    }
}

/// An entry whose particulars lie elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct Line<'e> {
    /// When it happened.
    pub at: Millis,
    /// What happened.
    pub verb: &'static str,
    /// To what kind of thing.
    pub subject_kind: SubjectKind,
    /// To which one.
    pub subject_id: RawId,
    /// The particulars, as JSON text.
    pub payload: &'e str,
    /// The seal of the particulars, where it was made beforehand.
    pub seal: Option<Seal>,
}

/// The salt and the digest of particulars. To make one takes a while, and any thread can: the one that writes is spared it.
#[derive(Debug, Clone, Copy)]
pub struct Seal {
    salt: [u8; 16],
    digest: Digest,
}

impl Seal {
    /// Seals particulars with a salt of their own.
    pub fn of(setting: &Setting, payload: &str) -> Self {
        Self::salted(setting.random(), payload)
    }

    fn salted(salt: [u8; 16], payload: &str) -> Self {
        Self { salt, digest: of_payload(&salt, payload) }
    }
}

/// Appends one entry; gives its number.
///
/// # Errors
/// Any [`DbError`].
pub fn append(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor, entry: Entry) -> Result<i64, DbError> {
    append_many(tx, setting, actor, vec![entry])
}

/// Appends entries in the order given; gives the number of the last one, or of the end of the chain when there are none.
///
/// # Errors
/// Any [`DbError`].
pub fn append_many(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    entries: Vec<Entry>,
) -> Result<i64, DbError> {
    let lines = entries.iter().map(|entry| Line {
        at: entry.at,
        verb: entry.verb,
        subject_kind: entry.subject_kind,
        subject_id: entry.subject_id,
        payload: &entry.payload,
        seal: None,
    });
    append_lines(tx, setting, actor, lines)
}

/// [`append_many`] for entries that need not be copied.
///
/// # Errors
/// Any [`DbError`].
pub fn append_lines<'e>(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    lines: impl Iterator<Item = Line<'e>>,
) -> Result<i64, DbError> {
    let mut chain = Chain::read(tx)?;
    let secret: [u8; 16] = setting.random();
    let links: Vec<_> = lines
        .map(|line| {
            let seal = line.seal.unwrap_or_else(|| {
                // One secret per call, told apart by the number: unguessable, without a system call per row.
                let mut salt = secret;
                for (byte, part) in salt.iter_mut().zip((chain.seq + 1).to_le_bytes()) {
                    *byte ^= part;
                }
                Seal::salted(salt, line.payload)
            });
            chain.add(actor, &line, &seal.digest);
            (line, seal, chain.seq, chain.digest)
        })
        .collect();
    let actor_kind = actor.kind.slug();
    tx.insert_many(
        "journal",
        [
            "seq",
            "at",
            "actor_kind",
            "actor_id",
            "verb",
            "subject_kind",
            "subject_id",
            "payload",
            "salt",
            "payload_digest",
            "digest",
        ],
        links.iter().map(|(line, seal, seq, digest)| {
            [
                Value::Int(*seq),
                Value::Int(line.at),
                Value::Text(actor_kind),
                Value::from(actor.user),
                Value::Text(line.verb),
                Value::Text(line.subject_kind),
                Value::Id(line.subject_id),
                Value::Text(line.payload),
                Value::Bytes(&seal.salt),
                Value::Bytes(&seal.digest),
                Value::Bytes(digest),
            ]
        }),
    )?;
    chain.write(tx)?;
    Ok(chain.seq)
}

/// The end of the chain while entries are added to it.
struct Chain {
    seq: i64,
    digest: Digest,
}

impl Chain {
    fn read(tx: &mut Tx<'_>) -> Result<Self, DbError> {
        let head = tx.first("SELECT seq, digest FROM journal_head", &[], |row| {
            Ok((row.get::<i64>(0)?, row.get::<Vec<u8>>(1)?))
        })?;
        Ok(match head {
            Some((seq, digest)) => Self { seq, digest: digest.try_into().unwrap_or(START) },
            None => Self { seq: 0, digest: START },
        })
    }

    fn add(&mut self, actor: &Actor, line: &Line<'_>, payload_digest: &Digest) {
        self.seq += 1;
        self.digest = Link {
            before: &self.digest,
            seq: self.seq,
            at: line.at,
            actor_kind: actor.kind.slug(),
            actor_id: actor.user,
            verb: line.verb,
            subject_kind: line.subject_kind,
            subject_id: line.subject_id,
            payload_digest,
        }
        .digest();
    }

    fn write(&self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        tx.execute(
            "INSERT INTO journal_head (one, seq, digest) VALUES (1, $1, $2)
             ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, digest = excluded.digest",
            params![self.seq, &self.digest],
        )?;
        Ok(())
    }
}

/// Empties the particulars of those entries about one thing that name another one by its id.
///
/// # Errors
/// Any [`DbError`].
pub fn forget_naming(tx: &mut Tx<'_>, subject: RawId, named: RawId) -> Result<u64, DbError> {
    let like = format!("%{named}%");
    tx.execute(
        "UPDATE journal SET payload = NULL, salt = NULL WHERE subject_id = $1 AND payload LIKE $2",
        params![subject, &like],
    )
}

/// Empties the particulars of every entry about one thing; the chain, which covers only their digests, still holds.
///
/// # Errors
/// Any [`DbError`].
pub fn forget(tx: &mut Tx<'_>, subject: RawId) -> Result<u64, DbError> {
    tx.execute("UPDATE journal SET payload = NULL, salt = NULL WHERE subject_id = $1", params![subject])
}

/// Kinds of things whose particulars hold what people typed of others than the thing itself: conditions, names of files,
/// reasons. The index `journal_typed` has the same list.
const TYPED: &str = "'view', 'segment', 'retention', 'export', 'import', 'dashboard', 'alarm'";

/// Empties the particulars of entries about conditions, exports and the like that speak of somebody.
///
/// # Errors
/// Any [`DbError`].
pub fn forget_typed(tx: &mut Tx<'_>, speaks: &dyn Fn(&str) -> bool) -> Result<u64, DbError> {
    let mut told: Vec<i64> = Vec::new();
    let sql =
        format!("SELECT seq, payload FROM journal WHERE subject_kind IN ({TYPED}) AND payload IS NOT NULL");
    tx.each(&sql, &[], |row| {
        if speaks(&row.get::<String>(1)?) {
            told.push(row.get(0)?);
        }
        Ok(true)
    })?;
    for seq in &told {
        tx.execute("UPDATE journal SET payload = NULL, salt = NULL WHERE seq = $1", params![*seq])?;
    }
    Ok(told.len() as u64)
}

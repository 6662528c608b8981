//! The audit of a firm of 200 people in which fifty entries per customer were written in two years: who changed what, then who
//! read what. Each log has a base of its own, filled by bare SQL in the shape of real entries and indexed afterwards.

use super::figures::{Figure, quantile};
use super::pages::{House, failed, get, house};
use super::plan::{counted, each};
use super::upsert;
use crate::exit::CommandError;
use db::{Db, DbError};
use kernel::{DAY_MS, RawId, Setting};

/// Entries per customer.
const EACH: i64 = 50;
/// Who works in the firm.
const PEOPLE: i64 = 200;
/// How many days the entries are spread over.
const N_DAYS: i64 = 730;
/// Questions of each kind.
const N_ASKED: usize = 200;
/// How long a question may take at its 95th percentile, in ms.
const MUST: f64 = 50.0;

const USERS: &str = "INSERT INTO users (id, email, name, role, theme, density, created_at)
     SELECT CAST(printf('%016d', n) AS BLOB), 'audit' || n || '@kartoteka.example', 'Сотрудник ' || n, 'seller', 'auto', 'normal', 0
     FROM some";

/// One in twenty entries is of a deal, a task or a letter each, one in fifty thousand of an export; the rest are cards changed.
const CHANGES: &str = "INSERT INTO journal (seq, at, actor_kind, actor_id, verb, subject_kind, subject_id, payload, salt,
       payload_digest, digest)
     SELECT n, $4 + n * $5, 'person', CAST(printf('%016d', 1 + n * 31 % $6) AS BLOB),
       CASE WHEN n % 50000 = 777 THEN 'export.begun' WHEN n % 20 = 0 THEN 'deal.moved' WHEN n % 20 = 1 THEN 'task.done'
         WHEN n % 20 = 2 THEN 'interaction.written' ELSE 'customer.changed' END,
       'customer', CAST(printf('c%015d', n * 7919 % $3) AS BLOB), '{\"fields\":[{\"field\":\"preferences\",\"to\":[\"чашки\"]}]}',
       zeroblob(16), zeroblob(32), zeroblob(32) FROM some";

/// Of ten readings six are of cards, three of lists and one a search; one in a thousand shows a masked value in full.
const READS: &str = "INSERT INTO reads (seq, at, user_id, how, subject_id, n, what, salt, what_digest)
     SELECT n, $4 + n * $5, CAST(printf('%016d', 1 + n * 31 % $6) AS BLOB),
       CASE WHEN n % 1000 = 777 THEN 'reveal' WHEN n % 10 < 6 THEN 'card' WHEN n % 10 < 9 THEN 'list' ELSE 'search' END,
       CASE WHEN n % 1000 = 777 OR n % 10 < 6 THEN CAST(printf('c%015d', n * 7919 % $3) AS BLOB) END, 1,
       CASE WHEN n % 1000 = 777 THEN 'phone' WHEN n % 10 < 9 THEN '' ELSE 'ахметов' END, zeroblob(16), zeroblob(32) FROM some";

/// How a question is put to a base of so many entries.
type Put = fn(&Asked, i64) -> String;

/// A log with the questions that are put to it.
struct Log {
    table: &'static str,
    fill: &'static str,
    /// What is asked for, and its address.
    asked: &'static [(&'static str, Put)],
}

/// Whom and when questions are about.
#[derive(Clone, Copy)]
struct Asked {
    n_customers: i64,
    now: i64,
}

impl Asked {
    fn person(self, at: i64) -> String {
        id(&format!("{:016}", 1 + at * 17 % PEOPLE))
    }

    fn customer(self, at: i64) -> String {
        id(&format!("c{:015}", at * 104_729 % self.n_customers))
    }

    /// A month that began up to two years ago, as a part of an address.
    fn month(self, at: i64) -> String {
        let from = self.now - (31 + at * 37 % (N_DAYS - 31)) * DAY_MS;
        let day = |at: i64| jiff::Timestamp::from_millisecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        format!("from={}&until={}", day(from), day(from + 30 * DAY_MS))
    }
}

const CHANGED: Log = Log {
    table: "journal",
    fill: CHANGES,
    asked: &[
        ("who changed what, by person", |asked, at| format!("changes?user={}", asked.person(at))),
        ("who changed what, by customer", |asked, at| format!("changes?customer={}", asked.customer(at))),
        ("who changed what, by person in a month", |asked, at| {
            format!("changes?user={}&{}", asked.person(at), asked.month(at))
        }),
        ("a rare deed, by all and by person", |asked, at| match at % 2 {
            0 => "changes?verb=export.begun".to_owned(),
            _ => format!("changes?verb=export.begun&user={}", asked.person(at)),
        }),
    ],
};

const READ: Log = Log {
    table: "reads",
    fill: READS,
    asked: &[
        ("who read what, by person", |asked, at| format!("reads?user={}", asked.person(at))),
        ("who read what, by customer", |asked, at| format!("reads?customer={}", asked.customer(at))),
        ("who read what, by person in a month", |asked, at| {
            format!("reads?user={}&{}", asked.person(at), asked.month(at))
        }),
        ("a rare way of reading, by all and by person", |asked, at| match at % 2 {
            0 => "reads?how=reveal".to_owned(),
            _ => format!("reads?how=reveal&user={}", asked.person(at)),
        }),
    ],
};

/// Measures both logs for so many customers.
pub(super) fn measure(n: usize) -> Result<Vec<Figure>, CommandError> {
    let n_customers = i64::try_from(n).unwrap_or(i64::MAX).max(1);
    let mut figures = Vec::new();
    for log in [CHANGED, READ] {
        figures.extend(of_log(&log, n_customers)?);
    }
    Ok(figures)
}

fn of_log(log: &Log, n_customers: i64) -> Result<Vec<Figure>, CommandError> {
    let folder = tempfile::tempdir().map_err(failed)?;
    let (db, act) = upsert::base(folder.path())?;
    fill(&db, log, n_customers, &act.setting)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(async {
        let house = house(&db, folder.path()).await?;
        ask(&house, log, Asked { n_customers, now: act.setting.now() }).await
    })
}

/// Asks every question of a log.
async fn ask(house: &House, log: &Log, asked: Asked) -> Result<Vec<Figure>, CommandError> {
    let mut figures = Vec::new();
    for (name, path) in log.asked {
        let path = *path;
        let question = move |at: usize| {
            let at = i64::try_from(at).unwrap_or(0);
            get(format!("/api/v1/{}", path(&asked, at)))
        };
        let (times, _) = house.ask(1, N_ASKED, question).await?;
        let work = format!("{name}, {} entries: p95", asked.n_customers * EACH);
        figures.push(
            Figure::new(&work, quantile(&times, 0.95), "ms").must(MUST).floor(floor(house, log).await?),
        );
    }
    Ok(figures)
}

/// The last fifty entries of all, read bare.
async fn floor(house: &House, log: &Log) -> Result<f64, CommandError> {
    house.bare(format!("SELECT * FROM {} ORDER BY seq DESC LIMIT 51", log.table), 50).await
}

/// Writes the entries without indexes, which are then built at once as they stood.
fn fill(db: &Db, log: &Log, n_customers: i64, setting: &Setting) -> Result<(), CommandError> {
    each(db, PEOPLE, |tx, (from, to)| tx.execute(&counted(USERS), db::params![from, to]).map(drop))?;
    let table = log.table;
    let sql =
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = $1 AND sql IS NOT NULL";
    let indexes: Vec<(String, String)> =
        db.read(|tx| tx.rows(sql, db::params![table], |row| Ok((row.get(0)?, row.get(1)?))))?;
    for (name, _) in &indexes {
        let drop = format!("DROP INDEX {name}");
        db.write(move |tx| tx.batch(&drop))?;
    }
    // What the migrations wrote themselves stands below.
    let first = db.read(move |tx| tx.number(&format!("SELECT coalesce(max(seq), 0) FROM {table}"), &[]))?;
    let n_entries = n_customers * EACH;
    let past = setting.now() - N_DAYS * DAY_MS;
    let statement = counted(log.fill);
    each(db, n_entries, move |tx, (from, to)| {
        let step = (N_DAYS * DAY_MS / n_entries).max(1);
        let values = db::params![first + from, first + to, n_customers, past, step, PEOPLE];
        tx.execute(&statement, values).map(drop)
    })?;
    for (_, create) in indexes {
        db.write(move |tx| tx.batch(&create))?;
    }
    let end = first + n_entries;
    db.write(move |tx| match table {
        "journal" => tx.execute(
            "INSERT INTO journal_head (one, seq, digest) VALUES (1, $1, zeroblob(32))
             ON CONFLICT (one) DO UPDATE SET seq = excluded.seq",
            db::params![end],
        ),
        _ => tx.execute(
            "INSERT INTO read_batches (last_seq, digest) VALUES ($1, zeroblob(32))",
            db::params![end],
        ),
    })
    .map(drop)
    .map_err(|error: DbError| failed(error))
}

/// The id whose sixteen bytes are these letters.
fn id(letters: &str) -> String {
    let bytes: [u8; 16] = letters.as_bytes().try_into().unwrap_or_default();
    RawId::from_u128(u128::from_be_bytes(bytes)).to_string()
}

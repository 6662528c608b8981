//! Keeping standings: noticing that orders changed, working out, writing down what differs, saying how old it is.

use std::sync::Arc;
use std::time::{Duration, Instant};

use customers::happening::Reckoned;
use customers::{CustomerNo, Desk, HappeningTable, Happenings, Touched};
use db::{Db, DbError, Tx};
use journal::Entry;
use kernel::{Actor, Setting};
use serde_json::{Value, json};

use super::Standing;
use super::reckoning::{Standings, standings};
use crate::AnalyzeError;
use crate::base::{Rows, reckoning, sheet_of_orders};
use crate::store::{happenings, standings as store};
use store::Mark;

/// The entry of the journal that says that standings changed.
pub(crate) const VERB: &str = "standings.reckoned";
/// What those entries are about.
const SUBJECT: journal::SubjectKind = "standings";
/// What standings are made from.
const TABLES: [&str; 2] = ["orders", "returns"];
/// Columns of those that are read.
const READ: [&str; 5] = ["at", "sum", "margin", "returned", "returned_on"];
/// Entries of the journal looked through at once.
const MOST_ENTRIES: usize = 5_000;
/// When so many entries passed that concern no orders, the mark is moved on.
const MOVED_AFTER: i64 = 500;
/// Customers named by one entry; of more, it says that everything changed.
const MOST_NAMED: usize = 2_000;
/// Customers written in one transaction, so that others get their turn between.
const BATCH: usize = 2_000;
/// The shortest pause between two looks.
const PAUSE: Duration = Duration::from_secs(2);
/// A pause is so many times as long as the work before it, so that a great base spends a tenth of a core on it at most.
const REST: u32 = 9;

/// Works standings out over a base; cheap to clone.
#[derive(Clone)]
pub struct Reckoner {
    /// Where.
    pub db: Db,
    /// Time and chance.
    pub setting: Setting,
    /// Orders and returns among others.
    pub happenings: Happenings,
}

/// What was read in one view of the base.
struct Seen {
    rows: Rows,
    mark: Mark,
    currency: kernel::Currency,
}

impl Reckoner {
    /// Whether orders changed since standings were worked out.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn is_due(&self) -> Result<bool, DbError> {
        let happenings = self.happenings.clone();
        let (mark, head, is_behind) = self.db.read(|tx| {
            let mark = store::mark(tx)?;
            Ok::<_, DbError>((mark, journal::head(tx)?, is_behind(tx, &happenings, mark)?))
        })?;
        match mark {
            Some(mark) if !is_behind && head - mark.seq > MOVED_AFTER => {
                let moved = Mark { seq: head, ..mark };
                self.db.write(move |tx| store::set_mark(tx, moved))?;
                Ok(false)
            }
            _ => Ok(is_behind),
        }
    }

    /// Works out the standings of all customers and writes down those that differ; gives how many did.
    ///
    /// # Errors
    /// [`AnalyzeError::Db`].
    pub fn reckon(&self) -> Result<usize, AnalyzeError> {
        let seen = self.db.read(|tx| self.see(tx))?;
        let made = standings(&seen.rows, seen.currency);
        drop(seen.rows);
        // Where an earlier reckoning broke off some were written down and never told of.
        let (was_torn, (changed, gone)) =
            self.db.read(|tx| Ok::<_, DbError>((store::mark(tx)?.is_none(), differing(tx, made)?)))?;
        let n_last = changed.len() % BATCH;
        let (before, last) = changed.split_at(changed.len() - n_last);
        let last = last.to_vec();
        for batch in before.chunks(BATCH) {
            let batch = batch.to_vec();
            self.db.write(move |tx| {
                store::forget_mark(tx)?;
                store::put(tx, &batch)
            })?;
        }
        let n = changed.len() + gone.len();
        let is_told = n > 0 || was_torn;
        let payload = if was_torn { json!({ "n": n }) } else { payload(&changed, &gone) };
        let (setting, mark) = (self.setting.clone(), seen.mark);
        self.db.write(move |tx| {
            store::put(tx, &last)?;
            store::remove(tx, &gone)?;
            store::set_mark(tx, mark)?;
            if is_told {
                let entry = Entry::now(&setting, VERB, (SUBJECT, setting.id::<kernel::RawId>()), &payload);
                journal::append(tx, &setting, &Actor::system(), entry)?;
            }
            Ok::<_, DbError>(())
        })?;
        Ok(n)
    }

    fn see(&self, tx: &mut Tx<'_>) -> Result<Seen, AnalyzeError> {
        let mark = Mark { seq: journal::head(tx)?, at: self.setting.now() };
        let firm = access::firm::load(tx)?;
        let act = Desk::default().act(tx, (&self.setting, &Actor::system()), &firm)?;
        let reckoning = reckoning(&act);
        let mut read = |slug: &str| match self.happenings.find(slug) {
            Some(table) => happenings::some(tx, table.as_ref(), (&READ, &reckoning)).map(Some),
            None => Ok(None),
        };
        let (orders, returns) = (read(TABLES[0])?, read(TABLES[1])?);
        let currency = act.manner.currency;
        let rows = sheet_of_orders(orders.as_ref(), returns.as_ref()).in_places(currency.n_decimals());
        Ok(Seen { rows, mark, currency })
    }
}

/// What an entry of the journal says of a reckoning.
fn payload(changed: &[(CustomerNo, Standing)], gone: &[CustomerNo]) -> Value {
    let n = changed.len() + gone.len();
    if n > MOST_NAMED {
        return json!({ "n": n });
    }
    let customers: Vec<CustomerNo> =
        changed.iter().map(|(no, _)| *no).chain(gone.iter().copied()).collect();
    json!({ "customers": customers })
}

/// Standings to be written, and customers who have none any more.
type Difference = (Vec<(CustomerNo, Standing)>, Vec<CustomerNo>);

/// Those that are not kept as they are now, and those that are kept and no longer are.
fn differing(tx: &mut Tx<'_>, mut made: Standings) -> Result<Difference, DbError> {
    let mut gone = Vec::new();
    store::all(tx, |no, kept| match made.get(&no) {
        Some(standing) if *standing == kept => {
            made.remove(&no);
        }
        Some(_) => {}
        None => gone.push(no),
    })?;
    Ok((made.into_iter().collect(), gone))
}

/// Whether anything happened with orders since a mark.
fn is_behind(tx: &mut Tx<'_>, happenings: &Happenings, mark: Option<Mark>) -> Result<bool, DbError> {
    let tables: Vec<&Arc<dyn HappeningTable>> =
        TABLES.iter().filter_map(|slug| happenings.find(slug)).collect();
    let Some(mark) = mark else {
        for table in tables {
            if happenings::has_any(tx, table.as_ref())? {
                return Ok(true);
            }
        }
        return Ok(false);
    };
    let entries = journal::since(tx, mark.seq, MOST_ENTRIES)?;
    if entries.len() == MOST_ENTRIES {
        return Ok(true);
    }
    for table in tables {
        let touched = table.touched(tx, &entries)?;
        if !matches!(touched, Touched::Customers(ref customers) if customers.is_empty()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// When standings were worked out, and whether orders stand still since.
pub(super) fn reckoned(tx: &mut Tx<'_>, happenings: &Happenings) -> Result<Reckoned, DbError> {
    let mark = store::mark(tx)?;
    Ok(Reckoned { at: mark.map(|mark| mark.at), is_current: !is_behind(tx, happenings, mark)? })
}

/// Keeps the standings of a base up for as long as the house stands.
pub async fn keep(reckoner: Reckoner) {
    let mut pause = PAUSE;
    loop {
        tokio::time::sleep(pause).await;
        let reckoner = reckoner.clone();
        let work = tokio::task::spawn_blocking(move || {
            let begun = Instant::now();
            let done = reckoner.is_due().map_err(AnalyzeError::from).and_then(|is_due| match is_due {
                true => reckoner.reckon(),
                false => Ok(0),
            });
            (begun.elapsed(), done)
        });
        pause = match work.await {
            Ok((took, Ok(_))) => PAUSE.max(took * REST),
            Ok((took, Err(error))) => {
                tracing::warn!(%error, "standings cannot be worked out");
                Duration::from_secs(60).max(took * REST)
            }
            Err(_) => Duration::from_secs(60),
        };
    }
}

//! The rows of a base, held between requests: read once, then brought up to date from the journal.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use customers::{Act, CustomerNo, Happenings, Touched, listing};
use db::{DbError, Dialect, Tx};
use kernel::Reach;

use super::gathering::{Gathered, Reckoning};
use super::pushed::Grain;
use super::rows::Rows;
use super::{people, pushed, sheets};
use crate::AnalyzeError;
use crate::analyses::Sheet;
use crate::store::happenings as store;

/// The tables of happenings that analyses are made from.
const TABLES: [&str; 4] = ["orders", "order_lines", "payments", "returns"];
/// The table of how often and for how much each customer was contacted, where the house has one.
const CONTACTS: &str = "customer_interactions";
/// More changes than this at once: everything is read anew.
const MOST_ENTRIES: usize = 20_000;

/// The rows as of one entry of the journal.
#[derive(Default)]
struct Stock {
    seq: i64,
    today: i32,
    tables: BTreeMap<&'static str, Gathered>,
    sheets: BTreeMap<Sheet, Rows>,
}

/// What orders are added up by: the house itself over columns it holds, or the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Adding {
    /// The base where it is PostgreSQL, which may be spread over machines; else the house.
    #[default]
    AsTheBaseIs,
    /// The house.
    Here,
    /// The base.
    InTheBase,
}

/// Sums that the base made, remembered at once.
const REMEMBERED: usize = 4;

/// Sums by their grain, with the entry of the journal up to which they are true, and the day on which they are.
type Remembered = BTreeMap<Grain, ((i64, i32), Rows)>;

/// Holds the rows of a base; cheap to clone. Memory is about 40 bytes for each order, line and payment.
#[derive(Clone, Default)]
pub struct Warehouse {
    stock: Arc<Mutex<Option<Stock>>>,
    sums: Arc<Mutex<Remembered>>,
    adding: Adding,
}

impl Warehouse {
    /// One that has orders added up so.
    pub fn adding(adding: Adding) -> Self {
        Self { adding, ..Self::default() }
    }

    /// The sums of a grain, made by the base, and the entry of the journal up to which they are true; `None` where the
    /// house adds up itself, and for who may not see all that sums without customers are made of.
    ///
    /// # Errors
    /// Any [`DbError`]; [`AnalyzeError::Forbidden`] without the right to see customers.
    pub fn sums(
        &self,
        tx: &mut Tx<'_>,
        (act, happenings): (&Act, &Happenings),
        grain: &Grain,
    ) -> Result<Option<(Rows, i64)>, AnalyzeError> {
        let sight = &act.actor.sight;
        let sees_all = *sight.reach(customers::RIGHT) == Reach::All && !sight.has_masks();
        if !self.is_pushing(tx) || !sees_all && !grain.has_customers() {
            return Ok(None);
        }
        let Some((rows, head)) = self.summed(tx, (act, happenings), grain)? else { return Ok(None) };
        Ok(Some((seen_by(tx, act, rows)?, head)))
    }

    fn is_pushing(&self, tx: &Tx<'_>) -> bool {
        match self.adding {
            Adding::AsTheBaseIs => tx.dialect() == Dialect::Postgres,
            Adding::Here => false,
            Adding::InTheBase => true,
        }
    }

    fn summed(
        &self,
        tx: &mut Tx<'_>,
        (act, happenings): (&Act, &Happenings),
        grain: &Grain,
    ) -> Result<Option<(Rows, i64)>, DbError> {
        let head = journal::head(tx)?;
        let now = (head, today(act));
        let known = {
            let sums = self.sums.lock().unwrap_or_else(PoisonError::into_inner);
            sums.get(grain).filter(|(at, _)| *at == now).cloned()
        };
        if let Some((_, rows)) = known {
            return Ok(Some((rows, head)));
        }
        let Some(rows) = pushed::rows(tx, (act, happenings), grain)? else { return Ok(None) };
        let mut sums = self.sums.lock().unwrap_or_else(PoisonError::into_inner);
        sums.retain(|_, (at, _)| *at == now);
        if sums.len() < REMEMBERED {
            sums.insert(grain.clone(), (now, rows.clone()));
        }
        Ok(Some((rows, head)))
    }

    /// What customers' own rows are made from where the base adds up: their sums, and the fields of their cards.
    fn of_sums(
        &self,
        tx: &mut Tx<'_>,
        (act, happenings): (&Act, &Happenings),
        sheet: Sheet,
    ) -> Result<Option<(Rows, i64)>, DbError> {
        let is_of_customers = matches!(sheet, Sheet::Buyers | Sheet::Customers);
        if !is_of_customers || !self.is_pushing(tx) {
            return Ok(None);
        }
        let Some((sums, head)) = self.summed(tx, (act, happenings), &Grain::Customers)? else {
            return Ok(None);
        };
        let contacts = match happenings.find(CONTACTS) {
            Some(table) => Some(store::all(tx, table.as_ref(), &reckoning(act))?),
            None => None,
        };
        let made_of = (&sums, contacts.as_ref());
        let rows = match sheet {
            Sheet::Buyers => people::buyers(made_of, today(act)),
            _ => people::all(tx, act, made_of, today(act))?,
        };
        Ok(Some((rows, head)))
    }

    /// The rows of a kind as they stand, and the entry of the journal up to which they are true. Whoever waits for them
    /// to be read waits with the others, so that they are read once.
    ///
    /// # Errors
    /// Any [`DbError`]; [`AnalyzeError::Forbidden`] without the right to see customers.
    pub fn rows(
        &self,
        tx: &mut Tx<'_>,
        (act, happenings): (&Act, &Happenings),
        sheet: Sheet,
    ) -> Result<(Rows, i64), AnalyzeError> {
        if let Some((rows, head)) = self.of_sums(tx, (act, happenings), sheet)? {
            return Ok((seen_by(tx, act, rows)?, head));
        }
        let reckoning = reckoning(act);
        let mut held = self.stock.lock().unwrap_or_else(PoisonError::into_inner);
        let head = journal::head(tx)?;
        let today = today(act);
        let mut stock = match held.take() {
            Some(stock) if stock.seq == head => stock,
            Some(stock) if stock.seq < head => renewed(tx, stock, head, (happenings, &reckoning))?,
            _ => read(tx, head, (happenings, &reckoning))?,
        };
        if stock.today != today {
            stock.today = today;
            for dated in [Sheet::Payments, Sheet::Buyers, Sheet::Customers] {
                stock.sheets.remove(&dated);
            }
        }
        let rows = match stock.sheets.get(&sheet) {
            Some(rows) => rows.clone(),
            None => {
                let made = made(tx, act, &stock, sheet)?;
                stock.sheets.insert(sheet, made.clone());
                made
            }
        };
        *held = Some(stock);
        drop(held);
        Ok((seen_by(tx, act, rows)?, head))
    }
}

/// What of the rows whoever asks may see.
fn seen_by(tx: &mut Tx<'_>, act: &Act, rows: Rows) -> Result<Rows, AnalyzeError> {
    let sight = &act.actor.sight;
    let is_whole = *sight.reach(customers::RIGHT) == Reach::All;
    if is_whole && !sight.has_masks() {
        return Ok(rows);
    }
    let mut seen: HashSet<String> = HashSet::new();
    let mut after = 0;
    loop {
        if is_whole {
            break;
        }
        let query = listing::Query::default();
        let some =
            listing::numbers(tx, act, &query, (after, 10_000)).map_err(|_| AnalyzeError::Forbidden)?;
        let Some(last) = some.last() else { break };
        after = *last;
        seen.extend(some.iter().map(ToString::to_string));
    }
    Ok(rows.seen(|no| is_whole || seen.contains(no), |name| sight.is_masked(name)))
}

/// The money and the days of the firm.
pub(crate) fn reckoning(act: &Act) -> Reckoning {
    let zone = jiff::tz::Offset::from_seconds(act.manner.utc_offset_secs)
        .map_or(jiff::tz::TimeZone::UTC, |at| at.to_time_zone());
    Reckoning { currency: act.manner.currency, zone }
}

/// Today in the firm's calendar.
pub(super) fn today(act: &Act) -> i32 {
    let local = act.setting.now() + i64::from(act.manner.utc_offset_secs) * 1_000;
    i32::try_from(local.div_euclid(86_400_000)).unwrap_or(0)
}

/// Everything anew.
fn read(
    tx: &mut Tx<'_>,
    seq: i64,
    (happenings, reckoning): (&Happenings, &Reckoning),
) -> Result<Stock, DbError> {
    let mut tables = BTreeMap::new();
    for slug in TABLES.into_iter().chain([CONTACTS]) {
        if let Some(table) = happenings.find(slug) {
            tables.insert(slug, store::all(tx, table.as_ref(), reckoning)?);
        }
    }
    Ok(Stock { seq, tables, ..Stock::default() })
}

/// Brought up to the head of the journal: only rows of customers that changed are read again.
fn renewed(
    tx: &mut Tx<'_>,
    mut stock: Stock,
    head: i64,
    (happenings, reckoning): (&Happenings, &Reckoning),
) -> Result<Stock, DbError> {
    let entries = journal::since(tx, stock.seq, MOST_ENTRIES)?;
    if entries.len() >= MOST_ENTRIES {
        return read(tx, head, (happenings, reckoning));
    }
    for slug in TABLES.into_iter().chain([CONTACTS]) {
        let Some(table) = happenings.find(slug) else { continue };
        let fresh = match table.touched(tx, &entries)? {
            Touched::Everything => store::all(tx, table.as_ref(), reckoning)?,
            Touched::Customers(whose) if whose.is_empty() => continue,
            Touched::Customers(whose) => {
                let whose: HashSet<CustomerNo> = whose.into_iter().collect();
                let list: Vec<CustomerNo> = whose.iter().copied().collect();
                let new = store::of_customers(tx, table.as_ref(), (&list, reckoning))?;
                let mut all = stock.tables.remove(slug).unwrap_or_else(|| Gathered::new(table.columns()));
                all.replace(|no| whose.contains(&no), &new);
                all
            }
        };
        stock.tables.insert(slug, fresh);
        match slug {
            CONTACTS => drop(stock.sheets.remove(&Sheet::Buyers)),
            _ => stock.sheets.clear(),
        }
    }
    // A change to a card may change any of its fields.
    stock.sheets.remove(&Sheet::Customers);
    stock.seq = head;
    Ok(stock)
}

fn made(tx: &mut Tx<'_>, act: &Act, stock: &Stock, sheet: Sheet) -> Result<Rows, DbError> {
    let table = |slug: &str| stock.tables.get(slug);
    let places = act.manner.currency.n_decimals();
    let orders = || sheets::orders(table("orders"), table("returns")).in_places(places);
    Ok(match sheet {
        Sheet::Orders => orders(),
        Sheet::Lines => sheets::lines(table("order_lines")).in_places(places),
        Sheet::Payments => sheets::payments(table("payments"), stock.today).in_places(places),
        Sheet::Buyers => people::buyers((&orders(), table(CONTACTS)), stock.today),
        Sheet::Customers => {
            let orders = match stock.sheets.get(&Sheet::Orders) {
                Some(rows) => rows.clone(),
                None => orders(),
            };
            people::all(tx, act, (&orders, table(CONTACTS)), stock.today)?
        }
    })
}

//! The rows of a base, held between requests: read once, then brought up to date from the journal.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use customers::{Act, CustomerNo, Happenings, Touched, listing};
use db::{DbError, Tx};
use kernel::Reach;

use super::gathering::{Gathered, Reckoning};
use super::rows::Rows;
use super::{people, sheets};
use crate::AnalyzeError;
use crate::analyses::Sheet;
use crate::store::happenings as store;

/// The tables of happenings that analyses are made from.
const TABLES: [&str; 4] = ["orders", "order_lines", "payments", "returns"];
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

/// Holds the rows of a base; cheap to clone. Memory is about 40 bytes for each order, line and payment.
#[derive(Clone, Default)]
pub struct Warehouse {
    stock: Arc<Mutex<Option<Stock>>>,
}

impl Warehouse {
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

fn reckoning(act: &Act) -> Reckoning {
    let zone = jiff::tz::Offset::from_seconds(act.manner.utc_offset_secs)
        .map_or(jiff::tz::TimeZone::UTC, |at| at.to_time_zone());
    Reckoning { currency: act.manner.currency, zone }
}

/// Today in the firm's calendar.
fn today(act: &Act) -> i32 {
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
    for slug in TABLES {
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
    for slug in TABLES {
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
        stock.sheets.clear();
    }
    // A change to a card may change any of its fields.
    stock.sheets.remove(&Sheet::Customers);
    stock.seq = head;
    Ok(stock)
}

fn made(tx: &mut Tx<'_>, act: &Act, stock: &Stock, sheet: Sheet) -> Result<Rows, DbError> {
    let table = |slug: &str| stock.tables.get(slug);
    Ok(match sheet {
        Sheet::Orders => sheets::orders(table("orders"), table("returns")),
        Sheet::Lines => sheets::lines(table("order_lines")),
        Sheet::Payments => sheets::payments(table("payments"), stock.today),
        Sheet::Buyers => people::buyers(&sheets::orders(table("orders"), table("returns")), stock.today),
        Sheet::Customers => {
            let orders = match stock.sheets.get(&Sheet::Orders) {
                Some(rows) => rows.clone(),
                None => sheets::orders(table("orders"), table("returns")),
            };
            people::all(tx, act, &orders, stock.today)?
        }
    })
}

//! A file of orders or products on its way into the base: read through, gathered, handed on batch by batch.

use super::drafting::targets;
use super::gathering::{At, Gathered, Gatherer, Whole};
use super::goods;
use super::lookup::Lookup;
use super::tables::Tables;
use super::writing::{Product, Records};
use crate::formats::{ReadError, Settings, Source};
use crate::mapping::{Mapping, RowsOf};
use crate::run::Mended;
use customers::Act;
use web::FieldError;

/// Orders or products written in one transaction: enough for it to pay, few enough that others wait only a moment.
const BATCH: usize = 250;
/// Refused rows written in one transaction.
const REFUSED: usize = 5_000;

/// A file with all that reading it needs.
pub(crate) struct Feeding {
    pub(crate) source: Source,
    pub(crate) settings: Settings,
    pub(crate) mapping: Mapping,
    pub(crate) act: Act,
    pub(crate) mended: Mended,
    /// Rows that are in already: first those that are of no use, then those of orders in the order of the file.
    pub(crate) n_skipped: i64,
}

/// Hands on what a file holds, each part with how much of the file is done with it, until nobody takes it any more.
///
/// # Errors
/// [`ReadError`] when the file cannot be read to its end: then nothing of it is handed on, since an order may have lost
/// its lines.
pub(crate) fn feed(feeding: &Feeding, send: &mut dyn FnMut(Records, f64) -> bool) -> Result<(), ReadError> {
    let mut n_done = 0;
    let mut hand_on = |records: Records, n_all: i64| {
        n_done += records.n_rows();
        let is_in = n_done <= feeding.n_skipped;
        is_in || send(records, n_done as f64 / n_all.max(1) as f64)
    };
    if feeding.mapping.into == RowsOf::Products {
        let (products, refused, n_all) = feeding.products()?;
        for part in parts(refused, REFUSED) {
            if !hand_on(Records { refused: part, ..Records::default() }, n_all) {
                return Ok(());
            }
        }
        for part in parts(products, BATCH) {
            if !hand_on(Records { products: part, ..Records::default() }, n_all) {
                return Ok(());
            }
        }
        return Ok(());
    }
    let whole = feeding.gather(usize::MAX)?;
    for part in parts(whole.refused, REFUSED) {
        if !hand_on(Records { refused: part, ..Records::default() }, whole.n_rows) {
            return Ok(());
        }
    }
    for part in parts(whole.orders, BATCH) {
        let terms = feeding.mapping.orders.clone();
        if !hand_on(Records { orders: part, terms, ..Records::default() }, whole.n_rows) {
            return Ok(());
        }
    }
    Ok(())
}

fn parts<T>(all: Vec<T>, size: usize) -> Vec<Vec<T>> {
    let (mut all, mut parts) = (all.into_iter().peekable(), Vec::new());
    while all.peek().is_some() {
        parts.push(all.by_ref().take(size).collect());
    }
    parts
}

impl Feeding {
    /// Gathers the orders of the file, or those of its first rows; of two tables all rows are read.
    ///
    /// # Errors
    /// [`ReadError`].
    pub(crate) fn gather(&self, n_most: usize) -> Result<Whole, ReadError> {
        let tables = Tables::of(&self.source, &self.settings, RowsOf::Orders)?;
        let columns = tables.columns();
        let lookup = Lookup::of(&self.source, &self.settings)?;
        let terms = &self.mapping.orders;
        let own = stem(self.source.name());
        let source = terms.source.as_deref().map(str::trim).filter(|name| !name.is_empty()).unwrap_or(own);
        let all = targets(&self.mapping, &columns);
        let mut gatherer = Gatherer::new(&self.act, source, &lookup);
        let mut n = 0;
        tables.each(&self.source, &mut |part, row| {
            n += 1;
            let places = part.n_before..part.n_before + part.columns.len();
            let own = |(at, target): (usize, &Option<_>)| target.filter(|_| places.contains(&at));
            let own: Vec<_> = all.iter().enumerate().map(own).collect();
            if self.mended.is_empty() || tables.are_two() {
                gatherer.add(row, &own, part.has_lines);
            } else {
                let mut row = row.clone();
                self.mended.apply(&mut row);
                gatherer.add(&row, &own, part.has_lines);
            }
            tables.are_two() || n < n_most
        })?;
        Ok(gatherer.finish(terms.currency.as_deref().filter(|code| !code.trim().is_empty())))
    }

    /// The products of the file, the rows that are none, and how many rows there are.
    ///
    /// # Errors
    /// [`ReadError`].
    pub(crate) fn products(&self) -> Result<(Vec<Product>, Vec<crate::run::Refused>, i64), ReadError> {
        let tables = Tables::of(&self.source, &self.settings, RowsOf::Products)?;
        let lookup = Lookup::of(&self.source, &self.settings)?;
        let targets = targets(&self.mapping, &tables.columns());
        let (mut products, mut refused, mut n_rows) = (Vec::new(), Vec::new(), 0);
        tables.each(&self.source, &mut |_, row| {
            n_rows += 1;
            let mut row = row.clone();
            self.mended.apply(&mut row);
            let texts: Vec<&str> = row.cells().map(|cell| cell.text).collect();
            let at = At {
                place: n_rows,
                row_no: i64::try_from(row.number).unwrap_or(0),
                cells: serde_json::to_string(&texts).unwrap_or_default(),
            };
            match goods::good(&row, &targets).filter(|_| row.fault().is_none()) {
                Some(mut good) => {
                    if good.name.is_empty() {
                        let known = lookup.name_of(&good.code).unwrap_or(&good.code);
                        good.name = known.to_owned();
                    }
                    products.push(Product { at, good });
                }
                None => {
                    refused.push(at.refused(&[FieldError::new("code", "transfer-orders-code-missing")]))
                }
            }
            true
        })?;
        Ok((products, refused, n_rows))
    }
}

/// The name of a file without its endings: by it the numbers of orders are told from those of other files.
pub(crate) fn stem(name: &str) -> &str {
    let end = name.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let own = name.get(end..).unwrap_or(name);
    own.split('.').next().unwrap_or(own)
}

/// How many rows an order is made of.
pub(super) fn n_rows(order: &Gathered) -> i64 {
    i64::try_from(order.rows.len()).unwrap_or(0)
}

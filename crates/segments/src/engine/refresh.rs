//! Tables read into columns, and kept as they stand.

use super::{Engine, Head, State};
use crate::rows::{Gathered, Loaded};
use crate::store::happenings;
use customers::{HappeningTable, Touched};
use db::{Db, DbError, Tx};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Tables with so many rows or fewer are read at once, by whoever asks first.
const FEW: i64 = 200_000;

/// Bytes that a row takes while it is read, per column, and for its customer and its place.
const BYTES_PER_CELL: i64 = 8;

/// Entries of the journal looked through at once; behind by more, a table is read anew.
const MOST_ENTRIES: usize = 5_000;

/// Customers kept beside the columns; beyond these a table is read anew.
const MOST_CHANGED: usize = 50_000;

impl Engine {
    /// A table as it stands in this view of the base; `None` while it is read, and when it is left to SQL.
    pub(super) fn table(
        &self,
        tx: &mut Tx<'_>,
        table: &Arc<dyn HappeningTable>,
    ) -> Result<Option<Arc<Loaded>>, DbError> {
        let slug = table.slug();
        let known = {
            let state = self.state();
            if state.left_out.contains(slug) {
                return Ok(None);
            }
            state.tables.get(slug).cloned()
        };
        match known {
            Some(known) => self.refreshed(tx, table, known),
            None => self.begun(tx, table),
        }
    }

    /// Reads a table for the first time: at once, or behind the scenes.
    fn begun(
        &self,
        tx: &mut Tx<'_>,
        table: &Arc<dyn HappeningTable>,
    ) -> Result<Option<Arc<Loaded>>, DbError> {
        let head = Head::read(tx)?;
        let span = happenings::span(tx, table.as_ref())?;
        let n = span.map_or(0, |(first, last)| last - first + 1);
        let n_cells = i64::try_from(table.columns().len()).unwrap_or(0) + 2;
        let bytes = usize::try_from(n.saturating_mul(n_cells * BYTES_PER_CELL)).unwrap_or(usize::MAX);
        let mut state = self.state();
        if held(&state).saturating_add(bytes) > self.inner.budget {
            tracing::info!(table = table.slug(), n, "left to SQL: its columns would not fit");
            state.left_out.insert(table.slug());
            return Ok(None);
        }
        if n > FEW {
            if state.coming.insert(table.slug()) {
                self.read_behind(table);
            }
            return Ok(None);
        }
        drop(state);
        let rows = match span {
            Some(span) => happenings::numbered(tx, table.as_ref(), span)?,
            None => Gathered::of(table.columns()),
        };
        Ok(Some(self.kept(table.as_ref(), Loaded::fresh(rows.sorted(), head))))
    }

    fn read_behind(&self, table: &Arc<dyn HappeningTable>) {
        let (engine, table) = (self.clone(), Arc::clone(table));
        std::thread::spawn(move || {
            if let Err(error) = engine.load(&table) {
                tracing::warn!(table = table.slug(), %error, "cannot be read into columns");
            }
            engine.state().coming.remove(table.slug());
        });
    }

    /// Reads a whole table into columns and takes them into use.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn load(&self, table: &Arc<dyn HappeningTable>) -> Result<(), DbError> {
        let Some(db) = &self.inner.db else { return Ok(()) };
        // The head comes first: whatever happens while the rows are read is read anew afterwards.
        let (head, span) =
            db.read(|tx| Ok::<_, DbError>((Head::read(tx)?, happenings::span(tx, table.as_ref())?)))?;
        let rows = match span {
            Some(span) => read_by_two(db, table.as_ref(), span)?,
            None => Gathered::of(table.columns()),
        };
        let n = rows.n();
        let loaded = self.kept(table.as_ref(), Loaded::fresh(rows.sorted(), head));
        tracing::info!(table = table.slug(), n, bytes = loaded.bytes(), "held in columns");
        Ok(())
    }

    fn kept(&self, table: &dyn HappeningTable, loaded: Loaded) -> Arc<Loaded> {
        let loaded = Arc::new(loaded);
        let mut state = self.state();
        match state.tables.get(table.slug()) {
            // Somebody was quicker and knows more.
            Some(known) if known.head.seq >= loaded.head.seq => Arc::clone(known),
            _ => {
                state.tables.insert(table.slug(), Arc::clone(&loaded));
                loaded
            }
        }
    }

    fn refreshed(
        &self,
        tx: &mut Tx<'_>,
        table: &Arc<dyn HappeningTable>,
        known: Arc<Loaded>,
    ) -> Result<Option<Arc<Loaded>>, DbError> {
        let head = Head::read(tx)?;
        if known.head == head || known.head.seq > head.seq {
            return Ok(Some(known));
        }
        let entries = journal::since(tx, known.head.seq - 1, MOST_ENTRIES + 1)?;
        let touched = match known.head.news(&entries) {
            Some(news) if entries.len() <= MOST_ENTRIES => table.touched(tx, news)?,
            _ => Touched::Everything,
        };
        let mut changed: BTreeSet<u32> = known.changed.iter().copied().collect();
        match touched {
            Touched::Customers(customers) if customers.is_empty() => {
                let (base, anew) = (Arc::clone(&known.base), Arc::clone(&known.anew));
                let same = Loaded { head, base, changed: known.changed.clone(), anew };
                return Ok(Some(self.kept(table.as_ref(), same)));
            }
            Touched::Customers(customers) => {
                changed.extend(customers.into_iter().filter_map(|no| u32::try_from(no).ok()))
            }
            Touched::Everything => return self.again(tx, table),
        }
        if changed.len() > MOST_CHANGED {
            return self.again(tx, table);
        }
        let changed: Vec<u32> = changed.into_iter().collect();
        let anew = Arc::new(happenings::of_customers(tx, table.as_ref(), &changed)?.sorted());
        let loaded = Loaded { base: Arc::clone(&known.base), changed, anew, head };
        Ok(Some(self.kept(table.as_ref(), loaded)))
    }

    /// Forgets a table and begins anew.
    fn again(
        &self,
        tx: &mut Tx<'_>,
        table: &Arc<dyn HappeningTable>,
    ) -> Result<Option<Arc<Loaded>>, DbError> {
        self.state().tables.remove(table.slug());
        self.begun(tx, table)
    }

    /// Memory that columns take now, in bytes.
    pub fn bytes(&self) -> usize {
        held(&self.state())
    }
}

fn held(state: &State) -> usize {
    state.tables.values().map(|table| table.bytes()).sum()
}

/// Reads the halves of a table on two threads.
fn read_by_two(
    db: &Db,
    table: &dyn HappeningTable,
    (first, last): (i64, i64),
) -> Result<Gathered, DbError> {
    let middle = first + (last - first) / 2;
    let read = |span| db.read(|tx| happenings::numbered(tx, table, span));
    std::thread::scope(|scope| {
        let second = scope.spawn(|| read((middle + 1, last)));
        let mut rows = read((first, middle))?;
        match second.join() {
            Ok(more) => rows.join(more?),
            Err(_) => rows.join(read((middle + 1, last))?),
        }
        Ok(rows)
    })
}

//! Which tables of a file hold orders: one with their lines in it, or one of heads and one of lines.

use crate::cells::Row;
use crate::formats::{self, ReadError, Settings, Source};
use crate::mapping::{RowsOf, Sampled};

/// What stands between the name of a table and that of its column, where a file has two.
const BETWEEN: &str = " · ";

/// A table of a file, as it is read.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    settings: Settings,
    /// The headings of its columns, as the table has them.
    pub(crate) columns: Vec<String>,
    /// How many columns of other tables stand before its own.
    pub(crate) n_before: usize,
    /// Whether its rows bear lines of orders.
    pub(crate) has_lines: bool,
    /// Whether blanks of any number part its columns.
    is_spaced: bool,
    name: String,
}

/// The tables of one file, in the order in which they are read.
#[derive(Debug, Clone)]
pub(crate) struct Tables {
    pub(crate) parts: Vec<Part>,
}

impl Tables {
    /// The tables that hold what is asked for; the chosen one where the file is of no known shape.
    ///
    /// # Errors
    /// [`ReadError`] when the file cannot be read.
    pub(crate) fn of(source: &Source, settings: &Settings, rows: RowsOf) -> Result<Tables, ReadError> {
        let tables = formats::tables(source, settings)?;
        let has = |name: &str| tables.iter().any(|table| table.name == name).then(|| name.to_owned());
        let ending = |end: &str| {
            let found = tables.iter().find(|table| table.name.ends_with(end));
            found.map(|table| table.name.clone())
        };
        if rows == RowsOf::Products {
            let goods = has("products").or(has("offers")).or(ending("_product"));
            let chosen = settings.table.clone().filter(|name| !name.is_empty());
            let table = goods.or(chosen).unwrap_or_default();
            return Ok(Tables { parts: vec![Part::open(source, settings, (table, true))?] });
        }
        let heads = ending("_order").or_else(|| has("orders"));
        let lines = ending("_order_product").or_else(|| has("order_lines"));
        let (Some(heads), Some(lines)) = (heads, lines) else {
            let table = settings.table.clone().unwrap_or_default();
            return Ok(Tables { parts: vec![Part::open(source, settings, (table, true))?] });
        };
        let heads = Part::open(source, settings, (heads, false))?;
        let lines = Part::open(source, settings, (lines, true))?;
        let lines = Part { n_before: heads.columns.len(), ..lines };
        Ok(Tables { parts: vec![heads, lines] })
    }

    /// Whether the heads of orders and their lines are two tables.
    pub(crate) fn are_two(&self) -> bool {
        self.parts.len() > 1
    }

    /// Whether there is one table, whose rows stand as the file has them.
    pub(crate) fn are_plain(&self) -> bool {
        self.parts.iter().all(|part| !part.is_spaced) && !self.are_two()
    }

    /// The columns of all tables in a row; of two tables each is named with its table.
    pub(crate) fn columns(&self) -> Vec<String> {
        let named = |part: &Part, column: &String| match self.are_two() {
            true => format!("{}{BETWEEN}{column}", part.name),
            false => column.clone(),
        };
        self.parts.iter().flat_map(|part| part.columns.iter().map(move |one| named(part, one))).collect()
    }

    /// Reads every row; cells stand under the columns of all tables. Stops when `take` says `false`.
    ///
    /// # Errors
    /// [`ReadError`] at the row that cannot be read.
    pub(crate) fn each(
        &self,
        source: &Source,
        take: &mut dyn FnMut(&Part, &Row) -> bool,
    ) -> Result<(), ReadError> {
        for part in &self.parts {
            let mut reading = formats::open(source, &part.settings)?;
            let (mut row, mut placed) = (Row::new(), Row::new());
            while reading.next(&mut row)? {
                if (!part.is_spaced && part.n_before == 0) || row.fault().is_some() {
                    if !take(part, &row) {
                        return Ok(());
                    }
                    continue;
                }
                part.place(&row, &mut placed);
                if !take(part, &placed) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// The first rows of each table, at most `n`.
    ///
    /// # Errors
    /// [`ReadError`].
    pub(crate) fn sample(&self, source: &Source, n: usize) -> Result<Sampled, ReadError> {
        let mut sampled = Sampled { columns: self.columns(), rows: Vec::new() };
        for part in &self.parts {
            let (one, mut n_left) = (Tables { parts: vec![part.clone()] }, n);
            one.each(source, &mut |_, row| {
                if row.fault().is_none() && n_left > 0 {
                    sampled.rows.push(row.cells().map(|cell| cell.text.to_owned()).collect());
                    n_left -= 1;
                }
                n_left > 0
            })?;
        }
        Ok(sampled)
    }
}

impl Part {
    fn open(
        source: &Source,
        settings: &Settings,
        (name, has_lines): (String, bool),
    ) -> Result<Part, ReadError> {
        let mut settings = settings.clone();
        if settings.table.as_deref().unwrap_or_default() != name {
            // Another table has its heading elsewhere.
            (settings.table, settings.header_row) = (Some(name.clone()), None);
        }
        let found = formats::open(source, &settings)?.columns().to_vec();
        let (columns, is_spaced) = match found.as_slice() {
            [only] if only.split_whitespace().count() > 2 => {
                (only.split_whitespace().map(str::to_owned).collect(), true)
            }
            _ => (found, false),
        };
        Ok(Part { settings, columns, n_before: 0, has_lines, is_spaced, name })
    }

    /// Puts the cells of a row under the columns of all tables.
    fn place(&self, row: &Row, placed: &mut Row) {
        placed.clear();
        placed.number = row.number;
        placed.pad(self.n_before);
        if self.is_spaced {
            row.cell(0).text.split_whitespace().for_each(|word| placed.push_text(word));
        } else {
            row.cells().for_each(|cell| placed.push(cell.value, cell.text));
        }
    }
}

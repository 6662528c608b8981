//! The contract by which capabilities above describe what happened with customers, so that conditions can ask about it.
//!
//! Orders, their lines, payments, returns, interactions, deals and tasks are each a [`HappeningTable`]: rows that belong
//! to a customer, with typed columns. So are values worked out per customer, such as an RFM cell, with one row each. The
//! words, operators and parsing of a column are those of its kind of field. Segments read the rows into columns, or ask
//! the base, by the one `SELECT` that a table gives.

use crate::customer::CustomerNo;
use db::{DbError, Tx};
use fields::{FieldKind, Settings};
use journal::Record;
use kernel::{Actor, Level, Millis, Right};
use std::sync::Arc;

/// One table of what happened with customers.
pub trait HappeningTable: Send + Sync {
    /// Its name in conditions, as in `{"happened": "orders"}`; never changes.
    fn slug(&self) -> &'static str;

    /// The catalogue key of what people call it in the plural: "orders".
    fn title(&self) -> &'static str;

    /// The right over which reading must be allowed for it to be asked about.
    fn right(&self) -> Right;

    /// Its columns, the commonest first; slugs are unique within the table and plain SQL names.
    fn columns(&self) -> &'static [HappeningColumn];

    /// The column that says when, by which "in the last 90 days" is meant; `None` where nothing is dated.
    fn when(&self) -> Option<&'static str>;

    /// A `SELECT` without parameters, `ORDER BY`, `WITH` or `;`, the same on both databases, that gives one row per
    /// happening: `no` (a number of its own, never null, dense enough to be read in ranges), `customer_no` (never null)
    /// and every column under its slug, as its [`Holds`] says. What does not count, such as a cancelled order where only
    /// real ones are meant, is left out here or told apart by a column. An index leads from `customer_no` to the rows
    /// and another one by `no`.
    fn rows(&self) -> &'static str;

    /// Whose rows may have changed by these entries of the journal, for entries of every capability; entries of others
    /// are passed over. A row that went from one customer to another touches both.
    ///
    /// # Errors
    /// Any [`DbError`].
    fn touched(&self, tx: &mut Tx<'_>, entries: &[Record]) -> Result<Touched, DbError>;

    /// Whether there is at most one row per customer, and its columns are values of theirs rather than happenings.
    fn is_one_each(&self) -> bool {
        false
    }

    /// When its rows were last worked out, where they are kept and may lag behind what they are made from; `None` for
    /// rows that are always true.
    ///
    /// # Errors
    /// Any [`DbError`].
    fn reckoned(&self, _: &mut Tx<'_>) -> Result<Option<Reckoned>, DbError> {
        Ok(None)
    }
}

/// How old the rows of a table are that is worked out behind the scenes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reckoned {
    /// When they were true; `None` before the first time.
    pub at: Option<Millis>,
    /// Whether nothing changed since that they are made from.
    pub is_current: bool,
}

/// Whose rows are to be read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// Of these customers, in any order, doubles allowed; empty when nothing changed.
    Customers(Vec<CustomerNo>),
    /// Of so many that the whole table is read again.
    Everything,
}

/// One column of a table.
#[derive(Clone, Copy)]
pub struct HappeningColumn {
    /// Its name in conditions and in the `SELECT`; never changes.
    pub slug: &'static str,
    /// The catalogue key of what people call it.
    pub label: &'static str,
    /// The slug of the kind of field whose reading, operators and words it has: `date`, `money`, `integer`, `choice`,
    /// `text`, `yes_no`, `staff`.
    pub kind: &'static str,
    /// The settings of that kind, such as the options of a choice; an empty label is said as `<label>-<option>`.
    pub settings: fn() -> Settings,
    /// What the base gives for it.
    pub holds: Holds,
}

/// What the base gives for a column; every one may be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A date as days since 1970-01-01 in the firm's calendar.
    Day,
    /// A moment in milliseconds since 1970 UTC; conditions mean the firm's day it falls on.
    Moment,
    /// An amount in minor units of the firm's currency.
    Minor,
    /// A whole number; of `yes_no` 1 and 0.
    Whole,
    /// A canonical text of its kind that is one of the options in the settings.
    Option,
    /// A canonical text of its kind with few different values; the `SELECT` gives each of them once, as `word`.
    Word(&'static str),
}

impl HappeningColumn {
    /// Its kind; `None` for a slug that is none.
    pub fn field_kind(&self) -> Option<&'static dyn FieldKind> {
        fields::kinds::find(self.kind)
    }

    /// Whether it can be added up.
    pub fn is_amount(&self) -> bool {
        matches!(self.holds, Holds::Minor | Holds::Whole)
    }

    /// Its settings with the names of choices in a person's language.
    pub fn settings_in(&self, say: &words::Say) -> Settings {
        let mut settings = (self.settings)();
        for option in settings.options.iter_mut().filter(|option| option.label.is_empty()) {
            option.label = say.t(&format!("{}-{}", self.label, option.slug.replace('_', "-")));
        }
        settings
    }
}

/// Every table of the house, put by the binary into what the app offers.
#[derive(Clone, Default)]
pub struct Happenings(Arc<Vec<Arc<dyn HappeningTable>>>);

impl Happenings {
    /// In the order in which screens offer them.
    pub fn new(tables: Vec<Arc<dyn HappeningTable>>) -> Self {
        Self(Arc::new(tables))
    }

    /// All, in order.
    pub fn all(&self) -> impl Iterator<Item = &Arc<dyn HappeningTable>> {
        self.0.iter()
    }

    /// The table of a slug.
    pub fn find(&self, slug: &str) -> Option<&Arc<dyn HappeningTable>> {
        self.0.iter().find(|table| table.slug() == slug)
    }

    /// The column of a table; either may be unknown.
    pub fn column(&self, table: &str, slug: &str) -> Option<&'static HappeningColumn> {
        self.find(table)?.columns().iter().find(|column| column.slug == slug)
    }

    /// Those that an actor may ask about, in order.
    pub fn seen_by(&self, actor: &Actor) -> impl Iterator<Item = &Arc<dyn HappeningTable>> {
        self.0.iter().filter(|table| actor.may(table.right(), Level::Read))
    }
}

//! What may go out as a list: customers or orders, under one guard, at once or by a job.

use super::leaving::{self, leave_for};
use super::orders_list::{self, OrdersWanted};
use super::{ExportError, Heed, Leave, Left, Wanted, export_heeding};
use crate::formats::out::{Output, Target, Written};
use access::exporting as guard;
use access::watermark::Watermark;
use customers::Act;
use db::Db;
use kernel::PageSize;
use words::Say;

/// A list with its columns and its format.
#[derive(Clone)]
pub enum Listed {
    /// Of customers.
    Customers(Wanted),
    /// Of orders.
    Orders(OrdersWanted),
}

impl From<Wanted> for Listed {
    fn from(wanted: Wanted) -> Self {
        Listed::Customers(wanted)
    }
}

impl From<OrdersWanted> for Listed {
    fn from(wanted: OrdersWanted) -> Self {
        Listed::Orders(wanted)
    }
}

impl Listed {
    /// In which format it goes out.
    pub fn target(&self) -> &'static dyn Target {
        match self {
            Listed::Customers(wanted) => wanted.target,
            Listed::Orders(wanted) => wanted.target,
        }
    }

    /// What it is called in letters of any language; may be empty.
    pub(crate) fn name(&self, say: &Say) -> String {
        match self {
            Listed::Customers(wanted) => wanted.name.clone(),
            Listed::Orders(_) => say.t("orders-title"),
        }
    }

    /// What it is called in plain letters.
    pub(crate) fn plain(&self) -> &'static str {
        match self {
            Listed::Customers(_) => "customers",
            Listed::Orders(_) => "orders",
        }
    }

    /// Whether the actor may take it out.
    pub(crate) fn may_export(&self, act: &Act) -> bool {
        match self {
            Listed::Customers(_) => super::may_export(act),
            Listed::Orders(_) => orders_list::may_export(act),
        }
    }

    /// Reads its first row, since what is wrong cannot be said once the answer has begun.
    pub(crate) fn probe(&self, db: &Db, act: &Act) -> Result<(), ExportError> {
        let first = (None, PageSize::clamped(1));
        match self {
            Listed::Customers(wanted) => {
                db.read(|tx| customers::listing::page(tx, act, &wanted.query, first).map(drop))?;
            }
            Listed::Orders(wanted) => {
                db.read(|tx| orders::listing::page(tx, act, &wanted.query, first).map(drop))?;
            }
        }
        Ok(())
    }

    /// What the guard of exports is asked.
    pub(crate) fn asked_of(&self, db: &Db, act: &Act, reason: &str) -> Result<guard::Wanted, ExportError> {
        match self {
            Listed::Customers(wanted) => leaving::asked_of(db, act, wanted, reason),
            Listed::Orders(wanted) => wanted.asked_of(db, act, reason),
        }
    }

    /// Asks for leave, or takes the one that somebody has agreed to meanwhile for the very same list.
    ///
    /// # Errors
    /// [`ExportError::Refused`]: not allowed, quota over, reason missing; what cannot be understood in the list.
    pub fn ask_leave(&self, db: &Db, act: &Act, reason: &str) -> Result<Leave, ExportError> {
        let asked = self.asked_of(db, act, reason)?;
        leave_for(db, act, asked)
    }

    /// Writes the whole list, once leave was given, and tells the journal who took what and how much. What people take out
    /// bears the mark of its export; control records among it raise an alarm.
    ///
    /// # Errors
    /// [`customers::CustomerError::Forbidden`]; what keeps the file from being written.
    pub fn export(
        &self,
        db: &Db,
        act: &Act,
        (mark, say): (&Watermark, &Say),
        output: Output,
    ) -> Result<Written, ExportError> {
        let Left { ended, ending } = self.export_heeding(db, act, (mark, say), (output, &mut |_| true))?;
        db.write(move |tx| ending.tell(tx))?;
        ended
    }

    /// The same for whoever watches how far it is, in customers or orders, or may have it stop, and tells by themselves
    /// that it has left.
    pub(crate) fn export_heeding(
        &self,
        db: &Db,
        act: &Act,
        (mark, say): (&Watermark, &Say),
        going: (Output, Heed<'_>),
    ) -> Result<Left, ExportError> {
        match self {
            Listed::Customers(wanted) => export_heeding(db, act, (wanted, mark), say, going),
            Listed::Orders(wanted) => orders_list::export_heeding(db, act, (wanted, mark), say, going),
        }
    }
}

//! How often and when we were in touch with each customer.

use super::{column, touched};
use crate::RIGHT;
use customers::happening::{HappeningColumn, HappeningTable, Holds, Touched};
use db::{DbError, Tx};
use journal::Record;
use kernel::Right;

pub(super) struct CustomerInteractions;

const COLUMNS: &[HappeningColumn] = &[
    column("last_on", "interactions-happened-last-on", "date", Holds::Moment),
    column("first_on", "interactions-happened-first-on", "date", Holds::Moment),
    column("n", "interactions-happened-n", "integer", Holds::Whole),
    column("n_complaints", "interactions-happened-n-complaints", "integer", Holds::Whole),
    column("cost", "interactions-happened-cost-all", "money", Holds::Minor),
];

impl HappeningTable for CustomerInteractions {
    fn slug(&self) -> &'static str {
        "customer_interactions"
    }

    fn title(&self) -> &'static str {
        "interactions-happened-totals"
    }

    fn right(&self) -> Right {
        RIGHT
    }

    fn columns(&self) -> &'static [HappeningColumn] {
        COLUMNS
    }

    fn when(&self) -> Option<&'static str> {
        None
    }

    fn rows(&self) -> &'static str {
        "SELECT i.customer_no AS no, i.customer_no, max(i.at) AS last_on, min(i.at) AS first_on, count(*) AS n, \
         sum(CASE WHEN i.kind = 'complaint' THEN 1 ELSE 0 END) AS n_complaints, \
         CAST(sum(coalesce(k.cost, 0)) AS BIGINT) AS cost \
         FROM interactions i LEFT JOIN interaction_kinds k ON k.slug = i.kind \
         WHERE i.removed_at IS NULL AND i.kind <> 'note' GROUP BY i.customer_no"
    }

    fn touched(&self, tx: &mut Tx<'_>, entries: &[Record]) -> Result<Touched, DbError> {
        touched(tx, entries)
    }

    fn is_one_each(&self) -> bool {
        true
    }
}

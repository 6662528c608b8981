//! Orders that count: placed or done, in a currency with a rate.

use super::{column, touched};
use crate::RIGHT;
use customers::happening::{HappeningColumn, HappeningTable, Holds, Touched};
use db::{DbError, Tx};
use fields::{ChoiceOption, Settings};
use journal::Record;
use kernel::Right;

pub(super) struct Orders;

fn statuses() -> Settings {
    let option = |slug: &str| ChoiceOption { slug: slug.to_owned(), label: String::new() };
    Settings { options: vec![option("placed"), option("done")], ..Settings::default() }
}

const COLUMNS: &[HappeningColumn] = &[
    column("at", "orders-happened-at", "date", Holds::Moment),
    column("sum", "orders-happened-sum", "money", Holds::Minor),
    column("margin", "orders-happened-margin", "money", Holds::Minor),
    column("returned", "orders-happened-returned", "money", Holds::Minor),
    HappeningColumn {
        slug: "status",
        label: "orders-status",
        kind: "choice",
        settings: statuses,
        holds: Holds::Option,
    },
    column(
        "source",
        "orders-happened-source",
        "text",
        Holds::Word("SELECT source AS word FROM order_sources WHERE source <> ''"),
    ),
    column("team", "orders-happened-team", "text", Holds::Word("SELECT name AS word FROM teams")),
    column("lines", "orders-happened-lines", "integer", Holds::Whole),
];

impl HappeningTable for Orders {
    fn slug(&self) -> &'static str {
        "orders"
    }

    fn title(&self) -> &'static str {
        "orders-happened-orders"
    }

    fn right(&self) -> Right {
        RIGHT
    }

    fn columns(&self) -> &'static [HappeningColumn] {
        COLUMNS
    }

    fn when(&self) -> Option<&'static str> {
        Some("at")
    }

    fn rows(&self) -> &'static str {
        "SELECT o.no, o.customer_no, o.ordered_at AS at, o.revenue - o.returned AS sum, o.margin, o.returned, o.status, \
         CASE WHEN o.source = '' THEN NULL ELSE o.source END AS source, t.name AS team, o.n_lines AS lines \
         FROM orders o LEFT JOIN users u ON u.id = o.responsible LEFT JOIN teams t ON t.id = u.team_id \
         WHERE o.status IN ('placed', 'done') AND o.revenue IS NOT NULL"
    }

    fn touched(&self, tx: &mut Tx<'_>, entries: &[Record]) -> Result<Touched, DbError> {
        touched(tx, entries, false)
    }
}

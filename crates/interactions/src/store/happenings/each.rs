//! Interactions, each by itself.

use super::{column, kind_choices, outcome_choices, touched};
use crate::RIGHT;
use customers::happening::{HappeningColumn, HappeningTable, Holds, Touched};
use db::{DbError, Tx};
use fields::Settings;
use journal::Record;
use kernel::Right;

pub(super) struct Interactions;

fn directions() -> Settings {
    super::choices(["in", "out"])
}

const COLUMNS: &[HappeningColumn] = &[
    column("happened_on", "interactions-happened-on", "date", Holds::Moment),
    HappeningColumn {
        slug: "kind",
        label: "interactions-kind",
        kind: "choice",
        settings: kind_choices,
        holds: Holds::Option,
    },
    column(
        "own_kind",
        "interactions-happened-own-kind",
        "text",
        Holds::Word("SELECT DISTINCT label AS word FROM interaction_kinds WHERE label <> ''"),
    ),
    HappeningColumn {
        slug: "direction",
        label: "interactions-direction",
        kind: "choice",
        settings: directions,
        holds: Holds::Option,
    },
    HappeningColumn {
        slug: "outcome",
        label: "interactions-outcome",
        kind: "choice",
        settings: outcome_choices,
        holds: Holds::Option,
    },
    column(
        "own_outcome",
        "interactions-happened-own-outcome",
        "text",
        Holds::Word("SELECT DISTINCT label AS word FROM interaction_outcomes WHERE label <> ''"),
    ),
    column("minutes", "interactions-happened-minutes", "integer", Holds::Whole),
    column("cost", "interactions-happened-cost", "money", Holds::Minor),
];

impl HappeningTable for Interactions {
    fn slug(&self) -> &'static str {
        "interactions"
    }

    fn title(&self) -> &'static str {
        "interactions-title"
    }

    fn right(&self) -> Right {
        RIGHT
    }

    fn columns(&self) -> &'static [HappeningColumn] {
        COLUMNS
    }

    fn when(&self) -> Option<&'static str> {
        Some("happened_on")
    }

    fn rows(&self) -> &'static str {
        "SELECT i.no, i.customer_no, i.at AS happened_on, CASE WHEN k.label <> '' THEN 'own' ELSE i.kind END AS kind, \
         CASE WHEN k.label <> '' THEN k.label END AS own_kind, i.direction, \
         CASE WHEN o.label <> '' THEN NULL ELSE i.outcome END AS outcome, \
         CASE WHEN o.label <> '' THEN o.label END AS own_outcome, i.length_secs / 60 AS minutes, \
         CASE WHEN i.kind = 'note' THEN 0 ELSE coalesce(k.cost, 0) END AS cost \
         FROM interactions i LEFT JOIN interaction_kinds k ON k.slug = i.kind \
         LEFT JOIN interaction_outcomes o ON o.kind = i.kind AND o.slug = i.outcome WHERE i.removed_at IS NULL"
    }

    fn touched(&self, tx: &mut Tx<'_>, entries: &[Record]) -> Result<Touched, DbError> {
        touched(tx, entries)
    }
}

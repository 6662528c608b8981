//! Deals as conditions and columnar snapshots read them.

use crate::RIGHT;
use customers::happening::{HappeningColumn, HappeningTable, Holds, Touched};
use customers::{CustomerId, CustomerNo};
use db::{DbError, Tx, params};
use fields::{ChoiceOption, Settings};
use journal::Record;
use kernel::{RawId, Right};

/// All deals, with their state as a column.
pub struct DealsHappened;

fn states() -> Settings {
    let option = |slug: &str| ChoiceOption { slug: slug.to_owned(), label: String::new() };
    Settings { options: ["open", "won", "lost"].map(option).to_vec(), ..Settings::default() }
}

const fn column(
    slug: &'static str,
    label: &'static str,
    kind: &'static str,
    holds: Holds,
) -> HappeningColumn {
    HappeningColumn { slug, label, kind, settings: Settings::default, holds }
}

const COLUMNS: &[HappeningColumn] = &[
    HappeningColumn {
        slug: "state",
        label: "deals-state",
        kind: "choice",
        settings: states,
        holds: Holds::Option,
    },
    column("sum", "deals-amount", "money", Holds::Minor),
    column("opened_at", "deals-opened-at", "date", Holds::Moment),
    column("closed_at", "deals-closed-at", "date", Holds::Moment),
    column("closes_on", "deals-closes-on", "date", Holds::Day),
    column("stage", "deals-stage", "text", Holds::Word("SELECT DISTINCT name AS word FROM deal_stages")),
    column(
        "source",
        "deals-source",
        "text",
        Holds::Word("SELECT DISTINCT source AS word FROM deals WHERE source <> ''"),
    ),
    column(
        "reason",
        "deals-reason",
        "text",
        Holds::Word("SELECT DISTINCT name AS word FROM deal_loss_reasons"),
    ),
];

impl HappeningTable for DealsHappened {
    fn slug(&self) -> &'static str {
        "deals"
    }

    fn title(&self) -> &'static str {
        "deals-happened"
    }

    fn right(&self) -> Right {
        RIGHT
    }

    fn columns(&self) -> &'static [HappeningColumn] {
        COLUMNS
    }

    fn when(&self) -> Option<&'static str> {
        Some("opened_at")
    }

    fn rows(&self) -> &'static str {
        "SELECT d.no, d.customer_no, \
         CASE WHEN d.closed_at IS NULL THEN 'open' WHEN d.is_won = TRUE THEN 'won' ELSE 'lost' END AS state, \
         CASE WHEN d.currency = (SELECT f.currency FROM firm f) THEN d.amount END AS sum, d.created_at AS opened_at, \
         d.closed_at, d.closes_on, s.name AS stage, CASE WHEN d.source = '' THEN NULL ELSE d.source END AS source, \
         r.name AS reason FROM deals d JOIN deal_stages s ON s.id = d.stage_id \
         LEFT JOIN deal_loss_reasons r ON r.id = d.reason_id"
    }

    fn touched(&self, tx: &mut Tx<'_>, entries: &[Record]) -> Result<Touched, DbError> {
        let mut customers: Vec<CustomerNo> = Vec::new();
        for entry in entries {
            match entry.verb.as_str() {
                // Rows bear the names of stages and reasons.
                "stage.changed" | "loss_reason.renamed" => return Ok(Touched::Everything),
                "customer.merged" | "customer.merged_into" | "customer.parted" | "customer.removed" => {
                    customers.extend(numbers(tx, entry)?);
                }
                verb if verb.starts_with("deal.") => {
                    customers.extend(entry.payload.get("customer_no").and_then(serde_json::Value::as_i64));
                    // A deal that was written for another customer left the one it had.
                    customers.extend(entry.payload.get("customer_was").and_then(serde_json::Value::as_i64));
                }
                _ => {}
            }
        }
        Ok(Touched::Customers(customers))
    }
}

/// The numbers of the cards that an entry about cards speaks of; those that are gone by what the entry says.
fn numbers(tx: &mut Tx<'_>, entry: &Record) -> Result<Vec<CustomerNo>, DbError> {
    let text = entry.payload.get("other").and_then(serde_json::Value::as_str);
    let other: Option<RawId> = text.and_then(|id| id.parse::<CustomerId>().ok()).map(|id| id.0);
    let mut found = Vec::new();
    for id in [Some(entry.subject_id), other].into_iter().flatten() {
        let no =
            tx.first("SELECT no FROM customers WHERE id = $1", params![id], |row| row.get::<i64>(0))?;
        found.extend(no);
    }
    found.extend(entry.payload.get("no").and_then(serde_json::Value::as_i64));
    Ok(found)
}

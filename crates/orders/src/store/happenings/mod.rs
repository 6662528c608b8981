//! What happened around orders, as conditions and columnar snapshots read it: one table each, in one list.

mod lines;
mod orders;
mod payments;
mod returns;
mod totals;

use customers::happening::{HappeningColumn, HappeningTable, Holds, Touched};
use customers::{CustomerId, CustomerNo};
use db::{DbError, Tx};
use fields::Settings;
use journal::Record;
use std::sync::Arc;

/// Every table, in the order in which screens offer them.
pub fn tables() -> Vec<Arc<dyn HappeningTable>> {
    vec![
        Arc::new(orders::Orders),
        Arc::new(lines::OrderLines),
        Arc::new(payments::Payments),
        Arc::new(returns::Returns),
        Arc::new(totals::CustomerOrders),
    ]
}

/// A column whose kind needs no settings.
const fn column(
    slug: &'static str,
    label: &'static str,
    kind: &'static str,
    holds: Holds,
) -> HappeningColumn {
    HappeningColumn { slug, label, kind, settings: Settings::default, holds }
}

/// Whose orders these entries are about.
fn touched(tx: &mut Tx<'_>, entries: &[Record], with_products: bool) -> Result<Touched, DbError> {
    let mut customers: Vec<CustomerNo> = Vec::new();
    for entry in entries {
        match entry.verb.as_str() {
            "rate.set" | "rate.removed" | "orders.loaded" => return Ok(Touched::Everything),
            "product.changed" if with_products => return Ok(Touched::Everything),
            "customer.merged" | "customer.merged_into" | "customer.parted" | "customer.removed" => {
                customers.extend(numbers(tx, entry)?);
            }
            verb => {
                let is_ours =
                    ["order.", "payment.", "return."].iter().any(|prefix| verb.starts_with(prefix));
                let no = entry.payload.get("customer_no").and_then(serde_json::Value::as_i64);
                customers.extend(no.filter(|_| is_ours));
            }
        }
    }
    Ok(Touched::Customers(customers))
}

/// The numbers of the cards that an entry about cards speaks of; those that are gone by what the entry says.
fn numbers(tx: &mut Tx<'_>, entry: &Record) -> Result<Vec<CustomerNo>, DbError> {
    let other = entry.payload.get("other").and_then(|other| other.as_str()?.parse::<CustomerId>().ok());
    let own = entry.payload.get("no").and_then(serde_json::Value::as_i64);
    let mut found =
        crate::store::counts::card_numbers(tx, &[Some(entry.subject_id), other.map(|id| id.0)])?;
    found.extend(own);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::House;
    use std::collections::BTreeSet;

    #[test]
    fn every_table_gives_the_columns_that_it_names() {
        let house = House::new();
        house.ordered("Омарова", "2");
        for table in tables() {
            let names: Vec<_> = table.columns().iter().map(|column| column.slug).collect();
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{}", table.slug());
            assert!(table.when().is_none_or(|when| names.contains(&when)), "{}", table.slug());
            let sql = format!("SELECT no, customer_no, {} FROM ({}) x", names.join(", "), table.rows());
            house.db.read(|tx| tx.rows(&sql, &[], |row| row.get::<i64>(1))).unwrap();
            for column in table.columns() {
                assert!(column.field_kind().is_some(), "{} {}", table.slug(), column.slug);
                if let Holds::Word(words) = column.holds {
                    house.db.read(|tx| tx.rows(words, &[], |row| row.get::<String>(0))).unwrap();
                }
            }
        }
    }

    #[test]
    fn a_deed_touches_the_rows_of_its_customer_only() {
        let house = House::new();
        let (one, _) = (house.ordered("Омарова", "2"), house.ordered("Абаев", "1"));
        let (head, id) = (house.db.read(journal::head).unwrap(), one.order.id);
        house.deed(move |tx, act| crate::placing::bring(tx, act, id, (crate::Status::Done, ""))).unwrap();
        let entries = house.db.read(|tx| journal::since(tx, head, 10)).unwrap();
        let touched = house.db.read(|tx| orders::Orders.touched(tx, &entries)).unwrap();
        assert_eq!(touched, Touched::Customers(vec![one.order.customer_no]));
    }
}

//! What orders know of a person.

use crate::store::orders;
use customers::disclosing::{Discloses, Item, Section};
use customers::merging::Side;
use customers::{Act, CustomerError};
use db::Tx;
use kernel::Money;
use words::Say;

/// Who discloses.
pub struct DisclosingOrders;

impl Discloses for DisclosingOrders {
    fn disclose(
        &self,
        tx: &mut Tx<'_>,
        _: &Act,
        side: Side,
        say: &Say,
    ) -> Result<Vec<Section>, CustomerError> {
        let mut records = Vec::new();
        for no in orders::numbers_of(tx, side.no)? {
            let Some(order) = orders::numbered(tx, no)? else { continue };
            let total = Money { minor: order.total, currency: order.currency };
            records.push(vec![
                Item::new("number", say.t("orders-number"), order.number),
                Item::new("at", say.t("orders-happened-at"), say.date_time(order.ordered_at)),
                Item::new(
                    "status",
                    say.t("orders-status"),
                    say.t(&format!("orders-status-{}", order.status.slug())),
                ),
                Item::new("total", say.t("orders-total"), say.money(&total)),
                Item::new("source", say.t("orders-happened-source"), order.source),
                Item::new("note", say.t("orders-note"), order.note),
            ]);
        }
        Ok(vec![Section { slug: "orders", title: say.t("orders-title"), records }])
    }
}

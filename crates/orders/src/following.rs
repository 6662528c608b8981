//! Orders of a card that becomes one with another: they go along, and come back when it is undone.

use crate::counting;
use crate::order::OrderNo;
use crate::rates;
use crate::store::{buyers, orders};
use customers::Desk;
use customers::merging::{Follows, Side};
use db::{DbError, Tx};
use kernel::{Actor, Setting};
use serde_json::{Value, json};

/// What follows; counted anew by the house itself.
pub struct FollowingOrders {
    /// Time and chance.
    pub setting: Setting,
}

impl Follows for FollowingOrders {
    fn slug(&self) -> &'static str {
        "orders"
    }

    fn follow(&self, tx: &mut Tx<'_>, from: Side, to: Side) -> Result<Value, DbError> {
        let moved = orders::numbers_of(tx, from.no)?;
        let buyers = orders::move_some(tx, (from.no, to.no), None)?;
        self.recount(tx, [from.no, to.no])?;
        Ok(json!({ "orders": moved, "buyers": buyers }))
    }

    fn give_back(&self, tx: &mut Tx<'_>, from: Side, to: Side, kept: &Value) -> Result<(), DbError> {
        let numbers = |key: &str| kept.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let moved: Vec<OrderNo> = numbers("orders").iter().filter_map(Value::as_i64).collect();
        orders::move_some(tx, (to.no, from.no), Some(&moved))?;
        for pair in numbers("buyers") {
            let text = |at: usize| pair.get(at).and_then(Value::as_str).unwrap_or_default().to_owned();
            buyers::remember(tx, (&text(0), &text(1)), from.no)?;
        }
        self.recount(tx, [from.no, to.no])
    }
}

impl FollowingOrders {
    fn recount(&self, tx: &mut Tx<'_>, cards: [i64; 2]) -> Result<(), DbError> {
        let firm = access::firm::load(tx)?;
        let act = Desk::default().act(tx, (&self.setting, &Actor::system()), &firm)?;
        let currency = rates::rules(tx, &act)?.currency;
        counting::recount(tx, &act, (&cards, currency))
    }
}

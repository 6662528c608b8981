//! From an order and one of its lines to a row: cells that an import reads the same values back from.

use super::orders_columns::OrderColumn;
use super::orders_list::{Going, OrdersWanted};
use crate::cells::{Row, Value};
use access::watermark::Watermark;
use customers::Act;
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use kernel::{Millis, Money};
use orders::{Line, Order, Status};
use words::Say;

/// What rows are filled by.
pub(super) struct Filled<'f> {
    pub(super) wanted: &'f OrdersWanted,
    pub(super) act: &'f Act,
    pub(super) say: &'f Say,
    /// What names bear, when somebody takes the list out.
    pub(super) mark: Option<&'f Watermark>,
    /// What every row ends with then: who took it out and when.
    pub(super) seen: Option<String>,
}

impl Filled<'_> {
    /// Fills the row of a line, or of an order alone; `at` is its place in the file.
    pub(super) fn fill(&self, row: &mut Row, (one, line): (&Going, Option<&(Line, String)>), at: u64) {
        row.clear();
        for column in &self.wanted.columns {
            match (column.is_of_line(), line) {
                (false, _) => self.of_order(row, *column, (one, at)),
                (true, Some((line, code))) => of_line(row, *column, (&one.order, line, code)),
                (true, None) => row.push_empty(),
            }
        }
        self.seen.iter().for_each(|line| row.push_text(line));
    }

    fn of_order(&self, row: &mut Row, column: OrderColumn, (one, at): (&Going, u64)) {
        let order = &one.order;
        let mut amount = |minor: i64| money(row, order.money(minor));
        match column {
            OrderColumn::Number => row.push_text(&order.number),
            OrderColumn::Source => row.push_text(&order.source),
            OrderColumn::Date => self.moment(row, order.ordered_at),
            OrderColumn::Name => {
                let name = one.who.as_ref().map(|(_, name)| name.as_str()).unwrap_or_default();
                let place = usize::try_from(at).unwrap_or(0);
                let marked = self.mark.map(|mark| mark.marked(place, name));
                row.push_text(marked.as_deref().unwrap_or(name));
            }
            OrderColumn::Status => row.push_text(&self.status(order.status)),
            OrderColumn::Total => amount(order.total),
            OrderColumn::Currency => row.push_text(order.currency.code()),
            OrderColumn::Discount => amount(order.discount),
            OrderColumn::Delivery => amount(order.delivery),
            OrderColumn::Paid => amount(order.paid),
            OrderColumn::Refunded => amount(order.refunded),
            OrderColumn::Margin => match order.margin {
                Some(margin) => money(row, Money::new(margin, self.act.manner.currency)),
                None => row.push_empty(),
            },
            OrderColumn::Note => row.push_text(&order.note),
            _ => row.push_empty(),
        }
    }

    fn status(&self, status: Status) -> String {
        match self.wanted.target.is_for_programs() {
            true => status.slug().to_owned(),
            false => self.say.t(&format!("orders-status-{}", status.slug())),
        }
    }

    /// To the second, in the firm's zone, in which imports read days too.
    fn moment(&self, row: &mut Row, at: Millis) {
        let zone = Offset::from_seconds(self.act.manner.utc_offset_secs).map(TimeZone::fixed);
        match (Timestamp::from_second(at.div_euclid(1_000)), zone) {
            (Ok(at), Ok(zone)) => row.push_datetime(at.to_zoned(zone).datetime()),
            _ => row.push_empty(),
        }
    }
}

fn of_line(row: &mut Row, column: OrderColumn, (order, line, code): (&Order, &Line, &str)) {
    match column {
        OrderColumn::Code => row.push_text(code),
        OrderColumn::Product => row.push_text(&line.name),
        OrderColumn::Quantity => exactly(row, &line.quantity.to_string()),
        OrderColumn::Price => money(row, order.money(line.price)),
        OrderColumn::LineDiscount => money(row, order.money(line.discount)),
        OrderColumn::Amount => match line.quantity.at(line.price) {
            Some(sum) => money(row, order.money(sum.saturating_sub(line.discount))),
            None => row.push_empty(),
        },
        OrderColumn::Cost => match line.cost {
            Some(cost) => money(row, order.money(cost)),
            None => row.push_empty(),
        },
        _ => row.push_empty(),
    }
}

fn money(row: &mut Row, money: Money) {
    exactly(row, &money.decimal().to_string());
}

/// A number with just these digits.
fn exactly(row: &mut Row, text: &str) {
    match text.parse() {
        Ok(number) => row.push(Value::Number(number), text),
        Err(_) => row.push_text(text),
    }
}

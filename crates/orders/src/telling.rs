//! What entries about orders say in a customer's timeline.

use customers::{Teller, Told};
use journal::Record;
use kernel::{Money, Right};
use words::Say;

/// Tells of orders, payments and returns.
pub struct OrdersTeller;

impl Teller for OrdersTeller {
    fn slug(&self) -> &'static str {
        "orders"
    }

    fn label(&self) -> &'static str {
        "orders-title"
    }

    fn right(&self) -> Right {
        crate::RIGHT
    }

    fn verbs(&self) -> &'static [&'static str] {
        &[
            "order.drafted",
            "order.placed",
            "order.done",
            "order.cancelled",
            "order.changed",
            "order.unmade",
            "order.returned",
            "return.withdrawn",
            "payment.expected",
            "payment.received",
            "payment.withdrawn",
        ]
    }

    fn tell(&self, record: &Record, say: &Say) -> Told {
        let text =
            |name: &str| record.payload.get(name).and_then(|value| value.as_str()).unwrap_or_default();
        let money = |name: &str| match text(name).parse::<Money>() {
            Ok(money) => say.money(&money),
            Err(_) => text(name).to_owned(),
        };
        let args = [
            ("number", text("number").into()),
            ("sum", money("total").into()),
            ("amount", money("amount").into()),
        ];
        let (key, icon, signal) = match record.verb.as_str() {
            "order.drafted" => ("orders-verb-drafted", "shopping-cart", ""),
            "order.placed" => ("orders-verb-placed", "shopping-cart", "accent"),
            "order.done" => ("orders-verb-done", "check-check", "green"),
            "order.cancelled" => ("orders-verb-cancelled", "ban", "red"),
            "order.unmade" => ("orders-verb-unmade", "undo-2", ""),
            "order.returned" => ("orders-verb-returned", "undo-2", "amber"),
            "return.withdrawn" => ("orders-verb-return-withdrawn", "undo-2", ""),
            "payment.expected" => ("orders-verb-payment-expected", "banknote", ""),
            "payment.received" => ("orders-verb-payment-received", "banknote", "green"),
            "payment.withdrawn" => ("orders-verb-payment-withdrawn", "banknote", ""),
            _ => ("orders-verb-changed", "pencil", ""),
        };
        let lines = record.payload.get("lines").and_then(|lines| lines.as_array());
        let names = lines.into_iter().flatten().filter_map(|name| name.as_str());
        let names: Vec<&str> = names.collect();
        let note = if names.is_empty() { text("reason").to_owned() } else { names.join(", ") };
        Told { icon, signal, title: say.with(key, &args), note }
    }
}

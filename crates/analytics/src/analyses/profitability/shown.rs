//! Profitability to look at: from revenue to profit, and the customers at both ends.

use plots::{Bar, Bars};
use serde_json::Value;

use crate::analyses::{items, text};
use crate::showing::{Entry, Shown, Tell, number_of};

pub(super) fn shown(result: &Value, tell: &Tell<'_>) -> Shown {
    let number = |name: &str| number_of(&result[name]);
    if number("customers") == 0.0 {
        let mut shown = Shown::saying(tell.word("nothing-yet"));
        shown.draw(tell.word("profitability-steps"), |words| Bars { words, items: Vec::new() });
        return shown;
    }
    let args = [("profit", tell.money(number("profit"))), ("lost", tell.money(number("lost").abs()))];
    let says = match number("profit").is_finite() {
        true => tell.counted("profitability-says", number("losing"), &args),
        false => tell.word("profitability-says-unknown"),
    };
    let mut shown = Shown::saying(says);
    shown.figure(tell.word("profit"), tell.money(number("profit")), tell.rows(&[]));
    shown.figure(
        tell.word("profitability-each"),
        tell.money(number("profit_per_customer")),
        tell.rows(&[]),
    );
    shown.figure(
        tell.word("profitability-losing"),
        tell.count(number("losing")),
        tell.rows(&[("sign", "losing")]),
    );
    let steps = [
        ("revenue", 1.0, 1),
        ("returns", -1.0, 2),
        ("margin", 1.0, 1),
        ("profitability-service", -1.0, 2),
        ("profitability-contacts", -1.0, 2),
        ("profit", 1.0, 3),
    ];
    let steps = steps.map(|(key, sign, ink)| {
        let value = number(key.trim_start_matches("profitability-")) * sign;
        Bar { label: tell.word(key), value, told: tell.money(value), href: String::new(), ink }
    });
    let steps = steps.into_iter().filter(|step| step.value.is_finite()).collect();
    shown.draw(tell.word("profitability-steps"), |words| Bars { words, items: steps });
    let heads = [
        ("customer", false),
        ("revenue", true),
        ("margin", true),
        ("returns", true),
        ("profitability-service", true),
        ("profitability-contacts", true),
        ("profit", true),
    ];
    let heads = heads.map(|(key, is_number)| (tell.word(key), is_number)).to_vec();
    for part in ["best", "worst"] {
        let rows: Vec<Vec<Entry>> = items(&result[part]).iter().map(|one| line(one, tell)).collect();
        if !rows.is_empty() {
            shown.grid(tell.word(&format!("profitability-{part}")), heads.clone(), rows);
        }
    }
    shown
}

fn line(one: &Value, tell: &Tell<'_>) -> Vec<Entry> {
    let mut line = vec![Entry::customer(text(&one["customer"]))];
    line.extend(
        ["revenue", "margin", "returns", "service", "contacts", "profit"]
            .map(|name| tell.money(number_of(&one[name])).into()),
    );
    line
}

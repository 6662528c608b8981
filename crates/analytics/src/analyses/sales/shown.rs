//! Sales to look at: columns over time beside those before, and bars of what they are of.

use plots::{Bar, Bars, Column, Columns, Format};
use serde_json::Value;

use crate::analyses::{items, text};
use crate::showing::{Entry, Shown, Tell, number_of};

/// So many bars are drawn.
const DRAWN: usize = 15;

pub(super) fn shown(result: &Value, tell: &Tell<'_>) -> Shown {
    let total = &result["total"];
    let periods = items(&result["periods"]);
    let revenue = number_of(&total["revenue"]);
    if periods.is_empty() {
        let mut shown = Shown::saying(tell.word("nothing-yet"));
        shown.draw(tell.word("sales-over-time"), |words| Columns { words, ..Columns::default() });
        return shown;
    }
    let days =
        [("from", tell.period(text(&result["from"]))), ("until", tell.period(text(&result["until"])))];
    let [from, until] = days;
    let change = number_of(&total["change_ratio"]);
    let key = match change {
        change if change > 0.005 => "sales-says-more",
        change if change < -0.005 => "sales-says-less",
        change if change.is_finite() => "sales-says-same",
        _ => "sales-says",
    };
    let args = [("revenue", tell.money(revenue)), ("change", tell.ratio(change.abs())), from, until];
    let mut shown = Shown::saying(tell.filled(key, &args));
    shown.figure(tell.word("revenue"), tell.money(revenue), tell.rows(&[]));
    shown.figure(tell.word("margin"), tell.money(number_of(&total["margin"])), tell.rows(&[]));
    // Returns stand among the rows too, and are no orders.
    let what = match tell.parameter("of", "nothing") {
        "product" | "category" => "line",
        _ => "order",
    };
    let orders = tell.count(number_of(&total["orders"]));
    shown.figure(tell.word("orders"), orders, tell.rows(&[("what", what)]));
    shown.figure(tell.word("average-order"), tell.money(number_of(&total["average"])), tell.rows(&[]));
    shown.figure(tell.word("customers"), tell.count(number_of(&result["customers"])), tell.rows(&[]));
    let columns = periods.iter().map(|period| column(period, tell)).collect();
    shown.draw(tell.word("sales-over-time"), |words| Columns {
        words,
        items: columns,
        format: Format::Number,
        is_histogram: false,
    });
    let groups = items(&result["groups"]);
    if !groups.is_empty() {
        let bars = groups.iter().take(DRAWN).map(|group| bar(group, tell)).collect();
        shown.draw(tell.word("sales-of"), |words| Bars { words, items: bars });
        shown.grid(
            tell.word("sales-of"),
            heads("name", tell),
            groups.iter().map(|group| line(group, "name", tell)).collect(),
        );
    }
    shown.grid(
        tell.word("sales-over-time"),
        heads("period", tell),
        periods.iter().map(|period| line(period, "period", tell)).collect(),
    );
    shown
}

fn column(period: &Value, tell: &Tell<'_>) -> Column {
    let name = text(&period["period"]);
    let (value, before) = (number_of(&period["revenue"]), number_of(&period["revenue_before"]));
    let args = [("revenue", tell.money(value)), ("before", tell.money(before))];
    Column {
        label: tell.short_period(name),
        value,
        before: Some(before).filter(|before| *before != 0.0),
        told: tell.filled("sales-column", &args),
        href: tell.rows(&[("period", name)]),
        ink: 1,
    }
}

fn bar(group: &Value, tell: &Tell<'_>) -> Bar {
    let name = text(&group["name"]);
    let value = number_of(&group["revenue"]);
    Bar {
        label: name.to_owned(),
        value,
        told: format!("{} · {}", tell.money(value), tell.ratio(number_of(&group["revenue_ratio"]))),
        href: tell.rows(&[("name", name)]),
        ink: 1,
    }
}

fn heads(first: &str, tell: &Tell<'_>) -> Vec<(String, bool)> {
    let heads = [
        (first, false),
        ("revenue", true),
        ("before", true),
        ("change", true),
        ("margin", true),
        ("orders", true),
    ];
    heads.map(|(key, is_number)| (tell.word(key), is_number)).to_vec()
}

fn line(sum: &Value, member: &str, tell: &Tell<'_>) -> Vec<Entry> {
    let name = text(&sum[member]);
    let shown = if member == "period" { tell.period(name) } else { name.to_owned() };
    let change = number_of(&sum["change_ratio"]);
    let sign = if change > 0.0 { "+" } else { "" };
    vec![
        Entry::linked(shown, tell.rows(&[(member, name)])),
        tell.money(number_of(&sum["revenue"])).into(),
        tell.money(number_of(&sum["revenue_before"])).into(),
        if change.is_finite() { format!("{sign}{}", tell.ratio(change)) } else { String::new() }.into(),
        tell.money(number_of(&sum["margin"])).into(),
        tell.count(number_of(&sum["orders"])).into(),
    ]
}

//! RFM to look at: the map of recency by frequency, and the groups by the money they bring.

use plots::{Bar, Bars, Cell, Heat};
use serde_json::Value;

use crate::analyses::{items, text};
use crate::showing::{Entry, Shown, Tell, number_of};

/// The groups that carry the firm, and the one that is leaving it.
const BEST: [&str; 2] = ["champions", "loyal"];
const LEAVING: &str = "at_risk";

pub(super) fn shown(result: &Value, tell: &Tell<'_>) -> Shown {
    let groups = items(&result["groups"]);
    let sum = |slugs: &[&str], member: &str| -> f64 {
        let held = groups.iter().filter(|group| slugs.contains(&text(&group["group"])));
        held.map(|group| number_of(&group[member])).filter(|number| number.is_finite()).sum()
    };
    let leaving = sum(&[LEAVING], "customers");
    let says = tell.counted(
        "rfm-says",
        leaving,
        &[
            ("customers", tell.ratio(sum(&BEST, "customers_ratio"))),
            ("money", tell.ratio(sum(&BEST, "monetary_ratio"))),
        ],
    );
    let mut shown = Shown::saying(if groups.is_empty() { tell.word("nothing-yet") } else { says });
    if groups.is_empty() {
        shown.draw(tell.word("rfm-map"), |words| Heat { words, ..Heat::default() });
        return shown;
    }
    shown.figure(tell.word("customers"), tell.count(number_of(&result["customers"])), tell.rows(&[]));
    shown.figure(tell.word("revenue"), tell.money(number_of(&result["monetary"])), tell.rows(&[]));
    shown.figure(tell.option(LEAVING), tell.count(leaving), tell.rows(&[("group", LEAVING)]));
    let map = map(result, tell);
    shown.draw(tell.word("rfm-map"), |words| Heat { words, ..map });
    let bars = groups.iter().map(|group| bar(group, tell)).collect();
    shown.draw(tell.word("rfm-money"), |words| Bars { words, items: bars });
    let columns = [("group", false), ("customers", true), ("share", true), ("revenue", true)];
    let more = [("share-of-money", true), ("mean-recency", true), ("mean-frequency", true)];
    let heads = columns.iter().chain(&more).map(|(key, is_number)| (tell.word(key), *is_number)).collect();
    shown.grid(tell.word("rfm-groups"), heads, groups.iter().map(|group| line(group, tell)).collect());
    shown
}

/// The map: recent above, frequent at the right.
fn map(result: &Value, tell: &Tell<'_>) -> Heat {
    let bins = result["bins"].as_u64().unwrap_or(5) as usize;
    let mut cells = vec![vec![None; bins]; bins];
    let total = number_of(&result["monetary"]);
    for cell in items(&result["cells"]) {
        let [r, f] = ["recency", "frequency"].map(|name| cell[name].as_u64().unwrap_or(1) as usize);
        let [wanted_r, wanted_f] = [r.to_string(), f.to_string()];
        let money = tell.ratio(number_of(&cell["monetary"]) / total);
        let customers = number_of(&cell["customers"]);
        let made = Cell {
            value: customers,
            told: tell.count(customers),
            brief: money.clone(),
            below: tell.filled("of-money", &[("share", money)]),
            tip: tell.counted(
                "rfm-cell",
                customers,
                &[
                    ("days", tell.number(number_of(&cell["mean_recency_days"]), 0)),
                    ("orders", tell.number(number_of(&cell["mean_frequency"]), 1)),
                ],
            ),
            href: tell.rows(&[("r", &wanted_r), ("f", &wanted_f)]),
        };
        let row: Option<&mut Vec<Option<Cell>>> = cells.get_mut(bins.saturating_sub(r));
        if let Some(slot) = row.and_then(|row| row.get_mut(f.saturating_sub(1))) {
            *slot = Some(made);
        }
    }
    Heat {
        rows: (1..=bins).rev().map(|r| r.to_string()).collect(),
        columns: (1..=bins).map(|f| f.to_string()).collect(),
        cells,
        row_axis: tell.word("rfm-recency-axis"),
        column_axis: tell.word("rfm-frequency-axis"),
        row_height: 52.0,
        ..Heat::default()
    }
}

fn bar(group: &Value, tell: &Tell<'_>) -> Bar {
    let slug = text(&group["group"]);
    Bar {
        label: tell.option(slug),
        value: number_of(&group["monetary"]),
        told: format!(
            "{} · {}",
            tell.ratio(number_of(&group["monetary_ratio"])),
            tell.money(number_of(&group["monetary"]))
        ),
        href: tell.rows(&[("group", slug)]),
        ink: if BEST.contains(&slug) { 1 } else { u8::from(slug == LEAVING) * 2 },
    }
}

fn line(group: &Value, tell: &Tell<'_>) -> Vec<Entry> {
    let slug = text(&group["group"]);
    let number = |name: &str| number_of(&group[name]);
    vec![
        Entry::linked(tell.option(slug), tell.rows(&[("group", slug)])),
        tell.count(number("customers")).into(),
        tell.ratio(number("customers_ratio")).into(),
        tell.money(number("monetary")).into(),
        tell.ratio(number("monetary_ratio")).into(),
        tell.number(number("mean_recency_days"), 0).into(),
        tell.number(number("mean_frequency"), 1).into(),
    ]
}

//! A cross-table to look at: shares of each row as heat, with the counts.

use plots::{Cell, Heat};
use serde_json::Value;

use crate::analyses::{items, text};
use crate::showing::{Entry, Shown, Tell, number_of};

pub(super) fn shown(result: &Value, tell: &Tell<'_>) -> Shown {
    let p = number_of(&result["p"]);
    let v = tell.number(number_of(&result["cramers_v"]), 2);
    let key = match p {
        p if p < 0.05 => "crosstab-says-together",
        p if p.is_finite() => "crosstab-says-apart",
        _ => "crosstab-says-none",
    };
    let mut shown = Shown::saying(tell.filled(key, &[("v", v.clone()), ("p", tell.chance(p))]));
    shown.figure(tell.word("crosstab-n"), tell.count(number_of(&result["n"])), String::new());
    shown.figure("χ²".into(), tell.number(number_of(&result["chi2"]), 2), String::new());
    shown.figure(tell.word("p"), tell.chance(p), String::new());
    shown.figure(tell.word("crosstab-v"), v, String::new());
    let names = |member: &str| -> Vec<String> {
        items(&result[member]).iter().map(|name| tell.said(text(name))).collect()
    };
    let (rows, columns) = (names("rows"), names("columns"));
    let cell = |(ratio, count): (&Value, &Value)| {
        let value = ratio.as_f64()?;
        Some(Cell {
            value,
            told: tell.count(number_of(count)),
            below: tell.ratio(value),
            ..Cell::default()
        })
    };
    let pairs = items(&result["row_ratio"]).iter().zip(items(&result["counts"]));
    let cells = pairs.map(|(ratios, counts)| items(ratios).iter().zip(items(counts)).map(cell).collect());
    let heat = Heat {
        rows: rows.clone(),
        columns: columns.clone(),
        cells: cells.collect(),
        row_height: 44.0,
        ..Heat::default()
    };
    shown.draw(tell.word("crosstab-table"), |words| Heat { words, ..heat });
    let mut heads = vec![(String::new(), false)];
    heads.extend(columns.into_iter().chain([tell.word("total")]).map(|name| (name, true)));
    let counts = items(&result["counts"]).iter().zip(items(&result["row_totals"]));
    let line = |(name, (counts, total)): (String, (&Value, &Value))| {
        let told = |value: &Value| Entry::from(tell.count(number_of(value)));
        let mut line = vec![Entry::from(name)];
        line.extend(items(counts).iter().map(told));
        line.push(told(total));
        line
    };
    shown.grid(tell.word("crosstab-counts"), heads, rows.into_iter().zip(counts).map(line).collect());
    shown
}

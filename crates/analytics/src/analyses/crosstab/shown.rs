//! A cross-table to look at: shares of each row as heat, with the counts.

use plots::{Cell, Heat};
use serde_json::Value;

use crate::analyses::{items, text};
use crate::showing::{Entry, Shown, Tell, number_of};

pub(super) fn shown(result: &Value, tell: &Tell<'_>) -> Shown {
    if items(&result["counts"]).is_empty() {
        let mut shown = Shown::saying(tell.word("nothing-yet"));
        shown.draw(tell.word("crosstab-table"), |words| Heat { words, ..Heat::default() });
        return shown;
    }
    let p = number_of(&result["p"]);
    let v = tell.number(number_of(&result["cramers_v"]), 2);
    let key = match p {
        p if p < 0.05 => "crosstab-says-together",
        p if p.is_finite() => "crosstab-says-apart",
        _ => "crosstab-says-none",
    };
    let mut shown = Shown::saying(tell.filled(key, &[("v", v.clone()), ("p", tell.chance(p))]));
    shown.figure(tell.word("crosstab-n"), tell.count(number_of(&result["n"])), tell.rows(&[]));
    shown.figure("χ²".into(), tell.number(number_of(&result["chi2"]), 2), tell.rows(&[]));
    shown.figure(tell.word("p"), tell.chance(p), tell.rows(&[]));
    shown.figure(tell.word("crosstab-v"), v, tell.rows(&[]));
    let names = |member: &str, usual: &str| -> Vec<String> {
        let field = tell.parameter(member, usual);
        items(&result[member]).iter().map(|name| tell.said(text(name), field)).collect()
    };
    let (rows, columns) = (names("rows", "frequency"), names("columns", "kind"));
    let answers = |member: &str| -> Vec<String> {
        items(&result[member]).iter().map(|name| text(name).to_owned()).collect()
    };
    let (row_answers, column_answers) = (answers("rows"), answers("columns"));
    let href = |row: &str, column: &str| tell.rows(&[("row_answer", row), ("column_answer", column)]);
    let cell = |(row, column): (&str, &str), (ratio, count): (&Value, &Value)| {
        let value = ratio.as_f64()?;
        Some(Cell {
            value,
            told: tell.count(number_of(count)),
            below: tell.ratio(value),
            href: if number_of(count) > 0.0 { href(row, column) } else { String::new() },
            ..Cell::default()
        })
    };
    let pairs = items(&result["row_ratio"]).iter().zip(items(&result["counts"])).zip(&row_answers);
    let cells = pairs.map(|((ratios, counts), row)| {
        let all = items(ratios).iter().zip(items(counts)).zip(&column_answers);
        all.map(|(pair, column)| cell((row, column), pair)).collect()
    });
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
    let line = |((name, answer), (counts, total)): ((String, &String), (&Value, &Value))| {
        let told = |value: &Value, href: String| {
            let count = number_of(value);
            Entry::linked(tell.count(count), if count > 0.0 { href } else { String::new() })
        };
        let mut line = vec![Entry::linked(name, tell.rows(&[("row_answer", answer)]))];
        let all = items(counts).iter().zip(&column_answers);
        line.extend(all.map(|(count, column)| told(count, href(answer, column))));
        line.push(told(total, tell.rows(&[("row_answer", answer)])));
        line
    };
    let rows = rows.into_iter().zip(&row_answers).zip(counts);
    shown.grid(tell.word("crosstab-counts"), heads, rows.map(line).collect());
    shown
}

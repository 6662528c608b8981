//! Correlations to look at: the square of coefficients.

use plots::{Cell, Heat};
use serde_json::Value;

use super::FEWEST;
use crate::analyses::{items, text};
use crate::showing::{Entry, Shown, Tell, number_of};

pub(super) fn shown(result: &Value, tell: &Tell<'_>) -> Shown {
    let n = number_of(&result["n"]);
    if n.is_nan() || n < FEWEST as f64 {
        let says =
            if n > 0.0 { tell.counted("correlation-says-few", n, &[]) } else { tell.word("nothing-yet") };
        let mut shown = Shown::saying(says);
        shown.draw(tell.word("correlation-matrix"), |words| Heat { words, ..Heat::default() });
        return shown;
    }
    let pairs = items(&result["pairs"]);
    let size = |pair: &&Value| number_of(&pair["r"]).abs();
    let strongest =
        pairs.iter().filter(|pair| size(pair).is_finite()).max_by(|a, b| size(a).total_cmp(&size(b)));
    let says = strongest.map_or_else(
        || tell.word("correlation-says-none"),
        |pair| {
            let r = number_of(&pair["r"]);
            let key = if r < 0.0 { "correlation-says-against" } else { "correlation-says-with" };
            let names = [("x", tell.field(text(&pair["x"]))), ("y", tell.field(text(&pair["y"])))];
            let [x, y] = names;
            tell.filled(key, &[x, y, ("r", tell.number(r, 2))])
        },
    );
    let mut shown = Shown::saying(says);
    let names: Vec<String> = items(&result["columns"]).iter().map(|name| tell.field(text(name))).collect();
    let slugs: Vec<&str> = items(&result["columns"]).iter().map(text).collect();
    let cell = |(row, column): (&str, &str), value: &Value| {
        let r = value.as_f64()?;
        // A field with itself has nothing to show but its values.
        let pair = if row == column { row.to_owned() } else { format!("{row},{column}") };
        let href = if row == column { String::new() } else { tell.rows_with("x", &pair) };
        Some(Cell { value: r, told: tell.number(r, 2), href, ..Cell::default() })
    };
    let rows = items(&result["matrix"]).iter().zip(&slugs);
    let cells = rows.map(|(row, name)| {
        items(row).iter().zip(&slugs).map(|(value, column)| cell((name, column), value)).collect()
    });
    let cells = cells.collect();
    let (rows, columns) = (names.clone(), names);
    shown.draw(tell.word("correlation-matrix"), |words| Heat {
        words,
        rows,
        columns,
        cells,
        row_height: 40.0,
        ..Heat::default()
    });
    let heads = vec![(tell.word("correlation-pair"), false), ("r".into(), true), (tell.word("p"), true)];
    let line = |pair: &Value| -> Vec<Entry> {
        vec![
            Entry::linked(
                format!("{} — {}", tell.field(text(&pair["x"])), tell.field(text(&pair["y"]))),
                tell.rows_with("x", &format!("{},{}", text(&pair["x"]), text(&pair["y"]))),
            ),
            tell.number(number_of(&pair["r"]), 3).into(),
            tell.chance(number_of(&pair["p"])).into(),
        ]
    };
    shown.grid(tell.word("correlation-pairs"), heads, pairs.iter().map(line).collect());
    shown
}

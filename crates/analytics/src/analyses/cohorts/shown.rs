//! Cohorts to look at: the triangle as a heat map, and how many stay on the whole.

use plots::{Cell, Format, Heat, Line, Lines};
use serde_json::Value;

use crate::analyses::{items, text};
use crate::showing::{Entry, Shown, Tell, number_of};

/// So many cohorts and periods are drawn; the table and the file have all.
const DRAWN: usize = 24;

pub(super) fn shown(result: &Value, tell: &Tell<'_>) -> Shown {
    let weighted: Vec<Option<f64>> =
        items(&result["weighted_retention"]).iter().map(Value::as_f64).collect();
    if items(&result["cohorts"]).is_empty() {
        let mut shown = Shown::saying(tell.word("nothing-yet"));
        shown.draw(tell.word("cohorts-triangle"), |words| Heat { words, ..Heat::default() });
        return shown;
    }
    let first = weighted.get(1).copied().flatten();
    let by = text(&result["by"]);
    let says = first.map_or_else(
        || tell.word("cohorts-says-early"),
        |ratio| tell.filled(&format!("cohorts-says-{by}"), &[("share", tell.ratio(ratio))]),
    );
    let mut shown = Shown::saying(says);
    let sizes: f64 = items(&result["sizes"]).iter().map(number_of).sum();
    shown.figure(tell.word("customers"), tell.count(sizes), tell.rows(&[("after", "0")]));
    shown.figure(
        tell.word("cohorts-n"),
        tell.count(items(&result["cohorts"]).len() as f64),
        tell.rows(&[]),
    );
    let (triangle, kind) = match text(&result["measure"]) {
        "revenue" => ("revenue", Kind::Money),
        "orders" => ("orders", Kind::Count),
        _ => ("retention", Kind::Ratio),
    };
    let cells = heat(result, triangle, kind, tell);
    shown.draw(tell.word(&format!("cohorts-{triangle}")), |words| Heat { words, ..cells });
    let drawn: Vec<Option<f64>> = weighted.into_iter().take(DRAWN).collect();
    let places = (0..drawn.len()).map(|k| k.to_string()).collect();
    let line =
        Line { label: tell.word("cohorts-stay"), values: drawn, ink: 1, is_area: true, is_guess: false };
    shown.draw(tell.word("cohorts-weighted"), |words| Lines {
        words,
        lines: vec![line],
        places,
        format: Format::Ratio,
    });
    if result["cumulative_revenue_per_customer"].is_array() {
        let cells = heat(result, "cumulative_revenue_per_customer", Kind::Money, tell);
        shown.draw(tell.word("cohorts-cumulated"), |words| Heat { words, ..cells });
    }
    table(&mut shown, result, (triangle, kind), tell);
    shown
}

/// What the cells hold.
#[derive(Clone, Copy)]
enum Kind {
    Ratio,
    Money,
    Count,
}

impl Kind {
    /// The same in a cell, where there is no room for signs.
    fn short(self, value: f64, tell: &Tell<'_>) -> String {
        match self {
            Self::Ratio => tell.count(value * 100.0),
            _ => self.told(value, tell),
        }
    }

    fn told(self, value: f64, tell: &Tell<'_>) -> String {
        match self {
            Self::Ratio => tell.ratio(value),
            Self::Money => tell.manner().short(value, Format::Number),
            Self::Count => tell.count(value),
        }
    }
}

fn heat(result: &Value, member: &str, kind: Kind, tell: &Tell<'_>) -> Heat {
    let names = items(&result["cohorts"]);
    let skipped = names.len().saturating_sub(DRAWN);
    let cell = |cohort: &str, (period, value): (usize, &Value)| {
        let value = value.as_f64()?;
        let href = if value == 0.0 { String::new() } else { behind(member, (cohort, period), tell) };
        // The first period of retention is always whole and would drown the rest.
        let heat = if matches!(kind, Kind::Ratio) && period == 0 { 0.0 } else { value };
        Some(Cell { value: heat, told: kind.short(value, tell), href, ..Cell::default() })
    };
    let rows = items(&result[member]).iter().zip(names).skip(skipped);
    let cells: Vec<Vec<Option<Cell>>> = rows
        .map(|(row, name)| {
            let all = items(row).iter().take(DRAWN).enumerate();
            all.map(|one| cell(text(name), one)).collect()
        })
        .collect();
    let width = cells.iter().map(Vec::len).max().unwrap_or(0);
    Heat {
        rows: names.iter().skip(skipped).map(|name| tell.short_period(text(name))).collect(),
        columns: (0..width).map(|k| k.to_string()).collect(),
        cells,
        column_axis: tell.word(&format!("cohorts-axis-{}", text(&result["by"]))),
        row_height: 24.0,
        ..Heat::default()
    }
}

/// Where the purchases behind a cell are; what was cumulated is made of all periods.
fn behind(member: &str, (cohort, period): (&str, usize), tell: &Tell<'_>) -> String {
    if member.starts_with("cumulative") {
        return tell.rows(&[("cohort", cohort)]);
    }
    tell.rows(&[("cohort", cohort), ("after", &period.to_string())])
}

fn table(shown: &mut Shown, result: &Value, (member, kind): (&str, Kind), tell: &Tell<'_>) {
    let width = items(&result["cohorts"]).len().min(13);
    let mut heads = vec![(tell.word("cohort"), false), (tell.word("customers"), true)];
    heads.extend((0..width).map(|k| (format!("+{k}"), true)));
    let all = items(&result["cohorts"]).iter().zip(items(&result["sizes"])).zip(items(&result[member]));
    let line = |((name, size), cells): ((&Value, &Value), &Value)| {
        let cohort = text(name);
        let size = Entry::linked(tell.count(number_of(size)), behind(member, (cohort, 0), tell));
        let mut line: Vec<Entry> = vec![tell.period(cohort).into(), size];
        let told = |(period, value): (usize, &Value)| match value.as_f64() {
            Some(value) if value != 0.0 => {
                Entry::linked(kind.told(value, tell), behind(member, (cohort, period), tell))
            }
            Some(value) => kind.told(value, tell).into(),
            None => Entry::default(),
        };
        line.extend(items(cells).iter().take(width).enumerate().map(told));
        line.resize_with(width + 2, Entry::default);
        line
    };
    shown.grid(tell.word(&format!("cohorts-{member}")), heads, all.map(line).collect());
}

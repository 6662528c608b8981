//! ABC on orders: the few who bring most.

use serde_json::{Value, json};
use statistics::abc::{Class, Ranking, Rule, rank};

use super::parameters::bad;
use super::{Analysis, ColumnNeed, Outcome, ParameterNeed, Parameters, note, ratio};
use crate::AnalyzeError;
use crate::table::{Dictionary, Kind, Table};

/// ABC over the sum of each customer (or of anything else, with `column.customer` naming a column of
/// products).
///
/// Sums not above zero belong to no class. Ties are settled by id as text, in order of bytes.
pub struct Abc;

/// So many of the first are listed without asking.
const TOP: usize = 10;
/// Points of the Pareto curve.
const POINTS: usize = 100;

impl Analysis for Abc {
    fn slug(&self) -> &'static str {
        "abc"
    }

    fn about(&self) -> &'static str {
        "Classes customers by the share of the money they bring: A the few that bring most, C the many that bring little."
    }

    fn columns(&self) -> &'static [ColumnNeed] {
        &[
            ColumnNeed {
                name: "customer",
                kind: Kind::Text,
                is_optional: false,
                about: "who bought, or what was bought",
            },
            ColumnNeed {
                name: "amount",
                kind: Kind::Number,
                is_optional: false,
                about: "for how much; below zero is taken off",
            },
        ]
    }

    fn parameters(&self) -> &'static [ParameterNeed] {
        &[
            ParameterNeed {
                name: "a",
                default: "0.8",
                about: "where class A ends, as a share of the money",
            },
            ParameterNeed { name: "b", default: "0.95", about: "where class B ends" },
            ParameterNeed {
                name: "rule",
                default: "crossing",
                about: "crossing: who crosses a border belongs to the better class; inclusive: to the worse",
            },
            ParameterNeed { name: "rows", default: "false", about: "true: list every customer" },
        ]
    }

    fn run(&self, table: &Table, parameters: &Parameters) -> Result<Outcome, AnalyzeError> {
        let (a, b) = (parameters.number("a", 0.0, 1.0)?, parameters.number("b", 0.0, 1.0)?);
        if a > b {
            return Err(bad("a", &a.to_string(), "give a share not above that of b"));
        }
        let rule = match parameters.choice("rule", &["crossing", "inclusive"])? {
            "inclusive" => Rule::Inclusive,
            _ => Rule::Crossing,
        };
        let with_rows = parameters.flag("rows")?;
        let (codes, words) = table.text("customer");
        let mut sums = vec![(0.0, false); words.len()];
        for (code, amount) in codes.iter().zip(table.numbers("amount").unwrap_or(&[])) {
            if let Some(sum) = sums.get_mut(*code as usize) {
                *sum = (sum.0 + amount, true);
            }
        }
        let order = if with_rows { words.in_byte_order() } else { (0..words.len() as u32).collect() };
        let amount = |code: &u32| sums.get(*code as usize).map_or(0.0, |sum| sum.0);
        let amounts: Vec<f64> = order.iter().map(amount).collect();
        let ranking = rank(&amounts);
        let classes = ranking.classes(a, b, rule);
        let items: Vec<Item> = ranking
            .order
            .iter()
            .filter_map(|place| {
                Some(Item { code: *order.get(*place as usize)?, amount: *amounts.get(*place as usize)? })
            })
            .collect();
        let mut result = summary(&ranking, &classes, &items, words);
        if with_rows && let Some(fields) = result.as_object_mut() {
            fields.insert("rows".to_string(), rows(&ranking, &classes, &items, words));
        }
        let left_out = sums.iter().filter(|(sum, is_used)| *is_used && *sum <= 0.0).count();
        let text = format!("{left_out} bring nothing or less and belong to no class");
        let notes = (left_out > 0).then(|| note("not_above_zero", &text));
        Ok(Outcome { result, notes: notes.into_iter().collect(), ..Outcome::default() })
    }
}

struct Item {
    code: u32,
    amount: f64,
}

fn summary(ranking: &Ranking, classes: &[Class], items: &[Item], words: &Dictionary) -> Value {
    let (total, n) = (ranking.total(), items.len() as f64);
    let held = ranking.holdings(classes);
    let classes: Vec<Value> = [Class::A, Class::B, Class::C]
        .iter()
        .zip(held)
        .map(|(class, held)| {
            json!({
                "class": format!("{class:?}"),
                "items": held.items,
                "revenue": held.revenue,
                "items_ratio": ratio(held.items as f64, n),
                "revenue_ratio": ratio(held.revenue, total),
            })
        })
        .collect();
    json!({
        "items": items.len(),
        "total": total,
        "classes": classes,
        "top_20_percent_bring_ratio": ranking.share_of_top(0.2),
        "items_for_80_percent": ranking.items_for(0.8),
        "gini": ranking.gini(),
        "curve": ranking.curve(POINTS),
        "top": top(items, words),
    })
}

/// The first few, ties by id, whatever the order of the rest.
fn top(items: &[Item], words: &Dictionary) -> Value {
    let least = items.get(TOP - 1).or(items.last()).map_or(0.0, |item| item.amount);
    let mut first: Vec<&Item> = items.iter().take_while(|item| item.amount >= least).collect();
    first.sort_by(|a, b| {
        b.amount.total_cmp(&a.amount).then_with(|| words.bytes(a.code).cmp(words.bytes(b.code)))
    });
    first
        .iter()
        .take(TOP)
        .map(|item| json!({"customer": words.word(item.code), "revenue": item.amount}))
        .collect()
}

fn rows(ranking: &Ranking, classes: &[Class], items: &[Item], words: &Dictionary) -> Value {
    let total = ranking.total();
    let all = items.iter().zip(classes).zip(&ranking.cumulative);
    all.map(|((item, class), cumulative)| {
        json!({
            "customer": words.word(item.code),
            "revenue": item.amount,
            "ratio": item.amount / total,
            "cumulative_ratio": cumulative / total,
            "class": format!("{class:?}"),
        })
    })
    .collect()
}

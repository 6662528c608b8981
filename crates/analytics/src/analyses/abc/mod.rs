//! ABC on orders: the few who bring most; with XYZ how evenly they do.

mod shown;
mod xyz;

use fields::Condition;
use serde_json::{Value, json};
use statistics::abc::{Class, Ranking, Rule, rank};

use super::parameters::{bad, find};
use super::{
    Analysis, ColumnNeed, Input, Outcome, ParameterNeed, Parameters, ROWS, Sheet, column, parameter, ratio,
};
use crate::base::Grain;
use crate::showing::{Shown, Tell};
use crate::standing::asking;
use crate::table::{Dictionary, Kind, Table, Wanted};
use crate::{AnalyzeError, Remark, Remedy, Source};
use xyz::Monthly;

/// ABC over the sum of each customer (or of anything else, with `column.customer` naming a column of
/// products).
///
/// Sums not above zero belong to no class. Ties are settled by id as text, in order of bytes.
pub struct Abc;

/// So many of the first are listed without asking.
const TOP: usize = 10;
/// What can be told apart by.
const OF: [&str; 5] = ["customer", "product", "category", "source", "team"];
/// Points of the Pareto curve.
const POINTS: usize = 100;

impl Analysis for Abc {
    fn slug(&self) -> &'static str {
        "abc"
    }

    fn columns(&self) -> &'static [ColumnNeed] {
        const COLUMNS: [ColumnNeed; 3] = [
            column("customer", Kind::Text, false),
            column("amount", Kind::Number, false),
            column("date", Kind::Day, true),
        ];
        &COLUMNS
    }

    fn parameters(&self) -> &'static [ParameterNeed] {
        const RULES: Input = Input::Choice(&["crossing", "inclusive"]);
        const BY: Input = Input::Choice(&["amount", "margin"]);
        const LIST: [ParameterNeed; 7] = [
            parameter("of", "customer", Input::Choice(&OF), "analytics-param-of"),
            parameter("by", "amount", BY, "analytics-param-abc-by"),
            parameter("a", "0.8", Input::Number, "analytics-param-a"),
            parameter("b", "0.95", Input::Number, "analytics-param-b"),
            parameter("rule", "crossing", RULES, "analytics-param-rule"),
            parameter("xyz", "false", Input::Flag, "analytics-param-xyz"),
            ROWS,
        ];
        &LIST
    }

    fn reads(&self, parameters: &Parameters) -> Sheet {
        match parameters.text("of") {
            Some("product" | "category") => Sheet::Lines,
            _ => Sheet::Orders,
        }
    }

    fn wanted(&self, source: &dyn Source, parameters: &Parameters) -> Result<Vec<Wanted>, AnalyzeError> {
        let with_xyz = parameters.flag("xyz")?;
        let mut wanted = Vec::new();
        for (need, parameter) in self.columns().iter().zip(["of", "by", ""]) {
            let chosen = parameters.renamed(need.name).or(parameters.text(parameter)).unwrap_or(need.name);
            if !need.is_optional || source.place(chosen).is_some() {
                wanted.push(find(
                    source,
                    need.name,
                    chosen,
                    need.kind,
                    &format!("column.{}=NAME", need.name),
                )?);
            }
        }
        wanted.retain(|column| with_xyz || column.kind != Kind::Day);
        if with_xyz && wanted.iter().all(|column| column.kind != Kind::Day) {
            find(source, "date", "date", Kind::Day, "column.date=NAME")?;
        }
        Ok(wanted)
    }

    fn run(&self, table: &Table, parameters: &Parameters) -> Result<Outcome, AnalyzeError> {
        let (a, b, rule) = borders(parameters)?;
        let with_rows = parameters.wants_rows()?;
        let with_xyz = parameters.flag("xyz")?;
        let (codes, words) = table.text("customer");
        let cells = table.numbers("amount").unwrap_or(&[]);
        let is_unknown = |row| parameters.text("by") == Some("margin") && table.n_known(row) == Some(0);
        let mut sums = sums(codes, cells, words.len(), is_unknown);
        sums.iter_mut().for_each(|(sum, _)| *sum = table.settled(*sum));
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
        let monthly = match with_xyz {
            true => Some(Monthly::of(table, (codes, cells), words.len())?),
            false => None,
        };
        if let Some(fields) = result.as_object_mut() {
            if let Some(monthly) = &monthly {
                let pairs = items.iter().map(|item| item.code).zip(classes.iter().copied());
                fields.insert("xyz".to_string(), monthly.summary(pairs));
            }
            if with_rows {
                let all = rows(&ranking, &classes, &items, (words, monthly.as_ref()));
                fields.insert("rows".to_string(), parameters.gather(all));
            }
        }
        let left_out = sums.iter().filter(|(sum, is_used)| *is_used && *sum <= 0.0).count();
        let left = (left_out > 0).then(|| Remark::counted("not_above_zero", left_out as u64));
        let known = self.unknown(table, parameters);
        Ok(Outcome { result, notes: known.into_iter().chain(left).collect(), ..Outcome::default() })
    }

    fn pushed(&self, parameters: &Parameters) -> Option<Grain> {
        let of = parameters.text("of")?;
        Some(match parameters.flag("xyz").ok()? {
            false if of == "customer" => Grain::Customers,
            true if of == "customer" => Grain::Months,
            _ => Grain::Words(OF.iter().find(|word| **word == of)?),
        })
    }

    fn condition(&self, parameters: &Parameters, wanted: &[(String, String)]) -> Option<Condition> {
        let is_usual = parameters.are_usual_but(&["by", "xyz"]);
        let of_margin = parameters.text("by") == Some("margin");
        let column = |member: &str| match member {
            "class" if of_margin => Some("abc_margin"),
            "class" => Some("abc"),
            // How evenly is kept of money only.
            "evenness" if !of_margin => Some("xyz"),
            _ => None,
        };
        asking::standing(is_usual, wanted, column)
    }

    fn show(&self, result: &Value, tell: &Tell<'_>) -> Shown {
        shown::shown(result, tell)
    }
}

impl Abc {
    /// Of how many orders, or lines of them, the margin is not known where things are told apart by it.
    fn unknown(&self, table: &Table, parameters: &Parameters) -> Option<Remark> {
        let known = table.known.as_ref().filter(|_| parameters.text("by") == Some("margin"))?;
        let each = known.iter().enumerate();
        let n = each.map(|(row, known)| u64::from(table.weight(row).saturating_sub(*known))).sum();
        let is_of_lines = self.reads(parameters) == Sheet::Lines;
        let wording = if is_of_lines { "margin_unknown_lines" } else { "margin_unknown" };
        (n > 0).then(|| Remark { wording, ..Remark::counted("margin_unknown", n) })
    }
}

/// Where the classes end, and to which the one belongs who crosses a border.
fn borders(parameters: &Parameters) -> Result<(f64, f64, Rule), AnalyzeError> {
    let (a, b) = (parameters.number("a", 0.0, 1.0)?, parameters.number("b", 0.0, 1.0)?);
    if a > b {
        return Err(bad("a", &a.to_string(), Remedy::NotAbove("b")));
    }
    let rule = match parameters.choice("rule", &["crossing", "inclusive"])? {
        "inclusive" => Rule::Inclusive,
        _ => Rule::Crossing,
    };
    Ok((a, b, rule))
}

/// The sum of each customer, and whether any row with something known is theirs.
fn sums(
    codes: &[u32],
    amounts: &[f64],
    customers: usize,
    is_unknown: impl Fn(usize) -> bool,
) -> Vec<(f64, bool)> {
    let mut sums = vec![(0.0, false); customers];
    for (row, (code, amount)) in codes.iter().zip(amounts).enumerate() {
        if let Some(sum) = sums.get_mut(*code as usize) {
            *sum = (sum.0 + amount, sum.1 || !is_unknown(row));
        }
    }
    sums
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

fn rows<'a>(
    ranking: &'a Ranking,
    classes: &'a [Class],
    items: &'a [Item],
    (words, monthly): (&'a Dictionary, Option<&'a Monthly>),
) -> impl Iterator<Item = Value> + 'a {
    let total = ranking.total();
    let all = items.iter().zip(classes).zip(&ranking.cumulative);
    all.map(move |((item, class), cumulative)| {
        let mut row = json!({
            "customer": words.word(item.code),
            "revenue": item.amount,
            "ratio": item.amount / total,
            "cumulative_ratio": cumulative / total,
            "class": format!("{class:?}"),
        });
        if let Some((monthly, fields)) = monthly.zip(row.as_object_mut()) {
            let even = monthly.class(item.code);
            fields.insert("variation".to_string(), json!(even.map(|(variation, _)| variation)));
            fields.insert("evenness".to_string(), json!(even.map(|(_, class)| format!("{class:?}"))));
        }
        row
    })
}

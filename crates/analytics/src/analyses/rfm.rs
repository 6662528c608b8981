//! RFM on orders: who bought lately, often and for much.

mod shown;

use fields::Condition;
use serde_json::{Value, json};
use statistics::rfm::{Customers, Group, Holding, Method, Plan, Rfm as Scored, Scores, holdings, rfm};

use super::parameters::bad;
use super::{
    AS_OF, Analysis, ColumnNeed, Input, Outcome, ParameterNeed, Parameters, ROWS, column, parameter, ratio,
};
use crate::base::Grain;
use crate::calendar::written;
use crate::showing::{Shown, Tell};
use crate::standing::asking;
use crate::table::{Dictionary, Kind, Table, Wanted, whole_of};
use crate::{AnalyzeError, Remark, Remedy, Source};

/// RFM.
///
/// A purchase is a row whose amount is not below zero; rows with one order number are one purchase. A row
/// below zero is a return: it takes money off. Recency is counted in days from the last purchase to
/// `as_of`, which is the day after the last row unless given; rows after a given `as_of` are dropped. Ties
/// are settled by customer id, as numbers if all ids are whole numbers, else by bytes.
pub struct Rfm;

impl Analysis for Rfm {
    fn slug(&self) -> &'static str {
        "rfm"
    }

    fn columns(&self) -> &'static [ColumnNeed] {
        const COLUMNS: [ColumnNeed; 4] = [
            column("customer", Kind::Text, false),
            column("date", Kind::Day, false),
            column("amount", Kind::Number, false),
            column("order", Kind::Key, true),
        ];
        &COLUMNS
    }

    fn parameters(&self) -> &'static [ParameterNeed] {
        const METHODS: Input = Input::Choice(&["quantile", "ntile", "rank", "thresholds"]);
        const LIST: [ParameterNeed; 7] = [
            AS_OF,
            parameter("method", "quantile", METHODS, "analytics-param-method"),
            parameter("bins", "5", Input::Number, "analytics-param-bins"),
            parameter("recency", "", Input::Text, "analytics-param-recency"),
            parameter("frequency", "", Input::Text, "analytics-param-frequency"),
            parameter("monetary", "", Input::Text, "analytics-param-monetary"),
            ROWS,
        ];
        &LIST
    }

    fn wanted(&self, source: &dyn Source, parameters: &Parameters) -> Result<Vec<Wanted>, AnalyzeError> {
        let as_of = parameters.day("as_of")?;
        let mut wanted = super::parameters::wanted(self.columns(), source, parameters)?;
        for column in wanted.iter_mut().filter(|column| column.kind == Kind::Day) {
            column.not_after = as_of;
        }
        Ok(wanted)
    }

    fn run(&self, table: &Table, parameters: &Parameters) -> Result<Outcome, AnalyzeError> {
        let plan = plan(parameters)?;
        let with_rows = parameters.wants_rows()?;
        let (codes, words) = table.text("customer");
        let days = table.days("date");
        let last = days.iter().copied().max();
        let Some(as_of) = parameters.day("as_of")?.or(last.map(|day| day + 1)) else {
            let result = json!({"customers": 0, "groups": [], "cells": []});
            return Ok(Outcome { result, ..Outcome::default() });
        };
        let amounts = table.numbers("amount").unwrap_or(&[]);
        let mut sums = sums(table, (codes, days, amounts), words.len());
        if let Some(keys) = table.keys("order")
            && !is_an_order_each(keys)
        {
            count_orders(codes, keys, amounts, &mut sums);
        }
        let ties_matter = matches!(plan.recency, Method::Ntile | Method::Rank);
        let order =
            if ties_matter || with_rows { words.in_order() } else { (0..words.len() as u32).collect() };
        let people = People::of(&order, &sums, as_of);
        let scored = rfm(people.columns(), &plan);
        let mut result = summary(&people, &scored, (plan.bins, table));
        set(&mut result, "as_of", json!(written(as_of)));
        set(&mut result, "method", json!(parameters.text("method")));
        if with_rows {
            set(&mut result, "rows", parameters.gather(rows(&people, &scored, words)));
        }
        let left_out = sums.iter().filter(|sum| sum.purchases == 0 && sum.monetary != 0.0).count();
        let notes = (left_out > 0).then(|| Remark::counted("only_returns", left_out as u64));
        Ok(Outcome { result, notes: notes.into_iter().collect(), ..Outcome::default() })
    }

    fn pushed(&self, parameters: &Parameters) -> Option<Grain> {
        parameters.text("as_of").is_none().then_some(Grain::Customers)
    }

    fn condition(&self, parameters: &Parameters, wanted: &[(String, String)]) -> Option<Condition> {
        let column = |member: &str| match member {
            "group" => Some("rfm_group"),
            "r" => Some("recency"),
            "f" => Some("frequency"),
            "m" => Some("monetary"),
            _ => None,
        };
        asking::standing(parameters.are_usual_but(&[]), wanted, column)
    }

    fn show(&self, result: &Value, tell: &Tell<'_>) -> Shown {
        shown::shown(result, tell)
    }
}

fn set(result: &mut Value, key: &str, value: Value) {
    if let Some(fields) = result.as_object_mut() {
        fields.insert(key.to_string(), value);
    }
}

fn plan(parameters: &Parameters) -> Result<Plan, AnalyzeError> {
    let bins = parameters.number("bins", 2.0, 10.0)?;
    if bins.fract() != 0.0 {
        return Err(bad("bins", &bins.to_string(), Remedy::Whole(2.0, 10.0)));
    }
    let bins = bins as u8;
    let of = |name: &str| match parameters.choice("method", &["quantile", "ntile", "rank", "thresholds"])? {
        "ntile" => Ok(Method::Ntile),
        "rank" => Ok(Method::Rank),
        "thresholds" => Ok(Method::Thresholds(parameters.borders(name)?)),
        _ => Ok::<_, AnalyzeError>(Method::Quantile),
    };
    Ok(Plan { recency: of("recency")?, frequency: of("frequency")?, monetary: of("monetary")?, bins })
}

/// What one customer did.
#[derive(Debug, Clone, Copy)]
struct Sum {
    monetary: f64,
    last: i32,
    purchases: u32,
}

fn sums(table: &Table, (codes, days, amounts): (&[u32], &[i32], &[f64]), customers: usize) -> Vec<Sum> {
    let mut sums = vec![Sum { monetary: 0.0, last: i32::MIN, purchases: 0 }; customers];
    for (row, ((code, day), amount)) in codes.iter().zip(days).zip(amounts).enumerate() {
        if let Some(sum) = sums.get_mut(*code as usize) {
            sum.monetary += amount;
            if *amount >= 0.0 {
                sum.purchases += table.weight(row);
                sum.last = sum.last.max(*day);
            }
        }
    }
    sums.iter_mut().for_each(|sum| sum.monetary = table.settled(sum.monetary));
    sums
}

/// Whether no two rows share an order, as far as can be seen at a glance: their numbers only rise.
fn is_an_order_each(keys: &[u64]) -> bool {
    keys.first().is_some_and(|key| whole_of(*key).is_some())
        && keys.is_sorted_by(|a, b| whole_of(*b).is_some() && a < b)
}

/// Replaces the number of rows by that of distinct orders.
fn count_orders(codes: &[u32], keys: &[u64], amounts: &[f64], sums: &mut [Sum]) {
    let mut free: Vec<u32> = Vec::with_capacity(sums.len());
    let mut total = 0;
    for sum in sums.iter() {
        free.push(total);
        total += sum.purchases;
    }
    let mut grouped = vec![0; total as usize];
    for ((code, key), _) in codes.iter().zip(keys).zip(amounts).filter(|(_, amount)| **amount >= 0.0) {
        if let Some(place) = free.get_mut(*code as usize)
            && let Some(slot) = grouped.get_mut(*place as usize)
        {
            *slot = *key;
            *place += 1;
        }
    }
    let mut rest = grouped.as_mut_slice();
    for sum in sums {
        let Some((own, others)) = rest.split_at_mut_checked(sum.purchases as usize) else { return };
        own.sort_unstable();
        sum.purchases = own.chunk_by(|a, b| a == b).count() as u32;
        rest = others;
    }
}

/// The customers who bought, as columns.
struct People {
    codes: Vec<u32>,
    recency: Vec<f64>,
    frequency: Vec<f64>,
    monetary: Vec<f64>,
}

impl People {
    fn of(order: &[u32], sums: &[Sum], as_of: i32) -> Self {
        let mut people =
            Self { codes: Vec::new(), recency: Vec::new(), frequency: Vec::new(), monetary: Vec::new() };
        for code in order {
            if let Some(sum) = sums.get(*code as usize).filter(|sum| sum.purchases > 0) {
                people.codes.push(*code);
                people.recency.push(f64::from(as_of - sum.last));
                people.frequency.push(f64::from(sum.purchases));
                people.monetary.push(sum.monetary);
            }
        }
        people
    }

    fn columns(&self) -> Customers<'_> {
        Customers { recency_days: &self.recency, frequency: &self.frequency, monetary: &self.monetary }
    }
}

fn summary(people: &People, scored: &Scored, (bins, table): (u8, &Table)) -> Value {
    json!({
        "bins": bins,
        "customers": people.codes.len(),
        "monetary": table.settled(people.monetary.iter().sum::<f64>()),
        "cut_points": {
            "recency_days": scored.recency.cut_points,
            "frequency": scored.frequency.cut_points,
            "monetary": scored.monetary.cut_points,
        },
        "scores": {
            "recency": counts(&scored.recency, bins),
            "frequency": counts(&scored.frequency, bins),
            "monetary": counts(&scored.monetary, bins),
        },
        "groups": groups(people, scored, table),
        "cells": cells(people, scored, (bins, table)),
    })
}

fn groups(people: &People, scored: &Scored, table: &Table) -> Value {
    let total = table.settled(people.monetary.iter().sum::<f64>());
    let n = people.codes.len() as f64;
    let groups =
        holdings(people.columns(), scored.groups.iter().map(|group| *group as usize), Group::ALL.len());
    Group::ALL
        .iter()
        .zip(&groups)
        .filter(|(_, held)| held.customers > 0)
        .map(|(group, held)| {
            let mut value = shown(held, table);
            set(&mut value, "group", json!(group.slug()));
            set(&mut value, "customers_ratio", json!(ratio(held.customers as f64, n)));
            set(&mut value, "monetary_ratio", json!(ratio(table.settled(held.monetary), total)));
            value
        })
        .collect()
}

/// The map of recency by frequency.
fn cells(people: &People, scored: &Scored, (bins, table): (u8, &Table)) -> Value {
    let width = usize::from(bins);
    let pairs = scored.recency.scores.iter().zip(&scored.frequency.scores);
    let cells = holdings(
        people.columns(),
        pairs.map(|(r, f)| usize::from(r - 1) * width + usize::from(f - 1)),
        width * width,
    );
    cells
        .iter()
        .enumerate()
        .filter(|(_, held)| held.customers > 0)
        .map(|(place, held)| {
            let mut value = shown(held, table);
            set(&mut value, "recency", json!(place / width + 1));
            set(&mut value, "frequency", json!(place % width + 1));
            value
        })
        .collect()
}

fn shown(held: &Holding, table: &Table) -> Value {
    json!({
        "customers": held.customers,
        "monetary": table.settled(held.monetary),
        "mean_recency_days": held.mean_recency_days,
        "mean_frequency": held.mean_frequency,
    })
}

/// How many customers have each score.
fn counts(scores: &Scores, bins: u8) -> Value {
    let mut counts = vec![0_u64; usize::from(bins) + 1];
    for score in &scores.scores {
        if let Some(count) = counts.get_mut(usize::from(*score)) {
            *count += 1;
        }
    }
    counts.iter().enumerate().skip(1).map(|(score, count)| (score.to_string(), json!(count))).collect()
}

fn rows<'a>(
    people: &'a People,
    scored: &'a Scored,
    words: &'a Dictionary,
) -> impl Iterator<Item = Value> + 'a {
    let scores = scored.recency.scores.iter().zip(&scored.frequency.scores).zip(&scored.monetary.scores);
    let figures = people.recency.iter().zip(&people.frequency).zip(&people.monetary);
    let all = people.codes.iter().zip(figures).zip(scores.zip(&scored.groups));
    all.map(move |((code, ((recency, frequency), monetary)), (((r, f), m), group))| {
        json!({
            "customer": words.word(*code),
            "recency_days": *recency as i64,
            "frequency": *frequency as i64,
            "monetary": monetary,
            "r": r,
            "f": f,
            "m": m,
            "group": group.slug(),
        })
    })
}

//! The analyses over many orders held in columns, and lifetime values of many customers from their summaries.

use super::figures::Figure;
use crate::exit::CommandError;
use analytics::base::{Held, Rows};
use analytics::table::Dictionary;
use analytics::{Parameters, answer, find};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

/// Orders for each customer.
const EACH: usize = 10;
/// Days over which they lie.
const DAYS: u64 = 1_095;

/// SplitMix64 (Steele, Lea & Flood 2014), from a fixed seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn share(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Measures with `n` customers.
pub(super) fn measure(n: usize) -> Result<Vec<Figure>, CommandError> {
    let orders = orders(n);
    let seconds = ["rfm", "abc", "cohorts"].map(|name| timed(name, &orders, &[]));
    let mut total = 0.0;
    for one in seconds {
        total += one?;
    }
    let work = format!("RFM, ABC and monthly cohorts over {} orders, warm", n * EACH);
    let values = timed("clv", &summaries(n), &[("model", "bgnbd"), ("unit_days", "1")])?;
    Ok(vec![
        Figure::new(&work, total * 1_000.0, "ms").must(1_000.0),
        Figure::new(&format!("BG/NBD, Gamma-Gamma and values of {n} customers"), values * 1_000.0, "ms")
            .must(2_000.0),
    ])
}

/// Seconds of one analysis.
fn timed(name: &str, rows: &Rows, parameters: &[(&str, &str)]) -> Result<f64, CommandError> {
    let failed = |error: analytics::AnalyzeError| CommandError::Failed(error.to_string());
    let analysis = find(name).map_err(failed)?;
    let given: BTreeMap<String, String> =
        parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let parameters = Parameters::of(analysis, &given).map_err(failed)?;
    let begun = Instant::now();
    let made = answer(analysis, Box::new(rows.clone()), &parameters).map_err(failed)?;
    let seconds = begun.elapsed().as_secs_f64();
    if made.used == 0 {
        return Err(CommandError::Failed(format!("{name} used no row")));
    }
    Ok(seconds)
}

fn people(n: usize) -> Dictionary {
    let mut words = Dictionary::of_utf8();
    for no in 1..=n {
        words.code_of(&no.to_string());
    }
    words
}

fn numbers(values: Vec<f64>) -> Held {
    Held::Numbers(Arc::new(values))
}

/// Orders in the order of their days.
fn orders(n: usize) -> Rows {
    let (mut dice, count) = (Dice(7), n * EACH);
    let (mut codes, mut days, mut amounts) = (Vec::new(), Vec::new(), Vec::new());
    for place in 0..count as u64 {
        // Few buy often, many seldom.
        let share = dice.share();
        codes.push((share * share * n as f64) as u32);
        days.push(19_000 + i32::try_from(place * DAYS / count as u64).unwrap_or(0));
        amounts.push((dice.share() * 5_000_000.0).round() / 100.0);
    }
    let columns = vec![
        ("customer".to_owned(), Held::Words(Arc::new(codes), Arc::new(people(n)))),
        ("date".to_owned(), Held::Days(Arc::new(days))),
        ("amount".to_owned(), numbers(amounts)),
    ];
    Rows::of(columns, count)
}

/// Histories after the BG/NBD, in whole days.
fn summaries(n: usize) -> Rows {
    let mut dice = Dice(11);
    let [mut frequency, mut recency, mut ages, mut money] = [const { Vec::new() }; 4];
    for _ in 0..n {
        let age = 1.0 + (dice.share() * 729.0).floor();
        let rate = -(1.0 - dice.share()).ln() / 80.0;
        let leaves = dice.share() * 0.5;
        let (mut repeats, mut last, mut now) = (0.0, 0.0, 0.0);
        loop {
            now -= (1.0 - dice.share()).ln() / rate;
            if now.floor() > age {
                break;
            }
            if now.floor() > last {
                (repeats, last) = (repeats + 1.0, now.floor());
                if dice.share() < leaves {
                    break;
                }
            }
        }
        frequency.push(repeats);
        recency.push(last);
        ages.push(age);
        money.push(if repeats > 0.0 { 20.0 - 30.0 * (1.0 - dice.share()).ln() } else { 0.0 });
    }
    let columns = [("frequency", frequency), ("recency", recency), ("t", ages), ("monetary", money)];
    Rows::of(columns.map(|(name, values)| (name.to_owned(), numbers(values))).to_vec(), n)
}

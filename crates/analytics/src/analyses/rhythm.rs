//! The rhythm of buying: how often customers come, and who is later than usual.

mod shown;

use fields::Condition;
use serde_json::{Value, json};
use statistics::quantile::quantile;
use statistics::rhythm::{FrequencyClass, Gaps, gaps, outlook, own_quantiles};

use super::parameters::bad;
use super::{
    AS_OF, Analysis, ColumnNeed, Input, Outcome, ParameterNeed, Parameters, ROWS, column, parameter, ratio,
};
use crate::base::{Grain, Purchaser};
use crate::calendar::written;
use crate::showing::{Shown, Tell};
use crate::standing::asking;
use crate::table::{Dictionary, Kind, Table, Wanted};
use crate::{AnalyzeError, Remark, Remedy, Source};

/// Purchases are days on which a customer bought. `next_on` is the last of them plus the median gap,
/// `act_by` plus the 90 % gap: one's own with four gaps or more, else those of all. Returns (amounts below
/// zero) only take money off.
pub struct Rhythm;

const CLASSES: [(FrequencyClass, &str); 3] = [
    (FrequencyClass::OneOff, "one_off"),
    (FrequencyClass::Rare, "rare"),
    (FrequencyClass::Regular, "regular"),
];

impl Analysis for Rhythm {
    fn slug(&self) -> &'static str {
        "rhythm"
    }

    fn columns(&self) -> &'static [ColumnNeed] {
        const COLUMNS: [ColumnNeed; 3] = [
            column("customer", Kind::Text, false),
            column("date", Kind::Day, false),
            column("amount", Kind::Number, true),
        ];
        &COLUMNS
    }

    fn parameters(&self) -> &'static [ParameterNeed] {
        const LIST: [ParameterNeed; 3] =
            [AS_OF, parameter("regular_from", "4", Input::Number, "analytics-param-regular-from"), ROWS];
        &LIST
    }

    fn wanted(&self, source: &dyn Source, parameters: &Parameters) -> Result<Vec<Wanted>, AnalyzeError> {
        let as_of = parameters.day("as_of")?;
        let mut wanted = super::parameters::wanted(self.columns(), source, parameters)?;
        wanted
            .iter_mut()
            .filter(|column| column.kind == Kind::Day)
            .for_each(|column| column.not_after = as_of);
        Ok(wanted)
    }

    fn run(&self, table: &Table, parameters: &Parameters) -> Result<Outcome, AnalyzeError> {
        let regular_from = parameters.number("regular_from", 2.0, 1e6)?;
        if regular_from.fract() != 0.0 {
            return Err(bad("regular_from", &regular_from.to_string(), Remedy::Whole(2.0, 1e6)));
        }
        let (codes, words) = table.text("customer");
        let days = table.days("date");
        let last = days.iter().copied().max();
        let Some(as_of) = parameters.day("as_of")?.or(last.map(|day| day + 1)) else {
            return Ok(Outcome { result: json!({"customers": 0, "classes": []}), ..Outcome::default() });
        };
        let amounts = table.numbers("amount");
        if let Some(purchases) = &table.purchases {
            let all = purchases.as_of(parameters.day("as_of")?);
            let people = People::counted(
                all,
                amounts.unwrap_or(&[]),
                (regular_from as u64, purchases.gaps.as_ref()),
            );
            return told(&people, purchases.gaps.as_ref(), (table, parameters), as_of);
        }
        let mut money = vec![0.0; words.len()];
        for (code, amount) in codes.iter().zip(amounts.unwrap_or(&[])) {
            if let Some(sum) = money.get_mut(*code as usize) {
                *sum += amount;
            }
        }
        let is_purchase = |place: usize| amounts.is_none_or(|amounts| amounts.get(place) >= Some(&0.0));
        let all = codes.iter().copied().zip(days.iter().copied()).enumerate();
        let mut visits: Vec<(u32, i32)> =
            all.filter(|(place, _)| is_purchase(*place)).map(|(_, visit)| visit).collect();
        let base = gaps(&mut visits);
        money.iter_mut().for_each(|sum| *sum = table.settled(*sum));
        let people = People::of(&visits, &money, regular_from as u64, base.as_ref());
        told(&people, base.as_ref(), (table, parameters), as_of)
    }

    fn pushed(&self, parameters: &Parameters) -> Option<Grain> {
        Some(Grain::Rhythm(parameters.day("as_of").ok()?))
    }

    fn condition(&self, parameters: &Parameters, wanted: &[(String, String)]) -> Option<Condition> {
        let column = |member: &str| match member {
            "class" => Some("rhythm"),
            "state" => Some("churn"),
            _ => None,
        };
        asking::standing(parameters.are_usual_but(&[]), wanted, column)
    }

    fn show(&self, result: &Value, tell: &Tell<'_>) -> Shown {
        shown::shown(result, tell)
    }
}

/// The figures about people, and the people where they are wanted.
fn told(
    people: &People,
    base: Option<&Gaps>,
    (table, parameters): (&Table, &Parameters),
    as_of: i32,
) -> Result<Outcome, AnalyzeError> {
    let has_money = table.numbers("amount").is_some();
    let mut result = people.summary(as_of, |sum| has_money.then(|| table.settled(sum)));
    if let Some(fields) = result.as_object_mut() {
        fields.insert("gaps".to_string(), json!(base.map(of_gaps)));
        if parameters.wants_rows()? {
            let all = people.rows(as_of, has_money, table.text("customer").1);
            fields.insert("rows".to_string(), parameters.gather(all));
        }
    }
    let notes = base.is_none().then(|| Remark::new("nobody_came_back"));
    Ok(Outcome { result, notes: notes.into_iter().collect(), ..Outcome::default() })
}

fn of_gaps(gaps: &Gaps) -> Value {
    let [p10, p25, p50, p75, p90] = gaps.quantiles;
    json!({
        "n": gaps.n,
        "mean_days": gaps.mean_days,
        "quantiles": {"0.1": p10, "0.25": p25, "0.5": p50, "0.75": p75, "0.9": p90},
        "repeat_ratio": gaps.repeat_ratio,
    })
}

/// One customer who bought.
struct Person {
    code: u32,
    purchases: u64,
    last: i32,
    class: FrequencyClass,
    money: f64,
    /// The day to expect the next purchase, and the one by which to act.
    outlook: Option<(i32, i32)>,
}

struct People(Vec<Person>);

impl People {
    /// From visits ascending by customer and day, each day once.
    fn of(visits: &[(u32, i32)], money: &[f64], regular_from: u64, base: Option<&Gaps>) -> Self {
        let person = |visits: &[(u32, i32)]| {
            let (code, last) = *visits.last()?;
            let mut own: Vec<f64> =
                visits.iter().zip(visits.iter().skip(1)).map(|(a, b)| f64::from(b.1 - a.1)).collect();
            own.sort_unstable_by(f64::total_cmp);
            let purchases = visits.len() as u64;
            Some(Person {
                code,
                purchases,
                last,
                class: FrequencyClass::of(purchases, regular_from)?,
                money: money.get(code as usize).copied().unwrap_or(0.0),
                outlook: base.map(|base| expected(last, own_quantiles(&own), base)),
            })
        };
        Self(visits.chunk_by(|a, b| a.0 == b.0).filter_map(person).collect())
    }

    /// From what the base counted of each customer, in the order of their codes, and the money of each.
    fn counted(all: &[Purchaser], money: &[f64], (regular_from, base): (u64, Option<&Gaps>)) -> Self {
        let person = |(code, (one, money)): (u32, (&Purchaser, &f64))| {
            Some(Person {
                code,
                purchases: u64::from(one.days),
                last: one.last,
                class: FrequencyClass::of(u64::from(one.days), regular_from)?,
                money: *money,
                outlook: base.map(|base| expected(one.last, one.own, base)),
            })
        };
        Self((0..).zip(all.iter().zip(money)).filter_map(person).collect())
    }

    fn summary(&self, as_of: i32, money: impl Fn(f64) -> Option<f64>) -> Value {
        let n = self.0.len() as f64;
        let sum = |all: &mut dyn Iterator<Item = &Person>| all.map(|person| person.money).sum::<f64>();
        let revenue = money(sum(&mut self.0.iter()));
        let orders: u64 = self.0.iter().map(|person| person.purchases).sum();
        let classes = CLASSES.iter().map(|(class, slug)| {
            let held = || self.0.iter().filter(|person| person.class == *class);
            let (customers, sum) = (held().count(), money(sum(&mut held())));
            json!({
                "class": slug,
                "customers": customers,
                "customers_ratio": ratio(customers as f64, n),
                "revenue": sum,
                "revenue_ratio": sum.zip(revenue).and_then(|(sum, revenue)| ratio(sum, revenue)),
            })
        });
        let mut purchases: Vec<f64> = self.0.iter().map(|person| person.purchases as f64).collect();
        purchases.sort_unstable_by(f64::total_cmp);
        let states = ["on_time", "late", "overdue"].map(|state| {
            (
                state.to_string(),
                json!(self.0.iter().filter(|person| person.state(as_of) == Some(state)).count()),
            )
        });
        json!({
            "as_of": written(as_of),
            "customers": self.0.len(),
            "purchases": orders,
            "purchases_per_customer": ratio(orders as f64, n),
            "median_purchases": quantile(&purchases, 0.5),
            "revenue": revenue,
            "revenue_per_customer": revenue.and_then(|revenue| ratio(revenue, n)),
            "classes": classes.collect::<Value>(),
            "states": states.into_iter().collect::<Value>(),
        })
    }

    fn rows<'a>(
        &'a self,
        as_of: i32,
        has_money: bool,
        words: &'a Dictionary,
    ) -> impl Iterator<Item = Value> + 'a {
        let row = move |person: &Person| {
            let class = CLASSES.iter().find(|(class, _)| *class == person.class).map(|(_, slug)| slug);
            json!({
                "customer": words.word(person.code),
                "purchases": person.purchases,
                "class": class,
                "revenue": has_money.then_some(person.money),
                "last_on": written(person.last),
                "next_on": person.outlook.map(|(next_on, _)| written(next_on)),
                "act_by": person.outlook.map(|(_, act_by)| written(act_by)),
                "state": person.state(as_of),
            })
        };
        self.0.iter().map(row)
    }
}

/// The day to expect the next purchase, and the one by which to act.
fn expected(last: i32, own: Option<(f64, f64)>, base: &Gaps) -> (i32, i32) {
    let [_, _, median, _, ninth_decile] = base.quantiles;
    let found = outlook(last, own, (median, ninth_decile));
    (found.next_on, found.act_by)
}

impl Person {
    /// `on_time` until the next purchase is due, then `late`, from the day after `act_by` on `overdue`.
    fn state(&self, as_of: i32) -> Option<&'static str> {
        self.outlook.map(|(next_on, act_by)| match as_of {
            day if day <= next_on => "on_time",
            day if day <= act_by => "late",
            _ => "overdue",
        })
    }
}

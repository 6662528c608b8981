//! Warmth and typage by rules of one's own, and who moved from one type to another.
#![expect(clippy::indexing_slicing, reason = "a member that an answer does not have is null")]

mod rules;
mod shown;

use fields::Condition;
use serde_json::{Value, json};

use super::{
    AS_OF, Analysis, ColumnNeed, Input, Outcome, ParameterNeed, Parameters, ROWS, column, parameter, ratio,
};
use crate::AnalyzeError;
use crate::base::Grain;
use crate::calendar::written;
use crate::showing::{Shown, Tell};
use crate::standing::asking;
use crate::table::{Kind, Table};
use rules::{Habits, Rules};

/// Sorts customers into types by what they did until a day, and by what they had done so many days before. A row below
/// zero is a return: it takes money off and is no purchase. Whoever had bought nothing yet is `newcomer` at that side.
pub struct Warmth;

/// Warmth as the firm finds it on the first day.
const WARMTH: &str = "hot: recency<=30; warm: recency<=90; cold";
/// Types of buyers as the firm finds them on the first day.
const TYPES: &str = "fan: purchases>=5 & recency<=180; ordinary: purchases>=2; one_off";
/// The most days back to the other side of movements.
const MOST_DAYS: f64 = 3_650.0;
/// Who had not bought yet.
const NEWCOMER: &str = "newcomer";

impl Analysis for Warmth {
    fn slug(&self) -> &'static str {
        "warmth"
    }

    fn columns(&self) -> &'static [ColumnNeed] {
        const COLUMNS: [ColumnNeed; 3] = [
            column("customer", Kind::Text, false),
            column("date", Kind::Day, false),
            column("amount", Kind::Number, false),
        ];
        &COLUMNS
    }

    fn parameters(&self) -> &'static [ParameterNeed] {
        const PRESETS: Input = Input::Choice(&["warmth", "types"]);
        const LIST: [ParameterNeed; 5] = [
            parameter("preset", "warmth", PRESETS, "analytics-param-preset"),
            parameter("rules", "", Input::Text, "analytics-param-rules"),
            parameter("days", "90", Input::Number, "analytics-param-days"),
            AS_OF,
            ROWS,
        ];
        &LIST
    }

    fn run(&self, table: &Table, parameters: &Parameters) -> Result<Outcome, AnalyzeError> {
        let preset = match parameters.choice("preset", &["warmth", "types"])? {
            "types" => TYPES,
            _ => WARMTH,
        };
        let rules = Rules::of(parameters.text("rules").unwrap_or(preset))?;
        let back = parameters.number("days", 1.0, MOST_DAYS)? as i32;
        let last = table.days("date").iter().copied().max();
        let Some(as_of) = parameters.day("as_of")?.or(last.map(|day| day + 1)) else {
            let result = json!({"customers": 0, "types": [], "flows": []});
            return Ok(Outcome { result, ..Outcome::default() });
        };
        let people = People::of(table, &rules, (as_of - back, as_of));
        let mut result = people.summary(&rules, table);
        result["as_of"] = json!(written(as_of));
        result["since"] = json!(written(as_of - back));
        if parameters.wants_rows()? {
            let words = table.text("customer").1;
            let all = people.0.iter().map(|person| person.row(&rules, &words.word(person.code)));
            result["rows"] = parameters.gather(all);
        }
        Ok(Outcome { result, ..Outcome::default() })
    }

    fn pushed(&self, parameters: &Parameters) -> Option<Grain> {
        let back = parameters.number("days", 1.0, MOST_DAYS).ok()? as i32;
        Some(Grain::Looks { as_of: parameters.day("as_of").ok()?, back })
    }

    fn condition(&self, parameters: &Parameters, wanted: &[(String, String)]) -> Option<Condition> {
        let kept = if parameters.text("preset") == Some("types") { "typage" } else { "warmth" };
        // The days back to the movements change nothing in the types of today.
        let is_usual = parameters.are_usual_but(&["preset", "days"]);
        asking::standing(is_usual, wanted, |member| (member == "type").then_some(kept))
    }

    fn show(&self, result: &Value, tell: &Tell<'_>) -> Shown {
        shown::shown(result, tell)
    }
}

/// One customer who bought: their type now, and before; none before the first purchase.
struct Person {
    code: u32,
    now: usize,
    before: Option<usize>,
    habits: Habits,
}

impl Person {
    fn row(&self, rules: &Rules, customer: &str) -> Value {
        json!({
            "customer": customer,
            "type": rules.name(self.now),
            "type_before": self.before.map_or(NEWCOMER, |place| rules.name(place)),
            "recency_days": self.habits.recency,
            "purchases": self.habits.purchases,
            "revenue": self.habits.revenue,
        })
    }
}

struct People(Vec<Person>);

impl People {
    fn of(table: &Table, rules: &Rules, (since, as_of): (i32, i32)) -> Self {
        let (codes, words) = table.text("customer");
        let mut now = vec![Habits::default(); words.len()];
        let mut before = now.clone();
        let rows = codes.iter().zip(table.days("date")).zip(table.numbers("amount").unwrap_or(&[]));
        for (row, ((code, day), amount)) in rows.enumerate() {
            let (span, n) = ((table.first_of(row, *day), *day), table.weight(row));
            for (all, until) in [(&mut now, as_of), (&mut before, since)] {
                if let Some(habits) = all.get_mut(*code as usize).filter(|_| *day < until) {
                    habits.add(span, *amount, n);
                }
            }
        }
        for habits in now.iter_mut().chain(&mut before) {
            habits.revenue = table.settled(habits.revenue);
        }
        let person = |((code, now), before): ((u32, &Habits), &Habits)| {
            let habits = now.at(as_of)?;
            let before = before.at(since).map(|habits| rules.place(&habits));
            Some(Person { code, now: rules.place(&habits), before, habits })
        };
        Self((0..).zip(&now).zip(&before).filter_map(person).collect())
    }

    fn summary(&self, rules: &Rules, table: &Table) -> Value {
        let n = self.0.len() as f64;
        let types: Vec<Value> = (0..rules.len())
            .map(|place| {
                let held = || self.0.iter().filter(move |person| person.now == place);
                let customers = held().count();
                json!({
                    "type": rules.name(place),
                    "customers": customers,
                    "customers_ratio": ratio(customers as f64, n),
                    "customers_before": self.0.iter().filter(|person| person.before == Some(place)).count(),
                    "revenue": table.settled(held().map(|person| person.habits.revenue).sum()),
                })
            })
            .collect();
        let sides = (0..rules.len()).map(Some).chain([None]);
        let flows = sides.flat_map(|from| {
            (0..rules.len()).filter_map(move |to| {
                let moved =
                    self.0.iter().filter(|person| person.before == from && person.now == to).count();
                let from = from.map_or(NEWCOMER, |place| rules.name(place));
                (moved > 0).then(|| json!({"from": from, "to": rules.name(to), "customers": moved}))
            })
        });
        json!({"customers": self.0.len(), "types": types, "flows": flows.collect::<Vec<_>>()})
    }
}

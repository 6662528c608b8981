//! The one language of conditions over everything the house knows of its customers: columns and SQL find the same people.

use std::sync::Arc;

use analytics::standing::{Reckoner, StandingTable};
use customers::{Act, Desk, HappeningColumn, HappeningTable, Happenings, Holds};
use db::Tx;
use fields::Condition;
use kernel::{Actor, Setting};
use segments::{Draft, Engine, Members, SegmentError};
use serde_json::{Value, json};

use crate::base::Shop;
use crate::pushed::{bring_back, name_and_call, sales};

/// A small source of chance that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// What random conditions are made of.
struct Cast {
    tables: Vec<Arc<dyn HappeningTable>>,
    segments: Vec<String>,
}

impl Cast {
    fn condition(&self, dice: &mut Dice, depth: usize) -> Value {
        match dice.below(if depth == 0 { 6 } else { 9 }) {
            0 => json!({ "segment": self.segments[dice.below(self.segments.len())] }),
            1..=5 => self.happened(dice, depth),
            6 => json!({ "not": self.condition(dice, depth - 1) }),
            7 => json!({ "any": [self.condition(dice, depth - 1), self.condition(dice, depth - 1)] }),
            _ => json!({ "all": [self.condition(dice, depth - 1), self.condition(dice, depth - 1)] }),
        }
    }

    fn happened(&self, dice: &mut Dice, depth: usize) -> Value {
        let table = &self.tables[dice.below(self.tables.len())];
        let mut leaf = json!({ "happened": table.slug() });
        if table.is_one_each() {
            leaf["where"] = rows(table.columns(), dice, depth.min(2));
            return leaf;
        }
        if dice.below(2) > 0 {
            leaf["where"] = rows(table.columns(), dice, depth.min(2));
        }
        if table.when().is_some() {
            match dice.below(4) {
                0 => leaf["within"] = json!({ "last_days": 1 + dice.below(1_200) }),
                1 => leaf["within"] = json!({ "from": day(dice), "to": "2025-12-31" }),
                _ => {}
            }
        }
        let amounts: Vec<_> = table.columns().iter().filter(|one| is_counted(one)).collect();
        match dice.below(5) {
            0 => leaf["at_most"] = json!(dice.below(6)),
            1 => leaf["between"] = json!([1, 1 + dice.below(5)]),
            2 if !amounts.is_empty() => {
                let column = amounts[dice.below(amounts.len())];
                leaf["measure"] = json!(dice.one_of(&["sum", "average", "min", "max"]));
                leaf["of"] = json!(column.slug);
                leaf[dice.one_of(&["at_least", "at_most"])] = number(column, dice);
            }
            3 if table.when().is_some() => {
                leaf["measure"] = json!(dice.one_of(&["first", "last"]));
                leaf[dice.one_of(&["at_least", "at_most"])] = json!(day(dice));
            }
            _ => leaf["at_least"] = json!(1 + dice.below(4)),
        }
        leaf
    }
}

fn is_counted(column: &HappeningColumn) -> bool {
    column.is_amount() && column.kind != "yes_no"
}

/// A day on which something may have happened.
fn day(dice: &mut Dice) -> String {
    let days = i64::try_from(dice.below(800)).unwrap();
    (jiff::civil::Date::constant(2023, 11, 1) + jiff::Span::new().days(days)).to_string()
}

fn number(column: &HappeningColumn, dice: &mut Dice) -> Value {
    match column.holds {
        Holds::Minor => json!(format!("{}.{:02}", dice.below(900), dice.below(100))),
        _ => json!(dice.below(40)),
    }
}

/// A question about rows of a table, of any of its columns as their kind can be asked.
fn rows(columns: &[HappeningColumn], dice: &mut Dice, depth: usize) -> Value {
    match dice.below(if depth == 0 { 6 } else { 9 }) {
        6 => json!({ "not": rows(columns, dice, depth - 1) }),
        7 => json!({ "any": [rows(columns, dice, depth - 1), rows(columns, dice, depth - 1)] }),
        8 => json!({ "all": [rows(columns, dice, depth - 1), rows(columns, dice, depth - 1)] }),
        _ => asked(&columns[dice.below(columns.len())], dice),
    }
}

fn asked(column: &HappeningColumn, dice: &mut Dice) -> Value {
    let field = column.slug;
    if dice.below(6) == 0 {
        return json!({ "field": field, dice.one_of(&["known", "unknown"]): true });
    }
    let side = dice.one_of(&["above", "below"]);
    match column.holds {
        Holds::Day | Holds::Moment => json!({ "field": field, side: day(dice) }),
        Holds::Whole if column.kind == "yes_no" => {
            json!({ "field": field, "is": dice.one_of(&["true", "false"]) })
        }
        Holds::Minor | Holds::Whole => json!({ "field": field, side: number(column, dice) }),
        Holds::Option => {
            let options = (column.settings)().options;
            let option = &options[dice.below(options.len())].slug;
            match dice.below(3) {
                0 => json!({ "field": field, "is_not": option }),
                1 => json!({ "field": field, "any_of": [option, options[0].slug] }),
                _ => json!({ "field": field, "is": option }),
            }
        }
        Holds::Word(_) => json!({ "field": field, "contains": dice.one_of(&["Товар", "1", "Вид 2", "о"]) }),
    }
}

fn act(tx: &mut Tx<'_>) -> Result<Act, db::DbError> {
    Desk::default().act(tx, (&Setting::real(), &Actor::console()), &web::Firm::default())
}

/// Two segments that conditions can speak of.
fn saved(shop: &Shop, engine: &Engine) -> Vec<String> {
    let engine = engine.clone();
    let drafts = [
        json!({ "happened": "orders", "at_least": 4 }),
        json!({ "not": { "happened": "interactions", "where": { "field": "kind", "is": "call" } } }),
    ];
    let kept = shop.db.write(move |tx| {
        let act = act(tx)?;
        let mut ids = Vec::new();
        for (at, condition) in drafts.iter().enumerate() {
            let members = Members::Live(Condition::from_json(condition).unwrap());
            let draft = Draft { name: format!("Сегмент {at}"), note: String::new(), members };
            ids.push(segments::keeping::create(tx, &act, &engine, &draft)?.id.to_string());
        }
        Ok::<_, SegmentError>(ids)
    });
    kept.unwrap()
}

/// Asks random questions about all that happened and all that was worked out, of columns and of the base.
fn agree(shop: &Shop, n: usize) {
    bring_back(shop);
    name_and_call(shop);
    let mut tables = orders::happenings::tables();
    tables.extend(interactions::happenings());
    let from = Happenings::new(tables.clone());
    tables.push(Arc::new(StandingTable { from }));
    let happenings = Happenings::new(tables.clone());
    let reckoner =
        Reckoner { db: shop.db.clone(), setting: Setting::real(), happenings: happenings.clone() };
    assert!(reckoner.reckon().unwrap() > 0);
    let columns = Engine::within(shop.db.clone(), happenings.clone(), 1 << 26);
    let by_sql = Engine::within(shop.db.clone(), happenings, 0);
    let cast = Cast { tables, segments: saved(shop, &columns) };
    let mut dice = Dice(20_261_122);
    let conditions: Vec<Value> = (0..n).map(|_| cast.condition(&mut dice, 2)).collect();
    let found = shop.db.read(|tx| {
        let act = act(tx)?;
        let mut n_found = 0;
        for json in &conditions {
            let condition = Condition::from_json(json).unwrap_or_else(|why| panic!("{json}: {why:?}"));
            let held: Vec<u32> = columns.matching(tx, &act, &condition)?.iter().collect();
            let asked: Vec<u32> = by_sql.matching(tx, &act, &condition)?.iter().collect();
            assert_eq!(held, asked, "{json}");
            n_found += held.len();
        }
        Ok::<_, SegmentError>(n_found)
    });
    let share = found.unwrap() as f64 / (n * 90) as f64;
    assert!((0.2..0.8).contains(&share), "conditions that nearly all or none meet prove little: {share}");
}

#[test]
fn columns_and_sqlite_agree_on_ten_thousand_random_conditions_over_everything() {
    agree(&Shop::of(&sales()), 10_000);
}

#[test]
fn columns_and_postgresql_agree_on_random_conditions_over_everything() {
    if let Some(shop) = Shop::on_postgres("analytics_conditions", &sales()) {
        agree(&shop, 1_000);
    }
}

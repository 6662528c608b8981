//! Working standings out: the analyses themselves, with the parameters of the first day, give the rows.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use customers::CustomerNo;
use kernel::Currency;
use serde_json::Value;

use super::Standing;
use crate::AnalyzeError;
use crate::analyses::Parameters;
use crate::asking::Asked;
use crate::base::Rows;
use crate::showing::number_of;
use crate::table::{SlashOrder, parse_day};
use crate::{answer, find};

/// Standings by customer.
pub(super) type Standings = BTreeMap<CustomerNo, Standing>;

/// Takes what one row of an analysis says of its customer.
type Taking = fn(&mut Standing, &Value, Currency);

/// Parameters with their values.
type Given = &'static [(&'static str, &'static str)];

/// Which analyses are asked, with which parameters, and what is taken of their rows.
const ASKED: [(&str, Given, Taking); 7] = [
    ("rfm", &[], rfm),
    ("abc", &[("xyz", "true")], abc),
    ("abc", &[("by", "margin")], |standing, row, _| letter(standing, "abc_margin", &row["class"])),
    ("rhythm", &[], rhythm),
    ("clv", &[], clv),
    ("warmth", &[], |standing, row, _| standing.set_word("warmth", word(&row["type"]))),
    ("warmth", &[("preset", "types")], |standing, row, _| standing.set_word("typage", word(&row["type"]))),
];

/// The standings of all who are in these rows of orders. What an analysis cannot tell, as when no model fits, is left out.
pub(super) fn standings(rows: &Rows, currency: Currency) -> Standings {
    let made = Rc::new(RefCell::new(Standings::new()));
    for (name, given, take) in ASKED {
        let into = Rc::clone(&made);
        let each = move |row: &Value| {
            if let Some(no) = row["customer"].as_str().and_then(|no| no.parse().ok()) {
                take(into.borrow_mut().entry(no).or_default(), row, currency);
            }
        };
        if let Err(error) = asked(rows, (name, given), each) {
            tracing::debug!(analysis = name, %error, "tells nothing of customers");
        }
    }
    // An Rc that others hold still is a bug of a sink kept too long; then its content is copied.
    Rc::try_unwrap(made).map_or_else(|shared| shared.borrow().clone(), RefCell::into_inner)
}

fn asked(
    rows: &Rows,
    (name, given): (&str, &[(&str, &str)]),
    each: impl FnMut(&Value) + 'static,
) -> Result<(), AnalyzeError> {
    let given = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let asked = Asked { analysis: find(name)?, given: given.collect(), window: None };
    let parameters: Parameters = asked.parameters()?.with_each(each);
    answer(asked.analysis, Box::new(rows.clone()), &parameters).map(drop)
}

fn rfm(standing: &mut Standing, row: &Value, currency: Currency) {
    standing.set_word("rfm_group", word(&row["group"]));
    for (column, member) in [("recency", "r"), ("frequency", "f"), ("monetary", "m")] {
        whole(standing, column, number_of(&row[member]));
    }
    money(standing, "ltv", (&row["monetary"], currency));
}

fn abc(standing: &mut Standing, row: &Value, _: Currency) {
    letter(standing, "abc", &row["class"]);
    letter(standing, "xyz", &row["evenness"]);
}

fn rhythm(standing: &mut Standing, row: &Value, _: Currency) {
    standing.set_word("rhythm", word(&row["class"]));
    standing.set_word("churn", word(&row["state"]));
    for column in ["next_on", "act_by"] {
        if let Some(day) = parse_day(word(&row[column]).as_bytes(), SlashOrder::DayFirst) {
            standing.set_number(column, i64::from(day));
        }
    }
}

fn clv(standing: &mut Standing, row: &Value, currency: Currency) {
    whole(standing, "alive", number_of(&row["alive"]) * 100.0);
    money(standing, "predicted", (&row["value"], currency));
}

fn letter(standing: &mut Standing, column: &str, value: &Value) {
    standing.set_word(column, &word(value).to_lowercase());
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn whole(standing: &mut Standing, column: &str, number: f64) {
    if number.is_finite() {
        standing.set_number(column, number.round() as i64);
    }
}

fn money(standing: &mut Standing, column: &str, (value, currency): (&Value, Currency)) {
    let places = i32::try_from(currency.n_decimals()).unwrap_or(2);
    whole(standing, column, number_of(value) * 10_f64.powi(places));
}

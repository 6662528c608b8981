//! What each customer leaves in the till after returns, the cost of their orders and of talking with them.
#![expect(clippy::indexing_slicing, reason = "a member that an answer does not have is null")]

mod shown;

use serde_json::{Value, json};
use statistics::abc::rank;

use super::{
    Analysis, ColumnNeed, Input, Outcome, ParameterNeed, Parameters, ROWS, Sheet, column, parameter, ratio,
};
use crate::showing::{Shown, Tell};
use crate::table::{Kind, Table};
use crate::{AnalyzeError, Remark};

/// Profit is margin (revenue where no margin is known) less `order_cost` for each order and the cost of contacts: what
/// each kind of them costs the firm, or `contact_cost` for each where it is given. Returns are taken off revenue and
/// margin already and shown by themselves.
pub struct Profitability;

/// So many of the best and of the worst are listed.
const LISTED: usize = 10;
/// Points of the curve.
const POINTS: usize = 100;

impl Analysis for Profitability {
    fn slug(&self) -> &'static str {
        "profitability"
    }

    fn columns(&self) -> &'static [ColumnNeed] {
        const COLUMNS: [ColumnNeed; 7] = [
            column("customer", Kind::Text, false),
            column("revenue", Kind::Number, false),
            column("margin", Kind::Number, true),
            column("returns", Kind::Number, true),
            column("orders", Kind::Number, true),
            column("contacts", Kind::Number, true),
            column("contact_costs", Kind::Number, true),
        ];
        &COLUMNS
    }

    fn parameters(&self) -> &'static [ParameterNeed] {
        const LIST: [ParameterNeed; 3] = [
            parameter("order_cost", "0", Input::Number, "analytics-param-order-cost"),
            parameter("contact_cost", "", Input::Number, "analytics-param-contact-cost"),
            ROWS,
        ];
        &LIST
    }

    fn reads(&self, _: &Parameters) -> Sheet {
        Sheet::Buyers
    }

    fn run(&self, table: &Table, parameters: &Parameters) -> Result<Outcome, AnalyzeError> {
        let order_cost = parameters.number("order_cost", 0.0, 1e12)?;
        let contact_cost = match parameters.text("contact_cost") {
            Some(_) => Some(parameters.number("contact_cost", 0.0, 1e12)?),
            None => None,
        };
        let people = People::of(table, (order_cost, contact_cost));
        let mut result = people.summary();
        // Contacts that nobody said the cost of are told of, or profit would look greater than it is.
        let is_free = parameters.text("contact_cost").is_none() && table.numbers("contact_costs").is_some();
        let has_contacts = || table.numbers("contacts").unwrap_or(&[]).iter().any(|n| *n > 0.0);
        let is_unsaid = is_free && result["contacts"] == 0.0 && has_contacts();
        let notes = is_unsaid.then(|| Remark::new("contacts_cost_nothing")).into_iter().collect();
        if let Some(fields) = result.as_object_mut()
            && parameters.wants_rows()?
        {
            fields.insert("rows".into(), parameters.gather(people.0.iter().map(Person::row)));
        }
        Ok(Outcome { result, notes, ..Outcome::default() })
    }

    fn show(&self, result: &Value, tell: &Tell<'_>) -> Shown {
        shown::shown(result, tell)
    }
}

/// One customer with orders or contacts.
struct Person {
    name: String,
    revenue: f64,
    margin: f64,
    returns: f64,
    service: f64,
    contacts: f64,
    profit: f64,
}

impl Person {
    fn row(&self) -> Value {
        json!({
            "customer": self.name,
            "revenue": self.revenue,
            "margin": self.margin,
            "returns": self.returns,
            "service": self.service,
            "contacts": self.contacts,
            "profit": self.profit,
            "sign": if self.profit < 0.0 { "losing" } else { "earning" },
        })
    }
}

struct People(Vec<Person>);

impl People {
    /// The most profitable first; those who neither bought nor cost anything are left out.
    fn of(table: &Table, (order_cost, contact_cost): (f64, Option<f64>)) -> Self {
        let (codes, words) = table.text("customer");
        let of = |name: &str, row: usize| table.numbers(name).and_then(|all| all.get(row)).copied();
        let mut people: Vec<Person> = Vec::new();
        for (row, code) in codes.iter().enumerate() {
            let number = |name| of(name, row).unwrap_or(0.0);
            let revenue = number("revenue");
            let orders = number("orders");
            let service = orders * order_cost;
            let contacts =
                contact_cost.map_or_else(|| number("contact_costs"), |cost| number("contacts") * cost);
            if [revenue, orders, service, contacts] == [0.0; 4] {
                continue;
            }
            let margin = of("margin", row).unwrap_or(revenue);
            let profit = table.settled(margin - service - contacts);
            let name = words.word(*code);
            let returns = number("returns").abs();
            people.push(Person { name, revenue, margin, returns, service, contacts, profit });
        }
        people.sort_by(|a, b| b.profit.total_cmp(&a.profit).then_with(|| a.name.cmp(&b.name)));
        Self(people)
    }

    fn summary(&self) -> Value {
        let sum = |part: fn(&Person) -> f64| self.0.iter().map(part).sum::<f64>();
        let profit = sum(|one| one.profit);
        let losing = || self.0.iter().filter(|one| one.profit < 0.0);
        let profits: Vec<f64> = self.0.iter().map(|one| one.profit).collect();
        let ranking = rank(&profits);
        let (best, worst) = (self.0.iter().take(LISTED), losing().collect::<Vec<_>>());
        json!({
            "customers": self.0.len(),
            "revenue": sum(|one| one.revenue),
            "margin": sum(|one| one.margin),
            "returns": sum(|one| one.returns),
            "service": sum(|one| one.service),
            "contacts": sum(|one| one.contacts),
            "profit": profit,
            "losing": worst.len(),
            "lost": losing().map(|one| one.profit).sum::<f64>(),
            "top_20_percent_bring_ratio": ranking.share_of_top(0.2),
            "profit_per_customer": ratio(profit, self.0.len() as f64),
            "curve": ranking.curve(POINTS),
            "best": best.map(Person::row).collect::<Vec<_>>(),
            "worst": worst.iter().rev().take(LISTED).map(|one| one.row()).collect::<Vec<_>>(),
        })
    }
}

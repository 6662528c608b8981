//! What each customer leaves in the till after returns, the cost of their orders and of talking with them.
#![expect(clippy::indexing_slicing, reason = "a member that an answer does not have is null")]

mod shown;

use serde_json::{Value, json};
use statistics::abc::rank;

use super::{
    Analysis, ColumnNeed, Input, Outcome, ParameterNeed, Parameters, ROWS, Sheet, column, margin_known,
    parameter, ratio,
};
use crate::showing::{Shown, Tell};
use crate::table::{Kind, Table};
use crate::{AnalyzeError, Remark};

/// Profit is margin (revenue where rows have none) less `order_cost` for each order and the cost of contacts: what
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
        let (known, orders) = n_known(table);
        let has_margin = table.numbers("margin").is_some();
        let mut result = people.summary();
        result["has_margin"] = json!(has_margin && (known > 0 || orders == 0));
        result["orders"] = json!(orders);
        result["orders_with_margin"] = json!(if has_margin { known } else { 0 });
        // Contacts that nobody said the cost of are told of, or profit would look greater than it is.
        let is_free = parameters.text("contact_cost").is_none() && table.numbers("contact_costs").is_some();
        let has_contacts = || table.numbers("contacts").unwrap_or(&[]).iter().any(|n| *n > 0.0);
        let is_unsaid = is_free && result["contacts"] == 0.0 && has_contacts();
        let said = margin_known((known, orders), false).filter(|_| has_margin);
        let unsaid = is_unsaid.then(|| Remark::new("contacts_cost_nothing"));
        let notes = said.into_iter().chain(unsaid).collect();
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
    /// None where that of no order is known.
    margin: Option<f64>,
    returns: f64,
    service: f64,
    contacts: f64,
    /// None without a margin.
    profit: Option<f64>,
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
            "sign": self.profit.map(|profit| if profit < 0.0 { "losing" } else { "earning" }),
        })
    }
}

/// Of how many orders the margin is known, and of how many there are.
fn n_known(table: &Table) -> (u64, u64) {
    let orders = table.numbers("orders").unwrap_or(&[]);
    let each = orders.iter().map(|n| *n as u64).enumerate();
    each.fold((0, 0), |(known, all), (row, n)| {
        (known + table.n_known(row).map_or(n, u64::from).min(n), all + n)
    })
}

struct People(Vec<Person>);

impl People {
    /// The most profitable first; those who neither bought nor cost anything are left out.
    fn of(table: &Table, (order_cost, contact_cost): (f64, Option<f64>)) -> Self {
        let (codes, words) = table.text("customer");
        let of = |name: &str, row: usize| table.numbers(name).and_then(|all| all.get(row)).copied();
        let is_unknown = matches!(n_known(table), (0, all) if all > 0);
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
            let margin = match of("margin", row) {
                Some(_) if is_unknown || orders > 0.0 && table.n_known(row) == Some(0) => None,
                margin => Some(margin.unwrap_or(revenue)),
            };
            let profit = margin.map(|margin| table.settled(margin - service - contacts));
            let name = words.word(*code);
            let returns = number("returns").abs();
            people.push(Person { name, revenue, margin, returns, service, contacts, profit });
        }
        let profit = |one: &Person| one.profit.unwrap_or(f64::NEG_INFINITY);
        people.sort_by(|a, b| profit(b).total_cmp(&profit(a)).then_with(|| a.name.cmp(&b.name)));
        Self(people)
    }

    fn summary(&self) -> Value {
        let sum = |part: fn(&Person) -> f64| self.0.iter().map(part).sum::<f64>();
        // What the others cost is left out too, so that margin less costs is profit.
        let known: Vec<&Person> = self.0.iter().filter(|one| one.profit.is_some()).collect();
        let of_known = |part: fn(&Person) -> f64| known.iter().map(|one| part(one)).sum::<f64>();
        let has_any = !known.is_empty() || self.0.is_empty();
        let profit = of_known(|one| one.profit.unwrap_or(0.0));
        let losing = || known.iter().filter(|one| one.profit.is_some_and(|profit| profit < 0.0));
        let profits: Vec<f64> = known.iter().filter_map(|one| one.profit).collect();
        let ranking = rank(&profits);
        let (best, worst) = (known.iter().take(LISTED), losing().collect::<Vec<_>>());
        json!({
            "customers": self.0.len(),
            "revenue": sum(|one| one.revenue),
            "margin": has_any.then(|| of_known(|one| one.margin.unwrap_or(0.0))),
            "returns": sum(|one| one.returns),
            "service": of_known(|one| one.service),
            "contacts": of_known(|one| one.contacts),
            "profit": has_any.then_some(profit),
            "losing": worst.len(),
            "lost": losing().filter_map(|one| one.profit).sum::<f64>(),
            "top_20_percent_bring_ratio": ranking.share_of_top(0.2),
            "profit_per_customer": ratio(profit, known.len() as f64),
            "curve": ranking.curve(POINTS),
            "best": best.map(|one| one.row()).collect::<Vec<_>>(),
            "worst": worst.iter().rev().take(LISTED).map(|one| one.row()).collect::<Vec<_>>(),
        })
    }
}

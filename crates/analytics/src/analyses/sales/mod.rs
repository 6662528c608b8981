//! Sales over time and by what they are of, beside the time before.
#![expect(clippy::indexing_slicing, reason = "a member that an answer does not have is null")]

mod shown;

use serde_json::{Value, json};

use super::parameters::{bad, find};
use super::{
    Analysis, ColumnNeed, Input, Outcome, ParameterNeed, Parameters, ROWS, Sheet, column, margin_known,
    parameter, ratio,
};
use crate::base::Grain;
use crate::calendar::{month_of, week_of, written, written_month, written_week};
use crate::showing::{Shown, Tell};
use crate::table::{Kind, Table, Wanted};
use crate::{AnalyzeError, Remedy, Source};

/// Revenue and margin of the days `from` to `until` (the last year of the data unless given), beside as many days
/// before them, or the same days a year before. A row below zero is a return: it takes money off and is no order.
pub struct Sales;

/// Days of the year that is shown when nothing else is asked for.
const YEAR: i32 = 365;
/// So many groups are listed; the others are put together by whoever needs them from the rows.
const LISTED: usize = 200;

/// More periods than this tell nobody anything.
const MOST_PERIODS: i32 = 4_000;

impl Analysis for Sales {
    fn slug(&self) -> &'static str {
        "sales"
    }

    fn columns(&self) -> &'static [ColumnNeed] {
        const COLUMNS: [ColumnNeed; 4] = [
            column("date", Kind::Day, false),
            column("amount", Kind::Number, false),
            column("margin", Kind::Number, true),
            column("customer", Kind::Text, true),
        ];
        &COLUMNS
    }

    fn parameters(&self) -> &'static [ParameterNeed] {
        const BY: Input = Input::Choice(&["auto", "day", "week", "month"]);
        const OF: Input = Input::Choice(&["nothing", "product", "category", "source", "team"]);
        const COMPARE: Input = Input::Choice(&["period", "year"]);
        const LIST: [ParameterNeed; 6] = [
            parameter("by", "auto", BY, "analytics-param-by"),
            parameter("of", "nothing", OF, "analytics-param-of"),
            parameter("from", "", Input::Day, "analytics-param-from"),
            parameter("until", "", Input::Day, "analytics-param-sales-until"),
            parameter("compare", "period", COMPARE, "analytics-param-compare"),
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
        let mut wanted = super::parameters::wanted(self.columns(), source, parameters)?;
        let of = parameters.choice("of", &["nothing", "product", "category", "source", "team"])?;
        if of != "nothing" {
            wanted.push(Wanted { name: "group", ..find(source, "group", of, Kind::Text, "of=nothing")? });
        }
        Ok(wanted)
    }

    fn pushed(&self, parameters: &Parameters) -> Option<Grain> {
        let of = match parameters.text("of") {
            Some("nothing") => None,
            Some(word) => Some(*["product", "category", "source", "team"].iter().find(|of| **of == word)?),
            None => return None,
        };
        // The rows behind the figures are orders, of which each is needed.
        let is_plain = !parameters.wants_rows().unwrap_or(true);
        let (from, until) = (parameters.day("from").ok()?, parameters.day("until").ok()?);
        is_plain.then_some(Grain::Days { of, from, until })
    }

    fn run(&self, table: &Table, parameters: &Parameters) -> Result<Outcome, AnalyzeError> {
        let by = parameters.choice("by", &["auto", "day", "week", "month"])?;
        let compare = parameters.choice("compare", &["period", "year"])?;
        let days = table.days("date");
        let Some(last) = days.iter().copied().max() else {
            let result = json!({"periods": [], "groups": []});
            return Ok(Outcome { result, ..Outcome::default() });
        };
        let until = parameters.day("until")?.unwrap_or(last);
        let from = parameters.day("from")?.unwrap_or(until - YEAR + 1);
        if from > until {
            return Err(bad("from", &written(from), Remedy::UpTo(written(until))));
        }
        let shift = if compare == "year" { YEAR } else { until - from + 1 };
        let span = Span { from, until, shift, by: Step::of(by, until - from + 1) };
        let earliest = until - (MOST_PERIODS - 1) * span.by.days();
        if from < earliest {
            return Err(bad("from", &written(from), Remedy::NotBefore(written(earliest))));
        }
        let mut result = span.sums(table);
        let (known, orders) = (&result["total"]["orders_with_margin"], &result["total"]["orders"]);
        let has_margins = table.numbers("margin").is_some();
        let is_of_lines = self.reads(parameters) == Sheet::Lines;
        let (known, orders) = (known.as_u64().unwrap_or(0), orders.as_u64().unwrap_or(0));
        let notes = margin_known((known, orders), is_of_lines).filter(|_| has_margins);
        if let Some(fields) = result.as_object_mut()
            && parameters.wants_rows()?
        {
            let what = if is_of_lines { "line" } else { "order" };
            fields.insert("rows".into(), parameters.gather(span.rows(table, what)));
        }
        Ok(Outcome { result, notes: notes.into_iter().collect(), ..Outcome::default() })
    }

    fn show(&self, result: &Value, tell: &Tell<'_>) -> Shown {
        shown::shown(result, tell)
    }
}

/// How long one column of the picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Day,
    Week,
    Month,
}

impl Step {
    fn of(by: &str, n_days: i32) -> Self {
        match by {
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            _ if n_days <= 31 => Self::Day,
            _ if n_days <= 183 => Self::Week,
            _ => Self::Month,
        }
    }

    fn place(self, day: i32) -> i32 {
        match self {
            Self::Day => day,
            Self::Week => week_of(day),
            Self::Month => month_of(day),
        }
    }

    /// About how many days it has.
    fn days(self) -> i32 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 30,
        }
    }

    fn written(self, place: i32) -> String {
        match self {
            Self::Day => written(place),
            Self::Week => written_week(place),
            Self::Month => written_month(place),
        }
    }

    fn slug(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

/// The days looked at, and how far before them those compared with lie.
struct Span {
    from: i32,
    until: i32,
    shift: i32,
    by: Step,
}

/// What was sold, now and before.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    revenue: f64,
    margin: f64,
    /// Orders of which the margin is known.
    known: u64,
    orders: u64,
    before: f64,
    orders_before: u64,
}

impl Sum {
    fn add(&mut self, (amount, margin, weight, known): (f64, f64, u32, u32), is_now: bool) {
        let n = if amount >= 0.0 { u64::from(weight) } else { 0 };
        if is_now {
            self.revenue += amount;
            self.margin += margin;
            self.orders += n;
            self.known += if amount >= 0.0 { u64::from(known) } else { 0 };
        } else {
            self.before += amount;
            self.orders_before += n;
        }
    }

    /// Without the dust of adding.
    fn settle(&mut self, table: &Table) {
        for amount in [&mut self.revenue, &mut self.margin, &mut self.before] {
            *amount = table.settled(*amount);
        }
    }

    fn shown(&self) -> Value {
        json!({
            "revenue": self.revenue,
            "margin": Some(self.margin).filter(|_| self.orders == 0 || self.known > 0),
            "orders_with_margin": self.known,
            "orders": self.orders,
            "average": ratio(self.revenue, self.orders as f64),
            "revenue_before": self.before,
            "orders_before": self.orders_before,
            "change_ratio": ratio(self.revenue - self.before, self.before).filter(|_| self.before > 0.0),
        })
    }
}

impl Span {
    /// The day among those looked at that a day stands for, and whether it is one of them itself.
    fn of(&self, day: i32) -> Option<(i32, bool)> {
        let within = |day: i32| (self.from..=self.until).contains(&day);
        if within(day) {
            return Some((day, true));
        }
        Some((day + self.shift, false)).filter(|(day, _)| within(*day))
    }

    fn sums(&self, table: &Table) -> Value {
        let (amounts, margins) = (table.numbers("amount").unwrap_or(&[]), table.numbers("margin"));
        let (groups, names) = table.text("group");
        let (customers, people) = table.text("customer");
        let first = self.by.place(self.from);
        let n = (self.by.place(self.until) - first + 1).max(1) as usize;
        let (mut total, mut periods) = (Sum::default(), vec![Sum::default(); n]);
        let mut of_groups = vec![Sum::default(); names.len()];
        let mut is_buyer = vec![false; people.len()];
        for (row, (day, amount)) in table.days("date").iter().zip(amounts).enumerate() {
            let Some((day, is_now)) = self.of(*day) else { continue };
            let margin = margins.and_then(|margins| margins.get(row)).copied().unwrap_or(0.0);
            let weight = table.weight(row);
            let known = margins.map_or(0, |_| table.n_known(row).unwrap_or(weight));
            let money = (*amount, margin, weight, known);
            total.add(money, is_now);
            if let Some(sum) = periods.get_mut((self.by.place(day) - first) as usize) {
                sum.add(money, is_now);
            }
            if let Some(sum) = groups.get(row).and_then(|code| of_groups.get_mut(*code as usize)) {
                sum.add(money, is_now);
            }
            let buyer = customers.get(row).filter(|_| is_now && *amount >= 0.0);
            if let Some(flag) = buyer.and_then(|code| is_buyer.get_mut(*code as usize)) {
                *flag = true;
            }
        }
        periods.iter_mut().chain(&mut of_groups).chain([&mut total]).for_each(|sum| sum.settle(table));
        let n_buyers = is_buyer.iter().filter(|flag| **flag).count() as u64;
        let mut order: Vec<usize> = (0..of_groups.len())
            .filter(|at| of_groups.get(*at).is_some_and(|sum| sum.orders + sum.orders_before > 0))
            .collect();
        let revenue = |at: &usize| of_groups.get(*at).map_or(0.0, |sum| sum.revenue);
        let name = |at: &usize| names.bytes(*at as u32);
        order.sort_by(|a, b| revenue(b).total_cmp(&revenue(a)).then_with(|| name(a).cmp(name(b))));
        let listed = order.iter().take(LISTED).filter_map(|at| {
            let sum = of_groups.get(*at)?;
            let mut shown = sum.shown();
            shown["name"] = json!(names.word(*at as u32));
            shown["revenue_ratio"] = json!(ratio(sum.revenue, total.revenue));
            Some(shown)
        });
        let groups: Vec<Value> = listed.collect();
        let named = periods.iter().zip(first..).map(|(sum, place)| {
            let mut shown = sum.shown();
            shown["period"] = json!(self.by.written(place));
            shown
        });
        json!({
            "by": self.by.slug(),
            "from": written(self.from),
            "until": written(self.until),
            "before_from": written(self.from - self.shift),
            "before_until": written(self.until - self.shift),
            "has_margin": margins.is_some() && (total.orders == 0 || total.known > 0),
            "total": total.shown(),
            "customers": table.n_buyers.unwrap_or(n_buyers),
            "periods": named.collect::<Vec<_>>(),
            "groups": groups,
            "n_groups": order.len(),
        })
    }

    /// The orders, or the lines of them, and the returns.
    fn rows<'a>(&'a self, table: &'a Table, what: &'static str) -> impl Iterator<Item = Value> + 'a {
        let (amounts, margins) = (table.numbers("amount").unwrap_or(&[]), table.numbers("margin"));
        let ((groups, names), (customers, people)) = (table.text("group"), table.text("customer"));
        let is_known = |row: usize| table.n_known(row) != Some(0);
        let all = table.days("date").iter().zip(amounts).enumerate();
        all.filter(|(_, (day, _))| (self.from..=self.until).contains(*day)).map(
            move |(row, (day, amount))| {
                json!({
                    "customer": customers.get(row).map(|code| people.word(*code)),
                    "date": written(*day),
                    "period": self.by.written(self.by.place(*day)),
                    "what": if *amount < 0.0 { "return" } else { what },
                    "name": groups.get(row).map(|code| names.word(*code)),
                    "revenue": amount,
                    "margin": margins.filter(|_| is_known(row)).and_then(|margins| margins.get(row)),
                })
            },
        )
    }
}

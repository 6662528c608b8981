//! The list of orders: tabs of states, search, days, payment; what it adds up to.

use crate::RIGHT;
use crate::listing::{self, Query, Sort, Totals};
use crate::order::{Order, Status};
use crate::paying::Standing;
use crate::rates;
use crate::running::read;
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use fields::{Condition, Operator};
use kernel::{Currency, Cursor, Level, Money, PageSize, Slice};
use std::collections::HashMap;
use ui::Frame;
use web::{Form, Fragment, Problem, Visit};
use words::Say;

/// What the address asks for.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    q: String,
    status: String,
    from: String,
    to: String,
    payment: String,
    sort: String,
    cursor: String,
}

impl Asked {
    fn of(form: &Form) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        Self {
            q: text("q"),
            status: text("status"),
            from: text("from"),
            to: text("to"),
            payment: text("payment"),
            sort: text("sort"),
            cursor: text("cursor"),
        }
    }

    fn condition(&self) -> Condition {
        let mut parts = Vec::new();
        if Status::from_slug(&self.status).is_some() {
            parts.push(Condition::field("status", Operator::Is, [self.status.as_str()]));
        }
        match (self.from.is_empty(), self.to.is_empty()) {
            (false, false) => {
                parts.push(Condition::field("date", Operator::Between, [&self.from, &self.to]))
            }
            (false, true) => {
                parts.push(Condition::field("date", Operator::Between, [self.from.as_str(), "2999-12-31"]))
            }
            (true, false) => {
                parts.push(Condition::field("date", Operator::Between, ["1900-01-01", self.to.as_str()]))
            }
            (true, true) => {}
        }
        match self.payment.as_str() {
            "no_rate" => parts.push(Condition::field("rate", Operator::Is, ["missing"])),
            "owed" | "overdue" | "paid" => {
                parts.push(Condition::field("payment", Operator::Is, [self.payment.as_str()]));
            }
            _ => {}
        }
        Condition::All(parts)
    }

    fn query(&self) -> Query {
        let sort = if self.sort.is_empty() { "-date" } else { &self.sort };
        let (name, is_descending) = sort.strip_prefix('-').map_or((sort, false), |name| (name, true));
        Query {
            condition: self.condition(),
            q: self.q.clone(),
            sort: Sort::from_slug(name).unwrap_or(Sort::Date),
            is_descending,
            ..Query::default()
        }
    }

    /// Where the list goes out as a file.
    fn export_href(&self) -> String {
        let mut path = "/export/orders".to_owned();
        let filter = if self.condition() == Condition::All(Vec::new()) {
            String::new()
        } else {
            self.condition().to_json().to_string()
        };
        for (name, value) in [("filter", &filter), ("q", &self.q), ("sort", &self.sort)] {
            path = ui::address::with_query(&path, name, value);
        }
        path
    }

    fn is_filtered(&self) -> bool {
        [&self.q, &self.status, &self.from, &self.to, &self.payment].iter().any(|part| !part.is_empty())
    }

    /// The address without a part and without the place.
    fn href(&self, name: &str, value: &str) -> String {
        let parts = [
            ("q", &self.q),
            ("status", &self.status),
            ("from", &self.from),
            ("to", &self.to),
            ("payment", &self.payment),
            ("sort", &self.sort),
        ];
        let mut path = "/orders".to_owned();
        for (part, known) in parts {
            let value = if part == name { value } else { known };
            path = ui::address::with_query(&path, part, value);
        }
        if name == "cursor" { ui::address::with_query(&path, "cursor", value) } else { path }
    }
}

/// A row.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) number: String,
    pub(super) date: String,
    pub(super) customer: String,
    pub(super) customer_href: String,
    pub(super) status: (String, &'static str),
    pub(super) total: String,
    pub(super) margin: String,
    pub(super) payment: (String, &'static str),
    pub(super) no_rate: bool,
}

/// All of the list that is drawn anew while one types.
struct Part {
    rows: Vec<Row>,
    next: String,
    is_empty_base: bool,
    may_write: bool,
    sort: String,
    total_words: String,
    sums: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "pages/list.html")]
struct ListPage {
    frame: Frame,
    asked: Asked,
    tabs: Vec<(String, String, bool)>,
    payments: Vec<(String, String)>,
    /// Where the list goes out as a file; empty for those who may not.
    export: String,
    part: Part,
}

#[derive(Template)]
#[template(path = "pages/list_rows.html")]
struct RowsFragment {
    frame: Frame,
    part: Part,
}

#[derive(Template)]
#[template(path = "pages/list_more.html")]
struct MoreFragment {
    frame: Frame,
    part: Part,
}

struct Found {
    slice: Slice<Order>,
    totals: Option<Totals>,
    people: HashMap<i64, (String, String)>,
    base: Currency,
    today: i64,
}

/// Shows it.
pub(super) async fn show(
    visit: Visit,
    fragment: Fragment,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let asked = Asked::of(&Form::from_encoded(query.as_deref().unwrap_or_default()));
    let (wanted, is_more) = (asked.clone(), fragment.is("more"));
    let found = read(&visit, move |tx, act| {
        let (query, cursor) = (wanted.query(), wanted.cursor.parse::<Cursor>().ok());
        let slice = listing::page(tx, act, &query, (cursor.as_ref(), PageSize::DEFAULT))?;
        let totals = if is_more { None } else { Some(listing::totals(tx, act, &query)?) };
        let mut numbers: Vec<i64> = slice.items.iter().map(|order| order.customer_no).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let briefs = customers::listing::briefs(tx, act, &numbers)?;
        let people = briefs.into_iter().map(|one| (one.no, (one.name, format!("/customers/{}", one.id))));
        let base = rates::rules(tx, act)?.currency;
        let today = rates::day_of(act, act.setting.now());
        Ok(Found { slice, totals, people: people.collect(), base, today })
    });
    let part = part(&visit, &asked, found.await?);
    let frame = Frame { path: asked.href("", ""), ..visit.frame("orders-title") };
    if is_more {
        return web::page(&MoreFragment { frame, part });
    }
    if fragment.is("rows") {
        return web::page(&RowsFragment { frame, part });
    }
    let say = &visit.say;
    let tab = |slug: &str, key: &str| (say.t(key), asked.href("status", slug), asked.status == slug);
    let tabs = std::iter::once(tab("", "orders-all"))
        .chain(
            Status::ALL.iter().map(|status| tab(status.slug(), &format!("orders-tab-{}", status.slug()))),
        )
        .collect();
    let choice =
        |slug: &str| (slug.to_owned(), say.t(&format!("orders-payment-{}", slug.replace('_', "-"))));
    let payments = vec![
        (String::new(), say.t("orders-payment-any")),
        choice("owed"),
        choice("overdue"),
        choice("paid"),
        choice("no_rate"),
    ];
    let may_export = visit.actor().may(access::EXPORT, Level::Write);
    let export = if may_export { asked.export_href() } else { String::new() };
    web::page(&ListPage { frame, asked, tabs, payments, export, part })
}

fn part(visit: &Visit, asked: &Asked, found: Found) -> Part {
    let say = &visit.say;
    let rows: Vec<Row> = found
        .slice
        .items
        .iter()
        .map(|order| row(say, order, (found.base, found.today), found.people.get(&order.customer_no)))
        .collect();
    let sums = found.totals.and_then(|totals| totals.sums).filter(|sums| sums.n > 0);
    let money = |minor: i64| say.money(&Money::new(minor, found.base));
    let mut told = Vec::new();
    if let Some(sums) = sums {
        told.push((say.t("orders-sum-counted"), money(sums.revenue)));
        told.push((say.t("orders-sum-margin"), money(sums.margin)));
        if sums.returned > 0 {
            told.push((say.t("orders-sum-returned"), money(sums.returned)));
        }
        if sums.n_no_rate > 0 {
            told.push((say.t("orders-sum-no-rate"), say.number(sums.n_no_rate)));
        }
    }
    let next = found.slice.next.map(|cursor| asked.href("cursor", &cursor.to_string()));
    Part {
        is_empty_base: rows.is_empty() && !asked.is_filtered(),
        rows,
        next: next.unwrap_or_default(),
        may_write: visit.actor().may(RIGHT, Level::Write),
        sort: if asked.sort.is_empty() { "-date".into() } else { asked.sort.clone() },
        total_words: found.totals.map(|totals| total_words(say, totals)).unwrap_or_default(),
        sums: told,
    }
}

fn total_words(say: &Say, totals: Totals) -> String {
    let n = say.number(totals.n);
    if totals.is_exact { n } else { format!("{n}+") }
}

/// An order as lists show it.
pub(super) fn row(
    say: &Say,
    order: &Order,
    (base, today): (Currency, i64),
    who: Option<&(String, String)>,
) -> Row {
    let (name, href) = who.cloned().unwrap_or_default();
    Row {
        href: order.href(),
        number: order.number.clone(),
        date: say.date(order.ordered_at),
        customer: if name.is_empty() { say.t("orders-nameless") } else { name },
        customer_href: href,
        status: status(say, order.status),
        total: say.money(&order.money(order.total)),
        margin: order.margin.map(|margin| say.money(&Money::new(margin, base))).unwrap_or_default(),
        payment: payment(say, order, today),
        no_rate: order.lacks_rate(),
    }
}

/// The word of a state and its colour.
pub(super) fn status(say: &Say, status: Status) -> (String, &'static str) {
    let signal = match status {
        Status::Draft => "",
        Status::Placed => "accent",
        Status::Done => "green",
        Status::Cancelled => "red",
    };
    (say.t(&format!("orders-status-{}", status.slug())), signal)
}

/// How an order is paid, in a word and a colour.
fn payment(say: &Say, order: &Order, today: i64) -> (String, &'static str) {
    if order.status == Status::Cancelled || order.status == Status::Draft {
        return (String::new(), "");
    }
    let is_late = order.due_on.is_some_and(|due| due < today);
    match (order.owed(), is_late) {
        (..=0, _) => (say.t("orders-payment-paid"), "green"),
        (_, true) => (say.t("orders-payment-overdue"), "red"),
        (owed, false) if order.paid > 0 => {
            (say.with("orders-payment-part", &[("sum", order.money(owed).into())]), "amber")
        }
        _ => (say.t("orders-payment-owed"), ""),
    }
}

/// The word of how a payment stands, and its colour.
pub(super) fn standing(say: &Say, standing: Standing) -> (String, &'static str) {
    let signal = match standing {
        Standing::Expected | Standing::CalledOff => "",
        Standing::Overdue => "red",
        Standing::Paid => "green",
        Standing::PaidLate => "amber",
    };
    (say.t(&format!("orders-standing-{}", standing.slug().replace('_', "-"))), signal)
}

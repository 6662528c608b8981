//! Reading orders: one by id, a page of a list, what a list adds up to.

use crate::RIGHT;
use crate::error::OrderError;
use crate::order::{Line, Order, OrderId, State, Status, Whole};
use crate::rates;
use crate::store::{lines, lists, orders, products, states};
use customers::{Act, CustomerId, CustomerNo};
use db::Tx;
use fields::{ChoiceOption, Condition, Settings, Tested};
use kernel::{Cursor, PageSize, Slice};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use web::FieldError;

pub use crate::store::lists::{Sort, Totals};

/// A column that a condition over orders may speak of.
pub struct Column {
    /// Its name in conditions; never changes.
    pub slug: &'static str,
    /// The slug of the kind of field whose reading and operators it has.
    pub kind: &'static str,
    /// The options of a choice; their names are `orders-column-<slug>-<option>`.
    pub options: &'static [&'static str],
}

/// Every column, in the order in which screens offer them.
pub const COLUMNS: [Column; 7] = [
    Column { slug: "status", kind: "choice", options: &["draft", "placed", "done", "cancelled"] },
    Column { slug: "date", kind: "date", options: &[] },
    Column { slug: "sum", kind: "money", options: &[] },
    Column { slug: "margin", kind: "money", options: &[] },
    Column { slug: "payment", kind: "choice", options: &["paid", "owed", "overdue"] },
    Column { slug: "rate", kind: "choice", options: &["known", "missing"] },
    Column { slug: "responsible", kind: "staff", options: &[] },
];

impl Column {
    /// What its kind is set to.
    fn settings(&self) -> Settings {
        let option = |slug: &&str| ChoiceOption { slug: (*slug).to_owned(), label: (*slug).to_owned() };
        Settings { options: self.options.iter().map(option).collect(), ..Settings::default() }
    }
}

/// Which orders are asked for.
#[derive(Debug, Clone)]
pub struct Query {
    /// The condition over [`COLUMNS`].
    pub condition: Condition,
    /// The beginning of a number, or whatever a customer is found by; blank for all.
    pub q: String,
    /// Only those of this customer.
    pub customer: Option<CustomerNo>,
    /// Only those from this source; `Some("")` for one's own.
    pub source: Option<String>,
    /// The order.
    pub sort: Sort,
    /// Greatest first.
    pub is_descending: bool,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            condition: Condition::everything(),
            q: String::new(),
            customer: None,
            source: None,
            sort: Sort::Date,
            is_descending: true,
        }
    }
}

/// A list as programs ask for it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Asked {
    /// A condition as JSON over [`COLUMNS`].
    pub filter: Option<String>,
    /// The beginning of a number, or whatever a customer is found by.
    pub q: String,
    /// The id of a customer.
    pub customer: Option<String>,
    /// Where they came from; empty for one's own.
    pub source: Option<String>,
    /// `date`, `sum` or `number`; with a minus for greatest first. `-date` when left out.
    pub sort: Option<String>,
}

/// The list that is asked for.
///
/// # Errors
/// [`OrderError::Invalid`] when something cannot be understood; [`OrderError::Missing`] for an unknown customer.
pub fn asked(tx: &mut Tx<'_>, act: &Act, asked: &Asked) -> Result<Query, OrderError> {
    let condition = match asked.filter.as_deref().filter(|text| !text.trim().is_empty()) {
        Some(text) => Condition::parse(text).map_err(|error| {
            let field = format!("filter{}", error.pointer);
            OrderError::Invalid(vec![FieldError { field, key: error.why.key.into(), args: error.why.args }])
        })?,
        None => Condition::everything(),
    };
    let customer = match &asked.customer {
        Some(text) => {
            let id: CustomerId =
                text.parse().map_err(|_| OrderError::field("customer", "orders-no-customer"))?;
            Some(customers::listing::get(tx, act, id)?.no)
        }
        None => None,
    };
    let sort = asked.sort.as_deref().unwrap_or("-date");
    let (name, is_descending) = sort.strip_prefix('-').map_or((sort, false), |name| (name, true));
    Ok(Query {
        condition,
        q: asked.q.clone(),
        customer,
        source: asked.source.clone(),
        sort: Sort::from_slug(name).ok_or(OrderError::field("sort", "orders-sort-unknown"))?,
        is_descending,
    })
}

impl Query {
    fn wanted(&self, tx: &mut Tx<'_>, act: &Act) -> Result<lists::Wanted, OrderError> {
        let q = self.q.trim();
        let named = match q {
            "" => Vec::new(),
            _ => found(tx, act, q)?,
        };
        Ok(lists::Wanted {
            tested: test(act, &self.condition)?,
            q: q.to_owned(),
            named,
            customer: self.customer,
            source: self.source.clone(),
            seen: customers::sight::marks(act),
            today: rates::day_of(act, act.setting.now()),
            sort: self.sort,
            is_descending: self.is_descending,
        })
    }
}

/// The condition with its operands understood.
fn test(act: &Act, condition: &Condition) -> Result<Tested, OrderError> {
    let settings: HashMap<&str, Settings> =
        COLUMNS.iter().map(|column| (column.slug, column.settings())).collect();
    let lookup = |slug: &str| {
        let column = COLUMNS.iter().find(|column| column.slug == slug)?;
        Some((fields::kinds::find(column.kind)?, settings.get(column.slug)?))
    };
    condition.test_with(&lookup, &act.manner).map_err(|error| {
        let field = format!("filter{}", error.pointer);
        OrderError::Invalid(vec![FieldError { field, key: error.why.key.into(), args: error.why.args }])
    })
}

/// Customers that a search finds, at most fifty.
fn found(tx: &mut Tx<'_>, act: &Act, q: &str) -> Result<Vec<CustomerNo>, OrderError> {
    let query = customers::listing::Query { search: q.to_owned(), ..customers::listing::Query::default() };
    let page = customers::listing::page(tx, act, &query, (None, PageSize::DEFAULT))?;
    Ok(page.items.into_iter().map(|card| card.no).collect())
}

/// One page of orders.
///
/// # Errors
/// [`OrderError::Forbidden`]; [`OrderError::Invalid`] when the condition cannot be understood.
pub fn page(
    tx: &mut Tx<'_>,
    act: &Act,
    query: &Query,
    (after, size): (Option<&Cursor>, PageSize),
) -> Result<Slice<Order>, OrderError> {
    crate::readable(act)?;
    let wanted = query.wanted(tx, act)?;
    let mut items = lists::page(tx, &wanted, (after, size.get() + 1))?;
    let has_more = items.len() > size.get();
    items.truncate(size.get());
    let next = items.last().filter(|_| has_more).map(|order| query.sort.cursor(order));
    Ok(Slice { items, next })
}

/// What a whole list adds up to; counted up to ten thousand orders, except where days and states alone decide.
///
/// # Errors
/// As [`page`].
pub fn totals(tx: &mut Tx<'_>, act: &Act, query: &Query) -> Result<Totals, OrderError> {
    crate::readable(act)?;
    let wanted = query.wanted(tx, act)?;
    Ok(lists::totals(tx, &wanted)?)
}

/// How many orders a whole list has, counted to the last one.
///
/// # Errors
/// As [`page`].
pub fn count(tx: &mut Tx<'_>, act: &Act, query: &Query) -> Result<i64, OrderError> {
    crate::readable(act)?;
    let wanted = query.wanted(tx, act)?;
    Ok(lists::count(tx, &wanted)?)
}

/// The order of an id with its lines.
///
/// # Errors
/// [`OrderError::Forbidden`], [`OrderError::Missing`] also when its customer is not seen.
pub fn get(tx: &mut Tx<'_>, act: &Act, id: OrderId) -> Result<Whole, OrderError> {
    crate::readable(act)?;
    let order = orders::find(tx, id)?.ok_or(OrderError::Missing)?;
    crate::must_see(tx, act, order.customer_no)?;
    Ok(Whole { lines: lines::of(tx, &order)?, order })
}

/// The id of the order with a number of a source; `None` for what is not there or not seen.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn known(
    tx: &mut Tx<'_>,
    act: &Act,
    source: &str,
    number: &str,
) -> Result<Option<OrderId>, OrderError> {
    crate::readable(act)?;
    let Some(order) = orders::known(tx, source, number)? else { return Ok(None) };
    match crate::must_see(tx, act, order.customer_no) {
        Ok(()) => Ok(Some(order.id)),
        Err(OrderError::Missing) => Ok(None),
        Err(other) => Err(other),
    }
}

/// The states that an order went through, oldest first; those of orders loaded in bulk are not kept.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn states(tx: &mut Tx<'_>, act: &Act, order: &Order) -> Result<Vec<State>, OrderError> {
    crate::readable(act)?;
    Ok(states::of(tx, order.no)?)
}

/// The lines of each of these orders in their places, with the code of the product that a line names; empty where it names
/// none.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn lines_of(
    tx: &mut Tx<'_>,
    act: &Act,
    orders: &[Order],
) -> Result<Vec<Vec<(Line, String)>>, OrderError> {
    crate::readable(act)?;
    let of_each = orders.iter().map(|order| lines::of(tx, order)).collect::<Result<Vec<_>, _>>()?;
    let mut numbers: Vec<i64> = of_each.iter().flatten().filter_map(|line| line.product_no).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let products = products::numbered(tx, &numbers)?;
    let coded = |line: Line| {
        let product = line.product_no.and_then(|no| products.get(&no));
        let code = product.map(|product| product.code.clone()).unwrap_or_default();
        (line, code)
    };
    Ok(of_each.into_iter().map(|lines| lines.into_iter().map(coded).collect()).collect())
}

/// The codes of the products that lines name, by number.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn codes(tx: &mut Tx<'_>, act: &Act, whole: &Whole) -> Result<HashMap<i64, String>, OrderError> {
    crate::readable(act)?;
    let numbers: Vec<i64> = whole.lines.iter().filter_map(|line| line.product_no).collect();
    let found = products::numbered(tx, &numbers)?;
    Ok(found.into_iter().map(|(no, product)| (no, product.code)).collect())
}

/// The latest orders of a customer, newest first, at most `limit`.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn of_customer(
    tx: &mut Tx<'_>,
    act: &Act,
    customer: CustomerNo,
    limit: usize,
) -> Result<Vec<Order>, OrderError> {
    crate::readable(act)?;
    Ok(orders::of_customer(tx, customer, limit)?)
}

/// What a customer bought for the most money: names of products, or of categories; the greatest first.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn liked(
    tx: &mut Tx<'_>,
    act: &Act,
    customer: CustomerNo,
    what: (bool, usize),
) -> Result<Vec<(String, i64)>, OrderError> {
    crate::readable(act)?;
    Ok(lines::liked(tx, customer, what)?)
}

/// The state that a condition asks for alone, for tabs of a list.
pub fn only_status(condition: &Condition) -> Option<Status> {
    match condition {
        Condition::Field { field, operands, .. } if field == "status" => match operands.as_slice() {
            [one] => Status::from_slug(one),
            _ => None,
        },
        _ => None,
    }
}

/// Whether whoever acts may read orders at all.
pub fn may_read(act: &Act) -> bool {
    act.actor.may(RIGHT, kernel::Level::Read)
}

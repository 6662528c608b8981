//! Many orders at once, from programs and files: made, or changed when source and number are known.
//!
//! **Rules.** The same source and number is the same order: what is said of it again changes it, and saying it twice
//! counts it once. Without a number each record is an order of its own. A customer is known by id, by their number in that
//! source, or by what a card is matched by; one whom nobody knows becomes a lead or the order is refused, as whoever brings
//! them decided, else as the firm did. A record that cannot be understood is refused alone.

use crate::error::OrderError;
use crate::ledger::Ledger;
use crate::order::{OrderId, OrderNo, Whole};
use crate::paying::Payment;
use crate::placing;
use crate::rates::{self, Unknown};
use crate::reading::{self, Amount, OrderBody, Standing};
use crate::store::{buyers, lines, orders};
use customers::bulk::{Origin, Outcome as CardOutcome, Understood};
use customers::{Act, CustomerId, CustomerNo, Kind, NewValue, Rule, SourceNo, builtin, source};
use db::Tx;
use std::collections::{HashMap, HashSet};
use web::FieldError;

/// Whose an order is, as a program or a file says it.
#[derive(Debug, Clone, Default)]
pub struct Buyer {
    /// The customer's id here.
    pub id: Option<CustomerId>,
    /// What the source knows them by.
    pub key: String,
    /// Person or organization.
    pub kind: Kind,
    /// What is said of them, for matching and for a new card: field and value as it is kept.
    pub values: Vec<(i64, NewValue)>,
}

/// One record.
#[derive(Debug, Clone, Default)]
pub struct Incoming {
    /// Whose it is; not needed for an order that is known.
    pub buyer: Buyer,
    /// What it says.
    pub body: OrderBody,
    /// What it says where the order is not known yet; the same when left out.
    pub as_new: Option<OrderBody>,
    /// What it comes to in all, where lines are not told: a known order that comes to another sum gets the lines of
    /// `as_new`.
    pub total: Option<Amount>,
}

/// How records are taken in; what is left out is as the firm has it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terms {
    /// What becomes of orders of clients whom nobody knows.
    pub unknown: Option<Unknown>,
    /// The source of what cards learn of clients; whoever acts when left out.
    pub facts_of: Option<SourceNo>,
}

/// What became of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A new order.
    New(OrderId),
    /// A known order was changed.
    Changed(OrderId),
    /// A known order was as the record says.
    Unchanged(OrderId),
    /// It was refused.
    Rejected(Vec<FieldError>),
}

/// What taking records in did besides what it tells of each: by it a file is taken back.
#[derive(Debug, Clone, Default)]
pub struct Touched {
    /// Orders that were changed, as they stood before, in the order of the records.
    pub before: Vec<Whole>,
    /// Cards that are new or gained something: by which record, counted from 0, and whether it made the card.
    pub cards: Vec<(usize, CustomerId, bool)>,
}

/// Takes in records; gives what became of each, in the order given.
///
/// # Errors
/// [`OrderError::Forbidden`] or a database error; then none of them is written.
pub fn upsert(
    tx: &mut Tx<'_>,
    act: &Act,
    terms: Terms,
    records: &[Incoming],
) -> Result<Vec<Outcome>, OrderError> {
    upsert_noting(tx, act, terms, records, &mut Touched::default())
}

/// [`upsert`] that notes what else it touched.
///
/// # Errors
/// As [`upsert`].
pub fn upsert_noting(
    tx: &mut Tx<'_>,
    act: &Act,
    terms: Terms,
    records: &[Incoming],
    touched: &mut Touched,
) -> Result<Vec<Outcome>, OrderError> {
    crate::writable(act)?;
    let mut ledger = Ledger::open(tx, act)?;
    let terms = Terms { unknown: terms.unknown.or(Some(ledger.rules.unknown)), ..terms };
    let customers = buyers_of(tx, act, terms, records, touched)?;
    let mut batch = Batch { next_no: orders::next_no(tx)?, ..Batch::default() };
    let mut outcomes = Vec::with_capacity(records.len());
    for (record, customer) in records.iter().zip(customers) {
        let outcome = match one(tx, act, (&mut ledger, &mut batch), (record, customer)) {
            Ok(outcome) => outcome,
            Err(OrderError::Invalid(errors)) => Outcome::Rejected(errors),
            Err(other) => return Err(other),
        };
        outcomes.push(outcome);
    }
    batch.write(tx, act, &mut ledger)?;
    touched.before.append(&mut batch.before);
    ledger.close(tx, act)?;
    Ok(outcomes)
}

/// New orders that wait to be written together, and how known ones stood before they were changed.
#[derive(Default)]
struct Batch {
    before: Vec<Whole>,
    next_no: OrderNo,
    wholes: Vec<Whole>,
    payments: Vec<Payment>,
    numbers: HashSet<(String, String)>,
}

impl Batch {
    fn write(&mut self, tx: &mut Tx<'_>, act: &Act, ledger: &mut Ledger) -> Result<(), OrderError> {
        let wholes = std::mem::take(&mut self.wholes);
        self.numbers.clear();
        let list: Vec<&Whole> = wholes.iter().collect();
        placing::write_new(tx, act, ledger, (&list, std::mem::take(&mut self.payments)))
    }
}

fn one(
    tx: &mut Tx<'_>,
    act: &Act,
    (ledger, batch): (&mut Ledger, &mut Batch),
    (record, customer): (&Incoming, Result<CustomerNo, FieldError>),
) -> Result<Outcome, OrderError> {
    let source = record.body.source.as_deref().map(reading::word).transpose();
    let source =
        source.map_err(|e| OrderError::Invalid(vec![FieldError { field: "source".into(), ..e }]))?;
    let source = source.unwrap_or_default();
    let number = record.body.number.as_deref().map(str::trim).unwrap_or_default().to_owned();
    if batch.numbers.contains(&(source.clone(), number.clone())) {
        batch.write(tx, act, ledger)?;
    }
    if !number.is_empty()
        && let Some(known) = orders::known(tx, &source, &number)?
    {
        return again(tx, act, (ledger, batch), (known, record));
    }
    let customer = customer.map_err(|e| OrderError::Invalid(vec![e]))?;
    let body = record.as_new.as_ref().unwrap_or(&record.body);
    let draft = reading::read(tx, act, body, placing::usual(act, ledger))?;
    if number.is_empty() {
        // Its own number must not meet one that waits to be written.
        batch.write(tx, act, ledger)?;
    }
    let (whole, asked) = placing::made(tx, act, ledger, (customer, batch.next_no, draft))?;
    batch.next_no += 1;
    let id = whole.order.id;
    batch.numbers.insert((source, number));
    batch.payments.extend(asked);
    batch.wholes.push(whole);
    Ok(Outcome::New(id))
}

fn again(
    tx: &mut Tx<'_>,
    act: &Act,
    (ledger, batch): (&mut Ledger, &mut Batch),
    (known, record): (crate::order::Order, &Incoming),
) -> Result<Outcome, OrderError> {
    crate::must_see(tx, act, known.customer_no)?;
    let standing =
        Standing { currency: known.currency, ordered_on: known.ordered_on, base: ledger.rules.currency };
    let mut body = record.body.clone();
    let currency =
        body.currency.as_deref().map_or(Some(known.currency), |text| reading::currency(text).ok());
    let is_other_sum = record.total.as_ref().zip(currency).is_some_and(|(total, currency)| {
        reading::minor(act, total, currency).is_some_and(|total| total != known.total)
    });
    if body.lines.is_none() && is_other_sum {
        body.lines = record.as_new.as_ref().and_then(|new| new.lines.clone());
    }
    let mut draft = reading::read(tx, act, &body, standing)?;
    if let Some((at, _)) = draft.ordered
        && is_same_moment(act, at, &known)
    {
        draft.ordered = None;
    }
    let before = Whole { lines: lines::of(tx, &known)?, order: known };
    let (id, revision) = (before.order.id, before.order.revision);
    let after = placing::rewrite(tx, act, ledger, before.clone(), draft)?;
    if after.order.revision == revision {
        return Ok(Outcome::Unchanged(id));
    }
    batch.before.push(before);
    Ok(Outcome::Changed(id))
}

/// Whether a record says the moment that is known, as exactly as files do: to the second, or to the day.
fn is_same_moment(act: &Act, at: kernel::Millis, known: &crate::order::Order) -> bool {
    let is_day = at == rates::start_of(act, known.ordered_on);
    is_day || at.div_euclid(1000) == known.ordered_at.div_euclid(1000)
}

/// Whose each record is; unknown ones become leads where the firm wants it.
fn buyers_of(
    tx: &mut Tx<'_>,
    act: &Act,
    terms: Terms,
    records: &[Incoming],
    touched: &mut Touched,
) -> Result<Vec<Result<CustomerNo, FieldError>>, OrderError> {
    let mut found: Vec<Option<Result<CustomerNo, FieldError>>> = Vec::with_capacity(records.len());
    let mut by_source: HashMap<&str, Vec<&str>> = HashMap::new();
    for record in records.iter().filter(|record| !record.buyer.key.is_empty()) {
        by_source.entry(source_of(record)).or_default().push(&record.buyer.key);
    }
    let mut keyed: HashMap<(String, String), CustomerNo> = HashMap::new();
    for (source, keys) in by_source {
        let known = buyers::known(tx, source, &keys)?;
        keyed.extend(known.into_iter().map(|(key, no)| ((source.to_owned(), key), no)));
    }
    for record in records {
        found.push(match record.buyer.id {
            Some(id) => Some(match customers::listing::get(tx, act, id) {
                Ok(card) => Ok(card.no),
                Err(customers::CustomerError::Missing) => {
                    Err(FieldError::new("customer", "orders-no-customer"))
                }
                Err(other) => return Err(other.into()),
            }),
            None => keyed.get(&mark(record)).map(|no| Ok(*no)),
        });
    }
    let newcomers = newcomers(tx, act, terms, (records, &found), touched)?;
    let nobody = || Err(FieldError::new("customer", "orders-no-customer"));
    Ok(found
        .into_iter()
        .zip(newcomers)
        .map(|(found, newcomer)| found.or(newcomer).unwrap_or_else(nobody))
        .collect())
}

fn source_of(record: &Incoming) -> &str {
    record.body.source.as_deref().map(str::trim).unwrap_or_default()
}

fn mark(record: &Incoming) -> (String, String) {
    (source_of(record).to_owned(), record.buyer.key.clone())
}

type Found = Option<Result<CustomerNo, FieldError>>;

/// Cards for those whom neither an id nor a number names: matched by what is said of them, or made.
fn newcomers(
    tx: &mut Tx<'_>,
    act: &Act,
    terms: Terms,
    (records, found): (&[Incoming], &[Found]),
    touched: &mut Touched,
) -> Result<Vec<Found>, OrderError> {
    let is_open = |record: &Incoming| !record.buyer.values.is_empty() || !record.buyer.key.is_empty();
    let mut asked: Vec<(usize, Understood)> = Vec::new();
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    let mut same: Vec<(usize, usize)> = Vec::new();
    for (at, (record, known)) in records.iter().zip(found).enumerate() {
        if known.is_some() || !is_open(record) {
            continue;
        }
        if !record.buyer.key.is_empty()
            && let Some(first) = seen.get(&mark(record))
        {
            same.push((at, *first));
            continue;
        }
        if !record.buyer.key.is_empty() {
            seen.insert(mark(record), at);
        }
        asked.push((at, understood(&record.buyer)));
    }
    let mut all: Vec<Found> = records.iter().map(|_| None).collect();
    let refuse = || Some(Err(FieldError::new("customer", "orders-customer-unknown")));
    if terms.unknown == Some(Unknown::Reject) {
        for (at, record) in asked {
            let no = matched(tx, act, &record)?;
            if let Some(slot) = all.get_mut(at) {
                *slot = no.map(Ok).or_else(refuse);
            }
        }
    } else {
        let source = match terms.facts_of {
            Some(source) => source,
            None => source::of_actor(tx, &act.setting, &act.actor)?,
        };
        let origin = Origin { source, rule: Rule::Ask };
        let (places, cards): (Vec<usize>, Vec<Understood>) = asked.into_iter().unzip();
        let outcomes = customers::bulk::upsert(tx, act, origin, cards)?;
        for (at, outcome) in places.into_iter().zip(outcomes) {
            if let CardOutcome::New(id) | CardOutcome::Merged(id) = outcome {
                touched.cards.push((at, id, matches!(outcome, CardOutcome::New(_))));
            }
            let result = match outcome {
                CardOutcome::New(id) | CardOutcome::Merged(id) | CardOutcome::Unchanged(id) => {
                    customers::listing::get(tx, act, id).map(|card| Ok(card.no))?
                }
                CardOutcome::Rejected(errors) => Err(errors
                    .into_iter()
                    .next()
                    .unwrap_or_else(|| FieldError::new("customer", "orders-customer-unknown"))),
            };
            if let Some(slot) = all.get_mut(at) {
                *slot = Some(result);
            }
        }
    }
    for (at, first) in same {
        let result = all.get(first).cloned().flatten();
        if let Some(slot) = all.get_mut(at) {
            *slot = result;
        }
    }
    for (record, found) in records.iter().zip(&all) {
        if let (Some(Ok(no)), false) = (found, record.buyer.key.is_empty()) {
            buyers::remember(tx, (source_of(record), &record.buyer.key), *no)?;
        }
    }
    Ok(all)
}

/// The record of a card; one of whom only a number is known is called by it.
fn understood(buyer: &Buyer) -> Understood {
    let mut values = buyer.values.clone();
    if values.is_empty() {
        let field = if buyer.kind == Kind::Person { builtin::FAMILY } else { builtin::SHORT_NAME };
        values.push((field, NewValue::new(buyer.key.clone())));
    }
    Understood { id: None, kind: buyer.kind, values }
}

/// The one card that shares an exact key with a record.
fn matched(tx: &mut Tx<'_>, act: &Act, record: &Understood) -> Result<Option<CustomerNo>, OrderError> {
    for (field, value) in record.values.iter().filter(|(field, _)| builtin::EXACT_KEYS.contains(field)) {
        let cards = customers::listing::with_value(tx, act, (*field, &value.value), 2)?;
        if let [card] = cards.as_slice() {
            return Ok(Some(card.no));
        }
    }
    Ok(None)
}

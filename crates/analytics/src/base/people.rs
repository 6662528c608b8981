//! A row for each customer: what their orders add up to, and the fields of their cards that can be counted with.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use customers::{Act, Customer, CustomerNo, listing};
use db::{DbError, Tx};
use kernel::{Actor, Money, PageSize};

use super::gathering::Gathered;
use super::rows::{Held, NO_WORD, Rows};
use super::sheets;
use crate::table::Dictionary;

/// Kinds of fields that hold numbers, and those whose answers can be counted.
const NUMBERS: [&str; 3] = ["integer", "decimal", "money"];
const ANSWERS: [&str; 3] = ["choice", "yes_no", "text"];
/// A text with more different answers than this is no choice.
const MOST_ANSWERS: usize = 200;

/// What the orders of one customer add up to.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    orders: f64,
    revenue: f64,
    margin: f64,
    /// Orders of which the margin is known.
    known: f64,
    returns: f64,
    first: i32,
    last: i32,
    contacts: f64,
    contact_costs: f64,
}

/// The sums of everybody who bought or whom we were in touch with.
fn sums(orders: &Rows, contacts: Option<&Gathered>) -> HashMap<CustomerNo, Sum> {
    let mut sums = of_orders(orders);
    let Some(contacts) = contacts else { return sums };
    if let (Some(Held::Numbers(n)), Some(Held::Numbers(costs))) =
        (contacts.column("n"), contacts.column("cost"))
    {
        for ((no, n), cost) in contacts.customers.iter().zip(n.iter()).zip(costs.iter()) {
            let sum = sums.entry(*no).or_default();
            (sum.contacts, sum.contact_costs) = (*n, *cost);
        }
    }
    sums
}

fn of_orders(orders: &Rows) -> HashMap<CustomerNo, Sum> {
    let mut sums: HashMap<CustomerNo, Sum> = HashMap::new();
    let (Some(Held::Words(codes, words)), Some(Held::Days(days))) =
        (orders.column("customer"), orders.column("date"))
    else {
        return sums;
    };
    let number = |name: &str, row: usize| match orders.column(name) {
        Some(Held::Numbers(all)) => all.get(row).copied().unwrap_or(0.0),
        _ => 0.0,
    };
    let numbers: Vec<CustomerNo> =
        (0..words.len() as u32).map(|code| words.word(code).parse().unwrap_or(0)).collect();
    let first = |row: usize, day: i32| match orders.column("first") {
        Some(Held::Days(all)) => all.get(row).copied().unwrap_or(day),
        _ => day,
    };
    for (row, (code, day)) in codes.iter().zip(days.iter()).enumerate() {
        let Some(no) = numbers.get(*code as usize) else { continue };
        let sum = sums.entry(*no).or_default();
        let amount = number("amount", row);
        sum.revenue += amount;
        sum.margin += number("margin", row);
        if amount < 0.0 {
            sum.returns -= amount;
            continue;
        }
        let earliest = first(row, *day);
        sum.first = if sum.orders == 0.0 { earliest } else { sum.first.min(earliest) };
        sum.last = if sum.orders == 0.0 { *day } else { sum.last.max(*day) };
        sum.orders += f64::from(orders.weight(row));
        sum.known += f64::from(orders.n_known(row));
    }
    for sum in sums.values_mut() {
        for amount in [&mut sum.revenue, &mut sum.margin, &mut sum.returns] {
            *amount = orders.settled(*amount);
        }
    }
    sums
}

/// Those who bought or whom we were in touch with, with their sums alone.
pub(super) fn buyers((orders, contacts): (&Rows, Option<&Gathered>), today: i32) -> Rows {
    let sums = sums(orders, contacts);
    let mut numbers: Vec<CustomerNo> = sums.keys().copied().collect();
    numbers.sort_unstable();
    let known = numbers.iter().map(|no| sums.get(no).map_or(0.0, |sum| sum.known) as u32).collect();
    let columns = counted(&numbers, &sums, |sum| sum.margin, today);
    Rows::of(columns, numbers.len()).knowing(known)
}

/// All customers, with their sums and fields.
pub(super) fn all(
    tx: &mut Tx<'_>,
    act: &Act,
    (orders, contacts): (&Rows, Option<&Gathered>),
    today: i32,
) -> Result<Rows, DbError> {
    let sums = sums(orders, contacts);
    let act = Act { actor: Actor::system(), ..act.clone() };
    let mut cards = Cards::default();
    let query = listing::Query::default();
    let mut cursor = None;
    loop {
        let page = listing::page(tx, &act, &query, (cursor.as_ref(), PageSize::clamped(500)));
        let Ok(page) = page else { break };
        page.items.iter().for_each(|card| cards.take(card, &act));
        match page.next {
            Some(next) => cursor = Some(next),
            None => break,
        }
    }
    let n = cards.numbers.len();
    // Who bought and of whose orders no margin is known has none to be compared with.
    let margin = |sum: Sum| if sum.orders > 0.0 && sum.known == 0.0 { f64::NAN } else { sum.margin };
    let mut columns = counted(&cards.numbers, &sums, margin, today);
    columns.extend(cards.columns(&columns.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()));
    Ok(Rows::of(columns, n))
}

/// The columns that are counted from orders.
fn counted(
    numbers: &[CustomerNo],
    sums: &HashMap<CustomerNo, Sum>,
    margin: impl Fn(Sum) -> f64,
    today: i32,
) -> Vec<(String, Held)> {
    let of = |no: &CustomerNo| sums.get(no).copied().unwrap_or_default();
    let column = |part: &dyn Fn(Sum) -> f64| {
        Held::Numbers(Arc::new(numbers.iter().map(|no| part(of(no))).collect()))
    };
    let bought = |sum: Sum, value: f64| if sum.orders > 0.0 { value } else { f64::NAN };
    let mut frequency = Dictionary::new(encoding_rs::UTF_8);
    let class = |sum: Sum| match sum.orders {
        n if n >= 4.0 => "regular",
        n if n >= 2.0 => "rare",
        n if n >= 1.0 => "one_off",
        _ => "none",
    };
    let codes = numbers.iter().map(|no| frequency.code_of(class(of(no)))).collect();
    vec![
        ("customer".into(), sheets::people(numbers)),
        ("orders".into(), column(&|sum| sum.orders)),
        ("revenue".into(), column(&|sum| sum.revenue)),
        ("margin".into(), column(&margin)),
        ("returns".into(), column(&|sum| sum.returns)),
        ("average_order".into(), column(&|sum| bought(sum, sum.revenue / sum.orders))),
        ("recency_days".into(), column(&|sum| bought(sum, f64::from(today - sum.last)))),
        ("age_days".into(), column(&|sum| bought(sum, f64::from(today - sum.first)))),
        ("contacts".into(), column(&|sum| sum.contacts)),
        ("contact_costs".into(), column(&|sum| sum.contact_costs)),
        ("frequency".into(), Held::Words(Arc::new(codes), Arc::new(frequency))),
    ]
}

/// The fields of cards, one entry per card.
#[derive(Default)]
struct Cards {
    numbers: Vec<CustomerNo>,
    amounts: BTreeMap<String, Vec<f64>>,
    answers: BTreeMap<String, (Vec<u32>, Dictionary)>,
}

impl Cards {
    fn take(&mut self, card: &Customer, act: &Act) {
        let before = self.numbers.len();
        self.numbers.push(card.no);
        self.answer("kind", card.kind.slug(), before);
        for fact in card.sheet.facts().iter().filter(|fact| !fact.is_rival) {
            let Some(field) =
                act.fields.no(fact.field).filter(|field| !field.is_many && !field.is_counted())
            else {
                continue;
            };
            let kind = field.kind.slug();
            if NUMBERS.contains(&kind) {
                let money = fact
                    .value
                    .parse::<Money>()
                    .ok()
                    .and_then(|money| money.decimal().to_string().parse().ok());
                let number: Option<f64> = money.or_else(|| fact.value.parse().ok());
                let all = self.amounts.entry(field.slug.clone()).or_default();
                all.resize(before, f64::NAN);
                all.push(number.unwrap_or(f64::NAN));
            } else if ANSWERS.contains(&kind) && !field.is_name() {
                self.answer(&field.slug.clone(), &fact.value, before);
            }
        }
    }

    fn answer(&mut self, slug: &str, value: &str, before: usize) {
        let empty = || (Vec::new(), Dictionary::new(encoding_rs::UTF_8));
        let (codes, words) = self.answers.entry(slug.to_owned()).or_insert_with(empty);
        codes.resize(before, NO_WORD);
        codes.push(words.code_of(value));
    }

    /// The columns, as long as there are cards, but for names that are taken.
    fn columns(self, taken: &[String]) -> Vec<(String, Held)> {
        let n = self.numbers.len();
        let amounts = self.amounts.into_iter().map(|(slug, mut all)| {
            all.resize(n, f64::NAN);
            (slug, Held::Numbers(Arc::new(all)))
        });
        let answers = self.answers.into_iter().filter(|(_, (_, words))| words.len() <= MOST_ANSWERS);
        let answers = answers.map(|(slug, (mut codes, words))| {
            codes.resize(n, NO_WORD);
            (slug, Held::Words(Arc::new(codes), Arc::new(words)))
        });
        amounts.chain(answers).filter(|(slug, _)| !taken.contains(slug)).collect()
    }
}

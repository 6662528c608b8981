//! A batch of orders or products written, with what became of each row.

use super::gathering::{At, Gathered, Good, decimal};
use super::goods;
use super::loading::n_rows;
use crate::mapping::OrderTerms;
use crate::run::{
    ChangedOrder, Counts, ImportError, Refused, RunNo, Touched, keep_batch, keep_changed, keep_orders,
    keep_products,
};
use customers::bulk::Origin;
use customers::{Act, CustomerId};
use db::Tx;
use orders::bulk::{self, Outcome, Terms};
use orders::product::ProductId;
use orders::reading::Amount;
use orders::returning::{self, ReturnBody};
use orders::{OrderError, OrderId, Stood, Whole, listing, product, unmaking};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// What goes into the base at once.
#[derive(Debug, Default)]
pub(crate) struct Records {
    pub(crate) orders: Vec<Gathered>,
    pub(crate) products: Vec<Product>,
    /// Rows that are of no use by themselves.
    pub(crate) refused: Vec<Refused>,
    pub(crate) terms: OrderTerms,
}

/// A product with its row.
#[derive(Debug)]
pub(crate) struct Product {
    pub(crate) at: At,
    pub(crate) good: Good,
}

/// What became of an order, and by which id it is known.
pub(crate) type Told = Result<(Outcome, OrderId), Vec<web::FieldError>>;

/// What taking orders in did besides: what taking the file back needs.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// Orders that were changed, as they stood before, each once.
    before: Vec<Whole>,
    /// Cards that are new or gained something: by the row in which place, and whether it made the card.
    cards: Vec<(i64, CustomerId, bool)>,
    products: Vec<ProductId>,
}

impl Beside {
    fn stood(&mut self, whole: Whole) {
        if self.before.iter().all(|known| known.order.id != whole.order.id) {
            self.before.push(whole);
        }
    }

    /// Keeps it with the run.
    fn keep(self, tx: &mut Tx<'_>, act: &Act, no: RunNo) -> Result<(), ImportError> {
        let mut changed = Vec::with_capacity(self.before.len());
        for whole in &self.before {
            let id = whole.order.id;
            let stood = Stood::of(tx, whole)?.to_text();
            let standing = unmaking::standing(tx, act, &[id])?;
            changed.extend(standing.into_iter().map(|(id, revision)| ChangedOrder {
                id,
                revision,
                stood: stood.clone(),
            }));
        }
        keep_changed(tx, no, &changed)?;
        Ok(keep_products(tx, no, &self.products)?)
    }

    /// The cards with the revision that they are at now.
    fn touched(&self, tx: &mut Tx<'_>, act: &Act) -> Result<Vec<Touched>, ImportError> {
        let mut rows = Vec::with_capacity(self.cards.len());
        for (place, id, is_new) in &self.cards {
            let revision = customers::listing::get(tx, act, *id)?.revision;
            rows.push(Touched { customer: id.0, place: *place, is_new: *is_new, revision });
        }
        Ok(rows)
    }
}

/// What writing did so far.
#[derive(Default)]
struct Written {
    counts: Counts,
    outside: Vec<Refused>,
    made: Vec<OrderId>,
}

impl Records {
    /// How many rows of the file these are.
    pub(crate) fn n_rows(&self) -> i64 {
        let n = self.products.len() + self.refused.len();
        self.orders.iter().map(n_rows).sum::<i64>() + i64::try_from(n).unwrap_or(0)
    }

    /// Writes them and, for a run, what became of their rows; gives the counts.
    ///
    /// # Errors
    /// [`ImportError`] when the actor may not, or the database fails; then nothing of it is written.
    pub(crate) fn write(
        self,
        tx: &mut Tx<'_>,
        act: &Act,
        origin: Origin,
        run: Option<RunNo>,
    ) -> Result<Counts, ImportError> {
        let mut written = Written::default();
        written.counts.n_read = self.n_rows();
        written.counts.n_rejected = i64::try_from(self.refused.len()).unwrap_or(0);
        written.outside = self.refused;
        let mut beside = Beside::default();
        let told = take_in(tx, act, (origin, &self.terms), &self.orders, &mut beside)?;
        for (order, told) in self.orders.into_iter().zip(told) {
            written.order(order, told);
        }
        for product in self.products {
            written.product(tx, act, product)?;
        }
        if let Some(no) = run {
            let touched = beside.touched(tx, act)?;
            keep_batch(tx, no, written.counts, (&touched, &written.outside))?;
            let made = unmaking::standing(tx, act, &written.made)?;
            keep_orders(tx, no, &made)?;
            beside.keep(tx, act, no)?;
        }
        Ok(written.counts)
    }
}

impl Written {
    fn order(&mut self, order: Gathered, told: Told) {
        let n = n_rows(&order);
        match told {
            Ok((outcome, id)) => {
                self.counts.n_orders += 1;
                match outcome {
                    Outcome::New(_) => {
                        self.counts.n_new += n;
                        self.made.push(id);
                    }
                    Outcome::Changed(_) => self.counts.n_merged += n,
                    Outcome::Unchanged(_) | Outcome::Rejected(_) => self.counts.n_unchanged += n,
                }
            }
            Err(reasons) => {
                self.counts.n_rejected += n;
                self.outside.extend(order.rows.into_iter().map(|at| at.refused(&reasons)));
            }
        }
    }

    fn product(&mut self, tx: &mut Tx<'_>, act: &Act, product: Product) -> Result<(), ImportError> {
        let card = goods::card(tx, act, &product.good)?;
        match product::upsert(tx, act, card) {
            Ok(product::Upserted::New) => self.counts.n_new += 1,
            Ok(product::Upserted::Changed) => self.counts.n_merged += 1,
            Ok(product::Upserted::Unchanged) => self.counts.n_unchanged += 1,
            Err(OrderError::Invalid(reasons)) => {
                self.counts.n_rejected += 1;
                self.outside.push(product.at.refused(&reasons));
            }
            Err(other) => return Err(other.into()),
        }
        Ok(())
    }
}

/// Takes orders in with the products they name and what was given back; gives what became of each, in the order given, and
/// notes what else it did.
///
/// # Errors
/// [`OrderError::Forbidden`] or a database error.
pub(crate) fn take_in(
    tx: &mut Tx<'_>,
    act: &Act,
    (origin, terms): (Origin, &OrderTerms),
    gathered: &[Gathered],
    beside: &mut Beside,
) -> Result<Vec<Told>, OrderError> {
    let goods = gathered.iter().flat_map(|order| order.goods.clone()).collect();
    beside.products = goods::add_missing(tx, act, goods)?;
    let terms = Terms { unknown: terms.unknown, facts_of: Some(origin.source) };
    let own: Vec<&Gathered> = gathered.iter().filter(|order| !order.is_refund()).collect();
    let whole: Vec<_> = own.iter().map(|order| order.incoming()).collect();
    let mut touched = bulk::Touched::default();
    let mut outcomes = bulk::upsert_noting(tx, act, terms, &whole, &mut touched)?.into_iter();
    touched.before.into_iter().for_each(|whole| beside.stood(whole));
    let place = |at: usize| own.get(at).and_then(|order| order.rows.first()).map_or(0, |row| row.place);
    beside.cards = touched.cards.into_iter().map(|(at, id, is_new)| (place(at), id, is_new)).collect();
    let mut all = Vec::with_capacity(gathered.len());
    let mut refunds: HashMap<usize, &Gathered> = HashMap::new();
    for order in gathered {
        if order.refunded.is_some() {
            refunds.insert(all.len(), order);
        }
        all.push(if order.is_refund() { known(tx, act, order)? } else { told(outcomes.next()) });
    }
    for (at, order) in refunds {
        let Some(Ok((outcome, id))) = all.get(at).cloned() else { continue };
        let before = listing::get(tx, act, id)?;
        let given = give_back(tx, act, (&before, order))?;
        if matches!(given, Ok(true)) && !matches!(outcome, Outcome::New(_)) {
            beside.stood(before);
        }
        if let Some(slot) = all.get_mut(at) {
            *slot = match (given, outcome) {
                (Ok(true), Outcome::Unchanged(id)) => Ok((Outcome::Changed(id), id)),
                (Err(reasons), _) if order.is_refund() => Err(reasons),
                (_, outcome) => Ok((outcome, id)),
            };
        }
    }
    Ok(all)
}

fn told(outcome: Option<Outcome>) -> Told {
    match outcome {
        Some(Outcome::New(id)) => Ok((Outcome::New(id), id)),
        Some(Outcome::Changed(id)) => Ok((Outcome::Changed(id), id)),
        Some(Outcome::Unchanged(id)) => Ok((Outcome::Unchanged(id), id)),
        Some(Outcome::Rejected(reasons)) => Err(reasons),
        None => Err(Vec::new()),
    }
}

/// The order that rows of refunds speak of.
fn known(tx: &mut Tx<'_>, act: &Act, order: &Gathered) -> Result<Told, OrderError> {
    let body = &order.incoming.body;
    let (source, number) =
        (body.source.as_deref().unwrap_or_default(), body.number.as_deref().unwrap_or_default());
    Ok(match listing::known(tx, act, source, number)? {
        Some(id) => Ok((Outcome::Unchanged(id), id)),
        None => Err(vec![web::FieldError::new("number", "transfer-orders-no-order")]),
    })
}

/// Gives back what the file says was given back in all, as far as it was not yet; goods are not said to have come back
/// with it. Whether anything was.
fn give_back(
    tx: &mut Tx<'_>,
    act: &Act,
    (whole, order): (&Whole, &Gathered),
) -> Result<Result<bool, Vec<web::FieldError>>, OrderError> {
    let before = whole.order.money(whole.order.refunded).decimal();
    let amount = order.refunded.as_ref().and_then(|amount| decimal(&amount.0)).unwrap_or_default();
    if amount <= before {
        return Ok(Ok(false));
    }
    let said = order.refunded_on.clone().or_else(|| order.incoming.body.date.clone());
    let body = ReturnBody {
        amount: Some(Amount((amount - before).max(Decimal::ZERO).normalize().to_string())),
        date: said.filter(|date| !date.is_empty()),
        is_restocked: Some(false),
        ..ReturnBody::default()
    };
    match returning::take_back(tx, act, whole.order.id, &body) {
        Ok(_) => Ok(Ok(true)),
        Err(OrderError::Invalid(reasons)) => Ok(Err(reasons)),
        Err(other) => Err(other),
    }
}

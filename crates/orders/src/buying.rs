//! How a customer buys: what orders add up to, how often they come, what they like, whether they pay in time.

use crate::counting::{self, CardCount};
use crate::error::OrderError;
use crate::listing;
use crate::order::Day;
use crate::paying::{self, Discipline};
use crate::rates;
use crate::store::orders;
use customers::{Act, CustomerNo};
use db::Tx;
use kernel::{Currency, Money};

/// Days of orders that the rhythm is told from, at most: the latest ones.
const MOST_DAYS: usize = 500;

/// How a customer buys.
#[derive(Debug, Clone)]
pub struct Buying {
    /// What sums are counted in.
    pub currency: Currency,
    /// What orders add up to.
    pub count: CardCount,
    /// The median of days between one day of buying and the next; `None` before there are two such days.
    pub rhythm_days: Option<i64>,
    /// The day on which the next order would keep the rhythm.
    pub next_on: Option<Day>,
    /// Products that brought most: name and sum, the greatest first.
    pub products: Vec<(String, Money)>,
    /// Categories that brought most.
    pub categories: Vec<(String, Money)>,
    /// Whether payments come in time.
    pub discipline: Discipline,
    /// Today, in the firm's zone.
    pub today: Day,
}

impl Buying {
    /// A sum of the firm's currency.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    /// The average of an order that counts; `None` without any.
    pub fn average(&self) -> Option<Money> {
        let half = self.count.n / 2;
        (self.count.n > 0).then(|| self.money((self.count.revenue + half) / self.count.n))
    }
}

/// Reads it.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn of(tx: &mut Tx<'_>, act: &Act, customer: CustomerNo) -> Result<Buying, OrderError> {
    let count = counting::of_card(tx, act, customer)?;
    let currency = rates::rules(tx, act)?.currency;
    let rhythm_days = median_gap(orders::days_of(tx, customer, MOST_DAYS)?);
    let money = |(name, minor): (String, i64)| (name, Money::new(minor, currency));
    let products = listing::liked(tx, act, customer, (false, 5))?.into_iter().map(money).collect();
    let categories = listing::liked(tx, act, customer, (true, 5))?.into_iter().map(money).collect();
    Ok(Buying {
        currency,
        count,
        rhythm_days,
        next_on: count.last_on.zip(rhythm_days).map(|(last, days)| last + days),
        products,
        categories,
        discipline: paying::discipline(tx, act, customer)?,
        today: rates::day_of(act, act.setting.now()),
    })
}

/// The median of gaps between neighbouring days, halves down; days in descending order without doubles.
fn median_gap(days: Vec<Day>) -> Option<i64> {
    let mut gaps: Vec<i64> =
        days.windows(2).filter_map(|pair| Some(pair.first()? - pair.last()?)).collect();
    gaps.sort_unstable();
    let (low, high) = (gaps.get(gaps.len().saturating_sub(1) / 2)?, gaps.get(gaps.len() / 2)?);
    Some((low + high) / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rhythm_is_the_median_gap() {
        let check = |days: &[Day], wanted| assert_eq!(median_gap(days.to_vec()), wanted, "{days:?}");
        check(&[], None);
        check(&[10], None);
        check(&[40, 10], Some(30));
        check(&[100, 40, 30, 10], Some(20));
        check(&[100, 60, 30], Some(35));
    }
}

//! What an order adds up to: nets of its lines, total, revenue and margin in the firm's currency.

use crate::amounts::{Exchange, cut};
use crate::order::Whole;

/// Works out everything that follows from lines, discount, delivery and rate; `None` in the rate leaves revenue and
/// margin unknown. Gives `None` when a sum does not fit into 92 quadrillion smallest units.
///
/// `net = round(price * quantity) - discount of the line - share of the order's discount` (by net before it),
/// `revenue = net at the rate of the order's day`, `margin = revenue - cost * quantity at that rate`. Delivery is owed by
/// the client and is no revenue.
#[must_use]
pub(crate) fn work_out(whole: &mut Whole, exchange: Option<&Exchange>) -> Option<()> {
    let gross: Vec<i64> = whole
        .lines
        .iter()
        .map(|line| line.quantity.at(line.price)?.checked_sub(line.discount))
        .collect::<Option<_>>()?;
    let goods = gross.iter().try_fold(0_i64, |sum, part| sum.checked_add(*part))?;
    let shares = cut(whole.order.discount, &gross);
    for ((line, gross), share) in whole.lines.iter_mut().zip(&gross).zip(shares) {
        line.net = gross.checked_sub(share)?;
    }
    let net = goods.checked_sub(whole.order.discount)?;
    whole.order.total = net.checked_add(whole.order.delivery)?;
    whole.order.n_lines = i64::try_from(whole.lines.len()).unwrap_or(i64::MAX);
    whole.order.revenue = match exchange {
        Some(exchange) => Some(exchange.convert(net)?),
        None => None,
    };
    let nets: Vec<i64> = whole.lines.iter().map(|line| line.net).collect();
    let revenues = whole.order.revenue.map(|revenue| cut(revenue, &nets));
    for (at, line) in whole.lines.iter_mut().enumerate() {
        line.revenue = revenues.as_ref().and_then(|revenues| revenues.get(at).copied());
        let cost = match (line.cost, exchange) {
            (Some(cost), Some(exchange)) => Some(exchange.convert(line.quantity.at(cost)?)?),
            _ => None,
        };
        line.margin = line.revenue.zip(cost).map(|(revenue, cost)| revenue - cost);
    }
    whole.order.margin = whole.lines.iter().map(|line| line.margin).sum();
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amounts::Quantity;
    use crate::testing::{line, order};
    use kernel::Currency;

    #[test]
    fn lines_add_up_to_the_order_in_both_currencies() {
        let lines = vec![
            line("3", 1_000, 0, Some(600)),
            line("0.5", 999, 100, Some(100)),
            line("1", 1, 0, Some(0)),
        ];
        let mut whole = Whole { order: order(Currency::RUB), lines };
        whole.order.discount = 100;
        whole.order.delivery = 50_000;
        let exchange = Exchange { rate: "5.55".parse().unwrap(), from: Currency::RUB, to: Currency::KZT };
        work_out(&mut whole, Some(&exchange)).unwrap();
        assert_eq!(whole.lines.iter().map(|line| line.net).sum::<i64>(), 3_000 + 400 + 1 - 100);
        assert_eq!(whole.order.total, 3_301 + 50_000);
        assert_eq!(whole.order.revenue, Some(18_321));
        assert_eq!(whole.lines.iter().filter_map(|line| line.revenue).sum::<i64>(), 18_321);
        let costs = 1_800 * 555 / 100 + 278;
        assert_eq!(whole.order.margin, Some(18_321 - costs));
    }

    #[test]
    fn without_a_rate_or_a_cost_nothing_is_made_up() {
        let mut whole = Whole {
            order: order(Currency::USD),
            lines: vec![line("1", 500, 0, Some(1)), line("1", 5, 0, None)],
        };
        work_out(&mut whole, None).unwrap();
        assert_eq!((whole.order.total, whole.order.revenue, whole.order.margin), (505, None, None));
        work_out(&mut whole, Some(&Exchange::none(Currency::USD))).unwrap();
        assert_eq!((whole.order.revenue, whole.order.margin), (Some(505), None));
        whole.lines.push(line("9000000000000", i64::MAX, 0, None));
        assert_eq!(work_out(&mut whole, None), None);
        assert_eq!(whole.lines[0].quantity, Quantity::ONE);
    }
}

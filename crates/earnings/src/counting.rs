//! What a line of a deal brings by a rate, exactly. Pure.
//!
//! `revenue = sum of the line * exchange`, `margin = revenue - quantity * cost * exchange of the cost`, both exact decimals of the
//! firm's currency; `commission = revenue * percent / 100` or `max(margin, 0) * percent / 100`, rounded once, to the smallest
//! unit of the currency, half away from zero. A fixed sum is converted and rounded the same way.

use crate::rate::Pays;
use kernel::{Currency, Money};
use orders::amounts::Exchange;
use rust_decimal::{Decimal, RoundingStrategy};

/// Why a line cannot be counted yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The currency of the deal, of the cost or of the sum has no rate on the day.
    NoRate,
    /// Nobody said what it costs, so that its margin is not known.
    NoCost,
}

impl Why {
    /// `no_rate` or `no_cost`.
    pub fn slug(self) -> &'static str {
        match self {
            Why::NoRate => "no_rate",
            Why::NoCost => "no_cost",
        }
    }
}

/// What a line of a won deal is, for counting.
#[derive(Debug, Clone, Copy)]
pub struct Counted {
    /// What the client pays for it.
    pub sum: Money,
    /// How much of it, in thousandths of a unit.
    pub quantity: i64,
    /// What the whole deal comes to.
    pub whole: Money,
    /// What one unit costs, if anybody said.
    pub cost: Option<Money>,
}

/// An amount in the firm's currency, exact and not rounded; `None` without a rate.
pub type ToFirm<'f> = &'f dyn Fn(Currency) -> Option<Exchange>;

fn exact(money: Money, to_firm: ToFirm<'_>) -> Result<Decimal, Why> {
    let exchange = to_firm(money.currency).ok_or(Why::NoRate)?;
    money.decimal().checked_mul(exchange.rate).ok_or(Why::NoRate)
}

/// What is paid for a line, in smallest units of the firm's currency, with the percentage that was taken.
///
/// # Errors
/// [`Why`] it cannot be counted yet.
pub fn amount(
    pays: &Pays,
    line: &Counted,
    currency: Currency,
    to_firm: ToFirm<'_>,
) -> Result<(i64, Option<Decimal>), Why> {
    let share = |base: Decimal, percent: Decimal| base * percent / Decimal::ONE_HUNDRED;
    let (exact_amount, percent) = match pays {
        Pays::Revenue { percent } => (share(exact(line.sum, to_firm)?, *percent), Some(*percent)),
        Pays::Margin { percent } => {
            let cost = exact(line.cost.ok_or(Why::NoCost)?, to_firm)?;
            let margin = exact(line.sum, to_firm)? - cost * Decimal::new(line.quantity, 3);
            (share(margin.max(Decimal::ZERO), *percent), Some(*percent))
        }
        Pays::Fixed { sum } => (exact(*sum, to_firm)?, None),
        Pays::Tiers { tiers } => {
            let whole = exact(line.whole, to_firm)?;
            let reached = tiers.iter().filter(|tier| tier.from.decimal() <= whole);
            let percent = reached.map(|tier| tier.percent).next_back().unwrap_or_default();
            (share(exact(line.sum, to_firm)?, percent), Some(percent))
        }
    };
    Ok((rounded(exact_amount, currency), percent))
}

/// To the smallest unit, half away from zero; nothing where it does not fit.
pub(crate) fn rounded(amount: Decimal, currency: Currency) -> i64 {
    let amount =
        amount.round_dp_with_strategy(currency.n_decimals(), RoundingStrategy::MidpointAwayFromZero);
    Money::from_decimal(amount, currency).map_or(0, |money| money.minor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rate::Tier;

    const KZT: Currency = Currency::KZT;

    fn to_firm(from: Currency) -> Option<Exchange> {
        match from {
            Currency::KZT => Some(Exchange::none(KZT)),
            Currency::USD => Some(Exchange { rate: "512.37".parse().unwrap(), from, to: KZT }),
            _ => None,
        }
    }

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(pays: &str, (sum, quantity, cost): (&str, i64, Option<&str>), wanted: Result<&str, Why>) {
        let pays: Pays = serde_json::from_str(pays).unwrap();
        let line = Counted { sum: money(sum), quantity, whole: money(sum), cost: cost.map(money) };
        let got = amount(&pays, &line, KZT, &to_firm);
        let got = got.map(|(minor, _)| Money::new(minor, KZT).to_string());
        assert_eq!(got, wanted.map(str::to_owned), "{pays:?} {sum}");
    }

    #[test]
    fn shares_are_exact_and_rounded_once() {
        let five = r#"{"on":"revenue","percent":"5"}"#;
        check(five, ("1000 KZT", 1_000, None), Ok("50.00 KZT"));
        check(five, ("0.10 KZT", 1_000, None), Ok("0.01 KZT"));
        check(five, ("0.09 KZT", 1_000, None), Ok("0.00 KZT"));
        check(five, ("100 USD", 1_000, None), Ok("2561.85 KZT"));
        check(five, ("100 EUR", 1_000, None), Err(Why::NoRate));
        check(r#"{"on":"revenue","percent":"3.3333"}"#, ("1000 KZT", 1_000, None), Ok("33.33 KZT"));
    }

    #[test]
    fn a_margin_needs_a_cost_and_a_loss_pays_nothing() {
        let fifth = r#"{"on":"margin","percent":"20"}"#;
        check(fifth, ("1000 KZT", 2_000, Some("300 KZT")), Ok("80.00 KZT"));
        check(fifth, ("1000 KZT", 2_500, Some("1 USD")), Ok("0.00 KZT"));
        check(fifth, ("5000 KZT", 2_500, Some("1 USD")), Ok("743.82 KZT"));
        check(fifth, ("1000 KZT", 1_000, None), Err(Why::NoCost));
        check(fifth, ("1000 KZT", 1_000, Some("5 EUR")), Err(Why::NoRate));
    }

    #[test]
    fn a_sum_stays_and_steps_go_by_the_whole_deal() {
        check(r#"{"on":"fixed","sum":"10 USD"}"#, ("1 KZT", 1_000, None), Ok("5123.70 KZT"));
        let steps = r#"{"on":"tiers","tiers":[{"from":"100 KZT","percent":"1"},{"from":"1000 KZT","percent":"2"}]}"#;
        check(steps, ("99.99 KZT", 1_000, None), Ok("0.00 KZT"));
        check(steps, ("999 KZT", 1_000, None), Ok("9.99 KZT"));
        check(steps, ("1000 KZT", 1_000, None), Ok("20.00 KZT"));
        let pays: Pays = serde_json::from_str(steps).unwrap();
        let Pays::Tiers { tiers } = &pays else { panic!("{pays:?}") };
        assert_eq!(tiers[0], Tier { from: money("100 KZT"), percent: Decimal::ONE });
    }
}

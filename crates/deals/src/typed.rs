//! What people and programs write of a deal, understood: amounts, days, lines.

use crate::deal::{Day, Line};
use crate::error::DealError;
use crate::goods::Ware;
use crate::{Dealing, dealing};
use customers::Act;
use db::Tx;
use jiff::civil::Date;
use kernel::{Currency, Money};
use rust_decimal::Decimal;
use web::FieldError;

/// Parts of one unit that a quantity counts in.
const PARTS: i64 = 1_000;

/// An amount in the manner of the firm, in `currency` where none is written; blank is nothing.
///
/// # Errors
/// The field with what is wrong.
pub(crate) fn amount(
    act: &Act,
    (field, text): (&str, &str),
    currency: Currency,
) -> Result<Money, FieldError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Money::new(0, currency));
    }
    let wrong = || FieldError::new(field, "deals-amount-wrong");
    let kind = fields::kinds::find("money").ok_or_else(wrong)?;
    let manner = fields::Manner { currency, ..act.manner };
    let reading = kind.read(text, &fields::Settings::default(), &manner).map_err(|why| FieldError {
        field: field.to_owned(),
        key: why.key.into(),
        args: why.args,
    })?;
    let money: Money = reading.value.parse().map_err(|_| wrong())?;
    if money.minor < 0 { Err(wrong()) } else { Ok(money) }
}

/// A day as `2026-03-12`; blank is none.
///
/// # Errors
/// The field with what is wrong.
pub(crate) fn day(field: &str, text: &str) -> Result<Option<Day>, FieldError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let date: Result<Date, _> = text.parse();
    date.map(|date| Some(dealing::day(date))).map_err(|_| FieldError::new(field, "deals-day-unreadable"))
}

/// A line as it is written: by what the catalogue has it, a name, how much, for how much; each may be blank.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'r> {
    pub(crate) product: &'r str,
    pub(crate) name: &'r str,
    pub(crate) quantity: &'r str,
    pub(crate) price: &'r str,
}

/// Lines from their parts: a quantity left blank is one; name and price left blank are those of the product.
///
/// # Errors
/// [`DealError::Invalid`] with what is wrong in each; whatever the catalogue has against it.
pub(crate) fn lines(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    rows: &[Row<'_>],
    currency: Currency,
) -> Result<Vec<Line>, DealError> {
    let named: Vec<&str> =
        rows.iter().map(|row| row.product.trim()).filter(|text| !text.is_empty()).collect();
    let wares = dealing.goods.named(tx, &dealing.act, &named)?;
    let mut errors = Vec::new();
    let mut read = Vec::new();
    for row in rows {
        match line(&dealing.act, (row, wares.get(row.product.trim())), currency) {
            Ok(line) => read.push(line),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(read) } else { Err(DealError::Invalid(errors)) }
}

fn line(act: &Act, (row, ware): (&Row<'_>, Option<&Ware>), currency: Currency) -> Result<Line, FieldError> {
    if ware.is_none() && !row.product.trim().is_empty() {
        let args = vec![("code", row.product.trim().to_owned().into())];
        return Err(FieldError { args, ..FieldError::new("lines", "deals-line-product-unknown") });
    }
    let name = match row.name.trim() {
        "" => ware.map_or("", |ware| ware.name.as_str()),
        name => name,
    };
    if name.is_empty() || name.chars().count() > 200 {
        return Err(FieldError::new("lines", "deals-line-name-wrong"));
    }
    let quantity = match row.quantity.trim().replace(',', ".").replace([' ', '\u{a0}'], "") {
        text if text.is_empty() => PARTS,
        text => thousandths(&text).ok_or_else(|| FieldError::new("lines", "deals-quantity-wrong"))?,
    };
    let usual = ware.and_then(|ware| ware.price).filter(|price| price.currency == currency);
    let price = match (row.price.trim(), usual) {
        ("", Some(usual)) => usual,
        (text, _) => amount(act, ("lines", text), currency)?,
    };
    if price.currency != currency {
        return Err(FieldError::new("lines", "deals-currency-mixed"));
    }
    Ok(Line { product: ware.map(|ware| ware.id), name: name.to_owned(), quantity, price: price.minor })
}

fn thousandths(text: &str) -> Option<i64> {
    let parts = text.parse::<Decimal>().ok()?.checked_mul(Decimal::from(PARTS))?;
    let whole = parts.fract().is_zero().then(|| i64::try_from(parts.trunc()).ok()).flatten()?;
    (whole > 0).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_exact_to_a_thousandth_and_above_nothing() {
        let check = |text: &str, wanted: Option<i64>| assert_eq!(thousandths(text), wanted, "{text}");
        check("1", Some(1_000));
        check("2.5", Some(2_500));
        check("0.001", Some(1));
        check("0.0001", None);
        check("0", None);
        check("-1", None);
        check("many", None);
    }
}

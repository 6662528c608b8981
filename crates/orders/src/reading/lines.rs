//! The lines of an order as they are said, understood with the products they name.

use super::{Discount, Errors, LineBody, across, amount, number, values};
use crate::amounts::{Exchange, Quantity};
use crate::order::{Day, Line};
use crate::product::Product;
use crate::store::products;
use customers::Act;
use db::{DbError, Tx};
use kernel::Currency;
use std::collections::HashMap;
use web::FieldError;

/// What lines are understood by.
pub(super) struct Room {
    pub(super) currency: Currency,
    pub(super) base: Currency,
    pub(super) on: Day,
    pub(super) exchange: Option<Exchange>,
}

/// Understands them; wrong ones are noted and left out.
pub(super) fn read(
    tx: &mut Tx<'_>,
    act: &Act,
    (lines, room): (&[LineBody], &Room),
    errors: &mut Errors,
) -> Result<Vec<Line>, DbError> {
    let codes: Vec<&str> = lines.iter().filter_map(|line| code(line)).collect();
    let known = if codes.is_empty() { HashMap::new() } else { products::of_codes(tx, &codes)? };
    let mut read = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let product = code(line).and_then(|code| known.get(code));
        let place = i64::try_from(at).unwrap_or(i64::MAX).saturating_add(1);
        let mut own = Errors::default();
        let understood = one(tx, act, (line, product), (room, place), &mut own)?;
        let wrong = own.0.into_iter();
        errors.0.extend(wrong.map(|e| FieldError { field: format!("lines/{at}/{}", e.field), ..e }));
        read.extend(understood);
    }
    Ok(read)
}

fn code(line: &LineBody) -> Option<&str> {
    line.product.as_deref().map(str::trim).filter(|code| !code.is_empty())
}

fn one(
    tx: &mut Tx<'_>,
    act: &Act,
    (line, product): (&LineBody, Option<&Product>),
    (room, place): (&Room, i64),
    errors: &mut Errors,
) -> Result<Option<Line>, DbError> {
    if code(line).is_some() && product.is_none() {
        errors.0.push(FieldError::new("product", "orders-product-unknown"));
        return Ok(None);
    }
    let quantity = errors.take("quantity", line.quantity.as_ref().map(|typed| quantity(act, typed)));
    let money = |errors: &mut Errors, name: &str, typed: &Option<super::Amount>| {
        errors.take(name, typed.as_ref().map(|typed| amount(act, typed, room.currency)))
    };
    let price = money(errors, "price", &line.price);
    let off = line.discount.as_ref().map(|typed| values::discount(act, typed, room.currency));
    let off = errors.take("discount", off).unwrap_or(Discount::Amount(0));
    let cost = money(errors, "cost", &line.cost);
    let name = errors.take("name", line.name.as_deref().map(values::word)).filter(|name| !name.is_empty());
    let name = name.or_else(|| product.map(|product| product.name.clone()));
    let quantity = quantity.unwrap_or(Quantity::ONE);
    let of_product = |minor: Option<i64>| minor.zip(product.map(|product| product.currency));
    let usual_price = match (price, of_product(product.and_then(|p| p.price).map(|money| money.minor))) {
        (Some(price), _) => Some(price),
        (None, Some((minor, from))) => convert(tx, (minor, from), room)?,
        (None, None) => None,
    };
    let usual_cost = match (cost, of_product(product.and_then(|p| p.cost).map(|money| money.minor))) {
        (Some(cost), _) => Some(cost),
        (None, Some((minor, from))) => convert(tx, (minor, from), room)?,
        (None, None) => None,
    };
    if name.is_none() {
        errors.0.push(FieldError::new("name", "orders-line-nameless"));
    }
    if usual_price.is_none() && errors.0.iter().all(|error| error.field != "price") {
        errors.0.push(FieldError::new("price", "orders-price-missing"));
    }
    let (Some(name), Some(price), true) = (name, usual_price, errors.0.is_empty()) else { return Ok(None) };
    let sums = quantity.at(price).and_then(|gross| Some((gross, off.of(gross)?)));
    let Some((gross, discount)) = sums else {
        errors.0.push(FieldError::new("price", "fields-number-large"));
        return Ok(None);
    };
    if discount > gross {
        errors.0.push(FieldError::new("discount", "orders-discount-large"));
    }
    let line = Line {
        place,
        product_no: product.map(|product| product.no),
        name,
        quantity,
        price,
        discount,
        cost: usual_cost,
        net: 0,
        revenue: None,
        margin: None,
        returned: Quantity::default(),
    };
    Ok(errors.0.is_empty().then_some(line))
}

fn convert(tx: &mut Tx<'_>, (minor, from): (i64, Currency), room: &Room) -> Result<Option<i64>, DbError> {
    across(tx, minor, (from, room.currency, room.base), (room.on, room.exchange.as_ref()))
}

fn quantity(act: &Act, typed: &super::Amount) -> Result<Quantity, FieldError> {
    let number = number(act, typed)?;
    match Quantity::from_decimal(number) {
        Some(quantity) if quantity.0 > 0 => Ok(quantity),
        Some(_) => Err(FieldError::new("", "orders-quantity-negative")),
        None => Err(FieldError::new("", "orders-quantity-fine")),
    }
}

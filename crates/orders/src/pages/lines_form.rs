//! The lines of an order in its form: a row of fields each, blank rows left out when they are read.

use crate::order::Whole;
use crate::reading::{Amount, LineBody};
use std::collections::HashMap;
use web::{FieldError, Form};

/// A row of fields, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct FormLine {
    pub(super) product: String,
    pub(super) name: String,
    pub(super) quantity: String,
    pub(super) price: String,
    pub(super) discount: String,
    pub(super) cost: String,
}

impl FormLine {
    fn is_blank(&self) -> bool {
        [&self.product, &self.name, &self.price].iter().all(|text| text.is_empty())
    }
}

/// So many empty rows.
pub(super) fn blank(n: usize) -> Vec<FormLine> {
    vec![FormLine { quantity: "1".into(), ..FormLine::default() }; n]
}

/// The rows that were sent, blank ones too.
pub(super) fn sent(form: &Form) -> Vec<FormLine> {
    let column = |name: &'static str| form.all(name).map(str::to_owned).collect::<Vec<_>>();
    let (names, quantities, prices) = (column("line_name"), column("line_quantity"), column("line_price"));
    let (discounts, costs) = (column("line_discount"), column("line_cost"));
    let at = |list: &[String], place: usize| list.get(place).cloned().unwrap_or_default();
    form.all("line_product")
        .enumerate()
        .map(|(place, product)| FormLine {
            product: product.to_owned(),
            name: at(&names, place),
            quantity: at(&quantities, place),
            price: at(&prices, place),
            discount: at(&discounts, place),
            cost: at(&costs, place),
        })
        .collect()
}

/// The rows that were sent and so many more.
pub(super) fn with_more(form: &Form, n: usize) -> Vec<FormLine> {
    let mut lines = sent(form);
    lines.extend(blank(n));
    lines
}

/// The rows as the verbs read them, without blank ones.
pub(super) fn bodies(form: &Form) -> Vec<LineBody> {
    let text = |text: String| Some(text).filter(|text| !text.is_empty());
    let amount = |typed: String| text(typed).map(Amount);
    let filled = sent(form).into_iter().filter(|line| !line.is_blank());
    let bodies = filled.map(|line| LineBody {
        product: text(line.product),
        name: text(line.name),
        quantity: amount(line.quantity),
        price: amount(line.price),
        discount: amount(line.discount),
        cost: amount(line.cost),
    });
    bodies.collect()
}

/// The lines of an order as they would be typed.
pub(super) fn of(whole: &Whole, codes: &HashMap<i64, String>) -> Vec<FormLine> {
    let amount = |minor: i64| whole.order.money(minor).decimal().to_string();
    let lines = whole.lines.iter().map(|line| FormLine {
        product: line.product_no.and_then(|no| codes.get(&no).cloned()).unwrap_or_default(),
        name: line.name.clone(),
        quantity: line.quantity.to_string(),
        price: amount(line.price),
        discount: if line.discount == 0 { String::new() } else { amount(line.discount) },
        cost: line.cost.map(amount).unwrap_or_default(),
    });
    lines.collect()
}

/// Wrong fields of lines gathered under `lines`, with the number of the line before each sentence.
pub(super) fn placed(errors: Vec<FieldError>) -> Vec<FieldError> {
    let placed = errors.into_iter().map(|error| {
        let place = error.field.strip_prefix("lines/").and_then(|rest| rest.split('/').next());
        match place.and_then(|place| place.parse::<usize>().ok()) {
            Some(_) => FieldError { field: "lines".into(), ..error },
            None => error,
        }
    });
    placed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_rows_are_left_out_and_typed_ones_keep_their_fields() {
        let form = Form::from_encoded(
            "line_product=&line_name=&line_quantity=1&line_price=&line_discount=&line_cost=\
             &line_product=PL-1&line_name=&line_quantity=2&line_price=&line_discount=50&line_cost=",
        );
        assert_eq!(sent(&form).len(), 2);
        let bodies = bodies(&form);
        assert_eq!(bodies.len(), 1);
        assert_eq!(bodies[0].product.as_deref(), Some("PL-1"));
        assert_eq!(bodies[0].discount, Some(Amount("50".into())));
    }
}

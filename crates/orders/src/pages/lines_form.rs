//! The lines of an order in its form: a row of fields each, blank rows left out when they are read.

use crate::order::Whole;
use crate::reading::{Amount, LineBody};
use std::collections::HashMap;
use web::{FieldError, Form};
use words::Say;

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

/// The columns of the table: a cell's name, and the key of its label.
const COLUMNS: [(&str, &str); 6] = [
    ("product", "orders-line-code"),
    ("name", "orders-line-name"),
    ("quantity", "orders-line-quantity"),
    ("price", "orders-line-price"),
    ("discount", "orders-discount"),
    ("cost", "orders-line-cost"),
];

/// One field of a row as it is drawn.
pub(super) struct Cell<'l> {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) value: &'l str,
}

impl FormLine {
    /// Its fields in the order of the columns.
    pub(super) fn cells(&self) -> Vec<Cell<'_>> {
        let values = [&self.product, &self.name, &self.quantity, &self.price, &self.discount, &self.cost];
        let cells = COLUMNS.into_iter().zip(values);
        cells.map(|((name, label), value)| Cell { name, label, value }).collect()
    }

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

/// A form with these rows in place of its own, blank ones left out.
pub(super) fn within(mut form: Form, lines: &[FormLine]) -> Form {
    form.values.retain(|(name, _)| !name.starts_with("line_"));
    let filled = lines.iter().filter(|line| !line.is_blank());
    let cells = filled.flat_map(FormLine::cells);
    form.values.extend(cells.map(|cell| (format!("line_{}", cell.name), cell.value.to_owned())));
    form
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

/// Wrong fields of lines under the rows of the form that they were typed in: the verbs were told no blank ones.
pub(super) fn placed(errors: Vec<FieldError>, lines: &[FormLine]) -> Vec<FieldError> {
    let rows: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| !line.is_blank()).map(|(row, _)| row).collect();
    let placed = errors.into_iter().map(|error| {
        let typed = cell_of(&error).and_then(|(at, cell)| Some(name_of(*rows.get(at)?, cell)));
        FieldError { field: typed.unwrap_or_else(|| error.field.clone()), ..error }
    });
    placed.collect()
}

/// The name under which a cell of a row is wrong.
pub(super) fn name_of(row: usize, cell: &str) -> String {
    format!("lines/{row}/{cell}")
}

/// The row and the cell in which something is wrong; `None` for what lies in no line.
fn cell_of(error: &FieldError) -> Option<(usize, &str)> {
    let (row, cell) = error.field.strip_prefix("lines/")?.split_once('/')?;
    Some((row.parse().ok()?, cell))
}

/// What is wrong with the lines: the name of the cell and a sentence that says line and column; the name is `lines` for
/// what is wrong with all of them.
pub(super) fn told(errors: &[FieldError], say: &Say) -> Vec<(String, String)> {
    let told = errors.iter().filter_map(|error| {
        let why = error.say(say);
        let Some((row, cell)) = cell_of(error) else {
            return (error.field == "lines").then(|| (error.field.clone(), why));
        };
        let column = COLUMNS.iter().find(|(name, _)| *name == cell).map(|(_, label)| say.t(label));
        let args = [
            ("n", (row + 1).to_string().into()),
            ("column", column.unwrap_or_default().into()),
            ("why", why.into()),
        ];
        Some((error.field.clone(), say.with("orders-line-wrong", &args)))
    });
    told.collect()
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
        let wrong = vec![FieldError::new("lines/0/price", "orders-amount-wrong")];
        assert_eq!(placed(wrong, &sent(&form))[0].field, "lines/1/price", "the row in which it was typed");
    }
}

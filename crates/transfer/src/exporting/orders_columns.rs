//! The columns that a list of orders may go out with: those of an order, and those of its lines.

use crate::formats::out::ColumnKind;
use words::Say;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderColumn {
    /// The number that people know it by.
    Number,
    /// From which program or place it came.
    Source,
    /// When it was ordered.
    Date,
    /// Whose it is.
    Name,
    /// In what state it is.
    Status,
    /// What the client owes in all.
    Total,
    /// The currency of its amounts.
    Currency,
    /// Taken off the whole order.
    Discount,
    /// For delivery.
    Delivery,
    /// What came so far.
    Paid,
    /// What was given back.
    Refunded,
    /// Revenue less cost, in the firm's currency.
    Margin,
    /// What else there is to say.
    Note,
    /// Of a line: the code of its product.
    Code,
    /// Of a line: what it is called on the order.
    Product,
    /// Of a line: how much.
    Quantity,
    /// Of a line: the price of one unit.
    Price,
    /// Of a line: taken off it.
    LineDiscount,
    /// Of a line: what it comes to, its own discount taken off.
    Amount,
    /// Of a line: what one unit cost.
    Cost,
}

/// What a column is called: its word for programs, and the key of its heading.
struct Called {
    slug: &'static str,
    key: &'static str,
}

impl OrderColumn {
    /// All, in the order in which they go out.
    pub const ALL: [OrderColumn; 20] = [
        OrderColumn::Number,
        OrderColumn::Source,
        OrderColumn::Date,
        OrderColumn::Name,
        OrderColumn::Status,
        OrderColumn::Total,
        OrderColumn::Currency,
        OrderColumn::Discount,
        OrderColumn::Delivery,
        OrderColumn::Paid,
        OrderColumn::Refunded,
        OrderColumn::Margin,
        OrderColumn::Note,
        OrderColumn::Code,
        OrderColumn::Product,
        OrderColumn::Quantity,
        OrderColumn::Price,
        OrderColumn::LineDiscount,
        OrderColumn::Amount,
        OrderColumn::Cost,
    ];

    /// The one of a slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.slug() == slug)
    }

    /// Whether it is of a line: with one of these each line is a row.
    pub fn is_of_line(self) -> bool {
        use OrderColumn::{Amount, Code, Cost, LineDiscount, Price, Product, Quantity};
        matches!(self, Code | Product | Quantity | Price | LineDiscount | Amount | Cost)
    }

    /// Whether it goes out whatever is chosen: an import knows the order again by it.
    pub fn is_always(self) -> bool {
        matches!(self, OrderColumn::Number | OrderColumn::Source)
    }

    /// Whether the page of orders shows it too.
    pub fn is_shown(self) -> bool {
        use OrderColumn::{Currency, Date, Margin, Name, Number, Paid, Status, Total};
        matches!(self, Number | Date | Name | Status | Total | Currency | Margin | Paid)
    }

    fn called(self) -> Called {
        let (slug, key) = match self {
            OrderColumn::Number => ("order_number", "transfer-order-place-number"),
            OrderColumn::Source => ("order_source", "transfer-order-place-source"),
            OrderColumn::Date => ("date", "transfer-order-place-date"),
            OrderColumn::Name => ("customer_name", "transfer-order-place-name"),
            OrderColumn::Status => ("status", "transfer-order-place-status"),
            OrderColumn::Total => ("total", "transfer-order-place-total"),
            OrderColumn::Currency => ("currency", "transfer-order-place-currency"),
            OrderColumn::Discount => ("order_discount", "transfer-order-place-discount"),
            OrderColumn::Delivery => ("delivery", "transfer-order-place-delivery"),
            OrderColumn::Paid => ("paid_sum", "transfer-order-paid"),
            OrderColumn::Refunded => ("refunded", "transfer-order-place-refunded"),
            OrderColumn::Margin => ("margin", "transfer-order-margin"),
            OrderColumn::Note => ("note", "transfer-order-place-note"),
            OrderColumn::Code => ("sku", "transfer-order-place-code"),
            OrderColumn::Product => ("product", "transfer-order-place-product"),
            OrderColumn::Quantity => ("quantity", "transfer-order-place-quantity"),
            OrderColumn::Price => ("unit_price", "transfer-order-place-price"),
            OrderColumn::LineDiscount => ("line_discount", "transfer-order-place-line-discount"),
            OrderColumn::Amount => ("line_total", "transfer-order-place-amount"),
            OrderColumn::Cost => ("unit_cost", "transfer-order-place-cost"),
        };
        Called { slug, key }
    }

    /// Its word for programs, for ever.
    pub fn slug(self) -> &'static str {
        self.called().slug
    }

    /// What people read over it: the words by which an import knows it again.
    pub fn label(self, say: &Say) -> String {
        say.t(self.called().key)
    }

    pub(super) fn kind(self) -> ColumnKind {
        use OrderColumn::{Amount, Cost, Date, Delivery, Discount, LineDiscount, Margin, Paid, Price};
        use OrderColumn::{Quantity, Refunded, Total};
        match self {
            Date => ColumnKind::DateTime,
            Total | Discount | Delivery | Paid | Refunded | Margin => ColumnKind::Money,
            Price | LineDiscount | Amount | Cost => ColumnKind::Money,
            Quantity => ColumnKind::Number,
            _ => ColumnKind::Text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::guess;

    #[test]
    fn an_import_knows_the_columns_again_by_their_slugs() {
        let told = [OrderColumn::Paid, OrderColumn::Margin];
        let columns: Vec<OrderColumn> =
            OrderColumn::ALL.into_iter().filter(|column| !told.contains(column)).collect();
        let slugs: Vec<String> = columns.iter().map(|column| column.slug().to_owned()).collect();
        for (column, target) in columns.iter().zip(guess(&slugs)) {
            assert_eq!(target.map(|target| format!("{target:?}")), Some(format!("{column:?}")));
        }
    }
}

//! The table of the lines of orders.

use crate::amounts::Quantity;
use crate::order::{Line, Order, Whole};
use db::{DbError, Row, Tx, Value, params};

const COLUMNS: &str =
    "place, product_no, name, quantity, price, discount, cost, net, revenue, margin, returned";

fn line(row: &Row<'_>) -> Result<Line, DbError> {
    Ok(Line {
        place: row.get(0)?,
        product_no: row.get(1)?,
        name: row.get(2)?,
        quantity: Quantity(row.get(3)?),
        price: row.get(4)?,
        discount: row.get(5)?,
        cost: row.get(6)?,
        net: row.get(7)?,
        revenue: row.get(8)?,
        margin: row.get(9)?,
        returned: Quantity(row.get(10)?),
    })
}

/// The lines of an order, in their places.
pub(crate) fn of(tx: &mut Tx<'_>, order: &Order) -> Result<Vec<Line>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM order_lines WHERE customer_no = $1 AND order_no = $2 ORDER BY place"
    );
    tx.rows(&sql, params![order.customer_no, order.no], line)
}

/// Adds the lines of orders that have none yet.
pub(crate) fn insert(tx: &mut Tx<'_>, wholes: &[&Whole]) -> Result<(), DbError> {
    let first = tx.number("SELECT max(no) FROM order_lines", &[])? + 1;
    let lines = wholes.iter().flat_map(|whole| whole.lines.iter().map(move |line| (&whole.order, line)));
    let rows = lines.zip(first..).map(|((order, line), no)| {
        [
            Value::Int(no),
            Value::Int(order.customer_no),
            Value::Int(order.no),
            Value::Int(line.place),
            Value::from(order.is_counted().then_some(order.ordered_on)),
            Value::from(line.product_no),
            Value::Text(&line.name),
            Value::Int(line.quantity.0),
            Value::Int(line.price),
            Value::Int(line.discount),
            Value::from(line.cost),
            Value::Int(line.net),
            Value::from(line.revenue),
            Value::from(line.margin),
            Value::Int(line.returned.0),
        ]
    });
    let names = [
        "no",
        "customer_no",
        "order_no",
        "place",
        "counted_on",
        "product_no",
        "name",
        "quantity",
        "price",
        "discount",
        "cost",
        "net",
        "revenue",
        "margin",
        "returned",
    ];
    tx.insert_many("order_lines", names, rows).map(drop)
}

/// Writes the lines of an order anew; `before` says whose they were until now.
pub(crate) fn replace(tx: &mut Tx<'_>, before: &Order, whole: &Whole) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM order_lines WHERE customer_no = $1 AND order_no = $2",
        params![before.customer_no, before.no],
    )?;
    insert(tx, &[whole])
}

/// What a customer bought most, by what it brought: name and sum in the firm's currency, the greatest first.
pub(crate) fn liked(
    tx: &mut Tx<'_>,
    customer: i64,
    (by_category, limit): (bool, usize),
) -> Result<Vec<(String, i64)>, DbError> {
    let (name, only) = if by_category {
        ("p.category", "p.category <> ''")
    } else {
        ("coalesce(p.name, l.name)", "coalesce(p.name, l.name) <> ''")
    };
    let sql = format!(
        "SELECT {name}, CAST(sum(l.revenue) AS BIGINT) FROM order_lines l LEFT JOIN products p ON p.no = l.product_no
         WHERE l.customer_no = $1 AND l.counted_on IS NOT NULL AND {only}
         GROUP BY {name} ORDER BY 2 DESC, 1 LIMIT $2"
    );
    tx.rows(&sql, params![customer, limit], |row| Ok((row.get(0)?, row.get(1)?)))
}

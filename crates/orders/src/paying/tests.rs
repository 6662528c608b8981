//! What becomes of revenue and debts once an order is cancelled.

use crate::listing::{self, Query, Totals};
use crate::order::{Order, OrderId, Status};
use crate::paying::{self, PaymentBody, Standing};
use crate::testing::{House, bowls};
use crate::{counting, placing};
use fields::{Condition, Operator};

/// Three bowls ordered, 500 paid, the rest due long ago.
fn owing(house: &House) -> Order {
    let order = house.ordered("Омарова", "3").order;
    let id = order.id;
    let part = |amount: &str, paid: Option<&str>| PaymentBody {
        amount: Some(amount.into()),
        due_on: Some("2024-03-10".into()),
        paid_at: paid.map(str::to_owned),
        ..PaymentBody::default()
    };
    for body in [part("500", Some("2024-03-01")), part("2500", None)] {
        house.deed(move |tx, act| paying::enter(tx, act, id, &body)).unwrap();
    }
    order
}

fn bring(house: &House, id: OrderId, status: Status) -> Order {
    house.deed(move |tx, act| placing::bring(tx, act, id, (status, ""))).unwrap().order
}

fn totals(house: &House, condition: Condition, q: &str) -> Totals {
    let query = Query { condition, q: q.into(), ..Query::default() };
    house.deed(move |tx, act| listing::totals(tx, act, &query)).unwrap()
}

fn n_of(house: &House, payment: &'static str) -> i64 {
    let condition = Condition::field("payment", Operator::Is, [payment]);
    let query = Query { condition, ..Query::default() };
    house.deed(move |tx, act| listing::count(tx, act, &query)).unwrap()
}

#[test]
fn a_cancelled_order_is_among_the_orders_of_a_list_and_brings_it_nothing() {
    for house in House::on_both("a_cancelled_order_is_among_the") {
        let order = house.ordered("Омарова", "3").order;
        let card = house.person("Омарова").id;
        house.deed(move |tx, act| placing::place(tx, act, card, &bowls("1"))).unwrap();
        bring(&house, order.id, Status::Cancelled);
        // Days and states alone decide about the first; the second is counted one by one.
        for q in ["", "омаров"] {
            let all = totals(&house, Condition::everything(), q);
            let sums = all.sums.unwrap();
            assert_eq!((all.n, sums.revenue, sums.margin), (2, 100_000, 40_000), "{q}");
            let off = Condition::field("status", Operator::Is, ["cancelled"]);
            let off = totals(&house, off, q);
            assert_eq!((off.n, off.sums.unwrap().revenue), (1, 0), "{q}");
        }
        let days = (order.ordered_on, order.ordered_on);
        let counted = house.deed(move |tx, act| counting::of_days(tx, act, None, days)).unwrap();
        assert_eq!((counted.n, counted.revenue), (2, 100_000));
    }
}

#[test]
fn of_a_cancelled_order_nothing_is_due_and_what_came_is_to_be_given_back() {
    for house in House::on_both("of_a_cancelled_order_nothing_i") {
        let (order, rows) = (owing(&house), "SELECT count(*) FROM payments p");
        let (id, no) = (order.id, order.customer_no);
        let table =
            crate::happenings::tables().into_iter().find(|table| table.slug() == "payments").unwrap();
        let told = format!("SELECT count(*) FROM ({}) x", table.rows());
        let n = |sql: &str| house.db.read(|tx| tx.number(sql, &[])).unwrap();
        assert_eq!((n_of(&house, "overdue"), n_of(&house, "owed"), n(&told)), (1, 1, 2));
        let off = bring(&house, id, Status::Cancelled);
        assert_eq!((off.owed(), off.due_on), (-50_000, None));
        let found = ["overdue", "owed", "paid"].map(|payment| n_of(&house, payment));
        assert_eq!(found, [0, 0, 0], "none of them is said of a cancelled order");
        let discipline = house.deed(move |tx, act| paying::discipline(tx, act, no)).unwrap();
        assert_eq!((discipline.n_in_time, discipline.n_overdue), (1, 0));
        assert_eq!((n(&told), n(rows)), (1, 2), "the row waits, in case the order is taken up again");
        let payments = house.deed(move |tx, act| paying::of(tx, act, &off)).unwrap();
        assert_eq!(payments[1].standing(Status::Cancelled, 30_000), Standing::CalledOff);
        let again = bring(&house, id, Status::Placed);
        assert_eq!((again.owed(), again.due_on.is_some(), n_of(&house, "overdue")), (250_000, true, 1));
    }
}

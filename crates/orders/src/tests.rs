//! The life of orders, tried through the verbs: nothing is counted twice, nothing is lost.

use crate::bulk::{self, Buyer, Incoming, Outcome};
use crate::counting::{self, CardCount};
use crate::error::OrderError;
use crate::order::{Status, Whole};
use crate::paying::{self, PaymentBody};
use crate::product::{self, ProductCard};
use crate::rates::{self, Rate, Unknown};
use crate::reading::{LineBody, OrderBody};
use crate::returning::{self, ReturnBody, ReturnLineBody};
use crate::testing::{House, bowls};
use crate::{buying, listing, placing, removal};
use customers::NewValue;
use customers::builtin::{LAST_ORDER, ORDERS, PHONE, REVENUE};
use fields::{Condition, Operator};
use kernel::{Currency, PageSize};

fn count(house: &House, no: i64) -> CardCount {
    house.deed(move |tx, act| counting::of_card(tx, act, no)).unwrap()
}

/// What was added up by differences equals what is counted anew.
fn sums_hold(house: &House) {
    let days = "SELECT count(*) FROM (SELECT ordered_on, status, count(*) n, sum(coalesce(revenue - returned, 0)) r,
        sum(coalesce(margin, 0)) m FROM orders GROUP BY ordered_on, status) o
        LEFT JOIN order_days d ON d.ordered_on = o.ordered_on AND d.status = o.status
        AND d.n = o.n AND d.revenue = o.r AND d.margin = o.m WHERE d.n IS NULL";
    assert_eq!(house.db.read(|tx| tx.number(days, &[])).unwrap(), 0, "days");
    let n = "SELECT CAST((SELECT coalesce(sum(n), 0) FROM order_days) - (SELECT count(*) FROM orders) AS BIGINT)";
    assert_eq!(house.db.read(|tx| tx.number(n, &[])).unwrap(), 0, "orders in days");
}

#[test]
fn what_an_order_brings_stands_on_the_card_and_leaves_it_when_called_off() {
    for house in House::on_both("what_an_order_brings_stands_on") {
        let whole = house.ordered("Омарова", "3");
        let (no, id) = (whole.order.customer_no, whole.order.id);
        assert_eq!((whole.order.number.as_str(), whole.order.total), ("1", 300_000));
        assert_eq!(count(&house, no).revenue, 300_000);
        assert_eq!(count(&house, no).margin, 120_000);
        let card = house
            .deed(move |tx, act| Ok(customers::listing::briefs(tx, act, &[no])?.remove(0).id))
            .unwrap();
        let facts = move |house: &House| {
            let card = house.deed(move |tx, act| Ok(customers::listing::get(tx, act, card)?)).unwrap();
            [ORDERS, REVENUE, LAST_ORDER].map(|field| card.sheet.text(field).map(str::to_owned))
        };
        let stood = facts(&house);
        assert_eq!((stood[0].as_deref(), stood[1].as_deref()), (Some("1"), Some("3000.00 KZT")));
        assert!(stood[2].is_some());
        house.deed(move |tx, act| placing::bring(tx, act, id, (Status::Cancelled, "передумали"))).unwrap();
        assert_eq!((count(&house, no).n, count(&house, no).n_cancelled), (0, 1));
        assert_eq!(facts(&house), [None, None, None]);
        house.deed(move |tx, act| placing::bring(tx, act, id, (Status::Done, ""))).unwrap();
        assert_eq!(count(&house, no).n, 1);
        sums_hold(&house);
    }
}

#[test]
fn an_order_changed_after_it_was_counted_changes_sums_by_the_difference() {
    for house in House::on_both("an_order_changed_after_it_was_") {
        let whole = house.ordered("Омарова", "3");
        let (no, id, seen) = (whole.order.customer_no, whole.order.id, whole.order.revision);
        let body =
            OrderBody { discount: Some("500".into()), date: Some("2024-03-01".into()), ..bowls("2") };
        let changed = house.deed(move |tx, act| placing::change(tx, act, (id, Some(seen)), &body)).unwrap();
        assert_eq!(changed.order.revenue, Some(150_000));
        assert_eq!((count(&house, no).n, count(&house, no).revenue), (1, 150_000));
        let again = house.deed(move |tx, act| placing::change(tx, act, (id, Some(seen)), &bowls("1")));
        assert!(matches!(again, Err(OrderError::Outdated)));
        sums_hold(&house);
    }
}

#[test]
fn a_return_takes_revenue_and_margin_back_and_never_more_than_was_bought() {
    for house in House::on_both("a_return_takes_revenue_and_mar") {
        let whole = house.ordered("Омарова", "3");
        let (no, id) = (whole.order.customer_no, whole.order.id);
        let some = |quantity: &'static str, is_restocked| ReturnBody {
            lines: Some(vec![ReturnLineBody { place: 1, quantity: Some(quantity.into()) }]),
            is_restocked: Some(is_restocked),
            ..ReturnBody::default()
        };
        house.deed(move |tx, act| returning::take_back(tx, act, id, &some("1", true))).unwrap();
        assert_eq!((count(&house, no).revenue, count(&house, no).margin), (200_000, 80_000));
        let spoiled =
            house.deed(move |tx, act| returning::take_back(tx, act, id, &some("1", false))).unwrap();
        assert_eq!((count(&house, no).revenue, count(&house, no).margin), (100_000, -20_000));
        let much = house.deed(move |tx, act| returning::take_back(tx, act, id, &some("1.5", true)));
        assert!(matches!(much, Err(OrderError::Invalid(_))));
        let less = house.deed(move |tx, act| placing::change(tx, act, (id, None), &bowls("1")));
        assert!(matches!(less, Err(OrderError::Invalid(_))), "what came back cannot be unbought");
        house.deed(move |tx, act| returning::withdraw(tx, act, spoiled.id)).unwrap();
        let rest =
            house.deed(move |tx, act| returning::take_back(tx, act, id, &ReturnBody::default())).unwrap();
        assert_eq!(rest.amount, 200_000);
        let count = count(&house, no);
        assert_eq!((count.n, count.revenue, count.margin, count.returned), (1, 0, 0, 300_000));
        sums_hold(&house);
    }
}

#[test]
fn payments_come_in_time_or_late_and_several_make_up_an_order() {
    for house in House::on_both("payments_come_in_time_or_late_") {
        let whole = house.ordered("Омарова", "3");
        let (no, id) = (whole.order.customer_no, whole.order.id);
        let part = |amount: &str, due: &str, paid: Option<&str>| PaymentBody {
            amount: Some(amount.into()),
            due_on: Some(due.into()),
            paid_at: paid.map(str::to_owned),
            ..PaymentBody::default()
        };
        let bodies = [
            part("1000", "2024-03-10", Some("2024-03-10")),
            part("500", "2024-03-10", Some("2024-03-14")),
            part("500", "2024-03-20", None),
        ];
        let mut last = None;
        for body in bodies {
            last = Some(house.deed(move |tx, act| paying::enter(tx, act, id, &body)).unwrap());
        }
        let order = house.deed(move |tx, act| listing::get(tx, act, id)).unwrap().order;
        assert_eq!((order.paid, order.owed(), order.due_on.is_some()), (150_000, 150_000, true));
        let told = house.deed(move |tx, act| paying::discipline(tx, act, no)).unwrap();
        assert_eq!((told.n_in_time, told.n_late, told.late_days, told.n_overdue), (1, 1, 4, 1));
        let id = last.unwrap().id;
        house.deed(move |tx, act| paying::receive(tx, act, id, None)).unwrap();
        let told = house.deed(move |tx, act| paying::discipline(tx, act, no)).unwrap();
        assert_eq!((told.n_late, told.n_overdue), (2, 0));
    }
}

#[test]
fn an_order_without_a_rate_waits_for_it_and_is_counted_once_it_is_given() {
    for house in House::on_both("an_order_without_a_rate_waits_") {
        let id = house.person("О'Нил").id;
        let body =
            OrderBody { currency: Some("USD".into()), date: Some("2024-03-05".into()), ..bowls("1") };
        let whole = house.deed(move |tx, act| placing::place(tx, act, id, &body)).unwrap();
        let no = whole.order.customer_no;
        assert!(whole.order.lacks_rate());
        assert_eq!((count(&house, no).n, count(&house, no).n_no_rate), (0, 1));
        let rate = |on: &str, rate: &str| Rate {
            currency: Currency::USD,
            from_on: counting::day(on.parse().unwrap()),
            rate: rate.parse().unwrap(),
        };
        let set = |one: Rate| house.deed(move |tx, act| rates::set(tx, act, one)).unwrap();
        assert_eq!(set(rate("2024-03-06", "480")), 0, "a later rate is not for it");
        assert_eq!(set(rate("2024-01-01", "470")), 0, "nor one that is over");
        assert_eq!(set(rate("2024-03-01", "450")), 1);
        assert_eq!((count(&house, no).n, count(&house, no).revenue), (1, 45_000_000));
        assert_eq!(count(&house, no).margin, 18_000_000);
        assert_eq!(set(rate("2024-03-04", "460.5")), 1);
        assert_eq!(count(&house, no).revenue, 46_050_000);
        for on in ["2024-03-04", "2024-03-01"] {
            let on = counting::day(on.parse().unwrap());
            house.deed(move |tx, act| rates::remove(tx, act, Currency::USD, on)).unwrap();
        }
        assert_eq!((count(&house, no).n, count(&house, no).n_no_rate), (0, 1));
        sums_hold(&house);
    }
}

fn incoming(number: &str, quantity: &str, phone: &str) -> Incoming {
    let body = OrderBody { source: Some("site".into()), number: Some(number.into()), ..bowls(quantity) };
    let values = vec![(PHONE, NewValue::new(phone))];
    Incoming { buyer: Buyer { values, ..Buyer::default() }, body, ..Incoming::default() }
}

#[test]
fn the_same_number_from_the_same_source_is_the_same_order() {
    for house in House::on_both("the_same_number_from_the_same_") {
        let upsert = |records: Vec<Incoming>| {
            house.deed(move |tx, act| bulk::upsert(tx, act, bulk::Terms::default(), &records)).unwrap()
        };
        let phone = "+77011234567";
        let mut other = incoming("1", "1", phone);
        other.body.source = Some("bot".into());
        let first = upsert(vec![
            incoming("1", "2", phone),
            incoming("2", "1", phone),
            incoming("1", "2", phone),
            incoming("1", "3", phone),
            other,
            incoming("3", "-1", phone),
        ]);
        let kinds: Vec<&str> = first.iter().map(kind).collect();
        assert_eq!(kinds, ["new", "new", "unchanged", "changed", "new", "rejected"]);
        let no = house.db.read(|tx| tx.number("SELECT max(no) FROM customers", &[])).unwrap();
        assert_eq!(no, 1, "one client for all of them");
        assert_eq!((count(&house, no).n, count(&house, no).revenue), (3, 500_000));
        sums_hold(&house);
    }
}

/// One of a client of whom only a key is known.
fn keyed(key: &str) -> Incoming {
    Incoming {
        buyer: Buyer { key: key.into(), ..Buyer::default() },
        body: OrderBody { source: Some("site".into()), ..bowls("1") },
        ..Incoming::default()
    }
}

fn kind(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::New(_) => "new",
        Outcome::Changed(_) => "changed",
        Outcome::Unchanged(_) => "unchanged",
        Outcome::Rejected(_) => "rejected",
    }
}

#[test]
fn orders_of_unknown_clients_are_refused_when_the_firm_wants_it() {
    for house in House::on_both("orders_of_unknown_clients_are_") {
        house.deed(|tx, act| rates::decide(tx, act, Unknown::Reject)).unwrap();
        let records = vec![incoming("1", "1", "+77011234567"), keyed("17850")];
        let told =
            house.deed(move |tx, act| bulk::upsert(tx, act, bulk::Terms::default(), &records)).unwrap();
        assert!(told.iter().all(|one| kind(one) == "rejected"));
        house.deed(|tx, act| rates::decide(tx, act, Unknown::Lead)).unwrap();
        let records = vec![keyed("17850"), keyed("17850"), keyed("17851")];
        let told =
            house.deed(move |tx, act| bulk::upsert(tx, act, bulk::Terms::default(), &records)).unwrap();
        assert!(told.iter().all(|one| kind(one) == "new"));
        assert_eq!(house.db.read(|tx| tx.number("SELECT count(*) FROM customers", &[])).unwrap(), 2);
    }
}

/// An order of one bowl with a discount on the whole.
fn off(discount: &str) -> OrderBody {
    OrderBody { discount: Some(discount.into()), ..bowls("1") }
}

#[test]
fn an_order_without_lines_may_be_a_draft_and_nothing_else() {
    for house in House::on_both("an_order_without_lines_may_be_") {
        let id = house.person("Омарова").id;
        let draft = OrderBody { status: Some(Status::Draft), ..OrderBody::default() };
        let whole = house.deed(move |tx, act| placing::place(tx, act, id, &draft)).unwrap();
        let order = whole.order.id;
        let is_hollow = |refused: Result<Whole, OrderError>| match refused {
            Err(OrderError::Invalid(errors)) => errors[0].key == "orders-lines-missing",
            _ => false,
        };
        let placed = move |tx: &mut db::Tx<'_>, act: &customers::Act| {
            placing::bring(tx, act, order, (Status::Placed, ""))
        };
        assert!(is_hollow(house.deed(placed)));
        house.deed(move |tx, act| placing::change(tx, act, (order, None), &bowls("1"))).unwrap();
        house.deed(placed).unwrap();
        let emptied = OrderBody { lines: Some(Vec::new()), ..OrderBody::default() };
        assert!(is_hollow(house.deed(move |tx, act| placing::change(tx, act, (order, None), &emptied))));
        let record = Incoming { body: OrderBody { lines: None, ..keyed("17").body }, ..keyed("17") };
        let told =
            house.deed(move |tx, act| bulk::upsert(tx, act, bulk::Terms::default(), &[record])).unwrap();
        assert_eq!(kind(&told[0]), "rejected");
    }
}

#[test]
fn a_discount_in_percent_is_that_share_of_what_it_is_taken_off() {
    for house in House::on_both("a_discount_in_percent_is_that_") {
        let id = house.person("Омарова").id;
        let mut body = OrderBody { discount: Some("10 %".into()), ..bowls("3") };
        body.lines.as_mut().unwrap()[0].discount = Some("12,5%".into());
        let whole = house.deed(move |tx, act| placing::place(tx, act, id, &body)).unwrap();
        assert_eq!((whole.lines[0].discount, whole.order.discount), (37_500, 26_250));
        assert_eq!(whole.order.total, 236_250);
        let half = OrderBody { discount: Some("50%".into()), ..OrderBody::default() };
        let order = whole.order.id;
        let whole = house.deed(move |tx, act| placing::change(tx, act, (order, None), &half)).unwrap();
        assert_eq!((whole.order.discount, whole.order.total), (131_250, 131_250));
        let free = OrderBody { discount: Some("100%".into()), ..bowls("0.333333") };
        let whole = house.deed(move |tx, act| placing::place(tx, act, id, &free)).unwrap();
        assert_eq!((whole.order.discount, whole.order.total), (33_333, 0));
    }
}

#[test]
fn wrong_orders_are_refused_with_the_place_of_what_is_wrong() {
    for house in House::on_both("wrong_orders_are_refused_with_") {
        let id = house.person("Омарова").id;
        let check = |body: OrderBody, field: &str, key: &str| {
            let refused = house.deed(move |tx, act| placing::place(tx, act, id, &body));
            let Err(OrderError::Invalid(errors)) = refused else { panic!("{field} was let through") };
            let told: Vec<_> = errors.iter().map(|e| (e.field.as_str(), e.key.as_str())).collect();
            assert_eq!(told, [(field, key)]);
        };
        check(OrderBody::default(), "lines", "orders-lines-missing");
        let blank =
            OrderBody { lines: Some(Vec::new()), status: Some(Status::Done), ..OrderBody::default() };
        check(blank, "lines", "orders-lines-missing");
        check(off("101%"), "discount", "orders-percent-wrong");
        check(off("-1 %"), "discount", "orders-percent-wrong");
        check(bowls("0"), "lines/0/quantity", "orders-quantity-negative");
        check(bowls("-2"), "lines/0/quantity", "orders-quantity-negative");
        check(OrderBody { date: Some("2999-01-01".into()), ..bowls("1") }, "date", "orders-date-future");
        check(
            OrderBody { discount: Some("1001".into()), ..bowls("1") },
            "discount",
            "orders-discount-large",
        );
        check(
            OrderBody { discount: Some("5 USD".into()), ..bowls("1") },
            "discount",
            "orders-amount-currency",
        );
        let unknown = LineBody { product: Some("нет".into()), ..LineBody::default() };
        let body = OrderBody { lines: Some(vec![unknown]), ..OrderBody::default() };
        check(body, "lines/0/product", "orders-product-unknown");
        house.ordered("Абаев", "1");
        check(OrderBody { number: Some("1".into()), ..bowls("1") }, "number", "orders-number-taken");
    }
}

#[test]
fn a_product_gives_its_price_and_cost_and_later_prices_do_not_touch_old_orders() {
    for house in House::on_both("a_product_gives_its_price_and_") {
        let card = |price: i64| ProductCard {
            code: "PL-1".into(),
            name: "Пиала «Көк»".into(),
            category: "Пиалы".into(),
            supplier: String::new(),
            unit: "шт".into(),
            currency: Currency::KZT,
            price: Some(price),
            cost: Some(90_000),
        };
        let first = card(150_000);
        let product = house.deed(move |tx, act| product::add(tx, act, first)).unwrap();
        let twice = card(1);
        let taken = house.deed(move |tx, act| product::add(tx, act, twice));
        assert!(matches!(taken, Err(OrderError::Invalid(_))));
        let id = house.person("Омарова").id;
        let line =
            LineBody { product: Some("PL-1".into()), quantity: Some("2".into()), ..LineBody::default() };
        let body = OrderBody { lines: Some(vec![line]), ..OrderBody::default() };
        let whole = house.deed(move |tx, act| placing::place(tx, act, id, &body)).unwrap();
        let dearer = card(200_000);
        house.deed(move |tx, act| product::change(tx, act, (product.id, None), dearer)).unwrap();
        assert_eq!((whole.order.total, whole.order.margin), (300_000, Some(120_000)));
        let no = whole.order.customer_no;
        let buying = house.deed(move |tx, act| buying::of(tx, act, no)).unwrap();
        assert_eq!(buying.categories[0].0, "Пиалы");
        assert_eq!(buying.average().unwrap().minor, 300_000);
    }
}

fn numbers(house: &House, query: listing::Query) -> Vec<String> {
    let walked = house.deed(move |tx, act| {
        let (mut all, mut place) = (Vec::new(), None);
        loop {
            let slice = listing::page(tx, act, &query, (place.as_ref(), PageSize::clamped(2)))?;
            all.extend(slice.items.into_iter().map(|order| order.number));
            place = slice.next;
            if place.is_none() {
                return Ok(all);
            }
        }
    });
    walked.unwrap()
}

#[test]
fn lists_are_filtered_sorted_and_walked_to_their_end() {
    for house in House::on_both("lists_are_filtered_sorted_and_") {
        let id = house.person("Омарова").id;
        for (quantity, date) in
            [("1", "2024-01-05"), ("5", "2024-02-05"), ("2", "2024-03-05"), ("3", "2024-03-05")]
        {
            let body = OrderBody { date: Some(date.into()), ..bowls(quantity) };
            house.deed(move |tx, act| placing::place(tx, act, id, &body)).unwrap();
        }
        house.ordered("Абаев", "9");
        let all = listing::Query::default;
        assert_eq!(numbers(&house, all()), ["5", "4", "3", "2", "1"]);
        let by_sum = listing::Query { sort: listing::Sort::Sum, is_descending: false, ..all() };
        assert_eq!(numbers(&house, by_sum), ["1", "3", "4", "2", "5"]);
        let between = Condition::field("date", Operator::Between, ["2024-02-01", "2024-03-05"]);
        let dated = listing::Query { condition: between.clone(), ..all() };
        assert_eq!(numbers(&house, dated.clone()), ["4", "3", "2"]);
        let above = Condition::field("sum", Operator::Above, ["2000"]);
        let big = listing::Query { condition: between.clone().and(above), ..all() };
        assert_eq!(numbers(&house, big), ["4", "2"]);
        let not_paid = Condition::field("payment", Operator::Is, ["paid"]);
        let unpaid = listing::Query { condition: Condition::Not(Box::new(not_paid)), ..all() };
        assert_eq!(numbers(&house, unpaid).len(), 5);
        let found = listing::Query { q: "омаров".into(), ..all() };
        assert_eq!(numbers(&house, found), ["4", "3", "2", "1"]);
        let totals = house.deed(move |tx, act| listing::totals(tx, act, &dated)).unwrap();
        assert_eq!((totals.n, totals.sums.unwrap().revenue), (3, 1_000_000));
        let status = Condition::field("status", Operator::Is, ["draft"]);
        let drafts = listing::Query { condition: status, ..all() };
        let totals = house.deed(move |tx, act| listing::totals(tx, act, &drafts)).unwrap();
        assert_eq!((totals.n, totals.is_exact), (0, true));
    }
}

#[test]
fn orders_go_with_their_customers_when_these_are_removed() {
    for house in House::on_both("orders_go_with_their_customers") {
        let whole: Whole = house.ordered("Омарова", "3");
        let other = house.ordered("Абаев", "1");
        let no = whole.order.customer_no;
        let gone = house.deed(move |tx, act| removal::remove_of(tx, act, &[no])).unwrap();
        assert_eq!(gone, 1);
        for table in ["orders", "order_lines", "order_states", "customer_orders"] {
            let left =
                house.db.read(|tx| tx.number(&format!("SELECT count(*) FROM {table}"), &[])).unwrap();
            assert_eq!(left, 1, "{table}");
        }
        assert_eq!(count(&house, other.order.customer_no).n, 1);
        let days =
            house.db.read(|tx| tx.number("SELECT CAST(sum(n) AS BIGINT) FROM order_days", &[])).unwrap();
        assert_eq!(days, 1);
    }
}

#[test]
fn a_loaded_shop_adds_up_as_if_its_orders_had_come_one_by_one() {
    for house in House::on_both("a_loaded_shop_adds_up_as_if_it") {
        let no = house.person("Омарова").no;
        let act = house.deed(|_, act| Ok(act.clone())).unwrap();
        let row = move |on: i64| crate::load::Row {
            customer_no: no,
            ordered_at: on * kernel::DAY_MS,
            ordered_on: on,
            lines: vec![crate::testing::line("2", 100, 0, Some(60))],
        };
        assert_eq!(crate::load::load(&house.db, &act, (1..=100).map(row)).unwrap(), 100);
        assert_eq!(
            (count(&house, no).n, count(&house, no).revenue, count(&house, no).margin),
            (100, 20_000, 8_000)
        );
        sums_hold(&house);
        let found = listing::Query { q: "77".into(), ..listing::Query::default() };
        assert_eq!(numbers(&house, found), ["77"], "the indexes are back");
    }
}

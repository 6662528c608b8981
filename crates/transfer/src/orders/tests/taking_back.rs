//! Files of orders taken back: orders that they changed stand as before, what they made goes, what is in use stays.

use super::{House, TABLEWARE, as_guessed};
use crate::run::{self, Run, find};
use customers::CustomerError;
use customers::erasing::{Erased, Erases, Traces};
use customers::merging::Side;
use kernel::{RawId, Setting};
use std::sync::Arc;

const ONE: &str = "Номер заказа;Дата;Клиент;Телефон;Артикул;Товар;Количество;Цена;Примечание\n\
    Y-1;01.03.2024;Омарова Әлия;8 701 123 45 67;PL-1;Пиала;2;1500;позвонить\n";

impl House {
    /// Takes a run back to its end; gives it as it stands then.
    fn undone(&self, run: &Run) -> Run {
        let (act, asked, id) = (self.act(), run.clone(), run.id);
        self.db.write(move |tx| run::undo_later(tx, &act, &asked)).unwrap();
        let files: Arc<dyn files::Store> = Arc::new(files::MemoryStore::default());
        jobs::run_due(&self.db, &Setting::real(), run::jobs(&files)).unwrap();
        let run = self.db.read(|tx| find(tx, id)).unwrap().unwrap();
        assert_eq!(run.state, run::RunState::Undone);
        run
    }

    fn counts(&self) -> [i64; 3] {
        ["customers", "products", "orders"]
            .map(|table| self.number(&format!("SELECT count(*) FROM {table}")))
    }

    fn order(&self, number: &str) -> (i64, i64, String) {
        let sql =
            "SELECT o.total, sum(l.quantity), o.note FROM orders o JOIN order_lines l ON l.order_no = o.no
             WHERE o.number = $1 GROUP BY o.total, o.note";
        let read = |tx: &mut db::Tx<'_>| {
            tx.first(sql, db::params![number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        };
        self.db.read(read).unwrap().unwrap()
    }
}

#[test]
fn an_order_that_a_file_changed_stands_as_before_and_so_on_to_the_first_file() {
    let house = House::new();
    let first = house.bring("заказы.csv", ONE.as_bytes(), as_guessed);
    let was = house.order("Y-1");
    assert_eq!((was.0, was.1), (300_000, 2_000_000));
    let more = ONE.replace(";2;1500;позвонить", ";3;1600;не звонить");
    let second = house.bring("заказы.csv", more.as_bytes(), as_guessed);
    assert_eq!((second.counts.n_merged, house.order("Y-1").0), (1, 480_000));
    let second = house.undone(&second);
    assert_eq!((second.n_undone, second.n_left), (1, 0));
    assert_eq!(house.order("Y-1"), was);
    assert_eq!(house.sums().revenue, 300_000, "what is added up is as before too");
    let first = house.undone(&first);
    assert_eq!(
        (first.n_undone, first.n_left),
        (2, 1),
        "the client stays, whose order another file touched since"
    );
    assert_eq!(house.counts(), [1, 0, 0]);
    let again = house.bring("заказы.csv", ONE.as_bytes(), as_guessed);
    assert_eq!((again.counts.n_new, house.counts()), (1, [1, 1, 1]), "the file comes in again");
}

#[test]
fn an_order_that_somebody_changed_since_stays_as_they_left_it() {
    let house = House::new();
    house.bring("заказы.csv", ONE.as_bytes(), as_guessed);
    let second = house.bring("заказы.csv", ONE.replace(";2;1500", ";3;1500").as_bytes(), as_guessed);
    house.bring("заказы.csv", ONE.replace(";2;1500", ";5;1500").as_bytes(), as_guessed);
    let second = house.undone(&second);
    assert_eq!((second.n_undone, second.n_left, house.order("Y-1").1), (0, 1, 5_000_000));
}

#[test]
fn what_a_file_said_was_given_back_is_no_longer() {
    let house = House::new();
    house.bring("orders.csv", b"order_id,created_at,user_id,price\n1,2024-03-01,5,30\n", super::in_tenge);
    let of_orders = |mapping: &mut crate::mapping::Mapping| mapping.orders.source = Some("orders".into());
    let refunds = |sum: &str| {
        format!(
            "order_item_refund_id,created_at,order_item_id,order_id,refund_amount\n1,2024-03-02,1,1,{sum}\n"
        )
    };
    house.bring("refunds.csv", refunds("10").as_bytes(), of_orders);
    let second = house.bring("refunds.csv", refunds("15").as_bytes(), of_orders);
    assert_eq!(house.sums().returned, 1500);
    let second = house.undone(&second);
    assert_eq!((second.n_undone, second.n_left, house.sums().returned), (1, 0, 1000));
}

#[test]
fn clients_and_products_that_are_in_use_by_now_stay_and_are_counted() {
    let house = House::new();
    let first = house.bring("заказы.csv", TABLEWARE.as_bytes(), as_guessed);
    assert_eq!(house.counts(), [2, 2, 2]);
    let act = house.act();
    let noted = house.db.write(move |tx| -> Result<(), CustomerError> {
        let id = tx.rows("SELECT id FROM customers ORDER BY no LIMIT 1", &[], |row| row.id(0))?[0];
        customers::noting::write(tx, &act, id, "придёт в мае")?;
        let product: RawId =
            tx.rows("SELECT id FROM products WHERE code = 'TR-1'", &[], |row| row.get(0))?[0];
        tx.execute(
            "INSERT INTO deal_lines (deal_no, place, name, quantity, price, product_id) VALUES (1, 1, '', 1, 1, $1)",
            db::params![product],
        )?;
        Ok(())
    });
    noted.unwrap();
    let first = house.undone(&first);
    assert_eq!((first.n_undone, first.n_left), (4, 2), "two orders, a client and a product are gone");
    assert_eq!(house.counts(), [1, 1, 0]);
    let left = house.db.read(|tx| run::kept(tx, first.no, 9)).unwrap();
    assert_eq!(left.len(), 1, "the client who stays is named");
}

#[test]
fn a_large_file_is_taken_back_batch_by_batch() {
    let file = |price: i64| {
        let rows = (0..510).map(|n| format!("{n};01.03.2024;Клиент {};Пиала;1;{price}\n", n % 7));
        "Номер;Дата;Покупатель;Товар;Количество;Цена\n".to_owned() + &rows.collect::<String>()
    };
    let house = House::new();
    let first = house.bring("many.csv", file(100).as_bytes(), as_guessed);
    let second = house.bring("many.csv", file(200).as_bytes(), as_guessed);
    assert_eq!(house.sums().revenue, 510 * 20_000);
    let second = house.undone(&second);
    assert_eq!((second.n_undone, second.n_left, house.sums().revenue), (510, 0, 510 * 10_000));
    let first = house.undone(&first);
    assert_eq!((first.n_undone, first.n_left), (510, 7));
    assert_eq!((house.counts(), house.sums().n), ([7, 0, 0], 0));
}

#[test]
fn how_an_order_stood_is_forgotten_with_its_client() {
    let house = House::new();
    house.bring("заказы.csv", ONE.as_bytes(), as_guessed);
    let second = house.bring("заказы.csv", ONE.replace("позвонить", "").as_bytes(), as_guessed);
    let third = house.bring("заказы.csv", ONE.replace("позвонить", "после обеда").as_bytes(), as_guessed);
    let n_kept = "SELECT count(*) FROM import_changed_orders WHERE stood LIKE '%позвонить%'";
    assert_eq!(house.number(n_kept), 1, "{:?} {:?}", second.counts, third.counts);
    let act = house.act();
    let erased = house.db.write(move |tx| -> Result<(), CustomerError> {
        let sql = "SELECT no, id FROM customers";
        let side = tx.first(sql, &[], |row| Ok(Side { no: row.get(0)?, id: row.id(1)? }))?.unwrap();
        let mut erased = Erased { side, traces: Traces::default(), files: Vec::new() };
        run::ErasingRuns.erase(tx, &act, &mut erased)
    });
    erased.unwrap();
    assert_eq!(house.number("SELECT count(*) FROM import_changed_orders WHERE stood <> ''"), 0);
    let third = house.undone(&third);
    assert_eq!((third.n_undone, third.n_left, house.order("Y-1").2.as_str()), (0, 1, "после обеда"));
}

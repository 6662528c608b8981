//! Real files of shops, brought into a fresh base: counts add up, sums are right, the same file again changes nothing.

use super::{Brought, Options, bring};
use crate::formats::Source;
use customers::{Act, Desk};
use db::{DatabaseUrl, Db};
use kernel::{Actor, Setting};
use orders::counting::{self, DayCount};
use std::path::PathBuf;

struct House {
    db: Db,
    _folder: tempfile::TempDir,
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&DatabaseUrl::in_folder(folder.path()), db::Options::default()).unwrap();
        db::migrate(&db, 0).unwrap();
        db.write(customers::install).unwrap();
        Self { db, _folder: folder }
    }

    fn act(&self) -> Act {
        let who = (&Setting::real(), &Actor::console());
        self.db.read(|tx| Desk::default().act(tx, who, &web::Firm::default())).unwrap()
    }

    fn bring(&self, name: &str, bytes: &[u8], options: &Options) -> Brought {
        let brought = bring(&self.db, &self.act(), &Source::bytes(name, bytes).unwrap(), options).unwrap();
        let counts = brought.counts;
        let sum = counts.n_new + counts.n_changed + counts.n_unchanged + counts.n_rejected;
        assert_eq!(
            (counts.n_rows, brought.rejects.len() as i64),
            (sum, counts.n_rejected),
            "{name} adds up"
        );
        brought
    }

    fn sums(&self) -> DayCount {
        let act = self.act();
        self.db.read(|tx| counting::of_days(tx, &act, None, (i64::MIN, i64::MAX))).unwrap()
    }

    fn number(&self, sql: &str) -> i64 {
        self.db.read(|tx| tx.number(sql, &[])).unwrap()
    }
}

/// A file of the folder of real data; `None`, said aloud, where it is missing.
fn real(path: &str) -> Option<Vec<u8>> {
    let folder = std::env::var("KARTOTEKA_TEST_DATA").map(PathBuf::from);
    let folder =
        folder.unwrap_or_else(|_| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"));
    let read = std::fs::read(folder.join(path)).ok();
    if read.is_none() {
        eprintln!("skipped: {path} is missing");
    }
    read
}

fn in_tenge() -> Options {
    Options { currency: Some("KZT".into()), ..Options::default() }
}

#[test]
fn lines_of_one_number_are_one_order_wherever_they_stand() {
    let house = House::new();
    let file = "Номер заказа;Дата;Клиент;Телефон;Артикул;Товар;Количество;Цена\n\
                7;01.03.2024;Омарова Әлия;8 701 123 45 67;PL-1;Пиала;3;1500\n\
                8;02.03.2024;Абаев Серік;8 701 123 45 68;PL-1;Пиала;-1;1500\n\
                8;02.03.2024;Абаев Серік;8 701 123 45 68;TR-1;Тарелка;1;2000,50\n\
                7;01.03.2024;Омарова Әлия;8 701 123 45 67;TR-1;Тарелка;2;2000\n";
    let first = house.bring("заказы.csv", file.as_bytes(), &Options::default());
    assert_eq!((first.counts.n_new, first.counts.n_rejected, first.counts.n_orders), (3, 1, 2));
    assert_eq!(first.rejects[0].reasons[0].key, "orders-quantity-negative");
    assert_eq!(house.sums().revenue, 450_000 + 400_000 + 200_050);
    assert_eq!(house.number("SELECT count(*) FROM products"), 2);
    let again = house.bring("заказы.csv", file.as_bytes(), &Options::default());
    assert_eq!((again.counts.n_new, again.counts.n_unchanged), (0, 3));
    let dearer = file.replace("2000,50", "3000");
    let changed = house.bring("заказы.csv", dearer.as_bytes(), &Options::default());
    assert_eq!((changed.counts.n_changed, changed.counts.n_unchanged), (1, 2));
    assert_eq!(house.sums().revenue, 450_000 + 400_000 + 300_000);
    let (act, id) = (house.act(), first.run.unwrap().id);
    let undone = house.db.write(move |tx| orders::runs::undo(tx, &act, id)).unwrap();
    assert_eq!(undone, (1, 1), "the order that changed since stays");
    assert_eq!(house.sums().n, 1);
}

#[test]
fn a_shop_export_with_continued_lines_and_refunds_comes_out_right() {
    let Some(bytes) = real("shop_exports/shopify_ltv-cohort-kit/shopify_orders_sample.csv") else { return };
    let house = House::new();
    let options = Options { columns: vec![("Currency".into(), None)], ..in_tenge() };
    let brought = house.bring("shopify.csv", &bytes, &options);
    assert_eq!(
        (brought.counts.n_rows, brought.counts.n_orders),
        (249, 122),
        "orders without a client are refused"
    );
    assert_eq!(house.number("SELECT count(*) FROM customers"), 57);
    let nobody = brought.rejects.iter().all(|reject| reject.reasons[0].key == "orders-no-customer");
    assert!(nobody && !brought.rejects.is_empty());
    assert_eq!(house.sums().returned, 36_375);
}

#[test]
fn orders_without_numbers_are_one_a_row() {
    let Some(bytes) = real("rfm_orders/rfm_data_orders.csv") else { return };
    let house = House::new();
    let brought = house.bring("rfm.csv", &bytes, &in_tenge());
    assert_eq!((brought.counts.n_new, brought.counts.n_rejected), (4906, 0));
    assert_eq!((house.sums().n, house.sums().revenue), (4906, 46_415_800));
    assert_eq!(house.number("SELECT count(*) FROM customer_orders"), 995);
}

#[test]
fn an_order_of_1c_has_its_lines_its_client_and_its_sum() {
    let Some(bytes) = real("commerceml/carono_xml/orders.xml") else { return };
    let house = House::new();
    let brought = house.bring("orders.xml", &bytes, &Options::default());
    assert_eq!((brought.counts.n_orders, brought.counts.n_rejected), (1, 0));
    let total = "SELECT total FROM orders WHERE number = '20' AND currency = 'RUB' AND n_lines = 2";
    assert_eq!(house.number(total), 968_342);
    assert_eq!(house.sums().n_no_rate, 1, "roubles have no rate here yet");
}

#[test]
fn a_file_of_goods_fills_the_list_of_products() {
    let Some(bytes) = real("shop_exports/woocommerce/sample_products.csv") else { return };
    let house = House::new();
    let brought = house.bring("products.csv", &bytes, &Options::default());
    assert!(brought.counts.n_new > 15, "{:?}", brought.counts);
    assert_eq!(house.number("SELECT count(*) FROM products"), brought.counts.n_new);
    let again = house.bring("products.csv", &bytes, &Options::default());
    assert_eq!(again.counts.n_new, 0);
}

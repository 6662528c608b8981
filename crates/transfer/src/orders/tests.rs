//! Real files of shops, brought into a fresh base: counts add up, sums are right, the same file again changes nothing.

use crate::formats::{Settings, Source};
use crate::mapping::{Mapping, RowsOf};
use crate::run::{self, Counts, File, Run, look_for};
use crate::run::{begin, draft, find, finish, load};
use customers::{Act, Desk};
use db::{DatabaseUrl, Db};
use kernel::{Actor, Setting};
use orders::counting::{self, DayCount};
use orders::rates::Unknown;
use std::path::PathBuf;

mod taking_back;

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

    fn draft(&self, name: &str, bytes: &[u8], choose: impl FnOnce(&mut Mapping)) -> (Run, Source) {
        self.draft_as(RowsOf::Orders, (name, bytes), choose)
    }

    fn draft_as(
        &self,
        rows: RowsOf,
        (name, bytes): (&str, &[u8]),
        choose: impl FnOnce(&mut Mapping),
    ) -> (Run, Source) {
        let source = Source::bytes(name, bytes).unwrap();
        let act = self.act();
        let mut found = look_for(&source, &Settings::default(), (Some(rows), &act), &self.db).unwrap();
        choose(&mut found.mapping);
        let file = File { name: name.to_owned(), key: None, n_bytes: bytes.len() as u64 };
        (self.db.write(move |tx| draft(tx, &act, file, &found)).unwrap(), source)
    }

    fn bring(&self, name: &str, bytes: &[u8], choose: impl FnOnce(&mut Mapping)) -> Run {
        let drafted = self.draft(name, bytes, choose);
        self.brought(drafted)
    }

    fn brought(&self, (run, source): (Run, Source)) -> Run {
        let (act, id) = (self.act(), run.id);
        let (run, act) = self.db.write(move |tx| begin(tx, &act, run, None)).unwrap();
        self.pour(&run, &act, source, usize::MAX);
        self.db.write(move |tx| finish(tx, &act, &run, None)).unwrap();
        let run = self.db.read(|tx| find(tx, id)).unwrap().unwrap();
        let Counts { n_read, n_new, n_merged, n_unchanged, n_rejected, .. } = run.counts;
        assert_eq!(n_read, n_new + n_merged + n_unchanged + n_rejected, "{}: {:?}", run.file, run.counts);
        let n = self.number(&format!("SELECT count(*) FROM import_rejects WHERE run_no = {}", run.no));
        assert_eq!(n, n_rejected, "{}: every refused row is kept", run.file);
        run
    }

    /// Brings in at most so many batches.
    fn pour(&self, run: &Run, act: &Act, source: Source, n_most: usize) {
        let loading = run::Loading::of(&self.db, run, act, source).unwrap();
        let (origin, no, mut n) = (loading.origin, run.no, 0);
        let ended = load(loading, |batch| -> Result<bool, run::ImportError> {
            let act = act.clone();
            self.db.write(move |tx| batch.write(tx, &act, origin, Some(no)))?;
            n += 1;
            Ok(n < n_most)
        });
        ended.unwrap();
    }

    fn sums(&self) -> DayCount {
        let act = self.act();
        self.db.read(|tx| counting::of_days(tx, &act, None, (i64::MIN, i64::MAX))).unwrap()
    }

    fn number(&self, sql: &str) -> i64 {
        self.db.read(|tx| tx.number(sql, &[])).unwrap()
    }

    fn reasons(&self, run: &Run) -> Vec<String> {
        let sql = "SELECT reasons FROM import_rejects WHERE run_no = $1 ORDER BY place";
        let kept: Vec<String> =
            self.db.read(|tx| tx.rows(sql, &[db::Value::Int(run.no)], |row| row.get(0))).unwrap();
        kept.iter().map(|kept| run::reasons_of(kept)[0].1.key.clone()).collect()
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

fn in_tenge(mapping: &mut Mapping) {
    mapping.orders.currency = Some("KZT".into());
}

fn as_guessed(_: &mut Mapping) {}

const TABLEWARE: &str = "Номер заказа;Дата;Клиент;Телефон;Артикул;Товар;Количество;Цена\n\
    7;01.03.2024;Омарова Әлия;8 701 123 45 67;PL-1;Пиала;3;1500\n\
    8;02.03.2024;Абаев Серік;8 701 123 45 68;PL-1;Пиала;-1;1500\n\
    8;02.03.2024;Абаев Серік;8 701 123 45 68;TR-1;Тарелка;1;2000,50\n\
    7;01.03.2024;Омарова Әлия;8 701 123 45 67;TR-1;Тарелка;2;2000\n";

#[test]
fn lines_of_one_number_are_one_order_wherever_they_stand() {
    let house = House::new();
    let first = house.bring("заказы.csv", TABLEWARE.as_bytes(), as_guessed);
    assert_eq!((first.counts.n_new, first.counts.n_rejected, first.counts.n_orders), (3, 1, 2));
    assert_eq!(house.reasons(&first), ["orders-quantity-negative"]);
    assert_eq!(house.sums().revenue, 450_000 + 400_000 + 200_050);
    assert_eq!(house.number("SELECT count(*) FROM products"), 2);
    let again = house.bring("заказы.csv", TABLEWARE.as_bytes(), as_guessed);
    assert_eq!((again.counts.n_new, again.counts.n_unchanged), (0, 3));
    let dearer = TABLEWARE.replace("2000,50", "3000");
    let changed = house.bring("заказы.csv", dearer.as_bytes(), as_guessed);
    assert_eq!((changed.counts.n_merged, changed.counts.n_unchanged), (1, 2));
    assert_eq!(house.sums().revenue, 450_000 + 400_000 + 300_000);
}

#[test]
fn a_number_that_is_another_customers_already_is_refused_and_told() {
    let house = House::new();
    let file = "Номер заказа;Дата;Клиент;Телефон;Товар;Количество;Цена\n\
        Y-1;01.03.2024;Заказов Первый;87015558801;Пиала;1;1500\n\
        Y-1;;;;Тарелка;1;2000\n\
        Y-2;01.03.2024;Третий Клиент;87015558803;Пиала;1;1500\n\
        Y-1;02.03.2024;Другой Клиент;87015558899;Чайник;1;7000\n\
        ;;;;Крышка;1;500\n\
        Y-1;01.03.2024;Заказов П.;8 701 555 88 01;Ложка;1;300\n";
    let (run, source) = house.draft("заказы.csv", file.as_bytes(), as_guessed);
    let tried = run::preview(&house.db, &house.act(), run, (source, Default::default())).unwrap();
    let told: Vec<_> = tried.rows.iter().map(|row| row.outcome).collect();
    assert_eq!(told, ["new", "new", "new", "rejected", "rejected", "new"]);
    let said = &tried.rows[3].reasons[0].1;
    let words = words::Words::new(&[crate::CATALOGUE]);
    for (lang, expected) in [
        (words::Lang::Ru, "Номер Y-1 уже у другого клиента, строка 2"),
        (words::Lang::Kk, "Y-1 нөмірі — басқа клиенттікі, 2-жол"),
        (words::Lang::En, "Number Y-1 already belongs to another customer, row 2"),
    ] {
        assert_eq!(
            said.say(&words.say(lang, jiff::tz::TimeZone::UTC)).replace(['\u{2068}', '\u{2069}'], ""),
            expected
        );
    }
    let run = house.bring("заказы.csv", file.as_bytes(), as_guessed);
    assert_eq!(house.reasons(&run), ["transfer-orders-other-customer", "transfer-orders-other-customer"]);
    assert_eq!((run.counts.n_orders, run.counts.n_new), (2, 4));
    assert_eq!(house.sums().revenue, 150_000 + 200_000 + 30_000 + 150_000);
}

#[test]
fn taking_a_file_back_leaves_what_somebody_touched() {
    let house = House::new();
    let first = house.bring("заказы.csv", TABLEWARE.as_bytes(), as_guessed);
    house.bring("заказы.csv", TABLEWARE.replace("2000,50", "3000").as_bytes(), as_guessed);
    let (act, id) = (house.act(), first.id);
    house.db.write(move |tx| run::undo_later(tx, &act, &first)).unwrap();
    let files: std::sync::Arc<dyn files::Store> = std::sync::Arc::new(files::MemoryStore::default());
    jobs::run_due(&house.db, &Setting::real(), run::jobs(&files)).unwrap();
    let undone = house.db.read(|tx| find(tx, id)).unwrap().unwrap();
    // The order that changed since stays with its client and its product; the other goes with its own.
    assert_eq!((undone.n_undone, undone.n_left), (3, 3));
    assert_eq!((house.sums().n, house.sums().revenue), (1, 300_000));
}

#[test]
fn a_run_that_was_cut_off_goes_on_behind_the_last_batch() {
    let mut text = "Номер;Дата;Покупатель;Товар;Количество;Цена\n".to_owned();
    for n in 0..600 {
        text += &format!("{n};01.03.2024;Клиент {};Пиала;1;100\n", n % 7);
        text += &format!("{n};01.03.2024;Клиент {};Пиала;-1;100\n", n % 7);
    }
    let house = House::new();
    let (run, source) = house.draft("cut.csv", text.as_bytes(), as_guessed);
    let (act, id) = (house.act(), run.id);
    let (run, act) = house.db.write(move |tx| begin(tx, &act, run, None)).unwrap();
    house.pour(&run, &act, source.clone(), 2);
    let cut = house.db.read(|tx| find(tx, id)).unwrap().unwrap();
    assert_eq!((cut.counts.n_read, cut.counts.n_orders), (600 + 250, 250));
    house.pour(&cut, &act, source, usize::MAX);
    let whole = house.db.read(|tx| find(tx, id)).unwrap().unwrap();
    assert_eq!((whole.counts.n_read, whole.counts.n_new, whole.counts.n_rejected), (1200, 600, 600));
    assert_eq!((house.sums().n, house.sums().revenue), (600, 6_000_000));
}

#[test]
fn each_wrong_row_says_what_is_wrong_and_the_others_come_in() {
    let house = House::new();
    let file = "Номер;Дата;Покупатель;Сумма;Валюта\n\
        1;01.03.2024;Омарова Әлия;1500;KZT\n\
        2;01.03.2199;Абаев Серік;1500;KZT\n\
        3;01.03.2024;;1500;KZT\n\
        4;01.03.2024;Серова Анна;1500;USD\n\
        5;01.03.2024;Серова Анна;-5;KZT\n\
        6;01.03.2024;Серова Анна;1500;XYZW\n\
        1;05.03.2024;Омарова Әлия;9000;KZT\n";
    let run = house.bring("wrong.csv", file.as_bytes(), as_guessed);
    assert_eq!(
        house.reasons(&run),
        ["orders-date-future", "orders-no-customer", "orders-amount-negative", "orders-currency-wrong"]
    );
    assert_eq!((run.counts.n_orders, run.counts.n_new), (2, 3), "a number that comes twice is one order");
    let sums = house.sums();
    assert_eq!((sums.n, sums.revenue, sums.n_no_rate), (2, 150_000, 1), "no rate: in no sum");
}

#[test]
fn unknown_clients_become_leads_or_their_orders_are_refused_as_chosen() {
    let house = House::new();
    let refuse = |mapping: &mut Mapping| mapping.orders.unknown = Some(Unknown::Reject);
    let run = house.bring("заказы.csv", TABLEWARE.as_bytes(), refuse);
    assert_eq!((run.counts.n_rejected, house.number("SELECT count(*) FROM customers")), (4, 0));
    let run = house.bring("заказы.csv", TABLEWARE.as_bytes(), |mapping| {
        assert_eq!(mapping.orders.unknown, Some(Unknown::Reject), "choices are remembered");
        mapping.orders.unknown = Some(Unknown::Lead);
    });
    assert_eq!((run.counts.n_new, house.number("SELECT count(*) FROM customers")), (3, 2));
    let sourced = "SELECT count(*) FROM sources WHERE name LIKE 'заказы.csv%'";
    assert!(house.number(sourced) > 0, "facts of leads name their file");
}

#[test]
fn the_preview_tells_of_each_row_what_will_happen_and_keeps_nothing() {
    let house = House::new();
    house.bring("заказы.csv", TABLEWARE.as_bytes(), as_guessed);
    let more = TABLEWARE.replace("2000,50", "3000") + "9;03.03.2024;Серова Анна;;PL-1;Пиала;1;1500\n";
    let (run, source) = house.draft("заказы.csv", more.as_bytes(), as_guessed);
    let tried = run::preview(&house.db, &house.act(), run, (source, Default::default())).unwrap();
    let told: Vec<_> = tried.rows.iter().map(|row| row.outcome).collect();
    assert_eq!(told, ["unchanged", "rejected", "merged", "unchanged", "new"]);
    let order = |at: usize| tried.rows[at].order.clone().unwrap();
    assert_eq!((order(3).number.as_str(), order(3).line, order(3).n_lines), ("7", 2, 2));
    assert_eq!((order(3).is_new_customer, order(4).is_new_customer), (false, true));
    assert_eq!(tried.rows[4].name, "Серова Анна");
    assert_eq!(house.sums().n, 2);
}

#[test]
fn a_shop_export_with_continued_lines_and_refunds_comes_out_right() {
    let Some(bytes) = real("shop_exports/shopify_ltv-cohort-kit/shopify_orders_sample.csv") else { return };
    let house = House::new();
    let without_currency = |mapping: &mut Mapping| {
        in_tenge(mapping);
        mapping
            .columns
            .iter_mut()
            .filter(|used| used.to == "currency")
            .for_each(|used| used.to = "@leave".into());
    };
    let run = house.bring("shopify.csv", &bytes, without_currency);
    assert_eq!((run.counts.n_read, run.counts.n_orders), (249, 122), "orders without a client are refused");
    assert_eq!(house.number("SELECT count(*) FROM customers"), 57);
    let reasons = house.reasons(&run);
    assert!(!reasons.is_empty() && reasons.iter().all(|reason| reason == "orders-no-customer"));
    let (revenue, returned) = (house.sums().revenue, house.sums().returned);
    assert_eq!((revenue, returned), (1_451_150 - 36_375, 36_375), "what was given back is taken off");
    let again = house.bring("shopify.csv", &bytes, without_currency);
    assert_eq!((again.counts.n_new, again.counts.n_merged), (0, 0), "nothing is given back twice");
}

#[test]
fn orders_without_numbers_are_one_a_row() {
    let Some(bytes) = real("rfm_orders/rfm_data_orders.csv") else { return };
    let house = House::new();
    let run = house.bring("rfm.csv", &bytes, in_tenge);
    assert_eq!((run.counts.n_new, run.counts.n_rejected), (4906, 0));
    assert_eq!((house.sums().n, house.sums().revenue), (4906, 46_415_800));
    assert_eq!(house.number("SELECT count(*) FROM customer_orders"), 995);
}

#[test]
fn an_order_of_1c_has_its_lines_its_client_and_its_sum() {
    let Some(bytes) = real("commerceml/carono_xml/orders.xml") else { return };
    let house = House::new();
    let run = house.bring("orders.xml", &bytes, as_guessed);
    assert_eq!((run.counts.n_orders, run.counts.n_rejected), (1, 0));
    let total = "SELECT total FROM orders WHERE number = '20' AND currency = 'RUB' AND n_lines = 2";
    assert_eq!(house.number(total), 968_342);
    assert_eq!(house.sums().n_no_rate, 1, "roubles have no rate here yet");
}

#[test]
fn money_given_back_comes_by_a_file_of_its_own_and_is_counted_once() {
    let house = House::new();
    house.bring(
        "orders.csv",
        b"order_id,created_at,user_id,price_usd\n1,2024-03-01,5,30\n2,2024-03-01,6,40\n",
        in_tenge,
    );
    let refunds = b"order_item_refund_id,created_at,order_item_id,order_id,refund_amount\n\
        1,2024-03-02,1,1,10\n2,2024-03-03,2,1,5.50\n3,2024-03-03,3,9,5\n";
    let of_orders = |mapping: &mut Mapping| mapping.orders.source = Some("orders".into());
    let run = house.bring("refunds.csv", refunds, of_orders);
    assert_eq!(
        (run.counts.n_merged, house.reasons(&run)),
        (2, vec!["transfer-orders-no-order".to_owned()])
    );
    assert_eq!((house.sums().revenue, house.sums().returned), (7000 - 1550, 1550));
    let again = house.bring("refunds.csv", refunds, of_orders);
    assert_eq!((again.counts.n_merged, house.sums().returned), (0, 1550));
}

/// A shop's base as OpenCart dumps it: an order sent, one called off, one never sent, of two guests and a client.
const OPENCART: &str = "
INSERT INTO `oc_currency` (`currency_id`, `title`, `code`, `value`) VALUES (1, 'Tenge', 'KZT', '1.00000000'), (2, 'Dollar', 'USD', '0.00200000');
INSERT INTO `oc_order_status` (`order_status_id`, `language_id`, `name`) VALUES (5, 1, 'Complete'), (7, 1, 'Canceled');
INSERT INTO `oc_product` (`product_id`, `model`, `quantity`, `price`) VALUES (28, 'PL', 10, '1500.0000');
INSERT INTO `oc_product_description` (`product_id`, `language_id`, `name`, `description`) VALUES (28, 1, 'Пиала', '');
INSERT INTO `oc_order` (`order_id`, `customer_id`, `firstname`, `lastname`, `email`, `telephone`, `comment`, `total`, `order_status_id`, `currency_code`, `currency_value`, `date_added`) VALUES
(1, 0, 'Әлия', 'Омарова', 'aliya@example.kz', '87011234567', '', '3860.0000', 5, 'KZT', '1.00000000', '2024-03-01 10:00:00'),
(2, 0, 'Серік', 'Абаев', 'serik@example.kz', '87011234568', '', '1680.0000', 7, 'USD', '0.00200000', '2024-03-02 11:00:00'),
(3, 9, 'Анна', 'Серова', 'anna@example.kz', '87011234569', '', '1680.0000', 0, 'KZT', '1.00000000', '2024-03-03 12:00:00');
INSERT INTO `oc_order_product` (`order_product_id`, `order_id`, `product_id`, `name`, `model`, `quantity`, `price`, `total`, `tax`) VALUES
(1, 1, 28, 'Пиала', 'PL', 2, '1500.0000', '3000.0000', '180.0000'), (2, 2, 28, 'Пиала', 'PL', 1, '1500.0000', '1500.0000', '180.0000'),
(3, 3, 28, 'Пиала', 'PL', 1, '1500.0000', '1500.0000', '180.0000');
INSERT INTO `oc_order_total` (`order_total_id`, `order_id`, `code`, `title`, `value`) VALUES
(1, 1, 'sub_total', 'Sum', '3000.0000'), (2, 1, 'tax', 'VAT', '360.0000'), (3, 1, 'shipping', 'Courier', '700.0000'),
(4, 1, 'coupon', 'Наурыз', '-200.0000'), (5, 1, 'total', 'Total', '3860.0000');
";

#[test]
fn a_base_of_opencart_gives_its_orders_with_delivery_discount_and_state() {
    let house = House::new();
    let run = house.bring("shop.sql", OPENCART.as_bytes(), as_guessed);
    assert_eq!(
        (run.counts.n_read, run.counts.n_new, run.counts.n_orders),
        (6, 6, 3),
        "{:?}",
        house.reasons(&run)
    );
    let whole = "SELECT total FROM orders WHERE number = '1' AND status = 'done' AND delivery = 70000 AND discount = 20000";
    assert_eq!(house.number(whole), 386_000);
    let states = "SELECT count(*) FROM orders WHERE currency = 'KZT' AND (number, status) IN (('2', 'cancelled'), ('3', 'draft'))";
    assert_eq!(house.number(states), 2, "amounts are kept in the shop's own currency");
    let revenue = "SELECT revenue FROM orders WHERE status = 'done'";
    assert_eq!(house.number(revenue), 316_000, "goods with their tax, less the coupon");
    assert_eq!(house.number("SELECT count(*) FROM customers"), 3, "guests are not one and the same");
    assert_eq!(house.bring("shop.sql", OPENCART.as_bytes(), as_guessed).counts.n_unchanged, 6);
    let goods =
        house.brought(house.draft_as(RowsOf::Products, ("shop.sql", OPENCART.as_bytes()), as_guessed));
    assert_eq!(
        (
            goods.counts.n_read,
            house.number("SELECT count(*) FROM products WHERE name = 'Пиала' AND price = 150000")
        ),
        (1, 1)
    );
}

/// What goes out of every order, with the columns of lines or without them, and how many rows it is.
fn taken_out(house: &House, (format, lang): (&str, words::Lang), by_lines: bool) -> (Vec<u8>, u64) {
    use crate::exporting::{Listed, OrderColumns, OrdersWanted};
    let words = words::Words::new(&[crate::CATALOGUE, orders::CATALOGUE]);
    let target = crate::formats::out::target_named(format).unwrap();
    let (act, columns) = (house.act(), OrderColumns::Every { by_lines });
    let all = orders::listing::Asked::default();
    let wanted = house.db.read(|tx| OrdersWanted::of(tx, &act, (all, &columns), target)).unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    let say = words.say(lang, jiff::tz::TimeZone::UTC);
    let mark = access::watermark::Watermark { no: 0, who: String::new(), at: 0 };
    let output = Box::new(file.reopen().unwrap());
    let written = Listed::from(wanted).export(&house.db, &act, (&mark, &say), output).unwrap();
    (std::fs::read(file.path()).unwrap(), written.n_rows)
}

#[test]
fn a_list_that_went_out_comes_back_unchanged() {
    let house = House::new();
    house.bring("заказы.csv", TABLEWARE.as_bytes(), as_guessed);
    let n_lines = house.number("SELECT count(*) FROM order_lines");
    assert!(n_lines > 2);
    for (format, lang) in [
        ("csv", words::Lang::Ru),
        ("xlsx", words::Lang::Kk),
        ("ods", words::Lang::En),
        ("ndjson", words::Lang::En),
        ("parquet", words::Lang::Ru),
    ] {
        for (by_lines, n_rows) in [(false, 2), (true, n_lines)] {
            let (bytes, n_written) = taken_out(&house, (format, lang), by_lines);
            assert_eq!(i64::try_from(n_written).unwrap(), n_rows, "{format}");
            let again = house.bring(&format!("list.{format}"), &bytes, as_guessed);
            let told = (again.counts.n_unchanged, again.counts.n_read);
            assert_eq!(told, (n_rows, n_rows), "{format} {lang} {:?}", house.reasons(&again));
        }
    }
    assert_eq!((house.sums().n, house.sums().revenue), (2, 450_000 + 400_000 + 200_050));
}

#[test]
fn a_row_per_line_bears_what_its_order_says() {
    let house = House::new();
    house.bring("заказы.csv", TABLEWARE.as_bytes(), as_guessed);
    let (bytes, n_rows) = taken_out(&house, ("csv", words::Lang::Ru), true);
    let text = String::from_utf8(bytes).unwrap();
    let headings = text.lines().next().unwrap();
    assert!(headings.starts_with("\u{feff}Номер заказа;") && headings.contains(";Код товара;"), "{text}");
    let numbers: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(';').next()).collect();
    assert!(numbers.windows(2).any(|two| two[0] == two[1]), "{text}");
    assert_eq!(numbers.len() as u64, n_rows);
    let (bytes, n_rows) = taken_out(&house, ("parquet", words::Lang::Ru), true);
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    assert_eq!(n_rows, numbers.len() as u64);
}

#[test]
fn a_file_of_goods_fills_the_list_of_products() {
    let Some(bytes) = real("shop_exports/woocommerce/sample_products.csv") else { return };
    let house = House::new();
    let goods = || house.draft_as(RowsOf::Products, ("products.csv", &bytes), as_guessed);
    let run = house.brought(goods());
    assert!(run.counts.n_new > 15, "{:?}", run.counts);
    assert_eq!(house.number("SELECT count(*) FROM products"), run.counts.n_new);
    assert_eq!(house.brought(goods()).counts.n_new, 0);
}

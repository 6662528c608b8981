//! Real shops brought into a base, and every analysis of the base beside that of the file, which trusted implementations
//! hold.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use analytics::{Analyst, Asked, Made, Window, find, speaker};
use customers::{Act, CustomerNo, Desk, Happenings, Kind, NewValue};
use db::{DatabaseUrl, Db, Options};
use kernel::{Actor, Setting};
use serde_json::Value;

use crate::data;

/// A base with a shop in it.
pub(crate) struct Shop {
    pub(crate) db: Db,
    analyst: Analyst,
    happenings: Happenings,
    numbers: HashMap<String, CustomerNo>,
    _folder: tempfile::TempDir,
    _postgres: Option<testbase::TestDatabase>,
}

/// One order of a file: whose, on which day since 1970, for how many cents.
pub(crate) type Sale = (String, i32, i64);

impl Shop {
    pub(crate) fn of(sales: &[Sale]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::in_folder(folder.path());
        Self::on(&url, (folder, None), sales)
    }

    /// The same on PostgreSQL; `None` where there is none, which is told.
    pub(crate) fn on_postgres(name: &str, sales: &[Sale]) -> Option<Self> {
        match testbase::url_for_test(name) {
            Ok(database) => {
                let url = database.url.parse().unwrap();
                Some(Self::on(&url, (tempfile::tempdir().unwrap(), Some(database)), sales))
            }
            Err(why) => {
                eprintln!("skipped: {why}");
                None
            }
        }
    }

    fn on(
        url: &DatabaseUrl,
        (folder, postgres): (tempfile::TempDir, Option<testbase::TestDatabase>),
        sales: &[Sale],
    ) -> Self {
        let db = Db::open(url, Options::default()).unwrap();
        db::migrate(&db, 0).unwrap();
        db.write(customers::install).unwrap();
        let act = db.read(act).unwrap();
        let mut names: Vec<String> =
            sales.iter().map(|sale| sale.0.clone()).collect::<BTreeSet<_>>().into_iter().collect();
        names.sort_by_key(|name| name.parse::<u64>().unwrap_or(0));
        let deed = act.clone();
        let numbers = db.write(move |tx| {
            let mut numbers = HashMap::new();
            for name in names {
                let values = [(customers::builtin::FAMILY, NewValue::new(name.clone()))];
                let card = customers::changing::create(tx, &deed, Kind::Person, &values)?;
                numbers.insert(name, card.no);
            }
            Ok::<_, customers::CustomerError>(numbers)
        });
        let numbers = numbers.unwrap();
        let mut sorted: Vec<&Sale> = sales.iter().collect();
        sorted.sort_by_key(|sale| sale.1);
        let rows = sorted.into_iter().map(|(name, day, cents)| orders::load::Row {
            customer_no: numbers[name],
            ordered_at: i64::from(*day) * 86_400_000 + 6 * 3_600_000,
            ordered_on: i64::from(*day),
            lines: vec![line(*cents)],
        });
        let rows: Vec<_> = rows.collect();
        orders::load::load(&db, &act, rows.into_iter()).unwrap();
        let happenings = Happenings::new(
            orders::happenings::tables().into_iter().chain(interactions::happenings()).collect(),
        );
        let analyst = Analyst::default();
        Self { db, analyst, happenings, numbers, _folder: folder, _postgres: postgres }
    }

    /// The figures, with the numbers of cards for customers.
    pub(crate) fn ask_numbers(&self, name: &str, parameters: &[&str]) -> Value {
        self.made(name, parameters).answer.result.clone()
    }

    fn ask(&self, name: &str, parameters: &[&str]) -> Value {
        self.made(name, parameters).to_json(&speaker(words::Lang::En))["result"].take()
    }

    /// The numbers of the customers behind a figure.
    pub(crate) fn behind(
        &self,
        name: &str,
        parameters: &[&str],
        wanted: &[(&str, &str)],
    ) -> BTreeSet<String> {
        let wanted = wanted.iter().map(|(member, value)| ((*member).into(), (*value).into())).collect();
        let window = Window { wanted, limit: 10_000, ..Window::default() };
        let made = self.asked(Asked { window: Some(window), ..asked(name, parameters) });
        let rows = made.answer.result[find(name).unwrap().rows_member()].as_array().unwrap().clone();
        rows.iter().map(|row| row["customer"].as_str().unwrap().to_owned()).collect()
    }

    fn made(&self, name: &str, parameters: &[&str]) -> Made {
        self.asked(asked(name, parameters))
    }

    /// What somebody who analyses answers.
    pub(crate) fn answered(&self, analyst: &Analyst, name: &str, parameters: &[&str]) -> Made {
        self.asked_of(analyst, asked(name, parameters))
    }

    fn asked(&self, asked: Asked) -> Made {
        self.asked_of(&self.analyst, asked)
    }

    fn asked_of(&self, analyst: &Analyst, asked: Asked) -> Made {
        let made = self.db.read(|tx| {
            let act = act(tx)?;
            analyst.make(tx, (&act, &self.happenings), &asked)
        });
        made.unwrap()
    }
}

/// Which analysis is asked for, with parameters as in `by=week`.
pub(crate) fn asked(name: &str, parameters: &[&str]) -> Asked {
    let pairs = parameters.iter().map(|pair| pair.split_once('=').unwrap());
    let given: BTreeMap<String, String> = pairs.map(|(key, value)| (key.into(), value.into())).collect();
    Asked { analysis: find(name).unwrap(), given, window: None }
}

fn act(tx: &mut db::Tx<'_>) -> Result<Act, db::DbError> {
    Desk::default().act(tx, (&Setting::real(), &Actor::console()), &web::Firm::default())
}

fn line(cents: i64) -> orders::Line {
    orders::Line {
        place: 1,
        product_no: None,
        name: "CD".into(),
        quantity: orders::amounts::Quantity::ONE,
        price: cents,
        discount: 0,
        cost: None,
        net: 0,
        revenue: None,
        margin: None,
        returned: orders::amounts::Quantity::default(),
    }
}

/// The purchases of CDNOW's sample, which have no returns.
fn cdnow() -> Option<Vec<Sale>> {
    let text = data::text("cdnow", "CDNOW_sample.txt")?;
    let sale = |line: &str| {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let (date, dollars) = (cells[2], cells[4]);
        let day: jiff::civil::Date =
            format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]).parse().unwrap();
        let days = (day - jiff::civil::Date::constant(1970, 1, 1)).get_days();
        let cents = (dollars.parse::<f64>().unwrap() * 100.0).round() as i64;
        (cells[1].trim_start_matches('0').to_owned(), days, cents)
    };
    Some(text.lines().filter(|line| !line.trim().is_empty()).map(sale).collect())
}

/// The same purchases as a file.
fn file(sales: &[Sale]) -> String {
    let mut text = String::from("customer,date,amount\n");
    for (name, day, cents) in sales {
        let date = jiff::civil::Date::constant(1970, 1, 1) + jiff::Span::new().days(*day);
        text.push_str(&format!("{name},{date},{}.{:02}\n", cents / 100, cents % 100));
    }
    text
}

/// Whether two answers say the same, numbers to the ninth digit.
pub(crate) fn same(place: &str, ours: &Value, expected: &Value) {
    match (ours, expected) {
        (Value::Object(a), Value::Object(b)) => {
            for (name, value) in
                b.iter().filter(|(name, _)| !["customer", "top", "has_margin"].contains(&name.as_str()))
            {
                same(&format!("{place}.{name}"), a.get(name).unwrap_or(&Value::Null), value);
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{place}");
            a.iter().zip(b).for_each(|(a, b)| same(place, a, b));
        }
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{place}: {a} is not {b}");
        }
        (a, b) => assert_eq!(a, b, "{place}"),
    }
}

#[test]
fn the_base_answers_as_the_file_does() {
    let Some(sales) = cdnow() else { return };
    let (shop, text) = (Shop::of(&sales), file(&sales));
    for (name, parameters) in [
        ("rfm", vec![]),
        ("rfm", vec!["method=ntile", "as_of=1998-07-01"]),
        ("abc", vec!["xyz=true"]),
        ("cohorts", vec!["by=month"]),
        ("cohorts", vec!["by=week", "measure=revenue"]),
        ("rhythm", vec![]),
        ("warmth", vec!["preset=types"]),
        ("sales", vec!["by=month"]),
        ("clv", vec!["until=1997-09-30", "horizon_days=273"]),
    ] {
        let expected = data::analyze(name, &text, &parameters).unwrap();
        same(name, &shop.ask(name, &parameters), &expected["result"]);
    }
}

#[test]
fn a_figure_opens_into_its_rows_by_name() {
    let Some(sales) = cdnow() else { return };
    let shop = Shop::of(&sales);
    let cells = shop.ask("rfm", &[]);
    let cell =
        cells["cells"].as_array().unwrap().iter().max_by_key(|cell| cell["customers"].as_u64()).unwrap();
    let wanted = ["recency", "frequency"].iter().zip(["r", "f"]);
    let wanted = wanted.map(|(member, letter)| (letter.to_owned(), cell[*member].to_string())).collect();
    let window = analytics::Window { wanted, sort: "monetary".into(), from: 0, limit: 20 };
    let asked = Asked { analysis: find("rfm").unwrap(), given: BTreeMap::new(), window: Some(window) };
    let made = shop.db.read(|tx| {
        let act = act(tx)?;
        shop.analyst.make(tx, (&act, &shop.happenings), &asked)
    });
    let made = made.unwrap();
    assert_eq!(Some(made.n_rows), cell["customers"].as_u64());
    let rows = made.to_json(&speaker(words::Lang::En))["result"]["rows"].take();
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 20);
    assert!(rows.is_sorted_by(|a, b| a["monetary"].as_f64() >= b["monetary"].as_f64()));
    assert!(rows.iter().all(|row| shop.numbers.contains_key(row["customer_name"].as_str().unwrap())));
}

#[test]
fn a_new_order_is_in_the_next_answer() {
    let Some(sales) = cdnow() else { return };
    let few: Vec<Sale> = sales.into_iter().take(50).collect();
    let shop = Shop::of(&few);
    let before = shop.ask("rfm", &[])["monetary"].as_f64().unwrap();
    let no = shop.numbers[&few[0].0];
    let placed = shop.db.write(move |tx| {
        let act = act(tx)?;
        let brief = customers::listing::briefs(tx, &act, &[no])?;
        let line = orders::reading::LineBody {
            name: Some("CD".into()),
            price: Some("100".into()),
            ..orders::reading::LineBody::default()
        };
        let body =
            orders::reading::OrderBody { lines: Some(vec![line]), ..orders::reading::OrderBody::default() };
        orders::placing::place(tx, &act, brief[0].id, &body)
    });
    placed.unwrap();
    let after = shop.ask("rfm", &[])["monetary"].as_f64().unwrap();
    assert!((after - before - 100.0).abs() < 1e-6, "{before} {after}");
}

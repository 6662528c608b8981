//! What the tests of this crate share: a base with customers and what happened with them, on both databases.

use crate::engine::Engine;
use customers::happening::Reckoned;
use customers::{
    Act, Desk, HappeningColumn, HappeningTable, Happenings, Holds, Kind, NewValue, Touched, builtin,
};
use db::{DatabaseUrl, Db, DbError, Options, Tx, params};
use fields::{ChoiceOption, Condition, Settings};
use journal::Record;
use kernel::{Actor, Right, Setting};
use std::sync::Arc;

/// A shop's orders as the tests know them.
pub(crate) struct Orders;

fn statuses() -> Settings {
    let option = |slug: &str| ChoiceOption { slug: slug.to_owned(), label: slug.to_owned() };
    Settings { options: ["new", "paid", "returned"].map(option).into(), ..Settings::NONE }
}

fn nothing() -> Settings {
    Settings::NONE
}

const fn column(
    slug: &'static str,
    kind: &'static str,
    holds: Holds,
    settings: fn() -> Settings,
) -> HappeningColumn {
    HappeningColumn { slug, label: "customers-list-title", kind, settings, holds }
}

impl HappeningTable for Orders {
    fn slug(&self) -> &'static str {
        "orders"
    }

    fn title(&self) -> &'static str {
        "customers-list-title"
    }

    fn right(&self) -> Right {
        "customers"
    }

    fn columns(&self) -> &'static [HappeningColumn] {
        const COLUMNS: &[HappeningColumn] = &[
            column("ordered_on", "date", Holds::Day, nothing),
            column("amount", "money", Holds::Minor, nothing),
            column("n_items", "integer", Holds::Whole, nothing),
            column("status", "choice", Holds::Option, statuses),
            column(
                "product",
                "text",
                Holds::Word("SELECT DISTINCT product AS word FROM test_orders WHERE product IS NOT NULL"),
                nothing,
            ),
            column("is_gift", "yes_no", Holds::Whole, nothing),
            column("paid_at", "date", Holds::Moment, nothing),
        ];
        COLUMNS
    }

    fn when(&self) -> Option<&'static str> {
        Some("ordered_on")
    }

    fn rows(&self) -> &'static str {
        "SELECT no, customer_no, ordered_on, amount, n_items, status, product, is_gift, paid_at FROM test_orders"
    }

    fn touched(&self, _: &mut Tx<'_>, entries: &[Record]) -> Result<Touched, DbError> {
        let own = entries.iter().filter(|entry| entry.verb == "order.changed");
        Ok(Touched::Customers(own.filter_map(|entry| entry.payload["customer"].as_i64()).collect()))
    }
}

/// Values worked out of each customer, one row each, as conditions see an RFM group or an ABC class.
pub(crate) struct Standing;

fn classes() -> Settings {
    let option = |slug: &str| ChoiceOption { slug: slug.to_owned(), label: slug.to_owned() };
    Settings { options: ["a", "b", "c"].map(option).into(), ..Settings::NONE }
}

impl HappeningTable for Standing {
    fn slug(&self) -> &'static str {
        "standing"
    }

    fn title(&self) -> &'static str {
        "customers-list-title"
    }

    fn right(&self) -> Right {
        "customers"
    }

    fn columns(&self) -> &'static [HappeningColumn] {
        const COLUMNS: &[HappeningColumn] = &[
            column("abc", "choice", Holds::Option, classes),
            column("alive", "integer", Holds::Whole, nothing),
            column("act_by", "date", Holds::Day, nothing),
            column("ltv", "money", Holds::Minor, nothing),
        ];
        COLUMNS
    }

    fn when(&self) -> Option<&'static str> {
        None
    }

    fn rows(&self) -> &'static str {
        "SELECT customer_no AS no, customer_no, abc, alive, act_by, ltv FROM test_standings"
    }

    fn touched(&self, _: &mut Tx<'_>, _: &[Record]) -> Result<Touched, DbError> {
        Ok(Touched::Customers(Vec::new()))
    }

    fn is_one_each(&self) -> bool {
        true
    }

    fn reckoned(&self, _: &mut Tx<'_>) -> Result<Option<Reckoned>, DbError> {
        Ok(Some(Reckoned { at: Some(1_795_305_600_000), is_current: false }))
    }
}

/// A base of one test, with what it lives in.
pub(crate) struct Base {
    pub(crate) db: Db,
    _folder: tempfile::TempDir,
    _postgres: Option<testbase::TestDatabase>,
}

/// A fresh SQLite base.
pub(crate) fn sqlite() -> Base {
    let folder = tempfile::tempdir().unwrap();
    let url = DatabaseUrl::in_folder(folder.path());
    prepared(url, folder, None)
}

/// A fresh PostgreSQL base; `None` where there is none, which is told.
pub(crate) fn postgres(name: &str) -> Option<Base> {
    match testbase::url_for_test(name) {
        Ok(database) => {
            let url = database.url.parse().unwrap();
            Some(prepared(url, tempfile::tempdir().unwrap(), Some(database)))
        }
        Err(why) => {
            eprintln!("skipped: {why}");
            None
        }
    }
}

fn prepared(url: DatabaseUrl, folder: tempfile::TempDir, postgres: Option<testbase::TestDatabase>) -> Base {
    let db = Db::open(&url, Options::default()).unwrap();
    db::migrate(&db, 0).unwrap();
    db.write(customers::install).unwrap();
    let table =
        "CREATE TABLE test_orders (no BIGINT PRIMARY KEY, customer_no BIGINT NOT NULL, ordered_on BIGINT,
        amount BIGINT, n_items BIGINT, status TEXT, product TEXT, is_gift BIGINT, paid_at BIGINT);
        CREATE INDEX test_orders_by_customer ON test_orders (customer_no);
        CREATE TABLE test_standings (customer_no BIGINT PRIMARY KEY, abc TEXT, alive BIGINT, act_by BIGINT, ltv BIGINT)";
    db.write(|tx| tx.batch(table)).unwrap();
    Base { db, _folder: folder, _postgres: postgres }
}

impl Base {
    /// Runs one deed of the console.
    pub(crate) fn deed<R: Send + 'static, E: From<DbError> + Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, E> + Send + 'static,
    ) -> Result<R, E> {
        self.deed_of(&Actor::console(), work)
    }

    /// Runs one deed of an actor.
    pub(crate) fn deed_of<R: Send + 'static, E: From<DbError> + Send + 'static>(
        &self,
        who: &Actor,
        work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, E> + Send + 'static,
    ) -> Result<R, E> {
        let who = who.clone();
        self.db.write(move |tx| {
            let act = Desk::default().act(tx, (&Setting::real(), &who), &web::Firm::default())?;
            work(tx, &act)
        })
    }

    /// An engine with so many bytes for columns.
    pub(crate) fn engine(&self, budget: usize) -> Engine {
        Engine::within(self.db.clone(), Happenings::new(vec![Arc::new(Orders), Arc::new(Standing)]), budget)
    }

    /// A person with these facts; gives the number.
    pub(crate) fn person(&self, facts: &[(i64, &str)]) -> i64 {
        let values: Vec<_> = facts.iter().map(|(field, value)| (*field, NewValue::new(*value))).collect();
        self.deed(move |tx, act| customers::changing::create(tx, act, Kind::Person, &values)).unwrap().no
    }

    /// An order of a customer `days` ago, paid at noon of that day.
    pub(crate) fn order(&self, customer: i64, days: i64, minor: i64) {
        self.deed(move |tx, act| {
            let no = tx.number("SELECT coalesce(max(no), 0) + 1 FROM test_orders", &[])?;
            let day = crate::moving::today(act) - days;
            tx.execute(
                "INSERT INTO test_orders VALUES ($1, $2, $3, $4, 1, 'paid', 'tea', 0, $5)",
                params![no, customer, day, minor, day * kernel::DAY_MS + kernel::DAY_MS / 2],
            )?;
            told(tx, act, customer)
        })
        .unwrap();
    }

    /// The numbers of the cards that meet a condition.
    pub(crate) fn found(&self, engine: &Engine, condition: &str) -> Vec<u32> {
        let (engine, condition) = (engine.clone(), Condition::parse(condition).unwrap());
        self.deed(move |tx, act| {
            Ok::<_, crate::SegmentError>(engine.matching(tx, act, &condition)?.iter().collect())
        })
        .unwrap()
    }
}

/// Tells the journal that an order of a customer changed.
pub(crate) fn told(tx: &mut Tx<'_>, act: &Act, customer: i64) -> Result<(), DbError> {
    let payload = serde_json::json!({ "customer": customer });
    let subject = ("order", act.setting.id::<crate::SegmentId>().0);
    let entry = journal::Entry::now(&act.setting, "order.changed", subject, &payload);
    journal::append(tx, &act.setting, &act.actor, entry).map(drop)
}

/// A small source of chance that is the same in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `n`.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) % n
    }

    pub(crate) fn one_of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[usize::try_from(self.below(list.len() as u64)).unwrap()]
    }
}

/// Customers with facts, ties and orders, made by dice.
pub(crate) fn populate(base: &Base, n: u64, dice: &mut Dice) {
    for _ in 0..n {
        let mut facts = vec![(builtin::FAMILY, dice.one_of(&["Омаров", "Ким", "Иванов", "Ахметов"]))];
        if dice.below(3) > 0 {
            facts.push((builtin::WARMTH, dice.one_of(&["cold", "warm", "hot"])));
        }
        if dice.below(2) > 0 {
            facts.push((29, dice.one_of(&["Алматы", "Астана", "Шымкент"])));
        }
        base.person(&facts);
    }
    let rows: Vec<[Option<i64>; 5]> = (0..n * 6)
        .map(|_| {
            let mut some = |n: u64| (dice.below(9) > 0).then(|| dice.below(n).cast_signed());
            [some(n).map(|no| no + 1).or(Some(1)), some(400), some(100_000), some(5), some(2)]
        })
        .collect();
    let words: Vec<(Option<&str>, Option<&str>)> = (0..n * 6)
        .map(|_| {
            let status = (dice.below(8) > 0).then(|| dice.one_of(&["new", "paid", "returned"]));
            (status, (dice.below(8) > 0).then(|| dice.one_of(&["tea", "Кофе", "торт", "хлеб"])))
        })
        .collect();
    base.deed(move |tx, act| {
        let today = crate::moving::today(act);
        for (no, ([customer, days, minor, items, gift], &(status, product))) in
            (1_i64..).zip(rows.into_iter().zip(&words))
        {
            let day = days.map(|days| today - days);
            let paid_at = day.map(|day| day * kernel::DAY_MS + no * 7_919_000 % kernel::DAY_MS);
            tx.execute(
                "INSERT INTO test_orders VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                params![no, customer, day, minor, items, status, product, gift, paid_at],
            )?;
        }
        for no in (1..=i64::try_from(words.len() / 6).unwrap_or(0)).filter(|no| no % 7 != 0) {
            let class = ["a", "b", "c"].get(usize::try_from(no % 4).unwrap_or(3)).copied();
            let (alive, day) =
                ((no % 5 > 0).then_some(no * 13 % 101), (no % 3 > 0).then_some(today - no * 5));
            tx.execute(
                "INSERT INTO test_standings VALUES ($1, $2, $3, $4, $5)",
                params![no, class, alive, day, no * 997 % 90_000],
            )?;
        }
        Ok::<_, DbError>(())
    })
    .unwrap();
}

/// Lets in whoever shows the known session, with the right over segments and customers.
struct OneDoor(Actor);

impl web::Door for OneDoor {
    fn recognize<'a>(
        &'a self,
        _: &'a web::App,
        key: &'a web::Key,
    ) -> futures_util::future::BoxFuture<'a, Result<Option<web::Person>, DbError>> {
        let is_known = matches!(key, web::Key::Session(secret) if secret == "known");
        let person = is_known.then(|| web::Person {
            actor: self.0.clone(),
            name: "Айгерім Омарова".into(),
            role: "segments-title".into(),
            lang: words::Lang::En,
            zone: "UTC".into(),
            theme: ui::Theme::default(),
            density: ui::Density::default(),
        });
        Box::pin(std::future::ready(Ok(person)))
    }
}

impl Base {
    /// The pages and the API of this crate, for one visitor, as a server of its own.
    pub(crate) fn house(&self, visitor: Actor) -> axum::Router {
        static ALL: &[&web::Capability] = &[&crate::CAPABILITY];
        let mut offers = http::Extensions::new();
        offers.insert(Desk::default());
        offers.insert(self.engine(1 << 24));
        let catalogues =
            [ui::CATALOGUE, web::CATALOGUE, fields::CATALOGUE, customers::CATALOGUE, crate::CATALOGUE];
        let app = web::App::new(web::AppParts {
            db: self.db.clone(),
            setting: Setting::real(),
            words: words::Words::new(&catalogues),
            files: Arc::new(files::MemoryStore::default()),
            n_running: 0.into(),
            door: Arc::new(OneDoor(visitor)),
            capabilities: ALL,
            firm: web::Firm::default().into(),
            offers,
            is_secure: false,
            is_development: true,
        });
        let api = (crate::CAPABILITY.api)().into_router();
        web::guarded(&app, (crate::CAPABILITY.pages)().into_router().nest("/api/v1", api))
    }
}

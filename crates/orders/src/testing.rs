//! What the tests of this crate share: a fresh base, a customer, orders and lines as they come.

use crate::amounts::Quantity;
use crate::error::OrderError;
use crate::order::{Line, Order, OrderId, Status, Utm, Whole};
use crate::placing;
use crate::reading::{LineBody, OrderBody};
use customers::{Act, Customer, Desk, Kind, NewValue};
use db::{DatabaseUrl, Db, Options, Tx};
use kernel::{Actor, Currency, RawId, Setting};

/// A placed order of no base and without lines.
pub(crate) fn order(currency: Currency) -> Order {
    Order {
        no: 1,
        id: OrderId(RawId::nil()),
        number: "1".into(),
        source: String::new(),
        customer_no: 1,
        status: Status::Placed,
        ordered_at: 0,
        ordered_on: 0,
        currency,
        n_lines: 0,
        total: 0,
        discount: 0,
        delivery: 0,
        paid: 0,
        refunded: 0,
        due_on: None,
        revenue: None,
        margin: None,
        returned: 0,
        responsible: None,
        utm: Utm::default(),
        note: String::new(),
        revision: 1,
        created_at: 0,
        updated_at: 0,
    }
}

/// A line with the quantity as text.
pub(crate) fn line(quantity: &str, price: i64, discount: i64, cost: Option<i64>) -> Line {
    Line {
        place: 1,
        product_no: None,
        name: "Пиала".into(),
        quantity: Quantity::from_decimal(quantity.parse().unwrap()).unwrap(),
        price,
        discount,
        cost,
        net: 0,
        revenue: None,
        margin: None,
        returned: Quantity::default(),
    }
}

/// A fresh base, worked in by the console.
pub(crate) struct House {
    pub(crate) db: Db,
    _folder: tempfile::TempDir,
    _postgres: Option<testbase::TestDatabase>,
}

impl House {
    /// On SQLite.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::in_folder(folder.path());
        Self::at(&url, folder, None)
    }

    /// One on SQLite and, where there is one, one on PostgreSQL.
    pub(crate) fn on_both(name: &str) -> Vec<Self> {
        let mut houses = vec![Self::new()];
        match testbase::url_for_test(name) {
            Ok(database) => {
                let url = database.url.parse().unwrap();
                houses.push(Self::at(&url, tempfile::tempdir().unwrap(), Some(database)));
            }
            Err(why) => eprintln!("skipped: {why}"),
        }
        houses
    }

    fn at(url: &DatabaseUrl, folder: tempfile::TempDir, postgres: Option<testbase::TestDatabase>) -> Self {
        let db = Db::open(url, Options::default()).unwrap();
        db::migrate(&db, 0).unwrap();
        db.write(customers::install).unwrap();
        Self { db, _folder: folder, _postgres: postgres }
    }

    /// Runs one deed of the console.
    pub(crate) fn deed<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, OrderError> + Send + 'static,
    ) -> Result<R, OrderError> {
        self.db.write(move |tx| {
            let who = (&Setting::real(), &Actor::console());
            let act = Desk::default().act(tx, who, &web::Firm::default())?;
            work(tx, &act)
        })
    }

    /// A person with this family name.
    pub(crate) fn person(&self, family: &'static str) -> Customer {
        let values = [(customers::builtin::FAMILY, NewValue::new(family))];
        let made =
            self.deed(move |tx, act| Ok(customers::changing::create(tx, act, Kind::Person, &values)?));
        made.unwrap()
    }

    /// An order of a new person: so many bowls at 1000.00, which cost 600.00 each.
    pub(crate) fn ordered(&self, family: &'static str, quantity: &'static str) -> Whole {
        let id = self.person(family).id;
        self.deed(move |tx, act| placing::place(tx, act, id, &bowls(quantity))).unwrap()
    }
}

/// What an order of bowls says.
pub(crate) fn bowls(quantity: &str) -> OrderBody {
    let line = LineBody {
        name: Some("Пиала".into()),
        quantity: Some(quantity.into()),
        price: Some("1000".into()),
        cost: Some("600".into()),
        ..LineBody::default()
    };
    OrderBody { lines: Some(vec![line]), ..OrderBody::default() }
}

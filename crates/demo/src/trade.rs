//! What the company sells and who buys it: two years of orders, payments and returns, played through the verbs.

use crate::playing::{DemoError, Stage};
use customers::{Act, CustomerId};
use db::Tx;
use kernel::{Currency, DAY_MS, Level};
use orders::order::{Utm, Whole};
use orders::paying::{self, PaymentBody};
use orders::product::{self, ProductCard};
use orders::rates::{self, Rate};
use orders::reading::{Amount, LineBody, OrderBody};
use orders::returning::{self, ReturnBody, ReturnLineBody};
use orders::{Status, counting, placing};

/// Code, name, category, supplier, price and cost in tenge.
const GOODS: [(&str, &str, &str, &str, i64, i64); 12] = [
    ("PL-1", "Пиала «Көк»", "Пиалы", "Керамика Алатау", 1_800, 950),
    ("PL-2", "Пиала «Алтын» с росписью", "Пиалы", "Самаркандская мастерская", 3_400, 2_100),
    ("TR-1", "Тарелка обеденная", "Тарелки", "Керамика Алатау", 3_900, 2_200),
    ("TR-2", "Ляган для плова, 38 см", "Тарелки", "Самаркандская мастерская", 14_500, 8_700),
    ("CH-1", "Чайник заварочный, 0,8 л", "Чайники", "Керамика Алатау", 8_900, 5_100),
    ("CH-2", "Самовар угольный, 5 л", "Чайники", "Тула", 96_000, 71_000),
    ("KR-1", "Кружка «Наурыз»", "Кружки", "Керамика Алатау", 2_900, 1_500),
    ("KR-2", "Кружка с именем", "Кружки", "Керамика Алатау", 4_200, 2_300),
    ("NB-1", "Чайный набор на шесть персон", "Наборы", "Самаркандская мастерская", 38_000, 24_500),
    (
        "NB-2",
        "Набор «Дастархан» на двенадцать персон",
        "Наборы",
        "Самаркандская мастерская",
        86_000,
        57_000,
    ),
    ("PD-1", "Подарочная коробка", "Упаковка", "Астана Пак", 1_200, 500),
    ("SK-1", "Скатерть льняная", "Текстиль", "Шымкент Текстиль", 12_900, 8_100),
];

/// What one rouble, dollar and euro were worth at the beginning, in tiyn, and what they gained in two years.
const RATES: [(Currency, i64, i64); 2] = [(Currency::RUB, 490, 110), (Currency::USD, 45_200, 6_300)];

impl Stage {
    /// Plays the trade; gives how many orders there were.
    pub(crate) fn trades(&self, tx: &mut Tx<'_>, ids: &[CustomerId]) -> Result<usize, DemoError> {
        self.lists_goods(tx)?;
        let mut n = 0;
        for (at, id) in ids.iter().enumerate() {
            n += self.buys(tx, (at, *id))?;
        }
        Ok(n)
    }

    fn lists_goods(&self, tx: &mut Tx<'_>) -> Result<(), DemoError> {
        let act = self.at(tx, 729)?;
        for (code, name, category, supplier, price, cost) in GOODS {
            let card = ProductCard {
                code: code.into(),
                name: name.into(),
                category: category.into(),
                supplier: supplier.into(),
                unit: "шт".into(),
                currency: Currency::KZT,
                price: Some(price * 100),
                cost: Some(cost * 100),
            };
            product::add(tx, &act, card)?;
        }
        for month in 0..=24_i64 {
            let act = self.at(tx, (730 - month * 30).max(0))?;
            for (currency, first, gain) in RATES {
                let from_on = rates::day_of(&act, act.setting.now());
                let tiyn = first + gain * month / 24;
                rates::set(
                    tx,
                    &act,
                    Rate { currency, from_on, rate: rust_decimal::Decimal::new(tiyn, 2) },
                )?;
            }
        }
        Ok(())
    }

    /// A client's orders from their first day on: regular ones come back, some only once, some never.
    fn buys(&self, tx: &mut Tx<'_>, (at, id): (usize, CustomerId)) -> Result<usize, DemoError> {
        let act = self.at(tx, 0)?;
        let card = customers::listing::get(tx, &act, id)?;
        let is_firm = card.kind == customers::Kind::Organization;
        let since = (self.now - card.created_at) / DAY_MS;
        let (every, most) = match at {
            0 => (34, 20),
            1 => (47, 14),
            _ => match at % 10 {
                0 => (38, 12),
                3 | 7 => (75, 6),
                1 | 5 => (160, 2),
                2 | 8 => (300, 1),
                _ => return Ok(0),
            },
        };
        let mut days_ago = since - 1;
        let mut n = 0;
        while days_ago > 0 && n < most {
            self.orders(tx, (at, n, id), (days_ago, is_firm))?;
            n += 1;
            days_ago -= every / 2
                + i64::try_from(self.dice.below(usize::try_from(every).unwrap_or(1))).unwrap_or(0);
        }
        Ok(n)
    }

    fn orders(
        &self,
        tx: &mut Tx<'_>,
        (at, n, id): (usize, usize, CustomerId),
        (days_ago, is_firm): (i64, bool),
    ) -> Result<(), DemoError> {
        let act = self.at(tx, days_ago)?;
        let chance = self.dice.below(100);
        let body = self.body((at, n), (is_firm, chance));
        let whole = placing::place(tx, &act, id, &body)?;
        let order = whole.order.id;
        if is_firm {
            return self.pays_later(tx, &act, (&whole, days_ago));
        }
        if chance < 4 {
            let act = self.at(tx, (days_ago - 1).max(0))?;
            placing::bring(tx, &act, order, (Status::Cancelled, "передумали"))?;
        } else if chance < 10 && days_ago > 6 {
            let act = self.at(tx, days_ago - 5)?;
            let line = ReturnLineBody { place: 1, quantity: Some(Amount("1".into())) };
            let body = ReturnBody {
                lines: Some(vec![line]),
                is_restocked: Some(chance > 6),
                reason: Some("пришло с трещиной".into()),
                ..ReturnBody::default()
            };
            returning::take_back(tx, &act, order, &body)?;
        }
        Ok(())
    }

    fn body(&self, (at, n): (usize, usize), (is_firm, chance): (bool, usize)) -> OrderBody {
        let n_lines = 1 + self.dice.below(3);
        let mut codes: Vec<usize> = Vec::new();
        while codes.len() < n_lines {
            let code = (at + self.dice.below(5) * 3) % GOODS.len();
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        let lines = codes.into_iter().filter_map(|code| GOODS.get(code)).map(|good| {
            let most = if good.4 > 30_000 {
                2
            } else if is_firm {
                40
            } else {
                5
            };
            let quantity = 1 + self.dice.below(most) + if is_firm && most > 2 { 8 } else { 0 };
            LineBody {
                product: Some(good.0.into()),
                quantity: Some(Amount(quantity.to_string())),
                ..LineBody::default()
            }
        });
        let (source, medium) = match self.dice.below(4) {
            0 => ("instagram", "social"),
            1 => ("yandex", "cpc"),
            _ => ("", ""),
        };
        let utm = Utm { source: source.into(), medium: medium.into(), ..Utm::default() };
        // The Irishman pays in euros, of which nobody ever wrote down the rate; Samovar pays in roubles.
        let currency = match at {
            2 if n == 0 => Some("EUR".to_owned()),
            7 => Some("RUB".to_owned()),
            _ => None,
        };
        let price = |line: LineBody| match currency.as_deref() {
            Some("EUR") => LineBody { price: Some(Amount("24".into())), ..line },
            _ => line,
        };
        OrderBody {
            status: Some(if chance < 4 || is_firm { Status::Placed } else { Status::Done }),
            lines: Some(lines.map(price).collect()),
            discount: (chance > 92 && currency.is_none()).then(|| Amount("500".into())),
            delivery: (chance.is_multiple_of(3) && currency.is_none()).then(|| Amount("1500".into())),
            utm: Some(utm),
            is_paid: Some(!is_firm),
            currency,
            ..OrderBody::default()
        }
    }

    /// Firms pay within two weeks, or promise to.
    fn pays_later(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        (whole, days_ago): (&Whole, i64),
    ) -> Result<(), DemoError> {
        let due = counting::date(whole.order.ordered_on + 14).to_string();
        let body =
            PaymentBody {
                due_on: Some(due), method: Some("по счёту".into()), ..PaymentBody::default()
            };
        let payment = paying::enter(tx, act, whole.order.id, &body)?;
        let paid_after = match self.dice.below(10) {
            0..7 => 3 + i64::try_from(self.dice.below(11)).unwrap_or(0),
            _ => 17 + i64::try_from(self.dice.below(20)).unwrap_or(0),
        };
        if paid_after < days_ago {
            let act = self.at(tx, days_ago - paid_after)?;
            paying::receive(tx, &act, payment.id, None)?;
            placing::bring(tx, &act, whole.order.id, (Status::Done, ""))?;
        }
        Ok(())
    }
}

/// Takes the trade of these customers out, with the goods and rates that nobody else needs.
///
/// # Errors
/// [`DemoError::Order`] without the right; a database error.
pub(crate) fn remove(tx: &mut Tx<'_>, act: &Act, numbers: &[i64]) -> Result<(), DemoError> {
    if !act.actor.may(orders::RIGHT, Level::Arrange) {
        return Ok(());
    }
    orders::removal::remove_of(tx, act, numbers)?;
    orders::removal::remove_unused_products(tx, act)?;
    let left = orders::listing::totals(tx, act, &orders::listing::Query::default())?;
    if left.n == 0 {
        for rate in rates::list(tx, act, None, (None, 500))? {
            rates::remove(tx, act, rate.currency, rate.from_on)?;
        }
    }
    Ok(())
}

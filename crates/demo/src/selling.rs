//! What the company sells in deals: half a year of them, on every stage, some won and some lost, played through the verbs.

use crate::playing::{DemoError, Stage};
use crate::staff::Sellers;
use customers::gating::Gates;
use customers::{Act, CustomerId};
use db::Tx;
use deals::moving::{self, Move};
use deals::{Deal, Dealing, Pipeline, ReasonId, Written, arranging, dealing};
use jiff::tz::TimeZone;
use kernel::{Currency, Money};

/// What is sold, and for how much it goes at least, in tenge.
const WISHES: [(&str, usize); 8] = [
    ("Посуда для нового зала", 640_000),
    ("Подарки партнёрам к Наурызу", 280_000),
    ("Пиалы с логотипом", 190_000),
    ("Сервировка банкета", 350_000),
    ("Замена посуды в кафе", 520_000),
    ("Самовары для лобби", 410_000),
    ("Чайные наборы сотрудникам", 150_000),
    ("Скатерти на сезон", 120_000),
];

const SOURCES: [&str; 5] = ["Instagram", "Сайт", "Рекомендация", "Выставка", ""];

/// How many deals there are, and how many days pass between two of them.
const N_DEALS: usize = 160;
const EVERY_DAYS: usize = 1;

impl Stage {
    /// Plays the deals.
    pub(crate) fn sells(
        &self,
        tx: &mut Tx<'_>,
        (ids, sellers): (&[CustomerId], &Sellers),
    ) -> Result<(), DemoError> {
        let dealing = dealing_of(self.at(tx, 0)?);
        let pipeline = arranging::first(tx, &dealing)?;
        let reasons = arranging::loss_reasons(tx, &dealing)?;
        let reasons: Vec<ReasonId> = reasons.into_iter().map(|reason| reason.id).collect();
        for at in 0..N_DEALS {
            let Some(id) = ids.get(at * 7 % ids.len().max(1)) else { continue };
            let days_ago = 1 + (N_DEALS - at) * EVERY_DAYS;
            let deal = self.begins(tx, (at, *id), (days_ago, sellers))?;
            self.goes(tx, deal, (at, days_ago), (&pipeline, &reasons))?;
        }
        Ok(())
    }

    fn begins(
        &self,
        tx: &mut Tx<'_>,
        (at, customer): (usize, CustomerId),
        (days_ago, sellers): (usize, &Sellers),
    ) -> Result<Deal, DemoError> {
        let (wish, least) = WISHES.get(at % WISHES.len()).copied().unwrap_or_default();
        let tenge = least + self.dice.below(40) * 10_000;
        let dealing = dealing_of(self.at(tx, signed(days_ago))?);
        let card = customers::listing::get(tx, &dealing.act, customer)?;
        let of_client = card.sheet.text(customers::builtin::RESPONSIBLE).and_then(|id| id.parse().ok());
        let closes_on = (at % 9 != 4).then(|| dealing.today() + 20 + signed(self.dice.below(90)));
        let written = Written {
            customer,
            title: wish.to_owned(),
            amount: Money::new(signed(tenge) * 100, Currency::KZT),
            closes_on,
            // Whoever answers for the client sells to them.
            responsible: of_client.or_else(|| sellers.of(at, at % 3 == 0)),
            source: SOURCES.get(self.dice.below(SOURCES.len())).copied().unwrap_or_default().to_owned(),
            note: String::new(),
            lines: Vec::new(),
        };
        Ok(dealing::open(tx, &dealing, (None, None), written)?)
    }

    /// Every deal goes on for as long as it has luck; old ones are over by now.
    fn goes(
        &self,
        tx: &mut Tx<'_>,
        deal: Deal,
        (at, mut days_ago): (usize, usize),
        (pipeline, reasons): (&Pipeline, &[ReasonId]),
    ) -> Result<(), DemoError> {
        for stage in pipeline.stages.iter().skip(1) {
            let pause = 2 + self.dice.below(9);
            if pause >= days_ago {
                return Ok(());
            }
            days_ago -= pause;
            let dealing = dealing_of(self.at(tx, signed(days_ago))?);
            if self.dice.below(100) < 19 {
                let reason = reasons.get(self.dice.below(reasons.len().max(1))).copied();
                moving::lose(tx, &dealing, (deal.id, None), (reason, ""))?;
                return Ok(());
            }
            let to = Move { stage: stage.id, before: None, note: String::new() };
            moving::shift(tx, &dealing, (deal.id, None), &to)?;
        }
        let pause = 1 + self.dice.below(6);
        if pause < days_ago && at % 5 != 3 {
            let dealing = dealing_of(self.at(tx, signed(days_ago - pause))?);
            moving::win(tx, &dealing, (deal.id, None), "")?;
        }
        Ok(())
    }
}

fn dealing_of(act: Act) -> Dealing {
    Dealing { act, zone: TimeZone::UTC, gates: Gates::default(), goods: deals::goods::Goods::default() }
}

fn signed(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(0)
}

//! What the staff of the company promised to whom: something overdue, something for today, a team's queue, weeks ahead.

use crate::playing::{DemoError, OWNER_EMAIL, Stage};
use crate::staff::Sellers;
use crate::store;
use customers::CustomerId;
use db::Tx;
use jiff::ToSpan as _;
use jiff::tz::TimeZone;
use kernel::RawId;
use tasks::{Doing, Due, Repeat, Unit, Written, kinds};

/// Kind, in a few words, in how many days (negative: so long ago), minutes since midnight, every how many days again.
type Promise = (&'static str, &'static str, i64, Option<u16>, Option<i64>);

/// What anybody of the staff promises.
const PROMISES: [Promise; 12] = [
    ("call", "Узнать, подошли ли пиалы", -1, None, None),
    ("call", "Перезвонить о скидке на набор", 0, None, None),
    ("write", "Отправить фото новых тарелок", 0, None, None),
    ("meet", "Показать роспись в магазине", 1, Some(11 * 60), None),
    ("call", "Напомнить о счёте", 2, Some(15 * 60 + 30), None),
    ("gift", "Отвезти кружку с именем", 3, None, None),
    ("write", "Прислать каталог", 4, None, None),
    ("visit", "Посмотреть кухню и посчитать посуду", 6, Some(10 * 60), None),
    ("call", "Спросить об отгрузке", 7, Some(12 * 60), Some(7)),
    ("congratulate", "Поздравить с юбилеем кафе", 9, None, None),
    ("meet", "Обсудить договор на год", 13, Some(16 * 60), None),
    ("other", "Сверить остатки под заказ", 18, None, Some(30)),
];

/// What waits for the first of a team who takes it.
const WAITING: [&str; 3] =
    ["Ответить на заявку с сайта", "Перезвонить по пропущенному", "Уточнить адрес доставки"];

/// With which client the promises of each begin: those before have their own stories.
const FIRST: usize = 30;

impl Stage {
    /// Plays the promises.
    pub(crate) fn promises(
        &self,
        tx: &mut Tx<'_>,
        (ids, sellers): (&[CustomerId], &Sellers),
    ) -> Result<(), DemoError> {
        let owner = access::user::by_email(tx, OWNER_EMAIL)?.map(|user| user.id.0);
        let owner = owner.or(self.doing(tx)?.act.actor.user);
        let clients = self.with_whoever_answers(tx, ids)?;
        let of = |person: Option<RawId>| clients.iter().filter(move |(_, who)| *who == person);
        let none: Option<RawId> = None;
        let people = owner.map(|owner| (owner, none)).into_iter();
        for (person, answers) in people.chain(sellers.all().map(|id| (id, Some(id)))) {
            for (promise, (client, _)) in PROMISES.iter().zip(of(answers)) {
                self.promises_once(tx, (person, *client), promise)?;
            }
        }
        let mut unanswered = of(none).skip(PROMISES.len());
        for team in store::marked_teams(tx)? {
            for title in WAITING {
                let Some((client, _)) = unanswered.next() else { continue };
                let doing = self.doing(tx)?;
                let due = Due::on(doing.today());
                let call = written(("call", title), *client, due);
                tasks::doing::add(tx, &doing, Written { team: Some(team.0), ..call })?;
            }
        }
        let doing = self.doing(tx)?;
        Ok(tasks::occasions::foresee_now(tx, &doing)?)
    }

    /// Clients in use, each with whoever answers for them.
    fn with_whoever_answers(
        &self,
        tx: &mut Tx<'_>,
        ids: &[CustomerId],
    ) -> Result<Vec<(CustomerId, Option<RawId>)>, DemoError> {
        let act = self.at(tx, 0)?;
        let mut found = Vec::new();
        for id in ids.iter().skip(FIRST) {
            let card = customers::listing::get(tx, &act, *id)?;
            if card.archived_at.is_none() {
                let who = card.sheet.text(customers::builtin::RESPONSIBLE);
                found.push((*id, who.and_then(|id| id.parse().ok())));
            }
        }
        Ok(found)
    }

    fn doing(&self, tx: &mut Tx<'_>) -> Result<Doing, DemoError> {
        let act = self.at(tx, 0)?;
        let zone = TimeZone::get(&self.firm.zone).unwrap_or(TimeZone::UTC);
        Ok(Doing { act, zone })
    }

    fn promises_once(
        &self,
        tx: &mut Tx<'_>,
        (person, client): (RawId, CustomerId),
        (kind, title, days, minute, again): &Promise,
    ) -> Result<(), DemoError> {
        let doing = self.doing(tx)?;
        let on = doing.today().saturating_add(days.days());
        let due = Due { on, minute: *minute };
        let repeat = again.and_then(|every| Repeat::new(every, Unit::Day, on));
        let written = Written { assignee: Some(person), repeat, ..written((*kind, *title), client, due) };
        tasks::doing::add(tx, &doing, written)?;
        Ok(())
    }
}

fn written((kind, title): (&str, &str), client: CustomerId, due: Due) -> Written {
    Written {
        kind: kinds::find(kind).unwrap_or(kinds::OTHER),
        title: title.into(),
        note: String::new(),
        customer: Some(client),
        assignee: None,
        team: None,
        due,
        repeat: None,
    }
}

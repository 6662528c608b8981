//! The nightly job that looks some days ahead.

use super::{BIRTHDAY, DATE, HOLIDAY, HOLIDAYS};
use crate::error::TaskError;
use crate::kinds::CONGRATULATE;
use crate::{Doing, Due, Written, doing, planning};
use access::roles::OWNER;
use customers::listing::{self, Query};
use customers::{Customer, Desk, builtin, relations};
use db::{DbError, Tx};
use fields::{Condition, Operator};
use jiff::ToSpan as _;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jobs::{Job, JobError, Outcome, Recurring, Schedule, Work};
use kernel::{Actor, RawId, Setting};

/// How many days before the day a task is made.
pub const DAYS_AHEAD: i64 = 3;

const KIND: &str = "tasks.foresee";

/// Cards looked at in one transaction.
const BATCH: usize = 200;

/// The job.
pub struct Foresee;

/// When it is due: early each day in the firm's zone.
pub fn recurring(zone: TimeZone) -> Recurring {
    Recurring { kind: KIND, schedule: Schedule::DailyAt(Time::constant(4, 30, 0, 0), zone) }
}

impl Job for Foresee {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let setting = work.setting().clone();
        write(work, move |tx| {
            let doing = house(tx, &setting)?;
            holidays(tx, &doing)
        })?;
        let mut after = 0;
        loop {
            let setting = work.setting().clone();
            let next = write(work, move |tx| {
                let doing = house(tx, &setting)?;
                birthdays(tx, &doing, after)
            })?;
            let Some(next) = next else { break };
            after = next;
            if work.is_stopping() {
                return Ok(Outcome::Stopped);
            }
        }
        let mut after = RawId::nil();
        loop {
            let setting = work.setting().clone();
            let next = write(work, move |tx| {
                let doing = house(tx, &setting)?;
                dates(tx, &doing, after)
            })?;
            let Some(next) = next else { return Ok(Outcome::DONE) };
            after = next;
            if work.is_stopping() {
                return Ok(Outcome::Stopped);
            }
        }
    }
}

fn write<R: Send + 'static>(
    work: &Work,
    step: impl FnOnce(&mut Tx<'_>) -> Result<R, TaskError> + Send + 'static,
) -> Result<R, JobError> {
    work.write(move |tx| step(tx).map_err(|error| JobError::Again(error.to_string())))
}

/// The house itself at work.
fn house(tx: &mut Tx<'_>, setting: &Setting) -> Result<Doing, DbError> {
    let firm = access::firm::load(tx)?;
    let zone = TimeZone::get(&firm.zone).unwrap_or(TimeZone::UTC);
    let act = Desk::default().act(tx, (setting, &Actor::system()), &firm)?;
    Ok(Doing { act, zone })
}

/// Makes at once what the job makes each night.
///
/// # Errors
/// As [`doing::add`].
pub fn foresee_now(tx: &mut Tx<'_>, doing: &Doing) -> Result<(), TaskError> {
    holidays(tx, doing)?;
    let mut card = 0;
    while let Some(next) = birthdays(tx, doing, card)? {
        card = next;
    }
    let mut relation = RawId::nil();
    while let Some(next) = dates(tx, doing, relation)? {
        relation = next;
    }
    Ok(())
}

/// One task of the owner for each holiday that is near.
pub(crate) fn holidays(tx: &mut Tx<'_>, doing: &Doing) -> Result<(), TaskError> {
    let country = doing.act.manner.country;
    let owner = access::user::all(tx)?
        .into_iter()
        .find(|user| user.role.slug == OWNER.slug && user.disabled_at.is_none());
    let Some(owner) = owner else { return Ok(()) };
    for holiday in HOLIDAYS.iter().filter(|holiday| holiday.countries.contains(&country)) {
        let Some(on) = near(doing, holiday.on) else { continue };
        let task = congratulating(on, None, owner.id.0);
        doing::foresee(tx, doing, task, (format!("{HOLIDAY}/{}/{on}", holiday.slug), String::new()))?;
    }
    Ok(())
}

/// Makes the tasks of one batch of birthdays; gives the card to go on after, `None` at the end.
pub(crate) fn birthdays(tx: &mut Tx<'_>, doing: &Doing, after: i64) -> Result<Option<i64>, TaskError> {
    let Some(birthday) = doing.act.fields.no(builtin::BIRTHDAY) else { return Ok(None) };
    let near = Condition::field(&birthday.slug, Operator::NextDays, [DAYS_AHEAD.to_string()]);
    let query = Query { condition: near, ..Query::default() };
    let numbers = listing::numbers(tx, &doing.act, &query, (after, BATCH))?;
    for no in &numbers {
        let Some(card) = listing::numbered(tx, &doing.act, *no)? else { continue };
        let day = card.sheet.text(builtin::BIRTHDAY).and_then(month_and_day);
        if let Some(on) = day.and_then(|day| self::near(doing, day)) {
            wish(tx, doing, &card, (on, format!("{BIRTHDAY}/{}/{on}", card.id), String::new()))?;
        }
    }
    Ok(numbers.last().copied().filter(|_| numbers.len() == BATCH))
}

/// Makes the tasks of one batch of relations with important dates; gives the relation to go on after.
pub(crate) fn dates(tx: &mut Tx<'_>, doing: &Doing, after: RawId) -> Result<Option<RawId>, TaskError> {
    let dated = relations::dated(tx, &doing.act, (after, BATCH))?;
    for relation in &dated {
        for date in &relation.dates {
            let Some(on) = month_and_day(&date.on).and_then(|day| near(doing, day)) else { continue };
            let Some(card) = planning::seen_card(tx, doing, relation.from)? else { continue };
            let occasion = format!("{DATE}/{}/{on}", relation.id);
            wish(tx, doing, &card, (on, occasion, date.what.clone()))?;
        }
    }
    Ok(dated.last().map(|relation| relation.id.0).filter(|_| dated.len() == BATCH))
}

/// A task of whoever answers for the client, if anybody does.
fn wish(
    tx: &mut Tx<'_>,
    doing: &Doing,
    card: &Customer,
    (on, occasion, what): (Date, String, String),
) -> Result<(), TaskError> {
    let Some(who) = card.sheet.text(builtin::RESPONSIBLE).and_then(|id| id.parse().ok()) else {
        return Ok(());
    };
    let task = congratulating(on, Some(card), who);
    doing::foresee(tx, doing, task, (occasion, what))?;
    Ok(())
}

fn congratulating(on: Date, card: Option<&Customer>, who: RawId) -> Written {
    Written {
        kind: CONGRATULATE,
        title: String::new(),
        note: String::new(),
        customer: card.map(|card| card.id),
        assignee: Some(who),
        team: None,
        due: Due::on(on),
        repeat: None,
    }
}

/// The coming day of a month and day, if it is at most [`DAYS_AHEAD`] away; 29 February is kept on the 28th of other
/// years.
fn near(doing: &Doing, (month, day): (i8, i8)) -> Option<Date> {
    let today = doing.today();
    let last = today.checked_add(DAYS_AHEAD.days()).ok()?;
    let in_year = |year: i16| {
        Date::new(year, month, day).or_else(|_| Date::new(year, month, 1).map(Date::last_of_month)).ok()
    };
    [today.year(), today.year() + 1].into_iter().filter_map(in_year).find(|on| *on >= today && *on <= last)
}

/// Month and day of a yearly date, `1984-03-12` or `--03-12`.
fn month_and_day(text: &str) -> Option<(i8, i8)> {
    let rest = text.strip_prefix("--").or_else(|| text.get(5..))?;
    let (month, day) = rest.split_once('-')?;
    Some((month.parse().ok()?, day.parse().ok()?))
}

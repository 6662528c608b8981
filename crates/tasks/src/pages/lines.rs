//! A task in a line: what, about whom, by when, and whether the other side is awake.

use crate::planning::Planned;
use crate::{Doing, Task, hinting, hours, occasions};
use customers::staff::Staff;
use customers::{Act, Customer, builtin};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use words::Say;

/// A task as it is drawn in a line.
pub(super) struct Line {
    pub(super) id: String,
    pub(super) icon: &'static str,
    pub(super) title: String,
    pub(super) note: String,
    pub(super) hint: String,
    pub(super) customer: Option<(String, String)>,
    pub(super) warmth: Option<(String, String)>,
    pub(super) when: String,
    pub(super) is_overdue: bool,
    pub(super) is_closed: bool,
    pub(super) is_done: bool,
    pub(super) outcome: String,
    pub(super) repeats: String,
    pub(super) who: String,
    pub(super) can_take: bool,
    pub(super) there: String,
    pub(super) clock: String,
}

/// What lines are drawn with.
pub(super) struct Pen<'p> {
    pub(super) doing: &'p Doing,
    pub(super) say: &'p Say,
    pub(super) staff: &'p Staff,
    pub(super) teams: &'p [access::Team],
}

impl Pen<'_> {
    pub(super) fn line(&self, planned: Planned) -> Line {
        let hint = hinting::of(&planned);
        let Planned { task, customer, .. } = planned;
        let closure = task.closure.as_ref();
        Line {
            id: task.id.to_string(),
            icon: task.written.kind.icon(),
            title: title(&task, self.say),
            note: task.written.note.clone(),
            hint,
            warmth: customer.as_ref().and_then(|card| warmth(&self.doing.act, card, self.say)),
            there: customer.as_ref().map(|card| self.there(&task, card)).unwrap_or_default(),
            customer: customer.map(|card| (format!("/customers/{}", card.id), name(&card, self.say))),
            when: self.when(&task),
            is_overdue: task.is_overdue(self.doing.act.setting.now()),
            is_closed: closure.is_some(),
            is_done: closure.is_some_and(|closure| closure.is_done),
            outcome: closure.map(|closure| closure.outcome.clone()).unwrap_or_default(),
            repeats: repeats(&task, self.say),
            who: self.who(&task),
            can_take: task.written.assignee.is_none(),
            clock: task.written.due.clock(),
        }
    }

    /// The same on the card of the customer, where nobody needs to be told whom it is about.
    pub(super) fn line_on_card(&self, planned: Planned) -> Line {
        Line { customer: None, warmth: None, there: String::new(), ..self.line(planned) }
    }

    /// Who has it: a person, else the team in whose queue it waits.
    fn who(&self, task: &Task) -> String {
        let person = task.written.assignee.and_then(|id| self.staff.name(id)).map(str::to_owned);
        let team = || task.written.team.and_then(|id| self.teams.iter().find(|team| team.id.0 == id));
        person.or_else(|| team().map(|team| team.name.clone())).unwrap_or_default()
    }

    /// By when in words: "today at 15:30", "yesterday", "12 March".
    fn when(&self, task: &Task) -> String {
        let day = day_words(task.written.due.on, self.doing.today(), self.say);
        match task.written.due.clock() {
            clock if clock.is_empty() => day,
            clock => self.say.with("tasks-day-at", &[("day", day.into()), ("time", clock.into())]),
        }
    }

    /// What their clock shows, now or at the time of day that the task is for, and whether they may be disturbed; empty
    /// when it may be done by our own clock.
    fn there(&self, task: &Task, card: &Customer) -> String {
        let now = self.doing.act.setting.now();
        let is_ahead = task.written.due.minute.is_some() && task.due_at > now;
        let at = if is_ahead { task.due_at } else { now };
        let timing = hours::timing(self.doing, (task.written.kind, card), at);
        let Some(timing) = timing.filter(|_| task.closure.is_none()) else { return String::new() };
        let key = match (is_ahead, timing.is_now, timing.is_guess) {
            (_, true, _) if !timing.is_elsewhere => return String::new(),
            (false, true, false) => "tasks-there-awake",
            (false, true, true) => "tasks-there-awake-guessed",
            (false, false, false) => "tasks-there-late",
            (false, false, true) => "tasks-there-late-guessed",
            (true, true, false) => "tasks-there-then",
            (true, true, true) => "tasks-there-then-guessed",
            (true, false, false) => "tasks-there-then-late",
            (true, false, true) => "tasks-there-then-late-guessed",
        };
        let hours = hours::written(&timing);
        self.say.with(key, &[("time", timing.there.into()), ("hours", hours.into())])
    }
}

/// What a task is called: its own title, that of its occasion, or its kind.
pub(crate) fn title(task: &Task, say: &Say) -> String {
    let own = Some(task.written.title.clone()).filter(|title| !title.is_empty());
    own.or_else(|| occasions::title(task, say)).unwrap_or_else(|| say.t(&task.written.kind.label()))
}

/// A day near today by its word, any other by its date.
pub(super) fn day_words(day: Date, today: Date, say: &Say) -> String {
    let n = today.until(day).map_or(0, |span| span.get_days());
    match n {
        -1 => say.t("tasks-yesterday"),
        0 => say.t("tasks-today"),
        1 => say.t("tasks-tomorrow"),
        _ => say.day(day),
    }
}

fn repeats(task: &Task, say: &Say) -> String {
    let Some(repeat) = task.written.repeat else { return String::new() };
    say.n(&format!("tasks-every-{}", repeat.unit.slug()), i64::from(repeat.every))
}

fn warmth(act: &Act, card: &Customer, say: &Say) -> Option<(String, String)> {
    let degree = card.sheet.text(builtin::WARMTH)?;
    let field = act.fields.no(builtin::WARMTH)?;
    Some((degree.to_owned(), field.show(degree, say)))
}

/// The name of a customer as lists show it.
pub(super) fn name(card: &Customer, say: &Say) -> String {
    if card.name.is_empty() { say.t("customers-nameless") } else { card.name.clone() }
}

/// The day it is in a zone.
pub(super) fn today(now: kernel::Millis, zone: &TimeZone) -> Date {
    let at = jiff::Timestamp::from_millisecond(now).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.to_zoned(zone.clone()).date()
}

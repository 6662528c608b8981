//! The dashboard by letter: each week or each month, as a PDF, to whoever wishes for it.
//!
//! It goes out in the morning of the firm's Monday, or of the first of the month; a morning that was missed is made up for
//! later. That a letter goes out is noted before it is handed to the server: after a crash in between one may be missing,
//! but none comes twice.

use std::sync::Arc;

use access::mailing::{self, Mailing};
use access::{User, UserId, user};
use db::{DbError, Tx};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jobs::{Job, JobError, Outcome, Recurring, Schedule, Work};
use journal::Entry;
use kernel::{Actor, Level, MINUTE_MS, Right, Setting};
use mail::{Address, Enclosure, HandingError, MailError, Outgoing, Post};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use web::App;
use words::Say;

use crate::dashboard::DashboardError;
use crate::reporting::{Reporter, file};
use crate::store::letters as store;
use store::Wish;

const KIND: &str = "analytics.letters";
/// The hour of the firm's day before which nothing goes out.
const MORNING: i8 = 8;

/// How often a dashboard comes by letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Every {
    /// Not at all.
    #[default]
    Never,
    /// On Mondays.
    Week,
    /// On the first of a month.
    Month,
}

impl Every {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Every; 3] = [Every::Never, Every::Week, Every::Month];

    /// Its name in the base, the API and the catalogue.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// The one of a name.
    pub fn find(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|every| every.slug() == slug)
    }

    /// The last day up to `today` on which a letter was due; none of never.
    fn due(self, today: Date) -> Option<Date> {
        match self {
            Self::Never => None,
            Self::Week => {
                let back = i64::from(today.weekday().since(Weekday::Monday));
                today.checked_sub(jiff::Span::new().days(back)).ok()
            }
            Self::Month => Some(today.first_of_month()),
        }
    }
}

/// How often whoever acts gets their dashboard by letter.
///
/// # Errors
/// [`DashboardError::Forbidden`] for actors who are no person or may not read analyses.
pub fn of(tx: &mut Tx<'_>, actor: &Actor) -> Result<Every, DashboardError> {
    let wish = store::of(tx, person(actor)?)?;
    Ok(wish.and_then(|wish| Every::find(&wish.every)).unwrap_or_default())
}

/// Has the dashboard of whoever acts sent so often, from the next day due on.
///
/// # Errors
/// As [`of`].
pub fn set(
    tx: &mut Tx<'_>,
    (setting, actor): (&Setting, &Actor),
    (every, zone): (Every, &str),
) -> Result<(), DashboardError> {
    let user = person(actor)?;
    match every {
        Every::Never => store::remove(tx, user)?,
        _ => {
            let sent_on = number(today(setting, zone).1);
            store::put(tx, &Wish { user, every: every.slug().to_owned(), sent_on })?;
        }
    }
    let entry =
        Entry::now(setting, "dashboard.letters", ("dashboard", user), &json!({ "every": every.slug() }));
    journal::append(tx, setting, actor, entry)?;
    Ok(())
}

fn person(actor: &Actor) -> Result<kernel::RawId, DashboardError> {
    let user = actor.user.filter(|_| actor.may(crate::RIGHT, Level::Read));
    user.ok_or(DashboardError::Forbidden)
}

/// The hour and the day of the firm now.
fn today(setting: &Setting, zone: &str) -> (i8, Date) {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let now = jiff::Timestamp::from_millisecond(setting.now()).unwrap_or_default().to_zoned(zone);
    (now.hour(), now.date())
}

/// A day as days since 1970.
fn number(day: Date) -> i64 {
    i64::from((day - Date::constant(1970, 1, 1)).get_days())
}

struct Letters {
    app: App,
    known: Vec<Right>,
}

/// The job over a house; `known` are all rights of it.
pub fn job(app: &App) -> Arc<dyn Job> {
    Arc::new(Letters { app: app.clone(), known: access::known_rights(app.capabilities) })
}

/// When it is due: each ten minutes.
pub fn recurring() -> Recurring {
    Recurring { kind: KIND, schedule: Schedule::Every(10 * MINUTE_MS) }
}

impl Job for Letters {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let Some(post) = self.app.offer::<Post>() else { return Ok(Outcome::DONE) };
        let (hour, today) = today(work.setting(), &self.app.firm().zone);
        if hour < MORNING {
            return Ok(Outcome::DONE);
        }
        let read = work.db().read(|tx| Ok::<_, DbError>((mailing::load(tx)?, store::all(tx)?)))?;
        let (Some(mailing), wishes) = read else { return Ok(Outcome::DONE) };
        for wish in wishes {
            if work.is_stopping() {
                return Ok(Outcome::Stopped);
            }
            let due = Every::find(&wish.every).and_then(|every| every.due(today)).map(number);
            if let Some(day) = due.filter(|day| *day > wish.sent_on) {
                self.tell(work, (post, &mailing), (&wish, day))?;
            }
        }
        Ok(Outcome::DONE)
    }
}

impl Letters {
    /// Draws one's dashboard, notes it and hands it over.
    fn tell(
        &self,
        work: &Work,
        (post, mailing): (&Post, &Mailing),
        (wish, day): (&Wish, i64),
    ) -> Result<(), JobError> {
        let again = |error: &MailError| JobError::Again(format!("the mail server: {}", error.key()));
        let account = mailing.account(&post.seal).map_err(|error| JobError::Never(error.to_string()))?;
        let Some(letter) = self.letter(work, mailing, wish)? else { return Ok(()) };
        let sender = post.office.sender(account, &mailing.from.email);
        let bytes = letter.compose().map_err(|error| JobError::Never(error.to_string()))?;
        let handing = match sender.begin(&letter.envelope()) {
            Ok(handing) => Some(handing),
            Err(MailError::AddressRefused { is_for_good: true, .. }) => None,
            Err(error) => return Err(again(&error)),
        };
        let (user, before) = (wish.user, wish.sent_on);
        let is_ours = work.write(move |tx| Ok(store::note(tx, user, (before, day))?))?;
        let Some(handing) = handing.filter(|_| is_ours) else { return Ok(()) };
        match handing.hand_over(&bytes) {
            Err(HandingError::Refused(error)) if error.may_pass() => {
                work.write(move |tx| Ok(store::note(tx, user, (day, before))?))?;
                Err(again(&error))
            }
            _ => Ok(()),
        }
    }

    /// The letter with the dashboard as its person may see it; `None` for whoever may not any more.
    fn letter(&self, work: &Work, mailing: &Mailing, wish: &Wish) -> Result<Option<Outgoing>, JobError> {
        let reporter = Reporter::of(&self.app);
        let drawn = work.db().read(|tx| {
            let Some(actor) = access::sight::person(tx, wish.user, &self.known)? else { return Ok(None) };
            let Some(person) = user::get(tx, UserId(wish.user))? else { return Ok(None) };
            let say = self.say(&person);
            match reporter.report(tx, &actor, &say) {
                Ok(report) => Ok(Some((person, say, report))),
                Err(DashboardError::Db(error)) => Err(error),
                Err(_) => Ok(None),
            }
        });
        let Some((person, say, report)) = drawn? else { return Ok(None) };
        let Some((media_type, bytes)) = file(&report, "pdf") else { return Ok(None) };
        let subject = format!("{}: {}", report.title, report.note);
        let mut text = String::new();
        for item in &report.items {
            text.push_str(&format!("{}\n{}\n\n", item.title, item.says));
        }
        let address = format!("{}/dashboard", mailing.house);
        text.push_str(&say.with("analytics-letter-off", &[("address", address.into())]));
        let to = Address { name: person.name.clone(), email: person.email.clone() };
        let letter = mailing.letter(work.setting(), to, (subject, text));
        let name = format!("{}.pdf", report.title);
        let enclosure = Enclosure { name, media_type: media_type.to_owned(), bytes };
        Ok(Some(Outgoing { enclosures: vec![enclosure], ..letter }))
    }

    fn say(&self, person: &User) -> Say {
        let firm = self.app.firm();
        let zone = TimeZone::get(person.zone.as_deref().unwrap_or(&firm.zone)).unwrap_or(TimeZone::UTC);
        self.app.words.say(person.lang.unwrap_or(firm.lang), zone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_due_on_mondays_or_on_the_first() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let check =
            |every: Every, today: &str, due: &str| assert_eq!(every.due(day(today)), Some(day(due)));
        check(Every::Week, "2026-11-23", "2026-11-23");
        check(Every::Week, "2026-11-29", "2026-11-23");
        check(Every::Month, "2026-11-01", "2026-11-01");
        check(Every::Month, "2026-11-30", "2026-11-01");
        assert_eq!(Every::Never.due(day("2026-11-23")), None);
        for every in Every::ALL {
            assert_eq!(Every::find(every.slug()), Some(every));
        }
    }
}

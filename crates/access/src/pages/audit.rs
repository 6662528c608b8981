//! Who read which personal data and when.

use super::drawing::{Choices, Faults, drawn};
use crate::reading::{self, How, Read, ReadLog, Sought};
use crate::rights::AUDIT;
use crate::{Naming, User, user};
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use jiff::civil::Date;
use kernel::{Level, Millis, RawId};
use std::collections::HashMap;
use ui::Frame;
use web::{Form, Problem, Visit};
use words::Say;

/// Readings on one page.
const N_LINES: usize = 100;

#[derive(Template)]
#[template(path = "pages/audit.html")]
struct AuditPage {
    frame: Frame,
    lines: Vec<AuditLine>,
    people: Choices,
    ways: Choices,
    typed: Typed,
    faults: Faults,
    older: String,
}

/// One reading as it is drawn.
struct AuditLine {
    when: String,
    who: String,
    how: String,
    what: String,
    n: i64,
    customer: String,
    /// What the customer is called; a general word where nothing is known of them.
    name: String,
}

/// What was asked for, as it was typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub(super) user: String,
    pub(super) customer: String,
    how: String,
    pub(super) from: String,
    pub(super) until: String,
}

impl Typed {
    pub(super) fn of(form: &Form) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        let customer = form.text("customer").rsplit('/').next().unwrap_or_default();
        let customer = customer.split(['?', '#']).next().unwrap_or_default().to_owned();
        Self { user: text("user"), customer, how: text("how"), from: text("from"), until: text("until") }
    }

    /// Of which customer; a sentence where what was typed names none, since it must not be taken for everybody.
    pub(super) fn subject(&self, say: &Say) -> Result<Option<RawId>, Faults> {
        if self.customer.is_empty() {
            return Ok(None);
        }
        let unknown = |_| Faults::one("customer", say.t("access-audit-customer-unknown"));
        self.customer.parse().map(Some).map_err(unknown)
    }

    fn sought(&self, say: &Say, (subject, before): (Option<RawId>, Option<i64>)) -> Sought {
        Sought {
            user: self.user.parse().ok(),
            subject,
            how: How::from_slug(&self.how),
            from: day(say, &self.from, 0),
            until: day(say, &self.until, 1),
            before,
            limit: N_LINES + 1,
        }
    }

    fn address(&self, before: i64) -> String {
        let Self { user, customer, how, from, until } = self;
        format!(
            "/audit?user={user}&customer={customer}&how={how}&from={from}&until={until}&before={before}"
        )
    }
}

/// The first moment of the day that comes `n_days` after a date, in the reader's time zone.
pub(super) fn day(say: &Say, typed: &str, n_days: i64) -> Option<Millis> {
    let date = typed.parse::<Date>().ok()?.checked_add(jiff::Span::new().days(n_days)).ok()?;
    Some(date.to_zoned(say.zone().clone()).ok()?.timestamp().as_millisecond())
}

/// Shows them, newest first.
pub(crate) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    visit.need(AUDIT, Level::Read)?;
    if let Some(log) = visit.app.offer::<ReadLog>() {
        log.keep(&visit.app.db, &visit.app.setting).await?;
    }
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let typed = Typed::of(&form);
    let (subject, faults) = match typed.subject(&visit.say) {
        Ok(subject) => (subject, Faults::default()),
        Err(faults) => (None, faults),
    };
    let sought = typed.sought(&visit.say, (subject, form.text("before").parse().ok()));
    let is_wrong = faults.n() > 0;
    let read = visit.app.db.reading(move |tx| {
        let found = if is_wrong { Vec::new() } else { reading::sought(tx, &sought)? };
        Ok::<_, db::DbError>((found, user::all(tx)?))
    });
    let (mut found, people) = read.await?;
    let has_more = found.len() > N_LINES;
    found.truncate(N_LINES);
    let last = found.last().map(|(seq, _)| *seq).filter(|_| has_more);
    let shown = found.iter().filter_map(|(_, read)| read.subject).collect();
    let names = Naming::of(&visit, shown).await?.unwrap_or_default();
    let say = &visit.say;
    let any = |key: &str| (String::new(), say.t(key));
    let way = |how: How| (how.slug().to_owned(), say.t(&format!("access-read-{}", how.slug())));
    let page = AuditPage {
        frame: visit.frame("access-audit"),
        lines: found.into_iter().map(|(_, read)| line(say, read, (&people, &names))).collect(),
        ways: std::iter::once(any("access-audit-any-way")).chain(How::ALL.map(way)).collect(),
        people: std::iter::once(any("access-audit-anybody"))
            .chain(people.iter().map(|user| (user.id.to_string(), user.name.clone())))
            .collect(),
        older: last.map(|seq| typed.address(seq)).unwrap_or_default(),
        typed,
        faults: faults.clone(),
    };
    drawn(&page, &faults)
}

/// What is read of a customer besides the card, each with words of its own.
const KEPT: [&str; 2] = ["interactions", "disclosure"];

fn line(say: &Say, read: Read, (people, names): (&[User], &HashMap<RawId, String>)) -> AuditLine {
    let who = people.iter().find(|user| user.id.0 == read.user);
    AuditLine {
        when: say.date_time(read.at),
        who: who.map_or_else(|| read.user.to_string(), |user| user.name.clone()),
        how: say.t(&format!("access-read-{}", read.how.slug())),
        what: match KEPT.contains(&read.what.as_str()) {
            true => say.t(&format!("access-audit-what-{}", read.what)),
            false => read.what,
        },
        n: read.n,
        customer: read.subject.map(|id| id.to_string()).unwrap_or_default(),
        name: read
            .subject
            .and_then(|id| names.get(&id).cloned())
            .unwrap_or_else(|| say.t("access-audit-card")),
    }
}

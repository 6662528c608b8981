//! Alarms: what should be looked at, said in words, and settled with one press.

use super::drawing::{Faults, drawn};
use crate::alarm::{self, Alarm, AlarmId, Cause};
use crate::reading::ReadLog;
use crate::rights::AUDIT;
use crate::{Naming, User, canary, user};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::{Level, RawId};
use std::collections::HashMap;
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit};
use words::{Arg, Say};

#[derive(Template)]
#[template(path = "pages/alarms.html")]
struct AlarmsPage {
    frame: Frame,
    lines: Vec<AlarmLine>,
    can_settle: bool,
    /// The id and the name of each.
    canaries: Vec<(RawId, String)>,
    can_plant: bool,
    /// What was typed of a customer that is not one.
    typed: String,
    faults: Faults,
}

/// An alarm as it is drawn.
struct AlarmLine {
    id: AlarmId,
    when: String,
    sentence: String,
    why: String,
    user: String,
    customer: String,
    /// What the customer is called; a general word where nothing is known of them.
    name: String,
    settled: String,
}

/// Shows them, open ones first.
pub(crate) async fn show(visit: Visit) -> Result<Response, Problem> {
    all(visit, (String::new(), Faults::default())).await
}

async fn all(visit: Visit, (typed, faults): (String, Faults)) -> Result<Response, Problem> {
    visit.need(AUDIT, Level::Read)?;
    if let Some(log) = visit.app.offer::<ReadLog>() {
        log.keep(&visit.app.db, &visit.app.setting).await?;
    }
    let actor = visit.actor().clone();
    let can_plant = actor.may(AUDIT, Level::Arrange);
    let read = visit.app.db.reading(move |tx| {
        let canaries = if can_plant { canary::all(tx, &actor)? } else { Vec::new() };
        Ok::<_, crate::Refusal>((alarm::all(tx, &actor, 200)?, user::all(tx)?, canaries))
    });
    let (alarms, people, canaries) = read.await?;
    let shown: Vec<RawId> = alarms.iter().filter_map(|one| one.subject).chain(canaries.clone()).collect();
    let names = Naming::of(&visit, shown).await?.unwrap_or_default();
    let named = |id: RawId| (id, names.get(&id).cloned().unwrap_or_else(|| id.to_string()));
    let page = AlarmsPage {
        frame: visit.frame("access-audit"),
        lines: alarms.into_iter().map(|alarm| line(&visit.say, alarm, (&people, &names))).collect(),
        can_settle: visit.actor().may(AUDIT, Level::Write),
        canaries: canaries.into_iter().map(named).collect(),
        can_plant,
        typed,
        faults: faults.clone(),
    };
    drawn(&page, &faults)
}

fn name(say: &Say, id: Option<RawId>, people: &[User]) -> String {
    let user = people.iter().find(|user| Some(user.id.0) == id);
    user.map_or_else(|| say.t("access-audit-nobody"), |user| user.name.clone())
}

fn line(say: &Say, alarm: Alarm, (people, names): (&[User], &HashMap<RawId, String>)) -> AlarmLine {
    let who: Arg<'_> = name(say, alarm.user, people).into();
    let (sentence, why) = match &alarm.cause {
        Cause::Canary { how } => (
            say.with(&format!("access-alarm-canary-{how}"), &[("who", who)]),
            say.t("access-alarm-canary-why"),
        ),
        Cause::Unusual { how, n, own, colleagues, .. } => {
            let args = [("who", who), ("n", Arg::Int(*n))];
            (say.with(&format!("access-alarm-unusual-{how}"), &args), usual(say, *own, *colleagues))
        }
    };
    let settled = alarm.settled_at.map(|at| {
        let who = name(say, alarm.settled_by, people);
        say.with("access-alarm-settled", &[("who", who.into()), ("when", say.date_time(at).into())])
    });
    AlarmLine {
        id: alarm.id,
        when: say.date_time(alarm.at),
        sentence,
        why,
        user: alarm.user.map(|id| id.to_string()).unwrap_or_default(),
        customer: alarm.subject.map(|id| id.to_string()).unwrap_or_default(),
        name: alarm
            .subject
            .and_then(|id| names.get(&id).cloned())
            .unwrap_or_else(|| say.t("access-audit-card")),
        settled: settled.unwrap_or_default(),
    }
}

/// What is usual, in words.
fn usual(say: &Say, own: Option<i64>, colleagues: Option<i64>) -> String {
    match (own, colleagues) {
        (Some(own), Some(others)) => {
            say.with("access-alarm-usual-both", &[("own", Arg::Int(own)), ("others", Arg::Int(others))])
        }
        (Some(own), None) => say.with("access-alarm-usual-own", &[("own", Arg::Int(own))]),
        (None, Some(others)) => say.with("access-alarm-usual-others", &[("others", Arg::Int(others))]),
        (None, None) => say.t("access-alarm-usual-none"),
    }
}

/// Says that one was looked into.
pub(crate) async fn settle(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    visit.need(AUDIT, Level::Write)?;
    let id: AlarmId = id.parse().map_err(|_| Problem::missing())?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    visit.app.db.writing(move |tx| alarm::settle(tx, &setting, &actor, id)).await?;
    Ok(web::see_with("/audit/alarms", &ToastNote::new("access-alarm-settled-done")))
}

/// Makes a customer a control record; their card's address may be pasted whole.
pub(crate) async fn plant(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(AUDIT, Level::Arrange)?;
    let typed = form.text("customer").rsplit('/').next().unwrap_or_default();
    let known = match typed.split(['?', '#']).next().unwrap_or_default().parse::<RawId>() {
        Ok(customer) => Naming::knows(&visit, customer).await?.then_some(customer),
        Err(_) => None,
    };
    let Some(customer) = known else {
        let faults = Faults::one("customer", visit.say.t("access-canary-unknown"));
        return all(visit, (form.text("customer").to_owned(), faults)).await;
    };
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    visit.app.db.writing(move |tx| canary::plant(tx, &setting, &actor, customer)).await?;
    Ok(web::see_with("/audit/alarms", &ToastNote::new("access-canary-planted")))
}

/// Makes a control record a customer like any other.
pub(crate) async fn lift(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    visit.need(AUDIT, Level::Arrange)?;
    let customer: RawId = id.parse().map_err(|_| Problem::missing())?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    visit.app.db.writing(move |tx| canary::lift(tx, &setting, &actor, customer)).await?;
    Ok(web::see_with("/audit/alarms", &ToastNote::new("access-canary-lifted")))
}

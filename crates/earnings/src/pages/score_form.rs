//! The form by which a call or a letter is scored: with its recording, and filled with the score that it has already.

use super::around::{self, Tab};
use super::person::percent;
use crate::RIGHT;
use crate::check_list::{self, CheckList, CheckListId};
use crate::error::EarningError;
use crate::month::Month;
use crate::running::{self, read};
use crate::scoring::{self, Score, Written};
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use customers::staff::Staff;
use http::StatusCode;
use interactions::InteractionId;
use kernel::Level;
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit, see_with};
use words::Say;

#[derive(Template)]
#[template(path = "pages/score.html")]
struct ScorePage {
    frame: Frame,
    tabs: Vec<Tab>,
    back: String,
    interaction: InteractionId,
    when: String,
    subject: String,
    /// Where each recording is played, and its name.
    recordings: Vec<(String, String)>,
    lists: Vec<ListForm>,
    error: String,
}

/// A check-list to answer.
struct ListForm {
    id: CheckListId,
    name: String,
    items: Vec<ItemForm>,
    note: String,
    /// Who scored by it before, when, and how much it was; empty when nobody did.
    before: String,
}

/// One thing of it.
struct ItemForm {
    text: String,
    weight: i64,
    is_done: bool,
}

impl ListForm {
    /// As it was sent, else as it was answered before: by the words of its things, since the list may be another by now.
    fn of(list: CheckList, sent: Option<&Written>, known: Option<&Score>, before: String) -> Self {
        let sent = sent.filter(|sent| sent.check_list == list.id);
        let was_done = |text: &str| {
            known.is_some_and(|score| score.answers.iter().any(|one| one.is_done && one.text == text))
        };
        let item = |(at, item): (usize, check_list::Item)| ItemForm {
            is_done: sent.map_or_else(|| was_done(&item.text), |sent| sent.done.contains(&at)),
            text: item.text,
            weight: item.weight,
        };
        let note = sent.map(|sent| &sent.note).or(known.map(|score| &score.note));
        Self {
            id: list.id,
            name: list.name,
            note: note.cloned().unwrap_or_default(),
            items: list.items.into_iter().enumerate().map(item).collect(),
            before,
        }
    }
}

/// Shows the form.
pub(super) async fn fresh(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let asked = Form::from_encoded(query.as_deref().unwrap_or_default());
    visit.need(RIGHT, Level::Write)?;
    drawn(&visit, running::id(asked.text("interaction"))?, None).await
}

/// Scores one.
pub(super) async fn give(visit: Visit, form: Form) -> Result<Response, Problem> {
    let written = Written {
        interaction: running::id(form.text("interaction"))?,
        check_list: running::id(form.text("check_list"))?,
        done: form.all("done").filter_map(|at| at.parse().ok()).collect(),
        note: form.text("note").to_owned(),
    };
    let sent = written.clone();
    let done = running::write(&visit, Level::Write, move |tx, earning| {
        let score = scoring::score(tx, earning, written)?;
        Ok((score.person, Month::of(earning.own.day_of(score.held_at))))
    });
    match done.await {
        Ok((person, month)) => {
            let href = format!("/earnings/scores?person={person}&month={month}");
            Ok(see_with(&href, &ToastNote::new("earnings-toast-scored")))
        }
        Err(EarningError::Invalid(errors)) => {
            let key = errors.first().map(|error| error.key.clone()).unwrap_or_default();
            drawn(&visit, sent.interaction, Some((sent, &key))).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn drawn(
    visit: &Visit,
    id: InteractionId,
    wrong: Option<(Written, &str)>,
) -> Result<Response, Problem> {
    let (say, sent) = (visit.say.clone(), wrong.as_ref().map(|(sent, _)| sent.clone()));
    let seen = read(visit, move |tx, earning, staff| {
        let one = scoring::interaction(tx, earning, id)?;
        let given = scoring::given(tx, &one)?;
        let form = |list: CheckList| {
            let known = given.iter().find(|score| score.check_list == list.id);
            let before = known.map(|score| scored_before(&say, staff, score)).unwrap_or_default();
            ListForm::of(list, sent.as_ref(), known, before)
        };
        let lists: Vec<ListForm> = check_list::all(tx, earning)?.into_iter().map(form).collect();
        let month = Month::of(earning.own.day_of(one.at));
        Ok((scoring::recordings(tx, earning, &one)?, lists, month, one))
    });
    let (recordings, lists, month, one) = seen.await?;
    let person = one.responsible.map(|id| id.to_string()).unwrap_or_default();
    let page = ScorePage {
        frame: visit.frame("earnings-score-give"),
        tabs: around::tabs(&visit.say, "/earnings/scores"),
        back: format!("/earnings/scores?person={person}&month={month}"),
        interaction: one.id,
        when: visit.say.date_time(one.at),
        subject: if one.subject.is_empty() { one.text } else { one.subject },
        recordings,
        lists,
        error: wrong.as_ref().map(|(_, key)| visit.say.t(key)).unwrap_or_default(),
    };
    let mut response = web::page(&page)?;
    if wrong.is_some() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn scored_before(say: &Say, staff: &Staff, score: &Score) -> String {
    let by = score.scored_by.and_then(|id| staff.name(id)).map(str::to_owned);
    let args = [
        ("who", by.unwrap_or_else(|| say.t("earnings-console")).into()),
        ("when", say.date_time(score.scored_at).into()),
        ("score", percent(say, score.score).into()),
    ];
    say.with("earnings-scored-before", &args)
}

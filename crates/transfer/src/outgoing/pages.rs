//! The pages of exports that jobs make: all of one's own, one with how far it is, its file.

use super::record::{KeptMark, OutState, Outgoing, OutgoingId};
use super::verbs::Withheld;
use super::{all_own, content, own, throw_away};
use crate::exporting::{Wording, disposed, fetching};
use crate::formats::out::target_named;
use crate::pages::act;
use access::Refusal;
use access::exporting::{self, ExportRequest, ExportState};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use customers::staff::Staff;
use customers::{CustomerError, Desk, Given, served};
use http::{HeaderMap, StatusCode, header};
use jobs::{State, VerbError};
use ui::Frame;
use web::{Fragment, Problem, ToastNote, Visit, page, see, see_with};
use words::Say;

/// Exports shown.
const SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "outgoing/list.html")]
struct ListPage {
    frame: Frame,
    all: Vec<Shown>,
    asked: Vec<AskedFor>,
}

/// A list that waits for somebody else's word, or has it.
struct AskedFor {
    no: i64,
    when: String,
    words: String,
    reason: String,
    /// How far it is, and who decided.
    state: String,
    signal: &'static str,
    /// Where it is fetched, and what is sent there.
    fetching: Option<(String, Vec<(&'static str, String)>)>,
}

#[derive(Template)]
#[template(path = "outgoing/one.html")]
struct OnePage {
    frame: Frame,
    shown: Shown,
}

#[derive(Template)]
#[template(path = "outgoing/one_state.html")]
struct OneFragment {
    frame: Frame,
    shown: Shown,
}

/// An export as people are told of it.
struct Shown {
    href: String,
    name: String,
    when: String,
    words: String,
    signal: &'static str,
    is_under_way: bool,
    /// Whether somebody else has to agree first.
    is_waiting: bool,
    n_done: i64,
    n_total: i64,
    /// Names and values: rows, size, until when.
    figures: Vec<(String, String)>,
    error: String,
    can_fetch: bool,
    can_stop: bool,
    can_resume: bool,
    can_drop: bool,
}

/// `GET /exports`: one's own.
pub(crate) async fn list(visit: Visit) -> Result<Response, Problem> {
    let act = act(&visit).await?;
    let (desk, say) = (visit.app.offer::<Desk>().cloned().unwrap_or_default(), visit.say.clone());
    let read = visit.app.db.reading(move |tx| -> Result<_, CustomerError> {
        let staff = desk.staff(tx, act.setting.now())?;
        let wording = Wording::new(&act, (&say, &staff));
        let requests = match exporting::own_asked(tx, &act.actor, SHOWN) {
            Ok(requests) => requests,
            Err(Refusal::Db(error)) => return Err(error.into()),
            Err(_) => return Err(CustomerError::Forbidden),
        };
        let mut all = Vec::new();
        for out in all_own(tx, &act, SHOWN)? {
            let job = out.job.map(|job| jobs::get(tx, job)).transpose()?.flatten();
            all.push((out, job));
        }
        // Those that a job fetches are shown as its files.
        let is_own = |one: &ExportRequest| all.iter().all(|(out, _)| out.request != Some(one.id));
        let requests = requests.into_iter().filter(is_own);
        let asked: Vec<_> = requests.map(|one| AskedFor::of((&wording, &say, &staff), one)).collect();
        Ok((all, asked))
    });
    let (all, asked) = read.await?;
    let shown = |(out, job): (Outgoing, Option<jobs::Record>)| Shown::of(&visit.say, &out, job.as_ref());
    let all = all.into_iter().map(shown).collect();
    page(&ListPage { frame: visit.frame("transfer-out-title"), all, asked })
}

/// `GET /exports/{id}`: one, how far it is.
pub(crate) async fn show(
    visit: Visit,
    fragment: Fragment,
    Path(id): Path<OutgoingId>,
) -> Result<Response, Problem> {
    let act = act(&visit).await?;
    // Both at one moment: a job that ends in between would leave a list that seems to stand.
    let read = visit.app.db.reading(move |tx| -> Result<_, CustomerError> {
        let out = own(tx, &act, id)?;
        let job = out.job.map(|job| jobs::get(tx, job)).transpose()?.flatten();
        Ok((out, job))
    });
    let (out, job) = read.await?;
    let shown = Shown::of(&visit.say, &out, job.as_ref());
    if fragment.is("poll") {
        return page(&OneFragment { frame: Frame::bare(visit.say.clone(), ""), shown });
    }
    page(&OnePage { frame: visit.frame_titled(shown.name.clone()), shown })
}

async fn one(visit: &Visit, id: OutgoingId) -> Result<Outgoing, Problem> {
    let act = act(visit).await?;
    Ok(visit.app.db.reading(move |tx| own(tx, &act, id)).await?)
}

/// `GET /exports/{id}/file`: its file, or the part of it that is asked for.
pub(crate) async fn fetch(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<OutgoingId>,
) -> Result<Response, Problem> {
    fetched(&visit, &headers, id).await
}

/// The file of an export, or the part of it that is asked for.
///
/// # Errors
/// Not one's own is missing; 409 when there is no file now, or the sight has changed.
pub(crate) async fn fetched(
    visit: &Visit,
    headers: &HeaderMap,
    id: OutgoingId,
) -> Result<Response, Problem> {
    let act = act(visit).await?;
    let range = headers.get(header::RANGE).and_then(|range| range.to_str().ok()).unwrap_or("all");
    let range: String = range.chars().take(100).collect();
    let told = visit.app.db.writing(move |tx| content(tx, &act, (id, &range))).await;
    let out = told.map_err(|withheld| match withheld {
        Withheld::NotNow => Problem::new(StatusCode::CONFLICT, "transfer-out-not-now"),
        Withheld::OtherSight => Problem::new(StatusCode::CONFLICT, "transfer-out-other-sight"),
        Withheld::Customers(error) => error.into(),
    })?;
    let target = target_named(&out.format).ok_or_else(Problem::missing)?;
    let key = out.file_key.as_deref().and_then(|key| key.parse().ok()).ok_or_else(Problem::missing)?;
    let size = u64::try_from(out.n_bytes).unwrap_or(0);
    let media_type = target.media_type().to_owned();
    let given = Given { name: String::new(), media_type, key, size, is_shown: false };
    let (plain, name) = out.list.names(&visit.say);
    Ok(disposed(served(visit, given, headers).await?, target, (plain, &name)))
}

type JobVerb = fn(&mut db::Tx<'_>, &kernel::Setting, &kernel::Actor, jobs::JobId) -> Result<(), VerbError>;

/// `POST /exports/{id}/stop`: has the job stop.
pub(crate) async fn stop(visit: Visit, Path(id): Path<OutgoingId>) -> Result<Response, Problem> {
    of_job(visit, id, jobs::stop).await
}

/// `POST /exports/{id}/resume`: has it go on.
pub(crate) async fn resume(visit: Visit, Path(id): Path<OutgoingId>) -> Result<Response, Problem> {
    of_job(visit, id, |tx, setting, actor, job| match jobs::resume(tx, setting, actor, job) {
        Err(VerbError::NotNow(_)) => jobs::retry(tx, setting, actor, job),
        done => done,
    })
    .await
}

async fn of_job(visit: Visit, id: OutgoingId, verb: JobVerb) -> Result<Response, Problem> {
    let job = one(&visit, id).await?.job.ok_or_else(Problem::missing)?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    match visit.app.db.writing(move |tx| verb(tx, &setting, &actor, job)).await {
        Ok(()) | Err(VerbError::NotNow(_)) => Ok(see(&format!("/exports/{id}"))),
        Err(VerbError::Missing) => Err(Problem::missing()),
        Err(VerbError::Refused) => Err(Problem::forbidden()),
        Err(VerbError::Db(error)) => Err(error.into()),
    }
}

/// `POST /exports/{id}/drop`: throws it away.
pub(crate) async fn drop_file(visit: Visit, Path(id): Path<OutgoingId>) -> Result<Response, Problem> {
    let act = act(&visit).await?;
    visit.app.db.writing(move |tx| throw_away(tx, &act, id)).await?;
    Ok(see_with("/exports", &ToastNote::new("transfer-out-dropped")))
}

impl AskedFor {
    fn of((wording, say, staff): (&Wording<'_>, &Say, &Staff), request: ExportRequest) -> AskedFor {
        let word = say.t(&format!("access-export-{}", request.state.slug()));
        let by = request.decided_by.and_then(|id| staff.name(id));
        let format = say.t(&format!("transfer-target-{}", request.format));
        AskedFor {
            no: request.no,
            when: say.date_time(request.asked_at),
            words: format!("{}, {format}", wording.list(&request.what)),
            state: by.map(|name| format!("{word} ({name})")).unwrap_or(word),
            signal: match request.state {
                ExportState::Waiting => "amber",
                ExportState::Refused => "red",
                ExportState::Agreed => "green",
                ExportState::Begun => "",
            },
            fetching: fetching(&request).filter(|_| request.state == ExportState::Agreed),
            reason: request.reason,
        }
    }
}

impl Shown {
    fn of(say: &Say, out: &Outgoing, job: Option<&jobs::Record>) -> Shown {
        let is_running = out.state == OutState::Running;
        let is_at = |states: &[State]| is_running && job.is_some_and(|job| states.contains(&job.state));
        let (is_under_way, is_stopped) =
            (is_at(&[State::Waiting, State::Running]), is_at(&[State::Stopped]));
        let has_died = is_running && !is_under_way && !is_stopped;
        let (key, signal) = match out.state {
            _ if is_stopped => ("transfer-state-stopped", "amber"),
            _ if has_died => ("transfer-state-broken", "red"),
            OutState::Waiting => ("transfer-out-state-waiting", "amber"),
            OutState::Running => ("transfer-out-state-running", ""),
            OutState::Done => ("transfer-out-state-done", "green"),
            OutState::Failed => ("transfer-out-state-failed", "red"),
            OutState::Gone => ("transfer-out-state-gone", ""),
        };
        Shown {
            href: format!("/exports/{}", out.id),
            name: format!("{}, {}", out.list.title(say), say.t(&format!("transfer-target-{}", out.format))),
            when: say.date_time(out.created_at),
            words: say.t(key),
            signal,
            is_under_way,
            is_waiting: out.state == OutState::Waiting,
            n_done: job.map_or(0, |job| job.n_done),
            n_total: out.n_total,
            figures: figures(say, out),
            error: out.error.as_ref().map(|said| said.say(say)).unwrap_or_default(),
            can_fetch: out.state == OutState::Done && out.file_key.is_some(),
            can_stop: is_under_way && job.is_some_and(|job| !job.is_stop_requested),
            can_resume: is_stopped || has_died,
            can_drop: matches!(out.state, OutState::Done | OutState::Running) && !is_under_way,
        }
    }
}

fn figures(say: &Say, out: &Outgoing) -> Vec<(String, String)> {
    let mut figures = Vec::new();
    if let Some(no) = out.mark.as_ref().map(KeptMark::no) {
        figures.push((say.t("transfer-out-no"), say.number(no)));
    }
    if out.state == OutState::Done {
        figures.push((say.t("transfer-out-rows"), say.number(out.n_rows)));
        figures.push((say.t("transfer-out-size"), say.bytes(u64::try_from(out.n_bytes).unwrap_or(0))));
        figures.extend(out.ends_at.map(|end| (say.t("transfer-out-ends"), say.date_time(end))));
    }
    figures
}

//! One run: what was found while it is a draft, then how far it is and what became of its rows.

use super::{running, wizard};
use crate::mapping::RowsOf;
use crate::run::{Run, RunId, RunNo, RunState, kept as kept_cards};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use customers::{CustomerError, Desk, listing};
use jobs::State;
use kernel::{Level, Millis};
use ui::Frame;
use web::{Form, Fragment, Problem, Visit, page};
use words::Say;

/// Cards named of those that undoing left.
const KEPT_SHOWN: usize = 20;

#[derive(Template)]
#[template(path = "pages/run.html")]
struct RunPage {
    frame: Frame,
    shown: Shown,
}

#[derive(Template)]
#[template(path = "pages/run_state.html")]
struct RunFragment {
    frame: Frame,
    shown: Shown,
}

/// A run as people are told of it.
struct Shown {
    href: String,
    words: String,
    signal: &'static str,
    is_under_way: bool,
    n_done: i64,
    n_total: i64,
    /// How fast it goes and how long it may take; empty while that cannot be told.
    pace: String,
    figures: Vec<(String, String)>,
    /// When it was begun, and by whom.
    begun: String,
    error: String,
    can_stop: bool,
    can_resume: bool,
    can_undo: bool,
    has_rejects: bool,
    /// Cards that undoing left: address and name.
    kept: Vec<(String, String)>,
    /// Fields of one's own that were put away, since no card needs them any more.
    put_away: String,
    /// Where what came in is seen: address, words, icon.
    seen: (&'static str, String, &'static str),
}

pub(super) async fn show(
    visit: Visit,
    fragment: Fragment,
    Path(id): Path<RunId>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let (run, job) = running::run_with_job(&visit, id).await?;
    if run.state == RunState::Draft {
        let show = Form::from_encoded(query.as_deref().unwrap_or_default()).text("show").to_owned();
        return wizard::draw(&visit, run, show).await;
    }
    let may_write = visit.need(crate::RIGHT, Level::Write).is_ok();
    let file = run.file.clone();
    let mut shown = Shown::of(&run, job.as_ref(), (may_write, visit.app.setting.now()), &visit.say);
    if let Some(who) = who(&visit, &run).await? {
        shown.begun = format!("{} · {who}", shown.begun);
    }
    if run.n_left > 0 {
        shown.kept = kept(&visit, run.no).await?;
    }
    if run.state == RunState::Undone {
        shown.put_away = put_away(&visit, &run).await?;
    }
    if fragment.is("poll") {
        return page(&RunFragment { frame: Frame::bare(visit.say.clone(), ""), shown });
    }
    page(&RunPage { frame: visit.frame_titled(file), shown })
}

/// The name of whoever brought the file in; `None` for programs and those who are gone.
async fn who(visit: &Visit, run: &Run) -> Result<Option<String>, Problem> {
    let Some(user) = run.user else { return Ok(None) };
    let (desk, now) = (visit.app.offer::<Desk>().cloned().unwrap_or_default(), visit.app.setting.now());
    let staff = visit.app.db.reading(move |tx| desk.staff(tx, now)).await?;
    Ok(staff.name(user).map(str::to_owned))
}

/// The fields of one's own that the file filled and that stand in no card any more.
async fn put_away(visit: &Visit, run: &Run) -> Result<String, Problem> {
    let act = running::act(visit).await?;
    let of_column =
        |used: &crate::mapping::ColumnUse| act.fields.slug(&used.to).filter(|field| field.is_archived);
    let labels = run.mapping.columns.iter().filter_map(of_column).map(|field| field.label(&visit.say));
    Ok(labels.collect::<Vec<_>>().join(", "))
}

/// Cards that undoing left and that the visitor may see.
async fn kept(visit: &Visit, no: RunNo) -> Result<Vec<(String, String)>, Problem> {
    let act = running::act(visit).await?;
    let read = visit.app.db.reading(move |tx| -> Result<_, CustomerError> {
        let mut cards = Vec::new();
        for id in kept_cards(tx, no, KEPT_SHOWN)? {
            match listing::get(tx, &act, id) {
                Ok(card) => cards.push((card.href(), card.name)),
                Err(CustomerError::Missing) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(cards)
    });
    Ok(read.await?)
}

impl Shown {
    fn of(run: &Run, job: Option<&jobs::Record>, (may_write, now): (bool, Millis), say: &Say) -> Shown {
        let is_working = matches!(run.state, RunState::Running | RunState::Undoing);
        let is_under_way =
            is_working && job.is_some_and(|job| matches!(job.state, State::Waiting | State::Running));
        let is_stopped = is_working && job.is_some_and(|job| job.state == State::Stopped);
        let has_died =
            is_working && job.is_some_and(|job| matches!(job.state, State::Dead | State::Failed));
        let (key, signal) = match run.state {
            _ if is_stopped => ("transfer-state-stopped", "amber"),
            _ if has_died => ("transfer-state-broken", "red"),
            RunState::Failed => ("transfer-state-failed", "red"),
            RunState::Done => ("transfer-state-done", "green"),
            RunState::Running => ("transfer-state-running", ""),
            RunState::Undoing => ("transfer-state-undoing", ""),
            RunState::Undone => ("transfer-state-undone", ""),
            RunState::Draft => ("transfer-state-draft", ""),
        };
        let error = match (&run.error, job) {
            (Some(said), _) => said.say(say),
            (None, Some(job)) if is_working => trouble(job, say).unwrap_or_default(),
            (None, _) => String::new(),
        };
        Shown {
            href: format!("/import/{}", run.id),
            words: say.t(key),
            signal,
            is_under_way,
            n_done: job.map_or(run.counts.n_read, |job| job.n_done),
            n_total: job.and_then(|job| job.n_total).unwrap_or(0),
            pace: job.and_then(|job| pace(job, now, say)).unwrap_or_default(),
            figures: figures(run, say),
            begun: say.date_time(run.started_at.unwrap_or(run.created_at)),
            error,
            can_stop: may_write && is_under_way && job.is_some_and(|job| !job.is_stop_requested),
            can_resume: may_write && (is_stopped || has_died),
            can_undo: may_write
                && !is_under_way
                && run.mapping.into != RowsOf::Products
                && matches!(run.state, RunState::Done | RunState::Failed | RunState::Running),
            has_rejects: run.counts.has_outside(),
            kept: Vec::new(),
            put_away: String::new(),
            seen: match run.mapping.into {
                RowsOf::Customers => ("/customers", say.t("transfer-see-customers"), "users"),
                RowsOf::Orders => ("/orders", say.t("transfer-see-orders"), "shopping-cart"),
                RowsOf::Products => ("/products", say.t("transfer-see-products"), "package"),
            },
        }
    }
}

/// What hindered a job the last time, in words that say what to do; of one that waits, that it will be tried again.
fn trouble(job: &jobs::Record, say: &Say) -> Option<String> {
    let (key, _) = job.error.as_ref()?.split_once(": ")?;
    let words = key.starts_with("web-db-").then(|| say.t(key))?;
    Some(match job.state {
        State::Waiting | State::Running => format!("{words} {}", say.t("transfer-goes-on-itself")),
        _ => words,
    })
}

/// How fast a job goes and how long what is left may take, once it has run for a moment: from what it did since
/// it was begun the last time.
fn pace(job: &jobs::Record, now: Millis, say: &Say) -> Option<String> {
    let secs = (now - job.started_at?).max(0) as f64 / 1_000.0;
    let n_since = job.n_done - job.n_done_before;
    if secs < 1.0 || n_since <= 0 {
        return None;
    }
    let rate = n_since as f64 / secs;
    let n_left = (job.n_total? - job.n_done).max(0) as f64;
    let (rate_words, left) =
        (say.number(rate.round() as i64), say.duration_secs((n_left / rate).ceil() as i64));
    Some(say.with("transfer-pace", &[("rate", rate_words.as_str().into()), ("left", left.as_str().into())]))
}

/// The counts with their names; what undoing did only where there was one.
fn figures(run: &Run, say: &Say) -> Vec<(String, String)> {
    let counts = run.counts;
    let mut figures = vec![("transfer-count-rows", counts.n_read)];
    let (new, merged) = match run.mapping.into {
        RowsOf::Customers => ("transfer-count-new", "transfer-count-merged"),
        RowsOf::Orders => ("transfer-orders-count-new", "transfer-orders-count-changed"),
        RowsOf::Products => ("transfer-products-count-new", "transfer-products-count-changed"),
    };
    if run.mapping.into == RowsOf::Orders {
        figures.push(("transfer-orders-count", counts.n_orders));
    }
    figures.extend([(new, counts.n_new), (merged, counts.n_merged)]);
    figures.push(("transfer-count-unchanged", counts.n_unchanged));
    if run.mapping.into == RowsOf::Customers {
        figures.push(("transfer-count-conflicts", counts.n_conflicts));
    }
    figures.push(("transfer-count-rejected", counts.n_rejected));
    if counts.n_set_aside > 0 {
        figures.push(("transfer-count-set-aside", counts.n_set_aside));
    }
    if matches!(run.state, RunState::Undone | RunState::Undoing) {
        figures.push(("transfer-count-undone", run.n_undone));
        figures.push(("transfer-count-left", run.n_left));
    }
    figures.into_iter().map(|(key, n)| (say.t(key), say.number(n))).collect()
}

//! Merging of many at once: from which probability, a sample to be looked at first, how far it is, the way back.

use super::drawn::{PairLine, pair};
use crate::act::Act;
use crate::error::CustomerError;
use crate::merging::runs::{self, LEAST, MergeRun, MergeRunId};
use crate::running;
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use db::Tx;
use jobs::State;
use kernel::Level;
use ui::Frame;
use web::{Form, Fragment, Problem, ToastNote, Visit};
use words::Say;

/// Pairs shown to be looked at.
const SAMPLE: usize = 10;
/// From which probability on many are merged when nobody says.
const USUAL: f64 = 0.99;

#[derive(Template)]
#[template(path = "pages/duplicates/many.html")]
struct ManyPage {
    frame: Frame,
    at_least: String,
    error: String,
    n: usize,
    counted: String,
    begin: String,
    pairs: Vec<PairLine>,
    run: Option<RunView>,
    may_write: bool,
}

impl ManyPage {
    /// Whether a run goes through the pairs, so that a sample of them would be of the past.
    fn is_under_way(&self) -> bool {
        self.run.as_ref().is_some_and(|run| run.is_under_way)
    }
}

#[derive(Template)]
#[template(path = "pages/duplicates/run.html")]
struct RunFragment {
    frame: Frame,
    run: RunView,
}

/// A run as it is drawn.
struct RunView {
    words: String,
    n_done: i64,
    n_total: i64,
    is_under_way: bool,
    at: String,
    undo: String,
}

/// Shows how many pairs there are from a probability on, and some of them.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Arrange)?;
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let typed = form.text("at_least").to_owned();
    let asked = if typed.is_empty() { Some(USUAL) } else { probability(&typed) };
    let eye = visit.clone();
    let page = running::read(&visit, move |tx, act| {
        let say = &eye.say;
        let (n, seen) = match asked {
            Some(at_least) => runs::sample(tx, act, (at_least, SAMPLE))?,
            None => (0, Vec::new()),
        };
        runs::allowed(act)?;
        let whole = i64::try_from(n).unwrap_or(i64::MAX);
        let args = [("n", whole.into()), ("shown", say.number(whole).into())];
        let run = match runs::last(tx, act)? {
            Some(run) => Some(view(tx, &run, say)?),
            None => None,
        };
        Ok(ManyPage {
            frame: eye.frame("customers-merging-title"),
            at_least: if typed.is_empty() { "99".into() } else { typed },
            error: if asked.is_none() { say.t("customers-merging-wrong") } else { String::new() },
            n,
            counted: say.with("customers-merging-n", &args),
            begin: say.with("customers-merging-begin", &args),
            pairs: seen.iter().map(|seen| pair(seen, act, say)).collect(),
            run,
            // The sample is looked at; its pairs are settled in the list.
            may_write: false,
        })
    });
    web::page(&page.await?)
}

/// Begins to merge.
pub(super) async fn begin(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Arrange)?;
    let Some(at_least) = probability(form.text("at_least")) else {
        return Ok(web::see("/duplicates/many?at_least=?"));
    };
    running::write(&visit, move |tx, act| runs::begin(tx, act, at_least)).await?;
    Ok(web::see_with("/duplicates/many", &ToastNote::new("customers-merging-begun")))
}

/// Answers a question of the script how far it is; without script goes to the page, which shows the same.
pub(super) async fn progress(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Arrange)?;
    let id = run_id(&text)?;
    let say = visit.say.clone();
    let run = running::read(&visit, move |tx, act: &Act| {
        let run = runs::get(tx, act, id)?;
        view(tx, &run, &say)
    });
    let run = run.await?;
    if !fragment.is("poll") {
        return Ok(web::see("/duplicates/many"));
    }
    web::page(&RunFragment { frame: Frame::bare(visit.say.clone(), ""), run })
}

/// Takes a whole run back.
pub(super) async fn undo(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Arrange)?;
    let id = run_id(&text)?;
    running::write(&visit, move |tx, act| runs::begin_undo(tx, act, id)).await?;
    Ok(web::see_with("/duplicates/many", &ToastNote::new("customers-merging-undoing")))
}

fn view(tx: &mut Tx<'_>, run: &MergeRun, say: &Say) -> Result<RunView, CustomerError> {
    let job = run.job.map(|job| jobs::get(tx, job)).transpose()?.flatten();
    let is_under_way = job.as_ref().is_some_and(|job| matches!(job.state, State::Waiting | State::Running));
    let result = job.as_ref().and_then(|job| job.result.as_ref()?.get("n")?.as_i64());
    let words = match (is_under_way, run.undone_at.is_some()) {
        (true, false) => say.t("customers-merging-under-way"),
        (true, true) => say.t("customers-merging-undoing"),
        (false, false) => say.n("customers-merging-done", run.n),
        (false, true) => say.n("customers-merging-undone", result.unwrap_or(0)),
    };
    let at = format!("/duplicates/many/{}", run.id);
    Ok(RunView {
        words,
        n_done: job.as_ref().map_or(0, |job| job.n_done),
        n_total: job.and_then(|job| job.n_total).unwrap_or(0),
        is_under_way,
        undo: if run.undone_at.is_none() { format!("{at}/undo") } else { String::new() },
        at,
    })
}

fn run_id(text: &str) -> Result<MergeRunId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

/// A probability typed in percent.
fn probability(typed: &str) -> Option<f64> {
    let number: f64 = typed.trim().trim_end_matches('%').trim().replace(',', ".").parse().ok()?;
    Some(number / 100.0).filter(|p| (LEAST..=1.0).contains(p))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_probability_is_typed_in_percent() {
        for (typed, wanted) in [("99", Some(0.99)), ("99,5 %", Some(0.995)), ("50", None), ("сто", None)]
        {
            assert_eq!(probability(typed), wanted, "{typed}");
        }
    }
}

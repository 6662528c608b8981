//! The page by which files of orders come in, with the files that came and a way back for each.

use super::{Brought, Options, bring};
use crate::RIGHT;
use crate::formats::Source;
use crate::run::ImportError;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use customers::Desk;
use http::StatusCode;
use kernel::Level;
use orders::runs::{self, OrderRun, OrderRunId};
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit, see_with};

/// Refused rows that the page shows; the rest are told by their number.
const SHOWN: usize = 50;

/// A file that came in.
struct Line {
    file: String,
    when: String,
    words: String,
    /// Where it is taken back; empty when it was.
    undo: String,
}

#[derive(Template)]
#[template(path = "orders/page.html")]
struct OrdersPage {
    frame: Frame,
    error: String,
    /// What became of the file that was just sent.
    told: String,
    rejects: Vec<(String, String)>,
    lines: Vec<Line>,
}

/// Shows it.
pub(crate) async fn show(visit: Visit) -> Result<Response, Problem> {
    may(&visit)?;
    drawn(&visit, (String::new(), None)).await
}

/// Brings a file in.
pub(crate) async fn send(visit: Visit, form: Form) -> Result<Response, Problem> {
    may(&visit)?;
    let Some(upload) = form.uploads.into_iter().find(|upload| upload.field == "file") else {
        return drawn(&visit, (visit.say.t("transfer-orders-no-file"), None)).await;
    };
    let eye = visit.clone();
    let work = tokio::task::spawn_blocking(move || -> Result<Brought, ImportError> {
        let desk = eye.app.offer::<Desk>().cloned().unwrap_or_default();
        let who = (&eye.app.setting, eye.actor());
        let act = eye.app.db.read(|tx| desk.act(tx, who, &eye.app.firm()))?;
        bring(&eye.app.db, &act, &Source::bytes(&upload.name, &upload.bytes)?, &Options::default())
    });
    match work.await.map_err(|_| Problem::broken())? {
        Ok(brought) => drawn(&visit, (String::new(), Some(brought))).await,
        Err(ImportError::Db(error)) => Err(error.into()),
        Err(error) => {
            let said = error.said().map(|said| said.say(&visit.say));
            let error = said.unwrap_or_else(|| visit.say.t("transfer-orders-unknown-file"));
            drawn(&visit, (error, None)).await
        }
    }
}

/// Takes a file back.
pub(crate) async fn undo(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    may(&visit)?;
    let id: OrderRunId = text.parse().map_err(|_| Problem::missing())?;
    let (desk, setting) =
        (visit.app.offer::<Desk>().cloned().unwrap_or_default(), visit.app.setting.clone());
    let (actor, firm) = (visit.actor().clone(), visit.app.firm());
    let undone = visit.app.db.writing(move |tx| {
        let act = desk.act(tx, (&setting, &actor), &firm)?;
        runs::undo(tx, &act, id)
    });
    let (n, _) = undone.await.map_err(Problem::from)?;
    Ok(see_with("/import/orders", &ToastNote::new("transfer-orders-undone").n(n)))
}

fn may(visit: &Visit) -> Result<(), Problem> {
    visit.need(RIGHT, Level::Write)?;
    visit.need(orders::RIGHT, Level::Write)?;
    visit.need(customers::RIGHT, Level::Write)
}

async fn drawn(visit: &Visit, (error, brought): (String, Option<Brought>)) -> Result<Response, Problem> {
    let (desk, setting) =
        (visit.app.offer::<Desk>().cloned().unwrap_or_default(), visit.app.setting.clone());
    let (actor, firm) = (visit.actor().clone(), visit.app.firm());
    let runs = visit.app.db.reading(move |tx| {
        let act = desk.act(tx, (&setting, &actor), &firm)?;
        runs::list(tx, &act, 50)
    });
    let (say, is_wrong) = (&visit.say, !error.is_empty());
    let words = |run: &orders::runs::RunCounts| {
        let args = [
            ("rows", run.n_rows.into()),
            ("orders", run.n_orders.into()),
            ("new", run.n_new.into()),
            ("changed", run.n_changed.into()),
            ("unchanged", run.n_unchanged.into()),
            ("rejected", run.n_rejected.into()),
        ];
        say.with("transfer-orders-counts", &args)
    };
    let line = |run: &OrderRun| Line {
        file: run.file.clone(),
        when: say.date_time(run.at),
        words: words(&run.counts),
        undo: match run.undone_at {
            None => format!("/import/orders/{}/undo", run.id),
            Some(_) => String::new(),
        },
    };
    let refused = brought.iter().flat_map(|brought| brought.rejects.iter().take(SHOWN)).map(|reject| {
        let reasons: Vec<String> = reject.reasons.iter().map(|reason| reason.say(say)).collect();
        (reject.row.to_string(), reasons.join("; "))
    });
    let page = OrdersPage {
        frame: visit.frame("transfer-orders-title"),
        error,
        rejects: refused.collect(),
        told: brought.as_ref().map(|brought| words(&brought.counts)).unwrap_or_default(),
        lines: runs.await.map_err(Problem::from)?.iter().map(line).collect(),
    };
    let mut response = web::page(&page)?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

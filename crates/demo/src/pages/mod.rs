//! The page about the demo company, with the buttons that load and remove it.

use crate::{playing, removing};
use access::needing::TeamNeeds;
use askama::Template;
use axum::response::Response;
use customers::{Act, Desk};
use db::Tx;
use kernel::Level;
use playing::DemoError;
use ui::Frame;
use web::{Problem, Routes, ToastNote, Visit, page, see_with};

/// Every page of this capability.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/demo", show).post("/demo/load", load).post("/demo/remove", remove)
}

#[derive(Template)]
#[template(path = "pages/demo.html")]
struct DemoPage {
    frame: Frame,
    is_owner: bool,
}

async fn show(visit: Visit) -> Result<Response, Problem> {
    let is_owner = visit.need(access::FIRM, Level::Arrange).is_ok();
    page(&DemoPage { frame: visit.frame("demo-title"), is_owner })
}

async fn load(visit: Visit) -> Result<Response, Problem> {
    visit.need(access::FIRM, Level::Arrange)?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    let loaded = access::changing(&visit.app, move |tx| playing::load(tx, &setting, &actor)).await;
    match loaded {
        Ok(loaded) => {
            visit.app.set_firm(loaded.firm);
            let n = i64::try_from(loaded.n_customers).unwrap_or(0);
            Ok(see_with("/customers", &ToastNote::new("demo-loaded").n(n)))
        }
        Err(DemoError::NotEmpty) => Ok(see_with("/customers", &ToastNote::new("demo-not-empty"))),
        Err(other) => Err(problem(other)),
    }
}

async fn remove(visit: Visit) -> Result<Response, Problem> {
    visit.need(access::FIRM, Level::Arrange)?;
    let (setting, actor, firm) = (visit.app.setting.clone(), visit.actor().clone(), visit.app.firm());
    let desk = visit.app.offer::<Desk>().cloned().unwrap_or_default();
    let needs = visit.app.offer::<TeamNeeds>().cloned().unwrap_or_default();
    let removed = access::changing(&visit.app, move |tx: &mut Tx<'_>| {
        let act: Act = desk.act(tx, (&setting, &actor), &firm)?;
        removing::remove(tx, &act, &needs)
    });
    let (n, firm) = removed.await.map_err(problem)?;
    visit.app.set_firm(firm);
    Ok(see_with("/customers", &ToastNote::new("demo-removed").n(i64::try_from(n).unwrap_or(0))))
}

fn problem(error: DemoError) -> Problem {
    match error {
        DemoError::NotEmpty => Problem::broken(),
        DemoError::Customer(error) => error.into(),
        DemoError::Order(error) => error.into(),
        DemoError::Deal(error) => error.into(),
        DemoError::Task(error) => error.into(),
        DemoError::Earning(error) => error.into(),
        DemoError::Segment(error) => error.into(),
        DemoError::Interaction(error) => error.into(),
        DemoError::Access(refusal) => refusal.into(),
        DemoError::Db(error) => error.into(),
    }
}

//! The firm's own settings.

use super::drawing::{self, Choices, Faults, drawn};
use crate::firm::{self, FirmChange};
use crate::rights::FIRM;
use askama::Template;
use axum::response::Response;
use kernel::{Country, Level};
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit};

#[derive(Template)]
#[template(path = "pages/firm.html")]
struct FirmPage {
    frame: Frame,
    languages: Choices,
    countries: Choices,
    zones: Choices,
    typed: FirmChange,
    arranged: Vec<ui::NavItem>,
    can_change: bool,
    faults: Faults,
}

fn page(visit: &Visit, typed: FirmChange, faults: Faults) -> FirmPage {
    FirmPage {
        frame: visit.frame("access-firm"),
        languages: drawing::languages(),
        countries: drawing::countries(&visit.say),
        zones: drawing::zones(&typed.zone),
        arranged: visit.arranged(),
        can_change: visit.actor().may(FIRM, Level::Arrange),
        typed,
        faults,
    }
}

/// Shows them.
pub(crate) async fn show(visit: Visit) -> Result<Response, Problem> {
    visit.need(FIRM, Level::Read)?;
    let firm = visit.app.firm();
    let typed = FirmChange {
        name: firm.name,
        country: firm.country,
        currency: firm.currency.code().to_owned(),
        lang: firm.lang,
        zone: firm.zone,
    };
    web::page(&page(&visit, typed, Faults::default()))
}

/// Changes them.
pub(crate) async fn change(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(FIRM, Level::Arrange)?;
    let typed = FirmChange {
        name: form.text("name").to_owned(),
        country: Country::from_slug(form.text("country")).unwrap_or_default(),
        currency: form.text("currency").to_owned(),
        lang: form.text("lang").parse().unwrap_or(visit.say.lang()),
        zone: form.text("zone").to_owned(),
    };
    let (setting, actor, wanted) = (visit.app.setting.clone(), visit.actor().clone(), typed.clone());
    match crate::changing(&visit.app, move |tx| firm::change(tx, &setting, &actor, wanted)).await {
        Ok(firm) => {
            visit.app.set_firm(firm);
            Ok(web::see_with("/firm", &ToastNote::new("access-saved")))
        }
        Err(refusal) => {
            let page = page(&visit, typed, Faults::of(refusal, &visit.say)?);
            drawn(&page, &page.faults)
        }
    }
}

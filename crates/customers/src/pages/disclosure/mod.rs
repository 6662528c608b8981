//! Everything that is known of a person, to be printed or handed over.

use crate::RIGHT;
use crate::disclosing::{self, Disclosers, Section};
use crate::pages::card_deed::{id, reading};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, header};
use kernel::Level;
use ui::Frame;
use web::{Form, Problem, Visit};
use words::Lang;

#[derive(Template)]
#[template(path = "pages/disclosure/page.html")]
struct DisclosurePage {
    frame: Frame,
    sections: Vec<Section>,
    langs: Vec<(&'static str, &'static str)>,
}

/// Shows it in the language that the address names, or gives it as JSON.
pub(in crate::pages) async fn show(
    visit: Visit,
    Path(text): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let (id, query) = (id(&text)?, Form::from_encoded(query.as_deref().unwrap_or_default()));
    let visit = match query.text("lang").parse::<Lang>() {
        Ok(lang) => Visit { say: visit.app.words.say(lang, visit.say.zone().clone()), ..visit },
        Err(_) => visit,
    };
    let disclosers = visit.app.offer::<Disclosers>().cloned().unwrap_or_default();
    let say = visit.say.clone();
    let sections =
        reading(&visit, move |tx, act, _| disclosing::disclose(tx, act, &disclosers, (id, &say))).await?;
    crate::reading::disclosed(&visit, id);
    if query.text("format") == "json" {
        let name = HeaderValue::from_static("attachment; filename=\"person.json\"");
        let kind = HeaderValue::from_static("application/json");
        let headers = [(header::CONTENT_DISPOSITION, name), (header::CONTENT_TYPE, kind)];
        return Ok((headers, disclosing::to_json(&sections).to_string()).into_response());
    }
    let langs = Lang::ALL.map(|lang| (lang.code(), lang.name())).to_vec();
    web::page(&DisclosurePage { frame: visit.frame("customers-disclosure"), sections, langs })
}

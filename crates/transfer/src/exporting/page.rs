//! Taking the list that is shown out as a file: which format, which columns.

use super::{Columns, Listed, MAILINGS, Wanted, answer, mailing_named, may_export, refused, target_of};
use crate::formats::out::TARGETS;
use crate::outgoing;
use crate::pages::act;
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use customers::listing::Total;
use customers::{Act, CustomerError, ShownList, listing, offered_columns, shown_list};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit, see, see_with};

#[derive(Template)]
#[template(path = "exporting/page.html")]
pub(super) struct ExportPage {
    pub(super) frame: Frame,
    /// Where the form goes.
    pub(super) action: &'static str,
    /// What the list is: the name of its view, and how many customers it has.
    pub(super) words: String,
    /// What the form sends along unchanged: the list itself.
    pub(super) kept: Vec<(&'static str, String)>,
    pub(super) formats: Vec<(&'static str, String, String)>,
    /// Channels by which the list may be written to, none first: slug and name.
    pub(super) mailings: Vec<(String, String)>,
    /// Slug, name, whether it is shown; those shown first, in their order.
    pub(super) columns: Vec<(String, String, bool)>,
    /// What goes out whatever is ticked.
    pub(super) columns_help: String,
    /// Columns of lines, which make each line of an order a row; none for customers.
    pub(super) line_columns: Vec<(String, String, bool)>,
    pub(super) back: String,
    pub(super) back_words: String,
}

/// What of an address tells which list it is.
const PARTS: [&str; 4] = ["view", "q", "filter", "sort"];

async fn shown(visit: &Visit, address: String) -> Result<(Act, ShownList, Total), Problem> {
    let act = act(visit).await?;
    if !may_export(&act) {
        return Err(Problem::forbidden());
    }
    let read = visit.app.db.reading(move |tx| -> Result<_, CustomerError> {
        let list = shown_list(tx, &act, &address)?;
        let total = listing::total(tx, &act, &list.query)?;
        Ok((act, list, total))
    });
    Ok(read.await?)
}

/// `GET /export?..`: what would go out, with the parts of the list's own address.
pub(crate) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let address = query.unwrap_or_default();
    let asked = Form::from_encoded(&address);
    let (act, list, total) = shown(&visit, address.clone()).await?;
    let say = &visit.say;
    let name = if list.view.is_empty() { say.t("customers-list-title") } else { list.view };
    let number = if total.is_exact { say.number(total.n) } else { format!("≈ {}", say.number(total.n)) };
    let kept = PARTS.map(|part| (part, asked.text(part).to_owned()));
    let formats = TARGETS.map(|target| {
        let slug = target.slug();
        let words = |what: &str| say.t(&format!("transfer-{what}-{slug}"));
        (slug, words("target"), words("target-help"))
    });
    web::page(&ExportPage {
        frame: visit.frame("transfer-export-title"),
        action: "/export/file",
        back_words: say.t("customers-list-title"),
        words: format!("{name}: {number}"),
        kept: kept.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        formats: formats.into(),
        mailings: std::iter::once("")
            .chain(MAILINGS)
            .map(|slug| {
                (
                    slug.to_owned(),
                    say.t(&format!(
                        "transfer-export-mailing{}{slug}",
                        if slug.is_empty() { "" } else { "-" }
                    )),
                )
            })
            .collect(),
        columns: columns(&visit, &act, &list.columns),
        columns_help: say.t("transfer-export-columns-help"),
        line_columns: Vec::new(),
        back: if address.is_empty() { "/customers".into() } else { format!("/customers?{address}") },
    })
}

fn columns(visit: &Visit, act: &Act, shown: &[String]) -> Vec<(String, String, bool)> {
    let label = |slug: &str| match act.fields.slug(slug) {
        Some(field) => field.label(&visit.say),
        None => visit.say.t(&format!("customers-list-{slug}")),
    };
    let others = offered_columns(&act.fields).into_iter().filter(|slug| !shown.contains(slug));
    let of = |slug: String, is_shown| (slug.clone(), label(&slug), is_shown);
    shown.iter().cloned().map(|slug| of(slug, true)).chain(others.map(|slug| of(slug, false))).collect()
}

/// `POST /export/file`: the list as a file, streamed, or by a job when it is long, or a request to let it go.
pub(crate) async fn file(visit: Visit, form: Form) -> Result<Response, Problem> {
    let target = target_of(&form)?;
    let parts = form.values.iter().filter(|(name, _)| name == "columns" || PARTS.contains(&name.as_str()));
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let address: Vec<String> = parts.map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let address = address.join("&");
    let (act, list, total) = shown(&visit, address.clone()).await?;
    let columns = Columns::These(list.columns);
    let wanted = Wanted {
        query: list.query,
        columns,
        target,
        name: list.view,
        mailing: mailing_named(form.text("mailing")),
    };
    leave_with(visit, act, (wanted.into(), total.n > outgoing::LARGE), &form).await
}

/// The list as an answer, or by a job when it is long or was asked for so, or a request to let it go, which one's own
/// exports show.
pub(super) async fn leave_with(
    visit: Visit,
    act: Act,
    (listed, is_long): (Listed, bool),
    form: &Form,
) -> Result<Response, Problem> {
    let reason = form.text("reason").to_owned();
    if form.text("way") == "later" || is_long {
        return later(visit, act, listed, reason).await;
    }
    match answer(&visit, act, listed, reason).await? {
        Some(response) => Ok(response),
        None => Ok(see_with("/exports", &ToastNote::new("transfer-export-asked"))),
    }
}

/// Leaves the list to a job, and shows how far it is.
async fn later(visit: Visit, act: Act, listed: Listed, reason: String) -> Result<Response, Problem> {
    let asking = tokio::task::spawn_blocking(move || outgoing::ask(&visit, &act, (&listed, &reason))).await;
    let out = asking.map_err(|_| Problem::broken())?.map_err(refused)?;
    Ok(see(&format!("/exports/{}", out.id)))
}

/// The language and the time zone that a visit's file is written in.
pub(crate) fn tongue(visit: &Visit) -> (String, String) {
    let zone = visit.say.zone().iana_name().unwrap_or("UTC").to_owned();
    (visit.say.lang().to_string(), zone)
}

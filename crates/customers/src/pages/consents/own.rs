//! The client's own page, opened by their link: what they allowed, changed by themselves, without signing in.

use crate::act::{Act, Desk};
use crate::consents::{self, Channel, Origin, Proof, Standing, State};
use crate::customer::CustomerId;
use crate::error::CustomerError;
use crate::listing;
use crate::store::consent_purposes;
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use db::Tx;
use kernel::Actor;
use ui::Frame;
use web::{Form, Guest, Problem, ToastNote};
use words::Lang;

#[derive(Template)]
#[template(path = "pages/consents/own.html")]
struct OwnPage {
    frame: Frame,
    firm: String,
    token: String,
    groups: Vec<Asked>,
    langs: Vec<(&'static str, &'static str)>,
}

/// A purpose with the text that is shown for it.
struct Asked {
    name: String,
    text: String,
    boxes: Vec<(String, String, bool)>,
}

/// Lets nobody try for ever.
fn knock(guest: &Guest) -> Result<Desk, Problem> {
    let desk = guest.app.offer::<Desk>().cloned().unwrap_or_default();
    match desk.patience().knock(&guest.facts.address, guest.app.setting.now()) {
        Some(secs) => Err(Problem::too_many(secs)),
        None => Ok(desk),
    }
}

/// What is done in one transaction for whoever holds a link; one that was not made here opens nothing.
fn opened<R>(
    tx: &mut Tx<'_>,
    (desk, app, token): (&Desk, &web::App, &str),
    work: impl FnOnce(&mut Tx<'_>, &Act, CustomerId) -> Result<R, CustomerError>,
) -> Result<R, CustomerError> {
    let owner = consents::owner_of(tx, token)?.ok_or(CustomerError::Missing)?;
    let act = desk.act(tx, (&app.setting, &Actor::system()), &app.firm())?;
    work(tx, &act, owner)
}

/// Reads for whoever holds a link.
pub(super) async fn looking<R: Send + 'static>(
    guest: &Guest,
    token: &str,
    work: impl FnOnce(&mut Tx<'_>, &Act, CustomerId) -> Result<R, CustomerError> + Send + 'static,
) -> Result<R, Problem> {
    let (desk, app, token) = (knock(guest)?, guest.app.clone(), token.to_owned());
    let db = guest.app.db.clone();
    db.reading(move |tx| opened(tx, (&desk, &app, &token), work)).await.map_err(Problem::from)
}

/// Runs a deed of whoever holds a link.
pub(super) async fn holding<R: Send + 'static>(
    guest: &Guest,
    token: &str,
    work: impl FnOnce(&mut Tx<'_>, &Act, CustomerId) -> Result<R, CustomerError> + Send + 'static,
) -> Result<R, Problem> {
    let (desk, app, token) = (knock(guest)?, guest.app.clone(), token.to_owned());
    let db = guest.app.db.clone();
    db.writing(move |tx| opened(tx, (&desk, &app, &token), work)).await.map_err(Problem::from)
}

/// The guest in the language that the address names, else in the one that the client was last spoken to in.
pub(super) fn speaking(guest: Guest, query: &Form, last: &str) -> Guest {
    let wanted = query.text("lang").parse::<Lang>().ok().or_else(|| last.parse().ok());
    match wanted {
        Some(lang) => {
            let say = guest.app.words.say(lang, guest.say.zone().clone());
            Guest { say, ..guest }
        }
        None => guest,
    }
}

/// Shows it.
pub(super) async fn show(
    guest: Guest,
    Path(token): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let query = Form::from_encoded(query.as_deref().unwrap_or_default());
    let found = looking(&guest, &token, |tx, act, owner| {
        let card = listing::get(tx, act, owner)?;
        let standing = consents::standing(tx, act, owner)?;
        let reachable: Vec<&'static str> = consents::channel::CHANNELS
            .iter()
            .filter(|one| {
                one.fields.is_empty() || one.fields.iter().any(|no| card.sheet.of(*no).next().is_some())
            })
            .map(|one| one.slug)
            .collect();
        let spoken = standing.iter().filter_map(|one| one.last.as_ref()).max_by_key(|last| last.no);
        let lang = spoken.map(|last| last.proof.lang.clone()).unwrap_or_default();
        let mut texts = Vec::new();
        for one in &standing {
            for lang in Lang::ALL {
                texts.extend(consent_purposes::newest(tx, one.purpose.no, lang.code())?);
            }
        }
        Ok((standing, texts, reachable, lang))
    });
    let (standing, texts, reachable, lang) = found.await?;
    let guest = speaking(guest, &query, &lang);
    let (say, now) = (&guest.say, guest.app.setting.now());
    let mut groups: Vec<(i64, Asked)> = Vec::new();
    for one in standing.iter().filter(|one| one.last.is_some() || is_asked(one.channel, &reachable)) {
        if groups.last().is_none_or(|(no, _)| *no != one.purpose.no) {
            let in_lang = |lang: &str| texts.iter().find(|t| t.purpose == one.purpose.no && t.lang == lang);
            let firm = guest.app.firm().lang;
            let text = in_lang(say.lang().code()).or_else(|| in_lang(firm.code()));
            let text = text.map(|text| text.text.clone()).unwrap_or_default();
            groups.push((one.purpose.no, Asked { name: one.purpose.name(say), text, boxes: Vec::new() }));
        }
        if let Some((_, group)) = groups.last_mut() {
            let value = format!("{}.{}", one.purpose.slug, one.channel.slug);
            group.boxes.push((value, say.t(&one.channel.label()), stands(one, now)));
        }
    }
    web::page(&OwnPage {
        frame: guest.frame("customers-own-title"),
        firm: guest.app.firm().name.clone(),
        token,
        groups: groups.into_iter().map(|(_, group)| group).collect(),
        langs: Lang::ALL.map(|lang| (lang.code(), lang.name())).to_vec(),
    })
}

fn is_asked(channel: &Channel, reachable: &[&str]) -> bool {
    *channel == consents::channel::ANY || reachable.contains(&channel.slug)
}

/// Whether it is allowed as things stand.
fn stands(one: &Standing, now: kernel::Millis) -> bool {
    match one.slug(now) {
        "given" => true,
        "unknown" | "expired" => !one.purpose.is_needed,
        _ => false,
    }
}

/// What proves what is said here.
fn proof(guest: &Guest, form: &str) -> Proof {
    Proof {
        lang: guest.say.lang().code().to_owned(),
        form: form.to_owned(),
        address: guest.facts.address.clone(),
        ..Proof::of(Origin::Client)
    }
}

/// Writes down every box that was turned.
pub(super) async fn save(guest: Guest, Path(token): Path<String>, form: Form) -> Result<Response, Problem> {
    let guest = speaking(guest, &form, "");
    let proof = proof(&guest, "my-data");
    let lang = guest.say.lang();
    holding(&guest, &token, move |tx, act, owner| {
        for one in consents::standing(tx, act, owner)? {
            let value = format!("{}.{}", one.purpose.slug, one.channel.slug);
            if !form.all("shown").any(|shown| shown == value) {
                continue;
            }
            let (is_on, was_on) =
                (form.all("given").any(|on| on == value), stands(&one, act.setting.now()));
            if is_on == was_on {
                continue;
            }
            let text = consent_purposes::newest(tx, one.purpose.no, lang.code())?.map(|text| text.id);
            let state = if is_on { State::Given } else { State::Withdrawn };
            let word = (one.purpose.slug.as_str(), one.channel.slug, state);
            consents::own_word(tx, act, owner, word, Proof { text, ..proof.clone() })?;
        }
        Ok(())
    })
    .await?;
    let back = format!("{}/{token}?lang={}", consents::PATH, lang.code());
    Ok(web::see_with(&back, &ToastNote::new("customers-own-kept")))
}

/// Withdraws everything at once.
pub(super) async fn withdraw(
    guest: Guest,
    Path(token): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let guest = speaking(guest, &form, "");
    let proof = proof(&guest, "my-data");
    holding(&guest, &token, move |tx, act, owner| consents::withdraw_all(tx, act, owner, &proof)).await?;
    let back = format!("{}/{token}?lang={}", consents::PATH, guest.say.lang().code());
    Ok(web::see_with(&back, &ToastNote::new("customers-own-withdrawn")))
}

/// Leads a person who follows the address of a letter's header to their page.
pub(super) async fn lead(guest: Guest, Path(token): Path<String>) -> Result<Response, Problem> {
    looking(&guest, &token, |_, _, _| Ok(())).await?;
    Ok(web::see(&format!("{}/{token}", consents::PATH)))
}

/// The deed of `List-Unsubscribe-Post` (RFC 8058), sent by a mail program without asking anything more.
pub(super) async fn one_click(
    guest: Guest,
    Path(token): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let query = Form::from_encoded(query.as_deref().unwrap_or_default());
    let proof = proof(&guest, "List-Unsubscribe");
    holding(&guest, &token, move |tx, act, owner| {
        match (query.filled("purpose"), query.filled("channel")) {
            (Some(purpose), Some(channel)) => {
                consents::own_word(tx, act, owner, (purpose, channel, State::Withdrawn), proof).map(drop)
            }
            _ => consents::withdraw_all(tx, act, owner, &proof).map(drop),
        }
    })
    .await?;
    let mut response = Response::new(axum::body::Body::from(guest.say.t("customers-own-withdrawn")));
    let kind = http::HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(http::header::CONTENT_TYPE, kind);
    Ok(response)
}

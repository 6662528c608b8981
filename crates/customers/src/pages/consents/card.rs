//! The consents of one client: what stands, writing down what they said, the ledger, their own link.

use super::{signal, state_words};
use crate::consents::{self, ConsentText, Entry, Origin, Proof, Purpose, Standing, State};
use crate::customer::CustomerId;
use crate::error::CustomerError;
use crate::pages::card_deed::{errors_of, id, reading, unprocessable, writing};
use crate::staff::Staff;
use crate::{RIGHT, listing, sight};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use db::Tx;
use kernel::{Level, Millis};
use ui::Frame;
use web::{FieldError, Form, Problem, ToastNote, Visit};
use words::Say;

#[derive(Template)]
#[template(path = "pages/consents/card.html")]
struct ConsentsPage {
    frame: Frame,
    id: CustomerId,
    name: String,
    groups: Vec<Group>,
    ledger: Vec<Line>,
    link: String,
    purposes: Vec<(String, String)>,
    channels: Vec<(String, String)>,
    states: Vec<(String, String)>,
    texts: Vec<(String, String)>,
    typed: Form,
    errors: Vec<FieldError>,
    can_write: bool,
    can_arrange: bool,
}

/// A purpose and what stands for its channels.
struct Group {
    name: String,
    lines: Vec<(String, String, String, String)>,
}

/// A word that was said, as it is drawn.
struct Line {
    title: String,
    state: String,
    signal: &'static str,
    when: String,
    proof: String,
    text: String,
    confirm: String,
    /// What became of the letter that asks to confirm; empty where nothing waits.
    letter: String,
}

impl ConsentsPage {
    fn error(&self, field: &str) -> String {
        self.errors
            .iter()
            .find(|one| one.field == field)
            .map_or_else(String::new, |one| one.say(&self.frame.say))
    }
}

/// Shows them.
pub(super) async fn show(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    web::page(&drawn(&visit, id(&text)?, Form::default(), Vec::new()).await?)
}

async fn drawn(
    visit: &Visit,
    id: CustomerId,
    typed: Form,
    errors: Vec<FieldError>,
) -> Result<ConsentsPage, Problem> {
    visit.need(RIGHT, Level::Read)?;
    if visit.actor().may(RIGHT, Level::Write) {
        make_secret(visit, id).await?;
    }
    let eye = visit.clone();
    let mut page = reading(visit, move |tx, act, staff| {
        let card = listing::get(tx, act, id)?;
        let (say, now) = (&eye.say, act.setting.now());
        let standing = consents::standing(tx, act, id)?;
        let mut ledger = Vec::new();
        let mailing = access::mailing::load(tx)?;
        let house = mailing.map(|mailing| mailing.house);
        for entry in consents::history(tx, act, id)? {
            let confirm = waiting(tx, act, id, (&entry, &standing))?;
            let letter = match confirm.is_empty() {
                true => String::new(),
                false => letter_words(tx, &entry, (house.is_some(), say))?,
            };
            let confirm = (house_path(&house, confirm), letter);
            ledger.push(line(entry, confirm, (say, staff)));
        }
        let purposes = consents::purposes(tx, act, false)?;
        let mut texts = vec![(String::new(), say.t("customers-consent-no-text"))];
        for purpose in &purposes {
            let newest = newest(consents::texts(tx, act, &purpose.slug)?);
            texts.extend(
                newest.into_iter().map(|text| (text.id.to_string(), text_words(purpose, &text, say))),
            );
        }
        Ok(ConsentsPage {
            id,
            name: if card.name.is_empty() { say.t("customers-nameless") } else { card.name },
            groups: groups(standing, now, say),
            ledger,
            link: match act.may(Level::Write) {
                true => house_path(&house, consents::link(tx, &act.setting, id)?),
                false => String::new(),
            },
            channels: channels(say),
            states: [State::Given, State::Refused, State::Withdrawn]
                .map(|state| (state.slug().to_owned(), state_words(state.slug(), say)))
                .to_vec(),
            purposes: purposes.iter().map(|one| (one.slug.clone(), one.name(say))).collect(),
            texts,
            typed: Form::default(),
            errors: Vec::new(),
            can_write: act.may(Level::Write),
            can_arrange: act.may(Level::Arrange),
            frame: eye.frame("customers-consents"),
        })
    })
    .await?;
    (page.typed, page.errors) = (typed, errors);
    crate::reading::opened(visit, id);
    Ok(page)
}

/// A path with the address of the house before it, as a client needs it, where that is known.
fn house_path(house: &Option<String>, path: String) -> String {
    match house {
        Some(house) if !path.is_empty() => format!("{house}{path}"),
        _ => path,
    }
}

/// What became of the letter that asks to confirm a word.
fn letter_words(
    tx: &mut Tx<'_>,
    entry: &Entry,
    (is_mailing, say): (bool, &Say),
) -> Result<String, CustomerError> {
    let is_by_letter = consents::is_by_letter(entry.consent.channel);
    Ok(match crate::store::consent_letters::of(tx, entry.consent.no)? {
        Some((at, true)) => say.with("customers-confirm-sent", &[("at", say.date_time(at).into())]),
        Some((_, false)) => say.t("customers-confirm-no-address"),
        None if !is_by_letter => say.t("customers-confirm-by-hand"),
        None if !is_mailing => say.t("customers-confirm-no-mail"),
        None => say.t("customers-confirm-soon"),
    })
}

/// Has links signed from now on, where none was made yet.
async fn make_secret(visit: &Visit, id: CustomerId) -> Result<(), Problem> {
    if !reading(visit, |tx, _, _| Ok(consents::has_secret(tx)?)).await? {
        writing(visit, move |tx, act| {
            sight::card(tx, act, id)?;
            Ok(consents::link(tx, &act.setting, id)?)
        })
        .await?;
    }
    Ok(())
}

/// The newest version in each language.
fn newest(texts: Vec<ConsentText>) -> Vec<ConsentText> {
    let mut newest: Vec<ConsentText> = Vec::new();
    for text in texts {
        match newest.iter_mut().find(|known| known.lang == text.lang) {
            Some(known) if known.version < text.version => *known = text,
            Some(_) => {}
            None => newest.push(text),
        }
    }
    newest
}

fn text_words(purpose: &Purpose, text: &ConsentText, say: &Say) -> String {
    format!("{} · {} · {}", purpose.name(say), text.lang, text.version)
}

fn channels(say: &Say) -> Vec<(String, String)> {
    let all = consents::channel::CHANNELS.iter().chain(std::iter::once(&consents::channel::ANY));
    all.map(|channel| (channel.slug.to_owned(), say.t(&channel.label()))).collect()
}

/// The link by which a yes that waits is confirmed; nothing where nothing waits.
fn waiting(
    tx: &mut Tx<'_>,
    act: &crate::Act,
    id: CustomerId,
    (entry, standing): (&Entry, &[Standing]),
) -> Result<String, CustomerError> {
    let one = &entry.consent;
    let waits = standing
        .iter()
        .any(|s| s.last.as_ref().is_some_and(|last| last.no == one.no && last.state == State::Pending));
    if !waits || !act.may(Level::Write) {
        return Ok(String::new());
    }
    Ok(consents::confirmation(tx, &act.setting, (id, one.no))?)
}

fn groups(all: Vec<Standing>, now: Millis, say: &Say) -> Vec<Group> {
    let mut groups: Vec<(i64, Group)> = Vec::new();
    for one in all {
        if groups.last().is_none_or(|(no, _)| *no != one.purpose.no) {
            groups.push((one.purpose.no, Group { name: one.purpose.name(say), lines: Vec::new() }));
        }
        let state = one.slug(now);
        let (channel, words) = (say.t(&one.channel.label()), state_words(state, say));
        if let Some((_, group)) = groups.last_mut() {
            group.lines.push((one.channel.icon.to_owned(), channel, words, signal(state).to_owned()));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn line(entry: Entry, (confirm, letter): (String, String), (say, staff): (&Say, &Staff)) -> Line {
    let one = entry.consent;
    let proof = one.proof;
    let text = entry.text.as_ref().map(|text| text_words(&entry.purpose, text, say));
    let parts = [
        say.t(&format!("customers-origin-{}", proof.origin.slug())),
        one.user.and_then(|id| staff.name(id)).unwrap_or_default().to_owned(),
        proof.form,
        text.unwrap_or_default(),
        proof.lang,
        proof.address,
        proof.note,
    ];
    let state = one.state.slug();
    Line {
        title: format!("{} · {}", entry.purpose.name(say), say.t(&one.channel.label())),
        state: state_words(state, say),
        signal: signal(state),
        when: say.date_time(proof.at.unwrap_or_default()),
        proof: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
        text: entry.text.map(|text| text.text).unwrap_or_default(),
        confirm,
        letter,
    }
}

/// Writes down what was said.
pub(super) async fn record(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id = id(&text)?;
    let typed = form.clone();
    let done = writing(&visit, move |tx, act| {
        let text = |name: &str| form.text(name).to_owned();
        let proof = Proof {
            text: form.text("text").parse().ok(),
            lang: text("lang"),
            form: text("form"),
            note: text("note"),
            ..Proof::of(Origin::Staff)
        };
        let state = State::from_slug(form.text("state")).unwrap_or(State::Pending);
        for channel in form.all("channel") {
            consents::record(tx, act, id, (form.text("purpose"), channel, state), proof.clone())?;
        }
        match form.filled("channel") {
            Some(_) => Ok(()),
            None => Err(CustomerError::Invalid(vec![FieldError::new("channel", "customers-channel-none")])),
        }
    });
    match done.await {
        Ok(()) => {
            let note = ToastNote::new("customers-consent-recorded");
            Ok(web::see_with(&format!("/customers/{id}/consents"), &note))
        }
        Err(refusal) => {
            let page = drawn(&visit, id, typed, errors_of(refusal)?).await?;
            Ok(unprocessable(web::page(&page)?))
        }
    }
}

/// Withdraws everything.
pub(super) async fn withdraw(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id = id(&text)?;
    writing(&visit, move |tx, act| consents::withdraw_all(tx, act, id, &Proof::of(Origin::Staff))).await?;
    Ok(web::see_with(
        &format!("/customers/{id}/consents"),
        &ToastNote::new("customers-consent-withdrawn-all"),
    ))
}

//! `/contact-cards/{form}/fill`: a card filled right where it is needed.

use crate::RIGHT;
use crate::cards::asking::{self, Asked};
use crate::cards::filling::{self, Filling};
use crate::cards::form::About;
use crate::cards::form::Answers;
use crate::cards::{CardForm, FilledCard, FormId, Subject, arranging};
use crate::error::InteractionError;
use crate::pages::back;
use crate::running;
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::{IntoResponse as _, Redirect, Response};
use customers::staff::Staff;
use customers::{Act, Customer, CustomerId, gating, listing};
use db::Tx;
use http::StatusCode;
use kernel::Level;
use ui::Frame;
use web::{FieldError, Form, Fragment, Problem, ToastNote, Visit, see_with};
use words::Say;

#[derive(Template)]
#[template(path = "pages/cards/fill.html")]
struct FillPage {
    frame: Frame,
    f: Sheet,
}

#[derive(Template)]
#[template(path = "pages/cards/fill_dialog.html")]
struct FillDialog {
    frame: Frame,
    f: Sheet,
}

/// What both show.
struct Sheet {
    action: String,
    lead: String,
    about: (String, String),
    customer: String,
    subject: String,
    back: String,
    /// What is told on to what the card was filled for.
    onward: Vec<(String, String)>,
    questions: Vec<Shown>,
    n_errors: usize,
}

/// A question as it is drawn.
struct Shown {
    key: String,
    label: String,
    help: String,
    widget: &'static str,
    inputmode: &'static str,
    options: Vec<(String, String)>,
    typed: String,
    error: String,
    is_required: bool,
    is_guess: bool,
    /// Where the answer goes: the name of the field; empty for an answer of the form's own.
    field: String,
}

impl Shown {
    fn is_chosen(&self, slug: &str) -> bool {
        self.typed.split(',').any(|one| one.trim() == slug)
    }
}

/// What a card is filled from: the address or the form that was sent.
struct Wanted {
    form: FormId,
    customer: CustomerId,
    subject: Option<Subject>,
}

impl Wanted {
    fn of(text: &str, typed: &Form) -> Result<Self, Problem> {
        let subject = match typed.filled("subject") {
            Some(text) => Some(Subject::from_text(text).ok_or_else(Problem::missing)?),
            None => None,
        };
        Ok(Self {
            form: text.parse().map_err(|_| Problem::missing())?,
            customer: typed.text("customer").parse().map_err(|_| Problem::missing())?,
            subject,
        })
    }
}

/// Asks the questions, with what is known already filled in.
pub(super) async fn ask(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let typed = Form::from_encoded(query.as_deref().unwrap_or_default());
    let wanted = Wanted::of(&text, &typed)?;
    let (title, f) = draw(&visit, wanted, (typed, false), Vec::new()).await?;
    show(&visit, &fragment, title, f)
}

fn show(visit: &Visit, fragment: &Fragment, title: String, f: Sheet) -> Result<Response, Problem> {
    let frame = visit.frame_titled(title);
    match fragment.is("dialog") {
        true => web::page(&FillDialog { frame, f }),
        false => web::page(&FillPage { frame, f }),
    }
}

/// Fills the card; what it was filled for then goes on, if the card was opened from its gate.
pub(super) async fn fill(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    typed: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let wanted = Wanted::of(&text, &typed)?;
    let (form, customer, subject) = (wanted.form, wanted.customer, wanted.subject.clone());
    let sent = typed.clone();
    let filled = running::write(&visit, move |tx, act| {
        let asked = arranging::get(tx, act, form)?;
        let card = listing::get(tx, act, customer)?;
        let values = asking::read_form(tx, act, (&asked.questions, &card), &sent)?;
        let filled = filling::fill(tx, act, Filling { form, customer, subject, values })?;
        Ok((filled, asked.name))
    });
    match filled.await {
        Ok((filled, name)) => {
            if let Some(subject) = wanted.subject.filter(|_| !onward(&typed).is_empty()) {
                let path = gating::onward((&subject.kind, subject.id));
                return Ok(Redirect::temporary(&path).into_response());
            }
            let note = ToastNote::new("interactions-card-filled").name(name);
            let undo = format!("/contact-cards/filled/{}/remove", filled.card.id);
            let note = if filled.is_new { note.undo(undo, Vec::new()) } else { note };
            let home = format!("/customers/{customer}?tab=interactions");
            Ok(see_with(back::of(&typed, &home), &note))
        }
        Err(InteractionError::Invalid(errors)) => {
            let (title, f) = draw(&visit, wanted, (typed, true), errors).await?;
            let mut response = show(&visit, &fragment, title, f)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(other) => Err(other.into()),
    }
}

/// What the form passes on.
fn onward(typed: &Form) -> Vec<(String, String)> {
    typed.values.iter().filter(|(name, _)| name.starts_with(gating::ONWARD)).cloned().collect()
}

async fn draw(
    visit: &Visit,
    wanted: Wanted,
    (typed, is_sent): (Form, bool),
    errors: Vec<FieldError>,
) -> Result<(String, Sheet), Problem> {
    let say = visit.say.clone();
    let n_errors = errors.len();
    let home = format!("/customers/{}?tab=interactions", wanted.customer);
    let back = back::of(&typed, &home).to_owned();
    let found = running::read(visit, move |tx, act, staff| {
        let form = arranging::get(tx, act, wanted.form)?;
        let card = listing::get(tx, act, wanted.customer)?;
        let filled = match &wanted.subject {
            Some(subject) => filling::for_subject(tx, act, (form.id, card.no), subject)?,
            None => None,
        };
        if form.is_away && filled.is_none() {
            return Err(InteractionError::Missing);
        }
        let eye = Eye { act, say: &say, staff, card: &card };
        let questions = match is_sent {
            true => eye.retyped(&form, &typed, &errors),
            false => eye.known(tx, &form, filled.as_ref())?,
        };
        let name = if card.name.is_empty() { say.t("customers-nameless") } else { card.name.clone() };
        let sheet = Sheet {
            action: format!("/contact-cards/{}/fill", form.id),
            lead: form.lead,
            about: (card.href(), name),
            customer: card.id.to_string(),
            subject: wanted.subject.as_ref().map(ToString::to_string).unwrap_or_default(),
            back,
            onward: onward(&typed),
            questions,
            n_errors,
        };
        Ok((form.name, sheet))
    });
    found.await
}

/// With what a card is drawn.
struct Eye<'e> {
    act: &'e Act,
    say: &'e Say,
    staff: &'e Staff,
    card: &'e Customer,
}

impl Eye<'_> {
    /// The questions with the answers that were given before, or with what the customer's card says.
    fn known(
        &self,
        tx: &mut Tx<'_>,
        form: &CardForm,
        filled: Option<&FilledCard>,
    ) -> Result<Vec<Shown>, InteractionError> {
        let nothing = Answers::new();
        let answers = filled.map_or(&nothing, |card| &card.answers);
        let mut all = Vec::new();
        for one in asking::asked(self.act, &form.questions, self.card) {
            let value = match (answers.get(&one.question.key).and_then(|values| values.first()), one.about)
            {
                _ if one.is_masked(self.act) => None,
                (Some(value), _) => Some(value.clone()),
                (None, About::Field(field)) => self.card.sheet.text(field.no).map(str::to_owned),
                (None, About::Own(_)) => None,
            };
            let typed = match value {
                Some(value) if one.widget() == "link" => self.named(tx, &value)?,
                Some(value) => one.typed_of(self.act, &value, self.say),
                None => String::new(),
            };
            all.push(self.shown(&one, typed, String::new()));
        }
        Ok(all)
    }

    /// A client as a form names them.
    fn named(&self, tx: &mut Tx<'_>, value: &str) -> Result<String, InteractionError> {
        let Ok(id) = value.parse::<CustomerId>() else { return Ok(String::new()) };
        Ok(listing::get(tx, self.act, id).map(|card| format!("№{}", card.no)).unwrap_or_default())
    }

    /// The questions with what was typed and what is wrong in it.
    fn retyped(&self, form: &CardForm, typed: &Form, errors: &[FieldError]) -> Vec<Shown> {
        let questions = asking::asked(self.act, &form.questions, self.card);
        let again = |one: Asked<'_>| {
            let key = &one.question.key;
            let text = match one.widget() {
                "choices" => typed.all(key).collect::<Vec<_>>().join(","),
                _ => typed.text(key).to_owned(),
            };
            let error = errors.iter().find(|error| error.field == *key);
            self.shown(&one, text, error.map(|error| error.say(self.say)).unwrap_or_default())
        };
        questions.into_iter().map(again).collect()
    }

    fn shown(&self, one: &Asked<'_>, typed: String, error: String) -> Shown {
        let (question, control) = (one.question, one.kind().control());
        let rule = if control.rule.is_empty() { String::new() } else { self.say.t(control.rule) };
        let rule = if one.widget() == "link" { self.say.t("customers-link-help") } else { rule };
        Shown {
            key: question.key.clone(),
            label: question.label.clone(),
            help: if question.help.is_empty() { rule } else { question.help.clone() },
            widget: one.widget(),
            inputmode: control.inputmode,
            options: self.options(one),
            typed,
            error,
            is_required: question.is_required,
            is_guess: question.guess.is_some(),
            field: match one.about {
                About::Field(field) => field.label(self.say),
                About::Own(_) => String::new(),
            },
        }
    }

    fn options(&self, one: &Asked<'_>) -> Vec<(String, String)> {
        let none = (String::new(), self.say.t("customers-choose"));
        let settings = one.settings(self.say);
        let listed = settings.options.iter().map(|option| (option.slug.clone(), option.label.clone()));
        match one.widget() {
            "select" => std::iter::once(none).chain(listed).collect(),
            "choices" => listed.collect(),
            "checkbox" => {
                vec![
                    none,
                    ("true".into(), self.say.t("fields-yes")),
                    ("false".into(), self.say.t("fields-no")),
                ]
            }
            "staff" => {
                let people = self.staff.people().iter().map(|(id, name)| (id.to_string(), name.clone()));
                std::iter::once(none).chain(people).collect()
            }
            _ => Vec::new(),
        }
    }
}

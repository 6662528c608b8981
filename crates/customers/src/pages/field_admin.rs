//! The fields of the card: one's own added, named, weighed, moved, put away.

use super::card_deed::{errors_of, reading, unprocessable, writing};
use crate::arranging::{self, Arranged, NewField};
use crate::error::CustomerError;
use crate::field::{AppliesTo, Block, Class, Field, FieldNo};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use fields::{ChoiceOption, FieldKind, Setting, Settings};
use kernel::Level;
use ui::Frame;
use web::{FieldError, Form, Fragment, Problem, ToastNote, Visit};
use words::Say;

#[derive(Template)]
#[template(path = "pages/field_admin.html")]
struct ListPage {
    frame: Frame,
    own: Vec<FieldLine>,
    builtin: Vec<FieldLine>,
}

/// A field in the list.
struct FieldLine {
    no: FieldNo,
    label: String,
    kind: String,
    about: String,
    is_away: bool,
}

#[derive(Template)]
#[template(path = "pages/field_form.html")]
struct FormPage {
    frame: Frame,
    f: FieldForm,
}

#[derive(Template)]
#[template(path = "pages/field_form_dialog.html")]
struct FormDialog {
    frame: Frame,
    f: FieldForm,
}

/// The form of a field.
struct FieldForm {
    title: String,
    action: String,
    save: String,
    is_new: bool,
    is_builtin: bool,
    label_hint: String,
    kind_words: String,
    kinds: Vec<(String, String)>,
    asks: Vec<Ask>,
    typed: Form,
    errors: Vec<(String, String)>,
    classes: Vec<(String, String)>,
    blocks: Vec<(String, String)>,
    applies: Vec<(String, String)>,
}

impl FieldForm {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, text)| text)
    }
}

/// One choice that the kind lets people make.
struct Ask {
    name: &'static str,
    label: String,
    widget: &'static str,
    options: Vec<(String, String)>,
}

/// Shows the list.
pub(super) async fn list(visit: Visit) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Arrange)?;
    let eye = visit.clone();
    let lines = reading(&visit, move |_, act, _| {
        let shown = act.fields.all().filter(|field| !field.is_made());
        Ok(shown.map(|field| (field.is_builtin(), line(field, &eye.say))).collect::<Vec<_>>())
    });
    let (builtin, own): (Vec<_>, Vec<_>) =
        lines.await?.into_iter().partition(|(is_builtin, _)| *is_builtin);
    let frame = visit.frame("customers-fields");
    let only = |list: Vec<(bool, FieldLine)>| list.into_iter().map(|(_, line)| line).collect();
    web::page(&ListPage { frame, own: only(own), builtin: only(builtin) })
}

fn line(field: &Field, say: &Say) -> FieldLine {
    let about = [
        say.t(&format!("customers-block-{}", field.block.slug())),
        say.t(&format!("customers-class-{}", field.class.slug())),
        say.t(&format!("customers-applies-{}", field.applies_to.slug())),
    ];
    FieldLine {
        no: field.no,
        label: field.label(say),
        kind: say.t(&field.kind.label()),
        about: about.join(" · "),
        is_away: field.is_archived,
    }
}

/// Asks for a new field, or for what can be arranged of one.
pub(super) async fn ask_new(
    visit: Visit,
    fragment: Fragment,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Arrange)?;
    let mut typed = Form::from_encoded(query.as_deref().unwrap_or_default());
    let given = [("class", "semantic"), ("block", "reference"), ("applies_to", "any"), ("worth", "0.3")];
    for (name, value) in given {
        if typed.filled(name).is_none() {
            typed.values.push((name.into(), value.into()));
        }
    }
    page(&visit, &fragment, form(&visit, None, typed, &[]))
}

/// Adds it.
pub(super) async fn add(visit: Visit, fragment: Fragment, form: Form) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Arrange)?;
    let sent = form.clone();
    let added = writing(&visit, move |tx, act| {
        let kind = fields::kinds::find(sent.text("kind")).ok_or_else(|| {
            CustomerError::Invalid(vec![FieldError::new("kind", "customers-field-kind-unknown")])
        })?;
        let new = NewField { kind, is_many: sent.is_ticked("is_many"), arranged: arranged(&sent, &[])? };
        arranging::add(tx, act, new)
    });
    match added.await {
        Ok(field) => done("customers-field-added-toast", &field, &visit),
        Err(error) => {
            let page = page(&visit, &fragment, self::form(&visit, None, form, &errors_of(error)?))?;
            Ok(unprocessable(page))
        }
    }
}

/// Shows what can be arranged of a field.
pub(super) async fn ask(
    visit: Visit,
    fragment: Fragment,
    Path(no): Path<FieldNo>,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Arrange)?;
    let field = found(&visit, no).await?;
    let typed = typed_of(&field);
    page(&visit, &fragment, form(&visit, Some(&field), typed, &[]))
}

/// Arranges it anew.
pub(super) async fn arrange(
    visit: Visit,
    fragment: Fragment,
    Path(no): Path<FieldNo>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Arrange)?;
    let held = found(&visit, no).await?;
    let (sent, options) = (form.clone(), held.settings.options.clone());
    let kept = writing(&visit, move |tx, act| arranging::arrange(tx, act, no, arranged(&sent, &options)?));
    match kept.await {
        Ok(field) => done("customers-field-saved-toast", &field, &visit),
        Err(error) => {
            let page = page(&visit, &fragment, self::form(&visit, Some(&held), form, &errors_of(error)?))?;
            Ok(unprocessable(page))
        }
    }
}

/// Moves a field one place.
pub(super) async fn shift(visit: Visit, Path(no): Path<FieldNo>, form: Form) -> Result<Response, Problem> {
    writing(&visit, move |tx, act| arranging::shift(tx, act, no, form.text("to") == "up")).await?;
    Ok(web::see("/customers/fields"))
}

/// Puts a field away, or brings it back.
pub(super) async fn put_away(
    visit: Visit,
    Path(no): Path<FieldNo>,
    form: Form,
) -> Result<Response, Problem> {
    let is_away = form.text("is_away") == "1";
    let field = writing(&visit, move |tx, act| arranging::put_away(tx, act, no, is_away)).await?;
    let (key, back) = match is_away {
        true => ("customers-field-away-toast", "0"),
        false => ("customers-field-back-toast", "1"),
    };
    let undo = (format!("/customers/fields/{no}/away"), vec![("is_away".to_owned(), back.to_owned())]);
    let note = ToastNote::new(key).name(field.label(&visit.say)).undo(undo.0, undo.1);
    Ok(web::see_with("/customers/fields", &note))
}

async fn found(visit: &Visit, no: FieldNo) -> Result<Field, Problem> {
    reading(visit, move |_, act, _| {
        act.fields.no(no).filter(|field| !field.is_made()).cloned().ok_or(CustomerError::Missing)
    })
    .await
}

fn done(key: &str, field: &Field, visit: &Visit) -> Result<Response, Problem> {
    Ok(web::see_with("/customers/fields", &ToastNote::new(key).name(field.label(&visit.say))))
}

/// What was typed of a field as it can be arranged; options keep the slugs they have.
fn arranged(form: &Form, held: &[ChoiceOption]) -> Result<Arranged, CustomerError> {
    let wrong = |field: &str, key: &str| CustomerError::Invalid(vec![FieldError::new(field, key)]);
    let number =
        |name: &str| form.filled(name).map(|text| text.replace(',', ".").parse::<f64>()).transpose();
    let keeps = form.filled("keeps_days").map(str::parse::<i64>).transpose();
    Ok(Arranged {
        label: form.text("label").to_owned(),
        settings: Settings {
            options: options(form.text("options"), held),
            currency: form.filled("currency").map(str::to_uppercase),
            least: number("least").map_err(|_| wrong("least", "fields-number-unreadable"))?,
            most: number("most").map_err(|_| wrong("most", "fields-number-unreadable"))?,
            of: form.filled("of").map(str::to_owned),
        },
        class: Class::from_slug(form.text("class")).unwrap_or(Class::Semantic),
        block: Block::from_slug(form.text("block")).unwrap_or(Block::Reference),
        applies_to: AppliesTo::from_slug(form.text("applies_to")).unwrap_or(AppliesTo::Any),
        worth: number("worth").map_err(|_| wrong("worth", "customers-field-worth-wrong"))?.unwrap_or(0.0),
        keeps_days: keeps.map_err(|_| wrong("keeps_days", "customers-field-keeps-wrong"))?,
    })
}

/// One answer per line. A line that was there keeps its slug, so does one that was renamed in its place.
fn options(typed: &str, held: &[ChoiceOption]) -> Vec<ChoiceOption> {
    let labels: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut options: Vec<ChoiceOption> = Vec::with_capacity(labels.len());
    for (at, label) in labels.iter().enumerate() {
        let same = held.iter().find(|option| option.label == *label);
        let in_place = held.get(at).filter(|option| !labels.contains(&option.label.as_str()));
        let slug = match same.or(in_place) {
            Some(option) => option.slug.clone(),
            None => arranging::slug_of(label, |slug| {
                held.iter().chain(&options).any(|option| option.slug == slug)
            }),
        };
        options.push(ChoiceOption { slug, label: (*label).to_owned() });
    }
    options
}

/// The form as it stands before anything is typed.
fn typed_of(field: &Field) -> Form {
    let text = |number: Option<f64>| number.map(|n| n.to_string()).unwrap_or_default();
    let options: Vec<&str> = field.settings.options.iter().map(|option| option.label.as_str()).collect();
    let values = [
        ("label", field.label.clone()),
        ("kind", field.kind.slug().to_owned()),
        ("options", options.join("\n")),
        ("currency", field.settings.currency.clone().unwrap_or_default()),
        ("least", text(field.settings.least)),
        ("most", text(field.settings.most)),
        ("of", field.settings.of.clone().unwrap_or_default()),
        ("class", field.class.slug().to_owned()),
        ("block", field.block.slug().to_owned()),
        ("applies_to", field.applies_to.slug().to_owned()),
        ("worth", field.worth.to_string()),
        ("keeps_days", field.keeps_days.map(|days| days.to_string()).unwrap_or_default()),
    ];
    Form { values: values.map(|(name, value)| (name.to_owned(), value)).into(), uploads: Vec::new() }
}

fn form(visit: &Visit, held: Option<&Field>, typed: Form, errors: &[FieldError]) -> FieldForm {
    let say = &visit.say;
    let kind = held.map(|field| field.kind).or_else(|| fields::kinds::find(typed.text("kind")));
    let choices = |words: &str, slugs: &[&str]| -> Vec<(String, String)> {
        slugs.iter().map(|slug| ((*slug).to_owned(), say.t(&format!("customers-{words}-{slug}")))).collect()
    };
    let slugs = |list: Vec<&'static str>| list;
    let is_builtin = held.is_some_and(Field::is_builtin);
    FieldForm {
        title: held.map_or_else(|| say.t("customers-field-new"), |field| field.label(say)),
        action: held
            .map_or_else(|| "/customers/fields".into(), |field| format!("/customers/fields/{}", field.no)),
        save: say.t(if held.is_some() { "ui-save" } else { "customers-field-add" }),
        is_new: held.is_none(),
        is_builtin,
        label_hint: held.filter(|_| is_builtin).map(|field| field.label(say)).unwrap_or_default(),
        kind_words: kind.map(|kind| say.t(&kind.label())).unwrap_or_default(),
        kinds: fields::kinds::ALL
            .iter()
            .map(|kind| (kind.slug().to_owned(), say.t(&kind.label())))
            .collect(),
        asks: if is_builtin { Vec::new() } else { kind.map(|kind| asks(kind, say)).unwrap_or_default() },
        errors: errors.iter().map(|error| (error.field.clone(), error.say(say))).collect(),
        classes: choices("class", &slugs(Class::ALL.iter().map(|one| one.slug()).collect())),
        blocks: choices("block", &slugs(Block::ALL.iter().map(|one| one.slug()).collect())),
        applies: choices("applies", &slugs(AppliesTo::ALL.iter().map(|one| one.slug()).collect())),
        typed,
    }
}

/// What the kind lets people choose, asked by its own words.
fn asks(kind: &'static dyn FieldKind, say: &Say) -> Vec<Ask> {
    let plain = |name, label: &str, widget| Ask { name, label: say.t(label), widget, options: Vec::new() };
    let of_setting = |setting: &Setting| match *setting {
        Setting::Options => vec![plain("options", "fields-setting-options", "textarea")],
        Setting::Currency => vec![plain("currency", "fields-setting-currency", "text")],
        Setting::Bounds => vec![
            plain("least", "fields-setting-least", "text"),
            plain("most", "fields-setting-most", "text"),
        ],
        Setting::Longest => vec![plain("most", "fields-setting-longest", "text")],
        Setting::Of(slugs) => {
            let options = slugs.iter().map(|slug| ((*slug).to_owned(), say.t(&Setting::of_label(slug))));
            vec![Ask { options: options.collect(), ..plain("of", "fields-setting-of", "select") }]
        }
    };
    kind.settings().iter().flat_map(of_setting).collect()
}

fn page(visit: &Visit, fragment: &Fragment, f: FieldForm) -> Result<Response, Problem> {
    let frame = visit.frame_titled(f.title.clone());
    match fragment.is("dialog") {
        true => web::page(&FormDialog { frame, f }),
        false => web::page(&FormPage { frame, f }),
    }
}

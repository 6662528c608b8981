//! The kinds of interactions: the firm's own added and named, outcomes chosen, kinds put away.

use super::back;
use crate::RIGHT;
use crate::error::InteractionError;
use crate::kind::{self, Arranged, ICONS, Kind};
use crate::running;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::{Currency, Level, Money};
use rust_decimal::Decimal;
use ui::Frame;
use web::{Compared, FieldError, Form, Fragment, Problem, ToastNote, Visit, see_with};
use words::Say;

const HREF: &str = "/interactions/kinds";

#[derive(Template)]
#[template(path = "pages/kinds.html")]
struct ListPage {
    frame: Frame,
    lines: Vec<KindLine>,
}

/// A kind in the list.
struct KindLine {
    slug: String,
    icon: String,
    label: String,
    outcomes: String,
    cost: String,
    is_away: bool,
}

#[derive(Template)]
#[template(path = "pages/kind_form.html")]
struct FormPage {
    frame: Frame,
    f: KindForm,
}

#[derive(Template)]
#[template(path = "pages/kind_form_dialog.html")]
struct FormDialog {
    frame: Frame,
    f: KindForm,
}

/// The form of a kind.
struct KindForm {
    action: String,
    is_builtin: bool,
    is_contact: bool,
    typed: Form,
    icons: Vec<(&'static str, bool)>,
    builtin: Vec<(String, String, bool)>,
    errors: Vec<(String, String)>,
    /// That somebody changed it meanwhile; else empty.
    conflict: String,
}

/// What is wrong in a form, field by field, and that somebody changed it meanwhile; else empty.
type Faults = (Vec<FieldError>, String);

impl KindForm {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, text)| text)
    }
}

/// Shows them.
pub(super) async fn list(visit: Visit) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let say = visit.say.clone();
    let kinds = running::read(&visit, |tx, _, _| Ok(kind::all(tx)?)).await?;
    let currency = visit.app.firm().currency;
    let line = |kind: Kind| KindLine {
        outcomes: kind.offered().map(|one| one.label(&say)).collect::<Vec<_>>().join(", "),
        cost: match kind.cost {
            0 => String::new(),
            cost => {
                let cost = say.money(&Money::new(cost, currency));
                say.with("interactions-kind-costs", &[("cost", cost.into())])
            }
        },
        label: kind.label(&say),
        slug: kind.slug,
        icon: kind.icon,
        is_away: kind.is_away,
    };
    let lines = kinds.into_iter().map(line).collect();
    web::page(&ListPage { frame: visit.frame("interactions-kinds"), lines })
}

/// Asks for a new one.
pub(super) async fn ask_new(visit: Visit, fragment: Fragment) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    page(&visit, &fragment, form(&visit.say, None, Form::default(), Default::default()))
}

/// Adds it.
pub(super) async fn add(visit: Visit, fragment: Fragment, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let kept = match arranged(&form, None, visit.app.firm().currency) {
        Ok(arranged) => running::write(&visit, move |tx, act| kind::add(tx, act, arranged)).await,
        Err(error) => Err(error),
    };
    match kept {
        Ok(kind) => Ok(see_with(HREF, &ToastNote::new("interactions-kind-added").name(kind.label))),
        Err(InteractionError::Invalid(errors)) => {
            again(page(&visit, &fragment, self::form(&visit.say, None, form, (errors, String::new())))?)
        }
        Err(other) => Err(other.into()),
    }
}

/// Shows what can be arranged of one.
pub(super) async fn ask(
    visit: Visit,
    fragment: Fragment,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let kind = running::read(&visit, move |tx, _, _| kind::get(tx, &slug)).await?;
    let typed = typed(&visit, &kind);
    page(&visit, &fragment, form(&visit.say, Some(&kind), typed, Default::default()))
}

/// What a kind would have been typed as.
fn typed(visit: &Visit, kind: &Kind) -> Form {
    let own = kind.offered().filter(|one| !one.label.is_empty()).map(|one| one.label.as_str());
    let values = [
        ("label", kind.label(&visit.say)),
        ("outcomes", own.collect::<Vec<_>>().join("\n")),
        ("icon", kind.icon.clone()),
        ("cost", written(kind.cost, visit.app.firm().currency)),
        ("revision", kind.revision.to_string()),
    ];
    Form { values: values.map(|(name, value)| (name.to_owned(), value)).into(), ..Form::default() }
}

/// What was typed of a kind, over what somebody else made of it meanwhile.
fn outdated(visit: &Visit, kind: &Kind, sent: Form) -> KindForm {
    let say = &visit.say;
    let now = form(say, Some(kind), typed(visit, kind), Default::default());
    let offered = now.builtin.iter().filter(|(.., is_on)| *is_on);
    let offered = offered.map(|(slug, ..)| ("builtin".to_owned(), slug.clone()));
    let standing =
        Form { values: now.typed.values.iter().cloned().chain(offered).collect(), ..Form::default() };
    let builtin: Vec<_> =
        now.builtin.iter().map(|(slug, label, _)| (slug.clone(), label.clone())).collect();
    let mut fields: Vec<Compared<'_>> = vec![
        ("builtin", "interactions-outcomes-builtin", &builtin),
        ("outcomes", "interactions-outcomes-own", &[]),
    ];
    if !now.is_builtin {
        fields.extend([
            ("label", "interactions-kind-label", &[][..]),
            ("icon", "interactions-kind-icon", &[]),
        ]);
    }
    if now.is_contact {
        fields.push(("cost", "interactions-kind-cost", &[]));
    }
    let conflict = web::meanwhile(say, (&sent, &standing), &fields);
    form(say, Some(kind), sent.renewed(kind.revision), (Vec::new(), conflict))
}

/// Arranges it anew.
pub(super) async fn arrange(
    visit: Visit,
    fragment: Fragment,
    Path(slug): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let (asked, revision) = (slug.clone(), form.text("revision").parse().ok());
    let known = running::read(&visit, move |tx, _, _| kind::get(tx, &asked)).await?;
    let deed =
        |wanted| running::write(&visit, move |tx, act| kind::arrange(tx, act, (&slug, revision), wanted));
    let kept = match arranged(&form, Some(&known), visit.app.firm().currency) {
        Ok(wanted) => deed(wanted).await,
        Err(error) => Err(error),
    };
    match kept {
        Ok(kind) => {
            let note = ToastNote::new("interactions-kind-saved").name(kind.label(&visit.say));
            Ok(see_with(HREF, &note))
        }
        Err(InteractionError::Invalid(errors)) => {
            let drawn = self::form(&visit.say, Some(&known), form, (errors, String::new()));
            again(page(&visit, &fragment, drawn)?)
        }
        Err(InteractionError::Outdated) => {
            let kind = running::read(&visit, move |tx, _, _| kind::get(tx, &known.slug)).await?;
            again(page(&visit, &fragment, outdated(&visit, &kind, form))?)
        }
        Err(other) => Err(other.into()),
    }
}

/// Puts one away, or brings it back.
pub(super) async fn put_away(
    visit: Visit,
    Path(slug): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let is_away = form.text("is_away") == "1";
    let kept = running::write(&visit, move |tx, act| {
        let known = kind::get(tx, &slug)?;
        kind::arrange(tx, act, (&slug, None), Arranged { is_away, ..Arranged::of(&known) })
    });
    let kind = kept.await?;
    let (key, other) =
        if is_away { ("interactions-kind-away", "0") } else { ("interactions-kind-back", "1") };
    let undo = vec![("is_away".to_owned(), other.to_owned())];
    let note = ToastNote::new(key).name(kind.label(&visit.say));
    Ok(see_with(back::of(&form, HREF), &note.undo(format!("{HREF}/{}/away", kind.slug), undo)))
}

/// What was typed; a line that was there keeps its name, so does one that was renamed in its place.
fn arranged(form: &Form, known: Option<&Kind>, currency: Currency) -> Result<Arranged, InteractionError> {
    let held: Vec<_> =
        known.into_iter().flat_map(Kind::offered).filter(|one| !one.label.is_empty()).collect();
    let labels: Vec<&str> =
        form.text("outcomes").lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let slug_of = |(at, label): (usize, &&str)| {
        let same = held.iter().find(|one| one.label == **label);
        let in_place = held.get(at).filter(|one| !labels.contains(&one.label.as_str()));
        (same.or(in_place).map(|one| one.slug.clone()), (**label).to_owned())
    };
    let builtin = known.into_iter().flat_map(|kind| &kind.outcomes).filter(|one| one.label.is_empty());
    Ok(Arranged {
        label: form.text("label").to_owned(),
        icon: form.text("icon").to_owned(),
        own: labels.iter().enumerate().map(slug_of).collect(),
        hidden: builtin
            .filter(|one| !form.all("builtin").any(|kept| kept == one.slug))
            .map(|one| one.slug.clone())
            .collect(),
        cost: form.is_ticked("cost").then(|| cost(form, currency)).transpose()?,
        is_away: known.is_some_and(|kind| kind.is_away),
    })
}

/// What was typed as the cost of one; nothing typed is nothing to pay.
fn cost(form: &Form, currency: Currency) -> Result<Money, InteractionError> {
    let text = form.text("cost").trim().replace(',', ".").replace([' ', '\u{a0}', '\u{202f}'], "");
    let amount = if text.is_empty() { Ok(Decimal::ZERO) } else { text.parse::<Decimal>() };
    let money = amount.ok().and_then(|amount| Money::from_decimal(amount, currency).ok());
    money.ok_or_else(|| InteractionError::at("cost", "interactions-cost-wrong"))
}

/// A cost as it is typed; empty for none.
fn written(cost: i64, currency: Currency) -> String {
    if cost == 0 { String::new() } else { Money::new(cost, currency).decimal().normalize().to_string() }
}

fn form(say: &Say, known: Option<&Kind>, typed: Form, (errors, conflict): Faults) -> KindForm {
    let is_sent = typed.is_ticked("sent");
    let builtin = known.into_iter().flat_map(|kind| &kind.outcomes).filter(|one| one.label.is_empty());
    let is_on = |slug: &str, is_away: bool| match is_sent {
        true => typed.all("builtin").any(|kept| kept == slug),
        false => !is_away,
    };
    let builtin =
        builtin.map(|one| (one.slug.clone(), one.label(say), is_on(&one.slug, one.is_away))).collect();
    let icon = typed.filled("icon").unwrap_or("message-square").to_owned();
    KindForm {
        action: known.map_or_else(|| HREF.to_owned(), |kind| format!("{HREF}/{}", kind.slug)),
        is_builtin: known.is_some_and(Kind::is_builtin),
        is_contact: known.is_none_or(Kind::is_contact),
        typed,
        icons: ICONS.map(|one| (one, one == icon)).into(),
        builtin,
        errors: errors.iter().map(|error| (error.field.clone(), error.say(say))).collect(),
        conflict,
    }
}

fn page(visit: &Visit, fragment: &Fragment, f: KindForm) -> Result<Response, Problem> {
    let title = match f.typed.filled("label") {
        Some(label) => label.to_owned(),
        None => visit.say.t("interactions-kind-new"),
    };
    let frame = visit.frame_titled(title);
    match fragment.is("dialog") {
        true => web::page(&FormDialog { frame, f }),
        false => web::page(&FormPage { frame, f }),
    }
}

fn again(mut response: Response) -> Result<Response, Problem> {
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

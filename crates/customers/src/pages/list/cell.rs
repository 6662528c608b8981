//! One cell changed where it stands.

use super::columns;
use super::rows::{Drawing, View as CellView, fingerprint};
use crate::act::Act;
use crate::customer::{Customer, CustomerId};
use crate::error::CustomerError;
use crate::field::Field;
use crate::running;
use crate::staff::Staff;
use crate::{Edit, NewValue, changing, listing, source, typing};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use db::Tx;
use http::StatusCode;
use std::sync::Arc;
use ui::Frame;
use web::{FieldError, Form, Problem, Visit};
use words::Say;

#[derive(Template)]
#[template(path = "pages/list/cell.html")]
struct CellFragment {
    frame: Frame,
    view: CellView,
}

#[derive(Template)]
#[template(source = "{{ text }}", ext = "html")]
struct Refusal {
    text: String,
}

/// What is to be changed: which field, what was typed, and the mark of what stood there when the page was drawn.
struct Asked {
    field: String,
    typed: String,
    seen: String,
}

/// How it went.
enum Answer {
    Changed(Box<Customer>),
    /// Somebody else changed the same: how it stands now.
    Met(Box<Customer>),
}

/// Changes it and answers with what then stands in the cell, or with the sentence that says why not.
pub(crate) async fn change(
    visit: Visit,
    Path(id): Path<CustomerId>,
    RawQuery(query): RawQuery,
    form: Form,
) -> Result<Response, Problem> {
    let query = Form::from_encoded(query.as_deref().unwrap_or_default());
    let asked = Asked {
        field: query.text("field").to_owned(),
        typed: form.text("value").to_owned(),
        seen: query.text("seen").to_owned(),
    };
    let (desk, say) = (running::desk(&visit), visit.say.clone());
    let (slug, typed) = (asked.field.clone(), asked.typed.clone());
    let done = running::write(&visit, move |tx, act| {
        let staff = desk.staff(tx, act.setting.now())?;
        let answer = set(tx, act, id, (&asked, &staff, &say))?;
        Ok((answer, act.clone(), staff))
    });
    match done.await {
        Ok((answer, act, staff)) => {
            let field = act.fields.slug(&slug).ok_or_else(Problem::missing)?;
            answered(&visit, answer, (field, &staff, &typed))
        }
        Err(CustomerError::Invalid(errors)) => {
            let said: Vec<_> = errors.iter().map(|error| error.say(&visit.say)).collect();
            refused(StatusCode::UNPROCESSABLE_ENTITY, said.join(" "))
        }
        Err(other) => Err(other.into()),
    }
}

fn answered(
    visit: &Visit,
    answer: Answer,
    (field, staff, typed): (&Field, &Arc<Staff>, &str),
) -> Result<Response, Problem> {
    let say = &visit.say;
    let drawing = Drawing { columns: &[], staff, say, now: visit.app.setting.now() };
    match answer {
        Answer::Changed(card) => {
            let view = drawing.view(field, &card.sheet);
            web::page(&CellFragment { frame: Frame::bare(say.clone(), ""), view })
        }
        Answer::Met(card) => {
            let now = match drawing.view(field, &card.sheet) {
                CellView::Nothing => say.t("ui-none"),
                CellView::Text(text) | CellView::Link(_, text) | CellView::Warmth(_, text) => text,
                CellView::Tags(tags) => tags.join(", "),
                CellView::Ways(ways, _) => {
                    ways.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(", ")
                }
            };
            let text = say.with("customers-list-cell-met", &[("now", now.into()), ("yours", typed.into())]);
            refused(StatusCode::CONFLICT, text)
        }
    }
}

fn refused(status: StatusCode, text: String) -> Result<Response, Problem> {
    let mut response = web::page(&Refusal { text })?;
    *response.status_mut() = status;
    Ok(response)
}

/// Makes what was typed the one value of a field, unless somebody else has changed it since it was seen.
fn set(
    tx: &mut Tx<'_>,
    act: &Act,
    id: CustomerId,
    (asked, staff, say): (&Asked, &Staff, &Say),
) -> Result<Answer, CustomerError> {
    let is_written = |field: &&Field| !field.is_made() && columns::is_offered(field);
    let field = act.fields.slug(&asked.field).filter(is_written).ok_or(CustomerError::Missing)?;
    let value = read(act, field, &asked.typed, (staff, say))
        .map_err(|error| CustomerError::Invalid(vec![error]))?;
    let card = listing::get(tx, act, id)?;
    if card.sheet.of(field.no).nth(1).is_some() {
        let many = FieldError::new(&field.slug, "customers-list-cell-many");
        return Err(CustomerError::Invalid(vec![many]));
    }
    // What stands there by one's own hand was seen, whatever the page says.
    let own = source::of_actor(tx, &act.setting, &act.actor)?;
    let is_others = card.sheet.of(field.no).any(|fact| fact.source != own);
    if is_others && fingerprint(&card.sheet, field.no) != asked.seen {
        return Ok(Answer::Met(Box::new(card)));
    }
    let edit = Edit::Set(field.no, value.into_iter().collect());
    Ok(Answer::Changed(Box::new(changing::change(tx, act, (id, None), &[edit])?)))
}

/// Understands what was typed; people and answers are meant by their names.
fn read(
    act: &Act,
    field: &Field,
    typed: &str,
    (staff, say): (&Staff, &Say),
) -> Result<Option<NewValue>, FieldError> {
    if field.kind.slug() == "staff" && !typed.is_empty() {
        let unknown = || FieldError::new(&field.slug, "customers-list-nobody");
        return staff.named(typed).map(|id| Some(NewValue::new(id.to_string()))).ok_or_else(unknown);
    }
    let named = Field { settings: field.settings_in(say).into_owned(), ..field.clone() };
    typing::read(&named, typed, &act.manner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;
    use crate::builtin::{FAMILY, PHONE, WARMTH};
    use crate::testing::{base, deed, deed_of, say};
    use kernel::{Actor, ActorKind, Level, RawId, Rights};

    fn person(no: u128) -> Actor {
        let rights = Rights::default().with("customers", Level::Write);
        Actor {
            user: Some(RawId::from_u128(no)),
            kind: ActorKind::Person,
            team: None,
            rights,
            sight: kernel::Sight::everything(),
        }
    }

    fn go(
        db: &db::Db,
        who: &Actor,
        id: CustomerId,
        (field, typed, seen): (&str, &str, &str),
    ) -> Result<Answer, CustomerError> {
        let asked = Asked { field: field.into(), typed: typed.into(), seen: seen.into() };
        let say = say(words::Lang::En);
        deed_of(db, who, move |tx, act| set(tx, act, id, (&asked, &Staff::default(), &say)))
    }

    #[test]
    fn a_cell_takes_names_of_answers_and_a_conflict_shows_both() {
        let (_folder, db) = base();
        let facts = [(FAMILY, NewValue::new("Омарова")), (WARMTH, NewValue::new("cold"))];
        let card = deed(&db, move |tx, act| changing::create(tx, act, Kind::Person, &facts)).unwrap();
        let seen = fingerprint(&card.sheet, WARMTH);
        let (one, other) = (person(1), person(2));
        let Ok(Answer::Changed(warm)) = go(&db, &one, card.id, ("warmth", "warm", &seen)) else {
            panic!("not changed")
        };
        assert_eq!(warm.sheet.text(WARMTH), Some("warm"));
        let met = go(&db, &other, card.id, ("warmth", "hot", &seen));
        assert!(matches!(met, Ok(Answer::Met(card)) if card.sheet.text(WARMTH) == Some("warm")));
        let own = go(&db, &one, card.id, ("warmth", "hot", &seen));
        assert!(matches!(own, Ok(Answer::Changed(_))), "one's own change is no conflict");
    }

    #[test]
    fn what_cannot_be_read_is_refused_and_many_values_are_left_to_the_card() {
        let (_folder, db) = base();
        let facts = [(PHONE, NewValue::new("+77011234567")), (PHONE, NewValue::new("+77017654321"))];
        let card = deed(&db, move |tx, act| changing::create(tx, act, Kind::Person, &facts)).unwrap();
        let seen = fingerprint(&card.sheet, PHONE);
        for (field, typed) in [("phone", "+77010000000"), ("birthday", "никогда")] {
            let refused = go(&db, &person(1), card.id, (field, typed, &seen));
            assert!(matches!(refused, Err(CustomerError::Invalid(_))), "{field}");
        }
        let made = go(&db, &person(1), card.id, ("kind", "person", ""));
        assert!(matches!(made, Err(CustomerError::Missing)));
    }
}

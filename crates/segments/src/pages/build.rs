//! The builder: one form whose fields are the parts of a condition; each step draws it anew, saving leaves it.

use super::drawing::{Drawing, Piece};
use super::part::{Compared, How, Part, Rows};
use super::preview::Preview;
use crate::engine::Engine;
use crate::error::SegmentError;
use crate::segment::{Members, Segment, SegmentId};
use crate::wording::Glossary;
use crate::{Draft, RIGHT, keeping, running};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use customers::{Act, FieldSet};
use fields::{Condition, Operator};
use http::StatusCode;
use kernel::Level;
use ui::Frame;
use web::{FieldError, Form, Problem, ToastNote, Visit};

#[derive(Template)]
#[template(path = "pages/build.html")]
struct BuildPage {
    frame: Frame,
    id: String,
    revision: String,
    /// Not `name`, which the macros of forms call their own.
    named: String,
    note: String,
    is_fixed: bool,
    pieces: Vec<Piece>,
    preview: Preview,
    share: String,
    name_error: String,
    note_error: String,
    /// What is wrong with the whole.
    error: String,
}

/// What the form holds.
#[derive(Clone)]
struct Sheet {
    id: Option<SegmentId>,
    revision: Option<i64>,
    name: String,
    note: String,
    is_fixed: bool,
    root: Part,
}

impl Sheet {
    fn read(form: &Form) -> Self {
        Self {
            id: form.text("id").parse().ok(),
            revision: form.text("revision").parse().ok(),
            name: form.text("name").to_owned(),
            note: form.text("note").to_owned(),
            is_fixed: form.text("kind") == "fixed",
            root: Part::read(form),
        }
    }

    fn of(segment: &Segment) -> Self {
        let everything = Condition::everything();
        Self {
            id: Some(segment.id),
            revision: Some(segment.revision),
            name: segment.name.clone(),
            note: segment.note.clone(),
            is_fixed: segment.members == Members::Fixed,
            root: Part::root(segment.members.condition().unwrap_or(&everything)),
        }
    }

    fn condition(&self) -> Condition {
        self.root.condition().unwrap_or_else(Condition::everything)
    }
}

/// A new segment, from the condition in `?filter=` where there is one.
pub(crate) async fn blank(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let asked = Form::from_encoded(query.as_deref().unwrap_or_default());
    let condition = Condition::parse(asked.text("filter")).unwrap_or_else(|_| Condition::everything());
    let sheet = Sheet {
        id: None,
        revision: None,
        name: String::new(),
        note: String::new(),
        is_fixed: asked.text("kind") == "fixed",
        root: Part::root(&condition),
    };
    draw(&visit, sheet, Vec::new()).await
}

/// A known segment.
pub(crate) async fn known(visit: Visit, Path(id): Path<SegmentId>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let segment = running::read(&visit, move |tx, act, _| keeping::get(tx, act, id)).await?;
    draw(&visit, Sheet::of(&segment), Vec::new()).await
}

/// One step: a part more or less, or saving.
pub(crate) async fn step(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let mut sheet = Sheet::read(&form);
    if form.text("do") == "save" {
        return save(&visit, sheet).await;
    }
    changed(&visit, &mut sheet.root, &form).await?;
    draw(&visit, sheet, Vec::new()).await
}

/// One part more or less, as the button says that was pressed.
pub(super) async fn changed(visit: &Visit, root: &mut Part, form: &Form) -> Result<(), Problem> {
    let what = |path: &str| form.text(&format!("{path}:add")).to_owned();
    match form.text("do").split_once(' ') {
        Some(("remove", path)) => match path.rsplit_once('/') {
            Some((path, place)) => without_column(root, path, place),
            None => root.remove(path),
        },
        Some(("add", path)) => add(visit, root, path, &what(path)).await?,
        Some(("column", path)) => add_column(visit, root, path, &what(path))?,
        _ => {}
    }
    Ok(())
}

async fn save(visit: &Visit, sheet: Sheet) -> Result<Response, Problem> {
    let blanks = if sheet.is_fixed { Vec::new() } else { sheet.root.blanks() };
    if !blanks.is_empty() {
        return draw(visit, sheet, blanks).await;
    }
    let members = if sheet.is_fixed { Members::Fixed } else { Members::Live(sheet.condition()) };
    let draft = Draft { name: sheet.name.clone(), note: sheet.note.clone(), members };
    let (id, revision) = (sheet.id, sheet.revision);
    let saved = running::write(visit, move |tx, act, engine| match id {
        Some(id) => keeping::change(tx, act, engine, (id, revision), &draft),
        None => keeping::create(tx, act, engine, &draft),
    });
    match saved.await? {
        Ok(segment) => {
            let note = ToastNote::new("segments-saved").name(segment.name.clone());
            Ok(web::see_with(&segment.href(), &note))
        }
        Err(SegmentError::Invalid(errors)) => {
            let errors = sheet.root.placed(errors);
            draw(visit, sheet, errors).await
        }
        Err(SegmentError::Outdated) => {
            draw(visit, sheet, vec![FieldError::new("", "segments-outdated")]).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Adds a part of the kind chosen to the group at a path.
pub(super) async fn add(visit: &Visit, root: &mut Part, path: &str, what: &str) -> Result<(), Problem> {
    let part = match what.split_once(':') {
        Some(("field", slug)) => {
            let wanted = slug.to_owned();
            let operator = running::read(visit, move |_, act: &Act, _| {
                Ok(act.fields.slug(&wanted).and_then(|field| field.kind.operators().first().copied()))
            });
            let operator = operator.await?.unwrap_or(Operator::Known);
            Part::Field(Compared { slug: slug.to_owned(), operator, values: Vec::new(), is_not: false })
        }
        Some(("happened", table)) => Part::Happened(Box::new(Rows::of(table))),
        Some(("each", place)) => {
            let (table, column) = place.split_once('/').unwrap_or((place, ""));
            let mut rows = Rows::of(table);
            rows.columns.extend(compared(visit, table, column)?);
            Part::Happened(Box::new(rows))
        }
        _ if what == "group" => Part::Group(How::Any, Vec::new()),
        _ if what == "segment" => Part::Segment { id: String::new(), is_not: false },
        _ if what == "related" => {
            Part::Related { kind: String::new(), whom: Box::new(Part::Group(How::All, Vec::new())) }
        }
        _ => return Ok(()),
    };
    if let Some(Part::Group(_, inner)) = root.at(path) {
        inner.push(part);
    }
    Ok(())
}

fn add_column(visit: &Visit, root: &mut Part, path: &str, slug: &str) -> Result<(), Problem> {
    if let Some(Part::Happened(rows)) = root.at(path) {
        rows.columns.extend(compared(visit, &rows.table, slug)?);
    }
    Ok(())
}

/// A comparison of a column, still blank; `None` where there is no such column.
fn compared(visit: &Visit, table: &str, slug: &str) -> Result<Option<Compared>, Problem> {
    let engine = running::engine(visit)?;
    let Some(column) = engine.happenings().column(table, slug) else { return Ok(None) };
    let known = column.field_kind().map(|kind| kind.operators()).unwrap_or_default();
    // With a list of answers several may be ticked at once.
    let is_choice = !(column.settings)().options.is_empty() && known.contains(&Operator::AnyOf);
    let first = if is_choice { Some(Operator::AnyOf) } else { known.first().copied() };
    let operator = first.unwrap_or(Operator::Known);
    Ok(Some(Compared { slug: slug.to_owned(), operator, values: Vec::new(), is_not: false }))
}

fn without_column(root: &mut Part, path: &str, place: &str) {
    let Some(Part::Happened(rows)) = root.at(path) else { return };
    if let Some(place) = place.parse::<usize>().ok().filter(|place| *place < rows.columns.len()) {
        rows.columns.remove(place);
    }
}

/// What was read for the page.
pub(super) struct Known {
    pub(super) preview: Preview,
    pub(super) glossary: Glossary,
    pub(super) fields: std::sync::Arc<FieldSet>,
    pub(super) people: Vec<(String, String)>,
}

pub(super) fn read(
    tx: &mut db::Tx<'_>,
    (act, engine): (&Act, &Engine),
    condition: &Condition,
    say: &words::Say,
) -> Result<Known, SegmentError> {
    let glossary = Glossary::read(tx, act, engine.happenings(), say)?;
    let preview = Preview::of(tx, (act, engine), (condition, &glossary), say)?;
    let staff = customers::staff::Staff::read(tx, act.setting.now())?;
    let people = staff.people().iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    Ok(Known { preview, glossary, fields: std::sync::Arc::clone(&act.fields), people })
}

async fn draw(visit: &Visit, sheet: Sheet, errors: Vec<FieldError>) -> Result<Response, Problem> {
    let (condition, say) = (sheet.condition(), visit.say.clone());
    let known = running::read(visit, move |tx, act, engine| read(tx, (act, engine), &condition, &say));
    let known = known.await?;
    let engine = running::engine(visit)?;
    let own = sheet.id.map(|id| id.to_string()).unwrap_or_default();
    let drawing = Drawing {
        fields: &known.fields,
        happenings: engine.happenings(),
        glossary: &known.glossary,
        actor: visit.actor(),
        say: &visit.say,
        people: &known.people,
        own: &own,
        errors: &errors,
    };
    let said = |is_own: &dyn Fn(&str) -> bool| {
        let own = errors.iter().filter(|error| is_own(&error.field));
        own.map(|error| error.say(&visit.say)).collect::<Vec<_>>().join(" ")
    };
    let is_of_a_row = |field: &str| field.starts_with("0.");
    let title = if sheet.id.is_some() { "segments-edit" } else { "segments-new" };
    let page = BuildPage {
        frame: visit.frame(title),
        pieces: if sheet.is_fixed { Vec::new() } else { drawing.pieces(&sheet.root) },
        id: own.clone(),
        revision: sheet.revision.map(|revision| revision.to_string()).unwrap_or_default(),
        share: known.preview.share(&visit.say),
        preview: known.preview,
        named: sheet.name,
        note: sheet.note,
        is_fixed: sheet.is_fixed,
        name_error: said(&|field| field == "name"),
        note_error: said(&|field| field == "note"),
        error: said(&|field| field != "name" && field != "note" && !is_of_a_row(field)),
    };
    let mut response = web::page(&page)?;
    if !errors.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

//! The list of customers itself: search, views, filter, table, pages.

use super::address::Asked;
use super::around::{self, Adders, Carrier, Leads, Saving, Tab};
use super::chips::{self, Piece};
use super::columns::{self, Column};
use super::resolved::Resolved;
use super::rows::{self, Row, View as CellView};
use super::values;
use crate::act::Act;
use crate::beyond::Offer;
use crate::error::CustomerError;
use crate::field::{FieldNo, Letters};
use crate::listing::{self, Total};
use crate::pages::bulk::{Bulk, Progress};
use crate::reading;
use crate::running;
use crate::staff::Staff;
use crate::views::{self, View};
use crate::{Customer, RIGHT};
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use db::Tx;
use fields::Condition;
use http::StatusCode;
use kernel::{Cursor, Level, PageSize, Slice};
use std::sync::Arc;
use ui::{FilterField, Frame};
use web::{Fragment, Problem, Visit};
use words::Say;

/// All of the list that is drawn anew while one types.
pub(crate) struct Part<'p> {
    pub(crate) columns: Vec<Column<'p>>,
    pub(crate) rows: Vec<Row>,
    pub(crate) sort: String,
    pub(crate) total_words: String,
    /// Where the list begins, when this is not its first page.
    pub(crate) first: String,
    /// Where it goes on; empty at its end.
    pub(crate) next: String,
    pub(crate) empty: Option<Empty>,
    pub(crate) bulk: Option<Bulk>,
    /// That the order is not yet that of the alphabet; empty when it is.
    pub(crate) rough: String,
    /// Whether these rows go after others that are already on the page.
    pub(crate) is_more: bool,
    pub(crate) may_write: bool,
}

/// Why there are no rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Empty {
    /// The base has no customers yet.
    Base,
    /// Nobody meets the filter or the search.
    Found,
    /// Nothing was archived.
    Archive,
    /// The condition cannot be understood.
    Filter,
}

#[derive(Template)]
#[template(path = "pages/list/list.html")]
struct ListPage<'p> {
    frame: Frame,
    part: Part<'p>,
    asked: &'p Asked,
    /// The canonical query, which forms send along.
    at: String,
    tabs: Vec<Tab>,
    pieces: Vec<Piece>,
    filter_text: String,
    /// The condition and the fields it may speak of, for the builder; the latter only where it is shown.
    filter_json: String,
    filter_fields: Vec<FilterField>,
    filter_error: String,
    suggestions: Vec<String>,
    /// What a condition may speak of.
    adders: Vec<Adders>,
    carriers: Vec<Carrier>,
    /// Where the condition is built with all it may speak of; empty where it is not.
    build_href: String,
    /// How old the values are that the condition asks about; empty where they are always true.
    age: String,
    is_adding: bool,
    json_href: String,
    no_filter_href: String,
    choices: Vec<(String, String, bool)>,
    /// Whether the visitor may say which fields there are.
    may_arrange: bool,
    saving: Saving,
    /// Where the list is taken out as a file; empty for whoever may not.
    export_href: String,
    progress: Option<Progress>,
}

#[derive(Template)]
#[template(path = "pages/list/rows.html")]
struct RowsFragment<'p> {
    frame: Frame,
    part: Part<'p>,
}

#[derive(Template)]
#[template(path = "pages/list/more.html")]
struct MoreFragment<'p> {
    frame: Frame,
    part: Part<'p>,
}

/// What was read of the base.
struct Found {
    act: Act,
    staff: Arc<Staff>,
    views: Vec<View>,
    resolved: Resolved,
    /// Questions beyond the card, in words.
    told: Vec<(Condition, String)>,
    beyond: Beyond,
    slice: Slice<Customer>,
    total: Total,
    error: Option<CustomerError>,
    suggestions: Vec<String>,
    progress: Option<Progress>,
    /// The field of words by which the list is not yet sorted as the alphabet goes.
    unready: Option<Unready>,
}

/// A field of words whose order of the alphabet is not ready.
struct Unready {
    no: FieldNo,
    label: String,
    is_asked: bool,
}

/// What capabilities above say about conditions.
#[derive(Default)]
struct Beyond {
    offers: Vec<Offer>,
    page: &'static str,
    age: String,
}

impl Beyond {
    fn read(tx: &mut Tx<'_>, act: &Act, resolved: &Resolved, say: &Say) -> Result<Self, CustomerError> {
        let Some(answers) = act.fields.answering.get() else { return Ok(Self::default()) };
        let age = match &resolved.condition {
            Ok(condition) if condition.is_beyond() => match answers.age(tx, act, condition, say) {
                // What is wrong with the condition is told above the list already.
                Err(CustomerError::Invalid(_)) => String::new(),
                other => other?,
            },
            _ => String::new(),
        };
        Ok(Self { offers: answers.offers(tx, act, say)?, page: answers.page(act), age })
    }
}

/// Shows it.
pub(crate) async fn show(
    visit: Visit,
    fragment: Fragment,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let asked = Asked::of(query.as_deref().unwrap_or_default());
    let (desk, wanted, say) = (running::desk(&visit), asked.clone(), visit.say.clone());
    let is_whole = !fragment.is("rows") && !fragment.is("more");
    let read = || {
        let (desk, wanted, say) = (desk.clone(), wanted.clone(), say.clone());
        running::read(&visit, move |tx, act| {
            let staff = desk.staff(tx, act.setting.now())?;
            find(tx, act, (&wanted, is_whole), (staff, &say))
        })
    };
    let mut found = read().await?;
    if let Some(field) = &found.unready
        && !field.is_asked
        && running::letters(&visit, field.no).await
    {
        found = read().await?;
    }
    reading::listed(&visit, &found.resolved.query(&found.act, &asked.q), found.slice.items.len());
    draw(&visit, &fragment, &asked, found)
}

fn find(
    tx: &mut Tx<'_>,
    act: &Act,
    (asked, is_whole): (&Asked, bool),
    (staff, say): (Arc<Staff>, &Say),
) -> Result<Found, CustomerError> {
    let resolved = Resolved::of(tx, act, asked)?;
    let query = resolved.query(act, &asked.q);
    let cursor: Option<Cursor> = asked.cursor.parse().ok();
    let nobody = Slice { items: Vec::new(), next: None };
    let none = Total { n: 0, is_exact: true };
    let (slice, total, error) =
        match listing::page_with_total(tx, act, &query, (cursor.as_ref(), PageSize::DEFAULT)) {
            Ok((slice, total)) => (slice, total, None),
            Err(CustomerError::Invalid(errors)) => (nobody, none, Some(CustomerError::Invalid(errors))),
            Err(other) => return Err(other),
        };
    let unready = query.unready(&act.fields).map(|field| Unready {
        no: field.no,
        label: field.label(say),
        is_asked: field.letters != Letters::Unasked,
    });
    let suggestions = match act.fields.slug(&asked.add) {
        Some(field) => values::some(tx, act, field, "")?,
        None => Vec::new(),
    };
    let progress = match asked.deed.parse() {
        Ok(deed) => Progress::of(tx, act, deed, say)?,
        Err(_) => None,
    };
    let told = match &resolved.condition {
        Ok(condition) if is_whole => told(tx, act, condition, say)?,
        _ => Vec::new(),
    };
    let beyond = if is_whole { Beyond::read(tx, act, &resolved, say)? } else { Beyond::default() };
    let views = if is_whole { views::all(tx, act)? } else { Vec::new() };
    let act = act.clone();
    Ok(Found {
        act,
        staff,
        views,
        resolved,
        told,
        beyond,
        slice,
        total,
        error,
        suggestions,
        progress,
        unready,
    })
}

/// The words of every question beyond the card that stands in a condition, with those who must not meet it.
fn told(
    tx: &mut Tx<'_>,
    act: &Act,
    condition: &Condition,
    say: &Say,
) -> Result<Vec<(Condition, String)>, CustomerError> {
    let Some(answers) = act.fields.answering.get().filter(|_| condition.is_beyond()) else {
        return Ok(Vec::new());
    };
    let mut told = Vec::new();
    let mut parts = vec![condition];
    while let Some(part) = parts.pop() {
        match part {
            Condition::All(inner) | Condition::Any(inner) => parts.extend(inner),
            Condition::Not(inner) if !matches!(**inner, Condition::Beyond(_)) => parts.push(inner),
            Condition::Field { .. } => {}
            one => told.push((one.clone(), answers.tell(tx, act, one, say)?)),
        }
    }
    Ok(told)
}

fn draw(visit: &Visit, fragment: &Fragment, asked: &Asked, mut found: Found) -> Result<Response, Problem> {
    let error = filter_error(&found, &visit.say);
    let fields = Arc::clone(&found.act.fields);
    let mut frame = visit.frame("customers-list-title");
    frame.path = Asked { cursor: asked.cursor.clone(), ..asked.calm() }.href();
    let columns = columns::chosen(&fields, &found.resolved.columns, &found.staff, &visit.say);
    let part = part(visit, asked, &mut found, columns);
    if fragment.is("rows") {
        return web::page(&RowsFragment { frame, part });
    }
    if fragment.is("more") {
        return web::page(&MoreFragment { frame, part: Part { is_more: true, ..part } });
    }
    let everything = Condition::everything();
    let whole = found.resolved.condition.as_ref().unwrap_or(&everything);
    let (staff, say) = (found.staff.as_ref(), &visit.say);
    let drawing = chips::Drawing {
        fields: &fields,
        staff,
        say,
        asked,
        whole,
        told: &found.told,
        page: found.beyond.page,
    };
    let is_wrong = !error.is_empty();
    let page = ListPage {
        frame,
        at: asked.calm().query(),
        tabs: around::tabs(&found.views, asked, say),
        pieces: drawing.pieces(),
        filter_text: around::filter_text(asked, whole, is_wrong),
        filter_json: whole.to_json().to_string(),
        filter_fields: if asked.is_json { around::filter_fields(&drawing) } else { Vec::new() },
        filter_error: error,
        adders: around::adders((&fields, asked, say), (whole, &found.beyond.offers, found.beyond.page)),
        carriers: around::carriers(asked, whole, found.beyond.page),
        build_href: around::building(found.beyond.page, (asked, whole)),
        age: std::mem::take(&mut found.beyond.age),
        is_adding: !asked.into.is_empty() && asked.add.is_empty(),
        json_href: asked.with(|asked| asked.is_json = true),
        no_filter_href: drawing.href(&everything),
        choices: columns::offered(&fields, &part.columns, say),
        may_arrange: visit.actor().may(RIGHT, Level::Arrange),
        saving: around::saving(&found.resolved, &found.act, asked),
        export_href: around::export_href(visit.actor(), asked),
        suggestions: found.suggestions,
        progress: found.progress,
        part,
        asked,
    };
    let mut response = web::page(&page)?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn part<'p>(visit: &Visit, asked: &Asked, found: &mut Found, mut columns: Vec<Column<'p>>) -> Part<'p> {
    let (say, may_write) = (&visit.say, visit.actor().may(RIGHT, Level::Write));
    let now = visit.app.setting.now();
    if !may_write {
        columns.iter_mut().for_each(|column| column.inline.clear());
    }
    let drawing = rows::Drawing { columns: &columns, staff: &found.staff, say, now };
    let rows: Vec<Row> =
        std::mem::take(&mut found.slice.items).into_iter().map(|card| drawing.row(card)).collect();
    let has_condition = found.resolved.look().filter.is_some() || !asked.q.is_empty();
    let empty = rows.is_empty().then_some(if found.resolved.condition.is_err() || found.error.is_some() {
        Empty::Filter
    } else if has_condition {
        Empty::Found
    } else if found.resolved.is_archived {
        Empty::Archive
    } else {
        Empty::Base
    });
    let next =
        found.slice.next.as_ref().map(|cursor| asked.with(|asked| asked.cursor = cursor.to_string()));
    Part {
        rows,
        sort: if found.resolved.sort.is_empty() { "name".into() } else { found.resolved.sort.clone() },
        total_words: total_words(found.total, say),
        first: if asked.cursor.is_empty() { String::new() } else { asked.calm().href() },
        next: next.unwrap_or_default(),
        bulk: (may_write && empty.is_none()).then(|| {
            Bulk::of((&found.act.fields, &found.staff), &found.resolved, (asked, found.total), say)
        }),
        rough: rough_words(found.unready.as_ref(), say),
        empty,
        is_more: false,
        may_write,
        columns,
    }
}

fn rough_words(unready: Option<&Unready>, say: &Say) -> String {
    let words =
        |field: &Unready| say.with("customers-list-rough", &[("field", field.label.as_str().into())]);
    unready.map(words).unwrap_or_default()
}

/// The number, or about how many: two digits that matter.
pub(crate) fn total_words(total: Total, say: &Say) -> String {
    if total.is_exact {
        return say.number(total.n);
    }
    let mut scale = 1;
    while total.n / scale >= 100 {
        scale *= 10;
    }
    format!("≈ {}", say.number((total.n + scale / 2) / scale * scale))
}

fn filter_error(found: &Found, say: &Say) -> String {
    match (&found.resolved.condition, &found.error) {
        (Err(error), _) if error.pointer.is_empty() => error.say(say),
        (Err(error), _) => format!("{}: {}", error.pointer, error.say(say)),
        (Ok(_), Some(CustomerError::Invalid(errors))) => {
            errors.iter().map(|error| error.say(say)).collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    }
}

//! The form of an order: whose, when, what; a new one and one that is changed. Works without script.

use super::lines_form::{self, FormLine};
use crate::RIGHT;
use crate::error::OrderError;
use crate::listing;
use crate::order::Whole;
use crate::placing;
use crate::rates;
use crate::reading::{Amount, OrderBody};
use crate::running::{order_id, read, tried, write_at};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use customers::listing::Brief;
use customers::{Act, CustomerId};
use db::Tx;
use http::StatusCode;
use kernel::{Currency, Level, Millis, PageSize};
use ui::Frame;
use web::{Compared, FieldError, Form, Fragment, Problem, ToastNote, Visit, see_with};
use words::{Lang, Say};

/// Lines that a new order begins with, and that come with each wish for more.
const N_LINES: usize = 3;

/// What stands in the form, what is wrong with it, and the order as somebody else made it meanwhile.
#[derive(Default)]
struct Filled {
    form: Form,
    lines: Vec<FormLine>,
    errors: Vec<FieldError>,
    now: Option<Form>,
}

/// The form as it is drawn.
struct Drawn {
    action: String,
    back: String,
    customer: Brief,
    is_new: bool,
    revision: String,
    form: Form,
    lines: Vec<FormLine>,
    currencies: Vec<(String, String)>,
    people: Vec<(String, String)>,
    errors: Vec<FieldError>,
    /// That somebody changed it meanwhile; else empty.
    conflict: String,
}

#[derive(Template)]
#[template(path = "pages/form.html")]
struct FormPage {
    frame: Frame,
    d: Drawn,
}

impl FormPage {
    /// The sentence of what is wrong with a field; empty when nothing is.
    fn error(&self, name: &str) -> String {
        let wrong = self.d.errors.iter().find(|error| error.field == name);
        wrong.map(|error| error.say(&self.frame.say)).unwrap_or_default()
    }

    /// Whether something is wrong with a cell of a row.
    fn is_wrong(&self, row: &usize, cell: &str) -> bool {
        let name = lines_form::name_of(*row, cell);
        self.d.errors.iter().any(|error| error.field == name)
    }

    /// What is wrong with the lines: the name of the cell, and the sentence.
    fn wrong_lines(&self) -> Vec<(String, String)> {
        lines_form::told(&self.d.errors, &self.frame.say)
    }
}

#[derive(Template)]
#[template(path = "pages/form_whose.html")]
struct WhosePage {
    frame: Frame,
    q: String,
    hits: Vec<Brief>,
}

#[derive(Template)]
#[template(path = "pages/form_hits.html")]
struct HitsFragment {
    frame: Frame,
    hits: Vec<Brief>,
}

/// Shows the form of a new order; first asks whose it is.
pub(super) async fn show_new(
    visit: Visit,
    fragment: Fragment,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let asked = Form::from_encoded(query.as_deref().unwrap_or_default());
    let Ok(customer) = asked.text("customer").parse::<CustomerId>() else {
        return whose(&visit, &fragment, asked.text("q").to_owned()).await;
    };
    let now = visit.app.setting.now();
    let date = typed_moment(&visit.say, now);
    let own = visit.actor().user.map(|id| id.to_string()).unwrap_or_default();
    let values = vec![("date".into(), date), ("responsible".into(), own)];
    let form = Form { values, ..Form::default() };
    let lines = lines_form::blank(N_LINES);
    drawn(&visit, (None, customer), Filled { form, lines, ..Filled::default() }).await
}

async fn whose(visit: &Visit, fragment: &Fragment, q: String) -> Result<Response, Problem> {
    let search = q.clone();
    let hits = read(visit, move |tx, act| {
        let query = customers::listing::Query { search, ..customers::listing::Query::default() };
        let page = customers::listing::page(tx, act, &query, (None, PageSize::clamped(20)))?;
        let brief = |card: customers::Customer| Brief {
            no: card.no,
            id: card.id,
            kind: card.kind,
            name: card.name,
        };
        Ok(page.items.into_iter().map(brief).collect())
    });
    let (frame, hits) = (visit.frame("orders-new"), hits.await?);
    match fragment.is("rows") {
        true => web::page(&HitsFragment { frame, hits }),
        false => web::page(&WhosePage { frame, q, hits }),
    }
}

/// Places the order.
pub(super) async fn save_new(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let customer: CustomerId = form.text("customer").parse().map_err(|_| Problem::missing())?;
    if form.text("do") == "more" {
        let lines = lines_form::with_more(&form, N_LINES);
        return drawn(&visit, (None, customer), Filled { form, lines, ..Filled::default() }).await;
    }
    let body = body(&form, true);
    let done = write_at(&visit, Level::Write, move |tx, act| placing::place(tx, act, customer, &body));
    match done.await? {
        Ok(whole) => Ok(saved(&whole, "orders-toast-made")),
        Err(errors) => {
            let lines = lines_form::sent(&form);
            let errors = lines_form::placed(errors, &lines);
            drawn(&visit, (None, customer), Filled { form, lines, errors, now: None }).await
        }
    }
}

/// Shows the form of an order that is there.
pub(super) async fn show_edit(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id = order_id(&text)?;
    let (whole, lines, customer) = read(&visit, move |tx, act| known(tx, act, id)).await?;
    let form = typed(&visit, &whole);
    drawn(&visit, (Some(whole), customer), Filled { form, lines, ..Filled::default() }).await
}

/// Changes it.
pub(super) async fn save_edit(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id = order_id(&text)?;
    let (whole, _, customer) = read(&visit, move |tx, act| known(tx, act, id)).await?;
    if form.text("do") == "more" {
        let lines = lines_form::with_more(&form, N_LINES);
        return drawn(&visit, (Some(whole), customer), Filled { form, lines, ..Filled::default() }).await;
    }
    let (body, revision) = (body(&form, false), form.text("revision").parse().ok());
    let done = tried(&visit, Level::Write, move |tx, act| placing::change(tx, act, (id, revision), &body));
    match done.await? {
        Ok(whole) => Ok(saved(&whole, "orders-toast-changed")),
        Err(OrderError::Invalid(errors)) => {
            let lines = lines_form::sent(&form);
            let errors = lines_form::placed(errors, &lines);
            drawn(&visit, (Some(whole), customer), Filled { form, lines, errors, now: None }).await
        }
        Err(OrderError::Outdated) => {
            let (whole, stands, customer) = read(&visit, move |tx, act| known(tx, act, id)).await?;
            let lines = lines_form::sent(&form);
            let now = Some(lines_form::within(typed(&visit, &whole), &stands));
            let form = lines_form::within(form, &lines).renewed(whole.order.revision);
            let filled = Filled { form, lines, errors: Vec::new(), now };
            drawn(&visit, (Some(whole), customer), filled).await
        }
        Err(other) => Err(other.into()),
    }
}

type Known = (Whole, Vec<FormLine>, CustomerId);

fn known(tx: &mut Tx<'_>, act: &Act, id: crate::OrderId) -> Result<Known, OrderError> {
    let whole = listing::get(tx, act, id)?;
    let codes = listing::codes(tx, act, &whole)?;
    let mut lines = lines_form::of(&whole, &codes);
    lines.extend(lines_form::blank(1));
    let brief = customers::listing::briefs(tx, act, &[whole.order.customer_no])?.pop();
    let customer = brief.ok_or(OrderError::Missing)?.id;
    Ok((whole, lines, customer))
}

fn saved(whole: &Whole, toast: &str) -> Response {
    see_with(&whole.order.href(), &ToastNote::new(toast).name(&whole.order.number))
}

/// What was typed of an order, as the verbs read it; a blank field of an order that is changed empties it.
fn body(form: &Form, is_new: bool) -> OrderBody {
    let filled = |name: &str| form.filled(name).map(str::to_owned);
    let amount = |name: &str| Some(Amount(form.filled(name).unwrap_or("0").to_owned()));
    OrderBody {
        number: filled("number"),
        source: None,
        date: filled("date"),
        status: crate::Status::from_slug(form.text("status")).filter(|_| is_new),
        currency: filled("currency"),
        lines: Some(lines_form::bodies(form)),
        discount: amount("discount"),
        delivery: amount("delivery"),
        responsible: form.text("responsible").parse().ok(),
        utm: None,
        note: Some(form.text("note").to_owned()),
        due_on: filled("due_on"),
        is_paid: Some(form.is_ticked("is_paid")),
    }
}

/// A moment as people of the language type one.
fn typed_moment(say: &Say, at: Millis) -> String {
    let habit = match say.lang() {
        Lang::En => "%Y-%m-%d %H:%M",
        Lang::Kk | Lang::Ru => "%d.%m.%Y %H:%M",
    };
    let at = jiff::Timestamp::from_millisecond(at).map(|at| at.to_zoned(say.zone().clone()));
    at.map(|at| at.strftime(habit).to_string()).unwrap_or_default()
}

/// An order as it stands, as it would be typed.
fn typed(visit: &Visit, whole: &Whole) -> Form {
    let order = &whole.order;
    let date = typed_moment(&visit.say, order.ordered_at);
    let amount =
        |minor: i64| if minor == 0 { String::new() } else { order.money(minor).decimal().to_string() };
    let pair = |name: &str, value: String| (name.to_owned(), value);
    let values = vec![
        pair("number", order.number.clone()),
        pair("date", date),
        pair("currency", order.currency.to_string()),
        pair("discount", amount(order.discount)),
        pair("delivery", amount(order.delivery)),
        pair("responsible", order.responsible.map(|id| id.to_string()).unwrap_or_default()),
        pair("note", order.note.clone()),
    ];
    Form { values, ..Form::default() }
}

/// The fields that are told of when somebody else changed them meanwhile.
fn compared(people: &[(String, String)]) -> [Compared<'_>; 13] {
    [
        ("number", "orders-number", &[]),
        ("date", "orders-date", &[]),
        ("currency", "orders-currency", &[]),
        ("responsible", "orders-responsible", people),
        ("line_product", "orders-line-code", &[]),
        ("line_name", "orders-line-name", &[]),
        ("line_quantity", "orders-line-quantity", &[]),
        ("line_price", "orders-line-price", &[]),
        ("line_discount", "orders-discount", &[]),
        ("line_cost", "orders-line-cost", &[]),
        ("discount", "orders-discount-whole", &[]),
        ("delivery", "orders-delivery", &[]),
        ("note", "orders-note", &[]),
    ]
}

async fn drawn(
    visit: &Visit,
    (whole, customer): (Option<Whole>, CustomerId),
    Filled { form, lines, errors, now }: Filled,
) -> Result<Response, Problem> {
    let (brief, base, people) = read(visit, move |tx, act| {
        let card = customers::listing::get(tx, act, customer)?;
        let brief = Brief { no: card.no, id: card.id, kind: card.kind, name: card.name };
        let staff = crate::running::staff(tx, act)?;
        Ok((brief, rates::rules(tx, act)?.currency, staff.people().to_vec()))
    })
    .await?;
    let is_wrong = !errors.is_empty() || now.is_some();
    let known = [base, Currency::KZT, Currency::RUB, Currency::USD, Currency::EUR];
    let mut codes: Vec<String> = known.iter().map(ToString::to_string).collect();
    codes.extend(whole.as_ref().map(|whole| whole.order.currency.to_string()));
    let mut currencies: Vec<(String, String)> = Vec::new();
    for code in codes {
        if currencies.iter().all(|(known, _)| *known != code) {
            currencies.push((code.clone(), code));
        }
    }
    let nobody = (String::new(), visit.say.t("orders-nobody"));
    let staff = people.into_iter().map(|(id, name)| (id.to_string(), name));
    let people: Vec<(String, String)> = std::iter::once(nobody).chain(staff).collect();
    let conflict = now.map(|now| web::meanwhile(&visit.say, (&form, &now), &compared(&people)));
    let revision = || whole.as_ref().map(|whole| whole.order.revision.to_string()).unwrap_or_default();
    let d = Drawn {
        action: whole.as_ref().map_or("/orders/new".into(), |whole| format!("{}/edit", whole.order.href())),
        back: whole
            .as_ref()
            .map_or(format!("/customers/{customer}?tab=orders"), |whole| whole.order.href()),
        customer: brief,
        is_new: whole.is_none(),
        revision: form.filled("revision").map_or_else(revision, str::to_owned),
        form,
        lines,
        currencies,
        people,
        errors,
        conflict: conflict.unwrap_or_default(),
    };
    let title = if whole.is_none() { "orders-new" } else { "orders-edit" };
    let mut response = web::page(&FormPage { frame: visit.frame(title), d })?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

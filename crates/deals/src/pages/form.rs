//! The form of a deal: a new one, one that is changed.

use super::deeds::{landed, outdated, revision, still};
use crate::deal::{Deal, DealId};
use crate::error::DealError;
use crate::listing::{self, Whole};
use crate::typed::{self, Row};
use crate::{Dealing, RIGHT, Written, arranging, dealing, running};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use customers::staff::Staff;
use customers::{Customer, CustomerId, pointing};
use db::Tx;
use http::StatusCode;
use kernel::{Currency, Level, Money};
use rust_decimal::Decimal;
use ui::Frame;
use web::{FieldError, Form, Fragment, Problem, ToastNote, Visit};
use words::Say;

/// Rows offered for what is sold besides those that are filled.
const BLANK_LINES: usize = 2;

/// The currencies that are offered besides the firm's.
const CURRENCIES: [Currency; 4] = [Currency::KZT, Currency::RUB, Currency::USD, Currency::EUR];

#[derive(Template)]
#[template(path = "pages/form.html")]
struct FormPage {
    frame: Frame,
    f: Parts,
}

#[derive(Template)]
#[template(path = "pages/form_dialog.html")]
struct FormDialog {
    frame: Frame,
    f: Parts,
}

/// What both show.
struct Parts {
    action: String,
    back: String,
    is_new: bool,
    typed: Form,
    stages: Vec<(String, String)>,
    people: Vec<(String, String)>,
    currencies: Vec<(String, String)>,
    sources: Vec<String>,
    lines: Vec<SoldRow>,
    errors: Vec<FieldError>,
    /// That somebody changed it meanwhile; else empty.
    conflict: String,
}

/// A row of what is sold, as it is typed.
#[derive(Clone, Default)]
struct SoldRow {
    /// The code of the product.
    product: String,
    name: String,
    quantity: String,
    price: String,
}

impl SoldRow {
    fn is_blank(&self) -> bool {
        [&self.product, &self.name, &self.price].iter().all(|text| text.trim().is_empty())
    }

    fn row(&self) -> Row<'_> {
        let Self { product, name, quantity, price } = self;
        Row { product, name, quantity, price }
    }
}

impl Parts {
    fn error(&self, field: &str, say: &Say) -> String {
        let found = self.errors.iter().find(|error| error.field == field);
        found.map(|error| error.say(say)).unwrap_or_default()
    }
}

/// Asks for a new deal.
pub(super) async fn fresh(
    visit: Visit,
    fragment: Fragment,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let mut form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let me = visit.actor().user.map(|id| id.to_string()).unwrap_or_default();
    let currency = visit.app.firm().currency.code().to_owned();
    for (name, value) in [("responsible", me), ("currency", currency)] {
        if form.filled(name).is_none() {
            form.values.push((name.to_owned(), value));
        }
    }
    draw(&visit, &fragment, (None, form), Default::default()).await
}

/// Shows a deal to be changed.
pub(super) async fn edit(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: DealId = running::id(&text)?;
    let form = running::read(&visit, move |tx, dealing, _| {
        let whole = listing::whole(tx, dealing, id)?;
        let people = listing::people(tx, dealing, std::slice::from_ref(&whole.deal))?;
        let customer = people.get(&whole.deal.customer_no).map(|brief| brief.id);
        Ok(filled(&whole, customer))
    });
    let form = form.await?;
    draw(&visit, &fragment, (Some(id), form), Default::default()).await
}

/// What a deal would have been typed as.
fn filled(whole: &Whole, customer: Option<CustomerId>) -> Form {
    let deal = &whole.deal;
    let text = |id: Option<kernel::RawId>| id.map(|id| id.to_string()).unwrap_or_default();
    let pairs = [
        ("title", deal.title.clone()),
        ("customer", text(customer.map(|id| id.0))),
        ("amount", deal.money().decimal().to_string()),
        ("currency", deal.currency.code().to_owned()),
        ("closes_on", deal.closes_on.map(|on| dealing::date(on).to_string()).unwrap_or_default()),
        ("responsible", text(deal.responsible)),
        ("source", deal.source.clone()),
        ("note", deal.note.clone()),
        ("revision", deal.revision.to_string()),
    ];
    let mut values: Vec<(String, String)> =
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    for line in &whole.lines {
        let price = Money::new(line.price, deal.currency).decimal().to_string();
        let quantity = Decimal::new(line.quantity, 3).normalize().to_string();
        let ware = line.product.and_then(|id| whole.wares.get(&id));
        let product = ware.map(|ware| ware.code.clone()).unwrap_or_default();
        let parts = [
            ("line_product", product),
            ("line_name", line.name.clone()),
            ("line_quantity", quantity),
            ("line_price", price),
        ];
        values.extend(parts.into_iter().map(|(name, value)| (name.to_owned(), value)));
    }
    Form { values, ..Form::default() }
}

async fn draw(
    visit: &Visit,
    fragment: &Fragment,
    (id, mut form): (Option<DealId>, Form),
    (errors, conflict): (Vec<FieldError>, String),
) -> Result<Response, Problem> {
    let (say, asked) = (visit.say.clone(), form.clone());
    let (choices, about) = running::read(visit, move |tx, dealing, staff| {
        // A customer is shown by name; one who may not be seen by nothing.
        let card = match asked.text("customer").parse() {
            Ok(customer) => {
                let known = id.map(|id| dealing::get(tx, dealing, id)).transpose()?;
                dealing::client(tx, dealing, (known.as_ref(), customer)).ok()
            }
            Err(_) => None,
        };
        let about = card.map(|card| (card.no, card.name));
        Ok((choices(tx, (dealing, &asked), (staff, &say))?, about))
    })
    .await?;
    if let Some((no, name)) = about {
        form.values.retain(|(part, _)| part != "customer");
        form.values.push(("customer".into(), format!("№{no} {name}")));
    }
    let (stages, people, sources) = choices;
    let own = visit.app.firm().currency;
    let codes = std::iter::once(own).chain(CURRENCIES.into_iter().filter(|one| *one != own));
    let f = Parts {
        action: id.map_or_else(|| "/deals".into(), |id| format!("/deals/{id}")),
        back: form.text("back").to_owned(),
        is_new: id.is_none(),
        lines: lines(&form),
        currencies: codes.map(|one| (one.code().to_owned(), one.code().to_owned())).collect(),
        typed: form,
        stages,
        people,
        sources,
        errors,
        conflict,
    };
    let is_wrong = !(f.errors.is_empty() && f.conflict.is_empty());
    let frame = visit.frame(if f.is_new { "deals-new" } else { "deals-edit" });
    let mut response = match fragment.is("dialog") || fragment.is("drawer") {
        true => web::page(&FormDialog { frame, f })?,
        false => web::page(&FormPage { frame, f })?,
    };
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

type Choices = (Vec<(String, String)>, Vec<(String, String)>, Vec<String>);

fn choices(
    tx: &mut Tx<'_>,
    (dealing, form): (&Dealing, &Form),
    (staff, say): (&Staff, &Say),
) -> Result<Choices, DealError> {
    let pipelines = arranging::all(tx, dealing)?;
    let stages = super::board::stages(super::around::chosen(&pipelines, form));
    let nobody = (String::new(), say.t("deals-nobody"));
    let people = staff.people().iter().map(|(id, name)| (id.to_string(), name.clone()));
    let people = std::iter::once(nobody).chain(people).collect();
    Ok((stages, people, listing::sources(tx, dealing)?))
}

/// What is sold, as typed, with blank rows to write more.
fn lines(form: &Form) -> Vec<SoldRow> {
    let column = |name: &'static str| form.all(name).map(str::to_owned).collect::<Vec<_>>();
    let products = column("line_product");
    let (quantities, prices) = (column("line_quantity"), column("line_price"));
    let at = |list: &[String], place: usize| list.get(place).cloned().unwrap_or_default();
    let rows = column("line_name").into_iter().enumerate().map(|(place, name)| SoldRow {
        product: at(&products, place),
        name,
        quantity: at(&quantities, place),
        price: at(&prices, place),
    });
    let blank = SoldRow { quantity: "1".to_owned(), ..SoldRow::default() };
    rows.filter(|row| !row.is_blank()).chain(std::iter::repeat_n(blank, BLANK_LINES)).collect()
}

/// Reads what was typed; a customer may be named by number, phone or exact name.
fn written(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (known, form): (Option<&Deal>, &Form),
) -> Result<Written, DealError> {
    let mut errors = Vec::new();
    let customer = match form.filled("customer") {
        Some(name) => named(tx, dealing, (known, number_of(name))),
        None => None,
    };
    if customer.is_none() {
        let key = if form.filled("customer").is_some() {
            "customers-link-unknown"
        } else {
            "deals-customer-missing"
        };
        errors.push(FieldError::new("customer", key));
    }
    let currency = Currency::from_code(form.text("currency")).unwrap_or(dealing.act.manner.currency);
    let amount = typed::amount(&dealing.act, ("amount", form.text("amount")), currency);
    let amount = amount.map_err(|error| errors.push(error)).ok();
    let closes_on = typed::day("closes_on", form.text("closes_on"));
    let closes_on = closes_on.map_err(|error| errors.push(error)).ok().flatten();
    let currency = amount.map_or(currency, |amount| amount.currency);
    let filled: Vec<SoldRow> = lines(form).into_iter().filter(|row| !row.is_blank()).collect();
    let rows: Vec<Row<'_>> = filled.iter().map(SoldRow::row).collect();
    let sold = match typed::lines(tx, dealing, &rows, currency) {
        Ok(sold) => sold,
        Err(DealError::Invalid(wrong)) => {
            errors.extend(wrong);
            Vec::new()
        }
        Err(error) => return Err(error),
    };
    match (customer, amount, errors.is_empty()) {
        (Some(customer), Some(amount), true) => Ok(Written {
            customer: customer.id,
            title: form.text("title").to_owned(),
            amount,
            closes_on,
            responsible: form.text("responsible").parse().ok(),
            source: form.text("source").to_owned(),
            note: form.text("note").to_owned(),
            lines: sold,
        }),
        _ => Err(DealError::Invalid(errors)),
    }
}

/// Whom a deal is for; the one whose deal it is already is also found through the deal.
fn named(tx: &mut Tx<'_>, dealing: &Dealing, (known, name): (Option<&Deal>, &str)) -> Option<Customer> {
    let found = pointing::find(tx, &dealing.act, name).ok().flatten();
    found.or_else(|| {
        let deal = known?;
        let found = pointing::find(tx, &dealing.act_of(deal), name).ok().flatten();
        found.filter(|card| card.no == deal.customer_no)
    })
}

/// The number of a card shown as `№17 Омарова`; anything else stays as it is.
fn number_of(typed: &str) -> &str {
    match typed.split_once(' ') {
        Some((number, _)) if number.starts_with('№') => number,
        _ => typed,
    }
}

/// Opens the deal.
pub(super) async fn add(visit: Visit, fragment: Fragment, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let sent = form.clone();
    let added = running::write(&visit, Level::Write, move |tx, dealing| {
        let written = written(tx, dealing, (None, &sent))?;
        let place = (sent.text("pipeline").parse().ok(), sent.text("stage").parse().ok());
        let deal = dealing::open(tx, dealing, place, written)?;
        still(tx, dealing, deal)
    });
    match added.await {
        Ok(kept) => {
            let href = kept.deal.href();
            Ok(landed(&form, (&kept, &href), ToastNote::new("deals-opened")))
        }
        Err(DealError::Invalid(errors)) => {
            draw(&visit, &fragment, (None, form), (errors, String::new())).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Writes the deal anew.
pub(super) async fn change(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: DealId = running::id(&text)?;
    let sent = form.clone();
    let changed = running::write(&visit, Level::Write, move |tx, dealing| {
        let known = dealing::get(tx, dealing, id)?;
        let written = written(tx, dealing, (Some(&known), &sent))?;
        let deal = dealing::change(tx, dealing, (id, revision(&sent)), written)?;
        still(tx, dealing, deal)
    });
    match changed.await {
        Ok(kept) => {
            let href = kept.deal.href();
            Ok(landed(&form, (&kept, &href), ToastNote::new("deals-changed")))
        }
        Err(DealError::Invalid(errors)) => {
            draw(&visit, &fragment, (Some(id), form), (errors, String::new())).await
        }
        Err(DealError::Outdated(deal)) => {
            let form = form.renewed(deal.revision);
            let now = outdated(&visit, *deal).await?;
            let conflict =
                format!("{} {}", now.detail().unwrap_or_default(), visit.say.t("web-typed-kept"));
            draw(&visit, &fragment, (Some(id), form), (Vec::new(), conflict)).await
        }
        Err(other) => Err(other.into()),
    }
}

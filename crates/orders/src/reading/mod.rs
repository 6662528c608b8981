//! What people, programs and files say of an order, and how it is understood: the same for a form, the API and an import.
//!
//! **Rules.** A quantity is above 0: what came back is entered as a return. A date lies at most a day ahead of now. A
//! price that is not given is the product's. A cost that is not given is the product's, at the rate of the day where the
//! currencies differ. Discounts are not below 0 and not above what they are taken off; one in percent is that share of it.

mod lines;
mod values;

pub use values::{Amount, minor};
pub(crate) use values::{Discount, amount, currency, date_of, moment, number, short, word};

use crate::amounts::Exchange;
use crate::error::OrderError;
use crate::order::{Day, Line, Status, Utm};
use crate::rates;
use customers::Act;
use db::Tx;
use kernel::{Currency, DAY_MS, Millis, RawId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::FieldError;

/// The longest note, in letters.
const LONGEST_NOTE: usize = 2_000;
/// The most lines of one order.
const MOST_LINES: usize = 1_000;

/// An order as it is said; what is left out stays as it is, or as usual for a new one.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({
    "date": "2026-03-01", "discount": "500",
    "lines": [{ "product": "PL-1", "quantity": 2 }, { "name": "Доставка шариков", "quantity": 1, "price": "1500" }],
}))]
pub struct OrderBody {
    /// The number that people know it by, unique within the source; the next one of the firm when left out.
    pub number: Option<String>,
    /// From which program or place it came; nothing for one's own.
    pub source: Option<String>,
    /// When it was ordered: `2026-03-01`, `01.03.2026 14:30` or RFC 3339; now when left out.
    pub date: Option<String>,
    /// `draft`, `placed` (when left out), `done` or `cancelled`.
    pub status: Option<Status>,
    /// Three letters; the firm's own when left out.
    pub currency: Option<String>,
    /// What was ordered; replaces all lines. An order that counts, placed or done, needs one at least.
    pub lines: Option<Vec<LineBody>>,
    /// Taken off the whole order: an amount, or a share such as `10%` of what the lines come to.
    pub discount: Option<Amount>,
    /// What the client pays for delivery.
    pub delivery: Option<Amount>,
    /// Who of the staff answers for it.
    #[schema(value_type = Option<String>, format = Uuid)]
    pub responsible: Option<RawId>,
    /// Where the client came from.
    pub utm: Option<Utm>,
    /// What else there is to say.
    pub note: Option<String>,
    /// Until when it is to be paid; only for a new order.
    pub due_on: Option<String>,
    /// Whether it is paid already, in full, on its day; only for a new order.
    pub is_paid: Option<bool>,
}

/// A line as it is said.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LineBody {
    /// The code of a product; a code that is not in the list is refused.
    pub product: Option<String>,
    /// What it is called; the product's name when left out.
    pub name: Option<String>,
    /// How much, above 0; one when left out.
    pub quantity: Option<Amount>,
    /// The price of one unit; the product's when left out.
    pub price: Option<Amount>,
    /// Taken off the whole line: an amount, or a share such as `10%` of quantity times price.
    pub discount: Option<Amount>,
    /// What one unit cost; the product's when left out.
    pub cost: Option<Amount>,
}

/// An order understood; `None` leaves as it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub(crate) number: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) ordered: Option<(Millis, Day)>,
    pub(crate) status: Option<Status>,
    pub(crate) currency: Option<Currency>,
    pub(crate) lines: Option<Vec<Line>>,
    pub(crate) discount: Option<Discount>,
    pub(crate) delivery: Option<i64>,
    pub(crate) responsible: Option<RawId>,
    pub(crate) utm: Option<Utm>,
    pub(crate) note: Option<String>,
    pub(crate) due_on: Option<Day>,
    pub(crate) is_paid: bool,
}

/// What stands of the order that is changed, or what is usual for a new one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    pub(crate) currency: Currency,
    pub(crate) ordered_on: Day,
    /// What the firm counts in.
    pub(crate) base: Currency,
}

/// Understands it.
///
/// # Errors
/// [`OrderError::Invalid`] with every field that cannot be understood, lines as `lines/0/price`.
pub(crate) fn read(
    tx: &mut Tx<'_>,
    act: &Act,
    body: &OrderBody,
    standing: Standing,
) -> Result<Draft, OrderError> {
    let mut errors = Errors::default();
    let mut draft = Draft {
        number: errors
            .take("number", body.number.as_deref().map(|text| short(text, "orders-number-missing"))),
        source: errors.take("source", body.source.as_deref().map(values::word)),
        ordered: errors.take("date", body.date.as_deref().map(|text| ordered(act, text))),
        status: body.status,
        currency: errors.take("currency", body.currency.as_deref().map(currency)),
        responsible: body.responsible,
        utm: body.utm.clone(),
        note: errors.take("note", body.note.as_deref().map(|text| values::text(text, LONGEST_NOTE))),
        due_on: errors.take("due_on", body.due_on.as_deref().map(|text| date_of(act, text))),
        is_paid: body.is_paid.unwrap_or(false),
        ..Draft::default()
    };
    let currency = draft.currency.unwrap_or(standing.currency);
    let on = draft.ordered.map_or(standing.ordered_on, |(_, on)| on);
    draft.discount =
        errors.take("discount", body.discount.as_ref().map(|text| values::discount(act, text, currency)));
    draft.delivery =
        errors.take("delivery", body.delivery.as_ref().map(|text| amount(act, text, currency)));
    if let Some(lines) = &body.lines {
        if lines.len() > MOST_LINES {
            errors.0.push(FieldError::new("lines", "orders-lines-many"));
        } else {
            let exchange = rates::exchange(tx, (currency, standing.base), on)?;
            let room = lines::Room { currency, base: standing.base, on, exchange };
            draft.lines = Some(lines::read(tx, act, (lines, &room), &mut errors)?);
        }
    }
    if errors.0.is_empty() { Ok(draft) } else { Err(OrderError::Invalid(errors.0)) }
}

/// When it was ordered: no more than a day ahead.
fn ordered(act: &Act, text: &str) -> Result<(Millis, Day), FieldError> {
    let at = moment(act, text)?;
    if at > act.setting.now() + DAY_MS {
        return Err(FieldError::new("", "orders-date-future"));
    }
    Ok((at, rates::day_of(act, at)))
}

/// The wrong fields so far.
#[derive(Default)]
pub(crate) struct Errors(pub(crate) Vec<FieldError>);

impl Errors {
    /// What was understood, or a note of what is wrong under the field's name.
    pub(crate) fn take<T>(&mut self, name: &str, read: Option<Result<T, FieldError>>) -> Option<T> {
        match read? {
            Ok(value) => Some(value),
            Err(error) => {
                self.0.push(FieldError { field: name.to_owned(), ..error });
                None
            }
        }
    }
}

/// What one currency's amount is in another, over the firm's.
pub(crate) fn across(
    tx: &mut Tx<'_>,
    minor: i64,
    (from, to, base): (Currency, Currency, Currency),
    (on, into_base): (Day, Option<&Exchange>),
) -> Result<Option<i64>, db::DbError> {
    if from == to {
        return Ok(Some(minor));
    }
    let Some(in_base) = rates::exchange(tx, (from, base), on)?.and_then(|exchange| exchange.convert(minor))
    else {
        return Ok(None);
    };
    let Some(into_base) = into_base else { return Ok(None) };
    if into_base.from == into_base.to {
        return Ok(Some(in_base));
    }
    let back = Exchange {
        rate: rust_decimal::Decimal::ONE.checked_div(into_base.rate).unwrap_or_default(),
        from: into_base.to,
        to: into_base.from,
    };
    Ok(back.convert(in_base))
}

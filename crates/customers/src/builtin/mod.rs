//! The fields that every card comes with; a firm adds its own beside them.

mod list;

use crate::field::{AppliesTo, Block, Class, FieldNo};

pub(crate) use list::BUILT_IN;

/// Own fields are numbered from here.
pub const FIRST_OWN: FieldNo = 1000;

/// The name in the manner of sorting; made from the facts below, not a fact itself.
pub const NAME: FieldNo = 1;
/// Person or organization; not a fact.
pub const KIND: FieldNo = 2;
/// Whether the card has values to settle; not a fact.
pub const CONFLICT: FieldNo = 3;
/// When the first guess on the card expires; a trait only, neither a field nor a fact.
pub const EXPIRES: FieldNo = 4;
/// Family name.
pub const FAMILY: FieldNo = 10;
/// Given name.
pub const GIVEN: FieldNo = 11;
/// Patronymic.
pub const PATRONYMIC: FieldNo = 12;
/// Legal name with its form.
pub const LEGAL_NAME: FieldNo = 13;
/// The name people call it by.
pub const SHORT_NAME: FieldNo = 14;
/// Birthday, with or without the year.
pub const BIRTHDAY: FieldNo = 16;
/// Phones.
pub const PHONE: FieldNo = 20;
/// E-mail addresses.
pub const EMAIL: FieldNo = 21;
/// The taxpayer number of Russia.
pub const INN: FieldNo = 30;
/// The personal number of Kazakhstan.
pub const IIN: FieldNo = 35;
/// The business number of Kazakhstan.
pub const BIN: FieldNo = 36;
/// Cold, warm or hot.
pub const WARMTH: FieldNo = 40;
/// The market segment.
pub const CATEGORY: FieldNo = 41;
/// Free labels.
pub const TAG: FieldNo = 42;
/// Who of the staff answers for them.
pub const RESPONSIBLE: FieldNo = 43;
/// The teams in whose stages their open deals stand; counted from deals.
pub const STAGE_TEAM: FieldNo = 63;
/// How many orders count for them; counted from orders.
pub const ORDERS: FieldNo = 60;
/// What those orders brought, returns taken back; counted from orders.
pub const REVENUE: FieldNo = 61;
/// The day of the last of them; counted from orders.
pub const LAST_ORDER: FieldNo = 62;

/// What is counted from what happened and cannot be written by hand.
pub const COUNTED: &[FieldNo] = &[STAGE_TEAM, ORDERS, REVENUE, LAST_ORDER];

/// Where they are.
pub const ADDRESS: FieldNo = 28;
/// The city.
pub const CITY: FieldNo = 29;

/// The ways to reach a customer.
pub const CONTACT_POINTS: &[FieldNo] = &[PHONE, EMAIL, 22, 23, 24, 25, 26, 27, ADDRESS];

/// Values by which two records are surely of one customer.
pub const EXACT_KEYS: &[FieldNo] = &[PHONE, EMAIL, INN, IIN, BIN];

/// The keys by which a value of a built-in field is found; none for a field of one's own.
pub(crate) fn keys(field: FieldNo, value: &str) -> Vec<String> {
    let known = BUILT_IN.iter().find(|known| known.no == field);
    known.and_then(|known| fields::kinds::find(known.kind)).map(|kind| kind.keys(value)).unwrap_or_default()
}

/// One line of the list of built-in fields.
pub(crate) struct BuiltIn {
    pub(crate) no: FieldNo,
    pub(crate) slug: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) options: &'static [&'static str],
    pub(crate) of: &'static str,
    pub(crate) class: Class,
    pub(crate) block: Block,
    pub(crate) applies_to: AppliesTo,
    pub(crate) is_many: bool,
    pub(crate) worth: f64,
    pub(crate) keeps_days: Option<i64>,
}

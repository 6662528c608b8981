//! The firm's own settings: read at start, changed by the owner.

use crate::deciding::Deed;
use crate::refusal::Refusal;
use crate::rights::FIRM;
use crate::store;
use db::{DbError, Tx};
use kernel::{Actor, Country, Currency, Level, RawId, Setting};
use serde_json::{Value, json};
use web::Firm;
use words::Lang;

/// What the owner may say of the firm.
#[derive(Debug, Clone, PartialEq)]
pub struct FirmChange {
    /// Its name; may be empty.
    pub name: String,
    /// Where it works.
    pub country: Country,
    /// What it counts in, by its ISO 4217 code.
    pub currency: String,
    /// The language of those who chose none.
    pub lang: Lang,
    /// The time zone of those who chose none, an IANA name.
    pub zone: String,
}

/// What a country counts in and which zone most of its people live in.
pub fn habits(country: Country) -> (Currency, &'static str) {
    match country {
        Country::Kz => (Currency::KZT, "Asia/Almaty"),
        Country::Ru => (Currency::RUB, "Europe/Moscow"),
        Country::Other => (Currency::USD, "UTC"),
    }
}

/// The firm as the base knows it; an empty base gives an unfounded one.
///
/// # Errors
/// Any [`DbError`].
pub fn load(tx: &mut Tx<'_>) -> Result<Firm, DbError> {
    store::firm::get(tx)
}

/// Changes the settings; the caller takes what comes back into use with `App::set_firm`.
///
/// # Errors
/// [`Refusal`]: not allowed, name long, currency or zone unknown.
pub fn change(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    change: FirmChange,
) -> Result<Firm, Refusal> {
    if !actor.may(FIRM, Level::Arrange) {
        return Err(Refusal::NotAllowed);
    }
    let name = change.name.trim().to_owned();
    if name.chars().count() > 200 {
        return Err(Refusal::NameLong);
    }
    let code = change.currency.trim().to_uppercase();
    let currency = Currency::from_code(&code).ok_or(Refusal::CurrencyUnknown)?;
    if jiff::tz::TimeZone::get(&change.zone).is_err() {
        return Err(Refusal::ZoneUnknown);
    }
    let before = store::firm::get(tx)?;
    let FirmChange { country, lang, zone, .. } = change;
    let after = Firm { name, country, currency, lang, zone, ..before.clone() };
    if after == before {
        return Ok(after);
    }
    store::firm::put(tx, &after, setting.now())?;
    let payload = json!({ "before": told(&before), "after": told(&after) });
    Deed { setting, actor, verb: "firm.changed" }.done(tx, ("firm", RawId::nil()), &payload)?;
    Ok(after)
}

/// Notes that the demo company was loaded or removed; told of in the journal by whoever does it.
///
/// # Errors
/// Any [`DbError`].
pub fn set_demo(tx: &mut Tx<'_>, setting: &Setting, is_demo: bool) -> Result<Firm, DbError> {
    let firm = Firm { is_demo, ..store::firm::get(tx)? };
    store::firm::put(tx, &firm, setting.now())?;
    Ok(firm)
}

pub(crate) fn told(firm: &Firm) -> Value {
    json!({
        "name": firm.name,
        "country": firm.country.slug(),
        "currency": firm.currency.code(),
        "lang": firm.lang.code(),
        "zone": firm.zone,
    })
}

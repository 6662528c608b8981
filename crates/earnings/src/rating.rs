//! Verbs over commission rates: add, end, list.
//!
//! What a rate pays is never changed: it is ended and another one begins, so that what was counted by it can be shown as it
//! was. A rate that is given for days past counts the deals of those days anew; what was paid already is corrected by lines.

use crate::earning::Earning;
use crate::error::EarningError;
use crate::rate::{Pays, Place, Rate, RateId, What, Whom};
use crate::store::rates as table;
use crate::written;
use access::{UserId, team, user};
use db::Tx;
use deals::{Day, arranging};
use kernel::{Currency, Level};
use rust_decimal::Decimal;
use serde_json::json;
use std::borrow::Cow;
use web::FieldError;

/// The kind of subject in journal entries about rates.
pub const SUBJECT: journal::SubjectKind = "commission_rate";

/// The longest note, in letters.
const LONGEST_NOTE: usize = 500;

/// The most steps of a rate.
const MOST_TIERS: usize = 20;

/// What is said of a last day that comes before the first one.
const BACKWARDS: &str = "earnings-rate-backwards";

/// What somebody writes of a rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Who is paid.
    pub whom: Whom,
    /// For what.
    pub what: What,
    /// Where.
    pub place: Place,
    /// How much.
    pub pays: Pays,
    /// The first day.
    pub from_on: Day,
    /// The last day.
    pub until_on: Option<Day>,
    /// Why it is so.
    pub note: String,
}

/// All rates, the newest first day first: what people are paid by is no secret from those who earn.
///
/// # Errors
/// [`EarningError::Forbidden`].
pub fn all(tx: &mut Tx<'_>, earning: &Earning) -> Result<Vec<Rate>, EarningError> {
    earning.needs(Level::Read)?;
    Ok(table::all(tx)?)
}

/// The rate of an id.
///
/// # Errors
/// [`EarningError::Forbidden`], [`EarningError::Missing`].
pub fn get(tx: &mut Tx<'_>, earning: &Earning, id: RateId) -> Result<Rate, EarningError> {
    earning.needs(Level::Read)?;
    table::find(tx, id)?.ok_or(EarningError::Missing)
}

/// Adds a rate.
///
/// # Errors
/// [`EarningError::Forbidden`] unless rates may be arranged for the whole firm; [`EarningError::Invalid`] when it cannot be or
/// has days in common with another one for the same.
pub fn add(tx: &mut Tx<'_>, earning: &Earning, written: Written) -> Result<Rate, EarningError> {
    earning.arranges()?;
    let errors = wrong(tx, earning, &written)?;
    if !errors.is_empty() {
        return Err(EarningError::Invalid(errors));
    }
    let setting = earning.setting();
    let rate = Rate {
        id: setting.id(),
        whom: written.whom,
        what: written.what,
        place: written.place,
        pays: written.pays,
        from_on: written.from_on,
        until_on: written.until_on,
        note: written.note.trim().chars().take(LONGEST_NOTE).collect(),
        revision: 1,
        created_by: earning.actor().user,
        created_at: setting.now(),
    };
    alone(tx, &rate)?;
    table::insert(tx, &rate)?;
    tell(tx, earning, "commission_rate.added", &rate)?;
    table::touch_deals(tx, earning.own.start_of(rate.from_on))?;
    Ok(rate)
}

/// Has a rate end on a day, or never; not before its first day, since what was paid by it would become a debt.
///
/// # Errors
/// As [`add`]; [`EarningError::Missing`], [`EarningError::Outdated`].
pub fn end(
    tx: &mut Tx<'_>,
    earning: &Earning,
    (id, revision): (RateId, Option<i64>),
    until_on: Option<Day>,
) -> Result<Rate, EarningError> {
    earning.arranges()?;
    let known = table::find(tx, id)?.ok_or(EarningError::Missing)?;
    if revision.is_some_and(|revision| revision != known.revision) {
        return Err(EarningError::Outdated);
    }
    if known.until_on == until_on {
        return Ok(known);
    }
    if is_backwards(known.from_on, until_on) {
        return Err(EarningError::field("until_on", BACKWARDS));
    }
    let far = i64::MAX;
    let first = known.until_on.unwrap_or(far).min(until_on.unwrap_or(far));
    let first = first.saturating_add(1).max(known.from_on);
    let rate = Rate { until_on, revision: known.revision + 1, ..known };
    alone(tx, &rate)?;
    table::end(tx, &rate)?;
    tell(tx, earning, "commission_rate.ended", &rate)?;
    table::touch_deals(tx, earning.own.start_of(first))?;
    Ok(rate)
}

fn alone(tx: &mut Tx<'_>, rate: &Rate) -> Result<(), EarningError> {
    let all = table::all(tx)?;
    let Some(other) = all.iter().find(|other| other.id != rate.id && other.overlaps(rate)) else {
        return Ok(());
    };
    let until = other.until_on.map_or("…".to_owned(), |on| deals::dealing::date(on).to_string());
    let args = vec![
        ("from", Cow::Owned(deals::dealing::date(other.from_on).to_string())),
        ("until", Cow::Owned(until)),
    ];
    let error = FieldError { field: "from_on".into(), key: "earnings-rate-overlaps".into(), args };
    Err(EarningError::Invalid(vec![error]))
}

fn wrong(tx: &mut Tx<'_>, earning: &Earning, written: &Written) -> Result<Vec<FieldError>, EarningError> {
    let mut errors = Vec::new();
    let mut add = |field: &str, key: &str| errors.push(FieldError::new(field, key));
    let is_known = match written.whom {
        Whom::All => true,
        Whom::Person(id) => user::get(tx, UserId(id.0))?.is_some(),
        Whom::Team(id) => team::all(tx)?.iter().any(|team| team.id == id),
    };
    if !is_known {
        add("whom", "earnings-rate-whom-unknown");
    }
    if let What::Product(id) = written.what
        && orders::product::get(tx, &earning.house.act, id).is_err()
    {
        add("what", "earnings-rate-what-unknown");
    }
    let pipelines = arranging::all(tx, &earning.house)?;
    let is_known = match written.place {
        Place::All => true,
        Place::Pipeline(id) => pipelines.iter().any(|one| one.id == id),
        Place::Stage(id) => pipelines.iter().any(|one| one.stage(id).is_some()),
    };
    if !is_known {
        add("place", "earnings-rate-place-unknown");
    }
    if let Some(key) = wrong_pay(&written.pays, earning.currency) {
        add("pays", key);
    }
    if is_backwards(written.from_on, written.until_on) {
        add("until_on", BACKWARDS);
    }
    Ok(errors)
}

fn is_backwards(from_on: Day, until_on: Option<Day>) -> bool {
    until_on.is_some_and(|until| until < from_on)
}

/// What is wrong with how much a rate pays.
pub(crate) fn wrong_pay(pays: &Pays, currency: Currency) -> Option<&'static str> {
    let is_share = |percent: &Decimal| {
        *percent > Decimal::ZERO && *percent <= Decimal::ONE_HUNDRED && percent.normalize().scale() <= 4
    };
    match pays {
        Pays::Revenue { percent } | Pays::Margin { percent } if !is_share(percent) => {
            Some("earnings-rate-percent-wrong")
        }
        Pays::Fixed { sum } if sum.minor <= 0 => Some("earnings-rate-sum-wrong"),
        Pays::Tiers { tiers } => {
            let climbs = tiers.windows(2).all(|pair| match pair {
                [low, high] => low.from.minor < high.from.minor,
                _ => true,
            });
            let is_right = |tier: &crate::rate::Tier| {
                tier.from.minor >= 0 && tier.from.currency == currency && is_share(&tier.percent)
            };
            let is_whole = !tiers.is_empty() && tiers.len() <= MOST_TIERS;
            let is_wrong = !(is_whole && climbs && tiers.iter().all(is_right));
            is_wrong.then_some("earnings-rate-tiers-wrong")
        }
        _ => None,
    }
}

fn tell(tx: &mut Tx<'_>, earning: &Earning, verb: &'static str, rate: &Rate) -> Result<(), EarningError> {
    let payload = json!({
        "whom": written::of_whom(rate.whom), "what": written::of_what(&rate.what),
        "place": written::of_place(rate.place), "pays": rate.pays,
        "from_on": deals::dealing::date(rate.from_on).to_string(),
        "until_on": rate.until_on.map(|on| deals::dealing::date(on).to_string()), "note": rate.note,
    });
    Ok(earning.tell(tx, (verb, earning.actor()), (SUBJECT, rate.id.0), &payload)?)
}

//! What was typed into the form of an interaction, understood; and what an interaction would have been typed as.

use crate::error::InteractionError;
use crate::interaction::{Direction, Interaction, Written};
use customers::{Act, CustomerNo, listing, pointing};
use db::Tx;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use kernel::{DAY_MS, Millis};
use web::{FieldError, Form};
use words::Say;

/// The moment of a day such as `2026-03-12` and a time such as `15:30`, midnight when it is blank.
pub(super) fn moment_of(day: &str, time: &str, zone: &TimeZone) -> Option<Millis> {
    let day: Date = day.trim().parse().ok()?;
    let time: Time = match time.trim() {
        "" => Time::midnight(),
        time => time.parse().ok()?,
    };
    Some(day.to_datetime(time).to_zoned(zone.clone()).ok()?.timestamp().as_millisecond())
}

/// A day and a time as they are typed.
fn typed_moment(at: Millis, zone: &TimeZone) -> (String, String) {
    let at = jiff::Timestamp::from_millisecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let at = at.to_zoned(zone.clone());
    (at.date().to_string(), at.strftime("%H:%M").to_string())
}

/// Reads what was typed; a customer may be named by id, number, phone or exact name.
pub(super) fn read(
    tx: &mut Tx<'_>,
    act: &Act,
    (form, say): (&Form, &Say),
) -> Result<Written, InteractionError> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, key: &str| errors.push(FieldError::new(field, key));
    let customer = match form.filled("customer") {
        Some(typed) => pointing::find(tx, act, number_of(typed)).ok().flatten(),
        None => None,
    };
    if customer.is_none() {
        wrong("customer", "customers-link-unknown");
    }
    let at = match (form.filled("on"), form.text("time")) {
        (None, "") => None,
        (on, time) => {
            let today = typed_moment(act.setting.now(), say.zone()).0;
            let at = moment_of(on.unwrap_or(&today), time, say.zone());
            if at.is_none() {
                wrong("at", "interactions-at-unreadable");
            }
            at.map(|at| earlier_today(at, on.is_some() && time.is_empty(), act.setting.now()))
        }
    };
    let minutes = form.filled("minutes").map(|typed| typed.replace(',', ".").parse::<f64>());
    let length_secs = match minutes {
        Some(Ok(minutes)) if (0.0..=10_080.0).contains(&minutes) => Some((minutes * 60.0).round() as i64),
        None => None,
        Some(_) => {
            wrong("length_secs", "interactions-length-wrong");
            None
        }
    };
    let (kind, outcome) = form.text("what").split_once('/').unwrap_or((form.text("what"), ""));
    match (customer, errors.is_empty()) {
        (Some(customer), true) => Ok(Written {
            kind: kind.to_owned(),
            customer: Some(customer.id),
            with: form.text("with").parse().ok(),
            direction: Direction::from_slug(form.text("direction")),
            at,
            length_secs,
            outcome: Some(outcome.to_owned()).filter(|slug| !slug.is_empty()),
            subject: form.text("subject").to_owned(),
            text: form.text("text").to_owned(),
            responsible: form.text("responsible").parse().ok(),
            letter: None,
            external_id: None,
        }),
        _ => Err(InteractionError::Invalid(errors)),
    }
}

/// A day without a time means noon, or now where noon is not yet.
fn earlier_today(at: Millis, is_day: bool, now: Millis) -> Millis {
    if is_day { (at + DAY_MS / 2).min(now.max(at)) } else { at }
}

/// What an interaction would have been typed as.
pub(super) fn typed(
    tx: &mut Tx<'_>,
    act: &Act,
    (one, say): (&Interaction, &Say),
) -> Result<Form, InteractionError> {
    let (on, time) = typed_moment(one.at, say.zone());
    let mut id = |no: Option<CustomerNo>| -> Result<String, InteractionError> {
        let Some(no) = no else { return Ok(String::new()) };
        Ok(listing::numbered(tx, act, no)?.map(|card| card.id.to_string()).unwrap_or_default())
    };
    let (customer, with) = (id(Some(one.customer_no))?, id(one.with_no)?);
    let minutes = one.length_secs.map(|secs| {
        if secs % 60 == 0 { (secs / 60).to_string() } else { format!("{:.1}", secs as f64 / 60.0) }
    });
    let pairs = [
        ("what", format!("{}/{}", one.kind, one.outcome.as_deref().unwrap_or_default())),
        ("customer", customer),
        ("with", with),
        ("direction", one.direction.map(Direction::slug).unwrap_or_default().to_owned()),
        ("on", on),
        ("time", time),
        ("minutes", minutes.unwrap_or_default()),
        ("subject", one.subject.clone()),
        ("text", one.text.clone()),
        ("responsible", one.responsible.map(|id| id.to_string()).unwrap_or_default()),
        ("revision", one.revision.to_string()),
    ];
    let values = pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Ok(Form { values, uploads: Vec::new() })
}

/// The number of a card shown as `№17 Омарова`; anything else stays as it is.
fn number_of(typed: &str) -> &str {
    match typed.split_once(' ') {
        Some((number, _)) if number.starts_with('№') => number,
        _ => typed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_a_time_are_a_moment_in_ones_zone() {
        let zone = TimeZone::get("Asia/Almaty").unwrap();
        let at = moment_of("2026-03-12", "15:30", &zone).unwrap();
        assert_eq!(jiff::Timestamp::from_millisecond(at).unwrap().to_string(), "2026-03-12T10:30:00Z");
        assert_eq!(typed_moment(at, &zone), ("2026-03-12".into(), "15:30".into()));
        assert_eq!(moment_of("2026-02-30", "", &zone), None);
        assert_eq!(moment_of("2026-03-12", "half past", &zone), None);
    }

    #[test]
    fn a_day_alone_means_its_noon_and_never_the_future() {
        assert_eq!(earlier_today(0, true, 10 * DAY_MS), DAY_MS / 2);
        assert_eq!(earlier_today(0, true, 1_000), 1_000);
        assert_eq!(earlier_today(500, false, 10), 500);
    }
}

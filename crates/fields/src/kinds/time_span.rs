//! How long something lasts.

use crate::key;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::numbers;
use crate::settings::{Manner, Setting, Settings};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use words::Say;

/// A span of time, stored as an ISO 8601 duration of days, hours, minutes and seconds: `P1DT2H30M`; a day is 24 hours.
///
/// A bare number is in the unit that the settings name, minutes when they do not.
pub struct TimeSpan;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How the units are written, whole words in lower case, with their length in seconds.
const UNITS: &[(i64, &[&str])] = &[
    (1, &["s", "sec", "secs", "second", "seconds", "с", "сек", "секунд", "секунда", "секунды"]),
    (MINUTE, &["m", "min", "mins", "minute", "minutes", "м", "мин", "минут", "минута", "минуты", "минуту"]),
    (HOUR, &["h", "hr", "hrs", "hour", "hours", "ч", "час", "часа", "часов", "сағ", "сағат"]),
    (DAY, &["d", "day", "days", "д", "дн", "день", "дня", "дней", "сут", "сутки", "суток", "күн"]),
    (7 * DAY, &["w", "week", "weeks", "нед", "неделя", "недели", "недель", "неделю", "апта"]),
];

impl FieldKind for TimeSpan {
    fn slug(&self) -> &'static str {
        "time_span"
    }

    fn read(&self, typed: &str, settings: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let lowered = typed.trim().to_lowercase();
        let secs = iso_secs(&lowered)
            .or_else(|| clock_secs(&lowered))
            .map_or_else(|| secs(&lowered, settings), Ok)?;
        // A century is more than anything that is asked about lasts.
        let secs = Some(secs).filter(|secs| (0..=36_525 * DAY).contains(secs));
        secs.map(|secs| Reading::sure(iso(secs))).ok_or_else(|| Unreadable::plain("fields-time-span-large"))
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-time-span")
    }

    fn operators(&self) -> &'static [Operator] {
        numbers::OPERATORS
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("1 ч 30 мин", "PT1H30M"),
                Sample::good("90", "PT1H30M"),
                Sample::good("1:30", "PT1H30M"),
                Sample::good("1,5 сағат", "PT1H30M"),
                Sample::good("2", "P2D").with(r#"{"of": "days"}"#),
                Sample::good("2 күн", "P2D"),
                Sample::good("P1DT2H", "P1DT2H"),
                Sample::good("0", "PT0S"),
                Sample::bad("долго"),
                Sample::bad("2 попугая"),
                Sample::bad("P1M"),
                Sample::bad("999999999999"),
            ]
        }
    }

    fn settings(&self) -> &'static [Setting] {
        &[Setting::Of(&["minutes", "hours", "days", "seconds"])]
    }

    fn show(&self, value: &str, _: &Settings, say: &Say) -> String {
        iso_secs(&value.to_lowercase()).map_or_else(|| value.to_owned(), |secs| say.duration_secs(secs))
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![key::integer_key(iso_secs(&value.to_lowercase()).unwrap_or_default())]
    }
}

/// The seconds of an ISO 8601 duration in lower case, without years and months.
fn iso_secs(text: &str) -> Option<i64> {
    let rest = text.strip_prefix('p')?;
    let (days, time) = rest.split_once('t').unwrap_or((rest, ""));
    let secs = letters_secs(days, &[('w', 7 * DAY), ('d', DAY)])?;
    let more = letters_secs(time, &[('h', HOUR), ('m', MINUTE), ('s', 1)])?;
    secs.checked_add(more).filter(|_| rest.len() > 1)
}

/// The seconds of numbers each followed by one of the letters.
fn letters_secs(text: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut number = String::new();
    let mut sum = 0_i64;
    for sign in text.chars() {
        if let Some((_, size)) = units.iter().find(|(letter, _)| *letter == sign) {
            sum = sum.checked_add(number.parse::<i64>().ok()?.checked_mul(*size)?)?;
            number.clear();
        } else if sign.is_ascii_digit() {
            number.push(sign);
        } else {
            return None;
        }
    }
    number.is_empty().then_some(sum)
}

/// The seconds of `h:mm` or `h:mm:ss`.
fn clock_secs(text: &str) -> Option<i64> {
    let parts: Vec<&str> = text.split(':').collect();
    let parse = |part: &str, most: i64| part.parse::<i64>().ok().filter(|n| (0..=most).contains(n));
    match parts.as_slice() {
        [hours, minutes] => Some(parse(hours, 9_999)? * HOUR + parse(minutes, 59)? * MINUTE),
        [hours, minutes, secs] => {
            Some(parse(hours, 9_999)? * HOUR + parse(minutes, 59)? * MINUTE + parse(secs, 59)?)
        }
        _ => None,
    }
}

/// The seconds of numbers with words after them, or of a bare number.
fn secs(text: &str, settings: &Settings) -> Result<i64, Unreadable> {
    let unreadable = || Unreadable::plain("fields-time-span-unreadable");
    let mut sum = Decimal::ZERO;
    let mut rest = text;
    while !rest.is_empty() {
        let is_number = |sign: char| sign.is_ascii_digit() || matches!(sign, ',' | '.' | ' ' | '\u{a0}');
        let number_end = rest.find(|sign| !is_number(sign)).unwrap_or(rest.len());
        let (number, after) = rest.split_at_checked(number_end).ok_or_else(unreadable)?;
        let word_end = after.find(|sign: char| sign.is_ascii_digit()).unwrap_or(after.len());
        let (word, next) = after.split_at_checked(word_end).ok_or_else(unreadable)?;
        let size = match word.trim_matches([' ', '\u{a0}', '.', ',']) {
            "" if number_end == text.len() => bare_unit(settings),
            word => unit(word).ok_or_else(unreadable)?,
        };
        let number = numbers::read(number).map_err(|_| unreadable())?;
        sum = number
            .checked_mul(Decimal::from(size))
            .and_then(|n| n.checked_add(sum))
            .ok_or_else(unreadable)?;
        rest = next;
    }
    sum.round().to_i64().ok_or_else(unreadable)
}

fn unit(word: &str) -> Option<i64> {
    UNITS.iter().find(|(_, words)| words.contains(&word)).map(|(size, _)| *size)
}

fn bare_unit(settings: &Settings) -> i64 {
    match settings.of.as_deref() {
        Some("seconds") => 1,
        Some("hours") => HOUR,
        Some("days") => DAY,
        _ => MINUTE,
    }
}

/// Writes seconds as ISO 8601, each unit full before the next larger one.
fn iso(secs: i64) -> String {
    let written = |parts: &[(i64, char)]| -> String {
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, letter)| format!("{n}{letter}")).collect()
    };
    let days = written(&[(secs / DAY, 'D')]);
    let time = written(&[(secs % DAY / HOUR, 'H'), (secs % HOUR / MINUTE, 'M'), (secs % MINUTE, 'S')]);
    match (days.as_str(), time.as_str()) {
        ("", "") => "PT0S".to_owned(),
        (_, "") => format!("P{days}"),
        _ => format!("P{days}T{time}"),
    }
}

//! Ways to reach a customer: where a contact point leads, and whether it may be used at this hour.

use crate::builtin;
use crate::customer::Customer;
use crate::field::Field;
use crate::sheet::{Fact, Usage};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::Millis;
use matching::zone;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The first hour at which people may be called who never said otherwise, and the first one at which not any more.
const USUAL_HOURS: (u8, u8) = (9, 21);

/// Where a contact point leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// An address that a browser opens: `tel:`, `mailto:`, a page; empty where there is nothing to open.
    pub href: String,
    /// The name of an icon.
    pub icon: &'static str,
}

/// Whether a contact point may be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timing {
    /// The time of day there, such as `03:10`.
    pub there: String,
    /// Whether it may be used now.
    pub is_now: bool,
    /// Whether their clock shows another hour than the firm's.
    pub is_elsewhere: bool,
    /// Whether nobody said where they are: it is guessed from their address or number.
    pub is_guess: bool,
    /// The hours within which it may be used.
    pub hours: (u8, u8),
    /// Whether these hours were told, and not merely supposed.
    pub is_told: bool,
}

/// Where a value of a contact field leads.
pub fn way(field: &Field, value: &str) -> Way {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let of = field.settings.of.as_deref().unwrap_or_default();
    let (href, icon) = match (field.kind.slug(), of) {
        ("phone", _) if value.starts_with('+') => {
            let number = value.split(';').next().unwrap_or(value);
            (format!("tel:{number}"), "phone")
        }
        ("phone", _) => (format!("tel:{digits}"), "phone"),
        ("email", _) => (format!("mailto:{}", utf8_percent_encode(value, NON_ALPHANUMERIC)), "mail"),
        ("url", _) => (web_only(value), "globe"),
        ("address", _) => (String::new(), "map-pin"),
        ("handle", "telegram") => (format!("https://t.me/{value}"), "send"),
        ("handle", "whatsapp") => (format!("https://wa.me/{digits}"), "message-circle"),
        ("handle", "viber") => (format!("viber://chat?number=%2B{digits}"), "message-circle"),
        ("handle", "vk") => (format!("https://vk.com/{value}"), "users"),
        ("handle", "instagram") => (format!("https://instagram.com/{value}"), "camera"),
        _ => (String::new(), "at-sign"),
    };
    // A mask leads nowhere.
    Way { href: if fields::is_mask(value) { String::new() } else { href }, icon }
}

/// Only addresses of the web are opened: one that runs a script would act in the name of whoever clicks.
fn web_only(value: &str) -> String {
    let is_web = value.starts_with("https://") || value.starts_with("http://");
    if is_web { value.to_owned() } else { String::new() }
}

/// Whether a contact point of a card may be used at a moment, by the clock where the customer is: in the zone that was told,
/// else in the one that [`guessed`] finds, else in that of the firm. Hours may run over midnight.
pub fn timing(card: &Customer, point: Option<&Fact>, (firm, now): (&TimeZone, Millis)) -> Timing {
    let usage = point.and_then(|fact| fact.usage.as_deref());
    let told = usage.map(|usage| usage.zone.as_str()).filter(|zone| !zone.is_empty());
    let zone = match told {
        Some(name) => TimeZone::get(name).ok().map(|zone| (zone, false)),
        None => guessed(card, point).and_then(|name| Some((TimeZone::get(name).ok()?, true))),
    };
    let (zone, is_guess) = zone.unwrap_or_else(|| (firm.clone(), false));
    Timing { is_guess, ..clocked(usage, (zone, firm), now) }
}

/// The zone that a card tells of where nobody said one: by the city, the address, the number in use, the first phone.
fn guessed(card: &Customer, point: Option<&Fact>) -> Option<&'static str> {
    let city = || card.sheet.text(builtin::CITY).and_then(zone::of_place);
    let address = || card.sheet.of(builtin::ADDRESS).find_map(|fact| zone::of_address(&fact.value));
    let number = || point.and_then(of_number);
    city().or_else(address).or_else(number).or_else(|| card.sheet.of(builtin::PHONE).find_map(of_number))
}

fn of_number(fact: &Fact) -> Option<&'static str> {
    zone::of_phone(&fact.value).or_else(|| fact.usage.as_deref().and_then(|usage| usage.hidden_zone))
}

fn clocked(usage: Option<&Usage>, (zone, firm): (TimeZone, &TimeZone), now: Millis) -> Timing {
    let at = Timestamp::from_millisecond(now).unwrap_or(Timestamp::UNIX_EPOCH);
    let local = at.to_zoned(zone);
    let is_elsewhere = local.offset() != at.to_zoned(firm.clone()).offset();
    let told = usage.and_then(|usage| match (usage.from_hour, usage.to_hour) {
        (None, None) => None,
        (from, to) => Some((from.unwrap_or(0), to.unwrap_or(24))),
    });
    let (from, to) = told.unwrap_or(USUAL_HOURS);
    let hour = u8::try_from(local.hour()).unwrap_or(0);
    let is_in_hours = if from < to { (from..to).contains(&hour) } else { hour >= from || hour < to };
    let is_now = is_in_hours && !usage.is_some_and(|usage| usage.is_refused);
    Timing {
        there: format!("{:02}:{:02}", local.hour(), local.minute()),
        is_now,
        is_elsewhere,
        is_guess: false,
        hours: (from, to),
        is_told: told.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::{EMAIL, PHONE};
    use crate::testing::{card_of, field_set};

    #[test]
    fn contact_points_lead_where_they_can_be_used() {
        let fields = field_set();
        let check = |no, value: &str, href: &str| assert_eq!(way(fields.no(no).unwrap(), value).href, href);
        check(PHONE, "+77011234567;ext=12", "tel:+77011234567");
        check(PHONE, "12-34", "tel:1234");
        check(EMAIL, "a&b@c.kz", "mailto:a%26b%40c%2Ekz");
        check(23, "+77011234567", "https://wa.me/77011234567");
        check(22, "aigul_k", "https://t.me/aigul_k");
        check(27, "javascript:alert(1)", "");
    }

    fn at(text: &str) -> Millis {
        text.parse::<Timestamp>().unwrap().as_millisecond()
    }

    fn almaty() -> TimeZone {
        TimeZone::get("Asia/Almaty").unwrap()
    }

    #[test]
    fn nobody_is_called_at_three_in_the_night() {
        let usage = |from, to, zone: &str| {
            let zone = zone.into();
            Usage { from_hour: from, to_hour: to, zone, ..Usage::default() }
        };
        let timing = |usage: Usage, now| {
            let fact = Fact { usage: Some(Box::new(usage)), ..Fact::new(PHONE, "+77011234567", 1, 0) };
            super::timing(&card_of(Vec::new()), Some(&fact), (&almaty(), now))
        };
        let noon = at("2026-11-21T07:10:00Z");
        assert!(super::timing(&card_of(Vec::new()), None, (&almaty(), noon)).is_now);
        let berlin = timing(usage(None, None, "Europe/Berlin"), noon);
        assert_eq!((berlin.there.as_str(), berlin.is_now, berlin.is_elsewhere), ("08:10", false, true));
        assert!(!berlin.is_guess);
        assert!(!timing(usage(Some(14), Some(18), ""), noon).is_now);
        let night = usage(Some(22), Some(4), "");
        assert!(timing(night.clone(), at("2026-11-21T22:10:00Z")).is_now);
        assert!(!timing(night, noon).is_now);
        assert!(!timing(usage(None, None, "Mars/Olympus"), noon).is_elsewhere);
    }

    #[test]
    fn where_nobody_said_it_the_zone_is_guessed_and_told_as_a_guess() {
        let now = at("2026-11-21T11:10:00Z");
        let check = |facts: &[(i64, &str)], there: &str, (is_now, is_guess): (bool, bool)| {
            let facts: Vec<_> =
                facts.iter().map(|(field, value)| Fact::new(*field, *value, 1, 0)).collect();
            let card = card_of(facts);
            let timing = super::timing(&card, card.sheet.of(PHONE).next(), (&almaty(), now));
            let said = (timing.there.as_str(), timing.is_now, timing.is_guess);
            assert_eq!(said, (there, is_now, is_guess), "{card:?}");
        };
        check(&[], "16:10", (true, false));
        check(&[(PHONE, "+74232123456")], "21:10", (false, true));
        check(&[(PHONE, "+79161234567")], "16:10", (true, false));
        check(&[(PHONE, "+79161234567"), (builtin::CITY, "Магадан")], "22:10", (false, true));
        check(&[(PHONE, "+74232123456"), (builtin::CITY, "Москва")], "14:10", (true, true));
        check(&[(builtin::ADDRESS, "г. Омск, ул. Ленина, 7")], "17:10", (true, true));
    }
}

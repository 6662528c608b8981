//! Ways to reach a customer: where a contact point leads, and whether it may be used at this hour.

use crate::field::Field;
use crate::sheet::Usage;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::Millis;
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

/// Whether a contact point may be used at a moment; `firm` is the zone of those who said none. An unknown zone is the
/// firm's. Hours may run over midnight.
pub fn timing(usage: Option<&Usage>, firm: &TimeZone, now: Millis) -> Timing {
    let zone =
        usage.filter(|usage| !usage.zone.is_empty()).and_then(|usage| TimeZone::get(&usage.zone).ok());
    let zone = zone.unwrap_or_else(|| firm.clone());
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
        hours: (from, to),
        is_told: told.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::{EMAIL, PHONE};
    use crate::testing::field_set;

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

    #[test]
    fn nobody_is_called_at_three_in_the_night() {
        let almaty = TimeZone::get("Asia/Almaty").unwrap();
        let at = |text: &str| text.parse::<Timestamp>().unwrap().as_millisecond();
        let usage = |from, to, zone: &str| Usage {
            from_hour: from,
            to_hour: to,
            zone: zone.into(),
            ..Usage::default()
        };
        let noon = at("2026-11-21T07:10:00Z");
        assert!(timing(None, &almaty, noon).is_now);
        let berlin = timing(Some(&usage(None, None, "Europe/Berlin")), &almaty, noon);
        assert_eq!((berlin.there.as_str(), berlin.is_now, berlin.is_elsewhere), ("08:10", false, true));
        assert!(!timing(Some(&usage(Some(14), Some(18), "")), &almaty, noon).is_now);
        let night = usage(Some(22), Some(4), "");
        assert!(timing(Some(&night), &almaty, at("2026-11-21T22:10:00Z")).is_now);
        assert!(!timing(Some(&night), &almaty, noon).is_now);
        assert!(!timing(Some(&usage(None, None, "Mars/Olympus")), &almaty, noon).is_elsewhere);
    }
}

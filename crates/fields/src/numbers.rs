//! Numbers as people write them: with spaces, commas and points, in both habits.

use crate::kind::{Operator, Unreadable};
use crate::settings::Settings;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;

/// What numbers can be compared by.
pub(crate) const OPERATORS: &[Operator] = &[
    Operator::Above,
    Operator::Below,
    Operator::Between,
    Operator::Is,
    Operator::IsNot,
    Operator::AnyOf,
    Operator::Known,
    Operator::Unknown,
];

/// Reads a number. A lone comma or point is the decimal sign; the same sign more than once, or the first of two
/// different ones, divides thousands.
pub(crate) fn read(typed: &str) -> Result<Decimal, Unreadable> {
    let unreadable = || Unreadable::plain("fields-number-unreadable");
    let plain = plain(typed).ok_or_else(unreadable)?;
    if plain.contains(['e', 'E']) {
        return Decimal::from_scientific(&plain).map_err(|_| unreadable());
    }
    if plain.len() > 40 {
        return Err(Unreadable::plain("fields-number-large"));
    }
    match Decimal::from_str_exact(&plain) {
        Ok(number) => Ok(number),
        Err(rust_decimal::Error::Underflow) => Err(Unreadable::plain("fields-number-precise")),
        Err(_) if plain.bytes().filter(u8::is_ascii_digit).count() > 20 => {
            Err(Unreadable::plain("fields-number-large"))
        }
        Err(_) => Err(unreadable()),
    }
}

/// The number with a point for the fraction and no other signs; `None` when it is none.
fn plain(typed: &str) -> Option<String> {
    let mut text = String::with_capacity(typed.len());
    for sign in typed.trim().chars() {
        match sign {
            '0'..='9' | '.' | ',' | 'e' | 'E' => text.push(sign),
            '-' | '−' | '–' => text.push('-'),
            '+' if text.is_empty() => {}
            '+' => text.push('+'),
            '½' => text.push_str(",5"),
            '¼' => text.push_str(",25"),
            '¾' => text.push_str(",75"),
            '\'' | '’' | '_' => {}
            _ if sign.is_whitespace() => {}
            _ => return None,
        }
    }
    let n_points = text.matches('.').count();
    let n_commas = text.matches(',').count();
    let divider = match (n_points, n_commas) {
        (0 | 1, 0) => return Some(text),
        (0, 1) => return Some(text.replace(',', ".")),
        (2.., 0 | 1) => '.',
        (0 | 1, 2..) => ',',
        (1, 1) if text.find('.') < text.find(',') => '.',
        (1, 1) => ',',
        _ => return None,
    };
    is_grouped(&text, divider).then(|| text.replace(divider, "").replace(',', "."))
}

/// Whether the parts between dividers are thousands: three digits each but the first, the fraction apart.
fn is_grouped(text: &str, divider: char) -> bool {
    let other = if divider == '.' { ',' } else { '.' };
    let whole = text.split(other).next().unwrap_or_default();
    let is_fraction_clean = text.split(other).skip(1).all(|fraction| !fraction.contains(divider));
    is_fraction_clean && whole.split(divider).skip(1).all(|group| group.len() == 3)
}

/// Refuses a number outside the field's bounds.
pub(crate) fn within(number: &Decimal, settings: &Settings) -> Result<(), Unreadable> {
    let bound = |bound: Option<f64>| bound.and_then(Decimal::from_f64);
    if let Some(least) = bound(settings.least).filter(|least| number < least) {
        return Err(Unreadable::plain("fields-number-below").arg("least", least.normalize().to_string()));
    }
    if let Some(most) = bound(settings.most).filter(|most| number > most) {
        return Err(Unreadable::plain("fields-number-above").arg("most", most.normalize().to_string()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, wanted: Option<&str>) {
        assert_eq!(read(typed).ok().map(|n| n.to_string()).as_deref(), wanted, "{typed}");
    }

    #[test]
    fn both_habits_of_writing_are_read() {
        check("1 234,5", Some("1234.5"));
        check("1.234,5", Some("1234.5"));
        check("1,234.5", Some("1234.5"));
        check("1'234.5", Some("1234.5"));
        check("1,234,567", Some("1234567"));
        check("−3", Some("-3"));
        check("1,23,456", None);
        check("1.2.3", None);
        check("1-2", None);
        check(".", None);
        check("", None);
    }
}

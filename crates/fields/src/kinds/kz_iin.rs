//! IIN: the number of a person in Kazakhstan.

use super::ru_inn::OPERATORS;
use crate::digits::Digits;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Settings};
use jiff::civil::Date;

/// IIN: 12 digits; date of birth, century with sex, order, check digit.
///
/// By the rules of forming the identification number (Kazakhstan, government decree 565 of 22 May 2007).
pub struct KzIin;

const FIRST_PASS: &[u32] = &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SECOND_PASS: &[u32] = &[3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

impl FieldKind for KzIin {
    fn slug(&self) -> &'static str {
        "kz_iin"
    }

    fn read(&self, typed: &str, _: &Settings, manner: &Manner) -> Result<Reading, Unreadable> {
        let digits = Digits::read(typed, &[12], "fields-kz-length")?;
        check_birth(&digits, manner.today())?;
        check_last(&digits)?;
        Ok(Reading::sure(digits.into_text()))
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-kz-iin").keyboard("numeric").masked(Mask::Tail)
    }

    fn operators(&self) -> &'static [Operator] {
        OPERATORS
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("900101300007", "900101300007"),
                Sample::good("850312 300305", "850312300305"),
                Sample::bad("900101300008"),
                Sample::bad("901301300007"),
                Sample::bad("900230300007"),
                Sample::bad("900101700007"),
                Sample::bad("90010130000"),
                Sample::bad("850312300385"),
            ]
        }
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![value.to_owned()]
    }

    fn search_text(&self, value: &str) -> String {
        value.to_owned()
    }
}

/// Refuses a date of birth that does not exist or has not come yet.
fn check_birth(digits: &Digits, today: Date) -> Result<(), Unreadable> {
    let (year, month, day) = (digits.number(1, 2), digits.number(3, 2), digits.number(5, 2));
    let centuries: &[u32] = match digits.at(7) {
        1 | 2 => &[1800],
        3 | 4 => &[1900],
        5 | 6 => &[2000],
        // Numbers of foreigners do not tell the century.
        0 => &[1900, 2000],
        other => return Err(Unreadable::plain("fields-kz-iin-century").arg("digit", other.to_string())),
    };
    let born = |century: &u32| {
        let year = i16::try_from(century + year).ok()?;
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    let dates: Vec<Date> = centuries.iter().filter_map(born).collect();
    let typed = || format!("{day:02}.{month:02}.{year:02}");
    if dates.is_empty() {
        return Err(Unreadable::plain("fields-kz-iin-date").arg("date", typed()));
    }
    if dates.iter().all(|date| *date > today) {
        return Err(Unreadable::plain("fields-kz-iin-future").arg("date", typed()));
    }
    Ok(())
}

/// Checks the twelfth digit: the weighed sum mod 11, by other weights when that is 10; a number whose second sum is 10
/// too is never given out.
pub(super) fn check_last(digits: &Digits) -> Result<(), Unreadable> {
    let first = digits.weighed(FIRST_PASS) % 11;
    let expected = if first == 10 { digits.weighed(SECOND_PASS) % 11 } else { first };
    if expected == 10 {
        return Err(Unreadable::plain("fields-kz-never"));
    }
    digits.check(12, expected)
}

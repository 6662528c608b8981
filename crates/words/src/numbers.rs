//! Numbers, money and sizes as people write them.

use kernel::Money;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::{Lang, Say};

/// Between groups of three digits in Russian and Kazakh.
const NARROW_SPACE: char = '\u{202f}';
/// Between a number and its unit, so that a line never breaks there.
const UNIT_SPACE: char = '\u{a0}';
/// Where there is no number to show.
const NOTHING: &str = "—";

impl Say {
    /// A whole number, its digits in groups of three.
    pub fn number(&self, n: i64) -> String {
        written(self.lang(), &n.to_string())
    }

    /// An exact number with all its digits after the point.
    pub fn decimal(&self, n: &Decimal) -> String {
        written(self.lang(), &n.to_string())
    }

    /// A share (0.125 is 12,5 %) with so many digits after the point; a dash when it is not a finite number.
    pub fn percent(&self, ratio: f64, digits: usize) -> String {
        if !ratio.is_finite() {
            return NOTHING.to_owned();
        }
        let number = written(self.lang(), &format!("{:.digits$}", ratio * 100.0));
        match self.lang() {
            Lang::Ru | Lang::Kk => format!("{number}{UNIT_SPACE}%"),
            Lang::En => format!("{number}%"),
        }
    }

    /// An amount of money, exact, with the sign of its currency.
    pub fn money(&self, money: &Money) -> String {
        self.amount(money.decimal(), money.currency.code())
    }

    /// An amount of money in whole units, halves away from zero: for tiles and axes.
    pub fn money_whole(&self, money: &Money) -> String {
        let whole = money.decimal().round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        self.amount(whole, money.currency.code())
    }

    fn amount(&self, amount: Decimal, code: &str) -> String {
        let sign = currency_sign(code);
        let number = written(self.lang(), &amount.to_string());
        match (self.lang(), number.strip_prefix(MINUS)) {
            (Lang::Ru | Lang::Kk, _) => format!("{number}{UNIT_SPACE}{}", sign.unwrap_or(code)),
            (Lang::En, None) => format!("{}{number}", english_sign(sign, code)),
            (Lang::En, Some(positive)) => format!("{MINUS}{}{positive}", english_sign(sign, code)),
        }
    }

    /// The size of a file; 1 KB is 1024 bytes, one digit after the point below ten.
    pub fn bytes(&self, n_bytes: u64) -> String {
        const UNITS: [&str; 5] =
            ["words-bytes", "words-kilobytes", "words-megabytes", "words-gigabytes", "words-terabytes"];
        #[expect(clippy::cast_precision_loss, reason = "two leading digits are shown")]
        let mut size = n_bytes as f64;
        let mut unit = UNITS.len() - 1;
        for (step, _) in UNITS.iter().enumerate() {
            if size < 1023.5 {
                unit = step;
                break;
            }
            if step + 1 < UNITS.len() {
                size /= 1024.0;
            }
        }
        let digits = usize::from(unit > 0 && size < 9.95);
        let number = written(self.lang(), &format!("{size:.digits$}"));
        self.with(UNITS.get(unit).copied().unwrap_or_default(), &[("size", number.into())])
    }
}

/// The sign before a number below zero: a true minus, as wide as a digit.
pub(crate) const MINUS: char = '\u{2212}';

/// Writes a number as people do from its plain form (`-1234.5`): minus, groups of three, the mark of the fraction.
pub(crate) fn written(lang: Lang, plain: &str) -> String {
    let (group, point) = match lang {
        Lang::Ru | Lang::Kk => (NARROW_SPACE, ','),
        Lang::En => (',', '.'),
    };
    let (is_negative, digits) = match plain.strip_prefix('-') {
        Some(digits) => (digits.contains(|c: char| c.is_ascii_digit() && c != '0'), digits),
        None => (false, plain),
    };
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut text = String::with_capacity(plain.len() + whole.len() + 3);
    if is_negative {
        text.push(MINUS);
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

fn currency_sign(code: &str) -> Option<&'static str> {
    match code {
        "KZT" => Some("₸"),
        "RUB" => Some("₽"),
        "USD" => Some("$"),
        "EUR" => Some("€"),
        "GBP" => Some("£"),
        _ => None,
    }
}

fn english_sign(sign: Option<&'static str>, code: &str) -> String {
    sign.map_or_else(|| format!("{code}{UNIT_SPACE}"), str::to_owned)
}

#[cfg(test)]
mod tests {
    use kernel::Currency;

    use super::*;
    use crate::testing::say;

    /// Spaces of all widths as plain ones, so that the expected texts can be read.
    fn plain(text: &str) -> String {
        text.replace([NARROW_SPACE, UNIT_SPACE], " ").replace(MINUS, "-")
    }

    #[test]
    fn numbers_are_grouped() {
        let check = |n: i64, ru: &str, en: &str| {
            assert_eq!(plain(&say(Lang::Ru).number(n)), ru);
            assert_eq!(plain(&say(Lang::Kk).number(n)), ru);
            assert_eq!(plain(&say(Lang::En).number(n)), en);
        };
        check(0, "0", "0");
        check(-999, "-999", "-999");
        check(1_000, "1 000", "1,000");
        check(-1_234_567, "-1 234 567", "-1,234,567");
        check(i64::MIN, "-9 223 372 036 854 775 808", "-9,223,372,036,854,775,808");
    }

    #[test]
    fn money_bears_the_sign_of_its_currency() {
        let check = |minor: i64, code: &str, expected: [&str; 3]| {
            let money = Money::new(minor, Currency::from_code(code).expect("a code"));
            assert_eq!(Lang::ALL.map(|lang| plain(&say(lang).money(&money))), expected);
        };
        check(123_456_750, "RUB", ["1 234 567,50 ₽", "1 234 567,50 ₽", "₽1,234,567.50"]);
        check(123_456_750, "KZT", ["1 234 567,50 ₸", "1 234 567,50 ₸", "₸1,234,567.50"]);
        check(-5, "USD", ["-0,05 $", "-0,05 $", "-$0.05"]);
        check(1_200, "JPY", ["1 200 JPY", "1 200 JPY", "JPY 1,200"]);
        check(
            i64::MIN,
            "EUR",
            ["-92 233 720 368 547 758,08 €", "-92 233 720 368 547 758,08 €", "-€92,233,720,368,547,758.08"],
        );
        let whole = |minor| plain(&say(Lang::Ru).money_whole(&Money::new(minor, Currency::KZT)));
        assert_eq!([whole(149), whole(150), whole(-150), whole(-49)], ["1 ₸", "2 ₸", "-2 ₸", "0 ₸"]);
    }

    #[test]
    fn shares_and_sizes_have_their_units() {
        let share = |lang, ratio, digits| plain(&say(lang).percent(ratio, digits));
        assert_eq!(share(Lang::Ru, 0.125, 1), "12,5 %");
        assert_eq!(share(Lang::En, 12.5, 0), "1,250%");
        assert_eq!(share(Lang::Kk, -0.0001, 1), "0,0 %");
        assert_eq!(share(Lang::Ru, f64::NAN, 1), "—");
        let size = |lang, n| plain(&say(lang).bytes(n));
        assert_eq!(size(Lang::Ru, 0), "0 Б");
        assert_eq!(size(Lang::Ru, 1536), "1,5 КБ");
        assert_eq!(size(Lang::Kk, 25 * 1024 * 1024), "25 МБ");
        assert_eq!(size(Lang::En, 1024 * 1024 - 1), "1.0 MB");
        assert_eq!(size(Lang::En, u64::MAX), "16,777,216 TB");
    }
}

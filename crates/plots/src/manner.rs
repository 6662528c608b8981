//! How numbers on axes are written in a language: 1,2 млн or 1.2M.

/// The marks of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manner {
    /// Between whole and fraction.
    pub decimal: String,
    /// Between groups of three digits.
    pub thousands: String,
    /// Behind thousands, millions, milliards and billions (10^12), with their space.
    pub powers: [String; 4],
    /// Behind a percentage, with its space.
    pub percent: String,
}

impl Default for Manner {
    /// As in English.
    fn default() -> Self {
        Self {
            decimal: ".".into(),
            thousands: ",".into(),
            powers: ["K", "M", "B", "T"].map(String::from),
            percent: "%".into(),
        }
    }
}

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// A plain number, shortened from ten thousand on.
    #[default]
    Number,
    /// A share, written as a percentage.
    Ratio,
}

impl Manner {
    /// A number for an axis: at most three digits that mean something, with the word of its power of a thousand.
    pub fn short(&self, number: f64, format: Format) -> String {
        if !number.is_finite() {
            return String::new();
        }
        match format {
            Format::Ratio => format!("{}{}", self.digits(number * 100.0), self.percent),
            Format::Number if number.abs() < 9_999.5 => self.digits(number),
            Format::Number => {
                let mut scaled = number / 1_000.0;
                let mut power = 0;
                while scaled.abs() >= 999.5 && power < 3 {
                    scaled /= 1_000.0;
                    power += 1;
                }
                format!("{}{}", self.digits(scaled), self.powers.get(power).map_or("", String::as_str))
            }
        }
    }

    /// Up to three digits that mean something, grouped.
    fn digits(&self, number: f64) -> String {
        if number.abs() >= 1e15 {
            return format!("{number:.2e}").replace('.', &self.decimal);
        }
        let places = match number.abs() {
            n if n >= 99.95 || n == 0.0 => 0,
            n if n >= 9.995 => 1,
            n if n >= 0.01 => 2,
            _ => 4,
        };
        let text = format!("{number:.places$}");
        let text =
            if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |rest| ("-", rest));
        let sign = if whole == "0" && fraction.is_empty() { "" } else { sign };
        let mut grouped = String::new();
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place) % 3 == 0 {
                grouped.push_str(&self.thousands);
            }
            grouped.push(digit);
        }
        let mark = if fraction.is_empty() { "" } else { self.decimal.as_str() };
        format!("{sign}{grouped}{mark}{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_each_languages_manner() {
        let ru = Manner {
            decimal: ",".into(),
            thousands: "\u{a0}".into(),
            powers: ["\u{a0}тыс.", "\u{a0}млн", "\u{a0}млрд", "\u{a0}трлн"].map(String::from),
            percent: "\u{a0}%".into(),
        };
        let check = |number: f64, format, english: &str, russian: &str| {
            assert_eq!(Manner::default().short(number, format), english);
            assert_eq!(ru.short(number, format).replace('\u{a0}', " "), russian);
        };
        check(0.0, Format::Number, "0", "0");
        check(-0.0, Format::Number, "0", "0");
        check(1_234.0, Format::Number, "1,234", "1 234");
        check(12_340.0, Format::Number, "12.3K", "12,3 тыс.");
        check(-1_250_000.0, Format::Number, "-1.25M", "-1,25 млн");
        check(999_999.0, Format::Number, "1M", "1 млн");
        check(7.5e12, Format::Number, "7.5T", "7,5 трлн");
        check(0.125, Format::Ratio, "12.5%", "12,5 %");
        check(1.0, Format::Ratio, "100%", "100 %");
        check(f64::NAN, Format::Ratio, "", "");
    }
}

//! How values look to whoever may not read them: enough to know them again, too little to use them.

use std::borrow::Cow;

/// In what manner the values of a kind are hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mask {
    /// Not at all: they name no person, or nothing would be left of them.
    Never,
    /// Whole.
    Whole,
    /// All but the first letter.
    FirstLetter,
    /// All but the last four signs.
    Tail,
    /// As a phone.
    Phone,
    /// As an e-mail address.
    Email,
}

impl Mask {
    /// What is shown in the place of a value in its canonical text.
    pub fn of(self, value: &str) -> String {
        match self {
            Mask::Never => value.to_owned(),
            Mask::Whole => HIDDEN.to_owned(),
            Mask::FirstLetter => first_letter(value),
            Mask::Tail => tail(value),
            Mask::Phone
                if !value.starts_with('+') && !value.starts_with(|sign: char| sign.is_ascii_digit()) =>
            {
                first_letter(value)
            }
            Mask::Phone => phone(&matching::phone::pretty(value.split(';').next().unwrap_or(value))),
            Mask::Email => email(value),
        }
    }
}

/// What stands in the place of what is hidden.
const HIDDEN: &str = "***";

/// Whether a value is a mask rather than a value.
pub fn is_mask(value: &str) -> bool {
    value.contains(HIDDEN)
}

/// The first letter and no more: `О***`.
fn first_letter(value: &str) -> String {
    let first = value.chars().find(|letter| letter.is_alphanumeric());
    first.map(String::from).unwrap_or_default() + HIDDEN
}

/// The last four signs, or fewer where four would be more than a third: `***0123`.
fn tail(value: &str) -> String {
    let signs: Vec<char> = value.chars().filter(|sign| sign.is_alphanumeric()).collect();
    let n_shown = (signs.len() / 3).min(4);
    let shown = signs.iter().skip(signs.len() - n_shown);
    HIDDEN.chars().chain(shown.copied()).collect()
}

/// A phone as it is read aloud with all but the country and the last four digits hidden: `+7 *** *** 12 34`.
fn phone(pretty: &str) -> String {
    let Some((country, rest)) = pretty.split_once(' ').filter(|_| pretty.starts_with('+')) else {
        return tail(pretty);
    };
    let digits: Vec<char> = rest.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 7 {
        return format!("{country} {}", tail(rest));
    }
    let last: String = digits.iter().skip(digits.len() - 4).collect();
    let (one, other) = last.split_at(2);
    format!("{country} {HIDDEN} {HIDDEN} {one} {other}")
}

/// An e-mail with the first letters of its name and its domain, and the ending: `a***@d***.kz`.
fn email(value: &str) -> String {
    let Some((name, domain)) = value.rsplit_once('@') else { return first_letter(value) };
    let ending = domain.rsplit_once('.').map_or(Cow::Borrowed(""), |(_, last)| format!(".{last}").into());
    format!("{}@{}{ending}", first_letter(name), first_letter(domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_show_little() {
        let check = |mask: String, wanted: &str| assert_eq!(mask, wanted);
        check(phone("+7 701 123 45 67"), "+7 *** *** 45 67");
        check(phone("+49 30 123456"), "+49 *** *** 34 56");
        check(phone("+290 2150"), "+290 ***0");
        check(phone("12-34"), "***4");
        check(email("aigul.k@dastarkhan.kz"), "a***@d***.kz");
        check(email("aigul@localhost"), "a***@l***");
        check(tail("850312350123"), "***0123");
        check(tail("12"), "***");
        check(first_letter("«Омарова»"), "О***");
        check(first_letter(""), "***");
        check(Mask::Phone.of("+77011234567;ext=12"), "+7 *** *** 45 67");
        check(Mask::Phone.of("aigul_k"), "a***");
    }
}

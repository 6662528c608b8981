//! Words in cells that stand for one of few answers: sex, person or organization.

use customers::Kind;
use matching::fold::fold;

/// The slug of a sex as people write it.
pub(super) fn gender_of(cell: &str) -> Option<&'static str> {
    let is = |words: &[&str]| {
        let folded = fold(cell);
        words.iter().any(|word| fold(word) == folded)
    };
    if is(&["ж", "жен", "женский", "женщина", "әйел", "f", "female", "woman", "w"]) {
        return Some("female");
    }
    is(&["м", "муж", "мужской", "мужчина", "ер", "еркек", "ер адам", "m", "male", "man"]).then_some("male")
}

/// Yes or no as people and shops write it; `None` when it is neither.
pub(super) fn yes_or_no(cell: &str) -> Option<bool> {
    let folded = fold(cell);
    let is = |words: &[&str]| words.iter().any(|word| fold(word) == folded);
    if matches!(cell, "+" | "✓" | "✔") || is(YES) {
        return Some(true);
    }
    (matches!(cell, "-" | "—" | "–") || is(NO)).then_some(false)
}

const YES: &[&str] = &[
    "yes",
    "y",
    "true",
    "1",
    "on",
    "да",
    "иә",
    "ия",
    "есть",
    "согласен",
    "согласна",
    "подписан",
    "подписана",
    "келіседі",
    "келісемін",
    "жазылған",
    "subscribed",
    "opted in",
    "opt in",
    "opted-in",
    "agreed",
];
const NO: &[&str] = &[
    "no",
    "n",
    "false",
    "0",
    "off",
    "нет",
    "жоқ",
    "не согласен",
    "не согласна",
    "отписан",
    "отписана",
    "отказ",
    "не подписан",
    "не подписана",
    "келіспейді",
    "жазылмаған",
    "unsubscribed",
    "not subscribed",
    "opted out",
    "opt out",
    "opted-out",
];

/// Person or organization as people write it.
pub(super) fn kind_of(cell: &str) -> Option<Kind> {
    let folded = fold(cell);
    let is = |words: &[&str]| words.iter().any(|word| fold(word) == folded);
    if is(&[
        "организация",
        "компания",
        "юрлицо",
        "юр лицо",
        "юридическое лицо",
        "ұйым",
        "organization",
        "company",
    ]) {
        return Some(Kind::Organization);
    }
    is(&[
        "человек",
        "контакт",
        "физлицо",
        "физ лицо",
        "физическое лицо",
        "частное лицо",
        "адам",
        "person",
        "contact",
    ])
    .then_some(Kind::Person)
}

/// The field that a legal number belongs to, told by its digits, and whether only organizations have it.
///
/// Twelve digits are Kazakh: the fifth of a BIN is 4, 5 or 6, that of an IIN is a tens of days, 0 to 3. Ten digits are
/// the INN of a Russian organization.
pub(super) fn legal_number(cell: &str, is_russian: bool) -> (&'static str, bool) {
    let digits: Vec<u8> = cell.bytes().filter(u8::is_ascii_digit).collect();
    match (digits.len(), digits.get(4)) {
        (12, _) if is_russian => ("inn", false),
        (12, Some(b'4'..=b'6')) => ("bin", true),
        (12, _) => ("iin", false),
        (10, _) => ("inn", true),
        _ if is_russian => ("inn", false),
        _ => ("iin", false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_one_of_few_answers_are_understood() {
        assert_eq!(
            (gender_of("Жен."), gender_of("Ер"), gender_of("?")),
            (Some("female"), Some("male"), None)
        );
        assert_eq!(kind_of("Юр. лицо"), Some(Kind::Organization));
        assert_eq!(kind_of("Физлицо"), Some(Kind::Person));
    }

    #[test]
    fn legal_numbers_are_told_by_their_digits() {
        for (cell, is_russian, expected) in [
            ("950140000123", false, ("bin", true)),
            ("850315300123", false, ("iin", false)),
            ("7707083893", true, ("inn", true)),
            ("500100732259", true, ("inn", false)),
        ] {
            assert_eq!(legal_number(cell, is_russian), expected, "{cell}");
        }
    }
}

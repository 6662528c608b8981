//! Dates with the month in words: Russian, Kazakh, English.

use super::{DateReading, full_year};

/// Beginnings of month names in lower case; Kazakh ones with Russian letters too.
const MONTHS: [(&str, u8); 45] = [
    ("янв", 1),
    ("фев", 2),
    ("мар", 3),
    ("апр", 4),
    ("май", 5),
    ("мая", 5),
    ("мае", 5),
    ("июн", 6),
    ("июл", 7),
    ("авг", 8),
    ("сен", 9),
    ("окт", 10),
    ("ноя", 11),
    ("дек", 12),
    ("қаң", 1),
    ("кан", 1),
    ("ақп", 2),
    ("акп", 2),
    ("нау", 3),
    ("сәу", 4),
    ("сау", 4),
    ("мам", 5),
    ("мау", 6),
    ("шіл", 7),
    ("шил", 7),
    ("там", 8),
    ("қыр", 9),
    ("кыр", 9),
    ("қаз", 10),
    ("каз", 10),
    ("қар", 11),
    ("кар", 11),
    ("жел", 12),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

/// Words that stand around a date and say nothing about it.
const FILLERS: [&str; 13] =
    ["г", "год", "года", "ж", "жыл", "жылы", "жылғы", "of", "the", "е", "го", "рождения", "туған"];

pub(super) fn read(text: &str) -> Option<DateReading> {
    let lowered = text.to_lowercase();
    let (mut year, mut month, mut day) = (None, None, None);
    for word in lowered.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        match digits.len() {
            0 if FILLERS.contains(&word) => {}
            0 => put(&mut month, month_named(word)?)?,
            1 | 2 if day.is_none() => put(&mut day, digits.parse::<u8>().ok()?)?,
            2 | 4 => put(&mut year, full_year(digits)?)?,
            _ => return None,
        }
    }
    DateReading::new(year, month?, day?)
}

/// Fills an empty place; `None` when it is taken, for then the text is no single date.
fn put<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

fn month_named(word: &str) -> Option<u8> {
    MONTHS.iter().find(|(beginning, _)| word.starts_with(beginning)).map(|(_, month)| *month)
}

//! What a contact point is for, where the word is one that every address book has: kept as a word of programs, shown in the
//! reader's own language.

use words::Say;

/// The words that are shown in the reader's language; any other label is shown as somebody wrote it.
pub const PURPOSES: [&str; 5] = ["work", "home", "mobile", "fax", "main"];

/// A label as a person reads it.
pub(crate) fn shown(label: &str, say: &Say) -> String {
    match PURPOSES.contains(&label) {
        true => say.t(&format!("customers-purpose-{label}")),
        false => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use words::{Lang, Words};

    #[test]
    fn what_every_address_book_has_is_read_in_every_language_and_the_rest_as_written() {
        let words = Words::new(&[crate::CATALOGUE]);
        let shown_in = |lang, label| shown(label, &words.say(lang, jiff::tz::TimeZone::UTC));
        assert_eq!(Lang::ALL.map(|lang| shown_in(lang, "mobile")), ["мобильный", "ұялы", "mobile"]);
        assert_eq!(shown_in(Lang::Ru, "бухгалтерия"), "бухгалтерия");
        for purpose in PURPOSES {
            assert!(!shown_in(Lang::Kk, purpose).contains("customers-"), "{purpose}");
        }
    }
}

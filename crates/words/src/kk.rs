//! Kazakh endings: which one a name, a number or an abbreviation takes.
//!
//! Endings follow the last syllable (back or front) and the last sound. A catalogue calls them as functions, such as
//! `{ DATIVE($name) }`; a name gets its ending joined, while numbers, Latin letters, abbreviations, signs and
//! whatever stands in quotes get it after a hyphen, by how they are read.
//!
//! Where the last syllable can be read both ways (и, у, ю), the syllables before it decide. Possessed words (аты,
//! ұйымы) take other endings and are written out in the catalogues.

mod reading;

use fluent_bundle::FluentResource;
use fluent_bundle::FluentValue;
use fluent_bundle::concurrent::FluentBundle;

use crate::{Lang, numbers};
use reading::{Ending, Sound};

/// What an ending says: one of the cases, or that there are many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Ілік: whose, -ның.
    Genitive,
    /// Барыс: to whom, -ға.
    Dative,
    /// Табыс: whom, -ны.
    Accusative,
    /// Жатыс: at whom, -да.
    Locative,
    /// Шығыс: from whom, -дан.
    Ablative,
    /// Көмектес: with whom, -мен.
    Instrumental,
    /// Many, -лар.
    Plural,
}

impl Form {
    /// Names of the functions in the catalogues.
    const FUNCTIONS: [(&'static str, Form); 7] = [
        ("GENITIVE", Form::Genitive),
        ("DATIVE", Form::Dative),
        ("ACCUSATIVE", Form::Accusative),
        ("LOCATIVE", Form::Locative),
        ("ABLATIVE", Form::Ablative),
        ("INSTRUMENTAL", Form::Instrumental),
        ("PLURAL", Form::Plural),
    ];

    /// The ending after back and after front vowels.
    fn endings(self, sound: Sound) -> (&'static str, &'static str) {
        use Sound::{Glide, Hard, L, Nasal, Voiced, Vowel};
        match (self, sound) {
            (Form::Genitive, Vowel | Nasal) => ("ның", "нің"),
            (Form::Genitive, L | Glide | Voiced) => ("дың", "дің"),
            (Form::Genitive, Hard) => ("тың", "тің"),
            (Form::Dative, Hard) => ("қа", "ке"),
            (Form::Dative, _) => ("ға", "ге"),
            (Form::Accusative, Vowel) => ("ны", "ні"),
            (Form::Accusative, Hard) => ("ты", "ті"),
            (Form::Accusative, _) => ("ды", "ді"),
            (Form::Locative, Hard) => ("та", "те"),
            (Form::Locative, _) => ("да", "де"),
            (Form::Ablative, Nasal) => ("нан", "нен"),
            (Form::Ablative, Hard) => ("тан", "тен"),
            (Form::Ablative, _) => ("дан", "ден"),
            (Form::Instrumental, Voiced) => ("бен", "бен"),
            (Form::Instrumental, Hard) => ("пен", "пен"),
            (Form::Instrumental, _) => ("мен", "мен"),
            (Form::Plural, Vowel | Glide) => ("лар", "лер"),
            (Form::Plural, L | Nasal | Voiced) => ("дар", "дер"),
            (Form::Plural, Hard) => ("тар", "тер"),
        }
    }
}

/// The text with the ending of the form: "Айгүл" in the dative is "Айгүлге"; a text that cannot be read aloud
/// stays as it is.
pub fn inflect(text: &str, form: Form) -> String {
    let Some(Ending { is_front, sound, needs_hyphen }) = Ending::of(text) else {
        return text.to_owned();
    };
    let (back, front) = form.endings(sound);
    let hyphen = if needs_hyphen { "-" } else { "" };
    format!("{text}{hyphen}{}", if is_front { front } else { back })
}

/// Whether the Kazakh catalogues may call a function of this name.
pub(crate) fn has_function(name: &str) -> bool {
    Form::FUNCTIONS.iter().any(|(known, _)| *known == name)
}

/// Gives the functions to the Kazakh texts.
pub(crate) fn add_functions(bundle: &mut FluentBundle<FluentResource>) {
    for (name, form) in Form::FUNCTIONS {
        let added = bundle.add_function(name, move |positional, _| match positional.first() {
            Some(FluentValue::String(text)) => FluentValue::from(inflect(text, form)),
            Some(FluentValue::Number(n)) => {
                FluentValue::from(inflect(&numbers::written(Lang::Kk, &n.as_string()), form))
            }
            _ => FluentValue::Error,
        });
        debug_assert!(added.is_ok(), "{name} is in the list twice");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Genitive, dative, accusative, locative, ablative, instrumental.
    fn check(text: &str, expected: [&str; 6]) {
        use Form::{Ablative, Accusative, Dative, Genitive, Instrumental, Locative};
        let forms = [Genitive, Dative, Accusative, Locative, Ablative, Instrumental];
        let endings = forms.map(|form| inflect(text, form)[text.len()..].to_owned());
        assert_eq!(endings, expected, "{text}");
    }

    #[test]
    fn names_take_the_endings_of_their_last_syllable_and_sound() {
        check("Айгүл", ["дің", "ге", "ді", "де", "ден", "мен"]);
        check("Асан", ["ның", "ға", "ды", "да", "нан", "мен"]);
        check("Серік", ["тің", "ке", "ті", "те", "тен", "пен"]);
        check("Болат", ["тың", "қа", "ты", "та", "тан", "пен"]);
        check("Анна", ["ның", "ға", "ны", "да", "дан", "мен"]);
        check("Әлия", ["ның", "ға", "ны", "да", "дан", "мен"]);
        check("Алмас", ["тың", "қа", "ты", "та", "тан", "пен"]);
        check("Нұрсұлу", ["дың", "ға", "ды", "да", "дан", "мен"]);
        check("Наурыз", ["дың", "ға", "ды", "да", "дан", "бен"]);
        check("Ахметов", ["тың", "қа", "ты", "та", "тан", "пен"]);
        check("Сергей", ["дің", "ге", "ді", "де", "ден", "мен"]);
        check("Анатолий", ["дің", "ге", "ді", "де", "ден", "мен"]);
        check("Игорь", ["дің", "ге", "ді", "де", "ден", "мен"]);
        check("Ғани", ["дың", "ға", "ды", "да", "дан", "мен"]);
        check("Мәскеу", ["дің", "ге", "ді", "де", "ден", "мен"]);
        check("Алматы", ["ның", "ға", "ны", "да", "дан", "мен"]);
        check("Халық банк", ["тің", "ке", "ті", "те", "тен", "пен"]);
        check("Санкт-Петербург", ["тің", "ке", "ті", "те", "тен", "пен"]);
    }

    #[test]
    fn what_is_not_a_kazakh_word_takes_its_ending_after_a_hyphen() {
        check("5", ["-тің", "-ке", "-ті", "-те", "-тен", "-пен"]);
        check("9", ["-дың", "-ға", "-ды", "-да", "-дан", "-бен"]);
        check("10", ["-ның", "-ға", "-ды", "-да", "-нан", "-мен"]);
        check("40", ["-тың", "-қа", "-ты", "-та", "-тан", "-пен"]);
        check("ЖСН", ["-нің", "-ге", "-ді", "-де", "-нен", "-мен"]);
        check("АҚ", ["-ның", "-ға", "-ны", "-да", "-дан", "-мен"]);
        check("ЖШС", ["-нің", "-ге", "-ні", "-де", "-ден", "-мен"]);
        check("«Ромашка»", ["-ның", "-ға", "-ны", "-да", "-дан", "-мен"]);
        check("WhatsApp", ["-тың", "-қа", "-ты", "-та", "-тан", "-пен"]);
        check("CRM", ["-нің", "-ге", "-ді", "-де", "-нен", "-мен"]);
        check("1 500 ₸", ["-нің", "-ге", "-ні", "-де", "-ден", "-мен"]);
        check("12,5 %", ["-дың", "-ға", "-ды", "-да", "-дан", "-бен"]);
        check("…", [""; 6]);
        check("", [""; 6]);
    }

    #[test]
    fn numbers_are_read_by_their_last_word() {
        let dative =
            |n: &str, expected: &str| assert_eq!(inflect(n, Form::Dative), format!("{n}-{expected}"));
        let read = ["ге", "ге", "ге", "ке", "ке", "ке", "ға", "ге", "ге", "ға"];
        for (n, expected) in read.into_iter().enumerate() {
            dative(&n.to_string(), expected);
        }
        let tens = ["ға", "ға", "ға", "қа", "ге", "қа", "ке", "ге", "ға"];
        for (at, expected) in tens.into_iter().enumerate() {
            dative(&((at + 1) * 10).to_string(), expected);
        }
        dative("100", "ге");
        dative("2\u{202f}000", "ға");
        dative("5\u{202f}000\u{202f}000", "ға");
        dative("2026", "ға");
    }

    #[test]
    fn many_take_lar_dar_or_tar() {
        let check = |text, expected: &str| assert_eq!(inflect(text, Form::Plural), expected);
        check("клиент", "клиенттер");
        check("тапсырма", "тапсырмалар");
        check("тауар", "тауарлар");
        check("сегмент", "сегменттер");
        check("мәміле", "мәмілелер");
        check("адам", "адамдар");
        check("жол", "жолдар");
    }
}

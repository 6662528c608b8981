//! How the end of a text is read aloud in Kazakh.

/// The kinds of last sounds that endings tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sound {
    /// а ә о ө ұ ү ы і е э ё я
    Vowel,
    /// м н ң
    Nasal,
    /// л
    L,
    /// р й у, and и ю, which end in й and у
    Glide,
    /// з ж ғ
    Voiced,
    /// Voiceless consonants, and б в г д, which are read so at the end of a word.
    Hard,
}

/// The end of a text: all that an ending depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ending {
    pub(super) is_front: bool,
    pub(super) sound: Sound,
    pub(super) needs_hyphen: bool,
}

/// Abbreviations read as the whole words they stand for, by the last of these.
const ABBREVIATIONS: [(&str, &str); 4] =
    [("ЖШС", "серіктестігі"), ("АҚ", "қоғамы"), ("ЖК", "кәсіпкер"), ("ҚР", "республикасы")];

const SIGNS: [(char, &str); 5] =
    [('₸', "теңге"), ('₽', "рубль"), ('$', "доллар"), ('€', "еуро"), ('%', "пайыз")];

const ONES: [&str; 10] = ["нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"];
const TENS: [&str; 10] =
    ["", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"];

impl Ending {
    /// How the text ends; `None` where nothing in it can be read.
    pub(super) fn of(text: &str) -> Option<Ending> {
        let core = text.trim_end_matches(|c: char| !c.is_alphanumeric() && sign_word(c).is_none());
        let last = core.chars().next_back()?;
        let is_bare = core.len() == text.len();
        if let Some(word) = sign_word(last) {
            return of_word(word, true);
        }
        if last.is_ascii_digit() {
            return of_word(number_word(core), true);
        }
        let start = core.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + char_len_at(core, at));
        let word = core.get(start..).unwrap_or(core);
        if let Some((_, full)) = ABBREVIATIONS.iter().find(|(short, _)| *short == word) {
            return of_word(full, true);
        }
        let is_spelled =
            word.chars().count() > 1 && word.chars().all(char::is_uppercase) && word.chars().count() < 6;
        if is_spelled && !is_vowel(cyrillic(last)) {
            return of_word(letter_name(cyrillic(last)), true);
        }
        let sounds: String = word.chars().map(cyrillic).collect();
        of_word(&sounds, !is_bare || last.is_ascii() || is_spelled)
    }
}

fn char_len_at(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

fn of_word(word: &str, needs_hyphen: bool) -> Option<Ending> {
    let sound = word.chars().rev().find_map(sound_of)?;
    Some(Ending { is_front: is_front(word), sound, needs_hyphen })
}

/// Whether the last syllable of a word in small Cyrillic letters is front.
fn is_front(word: &str) -> bool {
    let mut back_to_front = word.chars().rev();
    let (last, before) =
        (back_to_front.next().unwrap_or_default(), back_to_front.next().unwrap_or_default());
    let is_borrowed_cluster = matches!(last, 'к' | 'г') && !is_vowel(before);
    if last == 'ь' || is_borrowed_cluster || word.ends_with("ий") {
        return true;
    }
    let clear = word.chars().rev().find_map(|letter| match letter {
        'ә' | 'ө' | 'ү' | 'і' | 'е' | 'э' | 'ё' => Some(true),
        'а' | 'о' | 'ұ' | 'ы' | 'я' => Some(false),
        _ => None,
    });
    clear.unwrap_or_else(|| word.contains('и') || !word.contains(is_vowel))
}

fn sound_of(letter: char) -> Option<Sound> {
    match letter {
        'м' | 'н' | 'ң' => Some(Sound::Nasal),
        'л' => Some(Sound::L),
        'р' | 'й' | 'у' | 'и' | 'ю' => Some(Sound::Glide),
        'з' | 'ж' | 'ғ' => Some(Sound::Voiced),
        'б' | 'в' | 'г' | 'д' | 'п' | 'ф' | 'к' | 'қ' | 'т' | 'с' | 'ш' | 'щ' | 'ч' | 'ц' | 'х' | 'һ' => {
            Some(Sound::Hard)
        }
        vowel if is_vowel(vowel) => Some(Sound::Vowel),
        _ => None,
    }
}

fn is_vowel(letter: char) -> bool {
    "аәоөұүыіеэёяуию".contains(letter)
}

fn sign_word(sign: char) -> Option<&'static str> {
    SIGNS.iter().find(|(known, _)| *known == sign).map(|(_, word)| *word)
}

/// The last word of a number read aloud: 1500 ends in "жүз"; digits after a comma are read as a number too.
fn number_word(text: &str) -> &'static str {
    let is_part = |c: &char| c.is_ascii_digit() || matches!(c, '\u{202f}' | '\u{a0}');
    let digits: Vec<u32> = text.chars().rev().take_while(is_part).filter_map(|c| c.to_digit(10)).collect();
    let n_noughts = digits.iter().take_while(|digit| **digit == 0).count();
    let Some(digit) = digits.get(n_noughts).and_then(|digit| usize::try_from(*digit).ok()) else {
        return "нөл";
    };
    match n_noughts {
        0 => ONES.get(digit).copied().unwrap_or_default(),
        1 => TENS.get(digit).copied().unwrap_or_default(),
        2 => "жүз",
        3..6 => "мың",
        6..9 => "миллион",
        9..12 => "миллиард",
        _ => "триллион",
    }
}

/// The name of a consonant in an abbreviation spelled out.
fn letter_name(letter: char) -> &'static str {
    match letter {
        'м' => "эм",
        'н' => "эн",
        'л' => "эл",
        'р' => "эр",
        'с' => "эс",
        'ф' => "эф",
        'к' => "ка",
        'қ' => "қа",
        'ғ' => "ға",
        'х' => "ха",
        'ш' => "ша",
        _ => "бэ",
    }
}

/// The small Cyrillic letter that sounds like a letter.
fn cyrillic(letter: char) -> char {
    match letter.to_lowercase().next().unwrap_or(letter) {
        'a' => 'а',
        'b' => 'б',
        'c' | 's' | 'x' => 'с',
        'd' => 'д',
        'e' => 'е',
        'f' => 'ф',
        'g' => 'г',
        'h' => 'х',
        'i' | 'y' => 'и',
        'j' => 'ж',
        'k' => 'к',
        'l' => 'л',
        'm' => 'м',
        'n' => 'н',
        'o' => 'о',
        'p' => 'п',
        'q' => 'қ',
        'r' => 'р',
        't' => 'т',
        'u' | 'w' => 'у',
        'v' => 'в',
        'z' => 'з',
        other => other,
    }
}

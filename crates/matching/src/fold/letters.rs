//! How one letter that is not plain Latin is written in the common search form.

/// Returns the Latin spelling of a lower-case letter, empty for signs that only soften or harden; `None` when the
/// letter has no spelling of its own.
pub(super) fn spelled(c: char) -> Option<&'static str> {
    cyrillic(c).or_else(|| latin(c))
}

fn cyrillic(c: char) -> Option<&'static str> {
    Some(match c {
        'а' | 'ә' | 'ӑ' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ғ' | 'ґ' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' | 'є' => "e",
        'ж' | 'җ' | 'ӂ' => "zh",
        'з' | 'ҙ' => "z",
        'и' | 'й' | 'і' | 'ы' | 'ї' | 'ӣ' | 'ј' => "i",
        'к' | 'қ' | 'ҡ' => "k",
        'л' | 'љ' => "l",
        'м' => "m",
        'н' | 'ң' | 'ҥ' | 'њ' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' | 'ҫ' => "s",
        'т' => "t",
        'у' | 'ұ' | 'ү' | 'ӯ' | 'ў' => "u",
        'ф' => "f",
        'х' | 'һ' | 'ҳ' => "h",
        'ц' => "ts",
        'ч' | 'ҷ' => "ch",
        'ш' | 'щ' => "sh",
        'ю' => "iu",
        'я' => "ia",
        'ъ' | 'ь' => "",
        _ => return None,
    })
}

fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'ş' | 'š' | 'ș' | 'ŝ' => "sh",
        'ç' | 'č' | 'ĉ' => "ch",
        'ž' | 'ż' => "zh",
        'ß' => "s",
        'ı' | 'ɩ' => "i",
        'ə' | 'æ' => "a",
        'ø' | 'œ' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'þ' => "t",
        'ý' | 'ÿ' => "i",
        _ => return None,
    })
}

//! What headers say, in Russian, Kazakh and English.

use crate::fold::fold;
use crate::linkage::kinds::ColumnKind;

/// Headers of kinds: a header says the kind when it holds all words of one line. More telling lines come first.
const WORDS: &[(ColumnKind, &[&str])] = &[
    (
        ColumnKind::Email,
        &[
            "email",
            "e mail",
            "mail",
            "почта электронная",
            "эл почта",
            "электронды пошта",
            "имейл",
            "мейл",
            "емейл",
            "емайл",
        ],
    ),
    (
        ColumnKind::Phone,
        &[
            "phone",
            "mobile",
            "tel",
            "telephone",
            "cell",
            "телефон",
            "тел",
            "мобильный",
            "сотовый",
            "моб",
            "ұялы",
            "байланыс нөмірі",
            "whatsapp",
            "msisdn",
            "номер телефона",
            "contact number",
            "phone number",
        ],
    ),
    (
        ColumnKind::BirthDate,
        &[
            "birth",
            "birthday",
            "birthdate",
            "dob",
            "date of birth",
            "born",
            "bday",
            "дата рождения",
            "др",
            "рождения",
            "рожд",
            "день рождения",
            "туған күні",
            "туған",
            "д р",
        ],
    ),
    (
        ColumnKind::Patronymic,
        &["patronymic", "middle name", "middlename", "middle", "отчество", "әкесінің аты", "отч", "mname"],
    ),
    (
        ColumnKind::FamilyName,
        &[
            "family name",
            "surname",
            "last name",
            "lastname",
            "lname",
            "sname",
            "second name",
            "фамилия",
            "фам",
            "тегі",
            "familyname",
            "secondname",
        ],
    ),
    (
        ColumnKind::FullName,
        &[
            "full name",
            "fullname",
            "фио",
            "ф и о",
            "контактное лицо",
            "контакт",
            "клиент",
            "покупатель",
            "аты жөні",
            "аты-жөні",
            "customer name",
            "client name",
            "contact name",
            "person",
            "заказчик",
            "имя клиента",
            "имя фамилия",
            "имя и фамилия",
        ],
    ),
    (
        ColumnKind::GivenName,
        &[
            "given name",
            "first name",
            "firstname",
            "fname",
            "forename",
            "имя",
            "есімі",
            "аты",
            "givenname",
            "gname",
        ],
    ),
    (
        ColumnKind::Id,
        &[
            "инн",
            "бин",
            "иин",
            "жсн",
            "бсн",
            "ogrn",
            "огрн",
            "огрнип",
            "снилс",
            "ssn",
            "soc sec",
            "soc sec id",
            "social security",
            "passport",
            "паспорт",
            "tax id",
            "taxid",
            "vat",
            "inn",
            "bin",
            "iin",
            "номер карты",
            "card number",
            "national id",
            "nin",
        ],
    ),
    (
        ColumnKind::Organization,
        &[
            "organization",
            "organisation",
            "company",
            "firm",
            "компания",
            "организация",
            "фирма",
            "ұйым",
            "юрлицо",
            "юр лицо",
            "контрагент",
            "наименование организации",
            "название компании",
            "account name",
            "business",
            "employer",
            "work place",
            "место работы",
            "мекеме",
            "restaurant",
            "venue",
        ],
    ),
    (
        ColumnKind::Code,
        &[
            "postcode",
            "post code",
            "zip",
            "zipcode",
            "zip code",
            "postal code",
            "индекс",
            "пошта индексі",
            "house",
            "дом",
            "street number",
            "house number",
            "номер дома",
            "квартира",
            "flat",
            "apartment",
            "state",
            "штат",
            "пол",
            "sex",
            "gender",
            "жынысы",
            "country",
            "страна",
            "ел",
            "postal",
            "plz",
        ],
    ),
    (
        ColumnKind::City,
        &[
            "city",
            "town",
            "suburb",
            "город",
            "населенный пункт",
            "қала",
            "қаласы",
            "locality",
            "place",
            "ort",
        ],
    ),
    (
        ColumnKind::Address,
        &[
            "address",
            "addr",
            "адрес",
            "street",
            "улица",
            "мекенжай",
            "мекенжайы",
            "address 1",
            "address line",
            "location",
            "көше",
        ],
    ),
];

/// Headers of numbers that only count rows.
const ROW_NUMBERS: &[&str] = &[
    "id",
    "no",
    "n",
    "num",
    "number",
    "row",
    "rec",
    "record",
    "key",
    "uid",
    "guid",
    "uuid",
    "код",
    "номер",
    "нөмірі",
    "index",
];

/// Headers of moments at which something was written or happened.
const MOMENTS: &[&str] = &[
    "created",
    "updated",
    "modified",
    "added",
    "changed",
    "timestamp",
    "registered",
    "registration",
    "time",
    "создан",
    "создано",
    "дата создания",
    "добавлен",
    "изменен",
    "изменено",
    "обновлен",
    "регистрации",
    "құрылған",
    "last",
    "visit",
    "order",
];

/// The kind that a header names, if it does.
pub(super) fn kind_of(header: &str) -> Option<ColumnKind> {
    let header = words(header);
    let says = |line: &&str| {
        let line = fold(line);
        line.split(' ').all(|word| header.iter().any(|own| own == word))
    };
    let longest = |lines: &[&str]| lines.iter().filter(|line| says(line)).map(|line| line.len()).max();
    let mut best: Option<(usize, ColumnKind)> = None;
    for (kind, lines) in WORDS {
        if let Some(length) = longest(lines)
            && best.is_none_or(|(most, _)| length > most)
        {
            best = Some((length, *kind));
        }
    }
    best.map(|(_, kind)| kind)
}

/// True when the header names a number of the row and nothing else.
pub(super) fn is_row_number(header: &str) -> bool {
    let words = words(header);
    ROW_NUMBERS.iter().any(|name| words.iter().any(|word| *word == fold(name)))
        || header.trim().is_empty()
        || header.trim() == "№"
}

/// True when the header names a moment in the life of the record, not of the client.
pub(super) fn is_moment(header: &str) -> bool {
    let words = words(header);
    MOMENTS.iter().any(|name| fold(name).split(' ').all(|own| words.iter().any(|word| word == own)))
}

/// Folded words of a header; `firstName2` gives `first`, `name`.
fn words(header: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(header.len() + 4);
    let mut previous = ' ';
    for c in header.chars() {
        if (previous.is_lowercase() && c.is_uppercase()) || (previous.is_alphabetic() && c.is_ascii_digit())
        {
            spaced.push(' ');
        }
        spaced.push(c);
        previous = c;
    }
    fold(&spaced).split(' ').map(str::to_owned).collect()
}

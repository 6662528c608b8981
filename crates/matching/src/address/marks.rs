//! Words that say which part of an address stands beside them.

/// The part that a mark announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Region,
    City,
    Street,
    House,
    Building,
    Flat,
}

impl Mark {
    /// True for marks of names, which may stand on either side; those of numbers stand before them.
    pub(super) fn is_beside_a_name(self) -> bool {
        matches!(self, Mark::Region | Mark::City | Mark::Street)
    }
}

const REGION: &[&str] = &[
    "обл",
    "область",
    "облысы",
    "край",
    "респ",
    "республика",
    "район",
    "р-н",
    "ауданы",
    "region",
    "oblast",
];
const CITY: &[&str] = &[
    "г",
    "гор",
    "город",
    "қ",
    "қаласы",
    "каласы",
    "село",
    "пос",
    "поселок",
    "посёлок",
    "пгт",
    "ауыл",
    "ауылы",
    "станица",
    "дер",
    "деревня",
    "кент",
    "кенті",
    "city",
    "х",
];
const STREET: &[&str] = &[
    "ул",
    "улица",
    "пр",
    "просп",
    "проспект",
    "пр-т",
    "пр-кт",
    "пер",
    "переулок",
    "бул",
    "бульвар",
    "б-р",
    "наб",
    "набережная",
    "ш",
    "шоссе",
    "пл",
    "площадь",
    "мкр",
    "мкрн",
    "мкр-н",
    "микрорайон",
    "тупик",
    "проезд",
    "аллея",
    "көш",
    "көшесі",
    "кош",
    "кошеси",
    "даңғ",
    "даңғылы",
    "ықшамауданы",
    "ы/а",
    "мөлтекауданы",
    "street",
    "st",
    "ave",
    "avenue",
    "blvd",
    "road",
    "rd",
];
const HOUSE: &[&str] =
    &["д", "дом", "үй", "уй", "house", "участок", "уч", "вл", "владение", "зд", "здание"];
const BUILDING: &[&str] = &["корп", "корпус", "к", "стр", "строение", "лит", "литер", "блок", "building"];
const FLAT: &[&str] = &[
    "кв",
    "квартира",
    "пәтер",
    "пәт",
    "патер",
    "оф",
    "офис",
    "кеңсе",
    "комн",
    "комната",
    "каб",
    "apt",
    "flat",
    "office",
];

/// Single letters that are marks only before a dot, since they are words or initials too.
const NEEDS_DOT: &[&str] = &["с", "п", "а"];

/// Tells the mark that a word without its dot is, in lower case.
pub(super) fn mark_of(word: &str, has_dot: bool, is_before_number: bool) -> Option<Mark> {
    let word = word.to_lowercase();
    let is_in = |list: &[&str]| list.contains(&word.as_str());
    if (word == "к" || word == "д") && !is_before_number {
        return has_dot.then_some(Mark::City).filter(|_| word == "д");
    }
    if NEEDS_DOT.contains(&word.as_str()) {
        return has_dot.then_some(Mark::City);
    }
    [
        (REGION, Mark::Region),
        (CITY, Mark::City),
        (STREET, Mark::Street),
        (HOUSE, Mark::House),
        (BUILDING, Mark::Building),
        (FLAT, Mark::Flat),
    ]
    .into_iter()
    .find(|(list, _)| is_in(list))
    .map(|(_, mark)| mark)
}

/// True for marks whose name always stands before them: Kazakh grammar, and `область`.
pub(super) fn follows_its_name(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "обл",
        "область",
        "облысы",
        "край",
        "район",
        "р-н",
        "ауданы",
        "қ",
        "қаласы",
        "каласы",
        "ауылы",
        "кенті",
        "көш",
        "көшесі",
        "кош",
        "кошеси",
        "даңғ",
        "даңғылы",
        "ықшамауданы",
        "ы/а",
        "мөлтекауданы",
        "street",
        "st",
        "ave",
        "avenue",
        "blvd",
        "road",
        "rd",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

/// True when a whole piece names a country that our users write.
pub(super) fn is_country(piece: &str) -> bool {
    const NAMES: &[&str] = &[
        "казахстан",
        "республика казахстан",
        "рк",
        "қазақстан",
        "қазақстан республикасы",
        "қр",
        "kazakhstan",
        "россия",
        "российская федерация",
        "рф",
        "russia",
        "ресей",
        "кыргызстан",
        "узбекистан",
        "беларусь",
        "украина",
        "грузия",
        "армения",
        "азербайджан",
        "таджикистан",
        "туркменистан",
        "молдова",
    ];
    NAMES.contains(&piece.trim().to_lowercase().as_str())
}

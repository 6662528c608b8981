//! Those whom everybody knows by name: the ones that tests, examples and pictures speak of.

use customers::Kind;

/// One of the cast: who they are and what is known on the first day.
pub(crate) struct Member {
    pub(crate) kind: Kind,
    /// Days before today on which the card was made.
    pub(crate) days_ago: i64,
    /// Field and what was typed.
    pub(crate) facts: &'static [(&'static str, &'static str)],
}

const fn person(days_ago: i64, facts: &'static [(&'static str, &'static str)]) -> Member {
    Member { kind: Kind::Person, days_ago, facts }
}

const fn organization(days_ago: i64, facts: &'static [(&'static str, &'static str)]) -> Member {
    Member { kind: Kind::Organization, days_ago, facts }
}

pub(crate) const CAST: &[Member] = &[
    organization(
        720,
        &[
            ("legal_name", "ТОО «Кафе Наурыз»"),
            ("short_name", "Кафе «Наурыз»"),
            ("bin", "140240012345"),
            ("phone", "8 727 250 10 20"),
            ("email", "zakaz@nauryz-cafe.kz"),
            ("city", "Алматы"),
            ("warmth", "hot"),
            ("category", "опт"),
            ("line_of_business", "кафе и рестораны"),
            ("tag", "постоянный"),
            ("site", "https://nauryz-cafe.kz"),
            ("address", "г. Алматы, ул. Абая, д. 10"),
        ],
    ),
    person(
        718,
        &[
            ("family", "Омарова"),
            ("given", "Әлия"),
            ("patronymic", "Серікқызы"),
            ("phone", "8 701 123 45 67"),
            ("email", "aliya.omarova@mail.kz"),
            ("city", "Алматы"),
            ("birthday", "12.03.1984"),
            ("warmth", "hot"),
            ("position", "директор"),
            ("hobby", "верховая езда"),
            ("interests", "керамика ручной работы"),
            ("telegram", "@aliya_omarova"),
            ("came_from", "рекомендация"),
            ("tag", "VIP"),
        ],
    ),
    person(
        640,
        &[
            ("family", "О'Нил"),
            ("given", "Патрик"),
            ("phone", "+353 85 123 4567"),
            ("email", "patrick.oneil@example.ie"),
            ("city", "Алматы"),
            ("category", "розница"),
            ("warmth", "warm"),
            ("preferences", "тёмно-синяя глазурь"),
        ],
    ),
    organization(
        610,
        &[
            (
                "legal_name",
                "Государственное коммунальное предприятие на праве хозяйственного ведения «Центральный дом приёмов, торжественных церемоний и международных встреч акимата города Алматы»",
            ),
            ("phone", "8 727 271 15 15"),
            ("city", "Алматы"),
            ("category", "опт"),
            ("warmth", "cold"),
        ],
    ),
    person(560, &[("phone", "8 777 000 11 22")]),
    person(
        500,
        &[
            ("family", "Кожахметов"),
            ("given", "Ерлан"),
            ("phone", "+7 (702) 555-44-33"),
            ("city", "Астана"),
            ("email", "erlan.k@mail.kz"),
            ("warmth", "warm"),
            ("category", "подписка"),
            ("birthday", "05.11"),
        ],
    ),
    person(
        480,
        &[
            ("family", "Kozhakhmetov"),
            ("given", "Yerlan"),
            ("phone", "87025554434"),
            ("city", "Astana"),
            ("email", "erlan.k@gmail.com"),
            ("category", "подписка"),
        ],
    ),
    organization(
        450,
        &[
            ("legal_name", "ООО «Самовар»"),
            ("short_name", "Самовар"),
            ("inn", "7707083893"),
            ("kpp", "773601001"),
            ("phone", "+7 495 500-55-50"),
            ("email", "info@samovar.example"),
            ("city", "Москва"),
            ("warmth", "warm"),
            ("category", "опт"),
            ("line_of_business", "оптовая торговля посудой"),
        ],
    ),
    person(
        300,
        &[
            ("family", "Ёлкина"),
            ("given", "Пелагея"),
            ("patronymic", "Иннокентьевна"),
            ("phone", "8 (705) 111-22-33"),
            ("city", "Караганда"),
            ("birthday", "29.02.1992"),
            ("warmth", "cold"),
            ("category", "розница"),
            ("pains", "прошлый заказ пришёл с трещиной"),
            ("needs", "упаковка для подарка"),
        ],
    ),
    person(
        45,
        &[
            ("family", "Төлегенов"),
            ("given", "Дәурен"),
            ("phone", "8 747 300 40 50"),
            ("city", "Шымкент"),
            ("email", "dauren.tolegenov@mail.kz"),
            ("warmth", "warm"),
            ("came_from", "Instagram"),
            ("instagram", "@dauren.t"),
            ("category", "интернет"),
        ],
    ),
];

//! The demo company's people as the gallery needs them: short, long, strange and empty.
use crate::{ConflictSide, FactDetail, FactLine, FilterField};

/// One row of the list in the gallery.
pub struct Row {
    /// Number of the row.
    pub id: u32,
    /// Name of the customer.
    pub name: &'static str,
    /// Phone as shown, may be empty.
    pub phone: &'static str,
    /// Tags, in order.
    pub tags: &'static [&'static str],
    /// `cold`, `warm` or `hot`.
    pub warmth: &'static str,
    /// The same in words.
    pub warmth_words: &'static str,
    /// Orders so far.
    pub n_orders: u32,
    /// Money so far, whole tenge.
    pub total: u64,
    /// Last contact in words.
    pub seen: &'static str,
}

const BLANK: Row = Row {
    id: 0,
    name: "",
    phone: "",
    tags: &[],
    warmth: "cold",
    warmth_words: "",
    n_orders: 0,
    total: 0,
    seen: "",
};

const ROWS: [Row; 9] = [
    Row {
        name: "Әйгерім Омарова",
        phone: "+7 701 222 33 44",
        tags: &["опт", "тұрақты"],
        warmth: "hot",
        n_orders: 14,
        total: 1_842_500,
        seen: "сегодня",
        ..BLANK
    },
    Row {
        name: "ТОО «Дастархан»",
        phone: "+7 727 333 00 11",
        tags: &["опт"],
        warmth: "warm",
        n_orders: 31,
        total: 12_480_000,
        seen: "вчера",
        ..BLANK
    },
    Row {
        name: "Иван Петров",
        phone: "+7 916 555 12 12",
        n_orders: 1,
        total: 12_900,
        seen: "3 месяца назад",
        ..BLANK
    },
    Row {
        name: "Анна-Мария О'Нил",
        tags: &["розница", "подарки", "VIP"],
        warmth: "warm",
        n_orders: 6,
        total: 318_400,
        seen: "неделю назад",
        ..BLANK
    },
    Row {
        name: "Нұрсұлтан Әбдіқадырұлы Қожахметов-Жұмағалиев",
        phone: "+7 705 111 22 33",
        tags: &["форма"],
        seen: "никогда",
        ..BLANK
    },
    Row {
        name: "ИП Сейтқали Д. М.",
        phone: "+7 777 000 98 76",
        tags: &["опт"],
        warmth: "hot",
        n_orders: 9,
        total: 2_960_000,
        seen: "2 дня назад",
        ..BLANK
    },
    Row {
        name: "Мария Ким",
        phone: "+7 702 404 50 60",
        tags: &["розница"],
        warmth: "warm",
        n_orders: 4,
        total: 96_000,
        seen: "месяц назад",
        ..BLANK
    },
    Row {
        name: "ООО «Северо-Западная торговая компания «Невский простор и партнёры»",
        phone: "+7 812 700 80 90",
        n_orders: 2,
        total: 74_300,
        seen: "год назад",
        ..BLANK
    },
    Row {
        name: "Гүлнар", phone: "+7 708 123 45 67", tags: &["только телефон"], seen: "никогда", ..BLANK
    },
];

pub(super) fn rows() -> Vec<Row> {
    let words = |warmth: &str| match warmth {
        "hot" => "горячий",
        "warm" => "тёплый",
        _ => "холодный",
    };
    (1..).zip(ROWS).map(|(id, row)| Row { id, warmth_words: words(row.warmth), ..row }).collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn line(key: &str, label: &str, value: &str, class: &str) -> FactLine {
    FactLine {
        key: key.to_owned(),
        label: label.to_owned(),
        value: value.to_owned(),
        class: class.to_owned(),
        details: [("Откуда", "форма на сайте"), ("Когда", "12 марта 2026"), ("Уверенность", "высокая")]
            .map(|(name, words)| FactDetail::plain(name.to_owned(), words.to_owned()))
            .into(),
        still_so: Some("/ui".to_owned()),
        change: Some("/ui".to_owned()),
        ..FactLine::default()
    }
}

pub(super) fn facts() -> Vec<FactLine> {
    vec![
        FactLine {
            history: pairs(&[("2024", "г. Шымкент")]),
            ..line("city", "Город", "Алматы", "semantic")
        },
        FactLine { is_conflict: true, ..line("bin", "БИН", "050640001234", "semantic") },
        FactLine { open: Some("/ui".to_owned()), ..line("site", "Сайт", "dastarkhan.kz", "semantic") },
        FactLine {
            age: "из 14 заказов".to_owned(),
            ..line("often", "Как часто", "раз в 3 недели", "episodic")
        },
        line("income", "Достаток", "выше среднего", "hypothetical"),
        line("loves", "Ценит", "когда звонят утром", "value"),
        FactLine {
            is_stale: true,
            age: "4 года назад".to_owned(),
            ..line("post", "Должность", "директор", "semantic")
        },
        FactLine {
            is_missing: true,
            still_so: None,
            ..line("birthday", "День рождения", "спросить", "semantic")
        },
    ]
}

pub(super) fn sides() -> Vec<ConflictSide> {
    let side = |value: &str, source: &str| ConflictSide {
        value: value.to_owned(),
        source: source.to_owned(),
        source_href: String::new(),
        action: "/ui".to_owned(),
    };
    vec![
        side("050 640 001 234", "загрузка clients.xlsx, 3 дня назад"),
        side("050 640 001 243", "форма на сайте, год назад"),
    ]
}

pub(super) fn filter_fields() -> Vec<FilterField> {
    let field = |slug: &str, label: &str, input: &str, operators: &[(&str, &str)]| FilterField {
        slug: slug.to_owned(),
        label: label.to_owned(),
        operators: pairs(operators),
        input: input.to_owned(),
        choices: Vec::new(),
    };
    let warmth = field(
        "warmth",
        "Прогрев",
        "text",
        &[("is", "равно"), ("any_of", "одно из"), ("unknown", "не известно")],
    );
    vec![
        field("city", "Город", "text", &[("is", "равно"), ("contains", "содержит"), ("known", "известно")]),
        field(
            "orders",
            "Заказов",
            "number",
            &[("above", "больше"), ("below", "меньше"), ("between", "между")],
        ),
        FilterField {
            choices: pairs(&[("cold", "холодный"), ("warm", "тёплый"), ("hot", "горячий")]),
            ..warmth
        },
    ]
}

//! The demo company's people as the gallery needs them: short, long, strange and empty.
use crate::{ConflictSide, FactLine};

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

pub(super) fn rows() -> Vec<Row> {
    let lines: [(&str, &str, &[&str], &str, u32, u64, &str); 9] = [
        ("Әйгерім Омарова", "+7 701 222 33 44", &["опт", "тұрақты"], "hot", 14, 1_842_500, "сегодня"),
        ("ТОО «Дастархан»", "+7 727 333 00 11", &["опт"], "warm", 31, 12_480_000, "вчера"),
        ("Иван Петров", "+7 916 555 12 12", &[], "cold", 1, 12_900, "3 месяца назад"),
        ("Анна-Мария О'Нил", "", &["розница", "подарки", "VIP"], "warm", 6, 318_400, "неделю назад"),
        (
            "Нұрсұлтан Әбдіқадырұлы Қожахметов-Жұмағалиев",
            "+7 705 111 22 33",
            &["форма"],
            "cold",
            0,
            0,
            "никогда",
        ),
        ("ИП Сейтқали Д. М.", "+7 777 000 98 76", &["опт"], "hot", 9, 2_960_000, "2 дня назад"),
        ("Мария Ким", "+7 702 404 50 60", &["розница"], "warm", 4, 96_000, "месяц назад"),
        (
            "Общество с ограниченной ответственностью «Северо-Западная торговая компания»",
            "+7 812 700 80 90",
            &[],
            "cold",
            2,
            74_300,
            "год назад",
        ),
        ("Гүлнар", "+7 708 123 45 67", &["только телефон"], "cold", 0, 0, "никогда"),
    ];
    let row = |(id, (name, phone, tags, warmth, n_orders, total, seen))| Row {
        id,
        name,
        phone,
        tags,
        warmth,
        warmth_words: match warmth {
            "hot" => "горячий",
            "warm" => "тёплый",
            _ => "холодный",
        },
        n_orders,
        total,
        seen,
    };
    (1..).zip(lines).map(row).collect()
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
        details: pairs(&[
            ("Откуда", "форма на сайте"),
            ("Когда", "12 марта 2026"),
            ("Уверенность", "высокая"),
        ]),
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
        action: "/ui".to_owned(),
    };
    vec![
        side("050 640 001 234", "загрузка clients.xlsx, 3 дня назад"),
        side("050 640 001 243", "форма на сайте, год назад"),
    ]
}

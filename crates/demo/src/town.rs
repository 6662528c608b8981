//! The rest of the town: people and small firms from a seed, as plausible as they are invented.

use customers::Kind;
use kernel::{Chance, Seeded};

const FAMILIES: [&str; 20] = [
    "Ахметов",
    "Оспанов",
    "Сулейменов",
    "Искаков",
    "Абдрахманов",
    "Касымов",
    "Нурпеисов",
    "Жумабаев",
    "Байжанов",
    "Қасымжанов",
    "Иванов",
    "Смирнов",
    "Кузнецов",
    "Попов",
    "Васильев",
    "Соколов",
    "Фёдоров",
    "Морозов",
    "Лебедев",
    "Егоров",
];
const WOMEN: [&str; 10] =
    ["Айгүл", "Динара", "Гүлнар", "Мадина", "Сәуле", "Анна", "Мария", "Елена", "Ольга", "Ирина"];
const MEN: [&str; 10] =
    ["Ерлан", "Нұрлан", "Серік", "Арман", "Тимур", "Александр", "Дмитрий", "Сергей", "Андрей", "Иван"];
const CITIES: [&str; 8] =
    ["Алматы", "Алматы", "Алматы", "Астана", "Шымкент", "Караганда", "Тараз", "Москва"];
const CATEGORIES: [&str; 4] = ["розница", "розница", "интернет", "подписка"];
const CAME_FROM: [&str; 5] = ["сайт", "Instagram", "рекомендация", "выставка", "2ГИС"];
const TAGS: [&str; 4] = ["подарки", "свадьба", "ресторан", "ручная роспись"];
const FIRMS: [&str; 8] = ["Тандыр", "Береке", "Шанырақ", "Улей", "Чайхана №1", "Достық", "Сказка", "Арай"];

/// A member of the town: kind, days ago, facts as typed.
pub(crate) type Townsman = (Kind, i64, Vec<(&'static str, String)>);

/// Draws from the seed.
pub(crate) struct Dice(Seeded);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Seeded::new(seed))
    }

    /// A number below `below`.
    pub(crate) fn below(&self, below: usize) -> usize {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        usize::try_from(u64::from_le_bytes(bytes) >> 33).unwrap_or(0) % below.max(1)
    }

    pub(crate) fn one<T: Copy + Default>(&self, list: &[T]) -> T {
        list.get(self.below(list.len())).copied().unwrap_or_default()
    }
}

/// The whole town, in the order of coming.
pub(crate) fn town(n: usize) -> Vec<Townsman> {
    let dice = Dice::new(2024);
    let mut all: Vec<Townsman> =
        (0..n).map(|at| if at % 9 == 4 { firm(&dice, at) } else { someone(&dice, at) }).collect();
    all.sort_by_key(|(_, days_ago, _)| std::cmp::Reverse(*days_ago));
    all
}

fn someone(dice: &Dice, at: usize) -> Townsman {
    let is_woman = dice.below(2) == 0;
    let family = dice.one(&FAMILIES);
    let family = if is_woman { format!("{family}а") } else { family.to_owned() };
    let given = dice.one(if is_woman { &WOMEN } else { &MEN });
    let mut facts = vec![
        ("family", family),
        ("given", given.to_owned()),
        ("phone", phone(dice)),
        ("city", dice.one(&CITIES).to_owned()),
        ("category", dice.one(&CATEGORIES).to_owned()),
        ("warmth", dice.one(&["cold", "warm", "warm", "hot"]).to_owned()),
    ];
    if dice.below(3) > 0 {
        facts.push(("email", format!("client{at}@mail.example")));
    }
    if dice.below(2) == 0 {
        facts.push((
            "birthday",
            format!("{:02}.{:02}.{}", 1 + dice.below(28), 1 + dice.below(12), 1960 + dice.below(45)),
        ));
    }
    if dice.below(2) == 0 {
        facts.push(("came_from", dice.one(&CAME_FROM).to_owned()));
    }
    if dice.below(4) == 0 {
        facts.push(("tag", dice.one(&TAGS).to_owned()));
    }
    (Kind::Person, days_ago(dice), facts)
}

fn firm(dice: &Dice, at: usize) -> Townsman {
    let name = dice.one(&FIRMS);
    let facts = vec![
        ("legal_name", format!("ТОО «{name} {at}»")),
        ("short_name", format!("{name} {at}")),
        ("phone", phone(dice)),
        ("city", dice.one(&CITIES).to_owned()),
        ("category", "опт".to_owned()),
        ("warmth", dice.one(&["cold", "warm", "hot"]).to_owned()),
    ];
    (Kind::Organization, days_ago(dice), facts)
}

fn phone(dice: &Dice) -> String {
    let code = dice.one(&["701", "702", "705", "707", "747", "777"]);
    format!("8 {code} {:03} {:02} {:02}", dice.below(1000), dice.below(100), dice.below(100))
}

/// More of them came lately than long ago.
fn days_ago(dice: &Dice) -> i64 {
    let share = dice.below(1000) * dice.below(1000);
    1 + i64::try_from(share * 728 / 1_000_000).unwrap_or(0)
}

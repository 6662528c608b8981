//! A town of people from a seed: names, phones, e-mails, cities as they are typed in Kazakhstan and Russia.

use customers::{Kind, builtin};

const FAMILIES: [&str; 40] = [
    "Ахметов",
    "Оспанов",
    "Омаров",
    "Сулейменов",
    "Искаков",
    "Ибрагимов",
    "Абдрахманов",
    "Касымов",
    "Нурпеисов",
    "Жумабаев",
    "Кожахметов",
    "Байжанов",
    "Сейткали",
    "Төлегенов",
    "Қасымжанов",
    "Иванов",
    "Смирнов",
    "Кузнецов",
    "Попов",
    "Васильев",
    "Петров",
    "Соколов",
    "Михайлов",
    "Новиков",
    "Фёдоров",
    "Морозов",
    "Волков",
    "Алексеев",
    "Лебедев",
    "Семёнов",
    "Егоров",
    "Павлов",
    "Козлов",
    "Степанов",
    "Николаев",
    "Ким",
    "Цой",
    "Мамедов",
    "Алиев",
    "Рахимов",
];
const GIVEN: [&str; 36] = [
    "Айгүл",
    "Әлия",
    "Динара",
    "Гүлнар",
    "Жанар",
    "Мадина",
    "Сәуле",
    "Ерлан",
    "Нұрлан",
    "Серік",
    "Бауыржан",
    "Арман",
    "Дәурен",
    "Тимур",
    "Қайрат",
    "Анна",
    "Мария",
    "Елена",
    "Ольга",
    "Наталья",
    "Татьяна",
    "Ирина",
    "Светлана",
    "Александр",
    "Дмитрий",
    "Сергей",
    "Андрей",
    "Алексей",
    "Иван",
    "Пётр",
    "Николай",
    "Владимир",
    "Артём",
    "Юлия",
    "Ксения",
    "Вера",
];
pub(crate) const CITIES: [&str; 16] = [
    "Алматы",
    "Астана",
    "Шымкент",
    "Караганда",
    "Актобе",
    "Тараз",
    "Павлодар",
    "Усть-Каменогорск",
    "Семей",
    "Атырау",
    "Москва",
    "Санкт-Петербург",
    "Новосибирск",
    "Екатеринбург",
    "Казань",
    "Омск",
];
const CATEGORIES: [&str; 6] = ["розница", "опт", "подписка", "услуги", "интернет", "партнёр"];
pub(crate) const WARMTH: [&str; 3] = ["cold", "warm", "hot"];

/// The number of the bench's own field in the base: a yes or no that few have.
pub(crate) const OWN_FIELD: i64 = builtin::FIRST_OWN;

/// A stream of people; the same for the same seed.
pub(crate) struct Town {
    state: u64,
    n: u64,
}

impl Town {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed | 1, n: 0 }
    }

    /// A number below `below` (xorshift64*, Vigna 2016).
    pub(crate) fn number(&mut self, below: usize) -> usize {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        let scattered = self.state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(scattered).unwrap_or(0) % below.max(1)
    }

    /// One of a list.
    pub(crate) fn one<'l>(&mut self, list: &[&'l str]) -> &'l str {
        let at = self.number(list.len());
        list.get(at).copied().unwrap_or_default()
    }

    /// The next person with eight facts as typed.
    pub(crate) fn person(&mut self) -> (Kind, Vec<(i64, String)>) {
        self.n += 1;
        let n = self.n;
        let family = self.one(&FAMILIES);
        let suffix = ["", "а", "ская", "ев", "ұлы"].get(self.number(5)).copied().unwrap_or_default();
        let family = format!("{family}{suffix}");
        let given = self.one(&GIVEN);
        let phone = format!("8 70{} {:03} {:02} {:02}", n % 10, n / 10_000 % 1000, n / 100 % 100, n % 100);
        let phone = if n.is_multiple_of(3) { phone.replacen('8', "+7", 1) } else { phone };
        let rare = if self.number(20_000) == 0 { "редкое" } else { "обычное" };
        let facts = vec![
            (builtin::FAMILY, family),
            (builtin::GIVEN, given.to_owned()),
            (builtin::PHONE, phone),
            (builtin::EMAIL, format!("client{n}@mail{}.kz", self.number(40))),
            (29, self.one(&CITIES).to_owned()),
            (builtin::WARMTH, self.one(&WARMTH).to_owned()),
            (builtin::CATEGORY, self.one(&CATEGORIES).to_owned()),
            (OWN_FIELD, rare.to_owned()),
        ];
        (Kind::Person, facts)
    }
}

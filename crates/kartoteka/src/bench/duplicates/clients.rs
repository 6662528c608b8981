//! The clients of a town for the search for duplicates: people with a birthday, an address and ways to reach them, some of
//! whom live together and share all but the given name and the day of birth.

use super::letters::latin;
use super::names::{KAZAKH, KAZAKH_ENDINGS, MAILS, MEN, RUSSIAN, RUSSIAN_ENDINGS, STREETS, WOMEN};
use crate::bench::people::{CITIES, OWN_FIELD, Town};
use customers::bulk::Incoming;
use customers::{FieldNo, Kind, builtin};
use matching::fold::fold;

/// A person as known to somebody; what is not known is empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Client {
    /// Which person it is, from 1 on: the truth.
    pub no: usize,
    pub is_woman: bool,
    pub family: String,
    pub given: String,
    /// What friends say instead of `given`; empty where there is nothing.
    pub short: &'static str,
    pub patronymic: String,
    /// Year, month and day.
    pub birthday: Option<(usize, usize, usize)>,
    /// Ten digits.
    pub phone: String,
    pub email: String,
    pub city: &'static str,
    /// Street, house and flat.
    pub address: Option<(&'static str, usize, usize)>,
    /// How whoever typed it writes phones, dates and addresses.
    pub habit: usize,
}

/// A stream of clients; the same for the same seed.
pub(super) struct Clients {
    town: Town,
    last: Client,
    is_kin: bool,
    n: usize,
}

impl Clients {
    pub(super) fn new(seed: u64) -> Self {
        Self { town: Town::new(seed), last: Client::default(), is_kin: true, n: 0 }
    }

    /// The next client; one in ten lives with the one before.
    pub(super) fn client(&mut self) -> Client {
        self.n += 1;
        let new = someone(&mut self.town, self.n);
        self.is_kin = !self.is_kin && self.town.number(10) == 0;
        self.last = if self.is_kin { kin(&mut self.town, &self.last, new) } else { new };
        self.last.clone()
    }
}

fn someone(town: &mut Town, no: usize) -> Client {
    let is_woman = town.number(2) == 0;
    let (given, short) = given(town, is_woman);
    let family = family(town, is_woman);
    let father = often(town, MEN);
    let patronymic = format!("{}{}", father.1, if is_woman { "на" } else { "ич" });
    let born = (1945 + town.number(62), 1 + town.number(12), 1 + town.number(28));
    let initial: String = given.chars().take(1).collect();
    let email =
        format!("{}{no}@{}", latin(&format!("{initial}{family}"), 0).to_lowercase(), town.one(MAILS));
    let address = (town.one(STREETS), 1 + town.number(150), 1 + town.number(90));
    Client {
        no,
        is_woman,
        given: given.to_owned(),
        short,
        patronymic: if known(town, 75) { patronymic } else { String::new() },
        birthday: known(town, 85).then_some(born),
        phone: if known(town, 97) { phone(no) } else { String::new() },
        email: if known(town, 80) { email } else { String::new() },
        city: town.one(&CITIES),
        address: known(town, 75).then_some(address),
        habit: town.number(60),
        family,
    }
}

/// Somebody of the same home: another given name and birthday, an e-mail of their own; a third is a child of the same
/// father, a third has the same phone.
fn kin(town: &mut Town, of: &Client, mut new: Client) -> Client {
    while is_alike(&of.given, &new.given) {
        let (name, short) = given(town, new.is_woman);
        (new.given, new.short) = (name.to_owned(), short);
    }
    new.family = in_gender(&of.family, (of.is_woman, new.is_woman));
    let stem = of.patronymic.strip_suffix(if of.is_woman { "на" } else { "ич" });
    if let Some(stem) = stem.filter(|_| town.number(3) == 0) {
        new.patronymic = format!("{stem}{}", if new.is_woman { "на" } else { "ич" });
    }
    if town.number(3) == 0 {
        new.phone.clone_from(&of.phone);
    }
    Client { city: of.city, address: of.address, ..new }
}

/// Whether something is known that is known of so many in a hundred.
fn known(town: &mut Town, of_hundred: usize) -> bool {
    town.number(100) < of_hundred
}

/// One of a list, the first more often than the last.
fn often<T: Copy + Default>(town: &mut Town, list: &[T]) -> T {
    let at = town.number(list.len()).min(town.number(list.len()));
    list.get(at).copied().unwrap_or_default()
}

fn given(town: &mut Town, is_woman: bool) -> (&'static str, &'static str) {
    if is_woman {
        return often(town, WOMEN);
    }
    let (name, _, short) = often(town, MEN);
    (name, short)
}

/// A family name, of some seven hundred.
pub(super) fn family(town: &mut Town, is_woman: bool) -> String {
    let (roots, endings) =
        if town.number(3) == 0 { (RUSSIAN, RUSSIAN_ENDINGS) } else { (KAZAKH, KAZAKH_ENDINGS) };
    let name = format!("{}{}", often(town, roots), often(town, endings));
    in_gender(&name, (false, is_woman))
}

/// A family name as a woman or a man bears it.
fn in_gender(name: &str, (was_woman, is_woman): (bool, bool)) -> String {
    match (was_woman, is_woman) {
        (false, true) => match name.strip_suffix("ий") {
            Some(stem) => format!("{stem}ая"),
            None if name.ends_with('о') => name.to_owned(),
            None => format!("{name}а"),
        },
        (true, false) => match name.strip_suffix("ая") {
            Some(stem) => format!("{stem}ий"),
            None => name.strip_suffix('а').unwrap_or(name).to_owned(),
        },
        _ => name.to_owned(),
    }
}

/// A number of eight digits for a person, far from those of their neighbours: no two people have the same.
pub(super) fn number(no: usize) -> usize {
    no * 48_271_003 % 100_000_000
}

/// The ten digits of somebody's phone.
pub(super) fn phone(no: usize) -> String {
    format!("70{:08}", number(no))
}

/// Whether two given names would make records with a shared phone or e-mail one card as they come in.
pub(super) fn is_alike(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    one.starts_with(&other) || other.starts_with(&one)
}

impl Client {
    /// The record as it is typed; the number of the person stands in the bench's own field.
    pub(super) fn typed(&self) -> Incoming {
        let mut values: Vec<(FieldNo, String)> = vec![
            (builtin::FAMILY, self.family.clone()),
            (builtin::GIVEN, self.given.clone()),
            (builtin::PATRONYMIC, self.patronymic.clone()),
            (builtin::BIRTHDAY, self.birthday.map(|day| self.typed_day(day)).unwrap_or_default()),
            (builtin::PHONE, self.typed_phone()),
            (builtin::EMAIL, self.email.clone()),
            (builtin::CITY, self.city.to_owned()),
            (builtin::ADDRESS, self.address.map(|place| self.typed_address(place)).unwrap_or_default()),
            (OWN_FIELD, self.no.to_string()),
        ];
        values.retain(|(_, text)| !text.is_empty());
        Incoming { id: None, kind: Kind::Person, values }
    }

    fn typed_day(&self, (year, month, day): (usize, usize, usize)) -> String {
        match self.habit % 2 {
            0 => format!("{day:02}.{month:02}.{year}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        }
    }

    fn typed_phone(&self) -> String {
        match (self.habit % 3, self.phone.split_at_checked(3)) {
            (_, None) => String::new(),
            (0, Some((code, rest))) => format!("+7 ({code}) {rest}"),
            (1, Some((code, rest))) => format!("8{code}{rest}"),
            (_, Some((code, rest))) => format!("+7{code}{rest}"),
        }
    }

    fn typed_address(&self, (street, house, flat): (&str, usize, usize)) -> String {
        match self.habit % 5 {
            0 => format!("ул. {street}, д. {house}, кв. {flat}"),
            1 => format!("улица {street}, дом {house}, квартира {flat}"),
            2 => format!("г. {}, ул. {street}, {house}, кв. {flat}", self.city),
            3 => format!("{street} {house}-{flat}"),
            _ => format!("{street} көшесі, {house} үй, {flat} пәтер"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_people_and_no_two_share_a_way_to_reach_them_but_kin() {
        let all = |seed| {
            let mut clients = Clients::new(seed);
            (0..3_000).map(|_| clients.client()).collect::<Vec<Client>>()
        };
        let people = all(7);
        assert_eq!(people, all(7));
        assert_ne!(people, all(8));
        let mut phones: Vec<&str> =
            people.iter().map(|one| one.phone.as_str()).filter(|p| !p.is_empty()).collect();
        let n = phones.len();
        phones.sort_unstable();
        phones.dedup();
        assert!((n - 150..n).contains(&phones.len()), "{} of {n}", phones.len());
        let shares = |pair: &&[Client]| !pair[0].phone.is_empty() && pair[0].phone == pair[1].phone;
        for pair in people.windows(2).filter(shares) {
            assert!(!is_alike(&pair[0].given, &pair[1].given), "{pair:?}");
        }
    }

    #[test]
    fn family_names_go_from_a_man_to_a_woman_and_back() {
        for (man, woman) in
            [("Ахметов", "Ахметова"), ("Ивановский", "Ивановская"), ("Иваненко", "Иваненко")]
        {
            assert_eq!(in_gender(man, (false, true)), woman);
            assert_eq!(in_gender(woman, (true, false)), man);
        }
    }
}

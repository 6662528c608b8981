//! How the same client is written down a second time: the ways in which two records of one person differ, one list.

use super::clients::{Client, family, is_alike, number};
use super::letters::{initial, latin, mistyped, next, plain};
use super::names::{MAILS, STREETS};
use crate::bench::people::{CITIES, Town};

/// More people than a base has; their numbers are free for what is new.
const MOST_PEOPLE: usize = 37_123_457;

/// Does something to a record as another person would have typed it.
type Slip = fn(&mut Town, &mut Client);

/// Every way, by its name.
pub(super) const ALL: &[(&str, Slip)] = &[
    ("a letter of the given name", |town, client| client.given = mistyped(town, &client.given)),
    ("a letter of the family name", |town, client| client.family = mistyped(town, &client.family)),
    ("a letter of the patronymic", |town, client| client.patronymic = mistyped(town, &client.patronymic)),
    ("the short form of the given name", |_, client| {
        if !client.short.is_empty() {
            client.given = client.short.to_owned();
        }
    }),
    ("an initial", |_, client| client.given = initial(&client.given)),
    ("Latin letters", |town, client| {
        let way = town.number(2);
        for name in [&mut client.family, &mut client.given, &mut client.patronymic] {
            *name = latin(name, way);
        }
    }),
    ("Russian letters for Kazakh ones", |_, client| {
        for name in [&mut client.family, &mut client.given, &mut client.patronymic] {
            *name = name.chars().map(plain).collect();
        }
    }),
    ("given and family name swapped", |_, client| std::mem::swap(&mut client.given, &mut client.family)),
    ("another family name", |town, client| {
        if client.is_woman {
            client.family = family(town, true);
        }
    }),
    ("day and month swapped", |_, client| {
        client.birthday = client.birthday.map(|(year, month, day)| match day {
            ..=12 => (year, day, month),
            _ => (year, month, day),
        });
    }),
    ("a digit of the birthday", |town, client| {
        let by = 1 + town.number(9);
        client.birthday = client.birthday.map(|(year, month, day)| match by % 3 {
            0 => (year - year % 10 + (year + by) % 10, month, day),
            1 => (year, (month + by) % 12 + 1, day),
            _ => (year, month, (day + by) % 28 + 1),
        });
    }),
    ("another phone", |_, client| client.phone = phone(client)),
    ("a digit of the phone", |town, client| {
        let at = 3 + town.number(7);
        client.phone =
            client.phone.char_indices().map(|(place, c)| if place == at { next(c) } else { c }).collect();
    }),
    ("another e-mail", |town, client| client.email = email(town, client)),
    ("a letter of the e-mail", |town, client| {
        if let Some((name, mail)) = client.email.split_once('@') {
            client.email = format!("{}@{mail}", mistyped(town, name));
        }
    }),
    ("the e-mail elsewhere", |town, client| {
        if let Some((name, _)) = client.email.split_once('@') {
            client.email = format!("{name}@{}", town.one(MAILS));
        }
    }),
    ("another address", |town, client| {
        client.address = Some((town.one(STREETS), 1 + town.number(150), 1 + town.number(90)));
        if town.number(2) == 0 {
            client.city = town.one(&CITIES);
        }
    }),
    ("an address without its flat's number right", |town, client| {
        let flat = 1 + town.number(90);
        client.address = client.address.map(|(street, house, _)| (street, house, flat));
    }),
    ("no patronymic", |_, client| client.patronymic.clear()),
    ("no birthday", |_, client| client.birthday = None),
    ("no address", |_, client| (client.address, client.city) = (None, "")),
    ("no e-mail", |_, client| client.email.clear()),
];

/// The client as another typed them: one to three slips, other habits of the hand. What would make it the same card as
/// it comes in, a shared phone or e-mail beside the same given name, is taken away by one slip more.
pub(super) fn again(town: &mut Town, client: &Client) -> Client {
    let mut second = Client { habit: town.number(60), ..client.clone() };
    for _ in 0..=town.number(3) {
        let at = town.number(ALL.len());
        if let Some((_, slip)) = ALL.get(at) {
            slip(town, &mut second);
        }
    }
    if town.number(2) == 0 && is_met(client, &second) {
        second.given = mistyped(town, &second.given);
    }
    if is_met(client, &second) {
        second.phone = phone(client);
        second.email = if town.number(2) == 0 { email(town, client) } else { String::new() };
    }
    second
}

/// Whether the second record would be taken for the first by their exact keys.
pub(super) fn is_met(one: &Client, other: &Client) -> bool {
    let is_shared =
        |of: fn(&Client) -> &String| !of(one).is_empty() && of(one).eq_ignore_ascii_case(of(other));
    let is_reached = is_shared(|client| &client.phone) || is_shared(|client| &client.email);
    is_reached && is_alike(&one.given, &other.given)
}

/// The person's next phone, with which nobody has had to do.
fn phone(client: &Client) -> String {
    format!("77{:08}", number(client.no + MOST_PEOPLE))
}

/// The person's next e-mail, which nobody else has.
fn email(town: &mut Town, client: &Client) -> String {
    let name = latin(&client.given, 0).to_lowercase();
    format!("{name}{}@{}", number(client.no + MOST_PEOPLE), town.one(MAILS))
}

#[cfg(test)]
mod tests {
    use super::super::clients::Clients;
    use super::*;

    #[test]
    fn a_second_record_differs_and_comes_in_as_a_card_of_its_own() {
        let (mut clients, mut town) = (Clients::new(7), Town::new(11));
        for _ in 0..5_000 {
            let client = clients.client();
            let second = again(&mut town, &client);
            assert_eq!(second.no, client.no);
            assert!(!is_met(&client, &second), "{client:?} {second:?}");
        }
    }

    #[test]
    fn every_way_changes_most_of_those_whom_it_can() {
        for (name, slip) in ALL {
            let (mut clients, mut town) = (Clients::new(7), Town::new(11));
            let n_changed = (0..500).filter(|_| {
                let client = clients.client();
                let mut second = client.clone();
                slip(&mut town, &mut second);
                second != client
            });
            assert!(n_changed.count() >= 100, "{name}");
        }
    }
}

//! Files as a firm sends them: new clients, news of known ones, repeats, cells and rows that cannot be understood.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::dice::Dice;

/// New clients in a file: more than fit into the first batches.
const N_NEW: usize = 900;
/// Known clients of whom a file brings another city.
const N_NEWS: u64 = 40;
/// Rows that come twice in a file, and rows that say nothing.
const N_MORE: usize = 10;

/// What is known of a client, by their phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub family: String,
    pub city: String,
    pub email: Option<String>,
}

/// Clients by their phones.
pub type Clients = BTreeMap<String, Known>;

/// A file and what is in it.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub name: String,
    pub text: String,
    /// Those who are new.
    pub fresh: Clients,
    /// Those who are known, with the city that the file brings.
    pub news: BTreeMap<String, String>,
    /// The cities of those before.
    pub cities_before: BTreeMap<String, String>,
}

impl Sheet {
    /// The file of a number, with news of some who are known.
    pub fn new(no: usize, known: &Clients, dice: &mut Dice) -> Self {
        let mut sheet = Self {
            name: format!("clients-{no:03}.csv"),
            text: "Фамилия;Телефон;Город;Email\n".to_owned(),
            fresh: Clients::new(),
            news: BTreeMap::new(),
            cities_before: BTreeMap::new(),
        };
        let every = known.len() / usize::try_from(dice.roll(N_NEWS) + 1).unwrap() + 1;
        for (phone, client) in known.iter().step_by(every) {
            sheet.line(&client.family, phone, (&format!("Жаңа қала {no}"), ""));
            sheet.cities_before.insert(phone.clone(), client.city.clone());
            sheet.news.insert(phone.clone(), format!("Жаңа қала {no}"));
        }
        for at in 0..N_NEW {
            let client = Known {
                family: format!("Келгенов{no:03}х{at:04}"),
                city: format!("Қала {at}"),
                email: (at % 90 != 0).then(|| format!("k{no:03}x{at:04}@example.kz")),
            };
            sheet.fresh.insert(format!("+7702{no:03}{at:04}"), client);
        }
        for (at, (phone, client)) in sheet.fresh.clone().iter().enumerate() {
            let email = client.email.as_deref().unwrap_or("пошта емес");
            sheet.line(&client.family, phone, (&client.city, email));
            if at % (N_NEW / N_MORE) == 1 {
                sheet.line(&client.family, phone, (&client.city, email));
                sheet.line("", "", ("", "пошта емес"));
            }
        }
        sheet
    }

    fn line(&mut self, family: &str, phone: &str, (city, email): (&str, &str)) {
        writeln!(self.text, "{family};{phone};{city};{email}").unwrap();
    }

    /// What the house must count: rows, new, merged, unchanged, rejected, cells set aside.
    pub fn counts(&self) -> [usize; 6] {
        let (n_new, n_news) = (self.fresh.len(), self.news.len());
        let n_broken = self.fresh.values().filter(|client| client.email.is_none()).count();
        [n_new + n_news + 2 * N_MORE, n_new, n_news, N_MORE, N_MORE, n_broken]
    }

    /// Everybody as they stand once the file is in.
    pub fn put_into(&self, clients: &mut Clients) {
        for (phone, city) in &self.news {
            clients.get_mut(phone).unwrap().city.clone_from(city);
        }
        clients.extend(self.fresh.clone());
    }
}

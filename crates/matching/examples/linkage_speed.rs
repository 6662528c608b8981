//! Links a generated base of a million records, three in ten of them doubled with errors, and prints what it took.
//!
//! Usage: `linkage_speed [RECORDS]`. The seed is fixed, so every run works on the same records.

use std::time::Instant;

use matching::Country;
use matching::linkage::{Column, ColumnKind, Index, Options, Records, Schema, link};

const FAMILIES: [&str; 40] = [
    "Ахмет",
    "Нурлан",
    "Кожахмет",
    "Серик",
    "Абдрахман",
    "Жунус",
    "Сулеймен",
    "Омар",
    "Касым",
    "Искак",
    "Иван",
    "Петр",
    "Сидор",
    "Кузнец",
    "Смирн",
    "Попов",
    "Васил",
    "Михайл",
    "Новик",
    "Федор",
    "Мороз",
    "Волк",
    "Алексе",
    "Лебед",
    "Семен",
    "Егор",
    "Павл",
    "Козл",
    "Степан",
    "Никола",
    "Орл",
    "Андре",
    "Макар",
    "Никит",
    "Захар",
    "Зайц",
    "Соловь",
    "Борис",
    "Яковл",
    "Григор",
];
const ENDINGS: [&str; 8] = ["ов", "ев", "ин", "енко", "баев", "анов", "ский", "улы"];
const MIDDLES: [&str; 25] = [
    "", "ба", "ка", "ле", "ми", "но", "ра", "са", "та", "ше", "жа", "бе", "го", "ду", "зи", "кы", "ло",
    "ме", "ни", "пу", "ро", "си", "ты", "ук", "хо",
];
const GIVEN: [&str; 36] = [
    "Айгерим",
    "Нурлан",
    "Александр",
    "Мария",
    "Ерлан",
    "Асель",
    "Дмитрий",
    "Ольга",
    "Тимур",
    "Динара",
    "Сергей",
    "Елена",
    "Данияр",
    "Жанна",
    "Иван",
    "Анна",
    "Арман",
    "Гульнара",
    "Андрей",
    "Наталья",
    "Руслан",
    "Сауле",
    "Алексей",
    "Татьяна",
    "Бауыржан",
    "Мадина",
    "Михаил",
    "Екатерина",
    "Санжар",
    "Камила",
    "Павел",
    "Светлана",
    "Олжас",
    "Алия",
    "Максим",
    "Ирина",
];
const SHORT: [(&str, &str); 6] = [
    ("Александр", "Саша"),
    ("Мария", "Маша"),
    ("Дмитрий", "Дима"),
    ("Елена", "Лена"),
    ("Наталья", "Наташа"),
    ("Екатерина", "Катя"),
];
const CITIES: [&str; 12] = [
    "Алматы",
    "Астана",
    "Шымкент",
    "Караганда",
    "Актобе",
    "Тараз",
    "Павлодар",
    "Семей",
    "Костанай",
    "Москва",
    "Новосибирск",
    "Омск",
];
const DOMAINS: [&str; 5] = ["mail.ru", "gmail.com", "yandex.kz", "bk.ru", "inbox.ru"];

/// Chance from a fixed seed (xorshift64*; Vigna, 2016).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % n
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list.get(self.below(list.len())).copied().unwrap_or("")
    }
}

fn client(chance: &mut Chance) -> [String; 8] {
    let family = format!("{}{}{}", chance.of(&FAMILIES), chance.of(&MIDDLES), chance.of(&ENDINGS));
    let given = chance.of(&GIVEN).to_owned();
    let patronymic = format!("{}ович", chance.of(&FAMILIES));
    let phone = format!(
        "+7 7{:02} {:03} {:02} {:02}",
        chance.below(8),
        chance.below(1000),
        chance.below(100),
        chance.below(100)
    );
    let login = matching::fold::fold(&format!("{given}.{family}"));
    let email = format!("{}{}@{}", login.replace(' ', "."), chance.below(1000), chance.of(&DOMAINS));
    let address = format!(
        "ул. {}а, д. {}, кв. {}",
        chance.of(&FAMILIES),
        chance.below(150) + 1,
        chance.below(200) + 1
    );
    let birth =
        format!("{:02}.{:02}.{}", chance.below(28) + 1, chance.below(12) + 1, 1945 + chance.below(62));
    [family, given, patronymic, phone, email, chance.of(&CITIES).to_owned(), address, birth]
}

/// Writes the record again as another hand would: one to three errors of many kinds.
fn with_errors(mut record: [String; 8], chance: &mut Chance) -> [String; 8] {
    for _ in 0..chance.below(3) + 1 {
        let kind = chance.below(9);
        let [family, given, patronymic, phone, email, _, address, birth] = &mut record;
        match kind {
            0 => *family = slip(family, chance),
            1 => {
                *given = SHORT
                    .iter()
                    .find(|(full, _)| full == given)
                    .map_or_else(|| slip(given, chance), |(_, short)| (*short).into())
            }
            2 => *patronymic = patronymic.chars().take(1).collect::<String>() + ".",
            3 => *phone = phone.replace("+7", "8").replace(' ', "-"),
            4 => email.clear(),
            5 => std::mem::swap(family, given),
            6 => *birth = birth.split('.').rev().collect::<Vec<_>>().join("-"),
            7 => address.clear(),
            _ => *family = matching::fold::fold(family),
        }
    }
    record
}

fn slip(word: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = chance.below(letters.len().max(2) - 1);
    match chance.below(2) {
        0 if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => drop(letters.remove(at.min(letters.len() - 1))),
    }
    letters.into_iter().collect()
}

#[expect(clippy::print_stdout, reason = "a program that prints its measurements")]
fn main() {
    let n: usize = std::env::args().nth(1).and_then(|asked| asked.parse().ok()).unwrap_or(1_000_000);
    let kinds = [
        ("Фамилия", ColumnKind::FamilyName),
        ("Имя", ColumnKind::GivenName),
        ("Отчество", ColumnKind::Patronymic),
        ("Телефон", ColumnKind::Phone),
        ("E-mail", ColumnKind::Email),
        ("Город", ColumnKind::City),
        ("Адрес", ColumnKind::Address),
        ("Дата рождения", ColumnKind::BirthDate),
    ];
    let columns = kinds.iter().map(|(name, kind)| Column { name: (*name).into(), kind: *kind }).collect();
    let mut chance = Chance(20_261_121);
    let begun = Instant::now();
    let mut records = Records::new(&Schema { columns, country: Country::Kazakhstan });
    records.reserve(n);
    let mut truth: Vec<(u32, u32)> = Vec::new();
    let mut sample: Vec<[String; 8]> = Vec::new();
    while records.len() < n {
        let client = client(&mut chance);
        let at = records.push(&client) as u32;
        if chance.below(100) < 30 {
            truth.push((at, at + 1));
            records.push(&with_errors(client.clone(), &mut chance));
        }
        if sample.len() < 500 {
            sample.push(with_errors(client, &mut chance));
        }
    }
    println!(
        "generated and read {} records in {:.1} s, {} MB",
        records.len(),
        begun.elapsed().as_secs_f64(),
        peak_mb()
    );
    let begun = Instant::now();
    let linkage = link(&mut records, &Options::default());
    let seconds = begun.elapsed().as_secs_f64();
    let found =
        linkage.pairs.iter().filter(|pair| truth.binary_search(&(pair.left, pair.right)).is_ok()).count();
    println!(
        "linked in {seconds:.1} s, {:.0} records/s: {} pairs compared, {} found, {} groups, threshold {:.3}, peak {} MB",
        records.len() as f64 / seconds,
        linkage.n_compared,
        linkage.pairs.len(),
        linkage.clusters.len(),
        linkage.threshold,
        peak_mb()
    );
    println!(
        "precision {:.4}, recall {:.4} of {} doubles (expected {:.4} and {:.4})",
        found as f64 / linkage.pairs.len().max(1) as f64,
        found as f64 / truth.len().max(1) as f64,
        truth.len(),
        linkage.estimate.precision,
        linkage.estimate.recall
    );
    let begun = Instant::now();
    let index = Index::new(records, &linkage, 2);
    println!("index prepared in {:.1} s, peak {} MB", begun.elapsed().as_secs_f64(), peak_mb());
    let mut times: Vec<f64> = sample
        .iter()
        .map(|record| {
            let begun = Instant::now();
            std::hint::black_box(index.check(record, 0.5, 5));
            begun.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or_default();
    println!("one record checked: median {:.2} ms, p95 {:.2} ms", at(0.5), at(0.95));
}

/// The most memory the program ever held, in megabytes; 0 where the system does not tell.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap_or(0) / 1024
}

//! Prints how many names are folded and phones, dates and full names read per second on one core.

use std::hint::black_box;
use std::time::Instant;

use matching::{Country, dates, fold, person, phone};

const NAMES: [&str; 6] = ["Қожахметов", "Наурызбай", "Щербаков", "Kuznetsova", "Айгерім", "Александр"];
const PHONES: [&str; 5] =
    ["8 701 123-45-67", "+7 (701) 123 45 67", "77011234567", "7011234567", "8(495)123-45-67"];
const DATES: [&str; 4] = ["12.03.1984", "1984-03-12", "12 марта 1984 г.", "03/04/1984"];
const FULL_NAMES: [&str; 3] = ["Иванов Иван Иванович", "Айгерім Нұрланқызы Ахметова", "John Smith"];
const ROUNDS: usize = 200_000;

fn main() {
    let mut out = String::new();
    report("names folded", NAMES.len(), || {
        for name in NAMES {
            out.clear();
            fold::fold_into(name, &mut out);
            black_box(&out);
        }
    });
    report("phones read", PHONES.len(), || {
        for phone in PHONES {
            black_box(phone::normalize(phone, Country::Kazakhstan));
        }
    });
    report("dates read", DATES.len(), || {
        for date in DATES {
            black_box(dates::read(date));
        }
    });
    report("full names split", FULL_NAMES.len(), || {
        for name in FULL_NAMES {
            black_box(person::split_full_name(name));
        }
    });
}

#[expect(clippy::print_stdout, reason = "a program that prints its measurements")]
fn report(what: &str, per_round: usize, mut round: impl FnMut()) {
    let begun = Instant::now();
    for _ in 0..ROUNDS {
        round();
    }
    let per_second = (ROUNDS * per_round) as f64 / begun.elapsed().as_secs_f64();
    println!("{what:>20}: {:>6.2} million a second", per_second / 1e6);
}

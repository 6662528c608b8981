//! Measures reading and writing alone: `speed read FILE`, or `speed write FORMAT ROWS FILE`.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a tool for measuring, run by people at a terminal"
)]

use std::path::Path;
use std::time::Instant;

use transfer::cells::Row;
use transfer::formats::out::{Column, ColumnKind, Writing, target_named};
use transfer::formats::{Settings, Source, open};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let began = Instant::now();
    let n_rows = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["read", file] => read(file),
        ["write", format, n_rows, file] => write(format, n_rows.parse().unwrap(), file),
        _ => 0,
    };
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "{n_rows} rows in {seconds:.2} s, {:.0} rows/s, {} KiB at most",
        n_rows as f64 / seconds,
        peak_memory()
    );
}

fn read(file: &str) -> u64 {
    let source = Source::file(Path::new(file)).unwrap();
    let mut reading = open(&source, &Settings::default()).unwrap();
    let (mut row, mut n_rows, mut n_cells) = (Row::new(), 0, 0);
    while reading.next(&mut row).unwrap() {
        n_rows += 1;
        n_cells += row.len();
    }
    println!("{n_cells} cells, {} columns", reading.columns().len());
    n_rows
}

fn write(format: &str, n_rows: u64, file: &str) -> u64 {
    let mut columns: Vec<Column> =
        ["Фамилия", "Имя", "Отчество", "Телефон", "Почта", "Город", "Адрес", "Источник"]
            .map(Column::text)
            .to_vec();
    for (name, kind) in [
        ("Сумма", ColumnKind::Money),
        ("День рождения", ColumnKind::Date),
        ("Создан", ColumnKind::DateTime),
        ("VIP", ColumnKind::Bool),
    ] {
        columns.push(Column { name: name.to_owned(), kind, meaning: None });
    }
    let output = std::io::BufWriter::new(std::fs::File::create(file).unwrap());
    let writing =
        Writing { language: "ru".to_owned(), title: "Клиенты".to_owned(), ..Writing::default() };
    let mut sink = target_named(format).unwrap().begin(Box::new(output), &columns, &writing).unwrap();
    let mut row = Row::new();
    let (day, phone) = (jiff::civil::date(1990, 2, 28), |at: u64| format!("+7701{:07}", at % 10_000_000));
    for at in 0..n_rows {
        row.clear();
        for text in ["Кожахметов", "Наурызбай", "Серикович"] {
            row.push_text(text);
        }
        row.push_text(&phone(at));
        row.push_text(&format!("client{at}@example.kz"));
        row.push_text("Алматы");
        row.push_text("ул. Абая, 10, кв. 5");
        row.push_text("сайт");
        row.push_number(at as f64 / 4.0);
        row.push_date(day);
        row.push_datetime(day.at(10, 30, 0, 0));
        row.push_bool(at.is_multiple_of(2));
        sink.row(&row).unwrap();
    }
    sink.finish().unwrap().n_rows
}

fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.chars().filter(char::is_ascii_digit).collect()
}

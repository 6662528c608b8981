//! What the cells of a column say of it.

use std::collections::HashSet;

use super::Guess;
use crate::fold::fold;
use crate::linkage::kinds::ColumnKind;
use crate::person::{self, names};
use crate::{Country, address, dates, organization, phone};

/// Shares of non-empty cells that look like something, 0..=1.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Number of non-empty cells.
    pub n: usize,
    pub date: f64,
    n_distinct: usize,
    email: f64,
    phone: f64,
    /// Ten digits and more.
    long_digits: f64,
    number: f64,
    integer: f64,
    given: f64,
    patronymic: f64,
    family: f64,
    full_name: f64,
    organization: f64,
    address: f64,
    /// Mean number of words and characters.
    words: f64,
    length: f64,
    letters: f64,
    least: f64,
    most: f64,
    median_year: Option<i16>,
}

/// Looks at no more cells than this.
const MOST_CELLS: usize = 2000;

impl Content {
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a str>, country: Country) -> Content {
        let mut content = Content { least: f64::INFINITY, most: f64::NEG_INFINITY, ..Content::default() };
        let mut distinct = HashSet::new();
        let mut years = Vec::new();
        for cell in cells.map(str::trim).filter(|cell| !cell.is_empty()).take(MOST_CELLS) {
            content.n += 1;
            distinct.insert(cell);
            content.see(cell, country, &mut years);
        }
        content.n_distinct = distinct.len();
        years.sort_unstable();
        content.median_year = years.get(years.len() / 2).copied();
        let n = content.n.max(1) as f64;
        for share in [
            &mut content.date,
            &mut content.email,
            &mut content.phone,
            &mut content.long_digits,
            &mut content.number,
            &mut content.integer,
            &mut content.given,
            &mut content.patronymic,
            &mut content.family,
            &mut content.full_name,
            &mut content.organization,
            &mut content.address,
            &mut content.words,
            &mut content.length,
            &mut content.letters,
        ] {
            *share /= n;
        }
        content
    }

    fn see(&mut self, cell: &str, country: Country, years: &mut Vec<i16>) {
        let one = |is: bool| if is { 1.0 } else { 0.0 };
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
        let n_words = cell.split_whitespace().count();
        self.length += cell.chars().count() as f64;
        self.words += n_words as f64;
        self.letters += one(letters > 0 && digits == 0);
        self.email += one(cell.contains('@') && cell.contains('.'));
        self.long_digits += one(digits >= 10 && letters == 0);
        if letters == 0 && digits >= 6 {
            self.phone += one(phone::normalize(cell, country).e164().is_some());
        }
        if let Some(number) = cell
            .replace([' ', '\u{a0}'], "")
            .replace(',', ".")
            .parse::<f64>()
            .ok()
            .filter(|n| n.is_finite())
        {
            self.number += 1.0;
            self.integer += one(number.fract() == 0.0);
            self.least = self.least.min(number);
            self.most = self.most.max(number);
        }
        if digits >= 3
            && let Some(date) = dates::read(cell)
        {
            self.date += 1.0;
            years.extend(date.year);
        }
        if letters > 0 {
            self.see_words(cell, digits, n_words);
        }
    }

    fn see_words(&mut self, cell: &str, digits: usize, n_words: usize) {
        let one = |is: bool| if is { 1.0 } else { 0.0 };
        self.organization += one(organization::looks_like_organization(cell));
        if digits > 0 {
            let parts = address::split(cell);
            self.address += one(n_words >= 2 && parts.house.is_some() && parts.street.is_some());
            return;
        }
        let folded: Vec<String> = cell.split_whitespace().map(fold).collect();
        let is_given = |word: &String| !names::groups(word).is_empty();
        if let [word] = folded.as_slice() {
            self.given += one(is_given(word));
            self.patronymic += one(person::is_patronymic(word));
            self.family += one(person::is_family_name(word) && !is_given(word));
        } else if n_words <= 4 {
            let has_given = folded.iter().any(is_given);
            let has_patronymic = folded.iter().any(|word| person::is_patronymic(word));
            self.full_name += one(has_given || has_patronymic);
        }
    }

    pub(super) fn is_constant(&self) -> bool {
        self.n_distinct <= 1 && self.n > 1
    }

    pub(super) fn is_all_distinct(&self) -> bool {
        self.n_distinct == self.n
    }

    /// Whole numbers that fill a range and never repeat: they count rows.
    pub(super) fn is_counter(&self) -> bool {
        self.n > 10
            && self.integer >= 1.0
            && self.is_all_distinct()
            && (self.most - self.least) < 20.0 * self.n as f64
            && self.date < 0.5
    }

    /// Few words of letters, many of them different.
    pub(super) fn looks_like_names(&self) -> bool {
        self.letters >= 0.9 && self.words < 1.6 && self.n_distinct * 20 > self.n && self.length >= 3.0
    }

    /// False when the cells contradict what a header says.
    pub(super) fn allows(&self, kind: ColumnKind) -> bool {
        match kind {
            ColumnKind::Email => self.email >= 0.3,
            ColumnKind::Phone => self.email < 0.3 && self.letters < 0.5 && self.length >= 5.0,
            ColumnKind::BirthDate => self.date >= 0.5,
            ColumnKind::FamilyName | ColumnKind::GivenName | ColumnKind::Patronymic => {
                self.letters >= 0.5 && self.words < 2.5 && self.full_name < 0.5
            }
            ColumnKind::FullName => {
                self.letters >= 0.5
                    && self.words >= 1.5
                    && (self.full_name >= 0.2 && self.organization < 0.5)
            }
            ColumnKind::Id => self.letters < 0.5 && self.length >= 5.0,
            ColumnKind::Organization => self.letters + self.organization >= 0.3 && self.number < 0.5,
            ColumnKind::Code => self.words < 3.0,
            ColumnKind::City => self.number < 0.5,
            ColumnKind::Address => self.number < 0.5 && self.email < 0.5,
            _ => true,
        }
    }

    /// The kind that the cells alone speak for.
    pub(super) fn guess(&self) -> Guess {
        let found = |kind, confidence| Guess { kind, confidence };
        let is_birth = self.median_year.is_none_or(|year| (1900..=2015).contains(&year));
        match () {
            () if self.email >= 0.5 => found(ColumnKind::Email, self.email),
            () if self.date >= 0.6 && is_birth => found(ColumnKind::BirthDate, self.date * 0.8),
            () if self.date >= 0.6 => found(ColumnKind::Ignored, 0.5),
            () if self.phone >= 0.6 => found(ColumnKind::Phone, self.phone * 0.9),
            () if self.long_digits >= 0.8 => found(ColumnKind::Id, 0.6),
            () if self.patronymic >= 0.4 => found(ColumnKind::Patronymic, self.patronymic),
            () if self.organization >= 0.3 => found(ColumnKind::Organization, 0.7),
            () if self.full_name >= 0.4 && self.words < 4.0 => found(ColumnKind::FullName, self.full_name),
            () if self.address >= 0.4 => found(ColumnKind::Address, self.address * 0.9),
            () if self.given >= 0.35 => found(ColumnKind::GivenName, self.given),
            () if self.family >= 0.4 => found(ColumnKind::FamilyName, self.family),
            () if self.number >= 0.9 => found(
                if self.length >= 6.0 && self.integer >= 0.9 {
                    ColumnKind::Code
                } else {
                    ColumnKind::Number
                },
                0.5,
            ),
            () if self.words > 25.0 => found(ColumnKind::Ignored, 0.5),
            () if self.length <= 6.0
                && self.words < 1.5
                && (self.letters < 0.5 || self.n_distinct * 20 < self.n) =>
            {
                found(ColumnKind::Code, 0.5)
            }
            () => found(ColumnKind::Text, 0.5),
        }
    }
}

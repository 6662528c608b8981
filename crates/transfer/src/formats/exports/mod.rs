//! Recognizes by their columns the files that other programs export, and tells what each column means.
//!
//! A family: one file per program; a new program is a new file and a line in [`PROGRAMS`].

mod amocrm;
mod bitrix24;
mod commerceml;
mod google;
mod hubspot;
mod meaning;
mod opencart;
mod outlook;
mod shopify;
mod vcard;
mod woocommerce;

use serde::Serialize;

use super::settings::Settings;
pub use meaning::Meaning;

/// A program whose exports are known.
pub(crate) struct Program {
    /// Its name in settings, for ever.
    pub slug: &'static str,
    /// Its name as people know it.
    pub label: &'static str,
    /// Its exports.
    pub exports: &'static [Known],
}

/// One export of a program.
pub(crate) struct Known {
    /// What its rows are.
    pub subject: Subject,
    /// Sets of columns, small letters, of which one must be there whole.
    pub signatures: &'static [&'static [&'static str]],
    /// Meanings of columns by their names, small letters; a `#` stands for a number.
    pub columns: &'static [(&'static str, Meaning)],
    /// Slug of the format it comes in, if only in one.
    pub format: Option<&'static str>,
}

/// What the rows of a file are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// People and organizations.
    Customers,
    /// Deals.
    Deals,
    /// Orders, or lines of orders.
    Orders,
    /// Products.
    Products,
}

impl Subject {
    /// Its name in settings, for ever.
    pub fn slug(self) -> &'static str {
        match self {
            Subject::Customers => "customers",
            Subject::Deals => "deals",
            Subject::Orders => "orders",
            Subject::Products => "products",
        }
    }
}

/// A recognized export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Export {
    /// Slug of the program.
    pub program: &'static str,
    /// The program's name as people know it.
    pub label: &'static str,
    /// What the rows are.
    pub subject: Subject,
    /// What each column means, in order; `None` where it is not known.
    pub meanings: Vec<Option<Meaning>>,
}

impl Export {
    /// Whether it tells more than the format does, as the name of a program.
    pub fn is_of_program(&self) -> bool {
        self.program != vcard::VCARD.slug && self.program != commerceml::COMMERCEML.slug
    }
}

/// Every program; of two that fit equally the earlier is taken.
pub(crate) const PROGRAMS: [&Program; 10] = [
    &google::GOOGLE,
    &outlook::OUTLOOK,
    &amocrm::AMOCRM,
    &bitrix24::BITRIX24,
    &hubspot::HUBSPOT,
    &shopify::SHOPIFY,
    &woocommerce::WOOCOMMERCE,
    &opencart::OPENCART,
    &commerceml::COMMERCEML,
    &vcard::VCARD,
];

/// The export that the columns tell, the one with the longest signature if several do.
pub fn recognize(columns: &[String], settings: &Settings) -> Option<Export> {
    let folded: Vec<String> = columns.iter().map(|name| fold(name)).collect();
    let mut best: Option<(usize, &Program, &Known)> = None;
    for program in PROGRAMS {
        for known in program.exports {
            if known.format.is_some_and(|format| format != settings.format) {
                continue;
            }
            let fits = |set: &&&[&str]| set.iter().all(|name| folded.iter().any(|column| column == name));
            let weight = known.signatures.iter().filter(fits).map(|set| set.len()).max().unwrap_or(0);
            if weight > best.map_or(0, |(weight, ..)| weight) {
                best = Some((weight, program, known));
            }
        }
    }
    let (_, program, known) = best?;
    let meanings = folded.iter().map(|column| meaning_of(column, known.columns)).collect();
    Some(Export { program: program.slug, label: program.label, subject: known.subject, meanings })
}

/// Small letters, `ё` as `е`, single blanks.
fn fold(name: &str) -> String {
    let small = name.trim_start_matches('\u{feff}').to_lowercase().replace('ё', "е");
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn meaning_of(column: &str, known: &[(&str, Meaning)]) -> Option<Meaning> {
    let exact = known.iter().find(|(name, _)| *name == column);
    let numbered = || {
        let plain: String = column.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
        known.iter().find(|(name, _)| *name == plain)
    };
    let ended = || {
        let stars = known.iter().filter(|(name, _)| name.ends_with('*'));
        stars
            .max_by_key(|(name, _)| column.starts_with(name.trim_end_matches('*')).then_some(name.len()))
            .filter(|(name, _)| column.starts_with(name.trim_end_matches('*')))
    };
    exact.or_else(numbered).or_else(ended).map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(header: &str, program: &str, subject: Subject, n_known: usize) {
        let columns: Vec<String> = header.split(',').map(str::to_owned).collect();
        let export = recognize(&columns, &Settings::default()).unwrap_or_else(|| panic!("{header}"));
        assert_eq!((export.program, export.subject), (program, subject), "{header}");
        assert!(export.meanings.iter().flatten().count() >= n_known, "{header} {:?}", export.meanings);
    }

    #[test]
    fn exports_are_recognized_by_their_columns() {
        use Subject::{Customers, Deals, Orders, Products};
        check("Name,Given Name,Family Name,E-mail 1 - Value,Phone 1 - Value", "google", Customers, 5);
        check(
            "First Name,Middle Name,Last Name,Phone 1 - Label,Phone 1 - Value,E-mail 1 - Value",
            "google",
            Customers,
            5,
        );
        check(
            "First Name,Last Name,E-mail Address,Mobile Phone,Business Phone,Company",
            "outlook",
            Customers,
            6,
        );
        check(
            "Имя,Фамилия,Адрес электронной почты,Телефон переносной,Организация",
            "outlook",
            Customers,
            4,
        );
        check(
            "ID,Тип,Полное имя контакта,Название компании,Рабочий телефон,Рабочий email,Теги",
            "amocrm",
            Customers,
            5,
        );
        check(
            "ID,Имя,Фамилия,Отчество,Рабочий телефон,Рабочий e-mail,Ответственный,Тип контакта",
            "bitrix24",
            Customers,
            6,
        );
        check("Record ID,First Name,Last Name,Email,Lifecycle Stage,Phone Number", "hubspot", Customers, 5);
        check("ID,Название сделки,Бюджет,Этап сделки,Воронка,Ответственный", "amocrm", Deals, 3);
        check(
            "Name,Email,Created at,Total,Financial Status,Lineitem name,Lineitem quantity",
            "shopify",
            Orders,
            7,
        );
        check("ID,Type,SKU,Name,Published,Visibility in catalog,Regular price", "woocommerce", Products, 4);
        check(
            "customer_id,firstname,lastname,email,telephone,customer_group_id,date_added",
            "opencart",
            Customers,
            5,
        );
    }

    #[test]
    fn a_plain_table_is_nobodys_export() {
        let columns = ["ФИО", "Телефон", "Город"].map(str::to_owned);
        assert_eq!(recognize(&columns, &Settings::default()), None);
    }

    #[test]
    fn slugs_and_names_of_columns_are_well_formed() {
        let mut slugs: Vec<_> = PROGRAMS.iter().map(|program| program.slug).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), PROGRAMS.len());
        for known in PROGRAMS.iter().flat_map(|program| program.exports) {
            let names = known
                .signatures
                .iter()
                .flat_map(|set| set.iter())
                .chain(known.columns.iter().map(|(name, _)| name));
            for name in names {
                assert_eq!(fold(name), *name);
            }
        }
    }
}

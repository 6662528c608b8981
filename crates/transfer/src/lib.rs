//! Transfer brings customers' files in and takes lists out, and loses nothing on the way.
//!
//! `formats` reads every kind of file as one stream of rows and writes the same kinds back; `cells` are
//! what a row is made of; `text` finds out how a file's letters are encoded. [`mapping`] says which column is which
//! field of the card; [`run`] brings a file in batch by batch, and takes it back as a whole; [`exporting`] takes lists out.

mod api;
pub mod cells;
pub mod cells_numbers;
pub mod exporting;
pub mod formats;
pub mod mapping;
pub mod orders;
pub mod outgoing;
mod pages;
pub mod run;
mod several;
pub mod text;
mod text_cyrillic;
pub mod text_decoding;

/// The right over which levels are asked here.
pub const RIGHT: kernel::Right = "transfer";

/// What this capability brings to the house. Its jobs need the store of files: the
/// binary puts [`run::jobs`] before these.
pub static CAPABILITY: web::Capability = web::Capability {
    slug: RIGHT,
    catalogue: CATALOGUE,
    nav: &[web::NavEntry { href: "/import", icon: "upload", label: "transfer-nav", right: RIGHT }],
    arranged: &[],
    pages: pages::routes,
    api: api::router,
    jobs: || run::declared().into_iter().chain(outgoing::declared()).collect(),
};

/// The texts of this crate: kinds of files, what is wrong with files, rows and cells.
pub const CATALOGUE: words::Catalogue = words::Catalogue {
    owner: "transfer",
    ru: include_str!("../i18n/ru.ftl"),
    kk: include_str!("../i18n/kk.ftl"),
    en: include_str!("../i18n/en.ftl"),
};

#[cfg(test)]
mod tests {
    use super::CATALOGUE;
    use crate::formats::faults::{CellFault, Explained, FileFault, ReadError, RowFault, Warning};
    use crate::formats::out::{TARGETS, WriteError};
    use crate::formats::{FORMATS, exports::Subject};

    #[test]
    fn the_catalogues_are_whole() {
        assert_eq!(words::check_catalogues(&[CATALOGUE]), Vec::<String>::new());
    }

    fn check(fault: &dyn Explained) {
        let key = fault.key();
        for text in [CATALOGUE.ru, CATALOGUE.kk, CATALOGUE.en] {
            let message = text.lines().find(|line| line.starts_with(&format!("{key} = ")));
            let message = message.unwrap_or_else(|| panic!("{key} has no words"));
            let args: Vec<_> = fault.args().into_iter().map(|(name, _)| format!("{{ ${name} }}")).collect();
            let n_used = message.matches("{ $").count();
            let n_given = args.iter().filter(|arg| message.contains(arg.as_str())).count();
            assert_eq!(n_used, n_given, "{key}: {message}");
        }
    }

    #[test]
    fn every_fault_of_a_file_has_words() {
        let text = String::new;
        for fault in [
            FileFault::Io(text()),
            FileFault::Empty,
            FileFault::OtherKind(text()),
            FileFault::Unknown,
            FileFault::Archive,
            FileFault::Password,
            FileFault::Truncated,
            FileFault::Damaged(text()),
            FileFault::Bomb,
            FileFault::NoRows,
            FileFault::NoTables,
            FileFault::NoSuchTable(text()),
            FileFault::UnknownEncoding(text()),
            FileFault::UnknownFormat(text()),
            FileFault::Version(text()),
            FileFault::Packed(text()),
        ] {
            check(&ReadError { file: "клиенты.csv".to_owned(), row: None, fault: fault.clone() });
            check(&ReadError { file: "клиенты.csv".to_owned(), row: Some(3), fault });
        }
    }

    #[test]
    fn every_fault_of_a_row_or_cell_and_every_warning_has_words() {
        let text = String::new;
        for fault in [
            RowFault::TooLong,
            RowFault::UnclosedQuote,
            RowFault::BadJson(text()),
            RowFault::BrokenCard,
            RowFault::TooManyColumns,
            RowFault::Damaged,
        ] {
            check(&fault);
        }
        for fault in [
            CellFault::Formula,
            CellFault::Undecodable,
            CellFault::BadDate,
            CellFault::Attachment,
            CellFault::Damaged,
        ] {
            check(&fault);
        }
        check(&Warning::WrongEnding { ending: text(), format: text() });
        check(&Warning::UnsureEncoding { encoding: text() });
        check(&Warning::NoHeader);
        check(&Warning::Attachments { columns: text() });
        for error in [WriteError::DiskFull, WriteError::Io(text()), WriteError::TooManyColumns(1)] {
            check(&error);
        }
    }

    #[test]
    fn every_format_and_target_has_a_label() {
        let formats = FORMATS.iter().map(|format| format!("transfer-format-{}", format.slug()));
        let targets = TARGETS.iter().map(|target| format!("transfer-target-{}", target.slug()));
        let subjects = [Subject::Customers, Subject::Deals, Subject::Orders, Subject::Products];
        let subjects = subjects.iter().map(|subject| format!("transfer-subject-{}", subject.slug()));
        for key in formats.chain(targets).chain(subjects) {
            assert!(CATALOGUE.ru.contains(&format!("\n{key} = ")), "{key}");
        }
    }
}

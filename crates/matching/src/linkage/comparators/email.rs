//! E-mails: plus tags, the local part at another domain, slips.

use super::{Comparator, Keys, Level, level};
use crate::Country;
use crate::linkage::strings::{distance, hash, jaro_winkler, skeleton};
use crate::linkage::values::{Prepared, TokenCounts, Value};

pub(crate) struct Email;

pub(crate) const EMAIL: Email = Email;

const LEVELS: [Level; 6] = [
    level("same", 0.75),
    level("local_part", 0.06),
    level("typo", 0.05),
    level("similar", 0.02),
    level("some", 0.02),
    level("different", 0.10),
];

impl Comparator for Email {
    fn slug(&self) -> &'static str {
        "email"
    }

    fn levels(&self) -> &'static [Level] {
        &LEVELS
    }

    fn prepare(&self, cell: &str, _: Country, out: &mut Prepared) -> bool {
        let bare = cell.trim().trim_start_matches("mailto:");
        let (local, domain) = bare.rsplit_once('@').unwrap_or((bare, ""));
        let local = local.split_once('+').map_or(local, |(local, _)| local);
        out.text.extend(local.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase));
        if !out.text.chars().any(char::is_alphanumeric) {
            return false;
        }
        out.number = out.text.len() as u64;
        out.text.push('@');
        out.text.extend(domain.chars().flat_map(char::to_lowercase));
        true
    }

    fn compare(&self, a: Value<'_>, b: Value<'_>, _: &TokenCounts) -> u8 {
        let (local_a, local_b) = (local(a), local(b));
        if local_a == local_b {
            return 1;
        }
        let slips = distance(a.text, b.text, 2);
        if slips <= 2 && local_a.len().min(local_b.len()) >= 4 {
            return 2;
        }
        let locals = jaro_winkler(local_a, local_b);
        let is_same_domain = a.text.get(a.number as usize..) == b.text.get(b.number as usize..);
        match locals {
            locals if locals >= 0.92 && (is_same_domain || distance(a.text, b.text, 4) <= 4) => 3,
            locals if locals >= 0.88 => 4,
            _ => 5,
        }
    }

    fn keys(&self, value: Value<'_>, _: &TokenCounts) -> Keys {
        let local = local(value);
        let letters: String = local.chars().filter(char::is_ascii_alphabetic).collect();
        let stem = if letters.len() >= 4 { hash(&["s", &skeleton(&letters, 8)]) } else { 0 };
        [hash(&[value.text]), hash(&["l", local]), stem]
    }
}

fn local(value: Value<'_>) -> &str {
    value.text.get(..value.number as usize).unwrap_or(value.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::comparators::level_between;

    #[test]
    fn emails_agree_by_their_local_part() {
        for (left, right, level) in [
            ("Ivan.Petrov@Mail.ru", "ivan.petrov@mail.ru", "same"),
            ("ivan.petrov+shop@mail.ru", "ivan.petrov@mail.ru", "same"),
            ("ivan.petrov@gmail.com", "ivan.petrov@mail.ru", "local_part"),
            ("ivan.petrov@mail.ru", "ivan.petorv@mail.ru", "typo"),
            ("ivan.petrov@mail.ru", "a.sidorova@bk.ru", "different"),
        ] {
            assert_eq!(level_between(&EMAIL, left, right), level, "{left} {right}");
        }
    }
}

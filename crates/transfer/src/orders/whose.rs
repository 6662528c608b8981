//! Whose order a row says it is, and whether two rows of one number speak of the same customer.

use super::columns::Target;
use kernel::Country;
use matching::fold::fold;
use matching::phone;
use web::FieldError;

/// What a row says of its customer, as typed; empty where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Whose {
    key: String,
    phone: String,
    email: String,
    name: String,
}

impl Whose {
    /// What a row says; `text` gives the cell of a target.
    pub(super) fn of<'r>(text: impl Fn(Target) -> &'r str) -> Self {
        let name = [Target::Name, Target::Family, Target::Given].map(&text).join(" ").trim().to_owned();
        // Shops write 0 for clients without an account.
        let key = Some(text(Target::Buyer)).filter(|key| *key != "0").unwrap_or_default().to_owned();
        Whose { key, phone: text(Target::Phone).to_owned(), email: text(Target::Email).to_owned(), name }
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the other is somebody else: by the id where both have one; else by phones and e-mails, of which one in
    /// common is enough; by names only where nothing else can be compared.
    pub(super) fn contradicts(&self, other: &Whose, country: Country) -> bool {
        if self == other || self.is_empty() || other.is_empty() {
            return false;
        }
        if !self.key.is_empty() && !other.key.is_empty() {
            return self.key != other.key;
        }
        let phones = are_same(&phones(&self.phone, country), &phones(&other.phone, country));
        match (phones, are_same(&emails(&self.email), &emails(&other.email))) {
            (None, None) => is_other_name(&self.name, &other.name),
            (phones, emails) => phones != Some(true) && emails != Some(true),
        }
    }

    /// Takes over what the other tells besides.
    pub(super) fn complete(&mut self, other: Whose) {
        let pairs = [
            (&mut self.key, other.key),
            (&mut self.phone, other.phone),
            (&mut self.email, other.email),
            (&mut self.name, other.name),
        ];
        for (own, more) in pairs {
            if own.is_empty() {
                *own = more;
            }
        }
    }
}

/// Why a row is refused whose number is somebody else's, as a row before it says.
pub(super) fn taken(number: &str, row_no: i64) -> FieldError {
    let args = vec![("number", number.to_owned().into()), ("row", row_no.to_string().into())];
    FieldError { args, ..FieldError::new("number", "transfer-orders-other-customer") }
}

/// Whether two sets have a member in common; `None` where one of them is empty.
fn are_same(one: &[String], other: &[String]) -> Option<bool> {
    let is_told = !one.is_empty() && !other.is_empty();
    is_told.then(|| one.iter().any(|value| other.contains(value)))
}

fn phones(cell: &str, country: Country) -> Vec<String> {
    let country = crate::mapping::country_of(country);
    let read = |typed: &String| phone::normalize(typed, country).e164().map(str::to_owned);
    phone::split_many(cell).iter().filter_map(read).collect()
}

fn emails(cell: &str) -> Vec<String> {
    let parts = cell.split([',', ';', '\n', ' ']).filter(|part| part.contains('@'));
    parts.map(str::to_lowercase).collect()
}

/// Whether two names are of two people: a word of the shorter one is not in the other, be it as an initial.
fn is_other_name(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        parts.map(fold).filter(|word| !word.is_empty()).collect()
    };
    let (mut short, mut long) = (words(one), words(other));
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    let is_in = |word: &String| {
        long.iter().any(|own| own.starts_with(word.as_str()) || word.starts_with(own.as_str()))
    };
    !short.iter().all(is_in)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whose([key, phone, email, name]: [&str; 4]) -> Whose {
        Whose { key: key.into(), phone: phone.into(), email: email.into(), name: name.into() }
    }

    fn check(one: [&str; 4], other: [&str; 4], is_other: bool) {
        assert_eq!(whose(one).contradicts(&whose(other), Country::Kz), is_other, "{one:?} {other:?}");
        assert_eq!(whose(other).contradicts(&whose(one), Country::Kz), is_other, "{other:?} {one:?}");
    }

    #[test]
    fn rows_of_one_number_are_compared_by_the_surest_that_both_tell() {
        check(["7", "", "", "Ким"], ["7", "87010000001", "", "Омарова"], false);
        check(["7", "87010000001", "", ""], ["8", "87010000001", "", ""], true);
        check(["", "8 701 000 00 01", "", "Ким"], ["", "+77010000001", "", "Ким Анна"], false);
        check(["", "87010000001", "", "Ким"], ["", "87010000002", "", "Ким"], true);
        check(["", "87010000001", "a@b.kz", ""], ["", "87010000002", "A@b.kz", ""], false);
        check(["", "87010000001, 87010000002", "", ""], ["", "87010000002", "", ""], false);
        check(["", "87010000001", "", ""], ["", "", "a@b.kz", ""], false);
        check(["", "", "", "Омарова Әлия"], ["", "", "", "Әлия Омарова"], false);
        check(["", "", "", "Омарова Ә."], ["", "", "", "Омарова Әлия"], false);
        check(["", "", "", "Заказов Первый"], ["", "", "", "Другой Клиент"], true);
        check(["", "87010000001", "", "Ким"], ["", "", "", ""], false);
    }
}

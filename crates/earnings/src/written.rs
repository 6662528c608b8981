//! To whom, for what and where a rate is for, as the base, forms and programs write it: `all`, `team:ID`, `category:NAME`.

use crate::rate::{Place, What, Whom};

/// Reads `all`, `team:ID`, `person:ID`.
pub(crate) fn whom(text: &str) -> Option<Whom> {
    match parts(text) {
        ("all", "") => Some(Whom::All),
        ("team", id) => id.parse().ok().map(Whom::Team),
        ("person", id) => id.parse().ok().map(Whom::Person),
        _ => None,
    }
}

/// Reads `all`, `category:NAME`, `product:ID`.
pub(crate) fn what(text: &str) -> Option<What> {
    match parts(text) {
        ("all", "") => Some(What::All),
        ("category", "") => None,
        ("category", name) => Some(What::Category(name.to_owned())),
        ("product", id) => id.parse().ok().map(What::Product),
        _ => None,
    }
}

/// Reads `all`, `pipeline:ID`, `stage:ID`.
pub(crate) fn place(text: &str) -> Option<Place> {
    match parts(text) {
        ("all", "") => Some(Place::All),
        ("pipeline", id) => id.parse().ok().map(Place::Pipeline),
        ("stage", id) => id.parse().ok().map(Place::Stage),
        _ => None,
    }
}

fn parts(text: &str) -> (&str, &str) {
    let (kind, rest) = text.trim().split_once(':').unwrap_or((text.trim(), ""));
    (kind, rest.trim())
}

/// As [`whom`] reads it.
pub(crate) fn of_whom(whom: Whom) -> String {
    match whom {
        Whom::All => "all".into(),
        Whom::Team(id) => format!("team:{id}"),
        Whom::Person(id) => format!("person:{id}"),
    }
}

/// As [`what`] reads it.
pub(crate) fn of_what(what: &What) -> String {
    match what {
        What::All => "all".into(),
        What::Category(name) => format!("category:{name}"),
        What::Product(id) => format!("product:{id}"),
    }
}

/// As [`place`] reads it.
pub(crate) fn of_place(place: Place) -> String {
    match place {
        Place::All => "all".into(),
        Place::Pipeline(id) => format!("pipeline:{id}"),
        Place::Stage(id) => format!("stage:{id}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let id = "0197a3c0-0000-7000-8000-00000000dcba";
        for text in ["all".to_owned(), format!("team:{id}"), format!("person:{id}")] {
            assert_eq!(whom(&text).map(of_whom), Some(text));
        }
        for text in ["all".to_owned(), "category:Посуда: зал".into(), format!("product:{id}")] {
            assert_eq!(what(&text).map(|known| of_what(&known)), Some(text));
        }
        for text in ["all".to_owned(), format!("pipeline:{id}"), format!("stage:{id}")] {
            assert_eq!(place(&text).map(of_place), Some(text));
        }
        let nothing = ["", "team:", "team:x", "category: ", "everything", "stage"];
        let is_read = |text: &&str| whom(text).is_some() || what(text).is_some() || place(text).is_some();
        assert_eq!(nothing.iter().filter(|text| is_read(text)).count(), 0);
    }
}

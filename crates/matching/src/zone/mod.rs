//! The time zone that a phone or an address tells of, as an IANA name; a guess, never a certainty.

mod phones;
mod places;

use crate::address;

pub use phones::of_phone;

/// The zone of a city or a region as people write it, in Russian, Kazakh or Latin letters.
///
/// ```
/// assert_eq!(matching::zone::of_place("г. Өскемен"), Some("Asia/Almaty"));
/// assert_eq!(matching::zone::of_place("Vladivostok"), Some("Asia/Vladivostok"));
/// assert_eq!(matching::zone::of_place("Нью-Васюки"), None);
/// ```
pub fn of_place(name: &str) -> Option<&'static str> {
    places::named(name).or_else(|| of_address(name))
}

/// The zone of the city, else of the region, of an address written whole.
pub fn of_address(text: &str) -> Option<&'static str> {
    let parts = address::split(text);
    [parts.city, parts.region, parts.country].iter().flatten().find_map(|name| places::named(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_by_its_city_not_by_its_street() {
        let check = |text: &str, zone: Option<&str>| assert_eq!(of_address(text), zone, "{text}");
        check("г. Новосибирск, Красный проспект, д. 1", Some("Asia/Novosibirsk"));
        check("050000, Алматы, ул. Омская 5", Some("Asia/Almaty"));
        check("Приморский край, г. Находка, ул. Ленина 3", Some("Asia/Vladivostok"));
        check("ул. Московская, 7", None);
        check("", None);
    }
}

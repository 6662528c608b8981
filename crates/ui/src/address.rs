//! Addresses of the page that differ from it in one part of the query.

/// Sets `name` to `value` in the query of `path`, keeping the order of the other parts; an empty value removes it.
pub fn with_query(path: &str, name: &str, value: &str) -> String {
    let (place, query) = path.split_once('?').unwrap_or((path, ""));
    let mut parts: Vec<String> = query
        .split('&')
        .filter(|part| !part.is_empty() && part.split('=').next() != Some(name))
        .map(str::to_owned)
        .collect();
    if !value.is_empty() {
        parts.push(format!("{name}={}", encode(value)));
    }
    if parts.is_empty() { place.to_owned() } else { format!("{place}?{}", parts.join("&")) }
}

fn encode(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_of_the_query_changes_and_the_others_stay() {
        let check = |path: &str, name: &str, value: &str, expected: &str| {
            assert_eq!(with_query(path, name, value), expected, "{path} {name} {value}");
        };
        check("/customers", "sort", "-name", "/customers?sort=-name");
        check("/customers?sort=name&q=a", "sort", "-name", "/customers?q=a&sort=-name");
        check("/customers?sort=name", "sort", "", "/customers");
        check("/customers?q=a", "view", "мои", "/customers?q=a&view=%D0%BC%D0%BE%D0%B8");
        check("/customers?sorted=1", "sort", "x", "/customers?sorted=1&sort=x");
    }
}

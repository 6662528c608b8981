//! Addresses of the page that differ from it in one part of the query.

/// Sets `name` to `value` in the query of `path`, keeping the order of the other parts; an empty value removes it.
pub fn with_query(path: &str, name: &str, value: &str) -> String {
    let (place, query) = path.split_once('?').unwrap_or((path, ""));
    let mut whole = String::with_capacity(path.len() + name.len() + 3 * value.len() + 2);
    whole.push_str(place);
    let mut before = '?';
    let is_kept = |part: &&str| !part.is_empty() && part.split('=').next() != Some(name);
    for part in query.split('&').filter(is_kept) {
        whole.push(before);
        whole.push_str(part);
        before = '&';
    }
    if !value.is_empty() {
        whole.push(before);
        whole.push_str(name);
        whole.push('=');
        encode(&mut whole, value);
    }
    whole
}

/// Adds a value as it is written in a query.
fn encode(query: &mut String, value: &str) {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            query.push(char::from(byte));
        } else {
            query.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
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

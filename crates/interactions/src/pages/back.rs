//! The way back to where somebody came from: only ever a path of this house.

use web::Form;

/// The path that the form names, if it is one of ours; else the other one.
pub(super) fn of<'f>(form: &'f Form, otherwise: &'f str) -> &'f str {
    form.filled("back").filter(|path| is_ours(path)).unwrap_or(otherwise)
}

/// Whether it is a path of this house, which a browser does not take for the address of another.
pub(super) fn is_ours(path: &str) -> bool {
    let is_plain = !path.chars().any(|c| c.is_control() || c == '\\');
    path.starts_with('/') && !path.starts_with("//") && is_plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_away() {
        let check = |path: &str, wanted: bool| assert_eq!(is_ours(path), wanted, "{path}");
        check("/customers/1?tab=interactions", true);
        check("//evil.example/", false);
        check("/\\evil.example/", false);
        check("https://evil.example/", false);
        check("/\tevil", false);
        check("customers", false);
        check("", false);
    }
}

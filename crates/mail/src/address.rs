//! Who a letter is from or for.

/// A name with an e-mail; the name may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Address {
    /// How they call themselves; may be empty.
    pub name: String,
    /// Their e-mail, in small letters after the `@`.
    pub email: String,
}

impl Address {
    /// An address without a name.
    pub fn bare(email: &str) -> Self {
        Self { name: String::new(), email: email.to_owned() }
    }

    /// The name, or the e-mail of those who gave none.
    pub fn called(&self) -> &str {
        if self.name.is_empty() { &self.email } else { &self.name }
    }
}

/// An e-mail that letters can be sent to, its domain in small letters; `None` for anything else. A domain in national
/// letters is allowed, a line break or a bracket nowhere.
pub fn checked_email(text: &str) -> Option<String> {
    let text = text.trim();
    let (local, domain) = text.rsplit_once('@')?;
    let is_plain = |c: char| !c.is_control() && !c.is_whitespace() && !"<>()[],;:\\\"@".contains(c);
    let is_whole = !local.is_empty() && local.len() <= 64 && local.chars().all(is_plain);
    let domain = domain.to_lowercase();
    let is_domain = domain.len() <= 253
        && !domain.is_empty()
        && domain.split('.').all(|part| {
            let is_inside = part.chars().all(|c| c.is_alphanumeric() || c == '-');
            !part.is_empty() && is_inside && !part.starts_with('-') && !part.ends_with('-')
        });
    (is_whole && is_domain).then(|| format!("{local}@{domain}"))
}

/// What stands after the `@`; `localhost` when nothing does.
pub fn domain_of(email: &str) -> &str {
    match email.rsplit_once('@') {
        Some((_, domain)) if !domain.is_empty() => domain,
        _ => "localhost",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_is_one_address_and_nothing_more() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(checked_email(text).as_deref(), expected, "{text:?}");
        };
        check(" Aigerim.O@Dastarkhan.KZ ", Some("Aigerim.O@dastarkhan.kz"));
        check("почта@пример.рф", Some("почта@пример.рф"));
        check("root@localhost", Some("root@localhost"));
        check("a@b, c@d", None);
        check("a@b>\r\nRCPT TO:<c@d", None);
        check("a@b\r\nBcc: c@d", None);
        check("@b.kz", None);
        check("a@", None);
        check("a@-b.kz", None);
        check("a b@c.kz", None);
        check("a@b..kz", None);
    }

    #[test]
    fn a_domain_stands_after_the_at() {
        assert_eq!(domain_of("a@firm.kz"), "firm.kz");
        assert_eq!(domain_of("nothing"), "localhost");
    }
}

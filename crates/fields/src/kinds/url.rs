//! The address of a site or a page.

use crate::key;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::settings::{Manner, Settings};
use words::Say;

/// The address of a site, stored with `https://` when no scheme was typed and its host in lower case.
///
/// Only http and https, so that a link on a card cannot run a script.
pub struct Url;

impl FieldKind for Url {
    fn slug(&self) -> &'static str {
        "url"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let typed = typed.trim();
        let (scheme, rest) = scheme(typed)?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let authority = authority.to_lowercase();
        let (host, port) = match authority.split_once(':') {
            Some((host, port)) => (host, port),
            None => (authority.as_str(), "443"),
        };
        if !is_host(host) || port.parse::<u16>().is_err() {
            return Err(Unreadable::plain("fields-url-host"));
        }
        if typed.chars().any(|sign| sign.is_whitespace() || sign.is_control() || "<>\"".contains(sign)) {
            return Err(Unreadable::plain("fields-url-space"));
        }
        super::text::short_enough(typed, 2000)?;
        let path = if path == "/" { "" } else { path };
        Ok(Reading::sure(format!("{scheme}://{authority}{path}")))
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-url").keyboard("url").autocomplete("url").of_words()
    }

    fn operators(&self) -> &'static [Operator] {
        &[
            Operator::Contains,
            Operator::Starts,
            Operator::Is,
            Operator::IsNot,
            Operator::Known,
            Operator::Unknown,
        ]
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("Example.KZ/", "https://example.kz"),
                Sample::good("http://www.example.com:8080/A?b#c", "http://www.example.com:8080/A?b#c"),
                Sample::good("қазақстан.қаз", "https://қазақстан.қаз"),
                Sample::bad("javascript:alert(1)"),
                Sample::bad("ftp://example.com"),
                Sample::bad("example"),
                Sample::bad("example.com/a b"),
                Sample::bad("https://user@example.com"),
                Sample::bad("example.com:99999"),
            ]
        }
    }

    fn show(&self, value: &str, _: &Settings, _: &Say) -> String {
        bare(value).to_owned()
    }

    fn keys(&self, value: &str) -> Vec<String> {
        key::text_keys(bare(value))
    }

    fn test(
        &self,
        operator: Operator,
        operands: &[String],
        settings: &Settings,
        manner: &Manner,
    ) -> Result<key::KeyTest, Unreadable> {
        // Parts of an address fold as the address itself does: without scheme and www.
        let trimmed: Vec<String> = match operator {
            Operator::Contains | Operator::Starts => {
                operands.iter().map(|part| bare(part.trim()).to_owned()).collect()
            }
            _ => operands.to_vec(),
        };
        crate::condition::usual_test(self, operator, &trimmed, (settings, manner))
    }

    fn search_text(&self, value: &str) -> String {
        bare(value).to_owned()
    }
}

/// The address without scheme and `www.`.
fn bare(value: &str) -> &str {
    let rest = value.split_once("://").map_or(value, |(_, rest)| rest);
    rest.strip_prefix("www.").unwrap_or(rest)
}

fn scheme(typed: &str) -> Result<(&'static str, &str), Unreadable> {
    match typed.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => Ok(("https", rest)),
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => Ok(("http", rest)),
        Some((before, _)) if !before.contains(['/', '?', '.']) => {
            Err(Unreadable::plain("fields-url-scheme"))
        }
        _ => Ok(("https", typed)),
    }
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63 * 4
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_'))
    };
    host.contains('.') && host.len() <= 253 && host.split('.').all(is_label)
}

//! Letters that no person wrote: they are kept, and never answered by a program.
//!
//! Signs in the order of how sure they are: RFC 3464 (reports of delivery), RFC 3834 (`Auto-Submitted`), the empty
//! `Return-Path` of RFC 5321 4.5.5, `X-Autoreply` and `Precedence` of older programs, `List-Id` of RFC 2919 and
//! `List-Unsubscribe` of RFC 2369.

use crate::Bounce;
use mail_parser::{HeaderName, HeaderValue, Message, MimeHeaders as _};

/// What kind of program wrote a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Automatic {
    /// A server tells that a letter was not delivered, or only later.
    Bounce,
    /// An answer that a program gave: out of office, received with thanks.
    Reply,
    /// A notice that a program sent of itself.
    Notice,
    /// Sent to many: a list, a campaign.
    Bulk,
}

impl Automatic {
    /// All kinds.
    pub const ALL: [Automatic; 4] =
        [Automatic::Bounce, Automatic::Reply, Automatic::Notice, Automatic::Bulk];

    /// The word in the base, the API and the catalogue's keys.
    pub fn slug(self) -> &'static str {
        match self {
            Automatic::Bounce => "bounce",
            Automatic::Reply => "reply",
            Automatic::Notice => "notice",
            Automatic::Bulk => "bulk",
        }
    }

    /// The kind of a slug; `None` for an unknown one.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}

/// Headers by which older programs say that they answered by themselves.
const OLD_SIGNS: [&str; 5] =
    ["X-Autoreply", "X-Autorespond", "X-AutoReply-From", "X-Mail-Autoreply", "X-Auto-Response-From"];

pub(crate) fn of(message: &Message<'_>, bounces: &[Bounce]) -> Option<Automatic> {
    if !bounces.is_empty() || is_report(message) || is_daemon(message) {
        return Some(Automatic::Bounce);
    }
    let submitted = word(message, "Auto-Submitted");
    match submitted.as_deref() {
        Some("auto-replied") => return Some(Automatic::Reply),
        Some("no") | None => {}
        Some(_) => return Some(Automatic::Notice),
    }
    if OLD_SIGNS.iter().any(|sign| message.header(*sign).is_some()) {
        return Some(Automatic::Reply);
    }
    match word(message, "Precedence").as_deref() {
        Some("auto_reply" | "auto-reply") => return Some(Automatic::Reply),
        Some("bulk" | "junk" | "list") => return Some(Automatic::Bulk),
        _ => {}
    }
    if has_empty_return_path(message) {
        return Some(Automatic::Notice);
    }
    let is_list = [HeaderName::ListId, HeaderName::ListUnsubscribe]
        .into_iter()
        .any(|name| message.header(name).is_some());
    is_list.then_some(Automatic::Bulk)
}

/// The first word of a header in small letters.
fn word(message: &Message<'_>, name: &'static str) -> Option<String> {
    let raw = message.header_raw(name)?;
    let first = raw.split(|c: char| c.is_whitespace() || c == ';').find(|part| !part.is_empty())?;
    Some(first.to_ascii_lowercase())
}

fn has_empty_return_path(message: &Message<'_>) -> bool {
    message.header_raw(HeaderName::ReturnPath).is_some_and(|raw| raw.trim() == "<>")
}

fn is_report(message: &Message<'_>) -> bool {
    message.content_type().is_some_and(|kind| {
        kind.ctype().eq_ignore_ascii_case("multipart")
            && kind.subtype().is_some_and(|sub| sub.eq_ignore_ascii_case("report"))
            && kind
                .attribute("report-type")
                .is_some_and(|what| what.eq_ignore_ascii_case("delivery-status"))
    })
}

fn is_daemon(message: &Message<'_>) -> bool {
    let from = message.header(HeaderName::From).and_then(HeaderValue::as_address);
    let email =
        from.and_then(|list| list.first()).and_then(|one| one.address.as_deref()).unwrap_or_default();
    email.split('@').next().is_some_and(|local| local.eq_ignore_ascii_case("mailer-daemon"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, expected: Option<Automatic>) {
        let raw = format!("From: a@b.kz\r\n{head}\r\nSubject: x\r\n\r\nwords\r\n");
        assert_eq!(crate::parse(raw.as_bytes()).automatic, expected, "{head}");
    }

    #[test]
    fn programs_are_told_from_people() {
        check("X-Mailer: a person's", None);
        check("Auto-Submitted: no", None);
        check("Auto-Submitted: auto-replied (vacation)", Some(Automatic::Reply));
        check("Auto-Submitted: AUTO-GENERATED; x=y", Some(Automatic::Notice));
        check("X-Autoreply: yes", Some(Automatic::Reply));
        check("Precedence: bulk", Some(Automatic::Bulk));
        check("Precedence: auto_reply", Some(Automatic::Reply));
        check("Precedence: first-class", None);
        check("Return-Path: <>", Some(Automatic::Notice));
        check("Return-Path: <a@b.kz>", None);
        check("List-Unsubscribe: <https://b.kz/u>", Some(Automatic::Bulk));
        check("List-Id: <news.b.kz>", Some(Automatic::Bulk));
        check(
            "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
            Some(Automatic::Bounce),
        );
        check("Content-Type: multipart/report; report-type=disposition-notification; boundary=x", None);
    }

    #[test]
    fn every_slug_leads_back() {
        for kind in Automatic::ALL {
            assert_eq!(Automatic::from_slug(kind.slug()), Some(kind));
        }
    }
}

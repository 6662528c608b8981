//! From any bytes at all to a letter.

mod attachments;
mod text;

use crate::{Address, Letter, automatic, bounce, checked_email, html};
use mail_parser::{HeaderName, HeaderValue, Message, MessageParser};
use text::{header, of_part, one_line};

const MOST_PEOPLE: usize = 200;
const MOST_THREAD: usize = 50;
const MOST_SUBJECT: usize = 1_000;
const MOST_TEXT: usize = 1_000_000;

/// Understands a letter. There is no error: what cannot be understood is left out, and of bytes that are no letter at
/// all the text is what can be read of them.
pub fn parse(raw: &[u8]) -> Letter {
    let Some(message) = MessageParser::default().parse(raw) else { return unreadable(raw) };
    if message.parts.is_empty() {
        return unreadable(raw);
    }
    let words = html_of(&message);
    let bounces = bounce::of(&message);
    Letter {
        message_id: message.message_id().and_then(checked_id),
        thread: thread(&message),
        from: people(&message, HeaderName::From).into_iter().next(),
        reply_to: people(&message, HeaderName::ReplyTo).into_iter().next(),
        to: people(&message, HeaderName::To),
        cc: people(&message, HeaderName::Cc),
        subject: header(&message, HeaderName::Subject, MOST_SUBJECT),
        date: message
            .date()
            .filter(|date| date.is_valid())
            .map(|date| date.to_timestamp().saturating_mul(1_000)),
        text: text_of(&message),
        html: words,
        attachments: attachments::of(&message),
        automatic: automatic::of(&message, &bounces),
        bounces,
    }
}

fn unreadable(raw: &[u8]) -> Letter {
    Letter { text: text::guessed(raw, MOST_TEXT), ..Letter::default() }
}

/// The words of every part that is read as text, one after the other.
fn text_of(message: &Message<'_>) -> String {
    let parts = message.text_body.iter().filter_map(|id| {
        let part = message.parts.get(usize::try_from(*id).ok()?)?;
        let text = of_part(message, part)?;
        Some(if part.is_text_html() { mail_parser::decoders::html::html_to_text(&text) } else { text })
    });
    let mut whole = String::new();
    for part in parts {
        if !whole.is_empty() {
            whole.push_str("\n\n");
        }
        whole.push_str(&part);
    }
    text::plain(&whole, MOST_TEXT)
}

/// The HTML of the letter itself; letters in plain text have none, nor those whose HTML is made to exhaust us.
fn html_of(message: &Message<'_>) -> Option<String> {
    let mut whole = String::new();
    for id in &message.html_body {
        let part = usize::try_from(*id).ok().and_then(|id| message.parts.get(id));
        if let Some(part) = part.filter(|part| part.is_text_html()) {
            whole.push_str(&of_part(message, part)?);
        }
    }
    if whole.len() > 4 * MOST_TEXT || html::is_bottomless(&whole) {
        return None;
    }
    let clean = html::cleaned(&whole);
    (!clean.trim().is_empty()).then_some(clean)
}

fn people(message: &Message<'_>, name: HeaderName<'static>) -> Vec<Address> {
    let values = message.header_values(name.clone()).filter_map(HeaderValue::as_address);
    let all = values.flat_map(mail_parser::Address::iter).filter_map(|one| {
        let email = checked_email(one.address.as_deref()?)?;
        let named = one.name.as_deref().unwrap_or_default();
        let named = if named.contains('\u{fffd}') {
            text::names_guessed(message, &name, &email)
        } else {
            named.to_owned()
        };
        let named = one_line(&named, 200);
        // Some programs put the address into the name as well.
        let name = if named.eq_ignore_ascii_case(&email) { String::new() } else { named };
        Some(Address { name, email })
    });
    all.take(MOST_PEOPLE).collect()
}

fn thread(message: &Message<'_>) -> Vec<String> {
    let ids = |value: &HeaderValue<'_>| -> Vec<String> {
        match value {
            HeaderValue::Text(one) => checked_id(one).into_iter().collect(),
            HeaderValue::TextList(many) => many.iter().rev().filter_map(|one| checked_id(one)).collect(),
            _ => Vec::new(),
        }
    };
    let mut thread: Vec<String> = Vec::new();
    for id in ids(message.in_reply_to()).into_iter().chain(ids(message.references())) {
        if thread.len() < MOST_THREAD && !thread.contains(&id) {
            thread.push(id);
        }
    }
    thread
}

/// An id without brackets and blanks; an overlong or empty one is none.
pub(crate) fn checked_id(text: &str) -> Option<String> {
    let id = text.trim().trim_matches(['<', '>']);
    let is_fit =
        !id.is_empty() && id.len() <= 500 && !id.chars().any(|c| c.is_control() || c.is_whitespace());
    is_fit.then(|| id.to_owned())
}

#[cfg(test)]
mod mangled;
#[cfg(test)]
mod tests;

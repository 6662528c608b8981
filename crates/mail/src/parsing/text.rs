//! Words out of bytes, also where a letter does not say, or says wrongly, in which letters they are written.

use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};
use mail_parser::{Encoding, HeaderName, Message, MessagePart};

/// Bytes read as UTF-8, else in the encoding that their statistics speak for.
pub(super) fn guessed(bytes: &[u8], at_most: usize) -> String {
    let bytes = bytes.get(..bytes.len().min(at_most.saturating_mul(4))).unwrap_or_default();
    match std::str::from_utf8(bytes) {
        Ok(text) => plain(text, at_most),
        Err(_) => {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            let encoding = detector.guess(None, chardetng::Utf8Detection::Allow);
            plain(&encoding.decode(bytes).0, at_most)
        }
    }
}

/// The text of a part; where the letter's own word about its letters gives none, it is guessed.
pub(super) fn of_part(message: &Message<'_>, part: &MessagePart<'_>) -> Option<String> {
    let text = part.text_contents()?;
    if !text.contains('\u{fffd}') {
        return Some(text.to_owned());
    }
    let (from, to) = (usize::try_from(part.offset_body).ok()?, usize::try_from(part.offset_end).ok()?);
    let raw = message.raw_message.get(from..to).unwrap_or_default();
    let decoded = match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::Base64 => base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
    };
    let guess = decoded.map(|bytes| guessed(&bytes, 4_000_000)).filter(|guess| !guess.contains('\u{fffd}'));
    Some(guess.unwrap_or_else(|| text.to_owned()))
}

/// A header's words on one line, guessed where they stand raw in an encoding that nothing names.
pub(super) fn header(message: &Message<'_>, name: HeaderName<'static>, at_most: usize) -> String {
    let known = message.header(name.clone()).and_then(|value| value.as_text()).unwrap_or_default();
    let whole = if known.contains('\u{fffd}') { raw_header(message, &name) } else { known.to_owned() };
    one_line(&whole, at_most)
}

/// The name before an address in a header that stands raw in an encoding that nothing names.
pub(super) fn names_guessed(message: &Message<'_>, name: &HeaderName<'static>, email: &str) -> String {
    let raw = raw_header(message, name);
    let before = raw.split(email).next().unwrap_or_default();
    before.rsplit(',').next().unwrap_or_default().trim().trim_matches(['<', '"', ' ']).to_owned()
}

fn raw_header(message: &Message<'_>, name: &HeaderName<'static>) -> String {
    let found = message.headers().iter().find(|header| header.name == *name);
    let bytes = found.and_then(|header| {
        let (from, to) =
            (usize::try_from(header.offset_start).ok()?, usize::try_from(header.offset_end).ok()?);
        message.raw_message.get(from..to)
    });
    guessed(bytes.unwrap_or_default(), 4_000)
}

/// Without control characters; line breaks and tabs stay.
pub(super) fn plain(text: &str, at_most: usize) -> String {
    let kept = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    kept.take(at_most).collect::<String>().trim().to_owned()
}

/// On one line, blanks drawn together.
pub(super) fn one_line(text: &str, at_most: usize) -> String {
    let joined = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|part| !part.is_empty());
    joined.collect::<Vec<_>>().join(" ").chars().take(at_most).collect()
}

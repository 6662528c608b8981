//! What came along with a letter.

use super::text::one_line;
use crate::Attachment;
use mail_parser::{Message, MessagePart, MimeHeaders as _, PartType};

const MOST: usize = 200;
const MOST_NAME: usize = 200;

/// The files of a letter, in order. A letter within the letter is one file; what only reports a delivery is none.
pub(super) fn of(message: &Message<'_>) -> Vec<Attachment> {
    let parts = message.attachments.iter();
    let parts = parts.filter_map(|id| message.parts.get(usize::try_from(*id).ok()?));
    parts.filter(|part| !crate::bounce::is_status(part)).take(MOST).map(attachment).collect()
}

fn attachment(part: &MessagePart<'_>) -> Attachment {
    let bytes = match &part.body {
        PartType::Message(inner) => inner.raw_message.to_vec(),
        _ => part.contents().to_vec(),
    };
    let media_type = match &part.body {
        PartType::Message(_) => "message/rfc822",
        _ => files::of_content(bytes.get(..bytes.len().min(8_192)).unwrap_or_default()),
    };
    let content_id = part.content_id().and_then(super::checked_id);
    let is_inline = matches!(part.body, PartType::InlineBinary(_)) && content_id.is_some();
    Attachment { name: name(part, media_type), media_type, content_id, is_inline, bytes }
}

/// The name as a file can bear it: no folders, no control characters, nothing that turns the reading round.
fn name(part: &MessagePart<'_>, media_type: &str) -> String {
    let given = part.attachment_name().unwrap_or_default();
    let given = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_turning =
        |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    let given: String = given.chars().filter(|c| !is_turning(*c)).collect();
    let given = one_line(&given, MOST_NAME);
    if !given.trim_matches('.').is_empty() {
        return given;
    }
    let ending = match media_type {
        "message/rfc822" => "eml",
        "text/plain" => "txt",
        "text/html" => "html",
        "application/pdf" => "pdf",
        "image/png" => "png",
        "image/jpeg" => "jpg",
        _ => "bin",
    };
    let stem = if ending == "eml" { "letter" } else { "attachment" };
    format!("{stem}.{ending}")
}

//! Reports that a letter was not delivered (RFC 3464): to whom, why, and which letter it was.

use crate::checked_email;
use crate::parsing::checked_id;
use mail_parser::{Message, MessagePart, MimeHeaders as _, PartType};

const MOST: usize = 100;

/// An address that a letter did not reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounce {
    /// Which.
    pub address: String,
    /// The status of RFC 3463, such as `5.1.1`; empty when it is not told.
    pub status: String,
    /// What the other server said, at most 300 letters; may be empty.
    pub words: String,
    /// Whether it is for good; else the letter is only late.
    pub is_for_good: bool,
    /// The id of the letter that was not delivered, where the report brings it.
    pub message_id: Option<String>,
}

/// Whether a part is the report itself, which programs read and people do not.
pub(crate) fn is_status(part: &MessagePart<'_>) -> bool {
    is_kind(part, "message", "delivery-status")
}

fn is_kind(part: &MessagePart<'_>, main: &str, sub: &str) -> bool {
    part.content_type().is_some_and(|kind| {
        kind.ctype().eq_ignore_ascii_case(main)
            && kind.subtype().is_some_and(|other| other.eq_ignore_ascii_case(sub))
    })
}

/// The addresses that a letter reports as not reached; none for a letter that is no report.
pub(crate) fn of(message: &Message<'_>) -> Vec<Bounce> {
    let reports = message.parts.iter().filter(|part| is_status(part));
    let original = original_id(message);
    let mut found = Vec::new();
    for part in reports {
        let text = String::from_utf8_lossy(part.contents()).replace("\r\n", "\n");
        for group in text.split("\n\n") {
            let bounce = of_group(group, original.clone());
            found.extend(bounce.filter(|one: &Bounce| !found.contains(one)));
        }
    }
    found.truncate(MOST);
    found
}

fn of_group(group: &str, message_id: Option<String>) -> Option<Bounce> {
    let unfolded = group.replace("\n ", " ").replace("\n\t", " ");
    let field = |name: &str| {
        unfolded.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    };
    // A field of this kind is typed: `rfc822; somebody@firm.kz`.
    let untyped =
        |value: String| value.split_once(';').map_or(value.clone(), |(_, rest)| rest.trim().to_owned());
    let action = field("Action")?.to_ascii_lowercase();
    let is_for_good = action.starts_with("failed");
    if !is_for_good && !action.starts_with("delayed") {
        return None;
    }
    let address = field("Final-Recipient").or_else(|| field("Original-Recipient")).map(untyped)?;
    let address = checked_email(address.trim_matches(['<', '>']))?;
    let status = field("Status").unwrap_or_default();
    let status = status.split_whitespace().next().unwrap_or_default().chars().take(20).collect();
    let words = field("Diagnostic-Code").map(untyped).unwrap_or_default().chars().take(300).collect();
    Some(Bounce { address, status, words, is_for_good, message_id })
}

/// The id of the letter that came back, whole or by its head.
fn original_id(message: &Message<'_>) -> Option<String> {
    message.parts.iter().find_map(|part| match &part.body {
        PartType::Message(inner) => inner.message_id().and_then(checked_id),
        _ if is_kind(part, "text", "rfc822-headers") => {
            let text = String::from_utf8_lossy(part.contents());
            text.lines().find_map(|line| {
                let (key, value) = line.split_once(':')?;
                key.eq_ignore_ascii_case("message-id").then(|| checked_id(value))?
            })
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::{Automatic, parse};

    const REPORT: &str = "From: Mail Delivery System <MAILER-DAEMON@mx.kz>\r\nReturn-Path: <>\r\n\
        Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
        --b\r\nContent-Type: text/plain\r\n\r\nYour letter did not arrive.\r\n\
        --b\r\nContent-Type: message/delivery-status\r\n\r\n\
        Reporting-MTA: dns; mx.kz\r\n\r\n\
        Final-Recipient: rfc822; Nobody@Firm.kz\r\nAction: failed\r\nStatus: 5.1.1\r\n\
        Diagnostic-Code: smtp; 550 5.1.1 no such\r\n user here\r\n\r\n\
        Final-Recipient: rfc822;late@firm.kz\r\nAction: delayed\r\nStatus: 4.2.2\r\n\r\n\
        Final-Recipient: rfc822;fine@firm.kz\r\nAction: delivered\r\nStatus: 2.0.0\r\n\r\n\
        --b\r\nContent-Type: message/rfc822\r\n\r\n\
        Message-ID: <our-1@dastarkhan.kz>\r\nSubject: offer\r\n\r\nwords\r\n--b--\r\n";

    #[test]
    fn a_report_tells_who_was_not_reached_and_by_which_letter() {
        let letter = parse(REPORT.as_bytes());
        assert_eq!(letter.automatic, Some(Automatic::Bounce));
        let told: Vec<_> =
            letter.bounces.iter().map(|b| (b.address.as_str(), b.status.as_str(), b.is_for_good)).collect();
        assert_eq!(told, [("Nobody@firm.kz", "5.1.1", true), ("late@firm.kz", "4.2.2", false)]);
        assert_eq!(letter.bounces[0].words, "550 5.1.1 no such user here");
        assert_eq!(letter.bounces[0].message_id.as_deref(), Some("our-1@dastarkhan.kz"));
        assert_eq!(letter.text, "Your letter did not arrive.");
    }

    #[test]
    fn the_head_alone_names_the_letter_too() {
        let report = REPORT.replace("message/rfc822", "text/rfc822-headers");
        assert_eq!(parse(report.as_bytes()).bounces[0].message_id.as_deref(), Some("our-1@dastarkhan.kz"));
    }
}

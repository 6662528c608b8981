//! The media type of a file, told from its first bytes.

/// How many first bytes are looked at.
pub(crate) const HEAD: usize = 8_192;

/// What is neither known nor text.
const UNKNOWN: &str = "application/octet-stream";

/// Types that a browser shows without running anything of theirs. SVG and HTML are not among them: both can carry
/// scripts that would act in the name of whoever looks.
const SAFE_INLINE: &[&str] = &[
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "image/avif",
    "audio/mpeg",
    "audio/ogg",
    "audio/m4a",
    "audio/aac",
    "audio/x-wav",
    "audio/x-flac",
    "video/mp4",
    "video/webm",
    "application/pdf",
    "text/plain",
];

/// The media type that the first bytes of a file speak for; `text/plain` for text of no other kind.
pub fn of_content(head: &[u8]) -> &'static str {
    if let Some(known) = infer::get(head) {
        return known.mime_type();
    }
    if !is_text(head) {
        return UNKNOWN;
    }
    let beginning = String::from_utf8_lossy(head)
        .trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
        .to_lowercase();
    if beginning.starts_with('<') && beginning.contains("<svg") {
        "image/svg+xml"
    } else if beginning.starts_with("<!doctype html") || beginning.contains("<script") {
        "text/html"
    } else {
        "text/plain"
    }
}

/// Whether the bytes are UTF-8 without control characters; a letter cut in two at the end is forgiven.
fn is_text(head: &[u8]) -> bool {
    let is_letter = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => head
            .get(..error.valid_up_to())
            .and_then(|whole| std::str::from_utf8(whole).ok())
            .unwrap_or_default(),
        Err(_) => return false,
    };
    text.chars().all(is_letter)
}

/// Whether a browser may show a file of this type on our pages; all others are offered for saving only.
pub fn is_safe_inline(media_type: &str) -> bool {
    SAFE_INLINE.contains(&media_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &[u8], media_type: &str, is_safe: bool) {
        assert_eq!(of_content(head), media_type);
        assert_eq!(is_safe_inline(media_type), is_safe);
    }

    #[test]
    fn the_content_decides() {
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png", true);
        check(b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg", true);
        check(b"%PDF-1.7\n", "application/pdf", true);
        check("Қайырлы күн".as_bytes(), "text/plain", true);
        check(b"", "text/plain", true);
        check(b"PK\x03\x04\x14\0", "application/zip", false);
        check(b"\0\x01\x02\x03", "application/octet-stream", false);
        check(b"MZ\x90\0", "application/vnd.microsoft.portable-executable", false);
    }

    #[test]
    fn what_can_carry_scripts_is_never_shown() {
        check(b"<!DOCTYPE html><p>hello", "text/html", false);
        check(b"  <svg xmlns='x' onload='steal()'>", "image/svg+xml", false);
        check(b"<?xml version='1.0'?><svg onload='steal()'>", "text/xml", false);
        check(b"<!-- drawn by hand --><svg>", "text/html", false);
        check(b"hello <script>steal()</script>", "text/html", false);
    }

    #[test]
    fn a_letter_cut_in_two_at_the_end_is_still_text() {
        let text = "ж".repeat(HEAD);
        check(&text.as_bytes()[..HEAD - 1], "text/plain", true);
        check(b"text \xd0 text", "application/octet-stream", false);
    }
}

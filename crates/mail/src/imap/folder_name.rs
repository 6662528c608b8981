//! Names of folders in other letters than Latin: the modified UTF-7 of RFC 3501 5.1.3.

use base64::Engine as _;
use base64::alphabet::IMAP_MUTF7;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};

const BASE64: GeneralPurpose = GeneralPurpose::new(&IMAP_MUTF7, NO_PAD);

/// As a server writes it.
pub(super) fn encoded(name: &str) -> String {
    let mut text = String::new();
    let mut shifted: Vec<u8> = Vec::new();
    for c in name.chars() {
        if matches!(c, ' '..='~') {
            shift_back(&mut text, &mut shifted);
            text.push(c);
            if c == '&' {
                text.push('-');
            }
        } else {
            let mut units = [0; 2];
            shifted.extend(c.encode_utf16(&mut units).iter().flat_map(|unit| unit.to_be_bytes()));
        }
    }
    shift_back(&mut text, &mut shifted);
    text
}

fn shift_back(text: &mut String, shifted: &mut Vec<u8>) {
    if !shifted.is_empty() {
        text.push('&');
        text.push_str(&BASE64.encode(&shifted));
        text.push('-');
        shifted.clear();
    }
}

/// As people write it; what cannot be read stays as the server wrote it.
pub(super) fn decoded(text: &str) -> String {
    try_decoded(text).unwrap_or_else(|| text.to_owned())
}

fn try_decoded(text: &str) -> Option<String> {
    let mut name = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        name.push_str(before);
        let (shifted, after) = after.split_once('-')?;
        if shifted.is_empty() {
            name.push('&');
        } else {
            let bytes = BASE64.decode(shifted).ok()?;
            let units: Vec<u16> = bytes
                .chunks_exact(2)
                .map(|pair| pair.iter().fold(0, |n, b| n << 8 | u16::from(*b)))
                .collect();
            name.push_str(&String::from_utf16(&units).ok()?);
        }
        rest = after;
    }
    name.push_str(rest);
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_there_and_back() {
        let check = |name: &str, on_server: &str| {
            assert_eq!(encoded(name), on_server);
            assert_eq!(decoded(on_server), name);
        };
        check("INBOX", "INBOX");
        check("Входящие", "&BBIERQQ+BDQETwRJBDgENQ-");
        check("A & B", "A &- B");
        check("Кіріс/2026", "&BBoEVgRABFYEQQ-/2026");
        check("📮", "&2D3c7g-");
    }

    #[test]
    fn a_broken_name_stays_as_it_is() {
        assert_eq!(decoded("&BBI"), "&BBI");
        assert_eq!(decoded("&!!-"), "&!!-");
    }
}

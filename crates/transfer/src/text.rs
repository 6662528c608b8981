//! Finds out how the letters of a text file are encoded.

use encoding_rs::Encoding;

use crate::text_cyrillic;

/// A guess at a file's encoding.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextGuess {
    /// The encoding.
    pub encoding: &'static Encoding,
    /// How sure it is, 0 to 1; 1 when the file itself says so.
    pub confidence: f64,
}

/// Encodings offered to a person who wants another, the likeliest first.
pub const OFFERED: [&str; 12] = [
    "UTF-8",
    "windows-1251",
    "KOI8-R",
    "IBM866",
    "UTF-16LE",
    "UTF-16BE",
    "windows-1252",
    "x-mac-cyrillic",
    "ISO-8859-5",
    "KOI8-U",
    "windows-1254",
    "windows-1250",
];

/// The encoding that goes by a name in any usual spelling (`cp1251`, `utf8`, `koi8-r`, `cp866`).
pub fn encoding_named(name: &str) -> Option<&'static Encoding> {
    let folded = name.trim().to_lowercase().replace('_', "-");
    let known = match folded.as_str() {
        "cp866" | "dos" | "oem866" => "ibm866",
        "win1251" | "ansi" | "win-1251" => "windows-1251",
        "latin-1" | "latin1" | "cp1252" => "windows-1252",
        "utf16le" => "utf-16le",
        "utf16be" => "utf-16be",
        other => other,
    };
    Encoding::for_label(known.as_bytes())
}

/// Guesses the encoding of a file from pieces of it, its beginning first; pieces may be cut inside a letter.
pub fn guess_encoding(pieces: &[Vec<u8>]) -> TextGuess {
    let head = pieces.first().map_or(&[][..], Vec::as_slice);
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return TextGuess { encoding, confidence: 1.0 };
    }
    if let Some(guess) = wide(head) {
        return guess;
    }
    if pieces.iter().all(|piece| piece.is_ascii()) {
        return TextGuess { encoding: encoding_rs::UTF_8, confidence: 0.95 };
    }
    if pieces.iter().enumerate().all(|(at, piece)| is_utf8(piece, at > 0)) {
        return TextGuess { encoding: encoding_rs::UTF_8, confidence: 0.99 };
    }
    let bytes: Vec<u8> = pieces.iter().flat_map(|piece| piece.iter().take(64 << 10).copied()).collect();
    text_cyrillic::guess(&bytes).unwrap_or_else(|| by_chardet(&bytes))
}

/// UTF-16 without a mark: every other byte is one of few high bytes.
fn wide(head: &[u8]) -> Option<TextGuess> {
    let pairs = head.chunks_exact(2).take(4096);
    let (mut n, mut low_first, mut high_first, mut zeros) = (0_u32, 0_u32, 0_u32, 0_u32);
    for pair in pairs {
        let &[a, b] = pair else { continue };
        n += 1;
        low_first += u32::from(is_high(b) && !is_high(a));
        high_first += u32::from(is_high(a) && !is_high(b));
        zeros += u32::from(a == 0 || b == 0);
    }
    if n < 2 || zeros == 0 {
        return None;
    }
    let share = |count: u32| f64::from(count) / f64::from(n);
    let (encoding, confidence) = if share(low_first) > 0.8 {
        (encoding_rs::UTF_16LE, share(low_first))
    } else if share(high_first) > 0.8 {
        (encoding_rs::UTF_16BE, share(high_first))
    } else {
        return None;
    };
    Some(TextGuess { encoding, confidence: confidence.min(0.98) })
}

/// The high bytes of Latin and Cyrillic letters in UTF-16.
fn is_high(byte: u8) -> bool {
    matches!(byte, 0 | 4)
}

/// Whether bytes are UTF-8 apart from a letter cut at either end.
fn is_utf8(piece: &[u8], is_cut_in_front: bool) -> bool {
    let front =
        if is_cut_in_front { piece.iter().take(3).take_while(|b| **b & 0xC0 == 0x80).count() } else { 0 };
    match std::str::from_utf8(piece.get(front..).unwrap_or(&[])) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

fn by_chardet(bytes: &[u8]) -> TextGuess {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    TextGuess { encoding, confidence: 0.6 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUSSIAN: &str =
        "Фамилия;Имя;Отчество;Телефон\nИВАНОВ;Пётр;Сергеевич;8 701 123-45-67\nКожахметова;Айгуль;;+7 702\n";

    fn check(name: &str, text: &str) {
        let encoding = encoding_named(name).unwrap();
        let bytes = match name {
            "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoding.encode(text).0.into_owned(),
        };
        let guess = guess_encoding(&[bytes]);
        assert_eq!(guess.encoding.name(), encoding.name(), "{text}");
        assert!(guess.confidence > 0.5, "{name} {}", guess.confidence);
    }

    #[test]
    fn cyrillic_encodings_are_found() {
        for name in ["utf-8", "windows-1251", "koi8-r", "cp866", "utf-16le", "utf-16be"] {
            check(name, RUSSIAN);
            check(name, &RUSSIAN.to_uppercase());
            check(name, "город\nАлматы\nМосква\n");
            check(name, "id;name;city\n1;John;Алматы\n2;Ann;Нур-Султан\n3;Ержан;Тараз\n");
        }
    }

    #[test]
    fn western_letters_are_not_taken_for_cyrillic() {
        check("windows-1252", "name,city\nMüller,Zürich\nCafé Noël,Besançon\nGonzález,Málaga\n");
    }

    #[test]
    fn plain_letters_are_utf8() {
        check("utf-8", "a,b\n1,2\n");
    }

    #[test]
    fn a_letter_cut_between_pieces_does_not_mislead() {
        let text = "яяяяя".as_bytes();
        let guess = guess_encoding(&[text[..5].to_vec(), text[1..8].to_vec()]);
        assert_eq!(guess.encoding, encoding_rs::UTF_8);
    }

    #[test]
    fn every_offered_encoding_has_a_name() {
        for name in OFFERED {
            assert_eq!(encoding_named(name).map(Encoding::name), Some(name));
        }
    }
}

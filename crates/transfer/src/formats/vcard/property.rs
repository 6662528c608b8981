//! One property of a card: its name, parameters and value, freed of folding and transfer encodings.

use encoding_rs::{Encoding, UTF_8};

use crate::text::encoding_named;

/// A property as read from its line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Property {
    /// Group in front of the name, small letters.
    pub group: String,
    /// Name in capitals.
    pub name: String,
    /// Types such as `home` or `cell`, small letters, in order.
    pub types: Vec<String>,
    /// Label given by a parameter.
    pub label: Option<String>,
    /// Value with transfer encoding undone and escapes kept.
    pub value: String,
    /// Whether the value is binary, such as a picture.
    pub is_binary: bool,
}

/// Whether a line's value is quoted-printable, so that `=` at its end joins the next line.
pub(crate) fn is_quoted_printable(line: &[u8]) -> bool {
    parameters_say(line, b"QUOTED-PRINTABLE")
}

/// Whether a line's value is base64, whose continuation lines some programs do not indent.
pub(crate) fn is_base64(line: &[u8]) -> bool {
    parameters_say(line, b"BASE64") || parameters_say(line, b"ENCODING=B")
}

/// Whether a word, in letters of any size, stands between the first semicolon and the first colon.
fn parameters_say(line: &[u8], word: &[u8]) -> bool {
    let head = line.split(|byte| *byte == b':').next().unwrap_or(&[]);
    let Some(at) = head.iter().position(|byte| *byte == b';') else { return false };
    let parameters = head.get(at..head.len().min(1000)).unwrap_or(&[]);
    parameters.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}

/// Reads a property from its whole line in the file's encoding; `None` if there is no colon.
pub(crate) fn parse_property(line: &[u8], encoding: &'static Encoding) -> Option<Property> {
    let colon = colon_at(line)?;
    let (head, value) = (line.get(..colon)?, line.get(colon + 1..)?);
    let head = decode(head, encoding);
    let mut parts = split_outside_quotes(&head, ';').into_iter();
    let mut property = Property::default();
    let name = parts.next()?.trim();
    let (group, name) = name.rsplit_once('.').unwrap_or(("", name));
    property.group = group.to_lowercase();
    property.name = name.to_uppercase();
    let (mut is_quoted, mut charset) = (false, None);
    for part in parts {
        let (key, given) = match part.split_once('=') {
            Some((key, given)) => (key.trim().to_uppercase(), given.trim().trim_matches('"')),
            None => ("TYPE".to_owned(), part.trim()),
        };
        let words =
            || given.split(',').map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty());
        match key.as_str() {
            "CHARSET" => charset = encoding_named(given),
            "LABEL" => property.label = Some(given.to_owned()),
            "ENCODING" | "TYPE" => {
                for word in words() {
                    match word.as_str() {
                        "quoted-printable" => is_quoted = true,
                        "base64" | "b" => property.is_binary = true,
                        "8bit" | "7bit" => {}
                        _ => property.types.push(word),
                    }
                }
            }
            _ => {}
        }
    }
    property.value = if is_quoted {
        decode(&unquote_printable(value), charset.unwrap_or(encoding))
    } else {
        decode(
            value,
            charset
                .filter(|_| encoding != UTF_8 || std::str::from_utf8(value).is_err())
                .unwrap_or(encoding),
        )
    };
    Some(property)
}

fn decode(bytes: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// The colon that ends the parameters, outside of quotation marks if those pair.
fn colon_at(line: &[u8]) -> Option<usize> {
    let mut is_quoted = false;
    for (at, byte) in line.iter().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b':' if !is_quoted => return Some(at),
            _ => {}
        }
    }
    line.iter().position(|byte| *byte == b':')
}

fn split_outside_quotes(text: &str, mark: char) -> Vec<&str> {
    let mut is_quoted = false;
    text.split(|c: char| {
        is_quoted ^= c == '"';
        c == mark && !is_quoted
    })
    .collect()
}

fn unquote_printable(value: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(value.len());
    let mut bytes = value.iter().copied();
    while let Some(byte) = bytes.next() {
        if byte != b'=' {
            plain.push(byte);
            continue;
        }
        let rest = bytes.as_slice_pair();
        match rest {
            Some((high, low)) => {
                plain.push(high << 4 | low);
                bytes.next();
                bytes.next();
            }
            None => plain.push(b'='),
        }
    }
    plain
}

trait HexPair {
    /// The two hexadecimal digits that come next.
    fn as_slice_pair(&self) -> Option<(u8, u8)>;
}

impl<I: Iterator<Item = u8> + Clone> HexPair for I {
    fn as_slice_pair(&self) -> Option<(u8, u8)> {
        let mut ahead = self.clone();
        let mut digit = || ahead.next().and_then(|byte| char::from(byte).to_digit(16));
        let (high, low) = (digit()?, digit()?);
        Some((u8::try_from(high).ok()?, u8::try_from(low).ok()?))
    }
}

/// Splits a value at its unescaped separators and undoes the escapes.
pub(crate) fn components(value: &str, mark: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = value.chars();
    while let Some(letter) = chars.next() {
        let written = match letter {
            '\\' => match chars.next() {
                Some('n' | 'N') => '\n',
                Some(other) => other,
                None => '\\',
            },
            other if other == mark => {
                parts.push(String::new());
                continue;
            }
            other => other,
        };
        if let Some(last) = parts.last_mut() {
            last.push(written);
        }
    }
    parts
}

/// The whole value with its escapes undone.
pub(crate) fn unescaped(value: &str) -> String {
    if value.contains('\\') { components(value, '\0').concat() } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_printable_cyrillic_is_read() {
        let line = b"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD;=";
        let property = parse_property(line, UTF_8).unwrap();
        assert_eq!(property.value, "Иван;=");
        let line = b"FN;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=C8=E2=E0=ED";
        assert_eq!(parse_property(line, UTF_8).unwrap().value, "Иван");
    }

    #[test]
    fn names_groups_and_types_are_told_apart() {
        let property = parse_property(b"item1.TEL;type=CELL,pref;VOICE:+7 701", UTF_8).unwrap();
        assert_eq!(property.group, "item1");
        assert_eq!(property.name, "TEL");
        assert_eq!(property.types, ["cell", "pref", "voice"]);
        assert_eq!(property.value, "+7 701");
        assert_eq!(parse_property(b"no colon", UTF_8), None);
        assert_eq!(parse_property(b"A;X=\"a:b\":c", UTF_8).unwrap().value, "c");
    }

    #[test]
    fn components_are_split_and_unescaped() {
        assert_eq!(components("a\\;b;c\\nd;", ';'), ["a;b", "c\nd", ""]);
        assert_eq!(unescaped("ABC\\, Inc.;x"), "ABC, Inc.;x");
    }
}

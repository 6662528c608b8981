//! One answer of an IMAP server, taken apart into words, texts and lists.

use super::wire::Wire;
use crate::MailError;

/// The deepest that lists may lie in each other.
const DEEPEST: usize = 20;

/// A piece of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// A bare word, such as `FETCH`, `NIL` or `12`.
    Word(String),
    /// A text in quotes or a counted one.
    Text(Vec<u8>),
    /// What stands in round brackets.
    List(Vec<Item>),
}

impl Item {
    pub(super) fn word(&self) -> Option<&str> {
        match self {
            Item::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn is(&self, word: &str) -> bool {
        self.word().is_some_and(|own| own.eq_ignore_ascii_case(word))
    }

    pub(super) fn number(&self) -> Option<u64> {
        self.word()?.parse().ok()
    }

    /// The bytes of a word or a text.
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Item::Word(word) => word.as_bytes(),
            Item::Text(text) => text,
            Item::List(_) => &[],
        }
    }
}

/// An answer: its tag (`*` for what was not asked for, `+` for "go on"), its pieces, and its first line as it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) tag: String,
    pub(super) items: Vec<Item>,
    pub(super) line: String,
}

impl Reply {
    /// What a server says for people, after the word and the code in square brackets.
    pub(super) fn words(&self) -> String {
        let rest = self.line.splitn(3, ' ').nth(2).unwrap_or_default();
        let rest =
            if rest.starts_with('[') { rest.split_once(']').map_or(rest, |(_, rest)| rest) } else { rest };
        rest.trim().to_owned()
    }

    /// The number after a code in square brackets, as in `* OK [UIDNEXT 12]`.
    pub(super) fn code(&self, name: &str) -> Option<u32> {
        let inside = self.line.split_once('[')?.1.split_once(']')?.0;
        let (key, value) = inside.split_once(' ')?;
        if key.eq_ignore_ascii_case(name) { value.trim().parse().ok() } else { None }
    }
}

/// Reads one whole answer; a counted text of more than `at_most` bytes is refused before it is read.
pub(super) fn read(wire: &mut Wire, at_most: u64) -> Result<Reply, MailError> {
    let mut pieces = Pieces { stack: vec![Vec::new()] };
    let first = wire.line()?;
    let shown = String::from_utf8_lossy(&first).into_owned();
    let mut line = first;
    let mut left = at_most;
    loop {
        pieces.take_line(&line)?;
        let Some(len) = counted(&line) else { break };
        if len > left {
            return Err(MailError::NotUnderstood(format!(
                "an answer of {len} bytes where {left} are allowed"
            )));
        }
        left -= len;
        let text = wire.literal(len)?;
        pieces.add(Item::Text(text))?;
        line = wire.line()?;
    }
    let mut items = pieces.end()?;
    if items.is_empty() {
        return Err(MailError::NotUnderstood("an empty answer".to_owned()));
    }
    let tag = items.remove(0).word().unwrap_or_default().to_owned();
    Ok(Reply { tag, items, line: shown })
}

/// How many bytes follow a line that ends in `{12}` or `{12+}`.
fn counted(line: &[u8]) -> Option<u64> {
    let inner = line.strip_suffix(b"}")?;
    let at = inner.iter().rposition(|byte| *byte == b'{')?;
    let digits = inner.get(at + 1..)?;
    let digits = digits.strip_suffix(b"+").unwrap_or(digits);
    std::str::from_utf8(digits).ok()?.parse().ok()
}

struct Pieces {
    stack: Vec<Vec<Item>>,
}

impl Pieces {
    fn add(&mut self, item: Item) -> Result<(), MailError> {
        self.stack.last_mut().ok_or_else(|| wrong("a bracket too many"))?.push(item);
        Ok(())
    }

    fn take_line(&mut self, line: &[u8]) -> Result<(), MailError> {
        // Words for people after a status hold brackets and quotes that mean nothing.
        let is_status =
            self.stack.len() == 1 && self.stack.last().is_some_and(Vec::is_empty) && is_status(line);
        let mut rest = match counted(line) {
            Some(_) => line.get(..line.iter().rposition(|b| *b == b'{').unwrap_or(0)).unwrap_or_default(),
            None => line,
        };
        let mut n_words = 0;
        while let Some((byte, after)) = rest.split_first() {
            rest = match byte {
                b' ' => after,
                _ if is_status && n_words >= 2 => return Ok(()),
                b'(' if self.stack.len() > DEEPEST => return Err(wrong("brackets too deep")),
                b'(' => {
                    self.stack.push(Vec::new());
                    after
                }
                b')' => {
                    let inner = self.stack.pop().filter(|_| !self.stack.is_empty());
                    self.add(Item::List(inner.ok_or_else(|| wrong("a bracket too many"))?))?;
                    after
                }
                b'"' => {
                    let (text, after) = quoted(after)?;
                    self.add(Item::Text(text))?;
                    after
                }
                _ => {
                    let (word, after) = bare(rest);
                    n_words += 1;
                    self.add(Item::Word(String::from_utf8_lossy(word).into_owned()))?;
                    after
                }
            };
        }
        Ok(())
    }

    fn end(mut self) -> Result<Vec<Item>, MailError> {
        let items = self.stack.pop().unwrap_or_default();
        if self.stack.is_empty() { Ok(items) } else { Err(wrong("a bracket too few")) }
    }
}

fn is_status(line: &[u8]) -> bool {
    let words = line.split(|byte| *byte == b' ');
    let second = words.clone().nth(1).unwrap_or_default();
    let is_going_on = line.first() == Some(&b'+');
    is_going_on
        || [&b"OK"[..], b"NO", b"BAD", b"BYE", b"PREAUTH"]
            .iter()
            .any(|word| second.eq_ignore_ascii_case(word))
}

/// A bare word; what stands in square brackets belongs to it, as in `BODY[HEADER]`.
fn bare(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut depth = 0_usize;
    let end = bytes.iter().position(|byte| {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(byte, b' ' | b'(' | b')' | b'"')
    });
    bytes.split_at_checked(end.unwrap_or(bytes.len()).max(1)).unwrap_or((bytes, &[]))
}

fn quoted(bytes: &[u8]) -> Result<(Vec<u8>, &[u8]), MailError> {
    let mut text = Vec::new();
    let mut rest = bytes;
    while let Some((byte, after)) = rest.split_first() {
        rest = match (byte, after.split_first()) {
            (b'"', _) => return Ok((text, after)),
            (b'\\', Some((escaped, after))) => {
                text.push(*escaped);
                after
            }
            _ => {
                text.push(*byte);
                after
            }
        };
    }
    Err(wrong("a quote without an end"))
}

fn wrong(what: &str) -> MailError {
    MailError::NotUnderstood(what.to_owned())
}

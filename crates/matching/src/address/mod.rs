//! Postal addresses in Russian and Kazakh habits, taken apart.

mod marks;
mod tokens;

use serde::{Deserialize, Serialize};

use marks::Mark;
use tokens::Token;

/// The parts of an address as typed, without their marks (`г.`, `ул.`, `көш.`); what is not there is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressParts {
    /// Six digits.
    pub postcode: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// Region with its kind: `Алматинская область`, `Пермский край`.
    pub region: Option<String>,
    /// City, town or village.
    pub city: Option<String>,
    /// Street, avenue, micro-district.
    pub street: Option<String>,
    /// House with its building, `10`, `10/2`, `10 корп 3`.
    pub house: Option<String>,
    /// Flat or office.
    pub flat: Option<String>,
}

/// Takes an address apart by marks, then by the order in which people write: region, city, street, house, flat.
pub fn split(text: &str) -> AddressParts {
    let mut reader = Reader::default();
    for piece in text.split([',', ';', '\n']) {
        reader.piece(&tokens::tokens(piece));
    }
    reader.settle()
}

/// The name of a city, town or village without the word that says what it is: `г. Алматы`, `Алматы қаласы`, `City of London`.
///
/// A text that is such a word alone stays; the English `city` behind a name is part of it, as in `Mexico City`.
pub fn bare_city(text: &str) -> &str {
    let is_city = |word: &str, has_dot| {
        marks::mark_of(word, has_dot, false) == Some(Mark::City) && !word.eq_ignore_ascii_case("city")
    };
    let text = text.trim();
    let (head, tail) = text.split_at_checked("city of ".len()).unwrap_or((text, ""));
    if head.eq_ignore_ascii_case("city of ") && !tail.is_empty() {
        return tail.trim();
    }
    if let Some((word, rest)) = text.split_once(|c: char| c == '.' || c.is_whitespace()) {
        let has_dot = text.get(word.len()..).is_some_and(|rest| rest.starts_with('.'));
        let name = rest.trim_start_matches(|c: char| c == '.' || c.is_whitespace());
        if is_city(word, has_dot) && !name.is_empty() {
            return name;
        }
    }
    match text.rsplit_once(char::is_whitespace) {
        Some((name, word)) => {
            let bare = word.trim_end_matches('.');
            let is_behind = marks::follows_its_name(bare) && is_city(bare, word != bare);
            if is_behind { name.trim_end() } else { text }
        }
        None => text,
    }
}

#[derive(Default)]
struct Reader {
    parts: AddressParts,
    /// Words of the piece being read that have no place yet.
    words: Vec<String>,
    /// The mark of the piece being read whose name or number comes next.
    awaited: Option<Mark>,
    /// Pieces without a mark, in order.
    unmarked: Vec<String>,
}

impl Reader {
    fn piece(&mut self, tokens: &[Token]) {
        let joined: Vec<String> = tokens.iter().map(Token::text).collect();
        if marks::is_country(&joined.join(" ")) {
            self.parts.country.get_or_insert(joined.join(" "));
            return;
        }
        for (at, token) in tokens.iter().enumerate() {
            let rest = tokens.get(at + 1..).unwrap_or_default();
            match token {
                Token::Word(word) => self.words.push(word.clone()),
                Token::Number(number) if self.is_name_of_street(rest) => self.words.push(number.clone()),
                Token::Number(number) => self.number(number),
                Token::Mark(mark, text) => self.mark(*mark, text, rest),
            }
        }
        let name = std::mem::take(&mut self.words).join(" ");
        match self.awaited.take() {
            Some(mark) => self.put(mark, name),
            None if !name.is_empty() => self.unmarked.push(name),
            None => {}
        }
    }

    /// True for a number that is a name: `5 мкр`, `ул. 8 Марта`, `мкр 5`.
    fn is_name_of_street(&self, rest: &[Token]) -> bool {
        let is_street = self.awaited == Some(Mark::Street);
        matches!(rest.first(), Some(Token::Mark(Mark::Street, _)))
            || (is_street && rest.iter().any(|next| matches!(next, Token::Word(_))))
            || (is_street && self.words.is_empty() && rest.is_empty())
    }

    fn mark(&mut self, mark: Mark, text: &str, rest: &[Token]) {
        let has_name_after = matches!(rest.first(), Some(Token::Word(_)))
            || matches!(rest, [Token::Number(_), Token::Word(_), ..])
            || (mark == Mark::Street && self.words.is_empty() && matches!(rest, [Token::Number(_)]));
        let is_after = mark.is_beside_a_name()
            && !self.words.is_empty()
            && self.awaited.is_none()
            && (!has_name_after || marks::follows_its_name(text));
        let name = std::mem::take(&mut self.words).join(" ");
        if is_after {
            let name = if mark == Mark::Region { format!("{name} {text}") } else { name };
            self.put(mark, name.trim().to_owned());
            return;
        }
        match self.awaited.replace(mark) {
            _ if name.is_empty() => {}
            Some(waiting) => self.put(waiting, name),
            None if mark.is_beside_a_name() => self.unmarked.push(name),
            None => self.put(Mark::Street, name),
        }
        if mark == Mark::Region {
            self.words.push(text.to_owned());
        }
    }

    fn number(&mut self, number: &str) {
        let is_postcode = number.len() == 6 && number.bytes().all(|b| b.is_ascii_digit());
        if is_postcode && self.parts.postcode.is_none() {
            self.parts.postcode = Some(number.to_owned());
            return;
        }
        let name = std::mem::take(&mut self.words).join(" ");
        match self.awaited.take() {
            Some(mark) if !mark.is_beside_a_name() => return self.put(mark, number.to_owned()),
            mark => self.put(mark.unwrap_or(Mark::Street), name),
        }
        let (house, flat) = number.split_once('-').unwrap_or((number, ""));
        if self.parts.house.is_some() {
            self.put(Mark::Flat, number.to_owned());
            return;
        }
        self.put(Mark::House, house.to_owned());
        self.put(Mark::Flat, flat.to_owned());
    }

    fn put(&mut self, mark: Mark, name: String) {
        if name.is_empty() {
            return;
        }
        let parts = &mut self.parts;
        let place = match mark {
            Mark::Region => &mut parts.region,
            Mark::City => &mut parts.city,
            Mark::Street => &mut parts.street,
            Mark::House => &mut parts.house,
            Mark::Flat => &mut parts.flat,
            Mark::Building => {
                parts.house =
                    Some(parts.house.take().map_or(name.clone(), |house| format!("{house} корп {name}")));
                return;
            }
        };
        match place {
            Some(known) if mark == Mark::Street || mark == Mark::Region => {
                known.push(' ');
                known.push_str(&name);
            }
            Some(_) => {}
            None => *place = Some(name),
        }
    }

    /// Gives the unmarked pieces their places by order.
    fn settle(mut self) -> AddressParts {
        let parts = &mut self.parts;
        let mut before = self.unmarked;
        if parts.street.is_none() && parts.house.is_some() {
            parts.street = before.pop();
        }
        if parts.city.is_none() {
            parts.city = before.pop();
        } else if parts.street.is_none() {
            parts.street = before.pop();
        }
        if parts.region.is_none() {
            parts.region = before.pop();
        }
        self.parts
    }
}

#[cfg(test)]
mod tests;

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

#[derive(Default)]
struct Reader {
    parts: AddressParts,
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
        let mut words: Vec<String> = Vec::new();
        let mut awaited: Option<Mark> = None;
        for (at, token) in tokens.iter().enumerate() {
            let rest = tokens.get(at + 1..).unwrap_or_default();
            match token {
                Token::Word(word) => words.push(word.clone()),
                Token::Number(number) => {
                    let is_name = matches!(rest.first(), Some(Token::Mark(Mark::Street, _)))
                        || (awaited == Some(Mark::Street)
                            && rest.iter().any(|next| matches!(next, Token::Word(_))))
                        || (awaited == Some(Mark::Street) && words.is_empty() && rest.is_empty());
                    if is_name {
                        words.push(number.clone());
                    } else {
                        self.number(number, &mut words, &mut awaited);
                    }
                }
                Token::Mark(mark, text) => self.mark(*mark, text, rest, &mut words, &mut awaited),
            }
        }
        match awaited {
            Some(mark) if !words.is_empty() => self.put(mark, words.join(" ")),
            _ if !words.is_empty() => self.unmarked.push(words.join(" ")),
            _ => {}
        }
    }

    fn mark(
        &mut self,
        mark: Mark,
        text: &str,
        rest: &[Token],
        words: &mut Vec<String>,
        awaited: &mut Option<Mark>,
    ) {
        let has_name_after = matches!(rest.first(), Some(Token::Word(_)))
            || matches!(rest, [Token::Number(_), Token::Word(_), ..])
            || (mark == Mark::Street && words.is_empty() && matches!(rest, [Token::Number(_)]));
        let is_after = mark.is_beside_a_name()
            && !words.is_empty()
            && awaited.is_none()
            && (!has_name_after || marks::follows_its_name(text));
        if is_after {
            let name = std::mem::take(words).join(" ");
            let name = if mark == Mark::Region { format!("{name} {text}") } else { name };
            self.put(mark, name.trim().to_owned());
            return;
        }
        if !words.is_empty() {
            let name = std::mem::take(words).join(" ");
            match awaited.take() {
                Some(waiting) => self.put(waiting, name),
                None if matches!(mark, Mark::House | Mark::Flat | Mark::Building) => {
                    self.put(Mark::Street, name)
                }
                None => self.unmarked.push(name),
            }
        }
        if mark == Mark::Region {
            words.push(text.to_owned());
        }
        *awaited = Some(mark);
    }

    fn number(&mut self, number: &str, words: &mut Vec<String>, awaited: &mut Option<Mark>) {
        let is_postcode = number.len() == 6 && number.bytes().all(|b| b.is_ascii_digit());
        if is_postcode && self.parts.postcode.is_none() {
            self.parts.postcode = Some(number.to_owned());
            return;
        }
        let name = std::mem::take(words).join(" ");
        match awaited.take() {
            Some(mark @ (Mark::House | Mark::Flat | Mark::Building)) => {
                return self.put(mark, number.to_owned());
            }
            Some(mark) if !name.is_empty() => self.put(mark, name),
            None if !name.is_empty() => self.put(Mark::Street, name),
            _ => {}
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

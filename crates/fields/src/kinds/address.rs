//! A postal address.

use super::text;
use crate::key::{self, KeyTest};
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::settings::{Manner, Settings};
use serde::{Deserialize, Serialize};
use words::Say;

/// A postal address, stored as the JSON of [`AddressParts`]: as typed, and taken apart.
///
/// Its first key is the whole address folded, the last one the city, by which addresses are compared; an address without
/// a known city has only the first.
pub struct Address;

/// An address as typed and its parts; empty parts are left out of the JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddressParts {
    /// The whole on one line, as typed; made of the parts when only those were given.
    pub typed: String,
    /// Six digits.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    /// The country.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// The region with its kind.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub region: String,
    /// City, town or village.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub city: String,
    /// Street, avenue, micro-district.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub street: String,
    /// House with its building.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub house: String,
    /// Flat or office.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub flat: String,
}

impl AddressParts {
    /// The parts of a stored value; of any other text, an address that is only typed.
    pub fn of(value: &str) -> Self {
        serde_json::from_str(value).unwrap_or_else(|_| Self { typed: value.to_owned(), ..Self::default() })
    }

    fn take_apart(typed: String) -> Self {
        let parts = matching::address::split(&typed);
        Self {
            typed,
            postcode: parts.postcode.unwrap_or_default(),
            country: parts.country.unwrap_or_default(),
            region: parts.region.unwrap_or_default(),
            city: parts.city.unwrap_or_default(),
            street: parts.street.unwrap_or_default(),
            house: parts.house.unwrap_or_default(),
            flat: parts.flat.unwrap_or_default(),
        }
    }

    fn parts_mut(&mut self) -> [&mut String; 7] {
        let Self { typed: _, postcode, country, region, city, street, house, flat } = self;
        [postcode, country, region, city, street, house, flat]
    }

    /// Trims every part; an address given by parts only is written out, one without parts is taken apart.
    fn settled(mut self) -> Self {
        self.typed = text::one_line(&self.typed);
        self.parts_mut().into_iter().for_each(|part| *part = text::one_line(part));
        let parts = self.parts_mut();
        if parts.iter().all(|part| part.is_empty()) {
            return Self::take_apart(self.typed);
        }
        let written: Vec<&str> =
            parts.iter().map(|part| part.as_str()).filter(|part| !part.is_empty()).collect();
        let written = written.join(", ");
        if self.typed.is_empty() {
            self.typed = written;
        }
        self
    }
}

impl FieldKind for Address {
    fn slug(&self) -> &'static str {
        "address"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let parts = match typed.trim_start().starts_with('{') {
            true => {
                serde_json::from_str(typed).map_err(|_| Unreadable::plain("fields-address-unreadable"))?
            }
            false => AddressParts { typed: typed.to_owned(), ..AddressParts::default() },
        };
        let parts = parts.settled();
        text::short_enough(&parts.typed, 1_000)?;
        let json =
            serde_json::to_string(&parts).map_err(|_| Unreadable::plain("fields-address-unreadable"))?;
        Ok(Reading::sure(json))
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-address").autocomplete("street-address").of_words()
    }

    fn operators(&self) -> &'static [Operator] {
        &[
            Operator::Is,
            Operator::Contains,
            Operator::IsNot,
            Operator::AnyOf,
            Operator::Starts,
            Operator::Known,
            Operator::Unknown,
        ]
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good(
                    r#"{"city": " Алматы ", "street": "Абая", "house": "10"}"#,
                    r#"{"typed":"Алматы, Абая, 10","city":"Алматы","street":"Абая","house":"10"}"#,
                ),
                Sample::good(
                    "г. Алматы, ул. Абая, д. 10",
                    r#"{"typed":"г. Алматы, ул. Абая, д. 10","city":"Алматы","street":"Абая","house":"10"}"#,
                ),
                Sample::bad("{\"city\": 1}"),
                Sample::bad("{}"),
            ]
        }
    }

    fn show(&self, value: &str, _: &Settings, _: &Say) -> String {
        AddressParts::of(value).typed
    }

    fn keys(&self, value: &str) -> Vec<String> {
        let parts = AddressParts::of(value);
        let mut keys = key::text_keys(&parts.typed);
        if !parts.city.is_empty() {
            keys.push(key::folded(&parts.city));
        }
        keys
    }

    /// `is` compares with the city and with the whole address, whichever was typed.
    fn test(
        &self,
        operator: Operator,
        operands: &[String],
        settings: &Settings,
        manner: &Manner,
    ) -> Result<KeyTest, Unreadable> {
        let folded = || KeyTest::AnyOf(operands.iter().map(|typed| key::folded(typed)).collect());
        match (operator, operands) {
            (Operator::Is, [_]) | (Operator::AnyOf, [_, ..]) => Ok(folded()),
            (Operator::IsNot, [_]) => Ok(folded().negated()),
            _ => crate::condition::usual_test(self, operator, operands, (settings, manner)),
        }
    }

    fn to_json(&self, value: &str) -> serde_json::Value {
        serde_json::from_str(value).unwrap_or_else(|_| value.into())
    }

    fn json_type(&self) -> &'static str {
        "object"
    }

    fn search_text(&self, value: &str) -> String {
        AddressParts::of(value).typed
    }
}

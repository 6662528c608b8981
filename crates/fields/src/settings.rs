//! What is chosen for one field of a kind, and the habits of the firm by which ambiguous input is read.

use crate::kind::{FieldKind, Unreadable};
use jiff::civil::Date;
use kernel::{Country, Currency, DAY_MS, Millis};
use std::collections::BTreeSet;

/// The choices made for one field of a kind: its options, currency, bounds; stored generically as JSON.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Settings {
    /// The answers of a choice, in the order shown: a stable slug and what people read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<ChoiceOption>,
    /// Three letters of the currency that an amount without one means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// The least number allowed, inclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<f64>,
    /// The greatest number allowed, inclusive; for texts the greatest length in letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<f64>,
    /// What a link may point to, which messenger a handle belongs to, which unit a bare time span is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

impl Settings {
    /// Nothing chosen.
    pub const NONE: Settings =
        Settings { options: Vec::new(), currency: None, least: None, most: None, of: None };

    /// Refuses settings that a field of this kind could not work with.
    ///
    /// # Errors
    /// [`Unreadable`] for a choice without options, options without slug or label or twice the same, an unknown currency,
    /// bounds the wrong way round, and an [`Settings::of`] that the kind does not offer.
    pub fn check(&self, kind: &dyn FieldKind) -> Result<(), Unreadable> {
        for setting in kind.settings() {
            match setting {
                Setting::Options => self.check_options()?,
                Setting::Currency => {
                    let unknown =
                        self.currency.as_deref().filter(|code| Currency::from_code(code).is_none());
                    if let Some(typed) = unknown {
                        return Err(
                            Unreadable::plain("fields-money-currency").arg("typed", typed.to_owned())
                        );
                    }
                }
                Setting::Bounds if self.least.zip(self.most).is_some_and(|(least, most)| least > most) => {
                    return Err(Unreadable::plain("fields-setting-bounds"));
                }
                Setting::Longest if self.most.is_some_and(|most| most < 1.0) => {
                    return Err(Unreadable::plain("fields-setting-bounds"));
                }
                Setting::Of(slugs) if self.of.as_deref().is_some_and(|of| !slugs.contains(&of)) => {
                    return Err(
                        Unreadable::plain("fields-setting-of-unknown").arg("known", slugs.join(", "))
                    );
                }
                Setting::Bounds | Setting::Longest | Setting::Of(_) => {}
            }
        }
        Ok(())
    }

    fn check_options(&self) -> Result<(), Unreadable> {
        if self.options.is_empty() {
            return Err(Unreadable::plain("fields-setting-no-options"));
        }
        let mut seen = BTreeSet::new();
        for option in &self.options {
            let is_slug = |sign: u8| sign.is_ascii_alphanumeric() || matches!(sign, b'_' | b'-');
            if option.slug.is_empty() || !option.slug.bytes().all(is_slug) || option.label.trim().is_empty()
            {
                return Err(Unreadable::plain("fields-setting-option").arg("option", option.label.clone()));
            }
            if !seen.insert(option.slug.as_str())
                || !seen.insert(option.label.as_str()) && option.label != option.slug
            {
                return Err(
                    Unreadable::plain("fields-setting-option-twice").arg("option", option.label.clone())
                );
            }
        }
        Ok(())
    }

    /// The option of a slug; `None` when there is none.
    pub fn option(&self, slug: &str) -> Option<&ChoiceOption> {
        self.options.iter().find(|option| option.slug == slug)
    }
}

/// One answer of a choice.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct ChoiceOption {
    /// What is stored; never changes.
    pub slug: String,
    /// What people read, in the firm's language.
    pub label: String,
}

/// One thing that a kind lets people choose for a field; screens ask for these and no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// [`Settings::options`]; at least one is needed.
    Options,
    /// [`Settings::currency`].
    Currency,
    /// [`Settings::least`] and [`Settings::most`] as numbers.
    Bounds,
    /// [`Settings::most`] as a length in letters.
    Longest,
    /// [`Settings::of`] as one of these slugs, the first one when nothing is chosen.
    Of(&'static [&'static str]),
}

impl Setting {
    /// The catalogue keys of what is asked; two for bounds: the least, then the greatest.
    pub fn labels(self) -> &'static [&'static str] {
        match self {
            Setting::Options => &["fields-setting-options"],
            Setting::Currency => &["fields-setting-currency"],
            Setting::Bounds => &["fields-setting-least", "fields-setting-most"],
            Setting::Longest => &["fields-setting-longest"],
            Setting::Of(_) => &["fields-setting-of"],
        }
    }

    /// The catalogue key of one of the slugs of [`Setting::Of`].
    pub fn of_label(slug: &str) -> String {
        format!("fields-of-{slug}")
    }
}

/// The habits by which ambiguous input is read.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// Whose phone numbers, legal numbers and dates are meant when nothing says otherwise.
    pub country: Country,
    /// The currency of an amount without one.
    pub currency: Currency,
    /// Now, for dates that cannot lie in the future and for conditions such as "in the last 30 days".
    pub now: Millis,
    /// How far the firm's clock is ahead of UTC at that moment, in seconds; decides when a day begins.
    pub utc_offset_secs: i32,
}

impl Manner {
    /// The usual habits of a country: its currency, and the hour of Almaty, Moscow or Greenwich.
    pub fn of(country: Country, now: Millis) -> Self {
        let (currency, hours) = match country {
            Country::Kz => (Currency::KZT, 5),
            Country::Ru => (Currency::RUB, 3),
            Country::Other => (Currency::USD, 0),
        };
        Self { country, currency, now, utc_offset_secs: hours * 3600 }
    }

    /// The firm's date at this moment.
    pub fn today(&self) -> Date {
        let local = self.now.saturating_add(i64::from(self.utc_offset_secs).saturating_mul(1000));
        let days = i32::try_from(local.div_euclid(DAY_MS)).unwrap_or(0);
        crate::calendar::plus_days(Date::constant(1970, 1, 1), days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_the_firms_midnight() {
        let late_evening_in_greenwich = 1_700_000_000_000; // 2023-11-14T22:13:20Z
        let today = |country| Manner::of(country, late_evening_in_greenwich).today().to_string();
        assert_eq!(today(Country::Other), "2023-11-14");
        assert_eq!(today(Country::Kz), "2023-11-15");
    }

    #[test]
    fn settings_that_choose_nothing_are_stored_as_an_empty_object() {
        assert_eq!(serde_json::to_string(&Settings::NONE).unwrap(), "{}");
        assert_eq!(serde_json::from_str::<Settings>("{}").unwrap(), Settings::NONE);
    }
    #[test]
    fn settings_that_a_kind_cannot_work_with_are_refused() {
        #[track_caller]
        fn check(kind: &str, settings: &str, wanted: Option<&str>) {
            let settings: Settings = serde_json::from_str(settings).unwrap();
            let refused = settings.check(crate::kinds::find(kind).unwrap()).err().map(|why| why.key);
            assert_eq!(refused, wanted, "{kind} {settings:?}");
        }
        check("text", r#"{"currency": "?"}"#, None);
        check("choice", "{}", Some("fields-setting-no-options"));
        check("choice", r#"{"options": [{"slug": "a", "label": "a"}, {"slug": "b", "label": "б"}]}"#, None);
        check("choice", r#"{"options": [{"slug": "а", "label": "a"}]}"#, Some("fields-setting-option"));
        let twice = r#"{"options": [{"slug": "a", "label": "б"}, {"slug": "c", "label": "б"}]}"#;
        check("many_choices", twice, Some("fields-setting-option-twice"));
        check("money", r#"{"currency": "tenge"}"#, Some("fields-money-currency"));
        check("integer", r#"{"least": 2, "most": 1}"#, Some("fields-setting-bounds"));
        check("handle", r#"{"of": "icq"}"#, Some("fields-setting-of-unknown"));
    }
}

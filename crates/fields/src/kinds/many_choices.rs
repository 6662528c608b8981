//! Several of the answers listed in the field's settings.

use super::choice::{self, WARMTH};
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Setting, Settings};
use words::Say;

/// Several of the listed answers, stored as a JSON array of slugs in alphabetical order; one key for each.
pub struct ManyChoices;

impl FieldKind for ManyChoices {
    fn slug(&self) -> &'static str {
        "many_choices"
    }

    fn read(&self, typed: &str, settings: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let mut slugs = Vec::new();
        for part in parts(typed, settings) {
            let option = choice::find(&part, settings).ok_or_else(|| choice::unknown(&part, settings))?;
            slugs.push(option.slug.as_str());
        }
        if slugs.is_empty() {
            return Err(Unreadable::plain("fields-text-empty"));
        }
        slugs.sort_unstable();
        slugs.dedup();
        Ok(Reading::sure(serde_json::Value::from(slugs).to_string()))
    }

    fn control(&self) -> Control {
        Control::new("choices", "").masked(Mask::Never)
    }

    fn operators(&self) -> &'static [Operator] {
        &[Operator::Is, Operator::AnyOf, Operator::IsNot, Operator::Known, Operator::Unknown]
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("Тёплый, холодный, тёплый", r#"["cold","warm"]"#).with(WARMTH),
                Sample::good(r#"["warm"]"#, r#"["warm"]"#).with(WARMTH),
                Sample::bad("тёплый, мокрый").with(WARMTH),
                Sample::bad("[]").with(WARMTH),
            ]
        }
    }

    fn settings(&self) -> &'static [Setting] {
        &[Setting::Options]
    }

    fn show(&self, value: &str, settings: &Settings, say: &Say) -> String {
        let slugs = slugs(value);
        let mut shown: Vec<String> = Vec::with_capacity(slugs.len());
        let listed = settings.options.iter().filter(|option| slugs.contains(&option.slug));
        shown.extend(listed.map(|option| option.label.clone()));
        shown.extend(slugs.iter().filter(|slug| settings.option(slug).is_none()).cloned());
        say.list(&shown)
    }

    fn keys(&self, value: &str) -> Vec<String> {
        slugs(value)
    }

    fn to_json(&self, value: &str) -> serde_json::Value {
        slugs(value).into()
    }

    fn json_type(&self) -> &'static str {
        "array"
    }
}

/// The slugs of a canonical text; what is not an array counts as one slug.
fn slugs(value: &str) -> Vec<String> {
    serde_json::from_str(value).unwrap_or_else(|_| vec![value.to_owned()])
}

/// What was typed, divided into answers: a JSON array, lines, or what stands between semicolons, bars or commas.
fn parts(typed: &str, settings: &Settings) -> Vec<String> {
    if let Ok(listed) = serde_json::from_str::<Vec<String>>(typed) {
        return listed;
    }
    if choice::find(typed, settings).is_some() {
        return vec![typed.to_owned()];
    }
    let strong = [';', '|', '\n'];
    let pieces: Vec<&str> =
        if typed.contains(strong) { typed.split(strong).collect() } else { typed.split(',').collect() };
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).map(str::to_owned).collect()
}

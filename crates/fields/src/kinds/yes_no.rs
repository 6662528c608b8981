//! Yes or no.

use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Settings};
use words::Say;

/// Yes or no, stored as `true` or `false`; no sorts before yes.
pub struct YesNo;

const YES: &[&str] =
    &["true", "да", "иә", "ия", "yes", "y", "д", "1", "+", "on", "есть", "бар", "✓", "✔", "истина"];
const NO: &[&str] = &["false", "нет", "жоқ", "жок", "no", "n", "н", "0", "-", "off", "—", "–", "✗", "ложь"];

impl FieldKind for YesNo {
    fn slug(&self) -> &'static str {
        "yes_no"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let word = typed.trim().trim_end_matches('.').to_lowercase();
        match word.as_str() {
            yes if YES.contains(&yes) => Ok(Reading::sure("true")),
            no if NO.contains(&no) => Ok(Reading::sure("false")),
            _ => Err(Unreadable::plain("fields-yes-no-unreadable")),
        }
    }

    fn control(&self) -> Control {
        Control::new("checkbox", "").masked(Mask::Never)
    }

    fn operators(&self) -> &'static [Operator] {
        &[Operator::Is, Operator::Known, Operator::Unknown]
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("Да", "true"),
                Sample::good("иә", "true"),
                Sample::good("0", "false"),
                Sample::good("Жоқ", "false"),
                Sample::bad("может быть"),
            ]
        }
    }

    fn show(&self, value: &str, _: &Settings, say: &Say) -> String {
        match value {
            "true" => say.t("fields-yes"),
            "false" => say.t("fields-no"),
            other => other.to_owned(),
        }
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![if value == "true" { "1" } else { "0" }.to_owned()]
    }

    fn to_json(&self, value: &str) -> serde_json::Value {
        serde_json::Value::Bool(value == "true")
    }

    fn json_type(&self) -> &'static str {
        "boolean"
    }
}

//! The form of a new rate: what can be chosen, and what was sent understood.

use super::rate_words::Names;
use crate::api::RateBody;
use crate::rate::{Pays, Tier};
use kernel::{Currency, Money};
use rust_decimal::Decimal;
use web::{FieldError, Form};
use words::Say;

/// Choices of a select: values with words.
pub(super) type Choices = Vec<(String, String)>;

/// To whom.
pub(super) fn whom(say: &Say, names: &Names) -> Choices {
    let mut all = vec![("all".to_owned(), say.t("earnings-whom-all"))];
    let teams = names.staff.teams().iter().map(|(id, name)| (format!("team:{id}"), name.clone()));
    let teams = teams.map(|(key, name)| (key, say.with("earnings-whom-team", &[("name", name.into())])));
    all.extend(teams);
    all.extend(names.staff.people().iter().map(|(id, name)| (format!("person:{id}"), name.clone())));
    all
}

/// For what.
pub(super) fn what(say: &Say, names: &Names) -> Choices {
    let mut all = vec![("all".to_owned(), say.t("earnings-what-all"))];
    let category = |name: &String| {
        (format!("category:{name}"), say.with("earnings-what-category", &[("name", name.as_str().into())]))
    };
    all.extend(names.categories.iter().map(category));
    all.extend(names.products.iter().map(|(id, name)| (format!("product:{id}"), name.clone())));
    all
}

/// Where.
pub(super) fn place(say: &Say, names: &Names) -> Choices {
    let mut all = vec![("all".to_owned(), say.t("earnings-place-all"))];
    for pipeline in &names.pipelines {
        all.push((format!("pipeline:{}", pipeline.id), pipeline.name.clone()));
        for stage in &pipeline.stages {
            let name = format!("{}: {}", pipeline.name, stage.name);
            let words = say.with("earnings-place-stage", &[("name", name.into())]);
            all.push((format!("stage:{}", stage.id), words));
        }
    }
    all
}

/// On what it is counted.
pub(super) fn on(say: &Say) -> Choices {
    ["revenue", "margin", "fixed", "tiers"]
        .map(|slug| (slug.to_owned(), say.t(&format!("earnings-on-{slug}"))))
        .into()
}

/// A rate as it was sent.
///
/// # Errors
/// What cannot be understood.
pub(super) fn read(form: &Form, currency: Currency) -> Result<RateBody, FieldError> {
    let text = |name: &str| form.text(name).to_owned();
    Ok(RateBody {
        whom: text("whom"),
        what: text("what"),
        place: text("place"),
        pays: pays(form.text("on"), form.text("pays"), currency)?,
        from_on: text("from_on"),
        until_on: form.filled("until_on").map(str::to_owned),
        note: text("note"),
    })
}

fn number(text: &str) -> Option<Decimal> {
    text.trim().trim_end_matches('%').replace(',', ".").replace([' ', '\u{a0}'], "").parse().ok()
}

/// `5`, `5000`, or steps as `0: 3; 100000: 5`.
fn pays(on: &str, text: &str, currency: Currency) -> Result<Pays, FieldError> {
    let wrong = |key: &str| FieldError::new("pays", key);
    let percent = || number(text).ok_or_else(|| wrong("earnings-rate-percent-wrong"));
    let money = |text: &str| number(text).and_then(|sum| Money::from_decimal(sum, currency).ok());
    match on {
        "margin" => Ok(Pays::Margin { percent: percent()? }),
        "fixed" => Ok(Pays::Fixed { sum: money(text).ok_or_else(|| wrong("earnings-rate-sum-wrong"))? }),
        "tiers" => {
            let tier = |part: &str| {
                let (from, percent) = part.split_once(':')?;
                Some(Tier { from: money(from)?, percent: number(percent)? })
            };
            let parts = text.split(';').filter(|part| !part.trim().is_empty());
            let tiers: Option<Vec<Tier>> = parts.map(tier).collect();
            Ok(Pays::Tiers { tiers: tiers.ok_or_else(|| wrong("earnings-rate-tiers-wrong"))? })
        }
        _ => Ok(Pays::Revenue { percent: percent()? }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_understood() {
        let check = |on: &str, text: &str, wanted: Option<&str>| {
            let read = pays(on, text, Currency::KZT).ok().map(|pays| serde_json::to_string(&pays).unwrap());
            assert_eq!(read.as_deref(), wanted, "{on} {text}");
        };
        check("revenue", "5,5 %", Some(r#"{"on":"revenue","percent":"5.5"}"#));
        check("margin", "20", Some(r#"{"on":"margin","percent":"20"}"#));
        check("fixed", "5 000", Some(r#"{"on":"fixed","sum":"5000.00 KZT"}"#));
        let steps = r#"{"on":"tiers","tiers":[{"from":"0.00 KZT","percent":"3"},{"from":"100000.00 KZT","percent":"5"}]}"#;
        check("tiers", "0: 3; 100 000: 5;", Some(steps));
        check("tiers", "0 3", None);
        check("fixed", "0.001", None);
        check("revenue", "many", None);
    }
}

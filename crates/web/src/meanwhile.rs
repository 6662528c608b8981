//! What is said over a form that was typed while somebody else changed the same thing: it is drawn again with what was
//! typed, which may then be saved over what stands.

use crate::Form;
use words::Say;

/// The most letters of a value that are told.
const TOLD: usize = 120;

/// A field that may be told of: its name in the form, the key of what people call it, and what may be chosen in it as pairs
/// of value and label; none where anything may be typed.
pub type Compared<'c> = (&'c str, &'c str, &'c [(String, String)]);

impl Form {
    /// What was typed, over the revision that stands now.
    #[must_use]
    pub fn renewed(mut self, revision: impl ToString) -> Self {
        self.values.retain(|(name, _)| name != "revision");
        self.values.push(("revision".to_owned(), revision.to_string()));
        self
    }
}

/// Says that somebody was faster, what stands now in each of `fields` where it differs from what was typed, and that what
/// was typed is kept.
pub fn meanwhile(say: &Say, (typed, now): (&Form, &Form), fields: &[Compared<'_>]) -> String {
    let differs = |(name, ..): &&Compared<'_>| {
        let plain = |form: &Form| form.all(name).map(|value| value.replace('\r', "")).collect::<Vec<_>>();
        plain(typed).join("\n") != plain(now).join("\n")
    };
    let told = |(name, key, options): &Compared<'_>| {
        let args = [("field", say.t(key).into()), ("value", shown(now, (name, options)).into())];
        say.with("web-meanwhile-field", &args)
    };
    let told = fields.iter().filter(differs).map(told).collect::<Vec<_>>().join("; ");
    let mut said = vec![say.t("web-meanwhile")];
    if !told.is_empty() {
        said.push(say.with("web-meanwhile-now", &[("fields", told.into())]));
    }
    said.push(say.t("web-typed-kept"));
    said.join(" ")
}

/// What stands in a field as people read it, shortened; a dash where nothing does.
fn shown(form: &Form, (name, options): (&str, &[(String, String)])) -> String {
    let label = |value: &str| {
        let option = options.iter().find(|(known, _)| known == value);
        option.map_or_else(|| value.to_owned(), |(_, label)| label.clone())
    };
    let text = form.all(name).map(label).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    let mut letters = text.chars();
    let short: String = letters.by_ref().take(TOLD).collect();
    match (short.is_empty(), letters.next()) {
        (true, _) => "—".to_owned(),
        (false, None) => short,
        (false, Some(_)) => format!("{short}…"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use words::{Lang, Words};

    #[test]
    fn what_was_typed_stays_and_may_be_saved_over_what_stands_now() {
        let form = Form::from_encoded("revision=1&title=%D0%A7%D0%B0%D1%88%D0%BA%D0%B8").renewed(2);
        assert_eq!((form.text("title"), form.text("revision")), ("Чашки", "2"));
        assert_eq!(form.all("revision").count(), 1);
    }

    #[test]
    fn only_what_differs_is_told_in_words_and_in_every_language() {
        let words = Words::new(&[crate::CATALOGUE]);
        let typed = Form::from_encoded("kind=call&note=a%0D%0Ab&title=mine");
        let now = Form::from_encoded("kind=visit&note=a%0Ab&title=");
        let kinds = [("visit".to_owned(), "Визит".to_owned())];
        let key = "web-problem-home";
        let fields = [("kind", key, kinds.as_slice()), ("note", key, &[]), ("title", key, &[])];
        for lang in Lang::ALL {
            let say = words.say(lang, jiff::tz::TimeZone::UTC);
            let said = meanwhile(&say, (&typed, &now), &fields);
            assert!(said.contains("Визит") && said.contains('—'), "{said}");
            assert_eq!(said.matches(" – ").count(), 2, "{said}");
            assert!(!meanwhile(&say, (&typed, &typed), &fields).contains(" – "));
        }
    }
}

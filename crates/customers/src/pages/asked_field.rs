//! A field as a form asks it: its rule told beforehand, its values to be typed, and the way back to values.

use crate::builtin;
use crate::editing::NewValue;
use crate::field::Field;
use crate::purpose;
use crate::sheet::{Fact, Usage};
use crate::staff::Staff;
use crate::typing;
use fields::Manner;
use std::borrow::Cow;
use std::collections::HashMap;
use web::{FieldError, Form};
use words::Say;

/// The field as it is drawn.
#[derive(Debug, Clone)]
pub(super) struct AskedField {
    pub(super) slug: String,
    pub(super) label: String,
    pub(super) rule: String,
    pub(super) widget: &'static str,
    pub(super) inputmode: &'static str,
    pub(super) autocomplete: &'static str,
    pub(super) options: Vec<(String, String)>,
    pub(super) is_contact: bool,
    pub(super) values: Vec<AskedValue>,
    pub(super) was: String,
}

/// One value to be typed.
#[derive(Debug, Clone, Default)]
pub(super) struct AskedValue {
    pub(super) typed: String,
    pub(super) shown: String,
    pub(super) error: String,
    pub(super) usage: Usage,
    /// What it is for, as the reader says it.
    pub(super) purpose: String,
}

impl AskedValue {
    /// The first hour as the form chooses it.
    pub(super) fn from(&self) -> String {
        self.usage.from_hour.map(|hour| hour.to_string()).unwrap_or_default()
    }

    /// The last hour as the form chooses it.
    pub(super) fn to(&self) -> String {
        self.usage.to_hour.map(|hour| hour.to_string()).unwrap_or_default()
    }

    /// Whether anything of its use is told.
    pub(super) fn has_usage(&self) -> bool {
        self.usage != Usage::default()
    }
}

/// Who looks: their language, the firm's manner, who works here.
pub(super) type Eye<'e> = (&'e Say, &'e Manner, &'e Staff);

impl AskedField {
    /// The first value.
    pub(super) fn first(&self) -> AskedValue {
        self.values.first().cloned().unwrap_or_default()
    }

    /// Whether an answer of several is among the chosen.
    pub(super) fn is_chosen(&self, slug: &str) -> bool {
        self.first().typed.split(',').any(|one| one.trim() == slug)
    }

    /// With nothing typed yet.
    pub(super) fn blank(field: &Field, (say, _, staff): Eye<'_>) -> Self {
        let control = field.kind.control();
        let widget = if is_tags(field) { "tags" } else { control.widget };
        let rule = if control.rule.is_empty() { String::new() } else { say.t(control.rule) };
        let rule = if widget == "link" { say.t("customers-link-help") } else { rule };
        Self {
            slug: field.slug.clone(),
            label: field.label(say),
            rule,
            widget,
            inputmode: control.inputmode,
            autocomplete: control.autocomplete,
            options: options(field, widget, (say, staff)),
            is_contact: field.is_contact_point(),
            values: vec![AskedValue::default()],
            was: image(std::iter::empty()),
        }
    }

    /// With what stands on the card, and a blank to add one more where there may be several.
    pub(super) fn of<'f>(
        field: &Field,
        facts: impl Iterator<Item = &'f Fact>,
        names: &HashMap<String, String>,
        eye: Eye<'_>,
    ) -> Self {
        let facts: Vec<&Fact> = facts.collect();
        let mut asked = Self::blank(field, eye);
        asked.was = image(facts.iter().map(|fact| (fact.value.as_str(), fact.usage.as_deref())));
        let values = facts.iter().map(|fact| AskedValue {
            typed: typed_of(field, &fact.value, eye),
            shown: names.get(&fact.value).cloned().unwrap_or_default(),
            error: String::new(),
            usage: fact.usage.as_deref().cloned().unwrap_or_default(),
            purpose: fact
                .usage
                .as_deref()
                .map(|usage| purpose::shown(&usage.label, eye.0))
                .unwrap_or_default(),
        });
        let mut values: Vec<AskedValue> = values.collect();
        if is_tags(field) {
            let typed = values.iter().map(|value| value.typed.as_str()).collect::<Vec<_>>().join(", ");
            values = vec![AskedValue { typed, ..AskedValue::default() }];
        } else if field.is_many || values.is_empty() {
            values.push(AskedValue::default());
        }
        asked.values = values;
        asked
    }

    /// Puts back what was typed, with what is wrong in it.
    pub(super) fn retyped(
        mut self,
        field: &Field,
        form: &Form,
        errors: &[(usize, FieldError)],
        say: &Say,
    ) -> Self {
        let was = format!("was.{}", self.slug);
        if let Some(was) = form.filled(&was) {
            was.clone_into(&mut self.was);
        }
        let typed = lines(field, form);
        let of_one = |(at, (typed, usage)): (usize, (String, Usage))| {
            let error = errors.iter().find(|(place, _)| *place == at);
            let error = error.map(|(_, error)| error.say(say)).unwrap_or_default();
            let purpose = purpose::shown(&usage.label, say);
            AskedValue { shown: typed.clone(), typed, error, usage, purpose }
        };
        let mut values: Vec<AskedValue> = typed.into_iter().enumerate().map(of_one).collect();
        if values.is_empty() {
            values.push(AskedValue::default());
        }
        self.values = values;
        self
    }
}

/// What of a field was typed, line by line with how it may be used; blank lines too.
fn lines(field: &Field, form: &Form) -> Vec<(String, Usage)> {
    let slug = &field.slug;
    let typed: Vec<String> = match field.kind.control().widget {
        "choices" => {
            let chosen: Vec<&str> = form.all(slug).filter(|slug| !slug.is_empty()).collect();
            vec![chosen.join(", ")]
        }
        "file" if form.is_ticked(&format!("{slug}.clear")) => Vec::new(),
        _ if is_tags(field) => form
            .all(slug)
            .flat_map(|line| line.split([',', ';']))
            .map(|tag| tag.trim().to_owned())
            .collect(),
        _ => form.all(slug).map(str::to_owned).collect(),
    };
    let names = ["label", "from", "to", "zone", "preferred", "refused", "purpose", "purpose_shown"]
        .map(|part| format!("{slug}.{part}"));
    let parts = names.each_ref().map(|name| form.all(name).collect::<Vec<_>>());
    let with_usage = typed.into_iter().enumerate().map(|(at, typed)| {
        let part = |n: usize| parts.get(n).and_then(|list| list.get(at)).copied().unwrap_or_default();
        let usage = Usage {
            label: if part(0) == part(7) { part(6) } else { part(0) }.chars().take(60).collect(),
            from_hour: part(1).parse().ok().filter(|hour| *hour < 24),
            to_hour: part(2).parse().ok().filter(|hour| (1..=24).contains(hour)),
            is_preferred: part(4) == "1",
            zone: part(3).to_owned(),
            is_refused: part(5) == "1",
            hidden_zone: None,
        };
        (typed, usage)
    });
    with_usage.collect()
}

/// Understands what was typed; values said twice count once.
///
/// # Errors
/// Every line that is wrong, by its place from 0.
pub(super) fn read(
    field: &Field,
    form: &Form,
    manner: &Manner,
) -> Result<Vec<NewValue>, Vec<(usize, FieldError)>> {
    let (mut values, mut errors) = (Vec::<NewValue>::new(), Vec::new());
    for (at, (typed, usage)) in lines(field, form).into_iter().enumerate() {
        if usage.from_hour.zip(usage.to_hour).is_some_and(|(from, to)| from == to) {
            errors.push((at, FieldError::new(&field.slug, "customers-hours-wrong")));
            continue;
        }
        match typing::read(field, &typed, manner) {
            Ok(Some(value)) if !values.iter().any(|known| known.value == value.value) => {
                let usage = field.is_contact_point().then_some(usage);
                values.push(NewValue { usage, ..value });
            }
            Ok(_) => {}
            Err(error) => errors.push((at, error)),
        }
    }
    if errors.is_empty() { Ok(values) } else { Err(errors) }
}

/// Values with their use as one text, to be compared: what stood when the form was drawn, what is typed, what stands now.
pub(super) fn image<'v>(values: impl Iterator<Item = (&'v str, Option<&'v Usage>)>) -> String {
    let told = |usage: Option<&'v Usage>| usage.filter(|usage| **usage != Usage::default()).cloned();
    let list: Vec<(&str, Option<Usage>)> = values.map(|(value, usage)| (value, told(usage))).collect();
    serde_json::to_string(&list).unwrap_or_default()
}

fn is_tags(field: &Field) -> bool {
    field.is_many && (field.no == builtin::TAG || field.kind.slug() == "tag")
}

/// What stands in the control: as people write it where that is understood again, else as it is kept.
fn typed_of(field: &Field, value: &str, (say, manner, _): Eye<'_>) -> String {
    if !matches!(field.kind.control().widget, "text" | "textarea" | "number") {
        return match field.kind.control().widget {
            "choices" => value.trim_matches(['[', ']']).replace('"', ""),
            _ => value.to_owned(),
        };
    }
    let shown = field.show(value, say);
    let settings: Cow<'_, _> = field.settings_in(say);
    let is_same = field.kind.read(&shown, &settings, manner).is_ok_and(|reading| reading.value == value);
    if is_same { shown } else { value.to_owned() }
}

fn options(field: &Field, widget: &str, (say, staff): (&Say, &Staff)) -> Vec<(String, String)> {
    let none = (String::new(), say.t("customers-choose"));
    let listed =
        || field.settings.options.iter().map(|one| (one.slug.clone(), field.option_label(one, say)));
    match widget {
        "select" => std::iter::once(none).chain(listed()).collect(),
        "choices" => listed().collect(),
        "checkbox" => {
            vec![none, ("true".into(), say.t("fields-yes")), ("false".into(), say.t("fields-no"))]
        }
        "staff" => {
            let people = staff.people().iter().map(|(id, name)| (id.to_string(), name.clone()));
            std::iter::once(none).chain(people).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::field_set;
    use kernel::Country;

    #[track_caller]
    fn check(slug: &str, sent: &str, wanted: Result<&[&str], usize>) {
        let fields = field_set();
        let manner = Manner::of(Country::Kz, 0);
        let read = read(fields.slug(slug).unwrap(), &Form::from_encoded(sent), &manner);
        let texts = read.map(|values| values.into_iter().map(|value| value.value).collect::<Vec<_>>());
        assert_eq!(
            texts.map_err(|errors| errors[0].0),
            wanted.map(|texts| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>()),
            "{sent}"
        );
    }

    #[test]
    fn what_is_typed_becomes_values_once_each_and_blanks_nothing() {
        check("phone", "phone=8+701+123+45+67&phone=&phone=%2B77011234567", Ok(&["+77011234567"]));
        check("tag", "tag=vip,+new,,vip", Ok(&["vip", "new"]));
        check("warmth", "warmth=", Ok(&[]));
        check("warmth", "warmth=hot", Ok(&["hot"]));
        check("email", "email=a@b.kz&email=nobody", Err(1));
    }

    #[test]
    fn what_a_number_is_for_is_kept_as_programs_say_it_however_the_form_shows_it() {
        let fields = field_set();
        let phone = fields.slug("phone").unwrap();
        let label = |typed: &str| {
            let sent = format!(
                "phone=87011234567&phone.label={typed}&phone.purpose=work&phone.purpose_shown=рабочий"
            );
            let values = read(phone, &Form::from_encoded(&sent), &Manner::of(Country::Kz, 0)).unwrap();
            values[0].usage.clone().unwrap().label
        };
        assert_eq!(
            (label("рабочий"), label("бухгалтер"), label("")),
            ("work".into(), "бухгалтер".into(), "".into())
        );
    }

    #[test]
    fn hours_belong_to_the_line_they_stand_beside() {
        let fields = field_set();
        let form = Form::from_encoded(
            "phone=87011234567&phone=87017654321&phone.from=&phone.from=9&phone.to=&phone.to=9",
        );
        let errors = read(fields.slug("phone").unwrap(), &form, &Manner::of(Country::Kz, 0)).unwrap_err();
        assert_eq!(errors[0].0, 1);
    }
}

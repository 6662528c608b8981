//! A question as the builder of forms draws and reads it.

use crate::cards::CardForm;
use crate::cards::form::{Guess, Question};
use crate::error::InteractionError;
use customers::arranging::slug_of;
use customers::{Act, Rule};
use fields::{ChoiceOption, Settings};
use web::{FieldError, Form};
use words::Say;

/// How sure a guess is and how long it keeps, when nothing is said.
const GUESS: Guess = Guess { sure: 50, keeps_days: 180 };

/// A question as it is typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// Its place in the page, from 0.
    pub(super) at: usize,
    pub(super) key: String,
    pub(super) label: String,
    pub(super) help: String,
    pub(super) about: String,
    pub(super) options: String,
    pub(super) rule: String,
    pub(super) order: String,
    pub(super) sure: String,
    pub(super) keeps: String,
    pub(super) is_required: bool,
    pub(super) is_guess: bool,
    pub(super) error: String,
}

impl Row {
    /// One with nothing typed yet.
    pub(super) fn blank(at: usize) -> Self {
        Self {
            at,
            about: "kind:text".into(),
            rule: "newest".into(),
            order: (at + 1).to_string(),
            sure: GUESS.sure.to_string(),
            keeps: GUESS.keeps_days.to_string(),
            ..Self::default()
        }
    }

    /// All that were typed, in the order of their numbers.
    pub(super) fn all_of(form: &Form) -> Vec<Self> {
        let n: usize = form.text("n").parse().unwrap_or(0).min(200);
        let row = |at: usize| {
            let text = |part: &str| form.text(&format!("q{at}.{part}")).to_owned();
            Self {
                at,
                key: text("key"),
                label: text("label"),
                help: text("help"),
                about: text("about"),
                options: text("options"),
                rule: text("rule"),
                order: text("order"),
                sure: text("sure"),
                keeps: text("keeps"),
                is_required: form.is_ticked(&format!("q{at}.required")),
                is_guess: form.is_ticked(&format!("q{at}.guess")),
                error: String::new(),
            }
        };
        let mut rows: Vec<Self> = (0..n).map(row).collect();
        rows.sort_by_key(|row| {
            row.order.replace(',', ".").parse::<f64>().map_or(i64::MAX, |n| (n * 10.0) as i64)
        });
        for (at, row) in rows.iter_mut().enumerate() {
            row.at = at;
            row.order = (at + 1).to_string();
        }
        rows
    }

    /// Whether nothing is asked by it: then it is left out.
    pub(super) fn is_blank(&self) -> bool {
        self.label.is_empty() && !self.about.starts_with("field:")
    }

    /// All that is typed in it, as one text that is another when anything in it is.
    pub(super) fn whole(&self) -> String {
        let options = self.options.replace('\r', "");
        format!("{:?}", Self { options, error: String::new(), ..self.clone() })
    }

    /// What it asks, with the answers that may be chosen.
    pub(super) fn said(&self) -> String {
        let options = self.options.lines().collect::<Vec<_>>().join(" / ");
        if options.is_empty() { self.label.clone() } else { format!("{} ({options})", self.label) }
    }

    /// The errors with those of questions, which are numbered without blank ones, at the places of their rows.
    pub(super) fn errors_of(rows: &[Self], errors: Vec<FieldError>) -> Vec<FieldError> {
        let places: Vec<usize> = rows.iter().filter(|row| !row.is_blank()).map(|row| row.at).collect();
        let place = |error: FieldError| {
            let parts = error.field.strip_prefix("questions/").and_then(|rest| rest.split_once('/'));
            let row = parts.and_then(|(n, part)| Some((places.get(n.parse::<usize>().ok()?)?, part)));
            match row {
                Some((at, part)) => FieldError { field: format!("row/{at}/{part}"), ..error },
                None => error,
            }
        };
        errors.into_iter().map(place).collect()
    }

    /// With what is wrong in it.
    pub(super) fn with_errors(self, said: &[(String, String)]) -> Self {
        let beginning = format!("row/{}/", self.at);
        let found = said.iter().find(|(field, _)| field.starts_with(&beginning));
        Self { error: found.map(|(_, text)| text.clone()).unwrap_or_default(), ..self }
    }
}

/// The questions of a form as they are typed.
pub(super) fn rows_of(questions: &[Question]) -> Vec<Row> {
    let row = |(at, one): (usize, &Question)| {
        let about = match &one.field {
            Some(slug) => format!("field:{slug}"),
            None => format!("kind:{}", one.kind),
        };
        let options: Vec<&str> = one.settings.options.iter().map(|option| option.label.as_str()).collect();
        let guess = one.guess.unwrap_or(GUESS);
        Row {
            at,
            key: one.key.clone(),
            label: one.label.clone(),
            help: one.help.clone(),
            about,
            options: options.join("\n"),
            rule: rule_slug(one.rule).to_owned(),
            order: (at + 1).to_string(),
            sure: guess.sure.to_string(),
            keeps: guess.keeps_days.to_string(),
            is_required: one.is_required,
            is_guess: one.guess.is_some(),
            error: String::new(),
        }
    };
    questions.iter().enumerate().map(row).collect()
}

/// Understands what was typed; a question about a field without words of its own has the name of the field.
///
/// # Errors
/// [`InteractionError::Invalid`] at `row/<place>/<part>`.
pub(super) fn typed_questions(
    act: &Act,
    (rows, known): (&[Row], Option<&CardForm>),
    say: &Say,
) -> Result<Vec<Question>, InteractionError> {
    let (mut questions, mut errors) = (Vec::new(), Vec::new());
    for row in rows.iter().filter(|row| !row.is_blank()) {
        let held = known.and_then(|form| form.questions.iter().find(|one| one.key == row.key));
        match question(act, (row, held), say) {
            Ok(question) => questions.push(question),
            Err((part, key)) => errors.push(FieldError::new(format!("row/{}/{part}", row.at), key)),
        }
    }
    if errors.is_empty() { Ok(questions) } else { Err(InteractionError::Invalid(errors)) }
}

fn question(
    act: &Act,
    (row, held): (&Row, Option<&Question>),
    say: &Say,
) -> Result<Question, (&'static str, &'static str)> {
    let field = row.about.strip_prefix("field:");
    let known = field.and_then(|slug| act.fields.slug(slug));
    if field.is_some() && known.is_none() {
        return Err(("field", "interactions-question-field"));
    }
    let label = match (row.label.as_str(), known) {
        ("", Some(field)) => field.label(say),
        (label, _) => label.to_owned(),
    };
    let kind = row.about.strip_prefix("kind:").unwrap_or_default();
    let is_choice = matches!(kind, "choice" | "many_choices");
    if is_choice && row.options.trim().is_empty() {
        return Err(("settings", "fields-setting-no-options"));
    }
    let guess = match row.is_guess {
        true => Some(Guess {
            sure: row.sure.parse().map_err(|_| ("guess", "interactions-question-guess"))?,
            keeps_days: row.keeps.parse().map_err(|_| ("guess", "interactions-question-guess"))?,
        }),
        false => None,
    };
    let options = match is_choice {
        true => options(&row.options, held.map_or(&[], |one| one.settings.options.as_slice())),
        false => Vec::new(),
    };
    let settings = match held.filter(|one| one.kind == kind && !is_choice) {
        Some(one) => one.settings.clone(),
        None => Settings { options, ..Settings::default() },
    };
    Ok(Question {
        // Another kind of answer is another question: old answers keep the words they were given under.
        key: held
            .filter(|one| one.field.as_deref() == field && (field.is_some() || one.kind == kind))
            .map_or_else(String::new, |one| one.key.clone()),
        label,
        help: row.help.clone(),
        is_required: row.is_required,
        field: field.map(str::to_owned),
        kind: kind.to_owned(),
        settings,
        rule: rule(&row.rule),
        guess,
    })
}

/// One answer per line; one that was there, or stands in the place of one that is gone, keeps its name.
fn options(typed: &str, held: &[ChoiceOption]) -> Vec<ChoiceOption> {
    let labels: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut options: Vec<ChoiceOption> = Vec::with_capacity(labels.len());
    for (at, label) in labels.iter().enumerate() {
        let same = held.iter().find(|option| option.label == *label);
        let in_place = held.get(at).filter(|option| !labels.contains(&option.label.as_str()));
        let is_taken = |slug: &str| held.iter().chain(&options).any(|option| option.slug == slug);
        let slug = same.or(in_place).map_or_else(|| slug_of(label, is_taken), |option| option.slug.clone());
        options.push(ChoiceOption { slug, label: (*label).to_owned() });
    }
    options
}

fn rule(slug: &str) -> Rule {
    match slug {
        "most_trusted" => Rule::MostTrusted,
        "ask" => Rule::Ask,
        _ => Rule::Newest,
    }
}

fn rule_slug(rule: Rule) -> &'static str {
    match rule {
        Rule::Newest => "newest",
        Rule::MostTrusted => "most_trusted",
        Rule::Ask => "ask",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_stand_in_the_order_of_their_numbers() {
        let form =
            Form::from_encoded("n=3&q0.label=b&q0.order=2&q1.label=a&q1.order=1.5&q2.label=c&q2.order=");
        let rows = Row::all_of(&form);
        assert_eq!(rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(rows[2].order, "3");
    }

    #[test]
    fn an_answer_that_is_renamed_in_its_place_keeps_its_name() {
        let held = [("yes", "да"), ("no", "нет")]
            .map(|(slug, label)| ChoiceOption { slug: slug.into(), label: label.into() });
        let slugs: Vec<String> =
            options("конечно\nнет\nможет быть", &held).into_iter().map(|option| option.slug).collect();
        assert_eq!(slugs, ["yes", "no", "mozhet_bit"]);
    }
}

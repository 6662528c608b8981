//! What the pages share in drawing: choices, the sentences about wrong fields, where a browser may be sent.

use crate::refusal::Refusal;
use crate::roles::ROLES;
use crate::{Origin, Scope, Team};
use askama::Template;
use axum::response::Response;
use http::StatusCode;
use kernel::{Country, Level};
use web::{Form, Problem, RequestFacts};
use words::{Lang, Say};

/// Values with their words, in the order of the screen.
pub(crate) type Choices = Vec<(String, String)>;

/// The sentences about wrong fields of a form that is drawn again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Faults(Vec<(String, String)>);

impl Faults {
    /// What a refusal says of a field; a refusal about no field is a problem of the whole page.
    pub(crate) fn of(refusal: Refusal, say: &Say) -> Result<Self, Problem> {
        match refusal.field() {
            Some(error) => Ok(Self(vec![(error.field.clone(), error.say(say))])),
            None => Err(refusal.into()),
        }
    }

    /// One sentence about one field.
    pub(crate) fn one(field: &str, sentence: String) -> Self {
        Self(vec![(field.to_owned(), sentence)])
    }

    /// The sentence about a field; empty when it is right.
    pub(crate) fn at(&self, field: &str) -> &str {
        self.0.iter().find(|(name, _)| name == field).map_or("", |(_, sentence)| sentence)
    }

    /// How many fields are wrong.
    pub(crate) fn n(&self) -> usize {
        self.0.len()
    }
}

/// A page, with 422 when there is something wrong in it.
pub(crate) fn drawn(template: &impl Template, faults: &Faults) -> Result<Response, Problem> {
    let mut response = web::page(template)?;
    if faults.n() > 0 {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// The languages, each in its own words.
pub(crate) fn languages() -> Choices {
    Lang::ALL.map(|lang| (lang.code().to_owned(), lang.name().to_owned())).into()
}

/// The countries whose habits are known.
pub(crate) fn countries(say: &Say) -> Choices {
    let worded = |country: Country| {
        (country.slug().to_owned(), say.t(&format!("access-country-{}", country.slug())))
    };
    Country::ALL.map(worded).into()
}

/// The roles.
pub(crate) fn roles(say: &Say) -> Choices {
    ROLES.map(|role| (role.slug.to_owned(), say.t(role.label))).into()
}

/// No team, then all by name.
pub(crate) fn teams(say: &Say, teams: &[Team]) -> Choices {
    let none = (String::new(), say.t("access-team-none"));
    std::iter::once(none).chain(teams.iter().map(|team| (team.id.to_string(), team.name.clone()))).collect()
}

/// As the role has it, then each scope.
pub(crate) fn scopes(say: &Say, of_role: Scope) -> Choices {
    let word = |scope: Scope| say.t(&format!("access-scope-{}", scope.slug()));
    let as_role = say.with("access-as-role", &[("what", word(of_role).into())]);
    std::iter::once((String::new(), as_role))
        .chain(Scope::ALL.map(|scope| (scope.slug().to_owned(), word(scope))))
        .collect()
}

/// As the role has it, then each level.
pub(crate) fn levels(say: &Say, of_role: Level) -> Choices {
    let word = |level: Level| say.t(&format!("access-level-{}", level.slug()));
    let as_role = say.with("access-as-role", &[("what", word(of_role).into())]);
    std::iter::once((String::new(), as_role))
        .chain(Level::ALL.map(|level| (level.slug().to_owned(), word(level))))
        .collect()
}

/// The zones of our countries and UTC, west to east; `held` is added when it is none of them.
pub(crate) fn zones(held: &str) -> Choices {
    const ZONES: [&str; 16] = [
        "UTC",
        "Europe/Kaliningrad",
        "Europe/Moscow",
        "Europe/Samara",
        "Asia/Aqtobe",
        "Asia/Atyrau",
        "Asia/Oral",
        "Asia/Yekaterinburg",
        "Asia/Almaty",
        "Asia/Omsk",
        "Asia/Novosibirsk",
        "Asia/Krasnoyarsk",
        "Asia/Irkutsk",
        "Asia/Yakutsk",
        "Asia/Vladivostok",
        "Asia/Kamchatka",
    ];
    let added = Some(held).filter(|zone| !zone.is_empty() && !ZONES.contains(zone));
    ZONES.into_iter().chain(added).map(|zone| (zone.to_owned(), zone.replace('_', " "))).collect()
}

/// The page that a form asks to go to, if it lies in this house; else `/`.
pub(crate) fn local(path: &str) -> &str {
    let is_local = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control);
    if is_local { path } else { "/" }
}

/// From where a request comes.
pub(crate) fn origin(facts: &RequestFacts) -> Origin {
    Origin { address: facts.address.clone(), agent: facts.agent.clone(), held: facts.session.clone() }
}

/// A value of a form exactly as it was typed: the blanks of a password count.
pub(crate) fn untrimmed<'f>(form: &'f Form, name: &str) -> &'f str {
    form.values.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_out_of_the_house() {
        let check = |path: &str, expected: &str| assert_eq!(local(path), expected, "{path}");
        check("/customers?q=x", "/customers?q=x");
        check("https://evil.example/", "/");
        check("//evil.example", "/");
        check("/\\evil.example", "/");
        check("/a\r\nSet-Cookie: x=y", "/");
        check("", "/");
    }

    #[test]
    fn every_zone_offered_is_known() {
        for (zone, _) in zones("Europe/Berlin") {
            assert!(jiff::tz::TimeZone::get(&zone).is_ok(), "{zone}");
        }
    }
}

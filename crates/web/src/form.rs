//! What a person sent in a form: names and values in order, and the errors drawn beside them.

use crate::problem::SaidError;
use crate::{App, Problem};
use axum::extract::{FromRequest, Multipart, Request};
use http::header::CONTENT_TYPE;
use std::borrow::Cow;
use words::{Arg, Say};

/// A wrong field: where, and the sentence with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field in the form, and `/name` in the API.
    pub field: String,
    /// The catalogue key.
    pub key: String,
    /// Its variables; one whose name ends in `_key` holds the key of a sentence, which stands for the name without that end.
    pub args: Vec<(&'static str, Cow<'static, str>)>,
}

impl FieldError {
    /// A sentence without variables.
    pub fn new(field: impl Into<String>, key: impl Into<String>) -> Self {
        Self { field: field.into(), key: key.into(), args: Vec::new() }
    }

    /// The sentence in a person's language.
    pub fn say(&self, say: &Say) -> String {
        let said = |(name, text): &(&'static str, Cow<'static, str>)| match name.strip_suffix("_key") {
            Some(name) => (name, Arg::from(say.t(text))),
            None => (*name, Arg::from(text.to_string())),
        };
        let args: Vec<_> = self.args.iter().map(said).collect();
        say.with(&self.key, &args)
    }

    pub(crate) fn said(&self, say: &Say) -> SaidError {
        SaidError { pointer: format!("/{}", self.field), detail: self.say(say) }
    }
}

/// A file that came with a form, whole in memory; routes bound its size.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The field it came in.
    pub field: String,
    /// The name it had with the person.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The names and values of a form in the order sent; a name may repeat.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// What was typed and chosen.
    pub values: Vec<(String, String)>,
    /// What was uploaded; files without a name are left out.
    pub uploads: Vec<Upload>,
}

impl Form {
    /// From a query or a body of `application/x-www-form-urlencoded`.
    pub fn from_encoded(text: &str) -> Self {
        let values = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), decoded(value))
        });
        Self { values: values.collect(), uploads: Vec::new() }
    }

    /// The first value of a name, trimmed; empty when it is missing.
    pub fn text(&self, name: &str) -> &str {
        self.values.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.trim())
    }

    /// The first value of a name when it is not blank.
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// Every value of a name, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.trim())
    }

    /// Whether a box of this name was ticked.
    pub fn is_ticked(&self, name: &str) -> bool {
        self.values.iter().any(|(n, _)| n == name)
    }
}

fn decoded(text: &str) -> String {
    let spaced = text.replace('+', " ");
    percent_encoding::percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
}

impl FromRequest<App> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            return from_parts(
                Multipart::from_request(request, app)
                    .await
                    .map_err(|e| Problem::unreadable(e.body_text()))?,
            )
            .await;
        }
        let body =
            String::from_request(request, app).await.map_err(|e| Problem::unreadable(e.body_text()))?;
        Ok(Self::from_encoded(&body))
    }
}

async fn from_parts(mut parts: Multipart) -> Result<Form, Problem> {
    let mut form = Form::default();
    while let Some(part) = parts.next_field().await.map_err(|e| Problem::unreadable(e.body_text()))? {
        let field = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|e| Problem::unreadable(e.body_text()))?;
        match file_name {
            Some(name) if name.is_empty() => {}
            Some(name) => form.uploads.push(Upload { field, name, bytes: bytes.to_vec() }),
            None => form.values.push((field, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Ok(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_comes_out_as_it_was() {
        let form = Form::from_encoded("name=%D0%90%D0%BD%D0%BD%D0%B0+%D0%9A&tag=a&tag=b&x&empty=");
        assert_eq!(form.text("name"), "Анна К");
        assert_eq!(form.all("tag").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(form.filled("empty"), None);
        assert!(form.is_ticked("x"));
    }
}

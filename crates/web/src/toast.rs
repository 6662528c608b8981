//! What the last deed wants to have said on the next page: a catalogue text, a count, a way back.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use http::HeaderValue;
use serde::{Deserialize, Serialize};
use ui::{Toast, UndoForm};
use words::{Arg, Say};

/// The cookie that carries it from the deed to the page.
pub(crate) const COOKIE: &str = "toast";

/// A sentence by its key, so that a cookie cannot put words into our mouth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToastNote {
    /// The catalogue key.
    pub key: String,
    /// The count in it, as `$n`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<i64>,
    /// The name in it, as `$name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where to POST to take the deed back, with the fields to send.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo: Option<(String, Vec<(String, String)>)>,
}

impl ToastNote {
    /// A sentence without variables.
    pub fn new(key: &str) -> Self {
        Self { key: key.into(), n: None, name: None, undo: None }
    }

    /// With a count.
    #[must_use]
    pub fn n(self, n: i64) -> Self {
        Self { n: Some(n), ..self }
    }

    /// With a name.
    #[must_use]
    pub fn name(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    /// With a way back: a path of ours to POST to.
    #[must_use]
    pub fn undo(self, action: impl Into<String>, fields: Vec<(String, String)>) -> Self {
        Self { undo: Some((action.into(), fields)), ..self }
    }

    pub(crate) fn from_cookie(value: &str) -> Option<Self> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(value).ok()?;
        let note: Self = serde_json::from_slice(&bytes).ok()?;
        let is_ours = |action: &str| action.starts_with('/') && !action.starts_with("//");
        note.undo.as_ref().is_none_or(|(action, _)| is_ours(action)).then_some(note)
    }

    pub(crate) fn to_cookie(&self) -> HeaderValue {
        let json = serde_json::to_vec(self).unwrap_or_default();
        let value = BASE64_URL_SAFE_NO_PAD.encode(json);
        HeaderValue::from_str(&format!("{COOKIE}={value}; Path=/; Max-Age=60; SameSite=Lax; HttpOnly"))
            .unwrap_or_else(|_| over())
    }
}

/// The sentence in a person's language.
pub(crate) fn shown(note: &ToastNote, say: &Say) -> Toast {
    let mut args = Vec::new();
    args.extend(note.n.map(|n| ("n", Arg::from(n))));
    args.extend(note.name.as_deref().map(|name| ("name", Arg::from(name))));
    Toast {
        text: say.with(&note.key, &args),
        undo: note
            .undo
            .as_ref()
            .map(|(action, fields)| UndoForm { action: action.clone(), fields: fields.clone() }),
    }
}

/// Takes the cookie away once its sentence was shown.
pub(crate) fn over() -> HeaderValue {
    HeaderValue::from_static("toast=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_survives_the_cookie_and_never_leads_away() {
        let note = ToastNote::new("customers-archived")
            .n(3)
            .undo("/customers/restore", vec![("id".into(), "7".into())]);
        let cookie = note.to_cookie();
        let value = cookie.to_str().unwrap().strip_prefix("toast=").unwrap().split(';').next().unwrap();
        assert_eq!(ToastNote::from_cookie(value), Some(note.clone()));
        let away = note.undo("//evil.example/", vec![]).to_cookie();
        let value =
            away.to_str().unwrap().strip_prefix("toast=").unwrap().split(';').next().unwrap().to_owned();
        assert_eq!(ToastNote::from_cookie(&value), None);
    }
}

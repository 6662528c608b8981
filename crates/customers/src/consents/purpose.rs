//! What clients are asked for, and the texts they are shown: the firm's own list, each text kept in all its versions.

use crate::act::Act;
use crate::consents::channel::{ANY, CHANNELS, Channel};
use crate::error::CustomerError;
use crate::store::consent_purposes as table;
use db::Tx;
use journal::Entry;
use kernel::{Level, Millis, RawId};
use serde_json::json;
use web::FieldError;
use words::Say;

/// The number of a purpose in the base.
pub type PurposeNo = i64;

/// The longest name of a purpose, the longest text shown, in letters.
const LONGEST: (usize, usize) = (100, 10_000);

/// What a client may be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purpose {
    /// Its number in the base.
    pub no: PurposeNo,
    /// Its name in the API and in conditions; never changes.
    pub slug: String,
    /// What people read; empty for those that every base comes with, whose name is in the catalogues.
    pub label: String,
    /// Whether the client must have said yes; else it is enough that they did not say no.
    pub is_needed: bool,
    /// Whether it is asked for each channel; else once for all.
    pub is_by_channel: bool,
    /// Whether a yes counts only once it was confirmed by a link (double opt-in).
    pub is_confirmed: bool,
    /// After how many days a yes is over; `None` for never.
    pub keeps_days: Option<i64>,
    /// Since when it is not asked for any more.
    pub archived_at: Option<Millis>,
}

impl Purpose {
    /// What people call it.
    pub fn name(&self, say: &Say) -> String {
        if self.label.is_empty() {
            say.t(&format!("customers-purpose-{}", self.slug.replace('_', "-")))
        } else {
            self.label.clone()
        }
    }

    /// The channels for which it is asked.
    pub fn channels(&self) -> &'static [Channel] {
        const ONCE: &[Channel] = &[ANY];
        if self.is_by_channel { CHANNELS } else { ONCE }
    }

    /// The channel of a slug, if it is asked for it.
    pub fn channel(&self, slug: &str) -> Option<&'static Channel> {
        self.channels().iter().find(|channel| channel.slug == slug)
    }
}

/// A text that clients are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentText {
    /// Its id.
    pub id: RawId,
    /// Of which purpose.
    pub purpose: PurposeNo,
    /// `ru`, `kk` or `en`.
    pub lang: String,
    /// Counted from 1 for each purpose and language.
    pub version: i64,
    /// The text.
    pub text: String,
    /// Since when.
    pub created_at: Millis,
}

/// The purposes in the order of screens; those that are asked for no more only when wanted.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn all(tx: &mut Tx<'_>, act: &Act, with_archived: bool) -> Result<Vec<Purpose>, CustomerError> {
    if !act.may(Level::Read) {
        return Err(CustomerError::Forbidden);
    }
    let mut all = table::all(tx)?;
    all.retain(|purpose| with_archived || purpose.archived_at.is_none());
    Ok(all)
}

/// The purpose of a slug that is asked for.
///
/// # Errors
/// [`CustomerError::Invalid`] naming `purpose`.
pub(crate) fn known(tx: &mut Tx<'_>, slug: &str) -> Result<Purpose, CustomerError> {
    let found = table::find(tx, slug)?.filter(|purpose| purpose.archived_at.is_none());
    found.ok_or_else(|| wrong("purpose", "customers-purpose-unknown"))
}

/// Adds a purpose, or writes one anew; its slug and whether it is asked for by channel stay as they began.
///
/// # Errors
/// [`CustomerError::Forbidden`] without the right to arrange; [`CustomerError::Invalid`] by field.
pub fn put(tx: &mut Tx<'_>, act: &Act, wanted: &Purpose) -> Result<Purpose, CustomerError> {
    arranging(act)?;
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if wanted.slug.is_empty() || wanted.slug.len() > 40 || !wanted.slug.chars().all(is_plain) {
        return Err(wrong("slug", "customers-purpose-slug"));
    }
    let known = table::find(tx, &wanted.slug)?;
    let is_own = known.as_ref().is_none_or(|known| !known.label.is_empty());
    let label = wanted.label.trim();
    if label.chars().count() > LONGEST.0 || label.is_empty() && is_own {
        return Err(wrong("label", "customers-purpose-label"));
    }
    if wanted.keeps_days.is_some_and(|days| !(1..=36_500).contains(&days)) {
        return Err(wrong("keeps_days", "customers-purpose-days"));
    }
    let now = act.setting.now();
    let archived_at = wanted.archived_at.map(|_| known.as_ref().and_then(|k| k.archived_at).unwrap_or(now));
    let purpose = Purpose {
        no: known.as_ref().map_or(0, |known| known.no),
        label: label.to_owned(),
        is_by_channel: known.as_ref().map_or(wanted.is_by_channel, |known| known.is_by_channel),
        archived_at,
        ..wanted.clone()
    };
    let purpose = table::put(tx, purpose)?;
    let payload = json!({ "purpose": purpose.slug, "is_needed": purpose.is_needed,
        "is_confirmed": purpose.is_confirmed, "keeps_days": purpose.keeps_days, "archived_at": archived_at });
    tell(tx, act, "consent.purpose_set", &payload)?;
    Ok(purpose)
}

/// Adds the next version of what is shown for a purpose in a language; a text that is the same as the last one stays.
///
/// # Errors
/// As [`put`].
pub fn write(
    tx: &mut Tx<'_>,
    act: &Act,
    (slug, lang): (&str, &str),
    text: &str,
) -> Result<ConsentText, CustomerError> {
    arranging(act)?;
    let purpose = known(tx, slug)?;
    if lang.parse::<words::Lang>().is_err() {
        return Err(wrong("lang", "customers-consent-lang"));
    }
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST.1 {
        return Err(wrong("text", "customers-consent-text-length"));
    }
    let last = table::newest(tx, purpose.no, lang)?;
    if let Some(last) = last.as_ref().filter(|last| last.text == text) {
        return Ok(last.clone());
    }
    let new = ConsentText {
        id: act.setting.id(),
        purpose: purpose.no,
        lang: lang.to_owned(),
        version: last.map_or(1, |last| last.version + 1),
        text: text.to_owned(),
        created_at: act.setting.now(),
    };
    table::insert_text(tx, &new, act.actor.user)?;
    let payload = json!({ "purpose": purpose.slug, "lang": lang, "version": new.version });
    tell(tx, act, "consent.text_written", &payload)?;
    Ok(new)
}

/// Every version of what was shown for a purpose, newest first.
///
/// # Errors
/// [`CustomerError::Forbidden`]; [`CustomerError::Missing`].
pub fn texts(tx: &mut Tx<'_>, act: &Act, slug: &str) -> Result<Vec<ConsentText>, CustomerError> {
    if !act.may(Level::Read) {
        return Err(CustomerError::Forbidden);
    }
    let purpose = table::find(tx, slug)?.ok_or(CustomerError::Missing)?;
    Ok(table::texts(tx, purpose.no)?)
}

fn arranging(act: &Act) -> Result<(), CustomerError> {
    if act.may(Level::Arrange) { Ok(()) } else { Err(CustomerError::Forbidden) }
}

fn tell(
    tx: &mut Tx<'_>,
    act: &Act,
    verb: &'static str,
    told: &serde_json::Value,
) -> Result<(), CustomerError> {
    let entry = Entry::now(&act.setting, verb, ("consents", RawId::nil()), told);
    Ok(journal::append(tx, &act.setting, &act.actor, entry).map(drop)?)
}

pub(crate) fn wrong(field: &str, key: &str) -> CustomerError {
    CustomerError::Invalid(vec![FieldError::new(field, key)])
}

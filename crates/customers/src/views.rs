//! Saved views of the list: one's own, and those shared with the firm.

use crate::act::Act;
use crate::error::CustomerError;
use crate::store::views as store;
use db::Tx;
use fields::Condition;
use journal::Entry;
use kernel::{Level, RawId, id_type};
use serde::{Deserialize, Serialize};
use serde_json::json;
use web::FieldError;

id_type!(
    /// A saved view.
    ViewId
);

/// The kind of subject in journal entries about views.
const SUBJECT: journal::SubjectKind = "view";

/// The most letters of a view's name.
pub const LONGEST_NAME: usize = 60;

/// How a list looks; what is missing is as usual.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// Which customers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter: Option<Condition>,
    /// In which order: the slug of a field, `made` or `changed`, with `-` before it for the greatest first.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sort: String,
    /// Which columns, in order; empty for the usual ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// Whether archived cards are wanted in place of the others.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_archived: bool,
}

/// A saved view.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Its id.
    pub id: ViewId,
    /// Who saved it.
    pub owner: RawId,
    /// What people read.
    pub name: String,
    /// Whether everybody sees it.
    pub is_shared: bool,
    /// How the list looks in it.
    pub look: Look,
}

impl View {
    /// Whether this actor may change it: their own, or with the right to arrange things for others.
    pub fn may_change(&self, act: &Act) -> bool {
        act.actor.user == Some(self.owner) || self.is_shared && act.may(Level::Arrange)
    }
}

/// The views that the actor sees, in order.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn all(tx: &mut Tx<'_>, act: &Act) -> Result<Vec<View>, CustomerError> {
    if !act.may(Level::Read) {
        return Err(CustomerError::Forbidden);
    }
    Ok(store::seen_by(tx, act.actor.user)?)
}

/// A view that the actor sees.
///
/// # Errors
/// [`CustomerError::Forbidden`]; [`CustomerError::Missing`] for somebody else's own view too.
pub fn get(tx: &mut Tx<'_>, act: &Act, id: ViewId) -> Result<View, CustomerError> {
    if !act.may(Level::Read) {
        return Err(CustomerError::Forbidden);
    }
    let is_seen = |view: &View| view.is_shared || act.actor.user == Some(view.owner);
    store::find(tx, id)?.filter(is_seen).ok_or(CustomerError::Missing)
}

/// Saves how the list looks now under a name.
///
/// # Errors
/// [`CustomerError::Forbidden`] without the right to arrange when it is shared, and for actors who are no person;
/// [`CustomerError::Invalid`] for a missing or long name.
pub fn save(
    tx: &mut Tx<'_>,
    act: &Act,
    name: &str,
    look: Look,
    is_shared: bool,
) -> Result<View, CustomerError> {
    let owner = act.actor.user.filter(|_| act.may(Level::Read)).ok_or(CustomerError::Forbidden)?;
    may_share(act, is_shared)?;
    let view = View { id: act.setting.id(), owner, name: checked_name(name)?, is_shared, look };
    store::insert(tx, &view, act.setting.now())?;
    tell(tx, act, "view.saved", &view)?;
    Ok(view)
}

/// Writes a view anew: its name, its look, whether it is shared.
///
/// # Errors
/// As [`save`]; [`CustomerError::Missing`], [`CustomerError::Forbidden`] for a view that is not the actor's to change.
pub fn change(
    tx: &mut Tx<'_>,
    act: &Act,
    id: ViewId,
    name: &str,
    (look, is_shared): (Look, bool),
) -> Result<View, CustomerError> {
    let known = get(tx, act, id)?;
    if !known.may_change(act) {
        return Err(CustomerError::Forbidden);
    }
    if is_shared != known.is_shared {
        may_share(act, true)?;
    }
    let view = View { name: checked_name(name)?, look, is_shared, ..known.clone() };
    if view != known {
        store::update(tx, &view)?;
        tell(tx, act, "view.changed", &view)?;
    }
    Ok(view)
}

/// Removes a view; gives what it was, so that it can be saved again.
///
/// # Errors
/// As [`change`].
pub fn remove(tx: &mut Tx<'_>, act: &Act, id: ViewId) -> Result<View, CustomerError> {
    let view = get(tx, act, id)?;
    if !view.may_change(act) {
        return Err(CustomerError::Forbidden);
    }
    store::delete(tx, id)?;
    tell(tx, act, "view.removed", &view)?;
    Ok(view)
}

fn may_share(act: &Act, is_shared: bool) -> Result<(), CustomerError> {
    if is_shared && !act.may(Level::Arrange) { Err(CustomerError::Forbidden) } else { Ok(()) }
}

fn checked_name(name: &str) -> Result<String, CustomerError> {
    let name = name.trim();
    let key = match name.chars().count() {
        0 => "customers-view-name-missing",
        1..=LONGEST_NAME => return Ok(name.to_owned()),
        _ => "customers-view-name-long",
    };
    Err(CustomerError::Invalid(vec![FieldError::new("name", key)]))
}

fn tell(tx: &mut Tx<'_>, act: &Act, verb: &'static str, view: &View) -> Result<(), CustomerError> {
    let payload = json!({ "name": view.name, "is_shared": view.is_shared, "look": view.look });
    let entry = Entry::now(&act.setting, verb, (SUBJECT, view.id.0), &payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(())
}

#[cfg(test)]
mod tests;

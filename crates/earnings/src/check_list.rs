//! Check-lists by which calls and letters are scored: what should have been done, and how much each of it weighs.

use crate::earning::Earning;
use crate::error::EarningError;
use crate::store::check_lists as table;
use db::Tx;
use kernel::{Level, Millis};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use web::FieldError;

kernel::id_type!(
    /// A check-list.
    CheckListId
);

/// The kind of subject in journal entries about check-lists.
pub const SUBJECT: journal::SubjectKind = "check_list";

/// The longest name and item, in letters; the most items; the greatest weight.
const LONGEST: usize = 200;
const MOST_ITEMS: usize = 50;
const HEAVIEST: i64 = 100;

/// One thing that should have been done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CheckListItem)]
pub struct Item {
    /// In words, 1 to 200 letters.
    #[schema(example = "Назвал(а) себя и фирму")]
    pub text: String,
    /// How much it weighs, 1 to 100.
    #[schema(example = 2)]
    pub weight: i64,
}

/// A check-list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckList {
    /// Its id.
    pub id: CheckListId,
    /// What people call it.
    pub name: String,
    /// What should have been done, in order.
    pub items: Vec<Item>,
    /// Grows by one with every change; the ETag.
    pub revision: i64,
    /// When it was made.
    pub created_at: Millis,
    /// When it was put away, if it was.
    pub archived_at: Option<Millis>,
}

/// The check-lists in use, by name.
///
/// # Errors
/// [`EarningError::Forbidden`].
pub fn all(tx: &mut Tx<'_>, earning: &Earning) -> Result<Vec<CheckList>, EarningError> {
    earning.needs(Level::Read)?;
    Ok(table::all(tx)?)
}

/// The check-list of an id, put away or not.
///
/// # Errors
/// [`EarningError::Forbidden`], [`EarningError::Missing`].
pub fn get(tx: &mut Tx<'_>, earning: &Earning, id: CheckListId) -> Result<CheckList, EarningError> {
    earning.needs(Level::Read)?;
    table::find(tx, id)?.ok_or(EarningError::Missing)
}

/// Adds a check-list.
///
/// # Errors
/// [`EarningError::Forbidden`] unless it may be arranged for the whole firm; [`EarningError::Invalid`].
pub fn add(
    tx: &mut Tx<'_>,
    earning: &Earning,
    (name, items): (&str, Vec<Item>),
) -> Result<CheckList, EarningError> {
    earning.arranges()?;
    let (name, items) = checked(name, items)?;
    let setting = earning.setting();
    let (id, created_at) = (setting.id(), setting.now());
    let list = CheckList { id, name, items, revision: 1, created_at, archived_at: None };
    table::insert(tx, &list)?;
    tell(tx, earning, "check_list.added", &list)?;
    Ok(list)
}

/// Writes a check-list anew; scores that were given stay as they are.
///
/// # Errors
/// As [`add`]; [`EarningError::Missing`], [`EarningError::Outdated`].
pub fn change(
    tx: &mut Tx<'_>,
    earning: &Earning,
    (id, revision): (CheckListId, Option<i64>),
    (name, items): (&str, Vec<Item>),
) -> Result<CheckList, EarningError> {
    let known = open(tx, earning, (id, revision))?;
    let (name, items) = checked(name, items)?;
    keep(tx, earning, "check_list.changed", CheckList { name, items, ..known })
}

/// Puts a check-list away; what is away stays so.
///
/// # Errors
/// As [`change`].
pub fn archive(
    tx: &mut Tx<'_>,
    earning: &Earning,
    (id, revision): (CheckListId, Option<i64>),
) -> Result<CheckList, EarningError> {
    let known = open(tx, earning, (id, revision))?;
    if known.archived_at.is_some() {
        return Ok(known);
    }
    let archived_at = Some(earning.setting().now());
    keep(tx, earning, "check_list.archived", CheckList { archived_at, ..known })
}

fn open(
    tx: &mut Tx<'_>,
    earning: &Earning,
    (id, revision): (CheckListId, Option<i64>),
) -> Result<CheckList, EarningError> {
    earning.arranges()?;
    let known = table::find(tx, id)?.ok_or(EarningError::Missing)?;
    match revision {
        Some(seen) if seen != known.revision => Err(EarningError::Outdated),
        _ => Ok(known),
    }
}

fn keep(
    tx: &mut Tx<'_>,
    earning: &Earning,
    verb: &'static str,
    list: CheckList,
) -> Result<CheckList, EarningError> {
    let list = CheckList { revision: list.revision + 1, ..list };
    table::update(tx, &list)?;
    tell(tx, earning, verb, &list)?;
    Ok(list)
}

fn tell(
    tx: &mut Tx<'_>,
    earning: &Earning,
    verb: &'static str,
    list: &CheckList,
) -> Result<(), EarningError> {
    let payload = json!({ "name": list.name, "items": list.items });
    Ok(earning.tell(tx, (verb, earning.actor()), (SUBJECT, list.id.0), &payload)?)
}

fn checked(name: &str, items: Vec<Item>) -> Result<(String, Vec<Item>), EarningError> {
    let name = name.trim().to_owned();
    let mut errors = Vec::new();
    if name.is_empty() || name.chars().count() > LONGEST {
        errors.push(FieldError::new("name", "earnings-list-name-wrong"));
    }
    let items: Vec<Item> =
        items.into_iter().map(|item| Item { text: item.text.trim().to_owned(), ..item }).collect();
    let is_right = |item: &Item| {
        !item.text.is_empty()
            && item.text.chars().count() <= LONGEST
            && (1..=HEAVIEST).contains(&item.weight)
    };
    if items.is_empty() || items.len() > MOST_ITEMS || !items.iter().all(is_right) {
        errors.push(FieldError::new("items", "earnings-list-items-wrong"));
    }
    if errors.is_empty() { Ok((name, items)) } else { Err(EarningError::Invalid(errors)) }
}

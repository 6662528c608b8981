//! A dashboard of one's own: tiles, each the picture of an analysis with its parameters, in an order and in two widths.

use std::collections::BTreeMap;

use db::Tx;
use journal::Entry;
use kernel::{Actor, Level, RawId, Setting};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use web::FieldError;

use crate::store::dashboards as store;
use crate::{Parameters, find};

/// The most tiles of one dashboard.
pub const MOST_TILES: usize = 24;
/// The kind of subject in journal entries about dashboards.
const SUBJECT: journal::SubjectKind = "dashboard";

/// How wide a tile is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Width {
    /// Half of the page.
    #[default]
    Half,
    /// The whole width.
    Whole,
}

/// One tile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Tile {
    /// The name of the analysis.
    #[schema(example = "rfm")]
    pub analysis: String,
    /// Its parameters, as in its address.
    #[serde(default)]
    #[schema(example = json!({}))]
    pub parameters: BTreeMap<String, String>,
    /// Which of its pictures, from 0.
    #[serde(default)]
    pub picture: u8,
    /// How wide it is.
    #[serde(default)]
    pub width: Width,
}

/// The tiles of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dashboard {
    /// From above.
    pub tiles: Vec<Tile>,
    /// Grows by one with every change; 0 while it is as on the first day.
    pub revision: i64,
}

impl Default for Dashboard {
    /// As everybody finds it on the first day.
    fn default() -> Self {
        let tile = |analysis: &str, picture, width| Tile {
            analysis: analysis.into(),
            parameters: BTreeMap::new(),
            picture,
            width,
        };
        let tiles = vec![
            tile("sales", 0, Width::Whole),
            tile("rfm", 0, Width::Half),
            tile("abc", 0, Width::Half),
            tile("rhythm", 0, Width::Half),
            tile("warmth", 0, Width::Half),
            tile("cohorts", 0, Width::Whole),
        ];
        Self { tiles, revision: 0 }
    }
}

/// Why a dashboard is not kept.
#[derive(Debug, thiserror::Error)]
pub enum DashboardError {
    /// The right to read analyses is missing, or nobody in person asks.
    #[error("the right is missing")]
    Forbidden,
    /// Somebody else changed it meanwhile.
    #[error("it was changed meanwhile")]
    Outdated,
    /// A tile that cannot be.
    #[error("a tile cannot be what it is")]
    Invalid(Vec<FieldError>),
    /// The base failed.
    #[error("{0}")]
    Db(#[from] db::DbError),
}

/// The dashboard of whoever acts.
///
/// # Errors
/// [`DashboardError::Forbidden`].
pub fn of(tx: &mut Tx<'_>, actor: &Actor) -> Result<Dashboard, DashboardError> {
    let owner = owner(actor)?;
    Ok(store::of(tx, owner)?.unwrap_or_default())
}

/// Keeps these tiles for whoever acts. `seen` is the revision they started from; `None` for whatever stands.
///
/// # Errors
/// [`DashboardError::Forbidden`], [`DashboardError::Outdated`], [`DashboardError::Invalid`] for too many tiles, an
/// analysis that is none or a parameter it does not take.
pub fn arrange(
    tx: &mut Tx<'_>,
    (setting, actor): (&Setting, &Actor),
    tiles: Vec<Tile>,
    seen: Option<i64>,
) -> Result<Dashboard, DashboardError> {
    let owner = owner(actor)?;
    let known = store::of(tx, owner)?.unwrap_or_default();
    if seen.is_some_and(|seen| seen != known.revision) {
        return Err(DashboardError::Outdated);
    }
    check(&tiles)?;
    let kept = Dashboard { tiles, revision: known.revision + 1 };
    store::keep(tx, owner, &kept, setting.now())?;
    let names: Vec<&str> = kept.tiles.iter().map(|tile| tile.analysis.as_str()).collect();
    let entry = Entry::now(setting, "dashboard.arranged", (SUBJECT, owner), &json!({ "tiles": names }));
    journal::append(tx, setting, actor, entry)?;
    Ok(kept)
}

/// Puts the dashboard back to what it was on the first day.
///
/// # Errors
/// [`DashboardError::Forbidden`].
pub fn reset(tx: &mut Tx<'_>, (setting, actor): (&Setting, &Actor)) -> Result<(), DashboardError> {
    let owner = owner(actor)?;
    if store::remove(tx, owner)? > 0 {
        let entry = Entry::now(setting, "dashboard.reset", (SUBJECT, owner), &json!({}));
        journal::append(tx, setting, actor, entry)?;
    }
    Ok(())
}

fn owner(actor: &Actor) -> Result<RawId, DashboardError> {
    actor.user.filter(|_| actor.may(crate::RIGHT, Level::Read)).ok_or(DashboardError::Forbidden)
}

fn check(tiles: &[Tile]) -> Result<(), DashboardError> {
    let mut errors = Vec::new();
    if tiles.len() > MOST_TILES {
        errors.push(FieldError::new("tiles", "analytics-tiles-many"));
    }
    for (at, tile) in tiles.iter().enumerate() {
        match find(&tile.analysis) {
            Err(_) => errors.push(FieldError::new(format!("tiles/{at}/analysis"), "analytics-unknown")),
            Ok(analysis) if Parameters::of(analysis, &tile.parameters).is_err() => {
                errors
                    .push(FieldError::new(format!("tiles/{at}/parameters"), "analytics-unknown-parameter"));
            }
            Ok(_) => {}
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(DashboardError::Invalid(errors)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_day_has_only_what_there_is() {
        let first = Dashboard::default();
        assert!(check(&first.tiles).is_ok());
        assert!((3..=MOST_TILES).contains(&first.tiles.len()));
    }

    #[test]
    fn a_tile_of_nothing_is_refused_with_its_place() {
        let tile = |analysis: &str| Tile {
            analysis: analysis.into(),
            parameters: BTreeMap::new(),
            picture: 0,
            width: Width::Half,
        };
        let Err(DashboardError::Invalid(errors)) = check(&[tile("rfm"), tile("luck")]) else {
            panic!("an unknown analysis passed")
        };
        assert_eq!(
            errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(),
            ["tiles/1/analysis"]
        );
    }
}

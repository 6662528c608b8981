//! The analyst: reads everything and arranges analyses, changes no client.

use super::Role;
use crate::Scope;
use kernel::Level;

/// Whoever makes sense of figures.
pub const ANALYST: Role = Role {
    slug: "analyst",
    label: "access-role-analyst",
    sentence: "access-role-analyst-sentence",
    scope: Scope::All,
    own: &["earnings"],
    levels: &[
        ("staff", Level::Read),
        ("firm", Level::None),
        ("analytics", Level::Arrange),
        ("transfer", Level::Write),
        ("audit", Level::None),
        ("export", Level::Write),
        ("reveal", Level::None),
        ("segments", Level::Write),
        ("demo", Level::None),
    ],
    otherwise: Level::Read,
};

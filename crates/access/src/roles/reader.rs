//! The reader: looks and changes nothing.

use super::Role;
use crate::Scope;
use kernel::Level;

/// Whoever only looks: an accountant, a guest.
pub const READER: Role = Role {
    slug: "reader",
    label: "access-role-reader",
    sentence: "access-role-reader-sentence",
    scope: Scope::All,
    own: &["earnings"],
    levels: &[
        ("staff", Level::None),
        ("firm", Level::None),
        ("transfer", Level::None),
        ("audit", Level::None),
        ("export", Level::None),
        ("reveal", Level::None),
        ("demo", Level::None),
    ],
    otherwise: Level::Read,
};

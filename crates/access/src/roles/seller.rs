//! The seller: works with the clients of the team.

use super::Role;
use crate::Scope;
use kernel::Level;

/// Whoever talks with clients.
pub const SELLER: Role = Role {
    slug: "seller",
    label: "access-role-seller",
    sentence: "access-role-seller-sentence",
    scope: Scope::Team,
    own: &["earnings"],
    levels: &[
        ("staff", Level::Read),
        ("firm", Level::None),
        ("transfer", Level::None),
        ("export", Level::None),
        ("audit", Level::None),
        ("demo", Level::None),
        ("analytics", Level::Read),
    ],
    otherwise: Level::Write,
};

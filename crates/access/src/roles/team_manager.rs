//! The manager of a team: sees the team's clients and arranges its daily work.

use super::Role;
use crate::Scope;
use kernel::Level;

/// Whoever leads a team.
pub const MANAGER: Role = Role {
    slug: "manager",
    label: "access-role-manager",
    sentence: "access-role-manager-sentence",
    scope: Scope::Team,
    own: &[],
    levels: &[
        ("staff", Level::Read),
        ("firm", Level::Read),
        ("audit", Level::None),
        ("customers", Level::Arrange),
        ("earnings", Level::Arrange),
    ],
    otherwise: Level::Write,
};

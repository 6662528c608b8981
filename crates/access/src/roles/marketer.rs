//! The marketer: segments, campaigns and surveys over all clients.

use super::Role;
use crate::Scope;
use kernel::Level;

/// Whoever brings clients in and back.
pub const MARKETER: Role = Role {
    slug: "marketer",
    label: "access-role-marketer",
    sentence: "access-role-marketer-sentence",
    scope: Scope::All,
    own: &["earnings"],
    levels: &[
        ("staff", Level::Read),
        ("firm", Level::None),
        ("audit", Level::None),
        ("deals", Level::Read),
        ("demo", Level::None),
    ],
    otherwise: Level::Write,
};

//! The owner: everything, and the only one who decides about people and the firm.

use super::Role;
use crate::Scope;
use kernel::Level;

/// Whoever answers for the firm.
pub const OWNER: Role = Role {
    slug: "owner",
    label: "access-role-owner",
    sentence: "access-role-owner-sentence",
    scope: Scope::All,
    own: &[],
    levels: &[],
    otherwise: Level::Arrange,
};

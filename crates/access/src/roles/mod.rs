//! The roles: what a person of each may do when nothing else was agreed, and how far they see.

mod analyst;
mod marketer;
mod owner;
mod reader;
mod seller;
mod team_manager;

pub use analyst::ANALYST;
pub use marketer::MARKETER;
pub use owner::OWNER;
pub use reader::READER;
pub use seller::SELLER;
pub use team_manager::MANAGER;

use crate::Scope;
use kernel::Level;

/// A role.
#[derive(Debug)]
pub struct Role {
    /// Its name in the base, the API and the catalogue's keys; never goes away.
    pub slug: &'static str,
    /// The catalogue key of its name.
    pub label: &'static str,
    /// The catalogue key of the sentence that says what such a person sees and does.
    pub sentence: &'static str,
    /// How far such a person sees.
    pub scope: Scope,
    /// The capabilities in which such people see only what is theirs, however far they see elsewhere, until the firm or an
    /// agreement with one of them says otherwise: what colleagues earn is not for everybody.
    pub own: &'static [&'static str],
    /// The levels that differ from [`Role::otherwise`], by right.
    pub levels: &'static [(&'static str, Level)],
    /// The level over everything else.
    pub otherwise: Level,
}

/// All roles, in the order in which screens offer them.
pub const ROLES: [&Role; 6] = [&OWNER, &MANAGER, &SELLER, &MARKETER, &ANALYST, &READER];

impl Role {
    /// The level over a right.
    pub fn level(&self, right: &str) -> Level {
        self.levels.iter().find(|(name, _)| *name == right).map_or(self.otherwise, |(_, level)| *level)
    }

    /// Whether this is the role that a firm cannot be without.
    pub fn is_owner(&self) -> bool {
        self.slug == OWNER.slug
    }

    /// The role of a slug; `None` for an unknown one.
    pub fn from_slug(slug: &str) -> Option<&'static Role> {
        ROLES.into_iter().find(|role| role.slug == slug)
    }
}

impl PartialEq for Role {
    fn eq(&self, other: &Self) -> bool {
        self.slug == other.slug
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn slugs_are_unique_and_never_go_away() {
        let slugs = ROLES.map(|role| role.slug);
        assert_eq!(slugs, ["owner", "manager", "seller", "marketer", "analyst", "reader"]);
        assert_eq!(slugs.into_iter().collect::<BTreeSet<_>>().len(), ROLES.len());
        assert!(ROLES.iter().all(|role| Role::from_slug(role.slug) == Some(role)));
    }

    #[test]
    fn only_the_owner_arranges_staff_and_the_firm() {
        for role in ROLES {
            let arranges = role.level("staff") == Level::Arrange || role.level("firm") == Level::Arrange;
            assert_eq!(arranges, role.is_owner(), "{}", role.slug);
        }
    }

    #[test]
    fn each_role_is_described_in_the_catalogue() {
        for role in ROLES {
            for key in [role.label, role.sentence] {
                assert!(crate::CATALOGUE.ru.contains(&format!("{key} =")), "{key}");
            }
        }
    }
}

//! Who is acting and what they may do: every verb takes an [`Actor`] and asks it before it writes.

use crate::{RawId, Sight};
use std::collections::BTreeMap;

/// A capability's name in rights, such as `customers`.
pub type Right = &'static str;

/// How much of a capability a person may use; each level includes those before it.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Default,
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing: the capability is not even shown.
    #[default]
    None,
    /// Look.
    Read,
    /// Add and change.
    Write,
    /// Arrange it for others: fields, views, pipelines.
    Arrange,
}

impl Level {
    /// All levels, weakest first.
    pub const ALL: [Level; 4] = [Level::None, Level::Read, Level::Write, Level::Arrange];

    /// `none`, `read`, `write` or `arrange`.
    pub fn slug(self) -> &'static str {
        match self {
            Level::None => "none",
            Level::Read => "read",
            Level::Write => "write",
            Level::Arrange => "arrange",
        }
    }

    /// The level of a slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.slug() == slug)
    }
}

/// A level per capability; what is not named is [`Level::None`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rights(BTreeMap<String, Level>);

impl Rights {
    /// Gives `level` over `right`, in place of what was there.
    #[must_use]
    pub fn with(mut self, right: &str, level: Level) -> Self {
        self.0.insert(right.to_owned(), level);
        self
    }

    /// The level held over `right`.
    pub fn level(&self, right: &str) -> Level {
        self.0.get(right).copied().unwrap_or_default()
    }

    /// Both must allow: the lower level of each right. A token narrows its owner this way.
    #[must_use]
    pub fn narrowed_by(&self, other: &Rights) -> Rights {
        Rights(
            self.0.iter().map(|(right, level)| (right.clone(), (*level).min(other.level(right)))).collect(),
        )
    }

    /// Every right with its level, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Level)> {
        self.0.iter().map(|(right, level)| (right.as_str(), *level))
    }
}

/// In what manner the actor came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActorKind {
    /// A signed-in person at a screen.
    Person,
    /// A program with an API token of a person.
    Token,
    /// Somebody at the server's command line.
    Console,
    /// Kartoteka itself: jobs and schedules.
    System,
}

impl ActorKind {
    /// The word kept in the journal.
    pub fn slug(self) -> &'static str {
        match self {
            ActorKind::Person => "person",
            ActorKind::Token => "token",
            ActorKind::Console => "console",
            ActorKind::System => "system",
        }
    }
}

/// Whoever does something, with what they may do.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The person behind it; `None` for the console and the system.
    pub user: Option<RawId>,
    /// In what manner they came.
    pub kind: ActorKind,
    /// The team they belong to, if any.
    pub team: Option<RawId>,
    /// What they may do.
    pub rights: Rights,
    /// How far they see; a token sees what its owner sees.
    pub sight: Sight,
}

impl Actor {
    /// Kartoteka itself; may do everything.
    pub fn system() -> Self {
        Self {
            user: None,
            kind: ActorKind::System,
            team: None,
            rights: Rights::default(),
            sight: Sight::everything(),
        }
    }

    /// Whoever has the server's command line; may do everything.
    pub fn console() -> Self {
        Self { kind: ActorKind::Console, ..Self::system() }
    }

    /// Whether at least `level` over `right` is held.
    pub fn may(&self, right: Right, level: Level) -> bool {
        match self.kind {
            ActorKind::System | ActorKind::Console => true,
            ActorKind::Person | ActorKind::Token => self.rights.level(right) >= level,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_never_gets_more_than_its_owner() {
        let owner = Rights::default().with("customers", Level::Read).with("staff", Level::Arrange);
        let token = Rights::default().with("customers", Level::Write);
        let narrowed = owner.narrowed_by(&token);
        assert_eq!(narrowed.level("customers"), Level::Read);
        assert_eq!(narrowed.level("staff"), Level::None);
    }
}

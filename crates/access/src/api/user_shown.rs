//! A person as the API shows them.

use super::body::moment;
use crate::rights::{known_rights, rights_of};
use crate::{Refusal, Scope, TeamId, User, UserId, user};
use db::Tx;
use kernel::{Level, Right};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use web::Visit;

/// A person who signs in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UserShown {
    /// Their id.
    id: UserId,
    /// Their e-mail, folded.
    email: String,
    /// Their name.
    name: String,
    /// `owner`, `manager`, `seller`, `marketer`, `analyst` or `reader`.
    role: &'static str,
    /// Their team.
    team: Option<TeamId>,
    /// How far they see.
    scope: Scope,
    /// What they may do, by capability.
    rights: BTreeMap<String, Level>,
    /// The language they chose.
    lang: Option<&'static str>,
    /// The time zone they chose.
    zone: Option<String>,
    /// `system`, `light` or `dark`.
    theme: &'static str,
    /// `normal` or `compact`.
    density: &'static str,
    /// Since when they have no access.
    disabled_at: Option<String>,
    /// When they were added.
    created_at: String,
}

impl UserShown {
    /// Reads what else is shown of a person.
    pub(crate) fn of(tx: &mut Tx<'_>, user: User, known: &[Right]) -> Result<Self, Refusal> {
        let exceptions = user::exceptions(tx, user.id)?;
        let rights = rights_of(user.role, &exceptions, known);
        Ok(Self {
            id: user.id,
            role: user.role.slug,
            team: user.team,
            scope: user.sight(),
            rights: rights.iter().map(|(right, level)| (right.to_owned(), level)).collect(),
            lang: user.lang.map(words::Lang::code),
            zone: user.zone,
            theme: user.theme.slug(),
            density: user.density.slug(),
            disabled_at: user.disabled_at.map(moment),
            created_at: moment(user.created_at),
            email: user.email,
            name: user.name,
        })
    }

    /// Reads the person of an id.
    pub(crate) fn read(tx: &mut Tx<'_>, id: UserId, known: &[Right]) -> Result<Self, Refusal> {
        let user = user::get(tx, id)?.ok_or(Refusal::Missing)?;
        Self::of(tx, user, known)
    }
}

/// The rights that this house knows.
pub(crate) fn known(visit: &Visit) -> Vec<Right> {
    known_rights(visit.app.capabilities)
}

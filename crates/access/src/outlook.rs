//! What people of a role see: whose clients, which fields masked, how much they may reveal and export in a day.

use crate::deciding::Deed;
use crate::quota::{self, Quota};
use crate::refusal::Refusal;
use crate::rights::STAFF;
use crate::roles::Role;
use crate::{Scope, sight, store};
use db::{DbError, Tx};
use kernel::{Actor, Level, RawId, Setting};
use serde_json::json;

/// The capability whose records have somebody who answers for them.
pub const SCOPED: kernel::Right = "customers";

/// The outlook of a role.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// The role.
    pub role: &'static Role,
    /// Whose clients are seen.
    pub scope: Scope,
    /// The slugs of the fields that are shown masked, in their order.
    pub masked: Vec<String>,
    /// How much of each quota, in the order of [`Quota::ALL`].
    pub quotas: [i64; 3],
}

/// The outlook of a role as it stands.
///
/// # Errors
/// Any [`DbError`].
pub fn of(tx: &mut Tx<'_>, role: &'static Role) -> Result<Outlook, DbError> {
    let mut quotas = [0; 3];
    for (n, quota) in quotas.iter_mut().zip(Quota::ALL) {
        *n = quota::of_role(tx, role, quota)?;
    }
    let scope = sight::scope_of_role(tx, role, SCOPED)?;
    Ok(Outlook { role, scope, masked: store::sights::masks(tx, role.slug)?, quotas })
}

/// Decides the outlook of a role; to be run through [`crate::changing`]. Which fields there are and can be masked is
/// asked of whoever knows them.
///
/// # Errors
/// [`Refusal`]: not allowed; beyond own for the owner's, which sees everything always.
pub fn decide(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    wanted: Outlook,
) -> Result<Outlook, Refusal> {
    if !actor.may(STAFF, Level::Arrange) {
        return Err(Refusal::NotAllowed);
    }
    let role = wanted.role;
    if role.is_owner() {
        return Err(Refusal::BeyondOwn);
    }
    let before = of(tx, role)?;
    let mut masked = wanted.masked;
    masked.sort();
    masked.dedup();
    let quotas = wanted.quotas.map(|n| n.clamp(0, quota::MOST));
    let after = Outlook { masked, quotas, ..wanted };
    if after == before {
        return Ok(after);
    }
    let decided = Some(after.scope).filter(|scope| *scope != role.scope);
    store::sights::put_scope(tx, role.slug, SCOPED, decided)?;
    store::sights::put_masks(tx, role.slug, &after.masked)?;
    for (quota, n) in Quota::ALL.into_iter().zip(after.quotas) {
        store::sights::put_quota(tx, role.slug, quota.slug(), n)?;
    }
    let payload = json!({ "role": role.slug, "before": told(&before), "after": told(&after) });
    Deed { setting, actor, verb: "role.outlook_decided" }.done(tx, ("role", RawId::nil()), &payload)?;
    Ok(after)
}

fn told(outlook: &Outlook) -> serde_json::Value {
    json!({ "scope": outlook.scope, "masked": outlook.masked, "quotas": outlook.quotas })
}

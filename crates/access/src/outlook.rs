//! What people of a role see: whose clients, and whose records elsewhere when that differs, which fields masked, how much they
//! may reveal and export in a day.

use crate::deciding::Deed;
use crate::quota::{self, Quota};
use crate::refusal::Refusal;
use crate::rights::STAFF;
use crate::roles::Role;
use crate::{Scope, store};
use db::{DbError, Tx};
use kernel::{Actor, Level, RawId, Setting};
use serde_json::json;
use std::collections::BTreeMap;

/// The capability whose records have somebody who answers for them.
pub const SCOPED: kernel::Right = "customers";

/// The other capabilities whose records have somebody who answers for them, by their rights, in the order of the screen: told
/// by whoever puts the house together.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scoped(pub &'static [kernel::Right]);

impl Scoped {
    pub(crate) fn of(visit: &web::Visit) -> Self {
        visit.app.offer::<Self>().copied().unwrap_or_default()
    }
}

/// The outlook of a role.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// The role.
    pub role: &'static Role,
    /// Whose clients are seen.
    pub scope: Scope,
    /// How far they see in other capabilities, by right, where the firm decided so; elsewhere as [`Outlook::usual`].
    pub others: BTreeMap<String, Scope>,
    /// The slugs of the fields that are shown masked, in their order.
    pub masked: Vec<String>,
    /// How much of each quota, in the order of [`Quota::ALL`].
    pub quotas: [i64; 3],
}

impl Outlook {
    /// How far people of the role see in another capability when the firm decided nothing about it: as they see clients, but
    /// for what the role is born to see only of itself.
    pub fn usual(&self, right: &str) -> Scope {
        if self.role.own.contains(&right) { Scope::Own } else { self.scope }
    }
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
    let mut others: BTreeMap<String, Scope> = store::sights::scopes(tx, role.slug)?.into_iter().collect();
    let scope = others.remove(SCOPED).unwrap_or(role.scope);
    Ok(Outlook { role, scope, others, masked: store::sights::masks(tx, role.slug)?, quotas })
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
    let mut after = Outlook { masked, quotas, ..wanted };
    let decided = std::mem::take(&mut after.others);
    after.others = decided.into_iter().filter(|(right, scope)| after.usual(right) != *scope).collect();
    if after == before {
        return Ok(after);
    }
    let decided = Some(after.scope).filter(|scope| *scope != role.scope);
    store::sights::put_scope(tx, role.slug, SCOPED, decided)?;
    for right in before.others.keys().chain(after.others.keys()) {
        store::sights::put_scope(tx, role.slug, right, after.others.get(right).copied())?;
    }
    store::sights::put_masks(tx, role.slug, &after.masked)?;
    for (quota, n) in Quota::ALL.into_iter().zip(after.quotas) {
        store::sights::put_quota(tx, role.slug, quota.slug(), n)?;
    }
    let payload = json!({ "role": role.slug, "before": told(&before), "after": told(&after) });
    Deed { setting, actor, verb: "role.outlook_decided" }.done(tx, ("role", RawId::nil()), &payload)?;
    Ok(after)
}

fn told(outlook: &Outlook) -> serde_json::Value {
    json!({ "scope": outlook.scope, "others": outlook.others, "masked": outlook.masked, "quotas": outlook.quotas })
}

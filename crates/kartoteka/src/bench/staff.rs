//! People of a firm for the bench: a team of sellers, each with a token.

use crate::capabilities;
use access::staff::Placement;
use access::{Refusal, Scope, Secret, TeamId, UserId, console, roles, team};
use db::Tx;
use kernel::{Actor, Setting};

/// Somebody who sells.
pub(super) struct Seller {
    pub(super) id: UserId,
    pub(super) team: TeamId,
    pub(super) secret: Secret,
    name: String,
}

/// Hires a team of so many; its name is a word in small letters.
pub(super) fn team(
    tx: &mut Tx<'_>,
    (setting, actor): (&Setting, &Actor),
    (called, n): (&str, usize),
) -> Result<Vec<Seller>, Refusal> {
    let team = team::add(tx, setting, actor, called)?.id;
    let mut sellers = Vec::with_capacity(n);
    for at in 0..n {
        let (email, name) = (format!("{called}{at}@kartoteka.example"), format!("Seller {at}"));
        let (user, _) = console::add_user(tx, setting, (&email, &name), &roles::SELLER, None)?;
        let secret = console::create_token(tx, setting, &email, &["all"], &capabilities::rights())?;
        sellers.push(Seller { id: user.id, team, secret, name });
        place(tx, (setting, actor), sellers.last(), None)?;
    }
    Ok(sellers)
}

/// Agrees with somebody how far they see.
pub(super) fn see(
    tx: &mut Tx<'_>,
    by: (&Setting, &Actor),
    seller: &Seller,
    scope: Scope,
) -> Result<(), Refusal> {
    place(tx, by, Some(seller), Some(scope))
}

fn place(
    tx: &mut Tx<'_>,
    (setting, actor): (&Setting, &Actor),
    seller: Option<&Seller>,
    scope: Option<Scope>,
) -> Result<(), Refusal> {
    let Some(seller) = seller else { return Ok(()) };
    let name = seller.name.clone();
    let placement = Placement { name, role: &roles::SELLER, team: Some(seller.team), scope };
    access::staff::place(tx, setting, actor, seller.id, placement).map(drop)
}

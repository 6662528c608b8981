//! The first run: an empty base gets its firm and its owner.

use crate::deciding::Deed;
use crate::refusal::Refusal;
use crate::roles::OWNER;
use crate::staff::{self, NewUser};
use crate::{PasswordHash, User, firm, store};
use db::Tx;
use kernel::{Actor, Country, RawId, Setting};
use serde_json::json;
use web::Firm;
use words::Lang;

/// The trades that the first run offers, in order; `other` for all the rest.
pub const TRADES: [&str; 6] = ["shop", "supplier", "hotel", "maker", "consulting", "other"];

/// What is asked at the first run.
#[derive(Debug, Clone)]
pub struct Founding {
    /// The firm's name; may be empty.
    pub firm: String,
    /// The owner's name.
    pub name: String,
    /// The owner's e-mail.
    pub email: String,
    /// The language of the firm and of its owner.
    pub lang: Lang,
    /// Where the firm works.
    pub country: Country,
    /// What it trades in, one of [`TRADES`]; anything else becomes `other`.
    pub trade: String,
}

/// Founds the firm with its owner, once.
///
/// # Errors
/// [`Refusal`]: founded already; name missing or long; e-mail wrong.
pub fn found(
    tx: &mut Tx<'_>,
    setting: &Setting,
    founding: &Founding,
    hash: &PasswordHash,
) -> Result<(Firm, User), Refusal> {
    let before = store::firm::get(tx)?;
    if before.is_founded {
        return Err(Refusal::Founded);
    }
    let actor = Actor::system();
    let new =
        NewUser { email: founding.email.clone(), name: founding.name.clone(), role: &OWNER, team: None };
    let owner = staff::add(tx, setting, &actor, new)?;
    let owner = User { lang: Some(founding.lang), ..owner };
    store::users::update(tx, &owner)?;
    store::users::set_password(tx, owner.id, hash)?;
    let (currency, zone) = firm::habits(founding.country);
    let trade = TRADES.into_iter().find(|trade| *trade == founding.trade).unwrap_or("other");
    let founded = Firm {
        name: founding.firm.trim().chars().take(200).collect(),
        country: founding.country,
        currency,
        lang: founding.lang,
        zone: zone.to_owned(),
        trade: trade.to_owned(),
        is_founded: true,
        is_demo: before.is_demo,
    };
    store::firm::put(tx, &founded, setting.now())?;
    let deed = Deed { setting, actor: &actor, verb: "firm.founded" };
    deed.done(tx, ("firm", RawId::nil()), &json!({ "firm": firm::told(&founded), "owner": owner.id }))?;
    Ok((founded, User { has_password: true, ..owner }))
}

/// Marks the firm as founded when an owner was made without the first run, as at the command line.
///
/// # Errors
/// Any error of the base.
pub(crate) fn settle(tx: &mut Tx<'_>, setting: &Setting) -> Result<(), db::DbError> {
    let firm = store::firm::get(tx)?;
    if firm.is_founded || store::users::n_active_owners(tx)? == 0 {
        return Ok(());
    }
    store::firm::put(tx, &Firm { is_founded: true, ..firm }, setting.now())
}

//! By which accounts somebody may send: their own box, their team's, that of all, the firm's own account.

use super::boxes::{BoxId, MailBox};
use crate::store::mail as table;
use access::mailing::{self, Mailing};
use customers::Act;
use db::{DbError, Tx};
use mail::{Account, Address, Seal};

/// An account that letters go out by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// A box that sends.
    Box(Box<MailBox>),
    /// The firm's own account.
    Firm(Mailing),
}

impl Way {
    /// The box; `None` for the firm's own account.
    pub fn id(&self) -> Option<BoxId> {
        match self {
            Way::Box(one) => Some(one.id),
            Way::Firm(_) => None,
        }
    }

    /// What letters bear as their sender, with the name of the account.
    pub fn from(&self) -> Address {
        match self {
            Way::Box(one) => Address { name: one.name.clone(), email: one.email.clone() },
            Way::Firm(mailing) => mailing.from.clone(),
        }
    }

    /// The account for one use; `None` when its password was sealed with another key.
    pub(super) fn account(&self, seal: &Seal) -> Option<Account> {
        match self {
            Way::Box(one) => one.sending(seal),
            Way::Firm(mailing) => mailing.account(seal).ok(),
        }
    }
}

/// How near a box is to somebody: their own, their team's, that of all; `None` for that of others.
fn nearness(act: &Act, one: &MailBox) -> Option<u8> {
    match (one.responsible, one.team) {
        (Some(who), _) if act.actor.user == Some(who) => Some(0),
        (Some(_), None) => None,
        (_, Some(team)) => (act.actor.team == Some(team)).then_some(1),
        (None, None) => Some(2),
    }
}

/// The boxes that somebody may use, the nearest first.
pub(super) fn near(tx: &mut Tx<'_>, act: &Act) -> Result<Vec<MailBox>, DbError> {
    let boxes = table::boxes(tx)?.into_iter();
    let mut near: Vec<_> = boxes.filter_map(|one| Some((nearness(act, &one)?, one))).collect();
    near.sort_by_key(|(nearness, _)| *nearness);
    Ok(near.into_iter().map(|(_, one)| one).collect())
}

/// The accounts that somebody may send by, the nearest first; empty while there is none.
///
/// # Errors
/// Any [`DbError`].
pub fn ways(tx: &mut Tx<'_>, act: &Act) -> Result<Vec<Way>, DbError> {
    let boxes = near(tx, act)?.into_iter().filter(|one| one.outlet.is_some());
    let boxes = boxes.map(|one| Way::Box(Box::new(one)));
    Ok(boxes.chain(mailing::load(tx)?.map(Way::Firm)).collect())
}

/// The account that a letter was written to go by, as it stands now.
pub(super) fn by(tx: &mut Tx<'_>, id: Option<BoxId>) -> Result<Option<Way>, DbError> {
    match id {
        None => Ok(mailing::load(tx)?.map(Way::Firm)),
        Some(id) => {
            let found = table::boxes(tx)?.into_iter().find(|one| one.id == id && one.outlet.is_some());
            Ok(found.map(|one| Way::Box(Box::new(one))))
        }
    }
}

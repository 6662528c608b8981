//! The people who work at the demo company: two teams that sell, a marketer, an analyst.

use crate::playing::DemoError;
use crate::store;
use access::needing::TeamNeeds;
use access::roles::{ANALYST, MANAGER, MARKETER, Role, SELLER};
use access::staff::{self, NewUser};
use access::{PasswordHash, TeamId, UserId, team};
use db::Tx;
use kernel::{Actor, RawId, Setting};

/// Name, e-mail, role, team.
type Member = (&'static str, &'static str, &'static Role, Option<&'static str>);

const RETAIL: &str = "Розница";
const WHOLESALE: &str = "Опт";

const MEMBERS: [Member; 6] = [
    ("Ерлан Сейтжан", "erlan@kartoteka.example", &MANAGER, Some(WHOLESALE)),
    ("Дина Касымова", "dina@kartoteka.example", &SELLER, Some(WHOLESALE)),
    ("Олег Ткаченко", "oleg@kartoteka.example", &SELLER, Some(RETAIL)),
    ("Мөлдір Әбілқызы", "moldir@kartoteka.example", &SELLER, Some(RETAIL)),
    ("Сауле Нурланова", "saule@kartoteka.example", &MARKETER, None),
    ("Тимур Ли", "timur@kartoteka.example", &ANALYST, None),
];

/// Those of the staff who have clients of their own.
pub(crate) struct Sellers {
    wholesale: Vec<RawId>,
    retail: Vec<RawId>,
}

impl Sellers {
    /// Each of them once.
    pub(crate) fn all(&self) -> impl Iterator<Item = RawId> {
        self.wholesale.iter().chain(&self.retail).copied()
    }

    /// Who is responsible for the `at`-th client; every fifth has nobody yet.
    pub(crate) fn of(&self, at: usize, is_wholesale: bool) -> Option<RawId> {
        let team = if is_wholesale { &self.wholesale } else { &self.retail };
        if at % 5 == 4 { None } else { team.get(at % team.len().max(1)).copied() }
    }
}

/// Hires everybody. None of them can sign in: their e-mails stand in a public source, and the base may be a firm's own.
pub(crate) fn hire(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor) -> Result<Sellers, DemoError> {
    // Whoever loads the demo was asked for the right to arrange the firm.
    let actor = Actor { user: actor.user, ..Actor::console() };
    let mut teams: Vec<(&str, TeamId)> = Vec::new();
    for name in [RETAIL, WHOLESALE] {
        let known = team::all(tx)?.into_iter().find(|team| team.name == name);
        let id = match known {
            Some(team) => team.id,
            None => {
                let id = team::add(tx, setting, &actor, name)?.id;
                store::mark_team(tx, id)?;
                id
            }
        };
        teams.push((name, id));
    }
    let mut sellers = Sellers { wholesale: Vec::new(), retail: Vec::new() };
    for (name, email, role, team) in MEMBERS {
        if access::user::by_email(tx, email)?.is_some() {
            continue;
        }
        let id = team.and_then(|name| teams.iter().find(|(known, _)| *known == name)).map(|(_, id)| *id);
        let new = NewUser { email: email.into(), name: name.into(), role, team: id };
        let user = staff::add(tx, setting, &actor, new)?;
        store::mark_user(tx, user.id)?;
        match team {
            Some(WHOLESALE) => sellers.wholesale.push(user.id.0),
            Some(_) => sellers.retail.push(user.id.0),
            None => {}
        }
    }
    Ok(sellers)
}

/// Lets everybody of the demo sign in with the owner's password: for a base that is nothing but the demo.
///
/// # Errors
/// [`DemoError::Access`], [`DemoError::Db`].
pub fn let_in(tx: &mut Tx<'_>, setting: &Setting, hash: &PasswordHash) -> Result<(), DemoError> {
    for id in store::marked_users(tx)? {
        staff::set_password(tx, setting, &Actor::console(), id, hash)?;
    }
    Ok(())
}

/// Takes everybody out again, with the teams that nobody else is in and nothing needs.
pub(crate) fn dismiss(
    tx: &mut Tx<'_>,
    setting: &Setting,
    needs: &TeamNeeds,
) -> Result<(), access::Refusal> {
    let (people, teams): (Vec<UserId>, Vec<TeamId>) = (store::marked_users(tx)?, store::marked_teams(tx)?);
    access::removal::remove(tx, setting, &Actor::console(), (&people, &teams, needs))
}

//! Who may decide about whom.

use super::{acting, empty, owner, person, told, write};
use crate::needing::{NeedsTeam, TeamNeed, TeamNeeds};
use crate::roles::{MANAGER, OWNER, READER, SELLER};
use crate::staff::{self, Placement};
use crate::{Refusal, TeamId, known_rights, removal, rights_of, team};
use db::{DbError, Tx};
use kernel::{Actor, Level, Rights};
use std::sync::Arc;

fn placement(role: &'static crate::roles::Role) -> Placement {
    Placement { name: "Сауле".into(), role, team: None, scope: None }
}

#[test]
fn the_last_owner_can_neither_be_disabled_nor_demoted() {
    let app = empty();
    write(&app, |tx, setting| {
        let one = person(tx, setting, "one@a.kz", &OWNER);
        let console = Actor::console();
        let demoted = staff::place(tx, setting, &console, one.id, placement(&SELLER));
        assert!(matches!(demoted, Err(Refusal::LastOwner)));
        assert!(matches!(staff::disable(tx, setting, &console, one.id), Err(Refusal::LastOwner)));
        let two = person(tx, setting, "two@a.kz", &OWNER);
        staff::disable(tx, setting, &console, one.id)?;
        assert!(matches!(staff::disable(tx, setting, &console, two.id), Err(Refusal::LastOwner)));
        staff::place(tx, setting, &console, one.id, placement(&SELLER))?;
        assert_eq!(told(tx, one.id), ["user.added", "user.disabled", "user.changed"]);
        Ok::<_, Refusal>(())
    })
    .unwrap();
}

#[test]
fn nobody_gives_more_than_they_have_and_only_an_owner_decides_about_owners() {
    let app = empty();
    write(&app, |tx, setting| {
        let boss = owner(tx, setting, "boss@a.kz");
        let user = person(tx, setting, "clerk@a.kz", &READER);
        let exceptions = [("staff".to_owned(), Level::Arrange)];
        let known = known_rights(super::HOUSE);
        staff::give_rights(tx, setting, &boss, user.id, (&exceptions, &known))?;
        let clerk = acting(user.id, rights_of(&READER, &exceptions, &known));
        let other = person(tx, setting, "other@a.kz", &READER);
        let refused = staff::place(tx, setting, &clerk, other.id, placement(&OWNER));
        assert!(matches!(refused, Err(Refusal::BeyondOwn)));
        let refused = staff::place(tx, setting, &clerk, other.id, placement(&MANAGER));
        assert!(matches!(refused, Err(Refusal::BeyondOwn)));
        let more = [("firm".to_owned(), Level::Arrange)];
        let refused = staff::give_rights(tx, setting, &clerk, user.id, (&more, &known));
        assert!(matches!(refused, Err(Refusal::BeyondOwn)));
        let boss_id = crate::UserId(boss.user.unwrap());
        assert!(matches!(staff::disable(tx, setting, &clerk, boss_id), Err(Refusal::BeyondOwn)));
        staff::disable(tx, setting, &clerk, other.id)
    })
    .unwrap();
}

#[test]
fn without_the_right_over_staff_nothing_about_people_is_done() {
    let app = empty();
    write(&app, |tx, setting| {
        let seller = person(tx, setting, "seller@a.kz", &SELLER);
        let actor = acting(seller.id, Rights::default().with("staff", Level::Write));
        assert!(matches!(staff::disable(tx, setting, &actor, seller.id), Err(Refusal::NotAllowed)));
        assert!(matches!(team::add(tx, setting, &actor, "Продажи"), Err(Refusal::NotAllowed)));
        let invited = crate::invitation::invite(tx, setting, &actor, seller.id);
        assert!(matches!(invited, Err(Refusal::NotAllowed)));
        Ok::<_, Refusal>(())
    })
    .unwrap();
}

#[test]
fn an_email_belongs_to_one_person_however_it_is_spelled() {
    let app = empty();
    write(&app, |tx, setting| {
        person(tx, setting, "Saule@A.kz", &SELLER);
        let again = staff::NewUser {
            email: " saule@a.KZ ".into(),
            name: "Сауле".into(),
            role: &SELLER,
            team: None,
        };
        assert!(matches!(staff::add(tx, setting, &Actor::console(), again), Err(Refusal::EmailTaken)));
        Ok::<_, Refusal>(())
    })
    .unwrap();
}

#[test]
fn a_team_is_removed_only_when_nobody_is_in_it() {
    let app = empty();
    write(&app, |tx, setting| {
        let console = Actor::console();
        let sales = team::add(tx, setting, &console, "  Отдел   продаж ")?;
        assert_eq!(sales.name, "Отдел продаж");
        assert!(matches!(team::add(tx, setting, &console, "Отдел продаж"), Err(Refusal::TeamNameTaken)));
        let user = person(tx, setting, "a@a.kz", &SELLER);
        let placed = Placement { team: Some(sales.id), ..placement(&SELLER) };
        staff::place(tx, setting, &console, user.id, placed)?;
        let nothing = TeamNeeds::default();
        let removed = team::remove(tx, setting, &console, (sales.id, &nothing));
        assert!(matches!(removed, Err(Refusal::TeamNotEmpty)));
        staff::place(tx, setting, &console, user.id, placement(&SELLER))?;
        team::remove(tx, setting, &console, (sales.id, &nothing))
    })
    .unwrap();
}

/// A capability that needs every team.
struct Needing;

impl NeedsTeam for Needing {
    fn needs(&self, _: &mut Tx<'_>, _: TeamId) -> Result<Vec<TeamNeed>, DbError> {
        Ok(vec![TeamNeed { key: "access-team-people", args: vec![("n", 3.into())] }])
    }
}

#[test]
fn a_team_that_is_needed_stays_and_it_is_said_for_what() {
    let app = empty();
    let refused = write(&app, |tx, setting| {
        let console = Actor::console();
        let sales = team::add(tx, setting, &console, "Продажи")?;
        let needs = TeamNeeds::new(vec![Arc::new(Needing)]);
        let refused = team::remove(tx, setting, &console, (sales.id, &needs)).unwrap_err();
        removal::remove(tx, setting, &console, (&[], &[sales.id], &needs))?;
        assert_eq!(team::all(tx)?.len(), 1, "it stays with the demo company gone too");
        Ok::<_, Refusal>(refused)
    });
    let say = app.app.words.say(words::Lang::Ru, jiff::tz::TimeZone::UTC);
    let problem = refused.unwrap().told(&say);
    assert_eq!((problem.status(), problem.detail()), (http::StatusCode::CONFLICT, Some("3 человека")));
}

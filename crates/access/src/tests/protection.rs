//! Sight, quotas, exports, readings and alarms, on both databases.

use super::{HOUSE, acting, empty, person};
use crate::alarm::{self, Cause};
use crate::exporting::{self, ExportState, Wanted};
use crate::outlook::{self, Outlook};
use crate::quota::{self, Quota};
use crate::reading::{self, How, Read, Sought};
use crate::roles::{MANAGER, OWNER, SELLER};
use crate::staff::{self, Placement};
use crate::{Refusal, Scope, UserId, canary, rights_of, sight, team};
use db::Tx;
use kernel::{Actor, DAY_MS, RawId, Reach, Setting};
use testkit::TestApp;

/// Somebody of a role with that role's rights.
fn of_role(
    tx: &mut Tx<'_>,
    setting: &Setting,
    email: &str,
    role: &'static crate::roles::Role,
) -> (UserId, Actor) {
    let user = person(tx, setting, email, role).id;
    (user, acting(user, rights_of(role, &[], &crate::known_rights(HOUSE))))
}

fn sight_of_seller(tx: &mut Tx<'_>, setting: &Setting) -> Result<(), Refusal> {
    let (owner, boss) = of_role(tx, setting, "owner@a.kz", &OWNER);
    let (one, _) = of_role(tx, setting, "one@a.kz", &SELLER);
    let (other, _) = of_role(tx, setting, "other@a.kz", &SELLER);
    let reach = |tx: &mut Tx<'_>, id: UserId| Ok::<_, Refusal>(sight::of_id(tx, id.0)?);
    let of = |ids: &[UserId]| {
        let mut ids: Vec<RawId> = ids.iter().map(|id| id.0).collect();
        ids.sort();
        Reach::Of(ids.into())
    };
    assert_eq!(reach(tx, one)?.reach("customers"), &of(&[one]), "without a team");
    let team = team::add(tx, setting, &boss, "Опт")?.id;
    let placement = |role, scope| Placement { name: "Сауле".into(), role, team: Some(team), scope };
    for id in [one, other] {
        staff::place(tx, setting, &boss, id, placement(&SELLER, None))?;
    }
    assert_eq!(reach(tx, one)?.reach("customers"), &of(&[one, other]));
    let narrow = Outlook {
        scope: Scope::Own,
        masked: vec!["phone".into(), "email".into(), "phone".into()],
        ..outlook::of(tx, &SELLER)?
    };
    let decided = outlook::decide(tx, setting, &boss, narrow.clone())?;
    assert_eq!(decided.masked, ["email", "phone"]);
    let sight = reach(tx, one)?;
    assert_eq!(sight.reach("customers"), &of(&[one]));
    assert!(sight.is_masked("phone"));
    staff::place(tx, setting, &boss, one, placement(&SELLER, Some(Scope::All)))?;
    assert_eq!(reach(tx, one)?.reach("customers"), &Reach::All, "agreed with the person");
    assert_eq!(reach(tx, owner)?, kernel::Sight::everything());
    assert_eq!(sight::of_id(tx, RawId::from_u128(5))?.reach("customers"), &of(&[]));
    let refused = outlook::decide(tx, setting, &boss, Outlook { role: &OWNER, ..narrow.clone() });
    assert!(matches!(refused, Err(Refusal::BeyondOwn)));
    let (_, manager) = of_role(tx, setting, "manager@a.kz", &MANAGER);
    assert!(matches!(outlook::decide(tx, setting, &manager, narrow), Err(Refusal::NotAllowed)));
    Ok(())
}

fn exports_wait_for_consent(tx: &mut Tx<'_>, setting: &Setting) -> Result<(), Refusal> {
    let (_, boss) = of_role(tx, setting, "boss@a.kz", &OWNER);
    let (_, manager) = of_role(tx, setting, "lead@a.kz", &MANAGER);
    let (_, seller) = of_role(tx, setting, "seller@a.kz", &SELLER);
    let wanted = |n, reason: &str| Wanted {
        what: "customers".into(),
        format: "csv".into(),
        n,
        reason: reason.into(),
    };
    assert!(matches!(exporting::ask(tx, setting, &seller, wanted(1, "")), Err(Refusal::NotAllowed)));
    let few = exporting::ask(tx, setting, &manager, wanted(500, ""))?;
    assert_eq!(few.state, ExportState::Agreed);
    let mark = exporting::begin(tx, setting, &manager, few.id)?;
    assert_eq!((mark.no, mark.who.as_str()), (few.no, "Сауле"));
    assert!(matches!(exporting::begin(tx, setting, &manager, few.id), Err(Refusal::Missing)), "once");
    assert_eq!(quota::left(tx, setting, &manager, Quota::Exports)?, Some(4_500));
    assert!(matches!(exporting::ask(tx, setting, &manager, wanted(501, " ")), Err(Refusal::ReasonMissing)));
    assert!(matches!(exporting::ask(tx, setting, &manager, wanted(4_501, "x")), Err(Refusal::QuotaOver)));
    let many = exporting::ask(tx, setting, &manager, wanted(501, "для бухгалтерии"))?;
    assert_eq!(many.state, ExportState::Waiting);
    assert!(matches!(exporting::begin(tx, setting, &manager, many.id), Err(Refusal::NotAgreed)));
    assert!(matches!(exporting::decide(tx, setting, &manager, many.id, true), Err(Refusal::NotAllowed)));
    exporting::decide(tx, setting, &boss, many.id, true)?;
    assert!(
        matches!(exporting::begin(tx, setting, &boss, many.id), Err(Refusal::Missing)),
        "somebody else's"
    );
    exporting::begin(tx, setting, &manager, many.id)?;
    assert_eq!(exporting::all(tx, &boss, 9)?.len(), 2);
    assert_eq!(exporting::numbered(tx, &boss, many.no)?.id, many.id);
    let own = exporting::ask(tx, setting, &boss, wanted(100_000, "переезд"))?;
    assert_eq!(own.state, ExportState::Waiting, "there is another owner to agree");
    assert!(matches!(exporting::decide(tx, setting, &boss, own.id, true), Err(Refusal::OwnDeed)));
    Ok(())
}

fn readings_are_chained(tx: &mut Tx<'_>, setting: &Setting) -> Result<(), Refusal> {
    let (user, customer) = (RawId::from_u128(77), RawId::from_u128(88));
    let read = |at, how, subject| Read { at, user, how, subject, n: 1, what: "слово".into() };
    let now = setting.now();
    for day in 0..3 {
        let at = now + day * DAY_MS;
        let batch = [read(at, How::Card, Some(customer)), read(at + 1, How::Search, None)];
        reading::write(tx, setting, &batch)?;
    }
    assert_eq!(reading::verify(tx)?, reading::Verdict { n_reads: 6, flaws: Vec::new() });
    let all = Sought { limit: 10, ..Sought::default() };
    let found = |tx: &mut Tx<'_>, sought: Sought| -> Result<Vec<i64>, Refusal> {
        Ok(reading::sought(tx, &sought)?.into_iter().map(|(seq, _)| seq).collect())
    };
    assert_eq!(found(tx, Sought { user: Some(user), ..all })?, [6, 5, 4, 3, 2, 1]);
    assert_eq!(found(tx, Sought { subject: Some(customer), ..all })?, [5, 3, 1]);
    assert_eq!(found(tx, Sought { how: Some(How::Search), before: Some(6), ..all })?, [4, 2]);
    let second = Sought { from: Some(now + DAY_MS), until: Some(now + 2 * DAY_MS), ..all };
    assert_eq!(found(tx, second)?, [4, 3]);
    tx.execute("UPDATE reads SET n = 2 WHERE seq = 3", &[])?;
    assert_eq!(reading::verify(tx)?.flaws, [4], "the batch that ends with 4");
    tx.execute("UPDATE reads SET n = 1 WHERE seq = 3", &[])?;
    tx.execute("DELETE FROM reads WHERE seq = 6", &[])?;
    assert_eq!(reading::verify(tx)?.flaws, [6]);
    Ok(())
}

fn far_beyond_usual_raises_one_alarm(tx: &mut Tx<'_>, setting: &Setting) -> Result<(), Refusal> {
    let (_, boss) = of_role(tx, setting, "chief@a.kz", &OWNER);
    let (thief, _) = of_role(tx, setting, "thief@a.kz", &SELLER);
    let before = alarm::all(tx, &boss, 99)?.len();
    let day = |tx: &mut Tx<'_>, ago: i64, n: usize| -> Result<(), Refusal> {
        let at = setting.now() - ago * DAY_MS;
        let one = Read { at, user: thief.0, how: How::Card, subject: None, n: 1, what: String::new() };
        Ok(reading::write(tx, setting, &vec![one; n])?)
    };
    for (ago, n) in [(6, 60), (5, 55), (4, 62), (3, 58), (2, 61), (1, 59)] {
        day(tx, ago, n)?;
    }
    day(tx, 0, 178)?;
    assert_eq!(alarm::all(tx, &boss, 99)?.len(), before, "three times as usual is not yet beyond");
    for _ in 0..2 {
        day(tx, 0, 10)?;
    }
    let raised = alarm::all(tx, &boss, 99)?;
    assert_eq!(raised.len(), before + 1, "once a day");
    let Cause::Unusual { how, n, own, .. } = &raised[0].cause else { panic!("{:?}", raised[0]) };
    assert_eq!((how.as_str(), *n, *own), ("card", 188, Some(60)));
    alarm::settle(tx, setting, &boss, raised[0].id)?;
    assert!(alarm::all(tx, &boss, 99)?.iter().all(|alarm| alarm.settled_at.is_some()));
    Ok(())
}

fn a_canary_sings(tx: &mut Tx<'_>, setting: &Setting) -> Result<(), Refusal> {
    let (_, boss) = of_role(tx, setting, "head@a.kz", &OWNER);
    let (thief, actor) = of_role(tx, setting, "fox@a.kz", &SELLER);
    let customer = RawId::from_u128(4_444);
    assert!(matches!(canary::plant(tx, setting, &actor, customer), Err(Refusal::NotAllowed)));
    canary::plant(tx, setting, &boss, customer)?;
    let opened = |user| Read {
        at: setting.now(),
        user,
        how: How::Card,
        subject: Some(customer),
        n: 1,
        what: String::new(),
    };
    let n_open = alarm::n_open(tx)?;
    reading::write(tx, setting, &[opened(boss.user.unwrap())])?;
    assert_eq!(alarm::n_open(tx)?, n_open, "whoever planted it may look");
    reading::write(tx, setting, &[opened(thief.0)])?;
    reading::write(tx, setting, &[opened(thief.0)])?;
    assert_eq!(alarm::n_open(tx)?, n_open + 1, "once an hour");
    assert_eq!(canary::touched(tx, (setting, &actor), "export", &[customer, RawId::from_u128(1)])?, 1);
    canary::lift(tx, setting, &boss, customer)?;
    assert_eq!(canary::touched(tx, (setting, &actor), "export", &[customer])?, 0);
    Ok(())
}

fn story(app: &TestApp) {
    super::write(app, sight_of_seller).unwrap();
    super::write(app, exports_wait_for_consent).unwrap();
    super::write(app, readings_are_chained).unwrap();
}

/// Apart from the readings that were harmed.
fn alarming_story(app: &TestApp) {
    super::write(app, far_beyond_usual_raises_one_alarm).unwrap();
    super::write(app, a_canary_sings).unwrap();
}

#[test]
fn the_base_is_protected() {
    story(&empty());
    alarming_story(&empty());
}

#[test]
fn the_base_is_protected_on_postgres() {
    if let Some(app) = TestApp::empty_on_postgres("access_protection", HOUSE) {
        story(&app);
    }
    if let Some(app) = TestApp::empty_on_postgres("access_alarms", HOUSE) {
        alarming_story(&app);
    }
}

#[tokio::test]
async fn the_pages_of_protection_are_drawn_and_closed_to_others() {
    let app = empty();
    let owner = app.visitor("owner").await;
    let seller = app.visitor("seller").await;
    let pages = [
        "/staff/outlook",
        "/staff/outlook/seller",
        "/audit",
        "/audit/exports",
        "/audit/alarms",
        "/audit?from=2026-11-01",
    ];
    for lang in ["ru", "kk", "en"] {
        owner.post("/me", &[("name", "Әйгерім"), ("lang", lang)]).await;
        for path in pages {
            let answer = owner.get(path).await;
            assert_eq!(answer.status, http::StatusCode::OK, "{path} {}", answer.body);
            assert!(!answer.body.contains('⟦'), "{path} {lang}: {}", answer.body);
        }
    }
    for path in ["/staff/outlook/seller", "/audit", "/audit/exports", "/audit/alarms"] {
        assert_eq!(seller.get(path).await.status, http::StatusCode::FORBIDDEN, "{path}");
    }
    let customer = kernel::RawId::from_u128(9).to_string();
    let address = format!("https://a.kz/customers/{customer}");
    let planted = owner.post("/audit/canaries", &[("customer", &address)]).await;
    assert_eq!(planted.location(), "/audit/alarms");
    assert!(owner.get("/audit/alarms").await.body.contains(&customer));
    assert_eq!(
        seller.post("/audit/canaries", &[("customer", &address)]).await.status,
        http::StatusCode::FORBIDDEN
    );
    let form = [("scope", "own"), ("reveals", "3"), ("exports", "0"), ("export_alone", "0")];
    let answer = owner.post("/staff/outlook/seller", &form).await;
    assert_eq!(answer.location(), "/staff/outlook", "{}", answer.body);
    let roles = owner.get("/api/v1/roles").await.json();
    let seller = roles["items"].as_array().unwrap().iter().find(|role| role["role"] == "seller").unwrap();
    assert_eq!((&seller["scope"], &seller["reveals_per_day"]), (&"own".into(), &3.into()));
}

#[tokio::test]
async fn guessing_the_password_at_hand_is_rested_after() {
    let app = empty();
    let owner = app.visitor("owner").await;
    let attempt = |current: &'static str| {
        let form = [("current", current), ("password", "другой тёплый хлеб")];
        let owner = owner.clone();
        async move { owner.post("/me/password", &form).await }
    };
    for _ in 0..6 {
        assert_eq!(attempt("не тот пароль").await.status, http::StatusCode::UNPROCESSABLE_ENTITY);
    }
    let rested = attempt(testkit::PASSWORD).await;
    assert_eq!(rested.status, http::StatusCode::UNPROCESSABLE_ENTITY, "even the right one waits");
    app.clock.forward(DAY_MS);
    assert_eq!(attempt(testkit::PASSWORD).await.location(), "/me");
}

#[tokio::test]
async fn people_of_a_team_sign_in_with_their_own_sight() {
    let app = empty();
    let owner = app.visitor("owner").await;
    let seller = app.member("seller", "Опт", None).await;
    let loner = app.member("seller", "Опт", Some("own")).await;
    assert_eq!(seller.get("/api/v1/me").await.json()["scope"], "team");
    assert_eq!(loner.get("/api/v1/me").await.json()["scope"], "own");
    let wanted = serde_json::json!({ "zone": "Asia/Oral" });
    let firm = owner.json(http::Method::PATCH, "/api/v1/firm", &wanted).await;
    assert_eq!(firm.json()["zone"], "Asia/Oral");
    assert_eq!(owner.get("/api/v1/firm").await.json()["currency"], "KZT");
    let wanted = serde_json::json!({ "country": "xx" });
    let wrong = owner.json(http::Method::PATCH, "/api/v1/firm", &wanted).await;
    assert_eq!(wrong.status, http::StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(seller.get("/api/v1/firm").await.status, http::StatusCode::FORBIDDEN);
}

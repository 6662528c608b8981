//! Reminders go out once, to whoever wants them, in their language, and only while there is an account to send by.

use crate::store::{letters, tasks as table};
use crate::testing::written;
use crate::{Due, Task, TaskId, Written, reminding};
use http::Method;
use jiff::tz::TimeZone;
use jobs::{Job, JobError, New, Outcome, Work};
use kernel::{HOUR_MS, MINUTE_MS, RawId};
use mail::{MailError, MemoryPost};
use serde_json::json;
use std::sync::Arc;
use testkit::{TestApp, run};

static HOUSE: &[&web::Capability] = &[&access::CAPABILITY, &customers::CAPABILITY, &TASKS];

/// This capability, which claims the job that the binary makes over the whole house.
static TASKS: web::Capability = web::Capability {
    jobs: || vec![Arc::new(Claimed)],
    slug: crate::RIGHT,
    catalogue: crate::CATALOGUE,
    nav: &[],
    arranged: &[],
    pages: crate::pages::routes,
    api: crate::api::router,
};

struct Claimed;

impl Job for Claimed {
    fn kind(&self) -> &'static str {
        "tasks.remind"
    }

    fn run(&self, _: &Work) -> Result<Outcome, JobError> {
        Ok(Outcome::DONE)
    }
}

/// A task of somebody, due in Almaty.
pub(super) fn promised(
    app: &TestApp,
    who: RawId,
    (day, time): (&'static str, &'static str),
    title: &'static str,
) -> TaskId {
    let added = app.write(move |tx, setting| {
        let due = Due::read(day, time).unwrap();
        let task = Task {
            id: setting.id(),
            written: Written { assignee: Some(who), ..written(title, due) },
            due_at: due.at(&TimeZone::get("Asia/Almaty").unwrap()),
            made_for: None,
            hint: String::new(),
            revision: 1,
            created_by: None,
            created_at: setting.now(),
            closure: None,
        };
        table::insert(tx, &task).map(|()| task.id)
    });
    added.unwrap()
}

/// One look of the job; the subjects and texts of what was sent by then.
fn looked(app: &TestApp) -> Vec<(String, String)> {
    let enqueued =
        app.write(|tx, setting| jobs::enqueue(tx, setting, New::of("tasks.remind", &()).attempts(1)));
    enqueued.unwrap();
    jobs::run_due(&app.app.db, &app.app.setting, vec![reminding::job(&app.app)]).unwrap();
    let sent = app.app.offer::<MemoryPost>().unwrap().sent();
    let read = |(_, bytes): &(mail::Envelope, Vec<u8>)| {
        let letter = mail::parse(bytes);
        (letter.subject, letter.text)
    };
    sent.iter().map(read).collect()
}

fn with_account(app: &TestApp) -> RawId {
    run(async {
        let owner = app.owner().await;
        let account = json!({
            "host": "smtp.firm.kz", "user": "u", "password": "p", "from_email": "crm@firm.kz",
            "house": "https://crm.firm.kz",
        });
        let answer = owner.json(Method::PUT, "/api/v1/firm/mail", &account).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let mine = json!({ "lang": "ru", "zone": "Asia/Almaty" });
        owner.json(Method::PATCH, "/api/v1/me", &mine).await;
        owner.user.unwrap()
    })
}

#[test]
fn a_reminder_goes_out_once_and_again_when_put_off() {
    let app = TestApp::empty(HOUSE);
    let owner = with_account(&app);
    // It is Saturday noon in Almaty.
    let id = promised(&app, owner, ("2026-11-21", "12:20"), "Позвонить в ресторан");
    assert_eq!(looked(&app), [], "it is early yet");
    app.clock.forward(6 * MINUTE_MS);
    let told = looked(&app);
    assert_eq!(told.len(), 1);
    assert!(told[0].0.contains("Позвонить в ресторан"), "{told:?}");
    assert!(told[0].1.contains("https://crm.firm.kz/tasks/"), "{told:?}");
    app.clock.forward(MINUTE_MS);
    assert_eq!(looked(&app).len(), 1, "nothing twice");
    let moved = app.write(move |tx, _| {
        let task = table::find(tx, id)?.unwrap();
        table::update(tx, &Task { due_at: task.due_at + HOUR_MS, ..task })
    });
    moved.unwrap();
    app.clock.forward(HOUR_MS);
    assert_eq!(looked(&app).len(), 2, "put off, it is told of anew");
}

#[test]
fn what_is_due_together_is_one_letter_and_what_is_old_is_none() {
    let app = TestApp::empty(HOUSE);
    let owner = with_account(&app);
    promised(&app, owner, ("2026-11-21", ""), "Поздравить");
    promised(&app, owner, ("2026-11-21", "12:10"), "Написать");
    promised(&app, owner, ("2026-11-20", "11:00"), "Давно прошло");
    promised(&app, owner, ("2026-11-22", ""), "Завтра");
    let told = looked(&app);
    assert_eq!(told.len(), 1);
    assert!(told[0].1.contains("Поздравить") && told[0].1.contains("Написать"), "{told:?}");
    assert!(!told[0].1.contains("Давно") && !told[0].1.contains("Завтра"), "{told:?}");
}

#[test]
fn whoever_wants_no_letters_gets_none() {
    let app = TestApp::empty(HOUSE);
    let owner = with_account(&app);
    promised(&app, owner, ("2026-11-21", ""), "Поздравить");
    app.write(move |tx, setting| letters::set_wanted(tx, owner, false, setting.now())).unwrap();
    assert_eq!(looked(&app), []);
    app.write(move |tx, setting| letters::set_wanted(tx, owner, true, setting.now())).unwrap();
    assert_eq!(looked(&app).len(), 1);
}

#[test]
fn a_server_that_fails_is_tried_again_and_one_that_may_have_taken_it_is_not() {
    let app = TestApp::empty(HOUSE);
    let owner = with_account(&app);
    let post = app.app.offer::<MemoryPost>().unwrap().clone();
    promised(&app, owner, ("2026-11-21", ""), "Поздравить");
    post.fail(Some(MailError::TimedOut));
    assert_eq!(looked(&app), []);
    post.fail(None);
    post.break_after_taking(true);
    assert_eq!(looked(&app).len(), 1);
    assert_eq!(looked(&app).len(), 1, "it may have been taken, so it is not sent again");
}

//! Running the verbs over the firm's mail account for a visit, pages and operations alike.

use crate::mailing::{self, Mailing, MailingChange};
use crate::refusal::Refusal;
use crate::{UserId, user};
use mail::{Address, Post};
use web::{Problem, Visit};

fn post(visit: &Visit) -> Result<Post, Problem> {
    visit.app.offer::<Post>().cloned().ok_or_else(Problem::broken)
}

/// Changes the account; once for each Idempotency-Key.
pub(crate) async fn change(visit: &Visit, change: MailingChange) -> Result<Mailing, Refusal> {
    let Ok(post) = post(visit) else { return Err(Refusal::MailSealForeign) };
    let visit = visit.clone();
    let db = visit.app.db.clone();
    let writing = db.writing(move |tx| {
        let done = mailing::change(tx, (&visit.app.setting, &post.seal), visit.actor(), change)?;
        visit.claim(tx)?;
        Ok::<_, Refusal>(done)
    });
    writing.await
}

/// Forgets the account; once for each Idempotency-Key.
pub(crate) async fn forget(visit: &Visit) -> Result<(), Refusal> {
    let visit = visit.clone();
    let db = visit.app.db.clone();
    let writing = db.writing(move |tx| {
        mailing::forget(tx, &visit.app.setting, visit.actor())?;
        visit.claim(tx)?;
        Ok::<_, Refusal>(())
    });
    writing.await
}

/// Sends a test letter to the asker; gives their e-mail, or what is wrong in words.
pub(crate) async fn test(visit: &Visit, held: Mailing) -> Result<Result<String, String>, Problem> {
    let post = post(visit)?;
    let id = visit.actor().user.ok_or_else(Problem::forbidden)?;
    let person = visit.app.db.reading(move |tx| user::get(tx, UserId(id))).await?;
    let person = person.ok_or_else(Problem::missing)?;
    let (say, setting) = (visit.say.clone(), visit.app.setting.clone());
    let sending = tokio::task::spawn_blocking(move || {
        let to = Address { name: person.name, email: person.email.clone() };
        let words = (say.t("access-mail-test-subject"), say.t("access-mail-test-text"));
        held.send(&post, &held.letter(&setting, to, words), &say).map(|()| person.email)
    });
    sending.await.map_err(|_| Problem::broken())
}

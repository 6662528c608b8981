//! The deeds about teams; they stand on the page of the staff.

use super::drawing::Faults;
use super::staff::redrawn;
use crate::needing::team_needs;
use crate::refusal::Refusal;
use crate::rights::STAFF;
use crate::{TeamId, changing, team};
use axum::extract::Path;
use axum::response::Response;
use kernel::Level;
use web::{Form, Problem, ToastNote, Visit};

/// Adds a team.
pub(crate) async fn add(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let (setting, actor, name) =
        (visit.app.setting.clone(), visit.actor().clone(), form.text("team_name").to_owned());
    let added = changing(&visit.app, move |tx| team::add(tx, &setting, &actor, &name)).await;
    answered(&visit, added.map(drop)).await
}

/// Gives a team another name.
pub(crate) async fn rename(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let id: TeamId = id.parse().map_err(|_| Problem::missing())?;
    let (setting, actor, name) =
        (visit.app.setting.clone(), visit.actor().clone(), form.text("team_name").to_owned());
    let renamed = changing(&visit.app, move |tx| team::rename(tx, &setting, &actor, id, &name)).await;
    answered(&visit, renamed.map(drop)).await
}

/// Removes a team that nobody is in and nothing needs.
pub(crate) async fn remove(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let id: TeamId = id.parse().map_err(|_| Problem::missing())?;
    let (setting, actor, needs) = (visit.app.setting.clone(), visit.actor().clone(), team_needs(&visit));
    let removed = changing(&visit.app, move |tx| team::remove(tx, &setting, &actor, (id, &needs))).await;
    answered(&visit, removed).await
}

/// The name of a team stands beside that of a new person, so its field has a name of its own.
async fn answered(visit: &Visit, answer: Result<(), Refusal>) -> Result<Response, Problem> {
    match answer {
        Ok(()) => Ok(web::see_with("/staff#teams", &ToastNote::new("access-saved"))),
        Err(refusal) => match refusal.field() {
            Some(error) => redrawn(visit, Faults::one("team_name", error.say(&visit.say))).await,
            None => Err(refusal.told(&visit.say)),
        },
    }
}

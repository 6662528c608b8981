//! `GET /roles` and `PATCH /roles/{role}`: what people of each role see.

use super::body::{Body, Items, deed, expected, json, match_state};
use crate::outlook::{self, Outlook, Scoped};
use crate::quota::Quota;
use crate::rights::STAFF;
use crate::roles::{ROLES, Role};
use crate::{Maskable, Scope};
use axum::extract::Path;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use kernel::Level;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use web::{FieldError, Problem, ProblemBody, Visit};

/// What people of a role see.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RoleShown {
    /// `owner`, `manager`, `seller`, `marketer`, `analyst` or `reader`.
    role: &'static str,
    /// Whose clients: `own`, `team`, `stage` or `all`.
    scope: Scope,
    /// The same for other capabilities, such as `deals`, by their rights, where it differs from what is usual.
    #[schema(value_type = BTreeMap<String, String>)]
    scopes: BTreeMap<String, Scope>,
    /// The slugs of the fields of clients that are shown masked.
    masked: Vec<String>,
    /// Masked values that a person may see in full in a day.
    reveals_per_day: i64,
    /// Records that a person may export in a day.
    exports_per_day: i64,
    /// Records that a person may export without somebody else's consent.
    export_alone: i64,
}

impl RoleShown {
    fn of(outlook: Outlook) -> Self {
        let [reveals_per_day, exports_per_day, export_alone] = outlook.quotas;
        Self {
            role: outlook.role.slug,
            scope: outlook.scope,
            scopes: outlook.others,
            masked: outlook.masked,
            reveals_per_day,
            exports_per_day,
            export_alone,
        }
    }
}

/// What to decide of a role; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoleWishes {
    /// Whose clients.
    scope: Option<Scope>,
    /// The same for other capabilities; those not named see as is usual.
    #[schema(value_type = Option<BTreeMap<String, String>>, example = json!({ "deals": "own" }))]
    scopes: Option<BTreeMap<String, Scope>>,
    /// The slugs of the fields that are shown masked.
    #[schema(example = json!(["phone", "email"]))]
    masked: Option<Vec<String>>,
    /// Masked values that a person may see in full in a day.
    reveals_per_day: Option<i64>,
    /// Records that a person may export in a day.
    exports_per_day: Option<i64>,
    /// Records that a person may export without somebody else's consent.
    export_alone: Option<i64>,
}

impl RoleWishes {
    fn upon(self, held: Outlook) -> Outlook {
        let [reveals, exports, alone] = held.quotas;
        Outlook {
            role: held.role,
            scope: self.scope.unwrap_or(held.scope),
            others: self.scopes.unwrap_or(held.others),
            masked: self.masked.unwrap_or(held.masked),
            quotas: [
                self.reveals_per_day.unwrap_or(reveals),
                self.exports_per_day.unwrap_or(exports),
                self.export_alone.unwrap_or(alone),
            ],
        }
    }
}

const _: () = assert!(Quota::ALL.len() == 3);

/// Lists the roles with what people of each see.
#[utoipa::path(get, path = "/roles", tag = "access", responses(
    (status = 200, description = "The roles, in the order of the screen", body = Items<RoleShown>),
    (status = 403, description = "The right over staff is missing", body = ProblemBody),
))]
pub(crate) async fn list_roles(visit: Visit) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Read)?;
    let shown = visit.app.db.reading(|tx| {
        ROLES
            .into_iter()
            .map(|role| outlook::of(tx, role).map(RoleShown::of))
            .collect::<Result<Vec<_>, _>>()
    });
    json(StatusCode::OK, &Items::all(shown.await.map_err(|error: db::DbError| Problem::from(error))?))
}

/// Decides what people of a role see; the owner's role sees everything always.
#[utoipa::path(patch, path = "/roles/{role}", tag = "access", request_body = RoleWishes,
    params(("role" = String, Path, description = "The role's slug")), responses(
    (status = 200, description = "The role as it is now", body = RoleShown),
    (status = 403, description = "The right is missing, or it is the owner's role", body = ProblemBody),
    (status = 404, description = "There is no such role", body = ProblemBody),
    (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
    (status = 422, description = "A field cannot be masked, or a capability has no scope", body = ProblemBody),
))]
pub(crate) async fn change_role(
    visit: Visit,
    Path(slug): Path<String>,
    headers: HeaderMap,
    Body(sent): Body<RoleWishes>,
) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let role = Role::from_slug(&slug).ok_or_else(Problem::missing)?;
    let known = Maskable::of(&visit).await?;
    let unknown = |field: &String| !known.iter().any(|(slug, _)| slug == field);
    if sent.masked.iter().flatten().any(unknown) {
        return Err(Problem::invalid(vec![FieldError::new("masked", "access-mask-unknown")]));
    }
    let Scoped(scoped) = Scoped::of(&visit);
    if sent.scopes.iter().flat_map(BTreeMap::keys).any(|right| !scoped.contains(&right.as_str())) {
        return Err(Problem::invalid(vec![FieldError::new("scopes", "access-scope-unknown")]));
    }
    let (setting, actor, expected) = (visit.app.setting.clone(), visit.actor().clone(), expected(&headers));
    let decided = deed(&visit, move |tx| {
        let held = outlook::of(tx, role)?;
        match_state(expected.as_deref(), &RoleShown::of(held.clone()))?;
        Ok::<_, Problem>(outlook::decide(tx, &setting, &actor, sent.upon(held))?)
    });
    json(StatusCode::OK, &RoleShown::of(decided.await?))
}

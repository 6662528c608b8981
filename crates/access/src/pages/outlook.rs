//! What people of each role see, as sentences; and the form that decides it for one role.

use super::drawing::{Choices, Faults};
use crate::outlook::{self, Outlook};
use crate::quota::Quota;
use crate::rights::STAFF;
use crate::roles::{ROLES, Role};
use crate::{Maskable, Scope, changing};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::Level;
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit};
use words::Say;

#[derive(Template)]
#[template(path = "pages/outlooks.html")]
struct OutlooksPage {
    frame: Frame,
    lines: Vec<OutlookLine>,
    can_arrange: bool,
}

/// One role as a sentence.
struct OutlookLine {
    slug: &'static str,
    role: String,
    sentence: String,
    can_change: bool,
}

#[derive(Template)]
#[template(path = "pages/outlook.html")]
struct OutlookPage {
    frame: Frame,
    slug: &'static str,
    sentence: String,
    scope: &'static str,
    scopes: Choices,
    fields: Vec<FieldLine>,
    quotas: Vec<QuotaLine>,
    faults: Faults,
}

/// A field that can be masked.
struct FieldLine {
    slug: String,
    label: String,
    is_masked: bool,
}

/// A quota of the role.
struct QuotaLine {
    name: &'static str,
    label: String,
    n: String,
    help: String,
}

/// What people of a role see, in one sentence.
fn sentence(say: &Say, outlook: &Outlook, fields: &[(String, String)]) -> String {
    let whose = say.t(&format!("access-outlook-{}", outlook.scope.slug()));
    let label = |slug: &String| {
        fields
            .iter()
            .find(|(known, _)| known == slug)
            .map_or_else(|| slug.clone(), |(_, label)| label.clone())
    };
    let hidden: Vec<String> = outlook.masked.iter().map(|slug| label(slug).to_lowercase()).collect();
    let role = say.t(outlook.role.label);
    let mut args = vec![("role", role.into()), ("whose", whose.into())];
    if hidden.is_empty() {
        return say.with("access-outlook-open", &args);
    }
    args.push(("hidden", say.list(&hidden).into()));
    let [reveals, ..] = outlook.quotas;
    args.push(("n", words::Arg::Int(reveals)));
    say.with(if reveals > 0 { "access-outlook-masked" } else { "access-outlook-sealed" }, &args)
}

/// Shows all roles.
pub(crate) async fn show(visit: Visit) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Read)?;
    let fields = Maskable::of(&visit).await?;
    let read = visit.app.db.reading(|tx| {
        ROLES.into_iter().map(|role| outlook::of(tx, role)).collect::<Result<Vec<_>, db::DbError>>()
    });
    let lines = read.await?.into_iter().map(|outlook| OutlookLine {
        slug: outlook.role.slug,
        role: visit.say.t(outlook.role.label),
        sentence: sentence(&visit.say, &outlook, &fields),
        can_change: !outlook.role.is_owner(),
    });
    let (frame, lines) = (visit.frame("access-outlooks"), lines.collect());
    web::page(&OutlooksPage { frame, lines, can_arrange: visit.actor().may(STAFF, Level::Arrange) })
}

/// Shows the form of one role.
pub(crate) async fn show_one(visit: Visit, Path(slug): Path<String>) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let role = decided(&slug)?;
    let fields = Maskable::of(&visit).await?;
    let read = visit.app.db.reading(move |tx| outlook::of(tx, role)).await;
    let outlook = read.map_err(|error: db::DbError| Problem::from(error))?;
    web::page(&form_of(&visit, &outlook, &fields))
}

fn decided(slug: &str) -> Result<&'static Role, Problem> {
    Role::from_slug(slug).filter(|role| !role.is_owner()).ok_or_else(Problem::missing)
}

fn form_of(visit: &Visit, outlook: &Outlook, fields: &[(String, String)]) -> OutlookPage {
    let say = &visit.say;
    let word = |scope: Scope| say.t(&format!("access-scope-{}", scope.slug()));
    let quotas = Quota::ALL.into_iter().zip(outlook.quotas).map(|(quota, n)| {
        let key = format!("access-quota-{}", quota.slug().replace('_', "-"));
        QuotaLine {
            name: quota.slug(),
            label: say.t(&key),
            n: n.to_string(),
            help: say.t(&format!("{key}-help")),
        }
    });
    OutlookPage {
        frame: visit.frame_titled(say.t(outlook.role.label)),
        slug: outlook.role.slug,
        sentence: sentence(say, outlook, fields),
        scope: outlook.scope.slug(),
        scopes: Scope::ALL.map(|scope| (scope.slug().to_owned(), word(scope))).into(),
        fields: fields
            .iter()
            .map(|(slug, label)| FieldLine {
                is_masked: outlook.masked.contains(slug),
                slug: slug.clone(),
                label: label.clone(),
            })
            .collect(),
        quotas: quotas.collect(),
        faults: Faults::default(),
    }
}

/// Decides what people of one role see.
pub(crate) async fn decide(
    visit: Visit,
    Path(slug): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let role = decided(&slug)?;
    let known = Maskable::of(&visit).await?;
    let is_known = |slug: &&str| known.iter().any(|(known, _)| known == slug);
    let masked = form.all("masked").filter(is_known).map(str::to_owned).collect();
    let mut quotas = [0; 3];
    for (n, quota) in quotas.iter_mut().zip(Quota::ALL) {
        *n = form.text(quota.slug()).parse().unwrap_or(quota.usual());
    }
    let scope = Scope::from_slug(form.text("scope")).unwrap_or(role.scope);
    let wanted = Outlook { role, scope, masked, quotas };
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    changing(&visit.app, move |tx| outlook::decide(tx, &setting, &actor, wanted)).await?;
    Ok(web::see_with("/staff/outlook", &ToastNote::new("access-saved")))
}

//! What people of each role see, as sentences; and the form that decides it for one role.

use super::drawing::{Choices, Faults};
use crate::outlook::{self, Outlook, Scoped};
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
    others: Vec<ScopedLine>,
    fields: Vec<FieldLine>,
    quotas: Vec<QuotaLine>,
    faults: Faults,
}

/// Another capability, and how far the role sees there.
struct ScopedLine {
    field: String,
    label: String,
    choices: Choices,
    chosen: &'static str,
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

/// What people of a role see, in a sentence, and one more for each capability where they see otherwise.
fn sentence(visit: &Visit, outlook: &Outlook, fields: &[(String, String)]) -> String {
    let say = &visit.say;
    let mut told = of_clients(say, outlook, fields);
    for (right, what) in labelled(visit) {
        let Some(scope) = outlook.others.get(right) else { continue };
        let args = [("what", what.into()), ("whose", scope_word(say, *scope).into())];
        told = format!("{told} {}", say.with("access-outlook-beside", &args));
    }
    told
}

fn of_clients(say: &Say, outlook: &Outlook, fields: &[(String, String)]) -> String {
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
        sentence: sentence(&visit, &outlook, &fields),
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

fn scope_word(say: &Say, scope: Scope) -> String {
    say.t(&format!("access-scope-{}", scope.slug()))
}

/// The other capabilities that have a scope, each with its name.
fn labelled(visit: &Visit) -> Vec<(&'static str, String)> {
    let known = crate::rights::shown_rights(visit.app.capabilities);
    let Scoped(scoped) = Scoped::of(visit);
    let label = |right: &&'static str| known.iter().find(|(known, _)| known == right);
    scoped.iter().filter_map(|right| Some((*right, visit.say.t(label(right)?.1)))).collect()
}

fn form_of(visit: &Visit, outlook: &Outlook, fields: &[(String, String)]) -> OutlookPage {
    let say = &visit.say;
    let word = |scope: Scope| scope_word(say, scope);
    let others = labelled(visit).into_iter().map(|(right, label)| {
        let usual = say.with("access-outlook-usual", &[("whose", word(outlook.usual(right)).into())]);
        let scopes = Scope::ALL.map(|scope| (scope.slug().to_owned(), word(scope)));
        ScopedLine {
            field: format!("scope-{right}"),
            label,
            choices: std::iter::once((String::new(), usual)).chain(scopes).collect(),
            chosen: outlook.others.get(right).map_or("", |scope| scope.slug()),
        }
    });
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
        sentence: sentence(visit, outlook, fields),
        scope: outlook.scope.slug(),
        scopes: Scope::ALL.map(|scope| (scope.slug().to_owned(), word(scope))).into(),
        others: others.collect(),
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
    let decided = |right: &str| Scope::from_slug(form.text(&format!("scope-{right}")));
    let Scoped(scoped) = Scoped::of(&visit);
    let others = scoped.iter().filter_map(|right| Some(((*right).to_owned(), decided(right)?))).collect();
    let wanted = Outlook { role, scope, others, masked, quotas };
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    changing(&visit.app, move |tx| outlook::decide(tx, &setting, &actor, wanted)).await?;
    Ok(web::see_with("/staff/outlook", &ToastNote::new("access-saved")))
}

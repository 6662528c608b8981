//! `/fields`: adding fields of one's own, arranging any field, putting it away.

use super::lookup::FieldView;
use super::shape::write_at;
use crate::act::Act;
use crate::arranging::{self, Arranged, NewField};
use crate::error::CustomerError;
use crate::field::{AppliesTo, Block, Class, Field};
use axum::Json;
use axum::extract::Path;
use db::Tx;
use fields::Settings;
use http::StatusCode;
use kernel::Level;
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;
use web::{Body, FieldError, Problem, ProblemBody, Visit};

/// The worth of a field of which nobody said any.
const USUAL_WORTH: f64 = 0.3;

/// A field of one's own to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewFieldBody {
    /// The slug of its kind; it stays for good.
    #[schema(example = "text")]
    kind: String,
    /// Whether a card may hold several values of it; it stays for good.
    #[serde(default)]
    is_many: bool,
    /// What people read, at most 80 letters.
    #[schema(example = "Любимый чай")]
    label: String,
    /// The choices that its kind lets people make.
    #[serde(default)]
    settings: Settings,
    /// Its class; `semantic` when left out.
    #[serde(default)]
    class: Option<Class>,
    /// Its block; `reference` when left out.
    #[serde(default)]
    block: Option<Block>,
    /// Whose card it belongs on; `any` when left out.
    #[serde(default)]
    applies_to: Option<AppliesTo>,
    /// How much knowing it is worth, 0 to 1; 0.3 when left out.
    #[serde(default)]
    worth: Option<f64>,
    /// After how many days a value is half as fresh, 1 to 36 500; null for what does not age.
    #[serde(default)]
    keeps_days: Option<i64>,
}

impl NewFieldBody {
    fn read(self) -> Result<NewField, CustomerError> {
        let kind = fields::kinds::find(&self.kind).ok_or_else(|| {
            CustomerError::Invalid(vec![FieldError::new("kind", "customers-field-kind-unknown")])
        })?;
        let arranged = Arranged {
            label: self.label,
            settings: self.settings,
            class: self.class.unwrap_or(Class::Semantic),
            block: self.block.unwrap_or(Block::Reference),
            applies_to: self.applies_to.unwrap_or(AppliesTo::Any),
            worth: self.worth.unwrap_or(USUAL_WORTH),
            keeps_days: self.keeps_days,
        };
        Ok(NewField { kind, is_many: self.is_many, arranged })
    }
}

/// Add a field
///
/// Its slug is made from the label and never given twice.
#[utoipa::path(
    post,
    path = "/fields",
    tag = "fields",
    request_body = NewFieldBody,
    responses(
        (status = 201, description = "The field, after all others", body = FieldView),
        (status = 422, description = "The kind is unknown, or something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn add_field(
    visit: Visit,
    Body(body): Body<NewFieldBody>,
) -> Result<(StatusCode, Json<FieldView>), Problem> {
    let say = visit.say.clone();
    let view = write_at(&visit, Level::Arrange, move |tx, act| {
        let field = arranging::add(tx, act, body.read()?)?;
        Ok(FieldView::of(&field, &say))
    });
    view.await.map(|view| (StatusCode::CREATED, Json(view)))
}

/// What is to be arranged otherwise; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FieldBody {
    /// What people read; an empty one gives a built-in field the word of Kartoteka back.
    #[serde(default)]
    #[schema(example = "Любимый чай")]
    label: Option<String>,
    /// The choices made for it, all of them; those of built-in fields stay as they are.
    #[serde(default)]
    settings: Option<Settings>,
    /// Its class.
    #[serde(default)]
    class: Option<Class>,
    /// Its block.
    #[serde(default)]
    block: Option<Block>,
    /// Whose card it belongs on.
    #[serde(default)]
    applies_to: Option<AppliesTo>,
    /// How much knowing it is worth, 0 to 1.
    #[serde(default)]
    worth: Option<f64>,
    /// After how many days a value is half as fresh, 1 to 36 500; null for what does not age.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    keeps_days: Option<Option<i64>>,
}

impl FieldBody {
    fn over(self, field: &Field) -> Arranged {
        Arranged {
            label: self.label.unwrap_or_else(|| field.label.clone()),
            settings: self.settings.unwrap_or_else(|| field.settings.clone()),
            class: self.class.unwrap_or(field.class),
            block: self.block.unwrap_or(field.block),
            applies_to: self.applies_to.unwrap_or(field.applies_to),
            worth: self.worth.unwrap_or(field.worth),
            keeps_days: self.keeps_days.unwrap_or(field.keeps_days),
        }
    }
}

/// Tells null, which takes away, from nothing said.
fn given<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Option<i64>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// Arrange a field
#[utoipa::path(
    patch,
    path = "/fields/{slug}",
    tag = "fields",
    params(("slug" = String, Path, description = "The field's slug")),
    request_body = FieldBody,
    responses(
        (status = 200, description = "The field as it stands now", body = FieldView),
        (status = 404, description = "There is no such field, or it is made from others", body = ProblemBody),
        (status = 422, description = "Something of it is wrong, or an answer that stands on cards would be lost", body = ProblemBody),
    )
)]
pub(crate) async fn arrange_field(
    visit: Visit,
    Path(slug): Path<String>,
    Body(body): Body<FieldBody>,
) -> Result<Json<FieldView>, Problem> {
    on_field(&visit, slug, move |tx, act, field| arranging::arrange(tx, act, field.no, body.over(&field)))
        .await
}

/// Put a field away
///
/// Its values stay on the cards. What is already so stays so.
#[utoipa::path(
    put,
    path = "/fields/{slug}/archiving",
    tag = "fields",
    params(("slug" = String, Path, description = "The field's slug")),
    responses(
        (status = 200, description = "The field, put away", body = FieldView),
        (status = 404, description = "There is no such field, or it is made from others", body = ProblemBody),
    )
)]
pub(crate) async fn archive_field(
    visit: Visit,
    Path(slug): Path<String>,
) -> Result<Json<FieldView>, Problem> {
    on_field(&visit, slug, |tx, act, field| arranging::put_away(tx, act, field.no, true)).await
}

/// Bring a field back
#[utoipa::path(
    delete,
    path = "/fields/{slug}/archiving",
    tag = "fields",
    params(("slug" = String, Path, description = "The field's slug")),
    responses(
        (status = 200, description = "The field, in use", body = FieldView),
        (status = 404, description = "There is no such field, or it is made from others", body = ProblemBody),
    )
)]
pub(crate) async fn restore_field(
    visit: Visit,
    Path(slug): Path<String>,
) -> Result<Json<FieldView>, Problem> {
    on_field(&visit, slug, |tx, act, field| arranging::put_away(tx, act, field.no, false)).await
}

/// Which way a field is moved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoveBody {
    /// Towards the beginning of its block, else towards the end.
    is_up: bool,
}

/// Move a field one place within its block
///
/// The outermost stays where it is.
#[utoipa::path(
    post,
    path = "/fields/{slug}/moves",
    tag = "fields",
    params(("slug" = String, Path, description = "The field's slug")),
    request_body = MoveBody,
    responses(
        (status = 200, description = "The field", body = FieldView),
        (status = 404, description = "There is no such field, or it is made from others", body = ProblemBody),
    )
)]
pub(crate) async fn move_field(
    visit: Visit,
    Path(slug): Path<String>,
    Body(body): Body<MoveBody>,
) -> Result<Json<FieldView>, Problem> {
    on_field(&visit, slug, move |tx, act, field| {
        arranging::shift(tx, act, field.no, body.is_up)?;
        Ok(field)
    })
    .await
}

async fn on_field(
    visit: &Visit,
    slug: String,
    deed: impl FnOnce(&mut Tx<'_>, &Act, Field) -> Result<Field, CustomerError> + Send + 'static,
) -> Result<Json<FieldView>, Problem> {
    let say = visit.say.clone();
    let view = write_at(visit, Level::Arrange, move |tx, act| {
        let field = act.fields.slug(&slug).filter(|field| !field.is_made()).cloned();
        let field = deed(tx, act, field.ok_or(CustomerError::Missing)?)?;
        Ok(FieldView::of(&field, &say))
    });
    view.await.map(Json)
}

//! x
pub(crate) fn router() -> utoipa_axum::router::OpenApiRouter<web::App> {
    Default::default()
}

//! Pages and operations on a base without a single order, and for those who may not look.

use analytics::{CAPABILITY, list};
use http::{Method, StatusCode};
use serde_json::json;
use testkit::TestApp;
use web::Capability;

static HOUSE: &[&Capability] = &[&access::CAPABILITY, &customers::CAPABILITY, &CAPABILITY];

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_base_gives_empty_pictures_with_words() {
    let app = TestApp::empty(HOUSE);
    let owner = app.owner().await;
    let index = owner.get("/analytics").await;
    assert_eq!(index.status, StatusCode::OK);
    for analysis in list() {
        let slug = analysis.slug();
        assert!(index.body.contains(&format!("/analytics/{slug}")), "{slug} is not in the list");
        let page = owner.get(&format!("/analytics/{slug}")).await;
        let is_told = page.status == StatusCode::OK || page.status == StatusCode::UNPROCESSABLE_ENTITY;
        assert!(is_told, "{slug}: {}", page.status);
        assert!(!page.body.contains("NaN") && !page.body.contains('⟦'), "{slug}: {}", page.body);
        let answer = owner.get(&format!("/api/v1/analyses/{slug}")).await;
        assert!(!answer.body.contains("NaN"), "{slug}: {}", answer.body);
    }
    for slug in ["crosstab", "regression", "correlation"] {
        let page = owner.get(&format!("/analytics/{slug}")).await;
        assert_eq!(page.status, StatusCode::OK, "{slug}: {}", page.body);
        assert!(page.body.contains("Показывать пока нечего"), "{slug}: {}", page.body);
    }
    let refused = owner.get("/analytics/correlation?x=orders").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("value=\"revenue\""), "the other boxes are gone: {}", refused.body);
    let dashboard = owner.get("/dashboard").await;
    assert_eq!(dashboard.status, StatusCode::OK);
    assert!(dashboard.body.contains("<svg") && !dashboard.body.contains('⟦'), "{}", dashboard.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dashboard_is_ones_own_and_keeps_its_order() {
    let app = TestApp::empty(HOUSE);
    let owner = app.owner().await;
    let first = owner.get("/api/v1/dashboard").await.json();
    assert_eq!(first["revision"], 0);
    let tiles = json!({"tiles": [{"analysis": "abc", "parameters": {"a": "0.7"}}, {"analysis": "rfm", "width": "whole"}]});
    let kept = owner.json(Method::PUT, "/api/v1/dashboard", &tiles).await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.body);
    assert_eq!(
        owner.post("/dashboard/arrange", &[("at", "1"), ("do", "up")]).await.status,
        StatusCode::SEE_OTHER
    );
    let now = owner.get("/api/v1/dashboard").await.json();
    assert_eq!(now["tiles"][0]["analysis"], "rfm");
    assert_eq!(now["tiles"][1]["parameters"]["a"], "0.7");
    let other = app.visitor("analyst").await;
    assert_eq!(other.get("/api/v1/dashboard").await.json()["revision"], 0);
    let wrong = json!({"tiles": [{"analysis": "luck"}]});
    let refused = owner.json(Method::PUT, "/api/v1/dashboard", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["errors"][0]["pointer"], "/tiles/0/analysis");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_parameter_is_named_and_nobody_looks_without_a_key() {
    let app = TestApp::empty(HOUSE);
    let owner = app.owner().await;
    let refused = owner.get("/api/v1/analyses/rfm?bins=99").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["errors"][0]["pointer"], "/bins");
    let column = owner.get("/api/v1/analyses/correlation?x=orders,luck").await;
    assert_eq!(column.json()["errors"][0]["pointer"], "/x");
    for (lang, named, remedy) in [
        ("ru", "Поля", "хотя бы 2 столбца"),
        ("kk", "Өрістер", "кемінде 2 баған"),
        ("en", "Fields", "at least 2 columns"),
    ] {
        owner.json(Method::PATCH, "/api/v1/me", &json!({ "lang": lang })).await;
        let page = owner.get("/analytics/correlation?x=orders").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains(remedy) && page.body.contains(named), "{lang}: {}", page.body);
        let refused = owner.get("/api/v1/analyses/correlation?x=orders").await;
        assert!(refused.body.contains(remedy), "{}", refused.body);
    }
    let unknown = owner.get("/api/v1/analyses/rfm?luck=1").await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(owner.get("/api/v1/analyses/luck").await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.nobody().get("/api/v1/analyses").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_what_they_say() {
    let app = TestApp::empty(HOUSE);
    let owner = app.owner().await;
    for (kind, starts) in [("csv", ""), ("svg", "<svg xmlns"), ("png", "\u{fffd}PNG")] {
        let file = owner.get(&format!("/analytics/sales/file/{kind}")).await;
        assert_eq!(file.status, StatusCode::OK, "{kind}");
        assert!(file.body.starts_with(starts), "{kind}: {:?}", file.body.get(..20));
    }
    assert_eq!(owner.get("/analytics/sales/file/exe").await.status, StatusCode::NOT_FOUND);
}

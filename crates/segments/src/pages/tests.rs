//! Pages and operations, asked over HTTP.

use crate::testing::{Base, sqlite};
use axum::body::Body;
use customers::builtin::{FAMILY, WARMTH};
use http::{Request, StatusCode};
use kernel::{Actor, ActorKind, Level, RawId, Rights, Sight};
use serde_json::{Value, json};
use tower::ServiceExt as _;

fn visitor(level: Level) -> Actor {
    Actor {
        user: Some(RawId::from_u128(1)),
        kind: ActorKind::Person,
        team: None,
        rights: Rights::default().with("customers", Level::Write).with(crate::RIGHT, level),
        sight: Sight::everything(),
    }
}

fn answer(
    base: &Base,
    level: Level,
    (method, path, kind, body): (&str, &str, &str, String),
) -> (StatusCode, String) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("cookie", "kartoteka=known; session=known")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", kind)
        .body(Body::from(body))
        .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let response = base.house(visitor(level)).oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    })
}

const FORM: &str = "application/x-www-form-urlencoded";
const HOT: &str = "part=0&0:is=group&0:how=all&part=0.0&0.0:is=field&0.0:slug=warmth&0.0:op=is&0.0:v=hot";

fn cast() -> Base {
    let base = sqlite();
    let hot = base.person(&[(FAMILY, "Омарова"), (WARMTH, "hot")]);
    base.person(&[(FAMILY, "Ким"), (WARMTH, "cold")]);
    base.order(hot, 5, 10_000);
    base
}

#[test]
fn the_count_and_the_first_names_come_while_one_builds() {
    let base = cast();
    let (status, html) = answer(&base, Level::Read, ("POST", "/segments/preview", FORM, HOT.into()));
    assert_eq!(status, StatusCode::OK);
    assert!(
        html.contains("data-segment-count>1<") && html.contains("Омарова") && !html.contains("Ким"),
        "{html}"
    );
    let (status, _) = answer(&base, Level::None, ("POST", "/segments/preview", FORM, HOT.into()));
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[test]
fn the_builder_adds_a_part_and_saves_without_script() {
    let base = cast();
    let add = format!("{HOT}&do=add+0&0:add=happened:orders&name=Hot");
    let (status, html) = answer(&base, Level::Write, ("POST", "/segments/build", FORM, add));
    assert_eq!(status, StatusCode::OK);
    assert!(
        html.contains("name=\"0.1:table\" value=\"orders\"") && html.contains("value=\"Hot\""),
        "{html}"
    );
    let (status, html) =
        answer(&base, Level::Write, ("POST", "/segments/build", FORM, format!("{HOT}&do=save&name=")));
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("Give the segment a name"), "{html}");
    let (status, _) =
        answer(&base, Level::Write, ("POST", "/segments/build", FORM, format!("{HOT}&do=save&name=Hot")));
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (status, html) = answer(&base, Level::Read, ("GET", "/segments", "", String::new()));
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("Hot") && html.contains("Warmth: Hot"), "{html}");
}

#[test]
fn a_condition_that_is_not_finished_is_refused_at_its_row_and_never_saved_as_everybody() {
    let base = cast();
    let saved = |path: &str, parts: &str| {
        let form = format!("part=0&0:is=group&0:how=all&{parts}&name=Wide&do=save");
        answer(&base, Level::Write, ("POST", path, FORM, form))
    };
    let blank = "part=0.0&0.0:is=field&0.0:slug=warmth&0.0:op=is";
    let (status, html) = saved("/segments/build", blank);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("Warmth: give a value or remove the condition"), "{html}");
    assert!(
        html.contains("name=\"0.0:slug\" value=\"warmth\"") && html.contains("value=\"Wide\""),
        "{html}"
    );
    let reversed =
        "part=0.0&0.0:is=happened&0.0:table=orders&0.0:compare=between&0.0:v=9&0.0:v=2&0.0:period=ever";
    let (status, html) = saved("/segments/build", reversed);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("The first bound is above the second") && html.contains("value=\"9\""), "{html}");
    let (_, html) = answer(&base, Level::Read, ("GET", "/segments", "", String::new()));
    assert!(!html.contains("Wide"), "{html}");
    let applied = format!("part=0&0:is=group&0:how=all&{blank}&do=apply");
    let (status, html) = answer(&base, Level::Read, ("POST", "/segments/condition", FORM, applied));
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("Warmth: give a value or remove the condition"), "{html}");
}

#[test]
fn programs_are_refused_blank_values_and_bounds_the_wrong_way_round() {
    let base = cast();
    let check = |condition: Value, place: &str| {
        let body = json!({ "name": "Wide", "condition": condition }).to_string();
        let asked = ("POST", "/api/v1/segments", "application/json", body);
        let (status, why) = answer(&base, Level::Write, asked);
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
        assert!(why.contains(place), "{why}");
    };
    check(json!({ "field": "warmth", "is": "" }), "/condition/is");
    check(json!({ "all": [{ "happened": "orders", "between": [9, 2] }] }), "/condition/all/0/between");
    check(
        json!({ "happened": "orders", "within": { "from": "2026-02-01", "to": "2026-01-01" } }),
        "/condition/within",
    );
    check(
        json!({ "happened": "orders", "where": { "field": "amount", "between": [2, 1] } }),
        "/condition/where/between",
    );
}

#[test]
fn programs_save_ask_and_remove_segments() {
    let base = cast();
    let json = "application/json";
    let body = json!({ "name": "Buyers", "condition": { "happened": "orders" } }).to_string();
    let (status, made) = answer(&base, Level::Write, ("POST", "/api/v1/segments", json, body));
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let made: Value = serde_json::from_str(&made).unwrap();
    let id = made["id"].as_str().unwrap();
    let (_, members) =
        answer(&base, Level::Read, ("GET", &format!("/api/v1/segments/{id}/members"), "", String::new()));
    let members: Value = serde_json::from_str(&members).unwrap();
    assert_eq!((&members["total"], &members["items"][0]["name"]), (&json!(1), &json!("Омарова")));
    let body = json!({ "condition": { "segment": id } }).to_string();
    let (status, tried) = answer(&base, Level::Read, ("POST", "/api/v1/segments/preview", json, body));
    assert_eq!(status, StatusCode::OK, "{tried}");
    assert!(tried.contains("\"n\":1") && tried.contains("segment “Buyers”"), "{tried}");
    let wrong = json!({ "condition": { "all": [{ "happened": "orders", "often": 1 }] } }).to_string();
    let (status, why) = answer(&base, Level::Read, ("POST", "/api/v1/segments/preview", json, wrong));
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(why.contains("/condition/all/0/often"), "{why}");
    for path in ["", "/movements"] {
        let (status, page) = answer(
            &base,
            Level::Write,
            ("GET", &format!("/api/v1/segments/{id}{path}"), "", String::new()),
        );
        assert_eq!(status, StatusCode::OK, "{page}");
    }
    let (status, page) = answer(&base, Level::Read, ("GET", &format!("/segments/{id}"), "", String::new()));
    assert_eq!(status, StatusCode::OK, "{page}");
    let path = format!("/api/v1/segments/{id}");
    let (status, _) = answer(&base, Level::Read, ("DELETE", &path, "", String::new()));
    assert_eq!(status, StatusCode::FORBIDDEN);
    let (status, _) = answer(&base, Level::Write, ("DELETE", &path, "", String::new()));
    assert_eq!(status, StatusCode::NO_CONTENT);
}

const STANDING: &str = r#"{"happened":"standing","where":{"field":"abc","is":"a"}}"#;

#[test]
fn how_old_worked_out_values_are_is_said_beside_the_count() {
    let base = cast();
    let body = json!({ "condition": serde_json::from_str::<Value>(STANDING).unwrap() }).to_string();
    let asked = ("POST", "/api/v1/segments/preview", "application/json", body);
    let (status, text) = answer(&base, Level::Read, asked);
    assert_eq!(status, StatusCode::OK, "{text}");
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["as_of"], json!({ "reckoned_at": "2026-11-22T00:00:00.000Z", "is_current": false }));
    let form = "part=0&0:is=group&0:how=all&part=0.0&0.0:is=happened&0.0:table=standing&0.0:measure=count\
        &0.0:compare=at_least&0.0:v=1&0.0/0:slug=abc&0.0/0:op=any_of&0.0/0:v=a";
    let (_, html) = answer(&base, Level::Read, ("POST", "/segments/preview", FORM, form.into()));
    assert!(html.contains("as of November 22, 2026") || html.contains("as of 22 November 2026"), "{html}");
    let (_, html) = answer(&base, Level::Read, ("POST", "/segments/preview", FORM, HOT.into()));
    assert!(!html.contains("as of"), "a fact of the card is always true: {html}");
}

#[test]
fn the_condition_of_a_list_is_built_with_the_whole_language_and_goes_back_to_the_list() {
    let base = cast();
    let get = |path: &str| answer(&base, Level::Read, ("GET", path, FORM, String::new()));
    let (status, html) = get("/segments/condition?add=each:standing/abc&back=/customers?sort=-city");
    assert_eq!(status, StatusCode::OK);
    assert!(
        html.contains(r#"name="0.0/0:slug" value="abc""#) && html.contains("/customers?sort=-city"),
        "{html}"
    );
    let (_, html) = get("/segments/condition?back=//elsewhere.example");
    assert!(!html.contains("elsewhere"), "a list of another house is none of ours");
    let form = format!("{HOT}&back=/customers?sort=-city&do=apply");
    let (status, _) = answer(&base, Level::Read, ("POST", "/segments/condition", FORM, form));
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(
        answer(&base, Level::None, ("GET", "/segments/condition", FORM, String::new())).0,
        StatusCode::FORBIDDEN
    );
}

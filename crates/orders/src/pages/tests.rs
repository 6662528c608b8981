//! Pages and operations of orders as people and programs meet them.

use http::{Method, StatusCode};
use serde_json::{Value, json};
use testkit::{TestApp, Visitor};

static HOUSE: &[&web::Capability] =
    &[&customers::CAPABILITY, &crate::CAPABILITY, &FIELDS, &access::CAPABILITY];

/// The words of fields, which stand in no capability.
static FIELDS: web::Capability = web::Capability {
    slug: "fields",
    catalogue: fields::CATALOGUE,
    nav: &[],
    arranged: &[],
    pages: web::Routes::new,
    api: web::Operations::new,
    jobs: Vec::new,
};

fn house() -> TestApp {
    let app = TestApp::empty(HOUSE);
    app.write(|tx, _| customers::install(tx)).unwrap();
    app
}

/// A client, and the answer to an order of theirs.
async fn ordered(owner: &Visitor<'_>, order: &Value) -> (String, Value) {
    let card = json!({ "kind": "person", "facts": { "family": "Омарова" } });
    let card = owner.json(Method::POST, "/api/v1/customers", &card).await.json();
    let id = card["id"].as_str().unwrap().to_owned();
    let mut body = order.clone();
    body["customer"] = json!(id);
    (id, owner.json(Method::POST, "/api/v1/orders", &body).await.json())
}

fn bowls() -> Value {
    json!({ "lines": [{ "name": "Пиала", "quantity": 3, "price": "100" }], "due_on": "2024-03-10" })
}

#[tokio::test]
async fn pages_of_a_cancelled_order_ask_for_no_money() {
    let app = house();
    let owner = app.visitor("owner").await;
    let (card, order) = ordered(&owner, &bowls()).await;
    let path = format!("/orders/{}", order["id"].as_str().unwrap());
    let page = owner.get(&path).await.body;
    assert!(page.contains("Осталось оплатить") && page.contains("просрочена"), "{page}");
    let (came, off) = (json!({ "amount": "120", "paid_at": "2024-03-01" }), json!({}));
    owner.json(Method::POST, &format!("/api/v1{path}/payments"), &came).await;
    let off = owner.json(Method::PUT, &format!("/api/v1{path}/cancellation"), &off).await;
    assert_eq!(off.json()["due_on"], Value::Null);
    let page = owner.get(&path).await.body;
    assert!(!page.contains("Осталось оплатить") && !page.contains("просрочена"), "{page}");
    assert!(page.contains("вернуть клиенту 120") && page.contains("не ждём"), "{page}");
    let buying = owner.get(&format!("/api/v1/customers/{card}/buying")).await.body;
    assert!(buying.contains("\"n_overdue\":0"), "{buying}");
    let late = owner.get("/orders?payment=overdue").await.body;
    assert!(!late.contains(&path), "{late}");
    let all = owner.get("/orders").await.body;
    let foot = all.split("order-sums").nth(1).unwrap();
    assert!(all.contains(&path) && foot.contains("без отменённых") && foot.contains(">0"), "{foot}");
}

#[tokio::test]
async fn a_form_marks_the_cells_that_are_wrong_and_names_their_lines() {
    let app = house();
    let owner = app.visitor("owner").await;
    let (card, _) = ordered(&owner, &bowls()).await;
    let line = |values: [&'static str; 6]| {
        let names =
            ["line_product", "line_name", "line_quantity", "line_price", "line_discount", "line_cost"];
        names.into_iter().zip(values)
    };
    let mut form = vec![("customer", card.as_str())];
    form.extend(line(["", "", "1", "", "", ""]));
    form.extend(line(["", "Пиала", "-2", "пять", "", ""]));
    form.extend(line(["", "Поднос", "1", "100", "110%", ""]));
    let page = owner.post("/orders/new", &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in ["Строка 2, «Сколько»: ", "Строка 2, «Цена»: ", "Строка 3, «Скидка»: Скидка в процентах"]
    {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    let marked = page.body.split("<input").filter(|field| field.contains("aria-invalid"));
    let marked: Vec<&str> = marked.filter_map(|field| field.split('"').nth(3)).collect();
    assert_eq!(marked, ["line_quantity", "line_price", "line_discount"], "{}", page.body);
    assert!(page.body.contains("aria-describedby=\"e-lines/1/price\""), "{}", page.body);
    assert!(page.body.contains("id=\"e-lines/1/price\""), "{}", page.body);
}

#[tokio::test]
async fn an_untouched_form_is_no_order_and_a_hollow_draft_is_not_placed() {
    let app = house();
    let owner = app.visitor("owner").await;
    let (card, hollow) = ordered(&owner, &json!({ "status": "draft" })).await;
    let page = owner.post("/orders/new", &[("customer", card.as_str())]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("Впишите хотя бы одну строку"), "{}", page.body);
    let path = format!("/orders/{}/place", hollow["id"].as_str().unwrap());
    let page = owner.post(&path, &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("Впишите хотя бы одну строку") && page.body.contains("Заказ №"));
    let (_, refused) = ordered(&owner, &json!({})).await;
    assert_eq!(refused["errors"][0]["pointer"], "/lines", "{refused}");
}

#[tokio::test]
async fn an_order_of_a_client_who_is_not_there_is_wrong_in_the_client() {
    let app = house();
    let owner = app.visitor("owner").await;
    let mut order = bowls();
    order["customer"] = json!("0197a3c0-0000-7000-8000-000000000000");
    let refused = owner.json(Method::POST, "/api/v1/orders", &order).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    let error = &refused.json()["errors"][0];
    assert_eq!(
        (error["pointer"].as_str(), error["detail"].as_str()),
        (Some("/customer"), Some("Такого клиента нет"))
    );
}

#[tokio::test]
async fn what_was_typed_of_an_order_stays_when_somebody_was_faster() {
    let app = house();
    let owner = app.visitor("owner").await;
    let (_, order) = ordered(&owner, &bowls()).await;
    let path = format!("/orders/{}/edit", order["id"].as_str().unwrap());
    let first = order["revision"].to_string();
    let typed = |price: &'static str, deed: &'static str, revision: &str| {
        let mut form: Vec<(&str, String)> = vec![("revision", revision.to_owned()), ("do", deed.into())];
        form.extend([("date", "01.03.2024 10:00".to_owned()), ("currency", "KZT".to_owned())]);
        form.extend([("line_product", String::new()), ("line_name", "Пиала".to_owned())]);
        form.extend([("line_quantity", "3".to_owned()), ("line_price", price.to_owned())]);
        form
    };
    let post = async |form: Vec<(&str, String)>| {
        let sent: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        owner.post(&path, &sent).await
    };
    assert_eq!(post(typed("120", "", &first)).await.status, StatusCode::SEE_OTHER);
    let more = post(typed("150", "more", &first)).await;
    let kept = format!("name=\"revision\" value=\"{first}\"");
    assert!(more.body.contains(&kept), "more rows hide no change of somebody else: {}", more.body);
    let late = post(typed("150", "", &first)).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        late.body.contains("Цена") && late.body.contains("120"),
        "what stands now is told: {}",
        late.body
    );
    assert!(late.body.contains("name=\"line_price\" value=\"150\""), "what was typed stays: {}", late.body);
    let renewed = late.body.split("name=\"revision\" value=\"").nth(1).unwrap();
    let renewed = renewed.split('"').next().unwrap();
    assert_ne!(renewed, first);
    assert_eq!(post(typed("150", "", renewed)).await.status, StatusCode::SEE_OTHER);
    let stands = owner.get(&path).await.body;
    assert!(stands.contains("name=\"line_price\" value=\"150"), "{stands}");
}

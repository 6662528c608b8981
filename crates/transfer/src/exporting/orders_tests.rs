//! Lists of orders going out, as people and programs meet them.

use crate::pages::testing::{house, upload_of, work};
use http::{Method, StatusCode};
use serde_json::json;
use testkit::{TestApp, Visitor};

const ORDERS: &str = "Номер заказа;Дата;Клиент;Телефон;Код товара;Товар;Количество;Цена\r\n\
    7;01.03.2024;Омарова Әлия;8 701 123 45 67;PL-1;Пиала;3;1500\r\n\
    7;01.03.2024;Омарова Әлия;8 701 123 45 67;TR-1;Тарелка;2;2000\r\n\
    8;02.03.2024;Абаев Серік;8 701 123 45 68;TR-1;Тарелка;1;2000,50\r\n";

async fn filled(app: &TestApp, owner: &Visitor<'_>) {
    let path = upload_of(owner, ("/import", "orders"), ("orders.csv", ORDERS)).await.location().to_owned();
    owner.post(&path, &[("deed", "start")]).await;
    work(app);
}

#[tokio::test]
async fn the_page_offers_columns_of_orders_and_of_lines_and_speaks_of_orders() {
    let app = house();
    let owner = app.visitor("owner").await;
    filled(&app, &owner).await;
    let page = owner.get("/export/orders").await.body;
    assert!(page.contains("Номер заказа и его источник"), "{page}");
    assert!(page.contains("name=\"columns\" value=\"date\" checked"), "{page}");
    for unticked in ["note", "delivery", "sku", "quantity"] {
        assert!(page.contains(&format!("name=\"columns\" value=\"{unticked}\">")), "{unticked}: {page}");
    }
    let form = [("format", "csv"), ("columns", "date"), ("columns", "sku"), ("columns", "line_total")];
    let file = owner.post("/export/orders/file", &form).await.body;
    let lines: Vec<&str> = file.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines[0], "Номер заказа;Источник заказа;Дата заказа;Код товара;Сумма строки;Выгружено",
        "{file}"
    );
    assert_eq!(lines.len(), 4, "{file}");
    assert!(file.contains(";TR-1;4000") && file.contains(";PL-1;4500"), "{file}");
    let shown = owner.post("/export/orders/file", &[("format", "csv")]).await.body;
    assert_eq!(shown.lines().count(), 3, "a row is an order: {shown}");
}

#[tokio::test]
async fn a_job_makes_a_list_of_orders_too() {
    let app = house();
    let owner = app.visitor("owner").await;
    filled(&app, &owner).await;
    let form = [("format", "ndjson"), ("columns", "sku"), ("way", "later")];
    let path = owner.post("/export/orders/file", &form).await.location().to_owned();
    assert!(path.starts_with("/exports/"), "{path}");
    work(&app);
    assert!(owner.get(&path).await.body.contains("Заказы"));
    let file = owner.get(&format!("{path}/file")).await;
    assert!(file.headers["content-disposition"].to_str().unwrap().contains("orders.ndjson"));
    assert_eq!(file.body.lines().filter(|line| line.contains("TR-1")).count(), 2, "{}", file.body);
    let wished =
        json!({ "of": "orders", "format": "ndjson", "filter": { "field": "colour", "is": "red" } });
    let wrong = owner.json(Method::POST, "/api/v1/exports", &wished).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
    let wished = json!({ "of": "orders", "format": "ndjson", "filter": { "field": "sum", "above": "5000 KZT" }, "lines": true });
    let asked = owner.json(Method::POST, "/api/v1/exports", &wished).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{}", asked.body);
    work(&app);
    let path = format!("/api/v1/exports/{}", asked.json()["id"].as_str().unwrap());
    assert_eq!(owner.get(&path).await.json()["rows"], 2);
    let unknown = owner.get("/api/v1/orders/export?columns=phone").await;
    assert!(unknown.body.contains("phone") && unknown.status == StatusCode::UNPROCESSABLE_ENTITY);
    let lines = owner.get("/api/v1/orders/export?format=ndjson&lines=true").await.body;
    assert!(lines.contains("\"unit_price\":1500"), "{lines}");
}

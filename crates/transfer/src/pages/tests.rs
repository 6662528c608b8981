//! Imports as people and programs see them.

use super::testing::{house, upload, upload_of, work};
use http::{Method, StatusCode};

#[tokio::test]
async fn a_file_is_looked_at_brought_in_and_taken_back() {
    let app = house();
    let owner = app.visitor("owner").await;
    let path = upload(&owner, "/import").await.location().to_owned();
    let wizard = owner.get(&path).await;
    assert_eq!(wizard.status, StatusCode::OK, "{}", wizard.body);
    for said in
        ["clients.csv", "Полное имя", "Новый клиент", "Загрузится без ячейки", "value=\"phone\" selected"]
    {
        assert!(wizard.body.contains(said), "{said} in {}", wizard.body);
    }
    assert_eq!(owner.post(&path, &[("deed", "look"), ("rule", "newest")]).await.location(), path);
    assert_eq!(owner.post(&path, &[("deed", "start")]).await.location(), path);
    assert!(owner.get(&path).await.body.contains("data-poll"));
    work(&app);
    let done = owner.get(&path).await;
    assert!(done.body.contains("Загружено") && done.body.contains("/rejects"), "{}", done.body);
    let rejects = owner.get(&format!("{path}/rejects")).await;
    assert!(rejects.body.contains("Сидоров Олег"), "{}", rejects.body);
    let list = owner.post("/export/file", &[("format", "csv")]).await;
    assert!(list.body.contains("aigerim@dastarkhan.kz"), "{}", list.body);
    assert_eq!(owner.post(&format!("{path}/undo"), &[]).await.location(), path);
    work(&app);
    assert!(owner.get(&path).await.body.contains("Отменено"));
    assert!(!owner.post("/export/file", &[("format", "ndjson")]).await.body.contains("aigerim"));
    assert!(owner.get("/import").await.body.contains("clients.csv"));
}

#[tokio::test]
async fn the_page_of_a_file_that_was_taken_back_names_the_fields_that_went_with_it() {
    let app = house();
    let owner = app.visitor("owner").await;
    let file = ("sizes.csv", "ФИО;Размер обуви\nКим Анна;37\nКим Олег;43\n");
    let sent = super::testing::upload_of(&owner, ("/api/v1/imports", "customers"), file).await;
    let id = sent.json()["items"][0]["id"].as_str().unwrap().to_owned();
    work(&app);
    assert!(!owner.get(&format!("/import/{id}")).await.body.contains("Размер обуви"));
    owner.post(&format!("/import/{id}/undo"), &[]).await;
    work(&app);
    let page = owner.get(&format!("/import/{id}")).await.body;
    assert!(page.contains("больше нигде не нужны, убраны: Размер обуви"), "{page}");
}

#[tokio::test]
async fn programs_bring_files_in_and_take_them_back() {
    let app = house();
    let owner = app.visitor("owner").await;
    let sent = upload(&owner, "/api/v1/imports").await;
    assert_eq!(sent.status, StatusCode::ACCEPTED, "{}", sent.body);
    let id = sent.json()["items"][0]["id"].as_str().unwrap().to_owned();
    work(&app);
    let path = format!("/api/v1/imports/{id}");
    let stands = owner.get(&path).await.json();
    assert_eq!((&stands["rows"], &stands["new"], &stands["rejected"]), (&2.into(), &2.into(), &0.into()));
    assert_eq!(stands["cells_set_aside"], 1);
    let rejects = owner.get(&format!("{path}/rejects")).await;
    assert!(
        rejects.body.contains("не почта") && rejects.body.contains("без этих ячеек"),
        "{}",
        rejects.body
    );
    let undone = owner.send(Method::DELETE, &format!("{path}/effects"), ("", String::new())).await;
    assert_eq!(undone.status, StatusCode::ACCEPTED);
    work(&app);
    assert_eq!(owner.get(&path).await.json()["state"], "undone");
    assert_eq!(owner.get("/api/v1/imports").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_may_not_import_is_refused() {
    let app = house();
    app.visitor("owner").await;
    let reader = app.visitor("reader").await;
    assert_eq!(upload(&reader, "/import").await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.nobody().get("/import").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_cell_is_mended_where_it_stands_and_the_rows_are_filtered_by_what_is_wrong() {
    let app = house();
    let owner = app.visitor("owner").await;
    let path = upload(&owner, "/import").await.location().to_owned();
    let wizard = owner.get(&path).await.body;
    assert!(wizard.contains("name=\"cell.3.2\" value=\"не почта\""), "{wizard}");
    assert!(wizard.contains(&format!("{path}?show=aside")), "{wizard}");
    let first = wizard
        .split_once("<main")
        .and_then(|(_, main)| main.split_once("name=\"deed\" value=\""))
        .unwrap()
        .1;
    assert!(first.starts_with("look"), "Enter in a cell must not begin: {first}");
    let strict = [("deed", "look"), ("broken_cells", "reject_row")];
    assert_eq!(owner.post(&path, &strict).await.location(), path);
    let rejected = owner.get(&format!("{path}?show=rejected")).await.body;
    assert!(rejected.contains("Сидоров") && !rejected.contains("value=\"Ахметова Айгерим\""), "{rejected}");
    let mended =
        [("deed", "look"), ("show", "rejected"), ("cell.3.0", "Сидоров Олег"), ("cell.3.2", "o@s.kz")];
    assert_eq!(owner.post(&path, &mended).await.location(), format!("{path}?show=rejected"));
    let wizard = owner.get(&path).await.body;
    assert!(wizard.contains("Исправлено") && !wizard.contains("Не загрузится"), "{wizard}");
    owner.post(&path, &[("deed", "start")]).await;
    work(&app);
    assert!(owner.post("/export/file", &[("format", "csv")]).await.body.contains("o@s.kz"));
}

#[tokio::test]
async fn programs_say_what_the_columns_of_several_files_are() {
    let app = house();
    let owner = app.visitor("owner").await;
    let part = |head: &str, body: &str| {
        format!("--cut\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n")
    };
    let file = |name: &str, body: &str| part(&format!("name=\"file\"; filename=\"{name}\""), body);
    let mapping = r#"{"columns":[{"column":"a","to":"family"},{"column":"b","to":"phone"}]}"#;
    let send = async |mapping: &str| {
        let body = [
            part("name=\"mapping\"", mapping),
            file("one.csv", "a,b\nОмарова,+77010000001\n"),
            file("two.csv", "a,b\nКим,+77010000002\n"),
            "--cut--\r\n".to_owned(),
        ];
        let kind = "multipart/form-data; boundary=cut";
        owner.send(Method::POST, "/api/v1/imports", (kind, body.concat())).await
    };
    let sent = send(mapping).await;
    assert_eq!(sent.status, StatusCode::ACCEPTED, "{}", sent.body);
    assert_eq!(sent.json()["items"].as_array().unwrap().len(), 2);
    work(&app);
    let list = owner.get("/api/v1/customers/export?format=ndjson&columns=phone&sort=-name").await;
    let lines: Vec<&str> = list.body.lines().collect();
    assert!(lines[0].contains("+77010000001") && lines[1].contains("Ким"), "{}", list.body);
    let unknown = mapping.replace("phone", "fone");
    assert_eq!(send(&unknown).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(send("{").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let runs = owner.get("/api/v1/imports").await.json();
    assert_eq!(runs["items"].as_array().unwrap().len(), 2, "of what is refused no draft stays");
    let new = r#"{"columns":[{"column":"a","to":"family"},{"column":"b","to":"@new","kind":"text"}]}"#;
    assert_eq!(send(new).await.status, StatusCode::ACCEPTED);
    let fields = owner.get("/api/v1/fields").await.body;
    assert_eq!(fields.matches("\"label\":\"b\"").count(), 1, "both files share the field: {fields}");
    let wrong = owner.get("/api/v1/customers/export?columns=no_such").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_list_leads_to_its_export_and_whoever_may_not_take_it_out_is_refused() {
    let app = house();
    let owner = app.visitor("owner").await;
    assert!(owner.get("/customers?q=a").await.body.contains("href=\"/export?q=a\""));
    let page = owner.get("/export?q=a&columns=city").await;
    assert!(page.body.contains("name=\"q\" value=\"a\""), "{}", page.body);
    assert!(page.body.contains("value=\"city\" checked"), "{}", page.body);
    let reader = app.visitor("reader").await;
    assert_eq!(reader.post("/export/file", &[("format", "csv")]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(reader.get("/api/v1/customers/export").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_agreed_to_news_in_a_shop_is_kept_with_the_row_as_proof_and_a_mailing_asks() {
    let app = house();
    let owner = app.visitor("owner").await;
    let rows = "ФИО;Email;Accepts Marketing\nКим Анна;anna@shop.kz;yes\nКим Олег;oleg@shop.kz;no\nКим Ира;ira@shop.kz;\n";
    let body = format!(
        "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"shop.csv\"\r\n\r\n{rows}\r\n--cut--\r\n"
    );
    let kind = "multipart/form-data; boundary=cut";
    let send = async || owner.send(Method::POST, "/api/v1/imports", (kind, body.clone())).await;
    let id = send().await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    work(&app);
    let export = "/api/v1/customers/export?format=ndjson&columns=email";
    assert_eq!(owner.get(export).await.body.lines().count(), 3);
    let mailing = format!("{export}&mailing=email");
    let list = owner.get(&mailing).await.body;
    assert!(list.lines().count() == 1 && list.contains("anna@shop.kz"), "{list}");
    assert!(list.contains("may_be_written_to"), "{list}");
    let wrong = owner.get(&format!("{export}&mailing=pigeon")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let cards = owner.get("/api/v1/customers?q=anna").await.json();
    let anna = cards["items"][0]["id"].as_str().unwrap().to_owned();
    let ledger = owner.get(&format!("/customers/{anna}/consents")).await.body;
    assert!(ledger.contains("shop.csv") && ledger.contains("Accepts Marketing: yes"), "{ledger}");
    let path = format!("/api/v1/customers/{anna}/consents");
    let no = serde_json::json!({ "purpose": "marketing", "channels": ["email"], "state": "withdrawn" });
    assert!(owner.json(Method::POST, &path, &no).await.status.is_success());
    send().await;
    work(&app);
    assert_eq!(owner.get(&mailing).await.body, "", "a yes in a file overturns no refusal");
    let undone =
        owner.send(Method::DELETE, &format!("/api/v1/imports/{id}/effects"), ("", String::new())).await;
    assert_eq!(undone.status, StatusCode::ACCEPTED, "{}", undone.body);
    work(&app);
}

#[tokio::test]
async fn what_is_wrong_with_an_order_is_told_by_what_people_call_it() {
    let app = house();
    let owner = app.visitor("owner").await;
    let text = "order_id,order_date,email,product,quantity,price\n1,2026-01-05,,Чай,1,100\n\
                2,2026-01-05,anna@dastarkhan.kz,Чай,2,дорого\n";
    let path = upload_of(&owner, ("/import", "orders"), ("orders.csv", text)).await.location().to_owned();
    let wizard = owner.get(&path).await;
    assert!(wizard.body.contains("Не сказано, чей это заказ"), "{}", wizard.body);
    assert!(wizard.body.contains("Цена за единицу: "), "{}", wizard.body);
    assert!(!wizard.body.contains("customer:") && !wizard.body.contains("lines/"), "{}", wizard.body);
}

#[tokio::test]
async fn whoever_is_about_to_bring_in_cards_without_a_name_is_told() {
    let app = house();
    let owner = app.visitor("owner").await;
    let told = "карточки будут без имени";
    let odd = upload_of(&owner, ("/import", ""), ("odd.csv", "Чай,Вес\r\nзелёный,5\r\nчёрный,7\r\n")).await;
    let wizard = owner.get(odd.location()).await.body;
    assert!(wizard.contains(told) && wizard.contains("Без имени"), "{wizard}");
    let known = upload(&owner, "/import").await;
    assert!(!owner.get(known.location()).await.body.contains(told));
}

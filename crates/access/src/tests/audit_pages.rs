//! The pages of the audit: what names no client is said to name none, and is never taken for everybody.

use super::empty;
use http::StatusCode;
use testkit::run;

#[test]
fn a_name_in_place_of_a_client_shows_no_rows_and_says_why() {
    let app = empty();
    run(async {
        let owner = app.owner().await;
        for path in ["/audit", "/audit/changes"] {
            let whole = owner.get(&format!("{path}?customer=")).await;
            assert_eq!(whole.status, StatusCode::OK);
            let asked = owner.get(&format!("{path}?customer=Zarina")).await;
            assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            assert!(asked.body.contains("Вставьте адрес карточки клиента"), "{path}: {}", asked.body);
            assert!(asked.body.contains("value=\"Zarina\""), "{path}: what was typed stays");
            assert!(!asked.body.contains("<tbody>"), "{path}: {}", asked.body);
            let address = format!("{path}?customer=%2Fcustomers%2F{}", kernel::RawId::from_u128(7));
            assert_eq!(owner.get(&address).await.status, StatusCode::OK, "{path}");
        }
        assert!(owner.get("/audit/changes").await.body.contains("<tbody>"));
    });
}

#[test]
fn a_wrong_address_of_a_control_record_stays_where_it_was_typed() {
    let app = empty();
    run(async {
        let owner = app.owner().await;
        let planted = owner.post("/audit/canaries", &[("customer", "https://x.kz/customers/Zarina")]).await;
        assert_eq!(planted.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(planted.body.contains("value=\"https://x.kz/customers/Zarina\""), "{}", planted.body);
        assert!(planted.body.contains("Нужен адрес карточки"), "{}", planted.body);
    });
}

//! Exports of shops.

use transfer::formats::exports::{Meaning, Subject};

use crate::data::{cell, expected, read};

#[test]
fn shopify_orders_have_their_lines_and_sums() {
    let Some((folder, json)) = expected("shop_exports") else { return };
    let whole = read(&folder.join("shopify_ltv-cohort-kit/shopify_orders_sample.csv")).unwrap();
    let facts = &json["shopify_sample"];
    assert_eq!(whole.rows.len() as u64, facts["lines"].as_u64().unwrap());
    let wanted: Vec<_> = facts["columns"].as_array().unwrap().iter().map(|c| c.as_str().unwrap()).collect();
    assert_eq!(whole.detection.columns, wanted);
    let sum = |name: &str| -> f64 {
        let has_mail = (0..whole.rows.len()).filter(|row| !cell(&whole, *row, "Email").is_empty());
        has_mail.filter_map(|row| cell(&whole, row, name).parse::<f64>().ok()).sum()
    };
    assert!((sum("Total") - facts["sum_total"].as_f64().unwrap()).abs() < 1e-6);
    assert!((sum("Refunded Amount") - facts["sum_refunded"].as_f64().unwrap()).abs() < 1e-6);
    let export = whole.detection.recognized.unwrap();
    assert_eq!((export.program, export.subject), ("shopify", Subject::Orders));
    assert_eq!(export.meanings[1], Some(Meaning::Email));
}

#[test]
fn woocommerce_products_are_recognized() {
    let Some((folder, json)) = expected("shop_exports") else { return };
    let whole = read(&folder.join("woocommerce/sample_products.csv")).unwrap();
    let facts = &json["woocommerce_products"];
    assert_eq!(whole.rows.len() as u64, facts["lines"].as_u64().unwrap());
    let wanted: Vec<_> = facts["columns"].as_array().unwrap().iter().map(|c| c.as_str().unwrap()).collect();
    assert_eq!(&whole.detection.columns[..wanted.len()], wanted);
    assert_eq!(whole.detection.recognized.unwrap().program, "woocommerce");
}

#[test]
fn the_opencart_dump_gives_its_products() {
    let Some((folder, _)) = expected("shop_exports") else { return };
    let whole = read(&folder.join("opencart/opencart-en-gb.sql")).unwrap();
    assert_eq!(whole.detection.settings.format, "sql_dump");
    assert!(whole.detection.tables.len() > 50, "{}", whole.detection.tables.len());
    assert_eq!(whole.detection.recognized.as_ref().unwrap().program, "opencart");
    assert!(whole.rows.len() > 5, "{:?}", whole.detection.settings);
}

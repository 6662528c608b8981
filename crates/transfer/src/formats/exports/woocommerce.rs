//! WooCommerce: products of its own export, orders of the usual plug-ins.

use super::{Known, Meaning, Program, Subject};

/// WooCommerce.
pub(super) const WOOCOMMERCE: Program =
    Program { slug: "woocommerce", label: "WooCommerce", exports: &[PRODUCTS, PRODUCTS_RU, ORDERS] };

const PRODUCTS: Known = Known {
    subject: Subject::Products,
    signatures: &[
        &["type", "sku", "name", "regular price"],
        &["type", "sku", "name", "visibility in catalog"],
    ],
    columns: &[
        ("id", Meaning::ExternalId),
        ("sku", Meaning::Sku),
        ("name", Meaning::ProductName),
        ("regular price", Meaning::Price),
        ("stock", Meaning::Quantity),
        ("categories", Meaning::Tags),
        ("tags", Meaning::Tags),
        ("description", Meaning::Note),
    ],
    format: None,
};

const PRODUCTS_RU: Known = Known {
    subject: Subject::Products,
    signatures: &[
        &["тип", "артикул", "имя", "видимость в каталоге"],
        &["тип", "имя", "базовая цена", "артикул"],
    ],
    columns: &[
        ("id", Meaning::ExternalId),
        ("artikul", Meaning::Sku),
        ("артикул", Meaning::Sku),
        ("имя", Meaning::ProductName),
        ("обычная цена", Meaning::Price),
        ("базовая цена", Meaning::Price),
        ("запасы", Meaning::Quantity),
        ("категории", Meaning::Tags),
        ("метки", Meaning::Tags),
        ("описание", Meaning::Note),
    ],
    format: None,
};

const ORDERS: Known = Known {
    subject: Subject::Orders,
    signatures: &[
        &["order number", "order status", "email (billing)"],
        &["order_id", "billing_email", "order_total"],
        &["order_number", "billing_first_name", "order_total"],
    ],
    columns: &[
        ("order id", Meaning::ExternalId),
        ("order number", Meaning::OrderNumber),
        ("order_id", Meaning::ExternalId),
        ("order_number", Meaning::OrderNumber),
        ("order date", Meaning::OrderedAt),
        ("order_date", Meaning::OrderedAt),
        ("date", Meaning::OrderedAt),
        ("status", Meaning::Status),
        ("order status", Meaning::Status),
        ("customer email", Meaning::Email),
        ("billing_email", Meaning::Email),
        ("email (billing)", Meaning::Email),
        ("billing_first_name", Meaning::Given),
        ("first name (billing)", Meaning::Given),
        ("billing_last_name", Meaning::Family),
        ("last name (billing)", Meaning::Family),
        ("billing_phone", Meaning::Phone),
        ("phone (billing)", Meaning::Phone),
        ("billing_company", Meaning::Company),
        ("company (billing)", Meaning::Company),
        ("billing_city", Meaning::City),
        ("city (billing)", Meaning::City),
        ("billing_address_1", Meaning::Street),
        ("address 1&2 (billing)", Meaning::Street),
        ("billing_postcode", Meaning::PostalCode),
        ("postcode (billing)", Meaning::PostalCode),
        ("billing_country", Meaning::Country),
        ("country code (billing)", Meaning::Country),
        ("order_total", Meaning::Amount),
        ("order total amount", Meaning::Amount),
        ("order_currency", Meaning::Currency),
        ("order refund amount", Meaning::Refunded),
        ("item name", Meaning::ProductName),
        ("sku", Meaning::Sku),
        ("quantity", Meaning::Quantity),
        ("item cost", Meaning::Price),
    ],
    format: None,
};

//! OpenCart: customers, orders and products of its base and exports.

use super::{Known, Meaning, Program, Subject};

/// OpenCart.
pub(super) const OPENCART: Program =
    Program { slug: "opencart", label: "OpenCart", exports: &[CUSTOMERS, ORDERS, PRODUCTS] };

const CUSTOMERS: Known = Known {
    subject: Subject::Customers,
    signatures: &[
        &["customer_id", "firstname", "lastname", "telephone"],
        &["customer_group_id", "firstname", "lastname", "email"],
    ],
    columns: &[
        ("customer_id", Meaning::ExternalId),
        ("firstname", Meaning::Given),
        ("lastname", Meaning::Family),
        ("email", Meaning::Email),
        ("telephone", Meaning::Phone),
        ("fax", Meaning::Fax),
        ("newsletter", Meaning::Consent),
        ("date_added", Meaning::CreatedAt),
        ("customer_group_id", Meaning::Tags),
        ("company", Meaning::Company),
        ("address_#", Meaning::Street),
        ("city", Meaning::City),
        ("postcode", Meaning::PostalCode),
    ],
    format: None,
};

const ORDERS: Known = Known {
    subject: Subject::Orders,
    signatures: &[
        &["order_id", "firstname", "lastname", "total", "order_status_id"],
        &["order_id", "customer_id", "payment_firstname", "total"],
    ],
    columns: &[
        ("order_id", Meaning::OrderNumber),
        ("customer_id", Meaning::ExternalId),
        ("firstname", Meaning::Given),
        ("lastname", Meaning::Family),
        ("email", Meaning::Email),
        ("telephone", Meaning::Phone),
        ("total", Meaning::Amount),
        ("currency_code", Meaning::Currency),
        ("order_status_id", Meaning::Status),
        ("date_added", Meaning::OrderedAt),
        ("payment_city", Meaning::City),
        ("payment_address_#", Meaning::Street),
        ("payment_postcode", Meaning::PostalCode),
        ("payment_country", Meaning::Country),
        ("comment", Meaning::Note),
    ],
    format: None,
};

const PRODUCTS: Known = Known {
    subject: Subject::Products,
    signatures: &[
        &["product_id", "model", "price", "quantity"],
        &["product_id", "language_id", "name", "meta_title"],
    ],
    columns: &[
        ("product_id", Meaning::ExternalId),
        ("name", Meaning::ProductName),
        ("model", Meaning::Sku),
        ("sku", Meaning::Sku),
        ("price", Meaning::Price),
        ("quantity", Meaning::Quantity),
        ("description", Meaning::Note),
        ("meta_title", Meaning::ProductName),
    ],
    format: None,
};

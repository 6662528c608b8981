//! Shopify: orders (with continuation lines) and customers.

use super::{Known, Meaning, Program, Subject};

/// Shopify.
pub(super) const SHOPIFY: Program =
    Program { slug: "shopify", label: "Shopify", exports: &[ORDERS, CUSTOMERS] };

const ORDERS: Known = Known {
    subject: Subject::Orders,
    signatures: &[
        &["name", "email", "lineitem name"],
        &["name", "created at", "total", "lineitem name"],
        &["name", "email", "financial status"],
    ],
    columns: &[
        ("name", Meaning::OrderNumber),
        ("email", Meaning::Email),
        ("financial status", Meaning::Status),
        ("paid at", Meaning::OrderedAt),
        ("created at", Meaning::OrderedAt),
        ("fulfillment status", Meaning::Status),
        ("accepts marketing", Meaning::Consent),
        ("currency", Meaning::Currency),
        ("total", Meaning::Amount),
        ("refunded amount", Meaning::Refunded),
        ("lineitem name", Meaning::ProductName),
        ("lineitem quantity", Meaning::Quantity),
        ("lineitem price", Meaning::Price),
        ("lineitem sku", Meaning::Sku),
        ("billing name", Meaning::FullName),
        ("billing street", Meaning::Street),
        ("billing company", Meaning::Company),
        ("billing city", Meaning::City),
        ("billing zip", Meaning::PostalCode),
        ("billing province", Meaning::Region),
        ("billing country", Meaning::Country),
        ("billing phone", Meaning::Phone),
        ("phone", Meaning::Phone),
        ("notes", Meaning::Note),
        ("tags", Meaning::Tags),
        ("source", Meaning::Origin),
        ("id", Meaning::ExternalId),
    ],
    format: None,
};

const CUSTOMERS: Known = Known {
    subject: Subject::Customers,
    signatures: &[
        &["first name", "last name", "accepts email marketing"],
        &["customer id", "first name", "total spent"],
    ],
    columns: &[
        ("customer id", Meaning::ExternalId),
        ("first name", Meaning::Given),
        ("last name", Meaning::Family),
        ("email", Meaning::Email),
        ("accepts email marketing", Meaning::Consent),
        ("accepts sms marketing", Meaning::ConsentSms),
        ("default address company", Meaning::Company),
        ("default address address1", Meaning::Street),
        ("default address city", Meaning::City),
        ("default address province code", Meaning::Region),
        ("default address country code", Meaning::Country),
        ("default address zip", Meaning::PostalCode),
        ("default address phone", Meaning::Phone),
        ("phone", Meaning::Phone),
        ("note", Meaning::Note),
        ("tags", Meaning::Tags),
    ],
    format: None,
};

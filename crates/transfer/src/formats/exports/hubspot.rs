//! HubSpot: contacts, companies and deals.

use super::{Known, Meaning, Program, Subject};

/// HubSpot.
pub(super) const HUBSPOT: Program =
    Program { slug: "hubspot", label: "HubSpot", exports: &[CONTACTS, COMPANIES, DEALS] };

const CONTACTS: Known = Known {
    subject: Subject::Customers,
    signatures: &[
        &["record id", "first name", "last name", "email"],
        &["contact id", "first name", "last name"],
        &["first name", "last name", "lifecycle stage"],
        &["id записи", "имя", "фамилия"],
    ],
    columns: CARD,
    format: None,
};

const COMPANIES: Known = Known {
    subject: Subject::Customers,
    signatures: &[&["record id", "company name", "company owner"], &["company id", "company name"]],
    columns: CARD,
    format: None,
};

const DEALS: Known = Known {
    subject: Subject::Deals,
    signatures: &[&["record id", "deal name", "deal stage"], &["deal name", "deal stage", "pipeline"]],
    columns: &[
        ("record id", Meaning::ExternalId),
        ("deal id", Meaning::ExternalId),
        ("deal name", Meaning::DealName),
        ("deal stage", Meaning::Stage),
        ("pipeline", Meaning::Status),
        ("amount", Meaning::Amount),
        ("currency", Meaning::Currency),
        ("close date", Meaning::OrderedAt),
        ("deal owner", Meaning::Responsible),
        ("create date", Meaning::CreatedAt),
        ("associated contact", Meaning::FullName),
        ("associated company", Meaning::Company),
    ],
    format: None,
};

/// What columns mean in exports of contacts and of companies alike.
const CARD: &[(&str, Meaning)] = &[
    ("record id", Meaning::ExternalId),
    ("contact id", Meaning::ExternalId),
    ("company id", Meaning::ExternalId),
    ("first name", Meaning::Given),
    ("last name", Meaning::Family),
    ("email", Meaning::Email),
    ("additional email addresses", Meaning::Email),
    ("work email", Meaning::Email),
    ("phone number", Meaning::Phone),
    ("mobile phone number", Meaning::MobilePhone),
    ("fax number", Meaning::Fax),
    ("company name", Meaning::Company),
    ("associated company", Meaning::Company),
    ("associated company (primary)", Meaning::Company),
    ("name", Meaning::FullName),
    ("job title", Meaning::JobTitle),
    ("website url", Meaning::Site),
    ("street address", Meaning::Street),
    ("city", Meaning::City),
    ("state/region", Meaning::Region),
    ("postal code", Meaning::PostalCode),
    ("country/region", Meaning::Country),
    ("date of birth", Meaning::Birthday),
    ("gender", Meaning::Gender),
    ("lead status", Meaning::Status),
    ("lifecycle stage", Meaning::Status),
    ("contact owner", Meaning::Responsible),
    ("company owner", Meaning::Responsible),
    ("create date", Meaning::CreatedAt),
    ("original source", Meaning::Origin),
    ("industry", Meaning::Tags),
    ("id записи", Meaning::ExternalId),
    ("имя", Meaning::Given),
    ("фамилия", Meaning::Family),
    ("электронная почта", Meaning::Email),
    ("номер телефона", Meaning::Phone),
    ("владелец контакта", Meaning::Responsible),
    ("дата создания", Meaning::CreatedAt),
    ("статус лида", Meaning::Status),
];

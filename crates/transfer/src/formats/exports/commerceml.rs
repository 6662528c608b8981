//! 1C: the tables of its CommerceML exchange.

use super::{Known, Meaning, Program, Subject};

/// 1С CommerceML.
pub(super) const COMMERCEML: Program =
    Program { slug: "commerceml", label: "1С CommerceML", exports: &[CUSTOMERS, ORDERS, LINES, PRODUCTS] };

const CUSTOMERS: Known = Known {
    subject: Subject::Customers,
    signatures: &[
        &["ид", "наименование", "роль"],
        &["наименование", "роль"],
        &["ид", "наименование", "документ.номер"],
    ],
    columns: &[
        ("ид", Meaning::ExternalId),
        ("наименование", Meaning::FullName),
        ("полноенаименование", Meaning::FullName),
        ("официальноенаименование", Meaning::Company),
        ("фамилия", Meaning::Family),
        ("имя", Meaning::Given),
        ("отчество", Meaning::Patronymic),
        ("инн", Meaning::TaxId),
        ("датарождения", Meaning::Birthday),
        ("адресрегистрации.представление", Meaning::Address),
        ("адрес.представление", Meaning::Address),
        ("юридическийадрес.представление", Meaning::Address),
        ("контакты.телефон*", Meaning::Phone),
        ("контакты.телефон рабочий", Meaning::Phone),
        ("контакты.почта", Meaning::Email),
        ("контакты.электронная почта", Meaning::Email),
        ("контакты.e-mail", Meaning::Email),
        ("адресрегистрации.город", Meaning::City),
        ("адресрегистрации.почтовый индекс", Meaning::PostalCode),
        ("адресрегистрации.улица", Meaning::Street),
        ("адресрегистрации.страна", Meaning::Country),
        ("комментарий", Meaning::Note),
    ],
    format: Some("commerceml"),
};

const ORDERS: Known = Known {
    subject: Subject::Orders,
    signatures: &[&["номер", "дата", "хозоперация"]],
    columns: DOCUMENT,
    format: Some("commerceml"),
};

const LINES: Known = Known {
    subject: Subject::Orders,
    signatures: &[&["документ.номер", "наименование", "количество", "ценазаединицу"]],
    columns: DOCUMENT,
    format: Some("commerceml"),
};

const PRODUCTS: Known = Known {
    subject: Subject::Products,
    signatures: &[&["ид", "наименование"], &["ид"]],
    columns: &[
        ("ид", Meaning::ExternalId),
        ("артикул", Meaning::Sku),
        ("наименование", Meaning::ProductName),
        ("описание", Meaning::Note),
        ("количество", Meaning::Quantity),
        ("цены.ценазаединицу", Meaning::Price),
        ("группы.ид", Meaning::Tags),
    ],
    format: Some("commerceml"),
};

/// What columns mean in documents and in their lines alike.
const DOCUMENT: &[(&str, Meaning)] = &[
    ("ид", Meaning::ExternalId),
    ("номер", Meaning::OrderNumber),
    ("дата", Meaning::OrderedAt),
    ("валюта", Meaning::Currency),
    ("сумма", Meaning::Amount),
    ("контрагенты.наименование", Meaning::FullName),
    ("контрагенты.ид", Meaning::ExternalId),
    ("комментарий", Meaning::Note),
    ("хозоперация", Meaning::Status),
    ("документ.номер", Meaning::OrderNumber),
    ("документ.дата", Meaning::OrderedAt),
    ("наименование", Meaning::ProductName),
    ("артикул", Meaning::Sku),
    ("количество", Meaning::Quantity),
    ("ценазаединицу", Meaning::Price),
];

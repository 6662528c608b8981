//! Google Contacts: both generations of its CSV.

use super::{Known, Meaning, Program, Subject};

/// Google Contacts.
pub(super) const GOOGLE: Program =
    Program { slug: "google", label: "Google Contacts", exports: &[CONTACTS] };

const CONTACTS: Known = Known {
    subject: Subject::Customers,
    signatures: &[
        &["given name", "family name", "e-mail 1 - value"],
        &["given name", "family name", "phone 1 - value"],
        &["first name", "last name", "e-mail 1 - value"],
        &["first name", "last name", "phone 1 - value"],
        &["first name", "last name", "phone 1 - label"],
    ],
    columns: &[
        ("name", Meaning::FullName),
        ("given name", Meaning::Given),
        ("first name", Meaning::Given),
        ("additional name", Meaning::Patronymic),
        ("middle name", Meaning::Patronymic),
        ("family name", Meaning::Family),
        ("last name", Meaning::Family),
        ("name prefix", Meaning::NamePrefix),
        ("name suffix", Meaning::NameSuffix),
        ("nickname", Meaning::Nickname),
        ("file as", Meaning::Nickname),
        ("birthday", Meaning::Birthday),
        ("gender", Meaning::Gender),
        ("notes", Meaning::Note),
        ("group membership", Meaning::Tags),
        ("labels", Meaning::Tags),
        ("e-mail # - value", Meaning::Email),
        ("phone # - value", Meaning::Phone),
        ("im # - value", Meaning::Messenger),
        ("website # - value", Meaning::Site),
        ("organization # - name", Meaning::Company),
        ("organization # - title", Meaning::JobTitle),
        ("organization # - department", Meaning::Department),
        ("organization name", Meaning::Company),
        ("organization title", Meaning::JobTitle),
        ("organization department", Meaning::Department),
        ("address # - formatted", Meaning::Address),
        ("address # - street", Meaning::Street),
        ("address # - city", Meaning::City),
        ("address # - region", Meaning::Region),
        ("address # - postal code", Meaning::PostalCode),
        ("address # - country", Meaning::Country),
        ("event # - value", Meaning::Anniversary),
        ("e-mail # - type", Meaning::PointType),
        ("e-mail # - label", Meaning::PointType),
        ("phone # - type", Meaning::PointType),
        ("phone # - label", Meaning::PointType),
        ("im # - type", Meaning::PointType),
        ("website # - type", Meaning::PointType),
        ("website # - label", Meaning::PointType),
        ("address # - type", Meaning::PointType),
        ("address # - label", Meaning::PointType),
        ("organization # - type", Meaning::PointType),
    ],
    format: None,
};

//! From what a known program says a column is to the place of it on the card.

use super::{ACCEPTS_EMAIL, ACCEPTS_SMS, ADDRESS_PART, COMPANY, FULL_NAME, LEAVE, TAX_ID, USAGE};
use crate::formats::exports::Meaning;

/// The place of a column with this meaning; `None` for what the card has no field for.
pub(super) fn target_of(meaning: Meaning) -> Option<&'static str> {
    Some(match meaning {
        Meaning::FullName => FULL_NAME,
        Meaning::Family => "family",
        Meaning::Given => "given",
        Meaning::Patronymic => "patronymic",
        Meaning::Phone | Meaning::MobilePhone => "phone",
        Meaning::Email => "email",
        Meaning::Site => "site",
        Meaning::Company => COMPANY,
        Meaning::JobTitle => "position",
        Meaning::Address => "address",
        Meaning::Street | Meaning::Region | Meaning::PostalCode | Meaning::Country => ADDRESS_PART,
        Meaning::City => "city",
        Meaning::Birthday => "birthday",
        Meaning::Gender => "gender",
        Meaning::Tags => "tag",
        Meaning::Origin => "came_from",
        Meaning::TaxId => TAX_ID,
        Meaning::Consent => ACCEPTS_EMAIL,
        Meaning::ConsentSms => ACCEPTS_SMS,
        Meaning::PointType => USAGE,
        Meaning::NamePrefix | Meaning::NameSuffix => LEAVE,
        _ => return None,
    })
}

/// What the fields of the card mean to formats with places of their own, the other way round.
pub(crate) fn meaning_of(slug: &str) -> Option<Meaning> {
    Some(match slug {
        "name" => Meaning::FullName,
        "family" => Meaning::Family,
        "given" => Meaning::Given,
        "patronymic" => Meaning::Patronymic,
        "phone" => Meaning::Phone,
        "email" => Meaning::Email,
        "site" => Meaning::Site,
        "legal_name" => Meaning::Company,
        "position" => Meaning::JobTitle,
        "city" => Meaning::City,
        "birthday" => Meaning::Birthday,
        "gender" => Meaning::Gender,
        "tag" => Meaning::Tags,
        _ => return None,
    })
}

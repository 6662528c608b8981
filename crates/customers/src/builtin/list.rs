//! The list itself, in the order of the card.

use super::*;
use AppliesTo::{Any, Organization, Person};
use Block::{Interaction, Reference, Relationship};
use Class::{Episodic, Semantic, Value};

const YEAR: Option<i64> = Some(365);

const fn field(no: FieldNo, slug: &'static str, kind: &'static str, block: Block) -> BuiltIn {
    BuiltIn {
        no,
        slug,
        kind,
        options: &[],
        of: "",
        class: Semantic,
        block,
        applies_to: Any,
        is_many: false,
        worth: 0.0,
        keeps_days: None,
    }
}

impl BuiltIn {
    const fn of_people(self) -> Self {
        Self { applies_to: Person, ..self }
    }
    const fn of_organizations(self) -> Self {
        Self { applies_to: Organization, ..self }
    }
    const fn many(self) -> Self {
        Self { is_many: true, ..self }
    }
    const fn worth(self, worth: f64) -> Self {
        Self { worth, ..self }
    }
    const fn keeps(self, keeps_days: Option<i64>) -> Self {
        Self { keeps_days, ..self }
    }
    const fn options(self, options: &'static [&'static str]) -> Self {
        Self { options, ..self }
    }
    const fn messenger(self, of: &'static str) -> Self {
        Self { of, is_many: true, keeps_days: YEAR, ..self }
    }
    const fn value(self) -> Self {
        Self { class: Value, ..self }
    }
    const fn counted(self) -> Self {
        Self { class: Episodic, ..self }
    }
}

pub(crate) const BUILT_IN: &[BuiltIn] = &[
    field(NAME, "name", "text", Reference),
    field(KIND, "kind", "choice", Reference).options(&["person", "organization"]),
    field(CONFLICT, "conflict", "yes_no", Reference),
    field(FAMILY, "family", "text", Reference).of_people().worth(1.0),
    field(GIVEN, "given", "text", Reference).of_people().worth(1.0),
    field(PATRONYMIC, "patronymic", "text", Reference).of_people().worth(0.3),
    field(LEGAL_NAME, "legal_name", "text", Reference).of_organizations().worth(1.0),
    field(SHORT_NAME, "short_name", "text", Reference).of_organizations().worth(0.5),
    field(15, "gender", "choice", Reference).of_people().options(&["female", "male"]).worth(0.1),
    field(PHONE, "phone", "phone", Reference).many().worth(1.0).keeps(YEAR),
    field(EMAIL, "email", "email", Reference).many().worth(0.8).keeps(YEAR),
    field(22, "telegram", "handle", Reference).messenger("telegram").worth(0.3),
    field(23, "whatsapp", "handle", Reference).messenger("whatsapp").worth(0.3),
    field(24, "viber", "handle", Reference).messenger("viber"),
    field(25, "vk", "handle", Reference).messenger("vk"),
    field(26, "instagram", "handle", Reference).messenger("instagram"),
    field(27, "site", "url", Reference).many().worth(0.2).keeps(YEAR),
    field(28, "address", "address", Reference).many().worth(0.4).keeps(Some(730)),
    field(29, "city", "text", Reference).worth(0.5).keeps(Some(730)),
    field(INN, "inn", "ru_inn", Reference).worth(0.3),
    field(31, "kpp", "ru_kpp", Reference).of_organizations(),
    field(32, "ogrn", "ru_ogrn", Reference),
    field(33, "bic", "ru_bic", Reference),
    field(34, "account", "ru_account", Reference),
    field(IIN, "iin", "kz_iin", Reference).of_people(),
    field(BIN, "bin", "kz_bin", Reference).of_organizations().worth(0.3),
    field(37, "iban", "iban", Reference).many(),
    field(38, "line_of_business", "text", Reference).worth(0.4).keeps(Some(730)),
    field(39, "position", "text", Reference).of_people().worth(0.3).keeps(Some(540)),
    field(WARMTH, "warmth", "choice", Interaction)
        .options(&["cold", "warm", "hot"])
        .worth(0.6)
        .keeps(Some(90)),
    field(CATEGORY, "category", "text", Interaction).worth(0.5).keeps(YEAR),
    field(TAG, "tag", "tag", Interaction).many(),
    field(RESPONSIBLE, "responsible", "staff", Interaction).worth(0.6),
    field(STAGE_TEAM, "stage_team", "staff", Interaction).counted().many(),
    field(44, "came_from", "text", Interaction).worth(0.4),
    field(45, "kind_of_sale", "text", Interaction).worth(0.2).keeps(YEAR),
    field(46, "kind_of_cooperation", "text", Interaction).worth(0.2).keeps(YEAR),
    field(47, "services", "text", Interaction).many().worth(0.3).keeps(YEAR),
    field(48, "preferences", "long_text", Interaction).value().worth(0.4).keeps(YEAR),
    field(BIRTHDAY, "birthday", "yearly_date", Relationship).of_people().worth(0.6),
    field(50, "interests", "text", Relationship).value().many().worth(0.4).keeps(Some(730)),
    field(51, "hobby", "text", Relationship).value().of_people().many().worth(0.3).keeps(Some(730)),
    field(52, "favourite_team", "text", Relationship).value().of_people().worth(0.1).keeps(Some(730)),
    field(53, "gifts", "long_text", Relationship).value(),
    field(54, "needs", "long_text", Relationship).value().worth(0.5).keeps(YEAR),
    field(55, "pains", "long_text", Relationship).value().worth(0.4).keeps(YEAR),
    field(ORDERS, "orders", "integer", Interaction).counted(),
    field(REVENUE, "revenue", "money", Interaction).counted(),
    field(LAST_ORDER, "last_order", "date", Interaction).counted(),
];

//! Names of organizations: the legal form apart, the core that stays the same in every spelling.

mod forms;

use serde::{Deserialize, Serialize};

use crate::fold::fold;

pub use forms::LegalForm;

/// What the name of an organization was read as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationName {
    /// The legal form, when one was found.
    pub legal_form: Option<LegalForm>,
    /// The name without legal form and quotes, as typed, with single spaces.
    pub core: String,
    /// What stood in quotes, as typed, if anything did.
    pub quoted: Option<String>,
    /// The core in the common search form: equal for `ТОО «Ромашка»`, `Ромашка ТОО` and `Romashka LLP`.
    pub key: String,
}

const OPENING: [char; 6] = ['«', '"', '“', '„', '‘', '\''];
const CLOSING: [char; 5] = ['»', '"', '”', '’', '\''];

/// Takes the name of an organization apart; for a text without a name in it, `core` and `key` are empty.
pub fn normalize(text: &str) -> OrganizationName {
    let quoted = quoted(text);
    let (form, rest) = forms::take(text);
    let core = rest
        .split(|c: char| {
            c.is_whitespace()
                || OPENING.contains(&c) && c != '\'' && c != '‘'
                || CLOSING.contains(&c) && c != '’' && c != '\''
        })
        .map(|word| word.trim_matches([',', ';', '\'', '‘', '’', '(', ')']))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let key = fold(&core);
    OrganizationName { legal_form: form, core, quoted, key }
}

fn quoted(text: &str) -> Option<String> {
    let open = text.find(OPENING)?;
    let rest = text.get(open..)?;
    let inner = rest.get(rest.chars().next()?.len_utf8()..)?;
    let close = inner.rfind(CLOSING)?;
    let inside = inner.get(..close)?.trim();
    (!inside.is_empty()).then(|| inside.to_owned())
}

/// Words that only organizations have in their names, in the common search form.
const TRADES: [&str; 62] = [
    "kompaniia",
    "kompani",
    "kompany",
    "firma",
    "magazin",
    "supermarket",
    "gruppa",
    "holding",
    "korporatsiia",
    "zavod",
    "fabrika",
    "kombinat",
    "tsentr",
    "tsentri",
    "institut",
    "universitet",
    "shkola",
    "gimnaziia",
    "litsei",
    "bank",
    "fond",
    "assotsiatsiia",
    "soiuz",
    "klinika",
    "bolnitsa",
    "poliklinika",
    "apteka",
    "restoran",
    "kafe",
    "otel",
    "gostinitsa",
    "studiia",
    "salon",
    "agentstvo",
    "biuro",
    "departament",
    "ministerstvo",
    "upravlenie",
    "akimat",
    "servis",
    "service",
    "stroi",
    "torg",
    "trade",
    "group",
    "company",
    "corp",
    "bureau",
    "studio",
    "agency",
    "hospital",
    "university",
    "school",
    "ortaligi",
    "mektebi",
    "banki",
    "dukeni",
    "zauiti",
    "auruhanasi",
    "kommandit",
    "kooperativ",
    "partners",
];

/// True when a text reads as the name of an organization rather than of a person: it has a legal form, quotes, or a
/// word that only organizations bear.
pub fn looks_like_organization(text: &str) -> bool {
    if forms::take(text).0.is_some() {
        return true;
    }
    let has_quotes = text.contains(['«', '“', '„']) || text.matches('"').count() >= 2;
    has_quotes || fold(text).split(' ').any(|word| TRADES.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_organization_in_every_spelling_has_one_key() {
        for text in [
            "ТОО «Ромашка»",
            "Ромашка ТОО",
            "Romashka LLP",
            "«Ромашка» ЖШС",
            "ООО \"РОМАШКА\"",
            "Romashka, Ltd.",
        ] {
            assert_eq!(normalize(text).key, "romashka", "{text}");
        }
    }

    #[test]
    fn the_legal_form_is_told() {
        for (text, form, core) in [
            ("ТОО «Ромашка»", LegalForm::LimitedLiability, "Ромашка"),
            (
                "Товарищество с ограниченной ответственностью \"Ромашка\"",
                LegalForm::LimitedLiability,
                "Ромашка",
            ),
            ("общество с ограниченной ответственностью Ромашка", LegalForm::LimitedLiability, "Ромашка"),
            ("ИП Иванов И.И.", LegalForm::SoleTrader, "Иванов И.И."),
            ("ЖК Нұрлан", LegalForm::SoleTrader, "Нұрлан"),
            ("ПАО Сбербанк", LegalForm::JointStock, "Сбербанк"),
            ("«Қазақтелеком» АҚ", LegalForm::JointStock, "Қазақтелеком"),
            ("Siemens GmbH", LegalForm::LimitedLiability, "Siemens"),
            ("Acme Inc.", LegalForm::JointStock, "Acme"),
            ("ГКП на ПХВ «Больница № 4»", LegalForm::State, "Больница № 4"),
        ] {
            let name = normalize(text);
            assert_eq!((name.legal_form, name.core.as_str()), (Some(form), core), "{text}");
        }
    }

    #[test]
    fn the_quoted_part_is_kept() {
        assert_eq!(normalize("ТОО «Дом \"Уют\"»").quoted.as_deref(), Some("Дом \"Уют\""));
        assert_eq!(normalize("Ромашка").quoted, None);
        assert_eq!(normalize("L'Oréal").core, "L'Oréal");
    }

    #[test]
    fn people_are_not_organizations() {
        for text in
            ["Иванов Иван Иванович", "Айгерім Нұрланқызы", "Robert O'Connor", "Ип Ман Сергеевич", ""]
        {
            assert_eq!(looks_like_organization(text), text == "Ип Ман Сергеевич", "{text}");
        }
        for text in
            ["ТОО Ромашка", "«Ромашка»", "Стоматологическая клиника Дента", "Acme Inc", "Kaspi Bank"]
        {
            assert!(looks_like_organization(text), "{text}");
        }
    }
}

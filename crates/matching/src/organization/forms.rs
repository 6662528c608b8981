//! Legal forms and how they are written.

use serde::{Deserialize, Serialize};

/// The kind of legal person, the same across countries and languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalForm {
    /// ТОО, ООО, ЖШС, LLP, LLC, Ltd, GmbH.
    LimitedLiability,
    /// АО, ПАО, ЗАО, ОАО, АҚ, JSC, Inc, AG.
    JointStock,
    /// ИП, ЖК, ПБОЮЛ.
    SoleTrader,
    /// КХ, КФХ, ШҚ: a farm.
    Farm,
    /// ГУ, ГКП, РГП, МБОУ, КММ and other owned by the state or a town.
    State,
    /// ОО, НКО, фонд, АНО and other that do not seek profit.
    NonProfit,
    /// ПК, СПК, ПКСК, ОСИ, ТСЖ: cooperatives and unions of owners.
    Cooperative,
    /// Филиал, представительство: a branch.
    Branch,
}

use LegalForm::{Branch, Cooperative, Farm, JointStock, LimitedLiability, NonProfit, SoleTrader, State};

/// Long spellings, in lower case, longest first where one begins another.
const PHRASES: [(&str, LegalForm); 17] = [
    ("товарищество с ограниченной ответственностью", LimitedLiability),
    ("общество с ограниченной ответственностью", LimitedLiability),
    ("жауапкершілігі шектеулі серіктестігі", LimitedLiability),
    ("жауапкершілігі шектеулі серіктестік", LimitedLiability),
    ("limited liability partnership", LimitedLiability),
    ("limited liability company", LimitedLiability),
    ("публичное акционерное общество", JointStock),
    ("закрытое акционерное общество", JointStock),
    ("открытое акционерное общество", JointStock),
    ("акционерное общество", JointStock),
    ("акционерлік қоғамы", JointStock),
    ("индивидуальный предприниматель", SoleTrader),
    ("жеке кәсіпкер", SoleTrader),
    ("крестьянское хозяйство", Farm),
    ("гкп на пхв", State),
    ("ргп на пхв", State),
    ("шжқ мкк", State),
];

/// Short spellings, compared without dots in lower case.
const WORDS: [(&str, LegalForm); 67] = [
    ("тоо", LimitedLiability),
    ("ооо", LimitedLiability),
    ("одо", LimitedLiability),
    ("жшс", LimitedLiability),
    ("llp", LimitedLiability),
    ("llc", LimitedLiability),
    ("ltd", LimitedLiability),
    ("limited", LimitedLiability),
    ("gmbh", LimitedLiability),
    ("too", LimitedLiability),
    ("ooo", LimitedLiability),
    ("sarl", LimitedLiability),
    ("srl", LimitedLiability),
    ("bv", LimitedLiability),
    ("oü", LimitedLiability),
    ("sia", LimitedLiability),
    ("uab", LimitedLiability),
    ("осоо", LimitedLiability),
    ("мчж", LimitedLiability),
    ("ао", JointStock),
    ("пао", JointStock),
    ("оао", JointStock),
    ("зао", JointStock),
    ("нао", JointStock),
    ("ақ", JointStock),
    ("jsc", JointStock),
    ("pjsc", JointStock),
    ("inc", JointStock),
    ("corp", JointStock),
    ("plc", JointStock),
    ("ag", JointStock),
    ("oao", JointStock),
    ("zao", JointStock),
    ("pao", JointStock),
    ("ип", SoleTrader),
    ("жк", SoleTrader),
    ("чп", SoleTrader),
    ("пбоюл", SoleTrader),
    ("кх", Farm),
    ("кфх", Farm),
    ("шқ", Farm),
    ("гу", State),
    ("гкп", State),
    ("гккп", State),
    ("ргп", State),
    ("ргу", State),
    ("гуп", State),
    ("муп", State),
    ("мбоу", State),
    ("мбдоу", State),
    ("фгуп", State),
    ("фгбоу", State),
    ("гбоу", State),
    ("кгу", State),
    ("кгп", State),
    ("кмм", State),
    ("мкк", State),
    ("нко", NonProfit),
    ("ано", NonProfit),
    ("роо", NonProfit),
    ("чоу", NonProfit),
    ("пк", Cooperative),
    ("спк", Cooperative),
    ("пкск", Cooperative),
    ("кск", Cooperative),
    ("тсж", Cooperative),
    ("филиал", Branch),
];

/// Finds the legal form at an edge of the name and returns the name without it.
pub(super) fn take(text: &str) -> (Option<LegalForm>, String) {
    let text = text.trim();
    let lowered = text.to_lowercase();
    for (phrase, form) in PHRASES {
        // Lower-casing these alphabets keeps the length of every letter, so places in one text hold in the other.
        if let Some(at) = lowered.find(phrase)
            && let (Some(before), Some(after)) = (text.get(..at), text.get(at + phrase.len()..))
        {
            return (Some(form), format!("{before} {after}").trim().to_owned());
        }
    }
    let is_between = |c: char| c.is_whitespace() || matches!(c, '«' | '»' | '"' | '“' | '”' | '„');
    let words: Vec<&str> = text.split(is_between).filter(|word| !word.is_empty()).collect();
    let n = words.len();
    if n < 2 {
        return (None, text.to_owned());
    }
    for at in [0, n - 1] {
        if let Some(form) = words.get(at).and_then(|word| form_of(word)) {
            let rest: Vec<&str> =
                words.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, word)| *word).collect();
            return (Some(form), rest.join(" "));
        }
    }
    (None, text.to_owned())
}

fn form_of(word: &str) -> Option<LegalForm> {
    let bare: String = word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    WORDS.iter().find(|(spelling, _)| *spelling == bare).map(|(_, form)| *form)
}

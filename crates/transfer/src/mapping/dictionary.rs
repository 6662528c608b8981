//! How people head the columns of their spreadsheets, in Russian, Kazakh and English.

use super::{
    ACCEPTS_EMAIL, ACCEPTS_SMS, ADDRESS_PART, COMPANY, FULL_NAME, ID, KIND, LEAVE, REFUSES_EMAIL, TAX_ID,
};
use matching::fold::fold;
use std::collections::HashMap;

/// A place or a field's slug, and headers that mean it.
const HEADERS: &[(&str, &[&str])] = &[
    (ID, &["id клиента kartoteka", "kartoteka id"]),
    (
        ACCEPTS_EMAIL,
        &[
            "accepts marketing",
            "accepts email marketing",
            "email opt in",
            "email opt-in",
            "opted in",
            "opt in",
            "opt-in",
            "newsletter",
            "newsletter subscription",
            "subscribed",
            "subscribed to newsletter",
            "email marketing consent",
            "marketing consent",
            "согласие на рассылку",
            "согласен на рассылку",
            "согласие на рассылки",
            "подписка на рассылку",
            "подписан на рассылку",
            "подписан",
            "рассылка",
            "таратуға келісім",
            "таратылымға келісім",
            "жаңалықтарға жазылған",
        ],
    ),
    (
        ACCEPTS_SMS,
        &[
            "accepts sms marketing",
            "sms opt in",
            "sms opt-in",
            "sms consent",
            "sms marketing consent",
            "согласие на sms",
            "согласие на смс",
            "согласен на смс",
            "смс рассылка",
            "sms рассылка",
            "sms таратуға келісім",
        ],
    ),
    (
        REFUSES_EMAIL,
        &[
            "unsubscribed",
            "unsubscribed from all email",
            "opted out",
            "opted out of email",
            "email opt out",
            "email opt-out",
            "marketing emails opt out",
            "do not email",
            "has opted out of email",
            "отписан",
            "отписан от рассылки",
            "отказ от рассылки",
            "таратудан бас тартты",
        ],
    ),
    (
        KIND,
        &[
            "вид",
            "түрі",
            "kind",
            "тип клиента",
            "вид клиента",
            "лицо",
            "физлицо юрлицо",
            "клиент түрі",
            "customer type",
            "client type",
        ],
    ),
    (
        FULL_NAME,
        &[
            "фио",
            "ф и о",
            "фамилия имя отчество",
            "фамилия имя",
            "имя фамилия",
            "имя и фамилия",
            "полное имя",
            "клиент",
            "имя клиента",
            "фио клиента",
            "контакт",
            "контактное лицо",
            "покупатель",
            "заказчик",
            "аты жөні",
            "толық аты",
            "тұтынушы",
            "клиенттің аты жөні",
            "full name",
            "fullname",
            "name",
            "customer",
            "customer name",
            "client",
            "client name",
            "contact",
            "contact name",
            "наименование клиента",
            "наименование",
            "название",
            "атауы",
            "display name",
        ],
    ),
    (
        "family",
        &["фамилия", "фам", "тегі", "last name", "lastname", "surname", "family name", "second name"],
    ),
    ("given", &["имя", "аты", "есімі", "first name", "firstname", "given name", "forename"]),
    ("patronymic", &["отчество", "отч", "әкесінің аты", "middle name", "patronymic", "additional name"]),
    (
        COMPANY,
        &[
            "компания",
            "организация",
            "фирма",
            "предприятие",
            "контрагент",
            "юрлицо",
            "юр лицо",
            "название компании",
            "наименование организации",
            "название организации",
            "место работы",
            "ұйым",
            "мекеме",
            "жұмыс орны",
            "company",
            "company name",
            "organization",
            "organisation",
            "account name",
            "employer",
            "firm",
        ],
    ),
    ("legal_name", &["полное наименование", "юридическое название", "заңды атауы", "legal name"]),
    ("short_name", &["краткое наименование", "қысқаша атауы", "short name", "brand"]),
    ("gender", &["пол", "жынысы", "gender", "sex"]),
    (
        "birthday",
        &[
            "дата рождения",
            "день рождения",
            "др",
            "д р",
            "дата рожд",
            "день рожд",
            "д рожд",
            "д рождения",
            "рождение",
            "туған күні",
            "туған күн",
            "birthday",
            "birth date",
            "birthdate",
            "bday",
            "b day",
            "date of birth",
            "dob",
        ],
    ),
    (
        "phone",
        &[
            "телефон",
            "телефоны",
            "тел",
            "моб",
            "моб тел",
            "мобильный",
            "мобильный телефон",
            "сотовый",
            "сот тел",
            "сотовый телефон",
            "рабочий телефон",
            "домашний телефон",
            "контактный телефон",
            "номер телефона",
            "номер",
            "телефон нөмірі",
            "ұялы",
            "ұялы телефон",
            "байланыс нөмірі",
            "phone",
            "phones",
            "phone number",
            "mobile",
            "mobile phone",
            "cell",
            "cell phone",
            "tel",
            "telephone",
            "home phone",
            "work phone",
            "business phone",
        ],
    ),
    (
        "email",
        &[
            "email",
            "e mail",
            "mail",
            "почта",
            "эл почта",
            "электронная почта",
            "адрес электронной почты",
            "эл адрес",
            "имейл",
            "емейл",
            "электрондық пошта",
            "эл пошта",
            "пошта",
            "email address",
            "e mail address",
            "work email",
        ],
    ),
    ("telegram", &["telegram", "телеграм", "тг", "tg"]),
    ("whatsapp", &["whatsapp", "ватсап", "вотсап", "wa"]),
    ("viber", &["viber", "вайбер"]),
    ("vk", &["vk", "вк", "вконтакте"]),
    ("instagram", &["instagram", "инстаграм", "инста", "insta"]),
    ("site", &["сайт", "веб сайт", "website", "web site", "site", "url", "www"]),
    (
        "address",
        &["адрес", "адрес доставки", "почтовый адрес", "мекенжай", "мекенжайы", "address", "full address"],
    ),
    (
        ADDRESS_PART,
        &[
            "улица",
            "дом",
            "квартира",
            "индекс",
            "почтовый индекс",
            "область",
            "регион",
            "страна",
            "көше",
            "облыс",
            "ел",
            "street",
            "street address",
            "state",
            "region",
            "province",
            "zip",
            "zip code",
            "postcode",
            "postal code",
            "country",
            "suburb",
        ],
    ),
    ("city", &["город", "нас пункт", "населенный пункт", "қала", "қаласы", "city", "town"]),
    (
        TAX_ID,
        &[
            "иин бин",
            "бин иин",
            "жсн бсн",
            "инн бин",
            "tax id",
            "taxid",
            "vat",
            "налоговый номер",
            "иин инн",
        ],
    ),
    ("inn", &["инн", "inn"]),
    ("iin", &["иин", "жсн", "iin"]),
    ("bin", &["бин", "бсн", "bin"]),
    ("kpp", &["кпп", "kpp"]),
    ("ogrn", &["огрн", "огрнип", "ogrn"]),
    ("bic", &["бик", "bic"]),
    ("iban", &["iban", "иик", "жск", "расчетный счет иик"]),
    (
        "line_of_business",
        &["сфера деятельности", "вид деятельности", "отрасль", "қызмет саласы", "industry"],
    ),
    ("position", &["должность", "лауазымы", "лауазым", "job title", "position", "title", "post"]),
    ("category", &["сегмент", "категория", "категория клиента", "санаты", "category", "segment"]),
    ("tag", &["тег", "теги", "метки", "метка", "белгілер", "tag", "tags", "labels", "groups"]),
    (
        "came_from",
        &["источник", "откуда", "откуда узнал", "дереккөз", "қайдан", "source", "lead source", "origin"],
    ),
    ("interests", &["интересы", "қызығушылықтары", "interests"]),
    ("hobby", &["хобби", "увлечения", "хоббиі", "hobby", "hobbies"]),
    ("preferences", &["предпочтения", "қалаулары", "preferences"]),
    (
        LEAVE,
        &[
            "№",
            "n",
            "№ п п",
            "п п",
            "номер п п",
            "row",
            "row number",
            "р с",
            "можно писать на",
            "жазуға болатын мекенжайлар",
            "may be written to at",
            "may be written to",
            "may_be_written_to",
        ],
    ),
];

/// Finds what a header means.
pub(super) struct Dictionary(HashMap<String, String>);

impl Dictionary {
    /// Of our own words and, stronger than they, the names of this base's fields in all languages.
    pub(super) fn of(names: impl Iterator<Item = (String, String)>) -> Dictionary {
        let mut words = HashMap::new();
        let ours =
            HEADERS.iter().flat_map(|(place, headers)| headers.iter().map(|header| (*header, *place)));
        for (header, place) in ours {
            // Folding makes some words of two languages one, such as «теги» and «тегі»: as written they differ.
            words.insert(written(header), place.to_owned());
            words.entry(plain(header)).or_insert_with(|| place.to_owned());
        }
        for (name, slug) in names.filter(|(name, _)| !name.trim().is_empty()) {
            words.insert(written(&name), slug.clone());
            words.insert(plain(&name), slug);
        }
        Dictionary(words)
    }

    /// The place of a column with this header; `Телефон 2` is read as `Телефон`.
    pub(super) fn place_of(&self, header: &str) -> Option<&str> {
        let folded = plain(header);
        let unnumbered = folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let found = self.0.get(&written(header)).or_else(|| self.0.get(&folded));
        found.or_else(|| self.0.get(unnumbered)).map(String::as_str)
    }
}

/// As people write it, in small letters.
fn written(header: &str) -> String {
    header.trim().to_lowercase()
}

/// Folded, with what is neither letter nor digit as single spaces.
fn plain(header: &str) -> String {
    let spaced: String = header.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let folded = fold(&spaced);
    if folded.is_empty() { header.trim().to_lowercase() } else { folded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_header_means_two_things() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for (place, headers) in HEADERS {
            for header in *headers {
                let earlier = seen.insert(written(header), place);
                assert!(
                    earlier.is_none_or(|earlier| earlier == *place),
                    "{header}: {earlier:?} and {place}"
                );
            }
        }
    }

    #[test]
    fn headers_are_understood_in_three_languages() {
        let dictionary = Dictionary::of([("Любимый чай".to_owned(), "tea".to_owned())].into_iter());
        for (header, place) in [
            ("Ф.И.О.", Some(FULL_NAME)),
            ("  e-mail ", Some("email")),
            ("Телефон 2", Some("phone")),
            ("Туған күні", Some("birthday")),
            ("Дата рожд.", Some("birthday")),
            ("д.рожд", Some("birthday")),
            ("др", Some("birthday")),
            ("Д.р.", Some("birthday")),
            ("ИИН/БИН", Some(TAX_ID)),
            ("ЛЮБИМЫЙ ЧАЙ", Some("tea")),
            ("№", Some(LEAVE)),
            ("Теги", Some("tag")),
            ("Тегі", Some("family")),
            ("Пол", Some("gender")),
            ("Сколько стульев", None),
        ] {
            assert_eq!(dictionary.place_of(header), place, "{header}");
        }
    }
}

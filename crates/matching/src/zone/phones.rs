//! Phones: by the country, within Russia by the code of the region. Russian mobile numbers tell no place.

/// Codes of the Russian numbering plan by zone, without the codes whose regions keep Moscow's time.
const RUSSIA: &[(&str, &[&str])] = &[
    ("Europe/Kaliningrad", &["401"]),
    ("Europe/Samara", &["341", "846", "848"]),
    ("Europe/Saratov", &["845"]),
    ("Europe/Ulyanovsk", &["842"]),
    ("Europe/Astrakhan", &["851"]),
    ("Asia/Yekaterinburg", &["342", "343", "345", "346", "347", "349", "351", "352", "353"]),
    ("Asia/Omsk", &["381"]),
    ("Asia/Novosibirsk", &["383"]),
    ("Asia/Tomsk", &["382"]),
    ("Asia/Novokuznetsk", &["384"]),
    ("Asia/Barnaul", &["385", "388"]),
    ("Asia/Krasnoyarsk", &["390", "391", "394"]),
    ("Asia/Irkutsk", &["301", "395"]),
    ("Asia/Chita", &["302"]),
    ("Asia/Yakutsk", &["411", "416"]),
    ("Asia/Vladivostok", &["421", "423", "426"]),
    ("Asia/Magadan", &["413"]),
    ("Asia/Sakhalin", &["424"]),
    ("Asia/Kamchatka", &["415"]),
    ("Asia/Anadyr", &["427"]),
];

/// Countries that keep one time, by their code; none begins with another.
const COUNTRIES: &[(&str, &str)] = &[
    ("20", "Africa/Cairo"),
    ("30", "Europe/Athens"),
    ("31", "Europe/Amsterdam"),
    ("32", "Europe/Brussels"),
    ("33", "Europe/Paris"),
    ("353", "Europe/Dublin"),
    ("358", "Europe/Helsinki"),
    ("359", "Europe/Sofia"),
    ("36", "Europe/Budapest"),
    ("370", "Europe/Vilnius"),
    ("371", "Europe/Riga"),
    ("372", "Europe/Tallinn"),
    ("373", "Europe/Chisinau"),
    ("374", "Asia/Yerevan"),
    ("375", "Europe/Minsk"),
    ("380", "Europe/Kyiv"),
    ("381", "Europe/Belgrade"),
    ("39", "Europe/Rome"),
    ("40", "Europe/Bucharest"),
    ("41", "Europe/Zurich"),
    ("420", "Europe/Prague"),
    ("421", "Europe/Bratislava"),
    ("43", "Europe/Vienna"),
    ("44", "Europe/London"),
    ("45", "Europe/Copenhagen"),
    ("46", "Europe/Stockholm"),
    ("47", "Europe/Oslo"),
    ("48", "Europe/Warsaw"),
    ("49", "Europe/Berlin"),
    ("65", "Asia/Singapore"),
    ("66", "Asia/Bangkok"),
    ("81", "Asia/Tokyo"),
    ("82", "Asia/Seoul"),
    ("84", "Asia/Ho_Chi_Minh"),
    ("852", "Asia/Hong_Kong"),
    ("86", "Asia/Shanghai"),
    ("90", "Europe/Istanbul"),
    ("91", "Asia/Kolkata"),
    ("966", "Asia/Riyadh"),
    ("971", "Asia/Dubai"),
    ("972", "Asia/Jerusalem"),
    ("992", "Asia/Dushanbe"),
    ("993", "Asia/Ashgabat"),
    ("994", "Asia/Baku"),
    ("995", "Asia/Tbilisi"),
    ("996", "Asia/Bishkek"),
    ("998", "Asia/Tashkent"),
];

/// The zone of a number in E.164.
///
/// ```
/// assert_eq!(matching::zone::of_phone("+77011234567"), Some("Asia/Almaty"));
/// assert_eq!(matching::zone::of_phone("+74232123456"), Some("Asia/Vladivostok"));
/// assert_eq!(matching::zone::of_phone("+79161234567"), None);
/// ```
pub fn of_phone(e164: &str) -> Option<&'static str> {
    let digits = e164.strip_prefix('+')?;
    match digits.strip_prefix('7') {
        Some(national) => of_seven(national),
        None => COUNTRIES.iter().find(|(code, _)| digits.starts_with(code)).map(|(_, zone)| *zone),
    }
}

/// What follows +7: Kazakhstan, which keeps one time since March 2024, or a code of Russia.
fn of_seven(national: &str) -> Option<&'static str> {
    let code = national.get(..3)?;
    match code.as_bytes().first()? {
        b'6' | b'7' => Some("Asia/Almaty"),
        b'3' | b'4' | b'8' if !code.starts_with("80") => {
            let zone = RUSSIA.iter().find(|(_, codes)| codes.contains(&code));
            Some(zone.map_or("Europe/Moscow", |(zone, _)| *zone))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_tells_where_its_line_is() {
        let check = |phone: &str, zone: Option<&str>| assert_eq!(of_phone(phone), zone, "{phone}");
        check("+77272501234", Some("Asia/Almaty"));
        check("+74951234567", Some("Europe/Moscow"));
        check("+74012123456", Some("Europe/Kaliningrad"));
        check("+73833123456", Some("Asia/Novosibirsk"));
        check("+88001234567", None);
        check("+78001234567", None);
        check("+79990001122", None);
        check("+998901234567", Some("Asia/Tashkent"));
        check("+4930123456", Some("Europe/Berlin"));
        check("+12025550123", None);
        check("+7", None);
        check("8 701 123 45 67", None);
        check("+7 *** *** 45 67", None);
    }

    #[test]
    fn no_code_begins_with_another() {
        for (place, (code, _)) in COUNTRIES.iter().enumerate() {
            let others = COUNTRIES.iter().enumerate().filter(|(at, _)| *at != place);
            assert!(others.map(|(_, other)| other.0).all(|other| !other.starts_with(code)), "{code}");
        }
    }
}

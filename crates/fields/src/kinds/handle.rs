//! A name in a messenger or a social network.

use super::phone;
use crate::key::KeyTest;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Setting, Settings};
use words::Say;

/// A name in the messenger that the settings name, stored bare and in lower case; for messengers that go by the number,
/// a phone in E.164. `@name` and links are read.
pub struct Handle;

/// What names look like in one messenger.
struct Network {
    slug: &'static str,
    hosts: &'static [&'static str],
    lengths: std::ops::RangeInclusive<usize>,
    signs: &'static str,
    goes_by_phone: bool,
    shown_before: &'static str,
}

const NETWORKS: &[Network] = &[
    Network {
        slug: "telegram",
        hosts: &["t.me", "telegram.me", "telegram.dog"],
        lengths: 4..=32,
        signs: "_",
        goes_by_phone: true,
        shown_before: "@",
    },
    Network {
        slug: "whatsapp",
        hosts: &["wa.me", "api.whatsapp.com", "whatsapp.com"],
        lengths: 0..=0,
        signs: "",
        goes_by_phone: true,
        shown_before: "",
    },
    Network {
        slug: "viber",
        hosts: &["viber.click", "chats.viber.com"],
        lengths: 0..=0,
        signs: "",
        goes_by_phone: true,
        shown_before: "",
    },
    Network {
        slug: "vk",
        hosts: &["vk.com", "m.vk.com", "vk.ru", "vk.me"],
        lengths: 2..=32,
        signs: "_.",
        goes_by_phone: false,
        shown_before: "vk.com/",
    },
    Network {
        slug: "instagram",
        hosts: &["instagram.com", "instagr.am"],
        lengths: 1..=30,
        signs: "_.",
        goes_by_phone: false,
        shown_before: "@",
    },
];

/// What holds for a field that names no messenger.
const ANY: Network =
    Network { slug: "", hosts: &[], lengths: 2..=64, signs: "_.-", goes_by_phone: true, shown_before: "" };

impl FieldKind for Handle {
    fn slug(&self) -> &'static str {
        "handle"
    }

    fn read(&self, typed: &str, settings: &Settings, manner: &Manner) -> Result<Reading, Unreadable> {
        let network = network(settings);
        let name = bare(typed, network)?;
        let is_phone = network.goes_by_phone
            && name.bytes().filter(u8::is_ascii_digit).count() >= 7
            && !name.chars().any(char::is_alphabetic);
        if is_phone {
            let reading = phone::read(name, manner)?;
            if reading.doubt.is_none() {
                return Ok(reading);
            }
        }
        if network.lengths == (0..=0) {
            return Err(Unreadable::plain("fields-handle-phone"));
        }
        let name = name.to_lowercase();
        let is_right = |sign: char| sign.is_ascii_alphanumeric() || network.signs.contains(sign);
        if let Some(sign) = name.chars().find(|sign| !is_right(*sign)) {
            return Err(Unreadable::plain("fields-handle-sign").arg("sign", sign.to_string()));
        }
        if !network.lengths.contains(&name.len()) {
            let (least, most) = (network.lengths.start().to_string(), network.lengths.end().to_string());
            return Err(Unreadable::plain("fields-handle-length").arg("least", least).arg("most", most));
        }
        Ok(Reading::sure(name))
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-handle").masked(Mask::Phone)
    }

    fn operators(&self) -> &'static [Operator] {
        &[
            Operator::Is,
            Operator::Contains,
            Operator::Starts,
            Operator::IsNot,
            Operator::Known,
            Operator::Unknown,
        ]
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("@Aigul_K", "aigul_k").with(r#"{"of": "telegram"}"#),
                Sample::good("https://t.me/Aigul_K?start=1", "aigul_k").with(r#"{"of": "telegram"}"#),
                Sample::good("t.me/+77011234567", "+77011234567").with(r#"{"of": "telegram"}"#),
                Sample::good("https://wa.me/77011234567", "+77011234567").with(r#"{"of": "whatsapp"}"#),
                Sample::good("8 701 123 45 67", "+77011234567").with(r#"{"of": "viber"}"#),
                Sample::good("vk.com/id1", "id1").with(r#"{"of": "vk"}"#),
                Sample::good("https://www.instagram.com/aigul.k/", "aigul.k")
                    .with(r#"{"of": "instagram"}"#),
                Sample::good("aigul", "aigul"),
                Sample::bad("@aigul").with(r#"{"of": "whatsapp"}"#),
                Sample::bad("vk.com/id1").with(r#"{"of": "telegram"}"#),
                Sample::bad("айгуль").with(r#"{"of": "telegram"}"#),
                Sample::bad("abc").with(r#"{"of": "telegram"}"#),
            ]
        }
    }

    fn settings(&self) -> &'static [Setting] {
        &[Setting::Of(&["telegram", "whatsapp", "viber", "vk", "instagram"])]
    }

    fn show(&self, value: &str, settings: &Settings, say: &Say) -> String {
        if value.starts_with('+') {
            return phone::show(value, say);
        }
        format!("{}{value}", network(settings).shown_before)
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![if value.starts_with('+') { phone::digits_key(value) } else { value.to_owned() }]
    }

    fn test(
        &self,
        operator: Operator,
        operands: &[String],
        settings: &Settings,
        manner: &Manner,
    ) -> Result<KeyTest, Unreadable> {
        let part = |typed: &String| typed.trim().trim_start_matches(['@', '+']).to_lowercase();
        match (operator, operands) {
            (Operator::Contains, [one]) => KeyTest::containing(part(one)),
            (Operator::Starts, [one]) => KeyTest::beginning(part(one)),
            _ => crate::condition::usual_test(self, operator, operands, (settings, manner)),
        }
    }

    fn search_text(&self, value: &str) -> String {
        value.trim_start_matches('+').to_owned()
    }
}

fn network(settings: &Settings) -> &'static Network {
    let slug = settings.of.as_deref().unwrap_or_default();
    NETWORKS.iter().find(|network| network.slug == slug).unwrap_or(&ANY)
}

/// The name without `@` and without the link around it.
fn bare<'t>(typed: &'t str, network: &Network) -> Result<&'t str, Unreadable> {
    let typed = typed.trim();
    let rest = typed.split_once("://").map_or(typed, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let Some((host, path)) = rest.split_once('/') else {
        return Ok(rest.trim_start_matches('@'));
    };
    let lowered = host.to_lowercase();
    let is_own = network.hosts.contains(&lowered.as_str());
    let is_any =
        network.slug.is_empty() && NETWORKS.iter().any(|one| one.hosts.contains(&lowered.as_str()));
    if !is_own && !is_any {
        return Err(Unreadable::plain("fields-handle-host").arg("host", host.to_owned()));
    }
    // Links by number carry it in the query: api.whatsapp.com/send?phone=7701...
    let by_number = path.split_once("phone=").map(|(_, number)| number);
    let name = by_number.unwrap_or(path).split(['/', '?', '#', '&']).next().unwrap_or_default();
    Ok(name.trim_start_matches('@'))
}

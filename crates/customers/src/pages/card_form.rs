//! The form of a card, new or known: its fields by blocks, what was typed, what is wrong, what was changed meanwhile.

use super::asked_field::{AskedField, Eye};
use crate::act::Act;
use crate::builtin;
use crate::customer::{Customer, CustomerId, Kind};
use crate::field::{Block, Field};
use crate::sheet::Sheet;
use crate::{knowing, veiling};
use askama::Template;
use std::collections::HashMap;
use ui::Frame;
use web::{FieldError, Form};
use words::Say;

/// From this worth on a field is shown at once.
const MAIN_WORTH: f64 = 0.5;

/// The page of the form.
#[derive(Template)]
#[template(path = "pages/card_form.html")]
pub(super) struct FormPage {
    pub(super) frame: Frame,
    pub(super) action: String,
    pub(super) cancel: String,
    pub(super) save: String,
    pub(super) kinds: Vec<(String, String, bool)>,
    pub(super) draft: String,
    pub(super) drawn: Drawn,
}

impl FormPage {
    /// Where to ask for clients who are like the one being typed.
    fn alike_at(&self) -> String {
        self.action.replace("/customers/new", "/customers/alike")
    }
}

/// The same in a dialog.
#[derive(Template)]
#[template(path = "pages/card_form_dialog.html")]
pub(super) struct FormDialog {
    pub(super) frame: Frame,
    pub(super) action: String,
    pub(super) cancel: String,
    pub(super) save: String,
    pub(super) drawn: Drawn,
}

/// What of a form depends on the base.
pub(super) struct Drawn {
    pub(super) title: String,
    pub(super) revision: i64,
    pub(super) only: String,
    pub(super) blocks: Vec<FormBlock>,
    pub(super) n_errors: usize,
    pub(super) notice: String,
    pub(super) alike: Vec<Alike>,
    pub(super) clashes: Vec<Clash>,
    pub(super) hours: Vec<(String, String)>,
    pub(super) zones: Vec<(String, String)>,
}

impl Drawn {
    /// How many lines are wrong.
    fn n_wrong(&self) -> usize {
        self.n_errors
    }
}

/// A block of the form.
pub(super) struct FormBlock {
    pub(super) title: String,
    pub(super) main: Vec<AskedField>,
    pub(super) rest: Vec<AskedField>,
}

/// A client who has the same phone, e-mail or number.
pub(super) struct Alike {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) same: String,
}

/// A field that somebody else changed while it was being edited.
#[derive(Debug, Clone)]
pub(super) struct Clash {
    pub(super) slug: String,
    pub(super) label: String,
    pub(super) mine: String,
    pub(super) theirs: String,
    pub(super) was: String,
}

/// What is wrong, by the slug of the field and the place of the line.
pub(super) type Errors = Vec<(String, Vec<(usize, FieldError)>)>;

/// Which form: of whom, with what typed and what wrong.
pub(super) struct Wanted<'w> {
    pub(super) card: Option<&'w Customer>,
    pub(super) kind: Kind,
    pub(super) only: &'w str,
    pub(super) typed: Option<&'w Form>,
    pub(super) errors: Errors,
    pub(super) clashes: Vec<Clash>,
    pub(super) names: HashMap<String, String>,
}

/// Draws it.
pub(super) fn drawn(act: &Act, eye: Eye<'_>, wanted: Wanted<'_>) -> Drawn {
    let say = eye.0;
    let blank = Sheet::default();
    let sheet = wanted.card.map_or(&blank, |card| &card.sheet);
    let is_hidden = |field: &Field| wanted.card.is_some() && veiling::is_masked(act, field);
    let fits = |field: &&Field| {
        !field.is_made() && !is_hidden(field) && (wanted.only.is_empty() || field.slug == wanted.only)
    };
    let is_home = |field: &Field| {
        knowing::is_at_home(field.no, act.manner.country) || sheet.first(field.no).is_some()
    };
    let mut blocks: Vec<FormBlock> = Vec::new();
    for block in Block::ALL {
        let title = say.t(&format!("customers-block-{}", block.slug()));
        let mut drawn = FormBlock { title, main: Vec::new(), rest: Vec::new() };
        for field in act.fields.of(wanted.kind).filter(fits).filter(|field| field.block == *block) {
            let asked = asked(field, sheet, eye, &wanted);
            let is_wrong = asked.values.iter().any(|value| !value.error.is_empty());
            let is_main =
                field.worth >= MAIN_WORTH || sheet.first(field.no).is_some() || field.no == builtin::TAG;
            match is_main && is_home(field) || is_wrong || !wanted.only.is_empty() {
                true => drawn.main.push(asked),
                false => drawn.rest.push(asked),
            }
        }
        if !drawn.main.is_empty() || !drawn.rest.is_empty() {
            blocks.push(drawn);
        }
    }
    let loose = wanted.errors.iter().filter(|(slug, _)| act.fields.slug(slug).is_none_or(Field::is_made));
    let loose: Vec<String> = loose.flat_map(|(_, list)| list.iter().map(|(_, e)| e.say(say))).collect();
    Drawn {
        title: title(&wanted, say),
        revision: wanted.card.map_or(0, |card| card.revision),
        only: wanted.only.to_owned(),
        blocks,
        n_errors: wanted.errors.iter().map(|(_, list)| list.len()).sum(),
        notice: loose.join(" "),
        alike: Vec::new(),
        clashes: wanted.clashes,
        hours: hours(say),
        zones: zones(say),
    }
}

fn title(wanted: &Wanted<'_>, say: &Say) -> String {
    match wanted.card {
        Some(card) if card.name.is_empty() => {
            say.with("customers-edit", &[("name", say.t("customers-nameless").into())])
        }
        Some(card) => say.with("customers-edit", &[("name", card.name.as_str().into())]),
        None if wanted.kind == Kind::Person => say.t("customers-new-person"),
        None => say.t("customers-new-organization"),
    }
}

fn asked(field: &Field, sheet: &Sheet, eye: Eye<'_>, wanted: &Wanted<'_>) -> AskedField {
    let asked = AskedField::of(field, sheet.of(field.no), &wanted.names, eye);
    let Some(form) = wanted.typed.filter(|form| form.all("shown").any(|slug| slug == field.slug)) else {
        return asked;
    };
    let errors = wanted.errors.iter().find(|(slug, _)| *slug == field.slug);
    let errors = errors.map_or(&[][..], |(_, list)| list.as_slice());
    let mut asked = asked.retyped(field, form, errors, eye.0);
    // Whoever saves again has seen what stands now.
    if let Some(clash) = wanted.clashes.iter().find(|clash| clash.slug == field.slug) {
        asked.was.clone_from(&clash.was);
    }
    asked
}

fn hours(say: &Say) -> Vec<(String, String)> {
    let any = (String::new(), say.t("customers-usage-any-hour"));
    std::iter::once(any).chain((0..=24).map(|hour| (hour.to_string(), format!("{hour}:00")))).collect()
}

fn zones(say: &Say) -> Vec<(String, String)> {
    const ZONES: [&str; 18] = [
        "Europe/Berlin",
        "Europe/Kaliningrad",
        "Europe/Moscow",
        "Europe/Istanbul",
        "Europe/Samara",
        "Asia/Dubai",
        "Asia/Almaty",
        "Asia/Tashkent",
        "Asia/Yekaterinburg",
        "Asia/Omsk",
        "Asia/Novosibirsk",
        "Asia/Shanghai",
        "Asia/Krasnoyarsk",
        "Asia/Irkutsk",
        "Asia/Yakutsk",
        "Asia/Vladivostok",
        "Asia/Kamchatka",
        "UTC",
    ];
    let ours = (String::new(), say.t("customers-usage-zone-firm"));
    std::iter::once(ours).chain(ZONES.map(|zone| (zone.into(), zone.replace('_', " ")))).collect()
}

/// The address of a card.
pub(super) fn href(id: CustomerId) -> String {
    format!("/customers/{id}")
}

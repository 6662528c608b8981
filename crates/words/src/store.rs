//! All texts of all owners; a language is made ready when somebody first speaks it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::catalogue::{Catalogue, Entry};
use crate::{Lang, OWN, Say, kk, numbers};

/// All texts of the product in all languages; cheap to clone.
#[derive(Clone)]
pub struct Words {
    inner: Arc<Shelf>,
}

struct Shelf {
    catalogues: Box<[Catalogue]>,
    ru: OnceLock<Arc<Texts>>,
    kk: OnceLock<Arc<Texts>>,
    en: OnceLock<Arc<Texts>>,
}

impl Words {
    /// Gathers the catalogues of all owners; this crate's own are always in.
    ///
    /// Whether they are right is not asked here but by [`check_catalogues`](crate::check_catalogues) in a test: they are part
    /// of the program.
    pub fn new(catalogues: &[Catalogue]) -> Words {
        let catalogues = std::iter::once(OWN).chain(catalogues.iter().copied()).collect();
        let (ru, kk, en) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Words { inner: Arc::new(Shelf { catalogues, ru, kk, en }) }
    }

    /// A speaker of one language in one time zone.
    pub fn say(&self, lang: Lang, zone: jiff::tz::TimeZone) -> Say {
        let place = match lang {
            Lang::Ru => &self.inner.ru,
            Lang::Kk => &self.inner.kk,
            Lang::En => &self.inner.en,
        };
        let texts = place.get_or_init(|| Arc::new(Texts::read(&self.inner.catalogues, lang)));
        Say::new(Arc::clone(texts), lang, zone)
    }
}

/// All texts in one language: the finished ones to be looked up, the others to be filled in.
pub(crate) struct Texts {
    plain: HashMap<&'static str, Cow<'static, str>>,
    bundle: FluentBundle<FluentResource>,
    told: Mutex<HashSet<String>>,
}

impl Texts {
    fn read(catalogues: &[Catalogue], lang: Lang) -> Texts {
        let entries: Vec<Entry> = catalogues.iter().flat_map(|one| one.entries(lang).0).collect();
        let asked: HashSet<&str> =
            entries.iter().flat_map(|entry| entry.uses.references.iter().map(String::as_str)).collect();
        // What is only looked up needs no tree of its own.
        let filled =
            entries.iter().filter(|entry| entry.plain.is_none() || asked.contains(entry.key.as_str()));
        let mut bundle = empty_bundle(lang);
        let source: String = filled.flat_map(|entry| [entry.source, "\n"]).collect();
        let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, errors)| {
            tracing::error!(%lang, ?errors, "texts that cannot be read");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(%lang, ?errors, "texts that are there already");
        }
        let mut plain: HashMap<_, _> = entries.into_iter().filter_map(|entry| entry.plain).collect();
        // Growing by doubling leaves up to half of the room unused.
        plain.shrink_to_fit();
        Texts { plain, bundle, told: Mutex::default() }
    }

    /// The finished text of a key, where nothing has to be put into it.
    pub(crate) fn plain(&self, key: &str) -> Option<&str> {
        self.plain.get(key).map(AsRef::as_ref)
    }

    /// The text of a key with its variables filled in; an unknown key is shown in ⟦⟧ and logged once.
    pub(crate) fn filled(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let message = self.bundle.get_message(key);
        let Some(pattern) = message.and_then(|message| message.value()) else {
            self.tell_once(key, "no such text");
            return format!("⟦{key}⟧");
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors).into_owned();
        if let Some(error) = errors.first() {
            self.tell_once(key, &error.to_string());
        }
        text
    }

    /// Logs a fault of the texts the first time it is met; the key is ours, never personal data.
    fn tell_once(&self, key: &str, fault: &str) {
        let is_new = self.told.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned());
        if is_new {
            tracing::error!(key, fault, "a text cannot be said");
        }
    }
}

fn empty_bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let locale: LanguageIdentifier = lang.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::Ru => |value, _| written(Lang::Ru, value),
        Lang::Kk => |value, _| written(Lang::Kk, value),
        Lang::En => |value, _| written(Lang::En, value),
    }));
    if lang == Lang::Kk {
        kk::add_functions(&mut bundle);
    }
    bundle
}

fn written(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(numbers::written(lang, &number.as_string())),
        _ => None,
    }
}

//! All texts of all owners, made ready once at start.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::catalogue::Catalogue;
use crate::checks::problems;
use crate::faults::{Fault, Problem, WordsError};
use crate::{Lang, OWN, Say, kk, numbers};

/// All texts of the product in all languages.
#[derive(Clone)]
pub struct Words {
    texts: [(Lang, Arc<Texts>); 3],
}

impl Words {
    /// Gathers the catalogues of all owners; this crate's own are always in.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn new(catalogues: &[Catalogue]) -> Result<Words, WordsError> {
        let found = problems(catalogues);
        if !found.is_empty() {
            return Err(WordsError(found));
        }
        let [ru, kk, en] =
            Lang::ALL.map(|lang| Texts::read(catalogues, lang).map(|texts| (lang, Arc::new(texts))));
        Ok(Words { texts: [ru?, kk?, en?] })
    }

    /// A speaker of one language in one time zone.
    pub fn say(&self, lang: Lang, zone: jiff::tz::TimeZone) -> Say {
        let [ru, kk, en] = &self.texts;
        let (lang, texts) = match lang {
            Lang::Ru => ru,
            Lang::Kk => kk,
            Lang::En => en,
        };
        Say::new(Arc::clone(texts), *lang, zone)
    }
}

/// All texts in one language.
pub(crate) struct Texts {
    plain: HashMap<&'static str, Box<str>>,
    bundle: FluentBundle<FluentResource>,
    told: Mutex<HashSet<String>>,
}

impl Texts {
    fn read(catalogues: &[Catalogue], lang: Lang) -> Result<Texts, WordsError> {
        let mut bundle = empty_bundle(lang);
        let mut plain = HashMap::new();
        for catalogue in std::iter::once(&OWN).chain(catalogues) {
            let (entries, unreadable) = catalogue.entries(lang);
            plain.extend(entries.into_iter().filter_map(|entry| entry.plain));
            let resource = FluentResource::try_new(catalogue.source(lang).to_owned());
            let resource = resource.map_err(|_| WordsError(unreadable))?;
            let owner = catalogue.owner;
            bundle.add_resource(resource).map_err(|errors| {
                let faults = errors.iter().map(|error| Fault::Unreadable(error.to_string()));
                WordsError(faults.map(|fault| Problem { owner, lang, line: None, fault }).collect())
            })?;
        }
        Ok(Texts { plain, bundle, told: Mutex::default() })
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

//! What every handler works with: the base, time, words, files, and the firm's own settings.

use crate::{Capability, Door};
use db::Db;
use kernel::{Country, Currency, Setting};
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, RwLock};
use words::{Lang, Words};

/// The running house; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<AppParts>);

/// All that is put together at start.
pub struct AppParts {
    /// The base.
    pub db: Db,
    /// Time and chance.
    pub setting: Setting,
    /// Every text in every language.
    pub words: Words,
    /// Where uploaded files are kept.
    pub files: Arc<dyn files::Store>,
    /// How many jobs run now; kept up to date by whoever runs them.
    pub n_running: AtomicUsize,
    /// Who lets people in.
    pub door: Arc<dyn Door>,
    /// What this house can do, in the order of the left bar.
    pub capabilities: &'static [&'static Capability],
    /// The firm's own settings, read at start and after each change.
    pub firm: RwLock<Firm>,
    /// What capabilities offer to those below them, by type.
    pub offers: http::Extensions,
    /// Whether pages come over HTTPS, here or at a proxy in front.
    pub is_secure: bool,
    /// Whether to show what only builders need.
    pub is_development: bool,
}

/// What is the same for everyone in the firm.
#[derive(Debug, Clone, PartialEq)]
pub struct Firm {
    /// Its name; empty before the first run.
    pub name: String,
    /// Where it works.
    pub country: Country,
    /// What it counts in.
    pub currency: Currency,
    /// The language of those who chose none.
    pub lang: Lang,
    /// The time zone of those who chose none, an IANA name.
    pub zone: String,
    /// What it trades in; a slug.
    pub trade: String,
    /// Whether there is an owner already.
    pub is_founded: bool,
    /// Whether the demo company is loaded.
    pub is_demo: bool,
}

impl Default for Firm {
    fn default() -> Self {
        Self {
            name: String::new(),
            country: Country::Kz,
            currency: Currency::KZT,
            lang: Lang::Ru,
            zone: "Asia/Almaty".into(),
            trade: String::new(),
            is_founded: false,
            is_demo: false,
        }
    }
}

impl App {
    /// Puts the house together.
    pub fn new(parts: AppParts) -> Self {
        Self(Arc::new(parts))
    }

    /// The firm's settings as they stand.
    pub fn firm(&self) -> Firm {
        self.0.firm.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Takes changed settings into use.
    pub fn set_firm(&self, firm: Firm) {
        *self.0.firm.write().unwrap_or_else(std::sync::PoisonError::into_inner) = firm;
    }

    /// What a capability above offers under the type `T`, such as the panels of the card.
    pub fn offer<T: Clone + Send + Sync + 'static>(&self) -> Option<&T> {
        self.0.offers.get::<T>()
    }
}

impl std::ops::Deref for App {
    type Target = AppParts;

    fn deref(&self) -> &AppParts {
        &self.0
    }
}

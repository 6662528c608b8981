//! Who asks: a visit with rights, or a guest whom nobody knows yet.

use crate::{Alarms, App, NavCounts, NavEntry, Person, Problem, Reminders, guard::RequestFacts, toast};
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use http::request::Parts;
use kernel::{Actor, Level, Reach, Right};
use ui::{Frame, NavItem, PersonBadge};
use words::{Lang, Say};

/// A request of somebody who was recognised.
#[derive(Clone)]
pub struct Visit {
    /// The house.
    pub app: App,
    /// Who they are and how they like things.
    pub person: Person,
    /// Their language and time zone.
    pub say: Say,
    /// What else the request told of itself.
    pub facts: RequestFacts,
}

impl Visit {
    /// With what rights they act.
    pub fn actor(&self) -> &Actor {
        &self.person.actor
    }

    /// Lets the request pass only with at least `level` over `right`. Verbs ask again; pages ask first.
    ///
    /// # Errors
    /// [`Problem::forbidden`].
    pub fn need(&self, right: Right, level: Level) -> Result<(), Problem> {
        if self.actor().may(right, level) { Ok(()) } else { Err(Problem::forbidden()) }
    }

    /// The frame of a page with the title of a catalogue key.
    pub fn frame(&self, title: &str) -> Frame {
        self.frame_titled(self.say.t(title))
    }

    /// The frame of a page with a title that is no catalogue text, such as a client's name.
    pub fn frame_titled(&self, title: String) -> Frame {
        let firm = self.app.firm();
        Frame {
            say: self.say.clone(),
            theme: self.person.theme,
            density: self.person.density,
            title,
            nav: self.nav(),
            person: Some(PersonBadge {
                name: self.person.name.clone(),
                role: self.say.t(&self.person.role),
            }),
            csrf: String::new(),
            path: self.facts.path.clone(),
            n_running: self.app.n_running.load(std::sync::atomic::Ordering::Relaxed),
            n_reminders: self.app.offer::<Reminders>().map_or(0, |due| due.of(self.actor().user)),
            n_alarms: self.app.offer::<Alarms>().map_or(0, |alarms| alarms.told_to(self.actor())),
            toast: self.facts.toast.as_ref().map(|note| toast::shown(note, &self.say)),
            is_demo: firm.is_demo,
        }
    }

    /// Where whoever asks may arrange things to the firm's liking, in the order of the capabilities.
    pub fn arranged(&self) -> Vec<NavItem> {
        let entries =
            self.app.capabilities.iter().flat_map(|c| c.arranged.iter().map(move |entry| (c.slug, entry)));
        let open = entries.filter(|(_, entry)| self.actor().may(entry.right, Level::Arrange));
        open.map(|(slug, entry)| self.item(slug, entry, 0)).collect()
    }

    fn item(&self, slug: &str, entry: &NavEntry, count: usize) -> NavItem {
        NavItem {
            slug: slug.into(),
            href: entry.href.into(),
            icon: entry.icon.into(),
            label: self.say.t(entry.label),
            is_current: self.facts.is_within(entry.href),
            count,
        }
    }

    fn nav(&self) -> Vec<NavItem> {
        let entries =
            self.app.capabilities.iter().flat_map(|c| c.nav.iter().map(move |entry| (c.slug, entry)));
        let counts = self.app.offer::<NavCounts>();
        // What waits is counted over everything; it is told to those who see everything.
        let count = |entry: &NavEntry| match self.actor().sight.reach(entry.right) {
            Reach::All => counts.map_or(0, |counts| counts.of(entry.href)),
            Reach::Of(_) | Reach::Stage(_) => 0,
        };
        entries
            .filter(|(_, entry)| self.actor().may(entry.right, Level::Read))
            .map(|(slug, entry)| self.item(slug, entry, count(entry)))
            .collect()
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        parts.extensions.get::<Visit>().cloned().ok_or_else(Problem::unknown_visitor)
    }
}

impl OptionalFromRequestParts<App> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Option<Self>, Problem> {
        Ok(parts.extensions.get::<Visit>().cloned())
    }
}

/// A request of somebody who may be anybody: sign-in, first run, public forms.
#[derive(Clone)]
pub struct Guest {
    /// The house.
    pub app: App,
    /// The language their browser asks for, else the firm's.
    pub say: Say,
    /// What else the request told of itself.
    pub facts: RequestFacts,
}

impl Guest {
    /// The frame of a bare page.
    pub fn frame(&self, title: &str) -> Frame {
        let mut frame = Frame::bare(self.say.clone(), self.say.t(title));
        frame.path.clone_from(&self.facts.path);
        frame.toast = self.facts.toast.as_ref().map(|note| toast::shown(note, &self.say));
        frame
    }
}

impl FromRequestParts<App> for Guest {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let facts = parts.extensions.get::<RequestFacts>().cloned().ok_or_else(Problem::broken)?;
        let say = facts.say(app);
        Ok(Self { app: app.clone(), say, facts })
    }
}

/// A speaker in a person's language and time zone; an unknown zone becomes UTC.
pub(crate) fn speaker(app: &App, lang: Lang, zone: &str) -> Say {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    app.words.say(lang, zone)
}

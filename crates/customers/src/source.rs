//! Sources: where facts come from, and whom to believe when they disagree.

use crate::field::slugs;
use crate::sheet::SourceNo;
use crate::store;
use db::{DbError, Tx};
use kernel::{Actor, ActorKind, Millis, RawId, Setting};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// In what way facts came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A person of the staff typed it.
    Staff,
    /// Somebody of the staff learned it in an interaction and wrote it into a contact card.
    Interaction,
    /// The client typed it into a form.
    Form,
    /// A survey's answer.
    Survey,
    /// A conversation with a bot.
    Bot,
    /// A file that was imported.
    Import,
    /// A program with an API token.
    Api,
    /// The tracker of a site.
    Tracker,
    /// Bought or open data; what comes from here is a guess.
    External,
    /// Kartoteka worked it out.
    Derived,
}

slugs!(SourceKind {
    Staff => "staff", Interaction => "interaction", Form => "form", Survey => "survey", Bot => "bot", Import => "import", Api => "api",
    Tracker => "tracker", External => "external", Derived => "derived",
});

impl SourceKind {
    /// How far it is believed, 0..=1: what the client says of themselves beats what we heard, which beats files,
    /// which beat guesses.
    pub fn trust(self) -> f64 {
        match self {
            SourceKind::Form | SourceKind::Survey => 0.9,
            SourceKind::Staff | SourceKind::Interaction => 0.85,
            SourceKind::Bot => 0.8,
            SourceKind::Api => 0.7,
            SourceKind::Import => 0.6,
            SourceKind::Tracker => 0.5,
            SourceKind::Derived => 0.4,
            SourceKind::External => 0.3,
        }
    }
}

/// One source: this person, this file, this form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its number.
    pub no: SourceNo,
    /// In what way.
    pub kind: SourceKind,
    /// What people read: the file's or form's name; empty for staff, whose name is that of the user.
    pub name: String,
    /// Who of the staff brought it.
    pub user: Option<RawId>,
    /// Since when it is known.
    pub at: Millis,
}

/// The source for what this actor does by hand or by program; made when it is not there yet.
///
/// # Errors
/// Any [`DbError`].
pub fn of_actor(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor) -> Result<SourceNo, DbError> {
    let kind = match actor.kind {
        ActorKind::Person => SourceKind::Staff,
        ActorKind::Token | ActorKind::Console => SourceKind::Api,
        ActorKind::System => SourceKind::Derived,
    };
    named(tx, setting, (kind, "", actor.user))
}

/// The source of this kind, name and person; made when it is not there yet.
///
/// # Errors
/// Any [`DbError`].
pub fn named(
    tx: &mut Tx<'_>,
    setting: &Setting,
    (kind, name, user): (SourceKind, &str, Option<RawId>),
) -> Result<SourceNo, DbError> {
    match store::sources::find(tx, kind, name, user)? {
        Some(no) => Ok(no),
        None => store::sources::insert(
            tx,
            &Source { no: 0, kind, name: name.to_owned(), user, at: setting.now() },
        ),
    }
}

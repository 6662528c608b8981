//! `kartoteka demo`: the demo company loaded into an empty base, or removed whole.

use super::existing;
use crate::capabilities;
use crate::cli::Base;
use crate::exit::CommandError;
use clap::{Args, Subcommand};
use customers::Desk;
use db::{Db, Options};
use demo::playing::{self, DemoError};
use kernel::{Actor, Setting};

/// Load or remove the demo company.
#[derive(Debug, Args)]
pub struct Demo {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Load the demo company into an empty base
    Load(Base),
    /// Remove it whole; what people added stays
    Remove(Base),
}

impl Demo {
    /// Does what was asked.
    ///
    /// # Errors
    /// [`CommandError::WrongUse`] when there are customers already; failures of the base.
    pub fn run(self) -> Result<(), CommandError> {
        let setting = Setting::real();
        match self.what {
            What::Load(base) => load(&base.place()?.open(&setting, Options::default())?, &setting),
            What::Remove(base) => remove(&existing::ready(&base.place()?, &setting)?, &setting),
        }
    }
}

/// Loads the demo company, and founds its firm, unless there is somebody or something already.
///
/// # Errors
/// Failures of the base.
pub fn load_if_empty(db: &Db, setting: &Setting) -> Result<(), CommandError> {
    match load(db, setting) {
        Err(CommandError::WrongUse(_)) => Ok(()),
        other => other,
    }
}

fn load(db: &Db, setting: &Setting) -> Result<(), CommandError> {
    let hash = playing::owner_hash(setting).map_err(|e| CommandError::Failed(e.to_string()))?;
    let setting = setting.clone();
    let loaded = db.write(move |tx| {
        let is_all_demo = playing::found(tx, &setting, &hash)?;
        let owner = access::user::by_email(tx, playing::OWNER_EMAIL)?;
        let actor = Actor { user: owner.map(|owner| owner.id.0), ..Actor::console() };
        let loaded = playing::load(tx, &setting, &actor)?;
        if is_all_demo {
            demo::staff::let_in(tx, &setting, &hash)?;
        }
        Ok(loaded)
    });
    match loaded {
        Ok(_) => Ok(()),
        Err(DemoError::NotEmpty) => Err(CommandError::WrongUse(DemoError::NotEmpty.to_string())),
        Err(DemoError::Db(error)) => Err(error.into()),
        Err(other) => Err(CommandError::Failed(other.to_string())),
    }
}

fn remove(db: &Db, setting: &Setting) -> Result<(), CommandError> {
    let setting = setting.clone();
    let removed = db.write(move |tx| {
        let firm = access::firm::load(tx)?;
        let act = Desk::default().act(tx, (&setting, &Actor::console()), &firm)?;
        demo::removing::remove(tx, &act, &capabilities::team_needs())
    });
    removed.map(drop).map_err(|error: DemoError| match error {
        DemoError::Db(error) => error.into(),
        other => CommandError::Failed(other.to_string()),
    })
}

//! `kartoteka user`: people who sign in, from the server's command line.

use super::existing;
use crate::cli::Base;
use crate::exit::CommandError;
use access::console::{self, WayIn};
use access::{Password, Refusal};
use clap::{Args, Subcommand};
use db::Options;
use kernel::Setting;
use std::io::{BufRead as _, IsTerminal as _};

/// Add, list and disable people who sign in.
#[derive(Debug, Args)]
pub struct User {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add a person; prints a link to choose a password unless one is given
    Add(Add),
    /// List everybody
    List(Base),
    /// End the access of a person
    Disable(Disable),
}

#[derive(Debug, Args)]
struct Add {
    #[command(flatten)]
    base: Base,
    /// Their e-mail, by which they sign in
    #[arg(long, value_name = "EMAIL")]
    email: String,
    /// Their name, as colleagues see it
    #[arg(long, value_name = "NAME")]
    name: String,
    /// What they do: owner, manager, seller, marketer, analyst or reader
    #[arg(long)]
    role: String,
    /// Read the password from standard input
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Debug, Args)]
struct Disable {
    #[command(flatten)]
    base: Base,
    /// The person's e-mail
    email: String,
}

impl User {
    /// Does what was asked.
    ///
    /// # Errors
    /// [`CommandError::BadInput`] for a taken e-mail, a weak password, an unknown role; failures of the base.
    pub fn run(self) -> Result<(), CommandError> {
        match self.what {
            What::Add(add) => add.run(),
            What::List(base) => list(&base),
            What::Disable(disable) => disable.run(),
        }
    }
}

impl Add {
    #[expect(clippy::print_stdout, reason = "the link is the answer of the command")]
    fn run(self) -> Result<(), CommandError> {
        let setting = Setting::real();
        let db = self.base.place()?.open(&setting, Options::default())?;
        let role = access::roles::Role::from_slug(&self.role)
            .ok_or_else(|| CommandError::WrongUse(format!("there is no role named {}", self.role)))?;
        let hash = self.password()?.map(|text| hashed(&setting, &text, &self.email)).transpose()?;
        let (email, name) = (self.email, self.name);
        let added =
            db.write(move |tx| console::add_user(tx, &setting, (&email, &name), role, hash.as_ref()));
        let (user, way_in) = added.map_err(|refusal| refused(&refusal))?;
        match way_in {
            WayIn::Password => println!("{}", user.id),
            WayIn::Invitation(secret) => println!("/invitation/{}", secret.reveal()),
        }
        Ok(())
    }

    fn password(&self) -> Result<Option<String>, CommandError> {
        if !self.password_stdin {
            return Ok(None);
        }
        let failed = |e: std::io::Error| CommandError::Failed(e.to_string());
        if std::io::stdin().is_terminal() {
            return rpassword::prompt_password("Password: ").map(Some).map_err(failed);
        }
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).map_err(failed)?;
        Ok(Some(line.trim_end_matches(['\n', '\r']).to_owned()))
    }
}

impl Disable {
    fn run(self) -> Result<(), CommandError> {
        let setting = Setting::real();
        let db = existing::ready(&self.base.place()?, &setting)?;
        let email = self.email.clone();
        db.write(move |tx| console::disable_user(tx, &setting, &email))
            .map(drop)
            .map_err(|refusal| refused_of(&refusal, &self.email))
    }
}

#[expect(clippy::print_stdout, reason = "the list is the answer of the command")]
fn list(base: &Base) -> Result<(), CommandError> {
    let db = existing::ready(&base.place()?, &Setting::real())?;
    for user in db.read(console::list_users)? {
        let state = if user.disabled_at.is_some() { "disabled" } else { "active" };
        println!("{}\t{}\t{}\t{}\t{state}", user.id, user.email, user.name, user.role.slug);
    }
    Ok(())
}

fn hashed(setting: &Setting, password: &str, email: &str) -> Result<access::PasswordHash, CommandError> {
    let password = Password::new(password, email).map_err(|fault| refused(&Refusal::from(fault)))?;
    password.hash(setting).map_err(|e| CommandError::Failed(e.to_string()))
}

/// A refusal in words of the person at the command line.
/// What stands against a deed about the person with this e-mail.
pub(crate) fn refused_of(refusal: &Refusal, email: &str) -> CommandError {
    match refusal {
        Refusal::Missing => CommandError::BadInput(
            crate::speaking::speaker().with("kartoteka-nobody", &[("email", email.to_owned().into())]),
        ),
        other => refused(other),
    }
}

pub(crate) fn refused(refusal: &Refusal) -> CommandError {
    match refusal {
        Refusal::Db(error) => error.clone().into(),
        other => CommandError::BadInput(in_words(other)),
    }
}

fn in_words(refusal: &Refusal) -> String {
    refusal.field().map_or_else(|| refusal.to_string(), |error| error.say(&crate::speaking::speaker()))
}

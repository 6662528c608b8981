//! `kartoteka token create`: an API token, printed and nothing else.

use super::existing;
use super::user::refused_of;
use crate::capabilities;
use crate::cli::Base;
use crate::exit::CommandError;
use crate::speaking::speaker;
use access::Refusal;
use clap::{Args, Subcommand};
use kernel::Setting;

/// Make API tokens.
#[derive(Debug, Args)]
pub struct Token {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make a token and print it
    Create(Create),
}

#[derive(Debug, Args)]
struct Create {
    #[command(flatten)]
    base: Base,
    /// Whose token, by their e-mail
    #[arg(long, value_name = "EMAIL")]
    user: String,
    /// all, read, a capability's name such as customers, or customers:read; may be given several times
    #[arg(long, value_name = "all|read|NAME", required = true)]
    scope: Vec<String>,
}

impl Token {
    /// Does what was asked.
    ///
    /// # Errors
    /// [`CommandError::BadInput`] for an unknown person or scope; failures of the base.
    #[expect(clippy::print_stdout, reason = "the token is the answer of the command")]
    pub fn run(self) -> Result<(), CommandError> {
        let What::Create(create) = self.what;
        let setting = Setting::real();
        let db = existing::ready(&create.base.place()?, &setting)?;
        let user = create.user.clone();
        let secret = db.write(move |tx| {
            let scopes: Vec<&str> = create.scope.iter().map(String::as_str).collect();
            access::console::create_token(tx, &setting, &create.user, &scopes, &capabilities::rights())
        });
        println!("{}", secret.map_err(|refusal| told(&refusal, &user))?.reveal());
        Ok(())
    }
}

fn told(refusal: &Refusal, user: &str) -> CommandError {
    match refusal {
        Refusal::RightUnknown => {
            let known = capabilities::rights().join(", ");
            CommandError::BadInput(speaker().with("kartoteka-no-scope", &[("known", known.into())]))
        }
        other => refused_of(other, user),
    }
}

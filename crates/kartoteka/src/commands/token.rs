//! `kartoteka token create`: an API token, printed and nothing else.

use super::user::refused;
use crate::capabilities;
use crate::cli::Base;
use crate::exit::CommandError;
use clap::{Args, Subcommand};
use db::Options;
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
    /// Whose token: an e-mail
    #[arg(long, value_name = "E")]
    user: String,
    /// all, read, or a capability's name; may be given several times
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
        let db = create.base.place()?.open(&setting, Options::default())?;
        let known = capabilities::rights();
        let secret = db.write(move |tx| {
            let scopes: Vec<&str> = create.scope.iter().map(String::as_str).collect();
            access::console::create_token(tx, &setting, &create.user, &scopes, &known)
        });
        println!("{}", secret.map_err(|refusal| refused(&refusal))?.reveal());
        Ok(())
    }
}

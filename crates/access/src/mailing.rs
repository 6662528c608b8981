//! The firm's own account for letters that Kartoteka writes by itself: reminders, confirmations, test letters.

use crate::deciding::Deed;
use crate::refusal::Refusal;
use crate::rights::FIRM;
use crate::store::mailing as table;
use db::{DbError, Tx};
use kernel::{Actor, Level, RawId, Setting};
use mail::{Account, Address, Outgoing, Post, Seal, Sealed, Security, checked_email};
use serde_json::json;

/// What the password is sealed for.
const PURPOSE: &str = "firm mail";

/// The account as the base keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailing {
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is kept.
    pub security: Security,
    /// Who signs in; empty where nobody has to.
    pub user: String,
    /// What letters bear as their sender.
    pub from: Address,
    /// The address by which people reach this house, such as `https://crm.firm.kz`, for links; without a slash at the end.
    pub house: String,
    pub(crate) password: Sealed,
}

/// What the owner says of it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct MailingChange {
    /// The server.
    pub host: String,
    /// Its port; the usual one when left out.
    pub port: Option<u16>,
    /// How the way there is kept.
    pub security: Security,
    /// Who signs in; empty where nobody has to.
    pub user: String,
    /// A new password; the one at hand stays when left out.
    pub password: Option<String>,
    /// What letters bear as their sender.
    pub from: Address,
    /// The address by which people reach this house.
    pub house: String,
}

/// The account; `None` while there is none.
///
/// # Errors
/// Any [`DbError`].
pub fn load(tx: &mut Tx<'_>) -> Result<Option<Mailing>, DbError> {
    table::get(tx)
}

/// Changes the account. With another server or user the password must be given anew: nobody sends a password at hand to
/// a server of their choice.
///
/// # Errors
/// [`Refusal`]: not allowed; the server, the sender, the password or the address of the house wrong.
pub fn change(
    tx: &mut Tx<'_>,
    (setting, seal): (&Setting, &Seal),
    actor: &Actor,
    change: MailingChange,
) -> Result<Mailing, Refusal> {
    if !actor.may(FIRM, Level::Arrange) {
        return Err(Refusal::NotAllowed);
    }
    let before = table::get(tx)?;
    let host = change.host.trim().to_lowercase();
    let is_host = !host.is_empty()
        && host.len() <= 253
        && !host.contains(|c: char| c.is_whitespace() || c.is_control() || "/@".contains(c));
    if !is_host {
        return Err(Refusal::MailHostWrong);
    }
    let email = checked_email(&change.from.email).ok_or(Refusal::MailFromWrong)?;
    let house = change.house.trim().trim_end_matches('/').to_owned();
    let is_house = (house.starts_with("https://") || house.starts_with("http://"))
        && house.len() <= 300
        && !house.contains(char::is_whitespace);
    if !is_house {
        return Err(Refusal::MailHouseWrong);
    }
    let user = change.user.trim().to_owned();
    let held = before
        .as_ref()
        .filter(|held| held.host == host && held.user == user)
        .map(|held| held.password.clone());
    let password = match change.password.filter(|password| !password.is_empty()) {
        Some(password) => seal.seal(setting, PURPOSE, &password),
        None if user.is_empty() => seal.seal(setting, PURPOSE, ""),
        None => held.ok_or(Refusal::MailPasswordMissing)?,
    };
    let name = change.from.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let port = change.port.filter(|port| *port > 0).unwrap_or(change.security.smtp_port());
    let from = Address { name: name.chars().take(200).collect(), email };
    let after = Mailing { host, port, security: change.security, user, from, house, password };
    if before.as_ref() != Some(&after) {
        table::put(tx, &after, setting.now())?;
        let payload = json!({ "host": after.host, "port": after.port, "security": after.security.slug() });
        Deed { setting, actor, verb: "firm.mail_changed" }.done(tx, ("firm", RawId::nil()), &payload)?;
    }
    Ok(after)
}

/// Forgets the account; nothing is sent by it any more.
///
/// # Errors
/// [`Refusal::NotAllowed`].
pub fn forget(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor) -> Result<(), Refusal> {
    if !actor.may(FIRM, Level::Arrange) {
        return Err(Refusal::NotAllowed);
    }
    if table::remove(tx)? {
        Deed { setting, actor, verb: "firm.mail_forgotten" }.done(
            tx,
            ("firm", RawId::nil()),
            &json!({}),
        )?;
    }
    Ok(())
}

impl Mailing {
    /// The account with its password in clear, for one use.
    ///
    /// # Errors
    /// [`Refusal::MailSealForeign`] when it was sealed with another key.
    pub fn account(&self, seal: &Seal) -> Result<Account, Refusal> {
        let password = seal.open(PURPOSE, &self.password).map_err(|_| Refusal::MailSealForeign)?;
        let (host, user) = (self.host.clone(), self.user.clone());
        Ok(Account { host, port: self.port, security: self.security, user, password })
    }

    /// A letter that Kartoteka writes by itself: no program answers it.
    pub fn letter(&self, setting: &Setting, to: Address, (subject, text): (String, String)) -> Outgoing {
        Outgoing {
            message_id: Outgoing::fresh_id(setting, &self.from.email),
            at: setting.now(),
            from: self.from.clone(),
            reply_to: None,
            to: vec![to],
            cc: Vec::new(),
            subject,
            text,
            html: None,
            enclosures: Vec::new(),
            thread: Vec::new(),
            is_automatic: true,
            unsubscribe: None,
        }
    }

    /// Sends a letter at once, blocking; whether it went when the connection broke at the end is not known.
    ///
    /// # Errors
    /// What is wrong, in words for a person.
    pub fn send(&self, post: &Post, letter: &Outgoing, say: &words::Say) -> Result<(), String> {
        let account = self.account(&post.seal).map_err(|_| say.t("access-mail-seal-foreign"))?;
        let bytes = letter.compose().map_err(|error| error.to_string())?;
        let sender = post.office.sender(account, &self.from.email);
        let handing = sender.begin(&letter.envelope()).map_err(|error| error.say(say))?;
        handing.hand_over(&bytes).map(drop).map_err(|error| match error {
            mail::HandingError::Refused(error) | mail::HandingError::Uncertain(error) => error.say(say),
        })
    }
}

//! Boxes: where they are, who answers for them, and how far they were read.

use crate::RIGHT;
use crate::error::{InteractionError, needs};
use crate::store::mail as table;
use customers::Act;
use db::Tx;
use jiff::civil::Date;
use journal::Entry;
use kernel::{Level, Millis, RawId};
use mail::{Account, MailError, Mark, Post, Seal, Sealed, Security, checked_email};
use serde_json::json;
use web::FieldError;

kernel::id_type!(
    /// A mail box.
    BoxId
);

/// A mail box that letters are read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailBox {
    /// Its id.
    pub id: BoxId,
    /// What it is called among staff.
    pub name: String,
    /// Its address.
    pub email: String,
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is kept.
    pub security: Security,
    /// Who signs in.
    pub user: String,
    /// The folder that is read.
    pub folder: String,
    /// Who answers for what comes; nobody in particular for a box of a team or of all.
    pub responsible: Option<RawId>,
    /// Whose shared box it is.
    pub team: Option<RawId>,
    /// By which server it sends, with the same sign-in; `None` for a box that is read only.
    pub outlet: Option<Outlet>,
    /// From which day it is read at first.
    pub since_on: Date,
    /// How far it was read.
    pub mark: Option<Mark>,
    /// What was wrong at the last look, as a key of the catalogue.
    pub trouble: Option<String>,
    /// When it was looked into last.
    pub looked_at: Option<Millis>,
    pub(crate) stuck: Stuck,
    pub(crate) password: Sealed,
}

/// A server that letters are sent by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outlet {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is kept.
    pub security: Security,
}

/// At which letter a box stands still.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Stuck {
    /// The letter's number on the server; 0 for none.
    pub(crate) at: u32,
    /// How often it was tried.
    pub(crate) n_tries: i64,
}

/// What somebody says of a box.
#[derive(Clone, Default)]
pub struct BoxChange {
    /// What it is called; its address when left empty.
    pub name: String,
    /// Its address.
    pub email: String,
    /// The server.
    pub host: String,
    /// Its port; the usual one when left out.
    pub port: Option<u16>,
    /// How the way there is kept.
    pub security: Security,
    /// Who signs in; the address when left empty.
    pub user: String,
    /// A new password; the one at hand stays when left out.
    pub password: Option<String>,
    /// The folder; `INBOX` when left empty.
    pub folder: String,
    /// Who answers for what comes.
    pub responsible: Option<RawId>,
    /// Whose shared box it is.
    pub team: Option<RawId>,
    /// The server for sending; empty for a box that is read only.
    pub smtp_host: String,
    /// Its port; the usual one when left out.
    pub smtp_port: Option<u16>,
    /// How the way there is kept.
    pub smtp_security: Security,
}

fn purpose(id: BoxId) -> String {
    format!("mail box {id}")
}

impl MailBox {
    /// The account with its password in clear, for one use; `None` when it was sealed with another key.
    pub fn account(&self, seal: &Seal) -> Option<Account> {
        let password = seal.open(&purpose(self.id), &self.password).ok()?;
        let (host, user) = (self.host.clone(), self.user.clone());
        Some(Account { host, port: self.port, security: self.security, user, password })
    }

    /// The account to send by, for one use; `None` when the box sends nothing or was sealed with another key.
    pub fn sending(&self, seal: &Seal) -> Option<Account> {
        let outlet = self.outlet.clone()?;
        let account = self.account(seal)?;
        Some(Account { host: outlet.host, port: outlet.port, security: outlet.security, ..account })
    }
}

/// Every box, by name.
///
/// # Errors
/// [`InteractionError::Forbidden`].
pub fn all(tx: &mut Tx<'_>, act: &Act) -> Result<Vec<MailBox>, InteractionError> {
    needs(act, Level::Arrange)?;
    Ok(table::boxes(tx)?)
}

/// A box.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`].
pub fn get(tx: &mut Tx<'_>, act: &Act, id: BoxId) -> Result<MailBox, InteractionError> {
    all(tx, act)?.into_iter().find(|one| one.id == id).ok_or(InteractionError::Missing)
}

/// Adds a box; it is read from today on.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Invalid`].
pub fn add(
    tx: &mut Tx<'_>,
    act: &Act,
    seal: &Seal,
    wanted: BoxChange,
) -> Result<MailBox, InteractionError> {
    needs(act, Level::Arrange)?;
    let new = checked(tx, (act, seal), wanted, None)?;
    table::insert_box(tx, &new)?;
    tell(tx, act, "mail_box.added", &new)?;
    Ok(new)
}

/// Changes a box. With another server or user the password must be given anew.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`], [`InteractionError::Invalid`].
pub fn change(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, seal): (BoxId, &Seal),
    wanted: BoxChange,
) -> Result<MailBox, InteractionError> {
    let held = get(tx, act, id)?;
    let changed = checked(tx, (act, seal), wanted, Some(held))?;
    table::remove_box(tx, id)?;
    table::insert_box(tx, &changed)?;
    tell(tx, act, "mail_box.changed", &changed)?;
    Ok(changed)
}

/// Reads a box no more; what was read stays.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`].
pub fn forget(tx: &mut Tx<'_>, act: &Act, id: BoxId) -> Result<(), InteractionError> {
    let held = get(tx, act, id)?;
    table::remove_box(tx, id)?;
    tell(tx, act, "mail_box.forgotten", &held)
}

/// Looks whether a box can be read and, if it sends, sent by; blocks.
pub(crate) fn test(post: &Post, one: &MailBox) -> Result<(), MailError> {
    let sealed = || MailError::SignInRefused(String::new());
    let account = one.account(&post.seal).ok_or_else(sealed)?;
    let folders = post.office.postbox(account).check()?;
    if !folders.iter().any(|folder| folder.eq_ignore_ascii_case(&one.folder)) {
        return Err(MailError::FolderMissing(folders.join(", ")));
    }
    match one.sending(&post.seal) {
        Some(account) => post.office.sender(account, &one.email).check(),
        None => Ok(()),
    }
}

fn checked(
    tx: &mut Tx<'_>,
    (act, seal): (&Act, &Seal),
    wanted: BoxChange,
    held: Option<MailBox>,
) -> Result<MailBox, InteractionError> {
    let mut errors = faults(tx, &wanted, held.as_ref())?;
    let email = checked_email(&wanted.email).unwrap_or_default();
    let (host, outlet) = (wanted.host.trim().to_lowercase(), outlet(&wanted));
    let user = Some(wanted.user.trim().to_owned()).filter(|user| !user.is_empty()).unwrap_or(email.clone());
    let id = held.as_ref().map_or_else(|| act.setting.id(), |held| held.id);
    let kept = held.as_ref().filter(|held| held.host == host && held.user == user);
    // A password at hand is not sent to a server of somebody's choice.
    let is_same_outlet = |held: &&MailBox| {
        outlet.as_ref().is_none_or(|new| held.outlet.as_ref().is_some_and(|old| old.host == new.host))
    };
    let password = match wanted.password.filter(|password| !password.is_empty()) {
        Some(password) => Some(seal.seal(&act.setting, &purpose(id), &password)),
        None => kept.filter(is_same_outlet).map(|held| held.password.clone()),
    };
    let Some(password) = password.filter(|_| errors.is_empty()) else {
        if errors.is_empty() {
            errors.push(FieldError::new("password", "interactions-mail-password-missing"));
        }
        return Err(InteractionError::Invalid(errors));
    };
    let named = |text: &str, usual: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() { usual.to_owned() } else { text.chars().take(200).collect() }
    };
    let folder = named(&wanted.folder, "INBOX");
    // Another server or folder has other numbers.
    let mark = kept.filter(|held| held.folder == folder).and_then(|held| held.mark);
    Ok(MailBox {
        id,
        name: named(&wanted.name, &email),
        email,
        host,
        port: wanted.port.filter(|port| *port > 0).unwrap_or(wanted.security.imap_port()),
        security: wanted.security,
        user,
        folder,
        responsible: wanted.responsible,
        team: wanted.team,
        outlet,
        stuck: Stuck::default(),
        since_on: held.as_ref().map_or_else(|| today(act), |held| held.since_on),
        mark,
        trouble: None,
        looked_at: held.and_then(|held| held.looked_at),
        password,
    })
}

/// What is wrong with an address, a server or a team.
fn faults(
    tx: &mut Tx<'_>,
    wanted: &BoxChange,
    held: Option<&MailBox>,
) -> Result<Vec<FieldError>, InteractionError> {
    let mut errors = Vec::new();
    match checked_email(&wanted.email) {
        None => errors.push(FieldError::new("email", "interactions-mail-email-wrong")),
        Some(email) => {
            let is_other = |one: &MailBox| held.is_none_or(|held| held.id != one.id);
            if table::boxes(tx)?.iter().any(|one| one.email == email && is_other(one)) {
                errors.push(FieldError::new("email", "interactions-mail-email-taken"));
            }
        }
    }
    let host = wanted.host.trim();
    if host.is_empty() || !is_host(host) {
        errors.push(FieldError::new("host", "interactions-mail-host-wrong"));
    }
    if !is_host(wanted.smtp_host.trim()) {
        errors.push(FieldError::new("smtp_host", "interactions-mail-host-wrong"));
    }
    if let Some(team) = wanted.team
        && access::team::get(tx, access::TeamId(team))?.is_none()
    {
        errors.push(FieldError::new("team", "interactions-mail-team-unknown"));
    }
    Ok(errors)
}

fn is_host(host: &str) -> bool {
    host.len() <= 253 && !host.contains(|c: char| c.is_whitespace() || c.is_control() || "/@".contains(c))
}

fn outlet(wanted: &BoxChange) -> Option<Outlet> {
    let (host, security) = (wanted.smtp_host.trim().to_lowercase(), wanted.smtp_security);
    let port = wanted.smtp_port.filter(|port| *port > 0).unwrap_or(security.smtp_port());
    (!host.is_empty()).then_some(Outlet { host, port, security })
}

/// The day in UTC, which no zone has left behind by more than half a day.
fn today(act: &Act) -> Date {
    let now = jiff::Timestamp::from_millisecond(act.setting.now()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    now.to_zoned(jiff::tz::TimeZone::UTC).date()
}

fn tell(tx: &mut Tx<'_>, act: &Act, verb: &'static str, one: &MailBox) -> Result<(), InteractionError> {
    let payload = json!({
        "right": RIGHT, "host": one.host, "port": one.port, "security": one.security.slug(),
        "sends_by": one.outlet.as_ref().map(|outlet| &outlet.host),
    });
    let entry = Entry::now(&act.setting, verb, ("mail_box", one.id.0), &payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(())
}

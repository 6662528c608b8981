//! A session on an IMAP server: signing in, a folder opened for looking only, numbers, sizes and letters.

use super::folder_name;
use super::reply::{self, Item, Reply};
use super::wire::Wire;
use crate::{Account, MailError, Security, Trust};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use jiff::civil::Date;
use std::time::Duration;

/// The most that an answer without a letter may hold.
const MOST_SMALL: u64 = 256 * 1024;
/// The most that the head of a letter may have.
const MOST_HEAD: u64 = 1024 * 1024;
/// The most answers to one command: a box of a million letters has that many numbers on a few lines.
const MOST_REPLIES: usize = 200_000;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// How a folder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Folder {
    pub(super) validity: u32,
    /// The number that the next letter will get; 0 when the server does not tell.
    pub(super) next: u32,
}

pub(super) struct Session {
    wire: Wire,
    n_commands: u32,
}

impl Session {
    pub(super) fn open(account: &Account, trust: &Trust, patience: Duration) -> Result<Self, MailError> {
        let mut wire = Wire::plain(account, patience)?;
        if account.security == Security::Tls {
            wire = wire.secured(&account.host, trust)?;
        }
        let greeting = reply::read(&mut wire, MOST_SMALL)?;
        if !greeting.items.first().is_some_and(|word| word.is("OK") || word.is("PREAUTH")) {
            return Err(MailError::Refused { words: greeting.words(), is_for_good: false });
        }
        let mut session = Self { wire, n_commands: 0 };
        if account.security == Security::StartTls {
            let (_, end) = session.ask("STARTTLS", MOST_SMALL)?;
            if !is_ok(&end) {
                return Err(MailError::NoTls);
            }
            session.wire = session.wire.secured(&account.host, trust)?;
        }
        session.sign_in(account)?;
        Ok(session)
    }

    fn sign_in(&mut self, account: &Account) -> Result<(), MailError> {
        let (told, _) = self.ask("CAPABILITY", MOST_SMALL)?;
        let can = |what: &str| told.iter().any(|reply| reply.items.iter().any(|item| item.is(what)));
        let end = if can("AUTH=PLAIN") {
            // RFC 4616: nobody else's name, ours, the password.
            let secret = BASE64_STANDARD.encode(format!("\0{}\0{}", account.user, account.password));
            self.begin("AUTHENTICATE PLAIN")?;
            let first = reply::read(&mut self.wire, MOST_SMALL)?;
            if first.tag == "+" {
                self.wire.send(&secret)?;
                self.rest(MOST_SMALL)?.1
            } else {
                first
            }
        } else if can("LOGINDISABLED") {
            return Err(MailError::NoTls);
        } else {
            let line = format!("LOGIN {} {}", quote(&account.user)?, quote(&account.password)?);
            self.ask(&line, MOST_SMALL)?.1
        };
        if is_ok(&end) { Ok(()) } else { Err(MailError::SignInRefused(end.words())) }
    }

    pub(super) fn folders(&mut self) -> Result<Vec<String>, MailError> {
        let (told, end) = self.ask("LIST \"\" \"*\"", MOST_SMALL)?;
        done(&end)?;
        let names = told.iter().filter(|reply| reply.items.first().is_some_and(|word| word.is("LIST")));
        let names = names.filter_map(|reply| match reply.items.as_slice() {
            [_, Item::List(marks), .., name] if !marks.iter().any(|mark| mark.is("\\Noselect")) => {
                Some(folder_name::decoded(&String::from_utf8_lossy(name.bytes())))
            }
            _ => None,
        });
        Ok(names.take(1_000).collect())
    }

    /// Opens a folder for looking: nothing in it changes, no letter counts as read by this.
    pub(super) fn examine(&mut self, folder: &str) -> Result<Folder, MailError> {
        let (told, end) =
            self.ask(&format!("EXAMINE {}", quote(&folder_name::encoded(folder))?), MOST_SMALL)?;
        if !is_ok(&end) {
            return Err(MailError::FolderMissing(folder.to_owned()));
        }
        let code = |name: &str| told.iter().find_map(|reply| reply.code(name));
        let validity = code("UIDVALIDITY");
        let validity = validity.ok_or_else(|| MailError::NotUnderstood("no UIDVALIDITY".to_owned()))?;
        Ok(Folder { validity, next: code("UIDNEXT").unwrap_or(0) })
    }

    /// The numbers above `last`.
    pub(super) fn after(&mut self, last: u32) -> Result<Vec<u32>, MailError> {
        let Some(first) = last.checked_add(1) else { return Ok(Vec::new()) };
        let mut found = self.search(&format!("UID {first}:*"))?;
        // A range up to the last letter always names the last letter.
        found.retain(|number| *number > last);
        Ok(found)
    }

    /// The numbers of the letters that came on a day or later.
    pub(super) fn since(&mut self, day: Date) -> Result<Vec<u32>, MailError> {
        let month = usize::try_from(day.month() - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&"Jan");
        self.search(&format!("SINCE {}-{month}-{:04}", day.day(), day.year()))
    }

    fn search(&mut self, what: &str) -> Result<Vec<u32>, MailError> {
        // A million numbers of seven digits and a blank.
        let (told, end) = self.ask(&format!("UID SEARCH {what}"), MOST_SMALL)?;
        done(&end)?;
        let found = told.iter().filter(|reply| reply.items.first().is_some_and(|word| word.is("SEARCH")));
        let numbers = found.flat_map(|reply| reply.items.iter().skip(1));
        Ok(numbers.filter_map(|item| u32::try_from(item.number()?).ok()).collect())
    }

    /// The sizes of letters by their numbers; those that are gone are left out.
    pub(super) fn sizes(&mut self, numbers: &[u32]) -> Result<Vec<(u32, u64)>, MailError> {
        let list = numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
        let (told, end) = self.ask(&format!("UID FETCH {list} (UID RFC822.SIZE)"), MOST_SMALL)?;
        done(&end)?;
        let mut sizes: Vec<(u32, u64)> = told
            .iter()
            .filter_map(|reply| {
                let number = u32::try_from(value(reply, "UID")?.number()?).ok()?;
                Some((number, value(reply, "RFC822.SIZE")?.number()?))
            })
            .filter(|(number, _)| numbers.contains(number))
            .collect();
        sizes.sort_unstable();
        sizes.dedup_by_key(|(number, _)| *number);
        Ok(sizes)
    }

    /// A whole letter; `None` when it is gone.
    pub(super) fn letter(&mut self, number: u32, at_most: u64) -> Result<Option<Vec<u8>>, MailError> {
        // The size that a server tells may be a little off.
        self.fetch(number, "BODY.PEEK[]", at_most + at_most / 10 + 4_096)
    }

    /// The head of a letter; `None` when it is gone.
    pub(super) fn head(&mut self, number: u32) -> Result<Option<Vec<u8>>, MailError> {
        self.fetch(number, "BODY.PEEK[HEADER]", MOST_HEAD)
    }

    fn fetch(&mut self, number: u32, what: &str, at_most: u64) -> Result<Option<Vec<u8>>, MailError> {
        let (told, end) = self.ask(&format!("UID FETCH {number} (UID {what})"), at_most)?;
        done(&end)?;
        let name = what.replace(".PEEK", "");
        let own = told.into_iter().find(|reply| {
            value(reply, "UID").and_then(Item::number) == Some(u64::from(number))
                && value(reply, &name).is_some()
        });
        Ok(own.and_then(|reply| match value(&reply, &name) {
            Some(Item::Text(bytes)) => Some(bytes.clone()),
            _ => None,
        }))
    }

    /// Says goodbye and does not wait for the answer.
    pub(super) fn leave(&mut self) {
        let _bye = self.begin("LOGOUT");
    }

    fn begin(&mut self, command: &str) -> Result<(), MailError> {
        self.n_commands += 1;
        self.wire.send(&format!("k{} {command}", self.n_commands))
    }

    /// Sends a command; gives what was told meanwhile and how it ended.
    fn ask(&mut self, command: &str, at_most: u64) -> Result<(Vec<Reply>, Reply), MailError> {
        self.begin(command)?;
        self.rest(at_most)
    }

    fn rest(&mut self, at_most: u64) -> Result<(Vec<Reply>, Reply), MailError> {
        let own = format!("k{}", self.n_commands);
        let mut told = Vec::new();
        let mut left = at_most;
        loop {
            let reply = reply::read(&mut self.wire, left)?;
            if reply.tag == own {
                return Ok((told, reply));
            }
            if reply.tag == "*" && reply.items.first().is_some_and(|word| word.is("BYE")) {
                return Err(MailError::Broken(reply.words()));
            }
            left = left.saturating_sub(weight(&reply.items));
            told.push(reply);
            if told.len() > MOST_REPLIES {
                return Err(MailError::NotUnderstood("answers without an end".to_owned()));
            }
        }
    }
}

/// How many bytes of counted and quoted texts an answer holds.
fn weight(items: &[Item]) -> u64 {
    items
        .iter()
        .map(|item| match item {
            Item::Text(text) => text.len() as u64,
            Item::List(inner) => weight(inner),
            Item::Word(_) => 0,
        })
        .sum()
}

/// The value after a name in a `FETCH` answer.
fn value<'r>(reply: &'r Reply, name: &str) -> Option<&'r Item> {
    let [_, kind, Item::List(pairs)] = reply.items.as_slice() else { return None };
    if !kind.is("FETCH") {
        return None;
    }
    let at = pairs.iter().position(|item| item.is(name))?;
    pairs.get(at + 1)
}

fn is_ok(end: &Reply) -> bool {
    end.items.first().is_some_and(|word| word.is("OK"))
}

fn done(end: &Reply) -> Result<(), MailError> {
    if is_ok(end) { Ok(()) } else { Err(MailError::Refused { words: end.words(), is_for_good: false }) }
}

fn quote(text: &str) -> Result<String, MailError> {
    if !text.is_ascii() || text.chars().any(char::is_control) {
        return Err(MailError::SignInRefused("the server takes ASCII only".to_owned()));
    }
    Ok(format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

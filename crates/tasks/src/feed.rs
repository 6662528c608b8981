//! A person's tasks as an iCalendar feed (RFC 5545), under an address that only they know.

use crate::error::TaskError;
use crate::store::feeds;
use crate::store::tasks::{self as table, Wanted};
use crate::{Doing, Task};
use db::{DbError, Tx};
use kernel::{Millis, RawId, Setting};
use sha2::{Digest as _, Sha256};
use words::Say;

/// The most tasks of a feed.
const MOST: i64 = 2_000;

/// Octets of a line after which it is folded (RFC 5545, section 3.1).
const LONGEST_LINE: usize = 75;

fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret).into()
}

/// Makes a new secret for whoever acts, 64 hex digits; one made before stops working.
///
/// # Errors
/// [`TaskError::Forbidden`] for actors who are no person.
pub(crate) fn renew(tx: &mut Tx<'_>, doing: &Doing) -> Result<String, TaskError> {
    let me = doing.act.actor.user.ok_or(TaskError::Forbidden)?;
    let secret = hex::encode(doing.act.setting.random::<32>());
    feeds::put(tx, me, &digest(&secret), doing.act.setting.now())?;
    Ok(secret)
}

/// Ends the feed of whoever acts.
///
/// # Errors
/// [`TaskError::Forbidden`] for actors who are no person.
pub(crate) fn end(tx: &mut Tx<'_>, doing: &Doing) -> Result<(), TaskError> {
    let me = doing.act.actor.user.ok_or(TaskError::Forbidden)?;
    Ok(feeds::remove(tx, me)?)
}

/// Whose feed a secret opens; nobody's once they cannot sign in any more.
pub(crate) fn owner(tx: &mut Tx<'_>, secret: &str) -> Result<Option<RawId>, DbError> {
    let Some(id) = feeds::owner(tx, &digest(secret))? else { return Ok(None) };
    let user = access::user::get(tx, access::UserId(id))?;
    Ok(user.filter(|user| user.disabled_at.is_none()).map(|_| id))
}

/// The open tasks of a person, soonest first.
pub(crate) fn tasks_of(tx: &mut Tx<'_>, person: RawId) -> Result<Vec<Task>, DbError> {
    table::in_order(tx, &Wanted { assignee: Some(person), ..Wanted::default() }, MOST)
}

/// The calendar as text. It names no customer: it goes to devices that we know nothing of.
pub(crate) fn calendar(tasks: &[Task], setting: &Setting, say: &Say) -> String {
    let mut text = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kartoteka//Tasks//EN", "METHOD:PUBLISH"] {
        push(&mut text, line);
    }
    for task in tasks {
        event(&mut text, task, (setting.now(), say));
    }
    push(&mut text, "END:VCALENDAR");
    text
}

fn event(text: &mut String, task: &Task, (now, say): (Millis, &Say)) {
    let written = &task.written;
    let title = if written.title.is_empty() { say.t(&written.kind.label()) } else { written.title.clone() };
    push(text, "BEGIN:VEVENT");
    push(text, &format!("UID:{}@kartoteka", task.id));
    push(text, &format!("DTSTAMP:{}", moment(now)));
    match written.due.minute {
        Some(_) => {
            push(text, &format!("DTSTART:{}", moment(task.due_at)));
            push(text, "DURATION:PT30M");
        }
        None => push(text, &format!("DTSTART;VALUE=DATE:{}", written.due.on.strftime("%Y%m%d"))),
    }
    push(text, &format!("SUMMARY:{}", escaped(&title)));
    if !written.note.is_empty() {
        push(text, &format!("DESCRIPTION:{}", escaped(&written.note)));
    }
    push(text, "END:VEVENT");
}

fn moment(ms: Millis) -> String {
    let at = jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => {}
            other => out.push(other),
        }
    }
    out
}

/// Adds a line, folded between letters where it is too long.
fn push(text: &mut String, line: &str) {
    let mut n_octets = 0;
    for c in line.chars() {
        if n_octets + c.len_utf8() > LONGEST_LINE {
            text.push_str("\r\n ");
            n_octets = 1;
        }
        text.push(c);
        n_octets += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters_and_nothing_is_lost() {
        let line = format!("SUMMARY:{}", "ж".repeat(200));
        let mut text = String::new();
        push(&mut text, &line);
        assert!(text.split("\r\n").all(|part| part.len() <= LONGEST_LINE), "{text}");
        assert_eq!(text.replace("\r\n ", "").trim_end(), line);
    }

    #[test]
    fn what_has_a_meaning_in_a_calendar_is_escaped() {
        assert_eq!(escaped("чай, кофе; \\\r\nи торт"), "чай\\, кофе\\; \\\\\\nи торт");
    }
}

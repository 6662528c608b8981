//! The tables of boxes and of the tray.

use crate::interaction::InteractionNo;
use crate::mail::{BoxId, MailBox, Outlet, Stuck, Unsorted, UnsortedId};
use db::{DbError, Row, Tx, params};
use kernel::Millis;
use mail::{Mark, Security};

const BOX: &str = "id, name, email, host, port, security, sign_in, password, folder, responsible, since_on, validity, \
     last, trouble, looked_at, team, smtp_host, smtp_port, smtp_security, stuck_at, n_stuck";

fn mail_box(row: &Row<'_>) -> Result<MailBox, DbError> {
    let whole = |n: i64| u32::try_from(n).unwrap_or_default();
    let last = whole(row.get(12)?);
    let outlet = Outlet {
        host: row.get(16)?,
        port: u16::try_from(row.get::<i64>(17)?).unwrap_or_default(),
        security: row.with_text(18, Security::from_slug)?.unwrap_or_default(),
    };
    Ok(MailBox {
        id: row.id(0)?,
        name: row.get(1)?,
        email: row.get(2)?,
        host: row.get(3)?,
        port: u16::try_from(row.get::<i64>(4)?).unwrap_or_default(),
        security: row.with_text(5, Security::from_slug)?.unwrap_or_default(),
        user: row.get(6)?,
        password: row.get(7)?,
        folder: row.get(8)?,
        responsible: row.get(9)?,
        since_on: row.with_text(10, |text| text.parse().unwrap_or_default())?,
        mark: row.get::<Option<i64>>(11)?.map(|validity| Mark { validity: whole(validity), last }),
        trouble: row.get(13)?,
        looked_at: row.get(14)?,
        team: row.get(15)?,
        outlet: Some(outlet).filter(|outlet| !outlet.host.is_empty()),
        stuck: Stuck { at: whole(row.get(19)?), n_tries: row.get(20)? },
    })
}

/// Every box, by name.
pub(crate) fn boxes(tx: &mut Tx<'_>) -> Result<Vec<MailBox>, DbError> {
    tx.rows(&format!("SELECT {BOX} FROM mail_boxes ORDER BY name, id"), &[], mail_box)
}

pub(crate) fn insert_box(tx: &mut Tx<'_>, one: &MailBox) -> Result<(), DbError> {
    let since = one.since_on.to_string();
    let outlet = one.outlet.clone().unwrap_or_default();
    let marks = tx.dialect().placeholders(1, BOX.split(',').count());
    tx.execute(
        &format!("INSERT INTO mail_boxes ({BOX}) VALUES ({marks})"),
        params![
            one.id.0,
            &one.name,
            &one.email,
            &one.host,
            i64::from(one.port),
            one.security.slug(),
            &one.user,
            &one.password,
            &one.folder,
            one.responsible,
            &since,
            one.mark.map(|mark| i64::from(mark.validity)),
            one.mark.map_or(0, |mark| i64::from(mark.last)),
            &one.trouble,
            one.looked_at,
            one.team,
            &outlet.host,
            i64::from(outlet.port),
            outlet.security.slug(),
            i64::from(one.stuck.at),
            one.stuck.n_tries
        ],
    )
    .map(drop)
}

pub(crate) fn remove_box(tx: &mut Tx<'_>, id: BoxId) -> Result<(), DbError> {
    tx.execute("DELETE FROM mail_boxes WHERE id = $1", params![id.0]).map(drop)
}

/// Notes how far a box was read.
pub(crate) fn reached(tx: &mut Tx<'_>, id: BoxId, mark: Mark) -> Result<(), DbError> {
    tx.execute(
        "UPDATE mail_boxes SET validity = $2, last = $3 WHERE id = $1",
        params![id.0, i64::from(mark.validity), i64::from(mark.last)],
    )
    .map(drop)
}

/// Notes at which letter a box stands still, and how often that one was tried.
pub(crate) fn stand_still(tx: &mut Tx<'_>, id: BoxId, stuck: Stuck) -> Result<(), DbError> {
    tx.execute(
        "UPDATE mail_boxes SET stuck_at = $2, n_stuck = $3 WHERE id = $1",
        params![id.0, i64::from(stuck.at), stuck.n_tries],
    )
    .map(drop)
}

/// Notes what came of a look.
pub(crate) fn looked(
    tx: &mut Tx<'_>,
    id: BoxId,
    trouble: Option<&str>,
    now: Millis,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE mail_boxes SET trouble = $2, looked_at = $3 WHERE id = $1",
        params![id.0, trouble, now],
    )
    .map(drop)
}

/// Whether a letter was read before, on a card or in the tray.
pub(crate) fn is_known(tx: &mut Tx<'_>, name: &str) -> Result<bool, DbError> {
    let laid = tx.number("SELECT count(*) FROM interactions WHERE external_id = $1", params![name])?;
    let waiting = tx.number("SELECT count(*) FROM mail_tray WHERE external_id = $1", params![name])?;
    Ok(laid + waiting > 0)
}

const UNSORTED: &str = "id, external_id, responsible, at, sender, subject, letter, team";

fn unsorted(row: &Row<'_>) -> Result<Unsorted, DbError> {
    Ok(Unsorted {
        id: row.id(0)?,
        external_id: row.get(1)?,
        responsible: row.get(2)?,
        at: row.get(3)?,
        sender: row.get(4)?,
        subject: row.get(5)?,
        kept: serde_json::from_str(&row.get::<String>(6)?).unwrap_or_default(),
        team: row.get(7)?,
    })
}

pub(crate) fn insert_unsorted(tx: &mut Tx<'_>, one: &Unsorted) -> Result<(), DbError> {
    let kept = serde_json::to_string(&one.kept).unwrap_or_else(|_| "{}".to_owned());
    tx.execute(
        &format!("INSERT INTO mail_tray ({UNSORTED}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"),
        params![
            one.id.0,
            &one.external_id,
            one.responsible,
            one.at,
            &one.sender,
            &one.subject,
            &kept,
            one.team
        ],
    )
    .map(drop)
}

/// What waits, the latest first.
pub(crate) fn open(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Unsorted>, DbError> {
    tx.rows(
        &format!(
            "SELECT {UNSORTED} FROM mail_tray WHERE settled_at IS NULL ORDER BY at DESC, id DESC LIMIT $1"
        ),
        params![limit],
        unsorted,
    )
}

/// A letter that waits.
pub(crate) fn waiting(tx: &mut Tx<'_>, id: UnsortedId) -> Result<Option<Unsorted>, DbError> {
    tx.first(
        &format!("SELECT {UNSORTED} FROM mail_tray WHERE id = $1 AND settled_at IS NULL"),
        params![id.0],
        unsorted,
    )
}

/// Takes a letter out of the tray; its words go, its name stays so that it is not read again.
pub(crate) fn settle(tx: &mut Tx<'_>, id: UnsortedId, now: Millis) -> Result<(), DbError> {
    tx.execute(
        "UPDATE mail_tray SET settled_at = $2, sender = '', subject = '', letter = '{}' WHERE id = $1",
        params![id.0, now],
    )
    .map(drop)
}

/// Keeps the HTML of a letter that was written down.
pub(crate) fn keep_html(tx: &mut Tx<'_>, no: InteractionNo, html: &str) -> Result<(), DbError> {
    tx.execute("INSERT INTO interaction_html (interaction_no, html) VALUES ($1, $2)", params![no, html])
        .map(drop)
}

/// The HTML of a letter, without anything that acts; `None` for one that had none.
pub(crate) fn html(tx: &mut Tx<'_>, no: InteractionNo) -> Result<Option<String>, DbError> {
    tx.first("SELECT html FROM interaction_html WHERE interaction_no = $1", params![no], |row| row.get(0))
}

/// Whether a letter has HTML.
pub(crate) fn has_html(tx: &mut Tx<'_>, no: InteractionNo) -> Result<bool, DbError> {
    Ok(tx.number("SELECT count(*) FROM interaction_html WHERE interaction_no = $1", params![no])? > 0)
}

/// Whether a letter that waits came with a stored file.
pub(crate) fn is_file_waiting(tx: &mut Tx<'_>, key: &str) -> Result<bool, DbError> {
    let sql = "SELECT count(*) FROM mail_tray WHERE settled_at IS NULL AND letter LIKE '%' || CAST($1 AS TEXT) || '%'";
    Ok(tx.number(sql, params![key])? > 0)
}

/// Forgets the letters of the tray that speak of somebody who is erased; gives the keys of the files that came with them.
pub(crate) fn forget_letters(
    tx: &mut Tx<'_>,
    speaks: &dyn Fn(&str) -> bool,
) -> Result<Vec<String>, DbError> {
    let mut found: Vec<Unsorted> = Vec::new();
    tx.each(&format!("SELECT {UNSORTED} FROM mail_tray"), &[], |row| {
        if speaks(&row.get::<String>(4)?) || speaks(&row.get::<String>(6)?) {
            found.push(unsorted(row)?);
        }
        Ok(true)
    })?;
    for one in &found {
        tx.execute("DELETE FROM mail_tray WHERE id = $1", params![one.id.0])?;
    }
    Ok(found.iter().flat_map(|one| one.kept.file_keys()).collect())
}

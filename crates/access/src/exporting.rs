//! Taking records out of the house: who may, how many in a day, and when a second person must agree.
//!
//! Whoever exports [`ask`]s first, telling what and how many. Few records may go at once; more wait until somebody else
//! who may [`decide`] agrees. [`begin`] comes before the first record leaves: it takes the day's quota and gives the
//! [`Watermark`] that the file bears. All three are told in the journal. Where there is nobody else who could agree, as
//! in a firm of one owner, that owner needs nobody.

use crate::deciding::{Deed, is_person};
use crate::quota::{self, Quota};
use crate::refusal::Refusal;
use crate::rights::EXPORT;
use crate::watermark::Watermark;
use crate::{UserId, store, user};
use db::{DbError, Tx};
use kernel::{Actor, DAY_MS, Level, Millis, RawId, Setting};
use serde_json::json;

kernel::id_type!(
    /// An export that somebody asked for.
    ExportId
);

/// How long a consent holds.
const AGREED_MS: Millis = 3 * DAY_MS;
/// The longest reason, in letters.
const LONGEST_REASON: usize = 500;

/// What is to be taken out.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// What the records are, such as `customers`, and which of them with which columns: a consent is to that alone.
    pub what: String,
    /// In which format.
    pub format: String,
    /// How many there are, about.
    pub n: i64,
    /// What for; must be told where a second person has to agree.
    pub reason: String,
}

/// How far an export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ExportState {
    /// It waits for somebody to agree.
    Waiting,
    /// It may go.
    Agreed,
    /// Somebody refused.
    Refused,
    /// Its records have left.
    Begun,
}

impl ExportState {
    const ALL: [ExportState; 4] =
        [ExportState::Waiting, ExportState::Agreed, ExportState::Refused, ExportState::Begun];

    /// The word kept in the base.
    pub fn slug(self) -> &'static str {
        match self {
            ExportState::Waiting => "waiting",
            ExportState::Agreed => "agreed",
            ExportState::Refused => "refused",
            ExportState::Begun => "begun",
        }
    }

    pub(crate) fn from_slug(slug: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.slug() == slug).unwrap_or(ExportState::Refused)
    }
}

/// An export that somebody asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportRequest {
    /// Its number, which its watermark names.
    pub no: i64,
    /// Its id.
    pub id: ExportId,
    /// Who asked; `None` for the console.
    pub user: Option<RawId>,
    /// What the records are.
    pub what: String,
    /// In which format.
    pub format: String,
    /// What for.
    pub reason: String,
    /// How many records, about.
    pub n: i64,
    /// When it was asked for.
    pub asked_at: Millis,
    /// How far it is.
    pub state: ExportState,
    /// Who agreed or refused.
    pub decided_by: Option<RawId>,
    /// When.
    pub decided_at: Option<Millis>,
}

/// Asks to take records out; what comes back is agreed to already, or waits.
///
/// # Errors
/// [`Refusal`]: not allowed; quota over; reason missing where somebody has to agree.
pub fn ask(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    wanted: Wanted,
) -> Result<ExportRequest, Refusal> {
    may_export(actor)?;
    if quota::left(tx, setting, actor, Quota::Exports)?.is_some_and(|left| wanted.n > left) {
        return Err(Refusal::QuotaOver);
    }
    let reason: String = wanted.reason.trim().chars().take(LONGEST_REASON).collect();
    let must_wait = needs_consent(tx, actor, wanted.n)?;
    if must_wait && reason.is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    let request = ExportRequest {
        no: store::exports::next_no(tx)?,
        id: setting.id(),
        user: actor.user,
        what: wanted.what,
        format: wanted.format,
        reason,
        n: wanted.n,
        asked_at: setting.now(),
        state: if must_wait { ExportState::Waiting } else { ExportState::Agreed },
        decided_by: None,
        decided_at: None,
    };
    store::exports::insert(tx, &request)?;
    tell(tx, (setting, actor), "export.asked", &request)?;
    Ok(request)
}

/// Agrees to somebody's export, or refuses it; what is decided already stays so.
///
/// # Errors
/// [`Refusal`]: not allowed, missing, own deed.
pub fn decide(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    id: ExportId,
    is_agreed: bool,
) -> Result<ExportRequest, Refusal> {
    if !actor.may(EXPORT, Level::Arrange) {
        return Err(Refusal::NotAllowed);
    }
    let request = store::exports::find(tx, id)?.ok_or(Refusal::Missing)?;
    if request.user.is_some() && request.user == actor.user {
        return Err(Refusal::OwnDeed);
    }
    if request.state != ExportState::Waiting {
        return Ok(request);
    }
    let state = if is_agreed { ExportState::Agreed } else { ExportState::Refused };
    let request =
        ExportRequest { state, decided_by: actor.user, decided_at: Some(setting.now()), ..request };
    store::exports::update(tx, &request)?;
    let verb = if is_agreed { "export.agreed" } else { "export.refused" };
    tell(tx, (setting, actor), verb, &request)?;
    Ok(request)
}

/// Lets the records of an export leave, this once, and gives the watermark that they bear.
///
/// # Errors
/// [`Refusal`]: not allowed; missing, also when it is somebody else's or was begun before; not agreed, also when the
/// consent is too old; quota over.
pub fn begin(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    id: ExportId,
) -> Result<Watermark, Refusal> {
    may_export(actor)?;
    let found = store::exports::find(tx, id)?.filter(|request| request.user == actor.user);
    let request = found.filter(|request| request.state != ExportState::Begun).ok_or(Refusal::Missing)?;
    let since = request.decided_at.unwrap_or(request.asked_at);
    if request.state != ExportState::Agreed || setting.now() - since > AGREED_MS {
        return Err(Refusal::NotAgreed);
    }
    quota::take(tx, setting, actor, (Quota::Exports, request.n))?;
    let request = ExportRequest { state: ExportState::Begun, ..request };
    store::exports::update(tx, &request)?;
    tell(tx, (setting, actor), "export.begun", &request)?;
    let who = match actor.user {
        Some(id) => user::get(tx, UserId(id))?.map(|user| user.name),
        None => None,
    };
    Ok(Watermark { no: request.no, who: who.unwrap_or_default(), at: setting.now() })
}

/// The exports asked for, newest first, at most `limit`: all for those who decide, else one's own.
///
/// # Errors
/// [`Refusal::NotAllowed`].
pub fn all(tx: &mut Tx<'_>, actor: &Actor, limit: usize) -> Result<Vec<ExportRequest>, Refusal> {
    may_export(actor)?;
    let whose = if actor.may(EXPORT, Level::Arrange) { None } else { Some(actor.user.unwrap_or_default()) };
    Ok(store::exports::all(tx, whose, limit)?)
}

/// One's own requests that somebody else has to decide on, or has decided on, newest first, at most `limit`.
///
/// # Errors
/// [`Refusal::NotAllowed`].
pub fn own_asked(tx: &mut Tx<'_>, actor: &Actor, limit: usize) -> Result<Vec<ExportRequest>, Refusal> {
    may_export(actor)?;
    let all = store::exports::all(tx, Some(actor.user.unwrap_or_default()), limit)?;
    let is_asked = |one: &ExportRequest| one.state == ExportState::Waiting || one.decided_at.is_some();
    Ok(all.into_iter().filter(is_asked).collect())
}

/// How far an export is that somebody asked for; `None` when there is none.
///
/// # Errors
/// Any [`DbError`].
pub fn state(tx: &mut Tx<'_>, id: ExportId) -> Result<Option<ExportState>, DbError> {
    Ok(store::exports::find(tx, id)?.map(|request| request.state))
}

/// Takes out of the requests what speaks of somebody who is erased: the words of the list and of the reason.
///
/// # Errors
/// Any [`DbError`].
pub fn forget_words(tx: &mut Tx<'_>, speaks: &dyn Fn(&str) -> bool) -> Result<(), DbError> {
    store::exports::forget_words(tx, speaks)
}

/// The export of a watermark's number.
///
/// # Errors
/// [`Refusal`]: not allowed, missing.
pub fn numbered(tx: &mut Tx<'_>, actor: &Actor, no: i64) -> Result<ExportRequest, Refusal> {
    if !actor.may(EXPORT, Level::Arrange) {
        return Err(Refusal::NotAllowed);
    }
    store::exports::numbered(tx, no)?.ok_or(Refusal::Missing)
}

/// Whether somebody else has to agree that so many records leave.
fn needs_consent(tx: &mut Tx<'_>, actor: &Actor, n: i64) -> Result<bool, DbError> {
    let Some(id) = actor.user.filter(|_| is_person(actor)) else { return Ok(false) };
    let Some(user) = store::users::get(tx, UserId(id))? else { return Ok(true) };
    if n <= quota::of_role(tx, user.role, Quota::ExportAlone)? {
        return Ok(false);
    }
    // Only an owner arranges exports by role, so only an owner can be the only one.
    Ok(!user.role.is_owner() || store::users::n_active_owners(tx)? > 1)
}

fn may_export(actor: &Actor) -> Result<(), Refusal> {
    if actor.may(EXPORT, Level::Write) { Ok(()) } else { Err(Refusal::NotAllowed) }
}

fn tell(
    tx: &mut Tx<'_>,
    (setting, actor): (&Setting, &Actor),
    verb: &'static str,
    request: &ExportRequest,
) -> Result<(), DbError> {
    let payload = json!({
        "no": request.no, "what": request.what, "format": request.format, "n": request.n,
        "reason": request.reason, "by": request.user,
    });
    Deed { setting, actor, verb }.done(tx, ("export", request.id.0), &payload)
}

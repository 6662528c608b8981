//! What a verb works with besides the transaction: time and chance, who acts, the fields of the base, who works there.

use crate::beyond::Answering;
use crate::consents::Patience;
use crate::field::FieldSet;
use crate::snapshot::Snapshot;
use crate::staff::Staff;
use crate::store;
use db::{DbError, Tx};
use fields::Manner;
use kernel::{Actor, Level, Millis, Setting};
use std::sync::{Arc, PoisonError, RwLock};

/// The right over which levels are asked here.
pub const RIGHT: kernel::Right = "customers";

/// The setting of one deed.
#[derive(Clone)]
pub struct Act {
    /// Time and chance.
    pub setting: Setting,
    /// Who acts.
    pub actor: Actor,
    /// The fields of the base as they stand.
    pub fields: Arc<FieldSet>,
    /// How ambiguous input is read.
    pub manner: Manner,
}

impl Act {
    /// Whether the actor holds at least `level` over customers.
    pub fn may(&self, level: Level) -> bool {
        self.actor.may(RIGHT, level)
    }
}

/// How often the fields had been changed when they were read, and the fields.
type Known = (i64, Arc<FieldSet>);

/// Remembers the fields and the people of a base between deeds; cheap to clone.
#[derive(Clone, Default)]
pub struct Desk {
    known: Arc<RwLock<Option<Known>>>,
    staff: Arc<RwLock<Arc<Staff>>>,
    snapshot: Snapshot,
    answering: Answering,
    patience: Patience,
}

impl Desk {
    /// The fields as they stand; read anew only after a change, whichever process made it.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn fields(&self, tx: &mut Tx<'_>) -> Result<Arc<FieldSet>, DbError> {
        let n_changes = store::fields::n_changes(tx)?;
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((n, fields)) = known
            && n == n_changes
        {
            return Ok(fields);
        }
        let fields = Arc::new(
            FieldSet::new(store::fields::all(tx)?)
                .over(self.snapshot.clone())
                .answered_by(self.answering()),
        );
        *self.known.write().unwrap_or_else(PoisonError::into_inner) =
            Some((n_changes, Arc::clone(&fields)));
        Ok(fields)
    }

    /// What answers conditions beyond the card.
    pub fn answering(&self) -> Answering {
        self.answering.clone()
    }

    /// How often strangers may knock.
    pub fn patience(&self) -> Patience {
        self.patience.clone()
    }

    /// The card index in memory.
    pub fn snapshot(&self) -> Snapshot {
        self.snapshot.clone()
    }

    /// Who works here, as read within the last seconds.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn staff(&self, tx: &mut Tx<'_>, now: Millis) -> Result<Arc<Staff>, DbError> {
        let known = Arc::clone(&self.staff.read().unwrap_or_else(PoisonError::into_inner));
        if known.is_fresh(now) {
            return Ok(known);
        }
        let staff = Staff::read(tx, now)?;
        *self.staff.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&staff);
        Ok(staff)
    }

    /// Opens a deed of this actor in the firm's manner.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn act(&self, tx: &mut Tx<'_>, who: (&Setting, &Actor), firm: &web::Firm) -> Result<Act, DbError> {
        let (setting, actor) = who;
        let now = setting.now();
        let zone = jiff::tz::TimeZone::get(&firm.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let offset = jiff::Timestamp::from_millisecond(now).map_or(0, |at| zone.to_offset(at).seconds());
        let manner =
            Manner { currency: firm.currency, utc_offset_secs: offset, ..Manner::of(firm.country, now) };
        Ok(Act { setting: setting.clone(), actor: actor.clone(), fields: self.fields(tx)?, manner })
    }
}

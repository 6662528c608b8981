//! The right side of the card: what waits to be settled, and what is worth asking next.

use super::asked_field::AskedField;
use super::card::Room;
use super::card_facts::{Drawer, deed, shown};
use super::card_who::judge;
use super::consents::{self, ConsentBlock};
use crate::duplicates::{self, SeenPair};
use crate::error::CustomerError;
use crate::field::Field;
use crate::knowing::{self, Question};
use crate::merging::{self, Merge};
use crate::sheet::Fact;
use db::Tx;
use kernel::Level;
use ui::ConflictSide;

/// How many questions a card asks at once.
const N_QUESTIONS: usize = 3;
/// How many cards that may be of the same client are named.
const N_LIKES: usize = 3;

/// What to do on a card.
pub(super) struct NextSteps {
    pub(super) conflicts: Vec<Conflict>,
    pub(super) questions: Vec<QuestionLine>,
    /// Cards that may be of the same client: the sentence and where both stand side by side.
    pub(super) likes: Vec<(String, String)>,
    /// Cards that went into this one: which and when, and where that is taken back.
    pub(super) absorbed: Vec<(String, String)>,
    pub(super) can_write: bool,
    pub(super) consents: ConsentBlock,
}

/// Values that disagree.
pub(super) struct Conflict {
    pub(super) key: String,
    pub(super) label: String,
    pub(super) sides: Vec<ConflictSide>,
}

/// A question with its sentence of why, answerable in place.
pub(super) struct QuestionLine {
    pub(super) asked: AskedField,
    pub(super) why: String,
    pub(super) action: String,
}

/// Looks at a card.
pub(super) fn of(tx: &mut Tx<'_>, room: &Room<'_>) -> Result<NextSteps, CustomerError> {
    let can_write = room.act.may(Level::Write) && room.card.archived_at.is_none();
    let drawer = Drawer::read(tx, room, false)?;
    let sheet = &room.card.sheet;
    let disputed = room.act.fields.all().filter(|field| sheet.rivals(field.no).next().is_some());
    let conflicts = disputed.map(|field| conflict(room, &drawer, field)).collect();
    let questions = match can_write {
        true => knowing::next_questions(room.card, &room.act.fields, judge(room), N_QUESTIONS),
        false => Vec::new(),
    };
    let questions = questions.into_iter().filter_map(|question| line(room, &question)).collect();
    Ok(NextSteps {
        conflicts,
        questions,
        likes: likes(tx, room)?,
        absorbed: absorbed(tx, room)?,
        can_write,
        consents: consents::block_of(tx, room)?,
    })
}

fn likes(tx: &mut Tx<'_>, room: &Room<'_>) -> Result<Vec<(String, String)>, CustomerError> {
    let say = &room.visit.say;
    let pairs = duplicates::of_card(tx, room.act, room.card.no)?;
    let line = |seen: SeenPair| {
        let other = if seen.left.id == room.card.id { seen.right } else { seen.left };
        let percent = duplicates::percent(seen.pair.probability, say);
        let words = say.with(
            "customers-same-as",
            &[("name", other.name.as_str().into()), ("percent", percent.into())],
        );
        (words, format!("{}/{}/{}", duplicates::HREF, room.card.id, other.id))
    };
    Ok(pairs.into_iter().take(N_LIKES).map(line).collect())
}

fn absorbed(tx: &mut Tx<'_>, room: &Room<'_>) -> Result<Vec<(String, String)>, CustomerError> {
    let say = &room.visit.say;
    let line = |merge: Merge| {
        let when = say.date(merge.merged_at);
        let words =
            say.with("customers-absorbed-one", &[("no", merge.loser_no.into()), ("when", when.into())]);
        (words, format!("/merges/{}/undo", merge.id))
    };
    Ok(merging::into(tx, room.act, room.card.id)?.into_iter().map(line).collect())
}

fn conflict(room: &Room<'_>, drawer: &Drawer<'_>, field: &Field) -> Conflict {
    let (say, now) = (&room.visit.say, room.act.setting.now());
    let side = |fact: &Fact| {
        let whence = drawer.whence(fact.source);
        let parts = [whence.words, whence.who].into_iter().filter(|part| !part.is_empty());
        let source = parts.collect::<Vec<_>>().join(", ");
        let args = [("source", source.into()), ("age", say.ago(now, fact.fresh_at()).into())];
        ConflictSide {
            value: shown(room, field, &fact.value),
            source: say.with("customers-side-from", &args),
            source_href: whence.href,
            action: deed(room, "settle", field, &fact.value),
        }
    };
    let of_field = room.card.sheet.facts().iter().filter(|fact| fact.field == field.no);
    Conflict {
        key: format!("{}-0", field.slug.replace('_', "-")),
        label: field.label(say),
        sides: of_field.map(side).collect(),
    }
}

fn line(room: &Room<'_>, question: &Question) -> Option<QuestionLine> {
    let field = room.act.fields.no(question.field)?;
    let eye = (&room.visit.say, &room.act.manner, room.staff);
    Some(QuestionLine {
        asked: AskedField::blank(field, eye),
        why: question.why.say(room.act.setting.now(), &room.visit.say),
        action: format!("{}/facts/answer", room.card.href()),
    })
}

//! Kinds of interactions as the firm uses them: built-in ones and its own, each with its outcomes.

use crate::error::{InteractionError, needs};
use crate::kinds::{self, InteractionKind};
use crate::store::kinds as table;
use customers::Act;
use customers::arranging::slug_of;
use db::{DbError, Tx};
use journal::Entry;
use kernel::{Level, Money};
use serde_json::json;
use words::Say;

/// The icons that a kind of one's own may have; the first when none is chosen.
pub const ICONS: [&str; 12] = [
    "message-square",
    "heart-handshake",
    "phone",
    "mail",
    "calendar",
    "megaphone",
    "truck",
    "graduation-cap",
    "ticket",
    "star",
    "wallet",
    "globe",
];

/// The longest name of a kind and of an outcome, in letters.
const LONGEST: usize = 60;

/// The most that one may cost, in smallest units, so that sums of millions of them still fit.
const MOST_COST: i64 = 1_000_000_000_000;

/// A kind as the firm uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Its name in the base and the API; never changes.
    pub slug: String,
    /// What people read; empty for built-in kinds, whose words are in the catalogues.
    pub label: String,
    /// The name of its icon.
    pub icon: String,
    /// All its outcomes, in the order shown, those put away too.
    pub outcomes: Vec<Outcome>,
    /// What one of them costs the firm, in the smallest units of its money; 0 where nobody said.
    pub cost: i64,
    /// Its place after the built-in ones.
    pub position: i64,
    /// Whether it is no longer offered; what is of it stays.
    pub is_away: bool,
    /// Grows by one with each change; 0 for a built-in one that was never touched.
    pub revision: i64,
}

/// How an interaction may end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its name in the base and the API, unique within the kind.
    pub slug: String,
    /// What people read; empty for built-in ones.
    pub label: String,
    /// Whether it is no longer offered.
    pub is_away: bool,
}

impl Kind {
    /// What people read.
    pub fn label(&self, say: &Say) -> String {
        if self.label.is_empty() {
            say.t(&format!("interactions-kind-{}", self.slug))
        } else {
            self.label.clone()
        }
    }

    /// The outcome of a name.
    pub fn outcome(&self, slug: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.slug == slug)
    }

    /// Those that are offered.
    pub fn offered(&self) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(|outcome| !outcome.is_away)
    }

    /// Whether it comes from them or goes out from us.
    pub fn has_direction(&self) -> bool {
        kinds::find(&self.slug).is_none_or(InteractionKind::has_direction)
    }

    /// Whether we are in touch with the customer by it, so that it is counted and may cost something.
    pub fn is_contact(&self) -> bool {
        kinds::find(&self.slug).is_none_or(InteractionKind::is_contact)
    }

    /// Whether it came with Kartoteka.
    pub fn is_builtin(&self) -> bool {
        kinds::find(&self.slug).is_some()
    }
}

impl Outcome {
    /// What people read.
    pub fn label(&self, say: &Say) -> String {
        match self.label.is_empty() {
            true => say.t(&format!("interactions-outcome-{}", self.slug.replace('_', "-"))),
            false => self.label.clone(),
        }
    }
}

/// What can be arranged of a kind.
#[derive(Debug, Clone, Default)]
pub struct Arranged {
    /// What people read; left out of account for built-in kinds.
    pub label: String,
    /// One of [`ICONS`]; left out of account for built-in kinds.
    pub icon: String,
    /// The outcomes of the firm's own, in the order shown, with their names where they have them already.
    pub own: Vec<(Option<String>, String)>,
    /// The built-in outcomes that are not offered.
    pub hidden: Vec<String>,
    /// What one of them costs, in the firm's currency; what stands is left where nothing is said.
    pub cost: Option<Money>,
    /// Whether the kind is no longer offered.
    pub is_away: bool,
}

impl Arranged {
    /// A kind as it stands.
    pub fn of(kind: &Kind) -> Self {
        let own = kind.offered().filter(|one| !one.label.is_empty());
        let hidden = kind.outcomes.iter().filter(|one| one.is_away && one.label.is_empty());
        Self {
            label: kind.label.clone(),
            icon: kind.icon.clone(),
            own: own.map(|one| (Some(one.slug.clone()), one.label.clone())).collect(),
            hidden: hidden.map(|one| one.slug.clone()).collect(),
            cost: None,
            is_away: kind.is_away,
        }
    }
}

/// Every kind, those put away too: built-in ones first, then the firm's own in their order.
///
/// # Errors
/// Any [`DbError`].
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Kind>, DbError> {
    let mut kept = table::kinds(tx)?;
    let mut outcomes = table::outcomes(tx)?;
    let builtin = kinds::KINDS.iter().map(|kind| {
        let known = kept.extract_if(.., |known| known.slug == kind.slug()).next();
        Kind {
            slug: kind.slug().to_owned(),
            label: String::new(),
            icon: kind.icon().to_owned(),
            outcomes: kind.outcomes().iter().map(|slug| built_in(slug)).collect(),
            cost: known.as_ref().map_or(0, |known| known.cost),
            position: 0,
            is_away: known.as_ref().is_some_and(|known| known.is_away),
            revision: known.map_or(0, |known| known.revision),
        }
    });
    let mut all: Vec<Kind> = builtin.collect();
    all.extend(kept);
    for kind in &mut all {
        for (_, own) in outcomes.extract_if(.., |(of, _)| *of == kind.slug) {
            match kind.outcomes.iter_mut().find(|outcome| outcome.slug == own.slug) {
                Some(known) => known.is_away = own.is_away,
                None => kind.outcomes.push(own),
            }
        }
    }
    Ok(all)
}

fn built_in(slug: &str) -> Outcome {
    Outcome { slug: slug.to_owned(), label: String::new(), is_away: false }
}

/// The kind of a name.
///
/// # Errors
/// [`InteractionError::Missing`].
pub fn get(tx: &mut Tx<'_>, slug: &str) -> Result<Kind, InteractionError> {
    all(tx)?.into_iter().find(|kind| kind.slug == slug).ok_or(InteractionError::Missing)
}

/// Adds a kind of the firm's own after all others; its name is made of its label and never given twice.
///
/// # Errors
/// [`InteractionError::Forbidden`] unless interactions may be arranged; [`InteractionError::Invalid`].
pub fn add(tx: &mut Tx<'_>, act: &Act, arranged: Arranged) -> Result<Kind, InteractionError> {
    needs(act, Level::Arrange)?;
    let known = all(tx)?;
    let label = checked_label(&known, None, &arranged.label)?;
    let kind = Kind {
        slug: slug_of(&label, |slug| known.iter().any(|kind| kind.slug == slug)),
        label,
        icon: icon(&arranged.icon),
        outcomes: Vec::new(),
        cost: 0,
        position: known.iter().map(|kind| kind.position).max().unwrap_or(0) + 10,
        is_away: false,
        revision: 0,
    };
    keep(tx, act, "interaction_kind.added", kind, arranged)
}

/// Arranges a kind anew, unless somebody else did since `revision`. Outcomes that are no longer named are put away: what
/// ended so still reads right.
///
/// # Errors
/// As [`add`]; [`InteractionError::Missing`], [`InteractionError::Outdated`].
pub fn arrange(
    tx: &mut Tx<'_>,
    act: &Act,
    (slug, revision): (&str, Option<i64>),
    arranged: Arranged,
) -> Result<Kind, InteractionError> {
    needs(act, Level::Arrange)?;
    let known = all(tx)?;
    let kind = known.iter().find(|kind| kind.slug == slug).cloned().ok_or(InteractionError::Missing)?;
    if revision.is_some_and(|revision| revision != kind.revision) {
        return Err(InteractionError::Outdated);
    }
    let kind = match kind.is_builtin() {
        true => kind,
        false => Kind {
            label: checked_label(&known, Some(slug), &arranged.label)?,
            icon: icon(&arranged.icon),
            ..kind
        },
    };
    keep(tx, act, "interaction_kind.changed", Kind { is_away: arranged.is_away, ..kind }, arranged)
}

fn keep(
    tx: &mut Tx<'_>,
    act: &Act,
    verb: &'static str,
    kind: Kind,
    arranged: Arranged,
) -> Result<Kind, InteractionError> {
    let cost = cost(act, &kind, arranged.cost)?;
    let outcomes = outcomes(&kind, arranged)?;
    let kind = Kind { outcomes, cost, revision: kind.revision + 1, ..kind };
    table::keep(tx, &kind)?;
    let payload = json!({
        "kind": kind.slug, "label": kind.label, "icon": kind.icon, "is_away": kind.is_away,
        "cost": Money::new(kind.cost, act.manner.currency),
        "outcomes": kind.offered().map(|one| [&one.slug, &one.label]).collect::<Vec<_>>(),
    });
    let subject = ("interaction_kind", act.setting.id::<crate::InteractionId>().0);
    journal::append(tx, &act.setting, &act.actor, Entry::now(&act.setting, verb, subject, &payload))?;
    Ok(kind)
}

/// What one costs after arranging.
fn cost(act: &Act, kind: &Kind, wanted: Option<Money>) -> Result<i64, InteractionError> {
    let Some(wanted) = wanted else { return Ok(kind.cost) };
    let is_sound = wanted.currency == act.manner.currency && (0..=MOST_COST).contains(&wanted.minor);
    is_sound.then_some(wanted.minor).ok_or_else(|| InteractionError::at("cost", "interactions-cost-wrong"))
}

/// The outcomes as they stand after arranging: built-in ones, the firm's own as named, those put away.
fn outcomes(kind: &Kind, arranged: Arranged) -> Result<Vec<Outcome>, InteractionError> {
    let (builtin, own): (Vec<&Outcome>, Vec<&Outcome>) =
        kind.outcomes.iter().partition(|outcome| outcome.label.is_empty());
    let mut all: Vec<Outcome> = builtin
        .into_iter()
        .map(|one| Outcome { is_away: arranged.hidden.contains(&one.slug), ..one.clone() })
        .collect();
    for (slug, label) in arranged.own {
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        if label.is_empty() || label.chars().count() > LONGEST {
            return Err(InteractionError::at("outcomes", "interactions-label-wrong"));
        }
        if all.iter().any(|one| one.label == label) {
            return Err(InteractionError::at("outcomes", "interactions-outcome-twice"));
        }
        let same = |one: &&&Outcome| slug.as_ref().map_or(one.label == label, |slug| one.slug == *slug);
        let slug = match own.iter().find(same) {
            Some(known) => known.slug.clone(),
            None => slug_of(&label, |slug| {
                kind.outcome(slug).is_some() || all.iter().any(|one| one.slug == slug)
            }),
        };
        all.push(Outcome { slug, label, is_away: false });
    }
    let gone = own.into_iter().filter(|one| !all.iter().any(|kept| kept.slug == one.slug)).cloned();
    let gone: Vec<Outcome> = gone.map(|one| Outcome { is_away: true, ..one }).collect();
    all.extend(gone);
    Ok(all)
}

fn checked_label(known: &[Kind], own: Option<&str>, label: &str) -> Result<String, InteractionError> {
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    if label.is_empty() || label.chars().count() > LONGEST {
        return Err(InteractionError::at("label", "interactions-label-wrong"));
    }
    if known.iter().any(|kind| kind.label == label && own != Some(kind.slug.as_str())) {
        return Err(InteractionError::at("label", "interactions-label-taken"));
    }
    Ok(label)
}

fn icon(wanted: &str) -> String {
    ICONS.into_iter().find(|icon| *icon == wanted).unwrap_or("message-square").to_owned()
}

//! How old the values are that a condition asks about, where they are worked out behind the scenes.

use crate::asked::Node;
use crate::engine::Engine;
use crate::error::SegmentError;
use customers::Act;
use customers::happening::Reckoned;
use db::Tx;
use fields::Condition;
use serde::Serialize;
use utoipa::ToSchema;
use words::{Arg, Say};

/// When values that a condition asks about were worked out.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AsOfView {
    /// When they were true, RFC 3339; null before the first time.
    reckoned_at: Option<String>,
    /// Whether nothing changed since that they are made from.
    is_current: bool,
}

impl AsOfView {
    pub(crate) fn of(reckoned: Reckoned) -> Self {
        Self { reckoned_at: reckoned.at.map(web::moment), is_current: reckoned.is_current }
    }
}

impl Engine {
    /// How old the oldest values are that a condition asks about; `None` where it asks about none that may lag behind.
    ///
    /// # Errors
    /// As [`Engine::matching`].
    pub(crate) fn reckoned(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        condition: &Condition,
    ) -> Result<Option<Reckoned>, SegmentError> {
        if !condition.is_beyond() {
            return Ok(None);
        }
        let node = self.resolved(tx, act, condition)?;
        let mut oldest: Option<Reckoned> = None;
        let mut asked: Vec<&str> = Vec::new();
        let mut nodes = vec![&node];
        while let Some(node) = nodes.pop() {
            match node {
                Node::All(inner) | Node::Any(inner) => nodes.extend(inner),
                Node::Not(inner) | Node::Related(_, inner) => nodes.push(inner),
                Node::Happened(leaf) if !asked.contains(&leaf.table.slug()) => {
                    asked.push(leaf.table.slug());
                    oldest = older(oldest, leaf.table.reckoned(tx)?);
                }
                Node::Happened(_) | Node::Card(_) | Node::Named(_) | Node::Fixed(_) => {}
            }
        }
        Ok(oldest)
    }
}

fn older(one: Option<Reckoned>, other: Option<Reckoned>) -> Option<Reckoned> {
    match (one, other) {
        (Some(one), Some(other)) => {
            Some(Reckoned { at: one.at.min(other.at), is_current: one.is_current && other.is_current })
        }
        (one, other) => one.or(other),
    }
}

/// The same in words; empty where nothing lags.
pub(crate) fn told(reckoned: Option<Reckoned>, say: &Say) -> String {
    let Some(reckoned) = reckoned else { return String::new() };
    match reckoned.at {
        None if reckoned.is_current => String::new(),
        None => say.t("segments-reckoning-first"),
        Some(at) => {
            let key = if reckoned.is_current { "segments-reckoned" } else { "segments-reckoned-behind" };
            say.with(key, &[("at", Arg::from(say.date_time(at)))])
        }
    }
}

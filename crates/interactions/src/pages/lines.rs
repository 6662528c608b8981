//! An interaction in a line: what, with whom, when, how it ended, who of ours, and what hangs on it.

use crate::attaching::{self, AttachedFile};
use crate::error::InteractionError;
use crate::interaction::{Direction, Interaction, InteractionId};
use crate::kind::Kind;
use crate::mail::{Delivery, OnItsWay, as_it_goes};
use crate::store::outgoing;
use crate::{RIGHT, reading};
use customers::staff::Staff;
use customers::{Act, CustomerNo, listing};
use db::Tx;
use kernel::Level;
use std::collections::HashMap;
use words::Say;

/// An interaction as it is drawn.
pub(super) struct Line {
    pub(super) id: String,
    pub(super) no: i64,
    pub(super) icon: String,
    pub(super) kind: String,
    pub(super) outcome: String,
    pub(super) when: String,
    pub(super) length: String,
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) addresses: String,
    pub(super) who: String,
    pub(super) customer: Option<(String, String)>,
    pub(super) with: Option<(String, String)>,
    pub(super) files: Vec<FileLine>,
    pub(super) is_complaint: bool,
    /// Where it is answered; empty for all that is no letter of a client's.
    pub(super) answer: String,
    /// How it stands with a letter from here.
    pub(super) delivery: Option<DeliveryLine>,
}

/// How it stands with a letter, as it is drawn.
pub(super) struct DeliveryLine {
    pub(super) label: String,
    pub(super) signal: &'static str,
    /// What was wrong, in words; may be empty.
    pub(super) trouble: String,
    /// Whether a person has to decide about it.
    pub(super) needs_somebody: bool,
}

/// A file as it is drawn.
pub(super) struct FileLine {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) href: String,
    pub(super) about: String,
    pub(super) is_recording: bool,
}

/// What lines are drawn with.
pub(super) struct Pen<'p> {
    pub(super) act: &'p Act,
    pub(super) say: &'p Say,
    pub(super) staff: &'p Staff,
    pub(super) kinds: &'p [Kind],
}

impl Pen<'_> {
    /// Draws these, with whom they were and what hangs on them.
    pub(super) fn lines(
        &self,
        tx: &mut Tx<'_>,
        items: &[Interaction],
    ) -> Result<Vec<Line>, InteractionError> {
        let names = self.names(tx, items)?;
        let files = attaching::of(tx, self.act, items)?;
        let ids: Vec<InteractionId> = items.iter().map(|one| one.id).collect();
        let mut going = Vec::new();
        for one in outgoing::among(tx, &ids)? {
            going.push(as_it_goes(tx, one)?);
        }
        let delivery = |id| going.iter().find(|one| one.interaction == id).map(|one| self.delivery(one));
        let line =
            |one: &Interaction| Line { delivery: delivery(one.id), ..self.line(one, (&names, &files)) };
        Ok(items.iter().map(line).collect())
    }

    fn delivery(&self, one: &OnItsWay) -> DeliveryLine {
        let signal = match one.delivery {
            Delivery::Sent => "green",
            Delivery::Failed => "red",
            Delivery::Uncertain => "amber",
            Delivery::Waiting | Delivery::Handing => "",
        };
        DeliveryLine {
            label: self.say.t(one.delivery.label()),
            signal,
            trouble: one.trouble_in_words(self.say),
            needs_somebody: one.delivery.needs_somebody(),
        }
    }

    fn names(
        &self,
        tx: &mut Tx<'_>,
        items: &[Interaction],
    ) -> Result<HashMap<CustomerNo, (String, String)>, InteractionError> {
        let mut numbers: Vec<CustomerNo> =
            items.iter().flat_map(|one| [Some(one.customer_no), one.with_no]).flatten().collect();
        numbers.sort_unstable();
        numbers.dedup();
        let briefs = listing::briefs(tx, self.act, &numbers)?;
        let named = briefs
            .into_iter()
            .map(|brief| (brief.no, (format!("/customers/{}", brief.id), self.named(&brief.name))));
        Ok(named.collect())
    }

    /// A client's name, or that nothing is known of them.
    pub(super) fn named(&self, name: &str) -> String {
        if name.is_empty() { self.say.t("customers-nameless") } else { name.to_owned() }
    }

    fn line(
        &self,
        one: &Interaction,
        (names, files): (&HashMap<CustomerNo, (String, String)>, &[AttachedFile]),
    ) -> Line {
        let kind = self.kinds.iter().find(|kind| kind.slug == one.kind);
        let outcome = one.outcome.as_deref().and_then(|slug| kind?.outcome(slug));
        let letter = one.letter.as_ref().map(|letter| reading::veiled(self.act, letter));
        let files = files.iter().filter(|file| file.of == one.no);
        Line {
            id: one.id.to_string(),
            no: one.no,
            icon: kind.map_or("message-square", |kind| kind.icon.as_str()).to_owned(),
            kind: self.kind(one, kind),
            outcome: outcome.map(|outcome| outcome.label(self.say)).unwrap_or_default(),
            when: self.say.date_time(one.at),
            length: one
                .length_secs
                .filter(|secs| *secs > 0)
                .map(|secs| self.say.duration_secs(secs))
                .unwrap_or_default(),
            subject: one.subject.clone(),
            text: one.text.clone(),
            addresses: letter.map(|letter| addresses(&letter.from, &letter.to)).unwrap_or_default(),
            who: one.responsible.and_then(|id| self.staff.name(id)).unwrap_or_default().to_owned(),
            customer: names.get(&one.customer_no).cloned(),
            with: one.with_no.and_then(|no| names.get(&no).cloned()),
            files: files.map(|file| self.file(one, file)).collect(),
            is_complaint: one.kind == "complaint",
            answer: self.answer(one),
            delivery: None,
        }
    }

    /// "Call to the customer" where the direction is known.
    fn kind(&self, one: &Interaction, kind: Option<&Kind>) -> String {
        let label = kind.map_or_else(|| self.say.t("interactions-one"), |kind| kind.label(self.say));
        match one.direction {
            Some(direction) => {
                self.say.with(&format!("interactions-{}-told", direction.slug()), &[("name", label.into())])
            }
            None => label,
        }
    }

    fn answer(&self, one: &Interaction) -> String {
        let is_theirs = one.direction == Some(Direction::In) && one.letter.is_some();
        match is_theirs && self.act.actor.may(RIGHT, Level::Write) {
            true => format!("/interactions/letter?answers={}", one.id),
            false => String::new(),
        }
    }

    fn file(&self, one: &Interaction, file: &AttachedFile) -> FileLine {
        FileLine {
            id: file.id.to_string(),
            name: file.name.clone(),
            href: format!("/interactions/{}/files/{}", one.id, file.id),
            about: self.say.bytes(file.size),
            is_recording: file.is_recording(),
        }
    }
}

/// From whom to whom; a broken letter may name nobody.
fn addresses(from: &str, to: &[String]) -> String {
    match (from.is_empty(), to.is_empty()) {
        (true, true) => String::new(),
        (false, true) => from.to_owned(),
        _ => format!("{from} → {}", to.join(", ")).trim_start().to_owned(),
    }
}

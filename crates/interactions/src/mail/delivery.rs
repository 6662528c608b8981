//! How it stands with a letter on its way out, and all that its bytes are made of.

use super::boxes::BoxId;
use super::tray::KeptFile;
use crate::interaction::InteractionId;
use kernel::Millis;
use mail::{Address, Enclosure, Outgoing};
use serde::{Deserialize, Serialize};

/// How it stands with a letter that goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Delivery {
    /// It waits to be sent, for the first time or again.
    Waiting,
    /// It is being handed over just now.
    Handing,
    /// The server took it.
    Sent,
    /// It was refused for good.
    Failed,
    /// Nobody knows whether the server took it.
    Uncertain,
}

impl Delivery {
    /// All, in the order in which a letter passes them.
    pub const ALL: [Delivery; 5] =
        [Delivery::Waiting, Delivery::Handing, Delivery::Sent, Delivery::Failed, Delivery::Uncertain];

    /// The word in the base and the API.
    pub fn slug(self) -> &'static str {
        match self {
            Delivery::Waiting => "waiting",
            Delivery::Handing => "handing",
            Delivery::Sent => "sent",
            Delivery::Failed => "failed",
            Delivery::Uncertain => "uncertain",
        }
    }

    /// The one of a word.
    pub(crate) fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.slug() == slug)
    }

    /// The catalogue's key of its name.
    pub fn label(self) -> &'static str {
        match self {
            Delivery::Waiting => "interactions-delivery-waiting",
            Delivery::Handing => "interactions-delivery-handing",
            Delivery::Sent => "interactions-delivery-sent",
            Delivery::Failed => "interactions-delivery-failed",
            Delivery::Uncertain => "interactions-delivery-uncertain",
        }
    }

    /// Whether a person has to decide what becomes of it.
    pub fn needs_somebody(self) -> bool {
        matches!(self, Delivery::Failed | Delivery::Uncertain)
    }
}

/// A letter on its way out.
#[derive(Debug, Clone, PartialEq)]
pub struct OnItsWay {
    /// As which interaction it was written down.
    pub interaction: InteractionId,
    /// By which box it goes; `None` for the firm's own account.
    pub by: Option<BoxId>,
    /// How it stands with it.
    pub delivery: Delivery,
    /// What was wrong the last time, as a key of the catalogue.
    pub trouble: Option<String>,
    /// What the server said of it, in its own words; may be empty.
    pub words: String,
    /// When a person last asked for it to be sent (ms).
    pub asked_at: Millis,
    pub(crate) sheet: Sheet,
}

impl OnItsWay {
    /// What was wrong, in words; empty when nothing was.
    pub fn trouble_in_words(&self, say: &words::Say) -> String {
        let Some(key) = &self.trouble else { return String::new() };
        let sentence = say.t(key);
        if self.words.is_empty() {
            return sentence;
        }
        let words = [("sentence", sentence.into()), ("words", self.words.clone().into())];
        say.with("mail-trouble-words", &words)
    }
}

/// What the bytes of a letter are made of, the same for each attempt.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Sheet {
    pub(crate) message_id: String,
    pub(crate) at: Millis,
    pub(crate) from: Address,
    pub(crate) reply_to: Option<String>,
    pub(crate) to: Address,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) thread: Vec<String>,
    #[serde(default)]
    pub(crate) files: Vec<KeptFile>,
}

impl Sheet {
    /// The letter as it is sent, with the bytes of its files.
    pub(crate) fn letter(&self, enclosures: Vec<Enclosure>) -> Outgoing {
        Outgoing {
            message_id: self.message_id.clone(),
            at: self.at,
            from: self.from.clone(),
            reply_to: self.reply_to.as_deref().map(Address::bare),
            to: vec![self.to.clone()],
            cc: Vec::new(),
            subject: self.subject.clone(),
            text: self.text.clone(),
            html: None,
            enclosures,
            thread: self.thread.clone(),
            is_automatic: false,
            unsubscribe: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slug_leads_back() {
        for one in Delivery::ALL {
            assert_eq!(Delivery::from_slug(one.slug()), Some(one));
        }
    }
}

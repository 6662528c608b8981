//! Why a verb about people was refused.

use crate::needing::TeamNeed;
use crate::{HashError, PasswordFault};
use db::DbError;
use http::StatusCode;
use web::{FieldError, Problem};
use words::Say;

/// Why a verb about people, teams, rights or keys was refused.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The actor does not have the right.
    #[error("the right is missing")]
    NotAllowed,
    /// Nobody gives more than they have, and only an owner decides about owners.
    #[error("nobody gives more than they have")]
    BeyondOwn,
    /// There is no such person, team, session or token.
    #[error("there is no such thing")]
    Missing,
    /// A firm cannot be without an owner.
    #[error("this is the last owner")]
    LastOwner,
    /// The person is disabled.
    #[error("this person is disabled")]
    Disabled,
    /// Somebody has this e-mail already.
    #[error("this e-mail is taken")]
    EmailTaken,
    /// This cannot be an e-mail.
    #[error("this is not an e-mail")]
    EmailWrong,
    /// A name is needed.
    #[error("a name is needed")]
    NameMissing,
    /// A name is longer than 200 letters.
    #[error("a name has at most 200 letters")]
    NameLong,
    /// Another team has this name.
    #[error("another team has this name")]
    TeamNameTaken,
    /// There are people in the team.
    #[error("there are people in the team")]
    TeamNotEmpty,
    /// Something hands over to the team, or waits in its queue.
    #[error("the team is needed for {} things", .0.len())]
    TeamNeeded(Vec<TeamNeed>),
    /// There is no such team.
    #[error("there is no such team")]
    TeamUnknown,
    /// There is no such role.
    #[error("there is no such role")]
    RoleUnknown,
    /// There is no such right.
    #[error("there is no such right")]
    RightUnknown,
    /// There is no such time zone.
    #[error("there is no such time zone")]
    ZoneUnknown,
    /// There is no such currency.
    #[error("there is no such currency")]
    CurrencyUnknown,
    /// There can be no mail server of this name.
    #[error("there can be no mail server of this name")]
    MailHostWrong,
    /// This cannot be the sender of letters.
    #[error("this cannot be the sender of letters")]
    MailFromWrong,
    /// This cannot be the address of a house.
    #[error("this cannot be the address of a house")]
    MailHouseWrong,
    /// For another server or user the password is needed anew.
    #[error("the password is needed anew")]
    MailPasswordMissing,
    /// The password was sealed with another key.
    #[error("the password was sealed with another key")]
    MailSealForeign,
    /// The end lies in the past.
    #[error("the end lies in the past")]
    EndPast,
    /// So much is not left of today's quota.
    #[error("the quota of the day is used up")]
    QuotaOver,
    /// A reason is needed.
    #[error("a reason is needed")]
    ReasonMissing,
    /// Somebody else must agree first.
    #[error("somebody else must agree first")]
    NotAgreed,
    /// Nobody agrees to their own deed.
    #[error("nobody agrees to their own deed")]
    OwnDeed,
    /// Whoever fails too often rests first.
    #[error("too many tries")]
    TooOften,
    /// The password is refused.
    #[error("{0}")]
    Password(#[from] PasswordFault),
    /// The password at hand is another.
    #[error("this is not the password at hand")]
    PasswordWrong,
    /// The firm has an owner already.
    #[error("the firm is founded already")]
    Founded,
    /// The invitation was used, replaced or is too old.
    #[error("the invitation is not valid any more")]
    InvitationOver,
    /// The machine could not hash.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Refusal {
    /// The wrong field with the sentence about it, when it is about a field.
    pub fn field(&self) -> Option<FieldError> {
        let (field, key) = match self {
            Refusal::EmailTaken => ("email", "access-email-taken"),
            Refusal::EmailWrong => ("email", "access-email-wrong"),
            Refusal::NameMissing => ("name", "access-name-missing"),
            Refusal::NameLong => ("name", "access-name-long"),
            Refusal::TeamNameTaken => ("name", "access-team-name-taken"),
            Refusal::TeamUnknown => ("team", "access-team-unknown"),
            Refusal::RoleUnknown => ("role", "access-role-unknown"),
            Refusal::RightUnknown => ("scopes", "access-right-unknown"),
            Refusal::ZoneUnknown => ("zone", "access-zone-unknown"),
            Refusal::CurrencyUnknown => ("currency", "access-currency-unknown"),
            Refusal::ReasonMissing => ("reason", "access-reason-missing"),
            Refusal::MailHostWrong => ("host", "access-mail-host-wrong"),
            Refusal::MailFromWrong => ("from_email", "access-mail-from-wrong"),
            Refusal::MailHouseWrong => ("house", "access-mail-house-wrong"),
            Refusal::MailPasswordMissing => ("password", "access-mail-password-missing"),
            Refusal::MailSealForeign => ("password", "access-mail-seal-foreign"),
            Refusal::EndPast => ("expires_at", "access-end-past"),
            Refusal::Password(fault) => ("password", fault.key()),
            Refusal::TooOften => ("current", "access-too-often"),
            Refusal::PasswordWrong => ("current", "access-password-wrong"),
            _ => return None,
        };
        Some(FieldError::new(field, key))
    }

    /// The problem with its particulars in words, where it has some.
    pub fn told(self, say: &Say) -> Problem {
        let detail = match &self {
            Refusal::TeamNeeded(needs) => {
                needs.iter().map(|need| need.say(say)).collect::<Vec<_>>().join(" ")
            }
            _ => return self.into(),
        };
        Problem::from(self).with_detail(detail)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        if let Some(error) = refusal.field() {
            return Problem::invalid(vec![error]);
        }
        match refusal {
            Refusal::NotAllowed => Problem::forbidden(),
            Refusal::BeyondOwn => Problem::new(StatusCode::FORBIDDEN, "access-beyond-own"),
            Refusal::LastOwner => Problem::new(StatusCode::CONFLICT, "access-last-owner"),
            Refusal::Disabled => Problem::new(StatusCode::CONFLICT, "access-is-disabled"),
            Refusal::TeamNotEmpty => Problem::new(StatusCode::CONFLICT, "access-team-not-empty"),
            Refusal::TeamNeeded(_) => Problem::new(StatusCode::CONFLICT, "access-team-needed"),
            Refusal::QuotaOver => Problem::new(StatusCode::TOO_MANY_REQUESTS, "access-quota-over"),
            Refusal::NotAgreed => Problem::new(StatusCode::CONFLICT, "access-not-agreed"),
            Refusal::OwnDeed => Problem::new(StatusCode::FORBIDDEN, "access-own-deed"),
            Refusal::Founded => Problem::new(StatusCode::CONFLICT, "access-founded"),
            Refusal::InvitationOver => Problem::new(StatusCode::GONE, "access-invitation-over"),
            Refusal::Hash(error) => error.into(),
            Refusal::Db(error) => error.into(),
            _ => Problem::missing(),
        }
    }
}

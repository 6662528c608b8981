//! All SQL of this capability.

pub(crate) mod alarms;
pub(crate) mod canaries;
pub(crate) mod exports;
pub(crate) mod firm;
pub(crate) mod invitations;
pub(crate) mod keys;
pub(crate) mod mailing;
pub(crate) mod quotas;
pub(crate) mod reads;
pub(crate) mod rights;
pub(crate) mod sessions;
pub(crate) mod sights;
pub(crate) mod teams;
pub(crate) mod tokens;
pub(crate) mod tries;
pub(crate) mod users;

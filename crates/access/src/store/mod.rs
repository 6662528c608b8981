//! All SQL of this capability.

pub(crate) mod firm;
pub(crate) mod invitations;
pub(crate) mod keys;
pub(crate) mod rights;
pub(crate) mod sessions;
pub(crate) mod sights;
pub(crate) mod teams;
pub(crate) mod tokens;
pub(crate) mod tries;
pub(crate) mod users;

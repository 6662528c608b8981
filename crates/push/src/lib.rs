//! Web push: short messages to browsers that asked for them, through the services that browsers name.
//!
//! A browser gives a [`Subscription`]: an address at its service and a key. A message is encrypted for that key alone
//! ([`sealed`], RFC 8291 over RFC 8188), so that the service carries what it cannot read, and the request is signed by the
//! house's [`Identity`] (VAPID, RFC 8292), which browsers bind their subscription to. A [`Pusher`] sends; there is the real
//! one and one in memory for tests. Keys and ciphers are those of `ring`, which TLS brings along.

mod identity;
mod memory;
mod pusher;
mod sealing;
mod subscription;

#[cfg(test)]
mod tests;

pub use identity::Identity;
pub use memory::MemoryPusher;
pub use pusher::{PushError, Pusher, RealPusher, Sender};
pub use sealing::{LONGEST, Unsealable, sealed};
pub use subscription::Subscription;

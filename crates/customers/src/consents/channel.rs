//! The channels by which clients are reached, one list: what each is called and which contact points it goes by.

use crate::builtin::{EMAIL, PHONE};
use crate::field::FieldNo;

/// A channel.
#[derive(Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its name in the base and the API; never goes away.
    pub slug: &'static str,
    /// The name of its icon.
    pub icon: &'static str,
    /// The contact fields that it goes by; empty where it needs no address.
    pub fields: &'static [FieldNo],
    /// Whether one address means one person, so that what is said on one card holds for every card with it.
    pub is_personal: bool,
}

const fn channel(slug: &'static str, icon: &'static str, fields: &'static [FieldNo]) -> Channel {
    Channel { slug, icon, fields, is_personal: true }
}

/// Every channel, in the order of screens.
pub const CHANNELS: &[Channel] = &[
    channel("email", "mail", &[EMAIL]),
    channel("sms", "message-square", &[PHONE]),
    channel("phone", "phone", &[PHONE]),
    channel("messenger", "send", &[22, 23, 24, 25, 26]),
    channel("push", "bell", &[]),
    // A postal address is shared by families and offices.
    Channel { slug: "post", icon: "map-pin", fields: &[28], is_personal: false },
];

/// The channel of purposes that are not about being reached, such as profiling.
pub const ANY: Channel = channel("any", "circle-check", &[]);

/// The channel of a slug, [`ANY`] among them.
pub fn find(slug: &str) -> Option<&'static Channel> {
    CHANNELS.iter().chain(std::iter::once(&ANY)).find(|channel| channel.slug == slug)
}

impl Channel {
    /// The catalogue key of its name.
    pub fn label(&self) -> String {
        format!("customers-channel-{}", self.slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_unique_and_none_went_away() {
        let slugs: Vec<&str> = CHANNELS.iter().map(|channel| channel.slug).collect();
        assert_eq!(slugs, ["email", "sms", "phone", "messenger", "push", "post"]);
        assert_eq!(find("any"), Some(&ANY));
        assert_eq!(find("pigeon"), None);
    }
}

//! Colours and density, as a person chose them.

/// Colours a person chose; `System` follows their device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device says.
    #[default]
    System,
    /// Dark ink on paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

impl Theme {
    /// All of them, in the order of the menu.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The word stored with the person and written into the page.
    pub fn slug(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// Reads the stored word; anything unknown is `System`.
    pub fn from_slug(slug: &str) -> Theme {
        Theme::ALL.into_iter().find(|theme| theme.slug() == slug).unwrap_or_default()
    }
}

/// How tall a row is: 32 pixels, or 28.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// Rows of 32 pixels.
    #[default]
    Normal,
    /// Rows of 28 pixels.
    Compact,
}

impl Density {
    /// The word stored with the person and written into the page.
    pub fn slug(self) -> &'static str {
        match self {
            Density::Normal => "normal",
            Density::Compact => "compact",
        }
    }

    /// Reads the stored word; anything unknown is `Normal`.
    pub fn from_slug(slug: &str) -> Density {
        if slug == Density::Compact.slug() { Density::Compact } else { Density::Normal }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_and_densities_survive_being_stored() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_slug(theme.slug()), theme);
        }
        assert_eq!(Theme::from_slug("sepia"), Theme::System);
        assert_eq!(Density::from_slug(Density::Compact.slug()), Density::Compact);
        assert_eq!(Density::from_slug(""), Density::Normal);
    }
}

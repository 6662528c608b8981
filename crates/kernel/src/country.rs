//! The countries whose habits of numbers, names and money the house knows; all others are `Other`.

/// Where the firm works; decides the default reading of phones, legal numbers and money.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Country {
    /// Kazakhstan.
    #[default]
    Kz,
    /// Russia.
    Ru,
    /// Any other country.
    Other,
}

impl Country {
    /// All, in the order in which screens offer them.
    pub const ALL: [Country; 3] = [Country::Kz, Country::Ru, Country::Other];

    /// `kz`, `ru` or `other`.
    pub fn slug(self) -> &'static str {
        match self {
            Country::Kz => "kz",
            Country::Ru => "ru",
            Country::Other => "other",
        }
    }

    /// The country of a slug; `None` for an unknown one.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.slug() == slug)
    }
}

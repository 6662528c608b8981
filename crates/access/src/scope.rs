//! Whose records a person sees: their own, those of their team, those in their team's stages, or all.

/// How far a person's sight reaches.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// What they are responsible for themselves.
    Own,
    /// What anybody of their team is responsible for.
    Team,
    /// Those whose deals stand in a stage of their team, whoever is responsible.
    Stage,
    /// Everything.
    All,
}

impl Scope {
    /// All scopes, in the order in which screens offer them.
    pub const ALL: [Scope; 4] = [Scope::Own, Scope::Team, Scope::Stage, Scope::All];

    /// `own`, `team`, `stage` or `all`.
    pub fn slug(self) -> &'static str {
        match self {
            Scope::Own => "own",
            Scope::Team => "team",
            Scope::Stage => "stage",
            Scope::All => "all",
        }
    }

    /// The scope of a slug; `None` for an unknown one.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.slug() == slug)
    }
}

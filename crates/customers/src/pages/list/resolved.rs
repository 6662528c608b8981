//! What an address asks for once the saved view is taken into account.

use super::address::Asked;
use super::tree;
use crate::act::Act;
use crate::builtin;
use crate::error::CustomerError;
use crate::listing::{Order, Query};
use crate::views::{self, Look, View};
use db::Tx;
use fields::{Condition, ConditionError};

/// The slug of the view of archived cards.
pub(crate) const ARCHIVED: &str = "archived";

/// The list as it is to be shown.
pub(crate) struct Resolved {
    /// The condition, rooted, or why it cannot be understood.
    pub(crate) condition: Result<Condition, ConditionError>,
    /// The order.
    pub(crate) sort: String,
    /// The columns; empty for the usual ones.
    pub(crate) columns: Vec<String>,
    /// Whether archived cards are wanted.
    pub(crate) is_archived: bool,
    /// The saved view, if the address names one.
    pub(crate) view: Option<View>,
    /// Whether the address differs from the view it names.
    pub(crate) is_changed: bool,
}

impl Resolved {
    /// Reads the view that the address names and puts the address over it.
    ///
    /// # Errors
    /// [`CustomerError::Missing`] for a view that is not there or not to be seen.
    pub(crate) fn of(tx: &mut Tx<'_>, act: &Act, asked: &Asked) -> Result<Self, CustomerError> {
        let view = match asked.view.as_str() {
            "" | ARCHIVED => None,
            id => Some(views::get(tx, act, id.parse().map_err(|_| CustomerError::Missing)?)?),
        };
        Ok(Self::over(view, asked))
    }

    fn over(view: Option<View>, asked: &Asked) -> Self {
        let base = view.as_ref().map(|view| view.look.clone()).unwrap_or_default();
        let condition = if asked.filter.is_empty() {
            Ok(base.filter.clone().unwrap_or_else(Condition::everything))
        } else {
            Condition::parse(&asked.filter)
        };
        let sort = if asked.sort.is_empty() { base.sort.clone() } else { asked.sort.clone() };
        let columns = if asked.columns.is_empty() { base.columns.clone() } else { asked.columns.clone() };
        let mut resolved = Self {
            condition: condition.map(tree::rooted),
            sort,
            columns,
            is_archived: base.is_archived || asked.view == ARCHIVED,
            view: None,
            is_changed: false,
        };
        resolved.is_changed = view.is_some() && resolved.look() != normal(base);
        resolved.view = view;
        resolved
    }

    /// The look as a view would keep it.
    pub(crate) fn look(&self) -> Look {
        normal(Look {
            filter: self.condition.as_ref().ok().cloned(),
            sort: self.sort.clone(),
            columns: self.columns.clone(),
            is_archived: self.is_archived,
        })
    }

    /// What to ask the base for; a condition that cannot be understood asks for nobody.
    pub(crate) fn query(&self, act: &Act, search: &str) -> Query {
        let (slug, is_descending) = match self.sort.strip_prefix('-') {
            Some(slug) => (slug, true),
            None => (self.sort.as_str(), false),
        };
        let order = match slug {
            "changed" => Order::Changed,
            "made" => Order::Made,
            slug => Order::Field(act.fields.slug(slug).map_or(builtin::NAME, |field| field.no)),
        };
        Query {
            condition: self.condition.as_ref().cloned().unwrap_or(Condition::Any(Vec::new())),
            among: None,
            search: search.to_owned(),
            is_archived: self.is_archived,
            order,
            is_descending,
        }
    }
}

/// Looks that show the same are equal.
fn normal(look: Look) -> Look {
    let filter = look.filter.map(tree::tidied).filter(|filter| *filter != Condition::everything());
    Look { filter, ..look }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::ViewId;
    use kernel::RawId;

    fn hot() -> View {
        let id = ViewId(RawId::from_u128(1));
        let filter = Condition::parse(r#"{"field":"warmth","is":"hot"}"#).ok();
        let look = Look { filter, sort: "-changed".into(), ..Look::default() };
        View { id, owner: RawId::from_u128(2), name: "Горячие".into(), is_shared: false, look }
    }

    #[test]
    fn an_address_goes_over_its_view_part_by_part() {
        let same = Resolved::over(Some(hot()), &Asked::of("view=x"));
        assert!(!same.is_changed);
        assert_eq!(same.sort, "-changed");
        let sorted = Resolved::over(Some(hot()), &Asked::of("view=x&sort=name"));
        assert!(sorted.is_changed);
        assert_eq!(sorted.look().filter, hot().look.filter.map(tree::tidied));
        let all = Resolved::over(Some(hot()), &Asked::of(r#"view=x&filter={"all":[]}"#));
        assert_eq!(all.condition, Ok(Condition::everything()));
        assert!(all.is_changed && all.look().filter.is_none());
    }

    #[test]
    fn a_condition_that_cannot_be_read_is_kept_as_such() {
        let wrong = Resolved::over(None, &Asked::of("filter={"));
        assert!(wrong.condition.is_err());
    }
}

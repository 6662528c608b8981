//! What programs and the command line ask to have taken out, in the words of the API.

use super::{Columns, Wanted, mailing_named};
use crate::formats::out::Target;
use customers::{Act, CustomerError, shown_list, views};
use db::Tx;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use web::FieldError;

/// A list as it is asked for; what is empty is as the view has it.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// A saved view, by id or by name; `archived` for what was put away.
    pub view: String,
    /// A condition as JSON.
    pub filter: String,
    /// Words to search for.
    pub search: String,
    /// A field's slug, `created_at` or `updated_at`; with a minus for greatest first.
    pub sort: String,
    /// Columns by slug; every field when there are none.
    pub columns: Vec<String>,
    /// The channel by which they are to be written to, `email` or `sms`; empty when they are not.
    pub mailing: String,
}

impl Asked {
    /// What is to go out.
    ///
    /// # Errors
    /// [`CustomerError::Missing`] for an unknown view; [`CustomerError::Invalid`] for a condition, an order or a column
    /// that is not understood; [`CustomerError::Forbidden`].
    pub fn wanted(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        target: &'static dyn Target,
    ) -> Result<Wanted, CustomerError> {
        let sort = self.order(act)?;
        if let Some(unknown) = self.columns.iter().find(|slug| !is_column(act, slug)) {
            let wrong = FieldError::new("columns", "transfer-export-unknown-column");
            let args = vec![("name", unknown.clone().into())];
            return Err(CustomerError::Invalid(vec![FieldError { args, ..wrong }]));
        }
        let mailing = mailing_named(&self.mailing);
        if mailing.is_none() && !self.mailing.is_empty() {
            let wrong = FieldError::new("mailing", "transfer-export-unknown-mailing");
            return Err(CustomerError::Invalid(vec![wrong]));
        }
        let view = match self.view.as_str() {
            "" | "archived" => self.view.clone(),
            named => view_id(tx, act, named)?,
        };
        let parts = [("view", &view), ("filter", &self.filter), ("q", &self.search), ("sort", &sort)];
        let address: Vec<String> = parts
            .iter()
            .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
            .collect();
        let list = shown_list(tx, act, &address.join("&"))?;
        let columns = match (self.columns.is_empty(), view.is_empty()) {
            (false, _) => Columns::These(self.columns.clone()),
            (true, true) => Columns::Every,
            (true, false) => Columns::These(list.columns),
        };
        Ok(Wanted { query: list.query, columns, target, name: list.view, mailing })
    }

    /// The order in the words of addresses.
    fn order(&self, act: &Act) -> Result<String, CustomerError> {
        let (minus, name) =
            self.sort.strip_prefix('-').map_or(("", self.sort.as_str()), |name| ("-", name));
        let name = match name {
            "" if self.view.is_empty() => "made",
            "created_at" => "made",
            "updated_at" => "changed",
            "" | "made" | "changed" => name,
            slug if act.fields.slug(slug).is_some() => slug,
            _ => {
                let wrong = FieldError::new("sort", "customers-unknown-field");
                return Err(CustomerError::Invalid(vec![wrong]));
            }
        };
        Ok(format!("{minus}{name}"))
    }
}

fn is_column(act: &Act, slug: &str) -> bool {
    matches!(slug, "made" | "changed") || act.fields.slug(slug).is_some()
}

fn view_id(tx: &mut Tx<'_>, act: &Act, named: &str) -> Result<String, CustomerError> {
    if named.parse::<views::ViewId>().is_ok() {
        return Ok(named.to_owned());
    }
    let views = views::all(tx, act)?;
    let found = views.iter().find(|view| view.name == named).ok_or(CustomerError::Missing)?;
    Ok(found.id.to_string())
}

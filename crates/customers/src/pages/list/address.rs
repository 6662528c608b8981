//! The address of a list: what it asks for, read from a query and written back in one canonical form.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use web::Form;

/// What need not be written as `%..` in a query.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b',');

/// What an address asks for; empty parts are as the view has them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    /// `archived`, the id of a saved view, or nothing for all.
    pub(crate) view: String,
    /// What was typed into the search.
    pub(crate) q: String,
    /// A condition as JSON.
    pub(crate) filter: String,
    /// The order, as in [`crate::views::Look::sort`].
    pub(crate) sort: String,
    /// Columns by slug, in order.
    pub(crate) columns: Vec<String>,
    /// After which row the page starts.
    pub(crate) cursor: String,
    /// The field of a condition that is being added.
    pub(crate) add: String,
    /// Into which part of the condition it goes, a path such as `0.1`.
    pub(crate) into: String,
    /// A change made to many that is under way.
    pub(crate) deed: String,
    /// Whether the condition is to be shown as JSON.
    pub(crate) is_json: bool,
}

impl Asked {
    /// Reads a query.
    pub(crate) fn of(query: &str) -> Self {
        let form = Form::from_encoded(query);
        let columns = form.all("columns").flat_map(|list| list.split(',')).map(str::trim);
        Self {
            view: form.text("view").to_owned(),
            q: form.text("q").to_owned(),
            filter: form.text("filter").to_owned(),
            sort: form.text("sort").to_owned(),
            columns: columns.filter(|slug| !slug.is_empty()).map(str::to_owned).collect(),
            cursor: form.text("cursor").to_owned(),
            add: form.text("add").to_owned(),
            into: form.text("into").to_owned(),
            deed: form.text("deed").to_owned(),
            is_json: form.is_ticked("json"),
        }
    }

    /// The same list without what belongs to this moment: place, a condition half made, a deed under way.
    pub(crate) fn calm(&self) -> Self {
        Self {
            view: self.view.clone(),
            q: self.q.clone(),
            filter: self.filter.clone(),
            sort: self.sort.clone(),
            columns: self.columns.clone(),
            ..Self::default()
        }
    }

    /// The canonical query, without a question mark.
    pub(crate) fn query(&self) -> String {
        let columns = self.columns.join(",");
        let parts = [
            ("view", self.view.as_str()),
            ("q", &self.q),
            ("filter", &self.filter),
            ("sort", &self.sort),
            ("columns", &columns),
            ("cursor", &self.cursor),
            ("into", &self.into),
            ("add", &self.add),
            ("deed", &self.deed),
            ("json", if self.is_json { "1" } else { "" }),
        ];
        let mut query = String::new();
        for (name, value) in parts.into_iter().filter(|(_, value)| !value.is_empty()) {
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(name);
            query.push('=');
            query.extend(utf8_percent_encode(value, KEPT));
        }
        query
    }

    /// What a form of the search must keep: names and values.
    pub(crate) fn parts(&self) -> Vec<(&'static str, String)> {
        let parts = [
            ("view", self.view.clone()),
            ("filter", self.filter.clone()),
            ("sort", self.sort.clone()),
            ("columns", self.columns.join(",")),
        ];
        parts.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The canonical address.
    pub(crate) fn href(&self) -> String {
        let query = self.query();
        if query.is_empty() { "/customers".into() } else { format!("/customers?{query}") }
    }

    /// The address of the calm list with a change.
    pub(crate) fn with(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut asked = self.calm();
        change(&mut asked);
        asked.href()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_comes_back_in_its_canonical_form() {
        #[track_caller]
        fn check(query: &str, canonical: &str) {
            let asked = Asked::of(query);
            assert_eq!(asked.query(), canonical);
            assert_eq!(Asked::of(&asked.query()), asked);
        }
        check("", "");
        check("sort=-name&q=%D0%B0+%D0%B1&x=1", "q=%D0%B0%20%D0%B1&sort=-name");
        check("columns=name&columns=city,phone", "columns=name,city,phone");
        check("filter={%22field%22:%22city%22}", "filter=%7B%22field%22%3A%22city%22%7D");
        check("cursor=5.aa&view=archived", "view=archived&cursor=5.aa");
    }

    #[test]
    fn a_change_forgets_the_place_in_the_list() {
        let asked = Asked::of("q=a&cursor=5.aa&deed=7&json=1");
        assert_eq!(asked.with(|asked| asked.sort = "name".into()), "/customers?q=a&sort=name");
        assert_eq!(asked.with(|asked| asked.q.clear()), "/customers");
    }
}

//! What every page is drawn in: the person, the way around, the language, the look.
use crate::{Density, Theme, WholeNumber};
use std::sync::LazyLock;
use words::Say;

/// One capability in the left bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// Slug of the capability, unique in the list.
    pub slug: String,
    /// Where it leads, an absolute path.
    pub href: String,
    /// Name of an icon of the sprite.
    pub icon: String,
    /// Its name in the language of the person.
    pub label: String,
    /// Is the page inside it.
    pub is_current: bool,
    /// How many things wait there; 0 shows nothing.
    pub count: usize,
}

/// The person signed in, as the menu shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonBadge {
    /// Full name.
    pub name: String,
    /// Name of the role, in the language of the person.
    pub role: String,
}

impl PersonBadge {
    /// At most two capital letters that stand for the name.
    pub fn initials(&self) -> String {
        initials(&self.name)
    }
}

/// A short answer to what was just done, at the bottom of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// One sentence.
    pub text: String,
    /// The way back, where there is one.
    pub undo: Option<UndoForm>,
}

/// A form of one button that takes the last deed back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoForm {
    /// Where to POST.
    pub action: String,
    /// Hidden fields, in order: name and value.
    pub fields: Vec<(String, String)>,
}

/// What every page's template receives as its field `frame`.
#[derive(Clone)]
pub struct Frame {
    /// The language of the person.
    pub say: Say,
    /// Colours.
    pub theme: Theme,
    /// Height of rows.
    pub density: Density,
    /// Title of the window, without the name of the product.
    pub title: String,
    /// Capabilities this person may open, in order.
    pub nav: Vec<NavItem>,
    /// Nobody before sign-in.
    pub person: Option<PersonBadge>,
    /// Token that each form sends back.
    pub csrf: String,
    /// Path and query of this page.
    pub path: String,
    /// Jobs under way that this person may see.
    pub n_running: usize,
    /// Alarms that this person should look at.
    pub n_alarms: usize,
    /// Reminders due now.
    pub n_reminders: usize,
    /// The answer to the last deed.
    pub toast: Option<Toast>,
    /// Is the demo company loaded.
    pub is_demo: bool,
}

impl Frame {
    /// A frame with nobody in it, for sign-in and the first run; fill the other fields with `Frame { .. }`.
    pub fn bare(say: Say, title: impl Into<String>) -> Frame {
        Frame {
            say,
            theme: Theme::default(),
            density: Density::default(),
            title: title.into(),
            nav: Vec::new(),
            person: None,
            csrf: String::new(),
            path: String::from("/"),
            n_running: 0,
            n_alarms: 0,
            n_reminders: 0,
            toast: None,
            is_demo: false,
        }
    }

    /// A text of the catalogue; an unknown key comes back as it is.
    pub fn t(&self, key: impl AsRef<str>) -> String {
        self.say.t(key.as_ref())
    }

    /// A counted text in the right plural form.
    pub fn n(&self, key: &str, n: impl WholeNumber) -> String {
        self.say.n(key, n.whole())
    }

    /// A text with a whole percentage in it, `$percent`.
    pub fn t_percent(&self, key: &str, percent: impl WholeNumber) -> String {
        self.say.with(key, &[("percent", words::Arg::Int(percent.whole()))])
    }

    /// A number with the thousands parted as people of this language part them.
    pub fn number(&self, n: impl WholeNumber) -> String {
        self.say.number(n.whole())
    }

    /// A whole number as templates compare it, whatever it is kept in.
    pub fn whole(&self, n: impl WholeNumber) -> i64 {
        n.whole()
    }

    /// Do two texts say the same, whatever they are kept in.
    pub fn is_same(&self, left: impl AsRef<str>, right: impl AsRef<str>) -> bool {
        left.as_ref() == right.as_ref()
    }

    /// The address of a bundled file, such as `main.css`.
    pub fn asset(&self, name: &str) -> String {
        crate::assets::url(name)
    }

    /// At most two capital letters that stand for a name.
    pub fn initials(&self, name: impl AsRef<str>) -> String {
        initials(name.as_ref())
    }

    /// One of seven quiet inks, 1 to 7, always the same for the same name.
    pub fn hue(&self, name: impl AsRef<str>) -> u32 {
        name.as_ref().chars().fold(7_u32, |sum, c| sum.wrapping_mul(31).wrapping_add(u32::from(c))) % 7 + 1
    }

    /// The address of one icon of the sprite.
    pub fn icon(&self, name: &str) -> String {
        // A page has hundreds of them.
        static SPRITE: LazyLock<String> = LazyLock::new(|| crate::assets::url("icons.svg"));
        format!("{}#{name}", *SPRITE)
    }

    /// This page's address with one part of the query set anew; an empty value takes the part out.
    pub fn href(&self, name: &str, value: &str) -> String {
        crate::address::with_query(&self.path, name, value)
    }

    /// Where a click on the heading of `column` leads: ascending first, then descending; paging starts anew.
    pub fn sort_href(&self, column: impl AsRef<str>, sorted_by: impl AsRef<str>) -> String {
        let column = column.as_ref();
        let next = if sorted_by.as_ref() == column { format!("-{column}") } else { column.to_owned() };
        crate::address::with_query(&self.href("sort", &next), "cursor", "")
    }

    /// Value of `aria-sort` for the heading of `column`.
    pub fn sort_state(&self, column: impl AsRef<str>, sorted_by: impl AsRef<str>) -> &'static str {
        let (column, sorted_by) = (column.as_ref(), sorted_by.as_ref());
        match sorted_by.strip_prefix('-') {
            Some(name) if name == column => "descending",
            None if sorted_by == column => "ascending",
            _ => "none",
        }
    }

    /// Icon for the heading of `column`.
    pub fn sort_icon(&self, column: impl AsRef<str>, sorted_by: impl AsRef<str>) -> &'static str {
        if self.sort_state(column, sorted_by) == "descending" { "arrow-down" } else { "arrow-up" }
    }

    /// The first three capabilities, for the bottom bar of a phone (the fourth place is the menu).
    pub fn nav_first(&self) -> &[NavItem] {
        self.nav.get(..3).unwrap_or(&self.nav)
    }

    /// Is the fourth place of the bottom bar where the person is.
    pub fn is_deep(&self) -> bool {
        self.nav.iter().skip(3).any(|item| item.is_current)
    }
}

/// At most two capital letters that stand for a name; `?` for an empty one.
pub fn initials(name: &str) -> String {
    let letters: String = name
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|part| part.chars().next())
        .take(2)
        .flat_map(char::to_uppercase)
        .collect();
    if letters.is_empty() { String::from("?") } else { letters }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_at_most_two_capitals() {
        let check = |name: &str, expected: &str| assert_eq!(initials(name), expected, "{name}");
        check("Әйгерім Омарова", "ӘО");
        check("иван", "И");
        check("ТОО «Дастархан»", "ТД");
        check("Анна-Мария О'Нил", "АМ");
        check("  ", "?");
    }
}

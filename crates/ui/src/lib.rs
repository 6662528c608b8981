//! The design system: layout, components, styles, scripts and icons that every page stands on; no behaviour.
//!
//! # A page of a capability
//! Beside `Cargo.toml` of the capability stands `askama.toml`:
//! ```toml
//! [general]
//! dirs = ["src", "../ui/templates"]
//! ```
//! and a page is a pair with one stem, here `src/pages/list.rs` and `src/pages/list.html`:
//! ```ignore
//! #[derive(askama::Template)]
//! #[template(path = "pages/list.html")]
//! struct ListPage { frame: ui::Frame, rows: Vec<Row> }
//! ```
//! ```html
//! {% extends "layout.html" %}
//! {% import "components/base.html" as ui %}
//! {% import "components/form.html" as form %}
//! {% block main %}
//! <div class="page-head"><h1>{{ frame.title }}</h1><div class="deeds">{{ ui::button(frame.t("ui-save"), "primary") }}</div></div>
//! {% endblock %}
//! ```
//! `layout.html` has the blocks `title`, `head`, `main`, `aside`; `bare.html` (sign-in, first run) has `title`, `head`,
//! `corner`, `sheet` (a class, `is-wide`), `main`, `foot`. A fragment (rows for live search, a card for the drawer) is a
//! template that extends nothing; a page asked with `X-Fragment: drawer|dialog|rows` answers with the fragment alone.
//!
//! Macros see `frame` by themselves; they take finished texts, not keys. Short form: `{{ ui::icon("plus") }}`; those with
//! something inside: `{% call card::panel(..) %} ... {% endcall %}`. Parameters with a default may be named or left out.
//! `attrs` is put into the tag as it is: only literals, never what a person typed.

pub mod address;
pub mod assets;
mod facts;
mod frame;
pub mod gallery;

pub use facts::{ConflictSide, FactLine};
pub use frame::{Density, Frame, NavItem, PersonBadge, Theme, Toast, UndoForm, WholeNumber, initials};

/// The common words of buttons and states, under keys that begin with `ui-`.
pub const CATALOGUE: words::Catalogue = words::Catalogue {
    owner: "ui",
    ru: include_str!("../i18n/ru.ftl"),
    kk: include_str!("../i18n/kk.ftl"),
    en: include_str!("../i18n/en.ftl"),
};

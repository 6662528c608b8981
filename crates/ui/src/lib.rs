//! The design system: layout, components, styles, scripts and icons that every page stands on; no behaviour.
//!
//! # A page of a capability
//! Beside `Cargo.toml` of the capability stands `askama.toml`:
//! ```toml
//! [general]
//! dirs = ["src", "../ui/templates"]
//! ```
//! and a page is a pair with one stem, here `src/pages/list.rs` and `src/pages/list.html`:
//! ```text
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
//! Name no file of a capability `layout.html` or `bare.html`: askama looks beside the page first.
//!
//! # Macros
//! They see `frame` by themselves and take finished texts (`String`, `&str`, numbers), not keys. Short form:
//! `{{ ui::icon("plus") }}`; those marked `..` have something inside: `{% call card::panel("..") %} .. {% endcall %}`.
//! Parameters with `=` may be named or left out. `attrs` goes into the tag as it is: literals only, never typed text.
//! `filter::bar`, `table::columns_menu`, `ui::post_button` and `over::deed` are forms, and HTML knows no form inside a form.
//! A macro with `..` cannot stand directly in another one's `caller()`; write the inner one inside the call instead.
//!
//! | import `components/..` | macros |
//! | --- | --- |
//! | `base.html` as `ui` | `icon(name, class=)` `csrf()` `button(label, kind=, icon=, attrs=)` `link_button(label, href, kind=, icon=, attrs=)` `icon_button(icon, label, attrs=)` `icon_link(icon, label, href, attrs=)` `post_button(label, action, kind=, icon=, attrs=)` `badge(label, signal=, icon=)` `tag(label, href=)` `kbd(keys)` `avatar(name, size=, photo=)` `warmth(degree, words)` |
//! | `form.html` as `form` | `field(name, label, value=, kind=, help=, error=, is_required=, attrs=, span=, check=)` `textarea(name, label, value=, help=, error=, is_required=, attrs=, span=)` `select(name, label, options, value=, ..)` `check(name, label, is_on=, value=, help=, kind=, attrs=)` `switch(name, label, is_on=, help=, attrs=)` `errors(n)` `foot(label, cancel_href=)` `label(name, label, is_required)` `below(name, help, error)` |
//! | `table.html` as `table` | `table(id, label, class=)..` `th_sort(column, label, sorted_by, class=, width=, inline=)` `th(column, label, class=, width=)` `th_check()` `td_check(id, label, name=)` `row(href)` (attributes of `<tr>`) `td_inline(value, action, class=)` `action_bar()..` `pages(words, previous, next)` `columns_menu(table, columns)` |
//! | `filter.html` as `filter` | `bar(action, target, q, placeholder)..` `chip(name, value, off)..` `joint(word)` `add(fields)` `builder(name, json, fields: [FilterField])` |
//! | `nav.html` as `nav` | `tabs(label)..` `tab(label, href, is_current=, count=, icon=)` `subtabs(label)..` `subtab(label, href, is_current=)` `side_list(label)..` `side_item(label, href, is_current=)` `steps(label)..` `step(label, state, href=)` `crumbs(trail)` |
//! | `over.html` as `over` | `menu(label, icon=, kind=, side=)..` `dots(label, side=)..` `item(label, href, icon=, attrs=)` `deed(label, action, icon=, kind=, ask=)` `rule()` `dialog(id, title)..` `drawer_head(title, href=)` |
//! | `state.html` as `state` | `empty(title, text, icon=, class=)..` `note(text, icon=, signal=)..` `progress(label, done, total, words=)` `poll(id, url)..` `skeleton()` `plot(title, says)..` `figure(name, value, href, note=)` `drop(name, words, accept=, attrs=)` |
//! | `card.html` as `card` | `panel(title, icon=, count=, id=)..` `panel_with(title, deed, href, icon=)..` `fold(title, is_open=)..` `fact(line: FactLine)` `conflict(key, label, sides: [ConflictSide])` `ring(percent, words)` `entry(icon, title, who, when, signal=)..` `day(words)` `contact(icon, text, href, when=, state=)` |
//! | `board.html` as `board` | `board(label)..` `column(stage, title, count, sum=)..` `card(id, title, href, move_to, missing=)..` |
//!
//! Kinds of button: `primary`, `danger`, `danger-fill`, `ghost`, `link`, with `small`, `square`, `wide` (joined by
//! ` is-`). Signals: `red`, `amber`, `green`, `violet`, and `accent` for what is new. Icons: `assets/icons/names.txt`.
//! `frame.t(key)`, `frame.n(key, n)`, `frame.number(n)`, `frame.say.date(ms)` and the like write texts; `frame.href(name,
//! value)` is this page with one part of its query changed.
//!
//! # Classes worth knowing
//! Page: `page-head` (h1 with `.count`, `.deeds`), `page-narrow`, `list-page` (fills the window, table scrolls inside),
//! `columns-2`, `columns-card` (left, middle, right of a card), `columns-settings`. Order: `stack`, `stack-tight`,
//! `stack-wide`, `line`, `line-apart`, `push`, `grow`. Paper: `sheet`, `panel` with `panel-head`, `panel-body`,
//! `panel-foot`. Forms: `form`, `form-grid` with `span-3 span-4 span-6 span-8`, `fieldset`, `choices`, `choices is-cards`.
//! Lists of words: `pairs` (dl), `rows`, `sentences`, `figures`, `facts`, `timeline`, `chips` with `a.chip`. Text: `quiet`,
//! `faint`, `strong`, `cut`, `nowrap`, `num`, `money`, `estimate`, `prose`, `only-wide`, `only-script`, `sr-only`. Cells:
//! `is-number`, `is-pinned`, `table is-plain`. Plots: `ink-1` .. `ink-7`, `bar`, `stroke`, `band`, `axis`, `heat-1` .. `heat-9`.
//! A capability's own `styles.css` under its `src` joins the bundle in `@layer pages`; colours only through the tokens.
//!
//! # Behaviours, by attribute
//! | attribute | what it does with script (without it: an ordinary link or form) |
//! | --- | --- |
//! | `data-drawer`, `data-dialog` on a link | fetches it with `X-Fragment: drawer` or `dialog` and shows it at the side, or over the page; forms inside answer in place: a fragment (422) redraws, a redirect or 204 closes and refreshes what lies below; a redirect to a third page opens that at the side |
//! | `data-dialog="ID"` on a button | opens the dialog of this page; `data-close` closes |
//! | `data-row data-href` on `tr` (`table::row`) | click opens the drawer; keys j k x e o Enter |
//! | `data-soft` on a link | fetches the page and swaps `main`, keeps history and scroll |
//! | `data-live data-live-target=ID` on a GET form | asks with `X-Fragment: rows` as one types and swaps the inside of the element; the address follows |
//! | `data-selection` on a form around a table | counts the chosen, shows the action bar; shift-click takes a range |
//! | `data-inline` on `td` (`table::td_inline`) | Enter, `e` or double click edits by the control that `data-inline-kind` of its heading names; POSTs `value` with `X-Fragment: cell`; 2xx: the text is the new cell, 422: the text is the error |
//! | `data-check=URL` on `.field` | asks `URL?name=..&value=..`: 204 is right, 200 with a sentence is wrong (a 422 would stand in the console) |
//! | `data-draft=KEY` on a form | keeps what was typed in this browser until it is sent |
//! | `data-ask="question?"` on a form | asks before what cannot be undone |
//! | `data-copy=TEXT`, `data-tip=TEXT` | copies; shows a word on hover and focus |
//! | `data-hover=ID` | opens the popover on hover and focus |
//! | `data-poll=URL` (`state::poll`) | asks each second with `X-Fragment: poll`, until the answer has no `data-poll` |
//! | `data-drop` (`state::drop`) | takes dropped files; the form is sent with progress |
//! | `data-board`, `data-card`, `data-move` | drag by mouse, finger or keys; POSTs `stage`, `before` with `X-Fragment: card`; 422 puts the card back and, with HTML, opens it as a dialog |
//! | `data-menu`, `data-menu-filter`, `data-menu-group`, `data-columns` | menus close by Esc and outside click; columns chosen, dragged, resized |
//! | `data-conditions` (`filter::builder`) | nested conditions (all, any, none) kept as JSON in its hidden input; live in a live form |
//! | `data-more=ID` on a link | puts the rows of the next page (asked with `X-Fragment: more`) at the end of the element, on click and near its end; `<template data-swap="ID">` in the answer replaces the link |
//! | `data-suggest=URL` on an input with a datalist | asks `URL&q=..` for a JSON list of values while one types |
//! | `data-new`, `data-list-search` | what `n` and `/` go to |
//!
//! Any answer to a fragment may hold a `.toast` (macro `ui::toast(toast)`); it is moved to the toasts. Script sends the
//! token as header `X-CSRF`, forms as the field `csrf`. Addresses the frame itself leads to: `/`, `/customers?q=`,
//! `/palette?q=` (JSON `[{label, href, hint, kind}]`, kind customer, organization, page or action), `/jobs`, `/reminders`,
//! `/demo`, `/me`, `/me/look` (POST `theme` or `density`), `/sign-out` (POST).
//!
//! # Building
//! `npm ci --prefix crates/ui && npm run build --prefix crates/ui` fills `dist`; [`assets`] serves it. See all of it:
//! `cargo run -p ui --example gallery -- FOLDER`.

pub mod address;
pub mod assets;
#[cfg(test)]
mod checks;
mod facts;
mod filters;
mod frame;
pub mod gallery;
mod look;
mod numbers;

pub use facts::{ConflictSide, FactDetail, FactLine};
pub use filters::FilterField;
pub use frame::{Frame, NavItem, PersonBadge, Toast, UndoForm, initials};
pub use look::{Density, Theme};
pub use numbers::WholeNumber;

/// The common words of buttons and states, under keys that begin with `ui-`.
pub const CATALOGUE: words::Catalogue = words::Catalogue {
    owner: "ui",
    ru: include_str!("../i18n/ru.ftl"),
    kk: include_str!("../i18n/kk.ftl"),
    en: include_str!("../i18n/en.ftl"),
};

//! The page `/ui` of development: every component in every state, made of the demo company's people.
mod cast;

use crate::{ConflictSide, FactLine, FilterField, Frame, NavItem, PersonBadge, Theme, Toast, UndoForm};
use askama::Template;
use words::Say;

/// Every component in every state; served by the binary in development only.
#[derive(Template)]
#[template(path = "gallery.html")]
pub struct Gallery {
    /// The frame, with everything in it that a frame can have.
    pub frame: Frame,
    /// Columns to choose from: slug, label, is it shown.
    pub columns: Vec<(&'static str, &'static str, bool)>,
    /// Rows of the list.
    pub rows: Vec<Row>,
    /// Lines of the card, one of each class and state.
    pub facts: Vec<FactLine>,
    /// Fields that a condition can speak of.
    pub filter_fields: Vec<FilterField>,
    /// Values that disagree.
    pub sides: Vec<ConflictSide>,
    /// How complete the card is, 0 to 100.
    pub percent: u32,
    /// Rows done, of `total`.
    pub done: u64,
    /// Rows in all.
    pub total: u64,
    /// Zero: how much there is in all is not known yet.
    pub nothing: u64,
}

pub use cast::Row;

/// A sign-in as it looks, to show the page without the frame.
#[derive(Template)]
#[template(path = "gallery/sign_in.html")]
pub struct Bare {
    /// A frame with nobody in it.
    pub frame: Frame,
}

/// One page of the gallery, drawn.
pub struct Sample {
    /// Name of the page, for its file.
    pub slug: &'static str,
    /// The page, or why it could not be drawn.
    pub html: askama::Result<String>,
}

impl Gallery {
    /// The gallery in one language and theme.
    pub fn new(say: Say, theme: Theme) -> Gallery {
        Gallery {
            frame: full_frame(say, theme),
            columns: vec![
                ("phone", "Телефон", true),
                ("tags", "Метки", true),
                ("birthday", "День рождения", false),
            ],
            rows: cast::rows(),
            facts: cast::facts(),
            filter_fields: cast::filter_fields(),
            sides: cast::sides(),
            percent: 72,
            done: 6200,
            total: 12408,
            nothing: 0,
        }
    }
}

/// All pages of the gallery, in order.
pub fn samples(say: Say, theme: Theme) -> Vec<Sample> {
    let bare = Bare { frame: Frame { theme, ..Frame::bare(say.clone(), "Вход") } };
    vec![
        Sample { slug: "ui", html: Gallery::new(say, theme).render() },
        Sample { slug: "bare", html: bare.render() },
    ]
}

fn full_frame(say: Say, theme: Theme) -> Frame {
    let item = |slug: &str, icon: &str, label: &str| NavItem {
        slug: slug.to_owned(),
        href: format!("/{slug}"),
        icon: icon.to_owned(),
        label: label.to_owned(),
        is_current: slug == "customers",
        count: if slug == "deals" { 12 } else { 0 },
    };
    Frame {
        theme,
        nav: vec![
            item("customers", "users", "Клиенты"),
            item("tasks", "list-checks", "Задачи"),
            item("deals", "square-kanban", "Сделки"),
            item("segments", "layers", "Сегменты"),
            item("analytics", "chart-column", "Анализ"),
            item("transfer", "file-spreadsheet", "Загрузка и выгрузка"),
            item("access", "shield", "Сотрудники и права"),
        ],
        person: Some(PersonBadge {
            name: "Әйгерім Омарова".to_owned(), role: "Владелец".to_owned()
        }),
        csrf: "sample".to_owned(),
        path: "/ui?sort=name".to_owned(),
        n_running: 2,
        n_alarms: 1,
        n_reminders: 5,
        toast: Some(Toast {
            text: "14 клиентов перенесены в архив".to_owned(),
            undo: Some(UndoForm {
                action: "/ui".to_owned(),
                fields: vec![("deed".to_owned(), "7".to_owned())],
            }),
        }),
        is_demo: true,
        ..Frame::bare(say, "Клиенты")
    }
}

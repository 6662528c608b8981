//! From an answer to what stands on a page: pictures drawn, customers by their names.

use std::collections::HashMap;

use plots::Look;
use words::Say;

use crate::asking::{Asked, Made, Named};
use crate::showing::{Entry, Figure, Grid, Shown, Tell};

/// A picture ready for a page.
pub(crate) struct Drawn {
    pub(crate) title: String,
    pub(crate) svg: String,
    /// Which of the pictures it is.
    pub(crate) no: usize,
}

/// All that stands on the page of an analysis.
pub(crate) struct Sheet {
    pub(crate) says: String,
    pub(crate) figures: Vec<Figure>,
    pub(crate) pictures: Vec<Drawn>,
    pub(crate) grids: Vec<Grid>,
    pub(crate) notes: Vec<String>,
}

/// How wide pictures are drawn: on a page, and in half of one.
pub(crate) const WIDE: f64 = 720.0;
/// The same in half of a page.
pub(crate) const HALF: f64 = 480.0;

/// What an answer shows in a person's language.
pub(crate) fn shown(made: &Made, asked: &Asked, (say, currency): (&Say, kernel::Currency)) -> Shown {
    let tell =
        Tell { say, currency, slug: asked.analysis.slug(), given: &asked.given, fields: Some(&made.known) };
    asked.analysis.show(&made.answer.result, &tell)
}

/// How pictures are drawn for a person.
pub(crate) fn look(say: &Say, width: f64) -> Look {
    let given = std::collections::BTreeMap::new();
    let tell = Tell { say, currency: kernel::Currency::KZT, slug: "", given: &given, fields: None };
    Look { width, manner: tell.manner(), empty: say.t("analytics-empty-picture") }
}

impl Sheet {
    /// Draws it.
    pub(crate) fn of(made: &Made, asked: &Asked, told: (&Say, kernel::Currency)) -> Self {
        let shown = shown(made, asked, told);
        let drawings = shown.drawings.iter().enumerate();
        let pictures = drawings.map(|(no, drawing)| Drawn {
            title: drawing.title.clone(),
            // The main picture takes the whole page, the others half of it.
            svg: drawing.plot.draw(&look(told.0, if no == 0 { WIDE } else { HALF })).page(),
            no,
        });
        let (say, currency) = told;
        let tell = Tell { say, currency, slug: "", given: &asked.given, fields: Some(&made.known) };
        let notes = made.answer.notes.iter().map(|note| note.say_of(say, |field| tell.field(field)));
        let mut grids = shown.grids;
        grids
            .iter_mut()
            .flat_map(|grid| grid.rows.iter_mut().flatten())
            .for_each(|entry| name(entry, &made.names));
        Self {
            says: shown.says,
            figures: shown.figures,
            pictures: pictures.collect(),
            grids,
            notes: notes.collect(),
        }
    }
}

/// Puts the name of a customer where the answer has their number.
pub(crate) fn name(entry: &mut Entry, names: &HashMap<String, Named>) {
    if let Some(named) = names.get(&entry.text).filter(|_| entry.is_customer) {
        entry.text.clone_from(&named.name);
        entry.href.clone_from(&named.href);
    }
}

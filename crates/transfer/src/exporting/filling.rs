//! From a card to a row: each cell so that people understand it and an import reads the same value back.

use super::chosen::{Chosen, What};
use crate::cells::{Row, Value};
use crate::formats::out::UNSAID;
use crate::several;
use access::watermark::Watermark;
use customers::builtin::{FAMILY, LEGAL_NAME};
use customers::staff::Staff;
use customers::{Customer, Field};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::Millis;
use std::borrow::Cow;
use std::collections::HashMap;
use words::Say;

/// What rows are filled by.
pub(super) struct Filling<'f> {
    whats: &'f [What<'f>],
    staff: &'f Staff,
    say: &'f Say,
    /// What names bear, when somebody takes the list out.
    mark: Option<&'f Watermark>,
    /// What every row bears then.
    line: String,
    kinds: [String; 2],
    /// The names of choices, by field and slug.
    choices: HashMap<(i64, &'f str), String>,
}

/// What the values of a contact field are for, in their order, with a word for each of which it is not said.
fn purposes_of(field: &Field, card: &Customer) -> String {
    let labels = card.sheet.of(field.no).map(|fact| Some(fact.label()).filter(|label| !label.is_empty()));
    several::join(labels.map(|label| label.unwrap_or(UNSAID)))
}

impl<'f> Filling<'f> {
    /// Looks the words up once that every row needs.
    pub(super) fn new(
        chosen: &'f Chosen<'f>,
        staff: &'f Staff,
        (say, mark): (&'f Say, Option<&'f Watermark>),
    ) -> Self {
        let mut choices = HashMap::new();
        for what in &chosen.whats {
            let What::Field(field) = what else { continue };
            for option in &field.settings.options {
                choices.insert((field.no, option.slug.as_str()), field.option_label(option, say));
            }
        }
        let kinds = ["person", "organization"].map(|slug| say.t(&format!("transfer-export-{slug}")));
        let line = mark.map(|mark| mark.line(say)).unwrap_or_default();
        Self { whats: &chosen.whats, staff, say, mark, line, kinds, choices }
    }

    /// Fills a row with the card at a place of the list, counted from 0, and the addresses to which it may be written.
    pub(super) fn fill(&self, row: &mut Row, (card, reach): (&Customer, &str), at: u64) {
        row.clear();
        for what in self.whats {
            match what {
                What::Id => row.push_text(&card.id.to_string()),
                What::Kind => {
                    let [person, organization] = &self.kinds;
                    row.push_text(if card.kind == customers::Kind::Person { person } else { organization });
                }
                What::Name => self.name(row, &card.name, at),
                What::Field(field) if matches!(field.no, FAMILY | LEGAL_NAME) => {
                    self.name(row, card.sheet.text(field.no).unwrap_or_default(), at);
                }
                What::Reach => row.push_text(reach),
                What::Taken => row.push_text(&self.line),
                What::Made => self.moment(row, card.created_at),
                What::Changed => self.moment(row, card.updated_at),
                What::Field(field) => self.values(row, field, card),
                What::Purposes(field) => row.push_text(&purposes_of(field, card)),
            }
        }
    }

    fn name(&self, row: &mut Row, name: &str, at: u64) {
        match self.mark {
            Some(mark) => row.push_text(&mark.marked(usize::try_from(at).unwrap_or(0), name)),
            None => row.push_text(name),
        }
    }

    fn values(&self, row: &mut Row, field: &Field, card: &Customer) {
        let mut values = card.sheet.of(field.no).map(|fact| fact.value.as_str());
        match (values.next(), values.next()) {
            (None, _) => row.push_empty(),
            (Some(only), None) if !field.is_many => self.only(row, field, only),
            (first, second) => {
                let all = first.into_iter().chain(second).chain(values);
                let mut cell = String::new();
                all.for_each(|value| several::add(&self.text_of(field, value), &mut cell));
                row.push_text(&cell);
            }
        }
    }

    fn only(&self, row: &mut Row, field: &Field, value: &str) {
        match field.kind.slug() {
            "integer" | "decimal" => match value.parse() {
                Ok(number) => row.push(Value::Number(number), value),
                Err(_) => row.push_text(value),
            },
            "date" | "yearly_date" => match value.parse() {
                Ok(day) => row.push_date(day),
                Err(_) => row.push_text(value),
            },
            "yes_no" if matches!(value, "true" | "false") => row.push_bool(value == "true"),
            _ => row.push_text(&self.text_of(field, value)),
        }
    }

    /// The text that reads back as the same value.
    fn text_of<'v>(&'v self, field: &Field, value: &'v str) -> Cow<'v, str> {
        if let Some(label) = self.choices.get(&(field.no, value)) {
            return Cow::Borrowed(label);
        }
        match field.kind.slug() {
            "address" => Cow::Owned(field.show(value, self.say)),
            "staff" => Cow::Borrowed(self.name_of(value).unwrap_or(value)),
            _ => Cow::Borrowed(value),
        }
    }

    /// The name of a colleague or a team; of two with one name neither, since it would not lead back.
    fn name_of(&self, id: &str) -> Option<&str> {
        let name = self.staff.name_of_text(id)?;
        let known = self.staff.people().iter().chain(self.staff.teams());
        let n_alike = known.filter(|(_, other)| other == name).count();
        (n_alike == 1).then_some(name)
    }

    /// To the second, in the reader's time zone.
    fn moment(&self, row: &mut Row, at: Millis) {
        let zone: &TimeZone = self.say.zone();
        match Timestamp::from_second(at.div_euclid(1_000)) {
            Ok(at) => row.push_datetime(at.to_zoned(zone.clone()).datetime()),
            Err(_) => row.push_empty(),
        }
    }
}

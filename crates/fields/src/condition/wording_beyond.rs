//! What conditions ask beyond a record's own fields, in words: `заказы за последние 90 дней: не меньше 3`.

use super::beyond::{Beyond, Compare, Happened, Measure, Within};
use super::wording::{FieldName, Vocabulary, Wording};
use crate::kinds;
use crate::settings::Settings;
use words::Arg;

static PLAIN: Settings = Settings::NONE;

/// Calls everything by its slug: for texts that name no tables, segments and ties.
pub(super) struct Slugs;

impl Vocabulary for Slugs {
    fn table(&self, slug: &str) -> String {
        slug.to_owned()
    }

    fn column(&self, _: &str, slug: &str) -> FieldName<'_> {
        FieldName { label: slug.to_owned().into(), kind: None, settings: &PLAIN }
    }

    fn segment(&self, id: &str) -> String {
        id.to_owned()
    }

    fn relation(&self, kind: &str) -> String {
        kind.to_owned()
    }
}

impl Wording<'_, '_, '_> {
    pub(super) fn beyond(&self, beyond: &Beyond) -> String {
        match beyond {
            Beyond::Segment(id) => {
                self.said("fields-says-segment", &[("name", self.vocabulary.segment(id))])
            }
            Beyond::Related { kind, whom } => {
                let kind = match kind.as_str() {
                    "" => self.say.t("fields-says-related-any"),
                    kind => self.vocabulary.relation(kind),
                };
                if whom.is_everything() {
                    return self.said("fields-says-related", &[("kind", kind)]);
                }
                self.said("fields-says-related-whom", &[("kind", kind), ("whom", self.whole(whom))])
            }
            Beyond::Happened(happened) => self.happened(happened),
        }
    }

    /// The opposite in plain words; `None` where there are none.
    pub(super) fn not_beyond(&self, beyond: &Beyond) -> Option<String> {
        match beyond {
            Beyond::Segment(id) => {
                Some(self.said("fields-says-not-segment", &[("name", self.vocabulary.segment(id))]))
            }
            Beyond::Happened(happened) if happened.is_any() && !self.is_one_each(happened) => {
                let none =
                    Happened { compare: Compare::AtMost, operands: vec!["0".into()], ..happened.clone() };
                Some(self.happened(&none))
            }
            _ => None,
        }
    }

    fn is_one_each(&self, happened: &Happened) -> bool {
        self.vocabulary.is_one_each(&happened.table)
    }

    fn happened(&self, happened: &Happened) -> String {
        if let Some(rows) = &happened.rows
            && self.is_one_each(happened)
            && happened.is_any()
        {
            return self.of_columns(&happened.table).whole_of(rows);
        }
        let what = self.rows(happened);
        if happened.is_any() {
            return self.said("fields-says-rows-any", &[("what", what)]);
        }
        if happened.is_none() {
            return self.said("fields-says-rows-none", &[("what", what)]);
        }
        let compare = self.compared(happened);
        let key = match happened.measure {
            Measure::Count => "fields-says-rows-count",
            Measure::First => "fields-says-rows-first",
            Measure::Last => "fields-says-rows-last",
            Measure::Sum | Measure::Average | Measure::Min | Measure::Max => "fields-says-rows-measure",
        };
        let of = self.vocabulary.column(&happened.table, &happened.of).label.into_owned();
        let measure = self.say.t(&happened.measure.label());
        self.said(key, &[("what", what), ("measure", measure), ("of", of), ("compare", compare)])
    }

    /// Which rows: the table, what is asked of them, the period.
    fn rows(&self, happened: &Happened) -> String {
        let mut what = self.vocabulary.table(&happened.table);
        if let Some(rows) = happened.rows.as_ref().filter(|rows| !rows.is_everything()) {
            let rows = self.of_columns(&happened.table).whole_of(rows);
            what = self.said("fields-says-rows-where", &[("what", what), ("rows", rows)]);
        }
        let date = |typed: &String| self.shown(&date_name(), typed);
        match &happened.within {
            Within::Ever => what,
            Within::LastDays(n) => self.say.with(
                "fields-says-rows-last-days",
                &[("what", Arg::from(what)), ("n", Arg::Int(i64::from(*n)))],
            ),
            Within::Dates { from: Some(from), to: None } => {
                self.said("fields-says-rows-from", &[("what", what), ("from", date(from))])
            }
            Within::Dates { from: None, to } => {
                let to = to.as_ref().map(date).unwrap_or_default();
                self.said("fields-says-rows-to", &[("what", what), ("to", to)])
            }
            Within::Dates { from: Some(from), to: Some(to) } => {
                let ends = [("what", what), ("from", date(from)), ("to", date(to))];
                self.said("fields-says-rows-from-to", &ends)
            }
        }
    }

    fn compared(&self, happened: &Happened) -> String {
        let is_date = happened.measure.is_date();
        let name = if is_date {
            date_name()
        } else if happened.measure == Measure::Count {
            FieldName { label: "".into(), kind: kinds::find("integer"), settings: &PLAIN }
        } else {
            self.vocabulary.column(&happened.table, &happened.of)
        };
        let key = happened.compare.sentence(is_date);
        if happened.compare.is_days() {
            let n = happened.operands.first().and_then(|n| n.trim().parse().ok()).unwrap_or(0);
            return self.say.with(&key, &[("n", Arg::Int(n))]);
        }
        let mut shown = happened.operands.iter().map(|operand| self.shown(&name, operand));
        let value = shown.next().unwrap_or_default();
        self.said(&key, &[("value", value), ("last", shown.next().unwrap_or_default())])
    }

    fn shown(&self, name: &FieldName<'_>, operand: &str) -> String {
        match name.kind {
            Some(kind) => kind.show(operand, name.settings, self.say),
            None => operand.to_owned(),
        }
    }

    fn of_columns<'w>(&'w self, table: &'w str) -> OfColumns<'w> {
        OfColumns { say: self.say, vocabulary: self.vocabulary, table }
    }

    fn said(&self, key: &str, args: &[(&'static str, String)]) -> String {
        let args: Vec<_> = args.iter().map(|(name, text)| (*name, Arg::from(text.as_str()))).collect();
        self.say.with(key, &args)
    }
}

/// The words of conditions over the columns of one table.
struct OfColumns<'w> {
    say: &'w words::Say,
    vocabulary: &'w dyn Vocabulary,
    table: &'w str,
}

impl OfColumns<'_> {
    fn whole_of(&self, rows: &super::Condition) -> String {
        let names = |slug: &str| self.vocabulary.column(self.table, slug);
        Wording { say: self.say, names: &names, vocabulary: self.vocabulary }.whole(rows)
    }
}

fn date_name() -> FieldName<'static> {
    FieldName { label: "".into(), kind: kinds::find("date"), settings: &PLAIN }
}

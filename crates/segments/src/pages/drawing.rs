//! The parts of a condition as the pieces of a form, in the order in which they stand on the page.

use super::part::{Compared, How, Part, Rows};
use crate::wording::Glossary;
use customers::{FieldSet, HappeningTable, Happenings};
use fields::condition::{Compare, Measure, Vocabulary as _};
use fields::{FieldName, Operator};
use kernel::Actor;
use web::FieldError;
use words::Say;

/// A choice of a list: value, words, whether it is chosen.
pub(crate) type Choice = (String, String, bool);

/// A piece of the form.
pub(crate) enum Piece {
    /// A group begins: its path, whether it can be removed, how many of it must hold.
    Open {
        path: String,
        is_root: bool,
        how: Vec<Choice>,
    },
    /// A group ends: what can be added to it.
    Close {
        path: String,
        adders: Vec<(String, Vec<(String, String)>)>,
    },
    Field(Comparison),
    Happened(Box<Measured>),
    Segment {
        path: String,
        is_not: bool,
        segments: Vec<Choice>,
        error: String,
    },
    /// A tie: the kinds there are; the group of whom it leads to follows.
    Related {
        path: String,
        kinds: Vec<Choice>,
    },
    /// The tie's group has ended.
    RelatedEnd,
}

/// A comparison with its controls.
pub(crate) struct Comparison {
    pub(crate) path: String,
    pub(crate) slug: String,
    pub(crate) label: String,
    pub(crate) is_not: bool,
    pub(crate) operators: Vec<Choice>,
    /// The answers there are; empty for what is typed.
    pub(crate) options: Vec<Choice>,
    pub(crate) first: String,
    pub(crate) second: String,
    pub(crate) has_first: bool,
    pub(crate) has_second: bool,
    pub(crate) input: &'static str,
    /// What is wrong with it; empty when nothing is.
    pub(crate) error: String,
}

/// A measure of what happened with its controls.
pub(crate) struct Measured {
    pub(crate) path: String,
    pub(crate) table: String,
    pub(crate) title: String,
    /// What is wrong with it; empty when nothing is.
    pub(crate) error: String,
    /// Whether only the columns are asked about, of which each customer has one value.
    pub(crate) is_each: bool,
    pub(crate) measures: Vec<Choice>,
    pub(crate) compares: Vec<Choice>,
    pub(crate) input: &'static str,
    pub(crate) first: String,
    pub(crate) second: String,
    pub(crate) has_second: bool,
    pub(crate) has_date: bool,
    pub(crate) periods: Vec<Choice>,
    pub(crate) days: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) columns: Vec<Comparison>,
    pub(crate) adders: Vec<(String, String)>,
    /// A condition over the rows that this form cannot show: as JSON and in words.
    pub(crate) other: Option<(String, String)>,
}

/// By what pieces are drawn.
pub(crate) struct Drawing<'d> {
    pub(crate) fields: &'d FieldSet,
    pub(crate) happenings: &'d Happenings,
    pub(crate) glossary: &'d Glossary,
    pub(crate) actor: &'d Actor,
    pub(crate) say: &'d Say,
    /// Names of staff by their ids.
    pub(crate) people: &'d [(String, String)],
    /// The segment that is being changed, which cannot speak of itself.
    pub(crate) own: &'d str,
    /// What is wrong, the rows by their paths.
    pub(crate) errors: &'d [FieldError],
}

impl Drawing<'_> {
    /// Every piece in order.
    pub(crate) fn pieces(&self, root: &Part) -> Vec<Piece> {
        let mut pieces = Vec::new();
        self.part(root, "0", &mut pieces);
        pieces
    }

    fn part(&self, part: &Part, path: &str, pieces: &mut Vec<Piece>) {
        match part {
            Part::Group(how, inner) => {
                let choice = |one: How| {
                    let words = self.say.t(&format!("ui-conditions-{}", one.slug()));
                    (one.slug().to_owned(), words, one == *how)
                };
                let how = How::ALL.map(choice).into();
                pieces.push(Piece::Open { path: path.to_owned(), is_root: path == "0", how });
                for (place, one) in inner.iter().enumerate() {
                    self.part(one, &format!("{path}.{place}"), pieces);
                }
                pieces.push(Piece::Close { path: path.to_owned(), adders: self.adders() });
            }
            Part::Field(compared) => {
                let name = self.glossary.field(&compared.slug);
                pieces.push(Piece::Field(self.comparison(path, compared, &name)));
            }
            Part::Segment { id, is_not } => {
                let others = self.glossary.segments.iter().filter(|one| one.id.to_string() != self.own);
                let choice = |one: &crate::Segment| {
                    (one.id.to_string(), one.name.clone(), one.id.to_string() == *id)
                };
                let segments = others.map(choice).collect();
                let error = self.error(path, &self.say.t("segments-segment"));
                pieces.push(Piece::Segment { path: path.to_owned(), is_not: *is_not, segments, error });
            }
            Part::Related { kind, whom } => {
                let any = (String::new(), self.say.t("fields-says-related-any"), kind.is_empty());
                let known = self.glossary.relations.iter();
                let known =
                    known.map(|one| (one.slug.clone(), one.words(true, self.say), one.slug == *kind));
                let kinds = std::iter::once(any).chain(known).collect();
                pieces.push(Piece::Related { path: path.to_owned(), kinds });
                self.part(whom, &format!("{path}.0"), pieces);
                pieces.push(Piece::RelatedEnd);
            }
            Part::Happened(rows) => pieces.push(Piece::Happened(Box::new(self.measured(path, rows)))),
        }
    }

    /// What is wrong with the row at a path, which is called so; empty when nothing is.
    fn error(&self, path: &str, name: &str) -> String {
        let own = self.errors.iter().filter(|error| error.field == path).cloned();
        let named = own.map(|mut error| {
            error.args.push(("name", name.to_owned().into()));
            error.say(self.say)
        });
        named.collect::<Vec<_>>().join(" ")
    }

    /// What can be added: groups of choices under a heading each.
    fn adders(&self) -> Vec<(String, Vec<(String, String)>)> {
        let (each, tables): (Vec<_>, Vec<_>) =
            self.happenings.seen_by(self.actor).partition(|table| table.is_one_each());
        let tables =
            tables.iter().map(|table| (format!("happened:{}", table.slug()), self.say.t(table.title())));
        let each = each.iter().map(|table| {
            let value = |column: &customers::HappeningColumn| {
                (format!("each:{}/{}", table.slug(), column.slug), self.say.t(column.label))
            };
            (self.say.t(table.title()), table.columns().iter().map(value).collect())
        });
        let fields = self.fields.all().filter(|field| !field.is_archived && field.kind.slug() != "file");
        let is_masked = |slug: &str| self.actor.sight.is_masked(slug);
        let fields = fields.filter(|field| !is_masked(&field.slug));
        let fields = fields.map(|field| (format!("field:{}", field.slug), field.label(self.say)));
        let others = [
            ("group", "ui-conditions-group"),
            ("segment", "segments-add-segment"),
            ("related", "segments-add-related"),
        ];
        let mut all = vec![(self.say.t("segments-add-happened"), tables.collect())];
        all.extend(each);
        all.push((
            self.say.t("segments-add-other"),
            others.map(|(what, key)| (what.to_owned(), self.say.t(key))).into(),
        ));
        all.push((self.say.t("segments-add-field"), fields.collect()));
        all
    }

    fn comparison(&self, path: &str, compared: &Compared, name: &FieldName<'_>) -> Comparison {
        let options = self.options(compared, name);
        let known = name.kind.map(|kind| kind.operators()).unwrap_or_default();
        let choice =
            |one: &Operator| (one.slug().to_owned(), self.say.t(&one.label()), *one == compared.operator);
        let n = *compared.operator.n_operands().end();
        let value = |at: usize| compared.values.get(at).cloned().unwrap_or_default();
        let is_several = compared.operator == Operator::AnyOf && options.is_empty();
        Comparison {
            path: path.to_owned(),
            slug: compared.slug.clone(),
            label: name.label.to_string(),
            is_not: compared.is_not,
            operators: known.iter().map(choice).collect(),
            first: if is_several { compared.values.join("; ") } else { value(0) },
            second: value(1),
            has_first: n > 0,
            has_second: compared.operator == Operator::Between,
            input: input(name, compared.operator),
            options,
            error: self.error(path, &name.label),
        }
    }

    fn options(&self, compared: &Compared, name: &FieldName<'_>) -> Vec<Choice> {
        let is_on = |value: &str| compared.values.iter().any(|one| one == value);
        let choice = |(value, words): (String, String)| {
            let is_chosen = is_on(&value);
            (value, words, is_chosen)
        };
        let list: Vec<(String, String)> = match name.kind.map(|kind| kind.slug()) {
            Some("yes_no") => {
                let kind = name.kind;
                let words = |value: &str| {
                    kind.map_or_else(String::new, |kind| kind.show(value, name.settings, self.say))
                };
                ["true", "false"].map(|value| (value.to_owned(), words(value))).into()
            }
            Some("staff") => self.people.to_vec(),
            _ => {
                let options = name.settings.options.iter();
                options.map(|option| (option.slug.clone(), option.label.clone())).collect()
            }
        };
        list.into_iter().map(choice).collect()
    }

    fn measured(&self, path: &str, rows: &Rows) -> Measured {
        let table = self.happenings.find(&rows.table);
        let columns = rows.columns.iter().enumerate().map(|(place, compared)| {
            let name = self.glossary.column(&rows.table, &compared.slug);
            self.comparison(&format!("{path}/{place}"), compared, &name)
        });
        let is_date = rows.measure.is_date();
        let compares = Compare::ALL.into_iter().filter(|compare| compare.is_for(is_date));
        let compare =
            |one: Compare| (one.slug().to_owned(), self.say.t(&one.label(is_date)), one == rows.compare);
        let period = |slug: &str| {
            (
                slug.to_owned(),
                self.say.t(&format!("segments-period-{}", slug.replace('_', "-"))),
                slug == rows.period,
            )
        };
        let value = |at: usize| rows.values.get(at).cloned().unwrap_or_default();
        let adder =
            |column: &customers::HappeningColumn| (column.slug.to_owned(), self.say.t(column.label));
        Measured {
            path: path.to_owned(),
            error: self.error(path, &self.glossary.table(&rows.table)),
            title: self.glossary.table(&rows.table),
            is_each: table.is_some_and(|table| table.is_one_each()) && rows.is_plain(),
            measures: table.map(|table| self.measures(table.as_ref(), rows)).unwrap_or_default(),
            compares: compares.map(compare).collect(),
            input: match (is_date && !rows.compare.is_days(), rows.measure == Measure::Count) {
                (true, _) => "date",
                (false, true) => "number",
                (false, false) if rows.compare.is_days() => "number",
                _ => "text",
            },
            first: value(0),
            second: value(1),
            has_second: rows.compare == Compare::Between,
            has_date: table.is_some_and(|table| table.when().is_some()),
            periods: ["ever", "last_days", "dates"].map(period).into(),
            days: rows.days.clone(),
            from: rows.from.clone(),
            to: rows.to.clone(),
            columns: columns.collect(),
            adders: table.map(|table| table.columns().iter().map(adder).collect()).unwrap_or_default(),
            other: rows.other.as_ref().map(|other| {
                let names = |slug: &str| self.glossary.column(&rows.table, slug);
                (other.to_json().to_string(), other.in_words_with(self.say, &names, self.glossary))
            }),
            table: rows.table.clone(),
        }
    }

    /// What can be measured: `sum/amount` and the like.
    fn measures(&self, table: &dyn HappeningTable, rows: &Rows) -> Vec<Choice> {
        let mut all = Vec::new();
        for measure in Measure::ALL {
            let name = self.say.t(&measure.label());
            if measure.needs_column() {
                for column in
                    table.columns().iter().filter(|column| column.is_amount() && column.kind != "yes_no")
                {
                    let is_chosen = measure == rows.measure && column.slug == rows.of;
                    let words = format!("{name}: {}", self.say.t(column.label));
                    all.push((format!("{}/{}", measure.slug(), column.slug), words, is_chosen));
                }
            } else if measure == Measure::Count || table.when().is_some() {
                let of = if rows.measure == measure && !rows.of.is_empty() {
                    format!("/{}", rows.of)
                } else {
                    String::new()
                };
                all.push((format!("{}{of}", measure.slug()), name, measure == rows.measure));
            }
        }
        all
    }
}

fn input(name: &FieldName<'_>, operator: Operator) -> &'static str {
    match operator {
        Operator::LastDays | Operator::NextDays => "number",
        _ if name.kind.is_some_and(|kind| kind.slug() == "date") => "date",
        _ => "text",
    }
}

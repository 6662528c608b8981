//! A condition while it is being built: parts that may still be blank, as the fields of one form.
//!
//! Every part has a path, such as `0.2` for the third of the first; its fields are called `<path>:<name>`, and the
//! paths themselves are sent as `part`, outermost first.

use fields::condition::{Beyond, Compare, Happened, Measure, Within};
use fields::{Condition, Operator};
use web::Form;

/// One part.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    /// Parts of which all, any or none must hold.
    Group(How, Vec<Part>),
    /// A comparison of a field, or of a column within [`Rows`].
    Field(Compared),
    /// What happened.
    Happened(Box<Rows>),
    /// Membership of a segment.
    Segment { id: String, is_not: bool },
    /// A tie of a kind to somebody who meets a group.
    Related { kind: String, whom: Box<Part> },
}

/// How many of a group must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    All,
    Any,
    None,
}

impl How {
    pub(crate) const ALL: [How; 3] = [How::All, How::Any, How::None];

    pub(crate) fn slug(self) -> &'static str {
        match self {
            How::All => "all",
            How::Any => "any",
            How::None => "none",
        }
    }

    fn from_slug(slug: &str) -> Self {
        Self::ALL.into_iter().find(|how| how.slug() == slug).unwrap_or(How::All)
    }
}

/// A comparison, perhaps without operands yet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Compared {
    pub(crate) slug: String,
    pub(crate) operator: Operator,
    pub(crate) values: Vec<String>,
    pub(crate) is_not: bool,
}

/// A measure of what happened, perhaps without operands yet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rows {
    pub(crate) table: String,
    pub(crate) measure: Measure,
    pub(crate) of: String,
    pub(crate) compare: Compare,
    pub(crate) values: Vec<String>,
    /// `ever`, `last_days` or `dates`.
    pub(crate) period: String,
    pub(crate) days: String,
    pub(crate) from: String,
    pub(crate) to: String,
    /// What is asked of the rows, all of it.
    pub(crate) columns: Vec<Compared>,
    /// A condition over the rows that is more than a list; kept as it is.
    pub(crate) other: Option<Condition>,
}

impl Rows {
    pub(crate) fn of(table: &str) -> Self {
        Self {
            table: table.to_owned(),
            measure: Measure::Count,
            of: String::new(),
            compare: Compare::AtLeast,
            values: vec!["1".into()],
            period: "ever".into(),
            days: "90".into(),
            from: String::new(),
            to: String::new(),
            columns: Vec::new(),
            other: None,
        }
    }
}

impl Rows {
    /// Whether nothing but what is asked of columns matters, as of values of which each customer has one.
    pub(crate) fn is_plain(&self) -> bool {
        let is_any = self.measure == Measure::Count && self.compare == Compare::AtLeast;
        let has_one = self.values.first().is_some_and(|n| n.trim() == "1");
        is_any && has_one && self.other.is_none() && !["last_days", "dates"].contains(&self.period.as_str())
    }
}

impl Part {
    /// The parts of a condition; the outermost is always a group.
    pub(crate) fn root(condition: &Condition) -> Self {
        match Self::of(condition) {
            group @ Part::Group(..) => group,
            one => Part::Group(How::All, vec![one]),
        }
    }

    fn of(condition: &Condition) -> Self {
        let list = |inner: &[Condition]| inner.iter().map(Self::of).collect();
        match condition {
            Condition::All(inner) => Part::Group(How::All, list(inner)),
            Condition::Any(inner) => Part::Group(How::Any, list(inner)),
            Condition::Not(inner) => match Self::of(inner) {
                Part::Group(How::Any, inner) => Part::Group(How::None, inner),
                Part::Field(compared) => Part::Field(Compared { is_not: !compared.is_not, ..compared }),
                Part::Segment { id, is_not } => Part::Segment { id, is_not: !is_not },
                other => Part::Group(How::None, vec![other]),
            },
            Condition::Field { field, operator, operands } => Part::Field(Compared {
                slug: field.clone(),
                operator: *operator,
                values: operands.clone(),
                is_not: false,
            }),
            Condition::Beyond(beyond) => match beyond.as_ref() {
                Beyond::Segment(id) => Part::Segment { id: id.clone(), is_not: false },
                Beyond::Related { kind, whom } => {
                    Part::Related { kind: kind.clone(), whom: Box::new(Self::root(whom)) }
                }
                Beyond::Happened(happened) => Part::Happened(Box::new(rows(happened))),
            },
        }
    }

    /// The condition that is meant; `None` while what it compares with is blank. Blank parts of a group are left out.
    pub(crate) fn condition(&self) -> Option<Condition> {
        match self {
            Part::Group(how, inner) => {
                let inner = inner.iter().filter_map(Part::condition);
                // A group in which nothing stands yet asks nothing.
                let inner: Vec<Condition> = inner.filter(|one| !one.is_everything()).collect();
                Some(match how {
                    How::All => Condition::All(inner),
                    How::Any if inner.is_empty() => Condition::everything(),
                    How::Any => Condition::Any(inner),
                    How::None if inner.is_empty() => Condition::everything(),
                    How::None => Condition::Not(Box::new(Condition::Any(inner))),
                })
            }
            Part::Field(compared) => compared.condition(),
            Part::Segment { id, is_not } if !id.is_empty() => {
                Some(opposed(Beyond::Segment(id.clone()).into(), *is_not))
            }
            Part::Segment { .. } => None,
            Part::Related { kind, whom } => {
                let whom = whom.condition().unwrap_or_else(Condition::everything);
                Some(Beyond::Related { kind: kind.clone(), whom }.into())
            }
            Part::Happened(rows) => rows.condition(),
        }
    }

    /// Reads the parts of a sent form.
    pub(crate) fn read(form: &Form) -> Self {
        let paths: Vec<&str> = form.all("part").collect();
        Reading { form, paths: &paths }.part("0").unwrap_or(Part::Group(How::All, Vec::new()))
    }

    /// The part at a path that begins with the root's `0`.
    pub(crate) fn at(&mut self, path: &str) -> Option<&mut Part> {
        let mut part = self;
        for place in path.split('.').skip(1) {
            let place: usize = place.parse().ok()?;
            part = match part {
                Part::Group(_, inner) => inner.get_mut(place)?,
                Part::Related { whom, .. } => whom.as_mut(),
                _ => return None,
            };
        }
        Some(part)
    }

    /// Takes the part at a path out of its group.
    pub(crate) fn remove(&mut self, path: &str) {
        if let Some((outer, place)) = path.rsplit_once('.')
            && let (Some(Part::Group(_, inner)), Ok(place)) = (self.at(outer), place.parse::<usize>())
            && place < inner.len()
        {
            inner.remove(place);
        }
    }
}

impl Compared {
    pub(super) fn condition(&self) -> Option<Condition> {
        let values = self.values.iter().filter(|value| !value.trim().is_empty());
        let mut values: Vec<String> = values.cloned().collect();
        if self.operator == Operator::AnyOf {
            let parts = values.iter().flat_map(|value| value.split(';')).map(str::trim);
            values = parts.filter(|part| !part.is_empty()).map(str::to_owned).collect();
        }
        // Several answers ticked are one of them, whatever was chosen before.
        let is_several = self.operator == Operator::Is && values.len() > 1;
        let operator = if is_several { Operator::AnyOf } else { self.operator };
        values.truncate(*operator.n_operands().end());
        let is_whole = operator.n_operands().contains(&values.len());
        let field = Condition::Field { field: self.slug.clone(), operator, operands: values };
        is_whole.then(|| opposed(field, self.is_not))
    }
}

impl Rows {
    fn condition(&self) -> Option<Condition> {
        let values = self.values.iter().map(|value| value.trim()).filter(|value| !value.is_empty());
        let operands: Vec<String> = values.take(self.compare.n_operands()).map(str::to_owned).collect();
        let is_whole =
            operands.len() == self.compare.n_operands() && self.compare.is_for(self.measure.is_date());
        let mut rows: Vec<Condition> = self.columns.iter().filter_map(Compared::condition).collect();
        rows.extend(self.other.clone());
        let some = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let within = match (self.period.as_str(), some(&self.from), some(&self.to)) {
            ("last_days", ..) => Within::LastDays(self.days.trim().parse().ok().filter(|n| *n > 0)?),
            ("dates", None, None) => Within::Ever,
            ("dates", from, to) => Within::Dates { from, to },
            _ => Within::Ever,
        };
        let happened = Happened {
            table: self.table.clone(),
            rows: match rows.len() {
                0 => None,
                1 => rows.pop(),
                _ => Some(Condition::All(rows)),
            },
            within,
            measure: self.measure,
            of: if self.measure == Measure::Count { String::new() } else { self.of.clone() },
            compare: self.compare,
            operands,
        };
        is_whole.then(|| happened.into())
    }
}

fn opposed(condition: Condition, is_not: bool) -> Condition {
    if is_not { Condition::Not(Box::new(condition)) } else { condition }
}

fn rows(happened: &Happened) -> Rows {
    let plain = |condition: &Condition| match Part::of(condition) {
        Part::Field(compared) => Some(compared),
        _ => None,
    };
    let list = match &happened.rows {
        None => Some(Vec::new()),
        Some(Condition::All(inner)) => inner.iter().map(plain).collect(),
        Some(one) => plain(one).map(|one| vec![one]),
    };
    let other = if list.is_some() { None } else { happened.rows.clone() };
    let mut rows = Rows {
        measure: happened.measure,
        of: happened.of.clone(),
        compare: happened.compare,
        values: happened.operands.clone(),
        columns: list.unwrap_or_default(),
        other,
        ..Rows::of(&happened.table)
    };
    match &happened.within {
        Within::Ever => {}
        Within::LastDays(n) => (rows.period, rows.days) = ("last_days".into(), n.to_string()),
        Within::Dates { from, to } => {
            rows.period = "dates".into();
            (rows.from, rows.to) = (from.clone().unwrap_or_default(), to.clone().unwrap_or_default());
        }
    }
    rows
}

struct Reading<'r> {
    form: &'r Form,
    paths: &'r [&'r str],
}

impl Reading<'_> {
    fn text(&self, path: &str, name: &str) -> String {
        self.form.text(&format!("{path}:{name}")).to_owned()
    }

    fn part(&self, path: &str) -> Option<Part> {
        self.paths.contains(&path).then_some(())?;
        Some(match self.text(path, "is").as_str() {
            "field" => Part::Field(self.compared(path)),
            "segment" => Part::Segment {
                id: self.text(path, "segment"),
                is_not: self.form.is_ticked(&format!("{path}:not")),
            },
            "related" => Part::Related {
                kind: self.text(path, "kind"),
                whom: Box::new(
                    self.part(&format!("{path}.0")).unwrap_or(Part::Group(How::All, Vec::new())),
                ),
            },
            "happened" => Part::Happened(Box::new(self.rows(path))),
            _ => {
                let inner = (0..200).map_while(|place| self.part(&format!("{path}.{place}")));
                Part::Group(How::from_slug(&self.text(path, "how")), inner.collect())
            }
        })
    }

    fn compared(&self, path: &str) -> Compared {
        let values = self.form.all(&format!("{path}:v")).map(str::to_owned).collect();
        Compared {
            slug: self.text(path, "slug"),
            operator: Operator::from_slug(&self.text(path, "op")).unwrap_or(Operator::Known),
            values,
            is_not: self.form.is_ticked(&format!("{path}:not")),
        }
    }

    fn rows(&self, path: &str) -> Rows {
        let measure = self.text(path, "measure");
        let (measure, of) = measure.split_once('/').unwrap_or((&measure, ""));
        let columns = (0..50).map(|place| format!("{path}/{place}"));
        let columns = columns.take_while(|path| !self.text(path, "slug").is_empty());
        Rows {
            table: self.text(path, "table"),
            measure: Measure::from_slug(measure).unwrap_or(Measure::Count),
            of: of.to_owned(),
            compare: Compare::from_slug(&self.text(path, "compare")).unwrap_or(Compare::AtLeast),
            values: self.form.all(&format!("{path}:v")).map(str::to_owned).collect(),
            period: self.text(path, "period"),
            days: self.text(path, "days"),
            from: self.text(path, "from"),
            to: self.text(path, "to"),
            columns: columns.map(|path| self.compared(&path)).collect(),
            other: Condition::parse(&self.text(path, "other")).ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(condition: &str) {
        let condition = Condition::parse(condition).unwrap();
        let back = Part::root(&condition).condition().unwrap();
        let rooted = match condition {
            Condition::All(_) => condition,
            one => Condition::All(vec![one]),
        };
        assert_eq!(back.to_json(), rooted.to_json());
    }

    #[test]
    fn a_condition_comes_out_of_the_builder_as_it_went_in() {
        check(r#"{"all":[{"field":"city","is":"Алматы"},{"not":{"field":"warmth","is":"hot"}}]}"#);
        check(r#"{"all":[{"any":[{"segment":"a"},{"not":{"segment":"b"}}]}]}"#);
        check(r#"{"all":[{"related":"spouse","whom":{"all":[{"field":"city","known":true}]}}]}"#);
        check(
            r#"{"happened":"orders","where":{"field":"sum","above":"5"},"within":{"last_days":9},"at_most":0}"#,
        );
        check(
            r#"{"happened":"orders","measure":"sum","of":"sum","between":["1","2"],"within":{"from":"2026-01-01"}}"#,
        );
        check(
            r#"{"happened":"orders","where":{"any":[{"field":"sum","above":"5"},{"field":"sum","below":"1"}]}}"#,
        );
    }

    #[test]
    fn what_is_still_blank_asks_nothing() {
        let form = Form::from_encoded(
            "part=0&0:is=group&0:how=any&part=0.0&0.0:is=field&0.0:slug=city&0.0:op=is&0.0:v=&part=0.1&0.1:is=segment",
        );
        assert_eq!(Part::read(&form).condition(), Some(Condition::everything()));
    }

    #[test]
    fn a_form_says_a_nested_condition() {
        let form = Form::from_encoded(
            "part=0&0:is=group&0:how=all&part=0.0&0.0:is=group&0.0:how=none&part=0.0.0&0.0.0:is=field&0.0.0:slug=city\
             &0.0.0:op=any_of&0.0.0:v=A;+B&part=0.1&0.1:is=happened&0.1:table=orders&0.1:measure=sum/amount\
             &0.1:compare=at_least&0.1:v=50&0.1:period=last_days&0.1:days=30&0.1/0:slug=status&0.1/0:op=is&0.1/0:v=paid",
        );
        let mut part = Part::read(&form);
        let wanted = serde_json::json!({ "all": [
            { "not": { "any": [{ "field": "city", "any_of": ["A", "B"] }] } },
            { "happened": "orders", "where": { "field": "status", "is": "paid" }, "within": { "last_days": 30 },
              "measure": "sum", "of": "amount", "at_least": "50" },
        ] });
        assert_eq!(part.condition().unwrap().to_json(), wanted);
        part.remove("0.0");
        assert_eq!(part.condition().unwrap().to_json()["all"].as_array().unwrap().len(), 1);
    }
}

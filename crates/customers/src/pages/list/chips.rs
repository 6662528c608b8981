//! A condition as chips that open where they stand: each comparison with its controls, groups in brackets.

use super::address::Asked;
use super::tree::{self, Path, path_text};
use crate::field::{Field, FieldSet};
use crate::staff::Staff;
use fields::{Condition, FieldName, Operator, Settings};
use std::borrow::Cow;
use words::Say;

/// A part of the row of chips.
pub(crate) enum Piece {
    /// A group begins.
    Open,
    /// A group ends; the address without it.
    Close(String),
    /// "and" or "or": the word, and the address with the other one.
    Joint(String, String),
    /// What follows must not hold; the address where it must.
    Not(String),
    /// A comparison.
    Chip(Box<Chip>),
    /// A question beyond the card in words, the address without it, and the one where it is changed; empty for none.
    Told(String, String, String),
}

/// A comparison with its controls.
pub(crate) struct Chip {
    /// The id of its form.
    pub(crate) form: String,
    /// Field and comparison in words; parted where the field is named first.
    pub(crate) name: String,
    pub(crate) value: String,
    /// The address without it.
    pub(crate) off: String,
    /// The address at which another choice beside it can be picked; empty for one that is being made.
    pub(crate) or: String,
    /// Where it stands; empty for one that is being made.
    pub(crate) path: String,
    pub(crate) into: String,
    pub(crate) field: String,
    pub(crate) is_open: bool,
    pub(crate) is_not: bool,
    pub(crate) operators: Vec<(&'static str, String, bool)>,
    /// What can be ticked, for fields with a list of answers: value, words, is it ticked.
    pub(crate) options: Vec<(String, String, bool)>,
    pub(crate) first: String,
    pub(crate) second: String,
    pub(crate) has_second: bool,
    pub(crate) rule: String,
    pub(crate) inputmode: &'static str,
}

/// By what chips are drawn.
pub(crate) struct Drawing<'d> {
    pub(crate) fields: &'d FieldSet,
    pub(crate) staff: &'d Staff,
    pub(crate) say: &'d Say,
    pub(crate) asked: &'d Asked,
    /// The whole condition, rooted.
    pub(crate) whole: &'d Condition,
    /// Questions beyond the card, in words.
    pub(crate) told: &'d [(Condition, String)],
    /// Where such questions are built; empty for nowhere.
    pub(crate) page: &'d str,
}

impl Drawing<'_> {
    /// Every piece in order, that which is being added last.
    pub(crate) fn pieces(&self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        if let Condition::All(inner) = self.whole {
            self.group(inner, true, &mut Vec::new(), &mut pieces);
        }
        if let Some(field) = self.fields.slug(&self.asked.add) {
            let leaf = Condition::Field {
                field: field.slug.clone(),
                operator: *field.kind.operators().first().unwrap_or(&Operator::Known),
                operands: Vec::new(),
            };
            let mut chip = self.chip(&leaf, &[], pieces.len());
            chip.off = self.asked.calm().href();
            (chip.path, chip.or) = (String::new(), String::new());
            chip.into.clone_from(&self.asked.into);
            (chip.is_open, chip.name, chip.value) = (true, field.label(self.say), "…".into());
            pieces.push(Piece::Chip(Box::new(chip)));
        }
        pieces
    }

    fn group(&self, inner: &[Condition], is_all: bool, path: &mut Path, pieces: &mut Vec<Piece>) {
        for (at, part) in inner.iter().enumerate() {
            if at > 0 {
                let word = self.say.t(if is_all { "ui-and" } else { "ui-or" });
                pieces.push(Piece::Joint(word, self.href(&tree::toggled(self.whole, path))));
            }
            path.push(at);
            self.part(part, path, pieces);
            path.pop();
        }
    }

    fn part(&self, part: &Condition, path: &mut Path, pieces: &mut Vec<Piece>) {
        if let Some((_, words)) = self.told.iter().find(|(told, _)| told == part) {
            let off = self.href(&tree::without(self.whole, path));
            let change = super::around::building(self.page, (self.asked, self.whole));
            pieces.push(Piece::Told(words.clone(), off, change));
            return;
        }
        match part {
            Condition::All(inner) | Condition::Any(inner) => {
                pieces.push(Piece::Open);
                self.group(inner, matches!(part, Condition::All(_)), path, pieces);
                pieces.push(Piece::Close(self.href(&tree::without(self.whole, path))));
            }
            Condition::Not(inner) if !matches!(**inner, Condition::Field { .. }) => {
                pieces.push(Piece::Not(self.href(&tree::negated(self.whole, path))));
                path.push(0);
                self.part(inner, path, pieces);
                path.pop();
            }
            leaf => {
                let chip = self.chip(leaf, path, pieces.len());
                pieces.push(Piece::Chip(Box::new(chip)));
            }
        }
    }

    /// The address of the list with another condition.
    pub(crate) fn href(&self, condition: &Condition) -> String {
        self.asked.with(|asked| asked.filter = condition.to_json().to_string())
    }

    fn chip(&self, leaf: &Condition, path: &[usize], at: usize) -> Chip {
        let (is_not, inner) = match leaf {
            Condition::Not(inner) => (true, inner.as_ref()),
            other => (false, other),
        };
        let (slug, operator, operands) = match inner {
            Condition::Field { field, operator: Operator::IsNot, operands } => {
                (field, Operator::Is, operands)
            }
            Condition::Field { field, operator, operands } => (field, *operator, operands),
            _ => (&self.asked.add, Operator::Known, const { &Vec::new() }),
        };
        let is_not = is_not ^ matches!(inner, Condition::Field { operator: Operator::IsNot, .. });
        let field = self.fields.slug(slug);
        let options = field.map(|field| self.options(field, operands)).unwrap_or_default();
        let words = self.words(leaf, field);
        let label = field.map_or_else(|| slug.clone(), |field| field.label(self.say));
        let (name, value) = match words.strip_prefix(&format!("{label}: ")) {
            Some(rest) => (label, rest.to_owned()),
            None => (String::new(), words),
        };
        let control = field.map(|field| field.kind.control());
        let (text_path, [first, second]) = (path_text(path), two(operator, operands));
        Chip {
            form: format!("c{at}"),
            name,
            value,
            off: self.href(&tree::without(self.whole, path)),
            or: self.asked.with(|asked| asked.into.clone_from(&text_path)),
            path: text_path,
            into: String::new(),
            field: slug.clone(),
            is_open: false,
            is_not,
            operators: field
                .map(|field| self.operators(field, operator, !options.is_empty()))
                .unwrap_or_default(),
            first,
            second,
            has_second: options.is_empty()
                && field.is_some_and(|field| field.kind.operators().contains(&Operator::Between)),
            options,
            rule: control
                .map(|c| c.rule)
                .filter(|r| !r.is_empty())
                .map(|r| self.say.t(r))
                .unwrap_or_default(),
            inputmode: control.map_or("", |c| c.inputmode),
        }
    }

    /// The comparisons offered; with a list of answers, "one of", known and unknown are enough.
    fn operators(
        &self,
        field: &Field,
        now: Operator,
        has_options: bool,
    ) -> Vec<(&'static str, String, bool)> {
        let known = field.kind.operators();
        let is_wanted = |operator: &Operator| match operator {
            Operator::IsNot => false,
            Operator::AnyOf | Operator::Known | Operator::Unknown => true,
            Operator::Is if has_options => !known.contains(&Operator::AnyOf),
            _ => !has_options,
        };
        let now = if has_options && now == Operator::Is && known.contains(&Operator::AnyOf) {
            Operator::AnyOf
        } else {
            now
        };
        let line = |operator: &Operator| (operator.slug(), self.say.t(&operator.label()), *operator == now);
        known.iter().filter(|operator| is_wanted(operator)).map(line).collect()
    }

    fn options(&self, field: &Field, operands: &[String]) -> Vec<(String, String, bool)> {
        let is_on = |value: &str| operands.iter().any(|operand| operand == value);
        let ticked = |(value, label): (String, String)| {
            let is_ticked = is_on(&value);
            (value, label, is_ticked)
        };
        self.answers(field).into_iter().map(ticked).collect()
    }

    /// The answers of a field that has a list of them: value and words of each.
    pub(crate) fn answers(&self, field: &Field) -> Vec<(String, String)> {
        match field.kind.slug() {
            "staff" => {
                let is_of_teams = field.no == crate::builtin::STAGE_TEAM;
                let named = if is_of_teams { self.staff.teams() } else { self.staff.people() };
                named.iter().map(|(id, name)| (id.to_string(), name.clone())).collect()
            }
            "yes_no" => {
                ["true", "false"].map(|value| (value.to_owned(), field.show(value, self.say))).into()
            }
            _ => {
                let line = |option: &fields::ChoiceOption| {
                    (option.slug.clone(), field.option_label(option, self.say))
                };
                field.settings.options.iter().map(line).collect()
            }
        }
    }

    /// A comparison as people would tell it.
    fn words(&self, leaf: &Condition, field: Option<&Field>) -> String {
        let settings = field.map_or(Cow::Owned(Settings::NONE), |field| field.settings_in(self.say));
        let label = field.map(|field| field.label(self.say));
        let is_staff = field.is_some_and(|field| field.kind.slug() == "staff");
        let names = |slug: &str| FieldName {
            label: Cow::Owned(label.clone().unwrap_or_else(|| slug.to_owned())),
            kind: field.filter(|_| !is_staff).map(|field| field.kind),
            settings: &settings,
        };
        if is_staff { self.named(leaf).in_words(self.say, &names) } else { leaf.in_words(self.say, &names) }
    }

    /// The comparison with the names of people in place of their ids.
    fn named(&self, leaf: &Condition) -> Condition {
        match leaf {
            Condition::Not(inner) => Condition::Not(Box::new(self.named(inner))),
            Condition::Field { field, operator, operands } => {
                let name = |id: &String| self.staff.name_of_text(id).unwrap_or(id).to_owned();
                Condition::field(field.clone(), *operator, operands.iter().map(name))
            }
            other => other.clone(),
        }
    }
}

/// What stands in the two controls of a comparison; several choices stand in the first one, parted by semicolons.
fn two(operator: Operator, operands: &[String]) -> [String; 2] {
    if operator == Operator::AnyOf {
        return [operands.join("; "), String::new()];
    }
    [0, 1].map(|at| operands.get(at).cloned().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{field_set, say};
    use serde_json::json;

    fn told(filter: serde_json::Value) -> String {
        let (fields, say) = (field_set(), say(words::Lang::En));
        let whole = tree::rooted(Condition::from_json(&filter).unwrap());
        let (asked, staff) = (Asked::default(), Staff::default());
        let drawing = Drawing {
            fields: &fields,
            staff: &staff,
            say: &say,
            asked: &asked,
            whole: &whole,
            told: &[],
            page: "",
        };
        let tell = |piece: Piece| match piece {
            Piece::Open => "(".to_owned(),
            Piece::Close(_) => ")".to_owned(),
            Piece::Joint(word, _) => word,
            Piece::Not(_) => "not".to_owned(),
            Piece::Told(words, ..) => words,
            Piece::Chip(chip) => format!("[{}|{}]", chip.name, chip.value),
        };
        drawing.pieces().into_iter().map(tell).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_nested_condition_reads_as_it_is_meant() {
        let city = |value: &str| json!({ "field": "city", "is": value });
        let nested = json!({ "all": [
            city("Алматы"),
            { "not": { "any": [{ "field": "warmth", "any_of": ["hot", "warm"] }, { "field": "phone", "known": true }] } },
        ] });
        let (city_name, warmth) = ("City", "Warmth");
        assert_eq!(
            told(nested),
            format!("[{city_name}|Алматы] and not ( [{warmth}|Hot, Warm] or [Phone|known] )")
        );
    }

    #[test]
    fn a_chip_leads_to_the_list_without_it_and_keeps_the_rest() {
        let (fields, say) = (field_set(), say(words::Lang::En));
        let filter =
            json!({ "all": [{ "field": "city", "is": "А" }, { "field": "phone", "known": true }] });
        let whole = Condition::from_json(&filter).unwrap();
        let asked = Asked::of("q=x&sort=-city");
        let staff = Staff::default();
        let drawing = Drawing {
            fields: &fields,
            staff: &staff,
            say: &say,
            asked: &asked,
            whole: &whole,
            told: &[],
            page: "",
        };
        let Some(Piece::Chip(chip)) = drawing.pieces().into_iter().next() else { panic!("no chip") };
        let left = Asked::of(chip.off.strip_prefix("/customers?").unwrap());
        assert_eq!((left.q.as_str(), left.sort.as_str()), ("x", "-city"));
        assert_eq!(left.filter, r#"{"all":[{"field":"phone","known":true}]}"#);
    }
}

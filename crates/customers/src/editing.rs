//! What an edit does to a sheet: which facts stand afterwards, which ended, which now disagree. Pure.

use crate::field::{Field, FieldNo};
use crate::fuller::is_lesser;
use crate::sheet::{Fact, Sheet, SourceNo, Usage};
use kernel::Millis;

/// A value as it comes in, already in the canonical text of its kind.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewValue {
    /// The canonical text.
    pub value: String,
    /// Why it can hardly be right, a catalogue key.
    pub doubt: Option<String>,
    /// How sure it is, in percent; `None` for certain.
    pub sure: Option<u8>,
    /// When it stops being worth anything; for guesses.
    pub until: Option<Millis>,
    /// How a contact point may be used; `None` leaves what is known.
    pub usage: Option<Usage>,
}

impl NewValue {
    /// A certain value.
    pub fn new(value: impl Into<String>) -> Self {
        Self { value: value.into(), ..Self::default() }
    }
}

/// What happens when a source brings a value other than the one that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The newer value stands.
    Newest,
    /// The value of the more trusted source stands; of equals, the newer.
    MostTrusted,
    /// Both stay until a person settles it.
    Ask,
}

/// One edit of one field.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// A person says what is so: exactly these values stand afterwards, none disagree.
    Set(FieldNo, Vec<NewValue>),
    /// A source brings one more value.
    Add(FieldNo, NewValue, Rule),
    /// A person takes one value away.
    Remove(FieldNo, String),
}

impl Edit {
    /// Which field it is about.
    pub fn field(&self) -> FieldNo {
        match self {
            Edit::Set(field, _) | Edit::Add(field, ..) | Edit::Remove(field, _) => *field,
        }
    }
}

/// How a value ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Another took its place.
    Replaced,
    /// It was taken away.
    Removed,
    /// It lost when a conflict was settled.
    Settled,
    /// Its time was over.
    Expired,
    /// It lost when two cards became one.
    Merged,
}

impl Ending {
    /// The word kept in the base.
    pub fn slug(self) -> &'static str {
        match self {
            Ending::Replaced => "replaced",
            Ending::Removed => "removed",
            Ending::Settled => "settled",
            Ending::Expired => "expired",
            Ending::Merged => "merged",
        }
    }
}

/// Who edits and when.
#[derive(Clone, Copy)]
pub struct Editor<'a> {
    /// The source of what comes in.
    pub source: SourceNo,
    /// How far that source is believed, 0..=1.
    pub trust: f64,
    /// How far another source is believed.
    pub trust_of: &'a dyn Fn(SourceNo) -> f64,
    /// When.
    pub now: Millis,
}

impl Editor<'_> {
    fn fact(&self, field: &Field, new: &NewValue) -> Fact {
        Fact {
            sure: new.sure.unwrap_or(100).min(100),
            until: new.until.or_else(|| field.guess_ends(self.now)),
            doubt: new.doubt.clone(),
            usage: new.usage.clone().filter(|usage| *usage != Usage::default()).map(Box::new),
            ..Fact::new(field.no, new.value.clone(), self.source, self.now)
        }
    }

    /// Applies one edit; gives the facts that ended by it. The sheet is unchanged exactly when it equals what it was.
    pub fn apply(&self, sheet: &mut Sheet, field: &Field, edit: &Edit) -> Vec<(Fact, Ending)> {
        match edit {
            Edit::Set(_, values) => self.set(sheet, field, values),
            Edit::Remove(no, value) => {
                let gone = sheet.take(|fact| fact.field == *no && fact.value == *value);
                promote_rival(sheet, *no);
                ended(gone, Ending::Removed)
            }
            Edit::Add(no, new, rule) => self.add(sheet, field, (*no, new), *rule),
        }
    }

    fn set(&self, sheet: &mut Sheet, field: &Field, values: &[NewValue]) -> Vec<(Fact, Ending)> {
        let before = sheet.take(|fact| fact.field == field.no);
        let is_kept = |fact: &Fact| values.iter().any(|new| new.value == fact.value);
        for new in values {
            let known = before.iter().find(|fact| fact.value == new.value);
            sheet.add(match known {
                Some(fact) => kept(fact, new),
                None => self.fact(field, new),
            });
        }
        let ending = if values.is_empty() { Ending::Removed } else { Ending::Replaced };
        before.into_iter().filter(|fact| !is_kept(fact)).map(|fact| (fact, ending)).collect()
    }

    fn add(
        &self,
        sheet: &mut Sheet,
        field: &Field,
        (no, new): (FieldNo, &NewValue),
        rule: Rule,
    ) -> Vec<(Fact, Ending)> {
        if let Some(known) = sheet.find_mut(no, &new.value) {
            // The same said again by whoever: it is still so, and at least as sure as before.
            known.sure = known.sure.max(new.sure.unwrap_or(100).min(100));
            if known.source != self.source {
                known.confirmed_at = Some(self.now);
            }
            if let Some(label) = label_for(known, new) {
                known.relabel(label, Some(self.source));
            }
            return Vec::new();
        }
        let standing = sheet.first(no).cloned();
        let Some(standing) = standing.filter(|_| !field.is_many) else {
            sheet.add(self.fact(field, new));
            return Vec::new();
        };
        if is_lesser(no, &new.value, &standing.value) {
            return Vec::new();
        }
        let wins = match rule {
            _ if is_lesser(no, &standing.value, &new.value) => true,
            Rule::Newest => true,
            Rule::MostTrusted => self.trust >= (self.trust_of)(standing.source),
            Rule::Ask => {
                sheet.add(Fact { is_rival: true, ..self.fact(field, new) });
                return Vec::new();
            }
        };
        if !wins {
            return vec![(self.fact(field, new), Ending::Replaced)];
        }
        let gone = sheet.take(|fact| fact.field == no && fact.value == standing.value);
        sheet.add(self.fact(field, new));
        ended(gone, Ending::Replaced)
    }
}

/// Whether a sheet says this already: the very value, or one that it only stands for.
pub(crate) fn says(sheet: &Sheet, field: FieldNo, value: &str) -> bool {
    sheet.facts().iter().any(|known| known.field == field && known.value == value)
        || sheet.first(field).is_some_and(|known| is_lesser(field, value, &known.value))
}

/// Whether a value that stands would learn what it is for.
pub(crate) fn is_labelled_by(sheet: &Sheet, field: FieldNo, new: &NewValue) -> bool {
    let known = sheet.facts().iter().find(|known| known.field == field && known.value == new.value);
    known.is_some_and(|known| label_for(known, new).is_some())
}

/// What a value that comes in says of what it is for, where nobody said so before.
fn label_for<'n>(known: &Fact, new: &'n NewValue) -> Option<&'n str> {
    let label = new.usage.as_ref().map(|usage| usage.label.as_str()).filter(|label| !label.is_empty())?;
    known.label().is_empty().then_some(label)
}

/// A value said again by a person keeps its source and age; how it may be used is as said now.
fn kept(fact: &Fact, new: &NewValue) -> Fact {
    let usage = match &new.usage {
        Some(usage) => Some(Box::new(usage.clone())).filter(|usage| **usage != Usage::default()),
        None => fact.usage.clone(),
    };
    let is_same = fact.label() == usage.as_ref().map_or("", |usage| usage.label.as_str());
    let label_source = fact.label_source.filter(|_| is_same);
    Fact { usage, label_source, is_rival: false, ..fact.clone() }
}

fn ended(facts: Vec<Fact>, ending: Ending) -> Vec<(Fact, Ending)> {
    facts.into_iter().map(|fact| (fact, ending)).collect()
}

/// When the value that stood is gone, the eldest of those that disagreed with it takes its place.
pub(crate) fn promote_rival(sheet: &mut Sheet, field: FieldNo) {
    if sheet.first(field).is_some() {
        return;
    }
    let Some(eldest) = sheet.rivals(field).min_by_key(|fact| fact.at).map(|fact| fact.value.clone()) else {
        return;
    };
    for fact in sheet.take(|fact| fact.field == field && fact.value == eldest) {
        sheet.add(Fact { is_rival: false, ..fact });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;
    use crate::testing::field_set;

    const STAFF: SourceNo = 1;
    const FILE: SourceNo = 2;

    fn trust_of(source: SourceNo) -> f64 {
        if source == STAFF { 0.85 } else { 0.6 }
    }

    fn apply(sheet: &mut Sheet, source: SourceNo, edit: &Edit) -> Vec<(Fact, Ending)> {
        let fields = field_set();
        let editor = Editor { source, trust: trust_of(source), trust_of: &trust_of, now: 100 };
        editor.apply(sheet, fields.no(edit.field()).unwrap(), edit)
    }

    fn city(value: &str, rule: Rule) -> Edit {
        Edit::Add(29, NewValue::new(value), rule)
    }

    #[test]
    fn a_guess_ends_by_itself_unless_whoever_says_it_knows_better() {
        let fields = field_set();
        let city = fields.no(29).unwrap();
        let guess = Field { class: crate::field::Class::Hypothetical, keeps_days: None, ..city.clone() };
        let editor = Editor { source: STAFF, trust: 0.5, trust_of: &trust_of, now: 100 };
        let ends = |field: &Field, new: NewValue| {
            let mut sheet = Sheet::default();
            editor.apply(&mut sheet, field, &Edit::Add(29, new, Rule::Newest));
            sheet.first(29).unwrap().until
        };
        let after = |days: i64| Some(100 + days * kernel::DAY_MS);
        assert_eq!(ends(&guess, NewValue::new("Алматы")), after(crate::field::GUESS_DAYS));
        assert_eq!(
            ends(&Field { keeps_days: Some(7), ..guess.clone() }, NewValue::new("Алматы")),
            after(7)
        );
        assert_eq!(ends(&guess, NewValue { until: Some(5), ..NewValue::new("Алматы") }), Some(5));
        assert_eq!(ends(city, NewValue::new("Алматы")), None, "what is known stays");
    }

    #[test]
    fn a_source_that_disagrees_asks_a_person() {
        let mut sheet = Sheet::default();
        apply(&mut sheet, STAFF, &city("Алматы", Rule::Ask));
        assert_eq!(apply(&mut sheet, FILE, &city("Астана", Rule::Ask)), []);
        assert_eq!(sheet.text(29), Some("Алматы"));
        assert_eq!(sheet.rivals(29).count(), 1);
        assert!(sheet.has_conflict());
    }

    #[test]
    fn the_less_trusted_source_loses_and_is_remembered() {
        let mut sheet = Sheet::default();
        apply(&mut sheet, STAFF, &city("Алматы", Rule::Ask));
        let ended = apply(&mut sheet, FILE, &city("Астана", Rule::MostTrusted));
        assert_eq!(sheet.text(29), Some("Алматы"));
        assert_eq!(ended.len(), 1);
        let ended = apply(&mut sheet, FILE, &city("Шымкент", Rule::Newest));
        assert_eq!(sheet.text(29), Some("Шымкент"));
        assert_eq!(ended[0].0.value, "Алматы");
    }

    #[test]
    fn the_same_value_from_another_source_renews_it() {
        let mut sheet = Sheet::default();
        apply(&mut sheet, STAFF, &city("Алматы", Rule::Ask));
        apply(&mut sheet, FILE, &city("Алматы", Rule::Ask));
        assert_eq!(sheet.first(29).unwrap().confirmed_at, Some(100));
        assert!(!sheet.has_conflict());
    }

    #[test]
    fn a_card_may_have_many_phones_and_setting_keeps_the_source_of_those_that_stay() {
        let mut sheet = Sheet::default();
        let phone = |value: &str| Edit::Add(builtin::PHONE, NewValue::new(value), Rule::Ask);
        apply(&mut sheet, FILE, &phone("+77011234567"));
        apply(&mut sheet, FILE, &phone("+77017654321"));
        assert_eq!(sheet.of(builtin::PHONE).count(), 2);
        let edit = Edit::Set(builtin::PHONE, vec![NewValue::new("+77011234567")]);
        let ended = apply(&mut sheet, STAFF, &edit);
        assert_eq!(ended.len(), 1);
        assert_eq!(sheet.first(builtin::PHONE).unwrap().source, FILE);
    }

    #[test]
    fn what_a_phone_is_for_is_learned_where_nobody_said_so_and_never_changed() {
        let mut sheet = Sheet::default();
        let usage = |label: &str| Some(Usage { label: label.into(), ..Usage::default() });
        let phone = |label: &str| NewValue { usage: usage(label), ..NewValue::new("+77011234567") };
        let add = |new: NewValue| Edit::Add(builtin::PHONE, new, Rule::Newest);
        apply(&mut sheet, STAFF, &add(NewValue::new("+77011234567")));
        assert!(is_labelled_by(&sheet, builtin::PHONE, &phone("work")));
        apply(&mut sheet, FILE, &add(phone("work")));
        let told = |sheet: &Sheet| {
            let fact = sheet.first(builtin::PHONE).unwrap();
            (fact.label().to_owned(), fact.source, fact.label_source)
        };
        assert_eq!(told(&sheet), ("work".into(), STAFF, Some(FILE)));
        apply(&mut sheet, FILE, &add(phone("home")));
        assert_eq!(told(&sheet), ("work".into(), STAFF, Some(FILE)), "what is known stays");
        let text = sheet.to_text();
        assert_eq!(Sheet::from_text(&text).unwrap(), sheet, "{text}");
        apply(&mut sheet, STAFF, &Edit::Set(builtin::PHONE, vec![phone("work")]));
        assert_eq!(told(&sheet).2, Some(FILE), "saving a card unchanged says nothing new");
        apply(&mut sheet, STAFF, &Edit::Set(builtin::PHONE, vec![phone("main")]));
        assert_eq!(told(&sheet), ("main".into(), STAFF, None));
        assert!(!is_labelled_by(&sheet, builtin::PHONE, &phone("work")));
    }

    #[track_caller]
    fn named(standing: &str, coming: &str, rule: Rule, wanted: (&str, usize, usize)) {
        let mut sheet = Sheet::default();
        apply(&mut sheet, STAFF, &Edit::Add(builtin::GIVEN, NewValue::new(standing), Rule::Ask));
        let ended = apply(&mut sheet, FILE, &Edit::Add(builtin::GIVEN, NewValue::new(coming), rule));
        let stands = sheet.text(builtin::GIVEN).unwrap_or_default();
        let told = (stands, sheet.rivals(builtin::GIVEN).count(), ended.len());
        assert_eq!(told, wanted, "{standing}, then {coming}");
    }

    #[test]
    fn an_initial_never_takes_the_place_of_the_name_and_the_name_takes_that_of_the_initial() {
        for rule in [Rule::Newest, Rule::MostTrusted, Rule::Ask] {
            named("Алия", "А.", rule, ("Алия", 0, 0));
            named("А.", "Алия", rule, ("Алия", 0, 1));
        }
        named("Алия", "Б.", Rule::Newest, ("Б.", 0, 1));
        named("Алия", "Асель", Rule::Ask, ("Алия", 1, 0));
        named("Виктория", "Виктор", Rule::Newest, ("Виктор", 0, 1));
    }

    #[test]
    fn removing_what_stands_lets_the_eldest_rival_stand() {
        let mut sheet = Sheet::default();
        apply(&mut sheet, STAFF, &city("Алматы", Rule::Ask));
        apply(&mut sheet, FILE, &city("Астана", Rule::Ask));
        apply(&mut sheet, STAFF, &Edit::Remove(29, "Алматы".into()));
        assert_eq!(sheet.text(29), Some("Астана"));
        assert!(!sheet.has_conflict());
    }
}

//! What was said between the company and its clients over the last year, and what was learned by it.

use crate::playing::{DemoError, Stage};
use crate::staff::Sellers;
use customers::{Act, CustomerId, NewValue};
use db::Tx;
use interactions::cards::arranging::{self, Drawn};
use interactions::cards::filling::{self, Filling};
use interactions::cards::{CardForm, Question, Subject};
use interactions::kind::{self, Arranged};
use interactions::{Direction, Written, recording};
use kernel::{DAY_MS, Level, Money};
use std::collections::BTreeMap;

/// Kind, direction, outcome, minutes, what was said.
type Talk = (&'static str, Option<Direction>, &'static str, i64, &'static str);

const OUT: Option<Direction> = Some(Direction::Out);
const IN: Option<Direction> = Some(Direction::In);

/// What happens to anybody.
const TALKS: [Talk; 14] = [
    ("call", OUT, "spoke", 5, "Рассказали о новых пиалах, просят прислать фото."),
    ("call", OUT, "no_answer", 0, ""),
    ("call", IN, "spoke", 3, "Спрашивали, работает ли магазин в воскресенье."),
    ("call", OUT, "call_back", 1, "За рулём, просили набрать после шести."),
    ("chat", IN, "answered", 0, "Есть ли ляган на сорок сантиметров? Ответили, что под заказ, две недели."),
    ("letter", OUT, "no_reply", 0, "Отправили каталог к Наурызу."),
    ("letter", IN, "answered", 0, "Просят счёт на двенадцать чайников, счёт выставлен."),
    ("meeting", None, "agreed", 40, "Выбрали набор на шесть персон, заберут в пятницу."),
    ("meeting", None, "thinking", 25, "Понравилась роспись, сравнивают с самаркандской."),
    ("complaint", IN, "solved", 0, "Крышка чайника пришла с трещиной. Заменили, извинились."),
    ("complaint", IN, "in_work", 0, "Привезли на день позже, чем обещали."),
    ("support", IN, "solved", 0, "Как отмыть чай с белой пиалы: содой, не железной щёткой."),
    ("gift", None, "given", 0, "К дню рождения: кружка с именем."),
    ("call", OUT, "refused", 2, "Переехали, посуда пока не нужна."),
];

/// What happens to firms.
const OF_FIRMS: [Talk; 4] = [
    (
        "visit",
        None,
        "agreed",
        60,
        "Смотрели кухню: бьётся до десяти тарелок в неделю, обсудили замену по договору.",
    ),
    ("meeting", None, "thinking", 45, "Бухгалтер просит отсрочку на месяц."),
    ("call", OUT, "spoke", 12, "Подтвердили отгрузку на вторник, нужен акт сверки."),
    ("letter", IN, "answered", 0, "Прислали заявку на квартал."),
];

/// Whose contact cards are filled, and with what: what they are interested in, what hurts, how many sit at the table.
const LEARNED: [(usize, &str, &str, &str); 8] = [
    (3, "роспись", "доставка по субботам", "6"),
    (5, "самовары", "ждут цвет, которого нет", "12"),
    (11, "детская посуда", "бьётся при переезде", "4"),
    (13, "подарочные наборы", "", "8"),
    (16, "чайные церемонии", "не хватает крышек отдельно", "2"),
    (21, "тарелки для плова", "долго ждали замену", "10"),
    (25, "льняные скатерти", "", "6"),
    (28, "роспись", "нет доставки в посёлок", "5"),
];

/// What one contact of a kind costs the company, in whole units of its money.
const COSTS: [(&str, i64); 7] = [
    ("call", 150),
    ("letter", 40),
    ("chat", 60),
    ("meeting", 2_500),
    ("visit", 6_000),
    ("complaint", 900),
    ("gift", 3_000),
];

/// The place after meetings.
const MEETING: &str = "interactions.kind:meeting";

impl Stage {
    /// Plays the talks of a year.
    pub(crate) fn talks(
        &self,
        tx: &mut Tx<'_>,
        ids: &[CustomerId],
        sellers: &Sellers,
    ) -> Result<(), DemoError> {
        self.says_costs(tx)?;
        let form = self.draws_up_card(tx)?;
        for (at, id) in ids.iter().enumerate() {
            let act = self.at(tx, 0)?;
            let card = customers::listing::get(tx, &act, *id)?;
            let is_firm = card.kind == customers::Kind::Organization;
            let since = (self.now - card.created_at) / DAY_MS;
            let n = match at % 5 {
                _ if is_firm => 6,
                0 => 3,
                2 => 2,
                3 => 1,
                _ => 0,
            };
            for _ in 0..n {
                let days_ago = i64::try_from(self.dice.below(360)).unwrap_or(0).min(since - 1);
                if days_ago > 0 {
                    self.talks_once(tx, (*id, is_firm), (days_ago, sellers.of(at, is_firm)))?;
                }
            }
            if let Some(learned) = LEARNED.iter().find(|(place, ..)| *place == at) {
                self.learns(tx, (&form, *id), (learned, sellers.of(at, is_firm)))?;
            }
        }
        Ok(())
    }

    /// Says what each kind of contact costs, where nobody did.
    fn says_costs(&self, tx: &mut Tx<'_>) -> Result<(), DemoError> {
        let act = self.at(tx, 365)?;
        for (slug, cost) in COSTS {
            let known = kind::get(tx, slug)?;
            let cost = Some(Money::new(cost * 100, act.manner.currency));
            if known.cost == 0 {
                kind::arrange(tx, &act, (slug, None), Arranged { cost, ..Arranged::of(&known) })?;
            }
        }
        Ok(())
    }

    fn talks_once(
        &self,
        tx: &mut Tx<'_>,
        (customer, is_firm): (CustomerId, bool),
        (days_ago, responsible): (i64, Option<kernel::RawId>),
    ) -> Result<(), DemoError> {
        let act = self.at(tx, days_ago)?;
        let talk = match is_firm && self.dice.below(2) == 0 {
            true => OF_FIRMS.get(self.dice.below(OF_FIRMS.len())),
            false => TALKS.get(self.dice.below(TALKS.len())),
        };
        let Some(&(kind, direction, outcome, minutes, text)) = talk else { return Ok(()) };
        let written = Written {
            kind: kind.into(),
            customer: Some(customer),
            direction,
            length_secs: (minutes > 0).then_some(minutes * 60),
            outcome: Some(outcome.into()),
            text: text.into(),
            responsible,
            ..Written::default()
        };
        recording::record(tx, &act, written)?;
        Ok(())
    }

    /// The card of the first talk, which is asked for after a meeting.
    fn draws_up_card(&self, tx: &mut Tx<'_>) -> Result<CardForm, DemoError> {
        let act = self.at(tx, 300)?;
        let tied = |label: &str, field: &str| Question {
            label: label.into(),
            field: Some(field.into()),
            ..Question::default()
        };
        let questions = vec![
            Question { is_required: true, ..tied("Что им интересно", "interests") },
            tied("Что их не устраивает", "pains"),
            Question {
                label: "На сколько персон накрывают".into(),
                help: "Обычно, не по праздникам.".into(),
                kind: "integer".into(),
                ..Question::default()
            },
        ];
        let drawn = Drawn {
            name: "Знакомство".into(),
            lead: "Спросите между делом, не анкетой.".into(),
            questions,
            places: vec![MEETING.into()],
            ..Drawn::default()
        };
        Ok(arranging::make(tx, &act, (drawn, &[MEETING.to_owned()]))?)
    }

    fn learns(
        &self,
        tx: &mut Tx<'_>,
        (form, customer): (&CardForm, CustomerId),
        ((_, interest, pain, table), responsible): (&(usize, &str, &str, &str), Option<kernel::RawId>),
    ) -> Result<(), DemoError> {
        let act = self.at(tx, 25)?;
        let written = Written {
            kind: "meeting".into(),
            customer: Some(customer),
            outcome: Some("agreed".into()),
            length_secs: Some(1_800),
            text: "Познакомились в магазине.".into(),
            responsible,
            ..Written::default()
        };
        let one = recording::record(tx, &act, written)?.interaction;
        let answers =
            form.questions.iter().zip([*interest, *pain, *table]).filter(|(_, text)| !text.is_empty());
        let values: BTreeMap<String, Vec<NewValue>> =
            answers.map(|(question, text)| (question.key.clone(), vec![NewValue::new(text)])).collect();
        let subject = Some(Subject::interaction(one.id));
        filling::fill(tx, &act, Filling { form: form.id, customer, subject, values })?;
        Ok(())
    }
}

/// Takes the talks of these customers out, with the cards that nobody else filled.
///
/// # Errors
/// [`DemoError::Interaction`], a database error.
pub(crate) fn remove(tx: &mut Tx<'_>, act: &Act, numbers: &[i64]) -> Result<(), DemoError> {
    if !act.actor.may(interactions::RIGHT, Level::Arrange) {
        return Ok(());
    }
    interactions::following::forget(tx, act, numbers)?;
    for (slug, cost) in COSTS {
        let known = kind::get(tx, slug)?;
        let nothing = Some(Money::new(0, act.manner.currency));
        if known.cost == cost * 100 {
            kind::arrange(tx, act, (slug, None), Arranged { cost: nothing, ..Arranged::of(&known) })?;
        }
    }
    for form in arranging::all(tx, act)?.into_iter().filter(|form| form.name == "Знакомство") {
        arranging::discard(tx, act, form.id)?;
    }
    Ok(())
}

//! Whom the company thinks of together: its segments.

use crate::playing::DemoError;
use customers::{Act, Happenings};
use db::Tx;
use fields::Condition;
use segments::{Draft, Engine, Members, SegmentError, keeping};

/// Name, what it is for, condition; `{1}` stands for the id of the segment with that place, from 1.
const SEGMENTS: [(&str, &str, &str); 5] = [
    (
        "Купили за 90 дней",
        "Попросить отзыв, предложить то, что подходит к покупке",
        r#"{"happened": "orders", "within": {"last_days": 90}}"#,
    ),
    (
        "Крупные: от 150 000 ₸ за год",
        "Звонит сам владелец, подарок к празднику",
        r#"{"happened": "orders", "within": {"last_days": 365}, "measure": "sum", "of": "sum", "at_least": "150000"}"#,
    ),
    (
        "Давно не были",
        "Последняя покупка полгода назад или раньше: напомнить о себе",
        r#"{"happened": "orders", "measure": "last", "days_ago": 180}"#,
    ),
    (
        "Тёплые, но ещё не купили",
        "Первая покупка со скидкой",
        r#"{"all": [{"field": "warmth", "any_of": ["warm", "hot"]}, {"not": {"happened": "orders"}}]}"#,
    ),
    (
        "Крупные без возвратов",
        "Показать новинки первыми",
        r#"{"all": [{"segment": "{2}"}, {"happened": "returns", "never": true, "within": {"last_days": 365}}]}"#,
    ),
];

fn engine() -> Engine {
    Engine::by_sql(Happenings::new(orders::happenings::tables()))
}

/// Saves them.
pub(crate) fn save(tx: &mut Tx<'_>, act: &Act) -> Result<(), DemoError> {
    let (engine, mut ids): (Engine, Vec<String>) = (engine(), Vec::new());
    for (name, note, condition) in SEGMENTS {
        let mut text = condition.to_owned();
        for (place, id) in (1..).zip(&ids) {
            text = text.replace(&format!("{{{place}}}"), id);
        }
        let condition = Condition::parse(&text).map_err(SegmentError::condition)?;
        let draft = Draft { name: name.into(), note: note.into(), members: Members::Live(condition) };
        ids.push(keeping::create(tx, act, &engine, &draft)?.id.to_string());
    }
    Ok(())
}

/// Takes out those that are still called and meant as they were, the last one first; what people changed stays.
pub(crate) fn remove(tx: &mut Tx<'_>, act: &Act) -> Result<(), DemoError> {
    for (name, note, _) in SEGMENTS.into_iter().rev() {
        match keeping::named(tx, act, name) {
            Ok(segment) if segment.note == note => match keeping::remove(tx, act, segment.id) {
                Ok(_) | Err(SegmentError::InUse(_)) => {}
                Err(error) => return Err(error.into()),
            },
            Ok(_) | Err(SegmentError::Missing) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

//! From what people and programs give for a field to the value that is kept.

use crate::editing::NewValue;
use crate::field::Field;
use fields::{Manner, Unreadable};
use web::FieldError;

/// Understands one typed text; blank gives `None`.
///
/// # Errors
/// The field with the sentence that names what is wrong.
pub fn read(field: &Field, typed: &str, manner: &Manner) -> Result<Option<NewValue>, FieldError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    match field.kind.read(typed, &field.settings, manner) {
        Ok(reading) => Ok(Some(NewValue {
            value: reading.value,
            doubt: reading.doubt.map(Into::into),
            ..NewValue::default()
        })),
        Err(why) => Err(at_field(field, why)),
    }
}

/// Understands the API's JSON for a field: null and blank give nothing, an array gives several for a field of many.
///
/// # Errors
/// As [`read`].
pub fn read_json(
    field: &Field,
    json: &serde_json::Value,
    manner: &Manner,
) -> Result<Vec<NewValue>, FieldError> {
    let each: Vec<&serde_json::Value> = match json {
        serde_json::Value::Null => Vec::new(),
        serde_json::Value::Array(list) if field.is_many => list.iter().collect(),
        one => vec![one],
    };
    let mut values: Vec<NewValue> = Vec::with_capacity(each.len());
    for one in each {
        let typed = field
            .kind
            .typed_of_json(one)
            .ok_or_else(|| FieldError::new(&field.slug, "customers-json-shape"))?;
        if let Some(value) = read(field, &typed, manner)?
            && !values.iter().any(|known| known.value == value.value)
        {
            values.push(value);
        }
    }
    Ok(values)
}

fn at_field(field: &Field, why: Unreadable) -> FieldError {
    FieldError { field: field.slug.clone(), key: why.key.into(), args: why.args }
}

//! One step of changing how the list looks, for forms: the answer is the way to the list in its new look.

use super::address::Asked;
use super::resolved::Resolved;
use super::tree;
use crate::act::RIGHT;
use crate::running;
use axum::extract::RawQuery;
use axum::response::Response;
use fields::{Condition, Operator};
use kernel::Level;
use web::{Form, Problem, Visit};

/// Takes a comparison, columns or a condition as JSON into the look of the list at `at`.
pub(crate) async fn change(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let asked = Asked::of(form.text("at"));
    let resolved = {
        let asked = asked.clone();
        running::read(&visit, move |tx, act| Resolved::of(tx, act, &asked)).await?
    };
    Ok(web::see(&changed(&asked, &resolved, &form)))
}

/// The address of the changed list.
fn changed(asked: &Asked, resolved: &Resolved, form: &Form) -> String {
    match form.text("what") {
        "columns" => asked.with(|asked| {
            asked.columns =
                form.all("columns").filter(|slug| !slug.is_empty()).map(str::to_owned).collect();
        }),
        "json" => asked.with(|asked| {
            form.text("json").clone_into(&mut asked.filter);
            asked.is_json = Condition::parse(&asked.filter).is_err() && !asked.filter.is_empty();
        }),
        _ => compared(asked, resolved.condition.as_ref().ok(), form),
    }
}

/// The address with the comparison of a chip's form.
fn compared(asked: &Asked, condition: Option<&Condition>, form: &Form) -> String {
    let everything = Condition::everything();
    let whole = condition.unwrap_or(&everything);
    let path = form.filled("path").map(tree::path);
    let after = match (leaf(form), path) {
        (Some(leaf), Some(path)) => tree::replaced(whole, &path, leaf),
        (Some(leaf), None) => tree::added(whole, &tree::path(form.text("into")), leaf),
        (None, Some(path)) => tree::without(whole, &path),
        // Nothing was typed yet: the empty chip stays open.
        (None, None) => {
            return asked.with(|asked| {
                form.text("field").clone_into(&mut asked.add);
                form.text("into").clone_into(&mut asked.into);
            });
        }
    };
    asked.with(|asked| asked.filter = after.to_json().to_string())
}

/// The comparison that the controls of a chip say; `None` when they say nothing.
fn leaf(form: &Form) -> Option<Condition> {
    let field = form.filled("field")?;
    let mut operands: Vec<String> =
        form.all("value").filter(|value| !value.is_empty()).map(str::to_owned).collect();
    let operator = match (Operator::from_slug(form.text("op"))?, operands.len()) {
        (Operator::AnyOf, 1) if !operands.iter().any(|value| value.contains(';')) => Operator::Is,
        (Operator::Is, 2..) => Operator::AnyOf,
        (operator, _) => operator,
    };
    if operator == Operator::AnyOf {
        let parts = operands.iter().flat_map(|value| value.split(';')).map(str::trim);
        operands = parts.filter(|part| !part.is_empty()).map(str::to_owned).collect();
    }
    operands.truncate(*operator.n_operands().end());
    if !operator.n_operands().contains(&operands.len()) {
        return None;
    }
    let leaf = Condition::Field { field: field.to_owned(), operator, operands };
    Some(if form.is_ticked("not") { Condition::Not(Box::new(leaf)) } else { leaf })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(form: &str, wanted: Option<&str>) {
        let said = leaf(&Form::from_encoded(form)).map(|leaf| leaf.to_json().to_string());
        assert_eq!(said.as_deref(), wanted, "{form}");
    }

    #[test]
    fn the_controls_of_a_chip_say_a_comparison() {
        check("field=city&op=is&value=A", Some(r#"{"field":"city","is":"A"}"#));
        check("field=city&op=any_of&value=A;+B", Some(r#"{"any_of":["A","B"],"field":"city"}"#));
        check("field=warmth&op=any_of&value=hot", Some(r#"{"field":"warmth","is":"hot"}"#));
        check("field=city&op=is&value=A&not=on", Some(r#"{"not":{"field":"city","is":"A"}}"#));
        check("field=city&op=known&value=", Some(r#"{"field":"city","known":true}"#));
        check("field=city&op=is&value=", None);
        check("field=n&op=between&value=1&value=", None);
        check("field=n&op=between&value=1&value=2", Some(r#"{"between":["1","2"],"field":"n"}"#));
    }

    #[test]
    fn a_comparison_is_put_where_it_belongs() {
        let asked = Asked::of("q=x");
        let city = Condition::parse(r#"{"all":[{"field":"city","is":"A"}]}"#).unwrap();
        let go = |form: &str| {
            let address = compared(&asked, Some(&city), &Form::from_encoded(form));
            Asked::of(address.strip_prefix("/customers?").unwrap_or_default())
        };
        let or = go("field=city&op=is&value=B&into=0");
        assert_eq!(or.filter, r#"{"all":[{"any":[{"field":"city","is":"A"},{"field":"city","is":"B"}]}]}"#);
        assert_eq!(go("field=city&op=is&value=B&path=0").filter, r#"{"all":[{"field":"city","is":"B"}]}"#);
        assert_eq!(go("field=city&op=is&value=&path=0").filter, r#"{"all":[]}"#);
        assert_eq!(go("field=city&op=is&value=").add, "city");
        assert_eq!(or.q, "x");
    }
}

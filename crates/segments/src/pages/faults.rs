//! Which rows of the builder are wrong: those left blank, and those that a mistake in the condition belongs to.

use super::part::{How, Part};
use web::FieldError;

impl Part {
    /// An error for each comparison that asks nothing yet, under its path.
    pub(crate) fn blanks(&self) -> Vec<FieldError> {
        let mut paths = Vec::new();
        self.blank_paths("0", &mut paths);
        paths.iter().map(|path| FieldError::new(path, "segments-part-blank")).collect()
    }

    fn blank_paths(&self, path: &str, paths: &mut Vec<String>) {
        match self {
            Part::Group(_, inner) => {
                for (place, one) in inner.iter().enumerate() {
                    one.blank_paths(&format!("{path}.{place}"), paths);
                }
            }
            Part::Related { whom, .. } => whom.blank_paths(&format!("{path}.0"), paths),
            Part::Happened(rows) => {
                let has_no_dates = rows.period == "dates" && rows.from.is_empty() && rows.to.is_empty();
                if self.condition().is_none() || has_no_dates {
                    paths.push(path.to_owned());
                }
                let columns = rows.columns.iter().enumerate();
                let blank = columns.filter(|(_, column)| column.condition().is_none());
                paths.extend(blank.map(|(place, _)| format!("{path}/{place}")));
            }
            Part::Field(_) | Part::Segment { .. } if self.condition().is_none() => {
                paths.push(path.to_owned());
            }
            Part::Field(_) | Part::Segment { .. } => {}
        }
    }

    /// Errors of the condition under the paths of the rows that they are about; the rest as they are.
    pub(crate) fn placed(&self, errors: Vec<FieldError>) -> Vec<FieldError> {
        let place = |error: FieldError| match error.field.strip_prefix("condition") {
            Some(pointer) => FieldError { field: self.path_of(pointer, "0".to_owned()), ..error },
            None => error,
        };
        errors.into_iter().map(place).collect()
    }

    /// The path of the part that a pointer into its condition leads to.
    fn path_of(&self, pointer: &str, path: String) -> String {
        match self {
            Part::Group(how, inner) => {
                let list = match how {
                    How::All => "/all/",
                    How::Any => "/any/",
                    How::None => "/not/any/",
                };
                let Some((place, rest)) = numbered(pointer, list) else { return path };
                let is_asked =
                    |part: &Part| part.condition().is_some_and(|condition| !condition.is_everything());
                let mut asked = inner.iter().enumerate().filter(|(_, part)| is_asked(part));
                match asked.nth(place) {
                    Some((place, part)) => part.path_of(rest, format!("{path}.{place}")),
                    None => path,
                }
            }
            Part::Related { whom, .. } => match pointer.strip_prefix("/whom") {
                Some(rest) => whom.path_of(rest, format!("{path}.0")),
                None => path,
            },
            Part::Happened(rows) => match pointer.strip_prefix("/where") {
                Some(_) if rows.columns.len() == 1 && rows.other.is_none() => format!("{path}/0"),
                Some(rest) => match numbered(rest, "/all/") {
                    Some((place, _)) if place < rows.columns.len() => format!("{path}/{place}"),
                    _ => path,
                },
                None => path,
            },
            Part::Field(_) | Part::Segment { .. } => path,
        }
    }
}

/// The number that follows a beginning, and what follows the number.
fn numbered<'p>(pointer: &'p str, beginning: &str) -> Option<(usize, &'p str)> {
    let rest = pointer.strip_prefix(beginning)?;
    let end = rest.find('/').unwrap_or(rest.len());
    let (number, rest) = rest.split_at_checked(end)?;
    Some((number.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use web::Form;

    fn fields(errors: &[FieldError]) -> Vec<&str> {
        errors.iter().map(|error| error.field.as_str()).collect()
    }

    #[test]
    fn blank_rows_and_those_of_a_mistake_are_found_wherever_they_stand() {
        let form = Form::from_encoded(
            "part=0&0:is=group&0:how=all&part=0.0&0.0:is=group&part=0.1&0.1:is=group&0.1:how=none\
             &part=0.1.0&0.1.0:is=field&0.1.0:slug=city&0.1.0:op=is&0.1.0:v=+\
             &part=0.2&0.2:is=happened&0.2:table=orders&0.2:compare=between&0.2:v=9&0.2:v=2&0.2:period=dates\
             &0.2/0:slug=status&0.2/0:op=is&0.2/0:v=&part=0.3&0.3:is=segment",
        );
        let part = Part::read(&form);
        assert_eq!(fields(&part.blanks()), ["0.1.0", "0.2", "0.2/0", "0.3"]);
        let wrong = vec![FieldError::new("condition/all/0/between", "x"), FieldError::new("name", "y")];
        assert_eq!(fields(&part.placed(wrong)), ["0.2", "name"]);
    }

    #[test]
    fn a_whole_condition_has_no_blank_row() {
        let condition = r#"{"any":[{"related":"","whom":{"all":[]}},{"field":"city","known":true}]}"#;
        let part = Part::root(&fields::Condition::parse(condition).unwrap());
        assert_eq!(part.blanks(), []);
        let wrong = vec![FieldError::new("condition/any/0/whom/all/0", "x")];
        assert_eq!(fields(&part.placed(wrong)), ["0.0.0"]);
    }
}

//! Changing a condition part by part: each part has a path of places, such as `0.1` for the second of the first.

use fields::Condition;

/// Where a part stands: places from the outermost group inwards; empty for the whole.
pub(crate) type Path = Vec<usize>;

/// Reads a path; what is no number ends it.
pub(crate) fn path(text: &str) -> Path {
    text.split('.').map_while(|place| place.parse().ok()).collect()
}

/// Writes a path.
pub(crate) fn path_text(path: &[usize]) -> String {
    path.iter().map(usize::to_string).collect::<Vec<_>>().join(".")
}

/// The condition as a group of which all must hold, however it was written.
pub(crate) fn rooted(condition: Condition) -> Condition {
    match condition {
        Condition::All(_) => condition,
        other => Condition::All(vec![other]),
    }
}

/// The part at a path.
pub(crate) fn part_mut<'c>(condition: &'c mut Condition, path: &[usize]) -> Option<&'c mut Condition> {
    let Some((place, rest)) = path.split_first() else { return Some(condition) };
    let inner = match condition {
        Condition::All(inner) | Condition::Any(inner) => inner.get_mut(*place)?,
        Condition::Not(inner) => inner.as_mut(),
        Condition::Field { .. } | Condition::Beyond(_) => return None,
    };
    part_mut(inner, rest)
}

/// The condition with another part at a path.
pub(crate) fn replaced(condition: &Condition, path: &[usize], part: Condition) -> Condition {
    let mut whole = condition.clone();
    if let Some(place) = part_mut(&mut whole, path) {
        *place = part;
    }
    tidied(whole)
}

/// The condition without the part at a path.
pub(crate) fn without(condition: &Condition, path: &[usize]) -> Condition {
    // An empty group of which all must hold is nothing, and goes when the groups around it are tidied.
    replaced(condition, path, Condition::everything())
}

/// The condition with the opposite of the part at a path.
pub(crate) fn negated(condition: &Condition, path: &[usize]) -> Condition {
    let mut whole = condition.clone();
    if let Some(part) = part_mut(&mut whole, path) {
        *part = match std::mem::replace(part, Condition::everything()) {
            Condition::Not(inner) => *inner,
            other => Condition::Not(Box::new(other)),
        };
    }
    tidied(whole)
}

/// The condition whose group at a path wants any in place of all, or all in place of any.
pub(crate) fn toggled(condition: &Condition, path: &[usize]) -> Condition {
    let mut whole = condition.clone();
    if let Some(part) = part_mut(&mut whole, path) {
        *part = match std::mem::replace(part, Condition::everything()) {
            Condition::All(inner) => Condition::Any(inner),
            Condition::Any(inner) => Condition::All(inner),
            other => other,
        };
    }
    tidied(whole)
}

/// The condition with one more part: in the group at a path, or as the other choice beside the part there.
pub(crate) fn added(condition: &Condition, path: &[usize], part: Condition) -> Condition {
    let mut whole = condition.clone();
    if let Some(place) = part_mut(&mut whole, path) {
        match place {
            Condition::All(inner) | Condition::Any(inner) => inner.push(part),
            other => {
                let first = std::mem::replace(other, Condition::everything());
                *other = Condition::Any(vec![first, part]);
            }
        }
    }
    tidied(whole)
}

/// The same condition without empty groups and groups of one, rooted.
pub(crate) fn tidied(condition: Condition) -> Condition {
    rooted(tidy(condition).unwrap_or_else(Condition::everything))
}

fn tidy(condition: Condition) -> Option<Condition> {
    let group = |inner: Vec<Condition>, make: fn(Vec<Condition>) -> Condition| {
        let mut inner: Vec<_> = inner.into_iter().filter_map(tidy).collect();
        if inner.len() > 1 { Some(make(inner)) } else { inner.pop() }
    };
    match condition {
        Condition::All(inner) => group(inner, Condition::All),
        Condition::Any(inner) => group(inner, Condition::Any),
        Condition::Not(inner) => match tidy(*inner)? {
            Condition::Not(twice) => Some(*twice),
            other => Some(Condition::Not(Box::new(other))),
        },
        one => Some(one),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn leaf(slug: &str) -> Value {
        json!({ "field": slug, "known": true })
    }

    #[track_caller]
    fn check(before: Value, change: impl Fn(&Condition) -> Condition, after: Value) {
        let before = rooted(Condition::from_json(&before).unwrap());
        assert_eq!(change(&before).to_json(), after);
    }

    #[test]
    fn parts_are_added_turned_and_taken_away() {
        let two = json!({ "all": [leaf("a"), leaf("b")] });
        check(two.clone(), |c| without(c, &[0]), json!({ "all": [leaf("b")] }));
        check(json!({ "all": [leaf("a")] }), |c| without(c, &[0]), json!({ "all": [] }));
        check(two.clone(), |c| negated(c, &[1]), json!({ "all": [leaf("a"), { "not": leaf("b") }] }));
        let other = Condition::from_json(&leaf("c")).unwrap();
        let or = json!({ "all": [leaf("a"), { "any": [leaf("b"), leaf("c")] }] });
        check(two.clone(), |c| added(c, &[1], other.clone()), or.clone());
        check(or.clone(), |c| without(c, &[1, 0]), json!({ "all": [leaf("a"), leaf("c")] }));
        check(or, |c| toggled(c, &[1]), json!({ "all": [leaf("a"), { "all": [leaf("b"), leaf("c")] }] }));
        check(two.clone(), |c| toggled(c, &[]), json!({ "all": [{ "any": [leaf("a"), leaf("b")] }] }));
        check(two, |c| replaced(c, &[7], other.clone()), json!({ "all": [leaf("a"), leaf("b")] }));
    }

    #[test]
    fn a_path_survives_an_address() {
        assert_eq!(path_text(&path("0.12.3")), "0.12.3");
        assert_eq!(path(""), Vec::<usize>::new());
    }
}

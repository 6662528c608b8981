//! Several things named in one breath.

use crate::Say;

impl Say {
    /// Names things one after another: "a, b и c"; nothing gives an empty text.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        match items {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [head @ .., last] => {
                let head: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
                self.with("words-list", &[("head", head.join(", ").into()), ("last", last.as_ref().into())])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Lang;
    use crate::testing::say;

    #[test]
    fn a_list_ends_with_and() {
        let check = |items: &[&str], expected: [&str; 3]| {
            assert_eq!(Lang::ALL.map(|lang| say(lang).list(items)), expected);
        };
        check(&[], [""; 3]);
        check(&["a"], ["a"; 3]);
        check(&["a", "b"], ["a и b", "a және b", "a and b"]);
        check(&["a", "b", "c"], ["a, b и c", "a, b және c", "a, b and c"]);
    }
}

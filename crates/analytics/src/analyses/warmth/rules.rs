//! Rules in words: `hot: recency<=30 & purchases>=2; warm: recency<=90; cold`. The first that holds gives the type; the
//! last one without a condition takes whoever is left.

use crate::analyses::parameters::bad;
use crate::{AnalyzeError, Remedy};

/// What a customer did until a day.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Habits {
    first: i32,
    last: i32,
    /// Days since the last purchase.
    pub recency: i32,
    /// Days since the first one.
    pub age: i32,
    /// Orders.
    pub purchases: u32,
    /// Money, returns taken off.
    pub revenue: f64,
}

impl Habits {
    /// Adds an order or a return, or so many of one kind from a first day to a last.
    pub fn add(&mut self, (first, last): (i32, i32), amount: f64, n: u32) {
        self.revenue += amount;
        if amount >= 0.0 {
            self.first = if self.purchases == 0 { first } else { self.first.min(first) };
            self.last = if self.purchases == 0 { last } else { self.last.max(last) };
            self.purchases += n;
        }
    }

    /// With days counted up to this one; none without a purchase.
    pub fn at(&self, day: i32) -> Option<Self> {
        (self.purchases > 0).then(|| Self { recency: day - self.last, age: day - self.first, ..*self })
    }

    fn measure(&self, name: &str) -> Option<f64> {
        Some(match name {
            "recency" => f64::from(self.recency),
            "age" => f64::from(self.age),
            "purchases" => f64::from(self.purchases),
            "revenue" => self.revenue,
            "average" => self.revenue / f64::from(self.purchases.max(1)),
            _ => return None,
        })
    }
}

#[derive(Debug, Clone, PartialEq)]
struct Test {
    measure: String,
    sign: &'static str,
    border: f64,
}

impl Test {
    fn holds(&self, habits: &Habits) -> bool {
        let Some(value) = habits.measure(&self.measure) else { return false };
        match self.sign {
            "<=" => value <= self.border,
            ">=" => value >= self.border,
            "<" => value < self.border,
            ">" => value > self.border,
            _ => value == self.border,
        }
    }
}

/// Types with their conditions, in order; the last one has none.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rules(Vec<(String, Vec<Test>)>);

impl Rules {
    /// Reads rules.
    ///
    /// # Errors
    /// [`AnalyzeError::BadParameter`] with what cannot be read.
    pub fn of(text: &str) -> Result<Self, AnalyzeError> {
        let mut rules: Vec<(String, Vec<Test>)> = Vec::new();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, tests) = part.split_once(':').unwrap_or((part, ""));
            let tests = tests.split('&').map(str::trim).filter(|test| !test.is_empty());
            let tests: Result<Vec<Test>, AnalyzeError> = tests.map(test).collect();
            rules.push((name.trim().to_string(), tests?));
        }
        let ends_open = rules.last().is_some_and(|(_, tests)| tests.is_empty());
        let one_open = rules.iter().filter(|(_, tests)| tests.is_empty()).count() == 1;
        if !(2..=7).contains(&rules.len()) || !ends_open || !one_open {
            return Err(bad("rules", text, Remedy::Rules("hot: recency<=30; warm: recency<=90; cold")));
        }
        Ok(Self(rules))
    }

    /// How many types there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The name of a type.
    pub fn name(&self, place: usize) -> &str {
        self.0.get(place).map_or("", |(name, _)| name)
    }

    /// The type of somebody.
    pub fn place(&self, habits: &Habits) -> usize {
        let found = self.0.iter().position(|(_, tests)| tests.iter().all(|test| test.holds(habits)));
        found.unwrap_or(self.0.len() - 1)
    }
}

fn test(text: &str) -> Result<Test, AnalyzeError> {
    let wrong =
        || bad("rules", text, Remedy::Tests("recency, age, purchases, revenue, average; <= >= < > ="));
    let sign =
        ["<=", ">=", "<", ">", "="].into_iter().find(|sign| text.contains(sign)).ok_or_else(wrong)?;
    let (measure, border) = text.split_once(sign).ok_or_else(wrong)?;
    let border = border.trim().replace(',', ".").parse::<f64>().ok().filter(|border| border.is_finite());
    let measure = measure.trim().to_string();
    Habits::default().measure(&measure).ok_or_else(wrong)?;
    Ok(Test { measure, sign, border: border.ok_or_else(wrong)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rule_that_holds_gives_the_type() {
        let rules = Rules::of("hot: recency<=30 & purchases>=2; warm: recency<=90; cold").unwrap();
        let check = |day: i32, purchases: u32, expected: &str| {
            let mut habits = Habits::default();
            (0..purchases).for_each(|_| habits.add((day, day), 10.0, 1));
            let habits = habits.at(1_000).unwrap();
            assert_eq!(rules.name(rules.place(&habits)), expected, "{day} {purchases}");
        };
        check(990, 2, "hot");
        check(990, 1, "warm");
        check(900, 5, "cold");
    }

    #[test]
    fn rules_that_cannot_be_read_are_refused() {
        for text in
            ["", "hot", "hot: recency<=30", "hot; cold", "hot: love>=3; cold", "hot: recency<=x; cold"]
        {
            assert!(Rules::of(text).is_err(), "{text}");
        }
    }
}

//! Sets of whole numbers as ranges, and how a test over keys becomes one.
//!
//! Keys sort as values do, so that the numbers between two keys are found by halving.

use customers::{HappeningColumn, Holds};
use fields::{FieldKind, KeyTest, Manner};
use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::{DAY_MS, Money};

/// Bounds of days that a calendar has: 0001-01-01 and 9999-12-30.
const DAYS: (i64, i64) = (-719_162, 2_932_895);

/// Bounds of amounts and counts; far from what overflows when added up.
const AMOUNTS: (i64, i64) = (-(1 << 60), 1 << 60);

/// Whole numbers in ranges, both ends included, ascending and apart; and whether the absence of a number is in too.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Ranges {
    pub(crate) list: Vec<(i64, i64)>,
    pub(crate) has_none: bool,
}

impl Ranges {
    /// One range; empty when its ends are the wrong way round.
    pub(crate) fn one(from: i64, to: i64) -> Self {
        Self { list: if from <= to { vec![(from, to)] } else { Vec::new() }, has_none: false }
    }

    /// Every number there may be, not its absence.
    pub(crate) fn known() -> Self {
        Self::one(i64::MIN + 1, i64::MAX)
    }

    pub(crate) fn holds(&self, n: i64) -> bool {
        match self.list.as_slice() {
            [(from, to)] => *from <= n && n <= *to,
            many => many.iter().any(|(from, to)| *from <= n && n <= *to),
        }
    }

    fn union(lists: Vec<Ranges>) -> Self {
        let has_none = lists.iter().any(|one| one.has_none);
        let mut all: Vec<(i64, i64)> = lists.into_iter().flat_map(|one| one.list).collect();
        all.sort_unstable();
        let mut list: Vec<(i64, i64)> = Vec::with_capacity(all.len());
        for (from, to) in all {
            match list.last_mut() {
                Some((_, last)) if from <= last.saturating_add(1) => *last = to.max(*last),
                _ => list.push((from, to)),
            }
        }
        Self { list, has_none }
    }

    fn opposite(self) -> Self {
        let (mut list, mut from) = (Vec::with_capacity(self.list.len() + 1), i64::MIN + 1);
        let mut is_open = true;
        for (first, last) in self.list {
            if from < first {
                list.push((from, first - 1));
            }
            match last.checked_add(1) {
                Some(next) => from = next,
                None => is_open = false,
            }
        }
        if is_open {
            list.push((from, i64::MAX));
        }
        Self { list, has_none: !self.has_none }
    }

    /// The moments, in milliseconds, that fall on these days.
    fn moments(self, manner: &Manner) -> Self {
        let start = |day: i64| {
            day.clamp(DAYS.0, DAYS.1 + 1) * DAY_MS - i64::from(manner.utc_offset_secs).saturating_mul(1000)
        };
        let moment = |(from, to): (i64, i64)| {
            let first = if from <= DAYS.0 { i64::MIN + 1 } else { start(from) };
            let last = if to >= DAYS.1 { i64::MAX } else { start(to.saturating_add(1)) - 1 };
            (first, last)
        };
        Self { list: self.list.into_iter().map(moment).collect(), ..self }
    }
}

/// Numbers and their keys in one column.
pub(crate) struct Numbering<'n> {
    pub(crate) holds: Holds,
    pub(crate) kind: &'static dyn FieldKind,
    pub(crate) manner: &'n Manner,
}

impl<'n> Numbering<'n> {
    /// Of a column; `None` when it holds no numbers.
    pub(crate) fn of(column: &HappeningColumn, manner: &'n Manner) -> Option<Self> {
        let is_number = !matches!(column.holds, Holds::Option | Holds::Word(_));
        let kind = column.field_kind()?;
        is_number.then_some(Self { holds: column.holds, kind, manner })
    }

    /// What the base holds where the test passes.
    pub(crate) fn ranges(&self, test: &KeyTest) -> Ranges {
        let ranges = self.values(test);
        if self.holds == Holds::Moment { ranges.moments(self.manner) } else { ranges }
    }

    fn values(&self, test: &KeyTest) -> Ranges {
        if self.kind.slug() == "yes_no" {
            let passes = |n: &i64| test.holds(&self.kind.keys(&self.canonical(*n)));
            let list = [0, 1].into_iter().filter(passes).map(|n| Ranges::one(n, n)).collect();
            return Ranges { has_none: test.holds::<String>(&[]), ..Ranges::union(list) };
        }
        match test {
            KeyTest::AnyOf(keys) => {
                let one = |key: &String| {
                    let at = self.first_from(key);
                    if at <= self.bounds().1 && self.key(at) == *key {
                        Ranges::one(at, at)
                    } else {
                        Ranges::default()
                    }
                };
                Ranges::union(keys.iter().map(one).collect())
            }
            KeyTest::Range { from, to } => {
                let first = from.as_ref().map_or(i64::MIN + 1, |from| self.first_from(from));
                let last = to.as_ref().map_or(i64::MAX, |to| self.first_from(to) - 1);
                let (least, most) = self.bounds();
                // A bound at the end of all there may be is none, and nothing needs to be compared with it.
                Ranges::one(
                    if first <= least { i64::MIN + 1 } else { first },
                    if last >= most && first <= most { i64::MAX } else { last },
                )
            }
            // No kind of numbers looks inside its keys.
            KeyTest::Contains(_) => Ranges::default(),
            KeyTest::Known => Ranges::known(),
            KeyTest::Not(inner) => self.values(inner).opposite(),
            KeyTest::Either(tests) => Ranges::union(tests.iter().map(|test| self.values(test)).collect()),
        }
    }

    fn bounds(&self) -> (i64, i64) {
        if matches!(self.holds, Holds::Day | Holds::Moment) { DAYS } else { AMOUNTS }
    }

    /// The first number whose key is not below `key`; one beyond the last when there is none.
    fn first_from(&self, key: &str) -> i64 {
        let (mut low, mut high) = (self.bounds().0, self.bounds().1 + 1);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.key(middle).as_str() < key { low = middle + 1 } else { high = middle }
        }
        low
    }

    fn key(&self, n: i64) -> String {
        self.kind.keys(&self.canonical(n)).into_iter().next().unwrap_or_default()
    }

    /// The canonical text of a number: of days for both days and moments.
    fn canonical(&self, n: i64) -> String {
        match self.holds {
            Holds::Day | Holds::Moment => {
                Date::constant(1970, 1, 1).checked_add(n.days()).unwrap_or(Date::MAX).to_string()
            }
            Holds::Minor => Money::new(n, self.manner.currency).to_string(),
            _ if self.kind.slug() == "yes_no" => (n != 0).to_string(),
            _ => n.to_string(),
        }
    }
}

/// Whether a text passes a test over the keys of its kind; `None` is the absence of a text.
pub(crate) fn word_passes(kind: &dyn FieldKind, test: &KeyTest, word: Option<&str>) -> bool {
    match word {
        Some(word) => test.holds(&kind.keys(word)),
        None => test.holds::<String>(&[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fields::{Operator, Settings, kinds};
    use kernel::Country;

    fn manner() -> Manner {
        Manner::of(Country::Kz, 1_795_219_200_000)
    }

    #[track_caller]
    fn check(
        kind: &str,
        holds: Holds,
        (operator, operands): (Operator, &[&str]),
        wanted: &[(i64, i64)],
        none: bool,
    ) {
        let (manner, kind) = (manner(), kinds::find(kind).unwrap());
        let operands: Vec<String> = operands.iter().map(|one| (*one).to_owned()).collect();
        let test = kind.test(operator, &operands, &Settings::NONE, &manner).unwrap();
        let ranges = Numbering { holds, kind, manner: &manner }.ranges(&test);
        assert_eq!(ranges, Ranges { list: wanted.to_vec(), has_none: none }, "{operator:?} {operands:?}");
    }

    #[test]
    fn comparisons_become_ranges_of_what_the_base_holds() {
        let (least, most) = (i64::MIN + 1, i64::MAX);
        check("integer", Holds::Whole, (Operator::Above, &["5"]), &[(6, most)], false);
        check("integer", Holds::Whole, (Operator::Below, &["-5"]), &[(least, -6)], false);
        check("integer", Holds::Whole, (Operator::AnyOf, &["3", "1", "2"]), &[(1, 3)], false);
        check("integer", Holds::Whole, (Operator::IsNot, &["0"]), &[(least, -1), (1, most)], true);
        check("integer", Holds::Whole, (Operator::Unknown, &[]), &[], true);
        check("money", Holds::Minor, (Operator::Between, &["1", "2,50 тг"]), &[(100, 250)], false);
        check("money", Holds::Minor, (Operator::Is, &["5 USD"]), &[], false);
        check("date", Holds::Day, (Operator::Is, &["02.01.1970"]), &[(1, 1)], false);
        check("date", Holds::Day, (Operator::LastDays, &["2"]), &[(20_777, 20_778)], false);
        let five_hours = 5 * 3_600_000;
        check(
            "date",
            Holds::Moment,
            (Operator::Is, &["1970-01-02"]),
            &[(DAY_MS - five_hours, 2 * DAY_MS - five_hours - 1)],
            false,
        );
        check("yes_no", Holds::Whole, (Operator::Is, &["да"]), &[(1, 1)], false);
    }

    #[test]
    fn the_opposite_of_the_opposite_is_the_same() {
        for ranges in [Ranges::one(1, 5), Ranges::known(), Ranges::default(), Ranges::one(7, i64::MAX)] {
            assert_eq!(ranges.clone().opposite().opposite(), ranges);
        }
    }
}

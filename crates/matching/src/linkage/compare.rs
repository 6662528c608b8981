//! Comparing two records: one code per field, which tells the level and how rare the agreed value is.
#![expect(clippy::indexing_slicing, reason = "fields and lanes are places in arrays of the same records")]

use super::comparators::Comparator;
use super::model::{Bounds, Model};
use super::records::{FOREIGN, Field, MOST_FIELDS, Records, Row};

/// The code of a field that one of the two records lacks.
pub(crate) const MISSING: u8 = 255;
/// Codes from here on are full agreement; the rest of the code is the bucket of the value's count.
pub(crate) const SAME_FROM: u8 = 16;
/// Number of buckets of counts.
pub(crate) const N_COUNTS: usize = 128;

/// Levels of names up to here are near enough to explain a like e-mail.
const OTHER_GENDER: u8 = 4;
/// Levels of e-mails from here on are likeness, not agreement of a part.
const LIKE_EMAIL: u8 = 2;

/// Codes of all fields of a pair, places after the last field are unused.
pub(crate) type Codes = [u8; MOST_FIELDS];

/// The level that a code stands for, `None` for a missing field.
pub(crate) fn level_of(code: u8) -> Option<usize> {
    match code {
        MISSING => None,
        SAME_FROM.. => Some(0),
        level => Some(usize::from(level)),
    }
}

/// The bucket of a count: exact to 32, then four buckets per doubling.
pub(crate) fn bucket_of(count: u32) -> u8 {
    match count {
        ..=32 => count as u8,
        _ => (32.0 + 4.0 * (f64::from(count) / 32.0).log2()).min(N_COUNTS as f64 - 1.0) as u8,
    }
}

/// A count that stands for a bucket.
pub(crate) fn count_of(bucket: usize) -> f64 {
    if bucket <= 32 { bucket as f64 } else { 32.0 * 2f64.powf((bucket as f64 - 31.5) / 4.0) }
}

/// Which fields hold the names that people swap.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Comparing {
    swappable: Option<(usize, usize)>,
    /// The e-mail, which people make of their names.
    email: Option<usize>,
}

impl Comparing {
    pub(crate) fn of(records: &Records) -> Comparing {
        let place = |slug: &str| records.fields.iter().position(|field| field.slug == slug);
        Comparing { swappable: place("family_name").zip(place("given_name")), email: place("email") }
    }

    /// Compares two records field by field.
    pub(crate) fn compare(&self, records: &Records, a: Row<'_>, b: Row<'_>) -> Codes {
        let mut codes = [MISSING; MOST_FIELDS];
        for (at, field) in records.fields.iter().enumerate() {
            codes[at] = code(records, field, a, b);
        }
        if let Some((family, given)) = self.swappable {
            self.try_swapped(records, (family, given), (a, b), &mut codes);
        }
        self.silence_email(records, &mut codes);
        codes
    }

    /// E-mails that are only alike say nothing where names agree: namesakes have such e-mails too.
    fn silence_email(&self, records: &Records, codes: &mut Codes) {
        let (Some(email), Some((family, given))) = (self.email, self.swappable) else { return };
        let agrees = |code: u8| code != MISSING && (code >= SAME_FROM || code <= OTHER_GENDER);
        let is_alike = (LIKE_EMAIL..SAME_FROM).contains(&codes[email])
            && usize::from(codes[email]) + 1 < records.fields[email].comparator.levels().len();
        if is_alike && (agrees(codes[family]) || agrees(codes[given])) {
            codes[email] = MISSING;
        }
    }

    /// Log-odds in bits of two records, `None` when they stay under the bound: values are compared by number first and
    /// by their words only while the pair still has a chance.
    pub(crate) fn score(
        &self,
        records: &Records,
        model: &Model,
        bounds: &Bounds,
        rows: (Row<'_>, Row<'_>),
    ) -> Option<f64> {
        self.score_with(records, (model, bounds), rows, |_, _, compare| compare())
    }

    /// The same, where `of` gives the code of a field of one value, by its place and the number of the value in the first
    /// record: it may know it from another pair with the same second record.
    pub(crate) fn score_with(
        &self,
        records: &Records,
        (model, bounds): (&Model, &Bounds),
        (a, b): (Row<'_>, Row<'_>),
        mut of: impl FnMut(usize, u32, &dyn Fn() -> u8) -> u8,
    ) -> Option<f64> {
        if self.are_crossed(records, a, b) {
            return Some(model.bits(&self.compare(records, a, b)));
        }
        let mut codes = [MISSING; MOST_FIELDS];
        let mut most = model.prior;
        for (at, field) in records.fields.iter().enumerate() {
            codes[at] = quick_code(field, a, b);
            most += match codes[at] {
                OPEN => bounds.at_most[at],
                code => f64::from(model.tables[at][usize::from(code)]),
            };
        }
        for at in bounds.order.iter().copied() {
            if most < bounds.least {
                return None;
            }
            if codes[at] == OPEN {
                let field = &records.fields[at];
                codes[at] = match field.n_lanes {
                    1 => of(at, a.ids[field.first_lane], &|| code(records, field, a, b)),
                    _ => code(records, field, a, b),
                };
                most += f64::from(model.tables[at][usize::from(codes[at])]) - bounds.at_most[at];
            }
        }
        self.silence_email(records, &mut codes);
        (most >= bounds.least).then(|| model.bits(&codes))
    }

    /// True when a family name of one is the given name of the other.
    fn are_crossed(&self, records: &Records, a: Row<'_>, b: Row<'_>) -> bool {
        self.swappable.is_some_and(|(family, given)| {
            let (family, given) = (records.fields[family].first_lane, records.fields[given].first_lane);
            let is_same = |x: u32, y: u32| x != 0 && x != FOREIGN && x == y;
            is_same(a.ids[family], b.ids[given]) || is_same(a.ids[given], b.ids[family])
        })
    }

    /// Reads the names crosswise when they agree better so.
    fn try_swapped(
        &self,
        records: &Records,
        (family, given): (usize, usize),
        (a, b): (Row<'_>, Row<'_>),
        codes: &mut Codes,
    ) {
        let agrees = |code: u8| (SAME_FROM..MISSING).contains(&code);
        if agrees(codes[family])
            || agrees(codes[given])
            || codes[family] == MISSING
            || codes[given] == MISSING
        {
            return;
        }
        let (family, given) = (&records.fields[family], &records.fields[given]);
        let cross = |field: &Field, lane_a: usize, lane_b: usize| {
            one_code(records, field, (a, lane_a), (b, lane_b))
        };
        let family_cross = cross(family, family.first_lane, given.first_lane);
        let given_cross = cross(given, given.first_lane, family.first_lane);
        // Initials and weak likeness are no proof of a swap.
        let is_near = |code: u8, field: &Field| {
            agrees(code) || usize::from(code) + 3 < field.comparator.levels().len()
        };
        if is_near(family_cross, family)
            && is_near(given_cross, given)
            && (agrees(family_cross) || agrees(given_cross))
        {
            let places = self.swappable.unwrap_or_default();
            codes[places.0] = super::comparators::SWAPPED;
            codes[places.1] = given_cross;
        }
    }
}

/// Stands for a field whose words have not been compared yet.
const OPEN: u8 = 254;

/// The code as far as the numbers of values tell it.
fn quick_code(field: &Field, a: Row<'_>, b: Row<'_>) -> u8 {
    let (id_a, id_b) = (a.ids[field.first_lane], b.ids[field.first_lane]);
    match (id_a, id_b) {
        _ if field.n_lanes > 1 => OPEN,
        (0, _) | (_, 0) => MISSING,
        _ if id_a == id_b && id_a != FOREIGN => SAME_FROM + bucket_of(field.counts[id_a as usize - 1]),
        _ => OPEN,
    }
}

/// The best code over all values of a field.
fn code(records: &Records, field: &Field, a: Row<'_>, b: Row<'_>) -> u8 {
    let first = field.first_lane;
    if field.n_lanes == 1 {
        return one_code(records, field, (a, first), (b, first));
    }
    let mut best = MISSING;
    for lane_a in first..first + field.n_lanes {
        for lane_b in first..first + field.n_lanes {
            let found = one_code(records, field, (a, lane_a), (b, lane_b));
            best = better(best, found);
        }
        if a.ids[lane_a] == 0 {
            break;
        }
    }
    best
}

/// The rarer agreement, else the better level, else whatever is there.
fn better(x: u8, y: u8) -> u8 {
    match (x, y) {
        (MISSING, other) | (other, MISSING) => other,
        (SAME_FROM.., SAME_FROM..) => x.min(y),
        (SAME_FROM.., _) => x,
        (_, SAME_FROM..) => y,
        _ => x.min(y),
    }
}

fn one_code(
    records: &Records,
    field: &Field,
    (a, lane_a): (Row<'_>, usize),
    (b, lane_b): (Row<'_>, usize),
) -> u8 {
    let (id_a, id_b) = (a.ids[lane_a], b.ids[lane_b]);
    if id_a == 0 || id_b == 0 {
        return MISSING;
    }
    let pool = &records.pools[field.pool];
    if id_a == id_b && id_a != FOREIGN {
        return SAME_FROM + bucket_of(field.counts[id_a as usize - 1]);
    }
    let comparator: &dyn Comparator = field.comparator;
    comparator.compare(records.value(field, a, lane_a), records.value(field, b, lane_b), &pool.tokens)
}

//! Records taken in row by row and kept as rows of value numbers.
#![expect(
    clippy::indexing_slicing,
    reason = "places of fields and lanes are made here and always inside their arrays"
)]

use super::comparators::{Comparator, N_KEYS};
use super::kinds::{ColumnKind, Sharing};
use super::strings::hash;
use super::values::{Pool, Prepared, TokenCounts, Value, ValueId};
use crate::Country;

/// More fields than this are not compared.
pub(crate) const MOST_FIELDS: usize = 24;
/// Several values of one field, such as phones, are kept up to this many.
const MOST_LANES: usize = 4;
/// Cells that are remembered while records come in.
const N_RECENT: usize = 1 << 14;
/// The number of a value that stands only in a posted record, not in the base.
pub(crate) const FOREIGN: ValueId = ValueId::MAX;

/// One column as it comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its header; shown in explanations.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
}

/// The columns of the records, in order, and the country of phones without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// Columns in the order of the cells of a row.
    pub columns: Vec<Column>,
    /// Where a phone without a country code is from.
    pub country: Country,
}

/// One thing that is compared: a column, a part of one, or several together.
pub(crate) struct Field {
    pub slug: &'static str,
    /// The column's header, or the slug for parts that several columns fill.
    pub name: String,
    pub comparator: &'static dyn Comparator,
    pub pool: usize,
    /// Its first lane in a row and how many there are.
    pub first_lane: usize,
    pub n_lanes: usize,
    /// How often kin and neighbours share it, 0..=1.
    pub shared_ratio: f64,
    /// How many times each value of the pool stands in this field, by the value's number from 1.
    pub counts: Vec<u32>,
    sharing: Sharing,
}

/// Records ready to be linked; see [`Records::push`].
pub struct Records {
    country: Country,
    pub(crate) fields: Vec<Field>,
    pub(crate) pools: Vec<Pool>,
    /// Per column its kind and the fields it fills.
    columns: Vec<(ColumnKind, Vec<usize>)>,
    /// Row-major numbers of values.
    rows: Vec<ValueId>,
    stride: usize,
    n: usize,
    /// Where the second set begins, when two are linked.
    second_from: Option<usize>,
    /// Where the records begin that are only judged.
    judged_from: Option<usize>,
    split: Vec<(usize, String)>,
    prepared: Prepared,
    /// Cells read not long ago with the numbers of their values: most bases have few names and towns.
    recent: Vec<Recent>,
}

/// A cell of a column that fills one field, as it was typed, and the value it gave, 0 for none.
#[derive(Default)]
struct Recent {
    column: usize,
    cell: String,
    id: ValueId,
}

/// A record as comparisons see it: numbers of its values, and the values that the base does not have.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    pub ids: &'a [ValueId],
    pub own: &'a [Prepared],
}

impl Records {
    /// Makes an empty set of records.
    pub fn new(schema: &Schema) -> Records {
        let mut records = Records {
            country: schema.country,
            fields: Vec::new(),
            pools: Vec::new(),
            columns: Vec::new(),
            rows: Vec::new(),
            stride: 0,
            n: 0,
            second_from: None,
            judged_from: None,
            split: Vec::new(),
            prepared: Prepared::default(),
            recent: Vec::new(),
        };
        for column in &schema.columns {
            let places = records.fields_for(column);
            records.columns.push((column.kind, places));
        }
        records.place_lanes();
        records
    }

    fn fields_for(&mut self, column: &Column) -> Vec<usize> {
        let specs = column.kind.definition().map(|kind| kind.fields).unwrap_or_default();
        let mut places = Vec::new();
        for spec in specs {
            let known = self
                .fields
                .iter()
                .position(|field| field.slug == spec.slug && spec.sharing != Sharing::Own);
            if let Some(at) = known {
                places.push(at);
                continue;
            }
            if self.fields.len() == MOST_FIELDS {
                break;
            }
            let name = match (spec.sharing, specs.len()) {
                (Sharing::Own, 1) => column.name.clone(),
                (Sharing::Own, _) => format!("{}: {}", column.name, spec.slug),
                _ => spec.slug.to_owned(),
            };
            // Family and given names share their values, so that swapped ones are seen by their numbers.
            let is_name = |slug: &str| slug == "family_name" || slug == "given_name";
            let shared = self
                .fields
                .iter()
                .find(|field| is_name(field.slug) && is_name(spec.slug))
                .map(|field| field.pool);
            let pool = shared.unwrap_or(self.pools.len());
            if shared.is_none() {
                self.pools.push(Pool::default());
            }
            self.fields.push(Field {
                slug: spec.slug,
                name,
                comparator: spec.comparator,
                pool,
                first_lane: 0,
                n_lanes: 1,
                shared_ratio: spec.shared_ratio,
                counts: Vec::new(),
                sharing: spec.sharing,
            });
            places.push(self.fields.len() - 1);
        }
        places
    }

    fn place_lanes(&mut self) {
        for at in 0..self.fields.len() {
            let is_many = self.fields[at].sharing == Sharing::Many;
            self.fields[at].n_lanes = if is_many { MOST_LANES } else { 1 };
            self.fields[at].first_lane = self.stride;
            self.stride += self.fields[at].n_lanes;
        }
    }

    /// Number of records.
    pub fn len(&self) -> usize {
        self.n
    }

    /// True when there is no record yet.
    pub fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// Makes room for this many more records at once.
    pub fn reserve(&mut self, n: usize) {
        self.rows.reserve_exact(n * self.stride);
    }

    /// Adds a record; cells in the order of the columns, missing ones are empty. Its number counts from 0.
    pub fn push<C: AsRef<str>>(&mut self, cells: &[C]) -> usize {
        let at = self.rows.len();
        self.rows.resize(at + self.stride, 0);
        let mut split = std::mem::take(&mut self.split);
        let mut prepared = std::mem::take(&mut self.prepared);
        for (column, cell) in cells.iter().enumerate().take(self.columns.len()) {
            let cell = cell.as_ref().trim();
            if cell.is_empty() {
                continue;
            }
            if let Some(lane) = self.only_lane(column) {
                if self.rows[at + lane] == 0 {
                    self.rows[at + lane] = self.only_value(column, cell, (&mut split, &mut prepared));
                }
                continue;
            }
            self.split_cell(column, cell, &mut split);
            for (part, text) in &split {
                let Some(&field) = self.columns[column].1.get(*part) else { continue };
                let free = self.lanes(field).find(|lane| self.rows[at + lane] == 0);
                if let Some(lane) = free
                    && self.prepare(field, text, &mut prepared)
                {
                    let pool = self.fields[field].pool;
                    self.rows[at + lane] = self.pools[pool].add(&prepared);
                }
            }
        }
        (self.split, self.prepared) = (split, prepared);
        self.n += 1;
        self.n - 1
    }

    /// The lane of a column that fills one field with one value.
    fn only_lane(&self, column: usize) -> Option<usize> {
        match self.columns[column].1.as_slice() {
            [field] if self.fields[*field].n_lanes == 1 => Some(self.fields[*field].first_lane),
            _ => None,
        }
    }

    /// The value that a cell gives to the only field of its column; cells come again and again.
    fn only_value(
        &mut self,
        column: usize,
        cell: &str,
        (split, prepared): (&mut Vec<(usize, String)>, &mut Prepared),
    ) -> ValueId {
        if self.recent.is_empty() {
            self.recent.resize_with(N_RECENT, Recent::default);
        }
        let place = (hash(&[cell]) as usize >> 1).wrapping_add(column) % N_RECENT;
        let recent = &self.recent[place];
        if recent.column == column && recent.cell == cell {
            return recent.id;
        }
        let field = self.columns[column].1[0];
        self.split_cell(column, cell, split);
        let mut id = 0;
        for (_, text) in split.iter() {
            if id == 0 && self.prepare(field, text, prepared) {
                id = self.pools[self.fields[field].pool].add(prepared);
            }
        }
        let recent = &mut self.recent[place];
        (recent.column, recent.id) = (column, id);
        recent.cell.clear();
        recent.cell.push_str(cell);
        id
    }

    /// Adds a record after [`Records::settle`], keeping the counts of values true.
    pub(crate) fn push_settled<C: AsRef<str>>(&mut self, cells: &[C]) -> usize {
        let at = self.push(cells);
        for field in 0..self.fields.len() {
            let lanes = self.lanes(field);
            let n_values = self.pools[self.fields[field].pool].len();
            let counts = &mut self.fields[field].counts;
            counts.resize(n_values, 0);
            let ids = &self.rows[at * self.stride..(at + 1) * self.stride][lanes];
            ids.iter().filter(|id| **id != 0).for_each(|id| counts[*id as usize - 1] += 1);
        }
        at
    }

    fn split_cell(&self, column: usize, cell: &str, out: &mut Vec<(usize, String)>) {
        out.clear();
        let cell = cell.trim();
        if let Some(kind) = self.columns[column].0.definition().filter(|_| !cell.is_empty()) {
            (kind.split)(cell, out);
        }
    }

    fn lanes(&self, field: usize) -> std::ops::Range<usize> {
        let field = &self.fields[field];
        field.first_lane..field.first_lane + field.n_lanes
    }

    fn prepare(&self, field: usize, text: &str, out: &mut Prepared) -> bool {
        out.text.clear();
        out.number = 0;
        self.fields[field].comparator.prepare(text, self.country, out)
    }

    /// Reads a record that is not to be added: the numbers of its values and the values themselves, by lane.
    pub(crate) fn read_foreign<C: AsRef<str>>(&self, cells: &[C]) -> (Vec<ValueId>, Vec<Prepared>) {
        let (mut ids, mut own) = (vec![0; self.stride], vec![Prepared::default(); self.stride]);
        let mut split = Vec::new();
        for (column, cell) in cells.iter().enumerate().take(self.columns.len()) {
            self.split_cell(column, cell.as_ref(), &mut split);
            for (part, text) in &split {
                let Some(&field) = self.columns[column].1.get(*part) else { continue };
                let mut prepared = Prepared::default();
                if let Some(lane) = self.lanes(field).find(|lane| ids[*lane] == 0)
                    && self.prepare(field, text, &mut prepared)
                {
                    let known = self.pools[self.fields[field].pool].find(&prepared.text);
                    ids[lane] = if known == 0 { FOREIGN } else { known };
                    own[lane] = prepared;
                }
            }
        }
        (ids, own)
    }

    /// Says that records pushed from now on are of the second set: only pairs across the two sets are looked for.
    pub fn begin_second_set(&mut self) {
        self.second_from = Some(self.n);
    }

    /// Says that records pushed from now on until linking are of the past: they are looked at only where somebody judged
    /// them, and never found. So a pair that was merged long ago still teaches.
    pub fn begin_judged(&mut self) {
        self.judged_from = Some(self.n);
    }

    /// How many records are linked; those after them are only judged.
    pub(crate) fn n_linked(&self) -> usize {
        self.judged_from.unwrap_or(self.n)
    }

    pub(crate) fn second_from(&self) -> Option<usize> {
        self.second_from
    }

    /// Ends the taking in: counts values and words and gives back spare memory.
    pub(crate) fn settle(&mut self) {
        self.recent = Vec::new();
        self.drop_empty_lanes();
        self.rows.shrink_to_fit();
        for at in 0..self.fields.len() {
            let lanes = self.lanes(at);
            let pool = &mut self.pools[self.fields[at].pool];
            pool.settle();
            let mut counts = vec![0; pool.len()];
            for row in self.rows.chunks_exact(self.stride.max(1)) {
                row[lanes.clone()]
                    .iter()
                    .filter(|id| **id != 0)
                    .for_each(|id| counts[*id as usize - 1] += 1);
            }
            if self.fields[at].comparator.counts_tokens() {
                pool.tokens = TokenCounts::of(pool, &counts);
            }
            self.fields[at].counts = counts;
        }
    }

    /// Takes out lanes that no record used: most bases have one phone each.
    fn drop_empty_lanes(&mut self) {
        let mut used = vec![false; self.stride];
        for row in self.rows.chunks_exact(self.stride.max(1)) {
            for (lane, id) in row.iter().enumerate() {
                used[lane] |= *id != 0;
            }
        }
        for field in &self.fields {
            used[field.first_lane] = true;
        }
        let mut place = 0;
        for at in 0..self.rows.len() {
            if used[at % self.stride] {
                self.rows[place] = self.rows[at];
                place += 1;
            }
        }
        self.rows.truncate(place);
        for at in 0..self.fields.len() {
            let lanes = self.lanes(at);
            self.fields[at].first_lane = used[..lanes.start].iter().filter(|used| **used).count();
            self.fields[at].n_lanes = used[lanes].iter().filter(|used| **used).count();
        }
        self.stride = used.iter().filter(|used| **used).count();
    }

    pub(crate) fn row(&self, at: usize) -> Row<'_> {
        Row { ids: &self.rows[at * self.stride..(at + 1) * self.stride], own: &[] }
    }

    pub(crate) fn value<'a>(&'a self, field: &Field, row: Row<'a>, lane: usize) -> Value<'a> {
        match row.ids[lane] {
            FOREIGN => row.own[lane].value(),
            id => self.pools[field.pool].get(id),
        }
    }

    /// Blocking keys of every distinct value of a field, by the value's number from 1.
    pub(crate) fn keys_of_values(&self, field: &Field) -> Vec<[u32; N_KEYS]> {
        let pool = &self.pools[field.pool];
        let keys = |id: ValueId| field.comparator.keys(pool.get(id), &pool.tokens);
        (1..=pool.len() as ValueId).map(keys).collect()
    }
}

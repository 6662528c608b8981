//! Products: what is sold, at what price, what it costs.

use crate::error::OrderError;
use crate::store::products as table;
use customers::Act;
use db::Tx;
use journal::Entry;
use kernel::{Currency, Cursor, Millis, Money, PageSize, Slice, id_type};
use serde_json::json;
use std::collections::HashSet;
use web::FieldError;

id_type!(
    /// A product.
    ProductId
);

/// A product's number inside the base.
pub type ProductNo = i64;

/// The kind of subject in journal entries about products.
pub const SUBJECT: journal::SubjectKind = "product";

/// The longest code, name and other word of a product, in letters.
const LONGEST: usize = 200;

/// A product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Its number inside the base.
    pub no: ProductNo,
    /// The id used outside.
    pub id: ProductId,
    /// What the firm knows it by; unique.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// The group it belongs to; empty for none.
    pub category: String,
    /// Who supplies it; empty when nobody said.
    pub supplier: String,
    /// What it is counted in, such as `шт`; empty for pieces.
    pub unit: String,
    /// What its price and cost are counted in.
    pub currency: Currency,
    /// The price of one unit.
    pub price: Option<Money>,
    /// What one unit costs the firm.
    pub cost: Option<Money>,
    /// Grows by one with every change; the ETag.
    pub revision: i64,
    /// When it was added.
    pub created_at: Millis,
    /// When it was last changed.
    pub updated_at: Millis,
    /// When it was put away, if it was.
    pub archived_at: Option<Millis>,
}

impl Product {
    /// Where its page is.
    pub fn href(&self) -> String {
        format!("/products/{}", self.id)
    }

    /// What it is sorted and found by.
    pub(crate) fn name_key(&self) -> String {
        folded(&self.name)
    }

    /// What may be changed of it.
    pub fn card(&self) -> ProductCard {
        ProductCard {
            code: self.code.clone(),
            name: self.name.clone(),
            category: self.category.clone(),
            supplier: self.supplier.clone(),
            unit: self.unit.clone(),
            currency: self.currency,
            price: self.price.map(|money| money.minor),
            cost: self.cost.map(|money| money.minor),
        }
    }
}

/// A text as it is sorted and searched by.
fn folded(text: &str) -> String {
    fields::key::text_keys(text).pop().unwrap_or_default()
}

/// What people say of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductCard {
    /// See [`Product::code`].
    pub code: String,
    /// See [`Product::name`]; the code when blank.
    pub name: String,
    /// See [`Product::category`].
    pub category: String,
    /// See [`Product::supplier`].
    pub supplier: String,
    /// See [`Product::unit`].
    pub unit: String,
    /// See [`Product::currency`].
    pub currency: Currency,
    /// In smallest units.
    pub price: Option<i64>,
    /// In smallest units.
    pub cost: Option<i64>,
}

impl ProductCard {
    fn checked(mut self) -> Result<Self, OrderError> {
        for text in [&mut self.code, &mut self.name, &mut self.category, &mut self.supplier, &mut self.unit]
        {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        if self.name.is_empty() {
            self.name = self.code.clone();
        }
        let mut errors = Vec::new();
        if self.code.is_empty() {
            errors.push(FieldError::new("code", "orders-code-missing"));
        }
        let texts = [
            ("code", &self.code),
            ("name", &self.name),
            ("category", &self.category),
            ("supplier", &self.supplier),
            ("unit", &self.unit),
        ];
        let is_long = |text: &str| text.chars().count() > LONGEST;
        let long = texts.into_iter().filter(|(_, text)| is_long(text));
        errors.extend(long.map(|(name, _)| FieldError::new(name, "orders-text-long")));
        let amounts = [("price", self.price), ("cost", self.cost)];
        let below = amounts.into_iter().filter(|(_, amount)| amount.is_some_and(|amount| amount < 0));
        errors.extend(below.map(|(name, _)| FieldError::new(name, "orders-amount-negative")));
        if errors.is_empty() { Ok(self) } else { Err(OrderError::Invalid(errors)) }
    }
}

/// Adds a product.
///
/// # Errors
/// [`OrderError::Forbidden`]; [`OrderError::Invalid`] for a code that is blank or taken.
pub fn add(tx: &mut Tx<'_>, act: &Act, card: ProductCard) -> Result<Product, OrderError> {
    crate::writable(act)?;
    let card = card.checked()?;
    if !table::of_codes(tx, &[card.code.as_str()])?.is_empty() {
        return Err(OrderError::field("code", "orders-code-taken"));
    }
    let now = act.setting.now();
    let mut product = with(
        Product {
            no: 0,
            id: act.setting.id(),
            code: String::new(),
            name: String::new(),
            category: String::new(),
            supplier: String::new(),
            unit: String::new(),
            currency: card.currency,
            price: None,
            cost: None,
            revision: 1,
            created_at: now,
            updated_at: now,
            archived_at: None,
        },
        card,
    );
    product.no = table::insert(tx, &product)?;
    tell(tx, act, "product.added", &product)?;
    Ok(product)
}

/// Changes a product; orders keep the price and the cost that they were made with.
///
/// # Errors
/// As [`add`]; [`OrderError::Missing`], [`OrderError::Outdated`].
pub fn change(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, revision): (ProductId, Option<i64>),
    card: ProductCard,
) -> Result<Product, OrderError> {
    let before = open(tx, act, (id, revision))?;
    let card = card.checked()?;
    if card == before.card() {
        return Ok(before);
    }
    if table::of_codes(tx, &[card.code.as_str()])?.values().any(|other| other.no != before.no) {
        return Err(OrderError::field("code", "orders-code-taken"));
    }
    keep(tx, act, "product.changed", with(before, card))
}

/// Puts a product away, or takes it out again; what is already so stays so.
///
/// # Errors
/// [`OrderError::Forbidden`], [`OrderError::Missing`].
pub fn archive(tx: &mut Tx<'_>, act: &Act, id: ProductId, is_away: bool) -> Result<Product, OrderError> {
    let before = open(tx, act, (id, None))?;
    if before.archived_at.is_some() == is_away {
        return Ok(before);
    }
    let verb = if is_away { "product.archived" } else { "product.restored" };
    keep(tx, act, verb, Product { archived_at: is_away.then(|| act.setting.now()), ..before })
}

/// The product of an id.
///
/// # Errors
/// [`OrderError::Forbidden`], [`OrderError::Missing`].
pub fn get(tx: &mut Tx<'_>, act: &Act, id: ProductId) -> Result<Product, OrderError> {
    crate::readable(act)?;
    table::find(tx, id)?.ok_or(OrderError::Missing)
}

/// The products that these texts name by their code or, whatever the case of its letters, by their name; texts that name
/// none are left out.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn called(
    tx: &mut Tx<'_>,
    act: &Act,
    texts: &[&str],
) -> Result<std::collections::HashMap<String, Product>, OrderError> {
    crate::readable(act)?;
    let codes = table::of_codes(tx, texts)?;
    let keys: Vec<String> = texts.iter().map(|text| folded(text)).collect();
    let names = table::of_name_keys(tx, &keys)?;
    let known = texts.iter().zip(&keys).filter_map(|(text, key)| {
        let product = codes.get(*text).or_else(|| names.get(key))?;
        Some(((*text).to_owned(), product.clone()))
    });
    Ok(known.collect())
}

/// The products of these ids, by id; ids of none are left out.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn of_ids(
    tx: &mut Tx<'_>,
    act: &Act,
    ids: &[ProductId],
) -> Result<std::collections::HashMap<ProductId, Product>, OrderError> {
    crate::readable(act)?;
    Ok(table::of_ids(tx, ids)?)
}

/// Which products are asked for.
#[derive(Debug, Clone, Default)]
pub struct ProductQuery {
    /// A part of the name or the beginning of a code, as typed.
    pub q: String,
    /// Only this category.
    pub category: String,
    /// Archived ones in place of the others.
    pub is_archived: bool,
    /// `name` (also for anything unknown), `code`, `category`, `price`, `updated_at`; with a minus greatest first.
    pub sort: String,
}

/// One page of products.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn page(
    tx: &mut Tx<'_>,
    act: &Act,
    query: &ProductQuery,
    (after, size): (Option<&Cursor>, PageSize),
) -> Result<Slice<Product>, OrderError> {
    crate::readable(act)?;
    let (sort, is_descending) =
        query.sort.strip_prefix('-').map_or((query.sort.as_str(), false), |sort| (sort, true));
    let known = ["code", "category", "price", "updated_at"].into_iter().find(|known| *known == sort);
    let wanted = table::Wanted {
        part: folded(&query.q),
        code: query.q.trim().to_owned(),
        category: query.category.clone(),
        is_archived: query.is_archived,
        sort: known.unwrap_or("name"),
        is_descending,
    };
    let mut rows = table::page(tx, &wanted, (after, size.get() + 1))?;
    let has_more = rows.len() > size.get();
    rows.truncate(size.get());
    let next = rows.last().filter(|_| has_more).map(|(one, key)| Cursor { key: key.clone(), no: one.no });
    Ok(Slice { items: rows.into_iter().map(|(one, _)| one).collect(), next })
}

/// How many products are in use, and every category of theirs.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn overview(tx: &mut Tx<'_>, act: &Act) -> Result<(i64, Vec<String>), OrderError> {
    crate::readable(act)?;
    Ok((table::count(tx)?, table::categories(tx)?))
}

fn open(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, revision): (ProductId, Option<i64>),
) -> Result<Product, OrderError> {
    crate::writable(act)?;
    let product = table::find(tx, id)?.ok_or(OrderError::Missing)?;
    match revision {
        Some(seen) if seen != product.revision => Err(OrderError::Outdated),
        _ => Ok(product),
    }
}

fn with(product: Product, card: ProductCard) -> Product {
    let ProductCard { code, name, category, supplier, unit, currency, price, cost } = card;
    let money = |minor: Option<i64>| minor.map(|minor| Money::new(minor, currency));
    let (price, cost) = (money(price), money(cost));
    Product { code, name, category, supplier, unit, currency, price, cost, ..product }
}

fn keep(tx: &mut Tx<'_>, act: &Act, verb: &'static str, product: Product) -> Result<Product, OrderError> {
    let product = Product { revision: product.revision + 1, updated_at: act.setting.now(), ..product };
    table::update(tx, &product)?;
    tell(tx, act, verb, &product)?;
    Ok(product)
}

fn tell(tx: &mut Tx<'_>, act: &Act, verb: &'static str, product: &Product) -> Result<(), OrderError> {
    let told = json!({
        "code": product.code, "name": product.name, "category": product.category, "supplier": product.supplier,
        "unit": product.unit, "price": product.price, "cost": product.cost,
    });
    let entry = Entry::now(&act.setting, verb, (SUBJECT, product.id.0), &told);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(())
}

/// What became of a product that came again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Upserted {
    /// It was not there.
    New,
    /// It was brought up to date.
    Changed,
    /// It was as it is said.
    Unchanged,
}

/// Adds a product, or brings the one with its code up to date; what is blank or not known of it stays.
///
/// # Errors
/// As [`add`].
pub fn upsert(tx: &mut Tx<'_>, act: &Act, card: ProductCard) -> Result<Upserted, OrderError> {
    crate::writable(act)?;
    let said = card.checked()?;
    let Some(known) = table::of_codes(tx, &[said.code.as_str()])?.into_values().next() else {
        return add(tx, act, said).map(|_| Upserted::New);
    };
    let standing = known.card();
    let or = |said: String, stood: &String| if said.is_empty() { stood.clone() } else { said };
    let has_amount = said.price.is_some() || said.cost.is_some();
    let card = ProductCard {
        name: or(said.name, &standing.name),
        category: or(said.category, &standing.category),
        supplier: or(said.supplier, &standing.supplier),
        unit: or(said.unit, &standing.unit),
        price: if has_amount { said.price } else { standing.price },
        cost: said.cost.or(standing.cost.filter(|_| said.currency == standing.currency)),
        currency: if has_amount { said.currency } else { standing.currency },
        code: said.code,
    };
    let after = change(tx, act, (known.id, None), card)?;
    Ok(if after.revision == known.revision { Upserted::Unchanged } else { Upserted::Changed })
}

/// Adds the products whose codes are not there yet; gives those that it added, in the order given.
///
/// # Errors
/// As [`add`].
pub fn add_missing(
    tx: &mut Tx<'_>,
    act: &Act,
    cards: Vec<ProductCard>,
) -> Result<Vec<ProductId>, OrderError> {
    crate::writable(act)?;
    let codes: Vec<&str> = cards.iter().map(|card| card.code.as_str()).collect();
    let known = table::of_codes(tx, &codes)?;
    let mut added = Vec::new();
    for card in cards.into_iter().filter(|card| !known.contains_key(&card.code)) {
        match add(tx, act, card) {
            Ok(product) => added.push(product.id),
            // A code that cannot be one is refused with the order that names it.
            Err(OrderError::Invalid(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(added)
}

/// What became of products that were to be taken out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TakenOut {
    /// How many are gone.
    pub n_gone: i64,
    /// How many stay.
    pub n_left: i64,
}

/// Takes products out that nobody changed since they were added and that no order names; those of `in_use` stay too.
/// Products that are gone already are passed over.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn take_out(
    tx: &mut Tx<'_>,
    act: &Act,
    ids: &[ProductId],
    in_use: &HashSet<ProductId>,
) -> Result<TakenOut, OrderError> {
    crate::writable(act)?;
    let known = table::of_ids(tx, ids)?;
    let untouched = |one: &&Product| one.revision == 1 && !in_use.contains(&one.id);
    let numbers: Vec<ProductNo> = known.values().filter(untouched).map(|one| one.no).collect();
    let ordered = table::ordered(tx, &numbers)?;
    let mut taken = TakenOut::default();
    for product in ids.iter().filter_map(|id| known.get(id)) {
        if !untouched(&product) || ordered.contains(&product.no) {
            taken.n_left += 1;
            continue;
        }
        table::remove(tx, product.no)?;
        tell(tx, act, "product.removed", product)?;
        taken.n_gone += 1;
    }
    Ok(taken)
}

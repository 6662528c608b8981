//! Rows of a file gathered into orders by number.

use super::columns::Target;
use super::lookup::Lookup;
use super::whose::{self, Whose};
use crate::cells::Row;
use crate::run::{Refused, Said, refusal};
use customers::{Act, Kind, NewValue, builtin, typing};
use matching::phone;
use orders::Status;
use orders::bulk::Incoming;
use orders::reading::{Amount, LineBody, OrderBody};
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::HashMap;
use web::FieldError;

/// A row of a file, as it is told of when it is refused.
#[derive(Debug, Clone)]
pub(crate) struct At {
    /// Its place in the file, from 1, counted through all tables.
    pub(crate) place: i64,
    /// Its number in its table.
    pub(crate) row_no: i64,
    /// Its cells as JSON.
    pub(crate) cells: String,
}

impl At {
    /// The row with why it is refused.
    pub(crate) fn refused(self, reasons: &[FieldError]) -> Refused {
        refusal((self.place, self.row_no), self.cells, reasons)
    }
}

/// One order with the rows that it is made of.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gathered {
    /// The rows, in the order of the file.
    pub(crate) rows: Vec<At>,
    pub(crate) incoming: Incoming,
    /// What was given back so far, as the file says.
    pub(crate) refunded: Option<Amount>,
    /// When, where rows tell of nothing but what was given back.
    pub(crate) refunded_on: Option<String>,
    /// What products its lines name: code, name, category, supplier, unit, price and cost as typed.
    pub(crate) goods: Vec<Good>,
    total: Option<Amount>,
    is_not_order: bool,
    /// Whose order it is, as its rows say, and the row that said so first.
    whose: Whose,
    whose_row: i64,
}

/// A product as a row says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Good {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) category: String,
    pub(crate) supplier: String,
    pub(crate) unit: String,
    pub(crate) price: String,
    pub(crate) cost: String,
}

/// What a file was gathered into.
#[derive(Debug, Default)]
pub(crate) struct Whole {
    /// The orders, in the order in which the file names them first.
    pub(crate) orders: Vec<Gathered>,
    /// Rows that are of no use, in the order of the file.
    pub(crate) refused: Vec<Refused>,
    pub(crate) n_rows: i64,
}

/// Gathers rows.
pub(crate) struct Gatherer<'g> {
    act: &'g Act,
    source: String,
    lookup: &'g Lookup,
    by_number: HashMap<(String, String), usize>,
    orders: Vec<Gathered>,
    refused: Vec<Refused>,
    n_rows: i64,
    last: Option<usize>,
    /// Why the row above was refused, where its number is somebody else's: rows that go on with it are refused as well.
    astray: Option<FieldError>,
}

impl<'g> Gatherer<'g> {
    pub(crate) fn new(act: &'g Act, source: &str, lookup: &'g Lookup) -> Self {
        Self {
            act,
            source: source.to_owned(),
            lookup,
            by_number: HashMap::new(),
            orders: Vec::new(),
            refused: Vec::new(),
            n_rows: 0,
            last: None,
            astray: None,
        }
    }

    /// Takes a row in; `has_lines` is off for a table that holds heads of documents alone.
    pub(crate) fn add(&mut self, row: &Row, targets: &[Option<Target>], has_lines: bool) {
        self.n_rows += 1;
        let texts: Vec<String> = row.cells().map(|cell| cell.text.trim().to_owned()).collect();
        let at = At {
            place: self.n_rows,
            row_no: i64::try_from(row.number).unwrap_or(0),
            cells: serde_json::to_string(&texts).unwrap_or_default(),
        };
        if let Some(fault) = row.fault() {
            let said = serde_json::json!([{ "field": "", "said": Said::of(fault) }]).to_string();
            let (place, row_no) = (at.place, at.row_no);
            return self.refused.push(Refused {
                place,
                row_no,
                cells: at.cells,
                reasons: said,
                is_in: false,
                card: None,
            });
        }
        let said = RowSaid { texts: &texts, targets, lookup: self.lookup };
        if let Some(reason) = said.fault(has_lines) {
            return self.refused.push(at.refused(&[reason]));
        }
        let whose = Whose::of(|target| said.text(target));
        let goes_on = said.text(Target::Number).is_empty() && whose.is_empty();
        match &self.astray {
            Some(reason) if goes_on => return self.refused.push(at.refused(std::slice::from_ref(reason))),
            _ => self.astray = None,
        }
        let place = self.place(&said, row.number, targets);
        let Some(order) = self.orders.get_mut(place) else { return };
        self.last = Some(place);
        if order.whose.contradicts(&whose, self.act.manner.country) {
            let number = order.incoming.body.number.as_deref().unwrap_or_default();
            let reason = whose::taken(number, order.whose_row);
            self.astray = Some(reason.clone());
            return self.refused.push(at.refused(&[reason]));
        }
        order.told_whose(whose, at.row_no);
        if said.is_refund() {
            said.give_back(order);
        } else {
            said.fill(order, self.act);
            if has_lines && said.has_line() {
                let (line, good) = said.line();
                order.goods.extend(good);
                order.incoming.body.lines.get_or_insert_default().push(line);
            }
        }
        order.rows.push(at);
    }

    /// Which order a row belongs to: that of its number; that of the row above when it has none, as in files that leave
    /// the order's columns empty; one of its own when the file has no numbers.
    fn place(&mut self, said: &RowSaid<'_>, row: u64, targets: &[Option<Target>]) -> usize {
        let number = said.text(Target::Number).to_owned();
        let has_numbers = targets.contains(&Some(Target::Number));
        if has_numbers
            && number.is_empty()
            && let Some(last) = self.last
        {
            return last;
        }
        let number = if number.is_empty() { format!("row {row}") } else { number };
        // A column of sources tells the numbers of several shops apart; in rows that leave it out it is the file's own.
        let has_source = targets.contains(&Some(Target::Source));
        let source = if has_source { said.text(Target::Source) } else { &self.source }.to_owned();
        let mark = (source, number);
        if let Some(at) = self.by_number.get(&mark) {
            return *at;
        }
        let (source, number) = mark.clone();
        let body = OrderBody { number: Some(number), source: Some(source), ..OrderBody::default() };
        self.orders
            .push(Gathered { incoming: Incoming { body, ..Incoming::default() }, ..Gathered::default() });
        self.by_number.insert(mark, self.orders.len() - 1);
        self.orders.len() - 1
    }

    /// The orders, ready to be taken in; those that cannot be are refused with their rows.
    pub(crate) fn finish(mut self, currency: Option<&str>) -> Whole {
        let mut good = Vec::with_capacity(self.orders.len());
        for mut order in std::mem::take(&mut self.orders) {
            self.lookup.complete(&mut order);
            order.reckon_percent();
            order.spread_total();
            let body = &mut order.incoming.body;
            body.currency = body.currency.take().or_else(|| currency.map(str::to_owned));
            if order.is_not_order {
                let reason = [FieldError::new("status", "transfer-orders-not-order")];
                self.refused.extend(order.rows.into_iter().map(|at| at.refused(&reason)));
            } else {
                good.push(order);
            }
        }
        self.refused.sort_by_key(|refused| refused.place);
        Whole { orders: good, refused: self.refused, n_rows: self.n_rows }
    }
}

impl Gathered {
    fn told_whose(&mut self, whose: Whose, row_no: i64) {
        if self.whose.is_empty() {
            self.whose_row = row_no;
        }
        self.whose.complete(whose);
    }

    /// Whether the file says nothing of it but what was given back.
    pub(crate) fn is_refund(&self) -> bool {
        self.refunded_on.is_some()
    }

    /// What is said of it, ready to be taken in: an order that is not known yet and of whose state and payment nothing is
    /// said is history, sold and paid; one of which only the sum is told bears it as its only line.
    pub(crate) fn incoming(&self) -> Incoming {
        let mut as_new = self.incoming.body.clone();
        let status = *as_new.status.get_or_insert(Status::Done);
        as_new.is_paid.get_or_insert(status == Status::Done);
        if as_new.lines.is_none()
            && let Some(goods) = self.goods_total()
        {
            let line = LineBody { name: as_new.number.clone(), price: Some(goods), ..LineBody::default() };
            as_new.lines = Some(vec![line]);
        }
        Incoming { as_new: Some(as_new), total: self.total.clone(), ..self.incoming.clone() }
    }

    /// What of the sum is for goods: what is paid for delivery and what was taken off do not count twice.
    fn goods_total(&self) -> Option<Amount> {
        let total = self.total.clone()?;
        let body = &self.incoming.body;
        let part = |amount: &Option<Amount>| {
            amount.as_ref().map_or(Some(Decimal::ZERO), |amount| decimal(&amount.0))
        };
        let goods = || Some(decimal(&total.0)? - part(&body.delivery)? + part(&body.discount)?);
        Some(
            goods()
                .filter(|goods| *goods >= Decimal::ZERO)
                .map_or(total, |goods| Amount(goods.to_string())),
        )
    }

    /// A discount in percent of an order of which only the sum is told is what the goods came to more than that.
    fn reckon_percent(&mut self) {
        let body = &mut self.incoming.body;
        let is_priced = body.lines.iter().flatten().any(|line| line.price.is_some());
        let typed = body.discount.as_ref().and_then(|typed| typed.0.trim().strip_suffix('%'));
        let percent =
            typed.and_then(decimal).filter(|n| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(n));
        let total = self.total.as_ref().filter(|_| !is_priced).and_then(|total| decimal(&total.0));
        let (Some(percent), Some(total)) = (percent, total) else { return };
        let delivery = body.delivery.as_ref().and_then(|typed| decimal(&typed.0)).unwrap_or_default();
        let share = percent.checked_div(Decimal::ONE_HUNDRED - percent);
        let off = share.and_then(|share| share.checked_mul(total - delivery));
        body.discount = off.map(|off| Amount(rounded(off).to_string()));
    }

    /// An order of whose lines no price is told bears its sum on the first one, in one piece.
    fn spread_total(&mut self) {
        let Some(total) = self.goods_total() else { return };
        let Some(lines) = &mut self.incoming.body.lines else { return };
        self.total = None;
        if lines.iter().any(|line| line.price.is_some()) {
            return;
        }
        for (at, line) in lines.iter_mut().enumerate() {
            let is_first = at == 0;
            line.price = Some(if is_first { total.clone() } else { Amount("0".into()) });
            if is_first {
                line.quantity = None;
            }
        }
    }
}

/// A row with what its columns are.
struct RowSaid<'s> {
    texts: &'s [String],
    targets: &'s [Option<Target>],
    lookup: &'s Lookup,
}

impl RowSaid<'_> {
    fn text(&self, target: Target) -> &str {
        let at = self.targets.iter().position(|own| *own == Some(target));
        at.and_then(|at| self.texts.get(at)).map_or("", String::as_str)
    }

    fn filled(&self, target: Target) -> Option<String> {
        Some(self.text(target).to_owned()).filter(|text| !text.is_empty())
    }

    /// What makes the row alone of no use: goods that go back, a price below zero.
    fn fault(&self, has_lines: bool) -> Option<FieldError> {
        let is_below = |target| self.text(target).starts_with(['-', '−']);
        if self.texts.iter().all(String::is_empty) {
            return Some(FieldError::new("row", "transfer-orders-blank"));
        }
        let is_zero = |target| self.text(target).parse::<f64>().is_ok_and(|n| n == 0.0);
        if has_lines && (is_below(Target::Quantity) || is_zero(Target::Quantity)) {
            return Some(FieldError::new("quantity", "orders-quantity-negative"));
        }
        let amounts = [Target::Price, Target::Amount, Target::Total];
        amounts.into_iter().any(is_below).then(|| FieldError::new("price", "orders-amount-negative"))
    }

    fn has(&self, target: Target) -> bool {
        self.targets.contains(&Some(target))
    }

    /// Whether the row says anything that a line is made of, or has no sum of the order to go by.
    fn has_line(&self) -> bool {
        let parts = [Target::Code, Target::Product, Target::Quantity, Target::Price, Target::Amount];
        parts.into_iter().any(|target| !self.text(target).is_empty()) || !self.has(Target::Total)
    }

    /// Whether the rows of the file tell of money given back, and of nothing that an order is made of.
    fn is_refund(&self) -> bool {
        let has_order = [Target::Total, Target::Buyer, Target::Name, Target::Email, Target::Phone];
        let has_lines = [Target::Price, Target::Amount, Target::Quantity, Target::Product];
        self.has(Target::Number)
            && self.has(Target::Refunded)
            && !has_order.into_iter().chain(has_lines).any(|target| self.has(target))
    }

    /// Adds what the row says was given back; a file may have several such rows of an order.
    fn give_back(&self, order: &mut Gathered) {
        let sum = |amount: &str| decimal(amount).unwrap_or_default();
        let before = order.refunded.as_ref().map(|amount| sum(&amount.0)).unwrap_or_default();
        order.refunded = Some(Amount((before + sum(self.text(Target::Refunded))).to_string()));
        order.refunded_on = Some(self.text(Target::Date).to_owned());
    }

    /// Puts on an order what the row says of it; what is said already stays.
    fn fill(&self, order: &mut Gathered, act: &Act) {
        let body = &mut order.incoming.body;
        let date = self.filled(Target::Date).map(|date| match self.filled(Target::Time) {
            Some(time) => format!("{date} {time}"),
            None => date,
        });
        body.date = body.date.take().or(date);
        body.currency = body.currency.take().or_else(|| self.filled(Target::Currency));
        body.note = body.note.take().or_else(|| self.filled(Target::Note));
        let amount = |target| self.filled(target).map(Amount);
        body.discount = body.discount.take().or_else(|| amount(Target::Discount));
        body.delivery = body.delivery.take().or_else(|| amount(Target::Delivery));
        if let Some(word) = self.filled(Target::Status) {
            body.status = body.status.or(Some(self.lookup.status(&word)));
        }
        if let Some(word) = self.filled(Target::Payment) {
            body.is_paid = body.is_paid.or(Some(is_paid(&word)));
        }
        order.total = order.total.take().or_else(|| amount(Target::Total));
        order.refunded = order.refunded.take().or_else(|| amount(Target::Refunded));
        let operation = self.text(Target::Operation);
        order.is_not_order |= !operation.is_empty() && !operation.to_lowercase().contains("заказ");
        let buyer = &mut order.incoming.buyer;
        if buyer.key.is_empty() {
            // Shops write 0 for clients without an account: they are not one and the same.
            buyer.key =
                Some(self.text(Target::Buyer)).filter(|key| *key != "0").unwrap_or_default().to_owned();
        }
        if buyer.values.is_empty() {
            (buyer.kind, buyer.values) = self.who(act);
        }
        if buyer.key.is_empty() && !buyer.values.is_empty() {
            // The same name or address in one file is the same client.
            buyer.key = [Target::Email, Target::Phone, Target::Name]
                .into_iter()
                .find_map(|target| self.filled(target))
                .unwrap_or_default();
        }
    }

    /// Whose order it is, as the card keeps it; what cannot be understood is left out.
    fn who(&self, act: &Act) -> (Kind, Vec<(i64, NewValue)>) {
        let mut values = Vec::new();
        let mut put = |no: i64, typed: &str| {
            let field = act.fields.no(no).filter(|_| !typed.is_empty());
            let read = field.and_then(|field| typing::read(field, typed, &act.manner).ok().flatten());
            values.extend(read.map(|value| (no, value)));
        };
        for phone in phone::split_many(self.text(Target::Phone)) {
            put(builtin::PHONE, &phone);
        }
        put(builtin::EMAIL, self.text(Target::Email));
        put(builtin::FAMILY, self.text(Target::Family));
        put(builtin::GIVEN, self.text(Target::Given));
        let name = self.text(Target::Name);
        let is_firm =
            ["ТОО", "ООО", "ИП ", "АО ", "ЗАО", "LLC", "Ltd", "Inc"].iter().any(|mark| name.contains(mark));
        if is_firm {
            put(builtin::LEGAL_NAME, name);
            return (Kind::Organization, values);
        }
        let mut words = name.splitn(3, ' ');
        put(builtin::FAMILY, words.next().unwrap_or_default());
        put(builtin::GIVEN, words.next().unwrap_or_default());
        put(builtin::PATRONYMIC, words.next().unwrap_or_default());
        (Kind::Person, values)
    }

    /// The line of the row, and the product that it names by a code.
    fn line(&self) -> (LineBody, Option<Good>) {
        let amount = |target| self.filled(target).map(Amount);
        let (code, name) = (self.filled(Target::Code), self.filled(Target::Product));
        let (mut quantity, mut price) = (amount(Target::Quantity), amount(Target::Price));
        if price.is_none()
            && let Some(sum) = amount(Target::Amount)
        {
            (quantity, price) = (None, Some(sum));
        }
        if let (Some(net), Some(tax)) = (&price, self.filled(Target::Tax))
            && let (Some(net), Some(tax)) = (decimal(&net.0), decimal(&tax))
        {
            price = Some(Amount((net + tax).to_string()));
        }
        (quantity, price) = in_cents(quantity, price);
        let good = code.clone().map(|code| Good {
            name: name.clone().unwrap_or_else(|| code.clone()),
            code,
            category: self.text(Target::Category).to_owned(),
            supplier: self.text(Target::Supplier).to_owned(),
            unit: self.text(Target::Unit).to_owned(),
            ..Good::default()
        });
        let named = name.or_else(|| code.clone()).or_else(|| self.filled(Target::Number));
        let line = LineBody {
            product: code,
            name: named.or_else(|| self.filled(Target::Date)),
            quantity,
            price,
            discount: amount(Target::LineDiscount),
            cost: amount(Target::Cost),
        };
        (line, good)
    }
}

/// A price that is finer than a cent: rounded where the sum of the line stays what it is, else the line is one piece of
/// the whole sum.
fn in_cents(quantity: Option<Amount>, price: Option<Amount>) -> (Option<Amount>, Option<Amount>) {
    let exact = price.as_ref().and_then(|price| decimal(&price.0));
    let Some(exact) = exact.filter(|exact| exact.normalize().scale() > 2) else { return (quantity, price) };
    let n = quantity.as_ref().map_or(Some(Decimal::ONE), |typed| decimal(&typed.0));
    let (Some(n), rounded) = (n, rounded(exact)) else { return (quantity, price) };
    let Some(sum) = exact.checked_mul(n).map(self::rounded) else { return (quantity, price) };
    match rounded.checked_mul(n) {
        Some(same) if same == sum => (quantity, Some(Amount(rounded.to_string()))),
        _ => (None, Some(Amount(sum.to_string()))),
    }
}

fn rounded(exact: Decimal) -> Decimal {
    exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// A number as programs write it.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    text.trim().parse().ok()
}

fn is_paid(word: &str) -> bool {
    let word = word.to_lowercase();
    let is_not = ["unpaid", "pending", "не опл", "нет", "no", "0", "false"]
        .iter()
        .any(|mark| word.starts_with(mark));
    !is_not
        && ["paid", "refund", "опл", "да", "yes", "1", "true", "төлен"]
            .iter()
            .any(|mark| word.contains(mark))
}

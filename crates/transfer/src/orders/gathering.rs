//! Rows of a file gathered into orders by number.

use super::columns::Target;
use crate::cells::Row;
use customers::{Act, Kind, NewValue, builtin, typing};
use orders::Status;
use orders::bulk::Incoming;
use orders::reading::{Amount, LineBody, OrderBody};
use std::collections::HashMap;
use web::FieldError;

/// A row that was refused.
#[derive(Debug, Clone)]
pub struct Reject {
    /// The row's number in the file, from 1.
    pub row: u64,
    /// Its cells as they stand.
    pub cells: Vec<String>,
    /// Why.
    pub reasons: Vec<FieldError>,
}

/// One order with the rows that it is made of.
#[derive(Debug, Clone, Default)]
pub(super) struct Gathered {
    pub(super) rows: Vec<(u64, Vec<String>)>,
    pub(super) incoming: Incoming,
    pub(super) refunded: Option<Amount>,
    /// What products its lines name: code, name, category, supplier, unit, price and cost as typed.
    pub(super) goods: Vec<Good>,
    total: Option<Amount>,
    is_not_order: bool,
}

/// A product as a row says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Good {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) category: String,
    pub(super) supplier: String,
    pub(super) unit: String,
    pub(super) price: String,
    pub(super) cost: String,
}

/// Gathers rows.
pub(super) struct Gatherer<'g> {
    act: &'g Act,
    source: String,
    by_number: HashMap<String, usize>,
    pub(super) orders: Vec<Gathered>,
    pub(super) rejects: Vec<Reject>,
    pub(super) n_rows: i64,
    last: Option<usize>,
}

impl<'g> Gatherer<'g> {
    pub(super) fn new(act: &'g Act, source: &str) -> Self {
        Self {
            act,
            source: source.to_owned(),
            by_number: HashMap::new(),
            orders: Vec::new(),
            rejects: Vec::new(),
            n_rows: 0,
            last: None,
        }
    }

    /// Takes a row in; `with_lines` is off for a table that holds heads of documents alone.
    pub(super) fn add(&mut self, row: &Row, targets: &[Option<Target>], with_lines: bool) {
        self.n_rows += 1;
        let texts: Vec<String> = row.cells().map(|cell| cell.text.trim().to_owned()).collect();
        let said = Said { texts: &texts, targets };
        if let Some(reason) = said.fault(with_lines) {
            let cells = texts.clone();
            return self.rejects.push(Reject { row: row.number, cells, reasons: vec![reason] });
        }
        let at = self.place(&said, row.number, targets);
        let Some(order) = self.orders.get_mut(at) else { return };
        self.last = Some(at);
        said.fill(order, self.act);
        if with_lines {
            let (line, good) = said.line();
            order.goods.extend(good);
            order.incoming.body.lines.get_or_insert_default().push(line);
        }
        order.rows.push((row.number, texts));
    }

    /// Which order a row belongs to: that of its number; that of the row above when it has none, as in files that leave
    /// the order's columns empty; one of its own when the file has no numbers.
    fn place(&mut self, said: &Said<'_>, row: u64, targets: &[Option<Target>]) -> usize {
        let number = said.text(Target::Number).to_owned();
        let has_numbers = targets.contains(&Some(Target::Number));
        if has_numbers
            && number.is_empty()
            && let Some(last) = self.last
        {
            return last;
        }
        let number = if number.is_empty() { format!("row {row}") } else { number };
        if let Some(at) = self.by_number.get(&number) {
            return *at;
        }
        let body = OrderBody {
            number: Some(number.clone()),
            source: Some(self.source.clone()),
            ..OrderBody::default()
        };
        self.orders
            .push(Gathered { incoming: Incoming { body, ..Incoming::default() }, ..Gathered::default() });
        self.by_number.insert(number, self.orders.len() - 1);
        self.orders.len() - 1
    }

    /// The orders, ready to be taken in; those that cannot be are refused with their rows.
    pub(super) fn finish(mut self) -> (Vec<Gathered>, Vec<Reject>, i64) {
        let mut good = Vec::with_capacity(self.orders.len());
        for mut order in std::mem::take(&mut self.orders) {
            order.spread_total();
            let body = &mut order.incoming.body;
            body.status.get_or_insert(Status::Done);
            // What the file does not say of payment is history: sold and paid.
            body.is_paid.get_or_insert(matches!(body.status, Some(Status::Done)));
            if order.is_not_order {
                order.refuse(&mut self.rejects, &[FieldError::new("status", "transfer-orders-not-order")]);
            } else {
                good.push(order);
            }
        }
        (good, self.rejects, self.n_rows)
    }
}

impl Gathered {
    /// Refuses every row of it.
    pub(super) fn refuse(self, rejects: &mut Vec<Reject>, reasons: &[FieldError]) {
        let rows = self.rows.into_iter();
        rejects.extend(rows.map(|(row, cells)| Reject { row, cells, reasons: reasons.to_vec() }));
    }

    /// An order of which only the sum is told bears it on its first line, in one piece.
    fn spread_total(&mut self) {
        let Some(total) = self.total.take() else { return };
        let Some(lines) = &mut self.incoming.body.lines else {
            let name = self.incoming.body.number.clone();
            let line = LineBody { name, price: Some(total), ..LineBody::default() };
            self.incoming.body.lines = Some(vec![line]);
            return;
        };
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
struct Said<'s> {
    texts: &'s [String],
    targets: &'s [Option<Target>],
}

impl Said<'_> {
    fn text(&self, target: Target) -> &str {
        let at = self.targets.iter().position(|own| *own == Some(target));
        at.and_then(|at| self.texts.get(at)).map_or("", String::as_str)
    }

    fn filled(&self, target: Target) -> Option<String> {
        Some(self.text(target).to_owned()).filter(|text| !text.is_empty())
    }

    /// What makes the row alone of no use: goods that go back, a price below zero.
    fn fault(&self, with_lines: bool) -> Option<FieldError> {
        let is_below = |target| self.text(target).starts_with(['-', '−']);
        if self.texts.iter().all(String::is_empty) {
            return Some(FieldError::new("row", "transfer-orders-blank"));
        }
        let is_zero = |target| self.text(target).parse::<f64>().is_ok_and(|n| n == 0.0);
        if with_lines && (is_below(Target::Quantity) || is_zero(Target::Quantity)) {
            return Some(FieldError::new("quantity", "orders-quantity-negative"));
        }
        let amounts = [Target::Price, Target::Amount, Target::Total];
        amounts.into_iter().any(is_below).then(|| FieldError::new("price", "orders-amount-negative"))
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
            body.status = body.status.or(Some(status(&word)));
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
            buyer.key = self.text(Target::Buyer).to_owned();
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
        put(builtin::PHONE, self.text(Target::Phone));
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

/// The state that a shop's own word means; what is not known is placed.
fn status(word: &str) -> Status {
    let word = word.to_lowercase();
    let has = |marks: &[&str]| marks.iter().any(|mark| word.contains(mark));
    if has(&["cancel", "void", "fail", "отмен", "бас тарт"]) {
        Status::Cancelled
    } else if has(&[
        "complete",
        "done",
        "deliver",
        "shipped",
        "paid",
        "refund",
        "выполн",
        "доставл",
        "заверш",
        "орындал",
    ]) {
        Status::Done
    } else if has(&["draft", "checkout", "чернов", "жоба"]) {
        Status::Draft
    } else {
        Status::Placed
    }
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

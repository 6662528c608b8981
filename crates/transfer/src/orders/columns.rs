//! Which column of a file of orders is what: known by its heading, in the words of shops, of 1C and of people.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::LazyLock;
use words::{Lang, Say, Words};

/// What a column of a file of orders says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// The number of the order; rows with the same one are its lines.
    Number,
    /// When it was ordered: a day, or a day with a time.
    Date,
    /// The time, where it has a column of its own.
    Time,
    /// What the file knows the client by.
    Buyer,
    /// The client's whole name.
    Name,
    /// The client's family name.
    Family,
    /// The client's given name.
    Given,
    /// The client's phone.
    Phone,
    /// The client's e-mail.
    Email,
    /// The currency of all amounts of the order.
    Currency,
    /// In what state it is, in the shop's own words.
    Status,
    /// Whether it is paid, in the shop's own words.
    Payment,
    /// Taken off the whole order.
    Discount,
    /// For delivery.
    Delivery,
    /// What the client owes in all.
    Total,
    /// What was given back.
    Refunded,
    /// What else there is to say.
    Note,
    /// What kind of document it is; only orders are taken.
    Operation,
    /// The code of a product.
    Code,
    /// What a product is called.
    Product,
    /// The group that it belongs to.
    Category,
    /// Who supplies it.
    Supplier,
    /// What it is counted in.
    Unit,
    /// How much.
    Quantity,
    /// The price of one unit.
    Price,
    /// The sum of the line.
    Amount,
    /// Taken off the line.
    LineDiscount,
    /// What one unit costs.
    Cost,
    /// The tax on one unit, which its price does not hold.
    Tax,
    /// From which program or place the order came.
    Source,
}

impl Target {
    /// All, in the order in which they are offered.
    pub const ALL: [Target; 30] = [
        Target::Number,
        Target::Date,
        Target::Time,
        Target::Buyer,
        Target::Name,
        Target::Family,
        Target::Given,
        Target::Phone,
        Target::Email,
        Target::Code,
        Target::Product,
        Target::Quantity,
        Target::Price,
        Target::Amount,
        Target::LineDiscount,
        Target::Tax,
        Target::Cost,
        Target::Category,
        Target::Supplier,
        Target::Unit,
        Target::Total,
        Target::Discount,
        Target::Delivery,
        Target::Currency,
        Target::Refunded,
        Target::Status,
        Target::Payment,
        Target::Source,
        Target::Note,
        Target::Operation,
    ];

    /// Those that a file of products may have.
    pub const OF_PRODUCTS: [Target; 7] = [
        Target::Code,
        Target::Product,
        Target::Category,
        Target::Supplier,
        Target::Unit,
        Target::Price,
        Target::Cost,
    ];

    /// Its word in mappings, for ever.
    pub fn slug(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|word| word.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// The one of a word.
    pub fn from_slug(slug: &str) -> Option<Self> {
        serde_json::from_value(slug.into()).ok()
    }
}

/// Headings by target, folded: small letters and digits alone. Of two targets with the same heading the earlier is taken.
const HEADINGS: &[(Target, &[&str])] = &[
    (
        Target::Number,
        &[
            "order",
            "orderid",
            "orderno",
            "ordernumber",
            "orderkey",
            "invoice",
            "invoiceno",
            "invoiceid",
            "номер",
            "номерзаказа",
            "заказ",
            "документномер",
            "тапсырыс",
            "тапсырыснөмірі",
        ],
    ),
    (
        Target::Date,
        &[
            "date",
            "orderdate",
            "createdat",
            "dateadded",
            "datecreated",
            "invoicedate",
            "purchasedate",
            "дата",
            "датазаказа",
            "документдата",
            "күні",
        ],
    ),
    (Target::Time, &["time", "время", "уақыты"]),
    (
        Target::Buyer,
        &[
            "customerid",
            "customer",
            "userid",
            "clientid",
            "buyer",
            "buyerid",
            "кодклиента",
            "клиентид",
            "контрагентыид",
            "контрагентид",
        ],
    ),
    (
        Target::Name,
        &[
            "customername",
            "billingname",
            "fullname",
            "клиент",
            "покупатель",
            "фио",
            "контрагентынаименование",
            "контрагент",
            "сатыпалушы",
        ],
    ),
    (Target::Family, &["lastname", "family", "surname", "фамилия", "тегі"]),
    (Target::Given, &["firstname", "given", "имя", "аты"]),
    (Target::Phone, &["phone", "telephone", "billingphone", "телефон"]),
    (Target::Email, &["email", "mail", "billingemail", "почта", "электроннаяпочта"]),
    (Target::Currency, &["currency", "currencycode", "валюта", "документвалюта"]),
    (Target::Status, &["status", "orderstatus", "статус", "состояние", "күйі", "статусазаказа"]),
    (Target::Payment, &["financialstatus", "paymentstatus", "paid", "оплата", "оплачен"]),
    (Target::Discount, &["discountamount", "orderdiscount", "скидказаказа"]),
    (Target::Delivery, &["shipping", "delivery", "shippingtotal", "доставка", "жеткізу"]),
    (Target::Total, &["total", "ordertotal", "сумма", "суммазаказа", "итого", "сомасы"]),
    (
        Target::Refunded,
        &[
            "refundedamount",
            "refunded",
            "refund",
            "refundamount",
            "refundamountusd",
            "возврат",
            "возвращено",
        ],
    ),
    (Target::Note, &["note", "notes", "comment", "комментарий", "примечание"]),
    (Target::Operation, &["хозоперация", "документхозоперация"]),
    (
        Target::Code,
        &[
            "sku",
            "stockcode",
            "productid",
            "productcode",
            "primaryproductid",
            "lineitemsku",
            "model",
            "артикул",
            "код",
            "кодтовара",
        ],
    ),
    (
        Target::Product,
        &[
            "description",
            "product",
            "productname",
            "lineitemname",
            "itemname",
            "item",
            "товар",
            "номенклатура",
            "наименование",
            "тауар",
        ],
    ),
    (Target::Category, &["category", "categories", "категория", "группа", "санаты"]),
    (Target::Supplier, &["supplier", "manufacturer", "brand", "поставщик", "производитель", "жеткізуші"]),
    (Target::Unit, &["unit", "единица", "базоваяединица", "өлшемі"]),
    (
        Target::Quantity,
        &[
            "quantity",
            "qty",
            "lineitemquantity",
            "itemspurchased",
            "numberofcds",
            "количество",
            "колво",
            "саны",
        ],
    ),
    (
        Target::Price,
        &["unitprice", "price", "lineitemprice", "regularprice", "цена", "ценазаединицу", "бағасы"],
    ),
    (
        Target::Amount,
        &["amount", "revenue", "dollarvalue", "priceusd", "linetotal", "суммастроки", "сумматовара"],
    ),
    (Target::LineDiscount, &["discount", "linediscount", "lineitemdiscount", "скидка", "жеңілдік"]),
    (Target::Source, &["ordersource", "источникзаказа", "тапсырыскөзі"]),
    (Target::Cost, &["cost", "cogs", "cogsusd", "unitcost", "себестоимость", "закупка", "өзіндікқұны"]),
];

/// What each column is, by its heading; `None` for what says nothing of an order. No target is given twice.
pub fn guess(columns: &[String]) -> Vec<Option<Target>> {
    let mut taken = Vec::new();
    let folded: Vec<String> = columns.iter().map(|heading| fold(heading)).collect();
    let mut found: Vec<Option<Target>> = vec![None; columns.len()];
    for (target, headings) in HEADINGS {
        // The earlier heading of a target is the surer one.
        let at = headings.iter().find_map(|heading| folded.iter().position(|own| own == heading));
        if let Some(at) = at
            && let Some(slot) = found.get_mut(at)
            && slot.is_none()
        {
            *slot = Some(*target);
            taken.push(*target);
        }
    }
    own(&folded, &mut found);
    shopify(&folded, &mut found);
    opencart(&folded, &mut found);
    goods(&folded, &mut found);
    found
}

/// Columns that bear our own words for what they are, in any language, or our own slugs, are just that.
fn own(folded: &[String], found: &mut [Option<Target>]) {
    static WORDS: LazyLock<HashMap<String, Target>> = LazyLock::new(|| {
        let words = Words::new(&[crate::CATALOGUE]);
        let says = Lang::ALL.map(|lang| words.say(lang, TimeZone::UTC)).into_iter();
        let of = |say: Say| {
            Target::ALL.map(|target| {
                let key = format!("transfer-order-place-{}", target.slug().replace('_', "-"));
                (fold(&say.t(&key)), target)
            })
        };
        let slugs = [("customername", Target::Name)];
        let slugs = slugs.map(|(word, target)| (word.to_owned(), target));
        says.flat_map(of).chain(slugs).collect()
    });
    for at in 0..folded.len() {
        let target = folded.get(at).and_then(|heading| WORDS.get(heading)).copied();
        let Some(target) = target else { continue };
        for slot in found.iter_mut().filter(|slot| **slot == Some(target)) {
            *slot = None;
        }
        if let Some(slot) = found.get_mut(at) {
            *slot = Some(target);
        }
    }
}

/// In the lines of OpenCart prices are told without the tax on one piece, and `total` is that of the line; heads of its
/// orders have their currency beside amounts that are kept in the shop's own.
fn opencart(folded: &[String], found: &mut [Option<Target>]) {
    let at = |name: &str| folded.iter().position(|heading| heading == name);
    let mut put = |name: &str, target: Option<Target>| {
        if let Some(slot) = at(name).and_then(|at| found.get_mut(at)) {
            *slot = target;
        }
    };
    if at("orderproductid").is_some() {
        put("tax", Some(Target::Tax));
        put("total", None);
    } else if at("orderstatusid").is_some() && at("currencycode").is_some() {
        put("orderstatusid", Some(Target::Status));
        put("currencycode", None);
    }
}

/// In a table without days, of goods or of bare lines, `name` is what a product is called, whatever else describes it.
fn goods(folded: &[String], found: &mut [Option<Target>]) {
    let at = folded.iter().position(|heading| heading == "name");
    let Some(at) = at.filter(|_| !found.contains(&Some(Target::Date))) else { return };
    for slot in found.iter_mut().filter(|slot| **slot == Some(Target::Product)) {
        *slot = None;
    }
    if let Some(slot) = found.get_mut(at) {
        *slot = Some(Target::Product);
    }
}

/// The orders of Shopify bear their number in a column that is called `Name`.
fn shopify(folded: &[String], found: &mut [Option<Target>]) {
    let is_shopify = folded.iter().any(|heading| heading == "lineitemname");
    let at = folded.iter().position(|heading| heading == "name");
    if let (true, Some(slot)) = (is_shopify, at.and_then(|at| found.get_mut(at))) {
        *slot = Some(Target::Number);
    }
}

fn fold(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::Target::*;
    use super::*;

    #[track_caller]
    fn check(headings: &[&str], wanted: &[Option<Target>]) {
        let columns: Vec<String> = headings.iter().map(|text| (*text).to_owned()).collect();
        assert_eq!(guess(&columns), wanted, "{headings:?}");
    }

    #[test]
    fn headings_of_shops_and_people_are_known() {
        check(
            &[
                "InvoiceNo",
                "StockCode",
                "Description",
                "Quantity",
                "InvoiceDate",
                "UnitPrice",
                "CustomerID",
                "Country",
            ],
            &[
                Some(Number),
                Some(Code),
                Some(Product),
                Some(Quantity),
                Some(Date),
                Some(Price),
                Some(Buyer),
                None,
            ],
        );
        check(
            &["customer_id", "order_date", "revenue", "first_name", "last_name", "email"],
            &[Some(Buyer), Some(Date), Some(Amount), Some(Given), Some(Family), Some(Email)],
        );
        check(
            &[
                "Name",
                "Email",
                "Created at",
                "Total",
                "Refunded Amount",
                "Currency",
                "Lineitem name",
                "Lineitem quantity",
            ],
            &[
                Some(Number),
                Some(Email),
                Some(Date),
                Some(Total),
                Some(Refunded),
                Some(Currency),
                Some(Product),
                Some(Quantity),
            ],
        );
        check(
            &["Номер заказа", "Дата", "Клиент", "Телефон", "Товар", "Количество", "Цена"],
            &[
                Some(Number),
                Some(Date),
                Some(Name),
                Some(Phone),
                Some(Product),
                Some(Quantity),
                Some(Price),
            ],
        );
    }
}

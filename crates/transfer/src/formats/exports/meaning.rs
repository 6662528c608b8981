//! What a column can mean in the terms of a customer base.

use serde::{Deserialize, Serialize};

/// Meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// Key of the row in the program it comes from.
    ExternalId,
    /// Name of a person or organization as a whole.
    FullName,
    /// Family name.
    Family,
    /// Given name.
    Given,
    /// Patronymic or middle name.
    Patronymic,
    /// What stands before a name, such as `Mr.`
    NamePrefix,
    /// What stands after a name, such as `Jr.`
    NameSuffix,
    /// Name among friends.
    Nickname,
    /// Phone of any kind, one or several.
    Phone,
    /// Mobile phone.
    MobilePhone,
    /// Fax.
    Fax,
    /// E-mail, one or several.
    Email,
    /// What a phone, an e-mail or an address beside it is for, such as `Work`.
    PointType,
    /// Address of a site.
    Site,
    /// Messenger or social network.
    Messenger,
    /// Name of the organization that the person belongs to.
    Company,
    /// Post in the organization.
    JobTitle,
    /// Part of the organization.
    Department,
    /// Postal address as a whole.
    Address,
    /// Street, house and flat.
    Street,
    /// City.
    City,
    /// Region.
    Region,
    /// Postal code.
    PostalCode,
    /// Country.
    Country,
    /// Birthday.
    Birthday,
    /// Another yearly day.
    Anniversary,
    /// Sex.
    Gender,
    /// Free text about the customer.
    Note,
    /// Tags, groups, categories.
    Tags,
    /// Where the customer came from.
    Origin,
    /// The member of staff who answers for the customer.
    Responsible,
    /// When the row was made.
    CreatedAt,
    /// Tax number of a person or organization.
    TaxId,
    /// Consent to receive mail.
    Consent,
    /// Consent to receive SMS.
    ConsentSms,
    /// Number of the order.
    OrderNumber,
    /// When the order was placed.
    OrderedAt,
    /// Sum of the order or deal.
    Amount,
    /// Sum that was given back.
    Refunded,
    /// Currency.
    Currency,
    /// State of the order, deal or payment.
    Status,
    /// Name of the deal.
    DealName,
    /// Stage of the deal.
    Stage,
    /// Name of the product or line.
    ProductName,
    /// Article number of the product.
    Sku,
    /// Quantity.
    Quantity,
    /// Price of one piece.
    Price,
}

//! Every kind of field there is; the order is the order in which screens offer them.

mod address;
mod choice;
mod date;
mod decimal;
mod email;
mod file;
mod handle;
mod iban;
mod integer;
mod kz_bin;
mod kz_iin;
mod link;
mod long_text;
mod many_choices;
mod money;
mod phone;
mod ru_account;
mod ru_bic;
mod ru_inn;
mod ru_kpp;
mod ru_ogrn;
mod ru_ogrnip;
mod staff;
mod tag;
mod text;
mod time_span;
mod url;
mod yearly_date;
mod yes_no;

pub use address::AddressParts;
pub use ru_account::check_with as check_account_with_bic;

use crate::kind::FieldKind;

/// All kinds.
pub const ALL: &[&dyn FieldKind] = &[
    &text::Text,
    &long_text::LongText,
    &integer::Integer,
    &decimal::DecimalNumber,
    &money::MoneyAmount,
    &date::DateOn,
    &yearly_date::YearlyDate,
    &time_span::TimeSpan,
    &yes_no::YesNo,
    &choice::Choice,
    &many_choices::ManyChoices,
    &tag::Tag,
    &link::Link,
    &staff::Staff,
    &phone::Phone,
    &email::Email,
    &url::Url,
    &handle::Handle,
    &address::Address,
    &file::File,
    &ru_inn::RuInn,
    &ru_kpp::RuKpp,
    &ru_ogrn::RuOgrn,
    &ru_ogrnip::RuOgrnip,
    &ru_bic::RuBic,
    &ru_account::RuAccount,
    &kz_iin::KzIin,
    &kz_bin::KzBin,
    &iban::Iban,
];

/// The kind of a slug; `None` for an unknown one.
pub fn find(slug: &str) -> Option<&'static dyn FieldKind> {
    ALL.iter().copied().find(|kind| kind.slug() == slug)
}

#[cfg(test)]
mod tests;

//! An account in a Russian bank.

use super::{ru_bic, ru_inn};
use crate::digits::Digits;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Settings};
use words::Say;

/// An account of 20 digits, stored with the bank's BIC as `044525225/40702810938000012345`.
///
/// Its ninth digit checks the account together with the BIC (Bank of Russia, 8 September 1997, 515); an account without
/// a BIC is kept with a doubt.
pub struct RuAccount;

/// The digit that checks the others.
const KEY_PLACE: usize = 9;

impl FieldKind for RuAccount {
    fn slug(&self) -> &'static str {
        "ru_account"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let divided: Vec<&str> = typed
            .split(|sign: char| matches!(sign, '/' | ',' | ';' | ':') || sign.is_alphabetic())
            .map(str::trim)
            .filter(|part| part.chars().any(|sign| sign.is_ascii_digit()))
            .collect();
        let n_digits = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
        match divided.as_slice() {
            [account] => {
                Ok(Reading::doubtful(account_digits(account)?.into_text(), "fields-doubt-ru-account"))
            }
            [bic, account] if n_digits(bic) < n_digits(account) => compound(bic, account),
            [account, bic] => compound(bic, account),
            _ => {
                Err(Unreadable::plain("fields-ru-account-length").arg("found", n_digits(typed).to_string()))
            }
        }
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-ru-account").keyboard("numeric").masked(Mask::Tail)
    }

    fn operators(&self) -> &'static [Operator] {
        ru_inn::OPERATORS
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("044525225/40702810938000012345", "044525225/40702810938000012345"),
                Sample::good("30101810400000000225 БИК 044525225", "044525225/30101810400000000225"),
                Sample::good("р/с 30101810145250000974, БИК 044525974", "044525974/30101810145250000974"),
                Sample::good("4070 2810 9380 0001 2345", "40702810938000012345"),
                Sample::bad("044525225/40702810838000012345"),
                Sample::bad("4070281093800001234"),
                Sample::bad("счёт"),
            ]
        }
    }

    fn show(&self, value: &str, _: &Settings, say: &Say) -> String {
        match value.split_once('/') {
            Some((bic, account)) => {
                say.with("fields-ru-account-shown", &[("bic", bic.into()), ("account", account.into())])
            }
            None => value.to_owned(),
        }
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![value.split_once('/').map_or(value, |(_, account)| account).to_owned()]
    }

    fn search_text(&self, value: &str) -> String {
        self.keys(value).concat()
    }
}

/// Checks an account typed apart from the BIC of its bank.
///
/// # Errors
/// [`Unreadable`] when either cannot be read, or names the digit of the account that fails.
pub fn check_with(account: &str, bic: &str) -> Result<(), Unreadable> {
    compound(bic, account).map(|_| ())
}

fn account_digits(typed: &str) -> Result<Digits, Unreadable> {
    Digits::read(typed, &[20], "fields-ru-account-length")
}

fn compound(bic: &str, account: &str) -> Result<Reading, Unreadable> {
    let (bic, account) = (ru_bic::read(bic)?, account_digits(account)?);
    account.check(KEY_PLACE, expected_key(&bic, &account))?;
    Ok(Reading::sure(format!("{}/{}", bic.text(), account.text())))
}

/// The digit for which the sum of three digits of the bank and all of the account, weighed 7, 1, 3 in turn, ends in 0.
fn expected_key(bic: &Digits, account: &Digits) -> u32 {
    // Accounts at the Bank of Russia itself are checked with its unit, all others with the bank's number.
    let is_central = account.number(1, 3) == 301 || bic.number(7, 3) <= 2;
    let bank = if is_central { [0, bic.at(5), bic.at(6)] } else { [bic.at(7), bic.at(8), bic.at(9)] };
    let own = (1..=20).map(|place| if place == KEY_PLACE { 0 } else { account.at(place) });
    let sum: u32 = bank.into_iter().chain(own).zip([7, 1, 3].into_iter().cycle()).map(|(d, w)| d * w).sum();
    // The key itself weighs 3, and 3 * 3 is -1 mod 10.
    sum % 10 * 3 % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_checked_with_its_bank() {
        assert_eq!(check_with("30101810200000000593", "044525593"), Ok(()));
        let wrong = check_with("40702810838000012345", "044525225").unwrap_err();
        let told = Unreadable::plain("fields-digits-check")
            .arg("place", "9")
            .arg("digit", "8")
            .arg("expected", "9");
        assert_eq!(wrong, told);
    }
}

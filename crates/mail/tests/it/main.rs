//! Letters through real servers: Exim to send by and Dovecot to read from.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must stop and say why")]

use jiff::civil::Date;
use kernel::Setting;
use mail::{
    Account, Address, Automatic, HandingError, Letter, MailError, Mark, Office as _, Outgoing, RealPost,
    Security, Since, Trust, parse,
};
use std::sync::Arc;
use std::time::{Duration, Instant};
use testbase::letters::{MailServers, PASSWORD, missing};

const DAY: Date = Date::constant(2020, 1, 1);

/// The servers, or a word that they are not here. Where all needs must be met they are.
fn servers() -> Option<MailServers> {
    match missing() {
        None => Some(MailServers::start().unwrap()),
        Some(why) => {
            assert!(std::env::var_os("CI").is_none(), "{why}");
            eprintln!("skipped: {why}");
            None
        }
    }
}

fn post(servers: &MailServers) -> RealPost {
    RealPost { trust: Trust::Only(Arc::new(servers.certificate().unwrap())) }
}

fn account(port: u16, security: Security, user: &str) -> Account {
    Account { host: "localhost".into(), port, security, user: user.into(), password: PASSWORD.into() }
}

fn letter(to: &str, subject: &str) -> Outgoing {
    Outgoing {
        message_id: Outgoing::fresh_id(&Setting::real(), "sales@firm.test"),
        at: 1_795_244_400_000,
        from: Address { name: "Дастархан".into(), email: "sales@firm.test".into() },
        reply_to: None,
        to: vec![Address::bare(to)],
        cc: Vec::new(),
        subject: subject.into(),
        text: "Сәлеметсіз бе!\n.\n..\nтри строки с точками".into(),
        html: None,
        enclosures: Vec::new(),
        thread: Vec::new(),
        is_automatic: false,
        unsubscribe: None,
    }
}

fn send(post: &RealPost, account: Account, letter: &Outgoing) -> Result<String, HandingError> {
    let sender = post.sender(account, "sales@firm.test");
    let handing = sender.begin(&letter.envelope()).map_err(HandingError::Refused)?;
    handing.hand_over(&letter.compose().unwrap())
}

/// What is new in a box since a mark, with a limit of 100 000 bytes, and the mark after it.
fn read(post: &RealPost, account: Account, mark: Option<Mark>) -> (Vec<(Letter, bool)>, Mark) {
    let mut letters = Vec::new();
    let since = Since { mark, day: DAY };
    let mark = post.postbox(account).read("INBOX", since, 100_000, &mut |fetched| {
        letters.push((parse(&fetched.raw), fetched.is_whole));
        true
    });
    (letters, mark.unwrap())
}

/// What lies in a box as soon as there are so many letters; a server may still write after the goodbye.
fn arrived(post: &RealPost, account: Account, n: usize) -> Vec<(Letter, bool)> {
    let begun = Instant::now();
    loop {
        let (letters, _) = read(post, account.clone(), None);
        if letters.len() >= n || begun.elapsed() > Duration::from_secs(120) {
            return letters;
        }
    }
}

#[test]
fn a_letter_goes_out_by_every_way_and_is_read_once_by_every_way() {
    let Some(servers) = servers() else { return };
    let post = post(&servers);
    let out = [
        (servers.smtp, Security::Plain, "one"),
        (servers.smtp, Security::StartTls, "two"),
        (servers.smtps, Security::Tls, "three"),
    ];
    let mut ids = Vec::new();
    for (n, (port, security, subject)) in (1..).zip(out) {
        let letter = letter("ivan@client.test", subject);
        ids.push(Some(letter.message_id.clone()));
        send(&post, account(port, security, "sales@firm.test"), &letter).unwrap();
        // The server delivers behind its goodbye: the next goes out when this one lies in the box.
        arrived(&post, account(servers.imaps, Security::Tls, "ivan@client.test"), n);
    }
    for (port, security) in [
        (servers.imap, Security::Plain),
        (servers.imap, Security::StartTls),
        (servers.imaps, Security::Tls),
    ] {
        let ivan = account(port, security, "ivan@client.test");
        let (letters, mark) = read(&post, ivan.clone(), None);
        assert_eq!(letters.iter().map(|(one, _)| one.message_id.clone()).collect::<Vec<_>>(), ids);
        assert_eq!(letters[0].0.text, letter("", "").text);
        assert_eq!(letters[0].0.from.as_ref().unwrap().name, "Дастархан");
        let (again, same) = read(&post, ivan, Some(mark));
        assert_eq!((again.len(), same), (0, mark), "nothing is read twice");
    }
}

#[test]
fn a_letter_above_the_limit_comes_by_its_head() {
    let Some(servers) = servers() else { return };
    let post = post(&servers);
    let mut large = letter("ivan@client.test", "fifty megabytes");
    large.text = "0123456789 ".repeat(5_000_000);
    send(&post, account(servers.smtps, Security::Tls, "sales@firm.test"), &large).unwrap();
    let small = letter("ivan@client.test", "small");
    send(&post, account(servers.smtps, Security::Tls, "sales@firm.test"), &small).unwrap();
    let letters = arrived(&post, account(servers.imaps, Security::Tls, "ivan@client.test"), 2);
    let mut told: Vec<_> = letters
        .iter()
        .map(|(one, is_whole)| (one.subject.as_str(), *is_whole, one.text.is_empty()))
        .collect();
    told.sort_unstable();
    assert_eq!(told, [("fifty megabytes", false, true), ("small", true, false)]);
}

#[test]
fn a_letter_that_nobody_gets_comes_back_as_a_report() {
    let Some(servers) = servers() else { return };
    let post = post(&servers);
    let lost = letter("lost@client.test", "to nobody");
    send(&post, account(servers.smtps, Security::Tls, "sales@firm.test"), &lost).unwrap();
    let letters = arrived(&post, account(servers.imaps, Security::Tls, "sales@firm.test"), 1);
    let report = &letters[0].0;
    assert_eq!(report.automatic, Some(Automatic::Bounce));
    assert_eq!(report.bounces[0].address, "lost@client.test");
    assert!(report.bounces[0].is_for_good);
    assert_eq!(report.bounces[0].message_id.as_ref(), Some(&lost.message_id));
}

#[test]
fn what_is_wrong_is_said() {
    let Some(servers) = servers() else { return };
    let post = post(&servers);
    let check = |what: &str, end: Result<(), MailError>, key: &str| {
        let error = end.expect_err(what);
        assert_eq!(error.key(), key, "{what}: {error:?}");
    };
    let smtp =
        |port, security| post.sender(account(port, security, "sales@firm.test"), "sales@firm.test").check();
    let imap = |port, security| post.postbox(account(port, security, "ivan@client.test")).check().map(drop);
    assert_eq!(smtp(servers.smtps, Security::Tls), Ok(()));
    assert_eq!(imap(servers.imaps, Security::Tls), Ok(()));
    check("TLS on a plain port", smtp(servers.smtp, Security::Tls), "mail-trouble-tls");
    check("TLS on a plain port", imap(servers.imap, Security::Tls), "mail-trouble-tls");
    check("a closed port", smtp(1, Security::Tls), "mail-trouble-unreachable");
    check("a closed port", imap(1, Security::Tls), "mail-trouble-unreachable");
    let wrong =
        Account { password: "wrong".into(), ..account(servers.smtps, Security::Tls, "sales@firm.test") };
    check("SMTP password", post.sender(wrong, "sales@firm.test").check(), "mail-trouble-sign-in");
    let wrong =
        Account { password: "wrong".into(), ..account(servers.imaps, Security::Tls, "ivan@client.test") };
    check("IMAP password", post.postbox(wrong).check().map(drop), "mail-trouble-sign-in");
    let machine = RealPost::default();
    let stranger = account(servers.smtps, Security::Tls, "sales@firm.test");
    check("a stranger's certificate", machine.sender(stranger, "x@firm.test").check(), "mail-trouble-tls");
    let stranger = account(servers.imaps, Security::Tls, "ivan@client.test");
    check("a stranger's certificate", machine.postbox(stranger).check().map(drop), "mail-trouble-tls");
    let refused = letter("nobody@client.test", "refused at once");
    let end = send(&post, account(servers.smtps, Security::Tls, "sales@firm.test"), &refused);
    let Err(HandingError::Refused(MailError::AddressRefused { address, is_for_good, .. })) = end else {
        panic!("{end:?}")
    };
    assert_eq!((address.as_str(), is_for_good), ("nobody@client.test", true));
    let since = Since { mark: None, day: DAY };
    let ivan = account(servers.imaps, Security::Tls, "ivan@client.test");
    let nowhere = post.postbox(ivan).read("Нет такой", since, 1, &mut |_| true);
    assert_eq!(nowhere, Err(MailError::FolderMissing("Нет такой".into())));
}

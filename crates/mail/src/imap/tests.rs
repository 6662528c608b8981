//! The client against a server that says what a test tells it to say.

use super::Imap;
use crate::{Account, MailError, Mark, Postbox as _, Security, Since, Trust};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;

/// A server that answers each command line with the next of `answers`, `TAG` put in for the tag, and hangs up after the
/// last; one list for each connection.
fn server(connections: Vec<Vec<String>>) -> Imap {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for answers in connections {
            let (stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut writer = stream;
            writer.write_all(b"* OK ready\r\n").unwrap();
            for answer in answers {
                let mut line = String::new();
                if reader.read_line(&mut line).unwrap_or(0) == 0 {
                    break;
                }
                let tag = line.split(' ').next().unwrap_or_default();
                let _sent = writer.write_all(answer.replace("TAG", tag).as_bytes());
            }
        }
    });
    let account = Account {
        host: "127.0.0.1".into(),
        port,
        security: Security::Plain,
        user: "u\"ser".into(),
        password: "p\\w".into(),
    };
    Imap { account, trust: Trust::default() }
}

fn told(answers: &[&str]) -> Vec<String> {
    let open = ["* CAPABILITY IMAP4rev1\r\nTAG OK\r\n", "TAG OK in\r\n"];
    open.iter().chain(answers).map(|answer| (*answer).to_owned()).collect()
}

const FOLDER: &str = "* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 12] x\r\nTAG OK [READ-ONLY] done\r\n";

fn since(last: u32) -> Since {
    Since { mark: Some(Mark { validity: 7, last }), day: "2026-11-01".parse().unwrap() }
}

/// The number, the bytes, and whether those are all.
type Seen = Vec<(u32, String, bool)>;

/// Reads with a limit of 100 bytes; gives what was shown and how it ended.
fn read(imap: &Imap, since: Since) -> (Seen, Result<Mark, MailError>) {
    let mut seen = Vec::new();
    let end = imap.read("INBOX", since, 100, &mut |fetched| {
        seen.push((
            fetched.mark.last,
            String::from_utf8_lossy(&fetched.raw).into_owned(),
            fetched.is_whole,
        ));
        true
    });
    (seen, end)
}

#[test]
fn new_letters_come_once_and_in_order() {
    let imap = server(vec![told(&[
        FOLDER,
        "* SEARCH 11 10 9\r\nTAG OK\r\n",
        "* 3 FETCH (RFC822.SIZE 5 UID 11)\r\n* 2 FETCH (UID 10 RFC822.SIZE 4000 FLAGS (\\Seen))\r\nTAG OK\r\n",
        "* 2 FETCH (UID 10 BODY[HEADER] {4}\r\nhead FLAGS (\"a)\"))\r\nTAG OK\r\n",
        "* 9 EXISTS\r\n* 3 FETCH (BODY[] {5}\r\nwhole UID 11)\r\nTAG OK\r\n",
    ])]);
    let (seen, end) = read(&imap, since(9));
    assert_eq!(seen, [(10, "head".to_owned(), false), (11, "whole".to_owned(), true)]);
    assert_eq!(end, Ok(Mark { validity: 7, last: 11 }));
}

#[test]
fn a_broken_connection_is_opened_anew_after_the_last_letter_shown() {
    let first = told(&[
        FOLDER,
        "* SEARCH 10 11\r\nTAG OK\r\n",
        "* 2 FETCH (UID 10 RFC822.SIZE 3)\r\n* 3 FETCH (UID 11 RFC822.SIZE 5)\r\nTAG OK\r\n",
        "* 2 FETCH (UID 10 BODY[] {3}\r\none)\r\nTAG OK\r\n",
        "* 3 FETCH (UID 11 BODY[] {5}\r\nwh",
    ]);
    let second = told(&[
        FOLDER,
        "* SEARCH 11\r\nTAG OK\r\n",
        "* 3 FETCH (UID 11 RFC822.SIZE 5)\r\nTAG OK\r\n",
        "* 3 FETCH (UID 11 BODY[] {5}\r\nwhole)\r\nTAG OK\r\n",
    ]);
    let imap = server(vec![first, second]);
    let mut seen = Vec::new();
    let end = imap.read("INBOX", since(9), 100, &mut |fetched| {
        seen.push(fetched.mark.last);
        true
    });
    assert_eq!((seen, end), (vec![10, 11], Ok(Mark { validity: 7, last: 11 })));
}

#[test]
fn another_numbering_begins_with_the_day() {
    let imap = server(vec![told(&[FOLDER, "* SEARCH\r\nTAG OK\r\n"])]);
    let start = Since { mark: Some(Mark { validity: 6, last: 900 }), ..since(0) };
    assert_eq!(read(&imap, start).1, Ok(Mark { validity: 7, last: 11 }));
}

#[test]
fn a_server_cannot_make_us_hold_more_than_we_asked_for() {
    let imap = server(vec![told(&[
        FOLDER,
        "* SEARCH 10\r\nTAG OK\r\n",
        "* 1 FETCH (UID 10 RFC822.SIZE 5)\r\nTAG OK\r\n",
        "* 1 FETCH (UID 10 BODY[] {9999999999999}\r\n",
    ])]);
    assert!(matches!(read(&imap, since(9)).1, Err(MailError::NotUnderstood(_))));
}

#[test]
fn every_trouble_is_told_apart() {
    let check = |answers: Vec<String>, wanted: fn(&MailError) -> bool| {
        let end = read(&server(vec![answers.clone(), answers]), since(0)).1;
        let error = end.unwrap_err();
        assert!(wanted(&error), "{error:?}");
    };
    let own = |answers: &[&str]| answers.iter().map(|answer| (*answer).to_owned()).collect::<Vec<_>>();
    let can = "* CAPABILITY IMAP4rev1\r\nTAG OK\r\n";
    check(own(&[can, "TAG NO [AUTHENTICATIONFAILED] no such (user\r\n"]), |e| {
        *e == MailError::SignInRefused("no such (user".into())
    });
    check(own(&["* CAPABILITY LOGINDISABLED\r\nTAG OK\r\n"]), |e| *e == MailError::NoTls);
    check(told(&["TAG NO no such folder\r\n"]), |e| *e == MailError::FolderMissing("INBOX".into()));
    check(told(&["* BYE going down\r\n"]), |e| *e == MailError::Broken("going down".into()));
    check(told(&["* OK [UIDNEXT 1] x\r\nTAG OK\r\n"]), |e| matches!(e, MailError::NotUnderstood(_)));
    check(told(&[FOLDER, "* SEARCH ((((\r\nTAG OK\r\n"]), |e| matches!(e, MailError::NotUnderstood(_)));
    check(told(&[FOLDER, ")\r\nTAG OK\r\n"]), |e| matches!(e, MailError::NotUnderstood(_)));
    check(own(&[&format!("* {}", "x".repeat(100_000))]), |e| matches!(e, MailError::NotUnderstood(_)));
}

#[test]
fn folders_are_named_as_people_name_them() {
    let list = "* LIST (\\HasNoChildren) \"/\" INBOX\r\n* LIST () \"/\" \"&BBIEPgRIBDsEOAQ1-\"\r\n\
        * LIST (\\Noselect) \"/\" \"x\"\r\n* LIST () NIL {3}\r\nabc\r\nTAG OK\r\n";
    let imap = server(vec![told(&[list])]);
    assert_eq!(imap.check().unwrap(), ["INBOX", "Вошлие", "abc"]);
}

//! Letters as programs of all times write them.

use crate::{Address, parse};

fn with(head: &str, body: &[u8]) -> Vec<u8> {
    [head.replace('\n', "\r\n").as_bytes(), b"\r\n\r\n", body].concat()
}

fn in_encoding(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

const WORDS: &str = "Здравствуйте! Пришлите, пожалуйста, прайс на посуду для ресторана.";

#[test]
fn old_encodings_are_read() {
    for (name, encoding) in [("windows-1251", encoding_rs::WINDOWS_1251), ("koi8-r", encoding_rs::KOI8_R)] {
        let head = format!(
            "From: a@b.kz\nContent-Type: text/plain; charset={name}\nContent-Transfer-Encoding: 8bit"
        );
        assert_eq!(parse(&with(&head, &in_encoding(encoding, WORDS))).text, WORDS, "{name}");
    }
}

#[test]
fn letters_that_do_not_name_their_encoding_are_read_too() {
    let raw = in_encoding(
        encoding_rs::WINDOWS_1251,
        &format!(
            "From: Марат Сулейменов <marat@b.kz>\r\nSubject: Прайс на посуду для ресторана\r\n\r\n{WORDS}\r\n"
        ),
    );
    let letter = parse(&raw);
    assert_eq!(letter.text, WORDS);
    assert_eq!(letter.subject, "Прайс на посуду для ресторана");
    assert_eq!(letter.from, Some(Address { name: "Марат Сулейменов".into(), email: "marat@b.kz".into() }));
}

#[test]
fn encoded_words_of_every_kind_are_read() {
    let letter = parse(&with(
        "From: =?koi8-r?B?7dXS2czJzg==?= <m@b.kz>\nSubject: =?windows-1251?Q?=CF=F0=E0=E9=F1?= 2026\nTo: \"Отдел; продаж\" <s@d.kz>, <t@d.kz>",
        b"x",
    ));
    assert_eq!(letter.from.unwrap().name, "Мурылин");
    assert_eq!(letter.subject, "Прайс 2026");
    assert_eq!(letter.to.len(), 2);
}

#[test]
fn the_words_of_a_letter_in_html_only_are_its_text() {
    let letter = parse(&with(
        "From: a@b.kz\nContent-Type: text/html; charset=utf-8",
        "<p>Қайырлы <b>күн</b></p><script>steal()</script>".as_bytes(),
    ));
    assert!(letter.text.contains("Қайырлы күн"), "{}", letter.text);
    let html = letter.html.unwrap();
    assert!(html.contains("<b>күн</b>") && !html.contains("script"), "{html}");
}

#[test]
fn attachments_are_known_by_their_content() {
    let body = "--b\r\nContent-Type: text/plain\r\n\r\nwords\r\n\
        --b\r\nContent-Type: application/pdf; name=\"x\"\r\nContent-Disposition: attachment;\r\n filename*=utf-8''%D0%A1%D1%87%D1%91%D1%82.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjcK\r\n\
        --b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=\"../../etc/\\\\x.png\"\r\n\r\n<html><script>steal()</script>\r\n\
        --b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"cod\u{202e}gnp.exe\"\r\nContent-Transfer-Encoding: base64\r\n\r\nTVqQAAMAAAAEAAAA\r\n\
        --b--\r\n";
    let letter = parse(&with("From: a@b.kz\nContent-Type: multipart/mixed; boundary=b", body.as_bytes()));
    let told: Vec<_> =
        letter.attachments.iter().map(|file| (file.name.as_str(), file.media_type)).collect();
    assert_eq!(letter.text, "words");
    assert_eq!(told[0], ("Счёт.pdf", "application/pdf"));
    assert_eq!(told[1], ("x.png", "text/html"));
    assert_eq!(told[2].0, "codgnp.exe");
}

#[test]
fn a_letter_within_a_letter_is_one_file() {
    let body = "--b\r\nContent-Type: text/plain\r\n\r\nsee below\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n\
        From: c@d.kz\r\nSubject: inner\r\n\r\ninner words\r\n--b--\r\n";
    let letter = parse(&with("From: a@b.kz\nContent-Type: multipart/mixed; boundary=b", body.as_bytes()));
    assert_eq!(letter.attachments.len(), 1);
    assert_eq!(
        (letter.attachments[0].name.as_str(), letter.attachments[0].media_type),
        ("letter.eml", "message/rfc822")
    );
    assert_eq!(letter.text, "see below");
}

#[test]
fn threads_are_nearest_first() {
    let letter = parse(&with("From: a@b.kz\nIn-Reply-To: <c@x>\nReferences: <a@x>\n <b@x> <c@x>", b"x"));
    assert_eq!(letter.thread, ["c@x", "b@x", "a@x"]);
}

#[test]
fn bytes_that_are_no_letter_are_at_least_words() {
    assert_eq!(parse(b"").text, "");
    let letter = parse("просто слова".as_bytes());
    assert!(letter.from.is_none());
}

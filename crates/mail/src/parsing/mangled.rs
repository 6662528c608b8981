//! Letters cut, stirred and nested: whatever comes, a letter comes out, and soon.

use crate::parse;
use proptest::prelude::*;

const WHOLE: &str = "From: =?utf-8?B?0JjQstCw0L0=?= <a@b.kz>\r\nTo: c@d.kz\r\nSubject: =?utf-8?Q?=D0=9F?=\r\n\
    Date: Sat, 21 Nov 2026 12:00:00 +0500\r\nMessage-ID: <1@b.kz>\r\nReferences: <0@b.kz>\r\n\
    Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=\"c\"\r\n\r\n\
    --c\r\nContent-Type: text/plain; charset=koi8-r\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=F7=E1\r\n\
    --c\r\nContent-Type: text/html\r\n\r\n<p onclick=x>a</p><script>b</script>\r\n--c--\r\n\
    --b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; x@y.kz\r\nAction: failed\r\nStatus: 5.0.0\r\n\
    --b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjcK\r\n--b--\r\n";

/// What must hold of every letter, whatever it was made of.
fn holds(raw: &[u8]) {
    let letter = parse(raw);
    let html = letter.html.unwrap_or_default();
    let tags = html.split('<').skip(1).filter_map(|piece| piece.split('>').next());
    for tag in tags {
        assert!(!tag.starts_with("script") && !tag.contains("onclick"), "{html}");
    }
    assert!(!letter.subject.contains(['\n', '\r', '\0']));
    for person in letter.from.iter().chain(&letter.to) {
        assert!(crate::checked_email(&person.email).is_some() && !person.name.contains('\n'));
    }
    for file in &letter.attachments {
        assert!(!file.name.is_empty() && !file.name.contains(['/', '\\', '\0', '\n']), "{}", file.name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_letter_cut_anywhere_is_still_a_letter(at in 0..WHOLE.len()) {
        holds(&WHOLE.as_bytes()[..at]);
        holds(&WHOLE.as_bytes()[at..]);
    }

    #[test]
    fn a_letter_with_strange_bytes_is_still_a_letter(changes in prop::collection::vec((0..WHOLE.len(), any::<u8>()), 1..30)) {
        let mut raw = WHOLE.as_bytes().to_vec();
        for (at, byte) in changes {
            raw[at] = byte;
        }
        holds(&raw);
    }

    #[test]
    fn lines_in_any_order_are_still_a_letter(order in Just(WHOLE.split("\r\n").collect::<Vec<_>>()).prop_shuffle()) {
        holds(order.join("\r\n").as_bytes());
    }

    #[test]
    fn any_bytes_are_a_letter(raw in prop::collection::vec(any::<u8>(), 0..2_000)) {
        holds(&raw);
    }
}

#[test]
fn parts_within_parts_do_not_exhaust_us() {
    let mut raw = String::from("From: a@b.kz\r\n");
    for n in 0..5_000 {
        raw.push_str(&format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"));
    }
    raw.push_str("Content-Type: text/plain\r\n\r\nwords");
    holds(raw.as_bytes());
}

#[test]
fn letters_within_letters_do_not_exhaust_us() {
    let mut raw = String::new();
    for _ in 0..5_000 {
        raw.push_str("From: a@b.kz\r\nContent-Type: message/rfc822\r\n\r\n");
    }
    raw.push_str("Subject: inner\r\n\r\nwords");
    holds(raw.as_bytes());
}

#[test]
fn tags_within_tags_do_not_exhaust_us() {
    let raw = format!("From: a@b.kz\r\nContent-Type: text/html\r\n\r\n{}words", "<div><b>".repeat(20_000));
    holds(raw.as_bytes());
}

#[test]
fn a_thousand_files_are_not_all_kept() {
    let part = "--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n".repeat(1_000);
    let letter = parse(
        format!("From: a@b.kz\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{part}--b--").as_bytes(),
    );
    assert_eq!(letter.attachments.len(), 200);
}

//! A letter that goes out, and the bytes it is sent as.

use crate::{Address, Envelope, domain_of};
use kernel::{Millis, Setting};
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Body, Mailbox, MessageBuilder, MultiPart, SinglePart};
use sha2::{Digest as _, Sha256};
use std::time::{Duration, SystemTime};

/// A file that is enclosed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    /// Its name.
    pub name: String,
    /// Its type, such as `application/pdf`.
    pub media_type: String,
    /// The file itself.
    pub bytes: Vec<u8>,
}

/// A letter that goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Its id, from [`Outgoing::fresh_id`]; the same for every attempt to send it.
    pub message_id: String,
    /// When it was written (ms).
    pub at: Millis,
    /// From whom.
    pub from: Address,
    /// Where answers are to go, when not to `from`.
    pub reply_to: Option<Address>,
    /// For whom, at least one.
    pub to: Vec<Address>,
    /// Who else gets it.
    pub cc: Vec<Address>,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// The same in HTML, if there is more to it than words.
    pub html: Option<String>,
    /// What is enclosed, in order.
    pub enclosures: Vec<Enclosure>,
    /// The ids of the letters it answers, the nearest first.
    pub thread: Vec<String>,
    /// Whether a program wrote it: other programs then do not answer (RFC 3834).
    pub is_automatic: bool,
    /// Where a reader takes themselves off the list with one click (RFC 8058), for what goes to many.
    pub unsubscribe: Option<String>,
}

/// Why a letter cannot be put into bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unwritable {
    /// There is nobody to send it to.
    #[error("there is nobody to send it to")]
    NobodyToSendTo,
    /// This cannot be an e-mail.
    #[error("not an e-mail: {0}")]
    AddressWrong(String),
    /// The letter cannot be put together.
    #[error("the letter cannot be put together: {0}")]
    Broken(String),
}

impl Outgoing {
    /// An id that no other letter has, on the domain of whoever writes.
    pub fn fresh_id(setting: &Setting, from: &str) -> String {
        let id: kernel::RawId = setting.id();
        let domain = domain_of(from);
        let domain = if domain.is_ascii() { domain } else { "localhost" };
        format!("{}.kartoteka@{domain}", id.simple())
    }

    /// From whom and to whom it is carried.
    pub fn envelope(&self) -> Envelope {
        let to = self.to.iter().chain(&self.cc).map(|one| one.email.clone()).collect();
        Envelope { from: self.from.email.clone(), to }
    }

    /// The bytes, the same each time.
    ///
    /// # Errors
    /// [`Unwritable`].
    pub fn compose(&self) -> Result<Vec<u8>, Unwritable> {
        if self.to.is_empty() {
            return Err(Unwritable::NobodyToSendTo);
        }
        let broken = |e: lettre::error::Error| Unwritable::Broken(e.to_string());
        let head = self.head()?;
        let plain = SinglePart::plain(self.text.clone());
        let message = match (&self.html, self.enclosures.as_slice()) {
            (None, []) => head.singlepart(plain),
            (Some(html), []) => head.multipart(self.both(plain, html)),
            (html, files) => {
                let mixed = MultiPart::mixed().boundary(self.boundary("files"));
                let mixed = match html {
                    Some(html) => mixed.multipart(self.both(plain, html)),
                    None => mixed.singlepart(plain),
                };
                head.multipart(files.iter().fold(mixed, |mixed, file| mixed.singlepart(enclosed(file))))
            }
        };
        message.map(|message| message.formatted()).map_err(broken)
    }

    fn both(&self, plain: SinglePart, html: &str) -> MultiPart {
        let part = MultiPart::alternative().boundary(self.boundary("words"));
        part.singlepart(plain).singlepart(SinglePart::html(html.to_owned()))
    }

    /// A boundary that only somebody who knows the id beforehand could forge, and that is the same each time.
    fn boundary(&self, what: &str) -> String {
        let digest = Sha256::digest(format!("{what} {} {}", self.message_id, self.text).as_bytes());
        hex::encode(digest.get(..20).unwrap_or_default())
    }

    fn head(&self) -> Result<MessageBuilder, Unwritable> {
        let ms = u64::try_from(self.at).unwrap_or(0);
        let mut head = lettre::Message::builder()
            .message_id(Some(format!("<{}>", self.message_id)))
            .date(SystemTime::UNIX_EPOCH + Duration::from_millis(ms))
            .from(mailbox(&self.from)?)
            .subject(self.subject.split_whitespace().collect::<Vec<_>>().join(" "));
        if let Some(reply_to) = &self.reply_to {
            head = head.reply_to(mailbox(reply_to)?);
        }
        for to in &self.to {
            head = head.to(mailbox(to)?);
        }
        for cc in &self.cc {
            head = head.cc(mailbox(cc)?);
        }
        if let Some(nearest) = self.thread.first() {
            let oldest_first = self.thread.iter().rev().map(|id| format!("<{id}>")).collect::<Vec<_>>();
            head = head.in_reply_to(format!("<{nearest}>")).references(oldest_first.join(" "));
        }
        if self.is_automatic {
            head = raw(head, "Auto-Submitted", "auto-generated");
            head = raw(head, "X-Auto-Response-Suppress", "All");
        }
        if let Some(address) = &self.unsubscribe {
            head = raw(head, "List-Unsubscribe", &format!("<{address}>"));
            head = raw(head, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        Ok(head)
    }
}

fn raw(head: MessageBuilder, name: &'static str, value: &str) -> MessageBuilder {
    match HeaderName::new_from_ascii(name.to_owned()) {
        Ok(name) => head.raw_header(HeaderValue::new(name, value.to_owned())),
        Err(_) => head,
    }
}

fn mailbox(address: &Address) -> Result<Mailbox, Unwritable> {
    let email = address.email.parse().map_err(|_| Unwritable::AddressWrong(address.email.clone()))?;
    let name = address.name.split(|c: char| c.is_whitespace() || c.is_control());
    let name = name.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    Ok(Mailbox::new((!name.is_empty()).then_some(name), email))
}

fn enclosed(file: &Enclosure) -> SinglePart {
    let kind =
        ContentType::parse(&file.media_type).or_else(|_| ContentType::parse("application/octet-stream"));
    let kind = kind.unwrap_or(ContentType::TEXT_PLAIN);
    let name: String = file.name.chars().filter(|c| !c.is_control()).collect();
    // Left to itself the composer sends some files as they are, and servers then mend their zeros and ends of lines.
    let body = Body::new_with_encoding(file.bytes.clone(), ContentTransferEncoding::Base64);
    Attachment::new(name).body(body.unwrap_or_else(Body::new), kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn letter() -> Outgoing {
        Outgoing {
            message_id: "one@dastarkhan.kz".into(),
            at: 1_795_244_400_000,
            from: Address {
                name: "Әйгерім, отдел продаж".into(), email: "sales@dastarkhan.kz".into()
            },
            reply_to: None,
            to: vec![Address {
                name: "Иван \"Ваня\" Петров".into(), email: "ivan@example.com".into()
            }],
            cc: vec![Address::bare("cc@example.com")],
            subject: "Ұсыныс: қонақ үйге 120 тостаған\r\nBcc: thief@example.com".into(),
            text: "Сәлеметсіз бе!\n.\nЦены во вложении".into(),
            html: Some("<p>Сәлеметсіз <b>бе</b>!</p>".into()),
            enclosures: vec![Enclosure {
                name: "Прайс 2026.pdf".into(),
                media_type: "application/pdf".into(),
                bytes: b"%PDF-1.7\n\x00\xff".to_vec(),
            }],
            thread: vec!["b@x".into(), "a@x".into()],
            is_automatic: true,
            unsubscribe: Some("https://k.example/u/1".into()),
        }
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        let (written, bytes) = (letter(), letter().compose().unwrap());
        let read = parse(&bytes);
        assert_eq!(read.message_id.as_deref(), Some("one@dastarkhan.kz"));
        assert_eq!((read.from, read.to, read.cc), (Some(written.from), written.to, written.cc));
        assert_eq!(read.subject, "Ұсыныс: қонақ үйге 120 тостаған Bcc: thief@example.com");
        assert_eq!(read.text, written.text);
        assert_eq!(read.html, written.html);
        assert_eq!(read.date, Some(written.at));
        assert_eq!(read.thread, written.thread);
        assert_eq!(read.automatic, Some(crate::Automatic::Notice));
        assert_eq!(read.attachments.len(), 1);
        assert_eq!(read.attachments[0].name, "Прайс 2026.pdf");
        assert_eq!(read.attachments[0].bytes, written.enclosures[0].bytes);
        assert!(bytes.is_ascii(), "any server can carry it");
        assert_eq!(bytes, letter().compose().unwrap(), "every attempt sends the same bytes");
    }

    #[test]
    fn no_server_can_mend_a_file_on_the_way() {
        for file in
            [b"GIF89a\x01\0\x01\0\0;".as_slice(), b"%PDF-1.7\ncontract\n", b"\0\0\0", b"line\r\n.\r\n"]
        {
            let whole = Enclosure { bytes: file.to_vec(), ..letter().enclosures[0].clone() };
            let bytes = Outgoing { enclosures: vec![whole], ..letter() }.compose().unwrap();
            assert!(!bytes.contains(&0) && bytes.is_ascii(), "{}", String::from_utf8_lossy(&bytes));
            assert!(bytes.split(|byte| *byte == b'\n').all(|line| line.len() < 1_000));
            assert_eq!(parse(&bytes).attachments[0].bytes, file);
        }
    }

    #[test]
    fn nobody_adds_a_header_through_a_name() {
        let mut sly = letter();
        sly.from.name = "x\r\nBcc: thief@example.com".into();
        sly.to[0].name = "x\nX-Evil: 1".into();
        let text = String::from_utf8(sly.compose().unwrap()).unwrap();
        assert!(
            !text.lines().any(|line| line.starts_with("Bcc:") || line.starts_with("X-Evil:")),
            "{text}"
        );
    }

    #[test]
    fn a_letter_to_nobody_is_refused() {
        let lonely = Outgoing { to: Vec::new(), ..letter() };
        assert_eq!(lonely.compose(), Err(Unwritable::NobodyToSendTo));
        let wrong = Outgoing { to: vec![Address::bare("nobody")], ..letter() };
        assert_eq!(wrong.compose(), Err(Unwritable::AddressWrong("nobody".into())));
    }

    #[test]
    fn ids_stand_on_the_domain_of_the_writer_and_differ() {
        let setting = Setting::real();
        let (one, two) =
            (Outgoing::fresh_id(&setting, "a@firm.kz"), Outgoing::fresh_id(&setting, "a@firm.kz"));
        assert!(one.ends_with(".kartoteka@firm.kz"));
        assert_ne!(one, two);
        assert!(Outgoing::fresh_id(&setting, "а@фирма.рф").ends_with("@localhost"));
    }
}

//! The bytes to and from an IMAP server, with TLS where it is asked for.

use crate::{Account, MailError, Trust};
use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// The longest line that a server may send, without the literals in it.
const MOST_LINE: u64 = 64 * 1024;

enum Stream {
    Plain(TcpStream),
    Tls(Box<StreamOwned<ClientConnection, TcpStream>>),
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Stream::Plain(stream) => stream.read(buffer),
            Stream::Tls(stream) => stream.read(buffer),
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self {
            Stream::Plain(stream) => stream.write(bytes),
            Stream::Tls(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Stream::Plain(stream) => stream.flush(),
            Stream::Tls(stream) => stream.flush(),
        }
    }
}

/// An open connection.
pub(super) struct Wire(BufReader<Stream>);

impl Wire {
    pub(super) fn plain(account: &Account, patience: Duration) -> Result<Self, MailError> {
        Ok(Self(BufReader::new(Stream::Plain(account.connect(patience)?))))
    }

    /// The same connection under TLS. What a server said in plain and was not read yet is thrown away: it could be a
    /// stranger's.
    pub(super) fn secured(self, host: &str, trust: &Trust) -> Result<Self, MailError> {
        let Stream::Plain(mut stream) = self.0.into_inner() else { return Err(MailError::NoTls) };
        let name = ServerName::try_from(host.to_owned()).map_err(|e| MailError::Tls(e.to_string()))?;
        let mut session =
            ClientConnection::new(trust.config()?, name).map_err(|e| MailError::Tls(e.to_string()))?;
        while session.is_handshaking() {
            session.complete_io(&mut stream).map_err(|e| MailError::of_io(&e))?;
        }
        Ok(Self(BufReader::new(Stream::Tls(Box::new(StreamOwned::new(session, stream))))))
    }

    pub(super) fn send(&mut self, line: &str) -> Result<(), MailError> {
        let stream = self.0.get_mut();
        let sent = stream.write_all(line.as_bytes()).and_then(|()| stream.write_all(b"\r\n"));
        sent.and_then(|()| stream.flush()).map_err(|e| MailError::of_io(&e))
    }

    /// A line without its end.
    pub(super) fn line(&mut self) -> Result<Vec<u8>, MailError> {
        let mut line = Vec::new();
        let mut limited = (&mut self.0).take(MOST_LINE);
        limited.read_until(b'\n', &mut line).map_err(|e| MailError::of_io(&e))?;
        if line.pop() != Some(b'\n') {
            return Err(if line.is_empty() {
                MailError::Broken("the server ended the connection".to_owned())
            } else {
                MailError::NotUnderstood("a line without an end".to_owned())
            });
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Ok(line)
    }

    /// Exactly so many bytes.
    pub(super) fn literal(&mut self, len: u64) -> Result<Vec<u8>, MailError> {
        let mut bytes = Vec::new();
        let n = (&mut self.0).take(len).read_to_end(&mut bytes).map_err(|e| MailError::of_io(&e))?;
        if n as u64 == len {
            Ok(bytes)
        } else {
            Err(MailError::Broken("cut off within a letter".to_owned()))
        }
    }
}

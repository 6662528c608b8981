//! A server for sending that falls silent at a chosen point of the conversation, so that a house can be killed there.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Where it falls silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// Having taken the whole letter, before it says so.
    AfterWords,
    /// Having the recipient, before it says whether it takes them.
    BeforeWords,
    /// Nowhere.
    Never,
}

/// The server, on a free port of this machine.
pub struct SilentServer {
    pub port: u16,
    pause: Arc<Mutex<Pause>>,
    taken: Arc<Mutex<Vec<Vec<u8>>>>,
    paused: Receiver<()>,
}

struct Talk {
    pause: Arc<Mutex<Pause>>,
    taken: Arc<Mutex<Vec<Vec<u8>>>>,
    paused: Sender<()>,
}

impl SilentServer {
    /// Starts it.
    pub fn start(pause: Pause) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (pause, taken) = (Arc::new(Mutex::new(pause)), Arc::new(Mutex::new(Vec::new())));
        let (told, paused) = channel();
        let (at, kept) = (Arc::clone(&pause), Arc::clone(&taken));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let talk = Talk { pause: Arc::clone(&at), taken: Arc::clone(&kept), paused: told.clone() };
                // Whoever hangs up in the middle has said all they wanted.
                std::thread::spawn(move || drop(talk.hold(stream)));
            }
        });
        Self { port, pause, taken, paused }
    }

    /// Waits until it fell silent.
    pub fn wait(&self) {
        self.paused.recv_timeout(Duration::from_secs(60)).unwrap();
    }

    /// Answers everything from now on.
    pub fn never_pause(&self) {
        *self.pause.lock().unwrap() = Pause::Never;
    }

    /// The letters it took, in order.
    pub fn taken(&self) -> Vec<Vec<u8>> {
        self.taken.lock().unwrap().clone()
    }
}

impl Talk {
    fn hold(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream.try_clone()?).split(b'\n');
        let mut say = |words: &str| stream.write_all(format!("{words}\r\n").as_bytes());
        say("220 silent")?;
        while let Some(line) = lines.next().transpose()? {
            let line = String::from_utf8_lossy(&line).to_uppercase();
            match line.split([' ', '\r']).next().unwrap_or_default() {
                "EHLO" => say("250-silent\r\n250 AUTH PLAIN LOGIN")?,
                "AUTH" => say("235 well")?,
                "RCPT" => {
                    if self.is_silent(Pause::BeforeWords) {
                        continue;
                    }
                    say("250 well")?;
                }
                "DATA" => {
                    say("354 go on")?;
                    let mut letter = Vec::new();
                    for line in lines.by_ref() {
                        let line = line?;
                        if line == b".\r" {
                            break;
                        }
                        letter.extend(line);
                        letter.push(b'\n');
                    }
                    self.taken.lock().unwrap().push(letter);
                    if self.is_silent(Pause::AfterWords) {
                        continue;
                    }
                    say("250 taken")?;
                }
                "QUIT" => return say("221 bye"),
                _ => say("250 well")?,
            }
        }
        Ok(())
    }

    fn is_silent(&self, here: Pause) -> bool {
        let is_silent = *self.pause.lock().unwrap() == here;
        if is_silent {
            self.paused.send(()).unwrap();
        }
        is_silent
    }
}

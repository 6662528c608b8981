//! A house for a test: the real program over a base of its own, served on a free port, killed or stopped at will.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};

use db::{Db, Options};
use tempfile::TempDir;
use testbase::TestDatabase;

use crate::client::Client;

/// The program, as cargo built it for these tests.
const PROGRAM: &str = env!("CARGO_BIN_EXE_kartoteka");

/// A password that nobody uses.
pub const PASSWORD: &str = "тёплый хлеб в семь утра";

/// Whether this run is for a database: the one in `KARTOTEKA_TEST_DATABASE`, or both.
pub fn is_for(database: &str) -> bool {
    std::env::var("KARTOTEKA_TEST_DATABASE").map_or(true, |chosen| chosen == database)
}

/// Where a house stands: a folder, and a database on PostgreSQL unless the base lies in the folder.
pub struct Place {
    folder: TempDir,
    database: Option<TestDatabase>,
}

impl Place {
    /// An empty place with its base in the folder.
    pub fn on_sqlite() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), database: None }
    }

    /// An empty place on PostgreSQL; `None`, said aloud, where there is none.
    pub fn on_postgres(name: &str) -> Option<Self> {
        if !testbase::is_here() {
            eprintln!("skipped: there is no PostgreSQL on this machine");
            return None;
        }
        let database = testbase::url_for_test(name).unwrap();
        Some(Self { folder: tempfile::tempdir().unwrap(), database: Some(database) })
    }

    /// A path inside the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The address of the base.
    pub fn url(&self) -> String {
        match &self.database {
            Some(database) => database.url.clone(),
            None => format!("sqlite:{}", self.path("kartoteka.sqlite").display()),
        }
    }

    /// The program with these words, told where the base is.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = program(words);
        command.arg("--data").arg(self.folder.path()).arg("--database").arg(self.url());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, words: &[&str]) -> Ended {
        Ended::of(&mut self.command(words))
    }

    /// Adds a person with [`PASSWORD`].
    pub fn add_person(&self, email: &str, role: &str) {
        let words = ["user", "add", "--email", email, "--name", role, "--role", role, "--password-stdin"];
        let mut command = self.command(&words);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(PASSWORD.as_bytes()).unwrap();
        assert!(child.wait().unwrap().success());
    }

    /// An API token of this person.
    pub fn token(&self, email: &str, scope: &str) -> String {
        let words = ["token", "create", "--user", email, "--scope", scope];
        self.run(&words).done().trim().to_owned()
    }

    /// What `kartoteka sql` answers, without its line of titles.
    pub fn sql(&self, question: &str) -> Vec<String> {
        self.run(&["sql", question]).done().lines().skip(1).map(str::to_owned).collect()
    }

    /// Lets the minute pass after which work of a dead server is taken up again on PostgreSQL; on SQLite a lock tells at once.
    pub fn end_leases(&self) {
        if self.database.is_none() {
            return;
        }
        let db = Db::open(&self.url().parse().unwrap(), Options::default()).unwrap();
        let ended = "UPDATE jobs SET lease_until = 0 WHERE state = 'running'";
        db.write(move |tx| tx.execute(ended, &[])).unwrap();
    }

    /// Has the doctor look the base over and find nothing that is broken.
    pub fn is_sound(&self) {
        let ended = self.run(&["doctor", "--json"]);
        let looked: serde_json::Value = serde_json::from_str(&ended.said).unwrap();
        assert_eq!(looked["is_sound"], true, "{looked:#}");
    }
}

/// The program with these words, in the language of the tests and without anything that the machine says.
pub fn program(words: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(words).stdin(Stdio::null()).env("LC_ALL", "en_US.UTF-8").env("RUST_BACKTRACE", "0");
    for name in ["KARTOTEKA_DATA", "KARTOTEKA_DATABASE", "KARTOTEKA_FILES", "KARTOTEKA_LISTEN"] {
        command.env_remove(name);
    }
    command
}

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    /// Its exit code; `None` when a signal ended it.
    pub code: Option<i32>,
    /// Its standard output.
    pub said: String,
    /// Its standard error.
    pub complained: String,
}

impl Ended {
    /// Runs a command to its end.
    pub fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().unwrap();
        Self {
            code: status.code(),
            said: String::from_utf8_lossy(&stdout).into_owned(),
            complained: String::from_utf8_lossy(&stderr).into_owned(),
        }
    }

    /// What it said, if it did what was asked.
    pub fn done(self) -> String {
        assert_eq!(self.code, Some(0), "{}", self.complained);
        self.said
    }
}

/// The program serving.
pub struct House {
    child: Child,
    /// Where it answers, as `http://127.0.0.1:PORT`.
    pub address: String,
    complained: Arc<Mutex<String>>,
}

impl House {
    /// Serves a place on a free port and waits until it answers.
    pub fn serve(place: &Place) -> Self {
        Self::begin(place.command(&["serve", "--listen", "127.0.0.1:0"])).unwrap()
    }

    /// Serves; the `Err` is what was said by a program that ended before it answered.
    pub fn begin(mut command: Command) -> Result<Self, String> {
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let mut said = Vec::new();
        let address = lines.by_ref().find_map(|line| {
            let address = line.strip_prefix("Kartoteka: ").map(str::to_owned);
            said.push(line);
            address
        });
        let Some(address) = address else {
            let status = child.wait().unwrap();
            return Err(format!("{status}: {}", said.join("\n")));
        };
        let complained = Arc::new(Mutex::new(String::new()));
        let heard = Arc::clone(&complained);
        std::thread::spawn(move || {
            lines.for_each(|line| heard.lock().unwrap().push_str(&format!("{line}\n")));
        });
        Ok(Self { child, address, complained })
    }

    /// Somebody who asks this house and bears nothing to be known by.
    pub fn nobody(&self) -> Client {
        Client::new(&self.address)
    }

    /// A program with this token.
    pub fn program(&self, token: &str) -> Client {
        self.nobody().with("authorization", &format!("Bearer {token}"))
    }

    /// A person who signs in with [`PASSWORD`].
    pub fn person(&self, email: &str) -> Client {
        self.person_with(email, PASSWORD)
    }

    /// A person who signs in with a password.
    pub fn person_with(&self, email: &str, password: &str) -> Client {
        let answer = self.nobody().post("/sign-in", &[("email", email), ("password", password)]);
        let session = answer.cookie("session").unwrap_or_else(|| panic!("no session: {}", answer.body));
        self.nobody().with("cookie", &format!("session={session}"))
    }

    /// Ends the program as a power cut does: nothing is told, nothing is awaited.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.never_panicked();
    }

    /// Tells the program to stop and waits until it has.
    pub fn stop(mut self) {
        let told = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(told.success() && self.child.wait().unwrap().success());
        self.never_panicked();
    }

    fn never_panicked(&self) {
        let complained = self.complained.lock().unwrap();
        assert!(!complained.contains("panicked"), "{complained}");
    }
}

impl Drop for House {
    fn drop(&mut self) {
        // Of a test that fails only the program may be left, or not even that.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

//! The API against its description: written down anew, or tried with whatever a description allows and forbids.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use anyhow::{Context, Result, bail};

use crate::needs::{build_folder, python_programs};

/// What an answer is held to. Whether wrong data are refused is not among them: much that a description cannot say is
/// allowed or refused, such as which facts a firm keeps.
const CHECKS: &str =
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance";
/// Requests made for each operation besides those that come from its examples and the edges of its types.
const N_EXAMPLES: &str = "120";
/// The operations that could take away the very token that all others are tried with.
const LAST: [&str; 2] = ["end_token", "disable_user"];

/// Writes `docs/api/openapi.json` as the house describes itself.
///
/// # Errors
/// When the house does not build.
pub fn generate(root: &Path) -> Result<()> {
    let mut test = Command::new("cargo");
    test.args(["test", "--quiet", "--package", "kartoteka", "--test", "it", "the_description_of_the_api"]);
    run(test.env("KARTOTEKA_GENERATE", "1").current_dir(root))
}

/// Serves the demo company and tries every operation with schemathesis.
///
/// # Errors
/// When an answer is not as described, the server panics, or its base is not sound afterwards.
pub fn fuzz(root: &Path) -> Result<()> {
    run(Command::new("cargo").args(["build", "--quiet", "--package", "kartoteka"]).current_dir(root))?;
    let build = build_folder(root);
    let (program, data) = (build.join("debug/kartoteka"), build.join("schemathesis"));
    if data.exists() {
        std::fs::remove_dir_all(&data)?;
    }
    let server = Server::start(&program, &data)?;
    let mut token = Command::new(&program);
    token
        .args(["token", "create", "--user", "demo@kartoteka.example", "--scope", "all", "--data"])
        .arg(&data);
    let made = token.output()?;
    if !made.status.success() {
        bail!("no token: {}", String::from_utf8_lossy(&made.stderr));
    }
    let token = String::from_utf8(made.stdout)?.trim().to_owned();
    let all_but_last = tried(root, &server, &token, "--exclude-operation-id");
    let is_let_in = server.lets_in(&token)?;
    let last = tried(root, &server, &token, "--include-operation-id");
    let complaints = server.stop()?;
    all_but_last.and(last)?;
    if !is_let_in {
        bail!("the token was lost on the way, so that what came after it was not tried");
    }
    if complaints.contains("panicked") {
        bail!("the server panicked:\n{complaints}");
    }
    run(Command::new(&program).arg("doctor").arg("--data").arg(&data))
}

fn tried(root: &Path, server: &Server, token: &str, last: &str) -> Result<()> {
    let mut command = Command::new(python_programs(root).join("schemathesis"));
    command
        .arg("run")
        .arg(format!("http://{}/api/v1/openapi.json", server.address))
        .args(LAST.iter().flat_map(|id| [last, *id]));
    command.args(["--header", &format!("Authorization: Bearer {token}")]);
    command.args([
        "--phases",
        "examples,coverage,fuzzing",
        "--checks",
        CHECKS,
        "--max-examples",
        N_EXAMPLES,
    ]);
    command.args(["--seed", "7", "--no-shrink", "--warnings", "off", "--continue-on-failure"]);
    // A loaded machine may be slow; that is no fault of an operation.
    command.args(["--request-timeout", "120", "--suppress-health-check", "too_slow"]);
    // What was found once is not kept: a run depends on nothing but the seed.
    command
        .args(["--generation-database", "none"])
        .env("SCHEMATHESIS_HOOKS", root.join("tests/api/ndjson.py"));
    run(command.current_dir(root))
}

/// The program serving the demo company.
struct Server {
    child: Child,
    address: String,
    complaints: Receiver<String>,
}

impl Server {
    fn start(program: &PathBuf, data: &Path) -> Result<Self> {
        let mut serve = Command::new(program);
        serve.args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data"]).arg(data);
        let mut child = serve.stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let mut lines =
            BufReader::new(child.stderr.take().context("standard error")?).lines().map_while(Result::ok);
        let address = lines.find_map(|line| line.strip_prefix("Kartoteka: http://").map(str::to_owned));
        let (told, complaints) = channel();
        std::thread::spawn(move || lines.try_for_each(|line| told.send(line)));
        Ok(Self { child, address: address.context("the server did not start")?, complaints })
    }

    fn lets_in(&self, token: &str) -> Result<bool> {
        let mut stream = TcpStream::connect(&self.address)?;
        write!(stream, "GET /api/v1/me HTTP/1.0\r\nAuthorization: Bearer {token}\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer.split(' ').nth(1) == Some("200"))
    }

    /// Ends it and gives what it complained of.
    fn stop(mut self) -> Result<String> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(self.complaints.iter().collect::<Vec<_>>().join("\n"))
    }
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{command:?}"))?;
    if status.success() { Ok(()) } else { bail!("{:?}: {status}", command.get_program()) }
}

//! Real mail servers for tests: Dovecot to read from and Exim to send by, on loopback, in a folder that goes with the
//! process.
//!
//! Two domains live there: `firm.test` with the box `sales@firm.test`, and `client.test` with `ivan@client.test`; the
//! password of both is [`PASSWORD`]. A letter to anybody else of these domains comes back as a report; `nobody@...` is
//! refused at once. A letter lies in its box a moment after the goodbye: Exim delivers in a process of its own.

use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::program;

/// The password of every box.
pub const PASSWORD: &str = "secret of the box";

/// Under which account both servers keep letters; its package makes it.
const ACCOUNT: &str = "Debian-exim";

/// Waits in a shell of its own, because a killed test runner can no longer clean up after itself.
const WATCH: &str = r#"
while kill -0 "$1" 2>/dev/null && [ -d "$2" ]; do sleep 1; done
kill "$(cat "$2/run/master.pid" 2>/dev/null)" "$(cat "$2/spool/exim.pid" 2>/dev/null)" 2>/dev/null
rm -rf "$2"
"#;

const DOVECOT: &str = "base_dir = {T}/run
state_dir = {T}/state
log_path = {T}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{T}/cert.pem
ssl_key = <{T}/key.pem
disable_plaintext_auth = no
mail_location = maildir:{T}/mail/%n
first_valid_uid = 1
auth_mechanisms = plain login
passdb {
  driver = passwd-file
  args = scheme=PLAIN {T}/users
}
userdb {
  driver = static
  args = uid={A} gid={A} home={T}/mail/%n
}
service imap-login {
  inet_listener imap {
    port = {imap}
  }
  inet_listener imaps {
    port = {imaps}
    ssl = yes
  }
}
";

const EXIM: &str = "spool_directory = {T}/spool
log_file_path = {T}/log/%slog
pid_file_path = {T}/spool/exim.pid
keep_environment =
local_interfaces = 127.0.0.1
daemon_smtp_ports = {smtp} : {smtps}
tls_on_connect_ports = {smtps}
tls_advertise_hosts = *
tls_certificate = {T}/cert.pem
tls_privatekey = {T}/key.pem
primary_hostname = localhost
domainlist local_domains = firm.test : client.test
acl_smtp_rcpt = acl_rcpt
acl_smtp_data = acl_data
message_size_limit = 90M
never_users =
begin acl
acl_rcpt:
  deny message = no such person here
       condition = ${if eq{$local_part}{nobody}}
  accept
acl_data:
  accept
begin routers
known:
  driver = accept
  domains = +local_domains
  local_parts = sales : ivan
  transport = box
begin transports
box:
  driver = appendfile
  maildir_format
  directory = {T}/mail/$local_part_data
  user = {A}
  group = {A}
  return_path_add
begin retry
* * F,1h,1m
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_condition = ${if and{{match{$auth2}{@firm.test\\$}}{eq{$auth3}{{P}}}}}
  server_set_id = $auth2
";

/// Mail servers at work, stopped and removed when dropped.
#[derive(Debug)]
pub struct MailServers {
    folder: PathBuf,
    /// For sending, plain at first; STARTTLS is offered.
    pub smtp: u16,
    /// For sending under TLS.
    pub smtps: u16,
    /// For reading, plain at first; STARTTLS is offered.
    pub imap: u16,
    /// For reading under TLS.
    pub imaps: u16,
}

/// Why there can be none here; `None` where there can.
pub fn missing() -> Option<String> {
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    if !is_root {
        return Some("only root starts mail servers under their own accounts".to_owned());
    }
    let absent = ["dovecot", "exim4", "openssl"].into_iter().find(|name| find(name).is_err())?;
    Some(format!(
        "`{absent}` is not on this machine: apt-get install dovecot-imapd exim4-daemon-light openssl"
    ))
}

fn find(name: &str) -> Result<PathBuf, String> {
    // Packages put servers where only root looks.
    let aside = Path::new("/usr/sbin").join(name);
    if aside.is_file() { Ok(aside) } else { program(name) }
}

impl MailServers {
    /// Starts both servers; they go with this process even when it is killed.
    ///
    /// # Errors
    /// What hinders it, in words for a person.
    pub fn start() -> Result<Self, String> {
        // A port that was free may be taken before a server has it.
        Self::start_once().or_else(|_| Self::start_once())
    }

    fn start_once() -> Result<Self, String> {
        let process = std::process::id();
        let [smtp, smtps, imap, imaps] = free_ports()?;
        let folder = std::env::temp_dir().join(format!("kartoteka-mail-{process}-{smtp}"));
        std::fs::create_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let servers = Self { folder, smtp, smtps, imap, imaps };
        servers.watch(process)?;
        servers.lay_out()?;
        servers.run(Command::new(find("dovecot")?).arg("-c").arg(servers.folder.join("dovecot.conf")))?;
        let mut exim = Command::new(find("exim4")?);
        // Delivered at once, in a process of its own.
        servers.run(exim.arg("-C").arg(servers.folder.join("exim.conf")).args(["-bd", "-odf"]))?;
        // Exim goes behind before it listens.
        wait_for(smtps)?;
        Ok(servers)
    }

    /// The certificate of both servers, as PEM; it is its own authority, for `localhost` and `127.0.0.1`.
    ///
    /// # Errors
    /// When the folder is gone.
    pub fn certificate(&self) -> Result<Vec<u8>, String> {
        std::fs::read(self.folder.join("cert.pem")).map_err(|e| e.to_string())
    }

    fn lay_out(&self) -> Result<(), String> {
        let (user, group) = numbers(ACCOUNT)?;
        let broken = |e: std::io::Error| format!("{}: {e}", self.folder.display());
        let open = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(&self.folder, open).map_err(broken)?;
        for name in ["run", "state", "mail", "spool", "log"] {
            let folder = self.folder.join(name);
            std::fs::create_dir(&folder).map_err(broken)?;
            if matches!(name, "mail" | "spool" | "log") {
                chown(&folder, Some(user), Some(group)).map_err(broken)?;
            }
        }
        let users = format!("sales@firm.test:{PASSWORD}\nivan@client.test:{PASSWORD}\n");
        let files =
            [("users", users), ("dovecot.conf", self.filled(DOVECOT)), ("exim.conf", self.filled(EXIM))];
        for (name, text) in files {
            std::fs::write(self.folder.join(name), text).map_err(broken)?;
        }
        self.certify()?;
        chown(self.folder.join("key.pem"), Some(user), Some(group)).map_err(broken)
    }

    fn certify(&self) -> Result<(), String> {
        let mut openssl = Command::new(find("openssl")?);
        openssl.args([
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "30",
            "-subj",
            "/CN=localhost",
        ]);
        openssl.args(["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]);
        openssl.args(["-addext", "basicConstraints=critical,CA:FALSE"]);
        self.run(openssl.args(["-keyout", "key.pem", "-out", "cert.pem"]))
    }

    fn filled(&self, pattern: &str) -> String {
        let places = [
            ("{T}", self.folder.display().to_string()),
            ("{A}", ACCOUNT.to_owned()),
            ("{P}", PASSWORD.to_owned()),
            ("{smtp}", self.smtp.to_string()),
            ("{smtps}", self.smtps.to_string()),
            ("{imap}", self.imap.to_string()),
            ("{imaps}", self.imaps.to_string()),
        ];
        places.iter().fold(pattern.to_owned(), |text, (place, value)| text.replace(place, value))
    }

    fn run(&self, command: &mut Command) -> Result<(), String> {
        // A server keeps what it was given to speak into, so that is a file: a pipe would never end.
        let path = self.folder.join("said");
        let said = std::fs::File::create(&path).map_err(|e| e.to_string())?;
        command.current_dir(&self.folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(said);
        let status = command.status().map_err(|e| format!("{command:?}: {e}"))?;
        if status.success() {
            return Ok(());
        }
        Err(format!("{command:?}: {}", std::fs::read_to_string(&path).unwrap_or_default().trim()))
    }

    fn watch(&self, process: u32) -> Result<(), String> {
        let mut shell = Command::new("sh");
        shell.args(["-c", WATCH, "watch", &process.to_string()]).arg(&self.folder);
        shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        shell.spawn().map(drop).map_err(|e| format!("sh: {e}"))
    }
}

impl Drop for MailServers {
    fn drop(&mut self) {
        for file in ["run/master.pid", "spool/exim.pid"] {
            if let Ok(number) = std::fs::read_to_string(self.folder.join(file)) {
                drop(Command::new("kill").arg(number.trim()).stderr(Stdio::null()).status());
            }
        }
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// Four ports that were free a moment ago.
fn free_ports() -> Result<[u16; 4], String> {
    let held: Vec<TcpListener> = (0..4)
        .map(|_| TcpListener::bind("127.0.0.1:0"))
        .collect::<Result<_, _>>()
        .map_err(|e| e.to_string())?;
    let ports: Result<Vec<u16>, _> = held.iter().map(|one| one.local_addr().map(|at| at.port())).collect();
    let ports = ports.map_err(|e| e.to_string())?;
    ports.try_into().map_err(|_| "no free ports".to_owned())
}

/// Waits until somebody listens.
fn wait_for(port: u16) -> Result<(), String> {
    for _ in 0..1_000 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Err(format!("nobody listens on {port} after ten seconds"))
}

fn numbers(account: &str) -> Result<(u32, u32), String> {
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let line = users.lines().find(|line| line.split(':').next() == Some(account));
    let mut fields = line.unwrap_or_default().split(':').skip(2).map(str::parse);
    match (fields.next(), fields.next()) {
        (Some(Ok(user)), Some(Ok(group))) => Ok((user, group)),
        _ => Err(format!("there is no account {account}")),
    }
}

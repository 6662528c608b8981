//! The promises of every store, tried on all three; the bucket on a real server where one is installed.

use crate::{Credentials, FileError, FilesUrl, FolderStore, MemoryStore, S3Store, Store, is_whole};
use kernel::Setting;
use std::io::{BufRead as _, BufReader, Read as _};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

fn text_of(store: &dyn Store, key: &crate::FileKey, range: Option<std::ops::Range<u64>>) -> String {
    let mut text = String::new();
    store.open(key, range).unwrap().reader.read_to_string(&mut text).unwrap();
    text
}

fn names(store: &dyn Store) -> Vec<(String, u64)> {
    let mut all = Vec::new();
    let mut visit = |key: crate::FileKey, size| {
        all.push((key.to_string(), size));
        Ok(true)
    };
    store.each(&mut visit).unwrap();
    all
}

/// What every store keeps.
fn check(store: &dyn Store) {
    let stored = store.put(&mut &b"Hello, Aliya"[..], 100).unwrap();
    assert_eq!(stored.key.as_str(), "2b6267f372f8f73915757860318d52160fa95ab22d6e8ec2c4200c81fd1b7e33");
    assert_eq!((stored.size, stored.media_type), (12, "text/plain"));
    assert_eq!(text_of(store, &stored.key, None), "Hello, Aliya");
    assert_eq!(text_of(store, &stored.key, Some(7..10)), "Ali");
    assert_eq!(text_of(store, &stored.key, Some(7..900)), "Aliya");
    assert_eq!(text_of(store, &stored.key, Some(50..60)), "");
    assert_eq!(store.open(&stored.key, Some(0..2)).unwrap().size, 12);

    assert_eq!(store.put(&mut &b"Hello, Aliya"[..], 100).unwrap(), stored, "kept once");
    let empty = store.put(&mut std::io::empty(), 100).unwrap();
    assert_eq!(text_of(store, &empty.key, None), "");
    assert_eq!(names(store).len(), 2);
    assert!(is_whole(store, &stored.key).unwrap());

    let too_large = store.put(&mut std::io::repeat(7).take(101), 100);
    assert!(matches!(too_large, Err(FileError::TooLarge(100))));
    let broken = store.put(&mut Broken, 100);
    assert!(matches!(broken, Err(FileError::Broken(_))));
    assert_eq!(names(store).len(), 2, "nothing of what failed is left");

    store.check().unwrap();
    store.delete(&stored.key).unwrap();
    store.delete(&stored.key).unwrap();
    assert!(matches!(store.open(&stored.key, None), Err(FileError::Missing(key)) if key == stored.key));
    assert!(matches!(store.open(&stored.key, Some(0..1)), Err(FileError::Missing(_))));
    assert_eq!(names(store), [(empty.key.to_string(), 0)]);
}

/// A sender that breaks off.
struct Broken;

impl std::io::Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("the browser went away"))
    }
}

#[test]
fn memory_keeps_files() {
    check(&MemoryStore::default());
}

#[test]
fn a_folder_keeps_files() {
    let folder = tempfile::tempdir().unwrap();
    check(&FolderStore::open(folder.path()).unwrap());
    check_large(&FolderStore::open(folder.path()).unwrap());
}

#[test]
fn what_a_crash_left_half_done_is_no_file_and_is_cleared_away() {
    let folder = tempfile::tempdir().unwrap();
    let store = FolderStore::open(folder.path()).unwrap();
    let left = folder.path().join("coming/1-1");
    std::fs::write(&left, "half").unwrap();
    assert_eq!(names(&store), []);
    FolderStore::open(folder.path()).unwrap();
    assert!(!left.exists());
}

#[test]
fn what_comes_in_just_now_is_not_cleared_away() {
    let folder = tempfile::tempdir().unwrap();
    let store = FolderStore::open(folder.path()).unwrap();
    let mut slow = Slow(folder.path().to_path_buf(), false);
    let stored = store.put(&mut slow, 100).unwrap();
    assert_eq!(text_of(&store, &stored.key, None), "late");
}

/// A sender during whose work another process opens the folder.
struct Slow(std::path::PathBuf, bool);

impl std::io::Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if std::mem::replace(&mut self.1, true) {
            return Ok(0);
        }
        FolderStore::open(&self.0).map_err(std::io::Error::other)?;
        buffer[..4].copy_from_slice(b"late");
        Ok(4)
    }
}

#[test]
fn a_damaged_file_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let store = FolderStore::open(folder.path()).unwrap();
    let stored = store.put(&mut &b"truth"[..], 100).unwrap();
    std::fs::write(folder.path().join(stored.key.path()), "lies!").unwrap();
    assert!(!is_whole(&store, &stored.key).unwrap());
}

#[test]
fn a_folder_that_cannot_be_made_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let error = FolderStore::open(&file.join("files")).unwrap_err();
    assert!(error.to_string().contains("file/files"), "{error}");
}

/// More than one page of a list and more than one buffer of a file.
fn check_large(store: &dyn Store) {
    let stored = store.put(&mut std::io::repeat(b'x').take(3_000_000), u64::MAX).unwrap();
    assert_eq!(stored.size, 3_000_000);
    assert!(is_whole(store, &stored.key).unwrap());
    assert_eq!(text_of(store, &stored.key, Some(2_999_990..3_000_000)), "x".repeat(10));
    store.delete(&stored.key).unwrap();
}

/// A server that speaks S3, ended when dropped.
struct Server {
    process: Child,
    endpoint: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.process.kill();
        let _gone = self.process.wait();
    }
}

/// Starts `moto_server`, wherever `KARTOTEKA_TEST_S3` or the search path says.
fn server() -> Option<Server> {
    let program = std::env::var("KARTOTEKA_TEST_S3").unwrap_or_else(|_| "moto_server".to_owned());
    let port = TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.port();
    let process = Command::new(program)
        .args(["-H", "127.0.0.1", "-p", &port.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn();
    let mut server = Server { process: process.ok()?, endpoint: format!("http://127.0.0.1:{port}") };
    let words = BufReader::new(server.process.stderr.take()?);
    words.lines().map_while(Result::ok).find(|line| line.contains("Running on"))?;
    Some(server)
}

fn bucket(server: &Server, name: &str, secret_key: &str) -> S3Store {
    let url: FilesUrl = format!("s3://{name}/kept here?endpoint={}", server.endpoint).parse().unwrap();
    let credentials = Credentials {
        access_key: "AKIAIOSFODNN7EXAMPLE".to_owned(),
        secret_key: secret_key.to_owned(),
        session_token: None,
    };
    S3Store::new(&url, credentials, &Setting::real()).unwrap()
}

#[test]
fn a_bucket_keeps_files() {
    let Some(server) = server() else {
        eprintln!("skipped: there is no S3 server on this machine: pip install 'moto[s3,server]'");
        return;
    };
    let made = ureq::put(format!("{}/base", server.endpoint)).send_empty().unwrap();
    assert_eq!(made.status(), 200);
    let store = bucket(&server, "base", "secret");
    check(&store);
    check_large(&store);
    for n in 0..1_003 {
        store.put(&mut n.to_string().as_bytes(), 100).unwrap();
    }
    assert_eq!(names(&store).len(), 1_004, "more than one page of the list");
    let error = bucket(&server, "no-such-bucket", "secret").check().unwrap_err();
    assert!(matches!(error, FileError::Unreachable(_)), "{error}");
}

#[test]
fn a_server_that_is_not_there_says_so() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url: FilesUrl = format!("s3://base?endpoint=http://127.0.0.1:{port}").parse().unwrap();
    let credentials =
        Credentials { access_key: "a".to_owned(), secret_key: "b".to_owned(), session_token: None };
    let error = S3Store::new(&url, credentials, &Setting::real()).unwrap().check().unwrap_err();
    assert!(matches!(error, FileError::Unreachable(_)), "{error}");
}

//! The binary itself: start to first answer, memory at rest with an empty base, size.

use super::figures::{Figure, memory_of};
use crate::exit::CommandError;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Starts this very binary on an empty folder.
pub(super) fn measure() -> Result<Vec<Figure>, CommandError> {
    let failed = |e: std::io::Error| CommandError::Failed(e.to_string());
    let binary = std::env::current_exe().map_err(failed)?;
    let folder = tempfile::tempdir().map_err(failed)?;
    let address: SocketAddr = {
        let free = std::net::TcpListener::bind(("127.0.0.1", 0)).map_err(failed)?;
        free.local_addr().map_err(failed)?
    };
    let start = || {
        let mut command = Command::new(&binary);
        command.args(["serve", "--listen", &address.to_string(), "--data"]).arg(folder.path());
        command.stderr(Stdio::null()).spawn()
    };
    // The first start makes the base; the second is the one that people wait for.
    let mut first = start().map_err(failed)?;
    first_answer(address)?;
    stop(&mut first)?;
    let begun = Instant::now();
    let mut second = start().map_err(failed)?;
    first_answer(address)?;
    let ms = begun.elapsed().as_secs_f64() * 1000.0;
    std::thread::sleep(Duration::from_secs(3));
    let memory = memory_of(&second.id().to_string(), "VmRSS:");
    stop(&mut second)?;
    let size = std::fs::metadata(&binary).map_err(failed)?.len() as f64 / 1_048_576.0;
    Ok(vec![
        Figure::new("start to first answer", ms, "ms").must(150.0),
        Figure::new("memory at rest, empty base", memory, "MB").must(40.0),
        Figure::new("size of the binary", size, "MB").must(60.0),
    ])
}

fn first_answer(address: SocketAddr) -> Result<(), CommandError> {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(20) {
        if let Ok(mut stream) = TcpStream::connect(address)
            && stream.write_all(b"GET /health HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n").is_ok()
        {
            let mut answer = String::new();
            if stream.read_to_string(&mut answer).is_ok() && answer.contains("200 OK") {
                return Ok(());
            }
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    Err(CommandError::Failed("the server does not answer".into()))
}

fn stop(child: &mut std::process::Child) -> Result<(), CommandError> {
    let ended = child.kill().and_then(|()| child.wait());
    ended.map(drop).map_err(|e| CommandError::Failed(e.to_string()))
}

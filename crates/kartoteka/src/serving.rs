//! Serving the house over HTTP on an address, or HTTPS with a certificate.

use crate::exit::CommandError;
use axum::Router;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::time::Duration;

/// How long requests under way may take to end when the server is told to stop.
const PATIENCE: Duration = Duration::from_secs(10);

/// A certificate and its key, both PEM files.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// The certificate with its chain.
    pub chain: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

/// Takes the address; gives what to listen on and the address really taken.
///
/// # Errors
/// [`CommandError::Failed`] when it is taken or may not be used.
pub fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), CommandError> {
    let busy = |e: std::io::Error| {
        CommandError::Failed(format!("{address}: {e}. Choose another with --listen ADDRESS:PORT."))
    };
    let listener = TcpListener::bind(address).map_err(busy)?;
    listener.set_nonblocking(true).map_err(busy)?;
    let taken = listener.local_addr().map_err(busy)?;
    Ok((listener, taken))
}

/// Serves until the process is told to stop, then lets requests under way end.
///
/// # Errors
/// [`CommandError::Failed`] when the certificate cannot be read or the listener breaks.
pub async fn serve(
    routes: Router,
    listener: TcpListener,
    certificate: Option<Certificate>,
) -> Result<(), CommandError> {
    let handle = Handle::new();
    tokio::spawn(stop_when_told(handle.clone()));
    let service = routes.into_make_service_with_connect_info::<SocketAddr>();
    let failed = |e: std::io::Error| CommandError::Failed(e.to_string());
    match certificate {
        None => axum_server::from_tcp(listener)
            .map_err(failed)?
            .handle(handle)
            .serve(service)
            .await
            .map_err(failed),
        Some(certificate) => {
            // A provider may be installed already when a test serves twice in a process; either will do.
            let _installed = rustls::crypto::ring::default_provider().install_default();
            let bad =
                |e: std::io::Error| CommandError::Failed(format!("{}: {e}", certificate.chain.display()));
            let config =
                RustlsConfig::from_pem_file(&certificate.chain, &certificate.key).await.map_err(bad)?;
            let server = axum_server::from_tcp_rustls(listener, config).map_err(failed)?;
            server.handle(handle).serve(service).await.map_err(failed)
        }
    }
}

async fn stop_when_told(handle: Handle<SocketAddr>) {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let kind = tokio::signal::unix::SignalKind::terminate();
        if let Ok(mut terminated) = tokio::signal::unix::signal(kind) {
            tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} }
            return handle.graceful_shutdown(Some(PATIENCE));
        }
    }
    if interrupted.await.is_ok() {
        handle.graceful_shutdown(Some(PATIENCE));
    }
}

//! Whose certificates are believed.

use crate::MailError;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use std::sync::{Arc, OnceLock};

/// Whose certificates are believed: those that the machine trusts, so that a firm's own authority works without a
/// setting, or one given, for tests.
#[derive(Debug, Clone, Default)]
pub enum Trust {
    /// Whoever the machine trusts (`SSL_CERT_FILE` and `SSL_CERT_DIR` are heeded).
    #[default]
    Machine,
    /// Only these, as PEM.
    Only(Arc<Vec<u8>>),
}

impl Trust {
    /// The certificates themselves, in DER.
    pub(crate) fn roots(&self) -> Vec<CertificateDer<'static>> {
        static MACHINE: OnceLock<Vec<CertificateDer<'static>>> = OnceLock::new();
        match self {
            Self::Machine => MACHINE.get_or_init(|| rustls_native_certs::load_native_certs().certs).clone(),
            Self::Only(pem) => CertificateDer::pem_slice_iter(pem).flatten().collect(),
        }
    }

    /// How TLS is spoken.
    pub(crate) fn config(&self) -> Result<Arc<ClientConfig>, MailError> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(self.roots());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|e| MailError::Tls(e.to_string()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Arc::new(config))
    }
}

//! `kartoteka serve`: pages and the API on an address.

use crate::cli::Base;
use crate::compose::{self, Manner};
use crate::exit::CommandError;
use crate::routes;
use crate::serving::{self, Certificate};
use clap::Args;
use db::Options;
use kernel::Setting;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use tracing_subscriber::EnvFilter;

/// Serve pages and the API.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    base: Base,
    /// The address to listen on
    #[arg(long, env = "KARTOTEKA_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDR")]
    listen: SocketAddr,
    /// Load the demo company when the base is empty
    #[arg(long)]
    demo: bool,
    /// A certificate with its chain (PEM): serves HTTPS
    #[arg(long, value_name = "FILE", requires = "key")]
    certificate: Option<PathBuf>,
    /// The private key of the certificate (PEM)
    #[arg(long, value_name = "FILE", requires = "certificate")]
    key: Option<PathBuf>,
    /// A proxy in front speaks HTTPS to browsers
    #[arg(long, env = "KARTOTEKA_BEHIND_HTTPS")]
    behind_https: bool,
    /// Show what only builders need, such as the page /ui
    #[arg(long, hide = true)]
    development: bool,
}

impl Serve {
    /// Serves until told to stop.
    ///
    /// # Errors
    /// [`CommandError::Failed`] with what to do about it.
    pub fn run(self) -> Result<(), CommandError> {
        let filter = EnvFilter::try_from_env("KARTOTEKA_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
        // A subscriber may be there already when a test serves twice in a process.
        let _set =
            tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
        let place = self.base.place()?;
        let setting = Setting::real();
        let (listener, address) = serving::listen(self.listen)?;
        let db = place.open(&setting, Options::default())?;
        if self.demo {
            super::demo::load_if_empty(&db, &setting)?;
        }
        let certificate =
            self.certificate.clone().zip(self.key.clone()).map(|(chain, key)| Certificate { chain, key });
        let manner = Manner {
            is_secure: certificate.is_some() || self.behind_https,
            is_development: self.development,
        };
        let post = compose::post(&place.folder, &setting)?;
        let app = compose::app(&db, &setting, (&place.files, post), manner)?;
        let runner = compose::start_jobs(&app)?;
        self.greet(&app, address, certificate.is_some());
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .max_blocking_threads(16)
            .build()
            .map_err(|e| CommandError::Failed(e.to_string()))?;
        let ended = runtime.block_on(async {
            tokio::spawn(compose::watch_jobs(app.clone()));
            tokio::spawn(compose::keep_cards(app.clone()));
            tokio::spawn(compose::keep_search(app.clone()));
            tokio::spawn(compose::keep_standings(app.clone()));
            tokio::spawn(compose::watch_reads(app.clone()));
            tokio::spawn(compose::watch_duplicates(app.clone()));
            tokio::spawn(compose::watch_reminders(app.clone()));
            let ended = serving::serve(routes::house(&app), listener, certificate).await;
            compose::keep_reads(&app).await?;
            ended
        });
        runner.close(Duration::from_secs(10));
        ended
    }

    fn greet(&self, app: &web::App, address: SocketAddr, is_https: bool) {
        let scheme = if is_https { "https" } else { "http" };
        eprintln!("Kartoteka: {scheme}://{address}");
        if !app.firm().is_founded {
            eprintln!("  The base is empty: the first visit asks who owns it.");
        }
        if app.firm().is_demo {
            eprintln!("  Sign in: {} / {}", demo::OWNER_EMAIL, demo::OWNER_PASSWORD);
            eprintln!("  To start empty: kartoteka serve --data DIR");
        }
    }
}

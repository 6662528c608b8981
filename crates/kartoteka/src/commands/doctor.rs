//! `kartoteka doctor`: looks the base over and says what to do.

use super::existing;
use crate::cli::Base;
use crate::doctor::{Looked, Patient, beyond_opening, is_sound, look_over, repair};
use crate::exit::CommandError;
use crate::speaking::speaker;
use clap::Args;
use db::{Db, Options, Trouble};
use kernel::Setting;
use serde_json::{Value, json};
use std::io::Write as _;
use words::Say;

/// Look the base over and say what to do; ends with 1 when something is broken
#[derive(Debug, Args)]
pub struct Doctor {
    #[command(flatten)]
    base: Base,
    /// Print one JSON value
    #[arg(long)]
    json: bool,
    /// First mend what can be made anew: the search and the card index
    #[arg(long)]
    repair: bool,
}

impl Doctor {
    /// Looks the base over.
    ///
    /// # Errors
    /// [`CommandError::Failed`] when something is broken or cannot be looked at.
    pub fn run(self) -> Result<(), CommandError> {
        let setting = Setting::real();
        let place = self.base.place()?;
        existing::needed(&place.database)?;
        let db = match Db::open(&place.database, Options::default()) {
            // What cannot even be opened is a finding too, with what to do about it.
            Err(error) if error.trouble == Trouble::Corrupt => {
                self.tell(&[beyond_opening(&error)], &place.database.to_string())?;
                return Err(error.into());
            }
            opened => opened?,
        };
        if self.repair {
            db.write(repair)?;
        }
        let files = files::open(&place.files, &setting);
        let patient = Patient {
            db: &db,
            files: files.as_ref().map(AsRef::as_ref).map_err(ToString::to_string),
            folder: place.folder.clone(),
            setting: &setting,
        };
        let looked = look_over(&patient);
        self.tell(&looked, &place.database.to_string())?;
        drop(db);
        // What was found has been told; only the exit code is left to say.
        if is_sound(&looked) { Ok(()) } else { std::process::exit(1) }
    }

    fn tell(&self, looked: &[Looked], base: &str) -> Result<(), CommandError> {
        let say = speaker();
        let answer = match self.json {
            true => format!("{}\n", as_json(looked, base, &say)),
            false => as_text(looked, &say),
        };
        let told = std::io::stdout().lock().write_all(answer.as_bytes());
        told.map_err(|e| CommandError::Failed(e.to_string()))
    }
}

fn as_text(looked: &[Looked], say: &Say) -> String {
    let mut text = String::new();
    for looked in looked {
        let is_sound = looked.findings.is_empty();
        text.push_str(
            &format!("{:8} {}\n", looked.check, if is_sound { "ok" } else { "" }).replace(" \n", "\n"),
        );
        for finding in &looked.findings {
            text.push_str(&format!("    {}\n    -> {}\n", finding.said(say), finding.remedy(say)));
        }
    }
    if looked.iter().all(|looked| looked.findings.is_empty()) {
        text.push_str(&say.t("kartoteka-doctor-sound"));
        text.push('\n');
    }
    text
}

fn as_json(looked: &[Looked], base: &str, say: &Say) -> Value {
    let checks = looked.iter().map(|looked| {
        let findings = looked.findings.iter().map(|finding| {
            json!({
                "finding": finding.slug,
                "severity": finding.severity,
                "n": finding.n,
                "what": finding.said(say),
                "do": finding.remedy(say),
            })
        });
        json!({ "check": looked.check, "findings": findings.collect::<Vec<_>>() })
    });
    json!({ "is_sound": is_sound(looked), "base": base, "checks": checks.collect::<Vec<_>>() })
}

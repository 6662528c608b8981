//! Figures as they are measured: a name, what was reached, what must be, the floor beside it.

use serde::Serialize;

/// One line of the table.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// What was done.
    pub work: String,
    /// What was reached, in `unit`.
    pub reached: f64,
    /// Customers/s, requests/s, ms, MB.
    pub unit: &'static str,
    /// What the house promises; absent where only the ratio counts.
    pub must: Option<f64>,
    /// The same measured bare, in the same run and unit.
    pub floor: Option<f64>,
    /// Particulars in words.
    pub note: String,
}

impl Figure {
    /// A figure without a promise or a floor.
    pub fn new(work: &str, reached: f64, unit: &'static str) -> Self {
        Self { work: work.into(), reached, unit, must: None, floor: None, note: String::new() }
    }

    /// With what the house promises.
    #[must_use]
    pub fn must(self, must: f64) -> Self {
        Self { must: Some(must), ..self }
    }

    /// With the same measured bare.
    #[must_use]
    pub fn floor(self, floor: f64) -> Self {
        Self { floor: Some(floor), ..self }
    }

    /// With particulars.
    #[must_use]
    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    /// Whether more is better.
    fn is_rate(&self) -> bool {
        self.unit.ends_with("/s")
    }

    /// Whether the promise is kept; `None` without one.
    pub fn is_kept(&self) -> Option<bool> {
        self.must.map(|must| if self.is_rate() { self.reached >= must } else { self.reached <= must })
    }

    /// The figure as a line of a Markdown table.
    pub fn line(&self) -> String {
        let number = |n: f64| if n >= 100.0 { format!("{n:.0}") } else { format!("{n:.2}") };
        let must = self.must.map_or(String::new(), |must| {
            format!("{} {}", if self.is_rate() { "≥" } else { "≤" }, number(must))
        });
        let floor = self.floor.map_or(String::new(), |floor| {
            let times = if self.is_rate() { floor / self.reached } else { self.reached / floor };
            format!("{} ({times:.1} times)", number(floor))
        });
        let kept = match self.is_kept() {
            Some(true) => "yes",
            Some(false) => "NO",
            None => "",
        };
        format!(
            "| {} | {} {} | {must} | {kept} | {floor} | {} |",
            self.work,
            number(self.reached),
            self.unit,
            self.note
        )
    }
}

/// Times in ms, sorted: their quantile, 0..=1.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let at = (share * last as f64).ceil() as usize;
    sorted.get(at.min(last)).copied().unwrap_or(0.0)
}

/// The greatest memory this process has held so far, in MB; 0 where the system does not tell.
pub fn peak_mb() -> f64 {
    memory("VmHWM:")
}

/// Seconds of processor time that all threads of this process have taken so far; 0 where the system does not tell.
pub fn cpu_secs() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, which may hold anything, ends with the last bracket.
    let after = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok());
    ticks.sum::<f64>() / TICKS
}

/// Ticks of /proc in a second, the same on every Linux (proc_pid_stat(5), sysconf(_SC_CLK_TCK)).
const TICKS: f64 = 100.0;

/// The memory this process holds now, in MB; 0 where the system does not tell.
pub fn memory(name: &str) -> f64 {
    memory_of("self", name)
}

/// The same of another process.
pub fn memory_of(process: &str, name: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}
